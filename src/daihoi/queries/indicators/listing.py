"""The records behind a figure, as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from daihoi.core.indicators import CATALOGUE
from daihoi.core.indicators.columns import KINDS, day_of
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind
from daihoi.queries.indicators.facts import Columns, Ints
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
    official: int
    probationary: int
    pilot: bool
    planned_on: date | None
    opened_on: date | None
    last_day: date | None
    days_late: int


def record_list(
    at: Place, name: str, which: Which, *, order: Order = Order.TREE, start: int = 0, stop: int | None = None
) -> tuple[int, list[Record]]:
    """(how many in all, the records from `start` to before `stop`) behind the named indicator."""
    columns = at.columns
    rows = chosen_rows(CATALOGUE[name], columns, at.level, which)
    rows = rows[np.argsort(_key(columns, order)[rows], kind="stable")]
    path, organisations = at.snapshot.path[at.span], at.snapshot.organisations(at.span)
    late = _days_late(columns)
    return len(rows), [_record(columns, int(row), organisations, path, int(late[row])) for row in rows[start:stop]]


def exceptions(at: Place, names: Sequence[str], *, most: int) -> list[tuple[str, int, list[int]]]:
    """(indicator, how many records, ids of the first `most`) for those of the named that count anybody."""
    columns = at.columns
    organisations = at.snapshot.organisations(at.span)
    found = []
    for name in names:
        rows = chosen_rows(CATALOGUE[name], columns, at.level, Which.COUNTED)
        if len(rows):
            rows = rows[np.argsort(_key(columns, Order.LATE)[rows], kind="stable")]
            found.append((name, len(rows), [int(pk) for pk in organisations[rows[:most]]]))
    return found


def _key(columns: Columns, order: Order) -> Ints:
    never = np.int64(10**6)
    match order:
        case Order.PLANNED:
            return _or_last(columns["planned_on"], never)
        case Order.HELD:
            return _or_last(columns["opened_on"], never)
        case Order.LATE:
            return -_days_late(columns)
        case Order.MEMBERS:
            return -(columns["official"] + columns["probationary"])
    return np.arange(len(columns["kind"]), dtype=np.int64)


def _or_last(days: Ints, never: np.int64) -> Ints:
    return np.where(days > 0, days, never)


def _days_late(columns: Columns) -> Ints:
    """Days after the last day of the window on which the congress closed, or that have passed without it."""
    last, closed, as_of = columns["held.last"], columns["held.done"], columns["as_of"]
    reached = np.where((closed > 0) & (closed <= as_of), closed, as_of)
    late: Ints = np.where((last > 0) & (columns["congress"] > 0), np.maximum(reached - last, 0), 0)
    return late


def _record(columns: Columns, row: int, organisations: Ints, path: npt.NDArray[np.bytes_], days_late: int) -> Record:
    ids = paths.ids(path[row].decode())
    opened = int(columns["opened_on"][row])
    return Record(
        organisation=int(organisations[row]),
        parent=ids[-2] if len(ids) > 1 else None,
        kind=KINDS[int(columns["kind"][row])],
        official=int(columns["official"][row]),
        probationary=int(columns["probationary"][row]),
        pilot=bool(columns["pilot"][row]),
        planned_on=day_of(int(columns["planned_on"][row])),
        opened_on=day_of(opened) if opened <= columns["as_of"][row] else None,
        last_day=day_of(int(columns["held.last"][row])),
        days_late=days_late,
    )
