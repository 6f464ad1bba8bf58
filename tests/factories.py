"""Rows for tests: plain functions, one a thing, with no surprises. Call them inside a test that has a database.

Organisations go through daihoi.data.tree, as everything does, so that paths are right.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count

from django.test import Client

from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data import tree
from daihoi.data.models import Grant, MemberCount, Organisation, User, Version

LONG_AGO = date(2015, 1, 1)
PASSWORD = "một mật khẩu dài"
_number = count(1)

# A tree as {(name, kind): {… below …}}; a leaf has {}.
Tree = Mapping[tuple[str, Kind], "Tree"]


def organisation(
    name: str = "",
    kind: Kind = Kind.PROVINCE,
    *,
    under: Organisation | int | None = None,
    code: str = "",
    unit: Unit = Unit.OTHER,
    since: date = LONG_AGO,
    members: tuple[int, int] | None = None,
) -> Organisation:
    """An organisation with one open version; `members`: official and probationary, reported on the first day."""
    number = next(_number)
    parent = under if isinstance(under, int) or under is None else under.pk
    facts = tree.Facts(name or f"Tổ chức {number}", kind.value, unit.value, parent)
    path = path_of(parent) if parent else ""
    made = tree.found(code or f"TC{number}", facts, parent_path=path, on=since, change=None).organisation
    if members is not None:
        official, probationary = members
        MemberCount.objects.create(organisation=made, on_date=since, official=official, probationary=probationary)
    return made


def organisations(shape: Tree, *, under: Organisation | None = None, since: date = LONG_AGO) -> dict[str, Organisation]:
    """A whole tree; the answer is by name."""
    made: dict[str, Organisation] = {}
    for (name, kind), below in shape.items():
        made[name] = organisation(name, kind, under=under, since=since)
        made |= organisations(below, under=made[name], since=since)
    return made


def path_of(at: Organisation | int) -> str:
    """The last known path of an organisation."""
    pk = at if isinstance(at, int) else at.pk
    return str(Version.objects.filter(organisation=pk).order_by("-valid_from").values_list("path", flat=True)[0])


def user(username: str = "", full_name: str = "", *, password: str = PASSWORD, **fields: object) -> User:
    """An account that may sign in and has chosen its own password; it has no grant."""
    number = next(_number)
    values: dict[str, object] = {"must_change_password": False, "made_at": datetime(2024, 1, 1, tzinfo=UTC), **fields}
    made = User(username=username or f"nguoi{number}", full_name=full_name or f"Nguyễn Văn {number}", **values)
    made.set_password(password)
    made.save()
    return made


def grant(to: User, role: Role, at: Organisation | int, *, since: date = LONG_AGO, until: date | None = None) -> Grant:
    """A role at an organisation, and so below it; `until`: the first day on which it no longer holds."""
    pk = at if isinstance(at, int) else at.pk
    return Grant.objects.create(user=to, role=role.value, organisation_id=pk, valid_from=since, valid_to=until)


def user_with(role: Role, at: Organisation | int) -> User:
    """An account that holds one role at one place."""
    made = user()
    grant(made, role, at)
    return made


def client(of: User) -> Client:
    """Django's test client, signed in as that person."""
    made = Client()
    made.force_login(of, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made
