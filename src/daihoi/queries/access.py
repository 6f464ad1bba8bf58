"""Actors from rows, and the filters that follow from what they may do."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from daihoi.core import access
from daihoi.core.access import Actor, NotHere, Permission, Role
from daihoi.core.organisations import paths
from daihoi.data.models import Grant, User, Version
from daihoi.data.models.organisations import FAR


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


def require(actor: Actor, permission: Permission, path: str, on: date) -> None:
    """Pass, or raise NotHere, which every interface answers as if nothing were there."""
    if not access.allows(actor, permission, path, on):
        raise NotHere


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
