"""Texts before the vote: a pasted list as it is understood, and what an election is called on its ballot."""

import pytest

from daihoi.core.elections import Post
from daihoi.core.organisations.kinds import Kind
from daihoi.core.organisations.naming import committee_name
from daihoi.queries.elections._titles import title_of
from daihoi.web.elections.pasted import Line, read


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Lò Văn Ba", Line(1, "Lò Văn Ba")),
        ("  12.  Lò   Văn Ba ;", Line(1, "Lò Văn Ba")),
        ("- Lò Văn Ba", Line(1, "Lò Văn Ba")),
        ("3 Lò Văn Ba", Line(1, "Lò Văn Ba")),
        ("Lò Văn Ba; 1975", Line(1, "Lò Văn Ba", born_year=1975)),
        ("Lò Văn Ba;;1975;Bí thư xã", Line(1, "Lò Văn Ba", born_year=1975, post="Bí thư xã")),
        ("Lò Văn Ba; sinh năm 1975; 3/1975", Line(1, "Lò Văn Ba", "sinh năm 1975", 1975, 3)),
        ("1\tLò Văn Ba\t\t3/1975\tBí thư xã", Line(1, "Lò Văn Ba", "", 1975, 3, "Bí thư xã")),
        ("Lo\u0300 Văn Ba", Line(1, "Lò Văn Ba")),
    ],
)
def test_a_line_is_understood_as_lists_are_typed(text: str, line: Line) -> None:
    assert read(text) == ([line], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_names"),
        ("; ghi chú", "name_missing"),
        ("x" * 121, "name_too_long"),
        ("Lò Văn Ba 1975", "name_with_digits"),
        ("Lò Văn Ba;;13/1975", "born_unlikely"),
        ("Lò Văn Ba;;hai nghìn", "born_unlikely"),
        ("Lò Văn Ba;a;1975;b;c", "too_many_parts"),
        ("Lò Văn Ba\nLÒ VĂN BA", "name_twice"),
        ("Đã Có Rồi", "name_twice"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(text: str, code: str) -> None:
    _, faults = read(text, [("Đã Có Rồi", "")])

    assert [one.code for one in faults] == [code]


def test_a_list_of_more_names_than_any_congress_has_is_refused() -> None:
    names = "\n".join(f"Lò Văn {chr(65 + number // 26)}{chr(97 + number % 26)}" for number in range(401))

    assert [one.code for one in read(names)[1]] == ["too_many_names"]


@pytest.mark.parametrize(
    ("name", "committee"),
    [
        ("Đảng bộ xã Mẫu", "Đảng ủy xã Mẫu"),
        ("Đảng bộ tỉnh Điện Biên", "Tỉnh ủy Điện Biên"),
        ("Đảng bộ thành phố Hà Nội", "Thành ủy Hà Nội"),
        ("Đảng bộ huyện Mường Nhé", "Huyện ủy Mường Nhé"),
        ("Tổ chức khác", "Tổ chức khác"),
    ],
)
def test_a_committee_is_named_after_its_organisation(name: str, committee: str) -> None:
    assert committee_name(name) == committee


def test_titles_follow_post_organisation_and_term() -> None:
    commune = {"name": "Đảng bộ xã Mẫu", "kind": Kind.UPPER, "term": "2025-2030", "ordinal": 1}
    cell = {"name": "Chi bộ thôn 1", "kind": Kind.CELL, "term": "2025-2030", "ordinal": 5, "above": "Đảng bộ xã Mẫu"}

    titles = {post: title_of(post, **commune, above="Đảng bộ tỉnh X") for post in Post}  # type: ignore[arg-type]

    assert titles == {
        Post.COMMITTEE: "Ban Chấp hành Đảng bộ xã Mẫu khóa I, nhiệm kỳ 2025 – 2030",
        Post.STANDING_COMMITTEE: "Ban Thường vụ Đảng ủy xã Mẫu khóa I, nhiệm kỳ 2025 – 2030",
        Post.SECRETARY: "Bí thư Đảng ủy xã Mẫu khóa I, nhiệm kỳ 2025 – 2030",
        Post.DEPUTY_SECRETARIES: "Phó Bí thư Đảng ủy xã Mẫu khóa I, nhiệm kỳ 2025 – 2030",
        Post.INSPECTION_COMMITTEE: "Ủy ban Kiểm tra Đảng ủy xã Mẫu khóa I, nhiệm kỳ 2025 – 2030",
        Post.INSPECTION_CHAIR: "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy xã Mẫu khóa I, nhiệm kỳ 2025 – 2030",
        Post.DELEGATES: "Đoàn đại biểu Đảng bộ xã Mẫu dự Đại hội đại biểu Đảng bộ tỉnh X, nhiệm kỳ 2025 – 2030",
        Post.ALTERNATES: "Đại biểu dự khuyết Đảng bộ xã Mẫu dự Đại hội đại biểu Đảng bộ tỉnh X, nhiệm kỳ 2025 – 2030",
    }
    assert title_of(Post.COMMITTEE, **cell) == "Chi ủy Chi bộ thôn 1, nhiệm kỳ 2025 – 2030"  # type: ignore[arg-type]
    assert title_of(Post.SECRETARY, **cell) == "Bí thư Chi bộ thôn 1, nhiệm kỳ 2025 – 2030"  # type: ignore[arg-type]
    alone = title_of(Post.DELEGATES, **commune, above="")  # type: ignore[arg-type]
    assert alone == "Đoàn đại biểu Đảng bộ xã Mẫu dự đại hội đại biểu cấp trên, nhiệm kỳ 2025 – 2030"
