"""How many of those of whom something is asked have done it: x of y, by organisation below, and who has not.

General on purpose: lessons read, training attended, whatever else is asked of organisations of some levels and units.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from daihoi.core.lessons import Part
from daihoi.core.scope import Aim, Scope
from daihoi.queries.indicators import Ints, Place, subordinates
from daihoi.queries.indicators._pairs import read
from daihoi.queries.indicators._reach import reach
from daihoi.queries.indicators.facts import Flags


@dataclass(frozen=True)
class Coverage:
    """Flags along the rows of a place (organisations on its day, in path order)."""

    at: Place
    asked: Flags
    done: Flags  # never of somebody who is not asked

    @property
    def whole(self) -> Part:
        return self.part(slice(None))

    def part(self, rows: slice) -> Part:
        """x of y among these rows of the place."""
        return Part(int(np.count_nonzero(self.done[rows])), int(np.count_nonzero(self.asked[rows])))

    def by_subordinate(self) -> list[tuple[int, Part]]:
        """(id, x of y) of each organisation directly below of which, or of those below which, something is asked."""
        found = [(pk, self.part(rows)) for pk, rows in subordinates(self.at)]
        return [(pk, part) for pk, part in found if part.of]

    @cached_property
    def missing(self) -> Ints:
        """Ids of those who have not done it, in path order."""
        return self._ids(self.asked & ~self.done)

    @cached_property
    def those(self) -> Ints:
        """Ids of those who have done it, in path order."""
        return self._ids(self.done)

    def _ids(self, flags: Flags) -> Ints:
        return self.at.snapshot.organisations(self.at.span)[flags]


def asked_of(at: Place, scope: Scope, without: int | None = None) -> Flags:
    """Of which organisations of a place something for this scope is asked; never of the one that asks (`without`)."""
    aim = Aim(at.organisation, scope, also_issuer=True) if without is None else Aim(without, scope)
    return _flags(at, reach(at, aim).rows)


def coverage(at: Place, scope: Scope, organisations: Iterable[int] | Ints, *, without: int | None = None) -> Coverage:
    """Who among those asked has done it. `organisations`: everybody who has, asked or not, here or elsewhere."""
    asked = asked_of(at, scope, without)
    known = organisations if isinstance(organisations, np.ndarray) else np.fromiter(organisations, dtype=np.int64)
    spots = at.snapshot.spots(known)
    here = spots[(spots >= at.span.start) & (spots < at.span.stop)] - at.span.start
    return Coverage(at, asked, asked & _flags(at, here))


def readers(at: Place, term: str, lesson: int, aim: Aim) -> Coverage:
    """Who among those for whom a lesson of a term is has read it by the place's day."""
    reached, stored = read(at, term, lesson, aim)
    done = stored.spots[stored.values("read_on") <= at.snapshot.as_of]
    return Coverage(at, _flags(at, reached.rows), _flags(at, reached.rows[done]))


def _flags(at: Place, rows: Ints) -> Flags:
    flags = np.zeros(at.span.stop - at.span.start, dtype=np.bool_)
    flags[rows] = True
    return flags
