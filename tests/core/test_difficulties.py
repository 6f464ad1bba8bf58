"""Who answers, by when, and to whom a difficulty goes that lies at nobody any more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.briefings import BriefingState, briefing_state, fingerprint
from daihoi.core.calendar import Holidays, add_working_days, working_days_between
from daihoi.core.difficulties import (
    DIFFICULTY_STATES,
    STEP_NAMES,
    Arranged,
    DifficultyState,
    Step,
    arranged_for,
    due_on,
    lies_next,
)
from tests.core.packs import holidays

ALL = (Arranged("", "Văn phòng", 5), Arranged("personnel", "Ban Tổ chức", None))


def test_every_state_and_step_has_a_name() -> None:
    assert set(DIFFICULTY_STATES) == set(DifficultyState) and set(STEP_NAMES) == set(Step)


@pytest.mark.parametrize(
    ("subject", "name"), [("personnel", "Ban Tổ chức"), ("spending", "Văn phòng"), ("", "Văn phòng")]
)
def test_whoever_is_named_goes_before_whoever_takes_the_rest(subject: str, name: str) -> None:
    found = arranged_for(subject, ALL)

    assert found is not None and found.name == name


def test_without_an_arrangement_nobody_answers_and_there_is_no_day() -> None:
    assert arranged_for("personnel", ()) is None
    assert due_on(date(2020, 3, 2), None, holidays()) is None
    assert due_on(date(2020, 3, 2), ALL[1], holidays()) is None


@given(st.dates(date(2020, 1, 1), date(2025, 10, 1)), st.integers(1, 40))
def test_a_day_is_counted_as_the_calendar_counts_it(day: date, days: int) -> None:
    found = due_on(day, Arranged("", "x", days), holidays())

    assert found == add_working_days(day, days, holidays())
    assert found is not None and working_days_between(day, found, holidays()) == days


def test_a_year_without_a_table_gives_no_day() -> None:
    assert due_on(date(2020, 12, 30), ALL[0], Holidays(frozenset(), frozenset(), frozenset({2020}))) is None


@pytest.mark.parametrize(
    ("above", "passed", "found"),
    [
        ((3, 2, 1), (), 3),
        ((3, 2, 1), (3,), 2),
        ((3, 2, 1), (3, 2, 1), 1),
        ((), (3,), None),
    ],
)
def test_it_goes_to_the_nearest_above_that_has_not_passed_it_up(
    above: tuple[int, ...], passed: tuple[int, ...], found: int | None
) -> None:
    assert lies_next(above, passed) == found


DAY = date(2020, 3, 2)


@pytest.mark.parametrize(
    ("planned", "held", "dropped", "state"),
    [
        (date(2020, 3, 3), None, None, BriefingState.PLANNED),
        (DAY, None, None, BriefingState.TODAY),
        (date(2020, 3, 1), None, None, BriefingState.UNMINUTED),
        (date(2020, 3, 1), DAY, None, BriefingState.HELD),
        (date(2020, 3, 1), None, DAY, BriefingState.DROPPED),
    ],
)
def test_how_a_briefing_stands(planned: date, held: date | None, dropped: date | None, state: BriefingState) -> None:
    assert briefing_state(planned, held, dropped, DAY) is state


def test_a_fingerprint_changes_with_what_is_seen() -> None:
    assert fingerprint((1, "a")) == fingerprint((1, "a")) != fingerprint((1, "b"))
