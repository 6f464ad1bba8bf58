"""The columns of organisations in a slice of a snapshot, each made when first asked for."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from daihoi.core.access import NotHere
from daihoi.core.indicators.columns import CONGRESS, KINDS, LEVELS
from daihoi.core.indicators.records import DERIVED, DRAWN, PERSONNEL_COLUMNS
from daihoi.queries.indicators._spans import spans_of, times_of
from daihoi.queries.indicators._tables import earliest, worked_out
from daihoi.queries.indicators.facts import Ints, Snapshot, spot

_LEVEL_OF_KIND = np.array([LEVELS.index(kind.level) for kind in KINDS], dtype=np.int64)
_CONGRESS = frozenset(CONGRESS)
_NAMES = (
    *CONGRESS,
    *("as_of", "congress", "kind", "level", "unit", "official", "probationary", "covered"),
    *DRAWN,
    *DERIVED,
)


class Columns(Mapping[str, Ints]):
    """The columns of core.indicators for a slice of a snapshot, each made when first asked for.

    `personnel`: for a reader who has that right; without it what stands in personnel records is not here.
    """

    def __init__(self, snapshot: Snapshot, chosen: slice, *, personnel: bool = False) -> None:
        self._snapshot, self._slice, self._personnel = snapshot, chosen, personnel
        self._rows = snapshot.rows[chosen]
        self._made: dict[str, Ints] = {}

    @cached_property
    def _congress(self) -> Ints:
        rows: Ints = self._snapshot.facts.congress[self._rows]
        return rows

    def __getitem__(self, name: str) -> Ints:
        if name in PERSONNEL_COLUMNS and not self._personnel:
            raise NotHere
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Ints:
        facts = self._snapshot.facts
        if name in _CONGRESS:
            # Days and their differences fit; half the bytes of the rest are read in half the time.
            return facts.column(spot(name))[self._congress].astype(np.int32)
        match name:
            case "as_of":
                return np.full(len(self._rows), self._snapshot.as_of, dtype=np.int32)
            case "congress":
                return (self._congress >= 0).astype(np.int32)
            case "kind":
                return facts.kind[self._rows]
            case "level":
                return _LEVEL_OF_KIND[facts.kind[self._rows]]
            case "unit":
                return facts.unit[self._rows]
            case "official":
                return self._snapshot.official[self._slice]
            case "probationary":
                return self._snapshot.probationary[self._slice]
            case "covered":
                return (times_of(self._snapshot, spans_of(self._snapshot))[self._slice] > 0).astype(np.int64)
        if name in DRAWN:
            return earliest(*DRAWN[name], self._snapshot, self._slice)
        if name in DERIVED:
            return worked_out(DERIVED[name], self._snapshot, self._slice)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)
