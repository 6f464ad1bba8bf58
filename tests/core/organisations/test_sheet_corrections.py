"""Corrections beside the file: put into the right cell, whatever the list looks like."""

import pytest

from daihoi.core.messages import Refused
from daihoi.core.organisations.sheet import (
    Field,
    Hierarchy,
    Layout,
    Overrides,
    SheetRow,
    apply_overrides,
    editable,
    filled_columns,
    guess_below,
    guess_layout,
    parse,
    row_texts,
)
from daihoi.core.tables import Cell, Table
from daihoi.office.tables import read_tables
from tests.office import messy


def read(data: bytes, name: str = "a.xlsx") -> tuple[Table, Layout]:
    table = read_tables(data, name)[0]
    return table, guess_layout(table)


def row(table: Table, layout: Layout, number: int, texts: dict[Field, str]) -> SheetRow:
    parsed = parse(*apply_overrides(table, layout, Overrides({number: texts})))
    return next(one for one in parsed.rows if one.row == number)


def test_without_corrections_nothing_is_touched() -> None:
    table, layout = read(messy.numbered())

    assert apply_overrides(table, layout, Overrides()) == (table, layout)


def test_an_old_encoding_comes_back_converted_with_the_correction_in_unicode() -> None:
    table, layout = read(messy.tcvn3_fonts())

    corrected = parse(*apply_overrides(table, layout, Overrides({4: {Field.NAME: "Chi bộ ấp Hoà Bình – Đợt ă"}})))

    names = [one.name for one in corrected.rows]
    assert names == ["Đảng bộ xã Phước Thạnh", "Chi bộ ấp Hoà Bình – Đợt ă", "ĐẢNG BỘ XÃ MỸ ĐỨC"]


def test_the_indent_of_a_name_stays() -> None:
    table, layout = read(messy.indented(False))
    before = parse(table, layout).rows

    after = parse(*apply_overrides(table, layout, Overrides({4: {Field.NAME: "Chi bộ khác"}}))).rows

    assert [one.parent for one in after] == [one.parent for one in before]
    assert after[2].name == "Chi bộ khác"


def test_a_number_before_the_name_stays_unless_another_is_given() -> None:
    rows = [("Tên tổ chức", "ĐV"), ("I. Đảng bộ xã Một", ""), ("1. Chi bộ A", "5"), ("2. Chi bộ B", "6")]
    table = Table("x", tuple(tuple(Cell(text) for text in one) for one in rows))
    layout = guess_layout(table)

    kept = row(table, layout, 3, {Field.NAME: "Chi bộ C"})
    risen = row(table, layout, 3, {Field.NAME: "II. Chi bộ C"})

    assert layout.hierarchy is Hierarchy.NUMBERING
    assert row_texts(table, layout, [3])[3][Field.NAME] == "Chi bộ A"
    assert [(one.name, one.parent) for one in (kept, risen)] == [("Chi bộ C", 0), ("Chi bộ C", None)]


def test_the_name_in_level_columns_is_the_deepest_one() -> None:
    table, layout = read(messy.levelled())

    corrected = row(table, layout, 4, {Field.NAME: "Chi bộ Kho"})

    assert row_texts(table, layout, [4])[4][Field.NAME] == "Chi bộ Xưởng"
    assert (corrected.name, corrected.official) == ("Chi bộ Kho", 11)


def test_a_field_without_a_column_gets_one() -> None:
    table, layout = read(messy.parents_by_name())

    corrected = row(table, layout, 4, {Field.CODE: "N1", Field.KIND: "Đảng bộ cơ sở"})

    assert (corrected.code, corrected.kind_text) == ("N1", "Đảng bộ cơ sở")


@pytest.mark.parametrize("parent", ["X01", "Đảng bộ xã An Lạc", "dang bo xa an lac"])
def test_an_upper_organisation_is_given_by_code_or_name(parent: str) -> None:
    table, layout = read(messy.odd_order_with_bad_numbers())

    assert row(table, layout, 4, {Field.PARENT_NAME: parent}).parent == 0
    assert row(table, layout, 4, {Field.PARENT_NAME: ""}).parent is None


def test_a_flat_list_learns_of_an_upper_organisation() -> None:
    table, layout = read(messy.decomposed(), "a.csv")

    corrected = row(table, layout, 3, {Field.PARENT_NAME: "Đảng bộ xã Mỹ Lộc"})

    assert (layout.hierarchy, corrected.parent) == (Hierarchy.NONE, 0)


def test_what_may_be_corrected_follows_the_list() -> None:
    shown = {
        name: editable(read(data, "a.xlsx")[1])
        for name, data in (("by code", messy.odd_order_with_bad_numbers()), ("levels", messy.levelled()))
    }

    base = (Field.CODE, Field.NAME, Field.KIND)
    assert shown == {
        "by code": (*base, Field.PARENT_NAME, Field.PROBATIONARY, Field.TOTAL),
        "levels": (*base, Field.OFFICIAL),
    }


def test_a_row_left_out_is_no_row() -> None:
    table, layout = read(messy.odd_order_with_bad_numbers())

    parsed = parse(*apply_overrides(table, layout, Overrides(left_out=frozenset({4, 5, 6, 7, 99}))))

    assert [one.row for one in parsed.rows] == [2, 3]
    assert [one.code for one in parsed.findings] == ["count-fraction"]


def test_headings_that_a_person_points_at_are_read() -> None:
    table, _ = read(messy.titled_with_merged_header())

    layout = guess_below(table, (6, 7), "unicode")

    assert layout == guess_layout(table)


def test_a_sheet_wider_than_any_list_is_refused_but_a_stray_cell_is_not() -> None:
    stray = Table("x", ((Cell("a"), *[Cell()] * 16_000, Cell("b")),))
    wide = Table("x", (tuple([Cell("a")] * 201),))

    assert filled_columns(stray) == (0, 16_001)
    with pytest.raises(Refused) as refused:
        filled_columns(wide)
    assert [one.code for one in refused.value.findings] == ["too_wide"]
