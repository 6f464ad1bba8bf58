"""The parts of reading a list: counts, numbering, headings, footers, kinds and units from words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.organisations.sheet import Column, Field, Hierarchy, Layout, guess_kind, guess_unit
from daihoi.core.organisations.sheet.footers import is_signature, is_total
from daihoi.core.organisations.sheet.headings import match
from daihoi.core.organisations.sheet.hierarchy import rings
from daihoi.core.organisations.sheet.naming import KIND_LABELS, UNIT_LABELS, kind_of_text, unit_of_text
from daihoi.core.organisations.sheet.numbers import Depths, NotACountError, count, split_number, ways


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234", 1234), ("1 234", 1234), ("1,234", 1234), ("1.234.567", 1234567), ("12 ", 12), ("012", 12),
        ("12.0", 12), ("0", 0), ("-", 0), ("không", 0), ("", None), ("…", None), ("  ", None),
    ],
)  # fmt: skip
def test_counts_as_offices_type_them(text: str, number: int | None) -> None:
    assert count(text) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12,5", "fraction"), ("1.5", "fraction"), ("1.2345", "fraction"), ("-3", "negative"), ("- 3", "negative"),
        ("mười", "text"), ("12 người", "text"), ("0912345678901", "text"), ("9" * 5000, "text"),
    ],
)  # fmt: skip
def test_what_is_no_count_says_why(text: str, reason: str) -> None:
    with pytest.raises(NotACountError) as error:
        count(text)
    assert error.value.reason == reason


@given(st.integers(0, 999_999_999))
def test_counts_read_back_however_they_are_grouped(number: int) -> None:
    grouped = f"{number:,}"
    assert {count(grouped), count(grouped.replace(",", ".")), count(grouped.replace(",", " "))} == {number}


def test_depths_follow_the_order_in_which_ways_of_numbering_appear() -> None:
    depths = Depths()
    numbers = ["A", "I", "1", "1.1", "1.2", "a", "b", "2", "", "II.", "1)", "B", "I", "C", "1"]
    assert [depths.depth(number) for number in numbers] == [0, 1, 2, 3, 3, 4, 4, 2, 3, 1, 2, 0, 1, 0, 1]
    assert len(ways(["1", "2", "3", "Tổng cộng"])) == 1
    assert len(ways(["I", "1", "2", "II"])) == 2


def test_numbers_before_names_are_split_off() -> None:
    assert [
        split_number(name) for name in ("II. Đảng bộ", "1.2 Chi bộ", "a) Chi bộ", "Chi bộ 1", "I", "3.Chi bộ", "T.P")
    ] == [
        ("II.", "Đảng bộ"),
        ("1.2", "Chi bộ"),
        ("a)", "Chi bộ"),
        ("", "Chi bộ 1"),
        ("", "I"),
        ("3.", "Chi bộ"),
        ("", "T.P"),
    ]


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (("TT",), Field.NUMBERING),
        (("Số TT",), Field.NUMBERING),
        (("Mã",), Field.CODE),
        (("Mã số TCCSĐ",), Field.CODE),
        (("Mã tổ chức đảng",), Field.CODE),
        (("Tên TCCSĐ",), Field.NAME),
        (("TÊN TỔ CHỨC CƠ SỞ ĐẢNG",), Field.NAME),
        (("Tên chi bộ, đảng bộ",), Field.NAME),
        (("Đơn vị",), Field.NAME),
        (("Loại hình TCĐ",), Field.KIND),
        (("Loại hình",), Field.KIND),
        (("Loại hình đơn vị",), Field.UNIT),
        (("Trực thuộc",), Field.PARENT_NAME),
        (("Đảng ủy cấp trên",), Field.PARENT_NAME),
        (("Đảng uỷ cấp trên trực tiếp",), Field.PARENT_NAME),
        (("Mã cấp trên",), Field.PARENT_CODE),
        (("Mã đơn vị cấp trên",), Field.PARENT_CODE),
        (("Số ĐV chính thức",), Field.OFFICIAL),
        (("Đảng viên", "CT"), Field.OFFICIAL),
        (("Số lượng đảng viên", "Trong đó", "Dự bị"), Field.PROBATIONARY),
        (("ĐVDB",), Field.PROBATIONARY),
        (("Tổng số đảng viên (người)",), Field.TOTAL),
        (("Số lượng ĐV",), Field.TOTAL),
        (("Đảng viên", "Tổng số"), Field.TOTAL),
        (("Cấp II",), Field.LEVEL),
        (("Sáp nhập từ",), Field.PREDECESSORS),
        (("Thành lập từ các tổ chức",), Field.PREDECESSORS),
        (("Số quyết định",), Field.DECISION),
        (("Ghi chú",), Field.NOTE),
        (("Tên", "(ghi đầy đủ)"), Field.NAME),
        (("Đảng viên", "Nữ"), None),
        (("Số chi bộ trực thuộc",), None),
        (("Địa chỉ",), None),
        (("DANH SÁCH TỔ CHỨC CƠ SỞ ĐẢNG",), None),
        (("Members (official)",), Field.TOTAL),
        (("Parent code",), Field.PARENT_CODE),
    ],
)
def test_headings_name_their_field(parts: tuple[str, ...], field: Field | None) -> None:
    assert match(parts)[0] == field


def test_totals_and_signatures_are_no_organisations() -> None:
    totals = ["Tổng cộng", "CỘNG:", "Tổng số", "Cộng (A+B)", "Tổng số đảng viên toàn huyện", "Tong cong", "Total"]
    names = ["Công an huyện", "Tổng công ty Điện", "Chi bộ 1", "Cộng Hòa", "Cong an", "Tổng Cục"]
    assert [is_total(text) for text in totals] == [True] * len(totals)
    assert [is_total(text) for text in names] == [False] * len(names)
    feet = [
        "Người lập biểu",
        "T/M BAN THƯỜNG VỤ",
        "Sông Trong, ngày 5 tháng 7 năm 2025",
        "(Ký, ghi rõ họ tên)",
        "Ngày   tháng   năm",
    ]
    assert [is_signature(text) for text in feet] == [True] * len(feet)
    assert is_signature("Chi bộ Ban Tổ chức") is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Đảng bộ cơ sở", Kind.GRASSROOTS_COMMITTEE), ("ĐBCS", Kind.GRASSROOTS_COMMITTEE),
        ("Chi bộ cơ sở", Kind.GRASSROOTS_CELL), ("CBCS", Kind.GRASSROOTS_CELL),
        ("chi bộ trực thuộc", Kind.CELL), ("CBTT", Kind.CELL), ("Chi bộ trực thuộc đảng ủy cơ sở", Kind.CELL),
        ("Đảng bộ bộ phận", Kind.SECTION), ("ĐBBP", Kind.SECTION),
        ("Đảng bộ cấp trên trực tiếp cơ sở", Kind.UPPER), ("cấp trên trực tiếp của tổ chức cơ sở đảng", Kind.UPPER),
        ("Đảng bộ tỉnh", Kind.PROVINCE), ("grassroots_cell", Kind.GRASSROOTS_CELL),
        ("Chi bộ", None), ("Đảng bộ huyện", None), ("Đảng ủy xã", None), ("", None),
    ],
)  # fmt: skip
def test_kinds_in_words(text: str, kind: Kind | None) -> None:
    assert kind_of_text(text) == kind


def test_labels_of_kinds_and_units_read_back() -> None:
    assert {kind_of_text(label): kind for kind, label in KIND_LABELS.items()} == {kind: kind for kind in Kind}
    assert {unit_of_text(label): unit for unit, label in UNIT_LABELS.items()} == {unit: unit for unit in Unit}
    assert [kind_of_text(kind) for kind in Kind] == list(Kind)
    assert [unit_of_text(unit) for unit in Unit] == list(Unit)


@pytest.mark.parametrize(
    ("name", "parent", "kind"),
    [
        ("Chi bộ Kho bạc", Kind.UPPER, Kind.GRASSROOTS_CELL),
        ("Chi bộ Kho bạc", Kind.PROVINCE, Kind.GRASSROOTS_CELL),
        ("Chi bộ thôn 1", Kind.GRASSROOTS_COMMITTEE, Kind.CELL),
        ("Chi bộ Khoa Nội", Kind.SECTION, Kind.CELL),
        ("Đảng bộ xã A", Kind.UPPER, Kind.GRASSROOTS_COMMITTEE),  # under a district
        ("Đảng bộ xã A", Kind.PROVINCE, Kind.UPPER),  # since 1/7/2025
        ("Phường B", Kind.PROVINCE, Kind.UPPER),
        ("Đảng bộ huyện C", Kind.PROVINCE, Kind.UPPER),
        ("Đảng bộ Công an tỉnh", Kind.PROVINCE, Kind.UPPER),
        ("Đảng bộ các cơ quan Đảng tỉnh", Kind.PROVINCE, Kind.UPPER),
        ("Đảng bộ Trường Đại học D", Kind.PROVINCE, Kind.GRASSROOTS_COMMITTEE),
        ("Đảng bộ cơ sở xã Đ", Kind.PROVINCE, Kind.GRASSROOTS_COMMITTEE),
        ("Đảng bộ bộ phận E", Kind.GRASSROOTS_COMMITTEE, Kind.SECTION),
        ("Đảng bộ Khoa G", Kind.GRASSROOTS_COMMITTEE, Kind.SECTION),
        ("Đảng bộ tỉnh H", Kind.NATIONAL, Kind.PROVINCE),
        ("Thôn I", Kind.GRASSROOTS_COMMITTEE, Kind.CELL),
        ("Kho bạc", Kind.UPPER, None),
        ("Chi bộ K", Kind.CELL, None),
    ],
)
def test_kinds_from_the_name_and_its_place(name: str, parent: Kind, kind: Kind | None) -> None:
    assert guess_kind(name, parent, has_children=False) == kind


def test_an_organisation_with_committees_below_it_under_a_province_is_an_upper_one() -> None:
    assert guess_kind("Đảng bộ Sở Y", Kind.PROVINCE, has_children=True, has_committees=True) == Kind.UPPER
    assert guess_kind("Sở Y", Kind.PROVINCE, has_children=True) == Kind.GRASSROOTS_COMMITTEE


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Đảng bộ xã Hòa Bình", Unit.COMMUNE), ("Đảng bộ thị trấn Phố", Unit.COMMUNE),
        ("Đảng bộ phường Tây", Unit.WARD), ("Đảng bộ đặc khu Đảo", Unit.SPECIAL_ZONE),
        ("Đảng bộ thị xã Bắc", Unit.DISTRICT), ("Đảng bộ quận Nam", Unit.DISTRICT),
        ("Đảng bộ Quân sự tỉnh", Unit.MILITARY), ("Chi bộ Công an phường", Unit.POLICE),
        ("Đảng bộ Bộ đội Biên phòng tỉnh", Unit.BORDER_GUARD), ("Chi bộ Trạm Y tế xã", Unit.HEALTH),
        ("Chi bộ Trường Mầm non xã", Unit.SCHOOL), ("Chi bộ Công ty TNHH Một", Unit.ENTERPRISE),
        ("Đảng bộ Khối cơ quan", Unit.BLOC), ("Chi bộ thôn Đông", Unit.VILLAGE), ("Chi bộ bản Mường", Unit.VILLAGE),
        ("Chi bộ Ban Tổ chức", Unit.AGENCY), ("Chi bộ Phòng Nội vụ", Unit.AGENCY),
        ("Chi bộ cơ quan xã", Unit.AGENCY), ("Đảng bộ tỉnh Sông", Unit.PROVINCE), ("Chi bộ Hoa Mai", Unit.OTHER),
        ("DANG BO XA HOA BINH", Unit.COMMUNE),
    ],
)  # fmt: skip
def test_units_from_names(name: str, unit: Unit) -> None:
    assert guess_unit(name) == unit


def test_rings_are_found_once_each() -> None:
    assert rings([None, 0, 1]) == []
    assert rings([2, 0, 1, 0, 4]) == [[0, 2, 1], [4]]


def test_a_layout_is_told_in_plain_values_and_bad_ones_are_refused() -> None:
    layout = Layout(3, 9, (Column(0, Field.NAME, "Tên", 0.9), Column(1, None, "?", 0.0)), Hierarchy.NONE, (2,), "vni")
    plain = layout.to_dict()
    assert plain == {
        "first_row": 3,
        "last_row": 9,
        "header_rows": [2],
        "hierarchy": "none",
        "encoding": "vni",
        "columns": [
            {"index": 0, "field": "name", "heading": "Tên", "confidence": 0.9, "level": 0},
            {"index": 1, "field": "", "heading": "?", "confidence": 0.0, "level": 0},
        ],
    }
    assert Layout.from_dict(plain) == layout
    for key, value in (("encoding", "viscii"), ("hierarchy", "x"), ("first_row", "x")):
        with pytest.raises(ValueError, match=r"viscii|x"):
            Layout.from_dict({**plain, key: value})
