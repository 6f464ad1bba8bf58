"""Papers: those that concern an organisation, one with all that belongs to it, its file, and what it may rest on."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.directives import Link, PaperFacts, PaperTask
from daihoi.core.organisations import paths
from daihoi.core.text import fold
from daihoi.data.models import Directive, DirectiveLink, StoredFile, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries.access import require
from daihoi.queries.directives._rows import PaperRow, facts_of, read, seen, tasks_of, token_of
from daihoi.queries.directives._states import State, spot_of, states
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.sharing import Sharing, sharing


@dataclass(frozen=True)
class PapersAsked:
    """What a list of papers is narrowed to. `which`: "here" (own and from above), "above", "own", "below";
    `state`: "force", "todo" (something is lacking here), "ended" (withdrawn or replaced), "all"."""

    which: str = "here"
    paper: str = ""
    subject: str = ""
    text: str = ""
    state: str = "force"


@dataclass(frozen=True)
class PaperLine:
    """A paper with how it stands at the organisation that the list looks at; `state` None: it asks nothing there."""

    row: PaperRow
    own: bool
    in_force: bool
    state: State | None = None

    @property
    def fresh(self) -> bool:
        return self.in_force and self.state is not None and self.state.fresh

    @property
    def todo(self) -> bool:
        return self.in_force and self.state is not None and bool(self.state.lacks)


@dataclass(frozen=True)
class PaperList:
    """Lines `start` to `stop` of `total`; `fresh`: how many of the organisation's papers are new for it."""

    total: int
    lines: tuple[PaperLine, ...]
    fresh: int = 0


def listed(
    *, actor: Actor, at: OrganisationCard, term: str, today: date, asked: PapersAsked, start: int = 0, stop: int = 50
) -> PaperList:
    """The papers that an organisation issued or that come down to it or to something below it, new ones first; or
    those issued below it. NotHere where the actor may not look at it."""
    require(actor, Permission.VIEW, at.path, today)
    if asked.which == "below":
        return _below(at, term, today, asked, start, stop)
    lines = _here(actor, at, term, today)
    fresh = sum(line.fresh for line in lines)
    lines = [line for line in lines if _wanted(line, asked)]
    return PaperList(len(lines), tuple(lines[start:stop]), fresh)


def _here(actor: Actor, at: OrganisationCard, term: str, today: date) -> list[PaperLine]:
    rows = read(Directive.objects.filter(term=term, organisation__in=paths.ids(at.path)))
    # What comes down to this organisation, and so to whoever may look at it.
    down = Sharing(actor, today, ((at.path, at.kind.value, at.unit.value),))
    rows = [row for row in rows if row.seen(down)]
    found = states([spot_of(at)], rows, today)

    def line(row: PaperRow) -> PaperLine:
        own = row.organisation == at.id and not row.from_above
        return PaperLine(row, own, row.in_force(today), found.get((at.id, row.id)))

    return sorted(map(line, rows), key=_rank)


def _rank(line: PaperLine) -> tuple[object, ...]:
    """New ones first, then what is lacking, the first due first; then the latest."""
    due = line.state.due_on if line.todo and line.state else None
    return (not line.fresh, not line.todo, due or date.max, -line.row.issued_on.toordinal(), -line.row.id)


def _wanted(line: PaperLine, asked: PapersAsked) -> bool:
    row, words = line.row, fold(asked.text)
    return (
        (asked.which not in {"own", "above"} or line.own is (asked.which == "own"))
        and (not asked.paper or row.paper == asked.paper)
        and (not asked.subject or row.subject == asked.subject)
        and (not words or words in fold(f"{row.number} {row.title} {row.issuer}"))
        and {"force": line.in_force, "ended": not line.in_force, "todo": line.todo}.get(asked.state, True)
    )


def _below(at: OrganisationCard, term: str, today: date, asked: PapersAsked, start: int, stop: int) -> PaperList:
    low, high = paths.span(at.path)
    versions = Version.objects.filter(organisation=OuterRef("organisation"))
    under, opened = versions.filter(path__gt=at.path, path__gte=low, path__lt=high), versions.filter(valid_to=FAR)
    # Where it stands now; where it ended, where it once stood.
    stands = Q(Exists(under.filter(valid_to=FAR))) | Q(~Exists(opened), Exists(under))
    rows = Directive.objects.filter(stands, term=term)
    if asked.paper:
        rows = rows.filter(paper=asked.paper)
    if asked.subject:
        rows = rows.filter(subject=asked.subject)
    if words := fold(asked.text):
        rows = rows.filter(folded__contains=words)
    ended = Q(withdrawn_on__lte=today) | Q(Exists(_replacing(today)))
    if asked.state in {"force", "ended"}:
        rows = rows.filter(ended) if asked.state == "ended" else rows.exclude(ended)
    page = list(rows.order_by("-issued_on", "-pk").values_list("pk", flat=True)[start:stop])
    found = read(Directive.objects.filter(pk__in=page).order_by("-issued_on", "-pk"))
    return PaperList(rows.count(), tuple(PaperLine(row, False, row.in_force(today)) for row in found))


def _replacing(today: date) -> QuerySet[DirectiveLink]:
    return DirectiveLink.objects.filter(
        link=Link.REPLACES.value,
        other=OuterRef("pk"),
        directive__withdrawn_on=None,
        directive__issued_on__lte=today,
    )


@dataclass(frozen=True)
class PaperView:
    """One paper with its tasks, for an actor whom it concerns. `sharing`: what else comes down to them."""

    row: PaperRow
    tasks: tuple[PaperTask, ...]
    may_edit: bool
    sharing: Sharing = field(repr=False)


def paper(*, actor: Actor, pk: int, today: date) -> PaperView:
    """One paper; NotHere where there is none or it does not concern the actor. Three queries."""
    who = sharing(actor=actor, today=today)
    row = seen(who, pk)
    return PaperView(row, tasks_of(row.id), allows(actor, Permission.DIRECTIVES_EDIT, row.at_path, today), who)


def state_at(*, actor: Actor, row: PaperRow, at: OrganisationCard, today: date) -> State | None:
    """What became of a paper at one organisation; None where it does not apply to it. Two queries."""
    require(actor, Permission.VIEW, at.path, today)
    return states([spot_of(at)], [row], today).get((at.id, row.id))


@dataclass(frozen=True)
class Entered:
    """What was entered of a paper, for changing it; links to what the actor may not see are left out.

    `token`: hand it back with a change, so that nobody overwrites what they have not seen.
    """

    row: PaperRow
    facts: PaperFacts
    token: str


def entered(*, actor: Actor, pk: int, today: date) -> Entered:
    """A paper as it was entered; NotHere where the actor may not change it. Seven queries."""
    who = sharing(actor=actor, today=today)
    row = seen(who, pk)
    require(actor, Permission.DIRECTIVES_EDIT, row.at_path, today)
    directive = Directive.objects.get(pk=pk)
    facts = facts_of(directive)
    others = read(Directive.objects.filter(pk__in=[pk for linked in facts.links.values() for pk in linked]))
    known = {other.id for other in others if other.seen(who)}
    based_on, replaces, amends = (tuple(other for other in others if other in known) for others in facts.links.values())
    shown = replace(facts, based_on=based_on, replaces=replaces, amends=amends)
    return Entered(row, shown, token_of(directive, facts))


def linkable(
    *, actor: Actor, at: OrganisationCard, term: str, today: date, also: Collection[int] = ()
) -> list[PaperRow]:
    """Papers that one entered at an organisation may rest on, replace or amend: its own and those that come down to
    it, and `also` those that it is linked to already, the latest first; of these only what the actor may see."""
    require(actor, Permission.VIEW, at.path, today)
    who = sharing(actor=actor, today=today)
    down = Sharing(actor, today, ((at.path, at.kind.value, at.unit.value),))
    near = Q(term=term, organisation__in=paths.ids(at.path), withdrawn_on=None)
    rows = read(Directive.objects.filter(near | Q(pk__in=also)).order_by("-issued_on", "-pk"))
    return [row for row in rows if row.seen(who) and (row.seen(down) or row.id in also)]


def file(*, actor: Actor, pk: int, today: date) -> tuple[bytes, str]:
    """(content, name) of a paper's file; NotHere where there is none or the paper does not concern the actor."""
    row = seen(sharing(actor=actor, today=today), pk)
    stored = StoredFile.objects.filter(pk__in=Directive.objects.filter(pk=row.id).values("file")).first()
    if stored is None:
        raise NotHere
    return bytes(stored.content), row.file_name
