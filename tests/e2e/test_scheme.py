"""A scheme's list is edited: each change is answered before it is kept; a missing woman comes from the pool."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from daihoi.data.models import Variant
from daihoi.queries import indicators
from tests import schemes_made as made
from tests.area import TODAY, Area

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from daihoi.data.models import User

WOMEN = '#sc-lines [data-key="committee.women_min"]'


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_lines_move_with_the_list(signed_in: "Callable[[User], Page]", settings: object) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    indicators.forget()
    area = made.staffed(Area().open())
    people = made.pool(area, 6)  # numbers 3 and 6 are women
    variant = made.scheme(area, seats=4, listed=people[:2]).variants.get()
    page = signed_in(area.users["officer"])
    page.goto(f"/personnel/{area.id(made.AT)}/scheme/variants/{variant.pk}/change/")
    assert page.inner_text(f"{WOMEN} .sc-figure") == "0 / 2"

    page.click(f"{WOMEN} .sc-who summary")
    page.click(f"{WOMEN} .sc-who li:first-child button")
    page.wait_for_selector(f"{WOMEN} .sc-moved.is-better")
    assert page.inner_text(f"{WOMEN} .sc-figure") == "1 / 3"
    assert page.inner_text("#sc-count") == "3"
    assert variant.people.count() == 2

    page.uncheck(f'#sc-rows [data-id="{people[0].pk}"] [name=on]')
    page.wait_for_selector("#sc-count:text-is('2')")
    page.click("button[value=save]")
    page.wait_for_url(f"**/variants/{variant.pk}/")
    kept = Variant.objects.get(pk=variant.pk)
    assert (kept.version, kept.people.count()) == (3, 2)
    assert kept.people.filter(person__sex="woman").count() == 1
