"""People and access: tried by the keeper, a keeper beside, people without the right, and nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Event, Grant, User
from tests import factories as make


@pytest.fixture
def east(db):
    root = make.organisation(kind=Kind.PROVINCE)
    return make.organisation("Đảng bộ Đông", Kind.UPPER, under=root, code="D")


@pytest.fixture
def west(east):
    root = east.versions.get().parent
    return make.organisation("Đảng bộ Tây", Kind.UPPER, under=root, code="TAY")


@pytest.fixture
def keeper(east):
    return make.user_with(Role.SYSTEM_KEEPER, east)


@pytest.fixture
def reader(east):
    return make.user_with(Role.READER, east)


def paths(user: User) -> list[str]:
    grant = Grant.objects.get(user=user)
    own = [f"/people/{user.pk}/{page}" for page in ("", "rename/", "close/", "open/", "grant/", "reset/")]
    return ["/people/", "/people/new/", "/people/places/", *own, f"/people/{user.pk}/grants/{grant.pk}/end/"]


def statuses(client, user: User) -> set[int]:
    return {client.get(path).status_code for path in paths(user)}


def test_the_keeper_sees_every_page(client_for, keeper, reader) -> None:
    assert statuses(client_for(keeper), reader) == {200}


def test_a_keeper_beside_finds_nobody_there(client_for, west, reader) -> None:
    client = client_for(make.user_with(Role.SYSTEM_KEEPER, west))
    answers = {path: client.get(path).status_code for path in paths(reader)}
    assert [status for path, status in answers.items() if str(reader.pk) in path] == [404] * 7
    assert reader.full_name not in client.get("/people/").content.decode()


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.SYSTEM_KEEPER)])
def test_others_find_nothing(client_for, east, reader, role) -> None:
    stranger = make.user_with(role, east) if role else make.user()
    assert statuses(client_for(stranger), reader) == {404}


def test_nobody_is_sent_to_sign_in(client, reader) -> None:
    assert statuses(client, reader) == {302}


def test_unknown_and_forbidden_look_the_same(client_for, west, reader) -> None:
    client = client_for(make.user_with(Role.SYSTEM_KEEPER, west))
    texts = {
        client.get(path).content.decode().partition("<main")[2] for path in (f"/people/{reader.pk}/", "/people/999999/")
    }
    assert len(texts) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_many(client_for, east, keeper, count) -> None:
    for _ in range(count):
        make.user_with(Role.READER, east)
    client = client_for(keeper)
    client.get("/people/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/people/?role=reader")
    assert len(queries) == 6  # session, user, grants of the actor, place, people, roles


def new_account(**change: str) -> dict[str, str]:
    values = {"full_name": "Nguyễn Văn An", "username": "an.nguyen", "organisation": "D", "role": "reader"}
    return values | {"valid_from": "2024-01-01"} | change


def test_a_new_account_is_made_and_its_password_told_once(client_for, keeper) -> None:
    answer = client_for(keeper).post("/people/new/", new_account())
    made = answer.context["made"]
    assert made.password in answer.content.decode()
    assert User.objects.get(username="an.nguyen").check_password(made.password)
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_cannot_be_is_said_on_the_form(client_for, keeper, west) -> None:
    client = client_for(keeper)
    wrong = client.post("/people/new/", new_account(username="ĂN"))
    assert [finding.code for finding in wrong.context["findings"]] == ["bad_username"]
    beside = client.post("/people/new/", new_account(organisation="TAY"))
    assert list(beside.context["form"].errors) == ["organisation"]
    assert list(client.post("/people/new/", {}).context["form"].errors) == [
        "full_name",
        "username",
        "organisation",
        "role",
        "valid_from",
    ]
    assert User.objects.filter(username="an.nguyen").count() == 0


def test_a_keeper_grants_ends_renames_closes_and_resets(client_for, keeper, reader) -> None:
    client, old = client_for(keeper), Grant.objects.get(user=reader)
    base, today = f"/people/{reader.pk}/", client.get("/people/").wsgi_request.today.isoformat()
    steps = [
        ("grant/", {"organisation": "D – Đảng bộ Đông", "role": "auditor", "valid_from": today}),
        (f"grants/{old.pk}/end/", {"last_day": today}),
        ("rename/", {"full_name": "Trần Thị Bình"}),
        ("close/", {}),
        ("open/", {}),
    ]
    assert [client.post(base + path, data).headers["Location"] for path, data in steps] == [base] * 5
    assert client.post(base + "reset/", {"second_factors": "on"}).status_code == 200
    assert list(Event.objects.order_by("seq").values_list("event", flat=True)) == [
        "access.granted",
        "access.grant_ended",
        "access.account_changed",
        "access.account_changed",
        "access.account_changed",
        "access.password_reset",
    ]
    reader.refresh_from_db()
    assert (reader.full_name, reader.is_active, reader.must_change_password) == ("Trần Thị Bình", True, True)


def test_a_keeper_does_not_change_their_own_account(client_for, keeper) -> None:
    client = client_for(keeper)
    assert client.get(f"/people/{keeper.pk}/").status_code == 200
    assert client.post(f"/people/{keeper.pk}/reset/").status_code == 404


def test_a_post_without_the_token_is_refused(keeper) -> None:
    from django.test import Client  # noqa: PLC0415 app ready

    client = Client(enforce_csrf_checks=True)
    client.force_login(keeper, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/people/new/", new_account()).status_code == 403
