"""Pages of people: who sees what, what they show, what the log and the titles do not hold."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.core.personnel import Post, Sex, Standing
from daihoi.data.models import Event, Person, PoolPlace
from tests.area import Area, area
from tests.personnel_people import OUTSIDERS, kept, pooled, staffed

__all__ = ["area"]  # a fixture

SECRET = "Nguyễn Thị Kín"


@pytest.fixture
def staff(area: Area) -> Area:
    return staffed(area)


def client_of(staff: Area, who: str) -> Client:
    client = Client()
    client.force_login(staff.users[who])
    client.get("/board/")  # chooses the term once
    return client


def pages(staff: Area, person: int) -> list[str]:
    """Every address of people and dossiers of Huyện A."""
    pk = staff.id("Huyện A")
    plain = [
        "personnel_people", "personnel_people_xlsx", "personnel_person_new", "personnel_alike", "personnel_dossiers",
        "personnel_dossiers_xlsx",
    ]  # fmt: skip
    of_person = [
        "personnel_person",
        "personnel_person_edit",
        "personnel_person_remove",
        "personnel_pool",
        "personnel_dossier",
    ]
    return [
        *(reverse(name, args=[pk]) for name in plain),
        *(reverse(name, args=[pk, person]) for name in of_person),
        reverse("personnel_dossier_item", args=[pk, person, "cv"]),
        reverse("personnel_review", args=[pk, person, "assets"]),
    ]


def test_nobody_without_the_right_finds_a_page(staff: Area) -> None:
    person = pooled(staff, kept(staff, SECRET))
    clients = {who: client_of(staff, who) for who in OUTSIDERS}
    before = Event.objects.count()

    for who, client in clients.items():
        for address in pages(staff, person):
            for answer in (client.get(address), client.post(address, {"name": "Ai Đó"})):
                assert answer.status_code in {404, 405}, (who, address)
                assert "Kín" not in answer.content.decode()
    assert Event.objects.count() == before


def test_every_page_is_read_with_a_trace_and_no_name_in_it(staff: Area) -> None:
    person = pooled(staff, kept(staff, SECRET))
    client = client_of(staff, "officer")
    for address in pages(staff, person):
        before = Event.objects.count()
        answer = client.get(address)
        assert answer.status_code == 200, address
        events = list(Event.objects.order_by("-seq")[: Event.objects.count() - before])
        assert [one.event for one in events] in (["personnel.opened"], ["personnel.taken"]), address
        assert "Kín" not in "".join(one.detail + one.subject for one in events)
        if "html" in answer["Content-Type"]:
            title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
            assert "Kín" not in title
            assert 'class="secrecy"' in answer.content.decode()
        else:
            assert "kin" not in answer["Content-Disposition"].lower().replace("mat", "")


QUERIES = {
    "": 13, "list.xlsx": 13, "new/": 10, "alike/": 14, "dossiers/": 13, "dossiers.xlsx": 13, "P/": 15, "P/edit/": 13,
    "P/remove/": 13, "P/pool/": 13, "P/dossier/": 13, "P/dossier/cv/": 13, "P/reviews/assets/": 13,
}  # fmt: skip


@pytest.mark.parametrize("count", [1, 3, 40])
def test_pages_take_as_many_queries_for_one_person_as_for_forty(staff: Area, count: int) -> None:
    for number in range(count):
        person = pooled(staff, kept(staff, f"Nguyễn Văn {'ABCDEFGHIK'[number % 10]}"))
    client, taken = client_of(staff, "officer"), {}
    client.get(reverse("personnel_place", args=[staff.id("Huyện A")]))
    for address in pages(staff, person):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        taken[address.split("/people/")[1].replace(f"{person}/", "P/", 1)] = len(queries)
    assert taken == QUERIES


def test_the_list_is_sorted_by_given_name_and_filtered(staff: Area) -> None:
    for name, more in (
        ("Trần Thị Bình", {"sex": Sex.WOMAN, "born_year": 1975}),
        ("Nguyễn Văn Ánh", {"born_year": 1985}),
        ("Lê Văn An", {"born_year": 1955, "post": "Bí thư Huyện ủy"}),
    ):
        pooled(staff, kept(staff, name, **more))
    last = kept(staff, "Hà Văn Cường", born_year=1975)
    pooled(staff, last, standing=Standing.FIRST_TIME, organs=frozenset(), posts=frozenset({Post.DEPUTY}))
    client, address = client_of(staff, "officer"), reverse("personnel_people", args=[staff.id("Huyện A")])

    def names(query: str = "") -> list[str]:
        return [row.name.split()[-1] for row in client.get(f"{address}?{query}").context["view"].rows]

    assert names() == ["An", "Ánh", "Bình", "Cường"]
    assert names("sex=woman") == ["Bình"]
    assert names("band=under_40") == ["Ánh"]
    assert names("band=over_50") == ["An"]
    assert names("standing=first_time") == ["Cường"]
    assert names("office=deputy") == ["Cường"]
    assert names("office=committee") == ["An", "Ánh", "Bình"]
    assert names("lacking=any") == ["An", "Ánh", "Bình", "Cường"]
    assert names("age=too_old") == ["An"]
    assert names("q=bi+thu") == ["An", "Ánh", "Bình", "Cường"]  # no name is taken from an address
    sent = client.post(address, {"q": "bi thu"})
    assert [row.name for row in sent.context["view"].rows] == ["Lê Văn An"]
    assert "bi thu" in sent.content.decode()
    assert names("alike=1") == []
    assert names("sex=x&band=y&office=z&page=99") == ["An", "Ánh", "Bình", "Cường"]


def test_the_table_bears_secrecy_who_took_it_and_when(staff: Area) -> None:
    pooled(staff, kept(staff, SECRET))
    answer = client_of(staff, "officer").get(reverse("personnel_people_xlsx", args=[staff.id("Huyện A")]))

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    first = sheet.cell(1, 1).value
    assert first.startswith("MẬT · ")
    assert staff.users["officer"].full_name in first
    assert "02/03/2020" in first
    assert [cell.value for cell in sheet[4]][1] == SECRET


def test_somebody_is_entered_changed_and_taken_out(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    form = {
        "name": "Lò Văn Mẫu",
        "sex": "man",
        "born_month": "9",
        "born_year": "1975",
        "title_0": "Bí thư",
        "from_0": "2015-06-01",
    }
    answer = client.post(reverse("personnel_person_new", args=[pk]), form)
    person = Person.objects.get()
    assert answer.url == reverse("personnel_person", args=[pk, person.pk])
    assert [post.title for post in person.posts.all()] == ["Bí thư"]

    edit = reverse("personnel_person_edit", args=[pk, person.pk])
    assert client.post(edit, form | {"seen": "1", "home": "Mường Mẫu"}).status_code == 302
    late = client.post(edit, form | {"seen": "1", "home": "Nơi khác"})
    assert late.status_code == 400
    assert Person.objects.get().home == "Mường Mẫu"
    assert Event.objects.latest("seq").event == "personnel.opened"  # what came back was read

    assert client.post(reverse("personnel_person_remove", args=[pk, person.pk]), {"seen": "2"}).status_code == 302
    assert not Person.objects.exists()


def test_a_form_with_nonsense_comes_back(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    for wrong in (
        {"name": ""},
        {"name": "A", "born_month": "x"},
        {"name": "A", "sex": "z"},
        {"name": "A", "from_0": "hôm qua"},
    ):
        assert client.post(reverse("personnel_person_new", args=[pk]), wrong).status_code == 400
    assert not Person.objects.exists()


def test_the_pool_is_set_on_its_page(staff: Area) -> None:
    client, person = client_of(staff, "officer"), kept(staff)
    address = reverse("personnel_pool", args=[staff.id("Huyện A"), person])
    form = {"standing": "restanding", "organs": ["committee"], "posts": ["deputy"], "seen": "1"}
    assert client.post(address, form).status_code == 302
    assert PoolPlace.objects.values_list("standing", "organs", "posts").get() == ("restanding", "committee", "deputy")
    assert client.post(address, {"out": "1", "seen": "2"}).status_code == 302
    assert not PoolPlace.objects.exists()


def test_whoever_approves_reads_and_changes_nothing(staff: Area) -> None:
    client, person, pk = client_of(staff, "approver"), pooled(staff, kept(staff)), staff.id("Huyện A")
    assert client.get(reverse("personnel_people", args=[pk])).status_code == 200
    assert client.get(reverse("personnel_person", args=[pk, person])).status_code == 200
    for name in ("personnel_person_edit", "personnel_pool", "personnel_person_remove"):
        assert client.get(reverse(name, args=[pk, person])).status_code == 404


def test_duplicates_are_shown_where_they_may_be_seen_and_decided(staff: Area) -> None:
    first, second = kept(staff), kept(staff, "NGUYỄN VĂN MẪU", sex=None)
    below, beside = kept(staff, at="Xã Một"), kept(staff, at="Huyện B")
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    address = reverse("personnel_alike", args=[pk])

    def shown() -> list[tuple[int, int]]:
        return [(one.known.id, other.known.id) for one, other in client.get(address).context["view"].pairs]

    assert shown() == [(first, second), (first, below), (second, below)]
    decide = reverse("personnel_alike_decide", args=[pk])
    client.post(decide, {"person": second, "other": first, "what": "same"})
    assert shown() == [(first, below)]
    client.post(decide, {"person": first, "other": below, "what": "two"})
    assert shown() == []
    page = client.get(reverse("personnel_person", args=[pk, first]))
    assert [(one.other, one.same, one.mine) for one in page.context["alike"].decided] == [
        (second, True, False), (below, False, True),
    ]  # fmt: skip
    client.post(decide, {"person": first, "other": below, "what": "undo"})
    assert shown() == [(first, below)]
    assert client.post(decide, {"person": first, "other": beside, "what": "two"}).status_code == 404
    assert client.post(decide, {"person": "x", "other": beside, "what": "two"}).status_code == 404
    assert [row.id for row in client.get(reverse("personnel_people", args=[pk])).context["view"].rows] == [first]


def test_a_back_address_leads_nowhere_else(staff: Area) -> None:
    first, second = kept(staff), kept(staff)
    client, decide = client_of(staff, "officer"), reverse("personnel_alike_decide", args=[staff.id("Huyện A")])
    answer = client.post(decide, {"person": second, "other": first, "what": "two", "back": "//example.org/personnel/"})
    assert answer.url == reverse("personnel_alike", args=[staff.id("Huyện A")])
