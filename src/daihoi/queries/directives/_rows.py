"""Papers as rows give them, whoever asks: read here, let through by `Sharing` in the modules beside it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from daihoi.core.access import NotHere
from daihoi.core.directives import (
    Asked,
    Conference,
    Dissemination,
    Lack,
    Link,
    Paper,
    PaperFacts,
    PaperTask,
    Reached,
    Standing,
    applies,
    fingerprint,
    lacks,
    late,
)
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.scope import Scope, parted, scope_of
from daihoi.core.subjects import Subject
from daihoi.data.models import Directive, DirectiveLink, DirectivePlace, DirectiveTask, Uptake, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries.directives._coverage import Asking
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.sharing import Sharing


@dataclass(frozen=True)
class Within:
    """An organisation within which a paper applies, as it is now or was last."""

    id: int
    code: str
    path: str
    name: str


@dataclass(frozen=True)
class PaperRow:
    """A paper as lists show it. `at_path`, `at_name`: where it was entered, as it is now or was last."""

    id: int
    term: str
    organisation: int
    at_path: str
    at_name: str
    paper: Paper
    number: str
    issued_on: date
    issuer: str
    from_above: bool
    subject: Subject
    title: str
    summary: str
    scope: Scope
    places: tuple[Within, ...]  # none: all below
    disseminate: bool
    disseminate_by: date | None
    own_paper_levels: frozenset[Level]
    own_paper_by: date | None
    pack_id: str
    has_overlay: bool
    file_name: str
    revision: int
    revised_on: date | None
    revision_note: str
    withdrawn_on: date | None
    withdrawn_note: str
    entered_on: date
    entered_by: str
    replaced_on: date | None

    @property
    def standing(self) -> Standing:
        return Standing(self.at_path, self.scope, tuple(place.path for place in self.places), self.from_above)

    @property
    def asking(self) -> Asking:
        """The paper as coverage reads it."""
        return Asking(
            id=self.id,
            organisation=self.organisation,
            issued_on=self.issued_on,
            scope=self.scope,
            places=tuple(place.id for place in self.places),
            from_above=self.from_above,
            disseminate=self.disseminate,
            disseminate_by=self.disseminate_by,
            own_paper_levels=self.own_paper_levels,
            own_paper_by=self.own_paper_by,
            revision=self.revision,
            revised_on=self.revised_on,
            withdrawn_on=self.withdrawn_on,
        )

    @property
    def brings_rules(self) -> bool:
        return bool(self.pack_id or self.has_overlay)

    def in_force(self, day: date) -> bool:
        """Issued, not withdrawn and not replaced by another."""
        ends = [end for end in (self.withdrawn_on, self.replaced_on) if end is not None]
        return self.issued_on <= day and all(day < end for end in ends)

    def seen(self, sharing: Sharing) -> bool:
        return sharing.reaches(self.at_path, self.scope, self.standing.places)


_PLAIN = (
    "term",
    "number",
    "issued_on",
    "issuer",
    "from_above",
    "title",
    "summary",
    "disseminate",
    "disseminate_by",
    "own_paper_by",
    "pack_id",
    "file_name",
    "revision",
    "revised_on",
    "revision_note",
    "withdrawn_on",
    "withdrawn_note",
    "entered_on",
    "replaced_on",
)
_COLUMNS = (
    *_PLAIN,
    "pk",
    "organisation_id",
    "at_path",
    "at_name",
    "paper",
    "subject",
    "levels",
    "units",
    "own_paper_levels",
    "overlaid",
    "made_by_name",
    "places__organisation",
    "place_code",
    "place_path",
    "place_name",
)


def placed(rows: QuerySet[Directive], organisation: str = "organisation") -> QuerySet[Directive]:
    """Papers with path and name of the organisation that they were entered at, as it is now or was last."""
    last = Version.objects.filter(organisation=OuterRef(organisation)).order_by("-valid_from")
    return rows.annotate(at_path=Subquery(last.values("path")[:1]), at_name=Subquery(last.values("name")[:1]))


def read(rows: QuerySet[Directive]) -> list[PaperRow]:
    """The papers in the order of the query, which must not be sliced: with places a paper has several rows. One
    query."""
    newer = DirectiveLink.objects.filter(
        link=Link.REPLACES.value, other=OuterRef("pk"), directive__withdrawn_on=None
    ).order_by("directive__issued_on")
    last = Version.objects.filter(organisation=OuterRef("places__organisation")).order_by("-valid_from")
    found = (
        placed(rows)
        .annotate(
            overlaid=~Q(overlay_text=""),
            replaced_on=Subquery(newer.values("directive__issued_on")[:1]),
            place_code=F("places__organisation__code"),
            place_path=Subquery(last.values("path")[:1]),
            place_name=Subquery(last.values("name")[:1]),
        )
        .values(*_COLUMNS)
    )
    papers: dict[int, dict[str, Any]] = {}
    places: dict[int, list[Within]] = defaultdict(list)
    for row in found:
        papers.setdefault(row["pk"], row)
        if row["places__organisation"] is not None:
            within = (row[name] for name in ("places__organisation", "place_code", "place_path", "place_name"))
            places[row["pk"]].append(Within(*within))
    return [_row(row, places[pk]) for pk, row in papers.items()]


def _row(row: dict[str, Any], places: list[Within]) -> PaperRow:
    return PaperRow(
        **{name: row[name] for name in _PLAIN},
        id=row["pk"],
        organisation=row["organisation_id"],
        at_path=row["at_path"] or "",
        at_name=row["at_name"] or "",
        paper=Paper(row["paper"]),
        subject=Subject(row["subject"]),
        scope=scope_of(row["levels"], row["units"]),
        places=tuple(sorted(places, key=lambda place: place.path)),
        own_paper_levels=parted(row["own_paper_levels"], Level),
        has_overlay=row["overlaid"],
        entered_by=row["made_by_name"],
    )


@dataclass(frozen=True)
class Spot:
    """An organisation to whom papers may apply."""

    id: int
    path: str
    kind: Kind
    unit: Unit
    name: str = ""


@dataclass(frozen=True)
class OwnPaper:
    """A paper that an organisation issued on the ground of another."""

    id: int
    number: str
    issued_on: date


@dataclass(frozen=True)
class State:
    """What became of one paper at one organisation. `lacks`: of what it asks there; `late`: after its day."""

    asked: Asked
    reached: Reached
    form: str = ""
    attended: int | None = None
    expected: int | None = None
    note: str = ""
    taken_in_by: str = ""
    own_paper: OwnPaper | None = None  # also where none is asked
    lacks: tuple[Lack, ...] = ()
    late: tuple[Lack, ...] = ()

    @property
    def fresh(self) -> bool:
        """Its present revision was not taken in."""
        return Lack.NOT_TAKEN_IN in self.lacks

    @property
    def conference(self) -> Conference | None:
        """How it was made known; None: not yet."""
        on = self.reached.disseminated_on
        if on is None:
            return None
        return Conference(on, Dissemination(self.form), self.attended, self.expected, self.note)

    @property
    def overdue(self) -> bool:
        """It lacks something whose day is over."""
        return any(lack in self.late for lack in self.lacks)

    @property
    def due_on(self) -> date | None:
        """The first day of what is lacking; None: none was set."""
        by = {Lack.NOT_DISSEMINATED: self.asked.disseminate_by, Lack.NO_OWN_PAPER: self.asked.own_paper_by}
        return min((day for lack in self.lacks if (day := by.get(lack))), default=None)


def states(spots: Sequence[Spot], papers: Iterable[PaperRow], day: date) -> dict[tuple[int, int], State]:
    """(organisation, paper) → what became of it there, for those to whom each applies; two queries."""
    asked = [
        (spot, paper) for paper in papers for spot in spots if applies(paper.standing, spot.path, spot.kind, spot.unit)
    ]
    pks, directives = {spot.id for spot, _ in asked}, {paper.id for _, paper in asked}
    done = {
        (row.organisation_id, row.directive_id): row
        for row in Uptake.objects.filter(organisation__in=pks, directive__in=directives)
    }
    own = own_papers(pks, directives, day)
    return {
        (spot.id, paper.id): _state(paper, spot, done.get((spot.id, paper.id)), own.get((spot.id, paper.id)), day)
        for spot, paper in asked
    }


def own_papers(
    organisations: Collection[int], directives: Collection[int], day: date
) -> dict[tuple[int, int], OwnPaper]:
    """(organisation, paper) → the first paper that it issued on its ground and that is in force; one query."""
    links = DirectiveLink.objects.filter(
        Q(directive__withdrawn_on=None) | Q(directive__withdrawn_on__gt=day),
        link=Link.BASED_ON.value,
        other__in=directives,
        directive__organisation__in=organisations,
        directive__from_above=False,
        directive__issued_on__lte=day,
    ).order_by("-directive__issued_on", "-directive_id")
    found = links.values_list("directive__organisation", "other_id", "directive_id", "directive__number").annotate(
        day=F("directive__issued_on")
    )
    return {(organisation, other): OwnPaper(pk, number, on) for organisation, other, pk, number, on in found}


def _state(paper: PaperRow, spot: Spot, row: Uptake | None, own: OwnPaper | None, day: date) -> State:
    asked = paper.asking.asked_of(spot.kind.level, day)
    reached = Reached(own_paper_on=own.issued_on if own else None)
    if row is not None:
        reached = Reached(row.revision, row.taken_in_on, row.disseminated_on, reached.own_paper_on)
    return State(
        asked=asked,
        reached=reached,
        form=row.form if row else "",
        attended=row.attended if row else None,
        expected=row.expected if row else None,
        note=row.note if row else "",
        taken_in_by=row.taken_in_by_name if row else "",
        own_paper=own,
        lacks=lacks(asked, reached, day),
        late=late(asked, reached, day),
    )


def spot_of(card: OrganisationCard) -> Spot:
    """An organisation's card as papers see it."""
    return Spot(card.id, card.path, card.kind, card.unit, card.name)


def spots(organisations: Collection[int]) -> list[Spot]:
    """Organisations as they are today, in path order; those that are no more are left out. One query."""
    rows = Version.objects.filter(organisation__in=organisations, valid_to=FAR).order_by("path")
    return [
        Spot(pk, path, Kind(kind), Unit(unit), name)
        for pk, path, kind, unit, name in rows.values_list("organisation_id", "path", "kind", "unit", "name")
    ]


def seen(who: Sharing, pk: int) -> PaperRow:
    """A paper that comes down to somebody or stands at or below their own places; NotHere otherwise."""
    found = read(Directive.objects.filter(pk=pk))
    if not found or not found[0].seen(who):
        raise NotHere
    return found[0]


def tasks_of(directive: int) -> tuple[PaperTask, ...]:
    """The tasks that a paper sets now, in their order."""
    rows = DirectiveTask.objects.filter(directive=directive, withdrawn=False).order_by("position")
    return tuple(
        PaperTask(row.title, Subject(row.subject), parted(row.levels, Level), row.due_on, row.evidence, row.pk)
        for row in rows
    )


def facts_of(directive: Directive) -> PaperFacts:
    """What was entered of a paper; three queries."""
    links: dict[str, list[int]] = defaultdict(list)
    rows = DirectiveLink.objects.filter(directive=directive).order_by("other_id")
    for link, other in rows.values_list("link", "other_id"):
        links[link].append(other)
    places = DirectivePlace.objects.filter(directive=directive).order_by("organisation_id")
    return PaperFacts(
        paper=Paper(directive.paper),
        number=directive.number,
        issued_on=directive.issued_on,
        issuer=directive.issuer,
        title=directive.title,
        subject=Subject(directive.subject),
        summary=directive.summary,
        scope=scope_of(directive.levels, directive.units),
        places=tuple(places.values_list("organisation_id", flat=True)),
        from_above=directive.from_above,
        disseminate=directive.disseminate,
        disseminate_by=directive.disseminate_by,
        own_paper_levels=parted(directive.own_paper_levels, Level),
        own_paper_by=directive.own_paper_by,
        pack_id=directive.pack_id,
        overlay_text=directive.overlay_text,
        based_on=tuple(links[Link.BASED_ON]),
        replaces=tuple(links[Link.REPLACES]),
        amends=tuple(links[Link.AMENDS]),
        tasks=tasks_of(directive.pk),
    )


def token_of(directive: Directive, facts: PaperFacts) -> str:
    """Another text as soon as anything of the paper, its file or its state is another."""
    return fingerprint(facts, directive.file_id, directive.revision, directive.withdrawn_on)
