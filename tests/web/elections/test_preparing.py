"""Before the vote, as pages: opening an election, its figures, list, base, counting committee and decisions."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.actions import elections as actions
from daihoi.core.elections import Answer, Ask, Body, Capacity, Exclusion, Origin, Post, Reason
from daihoi.core.elections.decisions import Decider
from daihoi.data.models import Election, ElectionDecision, Nominee, User
from tests.hall import Hall
from tests.web.crawl import Read, faults

ClientFor = Callable[[User], Client]
TERM = "?term=2025-2030"
NAMES = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
SEES = {"secretariat", "board", "office", "head", "auditor"}
PREPARES = {"secretariat", "board", "office"}
WHO = (*sorted(SEES), "first", "reader", "beside", "head_beside", "stranger")
VIEWS = ("election", "election_list", "election_base")
WORK = ("election_facts", "election_nominate", "election_straw", "election_committee")


def urls(hall: Hall) -> dict[str, str]:
    """Every page of the election before the vote, by name."""
    pk, one = hall.election, hall.view("secretariat").nominees[0].id
    found = {name: reverse(name, args=[pk]) for name in (*VIEWS, *WORK)}
    found |= {
        name: reverse(name, args=[pk, one]) for name in ("election_nominee", "election_withdrawal", "election_drop")
    }
    found["election_step"] = reverse("election_step", args=[pk, "discussion"])
    return found


@pytest.fixture
def hall(db: None) -> Hall:
    """An election with four names prepared, one from the floor, and nothing recorded."""
    made = Hall()
    made.facts(3)
    made.put(NAMES)
    made.put(["Tạ Văn Vinh"], Origin.NOMINATED, by=Capacity.OFFICIAL)
    return made


@pytest.fixture
def client(hall: Hall, client_for: ClientFor) -> Client:
    return client_for(hall.users["secretariat"])


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def said(answer: HttpResponse) -> list[str]:
    """Codes of what a page found against what was sent."""
    context = answer.context
    return [one.code for one in context["refused" if "refused" in context else "findings"]]


# Who may


@pytest.mark.parametrize("who", WHO)
def test_who_sees_an_election_and_who_prepares_it(hall: Hall, client_for: ClientFor, who: str) -> None:
    client = client_for(hall.users[who])

    for name, url in urls(hall).items():
        allowed = who in SEES if name in VIEWS else who in PREPARES
        assert client.get(url).status_code == (200 if allowed else 404), name
        sent = client.post(url, {}).status_code
        assert (sent == 404) is (who not in PREPARES) or name == "election", name
    opened = client.get(reverse("election_new", args=[hall.pk]) + TERM)
    assert opened.status_code == (200 if who in PREPARES else 404)


@pytest.mark.parametrize("who", WHO)
def test_who_finds_it_in_the_list(hall: Hall, client_for: ClientFor, who: str) -> None:
    answer = client_for(hall.users[who]).get(reverse("elections") + TERM)

    assert answer.status_code == (404 if who in {"reader", "stranger"} else 200)
    if answer.status_code == 200:
        here = hall.view().title in text(answer)
        assert here is (who in SEES or who == "first")
        assert (reverse("election", args=[hall.election]) in text(answer)) is (who in SEES)


@pytest.mark.django_db
def test_a_counter_finds_the_way_to_the_own_screen_and_nothing_else(client_for: ClientFor) -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    number = hall.collected(3)
    key = reverse("election_key", args=[hall.election, number])

    page = text(client_for(hall.users["first"]).get(reverse("elections") + TERM))

    assert key in page and "btn-main" in page
    assert NAMES[0] not in page and reverse("election", args=[hall.election]) + '"' not in page
    assert key not in text(client_for(hall.users["board"]).get(reverse("elections") + TERM))


@pytest.mark.parametrize("who", ["secretariat", "auditor", "reader"])
def test_the_organisation_shows_its_elections_to_those_who_see_them(
    hall: Hall, client_for: ClientFor, who: str
) -> None:
    page = text(client_for(hall.users[who]).get(reverse("organisation", args=[hall.pk]) + TERM))

    assert (hall.view().title in page) is (who != "reader")
    assert (reverse("election_new", args=[hall.pk]) in page) is (who == "secretariat")


def test_what_is_of_another_election_is_not_here(hall: Hall, client: Client) -> None:
    elsewhere = hall.view("secretariat").nominees[0].id
    hall.election = actions.open_election(
        actor=hall.actor("secretariat"),
        organisation=hall.pk,
        term=hall.term,
        post=Post.SECRETARY,
        body=Body.CONFERENCE,
        title="Bí thư",
    )

    for name in ("election_nominee", "election_withdrawal", "election_drop"):
        assert client.get(reverse(name, args=[hall.election, elsewhere])).status_code == 404
    for key in ("voting", "list_adopted", "counting_committee", "straw_ballot", "nothing"):
        assert client.get(reverse("election_step", args=[hall.election, key])).status_code == 404
    assert client.get(reverse("election", args=[999_999])).status_code == 404
    assert client.get(reverse("election_new", args=[999_999])).status_code == 404
    assert client.get(reverse("election_decide", args=[hall.election]) + "?ask=tie&round=1").status_code == 404


# The whole way


@pytest.mark.django_db
def test_a_whole_election_is_prepared_by_its_pages(client_for: ClientFor) -> None:
    hall = Hall()
    actions.withdraw_election(**hall.at("secretariat"), reason="Mở nhầm")  # type: ignore[arg-type]
    client = client_for(hall.users["secretariat"])

    def at(name: str, *more: object) -> str:
        return reverse(name, args=[pk, *more])

    def next_thing() -> str:
        return str(client.get(at("election")).context["todo"].href)

    def send(url: str, **data: object) -> None:
        answer = client.post(url, data)
        assert answer.status_code == 302, said(answer) if answer.context else answer.status_code

    new = reverse("election_new", args=[hall.pk]) + TERM
    page = client.get(new)
    assert "?post=committee" in text(page)
    form = client.get(f"{new}&post=committee").context["form"]
    assert form.initial["title"] == "Ban Chấp hành Đảng bộ xã Mẫu khóa I, nhiệm kỳ 2025 – 2030"
    answer = client.post(f"{new}&post=committee", {"body": "delegate_congress", "title": form.initial["title"]})
    pk = hall.election = Election.objects.latest("pk").pk
    assert answer.headers["Location"] == at("election")

    assert next_thing() == at("election_step", "requirements")
    send(next_thing(), note="Báo cáo đề án nhân sự")
    assert next_thing() == at("election_facts")
    send(next_thing(), seats="3", summoned="40", attending="39", opens_on="2025-08-05", title=form.initial["title"])
    send(next_thing(), votes_for="39", votes_against="1", note="giơ thẻ")
    assert next_thing() == at("election_nominate")
    pasted = {"text": "1. Trần Thị Bình\n2. Nguyễn Văn An; ; 5/1975; Chủ tịch\nLê Văn Cường\n", "capacity": "official"}
    preview = client.post(next_thing(), pasted)
    assert [one.name for one in preview.context["lines"]] == ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường"]
    assert not Nominee.objects.filter(election=pk).exists()
    send(next_thing(), **pasted, confirmed="yes")
    send(next_thing(), note="")
    send(at("election_nominate"), name="Phạm Thị Dung", origin="self", capacity="official", by="", consent="yes")
    send(at("election_nominate"), name="Quách Văn Bảo", origin="nominated", capacity="official", by="official",
         asks_to_withdraw="on")  # fmt: skip
    send(next_thing(), note="")
    bao = Nominee.objects.get(name="Quách Văn Bảo").pk
    assert next_thing() == at("election_withdrawal", bao)
    send(next_thing(), allowed="yes", note="39/40 giơ thẻ")
    send(next_thing(), votes_for="40", note="")
    assert next_thing() == at("election_straw")
    dung = Nominee.objects.get(name="Phạm Thị Dung").pk
    assert client.get(at("election_list")).context["waiting"][0].one.id == dung
    send(next_thing(), attending="39", note="Biên bản số 5", **{f"votes_{dung}": "12"})
    assert next_thing() == at("election_list") + "#adopt"
    page = client.get(at("election_list"))
    assert [row.one.nominee.name for row in page.context["left_out"]] == ["Quách Văn Bảo"]
    assert [one.nominee.name for one in page.context["names"]][-1] == "Phạm Thị Dung"
    assert page.context["meter"].total == 4 and page.context["meter"].most == 4
    send(at("election_list"), do="adopt", votes_for="39", votes_against="0", note="giơ thẻ")
    assert next_thing() == at("election_committee")
    send(next_thing(), **committee(hall), note="giơ thẻ")
    send(at("election_base"), **exclusions(("Nguyễn Văn Vắng", "unreplaced"), ("", ""), ("Trần Văn Ốm", "left_early")))

    view = hall.view("secretariat")
    assert (view.base.number, view.base.needed, view.state) == (39, 20, "adopted")
    assert [(one.name, one.team, one.head) for one in view.counters] == [
        ("Đỗ Thị Trưởng", 0, True),
        ("Hà Văn Nhất", 1, False),
        (hall.users["second"].full_name, 2, False),
    ]
    assert client.get(at("election")).context["todo"].waits  # the head goes on
    assert client_for(hall.users["head"]).get(at("election")).context["todo"].href == at("election_rounds")
    send(at("election_list"), do="reopen", reason="Bổ sung một người")
    assert hall.view("secretariat").adopted_at is None


def committee(hall: Hall, **more: object) -> dict[str, object]:
    """A counting committee as its form sends it; the second member is named by the account."""
    return {
        "m-TOTAL_FORMS": "5",
        "m-INITIAL_FORMS": "0",
        "m-0-name": "Đỗ Thị Trưởng",
        "m-0-place": "head",
        "m-0-account": hall.users["head"].pk,
        "m-1-name": "Hà Văn Nhất",
        "m-1-place": "1",
        "m-1-account": hall.users["first"].pk,
        "m-2-name": "",
        "m-2-place": "2",
        "m-2-account": hall.users["second"].pk,
        "m-3-place": "0",
        **more,
    }


def exclusions(*rows: tuple[str, str]) -> dict[str, object]:
    data: dict[str, object] = {"e-TOTAL_FORMS": str(len(rows)), "e-INITIAL_FORMS": "0"}
    for number, (person, reason) in enumerate(rows):
        data |= {f"e-{number}-person": person, f"e-{number}-reason": reason}
    return data


# Refusals


def test_what_was_typed_stays_where_it_is_refused_with_the_finding_beside(hall: Hall, client: Client) -> None:
    pages = urls(hall)
    facts = {"seats": "3", "summoned": "40", "attending": "41", "title": "Tên mới"}
    step = reverse("election_step", args=[hall.election, "withdrawals"])
    double = {"name": NAMES[0], "origin": "prepared", "capacity": "official"}
    cases = [
        (pages["election_facts"], facts, ["attending_over_summoned"], 'value="41"'),
        (step, {"note": "sớm quá"}, ["step_too_early"], "sớm quá"),
        (pages["election_nominate"], double, ["name_twice"], NAMES[0]),
        (pages["election_nominee"], {**double, "name": "x" * 20, "born_year": "1800"}, ["born_unlikely"], "1800"),
        (pages["election_list"], {"do": "adopt", "note": "giơ thẻ"}, ["step_too_early"], ""),
        (pages["election_list"], {"do": "reopen", "reason": "vì sao"}, ["list_open"], ""),
        (pages["election_base"], exclusions(("An Văn Ba", "unreplaced"), ("An Văn Ba", "left_early")),
         ["exclusion_contradicts"], "An Văn Ba"),
    ]  # fmt: skip

    for url, data, codes, kept in cases:
        answer = client.post(url, data)
        assert (answer.status_code, said(answer)) == (400, codes), url
        assert kept in text(answer), url


def test_a_form_says_at_its_field_what_is_missing(hall: Hall, client: Client) -> None:
    pages = urls(hall)
    cases = [
        (pages["election_facts"], {"seats": "-1", "title": ""}, "form", {"seats", "title"}),
        (pages["election_facts"], {"seats": "3", "title": "x", "opens_on": "0001-01-01"}, "form", {"opens_on"}),
        (pages["election_withdrawal"], {}, "form", {"allowed", "note"}),
        (pages["election_drop"], {"reason": " "}, "form", {"reason"}),
        (pages["election_nominee"], {"name": ""}, "form", {"name", "origin", "capacity"}),
        (pages["election_straw"], {}, "form", {"attending"}),
        (pages["election_nominate"], {"text": ""}, "paste", {"text", "capacity"}),
    ]

    for url, data, name, fields in cases:
        answer = client.post(url, data or {"x": ""})
        assert answer.status_code == 400, url
        assert set(answer.context[name].errors) == fields, url
    answer = client.post(pages["election_base"], exclusions(("An Văn Ba", "")))
    assert answer.status_code == 400 and answer.context["formset"].errors[0].keys() == {"reason"}


def test_pasted_lines_that_are_not_understood_are_named_by_number(hall: Hall, client: Client) -> None:
    typed = "Lò Văn Một\n\n; không tên\nLò Thị Hai; ; năm 1970\nLò Văn Một\nHà 3 Ba\nLê Văn Cường"

    answer = client.post(urls(hall)["election_nominate"], {"text": typed, "capacity": "official", "confirmed": "yes"})

    assert [(one.code, one.place.row) for one in answer.context["findings"]] == [
        ("name_missing", 3),
        ("born_unlikely", 4),
        ("name_twice", 5),
        ("name_with_digits", 6),
        ("name_twice", 7),
    ]
    assert answer.status_code == 400 and "Lò Thị Hai" in text(answer)
    assert Nominee.objects.filter(election=hall.election).count() == 5


def test_a_refused_counting_committee_says_why(hall: Hall, client: Client) -> None:
    url = urls(hall)["election_committee"]
    wrong = [
        ({"m-0-place": "1"}, "one_head"),
        ({"m-1-account": hall.users["head"].pk}, "account_twice"),
        ({"m-0-account": hall.users["first"].pk, "m-1-account": ""}, "account_without_role"),
        ({"m-1-name": "Đỗ Thị Trưởng"}, "member_twice"),
    ]

    for change, code in wrong:
        answer = client.post(url, committee(hall, **change))
        assert (answer.status_code, said(answer)) == (400, [code])
        assert "Đỗ Thị Trưởng" in text(answer)
    answer = client.post(url, committee(hall, **{"m-1-account": hall.users["reader"].pk}))
    assert answer.status_code == 400 and answer.context["formset"].errors[1].keys() == {"account"}


def test_only_accounts_with_a_role_at_or_above_are_offered_and_by_name_alone(hall: Hall, client: Client) -> None:
    page = text(client.get(urls(hall)["election_committee"]))

    for who, offered in {"head": True, "first": True, "reader": False, "head_beside": False, "board": False}.items():
        assert (f'<option value="{hall.users[who].pk}">' in page) is offered, who
    assert hall.users["first"].username not in page


def test_a_post_of_two_contents_elects_no_delegates(hall: Hall, client: Client, client_for: ClientFor) -> None:
    from daihoi.data.models import Congress  # noqa: PLC0415 app ready

    Congress.objects.filter(organisation=hall.pk).update(contents=2)
    url = reverse("election_new", args=[hall.pk]) + f"{TERM}&post=delegates"

    answer = client.post(url, {"body": "delegate_congress", "title": "Đoàn đại biểu"})

    assert (answer.status_code, said(answer)) == (400, ["delegates_appointed"])
    assert client.get(reverse("election_new", args=[hall.pk]) + "?term=2020-2025").status_code == 200


def test_bodies_that_do_not_elect_a_post_are_not_offered(hall: Hall, client: Client) -> None:
    new = reverse("election_new", args=[hall.pk]) + TERM
    offered = {post: client.get(f"{new}&post={post}").context["form"].fields["body"].choices for post in Post}

    assert [code for code, _ in offered[Post.COMMITTEE]] == ["delegate_congress"]
    assert [code for code, _ in offered[Post.STANDING_COMMITTEE]] == ["conference"]
    assert [code for code, _ in offered[Post.SECRETARY]] == ["conference", "delegate_congress"]
    answer = client.post(f"{new}&post=committee", {"body": "conference", "title": "x"})
    assert answer.status_code == 400 and set(answer.context["form"].errors) == {"body"}


@pytest.mark.parametrize("junk", ["\x00", "9" * 40, "%", "-1", "ư" * 5000, "<b>"])
def test_no_input_brings_a_page_down(hall: Hall, client: Client, junk: str) -> None:
    pages = urls(hall)
    names = ("do", "text", "capacity", "name", "origin", "note", "seats", "born_year", "opens_on", "attending", "by",
             "e-TOTAL_FORMS", "e-INITIAL_FORMS", "m-TOTAL_FORMS", "m-0-name", "e-0-person", "of_tied", "reason",
             "allowed", "confirmed", "m-0-account", "dossier", "answer")  # fmt: skip

    for url in pages.values():
        for data in (dict.fromkeys(names, junk), {"do": "more", **dict.fromkeys(names[1:], junk)}):
            assert client.post(url, data).status_code in {200, 302, 400, 404, 405}, url
    for query in ("ask", "round", "about", "state", "term", "page", "post"):
        for url in (reverse("elections"), reverse("election_decide", args=[hall.election]),
                    reverse("election_new", args=[hall.pk])):  # fmt: skip
            assert client.get(url, {query: junk}).status_code in {200, 400, 404}


# What pages show


def test_the_base_says_of_each_person_why_they_count_or_not(hall: Hall, client: Client) -> None:
    named = [Exclusion("A", Reason.UNREPLACED), Exclusion("B", Reason.LEFT_EARLY), Exclusion("A", Reason.UNREPLACED)]
    actions.set_exclusions(**hall.at("secretariat"), exclusions=named)  # type: ignore[arg-type]

    answer = client.get(urls(hall)["election_base"])

    assert [(one.exclusion.person, one.out) for one in answer.context["named"]] == [
        ("A", True),
        ("B", False),
        ("A", False),
    ]
    assert "E-081" in text(answer) and "E-085" in text(answer)


def test_more_rows_come_without_a_script_and_keep_what_was_typed(hall: Hall, client: Client) -> None:
    data = {**exclusions(("Lò Văn Ba", "unreplaced"), ("", "")), "do": "more"}

    page = client.post(urls(hall)["election_base"], data)
    people = client.post(urls(hall)["election_committee"], committee(hall, do="more"))

    assert page.status_code == 200 and page.context["formset"].total_form_count() == 7
    assert 'value="Lò Văn Ba"' in text(page) and not hall.view("secretariat").exclusions
    assert people.context["formset"].total_form_count() == 10 and 'value="Hà Văn Nhất"' in text(people)


def test_the_meter_counts_what_the_rules_count(hall: Hall, client: Client) -> None:
    found = client.get(urls(hall)["election_list"]).context["meter"]

    assert (found.seats, found.prepared, found.extra, found.floor, found.total, found.most) == (3, 4, 1, 1, 5, 4)
    assert found.straw and found.rule == "E-038"


def test_those_tied_in_the_straw_ballot_are_chosen_by_the_congress(client_for: ClientFor, hall: Hall) -> None:
    hall.put(["Cao Thị Yến"], Origin.SELF)
    client = client_for(hall.users["secretariat"])
    Nominee.objects.get(name="Phạm Thị Dung").delete()
    floor = {one.nominee.name: one.id for one in hall.view("secretariat").nominees if one.nominee.from_floor}
    client.post(urls(hall)["election_straw"], {"attending": "40", **{f"votes_{pk}": "20" for pk in floor.values()}})
    for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        hall.step(key)
    url = urls(hall)["election_list"]

    page = client.get(url)
    assert {row.one.nominee.name for row in page.context["tied"]} == set(floor)
    both = client.post(url, {"do": "adopt", "note": "giơ thẻ", "of_tied": list(floor.values())})
    assert said(both) == ["surplus_over"]
    one = client.post(url, {"do": "adopt", "note": "40/40", "of_tied": [floor["Cao Thị Yến"]]})
    assert one.status_code == 302, said(one)
    assert hall.view("secretariat").nominees[-1].position == 4


@pytest.mark.django_db
def test_a_decision_is_recorded_with_its_names_and_shown(client_for: ClientFor) -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    hall.voted(["1100"] * 30 + ["1001"] * 10)  # An 40, Bình 30; nobody else above half
    client = client_for(hall.users["secretariat"])
    listed = client.get(reverse("elections") + TERM)
    assert [line.line.state for _, _, rows in listed.context["groups"] for line in rows] == ["deciding"]
    todo = client.get(reverse("election", args=[hall.election])).context["todo"]

    page = client.get(todo.href)
    labels = [label for _, label in page.context["form"].fields["names"].choices]
    assert [label.partition(":")[0] for label in labels] == ["Phạm Thị Dung", "Lê Văn Cường"]
    sent = {"answer": "vote_again", "by": "congress", "note": "Đại hội quyết định"}
    assert said(client.post(todo.href, sent)) == ["names_missing"]
    dung = page.context["form"].fields["names"].choices[0][0]
    assert client.post(todo.href, {**sent, "names": [dung]}).status_code == 302

    made = ElectionDecision.objects.get()
    assert (made.ask, made.answer, made.by) == (Ask.SHORTAGE, Answer.VOTE_AGAIN, Decider.CONGRESS)
    shown = client.get(reverse("election", args=[hall.election]))
    assert shown.context["decisions"][0].names == ("Phạm Thị Dung",)
    assert client.get(todo.href).context["form"].initial["note"] == "Đại hội quyết định"
    for who in ("head", "auditor", "beside", "reader", "stranger"):
        assert client_for(hall.users[who]).get(todo.href).status_code == 404, who
    assert hall.view("secretariat").state == "due"


def test_what_is_not_shown_in_a_form_is_not_lost_by_it(hall: Hall, client: Client) -> None:
    url = urls(hall)["election_facts"]
    sent = {"seats": "3", "summoned": "40", "title": "BCH", "school": "on", "truncate": "on"}

    assert client.post(url, sent).status_code == 302
    view = hall.view("secretariat")
    assert (view.school, view.truncate, view.attending) == (True, True, None)
    initial = client.get(url).context["form"].initial
    assert (initial["school"], initial["truncate"], initial["title"]) == (True, True, "BCH")


def test_a_question_of_the_whole_election_waits_until_its_list_is_adopted(client_for: ClientFor, db: None) -> None:
    hall = Hall(Post.DELEGATES)
    hall.facts(3, 1)
    client = client_for(hall.users["secretariat"])

    page = client.get(reverse("election", args=[hall.election]))

    assert page.context["todo"].question is None
    assert [one.ask for one, _ in page.context["questions"]] == [Ask.VOTES_ALLOWED]
    hall.listed([*NAMES, "Đinh Văn Sơn"], seats=3, alternates=1)
    todo = client.get(reverse("election", args=[hall.election])).context["todo"]
    assert todo.question.ask is Ask.VOTES_ALLOWED and "election_decide" not in todo.href and "ask=votes" in todo.href


def test_the_list_of_elections_is_filtered_by_state(hall: Hall, client: Client) -> None:
    for state, lines in {"preparing": 1, "counting": 0, "nonsense": 1}.items():
        groups = client.get(reverse("elections"), {"term": hall.term, "state": state}).context["groups"]
        assert sum(len(rows) for _, _, rows in groups) == lines


def test_an_empty_list_says_what_to_do_next(client_for: ClientFor, hall: Hall) -> None:
    page = text(client_for(hall.users["beside"]).get(reverse("elections") + TERM))

    assert reverse("election_new", args=[hall.neighbour.pk]) in page and 'class="empty"' in page


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pages_before_the_vote_are_clean(hall: Hall, client: Client, lang: str) -> None:
    client.cookies["django_language"] = lang
    new = reverse("election_new", args=[hall.pk]) + TERM
    preview = {"text": "Lò Văn Ba", "capacity": "official"}
    pages = {url: client.get(url) for url in (*urls(hall).values(), reverse("elections"), new, new + "&post=committee")}
    pages["preview"] = client.post(urls(hall)["election_nominate"], preview)

    for url, answer in pages.items():
        assert answer.status_code == 200
        assert faults(Read(text(answer)), lang) == [], url
    secret = [name for name, url in urls(hall).items() if "pre-secret" in text(pages[url])]
    assert {"election_list", "election_nominate"} <= set(secret)


# Queries


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


QUERIES = {
    "elections": 6,
    "election_new": 7,
    "election": 11,
    "election_list": 11,
    "election_base": 11,
    "election_facts": 11,
    "election_nominate": 11,
    "election_straw": 11,
    "election_committee": 12,
    "election_nominee": 11,
    "election_withdrawal": 11,
    "election_drop": 11,
    "election_step": 11,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.django_db
def test_queries_do_not_grow_with_the_rows(client_for: ClientFor, rows: int) -> None:
    hall = Hall()
    hall.facts(3)
    hall.put(NAMES[:rows])
    named = [Exclusion(f"Người {number}", Reason.UNREPLACED) for number in range(rows)]
    actions.set_exclusions(**hall.at("secretariat"), exclusions=named)  # type: ignore[arg-type]
    for post in (Post.SECRETARY, Post.STANDING_COMMITTEE)[: rows - 1]:
        actions.open_election(actor=hall.actor("secretariat"), organisation=hall.pk, term=hall.term,
                              post=post, body=Body.CONFERENCE, title="Bí thư")  # fmt: skip
    client = client_for(hall.users["secretariat"])
    pages = urls(hall) | {"elections": reverse("elections") + TERM}
    pages["election_new"] = reverse("election_new", args=[hall.pk]) + TERM

    assert {name: queries(client, url) for name, url in pages.items()} == QUERIES


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.django_db
def test_queries_of_released_elections_do_not_grow_either(client_for: ClientFor, rows: int) -> None:
    hall = Hall()
    for row in range(rows):
        if row:
            hall.again(Post.DELEGATES, "Đoàn đại biểu")
        hall.listed(NAMES, seats=3)
        hall.voted(["1110"] * 40)
    client = client_for(hall.users["secretariat"])
    found = {name: queries(client, reverse(name, args=[hall.election])) for name in VIEWS}
    found["elections"] = queries(client, reverse("elections") + TERM)
    found["organisation"] = queries(client, reverse("organisation", args=[hall.pk]) + TERM)

    assert found == {
        "election": 14,
        "election_list": 14,
        "election_base": 14,
        "elections": 13,
        "organisation": 14,
    }


def test_every_word_for_a_code_is_said() -> None:
    from daihoi.web.elections import words  # noqa: PLC0415 app ready

    tables = [
        (words.POSTS, Post),
        (words.BODIES, Body),
        (words.REASONS, Reason),
        (words.ASKS, Ask),
        (words.ANSWERS, Answer),
        (words.CAPACITIES, Capacity),
    ]
    for table, codes in tables:
        assert {str(code) for code in codes} == {str(code) for code in table}
    assert set(words.STATES) == set(words.LOOKS) == set(words.NEXT)
    assert not any(re.search(r"[^\x00-\x7f]", word) for table, _ in tables for word in table.values())


def test_what_stands_against_an_election_as_such_is_said_on_its_page(client_for: ClientFor) -> None:
    hall = Hall(Post.DEPUTY_SECRETARIES, Body.CONFERENCE, title="Phó Bí thư Đảng ủy xã Mẫu")

    page = client_for(hall.users["secretariat"]).get(reverse("election", args=[hall.election]))

    assert "[E-112]" in page.content.decode()
