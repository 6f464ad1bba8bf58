"""What is planned and done for the congresses of a sample, as far as it had come on the sample's day."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from daihoi.actions import plan as plans
from daihoi.core.calendar import Holidays, add_working_days
from daihoi.core.plan import Form

_TET = (date(2020, 1, 20), date(2020, 2, 2))
_FREE = frozenset({date(2020, 1, 1), date(2020, 4, 2), date(2020, 4, 30), date(2020, 5, 1)})

# Calendar days from the opening at which each milestone of preparation is usually reached.
BEFORE = (
    ("plan_issued", 110),
    ("direction_formed", 95),
    ("documents_drafted", 75),
    ("comments_gathered", 55),
    ("scheme_submitted", 40),
    ("scheme_appraised", 30),
    ("scheme_approved", 22),
    ("congress_approved", 12),
)
PREPARED = tuple(key for key, _ in BEFORE)
OF_CELLS = ("plan_issued", "documents_drafted", "congress_approved")


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

    def line(self, organisation: int) -> plans.Line:
        """The line of a list that enters it."""
        plan = plans.Plan(form=self.form, contents=4, planned_on=self.planned_on, planned_half_days=self.half_days)
        return plans.Line(organisation, plan, self.done, self.held_half_days)


def workday(day: date) -> date:
    """The day, or the next one that is neither at a weekend, nor around Tết, nor another free day."""
    while day.weekday() > 4 or _TET[0] <= day <= _TET[1] or day in _FREE:
        day += timedelta(days=1)
    return day


def prepared(opening: date, keys: Collection[str], today: date) -> dict[str, date]:
    """The milestones of preparation that had been reached."""
    days = {key: opening - timedelta(days=before) for key, before in BEFORE if key in keys}
    return {key: day for key, day in days.items() if day <= today}


def announced(opening: date, holidays: Holidays, today: date, *, late: int = 0) -> dict[str, date]:
    """The announcement of the opening, where it was made by then; `late`: by how many working days."""
    day = add_working_days(opening, -31 + late, holidays)
    return {"opening_announced": day} if day <= today else {}


def report(planned: Planned, holidays: Holidays, today: date, *, after: int, ratified_after: int) -> None:
    """What follows a congress, as far as it had come; working days from its closing, then from the report."""
    closing = planned.planned_on + timedelta(days=(planned.half_days - 1) // 2)
    reported = add_working_days(closing, after, holidays)
    ratified = add_working_days(reported, ratified_after, holidays)
    archived = ratified + timedelta(days=14)
    for key, day in (("results_reported", reported), ("ratified", ratified), ("archived", archived)):
        if day <= today:
            planned.done[key] = day
