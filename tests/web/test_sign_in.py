"""Sign-in, own account and sessions."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from daihoi.actions.access import note_failed
from daihoi.core.access import Role
from daihoi.data.models import Event, User
from tests import factories as make

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def no_old_counters(db) -> None:
    cache.clear()


def sign_in(client: Client, name: str, password: str = make.PASSWORD):
    return client.post(LOGIN, {"login": name, "password": password})


def said() -> list[tuple[str, str]]:
    return list(Event.objects.order_by("seq").values_list("event", "subject"))


def test_a_person_signs_in_and_out_and_the_log_says_so(client) -> None:
    user = make.user("an.nguyen")
    assert sign_in(client, "an.nguyen").headers["Location"] == "/"
    assert client.get("/accounts/me/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/accounts/me/").headers["Location"] == "/accounts/login/?next=/accounts/me/"
    assert said() == [("access.signed_in", "an.nguyen"), ("access.signed_out", "an.nguyen")]
    assert {row.actor_id for row in Event.objects.all()} == {user.pk}


def test_unknown_name_wrong_password_and_closed_account_are_told_alike(client) -> None:
    make.user("known"), make.user("closed", is_active=False)
    tries = [("nobody", "x" * 12), ("known", "x" * 12), ("closed", make.PASSWORD)]
    errors = [sign_in(client, *pair).context["form"].errors.as_text() for pair in tries]
    assert len(set(errors)) == 1
    assert said() == [("access.sign_in_failed", name) for name, _ in tries]
    assert all(row.actor_id is None and "x" * 12 not in row.detail for row in Event.objects.all())


def test_of_a_failed_name_sixty_characters_are_kept() -> None:
    note_failed(tried="n" * 90, method="password")
    assert said() == [("access.sign_in_failed", "n" * 60)]


def test_after_five_failures_a_name_must_wait(client) -> None:
    make.user("known")
    answers = [sign_in(client, "known", "wrong").context["form"].errors.as_text() for _ in range(6)]
    assert len(set(answers[:5])) == 1
    assert answers[5] != answers[0]
    assert "form" in sign_in(client, "known").context  # the right password waits too
    assert len(said()) == 5


def test_no_page_makes_accounts_or_sends_mail(client) -> None:
    for path in ("signup/", "password/reset/", "email/", "password/set/", "login/code/", "inactive/"):
        assert client.get("/accounts/" + path).status_code in {302, 404}
        client.force_login(make.user(), backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get("/accounts/" + path).status_code == 404
        client.logout()


def test_a_first_password_must_be_changed_before_anything_else(client) -> None:
    user = make.user("new.person", must_change_password=True)
    sign_in(client, "new.person")
    for path in ("/", "/people/", "/accounts/me/", "/accounts/2fa/"):
        assert client.get(path).headers["Location"] == "/accounts/password/change/"
    fresh = "một câu khác hẳn"
    data = {"oldpassword": make.PASSWORD, "password1": fresh, "password2": fresh}
    assert client.post("/accounts/password/change/", data).status_code == 302
    user.refresh_from_db()
    assert (user.must_change_password, user.check_password(fresh)) == (False, True)
    assert ("access.password_changed", "new.person") in said()


def test_a_changed_password_signs_out_everywhere(client) -> None:
    make.user("an"), (other := Client())
    sign_in(client, "an"), sign_in(other, "an")
    fresh = "một câu khác hẳn"
    data = {"oldpassword": make.PASSWORD, "password1": fresh, "password2": fresh}
    client.post("/accounts/password/change/", data)
    assert [one.get("/accounts/me/").status_code for one in (client, other)] == [302, 302]


def test_a_password_change_that_cannot_be_logged_does_not_happen(client, monkeypatch) -> None:
    user = make.user("an")
    sign_in(client, "an")

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no event")

    monkeypatch.setattr(Event.objects, "create", broken)
    fresh = "một câu khác hẳn"
    with pytest.raises(RuntimeError, match="no event"):
        client.post(
            "/accounts/password/change/", {"oldpassword": make.PASSWORD, "password1": fresh, "password2": fresh}
        )
    user.refresh_from_db()
    assert user.check_password(make.PASSWORD)


@pytest.mark.parametrize("key", ["began", "seen"])
def test_a_session_ends(client, client_for, key) -> None:
    client = client_for(make.user())
    assert client.get("/accounts/me/").status_code == 200
    session = client.session
    session[key] = int(time.time()) - 60 * 60 * 9
    session.save()
    assert client.get("/accounts/me/").headers["Location"] == "/accounts/login/?next=/accounts/me/"


def test_a_closed_account_is_signed_out_at_once(client_for) -> None:
    user = make.user()
    client = client_for(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/accounts/me/").status_code == 302


def test_a_second_step_is_asked_for_and_logged(client) -> None:
    user = make.user("an")
    sign_in(client, "an")
    assert "/reauthenticate/" in client.get("/accounts/2fa/totp/activate/").headers["Location"]
    client.post("/accounts/reauthenticate/", {"password": make.PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert ("access.second_factor_changed", "an") in said()
    client.post("/accounts/logout/")
    assert sign_in(client, "an").headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/accounts/me/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert said()[-1] == ("access.sign_in_failed", "an")


def test_pages_of_second_steps_are_shown(client) -> None:
    make.user("an")
    sign_in(client, "an")
    client.post("/accounts/reauthenticate/", {"password": make.PASSWORD})
    for path in ("", "totp/activate/", "webauthn/", "webauthn/add/"):
        assert client.get("/accounts/2fa/" + path).status_code == 200
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/accounts/reauthenticate/").status_code == 200


def test_the_language_is_vietnamese_unless_chosen(client) -> None:
    assert client.get(LOGIN, headers={"accept-language": "en"}).headers["Content-Language"] == "vi"
    client.post("/accounts/language/", {"language": "en", "next": LOGIN})
    assert client.get(LOGIN).headers["Content-Language"] == "en"


def test_my_account_shows_my_roles(client_for) -> None:
    place = make.organisation("Đảng bộ phường Hồng Gai")
    text = client_for(make.user_with(Role.READER, place)).get("/accounts/me/").content.decode()
    assert "Đảng bộ phường Hồng Gai" in text
