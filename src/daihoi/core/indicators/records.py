"""The columns of records other than organisations, and small conditions on them.

A record has its organisation's columns as well (kind, level, unit, pilot …). Days are numbers as in columns; 0: none.
A column of a closed list holds the place of its value in that list.
"""

from dataclasses import dataclass

from daihoi.core.bodies import BodyKind
from daihoi.core.directives import Dissemination, Paper
from daihoi.core.indicators.columns import AS_OF
from daihoi.core.indicators.expressions import Column, Condition, Constant, Expression
from daihoi.core.indicators.indicator import Records
from daihoi.core.lessons import SHORTCOMINGS
from daihoi.core.outreach import Channel
from daihoi.core.personnel.kinds import (
    Arrangement,
    Degree,
    Departure,
    Entry,
    MergedOffices,
    Organ,
    Post,
    Sex,
    Standing,
    Theory,
)
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
    "organ": tuple(Organ),
    "post": ("", *Post),
    "entry": tuple(Entry),
    "standing": ("", *Standing),
    "sex": ("", *Sex),
    "degree": ("", *Degree),
    "theory": ("", *Theory),
    "why": tuple(Departure),
    "arrangement": tuple(Arrangement),
    "policy": tuple(Arrangement),
    "offices": tuple(MergedOffices),
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
    # `born`: month counted from the year 0; `chosen_on`: from when ages are counted where no rule gives a month;
    # `minority`, `local`, of a secretary `led_before`: 0 not known, 1 no, 2 yes. `to_on`: the first day on which
    # somebody is in the body no more. `base`: from whom the share of `votes` is counted, 0 where votes are not entered.
    Records.MEMBERS: (
        "organ", "post", "post_on", "people_chair", "led_before", "village_head", "village_on", "standing", "entry",
        "from_on", "to_on", "sex", "born", "chosen_on", "minority", "degree", "theory", "local", "votes", "base",
    ),
    # `committee`: meant for it; `surplus`: of it, not meant to be elected; `came`: in it since the congress; `top` and
    # `top_surplus`: so for the standing committee.
    Records.LISTED: ("committee", "surplus", "standing", "came", "top", "top_surplus"),
    # `first`: the scheme's first version, or the line of one without; `next_on`: when the version after was submitted;
    # `passed_on`: when a version of the scheme was first approved.
    Records.SCHEMES: (
        "first", "begun_on", "seats", "standing_seats", "submitted_on", "next_on", "due_on", "forwarded_on",
        "returned_on", "approved_on", "passed_on",
    ),
    Records.NOT_STANDING: ("why", "arrangement", "policy"),
    Records.OFFICES: ("offices", "from_on", "to_on"),
}  # fmt: skip

# Kinds of which figures and records are given to those with the personnel right alone (ADR 17).
PERSONNEL = frozenset({Records.MEMBERS, Records.LISTED, Records.SCHEMES, Records.NOT_STANDING, Records.OFFICES})

# Columns of an organisation that are drawn from other records of it: the earliest day in a column.
DRAWN: dict[str, tuple[Records, str]] = {
    "plan_issued_on": (Records.PLANS, "issued_on"),
    "visited_on": (Records.VISITS, "held_on"),
    "reviewed_on": (Records.REVIEWS, "reviewed_on"),
    "scheme_begun_on": (Records.SCHEMES, "begun_on"),
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


# A membership that lasts on the day.
IN_OFFICE = by_now("from_on") & ~by_now("to_on")
OF_COMMITTEE = is_one("organ", Organ.COMMITTEE)
OF_STANDING = is_one("organ", Organ.STANDING)
# Came in with the congress, not later in the term; may have left again.
CAME = by_now("from_on") & ~is_one("entry", Entry.ADDED)
_SECRETARY = OF_COMMITTEE & is_one("post", Post.SECRETARY) & by_now("post_on")
_LEADS = _SECRETARY & ~by_now("to_on")
_DIRECTLY = is_one("entry", Entry.ELECTED_DIRECTLY)
_ELECTED = _SECRETARY & (is_one("entry", Entry.ELECTED) | _DIRECTLY)


_ONE = Constant(1)


@dataclass(frozen=True)
class Derived:
    """A column of an organisation worked out from its records of a kind: the sum of `value` over those for which
    `where` holds; `last`: the value of the one of them that began last, by this column."""

    records: Records
    where: Condition
    value: Expression = _ONE
    last: str = ""


DERIVED: dict[str, Derived] = {
    # The secretary: there is one on the day; also chair; the one of a term before; from elsewhere; how elected; head of
    # the village, since when.
    "secretary": Derived(Records.MEMBERS, _LEADS, last="post_on"),
    "secretary.since": Derived(Records.MEMBERS, _LEADS, Column("post_on"), "post_on"),
    "secretary.chair": Derived(Records.MEMBERS, _LEADS, Column("people_chair"), "post_on"),
    "secretary.again": Derived(Records.MEMBERS, _LEADS, Column("led_before"), "post_on"),
    "secretary.local": Derived(Records.MEMBERS, _LEADS, Column("local"), "post_on"),
    "secretary.head": Derived(Records.MEMBERS, _LEADS, Column("village_head"), "post_on"),
    "secretary.head_on": Derived(Records.MEMBERS, _LEADS, Column("village_on"), "post_on"),
    "secretary.elected": Derived(Records.MEMBERS, _ELECTED, last="post_on"),
    "secretary.directly": Derived(Records.MEMBERS, _ELECTED, _DIRECTLY * 1, "post_on"),
    "secretary.votes": Derived(Records.MEMBERS, _ELECTED, Column("votes"), "post_on"),
    "secretary.base": Derived(Records.MEMBERS, _ELECTED, Column("base"), "post_on"),
    "committee.members": Derived(Records.MEMBERS, OF_COMMITTEE & IN_OFFICE),
    "committee.came": Derived(Records.MEMBERS, OF_COMMITTEE & CAME),
    "standing.came": Derived(Records.MEMBERS, OF_STANDING & CAME),
    "committee.seats": Derived(Records.SCHEMES, Column("first") > 0, Column("seats")),
    "standing.seats": Derived(Records.SCHEMES, Column("first") > 0, Column("standing_seats")),
    "committee.listed": Derived(Records.LISTED, Column("committee") > 0),
    "committee.surplus": Derived(Records.LISTED, (Column("committee") > 0) & (Column("surplus") > 0)),
    "standing.listed": Derived(Records.LISTED, Column("top") > 0),
    "standing.surplus": Derived(Records.LISTED, (Column("top") > 0) & (Column("top_surplus") > 0)),
    **{f"offices.{one.value}": Derived(Records.OFFICES, is_one("offices", one) & IN_OFFICE) for one in MergedOffices},
}

# Columns of an organisation that are drawn from, or worked out from, personnel records.
PERSONNEL_COLUMNS = frozenset(
    {
        *(name for name, (records, _) in DRAWN.items() if records in PERSONNEL),
        *(name for name, column in DERIVED.items() if column.records in PERSONNEL),
    }
)
