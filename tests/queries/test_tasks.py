"""Reading plans: lists and counts that say the same as core, nothing sideways, and the calendar behind each number."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daihoi.actions import plan as plans
from daihoi.actions import tasks as actions
from daihoi.actions.tasks import Wanted
from daihoi.core.access import NotHere, Role
from daihoi.core.organisations.kinds import Level
from daihoi.core.plan.reasons import Reason
from daihoi.core.subjects import Subject
from daihoi.core.tasks import TASK_STATES, Dates, TaskState, state
from daihoi.data.models import Body, BodyMember, Task
from daihoi.queries import indicators
from daihoi.queries import tasks as queries
from daihoi.queries.plan import NewWindow
from daihoi.queries.tasks import TasksAsked, schedule
from daihoi.queries.tasks._rows import in_state
from daihoi.queries.tasks.schedule import Entry
from tests import factories
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]
NOW = datetime(2020, 3, 1, tzinfo=UTC)
DAYS = st.none() | st.integers(-20, 20).map(lambda days: TODAY + timedelta(days=days))


def row(area: Area, name: str, title: str = "Việc", **more: object) -> Task:
    facts = {"subject": "general", "origin": "own", "entered_on": date(2020, 1, 1), "made_at": NOW, **more}
    return Task.objects.create(organisation_id=area.id(name), term=TERM, title=title, made_by_name="x", **facts)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.fixture
def several(area: Area) -> Area:
    """A late task in each cell, one due soon in a commune, one done and one dropped in a district."""
    row(area, "Chi bộ thôn 1", "Dự thảo báo cáo chính trị", due_on=day(-3), subject="documents", responsible="Bí thư")
    row(area, "Chi bộ thôn 2", "Đề án nhân sự", due_on=day(-1), subject="personnel", origin="visit")
    row(area, "Chi bộ thôn 3", "Trang trí", due_on=day(-9))
    row(area, "Xã Một", "Tập huấn", due_on=day(5))
    row(area, "Huyện A", "Báo cáo", due_on=day(-5), done_on=day(-4))
    row(area, "Huyện A", "Bỏ", dropped_on=day(-2), drop_reason="gộp")
    return area


def listed(area: Area, who: str, at: str, asked: TasksAsked = TasksAsked(), as_of: date = TODAY) -> list[str]:  # noqa: B008
    where = {"actor": area.actor(who), "organisation": area.id(at), "term": TERM, "as_of": as_of}
    return [each.title for each in queries.tasks(**where, asked=asked).rows]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DAYS, DAYS, st.booleans()), max_size=6))
def test_the_database_says_of_each_task_what_core_says(area: Area, days: list[tuple]) -> None:
    Task.objects.all().delete()
    made = {}
    for index, (due, over, dropped) in enumerate(days):
        ends = {"dropped_on": over, "drop_reason": "x"} if dropped and over else {"done_on": over}
        pk = row(area, "Trạm", str(index), due_on=due, **ends).pk
        made[pk] = Dates(due, ends.get("done_on"), ends.get("dropped_on"))

    for which in TaskState:
        found = set(Task.objects.filter(in_state(which, TODAY)).values_list("pk", flat=True))
        assert found == {pk for pk, dates in made.items() if state(dates, TODAY) is which}
    where = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM, "as_of": TODAY}
    answer = queries.tasks(**where, asked=TasksAsked())
    assert sum(answer.counts.values()) == answer.total == len(made)
    assert set(answer.counts) == set(TASK_STATES)


def test_late_comes_first_then_what_is_due_and_what_needs_nobody_last(several: Area) -> None:
    assert listed(several, "board", "Tỉnh") == [
        "Trang trí",
        "Dự thảo báo cáo chính trị",
        "Đề án nhân sự",
        "Tập huấn",
        "Báo cáo",
        "Bỏ",
    ]
    assert listed(several, "district", "Xã Một") == ["Dự thảo báo cáo chính trị", "Đề án nhân sự", "Tập huấn"]
    assert listed(several, "board", "Tỉnh", as_of=day(-6)) == [
        "Trang trí",
        "Báo cáo",
        "Dự thảo báo cáo chính trị",
        "Đề án nhân sự",
        "Tập huấn",
        "Bỏ",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (TasksAsked(state=TaskState.DUE_SOON), ["Tập huấn"]),
        (TasksAsked(subject="personnel"), ["Đề án nhân sự"]),
        (TasksAsked(origin="visit"), ["Đề án nhân sự"]),
        (TasksAsked(text="bao cao chinh"), ["Dự thảo báo cáo chính trị"]),
        (TasksAsked(text="BÍ THƯ"), ["Dự thảo báo cáo chính trị"]),
        (TasksAsked(text="không có"), []),
        (TasksAsked(body=999_999), []),
    ],
)
def test_a_list_is_narrowed_by_what_is_asked(several: Area, asked: TasksAsked, found: list[str]) -> None:
    assert listed(several, "board", "Tỉnh", asked) == found


def test_counts_by_organisation_below_add_up_with_its_own(several: Area) -> None:
    where = {"actor": several.actor("board"), "organisation": several.id("Tỉnh"), "term": TERM, "as_of": TODAY}

    lines = queries.by_subordinate(**where, asked=TasksAsked())

    assert [(name, counts[TaskState.LATE], sum(counts.values())) for _, name, counts in lines] == [
        ("Huyện A", 2, 5),
        ("Huyện B", 1, 1),
    ]


def test_nothing_is_seen_sideways(several: Area) -> None:
    there = Task.objects.get(title="Đề án nhân sự").pk
    for who, name in (("office", "Chi bộ thôn 2"), ("neighbour", "Chi bộ thôn 1"), ("other", "Huyện A")):
        pk = several.id(name)
        for ask in (
            lambda who=who, name=name: listed(several, who, name),
            lambda who=who, pk=pk: queries.plan_of(actor=several.actor(who), organisation=pk, term=TERM, as_of=TODAY),
            lambda who=who, pk=pk: queries.tasks_of(actor=several.actor(who), organisation=pk, term=TERM, as_of=TODAY),
            lambda who=who, pk=pk: queries.by_subordinate(
                actor=several.actor(who), organisation=pk, term=TERM, as_of=TODAY, asked=TasksAsked()
            ),
            lambda who=who, pk=pk: queries.versions(actor=several.actor(who), organisation=pk, term=TERM),
            lambda who=who, pk=pk: queries.bodies_for(actor=several.actor(who), organisation=pk, term=TERM),
        ):
            with pytest.raises(NotHere):
                ask()
    for who in ("office", "other", "keeper", "stranger"):
        with pytest.raises(NotHere):
            queries.task(actor=several.actor(who), pk=there, as_of=TODAY)


def test_an_organisation_s_own_page_tells_its_own_alone(several: Area) -> None:
    found = queries.tasks_of(
        actor=several.actor("district"), organisation=several.id("Huyện A"), term=TERM, as_of=TODAY
    )

    assert (found.undone, found.counts[TaskState.DONE_LATE], found.counts[TaskState.DROPPED]) == (0, 1, 1)
    found = queries.tasks_of(
        actor=several.actor("board"), organisation=several.id("Xã Một"), term=TERM, as_of=TODAY, most=1
    )
    assert [each.title for each in found.first] == ["Tập huấn"]


def test_the_section_of_an_organisation_s_page_renders_with_and_without_tasks(several: Area) -> None:
    board = several.actor("board")
    for name, said in (("Xã Một", "Tập huấn"), ("Trạm", "/tasks/")):
        own = queries.tasks_of(actor=board, organisation=several.id(name), term=TERM, as_of=TODAY)
        assert said in render_to_string("tasks/of_organisation.html", {"own": own})


def waits(area: Area, who: str) -> list[tuple[str, str]]:
    found = queries.waiting(actor=area.actor(who), term=TERM, today=TODAY)
    return [(each.what, each.title) for each in found]


def test_what_waits_is_of_one_s_own_organisation_late_first(several: Area) -> None:
    row(several, "Chi bộ thôn 1", "Xa", due_on=day(30))
    row(several, "Chi bộ thôn 1", "Sắp", due_on=day(7))

    assert waits(several, "office") == [("tasks.late", "Dự thảo báo cáo chính trị"), ("tasks.due_soon", "Sắp")]
    assert waits(several, "district") == []
    assert waits(several, "reader") == []
    assert waits(several, "keeper") == []
    assert waits(several, "stranger") == []


def test_what_waits_is_also_of_bodies_in_which_one_sits_where_one_may_look(several: Area) -> None:
    member = factories.user_with(Role.MEMBER_IN_CHARGE, several.of["Huyện A"])
    group = Body.objects.create(
        organisation_id=several.id("Huyện A"),
        term=TERM,
        kind="group",
        name="Tổ 1",
        formed_on=date(2020, 1, 1),
        made_at=NOW,
        made_by_name="x",
    )
    for user in (member, several.users["other"]):
        BodyMember.objects.create(body=group, name="x", seat="member", user=user)
    BodyMember.objects.create(body=group, name="x", seat="head", user=member)
    row(several, "Huyện A", "Kiểm tra", due_on=day(1), body=group)
    several.users["member"] = member

    assert waits(several, "member") == [("tasks.due_soon", "Kiểm tra")]
    assert waits(several, "other") == []


def place(area: Area, who: str = "board", name: str = "Tỉnh", as_of: date = TODAY, level: Level | None = None):  # type: ignore[no-untyped-def]
    return indicators.place(
        actor=area.actor(who), organisation=area.id(name), term=TERM, as_of=as_of, today=TODAY, level=level
    )


@pytest.fixture
def scheduled(several: Area) -> Area:
    board = several.actor("board")
    for name, planned in (("Trạm", day(40)), ("Xã Một", day(40)), ("Xã Hai", day(45))):
        plans.set_plan(
            actor=board,
            organisation=several.id(name),
            term=TERM,
            plan=plans.Plan(planned_on=planned, planned_half_days=3),
        )
    plans.report(
        actor=board,
        organisation=several.id("Chi bộ thôn 1"),
        term=TERM,
        answers=plans.Answers(held_on=day(-1), half_days=1),
    )
    plans.decide_window(
        actor=board,
        organisation=several.id("Tỉnh"),
        term=TERM,
        window=NewWindow("1-QĐ", TODAY, Reason.OTHER, last=day(50), levels=frozenset({Level.CELL})),
    )
    return several


def test_a_month_counts_exactly_what_its_lists_hold(scheduled: Area) -> None:
    at = place(scheduled)
    first, last = date(2020, 2, 1), date(2020, 5, 31)
    found = schedule.month(at, first, last)

    assert found[day(40)].counts == {Entry.PLANNED: 2}
    assert found[day(50)].counts == {Entry.WINDOW: 2}
    assert found[day(-1)].counts == {Entry.HELD: 1, Entry.TASK: 1}
    assert (found[day(-5)].counts, found[day(-5)].undone) == ({Entry.TASK: 1}, 0)
    for each, counts in found.items():
        for entry, number in counts.counts.items():
            if entry is Entry.TASK:
                rows: list[object] = list(schedule.tasks_on(actor=scheduled.actor("board"), at=at, day=each))
            else:
                rows = list(schedule.congresses_on(at, entry, each))
            assert len(rows) == number
    assert schedule.month(place(scheduled, level=Level.CELL), day(40), day(40)) == {}


def test_a_subtree_s_calendar_holds_nothing_of_its_neighbours(scheduled: Area) -> None:
    found = schedule.month(place(scheduled, "district", "Huyện A"), date(2020, 2, 1), date(2020, 5, 31))

    assert day(45) not in found
    assert found[day(-9)].counts if day(-9) in found else True
    with pytest.raises(NotHere):
        place(scheduled, "other", "Huyện A")


def test_a_line_for_each_below_tells_window_spread_held_and_late(scheduled: Area) -> None:
    own, below = schedule.spreads(place(scheduled, as_of=day(46)))

    assert own.organisation == scheduled.id("Tỉnh")
    assert [each.organisation for each in below] == [scheduled.id("Huyện A"), scheduled.id("Huyện B")]
    one = below[0]
    assert (one.window, one.below, one.below_held) == ((None, date(2020, 8, 31)), 4, 1)
    assert (one.below_planned, one.below_unplanned) == ((day(40), day(40)), 1)
    assert sum(each.below + each.opened for each in below) == own.below


def test_exported_congresses_are_those_of_the_subtree(scheduled: Area) -> None:
    rows = schedule.congress_rows(place(scheduled, "district", "Huyện A"))

    names = {pk.pk: name for name, pk in scheduled.of.items()}
    assert [names[each.organisation] for each in rows] == [
        "Huyện A",
        "Xã Một",
        "Chi bộ thôn 1",
        "Chi bộ thôn 2",
        "Trạm",
    ]
    held = rows[2]
    assert (held.held_on, held.closed_on, held.half_days, held.late) == (day(-1), day(-1), 1, False)
    assert rows[3].last_day == day(50)


def test_a_plan_tells_its_window_with_its_source_and_what_does_not_fit(scheduled: Area) -> None:
    at = {"actor": scheduled.actor("office"), "organisation": scheduled.id("Chi bộ thôn 1"), "term": TERM}
    late = Wanted("Báo cáo", Subject.REPORTING, due_on=day(60))
    cell = at | {"organisation": scheduled.id("Chi bộ thôn 2"), "actor": scheduled.actor("neighbour")}
    actions.set_task(**cell, wanted=late)

    found = queries.plan_of(**cell, as_of=TODAY)

    assert (found.ends.last, found.ends.last_source) == (day(50), "1-QĐ, 2/3/2020")
    assert [each.code for each in found.findings] == ["task_after_window"]
    assert found.may_edit
    assert not queries.plan_of(**(at | {"actor": scheduled.actor("reader")}), as_of=TODAY).may_edit


@pytest.mark.parametrize("read", ["tasks", "waiting", "by_subordinate", "month"])
def test_reading_takes_as_many_queries_for_one_row_as_for_three(area: Area, read: str) -> None:
    where = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM}
    reads: dict[str, Callable[[], object]] = {
        "tasks": lambda: queries.tasks(**where, as_of=TODAY, asked=TasksAsked()),
        "by_subordinate": lambda: queries.by_subordinate(**where, as_of=TODAY, asked=TasksAsked()),
        "waiting": lambda: queries.waiting(actor=where["actor"], term=TERM, today=TODAY),
        "month": lambda: schedule.month(place(area), date(2020, 3, 1), date(2020, 3, 31)),
    }

    def queries_of() -> int:
        with CaptureQueriesContext(connection) as captured:
            reads[read]()
        return len(captured)

    row(area, "Trạm", due_on=day(1))
    queries_of()
    one = queries_of()
    row(area, "Xã Một", due_on=day(2))
    row(area, "Tỉnh", due_on=day(2))

    assert queries_of() == one <= 4
