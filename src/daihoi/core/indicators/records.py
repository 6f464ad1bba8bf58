"""The columns of records other than organisations, and small conditions on them.

A record has its organisation's columns as well (kind, level, unit, pilot …). Days are numbers as in columns; 0: none.
A column of a closed list holds the place of its value in that list.
"""

from daihoi.core.bodies import BodyKind
from daihoi.core.directives import Dissemination, Paper
from daihoi.core.indicators.columns import AS_OF
from daihoi.core.indicators.expressions import Column, Condition
from daihoi.core.indicators.indicator import Records
from daihoi.core.lessons import SHORTCOMINGS
from daihoi.core.outreach import Channel
from daihoi.core.spending import BudgetLine
from daihoi.core.subjects import Subject
from daihoi.core.supervision import VisitKind, Weight
from daihoi.core.tasks import Origin

# Closed lists whose values stand in columns; a value that is in none of them (an organisation's own) is past the end.
LISTS: dict[str, tuple[str, ...]] = {
    "subject": tuple(Subject),
    "paper": tuple(Paper),
    "dissemination": ("", *Dissemination),  # its form; 0: none
    "origin": tuple(Origin),
    "body": tuple(BodyKind),
    "visit": tuple(VisitKind),
    "weight": tuple(Weight),
    "shortcoming": tuple(one.key for one in SHORTCOMINGS),
    "channel": tuple(Channel),
    "line": tuple(BudgetLine),
}

COLUMNS: dict[Records, tuple[str, ...]] = {
    Records.PAPERS: ("paper", "subject", "from_above", "issued_on", "withdrawn_on", "replaced_on"),
    Records.UPTAKES: (
        "taken_in_on", "disseminate", "disseminate_by", "disseminated_on", "attended", "expected",
        "own_paper", "own_paper_by", "own_paper_on",
    ),
    Records.TASKS: ("subject", "origin", "entered_on", "due_on", "done_on", "dropped_on"),
    Records.BODIES: ("body", "formed_on", "ended_on"),
    Records.COVERAGES: ("of_body", "formed_on", "ended_on"),
    Records.PLANS: ("issued_on",),
    Records.VISITS: ("visit", "entered_on", "planned_on", "held_on", "concluded_on", "dropped_on"),
    Records.FINDINGS: ("weight", "subject", "visit_id", "concluded_on"),
    Records.DIFFICULTIES: ("subject", "raised_on", "due_on", "answered_on"),
    Records.ANSWERS: ("subject", "published_on", "withdrawn_on"),
    Records.BRIEFINGS: ("held_on",),
    Records.REVIEWS: ("reviewed_on",),
    Records.SHORTCOMINGS: ("shortcoming", "subject", "reviewed_on"),
    Records.LESSONS: ("subject", "published_on", "withdrawn_on"),
    Records.READINGS: ("published_on", "read_on"),
    Records.TRAININGS: ("subject", "entered_on", "planned_on", "held_on", "dropped_on"),
    Records.ATTENDANCES: ("training_id", "held_on", "expected", "attended"),
    Records.OUTREACH: ("channel", "on_date", "until", "planned", "done"),
    Records.OPINIONS: ("on_date",),
    Records.SPENDING: ("line", "entered_on", "planned", "settled", "settled_on"),
}  # fmt: skip

# Columns of an organisation that are drawn from other records of it: the earliest day in a column.
DRAWN: dict[str, tuple[Records, str]] = {
    "plan_issued_on": (Records.PLANS, "issued_on"),
    "visited_on": (Records.VISITS, "held_on"),
    "reviewed_on": (Records.REVIEWS, "reviewed_on"),
}


def by_now(column: str) -> Condition:
    """It has a day, and that is on or before the day asked for."""
    day = Column(column)
    return (day > 0) & (day <= AS_OF)


def over(column: str) -> Condition:
    """It has a day, and that is past."""
    day = Column(column)
    return (day > 0) & (day < AS_OF)


def is_one(column: str, value: str) -> Condition:
    """The value of a closed list, whose name is the column's."""
    return Column(column).equals(LISTS[column].index(value))
