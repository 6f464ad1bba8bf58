"""Plans as pages: who finds them, what a form says, files read back, and no more queries for more rows."""

import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from daihoi.actions import plan as plans
from daihoi.actions import tasks as actions
from daihoi.actions.tasks import Wanted
from daihoi.core.subjects import Subject
from daihoi.data.models import PlanVersion, Task, User
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]
ClientFor = Callable[[User], Client]
CELL = "Chi bộ thôn 1"
WHO = ("board", "district", "office", "neighbour", "other", "reader", "keeper", "stranger")
EDIT = {"board", "district", "office"}
SEE = EDIT | {"reader"}


def set_in(area: Area, title: str, name: str = CELL, due_on: date | None = date(2020, 3, 20)) -> int:
    wanted = Wanted(title, Subject.DOCUMENTS, due_on=due_on)
    return actions.set_task(actor=area.actor("board"), organisation=area.id(name), term=TERM, wanted=wanted).id


def issued(area: Area) -> None:
    actions.issue_plan(
        actor=area.actor("board"), organisation=area.id(CELL), term=TERM, document="1-KH/CB", issued_on=TODAY
    )


@pytest.mark.parametrize("who", WHO)
def test_who_sees_and_who_changes_a_plan(area: Area, client_for: ClientFor, who: str) -> None:
    task = set_in(area, "Dự thảo")
    client, pk = client_for(area.users[who]), area.id(CELL)

    for name, args, may in (
        ("plan_of", [pk], SEE),
        ("plan_versions", [pk], SEE),
        ("task", [task], SEE),
        ("task_new", [pk], EDIT),
        ("plan_issue", [pk], EDIT),
        ("task_change", [task], EDIT),
        ("task_done", [task], EDIT),
        ("task_drop", [task], EDIT),
        ("task_reopen", [task], EDIT),
    ):
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == (200 if who in may else 404), name
    for name in ("tasks", "calendar", "gantt", "tasks_xlsx", "tasks_ics", "windows"):
        answer = client.get(f"{reverse(name)}?at={pk}")
        assert answer.status_code == (200 if who in SEE else 404), name


def test_a_plan_shows_the_steps_that_its_rules_ask_for(area: Area, client_for: ClientFor) -> None:
    plan = plans.Plan(planned_on=date(2020, 3, 20), planned_half_days=1)
    plans.set_plan(actor=area.actor("office"), organisation=area.id(CELL), term=TERM, plan=plan)

    page = client_for(area.users["reader"]).get(reverse("plan_of", args=[area.id(CELL)])).content.decode()

    steps = page.partition('id="steps"')[2]
    # The pack's rule of the announcement, 15 working days before a member congress opens, over Saturdays and Sundays.
    assert "Thông báo ngày khai mạc" in steps
    assert [grounds for grounds in ("C-", "P-") if f">{grounds}" in steps] != []


@pytest.mark.parametrize("who", ["neighbour", "other", "reader", "keeper", "stranger"])
def test_nobody_else_changes_anything(area: Area, client_for: ClientFor, who: str) -> None:
    task = set_in(area, "Dự thảo")
    client, pk = client_for(area.users[who]), area.id(CELL)

    for name, args, data in (
        ("task_new", [pk], {"title": "x", "subject": "general"}),
        ("task_change", [task], {"title": "x", "subject": "general"}),
        ("task_done", [task], {"done_on": "2020-03-01"}),
        ("task_drop", [task], {"reason": "x"}),
        ("plan_issue", [pk], {"document": "1", "issued_on": "2020-03-01"}),
    ):
        assert client.post(reverse(name, args=args), data).status_code == 404
    assert list(Task.objects.values_list("title", "done_on", "dropped_on")) == [("Dự thảo", None, None)]
    assert not PlanVersion.objects.exists()


def test_a_task_is_set_changed_done_opened_again_and_dropped(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["office"]), area.id(CELL)
    data = {"title": "Lấy ý kiến", "subject": "documents", "responsible": "Bí thư", "due_on": "2020-03-20"}

    assert client.post(reverse("task_new", args=[pk]), data).headers["Location"] == reverse("plan_of", args=[pk])
    task = Task.objects.get()
    assert (task.title, task.responsible, task.due_on, task.origin) == (
        "Lấy ý kiến",
        "Bí thư",
        date(2020, 3, 20),
        "own",
    )
    seen = client.get(reverse("task_change", args=[task.pk])).context["form"]["seen"].value()
    client.post(reverse("task_change", args=[task.pk]), {**data, "due_on": "2020-03-25", "seen": seen})
    page = client.post(reverse("task_change", args=[task.pk]), {**data, "title": "Khác", "seen": seen})
    assert (page.status_code, "Khác" in page.content.decode()) == (400, True)
    client.post(reverse("task_done", args=[task.pk]), {"done_on": "2020-03-01", "note": "BC 01"})
    assert "BC 01" in client.get(reverse("task", args=[task.pk])).content.decode()
    client.post(reverse("task_reopen", args=[task.pk]), {"reason": "nhầm"})
    client.post(reverse("task_drop", args=[task.pk]), {"reason": "gộp với xã"})
    task.refresh_from_db()
    assert (task.due_on, task.done_on, task.dropped_on, task.drop_reason) == (
        date(2020, 3, 25),
        None,
        TODAY,
        "gộp với xã",
    )


def test_what_is_refused_stays_in_the_form_with_the_reason(area: Area, client_for: ClientFor) -> None:
    client, url = client_for(area.users["office"]), reverse("task_new", args=[area.id(CELL)])

    page = client.post(url, {"title": "Việc", "subject": "general", "starts_on": "2020-04-01", "due_on": "2020-03-01"})
    assert page.status_code == 400
    assert 'value="Việc"' in page.content.decode() and 'value="2020-04-01"' in page.content.decode()
    assert client.post(url, {"title": "", "subject": "nothing", "due_on": "hôm qua"}).status_code == 400
    assert not Task.objects.exists()


def test_a_plan_is_issued_in_versions_and_the_page_tells_their_difference(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["office"]), area.id(CELL)
    set_in(area, "Dự thảo")
    url = reverse("plan_issue", args=[pk])
    empty = client.get(reverse("plan_versions", args=[pk]))
    assert (empty.status_code, empty.context["found"]) == (200, None)

    assert client.post(url, {"document": "1-KH/CB", "issued_on": "2020-03-01"}).status_code == 302
    assert client.post(reverse("task_new", args=[pk]), {"title": "Mới", "subject": "general"}).status_code == 400
    client.post(reverse("task_new", args=[pk]), {"title": "Mới", "subject": "general", "reason": "theo 26-HD"})
    page = client.get(url).content.decode()
    assert "Mới" in page and 'value="theo 26-HD"' in page
    assert client.post(url, {"document": "2-KH/CB", "issued_on": "2020-03-02", "reason": "x"}).status_code == 302
    page = client.get(reverse("plan_versions", args=[pk])).content.decode()
    assert "2-KH/CB" in page and "theo 26-HD" in page
    for query in ("?from=1&to=0", "?from=2&to=1", "?from=99&to=x", "?from=&to="):
        assert client.get(reverse("plan_versions", args=[pk]) + query).status_code == 200


def test_a_plan_shows_window_source_and_warnings(area: Area, client_for: ClientFor) -> None:
    plans.set_plan(
        actor=area.actor("board"),
        organisation=area.id("Trạm"),
        term=TERM,
        plan=plans.Plan(planned_on=date(2020, 5, 5), planned_half_days=2),
    )
    set_in(area, "Nộp hồ sơ", "Trạm", date(2020, 8, 1))

    page = client_for(area.users["reader"]).get(reverse("plan_of", args=[area.id("Trạm")])).content.decode()

    assert "5/5/2020" in page and "30/6/2020" in page and "35-CT/TW" in page
    assert "is-warning" in page


def test_a_list_is_narrowed_and_drilled_into(area: Area, client_for: ClientFor) -> None:
    set_in(area, "Dự thảo báo cáo", due_on=date(2020, 2, 1))
    set_in(area, "Trang trí", "Xã Hai")
    client, top = client_for(area.users["board"]), area.id("Tỉnh")

    def titles(query: str) -> list[str]:
        return [each.title for each in client.get(f"/tasks/?at={top}&{query}").context["rows"]]

    assert titles("") == ["Dự thảo báo cáo", "Trang trí"]
    assert titles("state=late") == ["Dự thảo báo cáo"]
    assert titles("q=trang+tri") == ["Trang trí"]
    assert titles("state=nothing&subject=x&origin=y&body=z&page=999") == ["Dự thảo báo cáo", "Trang trí"]
    units = client.get(f"/tasks/?at={top}&view=units").context["lines"]
    assert [line["name"] for line in units] == ["Huyện A", "Huyện B"]
    assert client.get(units[0]["cells"][0]["href"]).context["rows"][0].title == "Dự thảo báo cáo"
    assert client.get("/tasks/?at=999999").status_code == 404
    assert client.get("/tasks/?at=x").status_code == 200


def test_the_calendar_counts_a_day_and_lists_what_is_behind_it(area: Area, client_for: ClientFor) -> None:
    plans.set_plan(
        actor=area.actor("board"),
        organisation=area.id("Trạm"),
        term=TERM,
        plan=plans.Plan(planned_on=date(2020, 5, 5)),
    )
    set_in(area, "Trang trí", "Xã Hai", date(2020, 5, 5))
    client, base = client_for(area.users["board"]), f"/tasks/calendar/?at={area.id('Tỉnh')}"

    page = client.get(f"{base}&month=2020-05&day=2020-05-05")
    assert [row[1].name for row in page.context["congresses"]] == ["Trạm"]
    page = client.get(f"{base}&month=2020-05&day=2020-05-05&what=task")
    assert [each.title for each in page.context["tasks"]] == ["Trang trí"]
    assert (
        "Trang trí"
        not in client_for(area.users["district"])
        .get(f"/tasks/calendar/?at={area.id('Huyện A')}&month=2020-05&day=2020-05-05&what=task")
        .content.decode()
    )
    for query in ("&month=x", "&month=2020-13", "&month=9999-12", "&month=2020-05&day=2020-05-40", "&level=x&page=9"):
        assert client.get(base + query).status_code == 200


def test_the_timeline_draws_windows_days_and_own_tasks(area: Area, client_for: ClientFor) -> None:
    plans.set_plan(
        actor=area.actor("board"),
        organisation=area.id("Trạm"),
        term=TERM,
        plan=plans.Plan(planned_on=date(2020, 5, 5)),
    )
    set_in(area, "Hướng dẫn nhân sự", "Huyện A", date(2020, 4, 1))

    page = client_for(area.users["district"]).get(f"/tasks/gantt/?at={area.id('Huyện A')}")

    context, text = page.context, page.content.decode()
    assert [line.name for line in context["lines"]] == ["Xã Một", "Trạm"]
    assert [mark.look for line in context["lines"] for mark in line.marks] == ["planned"]
    assert [line.name for line in context["tasks"]] == ["Hướng dẫn nhân sự"]
    assert all(0 <= bar.x <= context["width"] for line in context["lines"] for bar in (*line.bars, *line.marks))
    assert "<svg" in text and "style=" not in text


def test_one_wrong_year_draws_no_century(area: Area, client_for: ClientFor) -> None:
    set_in(area, "Xa", "Huyện A", date(2079, 4, 1))
    set_in(area, "Gần", "Huyện A", date(2020, 4, 1))

    context = client_for(area.users["district"]).get(f"/tasks/gantt/?at={area.id('Huyện A')}").context

    assert len(context["months"]) < 40


def test_files_tell_the_steps_of_the_own_congress_with_their_days(area: Area, client_for: ClientFor) -> None:
    where = {"actor": area.actor("board"), "organisation": area.id("Xã Một"), "term": TERM}
    plans.set_plan(**where, plan=plans.Plan(planned_on=date(2020, 5, 20)))
    plans.mark(**where, milestone="opening_announced", done_on=date(2020, 3, 1), evidence="12-TB/ĐU")
    office, at = client_for(area.users["district"]), f"?at={area.id('Xã Một')}"

    book = load_workbook(io.BytesIO(office.get(reverse("tasks_xlsx") + at).content))
    lines = [[cell.value for cell in line] for line in book.worksheets[2].iter_rows()]
    (opening,) = [line for line in lines if "12-TB/ĐU" in line]
    assert opening[3:6] == [datetime(2020, 4, 6), None, datetime(2020, 3, 1)] and "C-040" in str(opening[7])
    events = Calendar.from_ical(office.get(reverse("tasks_ics") + at).content).walk("VEVENT")
    days = {str(each["uid"]).partition("@")[0]: each["dtstart"].dt for each in events}
    assert days[f"step-opening_announced-{TERM}-{area.id('Xã Một')}"] == date(2020, 4, 6)
    # Those of organisations below stand in their own plans.
    above = Calendar.from_ical(office.get(reverse("tasks_ics") + f"?at={area.id('Huyện A')}").content)
    assert not any(
        f"{TERM}-{area.id('Xã Một')}@" in str(each["uid"]) and "step" in str(each["uid"])
        for each in above.walk("VEVENT")
    )


def test_files_read_back_what_the_pages_show_and_nothing_beside(area: Area, client_for: ClientFor) -> None:
    plans.set_plan(
        actor=area.actor("board"),
        organisation=area.id("Trạm"),
        term=TERM,
        plan=plans.Plan(planned_on=date(2020, 5, 5), planned_half_days=3),
    )
    task = set_in(area, "Dự thảo", "Trạm")
    set_in(area, "Việc của Huyện B", "Xã Hai")
    client, at = client_for(area.users["district"]), f"?at={area.id('Huyện A')}"

    book = load_workbook(io.BytesIO(client.get(reverse("tasks_xlsx") + at).content))
    cells = [[cell.value for cell in line] for sheet in book for line in sheet.iter_rows()]
    said = {str(value) for line in cells for value in line if value}
    assert {"Dự thảo", "Trạm", "Xã Một"} <= said and "Việc của Huyện B" not in said
    first, second = (client.get(reverse("tasks_ics") + at).content for _ in (1, 2))
    assert first == second
    events = {str(each["uid"]): each for each in Calendar.from_ical(first).walk("VEVENT")}
    assert {uid.partition("@")[0] for uid in events} == {
        f"task-{task}",
        f"congress-{TERM}-{area.id('Trạm')}",
        f"window-{TERM}-{area.id('Huyện A')}",
    }
    congress = next(each for uid, each in events.items() if uid.startswith("congress"))
    assert (congress["dtstart"].dt, congress["dtend"].dt) == (date(2020, 5, 5), date(2020, 5, 7))
    actions.finish_task(actor=area.actor("board"), organisation=area.id("Trạm"), task=task, done_on=TODAY)
    third = Calendar.from_ical(client.get(reverse("tasks_ics") + at).content).walk("VEVENT")
    assert {str(each["uid"]) for each in third} == set(events)
    assert next(str(each["summary"]) for each in third if str(each["uid"]).startswith("task")) != "Dự thảo"


# Today asks every subject.
ALL_SUBJECTS = 24


@pytest.mark.parametrize("name", ["tasks", "units", "calendar", "gantt", "plan_of", "task", "today", "tasks_xlsx"])
def test_pages_take_as_many_queries_for_one_row_as_for_three(area: Area, client_for: ClientFor, name: str) -> None:
    first = set_in(area, "Một", "Tỉnh", date(2020, 3, 1))
    client, top = client_for(area.users["board"]), area.id("Tỉnh")
    url = {
        "units": f"/tasks/?at={top}&view=units",
        "calendar": f"/tasks/calendar/?at={top}&month=2020-03&day=2020-03-01&what=task",
        "plan_of": reverse("plan_of", args=[top]),
        "task": reverse("task", args=[first]),
        "today": reverse("today"),
    }.get(name) or f"{reverse(name)}?at={top}"

    def count() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return len(found)

    set_in(area, "Dưới", "Trạm", date(2020, 3, 1))
    one = count()
    for index, where in enumerate(("Tỉnh", "Huyện B", "Trạm", CELL)):
        set_in(area, f"Việc {index}", where, date(2020, 3, 1))

    assert count() == one <= (ALL_SUBJECTS if name == "today" else 15)
