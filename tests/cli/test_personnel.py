"""`daihoi personnel check`: what it says of a list in each kind of file, how it ends, and what it refuses."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import daihoi
from daihoi.cli.main import main

Capture = pytest.CaptureFixture[str]
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "personnel"
COMMUNE, DISTRICT = EXAMPLES / "commune-2025.csv", EXAMPLES / "scheme-2020.toml"
T2B, T1 = ("--pack", "2025-2030/2025-04-14"), ("--pack", "2020-2025/2019-05-30")
IN_COMMUNE = (*T2B, "--level", "upper", "--unit", "commune")
IN_DISTRICT = (*T1, "--level", "upper", "--unit", "district")


def run(capsys: Capture, *arguments: object) -> tuple[int, str, str]:
    code = main(["personnel", "check", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def told(capsys: Capture, *arguments: object) -> tuple[int, dict[str, Any]]:
    code, out, _ = run(capsys, *arguments, "--json", "--lang", "en")
    return code, json.loads(out)


def lines(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["key"]: line for line in found["lines"]}


def refused(capsys: Capture, *arguments: object) -> list[dict[str, Any]]:
    code, found = told(capsys, *arguments)
    assert code == 2
    return list(found["findings"])


def test_the_example_of_a_commune_is_read_and_checked(capsys: Capture):
    code, found = told(capsys, COMMUNE, *IN_COMMUNE, "--seats", 5, "--standing", 4)
    by_key = lines(found)

    assert (code, found["listed"], found["pool"], found["blocked"]) == (1, 6, 0, True)
    assert (found["reference"], found["kind"]) == ("2025-07-01", "upper")
    assert found["columns"]["C"] == "born_men"
    assert (by_key["committee.women_min"]["count"], by_key["committee.women_min"]["of"]) == (2, 6)
    assert by_key["age.restanding"]["margin"] == -1
    assert by_key["standing.size_min"]["margin"] == -5
    assert [(one["code"], one["rule"]) for one in found["findings"]] == [("age_too_old", "P-054")]


def test_the_example_in_toml_names_fillers_and_the_special_decision(capsys: Capture):
    code, found = told(capsys, DISTRICT, "--pack", "2020-2025", "--on", "2020-05-01", "--level", "upper")
    by_key = lines(found)

    assert (code, found["pack"], found["pool"]) == (1, "2020-2025/2019-05-30", 2)
    assert (by_key["committee.under_40_min"]["margin"], by_key["committee.under_40_min"]["fillers"]) == (-1, ["6"])
    assert by_key["committee.under_40_min"]["sentence"] == "Lacking 1: people under 40"
    assert [(one["code"], one["severity"]) for one in found["findings"]] == [("age_special", "warning")]


def test_people_read_rule_figure_and_margin_in_a_table(capsys: Capture):
    code, out, err = run(capsys, DISTRICT, *IN_DISTRICT, "--lang", "en")
    row = next(line for line in out.splitlines() if line.startswith("P-034"))

    assert (code, err) == (1, "")
    assert row.split("  ")[0] == "P-034"
    assert [part.strip() for part in row.split("  ") if part.strip()][3:7] == ["1/4", "≥2", "-1", "not met"]
    assert "(from the pool: Đặng Thị Mẫu)" in row


def test_the_same_is_said_in_vietnamese(capsys: Capture):
    _, out, _ = run(capsys, DISTRICT, *IN_DISTRICT)
    assert "Còn thiếu 1 " in out
    assert "từ nguồn quy hoạch" in out


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A small cell that keeps every rule of 2020."""
    path = tmp_path / "tot.csv"
    head = "Họ và tên,Giới tính,Năm sinh,Chức danh dự kiến,Tái cử,Lần đầu,Dân tộc\n"
    rows = "Mẫu A,nam,3/1975,Bí thư,x,,Kinh\nMẫu B,nữ,1/1985,Chi ủy viên,,x,Kinh\n"
    path.write_text(head + rows + "Mẫu C,nữ,1/1986,Chi ủy viên,,x,Kinh\n", encoding="utf-8")
    return path


def test_a_list_that_keeps_every_rule_ends_with_nought(good: Path, capsys: Capture):
    code, found = told(capsys, good, *T1, "--level", "cell", "--seats", 2, "--before", 2)

    assert code == 0
    assert {line["state"] for line in found["lines"] if line["needed"] is not None} == {"kept"}


def test_numbers_of_the_command_line_go_before_those_of_the_file(capsys: Capture):
    _, found = told(capsys, DISTRICT, *IN_DISTRICT, "--seats", 9, "--vacant", 2, "--before", 9)
    by_key = lines(found)

    assert (by_key["committee.size_of_before"]["count"], by_key["committee.size_of_before"]["needed"]) == (9, 8)
    assert by_key["committee.surplus_min"]["needed"] == 8


def test_a_pool_in_a_file_of_its_own_fills(capsys: Capture, good: Path):
    _, found = told(capsys, DISTRICT, *IN_DISTRICT, "--pool", good)
    assert found["pool"] == 5
    assert set(lines(found)["committee.under_40_min"]["fillers"]) == {"6", "p3", "p4"}


def test_an_overlay_adds_the_goals_of_its_province(capsys: Capture):
    overlay = Path(daihoi.__file__).parent / "rulepacks" / "overlays" / "quang-ninh-2020.toml"
    _, found = told(capsys, DISTRICT, *IN_DISTRICT, "--overlay", overlay)
    assert found["overlay"] == "quang-ninh-2020"
    assert lines(found)["target.district_chairs"]["state"] == "broken"


def test_an_xlsx_file_with_real_days_is_read(tmp_path: Path, capsys: Capture):
    book = Workbook()
    page = book.active
    page.append(["TT", "Họ và tên", "Ngày sinh", "Giới tính"])
    page.append([1, "Nguyễn Văn Mẫu", datetime(1963, 3, 15), "Nam"])
    page.append([2, "Lò Thị Mẫu", "2/1968", "Nữ"])
    path = tmp_path / "mau.xlsx"
    book.save(path)
    _, found = told(capsys, path, *T1, "--level", "province")

    assert found["listed"] == 2
    assert [one["code"] for one in found["findings"]] == ["standing_unknown", "age_too_old"]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ("Họ và tên,Năm sinh\nMẫu,31/2/1963\n", (2, "B", "born_unreadable")),
        ("TT,Họ và tên,Giới tính\n1,Mẫu,lạ\n", (2, "C", "sex_unreadable")),
        ("a,b\nc,d\n", (None, "", "no_names")),
    ],
)
def test_bad_cells_end_with_two_and_name_row_and_column(
    rows: str, place: tuple[int | None, str, str], tmp_path: Path, capsys: Capture
):
    path = tmp_path / "xau.csv"
    path.write_text(rows, encoding="utf-8")
    found = refused(capsys, path, *IN_COMMUNE)
    assert [(one["place"]["row"], one["place"]["column"], one["code"]) for one in found] == [place]


BAD = [
    ("x.toml", b"[[person", "unreadable"),
    ("x.toml", b"\xff\xfe", "not_utf8"),
    ("x.toml", b"", "nobody"),
    ("x.csv", b"", "unreadable"),
    ("x.xlsx", b"PK\x03\x04 not a book", "unreadable"),
    ("x.csv", "Họ và tên,Năm sinh\n".encode(), "nobody"),
    ("x.pdf", b"%PDF-1.7", "unreadable"),
]


@pytest.mark.parametrize(("name", "data", "code"), BAD)
def test_files_that_hold_no_list_are_refused(name: str, data: bytes, code: str, tmp_path: Path, capsys: Capture):
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(capsys, path, *IN_COMMUNE)[0]["code"] == code


def test_options_that_do_not_fit_are_refused_in_words(tmp_path: Path, capsys: Capture):
    asked = {
        "no_pack": (COMMUNE, "--pack", "1986-1991", "--level", "upper"),
        "day_missing": (COMMUNE, "--pack", "2025-2030", "--level", "upper"),
        "unreadable": (COMMUNE, "--pack", "2025-2030", "--on", "2019-01-01", "--level", "upper"),
        "kind_level": (COMMUNE, *T2B, "--level", "cell", "--kind", "province"),
        "no_sheet": (COMMUNE, *IN_COMMUNE, "--sheet", "Bảng"),
        "seats_missing": (COMMUNE, *IN_COMMUNE, "--before", 3),
        "all_vacant": (COMMUNE, *IN_COMMUNE, "--seats", 3, "--vacant", 3),
        "file_unreadable": (tmp_path / "khong-co.csv", *IN_COMMUNE),
    }
    found = {name: refused(capsys, *arguments)[0] for name, arguments in asked.items()}
    codes = {name: one["code"] for name, one in found.items()}
    codes.pop("file_unreadable")
    assert codes == {name: name for name in codes}
    assert all(one["message"] for one in found.values())


@pytest.mark.parametrize(
    "option", [("--seats", "0"), ("--seats", "x"), ("--reference", "2025-13"), ("--on", "1/1/2025")]
)
def test_options_that_are_no_numbers_or_days_are_refused(option: tuple[str, str], capsys: Capture):
    with pytest.raises(SystemExit) as caught:
        run(capsys, COMMUNE, *IN_COMMUNE, *option)
    assert caught.value.code == 2
    assert option[0] in capsys.readouterr().err


def test_the_reference_month_may_be_chosen_where_no_rule_gives_it(good: Path, capsys: Capture):
    asked = (good, *T2B, "--level", "cell")
    _, without = told(capsys, *asked)
    _, chosen = told(capsys, *asked, "--reference", "2025-03")

    assert {one["code"] for one in without["findings"]} == {"age_reference_unknown"}
    assert (chosen["findings"], chosen["reference"]) == ([], "2025-03-01")


def put(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


HEAD = "TT,Họ và tên,Giới tính,Năm sinh,Tái cử"
CELL = (*T1, "--level", "cell")


def found_codes(found: dict[str, Any]) -> list[tuple[str, str, int | None]]:
    return [(one["severity"], one["code"], one["place"]["row"]) for one in found["findings"]]


def test_whoever_is_in_the_pool_and_on_the_list_is_one_person(tmp_path: Path, capsys: Capture):
    file = put(tmp_path / "a.csv", HEAD, "1,Nguyễn Văn A,nam,1/1970,x", "2,Nguyễn Thị B,nữ,2/1990,")
    pool = put(
        tmp_path / "b.csv", HEAD, "1,NGUYỄN THỊ B,nữ,15/2/1990,", "2,Nguyễn Văn A,nam,1970,", "3,Lê Thị C,nữ,3/1991,",
        "4,Lê Thị C,nữ,3/1991,",
    )  # fmt: skip
    _, found = told(capsys, file, *CELL, "--seats", 9, "--pool", pool)
    fillers = {key for line in found["lines"] for key in line["fillers"]}
    assert (found["listed"], found["pool"], fillers) == (2, 2, {"p4"})
    assert ("warning", "pool_doubtful", 3) in found_codes(found)

    code = main(["personnel", "feasible", str(file), *CELL, "--seats", "2", "--pool", str(pool), "--json"])
    names = [one["name"].upper() for one in json.loads(capsys.readouterr().out)["list"]]
    assert (code, sorted(names)) == (0, ["LÊ THỊ C", "NGUYỄN THỊ B", "NGUYỄN VĂN A"])


def test_a_section_of_the_pool_may_name_people_of_the_list(tmp_path: Path, capsys: Capture):
    rows = ("1,Nguyễn Văn A,nam,1/1970,x", "II,NGUỒN QUY HOẠCH,,,", "1,Nguyễn Văn A,nam,1/1970,", "2,Lê C,nam,1/1990,")
    _, found = told(capsys, put(tmp_path / "a.csv", HEAD, *rows), *CELL, "--seats", 3)
    fillers = {key for line in found["lines"] for key in line["fillers"]}
    assert (found["listed"], found["pool"], fillers) == (1, 2, {"5"})


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("TT,Họ và tên,BCH,BTV", "1,Mẫu A,,", "2,Mẫu B,,"), "nobody_stands"),
        (("TT,Họ và tên,Năm sinh", "I,NGUỒN QUY HOẠCH,", "1,Mẫu A,1980"), "nobody_stands"),
        ((HEAD, "1,Mẫu A,nam,1/1980,x", "2,Mẫu A,nam,1/1980,x"), "twice"),
    ],
)
def test_where_nothing_was_checked_or_somebody_twice_the_code_is_one(
    rows: tuple[str, ...], expected: str, tmp_path: Path, capsys: Capture
):
    code, found = told(capsys, put(tmp_path / "a.csv", *rows), *CELL)
    assert code == 1
    assert ("warning", expected) in {(one["severity"], one["code"]) for one in found["findings"]}


def test_what_is_found_of_a_person_names_sheet_and_row(tmp_path: Path, capsys: Capture):
    _, found = told(capsys, put(tmp_path / "a.csv", HEAD, "1,Mẫu A,nam,1/1980,x", "2,Mẫu B,nam,1/1950,x"), *IN_DISTRICT)
    assert [(one["code"], one["place"]) for one in found["findings"]] == [
        ("age_too_old", {"sheet": "a", "row": 3, "column": "B"})
    ]


def test_a_bare_mark_waives_no_age_rule(tmp_path: Path, capsys: Capture):
    rows = ("1,Mẫu A,nam,1/1950,x,Không", "2,Mẫu B,nam,1/1950,x,x", "3,Mẫu C,nam,1/1950,x,QĐ 12-QĐ/TU")
    code, found = told(capsys, put(tmp_path / "a.csv", f"{HEAD},Trường hợp đặc biệt", *rows), *IN_DISTRICT)
    assert code == 1
    assert found_codes(found) == [
        ("warning", "special_unnamed", 3),
        ("error", "age_too_old", 2),
        ("error", "age_too_old", 3),
        ("warning", "age_special", 4),
    ]


def test_toml_may_begin_with_the_mark_that_windows_writes(tmp_path: Path, capsys: Capture):
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + DISTRICT.read_bytes())
    assert told(capsys, path, *IN_DISTRICT)[0] == 1


def test_somebody_twice_in_toml_is_told(tmp_path: Path, capsys: Capture):
    person = '[[person]]\nname = "Mẫu A"\nsex = "man"\nborn = "1/1980"\nstanding = "restanding"\n'
    code, found = told(capsys, put(tmp_path / "a.toml", person, person), *CELL)
    assert (code, found_codes(found)) == (1, [("warning", "twice", None)])


def test_marks_of_the_old_committee_are_not_those_of_the_new(tmp_path: Path, capsys: Capture):
    file = put(tmp_path / "a.csv", "TT,Họ và tên,Năm sinh,BCH khóa 2020-2025", "1,Mẫu A,1980,x", "2,Mẫu B,1985,")
    asked = {pack: told(capsys, file, *pack, "--level", "cell")[1]["columns"]["D"] for pack in (T1, T2B)}
    assert asked == {T1: "committee", T2B: ""}


def test_a_formula_without_a_value_is_refused_with_its_cell(tmp_path: Path, capsys: Capture):
    book = Workbook()
    for row in (["TT", "Họ và tên", "Năm sinh"], [1, '=CONCAT("Mẫu"," A")', 1980], [2, "Mẫu B", 1985]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = refused(capsys, tmp_path / "a.xlsx", *IN_COMMUNE)
    assert [(one["code"], one["place"]["row"], one["place"]["column"]) for one in found] == [
        ("formula_unsaved", 2, "B")
    ]


def sought(capsys: Capture, *arguments: object) -> tuple[int, dict[str, Any]]:
    code = main(["personnel", "feasible", *map(str, arguments), "--json", "--lang", "en"])
    return code, json.loads(capsys.readouterr().out)


def test_a_possible_list_is_sought_near_to_the_draft(capsys: Capture):
    code, found = sought(capsys, DISTRICT, "--pack", "2020-2025", "--on", "2020-05-01", "--level", "upper")
    by_key = lines(found)

    assert (code, found["state"], found["proven"]) == (0, "possible", True)
    assert by_key["committee.under_40_min"]["state"] == "kept"
    assert not [line for line in found["lines"] if line["severity"] == "error"]
    assert len({one["key"] for one in found["list"]}) == len(found["list"]) > 0


def test_rules_that_cannot_be_kept_together_are_told(capsys: Capture):
    code, found = sought(capsys, COMMUNE, *IN_COMMUNE, "--seats", 5, "--standing", 4)

    assert (code, found["state"], found["list"], found["smallest"]) == (1, "impossible", [], True)
    assert len(found["conflict"]) == 2
    assert main(["personnel", "feasible", str(COMMUNE), *IN_COMMUNE, "--seats", "5", "--standing", "4"]) == 1
    assert "Không thể cùng đạt" in capsys.readouterr().out


def test_without_a_number_nothing_is_sought(capsys: Capture):
    code, found = sought(capsys, COMMUNE, *IN_COMMUNE)
    assert (code, [one["code"] for one in found["findings"]]) == (2, ["no_numbers"])


SCHEME_HEAD = "TT,Họ và tên,Giới tính,Ngày sinh,Tái cử/lần đầu,Chức danh dự kiến\n"


def listing(folder: Path, count: int, *first: str) -> Path:
    """A file of so many people who are fit, those of `first` before them."""
    rows = [*first, *(f"Mẫu {at:02},{'Nữ' if at % 4 else 'Nam'},1/1980,Tái cử," for at in range(count))]
    path = folder / "people.csv"
    path.write_text(SCHEME_HEAD + "".join(f"{at},{row}\n" for at, row in enumerate(rows, 1)), encoding="utf-8")
    return path


POSTS = (
    "Mẫu A,Nam,1/1980,Tái cử,Bí thư",
    "Mẫu B,Nam,1/1980,Tái cử,Phó Bí thư thường trực",
    'Mẫu C,Nam,1/1980,Tái cử,"Phó Bí thư, Chủ tịch UBND"',
)


def test_a_number_of_seats_that_breaks_the_rule_itself_is_impossible(tmp_path: Path, capsys: Capture):
    code, found = sought(capsys, listing(tmp_path, 36, *POSTS), *IN_COMMUNE, "--seats", 28)

    assert (code, found["state"], found["verdict"], found["lines"]) == (1, "impossible", "none", [])
    assert [(one["rule"], one["key"], one["sentence"]) for one in found["conflict"]] == [
        ("P-013", "size:committee.size_max",
         "Committee: the number of seats itself breaks the rule: 28, where at most 27 are allowed")
    ]  # fmt: skip


def test_what_is_not_known_is_told_and_ends_with_one(tmp_path: Path, capsys: Capture):
    """Three of whom nothing is known come first in the file; four more are fit."""
    path = listing(tmp_path, 4, "Mẫu X,,,,", "Mẫu Y,,,,", "Mẫu Z,,,,")
    level = (*T1, "--level", "upper", "--lang", "en")

    assert main(["personnel", "feasible", str(path), *level, "--seats", "2"]) == 0
    assert capsys.readouterr().out.startswith("There is a list that keeps every hard rule; it misses the goals by ")
    assert main(["personnel", "feasible", str(path), *level, "--seats", "4"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "There is a list that breaks no hard rule, but not all of them can be told yet:"
    assert [line[:9] for line in said[1:3]] == ["  - P-042", "  - P-044"]
    assert said[3] == "Not known for 1 people on the list."


@pytest.mark.parametrize("case", ["merged_2", "merged_3", "new"])
def test_the_committee_of_a_merged_commune_is_appointed_without_surplus(case: str, tmp_path: Path, capsys: Capture):
    seats = 33 if case == "merged_3" else 27
    path = listing(tmp_path, seats - 3, *POSTS)
    _, found = told(capsys, path, *IN_COMMUNE, "--case", case, "--seats", seats)

    assert found["blocked"] is False
    assert [line["rule"] for line in found["lines"] if line["rule"] in {"E-030", "E-031", "E-032"}] == []


def test_delegates_are_not_too_old(tmp_path: Path, capsys: Capture):
    path = tmp_path / "delegates.csv"
    path.write_text(
        "TT,Họ và tên,Giới tính,Ngày sinh,Tái cử/lần đầu,Đại biểu\n"
        "1,Mẫu A,Nam,1/1950,Tái cử,x\n2,Mẫu B,Nữ,1/1950,Tái cử,x\n",
        encoding="utf-8",
    )
    code, found = told(capsys, path, *T2B, "--level", "province", "--unit", "province", "--delegates", 2)
    assert (code, found["findings"]) == (0, [])


def test_a_case_that_no_rule_names_is_refused(tmp_path: Path, capsys: Capture):
    told_of = refused(capsys, listing(tmp_path, 3), *IN_COMMUNE, "--case", "merged3")

    assert [one["code"] for one in told_of] == ["no_case"]
    assert told_of[0]["message"].startswith(
        "No rule of 2025-2030/2025-04-14 names the case “merged3”. Known are: army, "
    )
    assert "merged_2, merged_3, new" in told_of[0]["message"]


def test_what_an_option_leaves_out_or_does_not_do_is_noted(tmp_path: Path, capsys: Capture):
    path = listing(tmp_path, 3)
    province = (*T2B, "--level", "province")
    _, without = told(capsys, path, *province, "--seats", 2)
    _, merged = told(capsys, path, *province, "--case", "merged_2")
    _, unused = told(capsys, path, *province, "--unit", "province", "--reference", "2025-05")
    _, sought_too = sought(capsys, path, *province, "--seats", 2)

    assert [(one["severity"], one["code"], one["message"]) for one in without["findings"]] == [
        ("note", "unit_missing",
         "Without --unit these rules are not asked: P-011, P-012. They are for: province.")
    ]  # fmt: skip
    assert sought_too["findings"] == without["findings"]
    assert [one["message"] for one in merged["findings"]] == [
        "Without --unit these rules are not asked: P-010, P-012. They are for: province."
    ]
    assert [(one["severity"], one["code"], one["rule"]) for one in unused["findings"]] == [
        ("note", "reference_unused", "P-051")
    ]
    assert told(capsys, path, *province, "--unit", "province")[1]["findings"] == []


def test_no_vacant_place_goes_before_the_vacant_places_of_the_file(tmp_path: Path, capsys: Capture):
    path = tmp_path / "scheme.toml"
    path.write_text('[seats]\ncommittee = { seats = 9, vacant = 2 }\n[[person]]\nname = "Mẫu"\n', encoding="utf-8")
    needed = [
        lines(told(capsys, path, *T1, "--level", "upper", *more)[1])["committee.surplus_min"]["needed"]
        for more in ((), ("--vacant", 0), ("--vacant", 1))
    ]
    assert needed == [8, 10, 9]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--seats", "0"), "lỗi: tham số --seats: '0' không phải là số từ 1 đến 5000"),
        (("--vacant", "-1"), "lỗi: tham số --vacant: '-1' không phải là số từ 0 đến 5000"),
        (("--vacant",), "lỗi: tham số --vacant: cần một giá trị"),
        (("--level", "cap"), "lỗi: tham số --level: không có lựa chọn 'cap' (hãy chọn trong: "),
        (("--lang", "en", "--seats", "0"), "error: argument --seats: '0' is no number from 1 to 5000"),
        (("--lang=en", "--colour"), "error: unrecognized arguments: --colour"),
    ],
)
def test_options_that_are_not_understood_are_told_in_the_readers_language(
    options: tuple[str, ...], says: str, capsys: Capture
):
    with pytest.raises(SystemExit) as ended:
        main(["personnel", "check", "people.csv", *T1, "--level", "upper", *options])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err
