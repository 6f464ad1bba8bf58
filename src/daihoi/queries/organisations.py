"""Reading the tree: one organisation, what is below it, its history, and lists for import and export."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from daihoi.core.access import Actor, NotHere, Permission, reach
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.organisations.sheet import Known
from daihoi.core.text import fold
from daihoi.data.models import Change, MemberCount, Succession, Version
from daihoi.queries import clock
from daihoi.queries.access import below, require


@dataclass(frozen=True)
class OrganisationCard:
    """An organisation as it was on a day."""

    id: int
    code: str
    name: str
    kind: Kind
    unit: Unit
    path: str
    parent_id: int | None
    valid_from: date
    valid_to: date


_CARD = (
    "organisation_id",
    "organisation__code",
    "name",
    "kind",
    "unit",
    "path",
    "parent_id",
    "valid_from",
    "valid_to",
)


def _card(row: tuple[object, ...]) -> OrganisationCard:
    pk, code, name, kind, unit, *rest = row
    return OrganisationCard(pk, code, name, Kind(kind), Unit(unit), *rest)  # type: ignore[arg-type]


def _on(day: date) -> Q:
    return Q(valid_from__lte=day, valid_to__gt=day)


def organisation(*, actor: Actor, pk: int, as_of: date) -> OrganisationCard:
    """An organisation as of a day; the last or first that it ever was, where it did not exist then."""
    rows = [_card(row) for row in Version.objects.filter(organisation_id=pk).order_by("valid_from").values_list(*_CARD)]
    if not rows:
        raise NotHere
    for row in rows:
        require(actor, Permission.VIEW, row.path, clock.today())
    alive = [row for row in rows if row.valid_from <= as_of < row.valid_to]
    return alive[0] if alive else (rows[-1] if rows[-1].valid_to <= as_of else rows[0])


def cards(*, actor: Actor, pks: Sequence[int], as_of: date) -> dict[int, OrganisationCard]:
    """Several organisations by id as of a day; those that the actor may not see are left out."""
    found: dict[int, OrganisationCard] = {}
    visible = below("path", actor, Permission.VIEW, clock.today())
    for start in range(0, len(pks), 500):
        rows = Version.objects.filter(visible, _on(as_of), organisation_id__in=list(pks[start : start + 500]))
        found.update((row[0], _card(row)) for row in rows.values_list(*_CARD))
    return found


def last_names(*, actor: Actor, pks: Iterable[int]) -> dict[int, str]:
    """What organisations are called, or were called last, by id; those that the actor may not see are left out."""
    wanted = sorted(set(pks))
    found: dict[int, str] = {}
    visible = below("path", actor, Permission.VIEW, clock.today())
    for start in range(0, len(wanted), 500):
        rows = Version.objects.filter(visible, organisation_id__in=wanted[start : start + 500])
        found.update(rows.order_by("valid_from").values_list("organisation_id", "name"))
    return found


@dataclass(frozen=True)
class Placed:
    """What an organisation is called, or was last, and the one above it; "" where the actor may not see that."""

    name: str = ""
    under: str = ""


def last_places(*, actor: Actor, pks: Iterable[int]) -> dict[int, Placed]:
    """Names with those of the organisations directly above, since many cells have the same name; two queries for
    each 500. Those that the actor may not see are left out."""
    wanted = sorted(set(pks))
    found: dict[int, tuple[str, int | None]] = {}
    visible = below("path", actor, Permission.VIEW, clock.today())
    for start in range(0, len(wanted), 500):
        rows = Version.objects.filter(visible, organisation_id__in=wanted[start : start + 500]).order_by("valid_from")
        found.update((pk, (name, parent)) for pk, name, parent in rows.values_list("organisation_id", "name", "parent"))
    names = last_names(actor=actor, pks={parent for _, parent in found.values() if parent is not None})
    return {pk: Placed(name, names.get(parent or 0, "")) for pk, (name, parent) in found.items()}


def last_card(*, actor: Actor, pk: int, permission: Permission = Permission.VIEW) -> OrganisationCard:
    """An organisation as it is, or was last, where the actor has the permission; NotHere elsewhere. One query."""
    row = Version.objects.filter(organisation_id=pk).order_by("-valid_from").values_list(*_CARD).first()
    if row is None:
        raise NotHere
    card = _card(row)
    require(actor, permission, card.path, clock.today())
    return card


def trail(*, actor: Actor, path: str, as_of: date) -> list[OrganisationCard]:
    """From the actor's topmost visible organisation down to the one at `path`, for the breadcrumb."""
    visible = [paths.ids(way)[-1] for way in paths.prefixes(path) if _seen(actor, way)]
    rows = Version.objects.filter(_on(as_of), organisation_id__in=visible).values_list(*_CARD)
    return sorted((_card(row) for row in rows), key=lambda card: len(card.path))


def _seen(actor: Actor, path: str) -> bool:
    return any(paths.covers(granted, path) for granted in reach(actor, Permission.VIEW, clock.today()))


def homes(*, actor: Actor, permission: Permission, today: date) -> list[OrganisationCard]:
    """The topmost organisations where the actor has a permission: where their pages begin."""
    pks = {paths.ids(path)[-1] for path in reach(actor, permission, today)}
    rows = Version.objects.filter(_on(today), organisation_id__in=pks).order_by("path").values_list(*_CARD)
    return [_card(row) for row in rows]


def children(*, actor: Actor, pk: int, as_of: date) -> list[OrganisationCard]:
    """The organisations directly below one, in path order."""
    visible = below("path", actor, Permission.VIEW, clock.today())
    rows = Version.objects.filter(visible, _on(as_of), parent_id=pk).order_by("path").values_list(*_CARD)
    return [_card(row) for row in rows]


def search(*, actor: Actor, text: str, as_of: date, limit: int = 30) -> list[OrganisationCard]:
    """Organisations whose name or code contains the words, diacritics or not, within the actor's reach."""
    visible = below("path", actor, Permission.VIEW, clock.today())
    words = fold(text)
    if not words:
        return []
    wanted = Q(folded__contains=words) | Q(organisation__code__iexact=text.strip())
    rows = Version.objects.filter(visible, _on(as_of), wanted).order_by("path").values_list(*_CARD)[:limit]
    return [_card(row) for row in rows]


@dataclass(frozen=True)
class Chapter:
    """One state in an organisation's history, with the change that opened it."""

    card: OrganisationCard
    change_id: int | None
    change_kind: str
    decision: str
    parent_name: str


def history(*, actor: Actor, pk: int) -> list[Chapter]:
    """What an organisation was, first to last; moves of those above it are chapters too. Two queries."""
    rows = (
        Version.objects.filter(organisation_id=pk)
        .order_by("valid_from")
        .values_list(*_CARD, "opened_by", "opened_by__kind", "opened_by__decision_number")
    )
    found = list(rows)
    if not found:
        raise NotHere
    for row in found:
        require(actor, Permission.VIEW, str(row[5]), clock.today())
    names: dict[int, str] = {}
    parents = [row[6] for row in found if row[6]]
    for organisation_id, name in (
        Version.objects.filter(organisation_id__in=parents)
        .order_by("valid_from")
        .values_list("organisation_id", "name")
    ):
        names[organisation_id] = name
    return [Chapter(_card(row[:9]), row[9], row[10] or "", row[11] or "", names.get(row[6] or 0, "")) for row in found]


def successions(*, actor: Actor, pk: int) -> tuple[list[tuple[int, str, date]], list[tuple[int, str, date]]]:
    """(predecessors, successors) as (id, last name, day)."""
    organisation(actor=actor, pk=pk, as_of=clock.today())
    rows = Succession.objects.filter(Q(predecessor_id=pk) | Q(successor_id=pk)).order_by(
        "pk", "predecessor__versions__valid_from", "successor__versions__valid_from"
    )
    # One row a pair of versions; the last of each pair carries the last names.
    last = {
        row[:3]: row[3:]
        for row in rows.values_list(
            "predecessor_id",
            "successor_id",
            "change__on_date",
            "predecessor__versions__name",
            "successor__versions__name",
        )
    }
    before = [(old, names[0], on) for (old, new, on), names in last.items() if new == pk]
    after = [(new, names[1], on) for (old, new, on), names in last.items() if old == pk]
    return before, after


@dataclass(frozen=True)
class ChangeCard:
    """A change of the tree as the list of changes shows it."""

    id: int
    kind: str
    on_date: date
    decision_number: str
    file_name: str
    summary: str
    made_at: object
    made_by: str
    undone_at: object


_CHANGE = (
    "pk",
    "kind",
    "on_date",
    "decision_number",
    "file_name",
    "summary",
    "made_at",
    "made_by_name",
    "undone_at",
)


def changes(*, actor: Actor, organisation: int, limit: int = 50) -> list[ChangeCard]:
    """The changes made at an organisation, newest first."""
    card = globals()["organisation"](actor=actor, pk=organisation, as_of=clock.today())
    rows = Change.objects.filter(at_organisation=card.id).order_by("-pk").values_list(*_CHANGE)[:limit]
    return [ChangeCard(*row) for row in rows]


@dataclass(frozen=True)
class PlacedChange:
    """A change with the organisation that it was made at, under its last known name."""

    change: ChangeCard
    organisation: int
    name: str


def changes_below(
    *, actor: Actor, today: date, kind: str = "", change: int | None = None, limit: int = 50
) -> list[PlacedChange]:
    """Changes made wherever the actor may change organisations, newest first; of one kind, or one by its id."""
    within = Version.objects.filter(below("path", actor, Permission.ORGANISATIONS_EDIT, today))
    rows = Change.objects.filter(at_organisation__in=within.values("organisation_id"))
    if kind:
        rows = rows.filter(kind=kind)
    if change is not None:
        rows = rows.filter(pk=change)
    found = list(rows.order_by("-pk").values_list(*_CHANGE, "at_organisation")[:limit])
    names = dict(
        Version.objects.filter(organisation_id__in={row[-1] for row in found})
        .order_by("valid_from")
        .values_list("organisation_id", "name")
    )
    return [PlacedChange(ChangeCard(*row[:-1]), row[-1], names[row[-1]]) for row in found]


def coded(*, actor: Actor, code: str, as_of: date) -> OrganisationCard:
    """The organisation with this code as of a day; NotHere where it was not there then, or may not be seen."""
    visible = below("path", actor, Permission.VIEW, clock.today())
    rows = Version.objects.filter(visible, _on(as_of), organisation__code=code).values_list(*_CARD)
    if not rows:
        raise NotHere
    return _card(rows[0])


def last_members(*, actor: Actor, pk: int, as_of: date) -> tuple[date, int, int] | None:
    """(day, official, probationary) of the organisation's own last count by a day; None if it never counted, or if
    the actor may not see it. One query."""
    visible = below("organisation__versions__path", actor, Permission.VIEW, clock.today())
    return (
        MemberCount.objects.filter(visible, organisation_id=pk, on_date__lte=as_of)
        .order_by("-on_date")
        .values_list("on_date", "official", "probationary")
        .first()
    )


def known_below(*, actor: Actor, organisation: int, as_of: date) -> list[Known]:
    """An organisation and all below it as of a day, in path order, for comparing lists and for export."""
    path = Version.objects.filter(_on(as_of), organisation_id=organisation).values_list("path", flat=True).first()
    if path is None:
        raise NotHere
    require(actor, Permission.VIEW, path, clock.today())
    low, high = paths.span(path)
    within = Version.objects.filter(_on(as_of), path__gte=low, path__lt=high)
    counts: dict[int, tuple[date, int, int]] = {}
    for pk, on, official, probationary in (
        MemberCount.objects.filter(organisation_id__in=within.values("organisation_id"), on_date__lte=as_of)
        .order_by("on_date")
        .values_list("organisation_id", "on_date", "official", "probationary")
        .iterator(chunk_size=10_000)
    ):
        counts[pk] = (on, official, probationary)
    found = []
    for pk, code, name, kind, unit, parent in (
        within.order_by("path")
        .values_list("organisation_id", "organisation__code", "name", "kind", "unit", "parent_id")
        .iterator(chunk_size=10_000)
    ):
        day, given, waiting = counts.get(pk, (None, None, None))
        found.append(Known(pk, name, Kind(kind), code, Unit(unit), parent, given, waiting, day))
    return found
