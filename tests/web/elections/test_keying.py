"""The screen of a counting team: what it takes, what it answers, and that nothing of the other team is in it."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from daihoi.actions import elections as actions
from daihoi.core.access import Role
from daihoi.core.elections import Body, Post, Stock
from daihoi.data.models import CountingMember, Draft, ReadBallot, User
from tests import factories
from tests.hall import Hall
from tests.web.crawl import Read, faults

ClientFor = Callable[[User], Client]
NAMES = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    made = Hall()
    made.listed(NAMES, seats=3)
    return made


def url(hall: Hall, name: str, number: int = 1) -> str:
    return reverse(name, args=[hall.election, number])


class Team:
    """A person of a team with their browser. `enter` and `keep` send what the page's script sends."""

    def __init__(self, hall: Hall, client_for: ClientFor, who: str) -> None:
        self.hall, self.user = hall, hall.users[who]
        self.client = client_for(self.user)
        member = CountingMember.objects.filter(user=self.user).first()
        self.count = member.team if member else 1

    def send(self, name: str, **data: object) -> HttpResponse:
        sent = {"user": self.user.pk, "count": self.count, **data}
        return self.client.post(url(self.hall, name), json.dumps(sent), content_type="application/json")

    def enter(self, slip: int, marks: str, flags: str = "", version: int = 0, **more: object) -> HttpResponse:
        return self.send("election_enter", slip=slip, marks=marks, flags=flags, version=version, ms=4200, **more)

    def keep(self, slip: int, marks: str, serial: int, flags: str = "") -> HttpResponse:
        return self.send("election_keep", slip=slip, marks=marks, flags=flags, serial=serial)

    def page(self) -> dict[str, object]:
        return self.client.get(url(self.hall, "election_key")).context["page"]  # type: ignore[no-any-return]


def colleague(hall: Hall, team: int) -> str:
    """One more member of a team."""
    user = factories.user_with(Role.COUNTER, hall.organisation)
    CountingMember.objects.create(election_id=hall.election, name="Vũ Thị Ba", user=user, team=team)
    hall.users["colleague"] = user
    return "colleague"


def test_a_ballot_is_entered_and_sent_twice_stands_once(hall: Hall, client_for: ClientFor) -> None:
    hall.collected(3)
    first = Team(hall, client_for, "first")

    assert first.enter(1, "1110", "writing two_inks").json() == {"state": "ok", "slip": 1, "version": 1}
    assert first.enter(1, "1110", "two_inks writing").json() == {"state": "ok", "slip": 1, "version": 1}
    assert first.enter(1, "1100", version=1).json()["version"] == 2

    row = ReadBallot.objects.get()
    assert (row.marks, row.flags, row.version, row.milliseconds, row.count.number) == ("1100", "", 2, 4200, 1)


def test_two_people_of_a_team_on_one_slip_see_both_and_decide(hall: Hall, client_for: ClientFor) -> None:
    hall.collected(3)
    first, other = Team(hall, client_for, "first"), Team(hall, client_for, colleague(hall, 1))
    first.enter(1, "1110")

    found = other.enter(1, "1011")

    assert found.status_code == 409
    name = first.user.full_name
    assert found.json() | {"says": ""} == {"state": "conflict", "slip": 1, "says": "", "theirs": ["1110", "", 1, name]}
    assert ReadBallot.objects.get().marks == "1110"
    assert other.enter(1, "1011", version=1).json()["version"] == 2
    assert other.enter(2, "1110").json()["state"] == "ok" and first.enter(2, "1110").json()["state"] == "ok"


def test_a_key_that_arrives_late_changes_nothing(hall: Hall, client_for: ClientFor) -> None:
    hall.collected(3)
    first = Team(hall, client_for, "first")

    assert first.keep(1, "11__", 7).json() == {"state": "ok", "serial": 7}
    assert first.keep(1, "1___", 6).json() == {"state": "ok", "serial": 6}
    assert first.page()["draft"] == [1, "11__", "", 7]
    first.enter(1, "1110")
    first.keep(1, "1110", 7)
    assert first.page()["draft"] == [1, "", "", 7]
    assert Draft.objects.count() == 1


def test_what_was_typed_before_is_in_the_page_and_only_the_own(hall: Hall, client_for: ClientFor) -> None:
    hall.collected(3)
    first, second = Team(hall, client_for, "first"), Team(hall, client_for, "second")
    first.keep(2, "0011", 5)
    first.enter(1, "1110")
    second.enter(1, "0111")

    assert first.page()["keyed"] == {"1": ["1110", "", 1, first.user.full_name]}
    assert second.page()["keyed"] == {"1": ["0111", "", 1, second.user.full_name]} and second.page()["draft"] is None
    team = second.client.get(url(hall, "election_keep")).json()
    assert team["keyed"] == second.page()["keyed"] and team["count"] == 2


# Readings and totals that no count but this has: seven ballots, none of whose marks stands elsewhere in a page.
HIDDEN = ["0111", "0101", "0011", "0111", "0101", "0110", "0111"]


@pytest.mark.parametrize("who", ["head", "secretariat", "office", "board", "auditor", "second"])
def test_while_a_count_runs_nobody_sees_a_reading_or_a_total_of_it(hall: Hall, client_for: ClientFor, who: str) -> None:
    hall.collected(7)
    for slip, marks in enumerate(HIDDEN, 1):
        hall.key("first", 1, slip, marks)
    Team(hall, client_for, "first").keep(3, "0100", 9)
    client = client_for(hall.users[who])
    client.get("/")
    names = ["election_round", "election_key", "election_keep", "election_compare"]
    pages = [url(hall, name) for name in names] + [
        reverse(name, args=[hall.election])
        for name in ("election", "election_rounds", "election_result", "election_result_file", "election_hall",
                     "election_list", "election_base", "election_papers")
    ] + [reverse("election_hall", args=[hall.election]) + "?part=1", url(hall, "election_round") + "?part=counts",
         reverse("elections"), "/audit/"]  # fmt: skip

    for page in pages:
        answer = client.get(page)
        if answer.status_code != 200:
            continue
        # Tokens, digests and seals (eight letters of a digest) are strings of chance, and letters stand as numbers in
        # JSON; a reading is none of these.
        found = re.sub(r"\\u[0-9a-f]{4}|\w{24,}|\b[0-9a-f]{8}\b", "", answer.content.decode())
        assert [found[found.index(marks) - 60 :][:120] for marks in (*HIDDEN, "0100") if marks in found] == [], page
        for view in answer.context or [{}]:
            standing = view.get("found") if hasattr(view, "get") else None
            assert not getattr(standing, "elected", ()), page
    for one in hall.view(who).standing.rounds if who != "second" else ():
        assert one.tally is None and one.outcome is None


def test_the_other_team_and_a_second_count_stay_apart(hall: Hall, client_for: ClientFor) -> None:
    hall.collected(2)
    first = Team(hall, client_for, "first")
    second = Team(hall, client_for, "second")
    first.enter(1, "1110")

    assert second.enter(1, "1011").json()["version"] == 1  # no conflict tells that the other team has it
    CountingMember.objects.filter(user=first.user).update(team=2)
    moved = first.enter(2, "1110")
    assert moved.status_code == 400 and moved.json()["code"] == "other_team"
    assert first.keep(2, "1110", 3).json()["code"] == "other_team"
    assert sorted(ReadBallot.objects.values_list("count__number", "slip")) == [(1, 1), (2, 1)]


def test_somebody_else_at_the_machine_does_not_enter_what_was_kept_there(hall: Hall, client_for: ClientFor) -> None:
    hall.collected(2)
    first, second = Team(hall, client_for, "first"), Team(hall, client_for, "second")
    second.client = first.client

    found = second.enter(1, "1110")

    assert found.status_code == 409 and found.json()["state"] == "other"
    assert not ReadBallot.objects.exists()


def test_the_end_of_a_session_is_told_so_that_nothing_is_lost(
    hall: Hall, client_for: ClientFor, settings: object
) -> None:
    """The script asks without following redirects: an answer that is none means that somebody must sign in."""
    hall.collected(2)
    first = Team(hall, client_for, "first")
    first.client.get(url(hall, "election_key"))
    settings.SESSION_IDLE_AGE = -1  # type: ignore[attr-defined]

    ended = first.enter(1, "1110")

    assert ended.status_code == 302 and "/accounts/login/" in ended.headers["Location"]
    assert first.keep(1, "1110", 3).status_code == 302
    settings.SESSION_IDLE_AGE = 3600  # type: ignore[attr-defined]
    first.client = client_for(first.user)
    assert first.enter(1, "1110").json()["state"] == "ok"


BAD = [b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"user": true}', b"{}" + b" " * 20_000]


@pytest.mark.parametrize("name", ["election_enter", "election_keep"])
def test_what_the_script_does_not_send_is_refused_as_json(hall: Hall, client_for: ClientFor, name: str) -> None:
    hall.collected(2)
    first = Team(hall, client_for, "first")
    good = {"slip": 1, "marks": "1110", "flags": "", "version": 0, "serial": 1, "ms": 1}
    wrong: list[dict[str, object]] = [
        {"slip": "1"}, {"slip": 1.5}, {"slip": -1}, {"slip": 0}, {"slip": 10**30}, {"slip": None}, {"slip": True},
        {"marks": None}, {"marks": "1\x0010"}, {"marks": "1" * 5000}, {"marks": "abcd"}, {"marks": ["1"]},
        {"marks": "\ud800"}, {"flags": "nothing"}, {"flags": 3}, {"flags": "writing\x00"}, {"count": "1"}, {"count": 2},
    ]  # fmt: skip
    wrong += [{"version": -1}, {"version": 7}, {"version": "x"}, {"marks": "11"}] if name == "election_enter" else []
    wrong += [{"serial": -1}, {"serial": 2**60}, {"serial": None}] if name == "election_keep" else []

    for body in BAD:
        answer = first.client.post(url(hall, name), body, content_type="application/json")
        assert answer.status_code in {400, 409} and answer.json()["state"] in {"refused", "other"}, body[:20]
    for change in wrong:
        answer = first.send(name, **{**good, **change})
        if change == {"version": 7}:
            assert answer.status_code == 409
        else:
            assert (answer.status_code, answer.json()["state"]) == (400, "refused"), change
        assert answer.json().get("says")
    assert not ReadBallot.objects.exists() and not Draft.objects.exists()
    for method in ("put", "delete", "patch"):
        assert getattr(first.client, method)(url(hall, name)).status_code == 405
    assert first.send(name, **{**good, "ms": "x" * 10}).json()["state"] == "ok"


@pytest.mark.parametrize("who", ["head", "secretariat", "auditor", "reader", "stranger", "head_beside"])
def test_nobody_outside_the_teams_keys(hall: Hall, client_for: ClientFor, who: str) -> None:
    hall.collected(2)
    person = Team(hall, client_for, who)

    for answer in (person.enter(1, "1110"), person.keep(1, "1110", 1)):
        assert answer.status_code == 404 and answer.json()["state"] == "gone"
    assert person.client.get(url(hall, "election_key")).status_code == 404
    assert person.client.get(url(hall, "election_keep")).status_code == 404
    assert person.client.post(url(hall, "election_key"), {"finish": "1"}).status_code == 404


def test_a_forged_request_without_its_token_is_refused(hall: Hall) -> None:
    hall.collected(2)
    client = Client(enforce_csrf_checks=True)
    client.force_login(hall.users["first"], backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.post(url(hall, "election_enter"), "{}", content_type="application/json").status_code == 403


def test_a_count_is_finished_once_and_shut_then(hall: Hall, client_for: ClientFor) -> None:
    hall.collected(2)
    first = Team(hall, client_for, "first")
    key = url(hall, "election_key")
    first.enter(1, "1110")

    missing = first.client.post(key, {"finish": "1"})
    assert missing.status_code == 400 and "is-error" in missing.content.decode()
    first.enter(2, "1110")
    assert first.client.post(key, {"finish": "1"}).status_code == 302
    assert first.client.post(key, {"finish": "1"}).status_code == 302  # pressed twice
    page = first.page()
    assert page["open"] is False and page["erase"] is True
    late = first.enter(2, "1011", version=1)
    assert late.status_code == 400 and late.json()["code"] == "count_done"
    assert first.client.get(url(hall, "election_keep")).json()["done"] is True


def test_a_slip_beyond_those_collected_is_taken_out(hall: Hall, client_for: ClientFor) -> None:
    number = hall.opened()
    hall.stock(number, Stock.ISSUED, 3)
    hall.stock(number, Stock.COLLECTED, 3)
    first = Team(hall, client_for, "first")
    for slip in (1, 2, 3):
        first.enter(slip, "1110")
    hall.stock(number, Stock.COLLECTED, -1, "Đếm nhầm")
    key = url(hall, "election_key")

    page = first.client.get(key)
    assert page.context["view"].beyond == (3,) and set(page.context["page"]["keyed"]) == {"1", "2"}
    assert first.client.post(key, {"finish": "1"}).status_code == 400
    assert first.client.post(key, {"remove": "2"}).status_code == 400
    assert first.client.post(key, {"remove": "3"}).status_code == 302
    assert first.client.post(key, {"remove": "x\0"}).status_code == 302
    assert first.client.post(key, {"finish": "1"}).status_code == 302


def test_before_the_box_is_open_and_after_the_end_the_page_says_so(hall: Hall, client_for: ClientFor) -> None:
    hall.opened()
    first = Team(hall, client_for, "first")

    assert first.page()["open"] is False and first.page()["erase"] is False
    assert first.enter(1, "1110").json()["code"] == "not_collected"
    actions.annul_round(**hall.at("head"), round=1, reason="Bầu lại")
    assert first.page()["open"] is False and first.page()["erase"] is True
    assert first.enter(1, "1110").json()["code"] == "round_annulled"


def test_more_collected_than_issued_stops_the_keying(hall: Hall, client_for: ClientFor) -> None:
    number = hall.opened()
    hall.stock(number, Stock.ISSUED, 3)
    hall.stock(number, Stock.COLLECTED, 4)
    first = Team(hall, client_for, "first")

    assert first.page()["open"] is False
    assert first.enter(1, "1110").json()["code"] == "collected_over_issued"


def test_a_clock_that_goes_back_loses_nothing(
    hall: Hall, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Serials order keys and versions order readings; no time does."""
    hall.collected(2)
    first = Team(hall, client_for, "first")
    real, hours = timezone.now, [0]

    def now() -> datetime:
        return real() - timedelta(hours=hours[0])

    monkeypatch.setattr(timezone, "now", now)
    first.keep(1, "11__", 5)
    first.enter(1, "1110")
    hours[0] = 30
    first.keep(2, "1___", 6)
    assert first.enter(1, "1011", version=1).json()["version"] == 2
    hours[0] = -6
    assert first.enter(2, "1110").json()["state"] == "ok"

    page = first.page()
    assert page["keyed"]["1"][0] == "1011" and page["draft"][3] == 6  # type: ignore[index]
    assert first.client.post(url(hall, "election_key"), {"finish": "1"}).status_code == 302


def test_ballots_with_two_columns_have_their_own_marks(client_for: ClientFor) -> None:
    hall = Hall(post=Post.DELEGATES, body=Body.DELEGATE_CONGRESS)
    hall.listed(NAMES[:3], seats=3)
    hall.collected(2)
    first = Team(hall, client_for, "first")

    assert first.page()["alphabet"] == "102-"
    assert first.enter(1, "12-").json()["state"] == "ok"
    assert first.keep(2, "1_2", 4).json()["state"] == "ok"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_is_clean_and_takes_few_queries(hall: Hall, client_for: ClientFor, lang: str) -> None:
    hall.collected(3)
    first = Team(hall, client_for, "first")
    first.client.cookies["django_language"] = lang
    first.enter(1, "1110")

    def queries() -> int:
        first.client.get(url(hall, "election_key"))
        with CaptureQueriesContext(connection) as found:
            answer = first.client.get(url(hall, "election_key"))
        assert faults(Read(answer.content.decode()), lang) == []
        return len(found)

    before = queries()
    first.enter(2, "1110")
    first.enter(3, "1011")
    assert queries() == before <= 14


def test_a_key_and_a_ballot_take_few_queries(hall: Hall, client_for: ClientFor) -> None:
    hall.collected(3)
    first = Team(hall, client_for, "first")
    first.keep(1, "1___", 1)
    first.enter(1, "1110")

    with CaptureQueriesContext(connection) as kept:
        first.keep(2, "11__", 2)
    with CaptureQueriesContext(connection) as entered:
        first.enter(2, "1110")

    assert len(kept) <= 12 and len(entered) <= 24
