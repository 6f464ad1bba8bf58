"""A form that is sent is about the term that its page was about, whatever another window looked at meanwhile; numbers
in addresses and forms are numbers, or nothing."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from daihoi.data.models import Body, PoolPlace
from daihoi.web.asked import whole_number
from tests import factories
from tests import personnel_people as people
from tests.area import TERM, Area, area
from tests.web.imports.flow import upload
from tests.web.personnel.flow import ROWS, book

__all__ = ["area"]  # a fixture
OTHER = "2025-2030"
TEMPLATES = Path(__file__).parents[2] / "src" / "daihoi" / "web" / "templates"
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)


def carried(page: HttpResponse) -> dict[str, str]:
    """What the forms of a page carry unseen."""
    form = "".join(FORM.findall(page.content.decode()))
    return dict(re.findall(r'<input type="hidden" name="(\w+)"[^>]* value="([^"]*)"', form))


def test_what_was_typed_for_one_term_is_not_written_into_another_that_a_second_window_looks_at(area: Area) -> None:
    people.staffed(area)
    person = people.kept(area)
    client = factories.client(area.users["above"])
    address = reverse("personnel_pool", args=[area.id("Huyện A"), person])
    form = client.get(address, {"term": TERM})
    assert client.get(reverse("today"), {"term": OTHER}).status_code == 200

    answer = client.post(address, carried(form) | {"standing": "restanding", "organs": "committee"})

    assert answer.status_code == 302
    assert list(PoolPlace.objects.values_list("term", flat=True)) == [TERM]
    # The page that it leads to shows what was written.
    assert client.get(answer["Location"]).context["place"].term == TERM


def test_a_form_that_is_refused_comes_back_about_its_own_term(area: Area) -> None:
    people.staffed(area)
    client = factories.client(area.users["above"])
    address = reverse("personnel_departure_new", args=[area.id("Huyện A")])
    form = client.get(address, {"term": TERM})
    client.get(reverse("today"), {"term": OTHER})

    answer = client.post(address, carried(form))

    assert (answer.status_code, answer.context["place"].term, carried(answer)["term"]) == (400, TERM, TERM)


def test_forms_of_every_subject_carry_their_term(area: Area) -> None:
    client = factories.client(area.users["district"])
    address = reverse("body_new", args=[area.id("Huyện A")])
    form = client.get(address, {"term": TERM})
    client.get(reverse("today"), {"term": OTHER})

    given = {"name": "Tiểu ban Văn kiện", "kind": "subcommittee", "formed_on": "2020-02-01", "members": ""}
    answer = client.post(address, carried(form) | given)

    assert answer.status_code == 302, answer.context["form"].errors
    assert list(Body.objects.values_list("term", flat=True)) == [TERM]


def test_a_term_that_nobody_knows_changes_nothing_about_what_is_looked_at(area: Area) -> None:
    people.staffed(area)
    client = factories.client(area.users["above"])
    address = reverse("personnel_departure_new", args=[area.id("Huyện A")])
    client.get(address, {"term": OTHER})

    assert client.post(address, {"term": "1900-1905"}).context["place"].term == OTHER


def test_each_form_that_is_sent_carries_what_every_form_carries() -> None:
    without = [
        f"{path.relative_to(TEMPLATES)}: {form[:80]}"
        for path in TEMPLATES.rglob("*.html")
        for form in FORM.findall(path.read_text(encoding="utf-8"))
        if "{% csrf_token %}" not in form
    ]
    assert without == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("", None), ("-1", None), ("²", None), ("٣", None), ("9" * 5000, None), ("1.0", None)],
)
def test_a_number_is_of_few_plain_digits_or_none(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("sheet", ["9" * 5000, "²", "7"])
def test_a_sheet_that_is_not_in_the_file_changes_nothing(
    area: Area, settings: object, tmp_path: Path, sheet: str
) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    people.staffed(area)
    client = factories.client(area.users["above"])
    given = {"file": SimpleUploadedFile("2C.xlsx", book(*ROWS)), "into_pool": "on"}
    columns = client.post(reverse("personnel_import", args=[area.id("Huyện A")]), given)["Location"]

    assert client.post(columns, {"sheet": sheet})["Location"] == columns
    board = factories.client(area.users["board"])
    columns = upload(board, book(*ROWS), area.of["Tỉnh"])["Location"]
    assert board.post(columns, {"sheet": sheet})["Location"] == columns


@pytest.mark.parametrize("sort", ["²", "-²", "9" * 5000, "99"])
def test_a_board_sorted_by_no_column_stands_as_it_is(area: Area, sort: str) -> None:
    client = factories.client(area.users["board"])
    assert client.get(reverse("board_at", args=[area.id("Tỉnh")]), {"sort": sort}).status_code == 200
