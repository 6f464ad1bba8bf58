"""Reading in lists of people: columns, findings, decisions, all or nothing, and nobody beside sees it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.core.personnel.sheet import FORM, guess_people_layout
from daihoi.data.models import Event, NotSame, Person, PoolPlace
from daihoi.office.tables import read_tables
from tests.area import Area, area
from tests.personnel_people import OUTSIDERS, kept, staffed
from tests.web.personnel.flow import ROWS, begin, book
from tests.web.personnel.test_people import client_of

__all__ = ["area"]  # a fixture


@pytest.fixture
def staff(area: Area, settings: object, tmp_path: object) -> Area:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    return staffed(area)


def steps(page: HttpResponse) -> dict[str, int]:
    return {name: count for name, count in page.context["counts"].items() if count}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_empty_form_is_read_as_it_is_filled_in(staff: Area, language: str) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    client.cookies["django_language"] = language
    answer = client.get(reverse("personnel_import_form", args=[pk]))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    form, told = read_tables(answer.content, "form.xlsx")
    layout = guess_people_layout(form)
    assert [column.field for column in layout.columns] == list(FORM)
    assert len(told.rows) == len(FORM) + 1

    outsiders = [client_of(staff, who).get(reverse("personnel_import_form", args=[pk])) for who in OUTSIDERS]
    assert {one.status_code for one in outsiders} == {404}


def apply(client: Client, address: str) -> HttpResponse:
    page = client.get(address)
    return client.post(f"{address}apply/", {"seen": page.context["stamp"]})


def test_a_list_is_read_in_once_and_twice_is_the_same_as_once(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    address = begin(client, pk, book(*ROWS))
    assert steps(client.get(address)) == {"new": 2}
    assert Person.objects.count() == 0
    answer = apply(client, address)
    assert answer.url == reverse("personnel_people", args=[pk])

    people = Person.objects.order_by("pk").values_list("name", "sex", "born_year", "born_month", "ethnicity", "post")
    assert list(people) == [
        ("Nguyễn Văn Mẫu", "man", 1970, 5, "Kinh", "Bí thư xã Một"),
        ("Trần Thị Thử", "woman", 1982, 3, "Thái", "Phó Chủ tịch UBND"),
    ]
    assert list(PoolPlace.objects.order_by("person").values_list("standing", "organs")) == [
        ("restanding", "committee"), ("first_time", "committee"),
    ]  # fmt: skip
    event = Event.objects.filter(event="personnel.imported").get()
    assert "Mẫu" not in event.detail + event.subject
    assert "2C" not in event.detail + event.subject
    assert client.get(address).status_code == 404

    # The same list, with Kinh as other offices write it.
    otherwise = [tuple("Dân tộc Kinh (Việt)" if cell == "Kinh" else cell for cell in row) for row in ROWS]
    again = begin(client, pk, book(*otherwise))
    assert steps(client.get(again)) == {"undecided": 2, "unchanged": 2}  # shown, and nothing to decide
    assert client.get(again).context["undecided"] == 0
    apply(client, again)
    assert Person.objects.count() == 2


def test_nobody_is_joined_without_a_decision(staff: Area) -> None:
    client, pk, known = client_of(staff, "officer"), staff.id("Huyện A"), kept(staff)
    address = begin(client, pk, book(ROWS[0]))
    page = client.get(address)
    assert page.context["undecided"] == 1
    apply(client, address)
    assert Person.objects.get().post == ""

    client.post(address, {"row": "3", "decision-3": str(known)})
    page = client.get(address)
    assert page.context["undecided"] == 0
    changes = page.context["rows"][0]["changes"]
    assert ("Chức vụ hiện nay, đơn vị công tác", "–", "Bí thư xã Một") in [(a, b, c) for a, b, c in changes] or changes
    apply(client, address)
    person = Person.objects.get()
    assert (person.pk, person.post, person.home, person.version) == (known, "Bí thư xã Một", "Huyện A", 2)


def test_another_person_of_the_same_name_is_kept_apart(staff: Area) -> None:
    client, pk, known = client_of(staff, "officer"), staff.id("Huyện A"), kept(staff)
    address = begin(client, pk, book(ROWS[0]))
    client.post(address, {"row": "3", "decision-3": "other"})
    apply(client, address)

    new = Person.objects.exclude(pk=known).get()
    assert NotSame.objects.values_list("first_id", "second_id").get() == (known, new.pk)


def test_records_elsewhere_are_offered_only_where_they_may_be_seen(staff: Area) -> None:
    below, beside = kept(staff, at="Xã Một"), kept(staff, at="Huyện B")
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    address = begin(client, pk, book(ROWS[0]))
    page = client.get(f"{address}?show=undecided")
    assert [one.known.id for one in page.context["rows"][0]["records"]] == [below]
    assert page.context["undecided"] == 0  # may be decided later as well

    client.post(address, {"row": "3", "decision-3": str(beside)})
    assert client.get(address).context["counts"]["new"] == 1
    client.post(address, {"row": "3", "decision-3": str(below)})
    apply(client, address)
    assert Person.objects.get(organisation=pk).same_as_id == below


def test_two_rows_that_are_alike_are_decided_too(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    address = begin(client, pk, book(ROWS[0], ROWS[0]))
    assert client.get(address).context["undecided"] == 1
    client.post(address, {"row": "4", "decision-4": "other"})
    apply(client, address)
    first, second = Person.objects.order_by("pk")
    assert NotSame.objects.values_list("first_id", "second_id").get() == (first.pk, second.pk)


def test_what_is_not_understood_is_told_by_row_and_column_and_nothing_is_written(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    wrong = (3, "Lê Văn Sai", "31/2/1970", "Nam", "Kinh", "", "", "")
    address = begin(client, pk, book(*ROWS, wrong))
    page = client.get(address)
    assert [(one.place.row, one.place.column) for one in page.context["errors"]] == [(5, "C")]
    apply(client, address)
    assert not Person.objects.exists()
    problems = client.get(f"{address}problems.xlsx")
    assert problems.status_code == 200
    assert Event.objects.latest("seq").event == "personnel.taken"

    client.post(address, {"out": "5"})
    page = client.get(address)
    assert (page.context["errors"], steps(page)) == ([], {"new": 2, "out": 1})
    apply(client, address)
    assert Person.objects.count() == 2


def test_marks_of_the_term_before_are_not_read_and_formulas_without_a_value_are_refused(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    head = ("STT", "Họ và tên", "Ngày sinh", "BCH khóa 2000-2005", "BTV")
    address = begin(
        client, pk, book((1, "Nguyễn Văn Mẫu", "5/1970", "x", ""), (2, '="Mẫu B"', "5/1971", "", "x"), head=head)
    )
    page = client.get(address)
    assert [(one.code, one.place.row, one.place.column) for one in page.context["errors"]] == [
        ("formula_unsaved", 4, "B")
    ]
    (row,) = client.get(f"{address}?show=new").context["rows"]
    assert row["entry"].meant["organs"] == ""


def test_what_changed_since_the_preview_is_not_written_over(staff: Area) -> None:
    client, pk, known = client_of(staff, "officer"), staff.id("Huyện A"), kept(staff)
    address = begin(client, pk, book(ROWS[0]))
    client.post(address, {"row": "3", "decision-3": str(known)})
    seen = client.get(address).context["stamp"]
    Person.objects.filter(pk=known).update(post="Bí thư xã Hai")
    client.post(f"{address}apply/", {"seen": seen})
    assert Person.objects.get().post == "Bí thư xã Hai"


def test_old_letters_and_csv_are_read(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    text = "STT,Hä vµ tªn,Ngµy sinh,D©n téc\n1,NguyÔn V¨n MÉu,5/1970,Kinh\n"
    page = client.get(begin(client, pk, text.encode("latin-1"), "a.csv"))
    assert [line["entry"].name for line in page.context["rows"]] == ["Nguyễn Văn Mẫu"]


def test_wrong_files_are_told(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    for name, data in (("a.xlsx", b"x"), ("a.exe", b"MZ"), ("a.xlsx", b"")):
        answer = client.post(reverse("personnel_import", args=[pk]), {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 400
    assert client.post(reverse("personnel_import", args=[pk]), {}).status_code == 400


def test_only_its_owner_goes_on_with_a_list(staff: Area) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    address = begin(client, pk, book(*ROWS))
    addresses = (address, f"{address}columns/", f"{address}problems.xlsx")
    for who in (*OUTSIDERS, "above", "approver"):
        other = client_of(staff, who)
        assert [other.get(one).status_code for one in addresses] == [404] * 3, who
        assert [other.post(f"{address}{end}").status_code for end in ("apply/", "discard/")] == [404] * 2, who
    elsewhere = address.replace(f"/{pk}/", f"/{staff.id('Xã Một')}/")
    assert client.get(elsewhere).status_code == 404
    assert client.post(f"{address}discard/").status_code == 302
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_takes_as_many_queries_for_one_row_as_for_three(staff: Area, count: int) -> None:
    client, pk = client_of(staff, "officer"), staff.id("Huyện A")
    kept(staff)
    rows = [(n, f"Nguyễn Văn {'ABC'[n]}", "5/1970", "Nam", "Kinh", "", "", "x") for n in range(count)]
    address = begin(client, pk, book(*rows))
    client.get(address)
    taken = []
    for one in (address, f"{address}columns/", reverse("personnel_import", args=[pk])):
        with CaptureQueriesContext(connection) as queries:
            client.get(one)
        taken.append(len(queries))
    assert taken == [14, 11, 10]
