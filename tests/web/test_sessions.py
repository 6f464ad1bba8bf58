"""Sessions end: after a time without work, after their longest time whatever is done, and with the browser."""

import time

import pytest
from django.conf import settings
from django.test import Client

from daihoi.web import middleware
from tests import factories as make

MINUTE = 60
ME = "/accounts/me/"


class Clock:
    """The clock of sessions, moved by hand."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now

    def after(self, minutes: float) -> None:
        self.now += minutes * MINUTE


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(middleware, "time", moved)
    return moved


@pytest.fixture
def client(db: None) -> Client:
    """Somebody who has opened a first page."""
    make.user("an")
    somebody = Client()
    somebody.post("/accounts/login/", {"login": "an", "password": make.PASSWORD})
    return somebody


def is_in(client: Client) -> bool:
    return client.get(ME).status_code == 200


def test_without_work_for_an_hour_a_person_signs_in_again(clock: Clock, client: Client) -> None:
    assert is_in(client)
    clock.after(59)
    assert is_in(client)
    clock.after(61)
    assert client.get(ME).headers["Location"] == f"/accounts/login/?next={ME}"
    assert not is_in(client)


def test_work_keeps_a_session_until_its_longest_time(clock: Clock, client: Client) -> None:
    assert is_in(client)
    for _ in range(16):
        clock.after(30)
        assert is_in(client)
    clock.after(1)
    assert not is_in(client)


def test_the_limits_are_those_of_the_settings(clock: Clock, client: Client, settings: object) -> None:
    settings.SESSION_COOKIE_AGE, settings.SESSION_IDLE_AGE = 20 * MINUTE, 5 * MINUTE  # type: ignore[attr-defined]
    assert is_in(client)
    for _ in range(5):
        clock.after(4)
        assert is_in(client)
    clock.after(4)
    assert not is_in(client)


def test_signing_in_again_begins_anew(clock: Clock, client: Client) -> None:
    is_in(client)
    clock.after(500)
    assert not is_in(client)
    client.post("/accounts/login/", {"login": "an", "password": make.PASSWORD})
    assert is_in(client)
    clock.after(59)
    assert is_in(client)


def test_a_form_sent_too_late_saves_nothing_and_leads_to_the_first_page(clock: Clock, client: Client) -> None:
    is_in(client)
    clock.after(61)
    fresh = "một câu khác hẳn"
    data = {"oldpassword": make.PASSWORD, "password1": fresh, "password2": fresh}
    assert client.post("/accounts/password/change/", data).headers["Location"] == "/accounts/login/?next=/"
    assert client.login(username="an", password=make.PASSWORD)


def test_the_page_of_sign_in_says_that_the_session_had_ended(clock: Clock, client: Client) -> None:
    is_in(client)
    clock.after(61)
    text = client.get(ME, follow=True).content.decode()
    assert "vì phiên làm việc kết thúc" in text


def test_a_part_of_a_page_asked_for_too_late_loads_the_whole_page_anew(clock: Clock, client: Client) -> None:
    is_in(client)
    clock.after(61)
    for _ in range(2):  # the second time, nobody is signed in
        answer = client.get("/people/places/?organisation=a", headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers.get("HX-Refresh")) == (200, "true")
        assert answer.content == b""


def test_the_cookie_of_a_session_goes_with_the_browser(client: Client) -> None:
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
