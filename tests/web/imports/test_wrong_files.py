"""Files that are no list, days and settings that cannot be: a sentence at the field, and nothing kept."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import Workbook

from daihoi.data.models import User
from daihoi.data.uploaded import packed, unpacked
from daihoi.web.imports import uploads
from tests.office import messy
from tests.web.imports import flow

pytestmark = pytest.mark.django_db
For = Callable[[User], Client]
GOOD = [["Mã", "Tên tổ chức đảng", "Loại hình"], ["X1", "Chi bộ Một", "Chi bộ cơ sở"]]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: object) -> None:
    settings.HOME = tmp_path


def kept() -> list[Path]:
    return list((Path(settings.HOME) / "uploads").glob("*"))


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


WRONG = {
    "empty": (b"", "a.xlsx", "trống"),
    "a pdf under another name": (b"%PDF-1.7\n%\xe2\xe3", "a.xlsx", "không phải danh sách đọc được"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "mật khẩu",
    ),
    "a zip that breaks off": (messy.workbook(GOOD)[:900], "a.xlsx", "hỏng"),
    "another zip": (zipped(a=b"b"), "a.xlsx", "không phải danh sách đọc được"),
    "a web page": (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "trang web"),
    "a hundred thousand columns": (b",".join([b"x"] * 100_000), "a.csv", "hơn 200 cột"),
    "no filled cell": (messy.saved(Workbook()), "a.xlsx", "không có ô nào"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_with_a_sentence(client_for: For, data: bytes, name: str, says: str) -> None:
    ground = flow.ground()

    answer = flow.upload(client_for(ground.owner), data, ground.upper, name=name)

    assert answer.status_code == 200
    assert [says in error for error in answer.context["form"].errors["file"]] == [True], answer.context["form"].errors
    assert kept() == []


def test_a_file_above_the_limit_is_refused(client_for: For, monkeypatch: pytest.MonkeyPatch) -> None:
    ground = flow.ground()
    monkeypatch.setattr("daihoi.web.fields.LARGEST_LIST", 1000)

    answer = flow.upload(client_for(ground.owner), messy.workbook(GOOD), ground.upper)

    assert (list(answer.context["form"].errors), kept()) == (["file"], [])


@pytest.mark.parametrize(("day", "fields"), [("1990-01-01", ["as_of"]), ("", ["as_of"]), ("morgen", ["as_of"])])
def test_a_day_on_which_the_place_was_not_there(client_for: For, day: str, fields: list[str]) -> None:
    ground = flow.ground()

    answer = flow.upload(client_for(ground.owner), messy.workbook(GOOD), ground.upper, day=day)

    assert (answer.status_code, list(answer.context["form"].errors), kept()) == (200, fields, [])


def test_without_a_file_the_form_asks_for_one(client_for: For) -> None:
    ground = flow.ground()

    answer = client_for(ground.owner).post("/imports/upload/", {"organisation": ground.upper.pk, "as_of": flow.DAY})

    assert list(answer.context["form"].errors) == ["file"]


SETTINGS = {
    "no names": ({"column-1": ""}, [None]),
    "one thing twice": ({"column-0": "name"}, [None]),
    "a way without its column": ({"hierarchy": "parent_code"}, ["hierarchy"]),
    "rows that are not there": ({"last_row": "99"}, ["last_row"]),
    "rows the wrong way round": ({"first_row": "2", "last_row": "1"}, ["last_row"]),
    "headings the wrong way round": ({"header_first": "2", "header_last": "1"}, ["header_last"]),
    "no number": ({"first_row": "x"}, ["first_row"]),
    "no such field": ({"column-0": "password"}, ["column-0"]),
}


@pytest.mark.parametrize(("changes", "fields"), SETTINGS.values(), ids=SETTINGS)
def test_settings_that_cannot_be_read_are_said_at_their_field(
    client_for: For, changes: dict[str, str], fields: list[str | None]
) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    work = flow.begun(client, messy.workbook(GOOD), ground.upper)

    data = flow.fields_of(client.get(f"{work}columns/")) | {"action": "preview"} | changes
    answer = client.post(f"{work}columns/", data)

    assert answer.status_code == 200
    assert [name if name != "__all__" else None for name in answer.context["form"].errors] == fields


def test_headings_elsewhere_are_guessed_anew(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    rows = [["a", "b"], ["Mã", "Tên tổ chức đảng"], ["Ghi chú", "Loại hình"], ["X1", "Chi bộ Một"]]
    work = flow.begun(client, messy.workbook(rows), ground.upper)

    data = flow.fields_of(client.get(f"{work}columns/")) | {"header_first": "3", "header_last": "3"}
    client.post(f"{work}columns/", data)
    changed = flow.fields_of(client.get(f"{work}columns/"))
    client.post(f"{work}columns/", {"action": "guess"})
    again = flow.fields_of(client.get(f"{work}columns/"))

    assert (changed["column-0"], changed["column-1"]) == ("note", "kind")
    assert (again["column-0"], again["column-1"]) == ("code", "name")


def test_another_sheet_of_the_file(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    book = Workbook()
    book.active.append(["Mã", "Tên tổ chức đảng", "Loại hình"])
    other = book.create_sheet("Quý II")
    for row in (*GOOD, ["X2", "Chi bộ Hai", "Chi bộ cơ sở"]):
        other.append(row)
    work = flow.begun(client, messy.saved(book), ground.upper)

    chosen = client.get(f"{work}columns/").context["upload"].sheet
    client.post(f"{work}columns/", {"sheet": "0"})
    turned = client.get(f"{work}columns/").context["upload"].sheet
    client.post(f"{work}columns/", {"sheet": "7"})

    assert (chosen, turned, client.get(f"{work}columns/").context["upload"].sheet) == (1, 0, 0)


def test_uploads_are_private_and_go_after_the_import_or_a_day(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    work = flow.begun(client, messy.workbook(GOOD), ground.upper)
    modes = {oct(path.stat().st_mode & 0o777) for path in kept()[0].iterdir()}
    folder = oct(kept()[0].stat().st_mode & 0o777)

    client.post(f"{work}apply/")
    after_import = kept()
    flow.begun(client, messy.workbook(GOOD), ground.upper)
    uploads.LONGEST, before = -1, uploads.LONGEST
    try:
        flow.begun(client, messy.workbook(GOOD), ground.upper)
    finally:
        uploads.LONGEST = before

    assert (modes, folder, after_import, len(kept())) == ({"0o600"}, "0o700", [], 1)


def test_one_person_has_only_so_many_lists_in_work(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    for _ in range(uploads.MOST + 2):
        work = flow.begun(client, messy.workbook(GOOD), ground.upper)

    page = client.get("/imports/")
    client.post(f"{work}discard/")

    assert len(page.context["in_work"]) == uploads.MOST
    assert client.get(f"{work}columns/").status_code == 404


def test_a_table_is_kept_as_it_was() -> None:
    table = uploads.read_tables(messy.tcvn3_fonts(), "a.xlsx")[0]

    assert unpacked(packed(table)) == table
    blank = replace(table, unsaved=frozenset({(2, 0), (9, 3)}))
    assert unpacked(json.loads(json.dumps(packed(blank)))) == blank


def test_names_and_codes_that_are_too_long(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    rows = [GOOD[0], ["X1", "Chi bộ " + "dài " * 60, "Chi bộ cơ sở"], ["X" * 61, "Chi bộ Hai", "Chi bộ cơ sở"]]

    page = flow.previewed(client, flow.begun(client, messy.workbook(rows), ground.upper))

    assert flow.problems(page) == [("too-long", 2, "B"), ("too-long", 3, "A")]
