"""Lists of people as offices really have them: headings, births in all forms, marks, sections, and awful files."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.messages import Severity
from daihoi.core.personnel import Degree, Listed, Organ, Post, Seats, Sex, Standing, Theory
from daihoi.core.personnel.sheet import (
    Born,
    Field,
    Layout,
    NotUnderstoodError,
    ParsedPeople,
    guess_people_layout,
    parse_people,
    posts,
    scheme_file,
    values,
)
from daihoi.core.personnel.sheet.headings import match
from daihoi.core.rules import PackError
from daihoi.core.tables import Cell, Table


def table(*rows: str) -> Table:
    """Rows with | between cells."""
    return Table("Mẫu", tuple(tuple(Cell(cell.strip()) for cell in row.split("|")) for row in rows))


def read(*rows: str) -> ParsedPeople:
    sheet = table(*rows)
    return parse_people(sheet, guess_people_layout(sheet))


def one(*rows: str) -> Listed:
    found = read(*rows)
    assert [finding.message.render() for finding in found.findings] == []
    (row,) = found.rows
    return row.listed


def codes(found: ParsedPeople) -> list[tuple[str, int | None, str]]:
    return [(finding.code, finding.place.row, finding.place.column) for finding in found.findings]


# Headings


HEADINGS = {
    "numbering": "STT; TT; Số TT",
    "name": "Họ và tên; HỌ TÊN; Họ và tên đảng viên; Họ tên đồng chí; Họ, tên; Full name; "
    "Họ và tên khai sinh; Họ và chữ đệm",
    "sex": "Giới tính; Nam/Nữ; Ông/Bà; Sex",
    "woman": "Nữ; Women",
    "born": "Ngày, tháng, năm sinh; Năm sinh; Ngày sinh; Ngày/tháng/năm sinh; Born; Ngày tháng năm sinh (dương lịch)",
    "ethnicity": "Dân tộc; Ethnicity",
    "home": "Quê quán; Quê quán (xã, huyện, tỉnh); Home place",
    "probationary": "Ngày vào Đảng; Ngày kết nạp; Vào Đảng; Joined",
    "official": "Chính thức; Ngày chính thức; Ngày vào Đảng chính thức",
    "schooling": "Giáo dục phổ thông; GDPT; Văn hóa; Trình độ văn hóa",
    "degree": "Chuyên môn; Trình độ chuyên môn; Chuyên môn, nghiệp vụ; Degree",
    "theory": "LLCT; Lý luận chính trị; Trình độ lý luận chính trị; Political theory",
    "post": "Chức vụ hiện nay; Chức vụ, đơn vị công tác; Chức vụ; Chức danh hiện giữ",
    "meant_for": "Chức danh dự kiến; Dự kiến; Dự kiến chức danh nhiệm kỳ 2025-2030; Chức danh quy hoạch; Meant for",
    "standing": "Tái cử/lần đầu; Tái cử hay lần đầu; Diện; Standing",
    "restanding": "Tái cử; Tái cử BCH",
    "first_time": "Lần đầu; Tham gia lần đầu; Lần đầu tham gia",
    "committee": "BCH; Ban Chấp hành; Tham gia BCH; Cấp ủy; Ủy viên BCH",
    "standing_committee": "BTV; Ban Thường vụ; UVBTV",
    "inspection": "UBKT; Ủy ban Kiểm tra",
    "surplus": "Số dư; Surplus",
    "local": "Người địa phương; Là người địa phương",
    "not_local": "Không là người địa phương",
    "science": "KHCN; Khoa học công nghệ",
    "special": "Trường hợp đặc biệt; Special decision",
    "note": "Ghi chú; Note",
}


@pytest.mark.parametrize(("field", "texts"), HEADINGS.items())
def test_headings_are_known_as_offices_write_them(field: str, texts: str):
    assert {text: match((text,)) for text in texts.split("; ")} == dict.fromkeys(texts.split("; "), Field(field))


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (("Ngày, tháng, năm sinh", "Nam"), Field.BORN_MEN),
        (("Ngày, tháng, năm sinh", "Nữ"), Field.BORN_WOMEN),
        (("Ngày sinh", "Năm"), Field.BORN_YEAR),
        (("Ngày sinh", "Tháng"), Field.BORN_MONTH),
        (("Ngày sinh", "Ngày"), None),
        (("Năm sinh", "Nam"), Field.BORN_MEN),
        (("Ngày vào Đảng", "Dự bị"), Field.PROBATIONARY),
        (("Ngày vào Đảng", "Chính thức"), Field.OFFICIAL),
        (("Trình độ", "Chuyên môn"), Field.DEGREE),
        (("Trình độ", "LLCT"), Field.THEORY),
        (("Trình độ", "CM"), Field.DEGREE),
        (("Dự kiến tham gia", "BTV"), Field.STANDING_COMMITTEE),
        (("Nam",), Field.MAN),
        (("Điện thoại",), None),
        (("Sinh năm",), Field.BORN),
        (("Họ và tên, chức vụ",), Field.NAME),
        (("Họ, chữ đệm và tên khai sinh",), Field.NAME),
        (("Chức danh được giới thiệu",), Field.MEANT_FOR),
        (("Dự kiến HĐND, UBND",), Field.COUNCILS),
        (("Dự kiến", "HĐND, UBND"), Field.COUNCILS),
        (("Giới thiệu tham gia BCH nhiệm kỳ 2025 - 2030",), Field.COMMITTEE),
        (("Cấp ủy khóa trước",), None),
        (("Khóa trước",), None),
        (("Sinh hoạt Đảng",), None),
        (("Họ và tên" * 20,), None),
        ((), None),
    ],
)
def test_headings_in_two_rows_are_read_together(parts: tuple[str, ...], field: Field | None):
    assert match(parts) is field


def test_titles_numbers_of_columns_totals_and_signatures_are_no_people():
    found = read(
        "ĐẢNG BỘ XÃ MẪU | | |",
        "DANH SÁCH TRÍCH NGANG | | |",
        "TT | Họ và tên | Năm sinh | Năm sinh",
        " | | Nam | Nữ",
        "(1) | (2) | (3) | (4)",
        "1 | Nguyễn Văn Mẫu | 3/1974 | ",
        " | | | ",
        "2 | Lò Thị Mẫu | | 15/8/1980",
        " | Tổng cộng: 2 | | ",
        " | | | Xã Mẫu, ngày 1 tháng 3 năm 2025",
        " | | | T/M BAN THƯỜNG VỤ",
        " | | | Nguyễn Văn Ký",
    )
    assert [(row.row, row.listed.person.name, row.listed.person.sex, row.listed.person.born) for row in found.rows] == [
        (6, "Nguyễn Văn Mẫu", Sex.MAN, date(1974, 3, 1)),
        (8, "Lò Thị Mẫu", Sex.WOMAN, date(1980, 8, 1)),
    ]
    assert found.findings == ()


def test_columns_may_stand_in_any_order_and_in_english():
    person = one("Born | Sex | Full name | Ethnicity", "3/1963 | woman | Mẫu | Tày").person
    assert (person.name, person.sex, person.born, person.minority) == ("Mẫu", Sex.WOMAN, date(1963, 3, 1), True)


def test_a_name_may_stand_in_two_columns():
    assert one("Họ và tên đệm | Tên | Năm sinh", "Nguyễn Văn | Mẫu | 1963").person.name == "Nguyễn Văn Mẫu"
    assert one("Họ và | Tên | Năm sinh", "Nguyễn Văn | Mẫu | 1963").person.name == "Nguyễn Văn Mẫu"
    assert one("Họ và tên | Họ và tên | Năm sinh", "Nguyễn Văn | Mẫu | 1963").person.name == "Nguyễn Văn Mẫu"


def test_a_person_corrects_what_a_column_was_taken_for():
    sheet = table("Họ và tên | Mốc | Năm sinh", "Nguyễn Văn Mẫu | 3/1974 | Tày")
    layout = guess_people_layout(sheet).with_fields({1: Field.BORN, 2: Field.ETHNICITY})
    (row,) = parse_people(sheet, Layout.from_dict(layout.to_dict())).rows

    assert (row.listed.person.born, row.record.ethnicity) == (date(1974, 3, 1), "Tày")
    moved = layout.with_fields({0: Field.BORN})
    assert [column.field for column in moved.columns] == [Field.BORN, None, Field.ETHNICITY]


@pytest.mark.parametrize(
    "wrong", [{"encoding": "x"}, {"first_row": 0}, {"columns": [{"index": 0, "field": "x", "heading": ""}]}]
)
def test_a_layout_that_is_none_is_refused(wrong: dict[str, object]):
    layout = guess_people_layout(table("Họ và tên | Năm sinh")).to_dict()
    with pytest.raises((ValueError, KeyError, TypeError)):
        Layout.from_dict(layout | wrong)


# Cells


BIRTHS = """
15/3/1963 3 1963 | 15/03/1963 3 1963 | 15-03-1963 3 1963 | 15.3.1963 3 1963 | 1963-03-15 3 1963 | 03/1963 3 1963
3/1963 3 1963 | 3-1963 3 1963 | 03.1963 3 1963 | tháng_3/1963 3 1963 | tháng_3_năm_1963 3 1963 | 15/3/63 3 1963
ngày_15_tháng_3_năm_1963 3 1963 | 15_tháng_3_năm_1963 3 1963 | 1963 0 1963 | năm_1963 0 1963 | 31/12/1999 12 1999
1963-03-15_00:00:00 3 1963 | 1963/3 3 1963 | 29/2/1968 2 1968 | 1/1/05 1 2005 | 3/_1963 3 1963
1975-05-12_10:30:00 5 1975 | 1975-05-12T10:30 5 1975 | 12/05/1975_00:00:00 5 1975
1975/05/12 5 1975 | ngày_12_tháng_5,_1975 5 1975
"""


@pytest.mark.parametrize("row", BIRTHS.replace("\n", " | ").strip(" |").split(" | "))
def test_births_are_read_in_every_form(row: str):
    text, month, year = row.split()
    expected = Born(date(int(year), int(month), 1), None) if int(month) else Born(None, int(year))
    assert values.born(text.replace("_", " ")) == expected


@pytest.mark.parametrize(
    "text",
    ["31/2/1963", "30/2/1968", "29/2/1967", "13/1963", "0/1963", "3/15/1963", "3/163", "1063", "2063", "15/3", "x",
     "1963?", "-3/1963", "23085", "3/1963 và 4/1963", "1.963", "32/1/1963"],
)  # fmt: skip
def test_births_that_cannot_be_are_never_guessed(text: str):
    with pytest.raises(NotUnderstoodError):
        values.born(text)
    assert codes(read("Họ và tên | Năm sinh", f"Mẫu | {text}")) == [("born_unreadable", 2, "B")]


@pytest.mark.parametrize("text", ["", "-", "…", "không rõ"])
def test_blank_births_are_not_known(text: str):
    assert values.born(text) is None


@settings(deadline=None)
@given(
    st.dates(date(1920, 1, 1), date(2012, 12, 31)), st.sampled_from(["{d}/{m}/{y}", "{d:02}.{m:02}.{y}", "{y}-{m}-{d}"])
)
def test_any_day_is_read_as_its_month(day: date, form: str):
    text = form.format(d=day.day, m=day.month, y=day.year)
    assert values.born(text) == Born(day.replace(day=1), None)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_text_breaks_the_readers_of_cells(text: str):
    readers = (
        values.born, values.day, values.mark, values.sex, values.standing, values.degree, values.theory,
        posts.meant_for,
    )  # fmt: skip
    for reader in readers:
        with suppress(NotUnderstoodError):
            reader(text)


DEGREES = {
    Degree.DOCTOR: "Tiến sĩ Luật; TS",
    Degree.MASTER: "Thạc sỹ QLNN; ThS. Kinh tế; Đại học Luật, Thạc sĩ Quản lý; ThS; BSCKI; Bác sĩ CKII",
    Degree.BACHELOR: "Cử nhân Luật; ĐH; Kỹ sư Nông nghiệp; Bác sĩ đa khoa; ĐHSP; ĐHKT; Dược sĩ; Kỹ sư; Cử nhân; "
    "Bác sĩ; Cử nhân Xây dựng Đảng; Kỹ sư hàng không; Đại học Học viện Báo chí; Đại học (đang học thạc sĩ)",
    Degree.COLLEGE: "Cao đẳng Sư phạm; CĐ; CĐSP; Dược sĩ cao đẳng; Cử nhân cao đẳng",
    Degree.VOCATIONAL: "Trung cấp Luật; Sơ cấp; Công nhân; Y sĩ; Dược sĩ trung cấp; Trung cấp, đang học đại học; "
    "Trung cấp sửa chữa",
    Degree.NONE: "Không; Chưa qua đào tạo; THPT; 12/12; Không có",
}


@pytest.mark.parametrize(
    ("text", "degree"), [(text, one) for one, texts in DEGREES.items() for text in texts.split("; ")]
)
def test_the_highest_qualification_counts(text: str, degree: Degree):
    assert values.degree(text) is degree


@pytest.mark.parametrize(
    ("text", "theory"),
    [
        ("Cao cấp", Theory.ADVANCED), ("CC", Theory.ADVANCED), ("Cử nhân chính trị", Theory.ADVANCED),
        ("Trung cấp", Theory.INTERMEDIATE), ("TC LLCT", Theory.INTERMEDIATE), ("Sơ cấp", Theory.ELEMENTARY),
        ("Chưa", Theory.NONE), ("CCLLCT", Theory.ADVANCED), ("CC LLCT-HC", Theory.ADVANCED), ("CCCT", Theory.ADVANCED),
        ("CNCT", Theory.ADVANCED), ("TCLLCT", Theory.INTERMEDIATE), ("SCLLCT", Theory.ELEMENTARY),
        ("Trung cấp, đang học cao cấp", Theory.INTERMEDIATE), ("Chưa qua bồi dưỡng", Theory.NONE),
    ],
)  # fmt: skip
def test_political_theory(text: str, theory: Theory):
    assert values.theory(text) is theory


@pytest.mark.parametrize(
    "text",
    [
        "Đang học đại học",
        "Chưa tốt nghiệp đại học",
        "Thạc sĩ (đang học)",
        "Sinh viên năm 3 đại học",
        "Dang hoc dai hoc",
    ],
)
def test_a_qualification_that_is_not_reached_does_not_count_and_says_so(text: str):
    found = read("TT | Họ và tên | Trình độ chuyên môn | LLCT", f"1 | Mẫu | {text} | Đang học cao cấp")
    assert [(row.listed.person.degree, row.listed.person.theory) for row in found.rows] == [(None, None)]
    assert [(one.severity, *each) for one, each in zip(found.findings, codes(found), strict=True)] == [
        (Severity.NOTE, "degree_unfinished", 2, "C"),
        (Severity.NOTE, "theory_unfinished", 2, "D"),
    ]


def test_qualifications_that_are_not_understood_count_as_not_known():
    found = read("TT | Họ và tên | Trình độ chuyên môn | LLCT", "1 | Mẫu | xx | yy")
    assert (found.ok, [row.listed.person.degree for row in found.rows]) == (True, [None])
    assert [(one.severity, *each) for one, each in zip(found.findings, codes(found), strict=True)] == [
        (Severity.WARNING, "degree_unreadable", 2, "C"),
        (Severity.WARNING, "theory_unreadable", 2, "D"),
    ]


@pytest.mark.parametrize(("text", "sex"), [("Nam giới", Sex.MAN), ("nữ giới", Sex.WOMAN), ("Giới nữ", Sex.WOMAN)])
def test_sexes_are_read_in_words(text: str, sex: Sex):
    assert values.sex(text) is sex


POSTS = {
    "Bí thư": "secretary",
    "Bí thư, Chủ tịch HĐND": "secretary council_chair",
    "Phó Bí thư Thường trực": "standing_deputy",
    "PBT TT": "standing_deputy",
    "Phó Bí thư, Chủ tịch UBND": "deputy people_chair",
    "Phó Bí thư kiêm Chủ tịch UBND xã": "deputy people_chair",
    "Phó Chủ tịch UBND": "people_deputy",
    "PCT HĐND": "council_deputy",
    "Phó Chủ tịch Hội đồng nhân dân": "council_deputy",
    "Chủ nhiệm UBKT": "inspection_chair",
    "Phó Chủ nhiệm Ủy ban Kiểm tra": "inspection_deputy",
    "Trưởng Ban Tổ chức": "organisation_head",
    "Trưởng Ban Tuyên giáo và Dân vận": "propaganda_head",
    "Trưởng Ban Nội chính": "internal_affairs_head",
    "Chủ tịch Ủy ban MTTQ": "front_chair",
    "Chỉ huy trưởng Bộ CHQS": "military_commander",
    "CHT Quân sự xã": "military_commander",
    "Giám đốc Công an tỉnh": "police_head",
    "Trưởng Công an": "police_head",
    "Trưởng thôn": "village_head",
    "Bí thư chi bộ, Trưởng bản": "village_head",
    "Bí thư Đảng ủy xã Mẫu": "area_secretary",
    "Secretary": "secretary",
    "Deputy secretary": "deputy",
}


@pytest.mark.parametrize(("text", "held"), POSTS.items())
def test_posts_are_found_in_what_people_are_meant_for(text: str, held: str):
    assert posts.meant_for(text).posts == {Post(post) for post in held.split()}


@pytest.mark.parametrize(
    ("text", "organs"),
    [
        ("Ủy viên BCH", {Organ.COMMITTEE}),
        ("UVBTV", {Organ.COMMITTEE, Organ.STANDING}),
        ("UV BCH, UV UBKT", {Organ.COMMITTEE, Organ.INSPECTION}),
        ("BCH-BTV", {Organ.COMMITTEE, Organ.STANDING}),
        ("Chi ủy viên", {Organ.COMMITTEE}),
        ("Đại biểu dự Đại hội cấp trên", {Organ.DELEGATION}),
    ],
)
def test_bodies_are_found_in_what_people_are_meant_for(text: str, organs: set[Organ]):
    assert posts.meant_for(text).organs == organs


@pytest.mark.parametrize(
    "text",
    [
        "Phó Ban Tổ chức", "Phó Trưởng Ban Tổ chức", "Chuyên viên", "Phó Trưởng thôn", "Chánh Văn phòng Đảng ủy",
        "Chủ tịch Hội Phụ nữ", "Trưởng phòng Kinh tế", "Phó Chủ tịch UBMTTQ", "Chính ủy", "Bí thư Đoàn xã",
        "Phó Bí thư Đoàn Thanh niên", "Bí thư xã đoàn", "Phó Bí thư Đảng ủy bộ phận", "Ủy viên BCH Hội Nông dân",
        "Ủy viên UBND", "Ủy viên Ban Thường vụ Huyện đoàn",
    ],
)  # fmt: skip
def test_words_that_name_no_post_of_these_are_not_guessed_and_kept(text: str):
    assert posts.meant_for(text) == (set(), set(), set(), (text,))
    found = read("TT | Họ và tên | Chức danh dự kiến", f"1 | Mẫu | {text}")
    assert [(one.severity, one.code, one.place.row, one.place.column) for one in found.findings] == [
        (Severity.NOTE, "post_unknown", 2, "C")
    ]
    assert [(row.listed.organs, row.listed.posts, row.record.meant_for) for row in found.rows] == [
        ({Organ.COMMITTEE}, set(), text)
    ]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Bí thư Đảng ủy-Chủ tịch HĐND", {Post.SECRETARY, Post.COUNCIL_CHAIR}),
        ("Bí thư Đảng ủy – Chủ tịch HĐND", {Post.SECRETARY, Post.COUNCIL_CHAIR}),
        ("Phó Bí thư (Chủ tịch UBND)", {Post.DEPUTY, Post.PEOPLE_CHAIR}),
        ("Phó Bí thư Đảng ủy xã Chủ tịch UBND xã", {Post.DEPUTY, Post.PEOPLE_CHAIR}),
        ("Bí thư Đảng ủy xã Chủ tịch HĐND xã", {Post.SECRETARY, Post.COUNCIL_CHAIR}),
        ("Phó Bí thư và Chủ tịch UBND", {Post.DEPUTY, Post.PEOPLE_CHAIR}),
        ("UVBTV-Trưởng Công an xã", {Post.POLICE_HEAD}),
        ("Bí thư Huyện ủy", {Post.SECRETARY}),
        ("Bí thư Đảng ủy xã nhiệm kỳ 2025-2030", {Post.SECRETARY}),
        ("Bí thư Đảng ủy UBND xã", {Post.AREA_SECRETARY}),
        ("Bí thư Đảng bộ bộ phận", {Post.AREA_SECRETARY}),
    ],
)
def test_every_post_of_a_text_is_found(text: str, held: set[Post]):
    assert posts.meant_for(text).posts == held


def test_secretaries_of_cells_are_the_lists_own_only_in_the_list_of_a_cell():
    head = "Họ và tên | Chức danh dự kiến"
    commune = read(head, "Mẫu A | Bí thư", "Mẫu B | Phó Bí thư", "Mẫu C | Bí thư Chi bộ thôn 3, Ủy viên BCH")
    alone = read(head, "Mẫu A | Bí thư Chi bộ thôn 3", "Mẫu B | Ủy viên BCH")
    cell = read(head, "Mẫu A | Bí thư Chi bộ", "Mẫu B | Phó Bí thư Chi bộ", "Mẫu C | Chi ủy viên")
    named = read(head, "Mẫu A | Bí thư Chi bộ thôn 3", "Mẫu B | Phó Bí thư Chi bộ thôn 3")
    deputy = read(head, "Mẫu A | Bí thư", "Mẫu B | Phó Bí thư Chi bộ thôn 3")
    pool = read(
        head, "Mẫu A | Bí thư Chi bộ", "II. NGUỒN QUY HOẠCH |", "Mẫu B | Bí thư chi bộ", "Mẫu C | Phó Bí thư chi bộ"
    )

    assert [[row.listed.posts for row in one.rows] for one in (commune, alone, cell, named, deputy, pool)] == [
        [{Post.SECRETARY}, {Post.DEPUTY}, {Post.AREA_SECRETARY}],
        [{Post.AREA_SECRETARY}, set()],
        [{Post.SECRETARY}, {Post.DEPUTY}, set()],
        [{Post.SECRETARY}, {Post.DEPUTY}],
        [{Post.SECRETARY}, set()],
        [{Post.SECRETARY}, {Post.SECRETARY}, {Post.DEPUTY}],
    ]
    assert codes(deputy) == [("post_unknown", 3, "B")]


def test_who_leads_the_inspection_is_of_the_inspection_committee():
    head = "Họ và tên | Chức danh dự kiến"
    found = read(head, "Mẫu A | Chủ nhiệm UBKT", "Mẫu B | UVBTV, Chủ nhiệm UBKT", "Mẫu C | Phó Chủ nhiệm UBKT")
    assert [row.listed.organs for row in found.rows] == [
        {Organ.COMMITTEE, Organ.INSPECTION},
        {Organ.COMMITTEE, Organ.STANDING, Organ.INSPECTION},
        {Organ.COMMITTEE, Organ.INSPECTION},
    ]
    (marked,) = read("Họ và tên | BCH | UBKT | Chức danh dự kiến", "Mẫu | x | | Chủ nhiệm UBKT").rows
    assert marked.listed.organs == {Organ.COMMITTEE, Organ.INSPECTION}


@pytest.mark.parametrize(
    ("text", "organs"),
    [
        ("Ủy viên", {Organ.COMMITTEE}),
        ("Đảng ủy viên", {Organ.COMMITTEE}),
        ("Tỉnh ủy viên", {Organ.COMMITTEE}),
        ("Huyện ủy viên", {Organ.COMMITTEE}),
        ("ĐUV", {Organ.COMMITTEE}),
        ("Thường vụ", {Organ.COMMITTEE, Organ.STANDING}),
        ("Uỷ viên Thường vụ", {Organ.COMMITTEE, Organ.STANDING}),
        ("Đại biểu dự khuyết", {Organ.ALTERNATES}),
    ],
)
def test_short_names_of_bodies_are_known(text: str, organs: set[Organ]):
    assert posts.meant_for(text).organs == organs


def test_marks_say_for_which_bodies():
    head = "Họ và tên | BCH | BTV | UBKT | Tái cử | Lần đầu | Số dư"
    found = read(
        head, "Mẫu A | x | X | | x | |", "Mẫu B | ✓ | | có | | x | x", "Mẫu C | TC | | 0 | | |", "Mẫu D | | | | | |"
    )
    listed = [row.listed for row in found.rows]

    assert [person.organs for person in listed] == [
        {Organ.COMMITTEE, Organ.STANDING}, {Organ.COMMITTEE, Organ.INSPECTION}, {Organ.COMMITTEE}, set()
    ]  # fmt: skip
    assert [person.standing for person in listed] == [
        Standing.RESTANDING,
        Standing.FIRST_TIME,
        Standing.RESTANDING,
        None,
    ]
    assert [person.surplus for person in listed] == [set(), {Organ.COMMITTEE, Organ.INSPECTION}, set(), set()]
    assert [(code, row) for code, row, _ in codes(found)] == [("no_body", 5)]


def test_sections_say_how_the_people_below_stand_and_who_is_of_the_pool():
    found = read(
        "TT | Họ và tên | Năm sinh",
        "I | TÁI CỬ |",
        "1 | Nguyễn Văn Mẫu | 1974",
        "II | Nhân sự lần đầu tham gia |",
        "2 | Lò Thị Mẫu | 1985",
        "III | Nguồn quy hoạch |",
        "3 | Giàng A Mẫu | 1988",
    )
    assert [(row.listed.standing, row.pool) for row in found.rows] == [
        (Standing.RESTANDING, False),
        (Standing.FIRST_TIME, False),
        (Standing.FIRST_TIME, True),
    ]
    assert (len(found.listed), len(found.pool)) == (2, 1)


def test_a_cell_may_name_the_bodies_of_the_surplus():
    head = "Họ và tên | BCH | BTV | Số dư"
    found = read(
        head, "Mẫu A | x | x | Ban Thường vụ", "Mẫu B | x | | BCH, BTV", "Mẫu C | x | x | có", "Mẫu D | x | | ?"
    )
    assert [row.listed.surplus for row in found.rows] == [
        {Organ.STANDING}, {Organ.COMMITTEE}, {Organ.COMMITTEE, Organ.STANDING}, set()
    ]  # fmt: skip
    assert codes(found) == []


def test_a_section_of_surplus_marks_the_people_below():
    rows = ("1 | Mẫu A | 1974", "| Số dư |", "2 | Mẫu B | 1985", "| Tái cử |", "3 | Mẫu C | 1970")
    found = read("TT | Họ và tên | Năm sinh", *rows)
    assert [row.listed.surplus for row in found.rows] == [set(), {Organ.COMMITTEE}, set()]


def test_somebody_with_a_name_alone_is_a_person():
    found = read("TT | Họ và tên | Năm sinh", "1 | Nguyễn Văn Mới | ", "2 | LÒ THỊ MẪU | ")
    assert [row.listed.person.name for row in found.rows] == ["Nguyễn Văn Mới", "LÒ THỊ MẪU"]


def test_the_only_secretary_of_an_area_is_the_lists_own():
    head = "Họ và tên | Chức danh dự kiến"
    own = read(head, "Mẫu A | Bí thư Đảng ủy xã Mẫu", "Mẫu B | Phó Bí thư")
    other = read(head, "Mẫu A | Bí thư Đảng ủy xã Mẫu", "Mẫu B | Bí thư")

    assert [row.listed.posts for row in own.rows] == [{Post.SECRETARY}, {Post.DEPUTY}]
    assert [row.listed.posts for row in other.rows] == [{Post.AREA_SECRETARY}, {Post.SECRETARY}]


def test_what_the_rules_do_not_ask_is_kept_beside():
    (row,) = read(
        "Họ và tên | Dân tộc | Quê quán | Ngày vào Đảng | Chính thức | GDPT | Chuyên môn | Chức vụ | Ghi chú",
        "Mẫu | Kinh | xã Mẫu | 3/2/2004 | 03/02/2005 | 12/12 | Thạc sĩ Luật | Chánh văn phòng | luân chuyển",
    ).rows
    record = row.record

    assert (record.ethnicity, record.home, record.schooling, record.post) == (
        "Kinh",
        "xã Mẫu",
        "12/12",
        "Chánh văn phòng",
    )
    assert (record.probationary_on, record.official_on) == (date(2004, 2, 3), date(2005, 2, 3))
    assert (record.specialism, record.note, row.listed.person.minority) == ("Luật", "luân chuyển", False)


def test_a_month_in_a_column_of_its_own():
    person = one("Họ và tên | Tháng sinh | Năm sinh", "Mẫu | 3 | 1974").person
    assert (person.born, person.born_year) == (date(1974, 3, 1), None)


def test_a_column_of_women_tells_the_sex_of_all():
    found = read("Họ và tên | Nữ | Năm sinh", "Mẫu A | x | 1974", "Mẫu B | | 1974")
    assert [row.listed.person.sex for row in found.rows] == [Sex.WOMAN, Sex.MAN]


# Awful files


AWFUL = [
    (("Họ và tên | Giới tính | Năm sinh", "Mẫu | lạ | 1963"), [("sex_unreadable", 2, "B")]),
    (("Họ và tên | BCH | BTV", "Mẫu | x | hay là"), [("standing_committee_unreadable", 2, "C")]),
    (("Họ và tên | Trình độ chuyên môn", "Mẫu | ???"), [("degree_unreadable", 2, "B")]),
    (("Họ và tên | LLCT", "Mẫu | xx"), [("theory_unreadable", 2, "B")]),
    (("Họ và tên | Tái cử | Lần đầu", "Mẫu | x | x"), [("standing_twice", 2, "C")]),
    (("TT | Họ và tên | Năm sinh", "1 | | 1963"), [("name_missing", 2, "B")]),
    (("Họ và tên | Năm sinh", f"{'Mẫu ' * 40} | 1963"), [("name_long", 2, "A")]),
    (("Họ và tên | Ngày vào Đảng | Chính thức", "Mẫu | 3/2/2005 | 3/2/2004"), [("joined_in_order", 2, "C")]),
    (("Họ và tên | Năm sinh", "Mẫu | 3/1963", "mẫu | 3/1963"), [("twice", 2, "A"), ("twice", 3, "A")]),
    (("a | b", "c | d"), [("no_names", None, "")]),
    (("",), [("no_names", None, "")]),
]


@pytest.mark.parametrize(("rows", "expected"), AWFUL)
def test_what_cannot_be_understood_names_row_and_column(rows: tuple[str, ...], expected: list[tuple[str, int, str]]):
    assert codes(read(*rows)) == expected


def test_a_birth_in_the_columns_of_both_sexes_is_told():
    head = ("Họ và tên | Giới tính | Năm sinh | Năm sinh", " | | Nam | Nữ")
    assert codes(read(*head, "Mẫu | | 1963 | 1964")) == [("sex_twice", 3, "D")]
    assert codes(read(*head, "Mẫu | nữ | 1963 |")) == [("sex_contradicts", 3, "C")]


def test_an_empty_table_names_nobody():
    sheet = Table("", ())
    found = parse_people(sheet, guess_people_layout(sheet))
    assert (found.rows, found.ok) == ((), False)


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "Họ và tên", "Năm sinh", "1963", "x", "Mẫu", "I", "Tổng cộng", "Nữ"]), max_size=6
        ),
        max_size=9,
    )
)
def test_no_table_breaks_the_reader(rows: list[list[str]]):
    sheet = Table("Mẫu", tuple(tuple(map(Cell, row)) for row in rows))
    found = parse_people(sheet, guess_people_layout(sheet))
    keys = [row.listed.person.key for row in found.rows]
    assert len(set(keys)) == len(keys)
    assert all(finding.severity in Severity for finding in found.findings)


# TOML


def test_toml_says_the_surplus_of_all_bodies_or_of_some():
    person = '[[person]]\nname = "Mẫu"\norgans = ["committee", "standing"]\nsurplus = '
    _, listed, _ = scheme_file(f'{person}true\n{person}["standing"]\n{person}false', "mau.toml")
    assert [one.surplus for one in listed] == [{Organ.COMMITTEE, Organ.STANDING}, {Organ.STANDING}, set()]


def test_blanks_and_no_in_toml_are_no_special_decision():
    person = '[[person]]\nname = "Mẫu"\nspecial = '
    _, listed, _ = scheme_file(f'{person}"  "\n{person}"Không"\n{person}" QĐ 12 "', "mau.toml")
    assert [one.special for one in listed] == ["", "", "QĐ 12"]


def test_a_scheme_in_toml_has_numbers_a_list_and_a_pool():
    seats, listed, pool = scheme_file(
        """
[seats]
committee = { seats = 39, vacant = 2, before = 41 }
[[person]]
name = "Mẫu A"
sex = "woman"
born = "3/1963"
posts = ["secretary"]
organs = ["committee", "standing"]
[[person]]
name = "Mẫu B"
born = 1963
pool = true
[[person]]
name = "Mẫu C"
born = 1963-03-15
""",
        "mau.toml",
    )
    assert seats == {Organ.COMMITTEE: Seats(39, 2, 41)}
    assert [(one.person.name, one.person.born, one.posts) for one in listed] == [
        ("Mẫu A", date(1963, 3, 1), {Post.SECRETARY}),
        ("Mẫu C", date(1963, 3, 1), set()),
    ]
    assert [(one.person.key, one.person.born_year, one.organs) for one in pool] == [("2", 1963, {Organ.COMMITTEE})]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[seats]\ncommittee = { seats = 0 }", "1 or more"),
        ("[seats]\ncommitee = { seats = 9 }", 'unknown key "commitee"'),
        ("[seats]\ncommittee = { seats = 9, vacant = 9 }", "1 or more"),
        ("[seats]\ncommittee = { seats = 9.5 }", "decimal"),
        ("[[person]]\nnam = 'x'", 'lacks "name"'),
        ("[[person]]\nname = ' '", "must be text"),
        ("[[person]]\nname = 'x'\nborn = '31/2/1963'", "a birth month"),
        ("[[person]]\nname = 'x'\nborn = 3.5", "decimal"),
        ("[[person]]\nname = 'x'\nborn = true", "a birth month"),
        ("[[person]]\nname = 'x'\nsex = 'nữ'", "one of man, woman"),
        ("[[person]]\nname = 'x'\nposts = ['king']", "a list out of"),
        ("[[person]]\nname = 'x'\nsurplus = ['standing']", "bodies that stand in organs"),
        ("[[person]]\nname = 'x'\nspecial = 'x'", "no mark"),
        ("[[person]]\nname = 'x'\nage = 3", 'unknown key "age"'),
        ("[[person", "not readable as TOML"),
        ("person = 3", "written as [[person]]"),
    ],
)
def test_toml_that_is_not_right_is_refused_with_its_place(text: str, said: str):
    with pytest.raises(PackError) as caught:
        scheme_file(text, "mau.toml")
    assert said in caught.value.message.render()
    assert "mau.toml" in caught.value.message.render()


def test_births_of_men_and_women_in_columns_of_their_own_with_the_heading_over_the_first_alone():
    found = read(
        "Họ và tên|Ngày tháng năm sinh||Dân tộc",
        "|Nam|Nữ|",
        "Nguyễn Văn Mẫu|31/8/1965||Kinh",
        "Trần Thị Mẫu||02/1968|Thái",
    )

    told = [(row.listed.person.sex, row.listed.person.born) for row in found.rows]
    assert told == [(Sex.MAN, date(1965, 8, 1)), (Sex.WOMAN, date(1968, 2, 1))]
    assert codes(found) == []


def test_marks_under_nam_and_nu_stay_marks():
    found = read("Họ và tên|Nam|Nữ", "Nguyễn Văn Mẫu|x|", "Trần Thị Mẫu||x")

    assert [row.listed.person.sex for row in found.rows] == [Sex.MAN, Sex.WOMAN]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Đại học Luật", "Luật"),
        ("Thạc sĩ Quản lý kinh tế", "Quản lý kinh tế"),
        ("ĐH", ""),
        ("Kỹ sư Xây dựng", "Kỹ sư Xây dựng"),
        ("Đại học Luật, thạc sĩ Kinh tế", "Đại học Luật, thạc sĩ Kinh tế"),
        ("", ""),
    ],
)
def test_the_field_of_a_qualification_is_told_without_its_degree(text: str, field: str):
    assert values.specialism(text) == field
