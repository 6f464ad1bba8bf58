"""What people do on any page, in browsers: press, fill, look at a row of a table, ask for addresses."""

import re
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def press(page: "Page", text: str, within: str = "main") -> None:
    """Press the button, or follow the link, that is called so (what is only spoken may follow after a colon); the
    page that comes refuses nothing."""
    there, called = page.locator(within), re.compile(rf"^{re.escape(_(text))}( ?:|$)")
    control = there.get_by_role("button", name=called).or_(there.get_by_role("link", name=called))
    with page.expect_navigation():
        control.first.click()
    assert page.locator("main .finding.is-error, main .error").all_inner_texts() == []


def fill(page: "Page", **values: object) -> None:
    """Fill fields by their names; days as a browser takes them."""
    for name, value in values.items():
        page.fill(f"main [name={name}]", value.isoformat() if isinstance(value, date) else str(value))


def row_of(page: "Page", text: str) -> "Locator":
    return page.locator("tbody tr", has=page.locator("th", has_text=text))


def number_in(page: "Page") -> int:
    """The number of the row that an address is about."""
    found = re.search(r"/([0-9]+)/", page.url)
    assert found is not None, page.url
    return int(found[1])


def statuses(page: "Page", asked: list[str]) -> dict[str, int]:
    return {address: page.context.request.get(address).status for address in asked}
