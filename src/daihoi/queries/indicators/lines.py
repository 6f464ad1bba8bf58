"""The organisations directly below one, each with what its line in the tree shows; and what moves with one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from daihoi.core.indicators.columns import day_of
from daihoi.core.plan import CongressState
from daihoi.queries.indicators._reading import Columns
from daihoi.queries.indicators.figures import Place, subordinates

# Column of the milestone → state of the congress, the furthest first.
_REACHED = (
    ("archived.done", CongressState.ARCHIVED),
    ("ratified.done", CongressState.RATIFIED),
    ("results_reported.done", CongressState.REPORTED),
    ("held.done", CongressState.HELD),
    ("congress_approved.done", CongressState.PREPARED),
)


@dataclass(frozen=True)
class Line:
    """One organisation: everything below it and itself counted, and its own congress of the term.

    `state` None: no congress was opened. `days_late`: the congress itself, held late or overdue.
    """

    organisation: int
    below: int  # organisations below, itself not counted
    official: int
    probationary: int
    state: CongressState | None
    pilot: bool
    planned_on: date | None
    opened_on: date | None
    last_day: date | None
    days_late: int


def line(at: Place) -> Line:
    """The line of the organisation of the place itself."""
    return _line(at.columns, at.organisation, slice(0, len(at.snapshot.rows[at.span])), at.snapshot.as_of)


def lines(at: Place) -> list[Line]:
    """The lines of the organisations directly below, in path order."""
    columns, as_of = at.columns, at.snapshot.as_of
    return [_line(columns, pk, rows, as_of) for pk, rows in subordinates(at)]


def _line(columns: Columns, organisation: int, rows: slice, as_of: int) -> Line:
    own = rows.start

    def read(name: str) -> int:
        return int(columns[name][own])

    closed, last, there = read("held.done"), read("held.last"), bool(read("congress"))
    held = 0 < closed <= as_of
    late = max((closed if held else as_of) - last, 0) if there and last > 0 and closed >= 0 else 0
    opened = read("opened_on")
    return Line(
        organisation=organisation,
        below=rows.stop - rows.start - 1,
        official=int(np.sum(columns["official"][rows])),
        probationary=int(np.sum(columns["probationary"][rows])),
        state=_state(read, as_of) if there else None,
        pilot=bool(read("pilot")),
        planned_on=day_of(read("planned_on")),
        opened_on=day_of(opened) if held and opened <= as_of else None,
        last_day=day_of(last),
        days_late=late,
    )


def _state(read: Callable[[str], int], as_of: int) -> CongressState:
    for name, state in _REACHED:
        if 0 < read(name) <= as_of:
            return state
    return CongressState.PLANNED if read("planned_on") > 0 else CongressState.UNPLANNED
