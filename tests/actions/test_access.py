"""Accounts and roles: who may change whose, and that nothing is written without its event."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from daihoi.actions import access as actions
from daihoi.actions._gate import note
from daihoi.core.access import Actor, NotHere, Role
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import ChainHead, Event, Grant, Organisation, User
from daihoi.queries.access import actor_of
from daihoi.queries.audit import verify_chains
from tests import factories as make

DAY = date(2024, 1, 1)


def as_actor(user: User) -> Actor:
    return actor_of(user_id=user.pk, name=user.full_name)


@pytest.fixture
def tree(db):
    root = make.organisation(kind=Kind.PROVINCE)
    return {
        "root": root,
        "east": make.organisation(kind=Kind.UPPER, under=root),
        "west": make.organisation(kind=Kind.UPPER, under=root),
    }


@pytest.fixture
def keeper(tree) -> Actor:
    make.user_with(Role.SYSTEM_KEEPER, tree["root"])
    return as_actor(make.user_with(Role.SYSTEM_KEEPER, tree["east"]))


def made(keeper: Actor, at: Organisation, name: str = "nguyen.an", **more: object) -> actions.FirstPassword:
    values = {"full_name": "Nguyễn Văn An", "role": "reader", "valid_from": DAY, **more}
    return actions.make_account(actor=keeper, organisation=at.pk, username=name, **values)


def refusal(call) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.findings[0].code


def test_an_account_is_made_with_its_first_role_and_a_first_password(tree, keeper) -> None:
    answer = made(keeper, tree["east"])
    user = User.objects.get(pk=answer.user_id)
    assert user.check_password(answer.password)
    assert user.must_change_password
    assert [(row.role, row.organisation_id) for row in user.grants.all()] == [("reader", tree["east"].pk)]
    event = Event.objects.get()
    assert (event.event, event.organisation, event.subject) == ("access.account_made", tree["east"].pk, "nguyen.an")
    assert answer.password not in event.detail


def test_beside_and_above_their_place_keepers_do_nothing(tree, keeper) -> None:
    for place in ("west", "root"):
        with pytest.raises(NotHere):
            made(keeper, tree[place])
    other = make.user_with(Role.READER, tree["west"])
    for call in (
        lambda: actions.reset_password(actor=keeper, organisation=tree["east"].pk, user_id=other.pk),
        lambda: actions.change_account(actor=keeper, organisation=tree["east"].pk, user_id=other.pk, active=False),
        lambda: actions.grant(
            actor=keeper, organisation=tree["east"].pk, user_id=other.pk, role="reader", valid_from=DAY
        ),
    ):
        with pytest.raises(NotHere):
            call()
    assert Event.objects.count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_KEEPER])
def test_no_other_role_makes_accounts(tree, role: Role) -> None:
    with pytest.raises(NotHere):
        made(as_actor(make.user_with(role, tree["root"])), tree["east"])
    assert User.objects.count() == 1


def test_nobody_changes_their_own_account_or_roles(tree, keeper) -> None:
    own = {"actor": keeper, "organisation": tree["east"].pk}
    grant = Grant.objects.get(user_id=keeper.user_id)
    calls = [
        lambda: actions.grant(**own, user_id=keeper.user_id, role="organisation_board", valid_from=DAY),
        lambda: actions.reset_password(**own, user_id=keeper.user_id),
        lambda: actions.change_account(**own, user_id=keeper.user_id, active=False),
        lambda: actions.end_grant(**own, grant_id=grant.pk, last_day=timezone.localdate()),
    ]
    assert [refusal(call) for call in calls] == ["own_account"] * 4


def test_the_last_keeper_stays(tree) -> None:
    first, second = (make.user_with(Role.SYSTEM_KEEPER, tree["root"]) for _ in range(2))
    Grant.objects.filter(user=first).update(valid_to=timezone.localdate() + timedelta(days=9))
    actor, row = as_actor(first), Grant.objects.get(user=second)
    end = {"actor": actor, "organisation": tree["root"].pk, "grant_id": row.pk, "last_day": timezone.localdate()}
    assert refusal(lambda: actions.end_grant(**end)) == "last_keeper"
    close = {"actor": actor, "organisation": tree["root"].pk, "user_id": second.pk, "active": False}
    assert refusal(lambda: actions.change_account(**close)) == "last_keeper"
    make.user_with(Role.SYSTEM_KEEPER, tree["root"])
    actions.end_grant(**end)
    row.refresh_from_db()
    assert row.valid_to == timezone.localdate() + timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "An"}, "bad_username"),
        ({"name": "ăn.an"}, "bad_username"),
        ({"full_name": "  "}, "no_full_name"),
        ({"role": "king"}, "unknown_role"),
        ({"valid_from": date(1, 1, 1)}, "odd_day"),
        ({"valid_to": DAY}, "days_order"),
        ({"valid_to": DAY + timedelta(days=1)}, "days_past"),
    ],
)
def test_an_account_that_cannot_be_right_is_refused(tree, keeper, change, code) -> None:
    assert refusal(lambda: made(keeper, tree["east"], **change)) == code
    assert (User.objects.count(), Event.objects.count()) == (2, 0)


def test_a_name_that_is_taken_is_refused(tree, keeper) -> None:
    made(keeper, tree["east"])
    assert refusal(lambda: made(keeper, tree["east"])) == "username_taken"


def test_the_same_role_is_not_granted_twice_in_the_same_days(tree, keeper) -> None:
    user = made(keeper, tree["east"], valid_to=timezone.localdate() + timedelta(days=9)).user_id
    again = {"actor": keeper, "organisation": tree["east"].pk, "user_id": user, "role": "reader"}
    assert refusal(lambda: actions.grant(**again, valid_from=timezone.localdate())) == "grant_twice"
    actions.grant(**again, valid_from=timezone.localdate() + timedelta(days=9))
    assert Grant.objects.filter(user_id=user).count() == 2


def test_an_action_that_cannot_be_logged_writes_nothing(tree, keeper, monkeypatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise IntegrityError("no event")

    monkeypatch.setattr(Event.objects, "create", broken)
    with pytest.raises(IntegrityError):
        made(keeper, tree["east"])
    assert not User.objects.filter(username="nguyen.an").exists()
    assert not ChainHead.objects.filter(seq__gt=0).exists()


def test_an_installation_is_set_up_once_by_the_system_only(db) -> None:
    root = {"name": "Đảng bộ tỉnh", "code": "T", "kind": "province", "unit": "province", "valid_from": DAY}
    with pytest.raises(NotHere):
        actions.set_up(actor=Actor(1, "A"), **root)
    first = {"username": "keeper", "full_name": "Lê Thị Giữ", "password": "một câu đủ dài", "valid_from": DAY}
    assert refusal(lambda: actions.make_first_keeper(actor=actions.SYSTEM, **first)) == "not_set_up"
    pk = actions.set_up(actor=actions.SYSTEM, **root)
    assert refusal(lambda: actions.set_up(actor=actions.SYSTEM, **root)) == "set_up"
    weak = first | {"password": "123"}
    assert refusal(lambda: actions.make_first_keeper(actor=actions.SYSTEM, **weak)) == "weak_password"
    actions.make_first_keeper(actor=actions.SYSTEM, **first)
    again = first | {"username": "keeper2"}
    assert refusal(lambda: actions.make_first_keeper(actor=actions.SYSTEM, **again)) == "keeper_exists"
    said = list(Event.objects.order_by("seq").values_list("event", "organisation", "actor_name"))
    assert said == [("system.set_up", pk, "system"), ("access.first_keeper", pk, "system")]
    assert verify_chains() == []


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_queue() -> None:
    faults: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for _ in range(10):
                note("access.signed_in", Actor(1, name))
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (faults, Event.objects.count(), verify_chains()) == ([], 20, [])


def test_a_first_password_can_be_read_aloud() -> None:
    groups = actions.first_password().split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
