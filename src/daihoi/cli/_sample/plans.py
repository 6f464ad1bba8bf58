"""What is planned and done for each congress of the sample province by 15/5/2020.

Published: all 25 pilots were held from 6/1 to 15/5/2020 and the wide round was still to come, through 30/6. The rest
is generated: cells held theirs in the first half of the year, as local plans say; the committees above plan July and
August, the province October. Some are behind plan and some milestones are late, so that a board has its exceptions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from daihoi.cli._sample.tree import Numbers, Row
from daihoi.core.calendar import Holidays, add_working_days
from daihoi.core.organisations.kinds import Kind
from daihoi.core.plan import Form

TODAY = date(2020, 5, 15)
FIRST_PILOT, LAST_PILOT = date(2020, 1, 6), TODAY
_TET = (date(2020, 1, 20), date(2020, 2, 2))
_FREE = frozenset({date(2020, 1, 1), date(2020, 4, 2), date(2020, 4, 30), date(2020, 5, 1)})

# Calendar days from the opening at which each milestone of preparation is usually reached.
_BEFORE = (
    ("plan_issued", 110),
    ("direction_formed", 95),
    ("documents_drafted", 75),
    ("comments_gathered", 55),
    ("scheme_submitted", 40),
    ("scheme_appraised", 30),
    ("scheme_approved", 22),
    ("congress_approved", 12),
)
_CELLS_DO = ("plan_issued", "documents_drafted", "congress_approved")


@dataclass
class Planned:
    """A congress: opening day planned, length in half days, form, and the milestones with their days.

    `done["held"]` is the opening day.
    """

    planned_on: date
    half_days: int
    form: Form
    done: dict[str, date] = field(default_factory=dict)
    held_half_days: int | None = None


def plans(listed: Sequence[Row], holidays: Holidays) -> dict[str, Planned]:
    """By code, for every organisation of the list."""
    members: dict[str, int] = {}
    for row in listed:
        if row.official is not None:
            at = row.code
            while at:
                members[at] = members.get(at, 0) + row.official
                at = at.rpartition(".")[0]
    numbers = Numbers(155)
    pilots = iter(_pilot_days(sum(row.pilot for row in listed)))
    found: dict[str, Planned] = {}
    for row in listed:
        if row.pilot:
            found[row.code] = _pilot(row, next(pilots), members, holidays)
        elif row.kind in (Kind.GRASSROOTS_COMMITTEE, Kind.GRASSROOTS_CELL):
            found[row.code] = _wide(row, members, numbers, holidays)
        elif row.kind is Kind.CELL:
            # A cell meets before the committee above it does.
            above = found[row.code.rpartition(".")[0]].planned_on
            found[row.code] = _cell(above, numbers, holidays)
        else:
            found[row.code] = _upper(numbers)
    return found


def province() -> Planned:
    """The province's own congress."""
    return Planned(date(2020, 10, 14), 6, Form.DELEGATE, {"plan_issued": date(2019, 8, 14)})


def _workday(day: date) -> date:
    """The day, or the next one that is neither at a weekend, nor around Tết, nor another free day."""
    while day.weekday() > 4 or _TET[0] <= day <= _TET[1] or day in _FREE:
        day += timedelta(days=1)
    return day


def _pilot_days(count: int) -> list[date]:
    """From the first day to the last, evenly; the last congress ends on the last day."""
    whole = (LAST_PILOT - FIRST_PILOT).days
    days = [_workday(FIRST_PILOT + timedelta(days=whole * index // (count - 1))) for index in range(count)]
    return [min(day, LAST_PILOT - timedelta(days=1)) for day in days[:-1]] + [LAST_PILOT]


def _pilot(row: Row, opening: date, members: dict[str, int], holidays: Holidays) -> Planned:
    one_day = row.kind is Kind.GRASSROOTS_CELL or opening == LAST_PILOT
    half_days = 2 if one_day else 3
    planned = Planned(opening, half_days, _form(row, members), held_half_days=half_days)
    planned.done = _prepared(opening, [key for key, _ in _BEFORE])
    planned.done["opening_announced"] = add_working_days(opening, -31, holidays)
    planned.done["held"] = opening
    _report(planned, holidays, after=5, ratified_after=10)
    return planned


def _wide(row: Row, members: dict[str, int], numbers: Numbers, holidays: Holidays) -> Planned:
    """The wide round: planned from 18/5 to 29/6; one in forty was planned earlier and has been put off."""
    put_off = numbers.below(40) == 0
    first, days = (date(2020, 5, 4), 9) if put_off else (date(2020, 5, 18), 40)
    opening = _workday(first + timedelta(days=numbers.below(days)))
    planned = Planned(opening, 2 if row.kind is Kind.GRASSROOTS_CELL else 3, _form(row, members))
    behind = numbers.below(12) == 0
    keys = [key for key, _ in _BEFORE][: 4 if behind or put_off else 8]
    planned.done = _prepared(opening, keys)
    announced = add_working_days(opening, -31 + 6 * (numbers.below(15) == 0), holidays)
    if announced <= TODAY and not (behind or put_off):
        planned.done["opening_announced"] = announced
    return planned


def _cell(above: date, numbers: Numbers, holidays: Holidays) -> Planned:
    earliest = date(2019, 12, 2)
    latest = max(min(above - timedelta(days=14), date(2020, 6, 15)), earliest)
    opening = _workday(latest - timedelta(days=numbers.below(min((latest - earliest).days, 75) + 1)))
    planned = Planned(opening, 1, Form.MEMBER)
    planned.done = _prepared(opening, list(_CELLS_DO))
    announced = add_working_days(opening, -31 + 5 * (numbers.below(25) == 0), holidays)
    if announced <= TODAY:
        planned.done["opening_announced"] = announced
    forgotten = numbers.below(60) == 0
    if opening <= TODAY and not forgotten:
        planned.done["held"], planned.held_half_days = opening, 1
        _report(planned, holidays, after=3 if numbers.below(30) else 11, ratified_after=8)
    return planned


def _upper(numbers: Numbers) -> Planned:
    opening = _workday(date(2020, 7, 13) + timedelta(days=numbers.below(40)))
    done = {"plan_issued": date(2019, 10, 1) + timedelta(days=numbers.below(60))}
    return Planned(opening, 4, Form.DELEGATE, done | _prepared(opening, ["direction_formed"]))


def _prepared(opening: date, keys: Sequence[str]) -> dict[str, date]:
    """The milestones of preparation that had been reached."""
    days = {key: opening - timedelta(days=before) for key, before in _BEFORE if key in keys}
    return {key: day for key, day in days.items() if day <= TODAY}


def _report(planned: Planned, holidays: Holidays, *, after: int, ratified_after: int) -> None:
    """What follows a congress, as far as it had come; working days from its closing, then from the report."""
    closing = planned.planned_on + timedelta(days=(planned.half_days - 1) // 2)
    reported = add_working_days(closing, after, holidays)
    ratified = add_working_days(reported, ratified_after, holidays)
    archived = ratified + timedelta(days=14)
    for key, day in (("results_reported", reported), ("ratified", ratified), ("archived", archived)):
        if day <= TODAY:
            planned.done[key] = day


def _form(row: Row, members: dict[str, int]) -> Form:
    many = row.kind is Kind.GRASSROOTS_COMMITTEE and members.get(row.code, 0) >= 200
    return Form.DELEGATE if many else Form.MEMBER
