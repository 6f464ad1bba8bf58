"""The weekly report's week, hour and keeping, against plain reckoning."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.indicators import CATALOGUE
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.reports import (
    BY_KEY,
    FIGURES,
    SECTIONS,
    Content,
    Entry,
    Listed,
    Value,
    content_of,
    content_text,
    first_day,
    last_due,
    level_of,
)

days = st.dates(date(2019, 1, 1), date(2031, 1, 1))


def test_every_figure_and_list_is_an_indicator_and_stands_in_one_section() -> None:
    lists = [name for section in SECTIONS for name, _ in section.lists]
    assert set(FIGURES) | set(lists) <= set(CATALOGUE)
    assert len(set(FIGURES)) == len(FIGURES)
    assert len(BY_KEY) == len(SECTIONS)


def test_a_week_has_seven_days() -> None:
    assert first_day(date(2020, 5, 15)) == date(2020, 5, 9)


@given(st.integers(0, 6), st.integers(0, 23), st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1)))
def test_the_last_due_day_is_the_latest_of_its_weekday_whose_hour_has_come(
    weekday: int, hour: int, now: datetime
) -> None:
    found = last_due(weekday, hour, now)
    moments = [
        datetime(day.year, day.month, day.day, hour)
        for back in range(15)
        if (day := now.date() - timedelta(days=back)).weekday() == weekday
    ]
    assert found == max(moment for moment in moments if moment <= now).date()


numbers = st.one_of(st.none(), st.integers(0, 10**13), st.fractions(0, 100).map(lambda f: f + Fraction(1, 3)))
values = st.builds(Value, numbers, st.one_of(st.none(), st.integers(0, 10**9)), numbers)
entries = st.builds(Entry, st.text(max_size=20), st.text(max_size=20), st.one_of(st.none(), days))
listed = st.builds(Listed, st.integers(0, 99), st.lists(entries, max_size=3).map(tuple))
contents = st.builds(
    Content,
    st.sampled_from(list(Level)),
    st.dictionaries(st.sampled_from(FIGURES), values, max_size=4),
    st.dictionaries(
        st.sampled_from(FIGURES),
        st.builds(Listed, st.integers(0, 99), st.lists(entries, max_size=3).map(tuple)),
        max_size=3,
    ),
)


@given(contents)
def test_content_comes_back_as_it_was_kept(content: Content) -> None:
    assert content_of(content_text(content)) == content
    assert content_text(content_of(content_text(content))) == content_text(content)


def test_a_mean_has_no_change_and_a_count_has() -> None:
    assert [Value(5, 9, 3).change, Value(3, None, 5).change, Value(5).change] == [2, -2, None]
    assert Value(Fraction(7, 2), None, Fraction(1, 2)).change is None


def test_the_report_of_a_commune_counts_its_cells_and_others_the_grass_roots() -> None:
    assert [level_of(kind) for kind in (Kind.PROVINCE, Kind.UPPER, Kind.GRASSROOTS_CELL)] == [Level.GRASSROOTS] * 3
    assert [level_of(kind) for kind in (Kind.GRASSROOTS_COMMITTEE, Kind.SECTION)] == [Level.CELL] * 2
