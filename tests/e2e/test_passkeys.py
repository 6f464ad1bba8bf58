"""Passkeys, security keys, codes of an app and recovery codes, in a real browser under the strict content policy.

The key is Chromium's virtual one. The live server is asked at `localhost`: a browser gives keys to names, not to
addresses in numbers.
"""

from collections.abc import Iterator
from time import sleep, time
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from daihoi.core.access import Role
from daihoi.data.models import Event
from tests import factories

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAME = "an.nguyen"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiet(page: "Page") -> "Iterator[Page]":
    """A page with a virtual key in it; the test fails when the console shows an error, the policy's among them."""
    cache.clear()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    key.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    factories.grant(factories.user(NAME, "Nguyễn Thị An"), Role.READER, factories.organisation("Đảng bộ tỉnh Thử"))
    yield page
    assert errors == []


def go(page: "Page", selector: str) -> None:
    """Click, and wait for the page that comes."""
    with page.expect_navigation():
        page.click(selector)


def with_password(page: "Page") -> None:
    page.goto("/accounts/login/")
    page.fill("#id_login", NAME)
    page.fill("#id_password", factories.PASSWORD)
    go(page, ".card button.btn-main")


def confirmed(page: "Page", address: str) -> None:
    """Open a page that asks for the password once more; soon after a sign-in it does not."""
    page.goto(address)
    if "/reauthenticate/" in page.url:
        page.fill("#id_password", factories.PASSWORD)
        go(page, ".card button.btn-main")


def sign_out(page: "Page") -> None:
    page.click("details.menu summary")
    go(page, "details.menu button[type=submit]")
    assert "/accounts/login/" in page.url


def is_signed_in(page: "Page") -> bool:
    page.goto("/accounts/me/")
    return page.locator("h1").inner_text() == "Nguyễn Thị An"


def add_key(page: "Page", name: str, *, alone: bool) -> None:
    confirmed(page, "/accounts/2fa/webauthn/add/")
    page.fill("#id_name", name)
    page.set_checked("#id_passwordless", alone)
    go(page, "#mfa_webauthn_add")
    page.goto("/accounts/2fa/webauthn/")
    assert page.locator("tbody th").all_inner_texts() == [name]


def turn_app_on(page: "Page") -> str:
    """Set the authenticator app up; its key."""
    confirmed(page, "/accounts/2fa/totp/activate/")
    secret = page.locator("#secret").inner_text().strip()
    page.fill("#id_code", code_of(secret))
    go(page, ".card button.btn-main")
    return secret


def code_of(secret: str) -> str:
    """What an app shows now for this key (RFC 6238), and for five seconds more."""
    if (left := 30 - time() % 30) < 5:
        sleep(left)
    return str(format_hotp_value(hotp_value(secret, int(time()) // 30)))


def answer_second_step(page: "Page", code: str) -> None:
    assert page.url.endswith("/accounts/2fa/authenticate/")
    page.fill("#id_code", code)
    go(page, ".card button.btn-main")


def test_a_passkey_is_added_and_then_signs_in_alone(quiet: "Page") -> None:
    with_password(quiet)
    add_key(quiet, "máy văn phòng", alone=True)
    sign_out(quiet)

    with quiet.expect_navigation(url=lambda address: "/accounts/" not in address):
        quiet.click("#passkey_login")

    assert is_signed_in(quiet)
    assert Event.objects.order_by("-seq").values_list("event", flat=True)[0] == "access.signed_in"


def test_a_key_is_the_second_step_after_the_password(quiet: "Page") -> None:
    with_password(quiet)
    add_key(quiet, "khóa xanh", alone=False)
    sign_out(quiet)

    with_password(quiet)
    assert quiet.url.endswith("/accounts/2fa/authenticate/")
    go(quiet, "#mfa_webauthn_authenticate")

    assert is_signed_in(quiet)


def test_a_key_confirms_who_it_is_before_the_account_changes(quiet: "Page", settings: object) -> None:
    with_password(quiet)
    add_key(quiet, "khóa xanh", alone=False)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0  # type: ignore[attr-defined]
    quiet.goto("/accounts/2fa/webauthn/add/")
    go(quiet, "a:has-text('khóa bảo mật')")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # type: ignore[attr-defined]

    go(quiet, "#key_confirm")

    assert quiet.url.endswith("/accounts/2fa/webauthn/add/")


def test_an_app_is_set_up_and_its_code_is_asked_for(quiet: "Page") -> None:
    with_password(quiet)
    secret = turn_app_on(quiet)
    sign_out(quiet)
    cache.clear()  # a code works once, and the next half minute has not come yet

    with_password(quiet)
    answer_second_step(quiet, "000000")
    assert quiet.locator("[aria-invalid=true]").count() == 1
    assert not is_signed_in(quiet)
    answer_second_step(quiet, code_of(secret))

    assert is_signed_in(quiet)


def test_each_recovery_code_signs_in_once(quiet: "Page") -> None:
    with_password(quiet)
    turn_app_on(quiet)
    confirmed(quiet, "/accounts/2fa/recovery-codes/")
    codes = quiet.locator(".codes li").all_inner_texts()
    assert len(set(codes)) == 10
    sign_out(quiet)

    with_password(quiet)
    answer_second_step(quiet, codes[0])
    assert is_signed_in(quiet)
    sign_out(quiet)
    with_password(quiet)
    answer_second_step(quiet, codes[0])
    assert not is_signed_in(quiet)
    answer_second_step(quiet, codes[1])
    assert is_signed_in(quiet)


def test_new_recovery_codes_end_the_old_ones(quiet: "Page") -> None:
    with_password(quiet)
    turn_app_on(quiet)
    confirmed(quiet, "/accounts/2fa/recovery-codes/")
    old = quiet.locator(".codes li").all_inner_texts()
    go(quiet, "a:has-text('Tạo mã mới')")
    go(quiet, ".card button.btn-main")

    confirmed(quiet, "/accounts/2fa/recovery-codes/")

    assert not set(old) & set(quiet.locator(".codes li").all_inner_texts())
