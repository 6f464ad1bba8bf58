"""Actors from rows, and the filters that follow from what they may do."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from daihoi.core import access
from daihoi.core.access import Actor, NotHere, Permission, Role
from daihoi.core.organisations import paths
from daihoi.data.models import Grant


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
