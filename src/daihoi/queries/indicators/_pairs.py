"""Papers and lessons at each organisation to which they apply: pairs that are no rows until something is done.

Those of the organisation of a place and of the ones above it, at the organisations of the place. Which organisations a
paper concerns follows from its scope; what these did with it, from stored rows.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Exists, OuterRef, Q, Subquery

from daihoi.core.directives import Asking, Link
from daihoi.core.indicators.columns import KINDS, day_number
from daihoi.core.indicators.indicator import Records
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import Aim, parted, scope_of
from daihoi.data.models import Directive, DirectiveLink, DirectivePlace, Lesson
from daihoi.queries.indicators._reach import Reach, Stored, reach, stored
from daihoi.queries.indicators._tables import Rows, tables_of
from daihoi.queries.indicators.facts import Flags, Ints

if TYPE_CHECKING:
    from daihoi.queries.indicators.figures import Place

OF_PAPERS = (Records.UPTAKES, Records.OWN_PAPERS)


def replaced_on(directive: str = "pk") -> Subquery:
    """The day of the first paper that replaces one, as an annotation; None: it was not replaced."""
    newer = DirectiveLink.objects.filter(
        link=Link.REPLACES.value, other=OuterRef(directive), directive__withdrawn_on=None
    ).order_by("directive__issued_on")
    return Subquery(newer.values("directive__issued_on")[:1])


def papers_for(at: "Place") -> list[Asking]:
    """The papers in force on the place's day, of its organisation and those above it, by day of issue. Two queries at
    most."""
    placed = Exists(DirectivePlace.objects.filter(directive=OuterRef("pk")))
    rows = Directive.objects.annotate(replaced_on=replaced_on(), placed=placed).filter(
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=at.as_of),
        Q(replaced_on=None) | Q(replaced_on__gt=at.as_of),
        organisation_id__in=paths.ids(at.path), term=at.term, issued_on__lte=at.as_of,
    )  # fmt: skip
    found = list(rows.order_by("issued_on", "pk").defer("title", "folded", "summary", "overlay_text"))
    within: dict[int, list[int]] = defaultdict(list)
    if chosen := [row.pk for row in found if row.placed]:
        places = DirectivePlace.objects.filter(directive__in=chosen)
        for directive, organisation in places.values_list("directive_id", "organisation_id"):
            within[directive].append(organisation)
    return [
        Asking(
            id=row.pk,
            term=row.term,
            aim=Aim(row.organisation_id, scope_of(row.levels, row.units), tuple(within[row.pk]), row.from_above),
            issued_on=row.issued_on,
            disseminate=row.disseminate,
            disseminate_by=row.disseminate_by,
            own_paper_levels=parted(row.own_paper_levels, Level),
            own_paper_by=row.own_paper_by,
            revision=row.revision,
            revised_on=row.revised_on,
            withdrawn_on=row.withdrawn_on,
        )
        for row in found
    ]


@dataclass(frozen=True)
class Answered:
    """A paper at the organisations of a place to whom it applies on its day. `own`: their papers on its ground that are
    in force that day, the first of several at one organisation last."""

    reach: Reach
    uptakes: Stored
    own: Stored
    asks_own: Flags  # over the reach


def answered(at: "Place", paper: Asking) -> Answered:
    """To whom of a place a paper applies, and what they did with it."""
    reached = reach(at, paper.aim if paper.stands(at.as_of) else None)
    uptakes, own = (stored(at, kind, paper.term, paper.id, reached) for kind in OF_PAPERS)
    as_of, issued, withdrawn = at.snapshot.as_of, own.values("issued_on"), own.values("withdrawn_on")
    in_force = np.flatnonzero((issued <= as_of) & ((withdrawn == 0) | (withdrawn > as_of)))
    order = np.lexsort((-own.values("id")[in_force], -issued[in_force]))
    asks = np.array([kind.level in paper.own_paper_levels for kind in KINDS])
    # The kind of every row of a place is only looked at where it matters.
    asked = asks[at.columns["kind"][reached.rows]] if asks.any() else np.zeros(len(reached.rows), dtype=bool)
    return Answered(reached, uptakes, own.only(in_force[order]), asked)


def uptakes(at: "Place") -> Rows:
    """Each paper at each organisation of the place to which it applies, with what was done with it."""
    tables_of(OF_PAPERS, at.term, at.snapshot.facts.seq)
    papers = papers_for(at)
    found = [answered(at, paper) for paper in papers]
    pairs = _Pairs([one.reach for one in found])
    done, own = pairs.of([one.uptakes for one in found]), pairs.of([one.own for one in found])
    needed = pairs.each([paper.revision_on(at.as_of) for paper in papers])
    columns = {
        "id": pairs.each([paper.id for paper in papers]),
        "taken_in_on": np.where(done("revision") >= needed, done("taken_in_on"), 0),
        "disseminate": pairs.each([int(paper.disseminate) for paper in papers]),
        "disseminate_by": pairs.each([day_number(paper.disseminate_by) for paper in papers]),
        "disseminated_on": done("disseminated_on"),
        "attended": done("attended"),
        "expected": done("expected"),
        "own_paper": pairs.joined([one.asks_own for one in found]),
        "own_paper_by": pairs.each([day_number(paper.own_paper_by) for paper in papers]),
        "own_paper_on": own("issued_on"),
    }
    return Rows(columns, pairs.row, at.columns)


def readings(at: "Place") -> Rows:
    """Each lesson at each organisation of the place for which it is, with the day on which it was read."""
    lessons = list(
        Lesson.objects.filter(organisation_id__in=paths.ids(at.path), term=at.term, published_on__lte=at.as_of)
        .exclude(withdrawn_on__lte=at.as_of)
        .order_by("pk")
        .values_list("pk", "organisation_id", "levels", "units", "published_on")
    )
    found = [
        read(at, at.term, pk, Aim(organisation, scope_of(levels, units)))
        for pk, organisation, levels, units, _ in lessons
    ]
    pairs = _Pairs([reached for reached, _ in found])
    columns = {
        "id": pairs.each([pk for pk, *_ in lessons]),
        "published_on": pairs.each([day_number(published_on) for *_, published_on in lessons]),
        "read_on": pairs.of([stored for _, stored in found])("read_on"),
    }
    return Rows(columns, pairs.row, at.columns)


def read(at: "Place", term: str, lesson: int, aim: Aim) -> tuple[Reach, Stored]:
    """To whom of a place a lesson is given, and who of them has read it, on whichever day."""
    reached = reach(at, aim)
    return reached, stored(at, Records.READINGS, term, lesson, reached)


class _Pairs:
    """Things at the organisations of a place that each reaches, in the order of organisations. `row`: for each pair the
    place of its organisation."""

    def __init__(self, reaches: Sequence[Reach]) -> None:
        sizes = [len(each.rows) for each in reaches]
        row = np.concatenate([np.empty(0, dtype=np.int64), *(each.rows for each in reaches)])
        self._order = np.argsort(row, kind="stable")
        self.row: Ints = row[self._order]
        self._which = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[self._order]

    def each(self, values: Sequence[int]) -> Ints:
        """A value of each thing, for every pair of it."""
        found: Ints = np.array(values, dtype=np.int32)[self._which]
        return found

    def joined(self, parts: Sequence[Ints | Flags]) -> Ints:
        """A value of each pair, given thing by thing."""
        found: Ints = np.concatenate([np.empty(0, dtype=np.int32), *parts])[self._order]
        return found

    def of(self, found: Sequence[Stored]) -> Callable[[str], Ints]:
        """What is stored of one table about each pair: a column by its name; 0 where nothing is."""
        line = self.joined([each.line for each in found])
        return lambda name: found[0].columns[name][line] if found else line
