"""Accounts and what they may do where. Keepers do it within their reach, and never to themselves."""

import re
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from daihoi.actions._gate import Done, action, note, system_action
from daihoi.core.access import Actor, NotHere, Permission, Role
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.text import one_line
from daihoi.data import tree
from daihoi.data.models import Grant, Organisation, User
from daihoi.queries import clock
from daihoi.queries.access import manages

P = Permission
SYSTEM = Actor(None, "system")
_USERNAME = re.compile(r"[a-z0-9._-]{3,60}")
_FIRST_DAY, _LAST_DAY = date(1930, 2, 3), date(2200, 1, 1)


@dataclass(frozen=True)
class FirstPassword:
    """An account and the password to tell its owner once; it is stored nowhere."""

    user_id: int
    username: str
    password: str


@system_action("system.set_up")
def set_up(*, actor: Actor, name: str, code: str, kind: str, unit: str, valid_from: date) -> tuple[int, Done[int]]:
    """Found the root organisation of a new installation; its id. Refused where there is an organisation already."""
    if Organisation.objects.exists():
        raise refuse("set_up", N_("This installation has its root organisation already."))
    name, code = one_line(name), one_line(code)
    if not 0 < len(name) <= 200 or not 0 < len(code) <= 60:
        raise refuse("no_name", N_("Give the organisation a name (up to 200 letters) and a code (up to 60)."))
    _day_within(valid_from)
    facts = tree.Facts(name, Kind(kind).value, Unit(unit).value, None)
    root = tree.found(code, facts, parent_path="", on=valid_from, change=None).organisation_id
    return root, Done(root, name, {"code": code, "kind": kind, "unit": unit, "from": valid_from.isoformat()})


@system_action("access.first_keeper")
def make_first_keeper(
    *, actor: Actor, username: str, full_name: str, password: str, valid_from: date
) -> tuple[int, Done[int]]:
    """The first account, a system keeper at the root, with a password of their own; its id.

    Refused where any account has ever been a keeper, or before `set_up`.
    """
    if Grant.objects.filter(role=Role.SYSTEM_KEEPER.value).exists():
        raise refuse("keeper_exists", N_("There is a system keeper already; further accounts are made on the pages."))
    root = Organisation.objects.filter(versions__parent=None).order_by("pk").first()
    if root is None:
        raise refuse("not_set_up", N_("Set up the root organisation first."))
    _day_within(valid_from)
    user = _new_user(username, full_name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise refuse("weak_password", N_("This password will not do: {why}"), why=" ".join(error.messages)) from error
    user.must_change_password = False
    user.set_password(password)
    user.save()
    Grant.objects.create(user=user, role=Role.SYSTEM_KEEPER.value, organisation=root, valid_from=valid_from)
    return root.pk, Done(user.pk, user.username, {"name": user.full_name, "from": valid_from.isoformat()})


@action("access.account_made", P.ACCESS_MANAGE)
def make_account(
    *,
    actor: Actor,
    organisation: int,
    username: str,
    full_name: str,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
) -> Done[FirstPassword]:
    """A new account with its first role, at the organisation; its first password is in the answer, once."""
    days = _days(valid_from, valid_to)
    known = _role(role)
    user, password = _new_user(username, full_name), first_password()
    user.set_password(password)
    user.save()
    Grant.objects.create(
        user=user, role=known.value, organisation_id=organisation, valid_from=valid_from, valid_to=valid_to
    )
    detail = {"name": user.full_name, "role": known.value, **days}
    return Done(FirstPassword(user.pk, user.username, password), user.username, detail)


@action("access.account_changed", P.ACCESS_MANAGE)
def change_account(
    *,
    actor: Actor,
    organisation: int,
    user_id: int,
    full_name: str | None = None,
    active: bool | None = None,
) -> Done[None]:
    """Rename, close or open an account that the actor manages; `organisation`: one at which it holds a role."""
    user = _managed(actor, user_id, organisation)
    detail: dict[str, object] = {}
    if full_name is not None and _full_name(full_name) != user.full_name:
        detail |= {"name_before": user.full_name, "name": _full_name(full_name)}
        user.full_name = _full_name(full_name)
    if active is not None and active != user.is_active:
        if not active:
            _another_keeper_stays(Grant.objects.exclude(user=user))
        detail["active"] = user.is_active = active
    user.save(update_fields=["full_name", "is_active"])
    return Done(None, user.username, detail)


@action("access.password_reset", P.ACCESS_MANAGE)
def reset_password(
    *, actor: Actor, organisation: int, user_id: int, second_factors: bool = False
) -> Done[FirstPassword]:
    """A new first password, in the answer, once; it ends every session of the account.

    `second_factors`: also remove phone and keys, for someone who lost them.
    """
    user, password = _managed(actor, user_id, organisation), first_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    removed = Authenticator.objects.filter(user_id=user.pk).delete()[0] if second_factors else 0
    detail = {"second_factors_removed": removed} if second_factors else {}
    return Done(FirstPassword(user.pk, user.username, password), user.username, detail)


@action("access.granted", P.ACCESS_MANAGE)
def grant(
    *,
    actor: Actor,
    organisation: int,
    user_id: int,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
) -> Done[int]:
    """A further role at the organisation for an account that the actor manages; the grant's id."""
    user, known, days = _managed(actor, user_id), _role(role), _days(valid_from, valid_to)
    overlapping = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    if valid_to is not None:
        overlapping &= Q(valid_from__lt=valid_to)
    same = Grant.objects.filter(user=user, role=known.value, organisation_id=organisation)
    if same.filter(overlapping).exists():
        raise refuse("grant_twice", N_("The account holds this role there already in these days."))
    made = Grant.objects.create(
        user=user, role=known.value, organisation_id=organisation, valid_from=valid_from, valid_to=valid_to
    )
    return Done(made.pk, user.username, {"role": known.value, **days})


@action("access.grant_ended", P.ACCESS_MANAGE)
def end_grant(*, actor: Actor, organisation: int, grant_id: int, last_day: date) -> Done[None]:
    """End a role; `last_day` is the last on which it holds (the day before its first: it never held)."""
    row = Grant.objects.select_related("user").filter(pk=grant_id, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    user = _managed(actor, row.user_id)
    today = clock.today()
    if row.valid_to is not None and row.valid_to <= today:
        raise refuse("grant_past", N_("This role has ended already."))
    if last_day < row.valid_from - timedelta(days=1) or last_day < today - timedelta(days=1):
        raise refuse("end_early", N_("Choose yesterday or a later day, not before the role began."))
    _day_within(last_day)
    if row.role == Role.SYSTEM_KEEPER.value:
        _another_keeper_stays(Grant.objects.exclude(pk=row.pk))
    row.valid_to = last_day + timedelta(days=1)
    row.save(update_fields=["valid_to"])
    return Done(None, user.username, {"role": row.role, "last_day": last_day.isoformat()})


def first_password() -> str:
    """Four short groups that can be read aloud: kabe-misu-tane-ruvi (about 45 bits)."""
    groups = ("".join(secrets.choice(letters) for letters in ("bdghkmnprstvx", "aeiu") * 2) for _ in range(4))
    return "-".join(groups)


def _managed(actor: Actor, user_id: int, organisation: int | None = None) -> User:
    """The account, where the actor manages it; NotHere else. Given an organisation, it must hold a role there."""
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotHere
    if user_id == actor.user_id:
        raise refuse("own_account", N_("Nobody changes their own account or roles here; ask another keeper."))
    if not manages(actor=actor, user_id=user_id, today=clock.today()):
        raise NotHere
    if organisation is not None and not Grant.objects.filter(user=user, organisation_id=organisation).exists():
        raise NotHere
    return user


def _another_keeper_stays(others: QuerySet[Grant]) -> None:
    """Refuse when no open account would keep a keeper's role without an end."""
    keepers = others.filter(
        role=Role.SYSTEM_KEEPER.value, valid_to=None, valid_from__lte=clock.today(), user__is_active=True
    )
    if not keepers.exists():
        raise refuse("last_keeper", N_("This is the last system keeper; make another one first."))


def _new_user(username: str, full_name: str) -> User:
    username = one_line(username)
    if not _USERNAME.fullmatch(username):
        raise refuse("bad_username", N_("A user name has 3 to 60 of the letters a–z, digits, dot, dash and underline."))
    if User.objects.filter(username=username).exists():
        raise refuse("username_taken", N_("The user name {name} is taken; choose another one."), name=username)
    return User(username=username, full_name=_full_name(full_name), must_change_password=True, made_at=timezone.now())


def _full_name(text: str) -> str:
    name = one_line(text)
    if not 0 < len(name) <= 150:
        raise refuse("no_full_name", N_("Give the person's full name, up to 150 letters."))
    return name


def _role(role: str) -> Role:
    if role not in {known.value for known in Role}:
        raise refuse("unknown_role", N_("There is no role of this name."))
    return Role(role)


def _days(valid_from: date, valid_to: date | None) -> dict[str, object]:
    """Check the days of a new role, and give them for the log."""
    _day_within(valid_from)
    if valid_to is None:
        return {"from": valid_from.isoformat()}
    _day_within(valid_to)
    if valid_to <= valid_from:
        raise refuse("days_order", N_("The last day is before the first one."))
    if valid_to <= clock.today():
        raise refuse("days_past", N_("The last day has passed already."))
    return {"from": valid_from.isoformat(), "last_day": (valid_to - timedelta(days=1)).isoformat()}


def _day_within(day: date) -> None:
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise refuse("odd_day", N_("The day {day} cannot be right; check the year."), day=day)


# What people do with their own accounts. It needs no permission and changes no party data; sign-in pages call it.


def note_signed_in(*, actor: Actor, username: str) -> None:
    """A person signed in."""
    note("access.signed_in", actor, subject=username)


def note_signed_out(*, actor: Actor, username: str) -> None:
    """A person signed out, or their session ended."""
    note("access.signed_out", actor, subject=username)


def note_failed(*, tried: str, method: str) -> None:
    """A sign-in failed; `tried`: the name that was typed, of which 60 characters are kept."""
    note("access.sign_in_failed", SYSTEM, subject=one_line(tried)[:60], detail={"method": method})


def note_second_factor(*, actor: Actor, username: str, kind: str, change: str) -> None:
    """A person added, removed or renewed a second factor of their own."""
    note("access.second_factor_changed", actor, subject=username, detail={"kind": kind, "change": change})


def own_password_changed(*, actor: Actor, username: str) -> None:
    """A person chose a password of their own: the first password is done with."""
    with transaction.atomic():
        note("access.password_changed", actor, subject=username)
        User.objects.filter(username=username).update(must_change_password=False)
