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
from daihoi.core.text import fold
from daihoi.core.waiting import Waiting
from daihoi.data.models import Body, BodyMember, Coverage, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import indicators
from daihoi.queries.access import below, require
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


def path_of(pk: int, *, actor: Actor, today: date) -> str:
    """The last known path of an organisation that the actor may look at; NotHere otherwise."""
    path = Version.objects.filter(organisation_id=pk).order_by("-valid_from").values_list("path", flat=True).first()
    if path is None:
        raise NotHere
    require(actor, Permission.VIEW, path, today)
    return path


def bodies(*, actor: Actor, organisation: int, term: str, today: date) -> list[BodyLine]:
    """The bodies that an organisation formed, working ones first, by kind and name; two queries beside the path."""
    path_of(organisation, actor=actor, today=today)
    return _lines(Body.objects.filter(organisation_id=organisation, term=term), today)


def bodies_of(*, actor: Actor, organisation: int, term: str, today: date) -> list[BodyLine]:
    """The bodies that look after an organisation, or after one above it, on a day; the nearest level first."""
    path = path_of(organisation, actor=actor, today=today)
    given = Coverage.objects.filter(organisation_id__in=paths.ids(path)).values("body")
    kinds = [kind.value for kind in COVERING]
    found = _lines(Body.objects.filter(active(today), term=term, kind__in=kinds, pk__in=given), today)
    depth = {pk: number for number, pk in enumerate(paths.ids(path))}
    return sorted(found, key=lambda line: -depth.get(line.organisation, 0))


def choices(*, actor: Actor, organisation: int, term: str, today: date) -> list[BodyLine]:
    """The working bodies that can come to an organisation: those of the organisations above it (or its own) that
    look after it, and those that look after none."""
    path = path_of(organisation, actor=actor, today=today)
    ids = paths.ids(path)
    ours = Q(covered__organisation_id__in=ids)
    visible = [pk for pk in ids if _seen(actor, path, pk, today)]
    general = Q(organisation_id__in=visible) & ~Q(kind__in=[kind.value for kind in COVERING])
    found = Body.objects.filter(ours | general, active(today), term=term, organisation_id__in=ids).distinct()
    return _lines(found, today)


def _seen(actor: Actor, path: str, pk: int, today: date) -> bool:
    at = path[: (paths.ids(path).index(pk) + 1) * paths.WIDTH]
    return allows(actor, Permission.VIEW, at, today)


def named(*, actor: Actor, pks: Collection[int], today: date) -> dict[int, BodyLine]:
    """Some bodies by id, for lists that name them; those that the actor may not see are left out."""
    rows = Body.objects.filter(pk__in=list(pks))
    given: dict[int, list[str]] = defaultdict(list)
    for body, path in _given(rows.values("pk")):
        given[body].append(path)
    places = dict(_paths_of(rows.values("organisation")))
    shared = sharing(actor=actor, today=today)
    return {
        line.id: line
        for line in _lines(rows, today)
        if shared.own(places.get(line.organisation, "?"))
        or (given[line.id] and shared.reaches(places.get(line.organisation, "?"), Scope(), given[line.id]))
    }


def body(*, actor: Actor, pk: int, today: date) -> BodyView:
    """One body, for those who may look at its organisation, and for those whom it looks after; else NotHere."""
    row = Body.objects.filter(pk=pk).select_related("under").first()
    if row is None:
        raise NotHere
    path = dict(_paths_of(Body.objects.filter(pk=pk).values("organisation")))[row.organisation_id]
    shared = sharing(actor=actor, today=today)
    own = shared.own(path)
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    given = [
        Covered(*each)
        for each in Coverage.objects.filter(body=row)
        .annotate(
            called=Subquery(last.values("name")[:1]),
            what=Subquery(last.values("kind")[:1]),
            where=Subquery(last.values("path")[:1]),
        )
        .order_by("where")
        .values_list("organisation_id", "organisation__code", "called", "what", "where")
    ]
    if not own and not (given and shared.reaches(path, Scope(), [each.path for each in given])):
        raise NotHere
    (line,) = _lines(Body.objects.filter(pk=pk), today)
    may_edit = allows(actor, Permission.BODIES_EDIT, path, today)
    concern = [each for each in given if own or _concerns(each.path, [top for top, _, _ in shared.tops])]
    return BodyView(
        line=line if may_edit else _without_accounts(line),
        path=path,
        term=row.term,
        version=row.version,
        own=own,
        may_edit=may_edit,
        organisations=tuple(concern),
        parts=tuple(Body.objects.filter(under=row).order_by("name").values_list("pk", "name")) if own else (),
    )


def _concerns(path: str, tops: Sequence[str]) -> bool:
    return any(paths.covers(path, top) or paths.covers(top, path) for top in tops)


def _without_accounts(line: BodyLine) -> BodyLine:
    members = tuple(Member(each.id, each.name, each.office, each.seat) for each in line.members)
    return BodyLine(**{**vars(line), "members": members})


def _given(rows: "QuerySet[Body, Any]") -> list[tuple[int, str]]:
    """(body, path) of everything that some bodies were given."""
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    found = Coverage.objects.filter(body__in=rows).annotate(path=Subquery(last.values("path")[:1]))
    return list(found.values_list("body_id", "path"))


def _paths_of(organisations: "QuerySet[Body, Any]") -> list[tuple[int, str]]:
    """(organisation, last path) of some organisations."""
    rows = Version.objects.filter(organisation__in=organisations).order_by("valid_from")
    return list(rows.values_list("organisation_id", "path"))


def _lines(rows: "QuerySet[Body]", as_of: date) -> list[BodyLine]:
    """Two queries: the bodies with counts and names, and their members."""
    place = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from").values("name")[:1]
    given = Coverage.objects.filter(body=OuterRef("pk")).order_by().values("body").annotate(count=Count("pk"))
    found = list(
        rows.select_related("under").annotate(
            place=Subquery(place), given=Coalesce(Subquery(given.values("count")[:1]), 0)
        )
    )
    members: dict[int, list[Member]] = defaultdict(list)
    fields = ("body_id", "pk", "name", "office", "seat", "user__username")
    people = BodyMember.objects.filter(body__in=[row.pk for row in found]).values_list(*fields)
    for body_id, pk, name, office, seat, account in sorted(
        people.order_by("position", "pk"), key=lambda m: _SEATS[m[4]]
    ):
        members[body_id].append(Member(pk, name, office, Seat(seat), account or ""))
    lines = [
        BodyLine(
            id=row.pk,
            organisation=row.organisation_id,
            place=row.place or "",
            kind=BodyKind(row.kind),
            name=row.name,
            subject=row.subject,
            task=row.task,
            decision=row.decision,
            formed_on=row.formed_on,
            ended_on=row.ended_on,
            under=row.under_id,
            under_name=row.under.name if row.under else "",
            members=tuple(members[row.pk]),
            covered=row.given,
            working=works(row.formed_on, row.ended_on, as_of),
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (not line.working, _KINDS[line.kind.value], fold(line.name), line.id))


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
