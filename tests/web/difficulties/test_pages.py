"""Difficulties and published answers as pages: raising with what is alike, answers, lists, files; nothing sideways."""

import io
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.actions import difficulties as actions
from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Answerer, Difficulty, PublishedAnswer, User, Visit, VisitFinding
from daihoi.queries import difficulties as queries
from tests import factories
from tests.area import TERM, TODAY, Area, area
from tests.difficulties import ALIKE, TITLE, answered, arranged, found, raised

__all__ = ["area"]
ClientFor = Callable[[User], Client]
WHO = ("board", "district", "office", "neighbour", "other", "reader", "keeper", "stranger")
ABOVE = {"board", "district", "office", "reader"}  # who may see what Chi bộ thôn 1 raised


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def cells(data: bytes) -> str:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


def raise_form(area: Area, **more: object) -> dict[str, object]:
    code = area.of["Chi bộ thôn 1"].code
    return {"organisation": f"{code} – Chi bộ thôn 1", "subject": "personnel", "title": TITLE, "text": "", **more}


# ---------- raising ----------


def test_a_cell_raises_in_one_form_with_its_own_place_filled_in(area: Area, client_for: ClientFor) -> None:
    client, url = client_for(area.users["office"]), reverse("difficulty_new")

    assert f"{area.of['Chi bộ thôn 1'].code} – Chi bộ thôn 1" in text(client, url)
    answer = client.post(url, raise_form(area, text="Có bảy người."))

    row = Difficulty.objects.get()
    assert answer.headers["Location"] == reverse("difficulty", args=[row.pk])
    assert (row.organisation_id, row.at_id, row.title, row.text) == (
        area.id("Chi bộ thôn 1"),
        area.id("Xã Một"),
        TITLE,
        "Có bảy người.",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": ""},
        {"organisation": "Chi bộ thôn 2"},
        {"organisation": "Không có"},
        {"title": ""},
        {"title": "x" * 301},
        {"subject": "weather"},
        {"join_to": "999999"},
        {"finding": "abc"},
    ],
)
def test_what_is_filled_in_wrongly_is_said_and_what_was_typed_stays(
    area: Area, client_for: ClientFor, wrong: dict[str, str]
) -> None:
    answer = client_for(area.users["office"]).post(reverse("difficulty_new"), raise_form(area, **wrong))

    assert answer.status_code == (404 if "join_to" in wrong else 400)
    assert Difficulty.objects.count() == 0
    if "join_to" not in wrong and "title" not in wrong:
        assert TITLE in answer.content.decode()


def test_while_typing_what_is_alike_is_offered_and_may_be_joined(area: Area, client_for: ClientFor) -> None:
    area.users["charge"] = factories.user_with(Role.MEMBER_IN_CHARGE, area.of["Xã Một"])
    first = raised(area, "Chi bộ thôn 2", ALIKE)
    client = client_for(area.users["charge"])
    typed = raise_form(area, title="dang vien lam an xa mien du dai hoi")

    part = client.post(reverse("difficulties_alike"), typed).content.decode()
    assert ALIKE in part and f'name="join_to" value="{first}"' in part
    client.post(reverse("difficulty_new"), {**typed, "join_to": str(first)})

    assert Difficulty.objects.latest("pk").joined_to_id == first


@pytest.mark.parametrize("who", WHO)
def test_nothing_of_a_neighbour_is_offered_while_typing(area: Area, client_for: ClientFor, who: str) -> None:
    raised(area, "Chi bộ thôn 1", "Chuyện riêng của thôn một về nhân sự cấp ủy")
    typed = {"title": "chuyện riêng nhân sự cấp ủy", "text": "", "organisation": ""}

    answer = client_for(area.users[who]).post(reverse("difficulties_alike"), typed)

    if who in {"reader", "keeper", "stranger"}:  # they raise nothing
        assert answer.status_code == 404
    else:
        assert ("Chuyện riêng" in answer.content.decode()) is (who in ABOVE)


def test_nothing_is_looked_for_before_something_is_typed(area: Area, client_for: ClientFor) -> None:
    raised(area)

    part = client_for(area.users["board"]).post(reverse("difficulties_alike"), {"title": "đại", "text": ""})

    assert part.status_code == 200 and TITLE not in part.content.decode()


def visited(area: Area, at: str, struck: str = "") -> int:
    moment = "2020-02-20T08:00:00Z"
    visit = Visit.objects.create(
        organisation=area.of[at],
        term=TERM,
        kind="visit",
        by=area.of["Huyện A"],
        entered_on=TODAY,
        planned_on=TODAY,
        made_at=moment,
        made_by_name="mẫu",
    )
    finding = VisitFinding.objects.create(
        visit=visit,
        key=uuid4(),
        weight="shortcoming",
        subject="archives",
        text="Chưa có con dấu mới",
        given_at=moment,
        stored_at=moment,
        by_name="mẫu",
        struck_reason=struck,
    )
    return finding.pk


def test_a_finding_of_a_visit_fills_the_form_for_who_may_see_the_visit(area: Area, client_for: ClientFor) -> None:
    finding = visited(area, "Chi bộ thôn 1")
    url = f"{reverse('difficulty_new')}?finding={finding}"

    page = text(client_for(area.users["district"]), url)
    assert 'value="Chưa có con dấu mới"' in page and "Chi bộ thôn 1" in page
    client_for(area.users["district"]).post(url, raise_form(area, finding=str(finding), subject="archives"))
    assert Difficulty.objects.get().finding_id == finding
    for who in ("neighbour", "other", "reader", "keeper", "stranger"):
        assert client_for(area.users[who]).get(url).status_code == 404, who


def test_those_visited_take_no_finding_before_the_conclusion(area: Area, client_for: ClientFor) -> None:
    finding = visited(area, "Chi bộ thôn 1")
    client, url = client_for(area.users["office"]), reverse("difficulty_new")
    form = raise_form(area, finding=str(finding))

    assert client.get(f"{url}?finding={finding}").status_code == client.post(url, form).status_code == 404
    assert Difficulty.objects.count() == 0
    client_for(area.users["district"]).post(url, form)
    page = reverse("difficulty", args=[Difficulty.objects.get().pk])
    assert "Chưa có con dấu mới" not in text(client, page)
    Visit.objects.update(held_on=TODAY, concluded_on=TODAY)
    assert "Chưa có con dấu mới" in text(client, page)
    assert client.get(f"{url}?finding={finding}").status_code == 200
    client.post(url, form)
    assert list(Difficulty.objects.values_list("finding", flat=True)) == [finding, finding]


def test_findings_that_are_struck_or_of_others_are_not_taken(area: Area, client_for: ClientFor) -> None:
    client, url = client_for(area.users["board"]), reverse("difficulty_new")
    struck, elsewhere = visited(area, "Chi bộ thôn 1", "Nhầm"), visited(area, "Chi bộ thôn 3")

    assert client.get(f"{url}?finding={struck}").status_code == 404
    assert client.get(f"{url}?finding=999999").status_code == 404
    refused = client.post(url, raise_form(area, finding=str(elsewhere)))
    assert refused.status_code == 400 and Difficulty.objects.count() == 0


# ---------- one difficulty ----------


@pytest.mark.parametrize("who", WHO)
def test_who_opens_a_difficulty_and_its_forms(area: Area, client_for: ClientFor, who: str) -> None:
    pk = raised(area)
    client = client_for(area.users[who])
    answers, own = who in {"board", "district"}, who in {"board", "district", "office"}

    def status(name: str) -> int:
        return client.get(reverse(name, args=[pk])).status_code

    assert status("difficulty") == (200 if who in ABOVE else 404)
    assert status("difficulty_answer") == (200 if answers else 404)
    assert status("difficulty_pass_up") == (200 if answers else 404)
    assert status("difficulty_take_back") == (200 if own else 404)
    assert status("difficulty_reopen") == status("difficulty_publish") == 404  # it is not answered
    assert client.post(reverse("difficulty_join", args=[pk]), {"to": str(pk)}).status_code == (302 if answers else 404)
    answered(area, pk)
    assert status("difficulty_answer") == status("difficulty_pass_up") == status("difficulty_take_back") == 404
    assert status("difficulty_reopen") == (200 if own else 404)
    assert status("difficulty_publish") == (200 if answers else 404)


def test_it_is_answered_and_published_through_the_pages(area: Area, client_for: ClientFor) -> None:
    pk = raised(area)
    client = client_for(area.users["district"])
    seen = found(pk).steps.get().pk

    client.post(
        reverse("difficulty_answer", args=[pk]), {"text": "Phải triệu tập.", "article": "Điều 11", "seen": str(seen)}
    )
    assert "Phải triệu tập." in text(client_for(area.users["office"]), reverse("difficulty", args=[pk]))
    form = {"subject": "personnel", "question": "Ai phải dự?", "answer": "Phải triệu tập.", "levels": ["cell"]}
    named = client.post(reverse("difficulty_publish", args=[pk]), {**form, "question": "Chi bộ thôn 1 hỏi"})
    assert named.status_code == 400 and "Chi bộ thôn 1" in named.content.decode()
    client.post(reverse("difficulty_publish", args=[pk]), form)

    made = PublishedAnswer.objects.get()
    page = text(client_for(area.users["neighbour"]), reverse("answers"))
    assert "Ai phải dự?" in page and TITLE not in page
    own = text(client_for(area.users["neighbour"]), reverse("answer", args=[made.pk]))
    assert "Chi bộ thôn 1" not in own and area.users["district"].full_name not in own


def test_the_second_of_two_answers_is_refused_and_stays_in_its_form(area: Area, client_for: ClientFor) -> None:
    pk = raised(area)
    client, url = client_for(area.users["district"]), reverse("difficulty_answer", args=[pk])
    seen = str(found(pk).steps.get().pk)
    actions.join(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        difficulty=raised(area, "Chi bộ thôn 2"),
        to=pk,
    )
    actions.pass_up(actor=area.actor("board"), organisation=area.id("Xã Một"), difficulty=pk, reason="x")

    refused = client.post(url, {"text": "Viết dở.", "seen": seen})

    assert refused.status_code == 400 and "Viết dở." in refused.content.decode()
    assert found(pk).state == "open"


def test_a_published_answer_may_be_taken_over(area: Area, client_for: ClientFor) -> None:
    pk = raised(area)
    made = actions.publish(
        actor=area.actor("board"),
        organisation=area.id("Tỉnh"),
        term=TERM,
        subject="personnel",
        question=ALIKE,
        answer="Theo Điều 11.",
    )
    hidden = actions.publish(
        actor=area.actor("board"),
        organisation=area.id("Huyện B"),
        term=TERM,
        subject="personnel",
        question=ALIKE,
        answer="Riêng.",
    )
    client, url = client_for(area.users["district"]), reverse("difficulty_answer", args=[pk])

    assert f"?from={made}" in text(client, url) and f"?from={hidden}" not in text(client, url)
    assert "Theo Điều 11." in text(client, f"{url}?from={made}")
    assert client.get(f"{url}?from={hidden}").status_code == 404


def test_joining_and_parting_from_the_page(area: Area, client_for: ClientFor) -> None:
    first, second = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 2", ALIKE)
    client = client_for(area.users["district"])
    assert ALIKE in text(client, reverse("difficulty", args=[first]))
    url = reverse("difficulty_join", args=[second])

    client.post(url, {"to": str(first)})
    assert found(second).joined_to_id == first
    own = text(client_for(area.users["office"]), reverse("difficulty", args=[first]))
    other = text(client_for(area.users["neighbour"]), reverse("difficulty", args=[second]))
    assert ALIKE not in own and "Chi bộ thôn 2" not in own
    assert TITLE not in other and "Chi bộ thôn 1" not in other
    client.post(url, {"part": "1"})
    assert found(second).state == "open"
    assert client.get(url).status_code == 405


# ---------- lists ----------


@pytest.mark.parametrize("who", WHO)
def test_who_sees_the_list_and_its_file(area: Area, client_for: ClientFor, who: str) -> None:
    raised(area, "Chi bộ thôn 1")
    client, query = client_for(area.users[who]), f"?at={area.id('Chi bộ thôn 1')}&which=ours"

    page = client.get(reverse("difficulties") + query)
    file = client.get(reverse("difficulties_xlsx") + query)

    assert page.status_code == file.status_code == (200 if who in ABOVE else 404)
    if who in ABOVE:
        assert TITLE in page.content.decode() and TITLE in cells(file.content)


@pytest.mark.parametrize("who", ["neighbour", "other"])
def test_own_pages_and_files_hold_nothing_of_neighbours(area: Area, client_for: ClientFor, who: str) -> None:
    raised(area, "Chi bộ thôn 1")
    client = client_for(area.users[who])

    for which in ("here", "ours", "below"):
        for state in ("", "open", "overdue"):
            query = f"?which={which}&state={state}&q=dang+vien+lam+an+xa"
            assert TITLE not in text(client, reverse("difficulties") + query)
            assert TITLE not in cells(client.get(reverse("difficulties_xlsx") + query).content)
    assert area.of["Chi bộ thôn 1"].code not in text(client, reverse("difficulties_places") + "?organisation=thon")


@pytest.mark.parametrize(
    "query",
    [
        "?at=x",
        "?which=all&state=weird&subject=weird&lies=x&page=-1",
        "?page=999999999",
        "?state=&q=" + "x" * 5000,
        "?lies=999999999999999999",
        "?q=%F0%9F%98%80",
    ],
)
def test_what_an_address_asks_wrongly_is_left_out(area: Area, client_for: ClientFor, query: str) -> None:
    raised(area)
    client = client_for(area.users["board"])

    assert client.get(reverse("difficulties") + query).status_code == 200
    assert client.get(reverse("answers") + query).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/difficulties/?at=999999",
        "/difficulties/999999/",
        "/difficulties/99999999999999999999/",
        "/difficulties/answers/999999/",
        "/difficulties/arrangement/1/weather/",
        "/difficulties/answers/new/999999/",
    ],
)
def test_what_is_not_there_is_not_found(area: Area, client_for: ClientFor, address: str) -> None:
    assert client_for(area.users["board"]).get(address).status_code == 404


def test_who_works_at_several_places_chooses_one_first(area: Area, client_for: ClientFor) -> None:
    factories.grant(area.users["office"], Role.COMMITTEE_OFFICE, area.of["Trạm"])
    client = client_for(area.users["office"])

    for name in ("difficulties", "briefings", "difficulties_arrangement"):
        page = text(client, reverse(name))
        assert "Chi bộ thôn 1" in page and "Trạm" in page
    assert text(client, reverse("difficulty_new"))


def test_long_lists_come_in_pages(area: Area, client_for: ClientFor) -> None:
    for number in range(52):
        raised(area, "Chi bộ thôn 1", f"Việc {number:02d}")
    client, url = client_for(area.users["board"]), f"{reverse('difficulties')}?at={area.id('Xã Một')}"

    assert "Việc 00" in text(client, url) and "Việc 51" not in text(client, url)
    assert "Việc 51" in text(client, url + "&page=2") and "Việc 51" in text(client, url + "&page=9")


def counted(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["difficulties", "answers", "difficulty", "difficulty_answer"])
def test_pages_take_no_more_queries_for_three_rows_than_for_one(area: Area, client_for: ClientFor, name: str) -> None:
    client = client_for(area.users["board"])
    pk = raised(area, "Chi bộ thôn 1", TITLE)

    def more(number: int) -> None:
        raised(area, "Chi bộ thôn 2", f"{TITLE} {number}")
        answered(area, raised(area, "Chi bộ thôn 2", f"Con dấu {number}"))
        actions.publish(
            actor=area.actor("board"),
            organisation=area.id("Tỉnh"),
            term=TERM,
            subject="personnel",
            question=f"{TITLE} {number}",
            answer="Có.",
        )

    url = reverse(name, args=[pk] if name.startswith("difficulty") else [])
    url += "" if name.startswith("difficulty") else f"?at={area.id('Xã Một')}&state="
    more(1)
    one = counted(client, url)
    more(2)
    more(3)

    assert counted(client, url) == one <= 15


# ---------- answers and arrangement ----------


@pytest.mark.parametrize("who", WHO)
def test_who_publishes_withdraws_and_arranges(area: Area, client_for: ClientFor, who: str) -> None:
    made = actions.publish(
        actor=area.actor("board"),
        organisation=area.id("Huyện A"),
        term=TERM,
        subject="general",
        question="Hỏi?",
        answer="Đáp.",
    )
    client, may = client_for(area.users[who]), who in {"board", "district"}
    at = area.id("Huyện A")

    assert client.get(reverse("answer_new", args=[at])).status_code == (200 if may else 404)
    assert client.get(reverse("answer_withdraw", args=[made])).status_code == (200 if may else 404)
    assert client.get(reverse("difficulties_answerer", args=[at, "other"])).status_code == (200 if may else 404)
    arrangement = client.get(f"{reverse('difficulties_arrangement')}?at={at}").status_code
    assert arrangement == (200 if who in {"board", "district", "reader"} else 404)
    seen = client.get(reverse("answer", args=[made])).status_code
    assert seen == (404 if who in {"other", "keeper", "stranger"} else 200)
    file = client.get(reverse("answers_xlsx"))
    assert file.status_code == (404 if who in {"keeper", "stranger"} else 200)
    if file.status_code == 200:
        assert ("Hỏi?" in cells(file.content)) is (who != "other")


def test_a_question_is_published_by_itself_and_withdrawn(area: Area, client_for: ClientFor) -> None:
    client, at = client_for(area.users["district"]), area.id("Huyện A")
    form = {"subject": "election", "question": "Số dư?", "answer": "Mười phần trăm.", "article": "Điều 17"}

    client.post(reverse("answer_new", args=[at]), form)
    made = PublishedAnswer.objects.get()
    assert made.difficulty_id is None
    part = client.get(reverse("answers") + "?q=so+du", headers={"HX-Request": "true"}).content.decode()
    assert "Số dư?" in part and "<html" not in part
    client.post(reverse("answer_withdraw", args=[made.pk]), {"reason": "Đã có hướng dẫn mới."})
    assert "Đã có hướng dẫn mới." in text(client_for(area.users["office"]), reverse("answer", args=[made.pk]))
    assert "Số dư?" not in text(client_for(area.users["office"]), reverse("answers"))


def test_who_answers_is_set_on_its_page_and_shown_in_the_queue(area: Area, client_for: ClientFor) -> None:
    client, at = client_for(area.users["district"]), area.id("Huyện A")
    url = reverse("difficulties_answerer", args=[at, "personnel"])

    assert client.post(url, {"name": "Ban Tổ chức", "working_days": "0"}).status_code == 400
    client.post(url, {"name": "Ban Tổ chức Huyện ủy", "working_days": "3", "decision": "15-QĐ/HU"})
    assert Answerer.objects.get().working_days == 3
    raised(area, "Xã Một")
    page = text(client, f"{reverse('difficulties')}?at={at}")
    assert "Ban Tổ chức Huyện ủy" in page and "5/3/2020" in page
    client.post(url, {"name": ""})
    assert Answerer.objects.count() == 0


def test_the_page_says_that_no_rule_sets_a_day(area: Area, client_for: ClientFor) -> None:
    pk = raised(area)

    page = text(client_for(area.users["office"]), reverse("difficulty", args=[pk]))

    assert "không quy định nào" in page.lower() or "no rule" in page.lower()


def test_a_new_cell_at_the_top_of_nothing_still_sees_an_empty_page(area: Area, client_for: ClientFor) -> None:
    new = factories.organisation("Chi bộ mới", Kind.GRASSROOTS_CELL, under=area.of["Huyện B"])
    client = client_for(factories.user_with(Role.COMMITTEE_OFFICE, new))
    arranged(area, "Huyện B")

    for name in ("difficulties", "answers", "briefings", "difficulties_arrangement"):
        assert "empty" in text(client, reverse(name)) or name == "difficulties_arrangement"


def test_the_section_of_an_organisations_page(area: Area) -> None:
    arranged(area, "Xã Một", 1)
    pk = raised(area, "Chi bộ thôn 1")
    raised(area, "Xã Một", "Con dấu")

    def section(at: str) -> str:
        shown = queries.difficulties_of(
            actor=area.actor("board"), organisation=area.id(at), term=TERM, today=date(2020, 3, 9)
        )
        return render_to_string("difficulties/of_organisation.html", {"difficulties": shown})

    own, above, none = section("Chi bộ thôn 1"), section("Xã Một"), section("Trạm")
    assert TITLE in own and reverse("difficulty", args=[pk]) in own and "is-late" in own
    assert f"?for={area.id('Chi bộ thôn 1')}" in own
    assert "Con dấu" in above and "which=here" in above and "is-late" not in above
    assert "<li>" not in none
