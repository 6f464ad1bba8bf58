"""Working days: which days count, and how many lie between two days.

The counting is a convention, inferred and not quoted (rulebook C-040, E-011, E-120, E-121, E-123 give figures
in working days and not how to count them): **the day that one counts from is never counted; the day that one
arrives at is.** So "7 working days from closing" is the seventh working day after the closing day, and "30
working days before the opening" is the thirtieth working day before the opening day. Saturdays and Sundays
are free, except swapped ones in `extra_working`; so is every day in `off`.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from daihoi.core.messages import N_, Message
from daihoi.core.sources import Certainty, Source

_ONE = timedelta(days=1)
_SATURDAY = 5


class YearNotCoveredError(ValueError):
    """The table of holidays says nothing about a year, so working days in it cannot be counted."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.message = Message(
            N_("The table of public holidays does not cover the year {year}. Add the year to holidays.toml."),
            {"year": year},
        )
        super().__init__(self.message.render())


@dataclass(frozen=True)
class SpecialDay:
    """One day that differs from the week: a free day, or (`working`) a Saturday or Sunday worked instead."""

    day: date
    name: str
    working: bool
    cite: tuple[str, ...]  # ids of sources
    certainty: Certainty


@dataclass(frozen=True)
class Holidays:
    """Free days, weekend days that are worked, and the years for which both are known."""

    off: frozenset[date]
    extra_working: frozenset[date]
    years: frozenset[int]
    days: tuple[SpecialDay, ...] = ()
    sources: tuple[Source, ...] = ()
    sha256: str = field(default="", compare=False)

    def uncertain(self, first: date, last: date) -> tuple[SpecialDay, ...]:
        """The special days in [first, last] that are not verified; a count over them is to be confirmed."""
        return tuple(d for d in self.days if first <= d.day <= last and d.certainty is Certainty.UNVERIFIED)


def is_working(day: date, holidays: Holidays) -> bool:
    """Is `day` a working day? Raises `YearNotCoveredError` for a year outside the table."""
    if day.year not in holidays.years:
        raise YearNotCoveredError(day.year)
    if day in holidays.extra_working:
        return True
    return day.weekday() < _SATURDAY and day not in holidays.off


def add_working_days(day: date, n: int, holidays: Holidays) -> date:
    """The n-th working day after `day` (before it, for a negative n); `day` itself for 0.

    `day` is not counted, whether or not it is a working day. Raises `YearNotCoveredError`.
    """
    step = _ONE if n > 0 else -_ONE
    left = abs(n)
    while left:
        day += step
        if is_working(day, holidays):
            left -= 1
    return day


def working_days_between(a: date, b: date, holidays: Holidays) -> int:
    """How many working days one passes going from `a` (not counted) to `b` (counted); negative backwards.

    So `working_days_between(d, add_working_days(d, n, h), h) == n` for every d and n, and a day `x` is "at
    least 30 working days before" an opening when `working_days_between(opening, x, h) <= -30`.
    Raises `YearNotCoveredError`.
    """
    step = _ONE if b > a else -_ONE
    count = 0
    while a != b:
        a += step
        if is_working(a, holidays):
            count += 1
    return count if step > timedelta(0) else -count
