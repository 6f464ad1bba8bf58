"""The pages of weekly reports: made, read by whom, worded, signed, and taken as files."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from daihoi.actions import reports as actions
from daihoi.actions.difficulties import publish
from daihoi.actions.tasks import Wanted, set_task
from daihoi.core.reports import FIGURES
from daihoi.core.subjects import Subject
from daihoi.data.models import User, WeeklyReport
from tests.area import TERM, TODAY, Area, area
from tests.supervised import Supervised

__all__ = ["area"]  # a fixture
ClientFor = Callable[[User], Client]


@pytest.fixture
def made(area: Area) -> int:
    return actions.make_report(actor=area.actor("district"), organisation=area.id("Huyện A"), term=TERM, week_to=TODAY)


def test_a_report_is_made_worded_and_signed_through_its_pages(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    where = area.id("Huyện A")
    response = client.post(reverse("report_make", args=[where]), {"week_to": "2020-03-02"})
    pk = WeeklyReport.objects.get().pk
    assert response.headers["Location"] == reverse("report", args=[pk])
    client.post(reverse("report_words", args=[pk, "difficulties"]), {"text": "Hai nơi còn vướng."})
    page = client.get(reverse("report", args=[pk])).content.decode()
    assert "Hai nơi còn vướng." in page
    signed = client.post(reverse("report_sign", args=[pk]), {"signer": "Trưởng ban – Người ký mẫu"}, follow=True)
    assert "Trưởng ban – Người ký mẫu" in signed.content.decode()
    assert [client.get(reverse(name, args=[pk])).status_code for name in ("report_sign",)] == [404]
    assert client.get(reverse("report_words", args=[pk, "tasks"])).status_code == 404


def test_each_figure_leads_to_its_records_as_they_were(area: Area, made: int, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    page = client.get(reverse("report", args=[made])).content.decode()
    for name in FIGURES:
        href = f"{reverse('records', args=[area.id('Huyện A'), name])}?term={TERM}&amp;as_of=2020-03-02&amp;level="
        assert href in page, name
    for name in ("tasks.late", "papers.disseminated", "congresses.held", "lessons.read"):
        address = f"{reverse('records', args=[area.id('Huyện A'), name])}?term={TERM}&as_of=2020-03-02"
        assert client.get(address).status_code == 200


def test_records_lead_to_their_own_pages(area: Area, client_for: ClientFor) -> None:
    who = {"actor": area.actor("district"), "organisation": area.id("Huyện A"), "term": TERM}
    late = Wanted("Dự thảo báo cáo", Subject.DOCUMENTS, due_on=date(2020, 2, 20))
    task = set_task(**who, wanted=late).id
    answer = publish(**who, subject="personnel", question="Đảng viên dự bị?", answer="Được dự.")
    made = Supervised(area)
    made.find("Ma két sai tiêu đề")
    made.concluded()
    client = client_for(area.users["district"])
    for name, href in (
        ("findings.shortcomings", reverse("visit", args=[made.visit])),
        ("tasks.late", reverse("task", args=[task])),
        ("answers.published", reverse("answer", args=[answer])),
    ):
        page = client.get(reverse("records", args=[area.id("Huyện A"), name]), {"term": TERM}).content.decode()
        assert f'href="{href}"' in page, name


@pytest.mark.parametrize("name", ["report", "report_word", "report_xlsx"])
def test_a_report_is_read_at_its_organisation_and_above(
    area: Area, made: int, client_for: ClientFor, name: str
) -> None:
    address = reverse(name, args=[made])
    seen = {who: client_for(area.users[who]).get(address).status_code for who in area.users}
    assert seen == {
        "board": 200, "district": 200, "reader": 200, "office": 404, "neighbour": 404, "other": 404, "keeper": 404,
        "stranger": 404,
    }  # fmt: skip


def test_whoever_may_only_read_finds_no_form(area: Area, made: int, client_for: ClientFor) -> None:
    client = client_for(area.users["reader"])
    where = area.id("Huyện A")
    addresses = [
        reverse("report_schedule", args=[where]), reverse("report_make", args=[where]),
        reverse("report_words", args=[made, "tasks"]), reverse("report_sign", args=[made]),
    ]  # fmt: skip
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert [client.post(address, {}).status_code for address in addresses] == [404] * 4


def test_the_word_file_tells_the_figures_in_vietnamese(area: Area, made: int, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    client.cookies["django_language"] = "en"
    response = client.get(reverse("report_word", args=[made]))
    paper = docx.Document(io.BytesIO(response.content))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "Từ ngày 25/2/2020 đến ngày 2/3/2020" in text
    assert "Chỉ tiêu" in cells
    assert not any("Tasks" in cell for cell in cells)
    assert "Báo cáo" in text or "BÁO CÁO" in text


def test_the_sheets_hold_the_figures_by_their_names(area: Area, made: int, client_for: ClientFor) -> None:
    response = client_for(area.users["district"]).get(reverse("report_xlsx", args=[made]))
    book = load_workbook(io.BytesIO(response.content))
    names = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert set(FIGURES) <= names


def test_a_wrong_day_and_an_empty_name_are_said_at_the_field(area: Area, made: int, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    assert client.post(reverse("report_make", args=[area.id("Huyện A")]), {"week_to": "hôm qua"}).status_code == 400
    assert client.post(reverse("report_make", args=[area.id("Huyện A")]), {"week_to": "2020-03-09"}).status_code == 400
    assert client.post(reverse("report_sign", args=[made]), {"signer": ""}).status_code == 400
    assert client.get(reverse("report_words", args=[made, "khong-co"])).status_code == 404


def test_pages_take_as_many_queries_for_one_report_as_for_three(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    counts = []
    for day in (2, 1, None):
        if day:
            actions.make_report(
                actor=area.actor("district"), organisation=area.id("Huyện A"), term=TERM, week_to=date(2020, 3, day)
            )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("reports")).status_code == 200
        counts.append(len(queries))
    assert counts[0] >= counts[1] == counts[2]
