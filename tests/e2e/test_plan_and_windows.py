"""A plan in the browser: days set for those below after a look at what will happen, a task done on a telephone, and
pages that keep the content policy and never scroll sideways."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from daihoi.actions import tasks
from daihoi.actions.tasks import Wanted
from daihoi.core.subjects import Subject
from daihoi.data.models import Congress, Task
from tests.area import TERM, Area

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from daihoi.data.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignedIn = Callable[["User"], "Page"]


@pytest.fixture
def here(settings: object) -> Area:
    from daihoi.queries import indicators  # noqa: PLC0415 app ready

    indicators.forget()
    settings.TODAY = date(2020, 3, 2)  # type: ignore[attr-defined]
    return Area().open()


def test_days_are_set_for_those_below_after_a_preview(here: Area, signed_in: SignedIn) -> None:
    page = signed_in(here.users["board"])
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"/tasks/windows/?at={here.id('Tỉnh')}")
    page.click(f"a[href$='/tasks/{here.id('Tỉnh')}/windows/new/'] >> nth=0")
    page.fill("#id_number", "12-KH/TU")
    page.fill("#id_decided_on", "2020-03-01")
    page.fill("#id_first", "2020-04-01")
    page.fill("#id_last", "2020-05-31")
    page.check("input[name=levels][value=grassroots]")
    page.click("button.btn-main")
    assert page.locator(".preview").is_visible()
    assert Congress.objects.exclude(window_by=None).count() == 0
    page.click("button.btn-main")
    page.wait_for_url("**/tasks/windows/*/")
    assert page.locator("tbody tr").count() == 3
    assert Congress.objects.exclude(window_by=None).count() == 3


def test_a_task_is_reported_done_on_a_telephone(here: Area, signed_in: SignedIn) -> None:
    wanted = Wanted("Dự thảo báo cáo", Subject.DOCUMENTS, due_on=date(2020, 2, 20))
    cell = here.id("Chi bộ thôn 1")
    made = tasks.set_task(actor=here.actor("office"), organisation=cell, term=TERM, wanted=wanted)
    page = signed_in(here.users["office"])
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": 390, "height": 844})

    for path in ("/tasks/", "/tasks/gantt/", "/tasks/calendar/?month=2020-02", f"/tasks/{cell}/", "/tasks/windows/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.goto("/tasks/today/")
    page.click("text=Dự thảo báo cáo")
    page.click(f"a[href$='/task/{made.id}/done/']")
    page.fill("#id_note", "BC 01-BC/CB")
    page.click("button.btn-main")
    page.wait_for_url(f"**/tasks/{cell}/")

    assert Task.objects.get().done_note == "BC 01-BC/CB"
    assert said == []
