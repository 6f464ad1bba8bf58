"""Briefings (giao ban): what points of an agenda come from, how a briefing stands, and what its papers hold.

Source: the article on Thăng Bình: the standing members meet regularly with the boards and the places to hear how the
preparation stands, above all the difficulties, and to direct at once.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daihoi.core.messages import N_


class Source(StrEnum):
    """Where a point of an agenda comes from."""

    DIFFICULTY = "difficulty"  # waits here for an answer
    ANSWERED = "answered"  # answered since the last briefing
    TASK = "task"  # late tasks of one organisation
    DIRECTIVE = "directive"  # a paper not yet taken in or disseminated below
    CONGRESS = "congress"  # congresses overdue or behind their plan
    OWN = ""  # added by people


SOURCE_NAMES: dict[Source, str] = {
    Source.DIFFICULTY: N_("Difficulties to be answered"),
    Source.TASK: N_("Late tasks"),
    Source.CONGRESS: N_("Congresses overdue or behind their plan"),
    Source.DIRECTIVE: N_("Papers not yet taken in or disseminated"),
    Source.ANSWERED: N_("Answered since the last briefing"),
    Source.OWN: N_("Added by people"),
}


class BriefingState(StrEnum):
    """How a briefing stands on a day."""

    PLANNED = "planned"
    TODAY = "today"
    UNMINUTED = "unminuted"  # its day is over and there are no minutes
    HELD = "held"
    DROPPED = "dropped"


BRIEFING_STATES: dict[BriefingState, str] = {
    BriefingState.PLANNED: N_("Planned"),
    BriefingState.TODAY: N_("Today"),
    BriefingState.UNMINUTED: N_("Without minutes"),
    BriefingState.HELD: N_("Held"),
    BriefingState.DROPPED: N_("Dropped"),
}


def briefing_state(planned_on: date, held_on: date | None, dropped_on: date | None, today: date) -> BriefingState:
    """How a briefing stands at the end of a day."""
    if dropped_on is not None:
        return BriefingState.DROPPED
    if held_on is not None:
        return BriefingState.HELD
    if planned_on == today:
        return BriefingState.TODAY
    return BriefingState.UNMINUTED if planned_on < today else BriefingState.PLANNED


@dataclass(frozen=True)
class Assigned:
    """A task that follows from a point: what, who has to do it, until when."""

    title: str
    organisation: str
    responsible: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class PaperPoint:
    """A point as papers print it."""

    title: str
    detail: str = ""
    said: str = ""
    answer: str = ""  # given at the briefing, to a difficulty
    article: str = ""
    task: Assigned | None = None


@dataclass(frozen=True)
class BriefingPaper:
    """What stands in the minutes and in the notice of conclusions. What is not known is "" or None: a dotted place."""

    upper: str  # the organisation above the one that holds it; "" at the top
    organisation: str
    place: str = ""
    day: date | None = None
    chair: str = ""
    scribe: str = ""
    present: tuple[str, ...] = ()
    points: tuple[PaperPoint, ...] = ()
    conclusion: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: tuple[str, ...] = ("T/M BAN THƯỜNG VỤ",)  # the lines above the signature of the notice


def fingerprint(values: object) -> str:
    """A short text that changes whenever what a person saw changes; `values`: nested tuples of plain values."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:20]
