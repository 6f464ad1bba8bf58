"""How far papers have come: for each paper the organisations of a place to whom it applies, and what each did.

Arrays over the snapshot of the indicators' engine, from the tables that its figures of papers are counted from; sorted
by path, a subtree is a slice, so the figures of every subordinate come out of running sums. What is lacking and late is
what core.directives says of one organisation; a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from daihoi.core.directives import Asking, Reached
from daihoi.core.indicators.columns import day_number, day_of
from daihoi.queries.indicators import Place
from daihoi.queries.indicators._pairs import OF_PAPERS, answered
from daihoi.queries.indicators._reach import Stored
from daihoi.queries.indicators._tables import tables_of
from daihoi.queries.indicators.facts import Flags, Ints


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
    """One paper over the rows of a place. `rows`: where in the place's slice, ascending; all arrays have that length,
    and are made when they are first asked for. Days are numbers of core.indicators.columns, 0: not yet; what came after
    the day looked at counts as not yet."""

    paper: Asking
    as_of: int
    needed: int  # the revision to be taken in
    rows: Ints
    asks_own: Flags
    uptakes: Stored
    own: Stored

    @cached_property
    def _taken_in(self) -> Flags:
        """Of what is stored: taken in, in the revision needed, by the day."""
        taken = self.uptakes.values("taken_in_on")
        found: Flags = (taken > 0) & (taken <= self.as_of) & (self.uptakes.values("revision") >= self.needed)
        return found

    @cached_property
    def _disseminated(self) -> Flags:
        """Of what is stored: disseminated by the day."""
        told = self.uptakes.values("disseminated_on")
        found: Flags = (told > 0) & (told <= self.as_of)
        return found

    @cached_property
    def _told(self) -> Stored:
        return self.uptakes.only(self._disseminated)

    # Columns over the rows.

    @cached_property
    def revision(self) -> Ints:
        return self.uptakes.column("revision")

    @cached_property
    def taken_in_on(self) -> Ints:
        return self.uptakes.only(self.uptakes.values("taken_in_on") <= self.as_of).column("taken_in_on")

    @cached_property
    def disseminated_on(self) -> Ints:
        return self._told.column("disseminated_on")

    @cached_property
    def attended(self) -> Ints:
        """Persons; 0 where nobody counted them."""
        return self._told.column("attended")

    @cached_property
    def expected(self) -> Ints:
        return self._told.column("expected")

    @cached_property
    def form(self) -> Ints:
        """The place in core.indicators.records.LISTS["dissemination"]."""
        return self._told.column("dissemination")

    @cached_property
    def own_paper_on(self) -> Ints:
        return self.own.column("issued_on")

    @cached_property
    def own_paper(self) -> Ints:
        """The id of the own paper."""
        return self.own.column("id")

    @cached_property
    def taken_in(self) -> Flags:
        return self.uptakes.flags(self._taken_in)

    @cached_property
    def disseminated(self) -> Flags:
        return self.uptakes.flags(self._disseminated)

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
        asked, told = self.paper.disseminate, self._disseminated
        return Covered(
            applies=len(self.rows),
            taken_in=int(np.count_nonzero(self._taken_in)),
            to_disseminate=len(self.rows) if asked else 0,
            disseminated=int(np.count_nonzero(told)) if asked else 0,
            attended=int(self.uptakes.values("attended").sum(dtype=np.int64, where=told)),
            expected=int(self.uptakes.values("expected").sum(dtype=np.int64, where=told)),
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
        columns: dict[str, Flags | Ints] = {
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
    for term in {paper.term for paper in papers}:
        tables_of(OF_PAPERS, term, at.snapshot.facts.seq)
    return [_coverage(at, paper) for paper in papers]


def _coverage(at: Place, paper: Asking) -> Coverage:
    found = answered(at, paper)
    return Coverage(
        paper=paper,
        as_of=at.snapshot.as_of,
        needed=paper.revision_on(at.as_of),
        rows=found.reach.rows,
        asks_own=found.asks_own,
        uptakes=found.uptakes,
        own=found.own,
    )
