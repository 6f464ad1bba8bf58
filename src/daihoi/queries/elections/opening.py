"""What is needed to open an election, and to enter its counting committee."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from daihoi.core.access import PERMISSIONS, Actor, Permission, Role
from daihoi.core.elections import BODIES, Body, Post
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.plan import Form
from daihoi.core.text import name_key
from daihoi.data.models import Congress, Grant, Version
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.elections._titles import title_of

_BODY_OF = {Form.MEMBER.value: Body.MEMBER_CONGRESS, Form.DELEGATE.value: Body.DELEGATE_CONGRESS}


@dataclass(frozen=True)
class OpeningView:
    """What may be opened at an organisation. `bodies`: post → the bodies that may elect it here, the likeliest first;
    `titles`: post → what would stand on the ballot. Empty where the term has no congress here."""

    organisation: int
    place: str
    term: str
    has_congress: bool
    planned_on: date | None
    bodies: Mapping[Post, tuple[Body, ...]]
    titles: Mapping[Post, str]


def opening(*, actor: Actor, organisation: int, term: str) -> OpeningView:
    """For whoever may open an election there; NotHere for others. Three queries."""
    version = last_version(organisation)
    require(actor, Permission.ELECTIONS_PREPARE, version.path, clock.today())
    congress = Congress.objects.filter(organisation_id=organisation, term=term).defer("figures").first()
    if congress is None:
        return OpeningView(organisation, version.name, term, False, None, {}, {})
    parents = Version.objects.filter(path=paths.above(version.path)).order_by("-valid_from")
    above = parents.values_list("name", flat=True).first()
    kind = Kind(congress.kind)
    titles = {
        post: title_of(post, version.name, kind, term=term, ordinal=congress.ordinal, above=above or "")
        for post in Post
    }
    bodies = {post: _bodies(post, congress.form, kind) for post in Post}
    return OpeningView(organisation, version.name, term, True, congress.planned_on, bodies, titles)


def _bodies(post: Post, form: str, kind: Kind) -> tuple[Body, ...]:
    """Who may elect the post here: of the two congresses only the one that is planned, once that is decided.

    A committee elects its secretaries, unless the organisation is a cell, which may have no committee (E-116).
    """
    own = _BODY_OF.get(form)
    found = [body for body in Body if body in BODIES[post] and (own is None or body in {own, Body.CONFERENCE})]
    cell = kind.level is Level.CELL or kind is Kind.GRASSROOTS_CELL
    return tuple(sorted(found, key=lambda body: (body is Body.CONFERENCE) is cell))


@dataclass(frozen=True)
class CounterAccount:
    """An account that may work in a counting committee; nothing of it is shown but the name."""

    user_id: int
    name: str
    may_run: bool
    may_count: bool


def counter_accounts(*, actor: Actor, path: str) -> list[CounterAccount]:
    """Accounts that hold the role of a counter or of a head at the organisation with this path, or above it, today;
    by Vietnamese name. For whoever prepares its elections. One query."""
    today = clock.today()
    require(actor, Permission.ELECTIONS_PREPARE, path, today)
    wanted = {Permission.ELECTIONS_RUN, Permission.ELECTIONS_COUNT}
    roles = [role for role in Role if wanted & PERMISSIONS[role]]
    rows = (
        Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), role__in=[role.value for role in roles])
        .filter(valid_from__lte=today, user__is_active=True, organisation__versions__path__in=paths.prefixes(path))
        .values_list("user_id", "user__full_name", "role")
        .distinct()
    )
    held: dict[tuple[int, str], set[Permission]] = {}
    for user, name, role in rows:
        held.setdefault((user, name), set()).update(PERMISSIONS[Role(role)])
    found = [
        CounterAccount(user, name, Permission.ELECTIONS_RUN in may, Permission.ELECTIONS_COUNT in may)
        for (user, name), may in held.items()
    ]
    return sorted(found, key=lambda one: (name_key(one.name), one.user_id))
