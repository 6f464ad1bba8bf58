"""Where organisations that keep rows of their own stand in a place: what later subjects sum and list by.

An organisation stands where it does on the day, and one that has ended where it stood last: what it did stays in the
figures of those that it stood under.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import QuerySet

from daihoi.core.indicators.columns import KINDS, LEVELS, day_of
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.data.models import Version
from daihoi.queries.indicators.facts import Flags, Ints, spot
from daihoi.queries.indicators.figures import Place

_LEVEL_OF_KIND = np.array([LEVELS.index(kind.level) for kind in KINDS], dtype=np.int64)


@dataclass(frozen=True)
class Standing:
    """Organisations that stand in a place on its day, or stood there last; arrays of one length, by path.

    `row`: of the facts; `branch`: the organisation directly below the place that each stands under (itself, or the
    place's own); `ended`: it is no more on the day.
    """

    at: Place
    organisation: Ints
    row: Ints
    branch: Ints
    ended: Flags

    @cached_property
    def index(self) -> dict[int, int]:
        """Organisation → its place in the arrays."""
        return {int(pk): index for index, pk in enumerate(self.organisation)}

    @property
    def level(self) -> Ints:
        """The level of each, as its place in core.indicators.columns.LEVELS."""
        levels: Ints = _LEVEL_OF_KIND[self.at.snapshot.facts.kind[self.row]]
        return levels

    def at_level(self, level: Level | None) -> "Standing":
        """Those of one level alone; None: all."""
        if level is None:
            return self
        chosen = self.level == LEVELS.index(level)
        return Standing(self.at, self.organisation[chosen], self.row[chosen], self.branch[chosen], self.ended[chosen])

    def kind(self, index: int) -> Kind:
        return KINDS[int(self.at.snapshot.facts.kind[self.row[index]])]

    def congress(self, name: str) -> Ints:
        """A column of the congresses' figures (core.indicators.columns.CONGRESS); 0 where there is no congress."""
        facts = self.at.snapshot.facts
        return facts.column(spot(name))[facts.congress[self.row]].astype(np.int64)

    def held_on(self, index: int) -> date | None:
        """The day on which the congress closed; None where it had not by the day."""
        closed = int(self._held[index])
        return day_of(closed) if 0 < closed <= self.at.snapshot.as_of else None

    def is_pilot(self, index: int) -> bool:
        return bool(self._pilot[index])

    @cached_property
    def _held(self) -> Ints:
        return self.congress("held.done")

    @cached_property
    def _pilot(self) -> Ints:
        return self.congress("pilot")


def standing(at: Place, organisations: Iterable[int]) -> Standing:
    """Where these organisations stand in the place; those that stand, or last stood, elsewhere are left out."""
    facts, as_of = at.snapshot.facts, at.snapshot.as_of
    wanted = np.unique(np.fromiter(organisations, dtype=np.int64))
    rows = np.flatnonzero(np.isin(facts.organisation, wanted) & (facts.start <= as_of))
    rows = rows[np.lexsort((facts.start[rows], facts.organisation[rows]))]
    owner = facts.organisation[rows]
    rows = rows[np.append(owner[1:] != owner[:-1], True)[: len(rows)]]
    rows = np.sort(rows[np.strings.startswith(facts.path[rows], at.path.encode())])
    return Standing(at, facts.organisation[rows], rows, _branches(at, rows), facts.end[rows] <= as_of)


def ever_within(at: Place) -> QuerySet[Any, Any]:
    """Everybody who ever stood at or below a place, as a subquery of ids: whose rows `standing` is then asked for."""
    low, high = paths.span(at.path)
    return Version.objects.filter(path__gte=low, path__lt=high).values("organisation_id")


def everybody(at: Place) -> Standing:
    """All organisations of the place on its day."""
    rows = at.snapshot.rows[at.span]
    return Standing(
        at, at.snapshot.facts.organisation[rows], rows, _branches(at, rows), np.zeros(len(rows), dtype=np.bool_)
    )


def _branches(at: Place, rows: Ints) -> Ints:
    """The id that follows the place's own in each path; the place's own where none does."""
    path, begin = at.snapshot.facts.path[rows], len(at.path)
    if not len(rows):
        return np.empty(0, dtype=np.int64)
    letters = path.view("S1").reshape(len(rows), -1)[:, begin : begin + paths.WIDTH]
    if letters.shape[1] < paths.WIDTH:
        return np.full(len(rows), at.organisation, dtype=np.int64)
    parts = np.ascontiguousarray(letters).view(f"S{paths.WIDTH}").ravel()
    found = np.full(len(rows), at.organisation, dtype=np.int64)
    below = parts != b""
    found[below] = parts[below].astype(np.int64)
    return found
