"""Two people on the same page: whoever comes second sees what the first did, and nothing stands twice or is lost."""

import json
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from daihoi.actions import elections as actions
from daihoi.core.elections import Capacity, Exclusion, Origin, Reason, Stock
from daihoi.data.models import Election, StepDone, StockEntry, User
from tests.hall import Hall

ClientFor = Callable[[User], Client]
NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"]
TERM = "?term=2025-2030"


@pytest.fixture
def hall(db: None) -> Hall:
    made = Hall(summoned=10)
    made.listed(NAMES, seats=3)
    return made


@pytest.fixture
def client(hall: Hall, client_for: ClientFor) -> Client:
    return client_for(hall.users["secretariat"])


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def excluded(known: str, *people: str, **more: str) -> dict[str, str]:
    rows = {f"e-{row}-{name}": value for row, person in enumerate(people)
            for name, value in (("person", person), ("reason", "unreplaced"))}  # fmt: skip
    return {"e-TOTAL_FORMS": "5", "e-INITIAL_FORMS": "0", "known": known, **rows, **more}


def test_the_second_to_change_the_base_sees_what_the_first_named(hall: Hall, client: Client) -> None:
    url = reverse("election_base", args=[hall.election])
    seen = client.get(url).context["told"]["known"].value()
    exclusions = [Exclusion("Người Một", Reason.UNREPLACED)]

    actions.set_exclusions(**hall.at("office"), exclusions=exclusions)  # type: ignore[arg-type]
    answer = client.post(url, excluded(seen, "Người Hai"))

    assert answer.status_code == 400 and answer.context["refused"][0].code == "changed_meanwhile"
    assert 'value="Người Một"' in text(answer) and 'value="Người Hai"' not in text(answer)
    now = answer.context["told"]["known"].value()
    assert f'name="known" value="{now}"' in text(answer) and now != seen
    assert client.post(url, excluded(now, "Người Một", "Người Hai")).status_code == 302
    assert [one.person for one in hall.view().exclusions] == ["Người Một", "Người Hai"]


def test_rows_added_keep_what_the_page_showed(hall: Hall, client: Client) -> None:
    url = reverse("election_base", args=[hall.election])
    seen = client.get(url).context["told"]["known"].value()

    actions.set_exclusions(  # type: ignore[arg-type]
        **hall.at("office"), exclusions=[Exclusion("Người Một", Reason.UNREPLACED)]
    )
    more = client.post(url, excluded(seen, "Người Hai", do="more"))

    assert more.context["told"]["known"].value() == seen
    assert client.post(url, excluded(seen, "Người Hai")).status_code == 400


def test_the_second_to_change_the_figures_sees_what_the_first_saved(hall: Hall, client: Client) -> None:
    url = reverse("election_facts", args=[hall.election])
    page = client.get(url).context["form"]
    sent = {"seats": 3, "summoned": 10, "attending": 8, "title": "Ban Chấp hành", "known": page["known"].value()}

    actions.set_facts(**hall.at("office"), facts=actions.Facts(seats=3, summoned=12, attending=12))  # type: ignore[arg-type]
    answer = client.post(url, sent)

    assert answer.status_code == 400 and answer.context["findings"][0].code == "changed_meanwhile"
    assert answer.context["form"]["summoned"].value() == 12
    assert client.post(url, {**sent, "known": answer.context["form"]["known"].value()}).status_code == 302
    assert (Election.objects.get().summoned, Election.objects.get().attending) == (10, 8)


def test_once_ballots_are_collected_the_pages_ask_why_the_base_changes(hall: Hall, client: Client) -> None:
    base, figures = (reverse(name, args=[hall.election]) for name in ("election_base", "election_facts"))
    assert 'name="reason"' not in text(client.get(base)) + text(client.get(figures))
    hall.summoned = 10
    hall.collected(9, present=9)

    assert 'name="reason"' in text(client.get(base)) and 'name="reason"' in text(client.get(figures))
    refused = client.post(base, excluded("", "Người Một"))
    assert refused.context["refused"][0].code == "no_reason" and 'value="Người Một"' in text(refused)
    assert client.post(base, excluded("", "Người Một", reason="Biên bản số 3")).status_code == 302
    sent = {"seats": 3, "summoned": 9, "attending": 9, "title": hall.view().title}
    assert client.post(figures, sent).context["findings"][0].code == "no_reason"
    assert client.post(figures, {**sent, "reason": "Đếm lại"}).status_code == 302
    assert hall.view().base.number == 8


def test_an_entry_sent_twice_stands_once_and_the_page_shows_it(hall: Hall, client_for: ClientFor) -> None:
    number = hall.opened(printed=15)
    head, url = client_for(hall.users["head"]), reverse("election_round", args=[hall.election, number])
    seen = head.get(url).context["forms"]["stock"]["seen"].value()
    sent = {"act": "stock", "kind": "issued", "number": 5, "reason": "", "seen": seen}

    assert head.post(url, sent).status_code == 302
    again = head.post(url, sent)

    assert again.status_code == 400 and again.context["findings"][0].code == "changed_meanwhile"
    assert again.context["forms"]["stock"]["seen"].value() == seen + 1
    assert f'name="seen" value="{seen + 1}"' in text(again)
    assert StockEntry.objects.filter(kind=Stock.ISSUED.value).count() == 1


def test_an_entry_asked_about_once_more_keeps_what_the_page_showed(hall: Hall, client_for: ClientFor) -> None:
    number = hall.opened(printed=15)
    hall.stock(number, Stock.ISSUED, 5)
    head, url = client_for(hall.users["head"]), reverse("election_round", args=[hall.election, number])

    asked = head.post(url, {"act": "stock", "kind": "collected", "number": 6, "reason": "", "seen": 2})

    assert asked.context["forms"]["stock"]["seen"].value() == "2"


@pytest.mark.django_db
def test_an_election_is_withdrawn_from_its_page(client_for: ClientFor) -> None:
    hall = Hall(summoned=10)
    client = client_for(hall.users["secretariat"])
    page, url = reverse("election", args=[hall.election]), reverse("election_withdraw", args=[hall.election])

    assert url in text(client.get(page))
    assert client_for(hall.users["auditor"]).get(url).status_code == 404
    assert client.post(url, {"reason": ""}).status_code == 400
    assert client.post(url, {"reason": "Mở nhầm"}).status_code == 302
    after = text(client.get(page))
    assert "Mở nhầm" in after and url not in after and reverse("election_facts", args=[hall.election]) not in after
    for name in ("election_withdraw", "election_facts", "election_nominate", "election_committee"):
        assert client.get(reverse(name, args=[hall.election])).status_code == 404
    for name in ("election_list", "election_base", "election_rounds", "election_result", "election_papers"):
        shown = client.get(reverse(name, args=[hall.election]))
        assert shown.status_code == 200 and "Mở nhầm" in text(shown), name
    lines = [row.line.state for _, _, rows in client.get(reverse("elections") + TERM).context["groups"] for row in rows]
    assert lines == ["withdrawn"]
    assert hall.view().title in text(client.get(reverse("organisation", args=[hall.pk]) + TERM))


def test_an_election_with_a_round_offers_no_withdrawal(hall: Hall, client: Client) -> None:
    hall.opened()

    assert reverse("election_withdraw", args=[hall.election]) not in text(
        client.get(reverse("election", args=[hall.election]))
    )
    answer = client.post(reverse("election_withdraw", args=[hall.election]), {"reason": "x"})
    assert answer.context["findings"][0].code == "round_begun"


def test_who_stands_on_a_ballot_is_not_offered_for_change(hall: Hall, client: Client) -> None:
    hall.voted(["1100"] * 10)
    put = actions.Put("Hoàng Văn Mới", Origin.NOMINATED, Capacity.OFFICIAL,
                      by=Capacity.OFFICIAL)  # fmt: skip
    new = actions.nominate(**hall.at("secretariat"), people=[put])[0]  # type: ignore[arg-type]
    page = text(client.get(reverse("election_list", args=[hall.election])))

    assert reverse("election_nominee", args=[hall.election, new]) in page
    rows = client.get(reverse("election_list", args=[hall.election])).context["rows"]
    assert {row.one.nominee.name for row in rows if not row.fixed} == {"Hoàng Văn Mới"}


def test_a_note_of_the_committee_is_a_text(hall: Hall, client: Client) -> None:
    url = reverse("election_committee", args=[hall.election])
    head, first, second = (hall.users[who].pk for who in ("head", "first", "second"))
    rows = [("T", "head", head), ("A", "1", first), ("B", "2", second)]
    sent = {"m-TOTAL_FORMS": "3", "m-INITIAL_FORMS": "0"}
    for row, given in enumerate(rows):
        sent |= {f"m-{row}-{name}": str(value) for name, value in zip(("name", "place", "account"), given, strict=True)}

    for note in ("a\0b", "x" * 301):
        answer = client.post(url, {**sent, "note": note})
        assert answer.status_code == 400 and answer.context["told"].errors
    answer = client.post(url, {**sent, "note": "9/9 giơ tay"})
    assert answer.status_code == 302, answer.context["findings"]
    assert StepDone.objects.get(key="counting_committee").note == "9/9 giơ tay"


@pytest.mark.parametrize("length", ["²", "-1", "x", "1" * 5000, "99999999"])
def test_an_odd_length_is_not_understood(hall: Hall, client_for: ClientFor, length: str) -> None:
    number = hall.collected(3)
    url = reverse("election_keep", args=[hall.election, number])
    sent = json.dumps({"user": hall.users["first"].pk})

    answer = client_for(hall.users["first"]).post(url, sent, content_type="application/json", CONTENT_LENGTH=length)

    assert answer.status_code == 400 and answer.json()["code"] == "bad"
