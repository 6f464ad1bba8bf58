"""Lists as offices have them come out as the same plain rows, and what is wrong is found at its row and column."""

from datetime import date

import pytest

from daihoi.core.messages import Finding
from daihoi.core.organisations.kinds import Kind
from daihoi.core.organisations.sheet import (
    Field,
    Hierarchy,
    Known,
    Layout,
    Parsed,
    SheetRow,
    compare,
    guess_layout,
    parse,
)
from daihoi.office.tables import read_tables
from tests.office import messy

Brief = tuple[int, str, int | None, int | None, int | None]  # row, name, parent, official, probationary


def read(data: bytes, name: str = "danh-sach.xlsx") -> tuple[Layout, Parsed]:
    (table,) = read_tables(data, name)
    layout = guess_layout(table)
    assert Layout.from_dict(layout.to_dict()) == layout
    return layout, parse(table, layout)


def brief(parsed: Parsed) -> list[Brief]:
    return [(row.row, row.name, row.parent, row.official, row.probationary) for row in parsed.rows]


def found(parsed: Parsed) -> list[tuple[str, int | None, str]]:
    return [(finding.code, finding.place.row, finding.place.column) for finding in parsed.findings]


def fields(layout: Layout) -> list[Field | None]:
    return [column.field for column in layout.columns]


def only(parsed: Parsed) -> Finding:
    (finding,) = parsed.findings
    return finding


def test_title_rows_merged_header_column_numbers_and_foot_are_passed() -> None:
    layout, parsed = read(messy.titled_with_merged_header())
    assert (layout.header_rows, layout.first_row, layout.last_row, layout.hierarchy) == (
        (6, 7),
        9,
        12,
        Hierarchy.NONE,
    )
    assert [(column.heading, column.field, column.confidence) for column in layout.columns] == [
        ("TT", Field.NUMBERING, 1.0),
        ("Mã số", Field.CODE, 1.0),
        ("Tên TCCSĐ", Field.NAME, 1.0),
        ("Loại hình TCĐ", Field.KIND, 1.0),
        ("Đảng viên / Chính thức", Field.OFFICIAL, 1.0),
        ("Đảng viên / Dự bị", Field.PROBATIONARY, 1.0),
        ("Ghi chú", Field.NOTE, 1.0),
    ]
    assert parsed.rows == (
        SheetRow(
            9,
            "Đảng bộ xã Đông Hòa",
            "A1",
            Kind.GRASSROOTS_COMMITTEE,
            "Đảng bộ cơ sở",
            official=1234,
            probationary=12,
        ),
        SheetRow(
            10,
            "Chi bộ Trường THPT Đông Hòa",
            "A2",
            Kind.GRASSROOTS_CELL,
            "CBCS",
            official=47,
            probationary=0,
            note="mới",
        ),
        SheetRow(
            11,
            "Đảng bộ phường Tây Sơn",
            "A3",
            Kind.GRASSROOTS_COMMITTEE,
            "ĐBCS",
            official=2056,
            probationary=0,
        ),
    )
    assert parsed.findings == ()


def test_headings_in_an_odd_order_and_numbers_that_are_none() -> None:
    layout, parsed = read(messy.odd_order_with_bad_numbers())
    assert fields(layout) == [
        Field.PROBATIONARY,
        Field.PARENT_CODE,  # "Trực thuộc" holds codes of the list
        Field.TOTAL,
        Field.NAME,
        Field.NUMBERING,
        Field.CODE,
    ]
    assert brief(parsed) == [
        (2, "Đảng bộ xã An Lạc", None, 9, 1),
        (3, "Chi bộ thôn Thượng", 0, None, None),
        (4, "Chi bộ thôn Hạ", 0, None, None),
        (5, "Chi bộ thôn Trung", 0, None, None),
        (6, "Chi bộ thôn Nam", 0, None, None),
    ]
    assert found(parsed) == [
        ("count-fraction", 3, "A"),
        ("count-negative", 4, "C"),
        ("more-than-total", 5, "A"),
        ("count-text", 6, "C"),
        ("name-missing", 7, "D"),
    ]
    assert parsed.findings[2].message.render() == ("9 members are more than the total of 7. Correct one of the two.")
    assert not parsed.ok


def test_parents_by_name_match_without_marks_and_name_their_candidates() -> None:
    layout, parsed = read(messy.parents_by_name())
    assert layout.hierarchy is Hierarchy.PARENT_NAME
    assert [(row.row, row.parent, row.parent_text) for row in parsed.rows] == [
        (2, None, ""),
        (3, None, ""),
        (4, 0, ""),
        (5, 1, ""),
        (6, None, "Đảng bộ xã hoà bình"),
        (7, 1, ""),
        (8, None, "Đảng bộ huyện Tây Sông"),
    ]
    assert found(parsed) == [("parent-ambiguous", 6, "C")]
    assert only(parsed).message.params["rows"] == "4, 5"
    root = Known(1, "Đảng bộ tỉnh Sông Trong", Kind.PROVINCE)
    plan = compare(parsed, [root], 1, as_of=date(2025, 6, 30))
    assert [(entry.row, entry.kind) for entry in plan.entries] == [
        (2, Kind.UPPER),
        (3, Kind.UPPER),
        (4, Kind.GRASSROOTS_COMMITTEE),
        (5, Kind.GRASSROOTS_COMMITTEE),
        (7, Kind.GRASSROOTS_CELL),
    ]
    # What the list itself told is not told again.
    assert [(finding.code, finding.place.row) for finding in plan.findings] == [("parent-unknown", 8)]


@pytest.mark.parametrize("style", [True, False])
def test_parents_by_indent_of_the_style_or_by_leading_blanks(style: bool) -> None:
    layout, parsed = read(messy.indented(style))
    assert layout.hierarchy is Hierarchy.INDENT
    assert brief(parsed) == [
        (2, "Đảng bộ xã Bình Minh", None, 5, None),
        (3, "Đảng bộ bộ phận Cơ quan xã", 0, 6, None),
        (4, "Chi bộ Văn phòng", 1, 7, None),
        (5, "Chi bộ thôn Đoài", 0, 6, None),
        (6, "Chi bộ Ngân hàng huyện", None, 5, None),
    ]
    assert found(parsed) == [("total-only", 1, "B")]


def test_parents_by_numbering_with_labels_that_are_no_organisations() -> None:
    layout, parsed = read(messy.numbered())
    assert layout.hierarchy is Hierarchy.NUMBERING
    assert brief(parsed) == [
        (3, "Đảng bộ xã Thạch Trung", None, None, None),
        (4, "Đảng bộ bộ phận thôn Đông", 0, None, None),
        (5, "Chi bộ Đông 1", 1, 20, None),
        (6, "Chi bộ Đông 2", 1, 21, None),
        (7, "Chi bộ thôn Tây", 0, 22, None),
        (8, "Đảng bộ phường Thạch Linh", None, None, None),
        (9, "Chi bộ tổ dân phố 1", 5, 30, None),
        (12, "Chi bộ Kho bạc", None, 8, None),
    ]
    assert found(parsed) == [("total-only", 1, "C"), ("group-label", 2, "B"), ("group-label", 11, "B")]


def test_level_columns_with_upper_names_merged_down_or_only_once() -> None:
    layout, parsed = read(messy.levelled())
    assert layout.hierarchy is Hierarchy.LEVELS
    assert [column.level for column in layout.columns if column.field is Field.LEVEL] == [1, 2, 3]
    assert brief(parsed) == [
        (2, "Đảng bộ xã Yên Lạc", None, None, None),
        (3, "Đảng bộ bộ phận Công ty", 0, None, None),
        (4, "Chi bộ Xưởng", 1, 11, None),
        (5, "Chi bộ thôn Đình", 0, 12, None),
        (6, "Đảng bộ xã Yên Phú", None, None, None),  # named only beside its cells
        (6, "Chi bộ thôn Chùa", 4, 13, None),
        (7, "Chi bộ thôn Đình", 4, 14, None),
    ]
    assert parsed.findings == ()


def test_tcvn3_fonts_beside_unicode_ones() -> None:
    layout, parsed = read(messy.tcvn3_fonts())
    assert layout.encoding == "tcvn3"
    assert brief(parsed) == [
        (3, "Đảng bộ xã Phước Thạnh", None, 95, None),
        (4, "Chi bộ ấp Hòa Bình", None, 24, None),
        (5, "ĐẢNG BỘ XÃ MỸ ĐỨC", None, 71, None),
    ]
    assert [row.kind for row in parsed.rows] == [
        Kind.GRASSROOTS_COMMITTEE,
        Kind.CELL,
        Kind.GRASSROOTS_COMMITTEE,
    ]


def test_vni_bytes_between_commas() -> None:
    layout, parsed = read(messy.vni_csv(), "danh sach.csv")
    assert (layout.encoding, layout.hierarchy) == ("vni", Hierarchy.PARENT_CODE)
    assert parsed.rows == (
        SheetRow(2, "Đảng bộ phường Bến Nghé", "B1"),
        SheetRow(3, "Chi bộ Khu phố 1, Tổ Thợ Máy", "B11", parent=0, official=31, probationary=2),
    )


def test_tcvn3_bytes_between_semicolons() -> None:
    layout, parsed = read(messy.tcvn3_csv(), "ds.csv")
    assert layout.encoding == "tcvn3"
    assert brief(parsed) == [
        (2, "Đảng bộ xã Vĩnh Thuận", None, 1020, None),
        (3, "Chi bộ Trường Tiểu học", None, 12, None),
    ]


def test_decomposed_text_with_no_break_blanks() -> None:
    layout, parsed = read(messy.decomposed(), "ds.csv")
    assert layout.encoding == "unicode"
    assert brief(parsed) == [
        (2, "Đảng bộ xã Mỹ Lộc", None, 40, None),
        (3, "Chi bộ Trạm Y tế", None, 7, None),
    ]


def test_a_code_that_stands_twice_is_told_at_both_rows() -> None:
    _, parsed = read(messy.same_names())
    assert found(parsed) == [("duplicate-code", 7, "A"), ("duplicate-code", 8, "A")]
    assert parsed.findings[0].message.render() == (
        "The code C14 stands in row 8 too. Give each organisation its own code."
    )


def test_a_ring_of_parents_is_told_once_with_its_rows() -> None:
    _, parsed = read(messy.cyclic())
    assert found(parsed) == [("cycle", 2, "C")]
    assert only(parsed).message.params["chain"] == (
        "Đảng bộ xã Một (2) → Chi bộ Ba (4) → Đảng bộ bộ phận Hai (3) → Đảng bộ xã Một (2)"
    )


def test_rows_with_a_name_only_open_a_group() -> None:
    layout, parsed = read(messy.sectioned())
    assert layout.hierarchy is Hierarchy.SECTIONS
    assert brief(parsed) == [
        (2, "ĐẢNG BỘ XÃ QUẢNG PHÚ", None, None, None),
        (3, "Chi bộ thôn Phú Đông", 0, 18, 1),
        (4, "Chi bộ thôn Phú Tây", 0, 17, None),
        (6, "Chi bộ Công ty Nước sạch", None, 9, 0),
    ]
    assert found(parsed) == [("group-label", 5, "B")]


def test_a_file_without_headings_gives_the_names_it_finds() -> None:
    layout, parsed = read(messy.workbook([["1", "Chi bộ A"], ["2", "Chi bộ B"]]))
    assert (layout.header_rows, fields(layout), layout.columns[0].confidence) == ((), [Field.NAME], 0.3)
    assert [row.name for row in parsed.rows] == ["Chi bộ A", "Chi bộ B"]


def test_a_file_without_names_is_refused_with_what_to_do() -> None:
    _, parsed = read(messy.workbook([["x", 1], ["y", 2]]))
    assert (parsed.rows, found(parsed)) == ((), [("no-name-column", None, "")])


def test_numbers_typed_before_names_tell_the_hierarchy() -> None:
    rows = [
        ["Tên tổ chức đảng", "Loại hình"],
        ["I. Đảng bộ xã Một", "Đảng bộ cơ sở"],
        ["1. Chi bộ Hai", "Chi bộ trực thuộc"],
        ["2. Chi bộ Ba", "Chi bộ trực thuộc"],
    ]
    layout, parsed = read(messy.workbook(rows))
    assert layout.hierarchy is Hierarchy.NUMBERING
    assert [(row.name, row.parent) for row in parsed.rows] == [
        ("Đảng bộ xã Một", None),
        ("Chi bộ Hai", 0),
        ("Chi bộ Ba", 0),
    ]


def test_predecessors_decision_and_english_headings() -> None:
    rows = [
        ["No", "Party organisation", "Code", "Parent code", "Full members", "Probationary members", "Merged from"],
        [1, "Đảng bộ xã Mới", "N1", "", "", "", "Đảng bộ xã Cũ; K2"],
        [2, "Chi bộ Văn phòng, Nội vụ", "N2", "N1", 12, 1, "Chi bộ A\nChi bộ B, C"],
    ]
    layout, parsed = read(messy.workbook(rows))
    assert fields(layout) == [
        Field.NUMBERING,
        Field.NAME,
        Field.CODE,
        Field.PARENT_CODE,
        Field.OFFICIAL,
        Field.PROBATIONARY,
        Field.PREDECESSORS,
    ]
    assert [row.predecessors for row in parsed.rows] == [("Đảng bộ xã Cũ", "K2"), ("Chi bộ A", "Chi bộ B, C")]


def test_three_counts_must_agree_and_kinds_must_be_known() -> None:
    rows = [
        ["Tên tổ chức đảng", "Loại hình", "Loại hình đơn vị", "Chính thức", "Dự bị", "Tổng số đảng viên"],
        ["Chi bộ A", "Câu lạc bộ", "Sao Hỏa", 10, 1, 12],
        ["Chi bộ B", "Chi bộ", "Trường học", 10, "", 12],
        ["Chi bộ C", "Chi bộ", "", 2, 5, ""],
    ]
    _, parsed = read(messy.workbook(rows))
    assert [(row.official, row.probationary) for row in parsed.rows] == [(None, None), (10, 2), (2, 5)]
    assert found(parsed) == [
        ("total-differs", 2, "F"),
        ("kind-unreadable", 2, "B"),
        ("unit-unreadable", 2, "C"),
        ("probationary-more", 4, "E"),
    ]
