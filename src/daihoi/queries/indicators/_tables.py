"""Records other than organisations in memory, one table a kind and term, and what of them stands in a place.

Kept between requests as facts are: the audit log tells what changed, and where. An event touches the records of the
organisation at which it was written and of those that its details name under "for".
"""

import json
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from daihoi.core.indicators.indicator import Records
from daihoi.core.indicators.records import COLUMNS
from daihoi.data import columns as log
from daihoi.data import tables
from daihoi.queries.indicators.facts import Facts, Ints, Snapshot, is_writing

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
}
_PATCH_MOST = 500


@dataclass(frozen=True)
class Table:
    """All records of a kind in a term: arrays of one length by name, `id` and `organisation` among them."""

    seq: int
    columns: Mapping[str, Ints]


_kept: dict[tuple[Records, str], Table] = {}
_lock = threading.Lock()


def table_of(kind: Records, facts: Facts) -> Table:
    """The records of a kind in the facts' term, as they were when the facts were read or later; no query when nothing
    has changed since."""
    return tables_of([kind], facts)[kind]


def tables_of(kinds: Collection[Records], facts: Facts) -> dict[Records, Table]:
    """The same for several kinds at once: at most one query for those not yet kept, and two for what has changed."""
    found = {kind: _kept.get((kind, facts.term)) for kind in kinds}
    if all(table is not None and table.seq >= facts.seq for table in found.values()):
        return {kind: table for kind, table in found.items() if table is not None}
    if is_writing():  # what is read in a write's transaction may be taken back
        return _read(facts, dict.fromkeys(kinds))
    with _lock:
        kept = {kind: table for kind in kinds if (table := _kept.get((kind, facts.term))) is not None}
        fresh = _read(facts, dict.fromkeys(kind for kind in kinds if kind not in kept))
        fresh |= _patched({kind: table for kind, table in kept.items() if table.seq < facts.seq}, facts)
        _kept.update({(kind, facts.term): table for kind, table in fresh.items()})
        return kept | fresh


def _read(facts: Facts, wanted: Mapping[Records, Sequence[int] | None]) -> dict[Records, Table]:
    if not wanted:
        return {}
    read = tables.read(facts.term, list(wanted.items()))
    return {kind: Table(facts.seq, columns) for kind, columns in zip(wanted, read, strict=True)}


def _patched(old: Mapping[Records, Table], facts: Facts) -> dict[Records, Table]:
    """Tables brought up to date from the events since."""
    if not old:
        return {}
    events = log.events_since(min(table.seq for table in old.values()))
    touched = {kind: _touched(kind, events) for kind in old}
    asked: dict[Records, Sequence[int] | None] = {
        kind: sorted(places) if len(places) <= _PATCH_MOST else None for kind, places in touched.items() if places
    }
    fresh = _read(facts, asked)
    for kind, table in old.items():
        if kind not in fresh:
            fresh[kind] = Table(facts.seq, table.columns)
        elif asked[kind] is not None:
            stays = ~np.isin(table.columns["organisation"], list(touched[kind]))
            read = fresh[kind].columns
            columns = {name: np.concatenate([values[stays], read[name]]) for name, values in table.columns.items()}
            fresh[kind] = Table(facts.seq, columns)
    return fresh


def _touched(kind: Records, events: Sequence[tuple[str, int | None, str]]) -> set[int]:
    """The organisations whose records of a kind some events may have changed."""
    touched: set[int] = set()
    for event, organisation, detail in events:
        if not event.startswith(CHANGED_BY[kind]):
            continue
        if organisation is not None:
            touched.add(organisation)
        if '"for":' in detail:
            touched.update(json.loads(detail)["for"])
    return touched


def forget() -> None:
    """Drop what is kept in memory; for tests, and after a database was replaced under a running server."""
    _kept.clear()


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

    def cut(self, organisations: slice) -> slice:
        """Which records belong to a slice of the organisations."""
        first, last = np.searchsorted(self.row, [organisations.start or 0, _stop(organisations)])
        return slice(int(first), int(last))


def _stop(rows: slice) -> int:
    return int(rows.stop) if rows.stop is not None else np.iinfo(np.int64).max


def rows_in(kind: Records, snapshot: Snapshot, span: slice, organisations: Mapping[str, Any]) -> Rows:
    """The records of a kind whose organisations stand in a slice of a snapshot."""
    table = table_of(kind, snapshot.facts)
    spot = snapshot.spots(table.columns["organisation"])
    inside = np.flatnonzero((spot >= span.start) & (spot < span.stop))
    inside = inside[np.argsort(spot[inside], kind="stable")]
    names = ("id", "organisation", *COLUMNS[kind])
    return Rows({name: table.columns[name][inside] for name in names}, spot[inside] - span.start, organisations)


def earliest(kind: Records, column: str, snapshot: Snapshot, span: slice) -> Ints:
    """For each organisation of a slice the earliest day in a column of its records; 0: none."""
    table = table_of(kind, snapshot.facts)
    day = table.columns[column]
    spot = snapshot.spots(table.columns["organisation"])
    with_day = (day > 0) & (spot >= span.start) & (spot < span.stop)
    far = np.iinfo(np.int64).max
    first = np.full(span.stop - span.start, far, dtype=np.int64)
    np.minimum.at(first, spot[with_day] - span.start, day[with_day])
    first[first == far] = 0
    return first


def covered(snapshot: Snapshot, span: slice) -> Ints:
    """1 for each organisation of a slice that a body looks after on the day, itself or together with one above it."""
    table = table_of(Records.COVERAGES, snapshot.facts)
    begun, ended = table.columns["formed_on"], table.columns["ended_on"]
    works = (begun > 0) & (begun <= snapshot.as_of) & ((ended <= 0) | (ended > snapshot.as_of))
    spot = snapshot.spots(table.columns["organisation"][works])
    spot = spot[spot >= 0]
    # +1 where a covered subtree begins, -1 after its end: the running sum is how many bodies look after each.
    steps = np.zeros(len(snapshot.rows) + 1, dtype=np.int64)
    np.add.at(steps, spot, 1)
    np.add.at(steps, snapshot.ends[spot], -1)
    flags: Ints = (np.cumsum(steps)[:-1] > 0).astype(np.int64)
    return flags[span]
