"""The records behind a figure, as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from daihoi.core.indicators.columns import KINDS, day_of
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind
from daihoi.queries.indicators._reading import Columns
from daihoi.queries.indicators.facts import Ints
from daihoi.queries.indicators.figures import Place, Which, chosen_rows


class Order(StrEnum):
    """How a list of records is sorted."""

    TREE = "tree"  # as the tree stands
    PLANNED = "planned"
    HELD = "held"
    LATE = "late"  # the most days late first
    MEMBERS = "members"  # the most members first


@dataclass(frozen=True)
class Record:
    """An organisation behind a figure with what is known of its congress; days late of the congress itself."""

    organisation: int
    parent: int | None
    kind: Kind
    official: int  # with those counted below it
    probationary: int
    pilot: bool
    planned_on: date | None
    opened_on: date | None
    last_day: date | None
    days_late: int

    @property
    def members(self) -> int:
        return self.official + self.probationary


def record_list(
    at: Place, name: str, which: Which, *, order: Order = Order.TREE, start: int = 0, stop: int | None = None
) -> tuple[int, list[Record]]:
    """(how many in all, the records from `start` to before `stop`) behind the named indicator."""
    columns = at.columns
    rows = chosen_rows(at, name, which)
    whole = _Whole(at, columns)
    rows = rows[np.argsort(whole.key(order)[rows], kind="stable")]
    return len(rows), [whole.record(int(row)) for row in rows[start:stop]]


def exceptions(at: Place, names: Sequence[str], *, most: int) -> list[tuple[str, int, list[int]]]:
    """(indicator, how many records, ids of the first `most`) for those of the named that count anybody."""
    columns = at.columns
    organisations = at.snapshot.organisations(at.span)
    late = _days_late(columns)
    found = []
    for name in names:
        rows = chosen_rows(at, name, Which.COUNTED)
        if len(rows):
            rows = rows[np.argsort(-late[rows], kind="stable")]
            found.append((name, len(rows), [int(pk) for pk in organisations[rows[:most]]]))
    return found


class _Whole:
    """What the records of a place are made from; members of an organisation are those of all below it."""

    def __init__(self, at: Place, columns: Columns) -> None:
        self._columns = columns
        self._path = at.snapshot.path[at.span]
        self._organisations = at.snapshot.organisations(at.span)
        ends = at.snapshot.ends[at.span] - at.span.start
        self._official, self._probationary = (_below(columns[name], ends) for name in ("official", "probationary"))
        self._late = _days_late(columns)

    def key(self, order: Order) -> Ints:
        match order:
            case Order.PLANNED:
                return _or_last(self._columns["planned_on"])
            case Order.HELD:
                return _or_last(self._columns["opened_on"])
            case Order.LATE:
                return -self._late
            case Order.MEMBERS:
                return -(self._official + self._probationary)
        return np.arange(len(self._path), dtype=np.int64)

    def record(self, row: int) -> Record:
        columns, ids = self._columns, paths.ids(self._path[row].decode())
        opened = int(columns["opened_on"][row])
        return Record(
            organisation=int(self._organisations[row]),
            parent=ids[-2] if len(ids) > 1 else None,
            kind=KINDS[int(columns["kind"][row])],
            official=int(self._official[row]),
            probationary=int(self._probationary[row]),
            pilot=bool(columns["pilot"][row]),
            planned_on=day_of(int(columns["planned_on"][row])),
            opened_on=day_of(opened) if opened <= columns["as_of"][row] else None,
            last_day=day_of(int(columns["held.last"][row])),
            days_late=int(self._late[row]),
        )


def _below(counts: Ints, ends: Ints) -> Ints:
    """For each row the sum of its own count and of all rows below it."""
    running = np.concatenate([[0], np.cumsum(counts)])
    sums: Ints = running[ends] - running[:-1]
    return sums


def _or_last(days: Ints) -> Ints:
    """Days to sort by, with none at the end."""
    return np.where(days > 0, days, np.int64(10**6))


def _days_late(columns: Columns) -> Ints:
    """Days after the last day of the window on which the congress closed, or that have passed without it."""
    last, closed, as_of = columns["held.last"], columns["held.done"], columns["as_of"]
    reached = np.where((closed > 0) & (closed <= as_of), closed, as_of)
    late: Ints = np.where((last > 0) & (columns["congress"] > 0), np.maximum(reached - last, 0), 0)
    return late
