"""Congresses and tasks of a subtree in time: a month by days, the lists behind a day, a line for each one below.

Congresses come from the arrays of the indicators, so that a national tree is read as fast as a district.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from django.db.models import Count

from daihoi.core.access import Actor
from daihoi.core.indicators.columns import KINDS, LEVELS, day_number, day_of
from daihoi.core.organisations.kinds import Kind
from daihoi.core.tasks import TaskState
from daihoi.queries.indicators import Ints, Place, subordinates
from daihoi.queries.indicators._reading import Columns
from daihoi.queries.tasks._rows import TaskView, in_state, named, ordered, view_of, within


class Entry(StrEnum):
    """What stands in a calendar."""

    PLANNED = "planned"  # congresses not yet held, on their planned day
    HELD = "held"  # congresses held, on their first day
    WINDOW = "window"  # the last day of congresses not yet held
    TASK = "task"  # tasks due that nobody dropped


@dataclass(frozen=True)
class DayCounts:
    """How much of each stands on a day; `undone`: of the tasks, those still to be done."""

    counts: dict[Entry, int] = field(default_factory=dict)
    undone: int = 0


def month(at: Place, first: date, last: date) -> dict[date, DayCounts]:
    """What stands on each day from `first` to `last`; days with nothing are left out. One query beside the place."""
    found: dict[date, dict[Entry, int]] = {}
    for entry in (Entry.PLANNED, Entry.HELD, Entry.WINDOW):
        days = _days(at, entry)
        inside = days[(days >= day_number(first)) & (days <= day_number(last))]
        for number, count in zip(*np.unique(inside, return_counts=True), strict=True):
            if day := day_of(int(number)):
                found.setdefault(day, {})[entry] = int(count)
    rows = within(at.path, at.term, at.as_of).filter(due_on__gte=first, due_on__lte=last)
    undone: dict[date, int] = {}
    finished = in_state(TaskState.DONE, at.as_of) | in_state(TaskState.DONE_LATE, at.as_of)
    rows = rows.exclude(in_state(TaskState.DROPPED, at.as_of)).order_by()
    totals = rows.values("due_on").annotate(total=Count("pk"), done=Count("pk", filter=finished))
    for due_on, total, done in totals.values_list("due_on", "total", "done"):
        if due_on is not None:
            found.setdefault(due_on, {})[Entry.TASK] = total
            undone[due_on] = total - done
    return {day: DayCounts(each, undone.get(day, 0)) for day, each in sorted(found.items())}


@dataclass(frozen=True)
class CongressDay:
    """A congress in the list behind a day: its organisation, what it is, and its days."""

    organisation: int
    kind: Kind
    pilot: bool
    planned_on: date | None
    opened_on: date | None
    last_day: date | None


def congresses_on(at: Place, entry: Entry, day: date, *, start: int = 0, stop: int | None = None) -> list[CongressDay]:
    """The congresses that stand so on a day, in path order; exactly those that `month` counts."""
    rows = np.flatnonzero(_days(at, entry) == day_number(day))
    return [_congress(at, int(row)) for row in rows[start:stop]]


def tasks_on(*, actor: Actor, at: Place, day: date, start: int = 0, stop: int | None = None) -> list[TaskView]:
    """The tasks due on a day that nobody dropped, late ones first."""
    rows = within(at.path, at.term, at.as_of).filter(due_on=day).exclude(in_state(TaskState.DROPPED, at.as_of))
    return [view_of(row, at.as_of) for row in ordered(named(rows), at.as_of)[start:stop]]


def _congress(at: Place, row: int) -> CongressDay:
    columns = at.columns
    opened = int(columns["opened_on"][row])
    return CongressDay(
        organisation=int(at.snapshot.organisations(at.span)[row]),
        kind=KINDS[int(columns["kind"][row])],
        pilot=bool(columns["pilot"][row]),
        planned_on=day_of(int(columns["planned_on"][row])),
        opened_on=day_of(opened) if opened <= day_number(at.as_of) else None,
        last_day=day_of(int(columns["held.last"][row])),
    )


def _days(at: Place, entry: Entry) -> Ints:
    """For each organisation of the place the day on which its congress stands so; 0: it does not."""
    columns, as_of = at.columns, day_number(at.as_of)
    closed = columns["held.done"]
    held = (closed > 0) & (closed <= as_of)
    there = columns["congress"] > 0
    if at.level is not None:
        there = there & (columns["level"] == LEVELS.index(at.level))
    name = {Entry.PLANNED: "planned_on", Entry.HELD: "opened_on", Entry.WINDOW: "held.last"}[entry]
    wanted = held if entry is Entry.HELD else ~held & (closed >= 0)
    days: Ints = np.where(there & wanted, columns[name], 0)
    return days


@dataclass(frozen=True)
class Spread:
    """Congresses of an organisation's subtree in time. Days None: none.

    Its own congress: window, planned day, first day held; `late`: it is held late or overdue. Below it: how many there
    are, are held, are overdue, and the first and last of their planned days.
    """

    organisation: int
    opened: bool
    window: tuple[date | None, date | None]
    planned_on: date | None
    held_on: date | None
    late: bool
    below: int
    below_held: int
    below_overdue: int
    below_unplanned: int
    below_planned: tuple[date | None, date | None]

    @property
    def days(self) -> Iterable[date]:
        every = (*self.window, self.planned_on, self.held_on, *self.below_planned)
        return (day for day in every if day is not None)


def spreads(at: Place) -> tuple[Spread, list[Spread]]:
    """The organisation of the place, and those directly below it in path order."""
    whole = slice(0, at.span.stop - at.span.start)
    columns, as_of = at.columns, day_number(at.as_of)
    return _spread(columns, at.organisation, whole, as_of), [
        _spread(columns, pk, rows, as_of) for pk, rows in subordinates(at)
    ]


def _spread(columns: Columns, organisation: int, rows: slice, as_of: int) -> Spread:
    own, below = rows.start, slice(rows.start + 1, rows.stop)

    def read(name: str) -> int:
        return int(columns[name][own])

    closed, last = columns["held.done"][below], columns["held.last"][below]
    there = columns["congress"][below] > 0
    held = there & (closed > 0) & (closed <= as_of)
    waiting = there & ~held & (closed >= 0)
    planned = columns["planned_on"][below]
    days = planned[there & (planned > 0)]
    own_held = 0 < read("held.done") <= as_of
    reached = read("held.done") if own_held else as_of
    opened = bool(read("congress"))
    return Spread(
        organisation=organisation,
        opened=opened,
        window=(day_of(read("held.first")), day_of(read("held.last"))),
        planned_on=day_of(read("planned_on")),
        held_on=day_of(read("opened_on")) if own_held else None,
        late=opened and read("held.done") >= 0 and 0 < read("held.last") < reached,
        below=int(np.count_nonzero(there)),
        below_held=int(np.count_nonzero(held)),
        below_overdue=int(np.count_nonzero(waiting & (last > 0) & (last < as_of))),
        below_unplanned=int(np.count_nonzero(waiting & (planned <= 0))),
        below_planned=(day_of(int(days.min())), day_of(int(days.max()))) if len(days) else (None, None),
    )


@dataclass(frozen=True)
class CongressRow:
    """A congress as an exported plan lists it."""

    organisation: int
    parent: int | None
    kind: Kind
    pilot: bool
    first_day: date | None
    last_day: date | None
    planned_on: date | None
    half_days: int
    held_on: date | None
    closed_on: date | None
    late: bool


def congress_rows(at: Place) -> list[CongressRow]:
    """Every congress of the subtree, in path order."""
    columns, as_of = at.columns, day_number(at.as_of)
    organisations = at.snapshot.organisations(at.span)
    ids = at.snapshot.path[at.span]
    names = ("kind", "pilot", "held.first", "held.last", "planned_on", "planned_half_days", "held_half_days")
    more = ("opened_on", "held.done")
    rows = np.flatnonzero(columns["congress"] > 0)
    table = np.stack([columns[name][rows] for name in (*names, *more)], axis=1) if len(rows) else ()
    found = []
    for row, values in zip(rows, table, strict=True):
        kind, pilot, first, last, planned, length, held_length, opened, closed = (int(value) for value in values)
        held = 0 < closed <= as_of
        parent = ids[row][-12:-6].decode()
        found.append(
            CongressRow(
                organisation=int(organisations[row]),
                parent=int(parent) if parent else None,
                kind=KINDS[kind],
                pilot=bool(pilot),
                first_day=day_of(first),
                last_day=day_of(last),
                planned_on=day_of(planned),
                half_days=held_length if held and held_length else length,
                held_on=day_of(opened) if held else None,
                closed_on=day_of(closed) if held else None,
                late=closed >= 0 and 0 < last < (closed if held else as_of),
            )
        )
    return found
