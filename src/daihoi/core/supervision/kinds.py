"""Visits and inspections: their kinds, how each stands on a day, and what is said in them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daihoi.core.messages import N_


class VisitKind(StrEnum):
    """Why somebody comes."""

    VISIT = "visit"  # nắm tình hình, hướng dẫn
    INSPECTION = "inspection"  # kiểm tra, giám sát
    CONGRESS = "congress"  # dự, theo dõi đại hội


VISIT_NAMES: dict[VisitKind, str] = {
    VisitKind.VISIT: N_("Working visit"),
    VisitKind.INSPECTION: N_("Inspection"),
    VisitKind.CONGRESS: N_("Attendance at the congress"),
}


class Reply(StrEnum):
    """What was found at a point of a checklist."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_ASKED = "not_asked"  # does not apply here


REPLY_NAMES: dict[Reply, str] = {
    Reply.YES: N_("Yes"),
    Reply.PARTLY: N_("Partly"),
    Reply.NO: N_("No"),
    Reply.NOT_ASKED: N_("Does not apply"),
}


class Weight(StrEnum):
    """What kind of finding it is."""

    GOOD = "good"
    SHORTCOMING = "shortcoming"
    NOTE = "note"


WEIGHT_NAMES: dict[Weight, str] = {
    Weight.GOOD: N_("Done well"),
    Weight.SHORTCOMING: N_("Shortcoming"),
    Weight.NOTE: N_("Note"),
}


class VisitState(StrEnum):
    """How a visit stands on a day."""

    PLANNED = "planned"
    OVERDUE = "overdue"  # its day is over and nobody said that it was held
    HELD = "held"  # not concluded yet
    CONCLUDED = "concluded"
    DROPPED = "dropped"


VISIT_STATES: dict[VisitState, str] = {
    VisitState.PLANNED: N_("Visit planned"),
    VisitState.OVERDUE: N_("Visit overdue"),
    VisitState.HELD: N_("Visit held, to conclude"),
    VisitState.CONCLUDED: N_("Visit concluded"),
    VisitState.DROPPED: N_("Visit dropped"),
}
OPEN = frozenset({VisitState.PLANNED, VisitState.OVERDUE, VisitState.HELD})  # something is still to be done


@dataclass(frozen=True)
class VisitDays:
    """The days of a visit; None: none."""

    planned_on: date
    held_on: date | None = None
    concluded_on: date | None = None
    dropped_on: date | None = None


def visit_state(visit: VisitDays, as_of: date) -> VisitState:
    """How a visit stood at the end of a day. On its own planned day it is not overdue yet."""
    if visit.dropped_on is not None and visit.dropped_on <= as_of:
        return VisitState.DROPPED
    if visit.concluded_on is not None and visit.concluded_on <= as_of:
        return VisitState.CONCLUDED
    if visit.held_on is not None and visit.held_on <= as_of:
        return VisitState.HELD
    return VisitState.OVERDUE if visit.planned_on < as_of else VisitState.PLANNED
