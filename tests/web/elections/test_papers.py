"""Papers of elections, as pages and as downloads."""

import io
import json
import re
from collections.abc import Callable
from urllib.parse import quote

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.data.models import User
from tests.hall import Hall

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]

NAMES = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
BALLOTS = ["1110"] * 20 + ["1101"] * 11 + ["1011"] * 7
NOBODY = ("reader", "beside", "head_beside", "stranger", "first")


def hall_of(ballots: list[str], *, release: bool = True) -> Hall:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    number = hall.counted(ballots)
    if release:
        hall.release(number)
    return hall


def paper(hall: Hall, name: str, asked: str = "") -> str:
    return reverse("election_paper", args=[hall.election, name]) + asked


@pytest.mark.parametrize("who", ["head", "secretariat", "auditor", "office", "board", *NOBODY])
def test_who_finds_the_papers(client_for: ClientFor, who: str) -> None:
    hall = hall_of(BALLOTS)
    client = client_for(hall.users[who])
    prepares, runs, sees = who in {"secretariat", "office", "board"}, who == "head", who not in NOBODY

    def status(url: str) -> int:
        return client.get(url).status_code

    assert status(reverse("election_papers", args=[hall.election])) == (200 if sees else 404)
    for name in ("hand_over", "count_minutes", "elected_list"):
        assert status(paper(hall, name, "?round=1")) == (200 if sees else 404)
    assert status(paper(hall, "entry_log", "?round=1")) == (200 if runs else 404)
    assert status(reverse("election_log", args=[hall.election, 1])) == (200 if runs else 404)
    assert status(reverse("election_round_file", args=[hall.election, 1])) == (200 if sees else 404)
    for name in ("results_report", "ratification_request"):
        assert status(paper(hall, name)) == (200 if prepares else 404)
    assert status(paper(hall, "straw_minutes")) == (409 if prepares else 404)


def test_a_paper_is_a_word_file_with_a_name_that_every_program_reads(client_for: ClientFor) -> None:
    hall = hall_of(BALLOTS)

    answer = client_for(hall.users["head"]).get(paper(hall, "count_minutes", "?round=1"))

    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    plain = "bien-ban-kiem-phieu-lan-1-ban-chap-hanh-dang-bo-xa-mau-khoa-i.docx"
    said = quote("Biên bản kiểm phiếu lần 1 - Ban Chấp hành Đảng bộ xã Mẫu khóa I.docx", safe="")
    assert answer["Content-Disposition"] == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{said}"
    assert docx.Document(io.BytesIO(answer.content)).tables


def test_a_name_of_the_election_cannot_leave_the_header(client_for: ClientFor) -> None:
    hall = Hall(title='Ban "Chấp hành"\\..; x=/etc')
    hall.listed(NAMES, seats=3)
    hall.voted(BALLOTS)

    said = client_for(hall.users["head"]).get(paper(hall, "count_minutes", "?round=1"))["Content-Disposition"]

    assert said.count('"') == 2 and "\\" not in said and "/" not in said and said.count(";") == 2


def test_percentages_are_rounded_or_cut_as_the_election_says(client_for: ClientFor) -> None:
    hall = Hall(summoned=32)
    hall.listed(NAMES, seats=3)
    hall.voted(["1110"] * 31 + ["1101"])
    client = client_for(hall.users["head"])

    def share(asked: str) -> str:
        file = docx.Document(io.BytesIO(client.get(paper(hall, "count_minutes", asked)).content))
        table = next(table for table in file.tables if "Số phiếu bầu" in [cell.text for cell in table.rows[0].cells])
        return table.rows[4].cells[3].text.replace("\u00a0", " ")

    assert share("?round=1") == "3,13 %"
    hall.facts(3, truncate=True)
    assert share("?round=1") == "3,12 %"


def test_what_is_not_ready_says_why_and_where_and_is_no_traceback(client_for: ClientFor) -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    hall.collected(40)
    client = client_for(hall.users["head"])

    page = client.get(reverse("election_papers", args=[hall.election])).content.decode()
    answer = client.get(paper(hall, "count_minutes", "?round=1"))

    assert "count_minutes.docx" not in page and reverse("election_rounds", args=[hall.election]) in page
    assert answer.status_code == 409 and 'role="alert"' in answer.content.decode()
    for url in (
        reverse("election_log", args=[hall.election, 1]),
        reverse("election_round_file", args=[hall.election, 1]),
        paper(hall, "entry_log", "?round=1"),
    ):
        assert client.get(url).status_code == 409
    for asked in ("", "?round=2", "?round=x", "?round=-1", "?round=²", "?round=99999"):
        assert client.get(paper(hall, "count_minutes", asked)).status_code == 404
    assert client.get(paper(hall, "no_such")).status_code == 404


def test_no_total_leaves_before_it_is_released(client_for: ClientFor) -> None:
    hall = hall_of(BALLOTS, release=False)

    for who in ("secretariat", "auditor"):
        client = client_for(hall.users[who])
        for name in ("hand_over", "count_minutes", "elected_list"):
            expected = 200 if (who, name) == ("secretariat", "hand_over") else 409
            assert client.get(paper(hall, name, "?round=1")).status_code == expected
        page = client.get(reverse("election_papers", args=[hall.election])).content.decode()
        assert "count_minutes.docx" not in page
        assert client.get(reverse("election_round_file", args=[hall.election, 1])).status_code == 409


def test_the_result_file_is_the_one_that_the_minutes_name(client_for: ClientFor) -> None:
    hall = hall_of(BALLOTS)
    client = client_for(hall.users["auditor"])

    file = client.get(reverse("election_round_file", args=[hall.election, 1]))
    minutes = docx.Document(io.BytesIO(client.get(paper(hall, "count_minutes", "?round=1")).content))

    assert json.loads(file.content)["sha256"] in "\n".join(one.text for one in minutes.paragraphs)
    assert file["X-Content-Type-Options"] == "nosniff" and 'filename="ket-qua-' in file["Content-Disposition"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_interface_speaks_its_language_and_papers_vietnamese(client_for: ClientFor, language: str) -> None:
    hall = hall_of(BALLOTS)
    client = client_for(hall.users["head"])
    client.cookies["django_language"] = language

    page = client.get(reverse("election_papers", args=[hall.election])).content.decode()
    file = docx.Document(io.BytesIO(client.get(paper(hall, "count_minutes", "?round=1")).content))

    assert f'<html lang="{language}">' in page and " style=" not in page and "<script>" not in page
    assert "Căn cứ 190-QĐ/TW, khoản 2 Điều 8" in "\n".join(one.text for one in file.paragraphs)


def test_the_log_is_a_page_to_print(client_for: ClientFor) -> None:
    hall = hall_of(BALLOTS)

    page = client_for(hall.users["head"]).get(reverse("election_log", args=[hall.election, 1])).content.decode()

    assert page.count("<code>") == 76 and "data-print" in page and not re.search(r"\b1110\b", page)


def test_the_page_takes_as_many_queries_for_more_names_and_ballots(client_for: ClientFor) -> None:
    small, large = hall_of(["1110"] * 30), hall_of(BALLOTS)
    found = []
    for hall in (small, large):
        client, url = client_for(hall.users["head"]), reverse("election_papers", args=[hall.election])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        found.append(len(queries))

    assert found[0] == found[1] <= 22
