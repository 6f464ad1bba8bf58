"""Papers and lessons at each organisation to which they apply: pairs that are no rows until something is done.

Those of the organisation of a place and of the ones above it, at the organisations of the place. Which organisations a
paper concerns follows from its scope; what these did with it, from stored rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from daihoi.core.indicators.columns import KINDS, UNITS, day_number
from daihoi.core.indicators.indicator import Records
from daihoi.core.indicators.records import COLUMNS
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import Scope, parted, scope_of
from daihoi.data.models import Directive, DirectivePlace, Lesson
from daihoi.data.tables import STORED
from daihoi.queries.indicators._tables import Rows, table_of
from daihoi.queries.indicators.facts import Flags, Ints

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
    """The papers in force on the place's day, of its organisation and those above it, by day of issue. Two queries."""
    rows = Directive.objects.filter(
        organisation_id__in=paths.ids(at.path), term=at.term, issued_on__lte=at.as_of
    ).exclude(withdrawn_on__lte=at.as_of)
    found = list(
        rows.order_by("issued_on", "pk").only(
            "organisation", "from_above", "levels", "units", "disseminate", "disseminate_by",
            "own_paper_levels", "own_paper_by", "revision",
        )
    )  # fmt: skip
    within: dict[int, list[int]] = defaultdict(list)
    for directive, organisation in DirectivePlace.objects.filter(directive__in=[row.pk for row in found]).values_list(
        "directive_id", "organisation_id"
    ):
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
    stored = _Stored(Records.UPTAKES, "directive", at)
    own = _Stored(Records.OWN_PAPERS, "directive", at)
    parts = []
    for paper in papers_for(at):
        row = in_scope(at, paper.scope, paper.organisation, paper.within, also_issuer=paper.from_above)
        done = stored.of(paper.id, row)
        asked = _asked_own(at, paper, row)
        taken = np.where(done["revision"] >= paper.revision, done["taken_in_on"], 0)
        parts.append(
            (
                row,
                {
                    "id": np.full(len(row), paper.id, dtype=np.int64),
                    "taken_in_on": taken,
                    "disseminate": np.full(len(row), int(paper.disseminate), dtype=np.int64),
                    "disseminate_by": np.full(len(row), day_number(paper.disseminate_by), dtype=np.int64),
                    "disseminated_on": done["disseminated_on"],
                    "attended": done["attended"],
                    "expected": done["expected"],
                    "own_paper": asked,
                    "own_paper_by": np.full(len(row), day_number(paper.own_paper_by), dtype=np.int64),
                    "own_paper_on": own.of(paper.id, row)["issued_on"],
                },
            )
        )
    return _together(at, Records.UPTAKES, parts)


def _asked_own(at: "Place", paper: Paper, row: Ints) -> Ints:
    if paper.own_paper is None:
        return np.zeros(len(row), dtype=np.int64)
    levels = {KINDS.index(kind) for kind in KINDS if kind.level in paper.own_paper.levels}
    asked: Ints = np.isin(at.columns["kind"][row], sorted(levels)).astype(np.int64)
    return asked


def readings(at: "Place") -> Rows:
    """Each lesson at each organisation of the place for which it is, with the day on which it was read."""
    lessons = (
        Lesson.objects.filter(organisation_id__in=paths.ids(at.path), term=at.term, published_on__lte=at.as_of)
        .exclude(withdrawn_on__lte=at.as_of)
        .order_by("pk")
        .values_list("pk", "organisation_id", "levels", "units", "published_on")
    )
    stored = _Stored(Records.READINGS, "lesson", at)
    parts = []
    for pk, organisation, levels, units, published_on in lessons:
        row = in_scope(at, scope_of(levels, units), organisation, (), also_issuer=False)
        columns = {
            "id": np.full(len(row), pk, dtype=np.int64),
            "published_on": np.full(len(row), day_number(published_on), dtype=np.int64),
            "read_on": stored.of(pk, row)["read_on"],
        }
        parts.append((row, columns))
    return _together(at, Records.READINGS, parts)


class _Stored:
    """Stored rows of a kind by what they are about, laid out over the organisations of a place."""

    def __init__(self, kind: Records, key: str, at: "Place") -> None:
        table = table_of(kind, at.snapshot.facts)
        spot = at.snapshot.spots(table.columns["organisation"])
        inside = np.flatnonzero((spot >= at.span.start) & (spot < at.span.stop))
        # The last one counts, so of several papers in answer to one the earliest stands last.
        latest_first = -table.columns[STORED[kind][-1]][inside]
        order = inside[np.lexsort((latest_first, table.columns[key][inside]))]
        self._key = table.columns[key][order]
        self._spot = spot[order] - at.span.start
        self._columns = {name: table.columns[name][order] for name in STORED[kind]}
        self._size = at.span.stop - at.span.start

    def of(self, key: int, row: Ints) -> dict[str, Ints]:
        """For some organisations of the place, the values of what is stored about `key`; 0 where nothing is."""
        first, last = np.searchsorted(self._key, [key, key + 1])
        found = {}
        for name, values in self._columns.items():
            laid = np.zeros(self._size, dtype=np.int64)
            laid[self._spot[first:last]] = values[first:last]
            found[name] = laid[row]
        return found


def _together(at: "Place", kind: Records, parts: Sequence[tuple[Ints, Mapping[str, Ints]]]) -> Rows:
    """The pairs of all papers or lessons in the order of organisations."""
    names = ("id", *COLUMNS[kind])
    if not parts:
        empty = np.empty(0, dtype=np.int64)
        return Rows(dict.fromkeys(names, empty), empty, at.columns)
    row = np.concatenate([each for each, _ in parts])
    order = np.argsort(row, kind="stable")

    def columns() -> Iterator[tuple[str, Ints]]:
        for name in names:
            yield name, np.concatenate([values[name] for _, values in parts])[order]

    return Rows(dict(columns()), row[order], at.columns)
