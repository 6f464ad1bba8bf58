"""The list itself: rows of one height in one or two columns, with their lines, names, areas and boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet.fit import CAPITALS, NOTE, STEP, Fitted, Setting, high, wrap
from daihoi.core.elections.sheet.page import (
    ABOVE,
    ASIDE,
    LINE,
    MARGIN,
    PAPERS,
    POINT,
    Box,
    Choice,
    Line,
    Measure,
    Name,
    NameArea,
    Paper,
    Printed,
    Weight,
)
from daihoi.core.elections.sheet.words import AGAINST_PARTS, FOR_PARTS, FULL_NAME, NUMBER

BOX_LINE = 0.3  # mm
SMALLEST_BOX, LIST_BOX, SINGLE_BOX = 4.2, 5.0, 9.0
FRAME, RULE = 0.35, 0.2  # mm; a laser printer makes a line of 0.2 mm even
_GAP: dict[Paper, float] = {"A4": 6.0, "A5": 4.0}
SMALLEST_HEAD = 6.0  # points
_CELL_SIDE = 0.8  # mm between a name's area and the lines of its column
_CHOICES: tuple[Choice, ...] = ("for", "against")


@dataclass(frozen=True)
class Columns:
    """Where the columns of a list are: left edges of each block of them, and the widths in a block; mm."""

    lefts: tuple[float, ...]
    number: float
    name: float
    choice: float  # 0 where a ballot has no boxes

    @property
    def edges(self) -> tuple[float, ...]:
        """The edges of one block, from its left."""
        choices = (self.number + self.name + self.choice * n for n in (1, 2)) if self.choice else ()
        return (0.0, self.number, self.number + self.name, *choices)

    @property
    def letters(self) -> float:
        """The width that a name's area may have."""
        return self.name - 2 * _CELL_SIDE


@dataclass(frozen=True)
class Head:
    """The line above the rows: its height in mm, and its words at (x from the left of a block, y from its top)."""

    height: float
    texts: tuple[Printed, ...]


def columns_of(style: Style, paper: Paper, count: int) -> Columns:
    """One or two blocks of columns between the margins; a single one is no wider than the eye follows."""
    full = PAPERS[paper][0] - 2 * MARGIN
    gap = _GAP[paper]
    width = (full - gap * (count - 1)) / count
    if count == 1:
        width = min(width, 136.0 if style is Style.STRIKE else 168.0)
    number = 12.0 if width > 110 else 9.0 if width > 70 else 7.5
    choice = (
        0.0 if style is Style.STRIKE else 24.0 if width > 150 else 18.0 if width > 110 else 16.0 if width > 70 else 11.0
    )
    left = MARGIN + (full - width * count - gap * (count - 1)) / 2
    lefts = tuple(left + (width + gap) * block for block in range(count))
    return Columns(lefts, number, width - number - 2 * choice, choice)


def head_of(style: Style, columns: Columns, measure: Measure) -> Head:
    """The headings of the columns, in the largest type that fits them."""
    labels = [(NUMBER[style],), (FULL_NAME,), *((FOR_PARTS, AGAINST_PARTS) if columns.choice else ())]
    cells = list(pairwise(columns.edges))
    size = 11.0 if len(columns.lefts) == 1 else 10.0
    while True:
        wrapped = [
            wrap(label, right - left - 1.0, size, "bold", measure)
            for label, (left, right) in zip(labels, cells, strict=True)
        ]
        if all(wrapped) or size <= SMALLEST_HEAD:
            break
        size -= STEP
    lines = [found or label for label, found in zip(labels, wrapped, strict=True)]
    line = LINE * size * POINT
    height = max(map(len, lines)) * line + 1.6
    texts = []
    for (left, right), parts in zip(cells, lines, strict=True):
        top = (height - len(parts) * line) / 2
        for number, part in enumerate(parts):
            y = top + number * line + ABOVE * size * POINT
            texts.append(Printed((left + right) / 2, y, size, "bold", "centre", part))
    return Head(height, tuple(texts))


@dataclass(frozen=True)
class Rows:
    """How the rows of one ballot look."""

    columns: Columns
    head: Head
    top: float  # of the head
    setting: Setting
    weight: Weight
    box: float  # 0: none
    measure: Measure

    def height(self, fitted: Fitted) -> float:
        """Of a row, mm."""
        return self.setting.pitch if fitted.height == 1 else max(self.setting.pitch, high(self.setting.size))


@dataclass(frozen=True)
class _Row:
    """One row: the page, the index of its name, and the left and upper edge and the height of the row."""

    page: int
    index: int
    left: float
    top: float
    height: float

    def baseline(self, size: float, lines: int) -> float:
        """Of its first line: the middle of a single line's capitals, or of both lines, in the middle of the row."""
        em, middle = size * POINT, self.top + self.height / 2
        return middle + (CAPITALS * em if lines == 1 else ABOVE * em - lines * LINE * em / 2)


Placed = tuple[list[Printed], list[Line], list[Box], list[NameArea]]


def blocks_of(names: range, columns: int) -> list[range]:
    """The names of a page, those under each other together; the first block has the most."""
    deep = -(-len(names) // columns)
    return [names[start : start + deep] for start in range(0, len(names), deep)]


def table(rows: Rows, page: int, here: range, names: Sequence[Name]) -> Placed:
    """The list of one page, which has the names of those indices; blocks are filled one after the other."""
    texts: list[Printed] = []
    lines: list[Line] = []
    boxes: list[Box] = []
    areas: list[NameArea] = []
    for left, block in zip(rows.columns.lefts, blocks_of(here, len(rows.columns.lefts)), strict=False):
        texts += [Printed(left + t.x, rows.top + t.y, t.size, t.weight, t.align, t.content) for t in rows.head.texts]
        tops = [rows.top + rows.head.height]
        for index in block:
            row = _Row(page, index, left, tops[-1], rows.height(rows.setting.names[index]))
            tops.append(row.top + row.height)
            written, found = _name(rows, row, names[index])
            texts += [_number(rows, row), *written]
            areas += found
            boxes += _boxes(rows, row)
        lines += _lines(rows, left, tops)
    return texts, lines, boxes, areas


def _lines(rows: Rows, left: float, tops: Sequence[float]) -> list[Line]:
    """The lines of a block; `tops` are the upper edges of its rows, and the lower one of the last."""
    edges = rows.columns.edges
    heights = (rows.top, *tops)
    half = FRAME / 2  # so that corners are closed
    across = [
        Line(left - half, y, left + edges[-1] + half, y, FRAME if number in (0, 1, len(tops)) else RULE)
        for number, y in enumerate(heights)
    ]
    down = [Line(left + x, rows.top, left + x, tops[-1], FRAME if x in (edges[0], edges[-1]) else RULE) for x in edges]
    return across + down


def _number(rows: Rows, row: _Row) -> Printed:
    size = rows.setting.size
    centre = row.left + rows.columns.number / 2
    return Printed(centre, row.baseline(size, 1), size, "regular", "centre", str(row.index + 1))


def _name(rows: Rows, row: _Row, name: Name) -> tuple[list[Printed], list[NameArea]]:
    size, fitted = rows.setting.size, rows.setting.names[row.index]
    em = size * POINT
    aside = ASIDE * em
    x = row.left + rows.columns.number + _CELL_SIDE
    y = row.baseline(size, fitted.height)
    written: list[Printed] = []
    areas: list[NameArea] = []
    for number, line in enumerate(fitted.lines):
        base = y + number * LINE * em
        width = rows.measure(line, size, rows.weight) + 2 * aside
        written.append(Printed(x + aside, base, size, rows.weight, "left", line))
        areas.append(NameArea(row.page, row.index, number, x, base - ABOVE * em, width, LINE * em))
    if fitted.note_line is not None:
        behind = areas[fitted.note_line].width if fitted.note_line < len(areas) else 0.0
        note_y = y + fitted.note_line * LINE * em
        written.append(Printed(x + aside + behind, note_y, size * NOTE, "regular", "left", name.note))
    return written, areas


def _boxes(rows: Rows, row: _Row) -> list[Box]:
    if not rows.box:
        return []
    first = row.left + rows.columns.number + rows.columns.name + (rows.columns.choice - rows.box) / 2
    y = row.top + (row.height - rows.box) / 2
    return [
        Box(row.page, row.index, choice, first + number * rows.columns.choice, y, rows.box)
        for number, choice in enumerate(_CHOICES)
    ]


def box_size(style: Style, pitch: float) -> float:
    """The side of a box in rows of that height (mm), never under 4.2; 0 for ballots without boxes."""
    if style is Style.STRIKE:
        return 0.0
    return SINGLE_BOX if style is Style.SINGLE else min(LIST_BOX, max(SMALLEST_BOX, pitch - 1.3))
