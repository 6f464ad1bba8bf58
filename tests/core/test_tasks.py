"""Tasks: how they stand on a day, what of their days does not fit, and what two versions of a plan differ in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.messages import Severity
from daihoi.core.tasks import (
    TASK_STATES,
    UNDONE,
    Changed,
    Dates,
    Placed,
    TaskState,
    check_task,
    days_late,
    difference,
    state,
    written,
)

DAY = date(2020, 4, 10)
DAYS = st.none() | st.integers(-30, 30).map(lambda days: DAY + timedelta(days=days))
DATES = st.builds(Dates, DAYS, DAYS, DAYS)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (Dates(), TaskState.OPEN),
        (Dates(DAY + timedelta(days=8)), TaskState.OPEN),
        (Dates(DAY + timedelta(days=7)), TaskState.DUE_SOON),
        (Dates(DAY), TaskState.DUE_SOON),
        (Dates(DAY - timedelta(days=1)), TaskState.LATE),
        (Dates(DAY, done_on=DAY), TaskState.DONE),
        (Dates(DAY - timedelta(days=1), done_on=DAY), TaskState.DONE_LATE),
        (Dates(DAY - timedelta(days=1), done_on=DAY + timedelta(days=1)), TaskState.LATE),
        (Dates(DAY - timedelta(days=1), dropped_on=DAY), TaskState.DROPPED),
        (Dates(done_on=DAY), TaskState.DONE),
    ],
)
def test_a_task_stands_as_its_days_say(dates: Dates, expected: TaskState) -> None:
    assert state(dates, DAY) is expected


@given(DATES, st.integers(0, 40))
def test_late_is_exactly_what_is_late_by_some_days(dates: Dates, later: int) -> None:
    found, days = state(dates, DAY), days_late(dates, DAY)

    assert found in TASK_STATES
    assert (days > 0) == (found in {TaskState.LATE, TaskState.DONE_LATE})
    after = DAY + timedelta(days=later)
    if found not in UNDONE and found is not TaskState.DROPPED and dates.dropped_on is None:
        assert state(dates, after) is found  # what is done stays done, and as late as it was
        assert days_late(dates, after) == days


@given(DATES)
def test_an_undone_task_needs_somebody_until_it_is_done_or_dropped(dates: Dates) -> None:
    over = [day for day in (dates.done_on, dates.dropped_on) if day is not None and day <= DAY]

    assert (state(dates, DAY) in UNDONE) == (not over)


def test_a_day_after_the_one_set_above_and_after_the_window_is_told_with_paper_and_article() -> None:
    task = Placed("Nộp đề án", date(2020, 7, 1), "25-CT/HU", date(2020, 4, 1))

    found = check_task(task, window_last=date(2020, 6, 30), window_source="Chỉ thị 35-CT/TW")

    assert [(each.code, each.severity) for each in found] == [
        ("task_after_day_above", Severity.WARNING),
        ("task_after_window", Severity.WARNING),
    ]
    assert [each.message.render() for each in found] == [
        "“Nộp đề án” is due on 01/07/2020, after 01/04/2020, the day set by 25-CT/HU.",
        "“Nộp đề án” is due on 01/07/2020, after 30/06/2020, the last day for the congress: Chỉ thị 35-CT/TW.",
    ]


@given(DAYS, DAYS, DAYS)
def test_a_day_within_both_limits_fits(due: date | None, above: date | None, last: date | None) -> None:
    codes = {each.code for each in check_task(Placed("x", due, "1", above), window_last=last, window_source="y")}

    assert ("task_after_day_above" in codes) == (due is not None and above is not None and due > above)
    assert ("task_after_window" in codes) == (due is not None and last is not None and due > last)


def task(pk: int, **more: object) -> dict[str, object]:
    return {"id": pk, "title": f"Việc {pk}", "due_on": "2020-04-01", "responsible": "", "why": "", **more}


def test_versions_tell_what_was_added_removed_and_changed() -> None:
    before = {"days": {"planned_on": None}, "window": {"window_to": "2020-06-30"}, "tasks": [task(1), task(2)]}
    after = {
        "days": {"planned_on": "2020-05-05"},
        "window": {"window_to": "2020-06-30"},
        "tasks": [task(2, due_on="2020-04-09", why="dịch"), task(3)],
    }

    found = difference(before, after)

    assert found.days == (Changed("planned_on", None, "2020-05-05"),)
    assert [each["id"] for each in found.added] == [3]
    assert [each["id"] for each in found.removed] == [1]
    assert [(each.task["id"], each.changes) for each in found.changed] == [
        (2, (Changed("due_on", "2020-04-01", "2020-04-09"),))
    ]
    assert found.count == 4


def test_versions_tell_which_steps_of_the_congress_are_due_on_another_day() -> None:
    before = {"days": {"planned_on": "2020-05-05"}, "steps": {"opening_announced": "2020-04-20"}}
    after = {"days": {"planned_on": "2020-05-06"}, "steps": {"opening_announced": "2020-04-21", "archived": None}}

    assert difference(before, after).days == (
        Changed("planned_on", "2020-05-05", "2020-05-06"),
        Changed("opening_announced", "2020-04-20", "2020-04-21"),
    )


TASKS = st.lists(
    st.builds(task, st.integers(1, 5), responsible=st.sampled_from(["", "A", "B"]), why=st.sampled_from(["", "x"])),
    unique_by=lambda each: each["id"],
    max_size=5,
)
CONTENT = st.fixed_dictionaries(
    {"days": st.fixed_dictionaries({"form": st.sampled_from(["", None, "member"])}), "tasks": TASKS}
)


@given(CONTENT, CONTENT)
def test_a_plan_differs_from_itself_in_nothing_and_the_way_back_is_the_way_turned(before: dict, after: dict) -> None:
    there, back = difference(before, after), difference(after, before)

    assert not difference(before, before)
    assert {each["id"] for each in there.added} == {each["id"] for each in back.removed}
    assert {each.task["id"] for each in there.changed} == {each.task["id"] for each in back.changed}
    assert there.count == back.count
    assert (written(before) == written(after)) <= (not there)
