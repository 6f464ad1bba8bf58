"""Rows of lists of people that hold nobody: groups, counts, the foot; and what those below a group are told to be."""

from datetime import date

import pytest

from daihoi.core.messages import Severity
from daihoi.core.personnel import Organ, Post, Standing
from daihoi.core.personnel.sheet import ParsedPeople, guess_people_layout, parse_people
from daihoi.core.tables import Cell, Table

HEAD = "TT | Họ và tên | Năm sinh | Giới tính"
A, B, C = "1 | Trần A | 1/1980 | Nam", "2 | Trần B | 1/1981 | Nam", "3 | Trần C | 1/1982 | Nữ"


def read(*rows: str, term: str = "") -> ParsedPeople:
    sheet = Table("Mẫu", tuple(tuple(Cell(cell.strip()) for cell in row.split("|")) for row in rows))
    return parse_people(sheet, guess_people_layout(sheet, term))


def names(found: ParsedPeople) -> list[str]:
    return [row.listed.person.name for row in found.rows]


def told(found: ParsedPeople) -> list[tuple[Severity, str, int | None]]:
    return [(one.severity, one.code, one.place.row) for one in found.findings]


@pytest.mark.parametrize("group", ["II | Phó Bí thư | |", "| Bí thư các chi bộ | |", "II. Trưởng ban | | |"])
def test_a_group_named_after_a_post_does_not_end_the_list(group: str):
    assert names(read(HEAD, A, group, B, C)) == ["Trần A", "Trần B", "Trần C"]
    first = read(HEAD, "I | BÍ THƯ | |", A, group, B)
    assert names(first) == ["Trần A", "Trần B"]
    assert told(first)[0] == (Severity.NOTE, "group_post", 2)  # the heading gives nobody a post


def test_the_list_goes_on_as_long_as_people_stand_below_a_signature():
    found = read(HEAD, A, "| | | Xã Mẫu, ngày 1 tháng 3 năm 2025", "| NGƯỜI LẬP | |", HEAD, B)
    assert names(found) == ["Trần A", "Trần B"]
    assert told(found) == [(Severity.NOTE, "row_passed", 3), (Severity.NOTE, "row_passed", 4)]


def test_what_stands_below_the_list_is_told():
    foot = (
        "| Ghi chú: lập 3 bản | |",
        "1 | Đánh dấu x vào ô đúng | |",
        "| NGƯỜI LẬP | | BÍ THƯ",
        "| Lê Văn Lập | | Lê Ký",
    )
    found = read(HEAD, A, *foot)
    assert names(found) == ["Trần A"]
    assert told(found) == [(Severity.NOTE, "below_list", 4)]
    assert found.findings[0].message.params == {"last": 2, "rows": "4, 6"}


@pytest.mark.parametrize(
    "row",
    [
        "| Tổng cộng có 2 người", "| Trong đó nữ: 1", "| Nữ: 1 đồng chí (50%)", "Tổng số: 02 đồng chí | |",
        "| Ấn định danh sách có 2 đồng chí", "| - Dân tộc thiểu số: 0", "| Danh sách này có 15 đồng chí.",
        "| Cộng | 2 | 1", "Tổng | 2 | 1 |", "(1) | (2) | (3) | (4)", HEAD,
    ],
)  # fmt: skip
def test_rows_that_count_and_headings_that_stand_again_are_nobody(row: str):
    found = read(HEAD, A, row, B)
    assert (names(found), told(found)) == (["Trần A", "Trần B"], [])


def test_a_group_may_bear_a_count_of_its_people():
    found = read(HEAD, "I | Tái cử | | 22 đồng chí", A, "II. Lần đầu: 01 đồng chí | | |", B)
    assert [(row.listed.person.name, row.listed.standing) for row in found.rows] == [
        ("Trần A", Standing.RESTANDING),
        ("Trần B", Standing.FIRST_TIME),
    ]
    assert told(found) == []


@pytest.mark.parametrize(
    ("group", "organs"),
    [
        ("A | BAN THƯỜNG VỤ", {Organ.COMMITTEE, Organ.STANDING}),
        ("I | Các đồng chí Ủy viên Ban Thường vụ", {Organ.COMMITTEE, Organ.STANDING}),
        ("Ban Thường vụ | Ban Thường vụ | Ban Thường vụ | Ban Thường vụ", {Organ.COMMITTEE, Organ.STANDING}),
        ("I | BAN CHẤP HÀNH", {Organ.COMMITTEE}),
        ("I | ỦY BAN KIỂM TRA", {Organ.INSPECTION}),
        ("I | Đại biểu chính thức", {Organ.DELEGATION}),
        ("I | Đại biểu dự khuyết", {Organ.ALTERNATES}),
        ("II | Công an", {Organ.COMMITTEE}),
        ("I | Khối Đảng", {Organ.COMMITTEE}),
    ],
)
def test_a_group_named_after_a_body_means_those_below_for_it(group: str, organs: set[Organ]):
    found = read(HEAD, group, A)
    assert ([row.listed.organs for row in found.rows], told(found)) == ([organs], [])


def test_a_column_of_bodies_goes_before_the_group():
    found = read("TT | Họ và tên | BCH | BTV", "I | BAN THƯỜNG VỤ", "1 | Trần A | x |")
    assert [row.listed.organs for row in found.rows] == [{Organ.COMMITTEE}]


def test_a_member_by_the_cell_is_one_of_the_body_of_the_group():
    found = read("TT | Họ và tên | Chức danh", "I | ỦY BAN KIỂM TRA", "1 | Trần A | Chủ nhiệm", "2 | Trần B | Ủy viên")
    assert [(row.listed.organs, row.listed.posts) for row in found.rows] == [
        ({Organ.INSPECTION}, {Post.INSPECTION_CHAIR}),
        ({Organ.INSPECTION}, set()),
    ]


@pytest.mark.parametrize(
    ("groups", "pool"),
    [
        (("| NGUỒN QUY HOẠCH", "II | BAN CHẤP HÀNH"), [True, False]),
        (("I | NGUỒN QUY HOẠCH", "| Ban Chấp hành"), [True, False]),
        (("I | Nguồn quy hoạch", "II | Công an"), [True, False]),
        (("A | NGUỒN QUY HOẠCH", "I | Khối Đảng"), [True, True]),
        (("| NGUỒN QUY HOẠCH", "| Tái cử"), [True, False]),
        (("I | QUY HOẠCH BAN CHẤP HÀNH", "II | QUY HOẠCH BÍ THƯ"), [True, True]),
        (("I | Ngoài quy hoạch", "II | Trong quy hoạch"), [False, True]),
    ],
)
def test_a_group_of_the_pool_ends_with_the_next_of_its_level(groups: tuple[str, str], pool: list[bool]):
    assert [row.pool for row in read(HEAD, groups[0], A, groups[1], B).rows] == pool


def test_groups_within_groups_keep_how_people_stand():
    found = read(
        HEAD, "A | CÁC ĐỒNG CHÍ TÁI CỬ", "I | Khối Đảng", A, "II | Khối Chính quyền", B, "B | LẦN ĐẦU", "I | Khối A", C
    )  # fmt: skip
    assert [row.listed.standing for row in found.rows] == [
        Standing.RESTANDING, Standing.RESTANDING, Standing.FIRST_TIME
    ]  # fmt: skip
    assert told(found) == []


def test_a_group_of_the_same_level_ends_how_people_stand():
    found = read(HEAD, "I | TÁI CỬ", A, "II | Công an", B)
    assert [row.listed.standing for row in found.rows] == [Standing.RESTANDING, None]


def test_those_who_do_not_stand_are_not_read_and_that_is_told():
    found = read(HEAD, "I | TÁI CỬ", A, "II | KHÔNG TÁI CỬ", B, "III | LẦN ĐẦU", C)
    assert (names(found), told(found)) == (["Trần A", "Trần C"], [(Severity.WARNING, "group_out", 4)])


def test_comrades_are_people():
    found = read(
        "TT | Họ và tên | Ghi chú",
        "| Đồng chí Trần Văn A",
        "| Đ/c Lê Thị B",
        "3 | Đồng Chí Thanh |",
        "4 | Nguồn Văn D |",
    )
    assert (names(found), told(found)) == (["Trần Văn A", "Lê Thị B", "Đồng Chí Thanh", "Nguồn Văn D"], [])


def test_a_text_alone_that_is_neither_a_person_nor_a_group_is_told():
    found = read(HEAD, A, "| Phòng Kinh tế | |", B, "| Cao Thị Lan | |")
    assert names(found) == ["Trần A", "Trần B", "Cao Thị Lan"]
    assert told(found) == [(Severity.WARNING, "row_unclear", 3), (Severity.WARNING, "row_alone", 5)]
    assert read("Họ và tên | Năm sinh", "Cao Thị Lan |", "Trần B | 1980").findings == ()


def test_numbers_before_names_are_no_part_of_them():
    found = read("Họ và tên | Năm sinh", "1. Trần A | 1980", "2) Lê B | 1985", "Trần C (1980) | 1980")
    assert names(found) == ["Trần A", "Lê B", "Trần C (1980)"]
    assert told(found) == [(Severity.WARNING, "name_strange", 4)]
    numbered = read("Họ và tên | Năm sinh", "Trần Văn A 2 | 1980")
    assert (names(numbered), told(numbered)) == (["Trần Văn A 2"], [])


def test_a_column_of_names_and_posts_is_cut_at_the_first_comma():
    found = read(
        "TT | Họ và tên, chức vụ | Năm sinh", "1 | Trần A, Bí thư chi bộ, Trưởng thôn | 1980", "2 | Lê B | 1985"
    )
    assert [(row.listed.person.name, row.record.post, row.listed.posts) for row in found.rows] == [
        ("Trần A", "Bí thư chi bộ, Trưởng thôn", set()),
        ("Lê B", "", set()),
    ]


@pytest.mark.parametrize(
    ("headings", "term", "organs"),
    [
        ("BCH khóa 2020-2025 | BCH khóa 2025-2030", "", [set(), {Organ.COMMITTEE}]),
        ("BCH khóa 2020-2025 | BTV", "2025-2030", [set(), {Organ.COMMITTEE, Organ.STANDING}]),
        ("BCH khóa 2020-2025 | Ghi chú", "2025-2030", [{Organ.COMMITTEE}, {Organ.COMMITTEE}]),
        ("BCH khóa 2020-2025 | Ghi chú", "", [{Organ.COMMITTEE}, {Organ.COMMITTEE}]),
        ("BCH khóa 2020-2025 | Ghi chú", "2020-2025", [{Organ.COMMITTEE}, set()]),
        ("Cấp ủy khóa trước | Cấp ủy khóa mới", "", [set(), {Organ.COMMITTEE}]),
        ("Khóa trước | BCH", "", [set(), {Organ.COMMITTEE}]),
    ],
)
def test_marks_of_an_earlier_term_say_nothing_of_the_new_one(headings: str, term: str, organs: list[set[Organ]]):
    found = read(
        f"TT | Họ và tên | Năm sinh | {headings}", "1 | Trần A | 1980 | x |", "2 | Lê B | 1985 | | x", term=term
    )
    marked = [row.listed.organs for row in found.rows]
    assert marked == organs


def test_a_column_of_restanding_alone_says_no_to_those_without_a_mark():
    found = read("TT | Họ và tên | Tái cử", "1 | A A | x", "2 | B B |", "3 | C C | Lần đầu")
    assert [row.listed.standing for row in found.rows] == [
        Standing.RESTANDING, Standing.FIRST_TIME, Standing.FIRST_TIME
    ]  # fmt: skip


def test_people_that_may_be_one_are_told_by_what_is_known_of_their_births():
    found = read(
        "TT | Họ và tên | Năm sinh",
        "1 | Nguyễn Văn Hùng | 1975", "2 | Nguyễn Văn Hùng | 1982", "3 | Lê Thị Hoa | 1980",
        "4 | Lê Thị Hoa | 5/1980", "5 | Trần Hưng | 5/1980", "6 | Trần Hùng | 5/1980",
    )  # fmt: skip
    assert told(found) == [(Severity.WARNING, "twice", 4), (Severity.WARNING, "twice", 5)]


def test_what_only_looks_like_no_decision_does_not_waive_the_age_rule():
    rows = ("Không", "0", "không có", "k", "x", "QĐ 12-QĐ/TU", "")
    found = read(
        "TT | Họ và tên | Trường hợp đặc biệt", *(f"{n} | Mẫu {'ABCDEFG'[n]} | {one}" for n, one in enumerate(rows))
    )
    assert [row.listed.special for row in found.rows] == ["", "", "", "", "", "QĐ 12-QĐ/TU", ""]
    assert told(found) == [(Severity.WARNING, "special_unnamed", 6)]


def test_posts_of_the_peoples_committee_are_no_posts_of_the_committee():
    found = read(
        "TT | Họ và tên | Dự kiến HĐND, UBND", "1 | A A | Chủ tịch UBND", "2 | B B | x", "3 | C C |", "4 | D D | lạ"
    )
    assert [(row.listed.councils, row.listed.posts) for row in found.rows] == [
        (True, set()), (True, set()), (False, set()), (False, set())
    ]  # fmt: skip
    assert told(found) == [(Severity.WARNING, "councils_unreadable", 5)]


def test_marks_under_both_columns_of_sex_or_under_neither_are_told():
    found = read("TT | Họ và tên | Nam | Nữ", "1 | A A | x |", "2 | B B | | x", "3 | C C | |", "4 | D D | x | x")
    assert [row.listed.person.sex for row in found.rows] == ["man", "woman", None, None]
    assert told(found) == [(Severity.WARNING, "sex_unmarked", 4), (Severity.ERROR, "sex_twice", 5)]


def test_ethnicities_are_read_however_they_are_written():
    texts = ("Kinh", "Dân tộc Kinh", "Kinh.", "kinh (Việt)", "0", "không", "Người Kinh", "Tày", "Dân tộc Mông", "")
    found = read("TT | Họ và tên | Dân tộc", *(f"{n} | Mẫu {'ABCDEFGHIK'[n]} | {one}" for n, one in enumerate(texts)))
    assert [row.listed.person.minority for row in found.rows] == [False] * 7 + [True, True, None]


def test_a_column_of_marks_of_minorities_says_no_where_it_is_blank():
    found = read("TT | Họ và tên | DTTS", "1 | A A | x", "2 | B B |")
    assert [row.listed.person.minority for row in found.rows] == [True, False]


def test_a_failed_formula_is_told():
    found = read("TT | Họ và tên | Năm sinh | Quê quán", "1 | #REF! | 1/1980 | A", "2 | Trần B | #N/A | #REF!")
    assert names(found) == ["Trần B"]
    assert [(one.severity, one.code, one.place.row, one.place.column) for one in found.findings] == [
        (Severity.ERROR, "cell_failed", 2, "B"),
        (Severity.ERROR, "cell_failed", 3, "C"),
        (Severity.WARNING, "cell_failed", 3, "D"),
    ]


def test_a_formula_without_a_value_is_told():
    rows = (("TT", "Họ và tên", "Năm sinh"), ("1", "Trần A"), ("2", "", "1980"))
    sheet = Table("Mẫu", tuple(tuple(map(Cell, row)) for row in rows), frozenset({(2, 2), (3, 1), (4, 1)}))
    found = parse_people(sheet, guess_people_layout(sheet))
    assert [(one.severity, one.code, one.place.row, one.place.column) for one in found.findings] == [
        (Severity.ERROR, "formula_unsaved", 2, "C"),
        (Severity.ERROR, "formula_unsaved", 3, "B"),
        (Severity.ERROR, "formula_unsaved", 4, "B"),
    ]


def test_a_delegate_who_is_an_alternate_too_is_told():
    found = read("TT | Họ và tên | Đại biểu | Dự khuyết", "1 | Trần A | x | x", "2 | Trần B | x |")
    assert told(found) == [(Severity.WARNING, "delegate_twice", 2)]


def test_days_of_joining_that_no_rule_asks_for_stop_nothing():
    head = "TT | Họ và tên | Ngày vào Đảng"
    found = read(
        head, "1 | Trần A | 3/2/2000 - 4/2/2001", "2 | Trần B | khoảng 2001", "3 | Trần C | 2000-02-03 10:30:00"
    )
    assert [(row.record.probationary_on, row.record.official_on) for row in found.rows] == [
        (date(2000, 2, 3), date(2001, 2, 4)), (None, None), (date(2000, 2, 3), None)
    ]  # fmt: skip
    assert told(found) == [(Severity.WARNING, "probationary_unreadable", 3)]


@pytest.mark.parametrize("over", ["Trình độ LLCT | Trình độ LLCT | Trình độ LLCT", "Trình độ LLCT | |"])
def test_levels_may_have_a_column_each(over: str):
    found = read(
        f"TT | Họ và tên | {over} | Chuyên môn | | Ghi chú", " | | CC | TC | SC | ĐH | TC |",
        "1 | Trần A | x | | | Luật | |", "2 | Lê B | | x | x | | x |", "3 | Lê C | | | | | | x",
    )  # fmt: skip
    assert [(row.listed.person.theory, row.listed.person.degree, row.record.specialism) for row in found.rows] == [
        ("advanced", "bachelor", "Luật"), ("intermediate", "vocational", ""), ("none", "none", "")
    ]  # fmt: skip
    assert told(found) == []


def test_the_parts_of_a_birth_may_stand_below_a_heading_over_the_first_alone():
    found = read("TT | Họ và tên | Ngày sinh | | | Nữ", " | | Ngày | Tháng | Năm |", "1 | Trần A | 12 | 3 | 1980 |")
    assert [(row.listed.person.born, row.listed.person.sex) for row in found.rows] == [(date(1980, 3, 1), "man")]
    assert told(found) == []


def test_a_month_that_cannot_be_is_told_in_its_own_column():
    found = read("TT | Họ và tên | Tháng sinh | Năm sinh", "1 | Trần A | 13 | 1980")
    assert [(one.code, one.place.row, one.place.column) for one in found.findings] == [
        ("born_month_unreadable", 2, "C")
    ]


@pytest.mark.parametrize("named", ["Chức vụ nhiệm kỳ", "Chức danh nhiệm kỳ"])
def test_posts_of_the_term_that_the_list_is_for_are_the_planned_ones(named: str):
    head = f"TT | Họ và tên | {named} 2020-2025 | {named} 2025-2030"
    (row,) = read(head, "1 | Trần A | Phó Bí thư | Bí thư", term="2025-2030").rows
    assert (row.record.post, row.listed.posts) == ("Phó Bí thư", {Post.SECRETARY})
