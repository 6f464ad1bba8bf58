"""Difficulties (khó khăn, vướng mắc) and their answers: states and steps on the way up and down."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daihoi.core.calendar import Holidays, YearNotCoveredError, add_working_days
from daihoi.core.messages import N_


class DifficultyState(StrEnum):
    """How a difficulty stands."""

    OPEN = "open"
    ANSWERED = "answered"
    JOINED = "joined"  # waits to be answered together with another one
    TAKEN_BACK = "taken_back"


DIFFICULTY_STATES: dict[DifficultyState, str] = {
    DifficultyState.OPEN: N_("Waiting for an answer"),
    DifficultyState.ANSWERED: N_("Answered"),
    DifficultyState.JOINED: N_("Joined to another one"),
    DifficultyState.TAKEN_BACK: N_("Taken back"),
}


class Step(StrEnum):
    """What happened to a difficulty."""

    RAISED = "raised"
    PASSED_UP = "passed_up"
    ANSWERED = "answered"
    JOINED = "joined"
    PARTED = "parted"  # no longer joined
    REOPENED = "reopened"
    PUBLISHED = "published"  # its answer went to all below
    TAKEN_BACK = "taken_back"
    FOLLOWED = "followed"  # went along with a change of the tree


STEP_NAMES: dict[Step, str] = {
    Step.RAISED: N_("Raised"),
    Step.PASSED_UP: N_("Passed up"),
    Step.ANSWERED: N_("Answered"),
    Step.JOINED: N_("Joined"),
    Step.PARTED: N_("Parted again"),
    Step.REOPENED: N_("Opened again"),
    Step.PUBLISHED: N_("Answer published"),
    Step.TAKEN_BACK: N_("Taken back"),
    Step.FOLLOWED: N_("Went along with a change of organisations"),
}


@dataclass(frozen=True)
class Arranged:
    """Who answers for a subject ("": whatever is not named), within how many working days; None: none set."""

    subject: str
    name: str
    working_days: int | None = None


def arranged_for(subject: str, all_: Collection[Arranged]) -> Arranged | None:
    """Who answers for a subject: whoever is named for it, else whoever takes what is not named; None: nobody."""
    by_subject = {each.subject: each for each in all_}
    return by_subject.get(subject) or by_subject.get("")


def due_on(since: date, arranged: Arranged | None, holidays: Holidays) -> date | None:
    """The last day for an answer to what came in on a day.

    No rule of the Party sets such a time: the only one is what the organisation set itself. None where it set none, or
    where the table of public holidays does not reach far enough to count it.
    """
    if arranged is None or arranged.working_days is None:
        return None
    try:
        return add_working_days(since, arranged.working_days, holidays)
    except YearNotCoveredError:
        return None


def lies_next(above: Sequence[int], passed: Collection[int]) -> int | None:
    """To whom a difficulty goes that lies at nobody any more: the nearest of those above (nearest first) that has not
    passed it up already, else the topmost; None where there is nobody above."""
    return next((pk for pk in above if pk not in passed), above[-1] if above else None)
