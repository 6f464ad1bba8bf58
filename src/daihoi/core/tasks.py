"""Tasks of a plan: where they come from, and how each stands on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from daihoi.core.messages import N_

DUE_SOON_DAYS = 7  # as in core.plan.track: a choice of display, no rule


class Origin(StrEnum):
    """Who set a task."""

    OWN = "own"  # the organisation's own plan
    DIRECTIVE = "directive"  # came with a paper from above
    VISIT = "visit"  # a conclusion of a visit or inspection
    BRIEFING = "briefing"  # a conclusion of a briefing


ORIGIN_NAMES: dict[Origin, str] = {
    Origin.OWN: N_("Own plan"),
    Origin.DIRECTIVE: N_("From above"),
    Origin.VISIT: N_("From a visit"),
    Origin.BRIEFING: N_("From a briefing"),
}


class TaskState(StrEnum):
    """How a task stands on a day."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    DROPPED = "dropped"


TASK_STATES: dict[TaskState, str] = {
    TaskState.OPEN: N_("Open"),
    TaskState.DUE_SOON: N_("Due soon"),
    TaskState.LATE: N_("Late"),
    TaskState.DONE: N_("Done"),
    TaskState.DONE_LATE: N_("Done late"),
    TaskState.DROPPED: N_("Dropped"),
}


@dataclass(frozen=True)
class Dates:
    """The days of a task; None: none."""

    due_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None


def state(task: Dates, as_of: date) -> TaskState:
    """How the task stood at the end of a day."""
    if task.dropped_on is not None and task.dropped_on <= as_of:
        return TaskState.DROPPED
    if task.done_on is not None and task.done_on <= as_of:
        return TaskState.DONE_LATE if task.due_on is not None and task.done_on > task.due_on else TaskState.DONE
    if task.due_on is None:
        return TaskState.OPEN
    if task.due_on < as_of:
        return TaskState.LATE
    return TaskState.DUE_SOON if task.due_on - as_of <= timedelta(days=DUE_SOON_DAYS) else TaskState.OPEN


def days_late(task: Dates, as_of: date) -> int:
    """Calendar days by which it was done, or still is, after its day; 0 when it is not late or was dropped."""
    if task.due_on is None or state(task, as_of) is TaskState.DROPPED:
        return 0
    reached = task.done_on if task.done_on is not None and task.done_on <= as_of else as_of
    return max((reached - task.due_on).days, 0)
