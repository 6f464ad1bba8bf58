"""Known marks for a test: in their boxes, through their names, and the same for the same seed."""

import pytest

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet import SheetLayout, deck_strokes, lay_out
from tests.core.elections.sheet.sample import ballot, people, width_mm


def laid(style: Style, count: int) -> SheetLayout:
    return lay_out(ballot(style, people(count)), style, paper="A4", columns="auto", font="Try", measure=width_mm)


def test_each_mark_is_a_cross_inside_its_box() -> None:
    layout = laid(Style.COLUMNS, 100)
    marks = ("120-" * 25, "-" * 100)
    wanted = {"1": ["for"], "0": ["against"], "2": ["for", "against"], "-": []}
    boxes = [box for box in layout.boxes if box.choice in wanted[marks[0][box.name]]]
    strokes = deck_strokes(layout, marks, 7)

    assert [(stroke.ballot, stroke.page) for stroke in strokes] == [(0, box.page) for box in boxes for _ in range(2)]
    assert [
        (box.name, point)
        for box, stroke in zip([box for box in boxes for _ in range(2)], strokes, strict=True)
        for point in stroke.points
        if not (box.x < point[0] < box.x + box.size and box.y < point[1] < box.y + box.size)
    ] == []


def test_a_struck_name_has_a_line_through_its_whole_middle() -> None:
    layout = laid(Style.STRIKE, 30)
    strokes = deck_strokes(layout, ["0" * 10 + "1" * 20], 7)
    areas = layout.name_areas[:10]

    assert len(strokes) == 10
    assert [
        area.name
        for area, stroke in zip(areas, strokes, strict=True)
        if stroke.points[0][0] > area.x + 0.5
        or stroke.points[-1][0] < area.x + area.width - 0.5
        or not all(0.4 < (y - area.y) / area.height < 0.8 for _x, y in stroke.points)
    ] == []


def test_the_same_seed_draws_the_same() -> None:
    layout = laid(Style.COLUMNS, 5)

    assert deck_strokes(layout, ["11100"], 1) == deck_strokes(layout, ["11100"], 1)
    assert deck_strokes(layout, ["11100"], 1) != deck_strokes(layout, ["11100"], 2)


@pytest.mark.parametrize(
    ("style", "marks"), [(Style.COLUMNS, "111"), (Style.COLUMNS, "1111x"), (Style.STRIKE, "1121-")]
)
def test_marks_that_do_not_belong_to_the_ballot_are_an_error(style: Style, marks: str) -> None:
    with pytest.raises(ValueError, match="5 marks out of"):
        deck_strokes(laid(style, 5), [marks], 1)
