"""Rounds, comparing, result and the screen of the hall, as pages: by whom they are seen, and what never is."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.actions import elections as actions
from daihoi.core.elections import Stock
from daihoi.core.elections.sheet import layout_sha256, parse_layout
from daihoi.data.models import BallotRound, User
from tests.hall import Hall
from tests.web.crawl import Read, faults

ClientFor = Callable[[User], Client]
NAMES = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
# In ballot order An, Bình, Cường, Dung for three seats: 40, 33, 28 and 19 votes.
BALLOTS = ["1110"] * 21 + ["1101"] * 12 + ["1011"] * 7
SEE = {"head", "secretariat", "auditor", "office", "board"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    made = Hall()
    made.listed(NAMES, seats=3)
    return made


def url(hall: Hall, name: str, *more: object) -> str:
    return reverse(name, args=[hall.election, *more])


def act(client: Client, hall: Hall, number: int, /, **data: object) -> HttpResponse:
    return client.post(url(hall, "election_round", number), data)


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("who", ["head", "secretariat", "auditor", "office", "board", "first", "second", "reader",
                                 "beside", "head_beside", "stranger"])  # fmt: skip
def test_who_sees_which_page(hall: Hall, client_for: ClientFor, who: str) -> None:
    number = hall.counted(BALLOTS, ["1011", *BALLOTS[1:]])
    client = client_for(hall.users[who])

    seen = {
        name: client.get(url(hall, name, *more)).status_code
        for name, more in {
            "election_rounds": (),
            "election_round": (number,),
            "election_result": (),
            "election_result_file": (),
            "election_hall": (),
            "election_compare": (number,),
            "election_settle": (number, 1),
            "election_key": (number,),
        }.items()
    }

    sees = 200 if who in SEE else 404
    runs = 200 if who == "head" else 404
    assert seen == {
        "election_rounds": sees,
        "election_round": sees,
        "election_result": sees,
        "election_result_file": sees,
        "election_hall": sees,
        "election_compare": runs,
        "election_settle": runs,
        "election_key": 200 if who in {"first", "second"} else 404,
    }


def test_the_head_is_led_from_the_sheet_to_the_release(hall: Hall, client_for: ClientFor) -> None:
    client = client_for(hall.users["head"])
    opened = client.post(url(hall, "election_round_open"), {"number": "1"})
    assert opened.status_code == 302 and opened.headers["Location"] == url(hall, "election_round", 1)
    # A second click finds the round open.
    assert client.post(url(hall, "election_round_open"), {"number": "1"}).headers["Location"] == opened["Location"]

    assert act(client, hall, 1, act="sheet", paper="A5", columns="0").status_code == 302
    assert act(client, hall, 1, act="seal").status_code == 302
    assert act(client, hall, 1, act="present", present="40").status_code == 302
    for kind, sheets in (("printed", 45), ("issued", 40), ("unissued", 5), ("collected", 40)):
        assert act(client, hall, 1, act="stock", kind=kind, number=sheets).status_code == 302
    page = client.get(url(hall, "election_round", 1))
    assert [part.state for part in page.context["steps"]] == ["done"] * 4 + ["now"] + ["later"] * 3
    for who in ("first", "second"):
        for slip, marks in enumerate(BALLOTS, 1):
            hall.key(who, 1, slip, marks)
        hall.done(who, 1)
    assert client.get(url(hall, "election_round", 1)).context["next"] == "release"
    assert act(client, hall, 1, act="release").headers["Location"] == url(hall, "election_result")
    done = client.get(url(hall, "election_round", 1))

    assert {part.state for part in done.context["steps"]} == {"done"}
    assert act(client, hall, 1, act="release").status_code == 400  # a second click changes nothing, and says so


@pytest.mark.parametrize("who", ["secretariat", "auditor", "first", "head_beside"])
def test_nobody_but_the_head_changes_a_round(hall: Hall, client_for: ClientFor, who: str) -> None:
    hall.opened()
    client = client_for(hall.users[who])

    assert client.post(url(hall, "election_round_open"), {"number": "2"}).status_code == 404
    for data in ({"act": "seal"}, {"act": "annul", "reason": "x"}, {"act": "release"}, {"act": "nothing"}):
        assert act(client, hall, 1, **data).status_code == 404
    assert BallotRound.objects.get().annulled == ""


def test_what_is_missing_before_a_round_is_said_with_the_way_to_it(client_for: ClientFor) -> None:
    early = Hall()
    client = client_for(early.users["head"])

    page = text(client.get(url(early, "election_rounds")))
    refused = client.post(url(early, "election_round_open"), {"number": "1"})

    assert url(early, "election_list") in page and url(early, "election_committee") in page
    assert refused.status_code == 400 and not BallotRound.objects.exists()


def test_ballots_are_printed_from_the_layout_that_was_stored(hall: Hall, client_for: ClientFor) -> None:
    number = actions.open_round(**hall.at("head"))
    client = client_for(hall.users["head"])
    assert client.get(url(hall, "election_ballots", number)).status_code == 404
    actions.make_sheet(**hall.at("head"), round=number, paper="A4", columns=0)

    pdf = client.get(url(hall, "election_ballots", number) + "?copies=3")
    deck = client.get(url(hall, "election_sample", number))
    layout = client.get(url(hall, "election_layout", number))
    picture = client.get(url(hall, "election_sheet", number, 1))

    assert pdf.content[:5] == deck.content[:5] == b"%PDF-" and "attachment" in pdf.headers["Content-Disposition"]
    found = parse_layout(text(layout))
    assert layout_sha256(found) == BallotRound.objects.get().layout_sha256
    assert layout_sha256(found) in text(client.get(url(hall, "election_round", number)))
    assert picture.headers["Content-Type"].startswith("image/svg") and all(name in text(picture) for name in NAMES)
    for wrong in ("0", "3001", "-1", "x", "1" * 40, "٣", ""):
        assert client.get(url(hall, "election_ballots", number), {"copies": wrong}).status_code == 400
    assert client.get(url(hall, "election_sheet", number, 9)).status_code == 404
    for who in ("auditor", "first", "head_beside", "reader"):
        assert client_for(hall.users[who]).get(url(hall, "election_layout", number)).status_code == 404


def test_a_number_that_would_annul_the_round_is_asked_about_once(hall: Hall, client_for: ClientFor) -> None:
    number = hall.opened()
    hall.stock(number, Stock.ISSUED, 38)
    client = client_for(hall.users["head"])

    asked = act(client, hall, number, act="stock", kind="collected", number="39")
    assert asked.status_code == 400 and asked.context["forms"]["stock"]["sure"].value() == "on"
    assert not BallotRound.objects.get().stock.filter(kind="collected").exists()
    assert act(client, hall, number, act="stock", kind="collected", number="39", sure="on").status_code == 302
    stopped = text(client.get(url(hall, "election_round", number)))

    # There is one way on, and no other.
    assert re.findall(r'name="act" value="(\w+)"', stopped) == ["annul"]
    assert client_for(hall.users["first"]).get(url(hall, "election_key", number)).context["open"] is False
    assert act(client, hall, number, act="annul", reason="").status_code == 400
    assert act(client, hall, number, act="annul", reason="Đoàn chủ tịch quyết định").status_code == 302
    assert client.post(url(hall, "election_round_open"), {"number": "2"}).status_code == 302
    assert BallotRound.objects.count() == 2
    page = text(client.get(url(hall, "election_rounds")))
    assert "Đoàn chủ tịch quyết định" in page


def test_a_ledger_that_does_not_add_up_is_refused_with_its_sentence(hall: Hall, client_for: ClientFor) -> None:
    number = hall.opened()
    client = client_for(hall.users["head"])

    for kind, sheets, reason in (("issued", 41, ""), ("issued", 0, ""), ("issued", -1, ""), ("collected", 1, "")):
        refused = act(client, hall, number, act="stock", kind=kind, number=sheets, reason=reason)
        assert refused.status_code == 400 and "is-error" in text(refused)
    for data in ({}, {"act": "stock"}, {"act": "stock", "kind": "x", "number": "1"}, {"act": "present", "present": "-"},
                 {"act": "stock", "kind": "issued", "number": "9" * 400}, {"act": "annul", "reason": "a\0b"},
                 {"act": "sheet", "paper": "A3", "columns": "7"}):  # fmt: skip
        assert act(client, hall, number, **data).status_code == 400
    assert BallotRound.objects.get().stock.count() == 1


def test_differences_are_shown_name_by_name_and_settled_with_the_paper_in_hand(
    hall: Hall, client_for: ClientFor
) -> None:
    other = [*BALLOTS[:5], "1011", *BALLOTS[6:10], "1110 writing", *BALLOTS[11:]]
    number = hall.counted(BALLOTS, other)
    client = client_for(hall.users["head"])

    page = client.get(url(hall, "election_compare", number))
    assert page.context["agree"] == 38
    lines = {slip.number: [(line.number, line.name) for line in slip.lines] for slip in page.context["slips"]}
    assert lines[6] == [(2, "Trần Thị Bình"), (4, "Phạm Thị Dung")] and [number for number, _ in lines[11]] == [0]
    form = client.get(url(hall, "election_settle", number, 6)).context["form"]
    assert (form.initial.get("m0"), form.initial.get("m1"), form.initial.get("m3")) == ("1", None, None)

    half = client.post(url(hall, "election_settle", number, 6), {"m0": "1"})
    assert half.status_code == 400 and "aria-invalid" in text(half)
    said = {"m0": "1", "m1": "1", "m2": "1", "m3": "0", "conclusion": "", "note": ""}
    flags = {
        f"f_{flag}": "no" for flag in ("not_issued", "outside_name", "distinguished", "writing", "two_inks", "unclear")
    }
    then = client.post(url(hall, "election_settle", number, 6), {**said, **flags})
    assert then.headers["Location"] == url(hall, "election_settle", number, 11)
    last = client.post(url(hall, "election_settle", number, 11), {**said, **flags})
    assert last.headers["Location"] == url(hall, "election_compare", number)
    assert client.get(url(hall, "election_compare", number)).context["found"].left == ()


def test_the_committee_concludes_on_any_ballot_with_its_reason(hall: Hall, client_for: ClientFor) -> None:
    number = hall.counted(BALLOTS)
    client = client_for(hall.users["head"])
    said = {f"m{at}": mark for at, mark in enumerate("1101")}  # what nobody may say of a ballot read alike
    found = client.get(url(hall, "election_compare", number), {"slip": "7"})

    assert found.headers["Location"] == url(hall, "election_settle", number, 7)
    assert client.get(url(hall, "election_compare", number), {"slip": "99"}).status_code == 200
    assert client.get(url(hall, "election_settle", number, 99)).status_code == 404
    assert client.post(found.headers["Location"], {**said, "conclusion": "invalid"}).status_code == 400
    page = client.get(found.headers["Location"])
    assert set(page.context["form"].fields) == {"conclusion", "note"} and 'name="m0"' not in text(page)
    assert client.post(found.headers["Location"], {"conclusion": "", "note": "5/5"}).status_code == 400
    assert client.post(found.headers["Location"], {**said, "conclusion": "invalid", "note": "5/5"}).status_code == 302
    tally = hall.view().standing.rounds[0].tally
    assert (tally.valid, sum(tally.votes)) == (39, 117)


def test_a_result_is_seen_by_the_head_alone_until_it_is_released(hall: Hall, client_for: ClientFor) -> None:
    number = hall.counted(BALLOTS)
    head = text(client_for(hall.users["head"]).get(url(hall, "election_result")))
    auditor = client_for(hall.users["auditor"])

    assert "hall-secret" in head and "E-081" in head
    before = text(auditor.get(url(hall, "election_result")))
    assert "82,50" not in before and "Nguyễn Văn An" not in before
    assert client_for(hall.users["auditor"]).get(url(hall, "election_result_file")).json()["result"]["elected"] == []
    hall.release(number)
    after = auditor.get(url(hall, "election_result"))
    assert "82,50" in text(after) and "hall-secret" not in text(after)
    ranked = after.context["rounds"][0].ranked
    assert [(line.rank, line.person.votes) for line in ranked] == [(1, 40), (2, 33), (3, 28), (4, 19)]
    assert [line.person.votes for line in after.context["rounds"][0].in_order] == [40, 33, 28, 19]


def test_the_screen_shows_progress_and_then_the_released_result(hall: Hall, client_for: ClientFor) -> None:
    client, page = client_for(hall.users["auditor"]), url(hall, "election_hall")

    def state() -> str:
        return client.get(page).context["state"]

    assert state() == "waiting"
    number = hall.collected(40)
    hall.key("first", number, 1, "1110")
    assert state() == "counting" and client.get(page).context["view"].progress == (1, 0)
    for who in ("first", "second"):
        for slip, marks in enumerate(BALLOTS, 1):
            if (who, slip) != ("first", 1):
                hall.key(who, number, slip, marks)
        hall.done(who, number)
    assert state() == "checking"
    assert not any(name in text(client.get(page)) for name in NAMES)
    hall.release(number)
    shown = text(client.get(page + "?part=1"))
    assert state() == "released" and "<html" not in shown
    assert shown.index("Nguyễn Văn An") < shown.index("Trần Thị Bình") < shown.index("Lê Văn Cường")
    assert "Phạm Thị Dung" not in shown and "100,00" in shown


def test_nothing_of_an_annulled_round_is_shown_in_the_hall(hall: Hall, client_for: ClientFor) -> None:
    number = hall.counted(BALLOTS)
    actions.annul_round(**hall.at("head"), round=number, reason="Đoàn chủ tịch quyết định")

    for who in ("head", "auditor"):
        page = client_for(hall.users[who]).get(url(hall, "election_hall"))
        assert page.context["state"] == "annulled" and "Nguyễn Văn An" not in text(page)


def test_progress_is_asked_for_until_both_counts_are_done_or_the_page_is_left_alone(
    hall: Hall, client_for: ClientFor
) -> None:
    number = hall.collected(1)
    client, page = client_for(hall.users["auditor"]), url(hall, "election_round", number)
    assert "part=counts&amp;n=2" in text(client.get(page + "?part=counts&n=1"))
    assert "hx-get" not in text(client.get(page + "?part=counts&n=240"))
    for who in ("first", "second"):
        hall.key(who, number, 1, "1110")
        hall.done(who, number)

    assert client.get(page + "?part=counts&n=1").headers["HX-Refresh"] == "true"


def test_percentages_are_cut_where_the_election_says_so(hall: Hall, client_for: ClientFor) -> None:
    hall.summoned = 41
    facts = actions.Facts(seats=3, alternates=0, summoned=41, attending=41, truncate=True)
    actions.set_facts(**hall.at("secretariat"), facts=facts)
    hall.voted(BALLOTS)

    page = text(client_for(hall.users["auditor"]).get(url(hall, "election_result")))

    assert "97,56" in page and "80,48" in page and "80,49" not in page  # 33 of 41 are 80.4878 %


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pages_are_clean_and_take_few_queries(hall: Hall, client_for: ClientFor, lang: str) -> None:
    number = hall.counted(BALLOTS, ["1011", *BALLOTS[1:]])
    client = client_for(hall.users["head"])
    client.cookies["django_language"] = lang
    pages = [
        url(hall, "election_rounds"),
        url(hall, "election_round", number),
        url(hall, "election_compare", number),
        url(hall, "election_settle", number, 1),
        url(hall, "election_result"),
        url(hall, "election_hall"),
    ]
    client.get(pages[0])

    for page in pages:
        with CaptureQueriesContext(connection) as found:
            answer = client.get(page)
        assert faults(Read(text(answer)), lang) == [], page
        assert len(found) <= 14, (page, len(found))


def test_pages_take_as_many_queries_for_a_second_round(hall: Hall, client_for: ClientFor) -> None:
    client = client_for(hall.users["head"])
    number = hall.counted(BALLOTS)

    def count(name: str, *more: object) -> int:
        client.get(url(hall, name, *more))
        with CaptureQueriesContext(connection) as found:
            client.get(url(hall, name, *more))
        return len(found)

    before = [count("election_rounds"), count("election_round", number), count("election_result")]
    actions.annul_round(**hall.at("head"), round=number, reason="Bầu lại")
    hall.counted(BALLOTS)

    assert [count("election_rounds"), count("election_round", 2), count("election_result")] == before


def test_wrong_methods_and_unknown_rounds_are_answered_plainly(hall: Hall, client_for: ClientFor) -> None:
    hall.opened()
    client = client_for(hall.users["head"])

    assert client.get(url(hall, "election_round_open")).status_code == 405
    assert client.put(url(hall, "election_round", 1)).status_code == 405
    assert client.post(url(hall, "election_result")).status_code == 405
    for name, more in (("election_round", (2,)), ("election_compare", (1,)), ("election_settle", (1, 1)),
                       ("election_sheet", (1, 1)), ("election_sample", (1,))):  # fmt: skip
        assert client.get(url(hall, name, *more)).status_code == 404
    assert client.get(reverse("election_round", args=[999_999, 1])).status_code == 404
    assert client.get(reverse("election_round", args=[10**30, 1])).status_code in {400, 404}
    assert client.get(reverse("election_round", args=[hall.election, 10**30])).status_code == 404
