"""Difficulties (khó khăn, vướng mắc) and their answers: states and steps on the way up and down."""

from enum import StrEnum

from daihoi.core.messages import N_


class DifficultyState(StrEnum):
    """How a difficulty stands."""

    OPEN = "open"
    ANSWERED = "answered"
    JOINED = "joined"  # answered together with another one
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


STEP_NAMES: dict[Step, str] = {
    Step.RAISED: N_("Raised"),
    Step.PASSED_UP: N_("Passed up"),
    Step.ANSWERED: N_("Answered"),
    Step.JOINED: N_("Joined"),
    Step.PARTED: N_("Parted again"),
    Step.REOPENED: N_("Opened again"),
    Step.PUBLISHED: N_("Answer published"),
    Step.TAKEN_BACK: N_("Taken back"),
}
