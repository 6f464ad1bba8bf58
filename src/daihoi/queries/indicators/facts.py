"""All organisations and congresses of a term in memory, as arrays sorted by path.

Sorted by path, a subtree is a slice. The arrays are kept between requests and follow the audit log: every write
passes the gate and adds an event, so the number of the last event tells whether anything changed, and its events
tell what. A change of the tree reloads everything; a mark on one congress reloads that congress.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from daihoi.core.indicators.columns import CONGRESS, KINDS, UNITS, day_number
from daihoi.core.organisations import paths
from daihoi.data import columns as rows
from daihoi.queries._log import Memory, events_since

Ints = npt.NDArray[np.signedinteger[Any]]
Flags = npt.NDArray[np.bool_]

_KIND = {kind.value: index for index, kind in enumerate(KINDS)}
_UNIT = {unit.value: index for index, unit in enumerate(UNITS)}
_SPOT = {name: index for index, name in enumerate(CONGRESS)}


def spot(name: str) -> int:
    """The column of a congress's figures in `Facts.figures`; KeyError for a name that is none."""
    return _SPOT[name]


# Events that leave the tree as it is and change only figures of the organisation that they name.
_LOCAL = frozenset(
    {
        "plan.changed",
        "plan.marked",
        "plan.unmarked",
        "plan.reported",
        "plan.pilot_chosen",
        "plan.pilot_dropped",
        "tasks.plan_issued",  # marks the milestone
    }
)
_MEMBERS = frozenset({"organisations.members_reported", "plan.reported"})
# Subjects of which no event changes the tree, congresses or member counts, but for those named above.
_NOTHING = (
    "access.",
    "bodies.",
    "briefings.",
    "difficulties.",
    "directives.",
    "elections.",
    "lessons.",
    "outreach.",
    "personnel.",
    "reports.",
    "spending.",
    "supervision.",
    "system.",
    "tasks.",
)
_PATCH_MOST = 500


@dataclass(frozen=True)
class Facts:
    """Every version of every organisation, all member counts, and the congresses of one term.

    Arrays of one length n: path (bytes), organisation, kind, unit, start, end (day numbers; end is the day after the
    last) and `congress`, a row of `figures`; figures' last row is all zeros, for organisations without a congress.
    """

    term: str
    seq: int
    path: npt.NDArray[np.bytes_]
    organisation: Ints
    kind: Ints
    unit: Ints
    start: Ints
    end: Ints
    congress_organisation: Ints
    figures: npt.NDArray[np.int16]
    congress: Ints
    counts: Ints  # m x 4: organisation, day, official, probationary; by organisation and day
    snapshots: dict[int, "Snapshot"] = field(default_factory=dict, repr=False, compare=False)
    columns: dict[int, npt.NDArray[np.int16]] = field(default_factory=dict, repr=False, compare=False)

    def column(self, number: int) -> npt.NDArray[np.int16]:
        """A column of the figures in one piece, which is read many times faster than across the rows; kept."""
        if number not in self.columns:
            self.columns[number] = np.ascontiguousarray(self.figures[:, number])
        return self.columns[number]

    def at(self, day: date) -> "Snapshot":
        """The tree as it stood on a day; the last few days asked for are kept."""
        number = day_number(day)
        found = self.snapshots.get(number)
        if found is None:
            found = _snapshot(self, number)
            if len(self.snapshots) >= 6:
                self.snapshots.pop(next(iter(self.snapshots)), None)
            self.snapshots[number] = found
        return found


@dataclass(frozen=True)
class Snapshot:
    """The organisations alive on a day, sorted by path; all arrays have one length."""

    facts: Facts
    as_of: int
    rows: Ints  # which rows of the facts
    path: npt.NDArray[np.bytes_]
    official: Ints
    probationary: Ints
    derived: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)  # what others keep beside it

    @cached_property
    def ends(self) -> Ints:
        """For each organisation the index after the last one below it."""
        highs = np.strings.add(self.path, b"~")  # bytes, not a database: "~" sorts after every digit
        return np.searchsorted(self.path, highs).astype(np.int64)

    @cached_property
    def _spots(self) -> Ints:
        """For each id of an organisation where it stands, -1 for one that is not there; and a -1 at the end."""
        organisations = self.organisations(slice(None))
        spots = np.full(int(organisations.max(initial=0)) + 2, -1, dtype=np.int32)
        spots[organisations] = np.arange(len(organisations), dtype=np.int32)
        return spots

    def spots(self, organisations: Ints) -> Ints:
        """Where organisations stand in this snapshot, by their ids; -1 for one that does not exist on the day."""
        found: Ints = self._spots[np.minimum(organisations, len(self._spots) - 1)]
        return found

    def spot(self, organisation: int) -> int:
        """Where one organisation stands; -1 for one that does not exist on the day."""
        return int(self._spots[min(organisation, len(self._spots) - 1)]) if organisation > 0 else -1

    def of(self, facts: Facts) -> "Snapshot":
        """The same tree and members with newer facts of congresses; what was computed of it stays."""
        fresh = replace(self, facts=facts)
        vars(fresh).update((name, value) for name, value in vars(self).items() if name in {"ends", "_spots"})
        return fresh

    def span(self, path: str) -> slice:
        low, high = paths.span(path)
        first, last = np.searchsorted(self.path, np.array([low, high], dtype=np.bytes_))
        return slice(int(first), int(last))

    def organisations(self, chosen: slice | Ints) -> Ints:
        return self.facts.organisation[self.rows[chosen]]


def _snapshot(facts: Facts, as_of: int) -> Snapshot:
    alive = np.flatnonzero((facts.start <= as_of) & (facts.end > as_of))
    path = facts.path[alive]
    official = np.zeros(len(alive), dtype=np.int64)
    probationary = np.zeros(len(alive), dtype=np.int64)
    counts = facts.counts[facts.counts[:, 1] <= as_of]
    if len(counts) and len(alive):
        last = np.flatnonzero(np.append(counts[1:, 0] != counts[:-1, 0], True))
        counts = counts[last]
        organisations = facts.organisation[alive]
        order = np.argsort(organisations, kind="stable")
        spot = np.searchsorted(organisations[order], counts[:, 0])
        spot[spot == len(order)] = 0
        index = order[spot]
        known = organisations[index] == counts[:, 0]
        official[index[known]] = counts[known, 2]
        probationary[index[known]] = counts[known, 3]
        _count_once(path, np.sort(index[known]), official, probationary)
    return Snapshot(facts, as_of, alive, path, official, probationary)


def _count_once(path: npt.NDArray[np.bytes_], counted: Ints, official: Ints, probationary: Ints) -> None:
    """Clear the counts of organisations below which someone else counts: in path order that is the next one."""
    above = np.strings.startswith(path[counted][1:], path[counted][:-1])
    official[counted[:-1][above]] = 0
    probationary[counted[:-1][above]] = 0


def _congress_rows(organisation: Ints, congress_organisation: Ints) -> Ints:
    """For each version the row of its organisation's congress, -1 for none."""
    if not len(congress_organisation):
        return np.full(len(organisation), -1, dtype=np.int64)
    spot = np.searchsorted(congress_organisation, organisation)
    spot[spot == len(congress_organisation)] = 0
    return np.where(congress_organisation[spot] == organisation, spot, -1)


def _figures(packed: bytes) -> npt.NDArray[np.int16]:
    """One row a congress, and a last one of zeros."""
    return np.frombuffer(packed + bytes(2 * len(CONGRESS)), dtype="<i2").reshape(-1, len(CONGRESS))


def _load(term: str, seq: int) -> Facts:
    found = rows.versions(_KIND.__getitem__, _UNIT.__getitem__)
    congress_organisation, packed = rows.congresses(term)
    return Facts(
        term=term,
        seq=seq,
        congress_organisation=congress_organisation,
        figures=_figures(packed),
        congress=_congress_rows(found["organisation"], congress_organisation),
        counts=rows.member_counts(),
        path=found["path"],
        organisation=found["organisation"],
        kind=found["kind"],
        unit=found["unit"],
        start=found["start"],
        end=found["end"],
    )


def _patched(old: Facts, seq: int) -> Facts | None:
    """The facts brought up to date from the events since, or None where everything must be read anew."""
    changed: set[int] = set()
    counted: set[int] = set()
    for one in events_since(old.seq):
        event, organisation = one.event, one.organisation
        if event.startswith(_NOTHING) and event not in _LOCAL | {"system.set_up"}:
            continue
        if event not in _LOCAL | _MEMBERS or organisation is None:
            return None
        if event in _LOCAL:
            changed.add(organisation)
        if event in _MEMBERS:
            counted.add(organisation)
    if len(changed | counted) > _PATCH_MOST:
        return None
    figures, counts = old.figures, old.counts
    if changed:
        organisations, packed = rows.congresses(old.term, sorted(changed))
        if not np.isin(organisations, old.congress_organisation).all():
            return None  # a congress that was not there
        figures = figures.copy()
        figures[np.searchsorted(old.congress_organisation, organisations)] = _figures(packed)[:-1]
    if counted:
        kept = counts[~np.isin(counts[:, 0], list(counted))]
        counts = np.concatenate([kept, rows.member_counts(sorted(counted))])
        counts = counts[np.lexsort((counts[:, 1], counts[:, 0]))]
    fresh = replace(old, seq=seq, figures=figures, counts=counts, snapshots={}, columns={} if changed else old.columns)
    if not counted:  # the tree stands as it did
        fresh.snapshots.update({day: snapshot.of(fresh) for day, snapshot in list(old.snapshots.items())})
    return fresh


_memory: Memory[str, Facts] = Memory(_load, _patched)


def facts_of(term: str) -> Facts:
    """The facts of a term as the database holds them now; one query when nothing has changed."""
    return _memory.of(term)
