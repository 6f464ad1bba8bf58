"""To whom something applies within a place, and what is stored about it there: of papers and of lessons alike.

Sorted by path, an organisation and all below it are a slice. What organisations did is a table of pairs (`_tables`), in
which everything about one thing stands together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from daihoi.core.indicators.columns import KINDS, UNITS
from daihoi.core.indicators.indicator import Records
from daihoi.core.scope import Aim, Scope
from daihoi.data.tables import STORED
from daihoi.queries.indicators._tables import table_of
from daihoi.queries.indicators.facts import Flags, Ints

if TYPE_CHECKING:
    from daihoi.queries.indicators.figures import Place


@dataclass(frozen=True)
class Reach:
    """The organisations of a place to whom something applies. `rows`: where in the place, ascending; `index`: for each
    organisation of the snapshot its position among the rows, -1 for the others, and a -1 at the end."""

    rows: Ints
    index: Ints


def reach(at: "Place", aim: Aim | None) -> Reach:
    """To whom something applies; None: to nobody. Things of one issuer often have one aim: found once a place."""
    if aim not in at.reaches:
        rows = np.empty(0, dtype=np.int64) if aim is None else _rows(at, aim)
        index = np.full(len(at.snapshot.rows) + 1, -1, dtype=np.int32)
        index[rows + at.span.start] = np.arange(len(rows), dtype=np.int32)
        at.reaches[aim] = Reach(rows, index)
    return at.reaches[aim]


def _rows(at: "Place", aim: Aim) -> Ints:
    whole = _span(at, aim.issuer)
    whole = slice(min(whole.start + (not aim.also_issuer), whole.stop), whole.stop)
    parts = [_span(at, pk) for pk in aim.within] or [whole]
    found = [_held(at, _cut(_cut(part, whole), at.span), aim.scope) for part in parts]
    # Places may lie within each other.
    return np.unique(np.concatenate(found)) if len(found) > 1 else found[0]


def _span(at: "Place", organisation: int) -> slice:
    """An organisation with all below it as a slice of the snapshot; an empty one where it was not there on the day."""
    spot = at.snapshot.spot(organisation)
    return slice(spot, int(at.snapshot.ends[spot])) if spot >= 0 else slice(0, 0)


def _cut(part: slice, whole: slice) -> slice:
    start = min(max(part.start, whole.start), whole.stop)
    return slice(start, max(start, min(part.stop, whole.stop)))


def _held(at: "Place", part: slice, scope: Scope) -> Ints:
    """The rows of the place, within a slice of the snapshot, that the scope holds for."""
    first = part.start - at.span.start
    within = slice(first, part.stop - at.span.start)
    if not scope.levels and not scope.units:
        return np.arange(within.start, within.stop, dtype=np.int64)
    kinds = np.array([not scope.levels or kind.level in scope.levels for kind in KINDS])
    flags: Flags = kinds[at.columns["kind"][within]]
    if scope.units:
        flags &= np.array([unit in scope.units for unit in UNITS])[at.columns["unit"][within]]
    rows: Ints = np.flatnonzero(flags) + first
    return rows


@dataclass(frozen=True)
class Stored:
    """What is stored about one thing at organisations to whom it applies.

    `lines`: which rows of the table; `spots`: at which position of the reach each stands; of several at one position
    the last counts. `length`: how many organisations the thing reaches.
    """

    columns: Mapping[str, Ints]
    lines: slice | Ints
    spots: Ints
    length: int

    def values(self, name: str) -> Ints:
        """A column of the lines alone."""
        return self.columns[name][self.lines]

    def only(self, chosen: Flags | Ints) -> "Stored":
        """Some of the lines, or all in another order."""
        return Stored(self.columns, self._numbers[chosen], self.spots[chosen], self.length)

    @property
    def _numbers(self) -> Ints:
        lines = self.lines
        return np.arange(lines.start, lines.stop, dtype=np.int32) if isinstance(lines, slice) else lines

    def flags(self, chosen: Flags) -> Flags:
        """Over the reach: is it at a chosen line?"""
        found = np.zeros(self.length, dtype=bool)
        found[self.spots[chosen]] = True
        return found

    @cached_property
    def line(self) -> Ints:
        """Over the reach: which line; -1, the row of zeros, where there is none."""
        found = np.full(self.length, -1, dtype=np.int32)
        found[self.spots] = self._numbers
        return found

    def column(self, name: str) -> Ints:
        """A column over the reach, 0 where nothing is stored."""
        found: Ints = self.columns[name][self.line]
        return found


def stored(at: "Place", kind: Records, term: str, thing: int, reached: Reach) -> Stored:
    """What is stored of a kind about a thing of a term (which need not be the place's)."""
    snapshot = at.snapshot
    columns = table_of(kind, term, snapshot.facts.seq).columns
    kept = snapshot.derived.get((kind, term))
    if kept is None or kept[0] is not columns:
        kept = snapshot.derived[kind, term] = (columns, snapshot.spots(columns["organisation"]))
    keys = columns[STORED[kind][0]][:-1]
    first, last = np.searchsorted(keys, np.array([thing, thing + 1], dtype=keys.dtype))
    spots = reached.index[kept[1][first:last]]
    # As a rule whoever did something is one to whom it applies: then nothing is copied.
    found = Stored(columns, slice(int(first), int(last)), spots, len(reached.rows))
    return found.only(spots >= 0) if spots.min(initial=0) < 0 else found
