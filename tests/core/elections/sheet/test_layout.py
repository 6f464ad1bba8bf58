"""A ballot laid out: everything in its place, nothing clipped, or a refusal that says what to do."""

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet import ColumnsAsked, Name, Paper, SheetLayout, code_text, lay_out
from daihoi.core.messages import Refused
from tests.core.elections.sheet.sample import ballot, faults, names, people, text_part, width_mm

LONG = "Công Tằng Tôn Nữ Hoàng Thị Nguyễn Phượng Nghiêng"


def laid(style: Style, count: int, paper: Paper = "A4", columns: ColumnsAsked = "auto") -> SheetLayout:
    return lay_out(ballot(style, people(count)), style, paper=paper, columns=columns, font="Try", measure=width_mm)


def refusal(style: Style, people: tuple[Name, ...], paper: Paper, columns: ColumnsAsked = "auto") -> str:
    with pytest.raises(Refused) as refused:
        lay_out(ballot(style, people), style, paper=paper, columns=columns, font="Try", measure=width_mm)
    return refused.value.findings[0].message.render()


@settings(max_examples=150, deadline=None)
@given(
    people=names(),
    style=st.sampled_from([Style.STRIKE, Style.COLUMNS]),
    paper=st.sampled_from(["A4", "A5"]),
    columns=st.sampled_from([1, 2, "auto"]),
)
def test_every_layout_keeps_its_contracts_or_is_refused(
    people: tuple[Name, ...], style: Style, paper: Paper, columns: ColumnsAsked
) -> None:
    text = ballot(style, people)
    try:
        layout = lay_out(text, style, paper=paper, columns=columns, font="Try", measure=width_mm)
    except Refused as refused:
        assert {finding.code for finding in refused.findings} <= {"ballot_does_not_fit", "name_too_long"}
        return

    assert faults(layout, width_mm) == []


@pytest.mark.parametrize("style", [Style.STRIKE, Style.COLUMNS])
@pytest.mark.parametrize(
    ("paper", "columns", "most"), [("A4", "auto", 100), ("A4", 1, 64), ("A5", 1, 34), ("A5", 2, 68)]
)
def test_this_many_ordinary_names_fit(style: Style, paper: Paper, columns: ColumnsAsked, most: int) -> None:
    short = tuple(Name(f"Lê Văn Ân {index}") for index in range(most))
    layout = lay_out(ballot(style, short), style, paper=paper, columns=columns, font="Try", measure=width_mm)

    assert faults(layout, width_mm) == []


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_one_name_has_a_large_row_and_large_boxes(paper: Paper) -> None:
    layout = laid(Style.SINGLE, 1, paper)

    assert faults(layout, width_mm) == []
    assert (layout.pitch, [(box.choice, box.size) for box in layout.boxes]) == (18, [("for", 9), ("against", 9)])


@pytest.mark.parametrize(
    ("style", "count", "paper", "columns", "expected"),
    [
        (Style.STRIKE, 15, "A4", "auto", (1, 1, 18)),
        (Style.COLUMNS, 15, "A4", "auto", (1, 1, 18)),
        (Style.STRIKE, 30, "A4", "auto", (1, 2, 18)),
        (Style.STRIKE, 30, "A4", 1, (1, 1, 12)),
        (Style.STRIKE, 60, "A4", "auto", (1, 2, 12)),
        (Style.COLUMNS, 100, "A4", "auto", (2, 2, 14)),
    ],
)
def test_one_page_and_high_rows_go_first(
    style: Style, count: int, paper: Paper, columns: ColumnsAsked, expected: tuple[int, int, int]
) -> None:
    layout = laid(style, count, paper, columns)

    assert (len(layout.pages), layout.columns, int(layout.pitch * 2)) == expected  # half millimetres


def test_columns_are_filled_one_after_the_other_and_pages_share_the_names() -> None:
    layout = laid(Style.COLUMNS, 99)
    first, second = layout.pages
    lefts = sorted({area.x for area in first.name_areas})

    assert ([a.name for a in first.name_areas], [a.name for a in second.name_areas]) == (
        list(range(50)),
        list(range(50, 99)),
    )
    assert [sum(area.x == left for area in first.name_areas) for left in lefts] == [25, 25]
    assert [sum(area.x == left for area in second.name_areas) for left in lefts] == [25, 24]


def test_both_pages_say_what_they_are() -> None:
    layout = laid(Style.STRIKE, 100)
    heads = [[text.content for text in page.texts[:8]] for page in layout.pages]

    assert len(layout.pages) == 2
    assert heads[0] == heads[1]
    assert "PHIẾU BẦU" in heads[0]
    assert [[t.content for t in page.texts if t.content.startswith("Trang")] for page in layout.pages] == [
        ["Trang 1/2"],
        ["Trang 2/2"],
    ]
    assert [page.code.content for page in layout.pages] == [f"DH1:{layout.style_id}:{page}/2" for page in (1, 2)]


def test_a_single_page_bears_no_page_number() -> None:
    layout = laid(Style.STRIKE, 20)

    assert [t.content for t in layout.pages[0].texts if t.content.startswith("Trang")] == []


def test_all_names_have_one_size() -> None:
    text = ballot(Style.COLUMNS, (*people(8), Name(LONG)))
    layout = lay_out(text, Style.COLUMNS, paper="A5", columns=1, font="Try", measure=width_mm)
    lines = [line for page in layout.pages for line in page.texts if line.align == "left"]

    assert {line.size for line in lines} == {13.0}


def test_a_long_name_takes_two_lines_and_each_is_an_area() -> None:
    text = ballot(Style.STRIKE, (*people(5), Name(LONG)))
    layout = lay_out(text, Style.STRIKE, paper="A5", columns=2, font="Try", measure=width_mm)
    areas = layout.name_areas[5:]
    lines = [text_part(line, width_mm) for line in layout.pages[0].texts if line.content in LONG]

    assert faults(layout, width_mm) == []
    assert [(area.name, area.line) for area in areas] == [(5, 0), (5, 1)]
    assert [area.y for area in areas] == pytest.approx([line.top for line in lines], abs=0.002)


def test_only_the_row_of_a_name_over_two_lines_is_higher() -> None:
    text = ballot(Style.COLUMNS, (*people(50), Name(LONG), *people(49)))
    layout = lay_out(text, Style.COLUMNS, paper="A4", columns=2, font="Try", measure=width_mm)
    column = [box.y + box.size / 2 for box in layout.boxes if box.choice == "for" and 50 <= box.name < 75]
    steps = [round(after - before, 1) for before, after in pairwise(column)]

    assert faults(layout, width_mm) == []
    assert steps[0] > steps[1] > layout.pitch - 0.1
    assert set(steps[1:]) == {round(layout.pitch, 1)}


def test_a_note_stands_outside_the_area_of_its_name() -> None:
    text = ballot(Style.STRIKE, (Name("Lê Ân", "(1975)"), Name("Lê Ân", "(1980)")))
    layout = lay_out(text, Style.STRIKE, paper="A4", columns="auto", font="Try", measure=width_mm)
    notes = [line for line in layout.pages[0].texts if line.content in ("(1975)", "(1980)")]

    assert [note.x >= area.x + area.width for note, area in zip(notes, layout.name_areas, strict=True)] == [True, True]


def test_text_is_composed_before_it_is_placed() -> None:
    text = ballot(Style.STRIKE, people(20))
    loose = replace(
        text,
        subject=unicodedata.normalize("NFD", f" {text.subject}\u00a0"),
        names=tuple(Name(unicodedata.normalize("NFD", f"{n.full_name}  "), n.note) for n in text.names),
    )

    def placed(given: object) -> SheetLayout:
        return lay_out(given, Style.STRIKE, paper="A4", columns="auto", font="Try", measure=width_mm)  # type: ignore[arg-type]

    assert placed(loose) == placed(text)


def test_lines_break_where_the_sense_allows() -> None:
    heads = [text.content for text in laid(Style.STRIKE, 60).pages[0].texts]

    assert [line for line in heads if "Ban Chấp hành" in line or "khóa" in line] == [
        "Ban Chấp hành Đảng bộ tỉnh Quảng Ninh",
        "khóa XVI, nhiệm kỳ 2025 - 2030",
    ]


def test_another_name_gives_another_style() -> None:
    one = lay_out(ballot(Style.STRIKE, people(20)), Style.STRIKE, paper="A4", columns=1, font="Try", measure=width_mm)
    changed = (*people(19), Name("Lê Thị Khác"))
    other = lay_out(ballot(Style.STRIKE, changed), Style.STRIKE, paper="A4", columns=1, font="Try", measure=width_mm)

    assert one.style_id != other.style_id
    assert len(code_text(one.style_id, 1, 2)) == 20  # what 21 × 21 cells hold


def test_too_many_names_are_refused_with_advice() -> None:
    short = tuple(Name(f"Lê Ân {index}") for index in range(101))

    assert refusal(Style.STRIKE, short, "A4") == "A ballot has at most 100 names; this list has 101."
    assert refusal(Style.STRIKE, short[:100], "A4", 1) == (
        "100 names do not fit on two pages of A4 in one column. Choose two columns."
    )
    assert refusal(Style.STRIKE, short[:100], "A5") == (
        "100 names do not fit on two pages of A5. Choose A4, or shorten the text above the list."
    )


def test_who_does_not_fit_is_named() -> None:
    name = "Nguyễn" * 12

    assert refusal(Style.COLUMNS, (*people(5), Name(name)), "A5", 2) == (
        f"The name “{name}” does not fit in its row, even on two lines of 8 points. "
        "Choose A4, or one column, or shorten the note behind it."
    )


def test_a_heading_that_cannot_be_broken_is_refused() -> None:
    text = replace(ballot(Style.STRIKE, people(5)), congress="Đ" * 60)
    with pytest.raises(Refused) as refused:
        lay_out(text, Style.STRIKE, paper="A4", columns="auto", font="Try", measure=width_mm)

    assert refused.value.findings[0].code == "heading_too_wide"


def test_a_title_too_wide_to_stand_beside_the_seal_stands_under_it() -> None:
    text = replace(ballot(Style.STRIKE, people(5)), subject="Đ" * 30)
    layout = lay_out(text, Style.STRIKE, paper="A5", columns="auto", font="Try", measure=width_mm)

    assert faults(layout, width_mm) == []
    assert [line.x for line in layout.pages[0].texts if line.content == text.subject] == [148 / 2]


@pytest.mark.parametrize(
    ("style", "people"), [(Style.STRIKE, ()), (Style.STRIKE, (Name(" "),)), (Style.SINGLE, people(2))]
)
def test_what_is_no_ballot_is_an_error_of_the_caller(style: Style, people: tuple[Name, ...]) -> None:
    text = ballot(Style.STRIKE, people, 1)
    with pytest.raises(ValueError, match=r"ballot|style"):
        lay_out(text, style, paper="A4", columns="auto", font="Try", measure=width_mm)
