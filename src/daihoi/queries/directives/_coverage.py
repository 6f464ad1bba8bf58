"""How far papers have come: for each paper the organisations of a place to whom it applies, and what each did.

Arrays over the snapshot of the indicators' engine (queries.indicators.facts): sorted by path, a subtree is a slice, so
the figures of every subordinate come out of running sums. Reads no rows but through `answers_to`. What is lacking and
late is what core.directives says of one organisation; a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from daihoi.core.directives import Asked, Reached
from daihoi.core.indicators.columns import KINDS, UNITS, day_number, day_of
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import Scope
from daihoi.queries.directives._uptakes import Answers, answers_to
from daihoi.queries.indicators import Place
from daihoi.queries.indicators.facts import Flags, Ints

Int32 = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Asking:
    """A paper as coverage reads it. `organisation`: where it was entered; `places`: ids of the organisations within
    which alone it applies. A change that must be taken in anew counts from `revised_on`."""

    id: int
    organisation: int
    issued_on: date
    scope: Scope = field(default_factory=Scope)
    places: tuple[int, ...] = ()
    from_above: bool = False
    disseminate: bool = True
    disseminate_by: date | None = None
    own_paper_levels: frozenset[Level] = frozenset()
    own_paper_by: date | None = None
    revision: int = 1
    revised_on: date | None = None
    withdrawn_on: date | None = None

    def revision_on(self, day: date) -> int:
        """The revision that was to be taken in on a day."""
        return self.revision - 1 if self.revised_on is not None and self.revised_on > day else self.revision

    def asked_of(self, level: Level, day: date) -> Asked:
        """What it asks of one organisation."""
        own = level in self.own_paper_levels
        return Asked(
            disseminate=self.disseminate,
            disseminate_by=self.disseminate_by,
            own_paper=own,
            own_paper_by=self.own_paper_by if own else None,
            revision=self.revision_on(day),
        )


@dataclass(frozen=True)
class Covered:
    """Counts over some organisations. `overdue`: they lack something whose day is over."""

    applies: int = 0
    taken_in: int = 0
    to_disseminate: int = 0
    disseminated: int = 0
    attended: int = 0
    expected: int = 0
    to_answer: int = 0  # of whom a document of their own is asked
    own_papers: int = 0
    lacking: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class Spread:
    """Columns that have values at a few of the rows. `spots`: at which; `values`: a line for each column."""

    spots: Ints
    values: Int32
    length: int

    def column(self, line: int, where: Flags | None = None) -> Int32:
        """The column over all rows, 0 where there is no value; `where`: of the values only these."""
        found = np.zeros(self.length, dtype=np.int32)
        spots, values = self.spots, self.values[line]
        found[spots if where is None else spots[where]] = values if where is None else values[where]
        return found

    def flags(self, where: Flags) -> Flags:
        """Over all rows, those of the values chosen."""
        found = np.zeros(self.length, dtype=bool)
        found[self.spots[where]] = True
        return found


@dataclass(frozen=True)
class Coverage:
    """One paper over the rows of a place. `rows`: where in the place's slice, ascending; all arrays have that length,
    and are made when they are first asked for. Days are numbers of core.indicators.columns, 0: not yet; what came after
    the day looked at counts as not yet."""

    paper: Asking
    as_of: int
    needed: int  # the revision to be taken in
    rows: Ints
    asks_own: Flags
    uptakes: Spread  # the columns of _uptakes.UPTAKE
    own: Spread  # the columns of _uptakes.OWN

    # Of the values, those that count on the day.

    @cached_property
    def _known(self) -> tuple[Flags, Flags]:
        """Taken in, in the revision needed; disseminated."""
        _, revision, taken, disseminated, *_rest = self.uptakes.values
        in_time = (taken > 0) & (taken <= self.as_of) & (revision >= self.needed)
        return in_time, (disseminated > 0) & (disseminated <= self.as_of)

    # Columns over the rows.

    @cached_property
    def revision(self) -> Int32:
        return self.uptakes.column(1)

    @cached_property
    def taken_in_on(self) -> Int32:
        return self.uptakes.column(2, self.uptakes.values[2] <= self.as_of)

    @cached_property
    def disseminated_on(self) -> Int32:
        return self.uptakes.column(3, self._known[1])

    @cached_property
    def attended(self) -> Int32:
        """Persons; 0 where nobody counted them."""
        return self.uptakes.column(4, self._known[1])

    @cached_property
    def expected(self) -> Int32:
        return self.uptakes.column(5, self._known[1])

    @cached_property
    def form(self) -> Int32:
        """The place in data.columns.FORMS."""
        return self.uptakes.column(6, self._known[1])

    @cached_property
    def own_paper_on(self) -> Int32:
        return self.own.column(1)

    @cached_property
    def own_paper(self) -> Int32:
        """The id of the own paper."""
        return self.own.column(3)

    @cached_property
    def taken_in(self) -> Flags:
        return self.uptakes.flags(self._known[0])

    @cached_property
    def disseminated(self) -> Flags:
        return self.uptakes.flags(self._known[1])

    @cached_property
    def answered(self) -> Flags:
        """A document of its own is asked and is there."""
        found: Flags = self.asks_own & (self.own_paper_on > 0)
        return found

    @cached_property
    def lacking(self) -> Flags:
        found: Flags = ~self.taken_in
        if self.paper.disseminate:
            found |= ~self.disseminated
        if self.paper.own_paper_levels:
            found |= self.asks_own & ~self.answered
        return found

    @cached_property
    def overdue(self) -> Flags:
        """Lacks something whose day is over."""
        found = np.zeros(len(self.rows), dtype=bool)
        if self.paper.disseminate and self._over(self.paper.disseminate_by):
            found |= ~self.disseminated
        if self._over(self.paper.own_paper_by):
            found |= self.asks_own & ~self.answered
        return found

    @cached_property
    def late(self) -> Flags:
        """Overdue, or done after its day."""
        found = self.overdue.copy()
        if self.paper.disseminate and (by := day_number(self.paper.disseminate_by)):
            found |= self.disseminated_on > by
        if by := day_number(self.paper.own_paper_by):
            found |= self.asks_own & (self.own_paper_on > by)
        return found

    def _over(self, by: date | None) -> bool:
        return by is not None and day_number(by) < self.as_of

    def total(self) -> Covered:
        """The counts over the whole place; out of the values alone where that is enough."""
        taken, disseminated = self._known
        asked = self.paper.disseminate
        return Covered(
            applies=len(self.rows),
            taken_in=int(np.count_nonzero(taken)),
            to_disseminate=len(self.rows) if asked else 0,
            disseminated=int(np.count_nonzero(disseminated)) if asked else 0,
            attended=int(self.uptakes.values[4].sum(dtype=np.int64, where=disseminated)),
            expected=int(self.uptakes.values[5].sum(dtype=np.int64, where=disseminated)),
            to_answer=int(np.count_nonzero(self.asks_own)),
            own_papers=int(np.count_nonzero(self.answered)) if self.paper.own_paper_levels else 0,
            lacking=int(np.count_nonzero(self.lacking)),
            overdue=int(np.count_nonzero(self.overdue)),
        )

    def within(self, slices: Sequence[slice]) -> list[Covered]:
        """The counts over slices of the place, such as those that `subordinates` gives."""
        bounds = np.array([[each.start, each.stop] for each in slices], dtype=np.int64).reshape(-1, 2)
        begin, end = np.searchsorted(self.rows, bounds).T
        asked = np.full(len(self.rows), self.paper.disseminate)
        columns: dict[str, Flags | Int32] = {
            "applies": np.ones(len(self.rows), dtype=bool),
            "taken_in": self.taken_in,
            "to_disseminate": asked,
            "disseminated": asked & self.disseminated,
            "attended": self.attended,
            "expected": self.expected,
            "to_answer": self.asks_own,
            "own_papers": self.answered,
            "lacking": self.lacking,
            "overdue": self.overdue,
        }
        counts: dict[str, list[int]] = {}
        for name, values in columns.items():
            running = np.zeros(len(values) + 1, dtype=np.int64)
            np.cumsum(values, out=running[1:])
            counts[name] = (running[end] - running[begin]).tolist()
        return [Covered(**dict(zip(counts, each, strict=True))) for each in zip(*counts.values(), strict=True)]

    def at(self, row: int) -> int | None:
        """The index of a row of the place, None where the paper does not apply to it."""
        spot = int(np.searchsorted(self.rows, row))
        return spot if spot < len(self.rows) and self.rows[spot] == row else None

    def reached(self, spot: int) -> Reached:
        """What one of the organisations did."""
        days = (int(each[spot]) for each in (self.taken_in_on, self.disseminated_on, self.own_paper_on))
        return Reached(int(self.revision[spot]), *map(day_of, days))


def coverage(at: Place, papers: Sequence[Asking]) -> list[Coverage]:
    """Each paper over the place, in the order given; no query when nothing has changed since the last time."""
    answers = answers_to([paper.id for paper in papers], at.snapshot.facts.seq)
    ground = _Ground(at)
    return [ground.coverage(paper, answers[paper.id]) for paper in papers]


def applies(at: Place, paper: Asking) -> Ints:
    """The rows of the place to whom the paper applies, ascending; reads no rows."""
    return _Ground(at).rows(paper)


@dataclass(frozen=True)
class _Reach:
    """To whom a paper applies. `index`: by organisation id the position among the rows, -1 for the others."""

    rows: Ints
    kind: Ints
    index: Int32


class _Ground:
    """What all papers over one place share."""

    def __init__(self, at: Place) -> None:
        self.at = at
        self.kind, self.unit = at.columns["kind"], at.columns["unit"]
        self.organisations = at.snapshot.organisations(at.span)
        self.largest = int(self.organisations.max(initial=0))
        self._spans: dict[int, slice | None] = {}
        self._reaches: dict[tuple[object, ...], _Reach] = {}

    def span(self, organisation: int) -> slice | None:
        """An organisation with all below it as a slice of the snapshot; None where it was not there on the day."""
        if organisation not in self._spans:
            snapshot = self.at.snapshot
            found = np.flatnonzero(snapshot.facts.organisation[snapshot.rows] == organisation)
            self._spans[organisation] = snapshot.span(snapshot.path[found[0]].decode()) if len(found) else None
        return self._spans[organisation]

    def rows(self, paper: Asking) -> Ints:
        """The rows of the place to whom the paper applies, ascending."""
        as_of, whole = self.at.snapshot.as_of, self.span(paper.organisation)
        gone = 0 < day_number(paper.withdrawn_on) <= as_of
        if whole is None or gone or day_number(paper.issued_on) > as_of:
            return np.empty(0, dtype=np.int64)
        whole = slice(whole.start + (not paper.from_above), whole.stop)
        parts = [self.span(place) for place in paper.places] or [whole]
        found = [self._chosen(_cut(_cut(part, whole), self.at.span), paper.scope) for part in parts if part]
        if not found:
            return np.empty(0, dtype=np.int64)
        # Places may lie within each other.
        rows: Ints = np.unique(np.concatenate(found)) if len(found) > 1 else found[0]
        return rows

    def _chosen(self, part: slice, scope: Scope) -> Ints:
        """The rows of the place, within a slice of the snapshot, that the scope holds for."""
        first = self.at.span.start
        within = slice(part.start - first, part.stop - first)
        if not scope.levels and not scope.units:
            return np.arange(within.start, within.stop, dtype=np.int64)
        kinds = np.array([not scope.levels or kind.level in scope.levels for kind in KINDS])
        flags = kinds[self.kind[within]]
        if scope.units:
            flags &= np.array([unit in scope.units for unit in UNITS])[self.unit[within]]
        rows: Ints = np.flatnonzero(flags) + within.start
        return rows

    def reach(self, paper: Asking) -> _Reach:
        """Papers of one issuer often apply to the same organisations: found once."""
        in_force = not 0 < day_number(paper.withdrawn_on) <= self.at.snapshot.as_of
        issued = day_number(paper.issued_on) <= self.at.snapshot.as_of
        key = (paper.organisation, paper.from_above, paper.scope, paper.places, in_force, issued)
        if key not in self._reaches:
            rows = self.rows(paper)
            index = np.full(self.largest + 1, -1, dtype=np.int32)
            index[self.organisations[rows]] = np.arange(len(rows), dtype=np.int32)
            self._reaches[key] = _Reach(rows, self.kind[rows], index)
        return self._reaches[key]

    def coverage(self, paper: Asking, answers: Answers) -> Coverage:
        reach, as_of = self.reach(paper), self.at.snapshot.as_of
        own = answers.own[:, np.argsort(-answers.own[1], kind="stable")]  # of several the first counts: it comes last
        own = own[:, (own[1] <= as_of) & ((own[2] == 0) | (own[2] > as_of))]
        own_kinds = np.array([kind.level in paper.own_paper_levels for kind in KINDS])
        return Coverage(
            paper=paper,
            as_of=as_of,
            needed=paper.revision_on(self.at.as_of),
            rows=reach.rows,
            asks_own=own_kinds[reach.kind] if own_kinds.any() else np.zeros(len(reach.rows), dtype=bool),
            uptakes=_spread(answers.uptakes, reach),
            own=_spread(own, reach),
        )


def _spread(table: Int32, reach: _Reach) -> Spread:
    """The lines of a table by organisation, put where each organisation has its row; others are left out."""
    organisations = table[0]
    if organisations.max(initial=0) >= len(reach.index):
        table = table[:, organisations < len(reach.index)]
    spots = reach.index[table[0]]
    if spots.min(initial=0) < 0:
        kept = spots >= 0
        spots, table = spots[kept], table[:, kept]
    return Spread(spots, table, len(reach.rows))


def _cut(part: slice, whole: slice) -> slice:
    start = min(max(part.start, whole.start), whole.stop)
    return slice(start, max(start, min(part.stop, whole.stop)))
