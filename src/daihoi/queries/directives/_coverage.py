"""How far papers have come: for each paper the organisations of a place to whom it applies, and what each did.

Arrays over the snapshot of the indicators' engine (queries.indicators.facts): sorted by path, a subtree is a slice, so
the figures of every subordinate come out of running sums. Reads no rows but through `answers_to`. What is lacking and
late is what core.directives says of one organisation; a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
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
class Coverage:
    """One paper over the rows of a place. `rows`: where in the place's slice, ascending; all arrays have that length.
    Days are numbers of core.indicators.columns, 0: not yet; what came after the day looked at counts as not yet."""

    paper: Asking
    as_of: int
    rows: Ints
    revision: Int32
    taken_in_on: Int32
    disseminated_on: Int32
    attended: Int32  # 0 where it was not given
    expected: Int32
    form: Int32  # the place in data.columns.FORMS
    own_paper_on: Int32
    own_paper: Int32  # the id of that paper
    asks_own: Flags
    needed: int  # the revision to be taken in

    @cached_property
    def taken_in(self) -> Flags:
        return (self.taken_in_on > 0) & (self.revision >= self.needed)

    @cached_property
    def asks_dissemination(self) -> Flags:
        return np.full(len(self.rows), self.paper.disseminate)

    @cached_property
    def disseminated(self) -> Flags:
        return self.disseminated_on > 0

    @cached_property
    def answered(self) -> Flags:
        """A document of its own is asked and is there."""
        return self.asks_own & (self.own_paper_on > 0)

    @cached_property
    def lacking(self) -> Flags:
        undone: Flags = ~self.taken_in | (self.asks_dissemination & ~self.disseminated)
        return undone | (self.asks_own & ~self.answered)

    @cached_property
    def overdue(self) -> Flags:
        """Lacks something whose day is over."""
        found = np.zeros(len(self.rows), dtype=bool)
        if self._over(self.paper.disseminate_by):
            found |= self.asks_dissemination & ~self.disseminated
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

    def _measures(self) -> tuple[Flags | Int32, ...]:
        """What is added up for each field of Covered."""
        shown = self.disseminated
        return (
            np.ones(len(self.rows), dtype=bool),
            self.taken_in,
            self.asks_dissemination,
            self.asks_dissemination & shown,
            self.attended,
            self.expected,
            self.asks_own,
            self.answered,
            self.lacking,
            self.overdue,
        )

    def total(self) -> Covered:
        """The counts over the whole place."""
        return Covered(*(_sum(values) for values in self._measures()))

    def within(self, slices: Sequence[slice]) -> list[Covered]:
        """The counts over slices of the place, such as those that `subordinates` gives."""
        bounds = np.array([[each.start, each.stop] for each in slices], dtype=np.int64).reshape(-1, 2)
        begin, end = np.searchsorted(self.rows, bounds).T
        counts = []
        for values in self._measures():
            running = np.zeros(len(values) + 1, dtype=np.int64)
            np.cumsum(values, out=running[1:])
            counts.append((running[end] - running[begin]).tolist())
        return [Covered(*each) for each in zip(*counts, strict=True)]

    def at(self, row: int) -> int | None:
        """The index of a row of the place, None where the paper does not apply to it."""
        spot = int(np.searchsorted(self.rows, row))
        return spot if spot < len(self.rows) and self.rows[spot] == row else None

    def reached(self, spot: int) -> Reached:
        """What one of the organisations did."""
        days = (int(each[spot]) for each in (self.taken_in_on, self.disseminated_on, self.own_paper_on))
        return Reached(int(self.revision[spot]), *map(day_of, days))


assert len(fields(Covered)) == 10


def _sum(values: Flags | Int32) -> int:
    return int(np.count_nonzero(values)) if values.dtype == np.bool_ else int(values.sum(dtype=np.int64))


def coverage(at: Place, papers: Sequence[Asking]) -> list[Coverage]:
    """Each paper over the place, in the order given; no query when nothing has changed since the last time."""
    answers = answers_to([paper.id for paper in papers], at.snapshot.facts.seq)
    ground = _Ground(at)
    return [ground.coverage(paper, answers[paper.id]) for paper in papers]


def applies(at: Place, paper: Asking) -> Ints:
    """The rows of the place to whom the paper applies, ascending; reads no rows."""
    return _Ground(at).rows(paper)


class _Ground:
    """What all papers over one place share."""

    def __init__(self, at: Place) -> None:
        self.at = at
        self.kind, self.unit = at.columns["kind"], at.columns["unit"]
        self.organisations = at.snapshot.organisations(at.span)
        self._spans: dict[int, slice | None] = {}
        self._index = np.full(int(self.organisations.max(initial=0)) + 1, -1, dtype=np.int32)

    def span(self, organisation: int) -> slice | None:
        """An organisation with all below it as a slice of the snapshot; None where it was not there on the day."""
        if organisation not in self._spans:
            snapshot = self.at.snapshot
            found = np.flatnonzero(snapshot.facts.organisation[snapshot.rows] == organisation)
            self._spans[organisation] = snapshot.span(snapshot.path[found[0]].decode()) if len(found) else None
        return self._spans[organisation]

    def rows(self, paper: Asking) -> Ints:
        as_of, whole = self.at.snapshot.as_of, self.span(paper.organisation)
        gone = 0 < day_number(paper.withdrawn_on) <= as_of
        if whole is None or gone or day_number(paper.issued_on) > as_of:
            return np.empty(0, dtype=np.int64)
        whole = slice(whole.start + (not paper.from_above), whole.stop)
        parts = [self.span(place) for place in paper.places] or [whole]
        found = [self._chosen(_cut(_cut(part, whole), self.at.span), paper.scope) for part in parts if part] or [
            np.empty(0, dtype=np.int64)
        ]
        # Places may lie within each other.
        if not found:
            return np.empty(0, dtype=np.int64)
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

    def coverage(self, paper: Asking, answers: Answers) -> Coverage:
        rows, as_of = self.rows(paper), self.at.snapshot.as_of
        own_kinds = np.array([kind.level in paper.own_paper_levels for kind in KINDS])
        organisations = self.organisations[rows]
        self._index[organisations] = np.arange(len(rows), dtype=np.int32)
        taken = self._spread(answers.uptakes, len(rows))
        own = answers.own[:, np.argsort(-answers.own[1], kind="stable")]  # of several the first counts: it comes last
        own = own[:, (own[1] <= as_of) & ((own[2] == 0) | (own[2] > as_of))]
        own = self._spread(own, len(rows))
        self._index[organisations] = -1
        known = taken[3] <= as_of
        return Coverage(
            paper=paper,
            as_of=as_of,
            rows=rows,
            revision=taken[1],
            taken_in_on=_by(taken[2], as_of),
            disseminated_on=_by(taken[3], as_of),
            attended=taken[4] * known,
            expected=taken[5] * known,
            form=taken[6] * known,
            own_paper_on=own[1],
            own_paper=own[3],
            asks_own=own_kinds[self.kind[rows]],
            needed=paper.revision_on(self.at.as_of),
        )

    def _spread(self, table: Int32, length: int) -> Int32:
        """The columns of a table by organisation, put where each organisation has its row; zeros elsewhere."""
        spread = np.zeros((len(table), length), dtype=np.int32)
        there = np.flatnonzero(table[0] < len(self._index))
        spots = self._index[table[0, there]]
        kept = spots >= 0
        spots, there = spots[kept], there[kept]
        for line, values in zip(spread[1:], table[1:], strict=True):
            line[spots] = values[there]
        return spread


def _cut(part: slice, whole: slice) -> slice:
    start = min(max(part.start, whole.start), whole.stop)
    return slice(start, max(start, min(part.stop, whole.stop)))


def _by(days: Int32, as_of: int) -> Int32:
    """Days not later than the day looked at; 0 for the others."""
    return np.where(days <= as_of, days, np.int32(0))
