"""Passkeys are offered where a browser can give them, and nowhere else."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, override_settings

from tests import factories as make

LOGIN = "/accounts/login/"
ON_THIS_MACHINE = "không dùng được ở địa chỉ này; hãy mở http://localhost"
ELSEWHERE = "chỉ dùng được khi mở hệ thống này bằng tên máy chủ và qua HTTPS"
PAGES = ("", "webauthn/", "webauthn/add/")

anywhere = override_settings(ALLOWED_HOSTS=["*"])


@pytest.fixture(autouse=True)
def no_old_counters(db: None) -> None:
    cache.clear()


def confirmed(name: str, **at: object) -> Client:
    """Someone who has just signed in and confirmed it, at an address."""
    client = Client(**at)
    client.post(LOGIN, {"login": name, "password": make.PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": make.PASSWORD})
    return client


def words(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@anywhere
@pytest.mark.parametrize(
    ("host", "https", "works"),
    [
        ("localhost:8000", False, True),
        ("daihoi.localhost", False, True),
        ("daihoi.example.vn", True, True),
        ("daihoi.example.vn", False, False),
        ("127.0.0.1:8000", False, False),
        ("[::1]:8000", False, False),
        ("192.168.1.10", False, False),
        ("192.168.1.10", True, False),
    ],
)
def test_sign_in_offers_a_passkey_only_where_it_works(host: str, https: bool, works: bool) -> None:
    text = Client().get(LOGIN, headers={"host": host}, secure=https).content.decode()

    assert ('id="passkey_login"' in text) == works
    assert (ON_THIS_MACHINE in text) == (host in {"127.0.0.1:8000", "[::1]:8000"})


@anywhere
def test_the_address_to_open_instead_keeps_the_port() -> None:
    assert "http://localhost:8000 " in words(Client(headers={"host": "127.0.0.1:8000"}), LOGIN).replace(".<", " <")
    assert "http://localhost." in words(Client(headers={"host": "127.0.0.1"}), LOGIN)


@anywhere
@pytest.mark.parametrize(("host", "said"), [("127.0.0.1:8000", ON_THIS_MACHINE), ("192.168.1.10", ELSEWHERE)])
def test_pages_of_keys_say_why_none_can_be_added(host: str, said: str) -> None:
    make.user("an")
    client = confirmed("an", headers={"host": host})
    index, _, add = (words(client, "/accounts/2fa/" + page) for page in PAGES)

    assert said in index and 'href="/accounts/2fa/webauthn/add/"' not in index
    assert said in add and "mfa_webauthn_add" not in add


@anywhere
def test_where_keys_work_nothing_is_said() -> None:
    make.user("an")
    client = confirmed("an", headers={"host": "localhost:8000"})
    for page in PAGES:
        text = words(client, "/accounts/2fa/" + page)
        assert ON_THIS_MACHINE not in text and ELSEWHERE not in text


# A key as the browser registers one; only its place in the lists matters here.
CREDENTIAL = {
    "id": "AQIDBA",
    "rawId": "AQIDBA",
    "type": "public-key",
    "response": {"clientDataJSON": "e30", "attestationObject": ""},
}


@anywhere
@pytest.mark.parametrize(("host", "offered"), [("localhost", True), ("127.0.0.1", False)])
def test_who_has_a_key_is_asked_for_it_only_where_it_works(
    host: str, offered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = make.user("an")
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
    monkeypatch.setattr("fido2.server.Fido2Server.authenticate_begin", lambda self, *a, **k: ({"publicKey": {}}, {}))
    client = Client(headers={"host": host})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "xanh", "credential": CREDENTIAL})

    assert ("Dùng khóa bảo mật" in words(client, "/accounts/reauthenticate/")) == offered
    assert ('id="key_confirm"' in words(client, "/accounts/2fa/webauthn/reauthenticate/")) == offered
    client.logout()
    client.post(LOGIN, {"login": "an", "password": make.PASSWORD})
    text = words(client, "/accounts/2fa/authenticate/")
    assert ("mfa_webauthn_authenticate" in text) == offered and (ON_THIS_MACHINE in text) != offered
