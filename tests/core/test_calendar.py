"""Working days: the convention of counting, and the shipped table of holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.calendar import (
    Holidays,
    YearNotCoveredError,
    add_working_days,
    is_working,
    working_days_between,
)
from tests.core.packs import holidays

DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
COUNTS = st.integers(-60, 60)
FEW = settings(max_examples=100, deadline=None)


def plain(*years: int) -> Holidays:
    return Holidays(frozenset(), frozenset(), frozenset(years))


@FEW
@given(DAYS, COUNTS)
def test_adding_and_counting_agree(day: date, n: int):
    assert working_days_between(day, add_working_days(day, n, holidays()), holidays()) == n


@FEW
@given(DAYS, COUNTS)
def test_one_arrives_on_a_working_day(day: date, n: int):
    assert n == 0 or is_working(add_working_days(day, n, holidays()), holidays())


@FEW
@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_steps_add_up(day: date, m: int, n: int):
    twice = add_working_days(add_working_days(day, m, holidays()), n, holidays())
    assert twice == add_working_days(day, m + n, holidays())


@FEW
@given(DAYS, st.integers(0, 120), st.integers(0, 120))
def test_spans_add_up(a: date, m: int, n: int):
    b, c = a + timedelta(days=m), a + timedelta(days=m + n)
    if c.year <= 2025:
        parts = working_days_between(a, b, holidays()) + working_days_between(b, c, holidays())
        assert parts == working_days_between(a, c, holidays())


@FEW
@given(DAYS, COUNTS)
def test_from_a_working_day_the_way_back_is_the_same(day: date, n: int):
    if is_working(day, holidays()):
        assert add_working_days(add_working_days(day, n, holidays()), -n, holidays()) == day


def test_the_day_counted_from_is_left_out():
    monday = date(2020, 6, 1)
    assert add_working_days(monday, 7, plain(2020)) == date(2020, 6, 10)
    assert add_working_days(monday, -1, plain(2020)) == date(2020, 5, 29)
    assert working_days_between(monday, monday, plain(2020)) == 0


def test_free_days_are_passed_over_and_swapped_saturdays_are_counted():
    # 30/4, 1/5 and 2/5/2025 are free; Saturday 26/4 is worked in place of 2/5.
    assert add_working_days(date(2025, 4, 25), 1, holidays()) == date(2025, 4, 26)
    assert add_working_days(date(2025, 4, 29), 1, holidays()) == date(2025, 5, 5)
    assert is_working(date(2025, 9, 1), holidays()) is False


def test_a_year_outside_the_table_is_an_error_that_says_so():
    with pytest.raises(YearNotCoveredError) as caught:
        add_working_days(date(2020, 12, 30), 5, plain(2020))
    assert caught.value.message.render() == (
        "The table of public holidays does not cover the year 2021. Add the year to holidays.toml."
    )


def test_the_table_covers_2019_to_2026_and_no_free_day_is_worked():
    table = holidays()
    assert table.years == frozenset(range(2019, 2027))
    assert table.off & table.extra_working == frozenset()
    assert {day.weekday() for day in table.extra_working} == {5}


@pytest.mark.parametrize(
    ("year", "free_weekdays"),
    # Five of Tết, one each of New Year, Hùng Kings, 30/4 and 1/5, National Day (one, two since 2021); and swaps.
    [(2019, 11), (2020, 10), (2021, 11), (2022, 11), (2023, 11), (2024, 12), (2025, 12), (2026, 14)],
)
def test_each_year_has_its_free_weekdays(year: int, free_weekdays: int):
    free = [day for day in holidays().off if day.year == year and day.weekday() < 5]
    assert len(free) == free_weekdays


def test_days_that_are_not_verified_can_be_asked_for():
    found = holidays().uncertain(date(2022, 8, 1), date(2022, 9, 30))
    assert [special.day for special in found] == [date(2022, 9, 1), date(2022, 9, 2)]
