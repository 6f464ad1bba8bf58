"""What is planned and done for each congress of the sample province by 15/5/2020.

Published: all 25 pilots were held from 6/1 to 15/5/2020 and the wide round was still to come, through 30/6. The rest
is generated: cells held theirs in the first half of the year, as local plans say; the committees above plan July and
August, the province October. Some are behind plan and some milestones are late, so that a board has its exceptions.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from daihoi.cli._sample.congresses import OF_CELLS, PREPARED, Planned, announced, prepared, report, workday
from daihoi.cli._sample.rows import Numbers, Row
from daihoi.core.calendar import Holidays
from daihoi.core.organisations.kinds import Kind
from daihoi.core.plan import Form

TODAY = date(2020, 5, 15)
FIRST_PILOT, LAST_PILOT = date(2020, 1, 6), TODAY


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


def _pilot_days(count: int) -> list[date]:
    """From the first day to the last, evenly; the last congress ends on the last day."""
    whole = (LAST_PILOT - FIRST_PILOT).days
    days = [workday(FIRST_PILOT + timedelta(days=whole * index // (count - 1))) for index in range(count)]
    return [min(day, LAST_PILOT - timedelta(days=1)) for day in days[:-1]] + [LAST_PILOT]


def _pilot(row: Row, opening: date, members: dict[str, int], holidays: Holidays) -> Planned:
    one_day = row.kind is Kind.GRASSROOTS_CELL or opening == LAST_PILOT
    half_days = 2 if one_day else 3
    planned = Planned(opening, half_days, _form(row, members), held_half_days=half_days)
    planned.done = prepared(opening, PREPARED, TODAY)
    planned.done |= announced(opening, holidays, TODAY)
    planned.done["held"] = opening
    report(planned, holidays, TODAY, after=5, ratified_after=10)
    return planned


def _wide(row: Row, members: dict[str, int], numbers: Numbers, holidays: Holidays) -> Planned:
    """The wide round: planned from 18/5 to 29/6; one in forty was planned earlier and has been put off."""
    put_off = numbers.below(40) == 0
    first, days = (date(2020, 5, 4), 9) if put_off else (date(2020, 5, 18), 40)
    opening = workday(first + timedelta(days=numbers.below(days)))
    planned = Planned(opening, 2 if row.kind is Kind.GRASSROOTS_CELL else 3, _form(row, members))
    behind = numbers.below(12) == 0
    planned.done = prepared(opening, PREPARED[: 4 if behind or put_off else 8], TODAY)
    told = announced(opening, holidays, TODAY, late=6 * (numbers.below(15) == 0))
    if not (behind or put_off):
        planned.done |= told
    return planned


def _cell(above: date, numbers: Numbers, holidays: Holidays) -> Planned:
    earliest = date(2019, 12, 2)
    latest = max(min(above - timedelta(days=14), date(2020, 6, 15)), earliest)
    opening = workday(latest - timedelta(days=numbers.below(min((latest - earliest).days, 75) + 1)))
    planned = Planned(opening, 1, Form.MEMBER)
    planned.done = prepared(opening, OF_CELLS, TODAY)
    planned.done |= announced(opening, holidays, TODAY, late=5 * (numbers.below(25) == 0))
    forgotten = numbers.below(60) == 0
    if opening <= TODAY and not forgotten:
        planned.done["held"], planned.held_half_days = opening, 1
        report(planned, holidays, TODAY, after=3 if numbers.below(30) else 11, ratified_after=8)
    return planned


def _upper(numbers: Numbers) -> Planned:
    opening = workday(date(2020, 7, 13) + timedelta(days=numbers.below(40)))
    done = {"plan_issued": date(2019, 10, 1) + timedelta(days=numbers.below(60))}
    return Planned(opening, 4, Form.DELEGATE, done | prepared(opening, ["direction_formed"], TODAY))


def _form(row: Row, members: dict[str, int]) -> Form:
    many = row.kind is Kind.GRASSROOTS_COMMITTEE and members.get(row.code, 0) >= 200
    return Form.DELEGATE if many else Form.MEMBER
