"""A guidance goes down: entered with its tasks by the province, taken in and disseminated by a cell on a telephone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from daihoi.data.models import Directive, DirectiveTask, Task, Uptake
from daihoi.queries import indicators
from tests.area import TODAY, Area

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from daihoi.data.models import User


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_guidance_is_entered_taken_in_and_disseminated(signed_in: "Callable[[User], Page]", settings: object) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    indicators.forget()
    area = Area()
    page = signed_in(area.users["board"])
    page.set_viewport_size({"width": 1366, "height": 768})

    page.goto("/directives/")
    page.click(".empty a.btn-main")
    page.fill("#id_number", "26-HD/TU")
    page.fill("#id_issued_on", "2020-02-24")
    page.fill("#id_issuer", "Ban Tổ chức Tỉnh ủy")
    page.fill("#id_title", "Về công tác nhân sự")
    page.fill("#id_summary", "Chi bộ báo cáo danh sách giới thiệu.")
    for number in range(4):  # one more than the rows that are there at first
        if number == 3:
            page.click("[data-add-row]")
        page.fill(f"#id_t{number}-title", f"Việc {number}")
    assert page.evaluate("document.activeElement.id") == "id_t3-title"
    page.select_option("#id_t3-subject", "reporting")
    page.check("#id_t3-levels_5")  # cells
    page.click(".form-end button[type=submit]")
    page.wait_for_url("**/directives/*/?at=*")
    rows = DirectiveTask.objects.order_by("position").values_list("title", "subject", "levels")
    kept = [(f"Việc {number}", "general", "") for number in range(3)]
    assert list(rows) == [*kept, ("Việc 3", "reporting", "cell")]

    page = signed_in(area.users["office"])
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/directives/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.click(".paper-do a.btn-main")
    assert "Chi bộ báo cáo danh sách giới thiệu." in page.inner_text("main")
    page.click(".form-end button[type=submit]")
    page.wait_for_url("**/directives/?at=*")
    assert Task.objects.filter(organisation=area.id("Chi bộ thôn 1")).count() == 4
    page.click(".page-title a[href^='/directives/disseminate/']")
    page.check("#id_papers_0")
    page.fill("#id_on", "2020-02-28")
    page.select_option("#id_form", "meeting")
    page.fill("#id_expected", "11")
    page.fill("#id_attended", "10")
    page.click(".form-end button[type=submit]")
    page.wait_for_url("**/directives/?at=*")
    done = Uptake.objects.get(directive=Directive.objects.get(), organisation=area.id("Chi bộ thôn 1"))
    assert (done.form, done.attended, done.expected) == ("meeting", 10, 11)

    page = signed_in(area.users["board"])
    page.goto(f"/directives/cascade/?at={area.id('Xã Một')}")
    cells = page.locator(".cascade-table tbody td").all_inner_texts()
    assert [cell.split()[0] for cell in cells] == ["3", "1", "1", "10/11", "–", "2", "0"]
