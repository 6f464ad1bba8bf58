"""Office files as plain cells, and tables written that open safely."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from daihoi.core.tables import Cell, Table
from daihoi.office.tables import Column, Sheet, UnreadableFile, common, read_tables, styled, write_csv, write_xlsx
from tests.core.test_text import to_tcvn3
from tests.office.messy import one_byte, saved, workbook


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def ods(body: str, manifest: str = "") -> bytes:
    """An .ods of one sheet "Bảng" with these rows."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Bảng">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return stream.getvalue()


def string_cell(text: str, extra: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {extra}><text:p>{text}</text:p></table:table-cell>'


def message(data: bytes, name: str = "ds.xlsx") -> str:
    with pytest.raises(UnreadableFile) as error:
        read_tables(data, name)
    return error.value.message.render()


def test_values_are_read_as_an_office_shows_them() -> None:
    book = Workbook()
    page = book.active
    page.title = "Danh sách"
    page.append([12, 12.0, 1.5, 0.1 + 0.2, True, date(2025, 6, 30), datetime(2025, 6, 30, 7, 5), time(7, 5), "x"])
    page.append([None, "#REF!", "  ", 7])
    page["D2"].number_format = "00000"
    assert read_tables(saved(book), "a.xlsx") == (
        Table(
            "Danh sách",
            (
                tuple(
                    Cell(text, 0, "Calibri")
                    for text in (
                        "12", "12", "1.5", "0.3", "TRUE", "2025-06-30", "2025-06-30 07:05:00", "07:05:00", "x",
                    )
                ),
                (Cell(), Cell("#REF!", 0, "Calibri"), Cell(), Cell("00007", 0, "Calibri")),
            ),
        ),
    )  # fmt: skip


def test_formulas_give_their_stored_value_or_nothing() -> None:
    book = Workbook()
    book.active.append(["=1+1", "a"])
    (blank,) = read_tables(saved(book), "a.xlsx")
    assert (texts(blank), blank.unsaved) == ([["", "a"]], {(1, 0)})
    # As an office program saves it: the formula with the value it had.
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(stored, "w") as new:
        for entry in old.infolist():
            data = old.read(entry).replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
            new.writestr(entry, data)
    (full,) = read_tables(stored.getvalue(), "a.xlsx")
    assert (texts(full), full.unsaved) == ([["2", "a"]], frozenset())


def test_formulas_without_a_value_are_told_sheet_by_sheet() -> None:
    book = Workbook()
    book.active.append(["a", 1])
    other = book.create_sheet("Hai", 0)
    other.append(["x", "y"])
    other.append([None, "=CONCAT(A1,B1)"])
    found = {table.name: table.unsaved for table in read_tables(saved(book), "a.xlsx")}
    assert found == {"Hai": {(2, 1)}, book.worksheets[1].title: frozenset()}


def test_fonts_and_indents_of_style_blanks_and_bullets() -> None:
    book = Workbook()
    page = book.active
    for text in ("a", "a", " a", "    a", "\ta", "- a", "    + a", "-5", "- 5", "-", "a-b"):
        page.append([text])
    page["A2"].alignment = Alignment(indent=2)
    page["A2"].font = Font(name=".VnTime")
    (table,) = read_tables(saved(book), "a.xlsx")
    assert [(row[0].text, row[0].indent) for row in table.rows] == [
        ("a", 0), ("a", 4), ("a", 0), ("a", 2), ("a", 2), ("a", 1), ("a", 4), ("-5", 0), ("- 5", 0), ("-", 0),
        ("a-b", 0),
    ]  # fmt: skip
    assert table.rows[1][0].font == ".VnTime"


def test_merged_cells_have_their_text_in_every_cell() -> None:
    data = workbook([["A", None, "C"], [None, None, "D"], ["E"]], merged=["A1:B2", "A3:C3"])
    assert texts(read_tables(data, "a.xlsx")[0]) == [["A", "A", "C"], ["A", "A", "D"], ["E", "E", "E"]]


def test_one_stray_cell_far_below_costs_nothing() -> None:
    book = Workbook()
    book.active["A1"] = "a"
    book.active["XFD40000"] = "z"
    (table,) = read_tables(saved(book), "a.xlsx")
    assert (len(table.rows), len(table.rows[0]), len(table.rows[-1])) == (40_000, 1, 16_384)


def test_empty_sheets_are_left_out_and_all_others_kept() -> None:
    book = Workbook()
    book.create_sheet("Hai").append(["b"])
    book.create_sheet("Ba")
    assert [table.name for table in read_tables(saved(book), "a.xlsm")] == ["Hai"]


def test_a_large_workbook_is_read_without_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook([["A", None, 3.0], [None, None, "- x"], ["", "r", date(2025, 6, 30)]], merged=["A1:B2"])
    slow = read_tables(data, "a.xlsx")
    monkeypatch.setattr(styled, "ROWS", 2)
    (fast,) = read_tables(data, "a.xlsx")
    assert texts(fast) == texts(slow[0]) == [["A", "A", "3"], ["A", "A", "x"], ["", "r", "2025-06-30"]]
    assert fast.rows[1][2] == Cell("x", 1)
    assert {cell.font for row in fast.rows for cell in row} == {""}


def test_open_document_sheets() -> None:
    row = f"<table:table-row>{string_cell('Chi bộ A')}{string_cell('12')}</table:table-row>"
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    (table,) = read_tables(ods(row + blank), "a.ods")
    assert (table.name, texts(table)) == ("Bảng", [["Chi bộ A", "12"]])


def as_windows_writes_it(text: str) -> str:
    """Each tone as a mark of its own after the letter, which keeps its hat or horn: what cp1258 can hold."""
    written = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        written += unicodedata.normalize("NFC", marks.replace(tone, "")) + tone if tone else letter
    return written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    text = delimiter.join(["Tên", "Số"]) + "\r\n" + delimiter.join(["Đảng bộ xã Mỹ Lộc", "1"]) + "\r\n"
    if encoding == "cp1258":
        text = as_windows_writes_it(text)
    (table,) = read_tables(text.encode(encoding), "ds.csv")
    assert [[unicodedata.normalize("NFC", value) for value in row] for row in texts(table)] == [
        ["Tên", "Số"],
        ["Đảng bộ xã Mỹ Lộc", "1"],
    ]


def test_old_bytes_come_as_a_workbook_would_give_them() -> None:
    data = one_byte(to_tcvn3("Tên;Số\nĐảng bộ xã Hòa Bình;1\n"))
    assert texts(read_tables(data, "a.csv")[0])[1][0] == to_tcvn3("Đảng bộ xã Hòa Bình")


def test_a_text_file_keeps_row_numbers_and_commas_in_names() -> None:
    data = 'sep=;\nTên;Số\n\n"Chi bộ A, B";1\nChi bộ C, D;2\n\'=x;3'.encode()
    (table,) = read_tables(data, "thư mục/ds.csv")
    assert (table.name, texts(table)) == (
        "ds",
        [[], ["Tên", "Số"], [], ["Chi bộ A, B", "1"], ["Chi bộ C, D", "2"], ["=x", "3"]],
    )


def broken() -> bytes:
    return workbook([["a", "b"]])[:-100]


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def other_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return stream.getvalue()


def broken_sheet() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data[: len(data) // 2] if "worksheets" in entry.filename else data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("build", "name", "text"),
    [
        (lambda: b"", "ds.xlsx", "“ds.xlsx” is empty. Choose the file that holds the list."),
        (lambda: b" \n", "ds.csv", "“ds.csv” is empty. Choose the file that holds the list."),
        (
            broken,
            "thư/ds.xlsx",
            "“ds.xlsx” is damaged or was not copied completely. Open it in your office program and save it again.",
        ),
        (
            broken_sheet,
            "ds.xlsx",
            "“ds.xlsx” is damaged or was not copied completely. Open it in your office program and save it again.",
        ),
        (
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000),
            "ds.xls",
            "“ds.xls” is damaged or was not copied completely. Open it in your office program and save it again.",
        ),
        (
            encrypted,
            "ds.xlsx",
            "“ds.xlsx” is protected by a password. Save a copy without the password, and choose that.",
        ),
        (
            lambda: ods("", "<manifest:encryption-data/>"),
            "ds.ods",
            "“ds.ods” is protected by a password. Save a copy without the password, and choose that.",
        ),
        (
            lambda: b"%PDF-1.7 ...",
            "ds.xlsx",
            "“ds.xlsx” is no list that can be read. Choose an .xlsx, .xls, .ods or .csv file.",
        ),
        (other_zip, "ds.docx", "“ds.docx” is no list that can be read. Choose an .xlsx, .xls, .ods or .csv file."),
        (
            lambda: b"<html><table>",
            "ds.xls",
            "“ds.xls” is a web page under another name. Open it in your office program and save it as .xlsx.",
        ),
        (
            lambda: b"a\0\1\2\3b" * 99,
            "ds.csv",
            "“ds.csv” is no text file. Choose an .xlsx, .xls, .ods or .csv file.",
        ),
        (lambda: saved(Workbook()), "ds.xlsx", "“ds.xlsx” has no filled cell. Choose the file that holds the list."),
        (lambda: b",,\n,", "ds.csv", "“ds.csv” has no filled cell. Choose the file that holds the list."),
    ],
)
def test_files_that_cannot_be_read_say_why_and_what_to_do(build: Callable[[], bytes], name: str, text: str) -> None:
    assert message(build(), name) == text


TOO_LARGE = "“ds.xlsx” holds more than can be read at once. Delete unused rows and columns, or split the list."


def test_files_that_hold_too_much_are_refused_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    stray = Workbook()
    stray.active["A1"] = "a"
    stray.active["XFD60000"] = "z"
    assert message(saved(stray)) == TOO_LARGE
    many = workbook([["a"] * 10] * 10)
    monkeypatch.setattr(styled, "MAX_CELLS", 99)
    assert message(many) == TOO_LARGE
    monkeypatch.undo()
    monkeypatch.setattr("daihoi.office.tables.reading.MAX_UNPACKED", 1000)
    assert message(many) == TOO_LARGE
    monkeypatch.undo()
    monkeypatch.setattr("daihoi.office.tables.delimited.MAX_CELLS", 3)
    assert message(b"a,b\nc,d", "ds.csv") == TOO_LARGE.replace("xlsx", "csv")


def test_an_open_document_of_few_cells_repeated_without_end_is_refused() -> None:
    wide = string_cell("x", 'table:number-columns-repeated="1000"')
    row = f'<table:table-row table:number-rows-repeated="1000000">{wide}</table:table-row>'
    assert message(ods(row), "ds.ods") == TOO_LARGE.replace("xlsx", "ods")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_no_bytes_make_the_readers_fail_otherwise(data: bytes, start: str) -> None:
    for name in ("a.csv", "a.xlsx", "a.xls"):
        try:
            assert read_tables(start.encode("latin-1") + data, name) != ()
        except UnreadableFile as error:
            assert error.message.params["file"] == name


SHEET = Sheet(
    "Danh sách: xã/phường",
    (Column("Tên", 40), Column("Số", 8, "int"), Column("Tỷ lệ", 8, "percent"), Column("Ngày", 12, "date")),
    (
        ("=1+1", 12, 0.125, date(2025, 6, 30)),
        ("-abc", None, None, None),
        ("#REF!", -3, 1, None),
        ("Chi bộ\x01 A", 0, 0.5, None),
    ),
    heading=("ĐẢNG BỘ XÃ HÒA BÌNH", "Danh sách chi bộ"),
)


def test_a_written_workbook_is_tidy_and_holds_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([SHEET, SHEET])))
    assert book.sheetnames == ["Danh sách  xã phường", "Danh sách  xã phường 2"]
    page = book.worksheets[0]
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=3)] == [
        ["Tên", "Số", "Tỷ lệ", "Ngày"],
        ["=1+1", 12, 0.125, datetime(2025, 6, 30)],
        ["-abc", None, None, None],
        ["#REF!", -3, 1, None],
        ["Chi bộ A", 0, 0.5, None],
    ]
    assert [page.cell(row, 1).data_type for row in range(4, 8)] == ["s"] * 4
    assert (page["C4"].number_format, page["D4"].number_format) == ("0.0%", "dd/mm/yyyy")
    assert {page[place].font.name for place in ("A1", "A3", "A4", "B4", "A7")} == {"Times New Roman"}
    assert [page[place].font.bold for place in ("A1", "A3", "A7")] == [True, True, False]
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("A4", "A3:D7", "$3:$3")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage is True
    assert page.column_dimensions["A"].width == 40


def test_a_written_text_file_guards_formulas_and_reads_back() -> None:
    data = write_csv(SHEET)
    assert data.decode("utf-8-sig").splitlines() == [
        "Tên,Số,Tỷ lệ,Ngày",
        "'=1+1,12,12.5%,2025-06-30",
        "'-abc,,,",
        "#REF!,-3,100.0%,",
        "Chi bộ\x01 A,0,50.0%,",
    ]
    assert [row[0] for row in texts(read_tables(data, "a.csv")[0])][1:3] == ["=1+1", "-abc"]


def test_what_is_written_is_read_back() -> None:
    rows = (("Đảng bộ xã Ý Yên", 12, None), ('Chi bộ, "số" 1\n2', 0, "x"))
    sheet = Sheet("S", (Column("A"), Column("B", kind="int"), Column("C")), rows)
    expected = [["A", "B", "C"], ["Đảng bộ xã Ý Yên", "12"], ['Chi bộ, "số" 1\n2', "0", "x"]]
    assert texts(read_tables(write_xlsx([sheet]), "a.xlsx")[0]) == expected
    assert texts(read_tables(write_csv(sheet), "a.csv")[0]) == expected


def test_a_row_of_another_length_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zip"):
        write_xlsx([Sheet("S", (Column("A"),), (("a", "b"),))])


def test_limits_leave_room_for_a_province() -> None:
    assert common.MAX_CELLS >= 300_000 * 15
