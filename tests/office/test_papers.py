"""Papers of an election, read back from their bytes: every field, the party layout, the same bytes each time."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from daihoi.core.elections import papers as p
from daihoi.office.papers import PAPERS, count_minutes, elected_list, entry_log, results_report, straw_minutes
from daihoi.office.papers.layout import FONT, SAMPLE
from daihoi.office.papers.words import figure, long_day, short_day
from tests.office.papers import COMMITTEE, COUNT, EMPTY, FILLED, LIST, LOG, RESULTS, STRAW


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def texts(data: bytes) -> str:
    """All text of the body in its order, tables too, one paragraph a line."""
    paragraphs = opened(data).element.body.iter(qn("w:p"))
    return plain("\n".join("".join(run.text or "" for run in one.iter(qn("w:t"))) for one in paragraphs))


def cells(data: bytes, heading: str) -> list[list[str]]:
    """The first table that has this heading, its heading row first."""
    for table in opened(data).tables:
        rows = [[plain(cell.text) for cell in row.cells] for row in table.rows]
        if heading in rows[0]:
            return rows
    raise AssertionError(f"no table with {heading}")


def values(data: object) -> Iterator[object]:
    """Each single value in the data."""
    if is_dataclass(data):
        for one in fields(data):
            # Written in words, or not at all: a second ballot, what a majority is, what a sentence leaves to a table.
            if one.name not in ("ballot", "majority", "over"):
                yield from values(getattr(data, one.name))
    elif isinstance(data, tuple):
        for one_value in data:
            yield from values(one_value)
    else:
        yield data


def shown(value: object) -> tuple[str, ...]:
    """The forms in which a value may stand in a paper."""
    if isinstance(value, bool) or value is None or value == "":
        return ("",)
    if isinstance(value, date):
        return long_day(value), short_day(value)
    if isinstance(value, int):
        return (figure(value),)
    return (str(value), str(value).upper(), str(value)[:1].lower() + str(value)[1:])


@pytest.mark.parametrize("name", PAPERS)
def test_every_value_of_the_data_stands_in_the_paper(name: str) -> None:
    whole = texts(PAPERS[name](FILLED[name]))
    # What calls the meeting in a sentence or the voters in a heading is not needed in every paper.
    small = {FILLED[name].meeting.short, FILLED[name].meeting.voters}
    lost = [
        value
        for value in values(FILLED[name])
        if value not in small and not any(re.search(rf"(?<!\d){re.escape(form)}", whole) for form in shown(value))
        and not (isinstance(value, int) and re.search(rf"\b0{value}\b", whole))
    ]  # fmt: skip
    assert lost == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_without_data_leaves_dotted_places_and_invents_nothing(name: str) -> None:
    data = PAPERS[name](EMPTY[name])
    whole = texts(data)
    assert "………" in whole
    assert "None" not in whole
    # The form's own numbers: parts, list and table places, the threshold, bundles of 50, the cell's name.
    words = re.sub(r"^\d+[.)].*$|^\d+$|thôn 3|30 %|50 phiếu|Lần [12]", "", whole, flags=re.MULTILINE)
    assert re.findall(r"\d+", words) == []


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("source", [FILLED, EMPTY], ids=["filled", "empty"])
def test_the_same_data_gives_the_same_bytes(name: str, source: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    first = PAPERS[name](source[name])
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert PAPERS[name](source[name]) == first


def test_no_person_program_or_machine_is_named_in_the_file() -> None:
    data = count_minutes(COUNT)
    core = opened(data).core_properties
    assert (core.author, core.last_modified_by, core.comments, core.title) == ("", "", "", "")
    assert (
        {core.created.date(), core.modified.date()} == {COUNT.heading.day} if core.created and core.modified else None
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert b"python-docx" not in archive.read("docProps/core.xml")
    undated = opened(count_minutes(replace(COUNT, heading=replace(COUNT.heading, day=None)))).core_properties
    assert (undated.created, undated.modified) == (None, None)


@pytest.mark.parametrize("name", PAPERS)
def test_page_margins_fonts_and_page_numbers(name: str) -> None:
    paper = opened(PAPERS[name](FILLED[name]))
    (section,) = paper.sections
    assert (section.top_margin, section.bottom_margin) == pytest.approx((Mm(20), Mm(20)), abs=400)
    assert (section.left_margin, section.right_margin) == pytest.approx((Mm(30), Mm(20)), abs=400)
    across = name == "elected_list"  # it has two columns of its own
    page = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    assert (section.page_width, section.page_height) == pytest.approx(page, abs=400)
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert " PAGE " in section.header._element.xml
    used = {style.get(qn("w:val")) for style in paper.element.body.iter(qn("w:pStyle"))}
    for style in (paper.styles["Normal"], *(one for one in paper.styles if one.style_id in used)):
        fonts = style.element.rPr.find(qn("w:rFonts"))
        assert {key.split("}")[1]: value for key, value in fonts.attrib.items()} == dict.fromkeys(
            ("ascii", "hAnsi", "cs", "eastAsia"), FONT
        )
    normal: Any = paper.styles["Normal"]
    assert (normal.font.size, normal.paragraph_format.space_after) == (Pt(14), Pt(6))
    assert normal.paragraph_format.first_line_indent == pytest.approx(Mm(10), abs=400)


def test_the_heading_is_two_columns_without_lines() -> None:
    table = opened(count_minutes(COUNT)).tables[0]
    left, right = table.rows[0].cells
    assert [one.text for one in left.paragraphs] == [
        "ĐẢNG BỘ THÀNH PHỐ ĐÀ NẴNG",
        "ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ XÃ THĂNG BÌNH LẦN THỨ I",
        "BAN KIỂM PHIẾU",
        "*",
        "Số 05-BB/BKP",
    ]
    assert [bool(one.runs[0].bold) for one in left.paragraphs] == [False, False, True, False, False]
    party, when = right.paragraphs
    assert (party.text, party.runs[0].bold, party.runs[0].font.size) == ("ĐẢNG CỘNG SẢN VIỆT NAM", True, Pt(15))
    assert party._p.pPr is not None and party._p.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}") is not None
    assert (when.text, when.runs[0].italic) == ("Thăng Bình, ngày 05 tháng 8 năm 2025", True)
    assert table._tbl.tblPr.find(qn("w:tblBorders")) is None and table.style is not None
    assert table.style.name == "Normal Table"


def test_the_result_table_cell_by_cell() -> None:
    assert cells(count_minutes(COUNT), "Số phiếu bầu") == [
        ["TT", "Họ và tên", "Số phiếu bầu", "Tỷ lệ % so với số đại biểu chính thức được triệu tập"],
        ["1", "Lê Văn An", "200/250", "80,00 %"],
        ["2", "Nguyễn Thị Ánh", "130/250", "52,00 %"],
        ["3", "Phạm Đình Bách", "92/250", "36,80 %"],
        ["4", "Võ Thị Cúc", "210/250", "84,00 %"],
        ["5", "Hồ Đắc Dũng", "95/250", "38,00 %"],
    ]


def test_those_elected_come_most_votes_first_and_nobody_is_said_plainly() -> None:
    whole = texts(count_minutes(COUNT))
    assert "Căn cứ kết quả kiểm phiếu, 03 đồng chí sau đây trúng cử" in whole
    elected = whole[whole.index("Danh sách trúng cử") :]
    assert elected.index("Võ Thị Cúc") < elected.index("Lê Văn An") < elected.index("Nguyễn Thị Ánh")
    assert "Không có đồng chí nào trúng cử Ban Chấp hành" in texts(count_minutes(replace(COUNT, elected=())))
    unknown = texts(count_minutes(replace(COUNT, elected=None)))
    assert "…… đồng chí sau đây trúng cử" in unknown


def test_two_counts_that_agree_need_no_settling() -> None:
    agreed = texts(count_minutes(replace(COUNT, differences=0, settled=())))
    assert "khớp nhau ở tất cả các phiếu" in agreed and "Cách giải quyết" not in agreed
    assert "khác nhau giữa hai lần kiểm: 02 phiếu" in texts(count_minutes(COUNT))


def test_a_vote_that_needs_no_half_says_nothing_of_one() -> None:
    assert "quá một nửa số đó, từ 124 phiếu trở lên" in texts(count_minutes(COUNT))
    assert "quá một nửa" not in texts(count_minutes(replace(COUNT, majority=False, ballot=2)))
    assert "(bầu lần thứ 2)" in texts(count_minutes(replace(COUNT, ballot=2)))


def test_without_invalid_ballots_no_reason_is_asked_for() -> None:
    assert "Lý do" not in texts(count_minutes(replace(COUNT, invalid=0, invalid_reasons=())))
    assert "Lý do" in texts(count_minutes(replace(COUNT, invalid=1, invalid_reasons=())))


def test_the_straw_ballot_names_those_over_the_threshold_only_when_all_are_judged() -> None:
    assert cells(straw_minutes(STRAW), "Tỷ lệ %")[1:] == [
        ["1", "Lương Thế Vinh", "Ứng cử", "74", "30,08 %", "Có"],
        ["2", "Mai An Tiêm", "Được đề cử", "73", "29,67 %", "Không"],
    ]
    assert "Có 01 đồng chí được trên 30 %: đồng chí Lương Thế Vinh." in texts(straw_minutes(STRAW))
    first, second = STRAW.results
    none = replace(STRAW, results=(replace(first, over=False), second))
    assert "Không có đồng chí nào được trên 30 %" in texts(straw_minutes(none))
    open_ = replace(STRAW, results=(first, replace(second, over=None)))
    assert "đồng chí được trên 30 %: đồng chí" not in texts(straw_minutes(open_))


def test_a_report_shows_seats_left_vacant_and_its_clock() -> None:
    data = results_report(FILLED["results_report"])
    assert [row[2:] for row in cells(data, "Còn thiếu")] == [
        ["Số lượng cần bầu", "Số người trong danh sách", "Số trúng cử", "Còn thiếu"],
        ["3", "5", "3", "0"],
        ["1", "1", "1", "0"],
        ["1", "1", "0", "1"],
    ]
    whole = texts(data)
    assert "07 ngày làm việc, kể từ ngày bế mạc đại hội; hạn cuối: ngày 15 tháng 8 năm 2025 (mục 16.1.1" in whole
    assert "Phó Bí thư Đảng ủy xã Thăng Bình: không có đồng chí nào trúng cử." in whole
    assert "MẬT" in whole


def test_tables_repeat_their_heading_and_keep_rows_whole() -> None:
    for name, data in FILLED.items():
        for table in opened(PAPERS[name](data)).tables:
            if table.style is None or table.style.name != "Table Grid":
                continue  # heading and signatures
            marks = [
                {mark.tag.split("}")[1] for mark in row._tr.trPr} for row in table.rows if row._tr.trPr is not None
            ]
            assert len(marks) == len(table.rows)
            assert all("cantSplit" in found for found in marks)
            assert [found for found in marks if "tblHeader" in found] == marks[:1]


def test_a_hundred_candidates_and_very_long_names() -> None:
    long = "Công Tằng Tôn Nữ Hoàng Thị Phương Nguyễn Khoa " * 6
    names = [f"{long}{number}" for number in range(1, 101)]
    many = replace(
        COUNT,
        candidates=tuple(p.Candidate(name) for name in names),
        results=tuple(p.Result(name, 1234, 1500, "82,27 %") for name in names),
    )
    data = count_minutes(many)
    rows = cells(data, "Số phiếu bầu")
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 101)]
    assert [row[1] for row in rows[1:]] == names
    assert rows[-1][2:] == ["1.234/1.500", "82,27 %"]


def test_signs_quotes_and_decomposed_letters_in_names() -> None:
    odd = 'Nguyễn "Ba" & <b>Tư</b> K\'Đăm\x00\x0b\ud800 \u200bỶ'
    wanted = 'Nguyễn "Ba" & <b>Tư</b> K\'Đăm Ỷ'
    given = unicodedata.normalize("NFD", odd)
    result, person = replace(RESULTS[0], name=given), p.Person(given, "Ủy viên")
    data = count_minutes(replace(COUNT, results=(result,), committee=(person,)))
    whole = texts(data)
    assert cells(data, "Số phiếu bầu")[1][1] == wanted
    assert f"1) Đồng chí {wanted}, Ủy viên." in whole
    assert unicodedata.is_normalized("NFC", whole)


def test_a_sample_says_so_on_every_page() -> None:
    for name, data in FILLED.items():
        section = opened(PAPERS[name](data, sample=True)).sections[0]
        for header in (section.first_page_header, section.header):
            assert SAMPLE in [paragraph.text for paragraph in header.paragraphs]
        assert SAMPLE not in texts(PAPERS[name](data, sample=True))
        real = opened(PAPERS[name](data)).sections[0]
        assert SAMPLE not in real.first_page_header._element.xml + real.header._element.xml


def test_members_sign_in_a_list_and_heads_side_by_side() -> None:
    data = count_minutes(COUNT)
    assert cells(data, "Ký tên") == [["TT", "Họ và tên", "Chức trách", "Ký tên"]] + [
        [str(number), one.name, one.role, ""] for number, one in enumerate(COMMITTEE, 1)
    ]
    table = opened(data).tables[-2]
    assert [[one.text for one in cell.paragraphs] for cell in table.rows[0].cells] == [
        ["T/M ĐOÀN CHỦ TỊCH", "Đỗ Mạnh Hùng"],
        ["TRƯỞNG BAN KIỂM PHIẾU", "Nguyễn Thị Bích Hạnh"],
    ]


def test_the_log_holds_every_entry_and_every_difference() -> None:
    data = entry_log(LOG)
    assert [row[1:] for row in cells(data, "Mã kiểm tra")[1:]] == [
        [str(one.count), str(one.slip), one.by, one.at, one.digest] for one in LOG.entries
    ]
    assert cells(data, "Cách giải quyết")[1:] == [
        ["17", "gạch 3 tên", "gạch 2 tên", "Theo lần 1", "Nguyễn Thị Bích Hạnh"]
    ]
    three = replace(LOG.differences[0], readings=("a", "b", "c"))
    assert cells(entry_log(replace(LOG, differences=(three,))), "Lần 3")[1][1:4] == ["a", "b", "c"]
    assert "Không có phiếu nào có kết quả khác nhau" in texts(entry_log(replace(LOG, differences=())))


def test_a_person_without_one_detail_for_each_column_is_refused() -> None:
    with pytest.raises(ValueError, match="Võ Thị Cúc has 2 details for 1 columns"):
        elected_list(replace(LIST, columns=("Dân tộc",)))


def test_numbers_and_days_as_such_papers_write_them() -> None:
    assert [figure(number) for number in (None, 0, 7, 999, 1234, 40809)] == ["……", "0", "7", "999", "1.234", "40.809"]
    assert long_day(date(2025, 2, 3)) == "ngày 03 tháng 02 năm 2025"
    assert long_day(date(2025, 11, 13)) == "ngày 13 tháng 11 năm 2025"
    assert short_day(date(2025, 8, 5)) == "5/8/2025"
