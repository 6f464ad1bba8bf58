"""What a list would change in the known tree; the same list twice changes nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import PARENTS, Kind, Unit
from daihoi.core.organisations.sheet import (
    HEADINGS,
    Action,
    Change,
    Entry,
    Field,
    Hierarchy,
    ImportPlan,
    Known,
    Parsed,
    SheetRow,
    compare,
    guess_layout,
    parse,
    sheet_of,
)
from daihoi.core.tables import Cell, Table

DAY = date(2025, 6, 30)
EARLIER = date(2024, 12, 31)
LETTERS = {
    Field.CODE: "A",
    Field.NAME: "B",
    Field.KIND: "C",
    Field.PARENT_CODE: "D",
    Field.OFFICIAL: "E",
    Field.PROBATIONARY: "F",
    Field.PREDECESSORS: "G",
}

ROOT = Known(1, "Đảng bộ huyện Sông Trong", Kind.UPPER, "R", Unit.DISTRICT)
COMMUNE = Known(2, "Đảng bộ xã Hòa Bình", Kind.GRASSROOTS_COMMITTEE, "A", Unit.COMMUNE, 1)
CELL = Known(3, "Chi bộ thôn 1", Kind.CELL, "A1", Unit.VILLAGE, 2, 20, 1, EARLIER)
UNCODED = Known(4, "Chi bộ thôn 2", Kind.CELL, "", Unit.VILLAGE, 2, 15, 0, EARLIER)
TREE = (ROOT, COMMUNE, CELL, UNCODED)


def plan(*rows: SheetRow, known: tuple[Known, ...] = TREE, root: int = 1) -> ImportPlan:
    return compare(Parsed(rows, (), "Danh sách", LETTERS), known, root, as_of=DAY)


def found(plan: ImportPlan) -> list[tuple[str, int | None, str]]:
    return [(finding.code, finding.place.row, finding.place.column) for finding in plan.findings]


def table_of(known: tuple[Known, ...]) -> Table:
    rows = (HEADINGS, *sheet_of(known))
    return Table("x", tuple(tuple(Cell("" if value is None else str(value)) for value in row) for row in rows))


def imported(entries: tuple[Entry, ...], known: tuple[Known, ...]) -> tuple[Known, ...]:
    """The tree after the plan was carried out."""
    tree = {each.id: each for each in known}
    ids: list[int] = []
    for entry in entries:
        pk = entry.id or max(tree) + 1
        parent = ids[entry.parent_index] if entry.parent_index is not None else entry.parent_id
        old = tree.get(pk)
        if entry.official is not None:
            counts, day = (entry.official, entry.probationary), DAY
        else:
            counts, day = ((old.official, old.probationary), old.members_on) if old else ((None, None), None)
        tree[pk] = Known(pk, entry.name, entry.kind, entry.code, entry.unit, parent, *counts, day)
        ids.append(pk)
    return tuple(tree.values())


def test_new_organisations_under_known_and_under_new_ones() -> None:
    done = plan(
        SheetRow(2, "Chi bộ thôn 3", "A3", parent_text="A", official=9),
        SheetRow(3, "Chi bộ Xóm Chùa", parent=2),
        SheetRow(4, "Đảng bộ xã Tân Lập", "B"),
    )
    assert done.findings == ()
    assert done.entries == (
        Entry(2, Action.NEW, None, "Chi bộ thôn 3", "A3", Kind.CELL, Unit.VILLAGE, parent_id=2, official=9),
        Entry(4, Action.NEW, None, "Đảng bộ xã Tân Lập", "B", Kind.GRASSROOTS_COMMITTEE, Unit.COMMUNE, parent_id=1),
        Entry(3, Action.NEW, None, "Chi bộ Xóm Chùa", "", Kind.CELL, Unit.VILLAGE, parent_index=1),
    )
    assert done.missing == (COMMUNE, CELL, UNCODED)
    assert done.as_of == DAY


def test_known_ones_are_found_by_code_or_by_name_under_their_parent() -> None:
    done = plan(
        SheetRow(2, "Đảng bộ xã Hòa Bình", "A"),
        SheetRow(3, "Chi bộ thôn Một", "A1", parent=0, official=22, probationary=0),
        SheetRow(4, "CHI BỘ THÔN 2", parent=0, official=15),
    )
    assert [(entry.id, entry.action) for entry in done.entries] == [
        (2, Action.UNCHANGED),
        (3, Action.CHANGED),
        (4, Action.CHANGED),
    ]
    assert [entry.changes for entry in done.entries] == [
        (),
        (Change("name", "Chi bộ thôn 1", "Chi bộ thôn Một"), Change("members", (20, 1), (22, 0))),
        (Change("name", "Chi bộ thôn 2", "CHI BỘ THÔN 2"),),
    ]
    assert (done.missing, done.findings) == ((), ())


def test_kind_unit_code_and_parent_changes_are_told_exactly() -> None:
    done = plan(
        SheetRow(2, "Chi bộ thôn 1", "A1", Kind.GRASSROOTS_CELL, unit=Unit.AGENCY, parent_text="R"),
        SheetRow(3, "Chi bộ thôn 2", "A2", parent_text="Đảng bộ xã Hòa Bình"),
    )
    assert [entry.changes for entry in done.entries] == [
        (
            Change("kind", Kind.CELL, Kind.GRASSROOTS_CELL),
            Change("unit", Unit.VILLAGE, Unit.AGENCY),
            Change("parent", "Đảng bộ xã Hòa Bình (A)", "Đảng bộ huyện Sông Trong (R)"),
        ),
        (Change("code", "", "A2"),),
    ]


def test_a_list_of_codes_without_parents_moves_nothing() -> None:
    done = plan(SheetRow(2, "Chi bộ thôn 1", "A1", official=21))
    assert [(entry.parent_id, entry.changes) for entry in done.entries] == [(2, (Change("members", (20, 1), (21, 1)),))]


def test_the_root_in_the_list_is_the_root() -> None:
    by_name = plan(SheetRow(2, "Đảng bộ huyện Sông Trong"), SheetRow(3, "Đảng bộ xã Hòa Bình", parent=0))
    by_code = plan(
        SheetRow(2, "Đảng bộ huyện Sông Trong", "R", parent_text="TW"),
        SheetRow(3, "Đảng bộ xã Hòa Bình", "A", parent=0),
    )
    for done in (by_name, by_code):
        assert [(entry.id, entry.action, entry.parent_id) for entry in done.entries] == [
            (1, Action.UNCHANGED, None),
            (2, Action.UNCHANGED, 1),
        ]
        assert done.findings == ()


def test_same_names_under_one_parent_need_codes() -> None:
    done = plan(
        SheetRow(2, "Đảng bộ xã Tân Lập", "B"),
        SheetRow(3, "Chi bộ thôn 1", parent=0),
        SheetRow(4, "Chi bộ Thôn 1", "B1", parent=0),
        SheetRow(5, "Chi bộ Quân sự", "B2", parent=0),
        SheetRow(6, "Chi bộ Quân sự", "B3", parent=0),
    )
    assert found(done) == [("duplicate-name", 3, "B"), ("duplicate-name", 4, "B")]
    assert [finding.message.params["rows"] for finding in done.findings] == ["4", "3"]
    assert not done.ok


def test_a_code_of_an_organisation_outside_the_root_is_refused() -> None:
    outside = Known(9, "Đảng bộ xã Ngoài", Kind.GRASSROOTS_COMMITTEE, "Z", Unit.COMMUNE, 8)
    other = Known(8, "Đảng bộ huyện Khác", Kind.UPPER, "Y", Unit.DISTRICT)
    done = plan(SheetRow(2, "Đảng bộ xã Ngoài", "Z"), known=(*TREE, outside, other))
    assert found(done) == [("code-elsewhere", 2, "A")]
    assert done.findings[0].message.render() == (
        "The code Z belongs to “Đảng bộ xã Ngoài”, which is outside “Đảng bộ huyện Sông Trong”. Correct the code, "
        "or read the list into the organisation that holds both."
    )


def test_parents_that_are_unknown_or_may_be_several_are_told_and_left_out() -> None:
    twin = replace(COMMUNE, id=5, code="A9")
    done = plan(
        SheetRow(2, "Chi bộ X", parent_text="Đảng bộ xã Hòa Bình"),
        SheetRow(3, "Chi bộ Y", parent_text="Đảng bộ xã Lạ"),
        SheetRow(4, "Chi bộ Z", parent=1),
        known=(*TREE, twin),
    )
    assert found(done) == [("parent-ambiguous", 2, "D"), ("parent-unknown", 3, "D")]
    assert done.findings[0].message.params["found"] == "Đảng bộ xã Hòa Bình (A); Đảng bộ xã Hòa Bình (A9)"
    assert done.entries == ()


def test_a_name_that_may_be_several_known_ones_is_told() -> None:
    done = plan(SheetRow(2, "Chi bộ thôn 1", parent_text="A"), known=(*TREE, replace(CELL, id=6, code="A6")))
    assert found(done) == [("name-ambiguous", 2, "B")]


def test_kinds_that_cannot_stand_under_their_parent_are_told() -> None:
    done = plan(
        SheetRow(2, "Chi bộ thôn 9", "N", Kind.CELL),
        SheetRow(3, "Đảng bộ huyện Con", kind=Kind.UPPER, parent_text="A"),
        SheetRow(4, "Câu lạc bộ"),
    )
    assert found(done) == [("kind-impossible", 2, "C"), ("kind-impossible", 3, "C"), ("kind-unknown", 4, "C")]
    assert done.findings[0].message.render() == (
        "“Chi bộ thôn 9” (Chi bộ trực thuộc) cannot stand directly under “Đảng bộ huyện Sông Trong” (Đảng bộ cấp "
        "trên trực tiếp cơ sở). Correct its kind or its upper organisation."
    )


def test_totals_of_parents_are_compared_and_never_stored() -> None:
    done = plan(
        SheetRow(2, "Đảng bộ xã Tân Lập", official=50, probationary=1),
        SheetRow(3, "Chi bộ thôn 1", parent=0, official=30, probationary=1),
        SheetRow(4, "Chi bộ thôn 2", parent=0, official=21),
        SheetRow(5, "Đảng bộ xã Hòa Bình", "A", official=37),  # its cells are known, and not in the list
        SheetRow(6, "Đảng bộ xã Không Con", official=11),
    )
    assert found(done) == [("total-of-children", 2, "E"), ("total-of-children", 5, "E")]
    assert [finding.severity for finding in done.findings] == [Severity.WARNING] * 2
    assert done.findings[0].message.render() == (
        "The list gives 50 for “Đảng bộ xã Tân Lập”, but the organisations below it make 51. The number 50 is not "
        "stored; correct the organisations below if they are wrong."
    )
    assert [(entry.official, entry.probationary) for entry in done.entries] == [
        (None, None),
        (30, 1),
        (21, None),
        (None, None),
        (11, None),
    ]


def test_predecessors_are_found_by_code_or_name() -> None:
    done = plan(
        SheetRow(2, "Đảng bộ xã Mới", "M", predecessors=("A", "chi bộ thôn 2")),
        SheetRow(3, "Chi bộ Lạ", "L", Kind.GRASSROOTS_CELL, predecessors=("Chi bộ Không Có", "Chi bộ thôn 1")),
        known=(*TREE, replace(CELL, id=6, code="A6")),
    )
    assert [entry.predecessors for entry in done.entries] == [(2, 4), ()]
    assert found(done) == [("predecessor-unknown", 3, "G"), ("predecessor-ambiguous", 3, "G")]


def test_rings_in_the_list_and_rings_with_the_known_tree() -> None:
    inside = plan(SheetRow(2, "Đảng bộ xã P", "P", parent=1), SheetRow(3, "Chi bộ Q", "Q", parent=0))
    assert inside.entries == ()  # told when the list was parsed
    moved = plan(SheetRow(2, "Đảng bộ xã Hòa Bình", "A", parent_text="A1"))
    assert ("cycle", 2, "D") in found(moved)


def test_a_root_that_is_not_known_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="root 77"):
        plan(root=77)


def test_the_same_rows_twice_are_all_unchanged() -> None:
    rows = (
        SheetRow(2, "Đảng bộ xã Tân Lập", official=51),
        SheetRow(3, "Chi bộ thôn 1", parent=0, official=30, probationary=1),
        SheetRow(4, "Đảng bộ bộ phận Trường học", "T", parent=0, kind_text="Đảng bộ"),
        SheetRow(5, "Chi bộ Tiểu học", parent=2, official=20),
        SheetRow(6, "Chi bộ thôn 1", "A1", parent_text="A", official=25, unit=Unit.AGENCY),
    )
    first = plan(*rows)
    assert first.ok
    after = imported(first.entries, TREE)
    second = plan(*rows, known=after)
    assert {entry.action for entry in second.entries} == {Action.UNCHANGED}


def test_the_export_is_parents_first_and_in_alphabetical_order() -> None:
    assert sheet_of((UNCODED, CELL, COMMUNE, ROOT)) == (
        ("R", ROOT.name, "Đảng bộ cấp trên trực tiếp cơ sở", "", "", "Huyện, quận, thị xã, thành phố", None, None),
        ("A", COMMUNE.name, "Đảng bộ cơ sở", "R", ROOT.name, "Xã, thị trấn", None, None),
        ("A1", CELL.name, "Chi bộ trực thuộc", "A", COMMUNE.name, "Thôn, bản, tổ dân phố", 20, 1),
        ("", UNCODED.name, "Chi bộ trực thuộc", "A", COMMUNE.name, "Thôn, bản, tổ dân phố", 15, 0),
    )


@st.composite
def trees(draw: st.DrawFn) -> tuple[Known, ...]:
    """A tree under one province; every organisation has a code or a name that no other has."""
    tree = [Known(1, "Đảng bộ tỉnh Sông Trong", Kind.PROVINCE, draw(st.sampled_from(["", "00"])), Unit.PROVINCE)]
    for pk in range(2, draw(st.integers(2, 12))):
        uppers = [each for each in tree if any(each.kind in PARENTS[kind] for kind in Kind)]
        parent = draw(st.sampled_from(uppers))
        kind = draw(st.sampled_from([kind for kind in Kind if parent.kind in PARENTS[kind]]))
        coded = draw(st.booleans())
        name = draw(st.sampled_from(["Chi bộ thôn", "Đảng bộ xã Ý Yên", "Công an, quân sự"])) + (
            "" if coded else f" {pk}"
        )
        counts = draw(st.none() | st.tuples(st.integers(0, 3000), st.none() | st.integers(0, 99)))
        official, probationary = counts or (None, None)
        code, unit = f"{pk:03d}" if coded else "", draw(st.sampled_from(Unit))
        tree.append(Known(pk, name, kind, code, unit, parent.id, official, probationary))
    leads = {each.parent_id for each in tree}
    # Only organisations with none below have numbers of their own.
    return tuple(replace(each, official=None, probationary=None) if each.id in leads else each for each in tree)


@settings(max_examples=150, deadline=None)
@given(trees())
def test_what_is_exported_is_read_back_unchanged(tree: tuple[Known, ...]) -> None:
    table = table_of(tree)
    layout = guess_layout(table)
    parsed = parse(table, layout)
    done = compare(parsed, tree, 1, as_of=DAY)
    # More probationary than official members is odd, and warned of; it is no obstacle.
    assert {finding.code for finding in (*parsed.findings, *done.findings)} <= {"probationary-more"}
    assert {entry.action for entry in done.entries} == {Action.UNCHANGED}
    assert [entry.id for entry in done.entries if entry.id] == [entry.id for entry in done.entries]
    assert done.missing == ()
    assert layout.hierarchy in (Hierarchy.PARENT_CODE, Hierarchy.PARENT_NAME, Hierarchy.NONE)


@settings(max_examples=100, deadline=None)
@given(trees())
def test_what_is_exported_makes_the_same_tree_elsewhere(tree: tuple[Known, ...]) -> None:
    table = table_of(tree)
    first = compare(parse(table, guess_layout(table)), tree[:1], 1, as_of=DAY)
    after = imported(first.entries, tree[:1])
    assert sheet_of(after) == sheet_of(tree)
