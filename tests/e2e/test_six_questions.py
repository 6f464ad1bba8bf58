"""The smallest user, on a telephone: six questions, one visit, one save."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from daihoi.actions.plan import open_congresses
from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Congress, MemberCount
from daihoi.queries import indicators
from tests import factories
from tests.area import PACK, TERM, TODAY, Area

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from daihoi.data.models import User


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_cell_answers_all_six_in_one_visit(signed_in: "Callable[[User], Page]", settings: object) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    indicators.forget()
    area = Area().open()
    new = factories.organisation("Chi bộ thôn 9", Kind.CELL, under=area.of["Xã Một"])
    open_congresses(actor=area.actor("board"), organisation=new.pk, term=TERM, pack_id=PACK, with_below=False)
    page = signed_in(factories.user_with(Role.COMMITTEE_OFFICE, new))
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(f"/organisations/{new.pk}/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.locator(".six-missing li").count() == 6
    asked = ".six input:not([type=hidden]), .six select, .six button"
    heights = page.locator(asked).evaluate_all("all => all.map(each => each.offsetHeight)")
    assert min(heights) >= 44  # a finger's width
    page.fill("#id_official", "17")
    page.fill("#id_probationary", "2")
    page.fill("#id_planned_on", "2020-02-27")
    page.select_option("#id_half_days", "1")
    page.fill("#id_announced_on", "2020-02-01")
    page.fill("#id_held_on", "2020-02-28")
    page.click(".six button[type=submit]")
    page.wait_for_url(f"**/organisations/{new.pk}/")

    assert page.locator(".six-missing li").count() == 0
    assert page.input_value("#id_official") == "17" and page.input_value("#id_held_on") == "2020-02-28"
    found = Congress.objects.get(organisation=new, term=TERM)
    assert dict(found.marks.values_list("milestone", "done_on")).keys() == {
        "opening_announced",
        "held",
    }
    assert MemberCount.objects.get(organisation=new).official == 17
