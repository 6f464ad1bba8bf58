"""Records other than organisations in memory, one table a kind and term, and what of them stands in a place.

Kept between requests as facts are: the audit log tells what changed, and where. An event touches the records of the
organisation at which it was written and of those that its details name under "for".
"""

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from daihoi.core.indicators.columns import EPOCH
from daihoi.core.indicators.indicator import Records
from daihoi.core.indicators.records import COLUMNS, Derived
from daihoi.data import tables
from daihoi.queries._log import Event, events_since, forgets, is_writing
from daihoi.queries.indicators.facts import Ints, Snapshot

# Which events change records of a kind: those that begin with one of these.
CHANGED_BY: dict[Records, tuple[str, ...]] = {
    Records.PAPERS: ("directives.",),
    Records.UPTAKES: ("directives.",),
    Records.OWN_PAPERS: ("directives.",),
    Records.READINGS: ("lessons.",),
    Records.TASKS: ("tasks.", "directives.taken_in", "supervision.concluded", "briefings.minuted"),
    Records.BODIES: ("bodies.",),
    Records.COVERAGES: ("bodies.",),
    Records.PLANS: ("tasks.plan_issued",),
    Records.VISITS: ("supervision.",),
    Records.FINDINGS: ("supervision.",),
    Records.DIFFICULTIES: ("difficulties.", "briefings.minuted"),
    Records.ANSWERS: ("difficulties.",),
    Records.BRIEFINGS: ("briefings.",),
    Records.REVIEWS: ("lessons.",),
    Records.SHORTCOMINGS: ("lessons.",),
    Records.LESSONS: ("lessons.",),
    Records.TRAININGS: ("lessons.",),
    Records.ATTENDANCES: ("lessons.",),
    Records.OUTREACH: ("outreach.",),
    Records.OPINIONS: ("outreach.",),
    Records.SPENDING: ("spending.",),
    # Reading is logged too: what only opened or took away changes nothing.
    Records.MEMBERS: (
        "personnel.member",
        "personnel.person_kept",
        "personnel.imported",
        "personnel.taken_over",
        "personnel.scheme",
    ),
    Records.LISTED: (
        "personnel.variant",
        "personnel.list_kept",
        "personnel.submitted",  # takes off the list who dropped out in the process
        "personnel.taken_over",
        "personnel.scheme",
        "personnel.member",
    ),
    Records.SCHEMES: (
        "personnel.taken_over",
        "personnel.scheme",
        "personnel.submitted",
        "personnel.forwarded",
        "personnel.returned",
        "personnel.approved",
    ),
    Records.NOT_STANDING: ("personnel.departure_kept", "personnel.taken_over"),
    Records.OFFICES: ("personnel.offices_merged",),
}
_PATCH_MOST = 500


@dataclass(frozen=True)
class Table:
    """All records of a kind in a term: arrays of one length by name, `id` and `organisation` among them.

    Of pairs (tables.STORED) those about the same thing stand together, in the order of its id, and a row of zeros at
    the end stands for what is not stored.
    """

    seq: int
    columns: Mapping[str, Ints]


_kept: dict[tuple[Records, str], Table] = {}
_lock = threading.Lock()
forgets(_kept.clear)


def table_of(kind: Records, term: str, seq: int) -> Table:
    """The records of a kind in a term, as they were after the event of this number or later; no query when nothing has
    changed since."""
    return tables_of([kind], term, seq)[kind]


def tables_of(kinds: Collection[Records], term: str, seq: int) -> dict[Records, Table]:
    """The same for several kinds at once: at most one query for those not yet kept, and one for what has changed."""
    found = {kind: _kept.get((kind, term)) for kind in kinds}
    if all(table is not None and table.seq >= seq for table in found.values()):
        return {kind: table for kind, table in found.items() if table is not None}
    if is_writing():  # what is read in a write's transaction may be taken back
        return _read(term, seq, dict.fromkeys(kinds))
    with _lock:
        kept = {kind: table for kind in kinds if (table := _kept.get((kind, term))) is not None}
        fresh = _read(term, seq, dict.fromkeys(kind for kind in kinds if kind not in kept))
        fresh |= _patched({kind: table for kind, table in kept.items() if table.seq < seq}, term, seq)
        _kept.update({(kind, term): table for kind, table in fresh.items()})
        return kept | fresh


def _read(term: str, seq: int, wanted: Mapping[Records, Sequence[int] | None]) -> dict[Records, Table]:
    if not wanted:
        return {}
    read = tables.read(term, list(wanted.items()))
    return {kind: Table(seq, _arranged(kind, columns)) for kind, columns in zip(wanted, read, strict=True)}


def _arranged(kind: Records, columns: Mapping[str, Ints]) -> Mapping[str, Ints]:
    if kind not in tables.STORED:
        return columns
    order = np.argsort(columns[tables.STORED[kind][0]], kind="stable")
    return {name: np.append(values.astype(np.int32)[order], np.int32(0)) for name, values in columns.items()}


def _patched(old: Mapping[Records, Table], term: str, seq: int) -> dict[Records, Table]:
    """Tables brought up to date from the events since."""
    if not old:
        return {}
    events = events_since(min(table.seq for table in old.values()))
    touched = {kind: _touched(kind, events) for kind in old}
    asked: dict[Records, Sequence[int] | None] = {
        kind: sorted(places) if len(places) <= _PATCH_MOST else None for kind, places in touched.items() if places
    }
    fresh = _read(term, seq, asked)
    for kind, table in old.items():
        if kind not in fresh:
            fresh[kind] = Table(seq, table.columns)
        elif (places := asked[kind]) is not None:
            fresh[kind] = Table(seq, _merged(kind, table.columns, fresh[kind].columns, places))
    return fresh


def _merged(
    kind: Records, old: Mapping[str, Ints], fresh: Mapping[str, Ints], touched: Sequence[int]
) -> Mapping[str, Ints]:
    """The old rows without those of some organisations, and the fresh ones of these."""
    stays = ~np.isin(old["organisation"], touched)
    if kind not in tables.STORED:
        return {name: np.concatenate([values[stays], fresh[name]]) for name, values in old.items()}
    stays[-1] = False  # the row of zeros: the fresh ones have it as well
    key, size = tables.STORED[kind][0], len(stays)
    taken = np.concatenate([np.flatnonzero(stays), np.arange(size, size + len(fresh[key]) - 1)])
    # Two runs that are in order by themselves are quickly brought into one.
    taken = taken[np.argsort(np.concatenate([old[key], fresh[key]])[taken], kind="stable")]
    taken = np.append(taken, size + len(fresh[key]) - 1)
    return {name: np.concatenate([values, fresh[name]])[taken] for name, values in old.items()}


def _touched(kind: Records, events: Sequence[Event]) -> set[int]:
    """The organisations whose records of a kind some events may have changed."""
    return {pk for event in events if event.event.startswith(CHANGED_BY[kind]) for pk in event.touched}


class Rows(Mapping[str, Ints]):
    """The records of a kind within a slice of a snapshot, in its order; with the columns of their organisations.

    `row`: for each record the place of its organisation in the slice. Records of organisations that do not stand there
    on the day are left out.
    """

    def __init__(self, columns: Mapping[str, Ints], row: Ints, organisations: Mapping[str, Any]) -> None:
        self.row, self._columns, self._organisations = row, columns, organisations

    def __getitem__(self, name: str) -> Ints:
        if name in self._columns:
            return self._columns[name]
        values: Ints = self._organisations[name][self.row]
        return values

    def __iter__(self) -> Iterator[str]:
        return iter({*self._columns, *self._organisations})

    def __len__(self) -> int:
        return len({*self._columns, *self._organisations})

    def beside(self, name: str, values: Ints) -> "Rows":
        """The same records with one column more."""
        return Rows({**self._columns, name: values}, self.row, self._organisations)

    def cut(self, organisations: slice) -> slice:
        """Which records belong to a slice of the organisations."""
        first, last = np.searchsorted(self.row, [organisations.start or 0, _stop(organisations)])
        return slice(int(first), int(last))


def _stop(rows: slice) -> int:
    return int(rows.stop) if rows.stop is not None else np.iinfo(np.int64).max


def rows_in(kind: Records, snapshot: Snapshot, span: slice, organisations: Mapping[str, Any]) -> Rows:
    """The records of a kind whose organisations stand in a slice of a snapshot."""
    table = table_of(kind, snapshot.facts.term, snapshot.facts.seq)
    spot = snapshot.spots(table.columns["organisation"])
    inside = np.flatnonzero((spot >= span.start) & (spot < span.stop))
    inside = inside[np.argsort(spot[inside], kind="stable")]
    names = ("id", "organisation", *COLUMNS[kind])
    rows = Rows({name: table.columns[name][inside] for name in names}, spot[inside] - span.start, organisations)
    return aged(rows) if kind is Records.MEMBERS else rows


def earliest(kind: Records, column: str, snapshot: Snapshot, span: slice) -> Ints:
    """For each organisation of a slice the earliest day in a column of its records; 0: none."""
    table = table_of(kind, snapshot.facts.term, snapshot.facts.seq)
    day = table.columns[column]
    spot = snapshot.spots(table.columns["organisation"])
    with_day = (day > 0) & (spot >= span.start) & (spot < span.stop)
    far = np.iinfo(np.int64).max
    first = np.full(span.stop - span.start, far, dtype=np.int64)
    np.minimum.at(first, spot[with_day] - span.start, day[with_day])
    first[first == far] = 0
    return first


def worked_out(column: Derived, snapshot: Snapshot, span: slice) -> Ints:
    """For each organisation of a slice a column that is worked out from its records on the day; 0: none."""
    table = table_of(column.records, snapshot.facts.term, snapshot.facts.seq)
    records: Mapping[str, Any] = {**table.columns, "as_of": snapshot.as_of}
    spot = snapshot.spots(table.columns["organisation"])
    chosen = np.flatnonzero(column.where(records) & (spot >= span.start) & (spot < span.stop))
    values = np.broadcast_to(column.value(records), len(spot))[chosen].astype(np.int64)
    at = spot[chosen] - span.start
    found = np.zeros(span.stop - span.start, dtype=np.int64)
    if not column.last:
        np.add.at(found, at, values)
        return found
    order = np.lexsort((table.columns["id"][chosen], table.columns[column.last][chosen]))
    found[at[order]] = values[order]  # of several values for one place the last stays
    return found


def month_numbers(days: Ints) -> Ints:
    """Day numbers as months counted from the year 0 (core.personnel.retirement.month_number)."""
    months: Ints = (np.datetime64(EPOCH, "D") + days).astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return months


def aged(rows: Rows) -> Rows:
    """Memberships with each person's age in full months: in the month that the organisation's rules give, else the one
    that it chose, else that of the day asked for; 0: the birth month is not known."""
    ruled, chosen = rows["age_month"].astype(np.int64), rows["chosen_on"]
    asked = month_numbers(rows["as_of"].astype(np.int64))
    reference = np.where(ruled > 0, ruled, np.where(chosen > 0, month_numbers(chosen), asked))
    return rows.beside("age", np.where(rows["born"] > 0, reference - rows["born"], 0))
