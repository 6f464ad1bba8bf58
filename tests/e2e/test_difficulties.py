"""A cell on a telephone raises a difficulty: what is alike appears while typing; the district answers and publishes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from daihoi.actions import difficulties as actions
from daihoi.data.models import Difficulty, PublishedAnswer
from daihoi.queries import indicators
from tests.area import TERM, TODAY, Area

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from daihoi.data.models import User


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_from_the_village_up_and_down_again(signed_in: "Callable[[User], Page]", settings: object) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    indicators.forget()
    area = Area().open()
    actions.publish(
        actor=area.actor("board"),
        organisation=area.id("Tỉnh"),
        term=TERM,
        subject="personnel",
        question="Đảng viên dự bị có được dự đại hội không?",
        answer="Được dự, không biểu quyết.",
    )
    page = signed_in(area.users["office"])
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto("/difficulties/")
    page.click(".page-title a.btn-main")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.select_option("#id_subject", "personnel")
    page.type("#id_title", "dang vien du bi co duoc du dai hoi khong")
    page.wait_for_selector(".dif-alike li")
    assert "Đảng viên dự bị" in page.inner_text(".dif-alike")
    page.click(".dif-alike summary")
    assert "không biểu quyết" in page.inner_text(".dif-alike")
    page.fill("#id_title", "Con dấu cũ có dùng được không")
    page.wait_for_selector(".dif-alike", state="detached")
    page.click("form.card button[type=submit]")
    page.wait_for_url("**/difficulties/*/")
    pk = Difficulty.objects.get().pk

    page = signed_in(area.users["district"])
    page.goto(f"/difficulties/{pk}/")
    page.click(f"a[href='/difficulties/{pk}/answer/']")
    page.fill("#id_text", "Dùng được đến khi có dấu mới.")
    page.click("form.card button[type=submit]")
    page.wait_for_url(f"**/difficulties/{pk}/")
    page.click(f"a[href='/difficulties/{pk}/publish/']")
    page.click("form.card button[type=submit]")
    page.wait_for_url(f"**/difficulties/{pk}/")
    made = PublishedAnswer.objects.latest("pk")

    page = signed_in(area.users["neighbour"])
    page.goto("/difficulties/answers/")
    page.type("#asked-q", "dau moi")
    page.wait_for_selector(f"#answers a[href='/difficulties/answers/{made.pk}/']")
    assert page.goto(f"/difficulties/{pk}/").status == 404
