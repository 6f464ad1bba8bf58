"""The tree and the page of one organisation, tried by those who may, those beside, and strangers."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.actions import plan
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Congress, MemberCount, User
from tests import factories
from tests.area import TERM, Area, area

__all__ = ["area"]
ClientFor = Callable[[User], Client]
SEES_CELL_1 = {"board": 200, "district": 200, "office": 200, "reader": 200}
WHO = ("board", "district", "office", "neighbour", "other", "reader", "keeper", "stranger")


def queries(client: Client, url: str) -> int:
    """How many queries a page takes once the session knows what is asked."""
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", ["organisation", "organisation_history"])
def test_the_page_is_there_for_those_who_reach_it_and_for_nobody_else(
    area: Area, client_for: ClientFor, who: str, page: str
) -> None:
    answer = client_for(area.users[who]).get(reverse(page, args=[area.id("Chi bộ thôn 1")]))

    assert answer.status_code == SEES_CELL_1.get(who, 404)


def test_signed_out_is_asked_to_sign_in(area: Area, client: Client) -> None:
    for url in (reverse("organisations"), reverse("organisation", args=[area.id("Trạm")]), reverse("pilots")):
        assert client.get(url).status_code == 302


@pytest.mark.parametrize("who", WHO)
def test_the_tree_begins_where_one_works(area: Area, client_for: ClientFor, who: str) -> None:
    answer = client_for(area.users[who]).get(reverse("organisations"))

    assert answer.status_code == (404 if who in {"keeper", "stranger"} else 200)
    if who == "other":
        assert "Xã Hai" in answer.content.decode() and "Xã Một" not in answer.content.decode()


def test_the_search_finds_without_marks_and_only_within_reach(area: Area, client_for: ClientFor) -> None:
    url = reverse("organisations") + "?q=chi bo thon"

    board = client_for(area.users["board"]).get(url).content.decode()
    other = client_for(area.users["other"]).get(url, headers={"HX-Request": "true"}).content.decode()

    assert all(f"Chi bộ thôn {number}" in board for number in (1, 2, 3))
    assert "Chi bộ thôn 3" in other and "Chi bộ thôn 1" not in other and "<html" not in other


def test_six_questions_open_for_the_cells_own_office_only(area: Area, client_for: ClientFor) -> None:
    url = reverse("organisation", args=[area.id("Chi bộ thôn 1")])

    assert 'name="held_on"' in client_for(area.users["office"]).get(url).content.decode()
    assert 'name="held_on"' not in client_for(area.users["board"]).get(url).content.decode()
    assert 'name="held_on"' not in client_for(area.users["reader"]).get(url).content.decode()


def test_the_board_marks_what_the_level_above_marks_and_the_cells_office_only_its_own(
    area: Area, client_for: ClientFor
) -> None:
    pk = area.id("Chi bộ thôn 1")
    url, above = reverse("organisation", args=[pk]), reverse("congress_mark", args=[pk, "scheme_approved"])
    own = reverse("congress_mark", args=[pk, "plan_issued"])

    office, board, reader = (
        client_for(area.users[who]).get(url).content.decode() for who in ("office", "board", "reader")
    )

    assert own in office and above not in office
    assert own in board and above in board
    assert own not in reader and above not in reader


def test_each_field_of_a_step_has_a_label_of_its_own(area: Area, client_for: ClientFor) -> None:
    page = client_for(area.users["office"]).get(reverse("organisation", args=[area.id("Chi bộ thôn 1")]))

    labels = re.findall(r'<label for="held_(\w+)">([^<]+?) *<', page.content.decode())

    assert [name for name, _ in labels] == ["done_on", "half_days", "evidence"]
    assert len({text for _, text in labels}) == 3


def test_marking_and_taking_back_go_through_the_page(area: Area, client_for: ClientFor) -> None:
    pk, client = area.id("Chi bộ thôn 1"), client_for(area.users["office"])
    url = reverse("congress_mark", args=[pk, "plan_issued"])

    late = client.post(url, {"done_on": "2020-03-03"})
    assert late.status_code == 400 and 'class="finding is-error"' in late.content.decode()
    assert client.post(url, {"done_on": "2020-02-28", "evidence": "KH 01"}).status_code == 302
    assert "KH 01" in client.get(reverse("organisation", args=[pk])).content.decode()

    back = reverse("congress_unmark", args=[pk, "plan_issued"])
    assert client.post(back, {"reason": ""}).status_code == 400
    assert client.post(back, {"reason": "nhầm"}).status_code == 302
    assert not Congress.objects.get(organisation=pk, term=TERM).marks.exists()


@pytest.mark.parametrize("who", ["neighbour", "other", "reader", "keeper", "stranger"])
def test_others_can_neither_mark_nor_report(area: Area, client_for: ClientFor, who: str) -> None:
    pk, client = area.id("Chi bộ thôn 1"), client_for(area.users[who])

    assert client.post(reverse("congress_mark", args=[pk, "plan_issued"]), {"done_on": "2020-02-28"}).status_code == 404
    assert client.post(reverse("congress_report", args=[pk]), {"official": "1"}).status_code == 404
    assert client.post(reverse("congress_mark", args=[pk, "no_such_step"]), {}).status_code == 404


def test_an_office_cannot_approve_its_own_scheme(area: Area, client_for: ClientFor) -> None:
    url = reverse("congress_mark", args=[area.id("Chi bộ thôn 1"), "scheme_approved"])

    assert client_for(area.users["office"]).post(url, {"done_on": "2020-02-28"}).status_code == 404
    assert client_for(area.users["district"]).post(url, {"done_on": "2020-02-28"}).status_code == 302


def test_a_past_day_shows_what_was_and_offers_no_change(area: Area, client_for: ClientFor) -> None:
    pk = area.id("Chi bộ thôn 1")
    plan.mark(
        actor=area.actor("office"), organisation=pk, term=TERM, milestone="plan_issued", done_on=date(2020, 2, 20)
    )

    page = client_for(area.users["office"]).get(reverse("organisation", args=[pk]) + "?as_of=2020-02-01")

    assert 'name="held_on"' not in page.content.decode()
    assert reverse("congress_mark", args=[pk, "plan_issued"]) not in page.content.decode()


def test_where_no_congress_is_opened_the_page_says_what_to_do(area: Area, client_for: ClientFor) -> None:
    pk = area.id("Trạm")
    url = reverse("organisation", args=[pk]) + "?term=2025-2030"

    assert reverse("congresses_open", args=[pk]) in client_for(area.users["board"]).get(url).content.decode()
    reader = client_for(area.users["reader"]).get(url)
    assert reader.status_code == 200 and 'class="empty"' in reader.content.decode()


def test_six_answers_are_saved_in_one_visit_and_only_what_is_new_is_written(area: Area, client_for: ClientFor) -> None:
    pk, client = area.id("Chi bộ thôn 1"), client_for(area.users["office"])
    answers = {"official": "10", "probationary": "1", "planned_on": "2020-04-20", "half_days": "1"}

    assert client.post(reverse("congress_report", args=[pk]), answers).status_code == 302
    congress = Congress.objects.get(organisation=pk, term=TERM)
    assert (congress.planned_on, congress.planned_half_days) == (date(2020, 4, 20), 1)
    assert MemberCount.objects.filter(organisation=pk).count() == 1  # unchanged, so not counted again

    rest = answers | {"official": "12", "announced_on": "2020-02-28", "held_on": "2020-03-01"}
    assert client.post(reverse("congress_report", args=[pk]), rest).status_code == 302
    congress.refresh_from_db()
    marks = dict(congress.marks.values_list("milestone", "done_on"))
    assert marks == {"opening_announced": date(2020, 2, 28), "held": date(2020, 3, 1)}
    assert congress.held_half_days == 1
    assert list(MemberCount.objects.filter(organisation=pk).values_list("official", flat=True)) == [10, 12]


def test_what_a_hard_rule_forbids_is_said_beside_the_answers(area: Area, client_for: ClientFor) -> None:
    pk, client = area.id("Trạm"), client_for(area.users["board"])
    answers = {"official": "9", "probationary": "1", "planned_on": "2020-09-01"}

    page = client.post(reverse("congress_report", args=[pk]), answers)

    assert page.status_code == 200 and "C-01" in page.content.decode() and "2020-09-01" in page.content.decode()
    assert Congress.objects.get(organisation=pk, term=TERM).planned_on is None


def test_an_answer_given_before_is_not_emptied_by_accident(area: Area, client_for: ClientFor) -> None:
    pk, client = area.id("Chi bộ thôn 1"), client_for(area.users["office"])

    page = client.post(reverse("congress_report", args=[pk]), {"official": "", "probationary": ""})

    assert page.status_code == 200 and 'aria-invalid="true"' in page.content.decode()


def test_a_committee_whose_cells_count_is_not_asked_for_members(area: Area, client_for: ClientFor) -> None:
    page = client_for(area.users["board"]).get(reverse("congress_report", args=[area.id("Xã Một")]))

    assert 'name="official"' not in page.content.decode() and 'name="planned_on"' in page.content.decode()


@pytest.mark.parametrize(
    ("who", "name"), [("office", "Chi bộ thôn 1"), ("board", "Chi bộ thôn 1"), ("board", "Tỉnh"), ("reader", "Trạm")]
)
def test_the_page_takes_few_queries_whatever_stands_below(
    area: Area, client_for: ClientFor, who: str, name: str
) -> None:
    client, url = client_for(area.users[who]), reverse("organisation", args=[area.id(name)])

    before = queries(client, url)
    if name == "Tỉnh":
        for number in range(3):
            factories.organisation(f"Huyện thêm {number}", Kind.UPPER, under=area.of["Tỉnh"])

    assert before <= 13
    assert queries(client, url) == before
    assert queries(client, reverse("organisation_history", args=[area.id(name)])) <= 13


def test_the_tree_takes_as_many_queries_for_one_child_as_for_three(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["board"])
    one, two = (queries(client, f"{reverse('organisations')}?at={area.id(name)}") for name in ("Xã Hai", "Xã Một"))

    assert one == two <= 13
    assert queries(client, reverse("organisations") + "?q=thon") <= 13
