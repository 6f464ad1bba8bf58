"""Ballots to try, a measure that needs no font, and the contracts that every layout keeps."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from hypothesis import strategies as st

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet import (
    SAME_SHEETS,
    TITLE,
    BallotText,
    Line,
    Measure,
    Name,
    Page,
    Printed,
    SheetLayout,
    Weight,
    instructions,
)

UP, DOWN = 1.19 * 25.4 / 72, 0.31 * 25.4 / 72  # mm a point, as stated in page.py
SLIP = 0.0025  # mm: two ends, each rounded to 0.001

_WORDS = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Tôn Nữ Thị Văn Hữu Đức Minh Ngọc Thanh Quang Xuân
Hồng Thùy Bảo Quốc Kim Ẩn Ỷ Uyên Nghĩa Trưởng Phượng Nghiêng Y Ê Ẳng Ổn Ựng
"""
SYLLABLES = _WORDS.split()


def width_mm(text: str, size: float, weight: Weight) -> float:
    """About as wide as DejaVu Serif, which is the widest of the families."""
    wide = sum(0.32 if letter in " ijl.,;:“”'" else 0.75 if letter.isupper() else 0.6 for letter in text)
    return wide * size * 25.4 / 72 * (1.1 if weight == "bold" else 1.0)


def people(count: int) -> tuple[Name, ...]:
    """Ordinary names, all different, of three or four syllables; every tenth with a year of birth."""
    some = len(SYLLABLES)
    return tuple(
        Name(
            " ".join(SYLLABLES[(index * step + step) % some] for step in ((1, 7, 11) if index % 3 else (1, 5, 7, 13))),
            f"({1960 + index % 30})" if index % 10 == 9 else "",
        )
        for index in range(count)
    )


def ballot(style: Style, names: tuple[Name, ...], seats: int | None = None) -> BallotText:
    """The ballot of a province, with the usual words."""
    seats = seats or (max(len(names) - 3, 1) if style is Style.STRIKE else len(names))
    return BallotText(
        organisation=("Đảng bộ tỉnh Quảng Ninh",),
        congress="Đại hội đại biểu lần thứ XVI",
        term="Nhiệm kỳ 2025 - 2030",
        title=TITLE,
        subject="Ban Chấp hành Đảng bộ tỉnh Quảng Ninh khóa XVI, nhiệm kỳ 2025 - 2030",
        instructions=instructions(style, seats),
        seats=seats,
        names=names,
        footers=(SAME_SHEETS,),
    )


def names(longest: int = 6) -> st.SearchStrategy[tuple[Name, ...]]:
    """Lists of 1 to 100, most names ordinary and some awful."""
    ordinary = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4).map(" ".join)
    awful = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=longest).map(" ".join)
    note = st.sampled_from(["", "", "", "(1975)", "(sinh ngày 30/12/1975)"])
    return st.integers(1, 100).flatmap(
        lambda count: st.builds(
            lambda plain, odd, notes: tuple(
                Name(odd.get(index, full_name), notes.get(index, "")) for index, full_name in enumerate(plain)
            ),
            st.lists(ordinary, min_size=count, max_size=count),
            st.dictionaries(st.integers(0, count - 1), awful, max_size=3),
            st.dictionaries(st.integers(0, count - 1), note, max_size=3),
        )
    )


class Part(NamedTuple):
    """A rectangle and what it is."""

    what: str
    left: float
    top: float
    right: float
    bottom: float


def _square(what: str, x: float, y: float, size: float, grown: float = 0) -> Part:
    return Part(what, x - grown, y - grown, x + size + grown, y + size + grown)


def text_part(text: Printed, measure: Measure) -> Part:
    """The room of a text: its width, and the height of the tallest and lowest letters."""
    wide = measure(text.content, text.size, text.weight)
    left = text.x - {"left": 0.0, "centre": wide / 2, "right": wide}[text.align]
    return Part(repr(text.content), left, text.y - UP * text.size, left + wide, text.y + DOWN * text.size)


def _line_part(line: Line) -> Part:
    half = line.width / 2
    return Part(
        f"line {line}",
        min(line.x1, line.x2) - half * (line.x1 == line.x2),
        min(line.y1, line.y2) - half * (line.y1 == line.y2),
        max(line.x1, line.x2) + half * (line.x1 == line.x2),
        max(line.y1, line.y2) + half * (line.y1 == line.y2),
    )


def _meet(one: Part, other: Part) -> bool:
    return (
        one.left < other.right - SLIP
        and other.left < one.right - SLIP
        and one.top < other.bottom - SLIP
        and other.top < one.bottom - SLIP
    )


def parts(page: Page, measure: Measure) -> Iterator[Part]:
    """Everything on a page that nothing else may touch, with the white that it needs round it."""
    yield from (text_part(text, measure) for text in page.texts)
    yield from (_square(f"box {box.name} {box.choice}", box.x, box.y, box.size) for box in page.boxes)
    yield from (_square(f"marker {m.id}", m.x, m.y, m.size, m.size / 6) for m in page.markers)
    yield _square("code", page.code.x, page.code.y, page.code.size, page.code.size / 21 * 4)
    yield _square("stamp", page.stamp.x, page.stamp.y, page.stamp.width)


def faults(layout: SheetLayout, measure: Measure) -> list[str]:
    """Where a layout breaks its contracts; none does."""
    found = list(_counts(layout))
    for page in layout.pages:
        found += [f"{page.number}: {fault}" for fault in _page_faults(layout, page, measure)]
    return found


def _counts(layout: SheetLayout) -> Iterator[str]:
    everyone = list(range(len(layout.names)))
    if [area.name for area in layout.name_areas if area.line == 0] != everyone:
        yield "not an area for each name, in order"
    choices = () if layout.style is Style.STRIKE else ("for", "against")
    if [(box.name, box.choice) for box in layout.boxes] != [(name, choice) for name in everyone for choice in choices]:
        yield "not the boxes of each name, in order"
    if layout.pitch < 5.5:
        yield f"rows of {layout.pitch} mm"
    yield from (f"box of {box.size} mm" for box in layout.boxes if box.size < 4.2)
    yield from (f"line of {line.width} mm" for page in layout.pages for line in page.lines if line.width < 0.2)


def _page_faults(layout: SheetLayout, page: Page, measure: Measure) -> Iterator[str]:
    placed = list(parts(page, measure))
    areas = [Part(f"area {a.name}", a.x, a.y, a.x + a.width, a.y + a.height) for a in page.name_areas]
    yield from _met(combinations(placed, 2))
    yield from _met(combinations(areas, 2))
    written: dict[int, str] = {}
    lines = [_line_part(line) for line in page.lines]
    yield from _met((line, part) for line in lines for part in [*placed, *areas])
    for area, rectangle in zip(page.name_areas, areas, strict=True):
        inside = [part for part in placed if _meet(rectangle, part)]
        if len(inside) != 1 or inside[0].left < rectangle.left or inside[0].right > rectangle.right:
            yield f"area {area.name} holds {inside}"
        else:
            written[area.name] = written.get(area.name, "") + " " + inside[0].what.strip("'")
    yield from (
        f"{name} is written {text}" for name, text in written.items() if text[1:] != layout.names[name].full_name
    )
    for part in [*placed, *lines]:
        edge = 12 - 1.34 - SLIP if part.what.startswith("marker") else 9.6 if part.what == "code" else 11.8
        if min(part.left, part.top, layout.width - part.right, layout.height - part.bottom) < edge:
            yield f"{part.what} is at the edge of the paper"
    for marker in page.markers:
        far_x, far_y = layout.width - marker.x - marker.size, layout.height - marker.y - marker.size
        if min(marker.x, marker.y, far_x, far_y) < 12:
            yield f"marker {marker.id} is less than 12 mm inside"
    if min(page.stamp.width, page.stamp.height) < 40:
        yield "the place of the seal is too small"


def _met(pairs: Iterable[tuple[Part, Part]]) -> Iterator[str]:
    return (f"{one.what} meets {other.what}" for one, other in pairs if _meet(one, other))
