"""Reading bodies: those of an organisation, those that look after it, and one with its people and organisations."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from daihoi.core.access import Actor, NotHere, Permission, allows, reach
from daihoi.core.bodies import COVERING, BodyKind, Seat, works
from daihoi.core.organisations import paths
from daihoi.core.scope import Scope
from daihoi.core.text import sort_key
from daihoi.core.waiting import Waiting
from daihoi.data.models import Body, BodyMember, Coverage, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import indicators
from daihoi.queries.access import below, path_of, require
from daihoi.queries.bodies._coverage import active, times
from daihoi.queries.sharing import sharing

_SEATS = {seat.value: number for number, seat in enumerate(Seat)}
_KINDS = {kind.value: number for number, kind in enumerate(BodyKind)}


@dataclass(frozen=True)
class Member:
    """Somebody in a body. `account`: their user name, "" for none, or for those who may not change the body."""

    id: int
    name: str
    office: str
    seat: Seat
    account: str = ""


@dataclass(frozen=True)
class BodyLine:
    """A body as lists show it. `covered`: organisations that it was given, not those below them."""

    id: int
    organisation: int
    place: str
    path: str
    kind: BodyKind
    name: str
    subject: str
    task: str
    decision: str
    formed_on: date
    ended_on: date | None
    under: int | None
    under_name: str
    members: tuple[Member, ...]
    covered: int
    working: bool

    @property
    def heads(self) -> tuple[Member, ...]:
        """Who heads it; the one member where there is only one."""
        heads = tuple(member for member in self.members if member.seat is Seat.HEAD)
        return heads or (self.members if len(self.members) == 1 else ())


@dataclass(frozen=True)
class Covered:
    """An organisation that a body was given, as it is called now."""

    id: int
    code: str
    name: str
    kind: str
    path: str


@dataclass(frozen=True)
class BodyView:
    """One body with everything that its page shows. `own`: the reader may look at its organisation; from below they
    see of its organisations only those that concern them."""

    line: BodyLine
    path: str
    term: str
    version: int
    own: bool
    may_edit: bool
    organisations: tuple[Covered, ...]
    parts: tuple[tuple[int, str], ...]


def bodies(*, actor: Actor, organisation: int, term: str, today: date) -> list[BodyLine]:
    """The bodies that an organisation formed, working ones first, by kind and name; two queries beside the path."""
    path_of(actor=actor, organisation=organisation, today=today)
    return _lines(Body.objects.filter(organisation_id=organisation, term=term), today)


def bodies_of(*, actor: Actor, organisation: int, term: str, today: date) -> list[BodyLine]:
    """The bodies that look after an organisation, or after one above it, on a day; the nearest level first."""
    path = path_of(actor=actor, organisation=organisation, today=today)
    return _nearest_first(_lines(Body.objects.filter(_looking_after(path, term, today)), today))


def here(*, actor: Actor, organisation: int, term: str, today: date) -> tuple[list[BodyLine], list[BodyLine]]:
    """(`bodies`, `bodies_of`) of an organisation, in as many queries as one of them."""
    path = path_of(actor=actor, organisation=organisation, today=today)
    after = set(Body.objects.filter(_looking_after(path, term, today)).values_list("pk", flat=True))
    own = Q(organisation_id=organisation, term=term)
    lines = _lines(Body.objects.filter(own | Q(pk__in=after)), today)
    above = _nearest_first([line for line in lines if line.id in after])
    return [line for line in lines if line.organisation == organisation], above


def _looking_after(path: str, term: str, today: date) -> Q:
    given = Coverage.objects.filter(organisation_id__in=paths.ids(path)).values("body")
    return active(today) & Q(term=term, kind__in=[kind.value for kind in COVERING], pk__in=given)


def _nearest_first(lines: list[BodyLine]) -> list[BodyLine]:
    return sorted(lines, key=lambda line: -len(line.path))


def choices(*, actor: Actor, path: str, term: str, today: date) -> list[BodyLine]:
    """The working bodies that can come to the organisation at `path`: those of the organisations above it (or its own)
    that look after it, and of those that the actor may look at the ones that look after none. Two queries."""
    require(actor, Permission.VIEW, path, today)
    ids = paths.ids(path)
    visible = [pk for pk in ids if _seen(actor, path, pk, today)]
    general = Q(organisation_id__in=visible) & ~Q(kind__in=[kind.value for kind in COVERING])
    found = Body.objects.filter(_looking_after(path, term, today) | general, active(today), term=term)
    return _lines(found.filter(organisation_id__in=ids), today)


def _seen(actor: Actor, path: str, pk: int, today: date) -> bool:
    at = paths.prefixes(path)[paths.ids(path).index(pk)]
    return allows(actor, Permission.VIEW, at, today)


def named(*, actor: Actor, pks: Collection[int], today: date) -> dict[int, BodyLine]:
    """Some bodies by id, for lists that name them; those that the actor may not see are left out. Two queries, and two
    more where some stand above the actor's own organisations."""
    lines = _lines(Body.objects.filter(pk__in=list(pks)), today)
    above = [line for line in lines if not allows(actor, Permission.VIEW, line.path, today)]
    given: dict[int, list[str]] = defaultdict(list)
    if above:
        for body, path in _given([line.id for line in above]):
            given[body].append(path)
        shared = sharing(actor=actor, today=today)
        hidden = {
            line.id for line in above if not (given[line.id] and shared.reaches(line.path, Scope(), given[line.id]))
        }
        lines = [line for line in lines if line.id not in hidden]
    return {line.id: line for line in lines}


def body(*, actor: Actor, pk: int, today: date) -> BodyView:
    """One body, for those who may look at its organisation, and for those whom it looks after; else NotHere."""
    rows = _annotated(Body.objects.filter(pk=pk))
    if not rows:
        raise NotHere
    ((line, row),) = _with_members(rows, today)
    own = allows(actor, Permission.VIEW, line.path, today)
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    given = [
        Covered(*each)
        for each in Coverage.objects.filter(body=pk)
        .annotate(
            called=Subquery(last.values("name")[:1]),
            what=Subquery(last.values("kind")[:1]),
            where=Subquery(last.values("path")[:1]),
        )
        .order_by("where")
        .values_list("organisation_id", "organisation__code", "called", "what", "where")
    ]
    concern = given
    if not own:
        shared = sharing(actor=actor, today=today)
        if not (given and shared.reaches(line.path, Scope(), [each.path for each in given])):
            raise NotHere
        concern = [each for each in given if _concerns(each.path, [top for top, _, _ in shared.tops])]
    may_edit = allows(actor, Permission.BODIES_EDIT, line.path, today)
    return BodyView(
        line=line if may_edit else _without_accounts(line),
        path=line.path,
        term=row.term,
        version=row.version,
        own=own,
        may_edit=may_edit,
        organisations=tuple(concern),
        parts=tuple(Body.objects.filter(under=pk).order_by("name").values_list("pk", "name")) if own else (),
    )


def _concerns(path: str, tops: Sequence[str]) -> bool:
    return any(paths.covers(path, top) or paths.covers(top, path) for top in tops)


def _without_accounts(line: BodyLine) -> BodyLine:
    members = tuple(Member(each.id, each.name, each.office, each.seat) for each in line.members)
    return BodyLine(**{**vars(line), "members": members})


def _given(bodies: Sequence[int]) -> list[tuple[int, str]]:
    """(body, path) of everything that some bodies were given."""
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    found = Coverage.objects.filter(body__in=bodies).annotate(path=Subquery(last.values("path")[:1]))
    return list(found.values_list("body_id", "path"))


def _annotated(rows: "QuerySet[Body]") -> list[Any]:
    """Bodies with the name and path of their organisation, and how many organisations they were given."""
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    given = Coverage.objects.filter(body=OuterRef("pk")).order_by().values("body").annotate(count=Count("pk"))
    return list(
        rows.select_related("under").annotate(
            place=Subquery(last.values("name")[:1]),
            path=Subquery(last.values("path")[:1]),
            given=Coalesce(Subquery(given.values("count")[:1]), 0),
        )
    )


def _lines(rows: "QuerySet[Body]", as_of: date) -> list[BodyLine]:
    """Two queries: the bodies with counts and names, and their members. Working ones first, by kind and name."""
    lines = [line for line, _ in _with_members(_annotated(rows), as_of)]
    return sorted(lines, key=lambda line: (not line.working, _KINDS[line.kind.value], sort_key(line.name), line.id))


def _with_members(rows: list[Any], as_of: date) -> list[tuple[BodyLine, Any]]:
    members: dict[int, list[Member]] = defaultdict(list)
    fields = ("body_id", "pk", "name", "office", "seat", "user__username")
    people = BodyMember.objects.filter(body__in=[row.pk for row in rows]).order_by("position", "pk")
    for body, pk, name, office, seat, account in sorted(people.values_list(*fields), key=lambda one: _SEATS[one[4]]):
        members[body].append(Member(pk, name, office, Seat(seat), account or ""))
    return [(_line(row, tuple(members[row.pk]), as_of), row) for row in rows]


def _line(row: Any, members: tuple[Member, ...], as_of: date) -> BodyLine:
    return BodyLine(
        id=row.pk,
        organisation=row.organisation_id,
        place=row.place or "",
        path=row.path or "",
        kind=BodyKind(row.kind),
        name=row.name,
        subject=row.subject,
        task=row.task,
        decision=row.decision,
        formed_on=row.formed_on,
        ended_on=row.ended_on,
        under=row.under_id,
        under_name=row.under.name if row.under else "",
        members=members,
        covered=row.given,
        working=works(row.formed_on, row.ended_on, as_of),
    )


def waiting(*, actor: Actor, term: str, today: date, most: int = 20) -> list[Waiting]:
    """Where the actor forms bodies and some have been formed: how many organisations directly below, or at the grass
    roots, nobody looks after. One line each of the actor's places."""
    own = reach(actor, Permission.BODIES_EDIT, today)
    names = dict(
        Version.objects.filter(below("path", actor, Permission.BODIES_EDIT, today), path__in=own, valid_to=FAR)
        .filter(organisation__bodies__term=term)
        .distinct()
        .values_list("organisation_id", "name")
    )
    found = []
    for pk, name in list(names.items())[:most]:
        try:
            at = indicators.place(actor=actor, organisation=pk, term=term, as_of=today, today=today)
        except NotHere:
            continue
        counts = times(at)[1:]
        if missing := int((counts == 0).sum()):
            found.append(Waiting("bodies.uncovered", pk, pk, f"{name}: {missing}/{len(counts)}"))
    return found
