"""Papers and lessons at each organisation to which they apply: pairs that are no rows until something is done.

Those of the organisation of a place and of the ones above it, at the organisations of the place. Which organisations a
paper concerns follows from its scope; what these did with it, from stored rows.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Exists, OuterRef

from daihoi.core.indicators.columns import KINDS, UNITS, day_number
from daihoi.core.indicators.indicator import Records
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import Scope, parted, scope_of
from daihoi.data.models import Directive, DirectivePlace, Lesson
from daihoi.data.tables import STORED
from daihoi.queries.indicators._tables import Rows, table_of
from daihoi.queries.indicators.facts import Flags, Ints, Snapshot

if TYPE_CHECKING:
    from daihoi.queries.indicators.figures import Place


@dataclass(frozen=True)
class Paper:
    """What of a directive decides where it applies and what it asks there. `within`: organisations; none: all."""

    id: int
    organisation: int
    from_above: bool
    scope: Scope
    within: tuple[int, ...]
    disseminate: bool
    disseminate_by: date | None
    own_paper: Scope | None  # at which levels a document of their own is asked
    own_paper_by: date | None
    revision: int


def papers_for(at: "Place") -> list[Paper]:
    """The papers in force on the place's day, of its organisation and those above it, by day of issue. Two queries at
    most."""
    rows = Directive.objects.filter(
        organisation_id__in=paths.ids(at.path), term=at.term, issued_on__lte=at.as_of
    ).exclude(withdrawn_on__lte=at.as_of)
    placed = Exists(DirectivePlace.objects.filter(directive=OuterRef("pk")))
    found = list(
        rows.annotate(placed=placed).order_by("issued_on", "pk").only(
            "organisation", "from_above", "levels", "units", "disseminate", "disseminate_by",
            "own_paper_levels", "own_paper_by", "revision",
        )
    )  # fmt: skip
    within: dict[int, list[int]] = defaultdict(list)
    if chosen := [row.pk for row in found if row.placed]:
        places = DirectivePlace.objects.filter(directive__in=chosen)
        for directive, organisation in places.values_list("directive_id", "organisation_id"):
            within[directive].append(organisation)
    return [
        Paper(
            row.pk,
            row.organisation_id,
            row.from_above,
            scope_of(row.levels, row.units),
            tuple(within[row.pk]),
            row.disseminate,
            row.disseminate_by,
            Scope(parted(row.own_paper_levels, Level)) if row.own_paper_levels else None,
            row.own_paper_by,
            row.revision,
        )
        for row in found
    ]


def in_scope(at: "Place", scope: Scope, issuer: int, within: Sequence[int], *, also_issuer: bool) -> Ints:
    """Which organisations of the place (by their place in it) something applies to that `issuer` gave out."""
    kinds = np.array([scope.holds(kind, unit) for kind in KINDS for unit in UNITS], dtype=bool)
    flags: Flags = kinds[at.columns["kind"] * len(UNITS) + at.columns["unit"]]
    if within:
        inside = np.zeros(len(flags), dtype=bool)
        for spot in at.snapshot.spots(np.array(within, dtype=np.int64)).tolist():
            if spot >= 0:
                first, last = spot - at.span.start, int(at.snapshot.ends[spot]) - at.span.start
                inside[max(first, 0) : max(last, 0)] = True
        flags = flags & inside
    if issuer == at.organisation and not also_issuer and len(flags):
        flags = flags.copy()
        flags[0] = False
    return np.flatnonzero(flags)


def uptakes(at: "Place") -> Rows:
    """Each paper at each organisation of the place to which it applies, with what was done with it."""
    papers = papers_for(at)
    pairs = _Pairs(at, [(paper.id, _reached(at, paper)) for paper in papers])
    stored, own = _Stored(Records.UPTAKES, "directive", at), _Stored(Records.OWN_PAPERS, "directive", at)
    done, own_paper = pairs.find(stored), pairs.find(own)
    asked = np.array([_asks_own(paper) for paper in papers], dtype=np.int32).reshape(len(papers), len(KINDS))
    revision = pairs.each([paper.revision for paper in papers])
    columns = {
        "id": pairs.each([paper.id for paper in papers]),
        "taken_in_on": np.where(done("revision") >= revision, done("taken_in_on"), 0),
        "disseminate": pairs.each([int(paper.disseminate) for paper in papers]),
        "disseminate_by": pairs.each([day_number(paper.disseminate_by) for paper in papers]),
        "disseminated_on": done("disseminated_on"),
        "attended": done("attended"),
        "expected": done("expected"),
        "own_paper": asked[pairs.which, at.columns["kind"][pairs.row]],
        "own_paper_by": pairs.each([day_number(paper.own_paper_by) for paper in papers]),
        "own_paper_on": own_paper("issued_on"),
    }
    return Rows(columns, pairs.row, at.columns)


def _reached(at: "Place", paper: Paper) -> Ints:
    return in_scope(at, paper.scope, paper.organisation, paper.within, also_issuer=paper.from_above)


def _asks_own(paper: Paper) -> list[int]:
    """For each kind of organisation, whether a document of its own is asked."""
    levels = paper.own_paper.levels if paper.own_paper else frozenset()
    return [int(kind.level in levels) for kind in KINDS]


def readings(at: "Place") -> Rows:
    """Each lesson at each organisation of the place for which it is, with the day on which it was read."""
    lessons = list(
        Lesson.objects.filter(organisation_id__in=paths.ids(at.path), term=at.term, published_on__lte=at.as_of)
        .exclude(withdrawn_on__lte=at.as_of)
        .order_by("pk")
        .values_list("pk", "organisation_id", "levels", "units", "published_on")
    )
    pairs = _Pairs(
        at,
        [
            (pk, in_scope(at, scope_of(levels, units), organisation, (), also_issuer=False))
            for pk, organisation, levels, units, _ in lessons
        ],
    )
    read = pairs.find(_Stored(Records.READINGS, "lesson", at))
    columns = {
        "id": pairs.each([pk for pk, *_ in lessons]),
        "published_on": pairs.each([day_number(published_on) for *_, published_on in lessons]),
        "read_on": read("read_on"),
    }
    return Rows(columns, pairs.row, at.columns)


class _Pairs:
    """Pairs of things and organisations of a place, in the order of organisations. `which`: for each pair the place of
    its thing in the list given; `row`: the place of its organisation."""

    def __init__(self, at: "Place", things: Sequence[tuple[int, Ints]]) -> None:
        self._things, self._size = things, at.span.stop - at.span.start
        rows = [row for _, row in things]
        row = np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)
        which = np.repeat(np.arange(len(rows), dtype=np.int32), [len(each) for each in rows])
        self._order = np.argsort(row, kind="stable")
        self.row, self.which = row[self._order], which[self._order]

    def each(self, values: Sequence[int]) -> Ints:
        """A value of each thing, for every pair of it."""
        found: Ints = np.array(values, dtype=np.int32)[self.which]
        return found

    def find(self, stored: "_Stored") -> Callable[[str], Ints]:
        """What is stored about each pair: a column by its name; 0 where nothing is."""
        spots = [stored.spots(thing, row, self._size) for thing, row in self._things]
        spot = (np.concatenate(spots) if spots else np.empty(0, dtype=np.int64))[self._order]
        return lambda name: stored.column(name)[spot]


class _Stored:
    """Stored rows of a kind by what they are about; sorted once for a snapshot, as long as nothing changes."""

    def __init__(self, kind: Records, key: str, at: "Place") -> None:
        table = table_of(kind, at.snapshot.facts)
        kept = at.snapshot.derived.get(kind)
        if kept is None or kept[0] is not table.columns:
            kept = (table.columns, *_sorted(table.columns, key, STORED[kind][-1], at.snapshot))
            at.snapshot.derived[kind] = kept
        self._key: Ints = kept[1]
        self._spot: Ints = kept[2]
        self._columns: dict[str, Ints] = kept[3]
        self._start = at.span.start

    def column(self, name: str) -> Ints:
        """The values of a column, and a 0 at the end for what is not stored."""
        values: Ints = self._columns[name]
        return values

    def spots(self, key: int, row: Ints, size: int) -> Ints:
        """For some organisations of the place, where the row about `key` stands; the last place where none is."""
        first, last = np.searchsorted(self._key, [key, key + 1])
        laid = np.full(size, len(self._key), dtype=np.int64)
        spot = self._spot[first:last] - self._start
        inside = (spot >= 0) & (spot < size)
        laid[spot[inside]] = np.arange(first, last)[inside]
        found: Ints = laid[row]
        return found


def _sorted(columns: Mapping[str, Ints], key: str, day: str, snapshot: Snapshot) -> tuple[Ints, Ints, dict[str, Ints]]:
    """(keys in order, where their organisations stand, the columns with a 0 more at the end)."""
    # The last one counts, so of several papers in answer to one the earliest stands last.
    order = np.lexsort((-columns[day], columns[key]))
    padded = {name: np.append(values[order], 0).astype(np.int32) for name, values in columns.items()}
    return columns[key][order], snapshot.spots(columns["organisation"][order]), padded
