"""Tasks of a plan: where they come from, how each stands on a day, what does not fit, and how versions differ."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from daihoi.core.messages import N_, Finding, Message, Rendered, Severity

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
    TaskState.OPEN: N_("Not yet due"),
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


# States in which somebody still has to do something.
UNDONE = frozenset({TaskState.OPEN, TaskState.DUE_SOON, TaskState.LATE})


@dataclass(frozen=True)
class Placed:
    """A task against what it must fit: its title and day, and for one from above the paper and the day set there."""

    title: str
    due_on: date | None
    paper: str = ""
    day_above: date | None = None


def check_task(task: Placed, *, window_last: date | None, window_source: Rendered | str | None) -> tuple[Finding, ...]:
    """What of a task's day does not fit: later than the day set above, or after the congress's window.

    `window_source`: the article or decision that the window's last day comes from. Both warn: some work rightly comes
    after the congress, and people decide.
    """
    if task.due_on is None:
        return ()
    found = []
    if task.day_above is not None and task.due_on > task.day_above:
        text = N_("“{task}” is due on {day:%d/%m/%Y}, after {limit:%d/%m/%Y}, the day set by {paper}.")
        params = {"task": task.title, "day": task.due_on, "limit": task.day_above, "paper": task.paper}
        found.append(Finding(Severity.WARNING, "task_after_day_above", Message(text, params)))
    if window_last is not None and task.due_on > window_last:
        text = N_("“{task}” is due on {day:%d/%m/%Y}, after {limit:%d/%m/%Y}, the last day for the congress: {source}.")
        params = {"task": task.title, "day": task.due_on, "limit": window_last, "source": window_source or "–"}
        found.append(Finding(Severity.WARNING, "task_after_window", Message(text, params)))
    return tuple(found)


# A plan as a version keeps it: {"days": {name: value}, "window": {name: value}, "tasks": [{name: value}, …]}; every
# task has its "id". Days are ISO texts.
Content = Mapping[str, object]
Values = Mapping[str, object]


@dataclass(frozen=True)
class Changed:
    """One value that differs: its name, what it was and what it is; None: nothing."""

    name: str
    before: object
    after: object


@dataclass(frozen=True)
class ChangedTask:
    """A task that stands in both versions and says something else in the later one."""

    task: Values
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class Difference:
    """What one version of a plan has that another has not. `days`: of the congress, its window and its steps."""

    days: tuple[Changed, ...] = ()
    added: tuple[Values, ...] = ()
    removed: tuple[Values, ...] = ()
    changed: tuple[ChangedTask, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.days or self.added or self.removed or self.changed)

    @property
    def count(self) -> int:
        return len(self.days) + len(self.added) + len(self.removed) + len(self.changed)


_NOT_COMPARED = frozenset({"id", "why"})  # why it was changed tells of a change, and is none


def difference(before: Content, after: Content) -> Difference:
    """What was added, removed and changed from one version of a plan to another; tasks are known by their id."""
    old, new = ({task["id"]: task for task in _tasks(content)} for content in (before, after))
    both = [(old[pk], task) for pk, task in new.items() if pk in old]
    changed = [ChangedTask(task, found) for was, task in both if (found := _changes(was, task))]
    return Difference(
        days=tuple(
            change
            for part in ("days", "window", "steps")
            for change in _changes(_values(before, part), _values(after, part))
        ),
        added=tuple(task for pk, task in new.items() if pk not in old),
        removed=tuple(task for pk, task in old.items() if pk not in new),
        changed=tuple(changed),
    )


def _changes(before: Values, after: Values) -> tuple[Changed, ...]:
    names = [name for name in dict.fromkeys((*before, *after)) if name not in _NOT_COMPARED]
    return tuple(
        Changed(name, before.get(name), after.get(name))
        for name in names
        if (before.get(name) or None) != (after.get(name) or None)
    )


def _values(content: Content, part: str) -> Values:
    found = content.get(part)
    return found if isinstance(found, Mapping) else {}


def _tasks(content: Content) -> Sequence[Values]:
    found = content.get("tasks")
    return found if isinstance(found, Sequence) else ()


def written(content: Content) -> str:
    """A plan's content as its version keeps it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
