"""Printed, each page of a list of people bears its secrecy, and a name that is looked for stands in no address."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from daihoi.queries import indicators
from tests import schemes_made as made
from tests.area import TODAY, Area

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from daihoi.data.models import User


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_printed_page_bears_the_mark(signed_in: "Callable[[User], Page]", settings: object) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    indicators.forget()
    area = made.staffed(Area().open())
    made.pool(area, 45)
    user = area.users["officer"]
    page = signed_in(user)
    page.goto(f"/personnel/{area.id(made.AT)}/people/")
    document = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))
    texts = [one.get_textpage().get_text_range() for one in document]
    assert len(texts) >= 3
    for text in texts:
        assert all(said in text for said in ("MẬT", user.full_name, "02/03/2020"))

    page.fill("#q", "Văn Bình 11")
    page.click("#people-filter button:text-is('Xem')")
    page.wait_for_selector("#people-found tbody tr:only-child")
    assert page.url.endswith("/people/")
    with page.expect_download() as taken:
        page.click("button[form=people-filter]")
    assert "Văn" not in taken.value.suggested_filename
    assert page.url.endswith("/people/")
