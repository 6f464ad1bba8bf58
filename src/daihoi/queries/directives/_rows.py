"""Papers as rows give them, whoever asks: read here, let through by `Sharing` in the modules beside it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from daihoi.core.access import NotHere
from daihoi.core.directives import (
    Asking,
    Link,
    Paper,
    PaperFacts,
    PaperTask,
    Standing,
    fingerprint,
)
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import Aim, Scope, parted, scope_of
from daihoi.core.subjects import Subject
from daihoi.data.models import Directive, DirectiveLink, DirectivePlace, DirectiveTask, Version
from daihoi.queries.indicators._pairs import replaced_on
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
            term=self.term,
            aim=Aim(self.organisation, self.scope, tuple(place.id for place in self.places), self.from_above),
            issued_on=self.issued_on,
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
    last = Version.objects.filter(organisation=OuterRef("places__organisation")).order_by("-valid_from")
    found = (
        placed(rows)
        .annotate(
            overlaid=~Q(overlay_text=""),
            replaced_on=replaced_on(),
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
