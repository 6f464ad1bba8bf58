"""Pages of bodies, departures and merged offices: who sees what, what they show, how often they ask the database."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.core.personnel import Organ
from daihoi.data.models import Event, Membership, MergedOffice, NotStanding
from tests.area import Area, area
from tests.members_made import SECRET, lived, sat
from tests.personnel_people import OUTSIDERS, kept, staffed
from tests.web.personnel.test_people import client_of

__all__ = ["area"]  # a fixture


@pytest.fixture
def staff(area: Area) -> Area:
    return staffed(area)


def pages(staff: Area, ids: dict[str, int]) -> list[str]:
    pk = staff.id("Huyện A")
    plain = (
        "personnel_members", "personnel_members_xlsx", "personnel_member_new", "personnel_members_enter",
        "personnel_departures", "personnel_departures_xlsx", "personnel_departure_new", "personnel_offices",
        "personnel_offices_new", "personnel_figures",
    )  # fmt: skip
    of = {
        "personnel_member_edit": "member",
        "personnel_member_leave": "member",
        "personnel_member_back": "gone",
        "personnel_member_remove": "member",
        "personnel_departure": "person",
        "personnel_offices_end": "merged",
        "personnel_offices_remove": "merged",
    }
    return [
        *(reverse(name, args=[pk]) for name in plain),
        *(reverse(name, args=[pk, ids[which]]) for name, which in of.items()),
    ]


def test_nobody_without_the_right_finds_a_page(staff: Area) -> None:
    ids = lived(staff)
    for who in OUTSIDERS:
        client = client_of(staff, who)
        before = Event.objects.count()
        for address in pages(staff, ids):
            for answer in (client.get(address), client.post(address, {"to_on": "2020-03-01"})):
                assert answer.status_code in {404, 405}, (who, address)
                assert "Kín" not in answer.content.decode()
        assert Event.objects.count() == before


def test_every_page_is_read_with_a_trace_and_few_queries(staff: Area) -> None:
    ids = lived(staff)
    client = client_of(staff, "officer")
    for address in pages(staff, ids):
        before = Event.objects.count()
        assert client.get(address).status_code == 200, address  # and what is kept in memory is warm
        events = list(Event.objects.order_by("-seq")[: Event.objects.count() - before])
        assert [one.event for one in events] in (["personnel.opened"], ["personnel.taken"]), address
        assert "Kín" not in "".join(one.detail + one.subject for one in events)
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(address)
        for number in range(3):
            sat(staff, f"Mẫu {number} {address[-9:]}")
        client.get(address)
        with CaptureQueriesContext(connection) as more:
            answer = client.get(address)
        assert len(few) == len(more) <= 15, (address, len(few), len(more))
        if "html" in answer["Content-Type"]:
            page = answer.content.decode()
            assert page.count("<h1") == 1 and "<script>" not in page and " style=" not in page
            assert "Kín" not in page.partition("<title>")[2].partition("</title>")[0]


def test_whoever_may_only_read_changes_nothing(staff: Area) -> None:
    ids = lived(staff)
    client = client_of(staff, "approver")
    pk = staff.id("Huyện A")
    page = client.get(reverse("personnel_members", args=[pk])).content.decode()
    assert SECRET in page and reverse("personnel_member_new", args=[pk]) not in page
    for address in pages(staff, ids):
        if "xlsx" not in address and client.get(address).status_code == 200:
            assert client.post(address).status_code == 405, address


def test_the_page_shows_who_is_there_on_the_day_and_who_left(staff: Area) -> None:
    ids = lived(staff)
    client, address = client_of(staff, "officer"), reverse("personnel_members", args=[staff.id("Huyện A")])
    view = client.get(address).context["view"]
    assert [(body.organ, len(body.rows), body.left) for body in view.bodies] == [(Organ.COMMITTEE, 1, 1)]
    assert [row.id for row in view.left] == [ids["gone"]]
    earlier = client.get(address, {"as_of": "2020-02-20"}).context["view"]
    assert [(body.organ, len(body.rows), body.left) for body in earlier.bodies] == [(Organ.COMMITTEE, 2, 0)]
    assert client.get(address, {"as_of": "2020-02-01"}).context["view"].bodies == ()


def test_a_whole_body_is_entered_in_one_form(staff: Area) -> None:
    people = [kept(staff, f"Mẫu {number}") for number in range(3)]
    client, address = client_of(staff, "officer"), reverse("personnel_members_enter", args=[staff.id("Huyện A")])
    sent = {
        "organ": "committee", "entry": "elected", "from_on": "2020-02-14", "base": "120", "directly": "on",
        f"in_{people[0]}": "on", f"post_{people[0]}": "secretary", f"votes_{people[0]}": "119",
        f"in_{people[1]}": "on", f"standing_{people[1]}": "first_time", f"votes_{people[1]}": "80",
    }  # fmt: skip
    wrong = client.post(address, sent | {f"votes_{people[1]}": "121"})
    assert wrong.status_code == 400 and Membership.objects.count() == 0
    assert client.post(address, sent).status_code == 302
    rows = Membership.objects.order_by("pk").values_list("person", "post", "entry", "standing", "votes", "base")
    assert list(rows) == [
        (people[0], "secretary", "elected_directly", "", 119, 120),
        (people[1], "", "elected", "first_time", 80, 120),
    ]


def test_forms_enter_change_and_end(staff: Area) -> None:
    pk, client = staff.id("Huyện A"), client_of(staff, "officer")
    person = kept(staff)
    form = {"organ": "committee", "entry": "elected", "from_on": "2020-02-14", "standing": "restanding"}
    assert client.post(reverse("personnel_member_new", args=[pk]), form | {"person": person}).status_code == 302
    member = Membership.objects.get()
    edit = reverse("personnel_member_edit", args=[pk, member.pk])
    leading = form | {"post": "secretary", "beside": ["village_head"], "village_on": "2020-01-05", "seen": 1}
    assert client.post(edit, leading).status_code == 302
    assert client.post(edit, leading).status_code == 400  # somebody was quicker
    member.refresh_from_db()
    assert (member.post, member.beside, member.village_elected_on) == ("secretary", "village_head", date(2020, 1, 5))
    leave = reverse("personnel_member_leave", args=[pk, member.pk])
    assert client.post(leave, {"to_on": "2020-03-01", "exit": "moved", "seen": 2}).status_code == 302
    assert client.post(reverse("personnel_member_back", args=[pk, member.pk]), {"seen": 3}).status_code == 302
    assert client.post(reverse("personnel_member_remove", args=[pk, member.pk]), {"seen": 4}).status_code == 302
    assert Membership.objects.count() == 0
    gone = {"why": "age", "arrangement": "proposed", "policy": "open", "person": person}
    assert client.post(reverse("personnel_departure_new", args=[pk]), gone).status_code == 302
    change = reverse("personnel_departure", args=[pk, person])
    decided = {**gone, "policy": "decided", "decision": "7-QĐ/HU", "seen": 1}
    assert client.post(change, decided).status_code == 302
    assert client.post(change, decided | {"seen": 2, "out": "1"}).status_code == 302
    assert NotStanding.objects.count() == 0
    offices = {"offices": "mass", "from_on": "2020-02-14"}
    assert client.post(reverse("personnel_offices_new", args=[pk]), offices).status_code == 302
    end = reverse("personnel_offices_end", args=[pk, MergedOffice.objects.get().pk])
    assert client.post(end, {"to_on": "2020-03-01"}).status_code == 302
    assert client.get(end).status_code == 404


def test_the_tables_that_leave_bear_the_mark(staff: Area) -> None:
    lived(staff)
    client = client_of(staff, "officer")
    for name in ("personnel_members_xlsx", "personnel_departures_xlsx"):
        answer = client.get(reverse(name, args=[staff.id("Huyện A")]))
        first = openpyxl.load_workbook(BytesIO(answer.content)).active["A1"].value
        assert staff.users["officer"].full_name in first and "MẬT" in first.upper(), name
        assert "Kín" not in answer["Content-Disposition"]


def test_a_member_with_votes_of_nobody_is_refused_at_the_field(staff: Area) -> None:
    person, pk = kept(staff), staff.id("Huyện A")
    given = {"organ": "committee", "entry": "elected", "from_on": "2020-02-14", "base": "0"}
    client = client_of(staff, "officer")
    answer = client.post(reverse("personnel_member_new", args=[pk]), given | {"person": person, "votes": "0"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["base"])
    several = given | {f"in_{person}": "on", f"votes_{person}": "0"}
    answer = client.post(reverse("personnel_members_enter", args=[pk]), several)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["base"])
    assert not Membership.objects.exists()


def test_merged_offices_are_taken_out_on_a_page_that_asks(staff: Area) -> None:
    ids = lived(staff)
    client = client_of(staff, "officer")
    address = reverse("personnel_offices_remove", args=[staff.id("Huyện A"), ids["merged"]])
    assert address in client.get(reverse("personnel_offices", args=[staff.id("Huyện A")])).content.decode()
    assert client.get(address).status_code == 200
    assert MergedOffice.objects.filter(pk=ids["merged"]).exists()
    assert client.post(address).status_code == 302
    assert not MergedOffice.objects.filter(pk=ids["merged"]).exists()
    assert client.get(address).status_code == 404
