"""How a subtree is visited, by organisation and by body, over the arrays of the indicators."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from daihoi.core.indicators.columns import LEVELS
from daihoi.core.organisations.kinds import Level
from daihoi.core.supervision import VisitDays, VisitState, visit_state
from daihoi.data.models import Visit
from daihoi.queries.indicators import Ints, Place, subordinates
from daihoi.queries.supervision._lines import within

STATES = tuple(VisitState)


@dataclass(frozen=True)
class StateLine:
    """Visits to an organisation and all below it by state; and of the organisations of the level there: how many, and
    how many of these nobody has come to yet."""

    id: int
    counts: dict[VisitState, int]
    organisations: int
    never: int


@dataclass(frozen=True)
class StateView:
    """How a place is visited. `never`: ids of the organisations of the level that nobody has come to, in path order;
    `by_body`: body id (None: no body) → visits by state."""

    total: StateLine
    lines: tuple[StateLine, ...]
    never: tuple[int, ...]
    by_body: dict[int | None, dict[VisitState, int]] = field(default_factory=dict)


def state(at: Place, level: Level) -> StateView:
    """Visits within a place as of its day, each at the organisation visited. One query."""
    rows = _visits(at)
    ids = at.snapshot.organisations(at.span)
    known = np.full(int(max(ids.max(initial=0), max((row[0] for row in rows), default=0))) + 1, -1, dtype=np.int64)
    known[ids] = np.arange(len(ids))
    counts = np.zeros((len(STATES), len(ids)), dtype=np.int64)
    visited = np.zeros(len(ids), dtype=bool)
    by_body: dict[int | None, dict[VisitState, int]] = {}
    for organisation, body, own, held in rows:
        if (row := int(known[organisation])) < 0:
            continue
        counts[STATES.index(own), row] += 1
        visited[row] |= held
        by_body.setdefault(body, dict.fromkeys(STATES, 0))[own] += 1
    wanted: npt.NDArray[np.bool_] = at.columns["level"] == LEVELS.index(level)
    lines = tuple(_line(pk, rows_, counts, wanted, visited) for pk, rows_ in subordinates(at))
    return StateView(
        total=_line(at.organisation, slice(None), counts, wanted, visited),
        lines=lines,
        never=tuple(int(pk) for pk in ids[wanted & ~visited]),
        by_body=by_body,
    )


def _visits(at: Place) -> Sequence[tuple[int, int | None, VisitState, bool]]:
    """(organisation, body, state on the day, was it held by then) of every visit known on the day."""
    fields = ("organisation_id", "body_id", "planned_on", "held_on", "concluded_on", "dropped_on")
    found = Visit.objects.filter(within(at.path), term=at.term).values_list(*fields)
    return [
        (organisation, body, visit_state(VisitDays(*days), at.as_of), _by(days[1], at.as_of))
        for organisation, body, *days in found
    ]


def _by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


def _line(
    pk: int, rows: slice, counts: Ints, wanted: npt.NDArray[np.bool_], visited: npt.NDArray[np.bool_]
) -> StateLine:
    found = counts[:, rows].sum(axis=1)
    of_level = wanted[rows]
    return StateLine(
        id=pk,
        counts={each: int(found[number]) for number, each in enumerate(STATES)},
        organisations=int(np.count_nonzero(of_level)),
        never=int(np.count_nonzero(of_level & ~visited[rows])),
    )
