"""Actors from rows, and the filters that follow from what they may do."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from daihoi.core import access
from daihoi.core.access import Actor, NotHere, Permission, Role
from daihoi.core.organisations import paths
from daihoi.core.text import fold, name_key, nfc
from daihoi.data.models import Grant, User, Version
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version


def actor_of(*, user_id: int, name: str) -> Actor:
    """The actor for a user with all their grants, past ones too; one query."""
    rows = (
        Grant.objects.filter(user_id=user_id, user__is_active=True)
        .order_by("pk", "organisation__versions__valid_from")
        .values_list("pk", "role", "valid_from", "valid_to", "organisation__versions__path")
    )
    found: dict[int, tuple[str, date, date | None]] = {}
    under: dict[int, list[str]] = defaultdict(list)
    for pk, role, valid_from, valid_to, path in rows:
        found[pk] = (role, valid_from, valid_to)
        if path is not None and path not in under[pk]:
            under[pk].append(path)
    grants = tuple(
        access.Grant(Role(role), tuple(under[pk]), valid_from, valid_to)
        for pk, (role, valid_from, valid_to) in found.items()
    )
    return Actor(user_id, name, grants)


def actor_named(*, username: str) -> Actor:
    """The actor for an account by its user name, for commands; NotHere for an unknown or closed one."""
    found = User.objects.filter(username=username, is_active=True).values_list("pk", "full_name").first()
    if found is None:
        raise NotHere
    return actor_of(user_id=found[0], name=found[1])


def require(actor: Actor, permission: Permission, path: str, on: date) -> None:
    """Pass, or raise NotHere, which every interface answers as if nothing were there."""
    if not access.allows(actor, permission, path, on):
        raise NotHere


def path_of(*, actor: Actor, organisation: int, today: date) -> str:
    """The last known path of an organisation that the actor may look at; NotHere otherwise."""
    path = last_version(organisation).path
    require(actor, Permission.VIEW, path, today)
    return path


def below(prefix: str, actor: Actor, permission: Permission, on: date) -> Q:
    """The filter "at or below an organisation where the actor has the permission".

    `prefix`: the lookup of the path column ("path", "version__path"). Nothing granted matches nothing.
    """
    condition = Q(pk__in=[])
    for path in access.reach(actor, permission, on):
        low, high = paths.span(path)
        condition |= Q(**{f"{prefix}__gte": low, f"{prefix}__lt": high})
    return condition


def place_names(actor: Actor, on: date) -> tuple[str, ...]:
    """Names of the topmost organisations at which the actor holds a role on that day; one query."""
    own = paths.topmost(grant.paths[-1] for grant in actor.grants if grant.paths and grant.holds(on))
    if not own:
        return ()
    names = Version.objects.filter(path__in=own, valid_to=FAR).order_by("path").values_list("name", flat=True)
    return tuple(names)


@dataclass(frozen=True)
class GrantRow:
    """A role at an organisation, for showing. `state`: "now", "later" or "past"; `last_day` None: open."""

    id: int
    role: str
    role_name: str
    organisation: int
    code: str
    name: str
    path: str
    valid_from: date
    last_day: date | None
    state: str


@dataclass(frozen=True)
class Account:
    """An account with its grants. `second_factors`: kinds that are on ("totp", "webauthn", "recovery_codes")."""

    id: int
    username: str
    full_name: str
    active: bool
    first_password: bool
    made_at: datetime
    last_login: datetime | None
    second_factors: tuple[str, ...]
    grants: tuple[GrantRow, ...]


def own_account(actor: Actor, on: date) -> Account:
    """The actor's own account with every grant; three queries."""
    if actor.user_id is None:
        raise NotHere
    return _account(actor.user_id, on)


def _account(user_id: int, on: date) -> Account:
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotHere
    kinds = Authenticator.objects.filter(user_id=user_id).order_by("type").values_list("type", flat=True).distinct()
    grants = tuple(grant_row(grant, on) for grant in with_place(Grant.objects.filter(user_id=user_id)))
    return Account(
        user.pk,
        user.username,
        user.full_name,
        user.is_active,
        user.must_change_password,
        user.made_at,
        user.last_login,
        tuple(kinds),
        grants,
    )


def with_place(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Grants with code, last known name and path of their organisation, the newest first."""
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    return grants.annotate(
        code=F("organisation__code"),
        name=Subquery(last.values("name")[:1]),
        path=Subquery(last.values("path")[:1]),
    ).order_by("-valid_from", "-pk")


def grant_row(grant: Grant, on: date) -> GrantRow:
    """A grant that `with_place` has filled, as it is shown on a day."""
    ended = grant.valid_to is not None and grant.valid_to <= on
    place: Any = grant
    return GrantRow(
        grant.pk,
        grant.role,
        access.ROLE_NAMES[Role(grant.role)],
        grant.organisation_id,
        place.code,
        place.name,
        place.path,
        grant.valid_from,
        grant.valid_to - timedelta(days=1) if grant.valid_to else None,
        "past" if ended else "later" if grant.valid_from > on else "now",
    )


def manages(*, actor: Actor, user_id: int, today: date) -> bool:
    """May the actor change this account? When every role that it holds, or has yet to hold, stands under the
    actor's reach; where all have ended, every one that it held. Nobody manages their own account."""
    if user_id == actor.user_id:
        return False
    grants = [grant_row(grant, today) for grant in with_place(Grant.objects.filter(user_id=user_id))]
    open_ones = [grant for grant in grants if grant.state != "past"] or grants
    return bool(open_ones) and all(
        access.allows(actor, Permission.ACCESS_MANAGE, grant.path, today) for grant in open_ones
    )


@dataclass(frozen=True)
class PeopleAsked:
    """What a list of people is narrowed to. `state`: "open", "closed" or "all" accounts."""

    text: str = ""
    role: str = ""
    path: str = ""
    state: str = "open"


@dataclass(frozen=True)
class PersonRow:
    """One line of the list of people, with the roles that the keeper may see."""

    id: int
    username: str
    full_name: str
    active: bool
    last_login: datetime | None
    grants: tuple[GrantRow, ...] = ()


def people(*, actor: Actor, today: date, asked: PeopleAsked) -> list[PersonRow]:
    """Accounts that hold or held a role under the actor's reach, by Vietnamese name; without their roles. One query."""
    grants = _under(actor, today)
    if asked.path:
        low, high = paths.span(asked.path)
        grants = grants.filter(Q(path__gte=low) & Q(path__lt=high))
    if asked.role:
        grants = grants.filter(role=asked.role).filter(Q(valid_to=None) | Q(valid_to__gt=today))
    users = User.objects.filter(pk__in=grants.order_by().values("user"))
    if asked.state != "all":
        users = users.filter(is_active=asked.state == "open")
    rows = users.values_list("pk", "username", "full_name", "is_active", "last_login")
    wanted = fold(asked.text)
    found = [PersonRow(*row) for row in rows if wanted in fold(row[2]) or wanted in fold(row[1])]
    return sorted(found, key=lambda row: (name_key(row.full_name), row.username))


def with_roles(*, actor: Actor, today: date, rows: Sequence[PersonRow]) -> list[PersonRow]:
    """The same people with the roles that hold, or have yet to hold, under the actor's reach. One query."""
    grants = _under(actor, today).filter(user__in=[row.id for row in rows])
    held: dict[int, list[GrantRow]] = defaultdict(list)
    for grant in with_place(grants):
        shown = grant_row(grant, today)
        if shown.state != "past":
            held[grant.user_id].append(shown)
    return [replace(row, grants=tuple(held[row.id])) for row in rows]


def person(*, actor: Actor, user_id: int, today: date) -> tuple[Account, bool, bool]:
    """An account with the roles under the actor's reach; whether it holds others elsewhere; whether the actor
    manages it. NotHere where none of its roles is under the actor's reach."""
    if user_id == actor.user_id:
        require_anywhere(actor, Permission.ACCESS_MANAGE, today)
        return _account(user_id, today), False, False
    if not _under(actor, today).filter(user_id=user_id).exists():
        raise NotHere
    account = _account(user_id, today)
    seen = tuple(grant for grant in account.grants if access.allows(actor, Permission.ACCESS_MANAGE, grant.path, today))
    managed = manages(actor=actor, user_id=user_id, today=today)
    return replace(account, grants=seen), len(seen) < len(account.grants), managed


def require_anywhere(actor: Actor, permission: Permission, on: date) -> None:
    """Pass where the actor has the permission at some organisation; NotHere otherwise."""
    if not access.reach(actor, permission, on):
        raise NotHere


@dataclass(frozen=True)
class PlaceChoice:
    """An organisation as a keeper sees it: nothing but its code and name (and where it stands, for filters)."""

    id: int
    code: str
    name: str
    path: str

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"


def place_choices(
    *, actor: Actor, permission: Permission, today: date, text: str = "", limit: int = 30
) -> list[PlaceChoice]:
    """Organisations under the actor's reach whose code begins with the text or whose name contains it; one query."""
    rows = Version.objects.filter(below("path", actor, permission, today), valid_to=FAR)
    text = nfc(text)
    code, name = text.partition(" – ")[0].strip(), fold(text)
    if text.strip():
        named = Q(folded__contains=name) if name else Q(pk__in=[])
        rows = rows.filter(Q(organisation__code__istartswith=code) | named)
    found = rows.order_by("path").values_list("organisation_id", "organisation__code", "name", "path")
    return [PlaceChoice(*row) for row in found[:limit]]


def place_named(*, actor: Actor, permission: Permission, today: date, text: str) -> PlaceChoice | list[PlaceChoice]:
    """The one organisation that the text names by its code, or by code or name alone; else those that it may mean."""
    found = place_choices(actor=actor, permission=permission, today=today, text=text)
    code, name = text.partition(" – ")[0].strip().lower(), fold(text)
    for same in ([row for row in found if row.code.lower() == code], [row for row in found if fold(row.name) == name]):
        if len(same) == 1:
            return same[0]
    return found[0] if len(found) == 1 else found


def _under(actor: Actor, today: date) -> QuerySet[Grant]:
    """Grants at organisations that the actor manages, wherever these stand now; with their `path`."""
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    return Grant.objects.annotate(path=Subquery(last.values("path")[:1])).filter(
        below("path", actor, Permission.ACCESS_MANAGE, today)
    )
