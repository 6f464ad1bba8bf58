"""What stands where on a printed ballot. Lengths in millimetres from the top left corner of the paper, type in points.

Nothing here knows a voter: all sheets of a layout are the same. Source: rulebook E-050 to E-054.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from daihoi.core.elections.kinds import Style
from daihoi.core.text import one_line

Paper = Literal["A4", "A5"]
Weight = Literal["regular", "bold", "italic"]
Align = Literal["left", "centre", "right"]
Choice = Literal["for", "against"]

# The width in mm of a text, given its size in points and its weight: core knows no fonts.
Measure = Callable[[str, float, Weight], float]

PAPERS: dict[Paper, tuple[float, float]] = {"A4": (210.0, 297.0), "A5": (148.0, 210.0)}
MOST_NAMES = 100
MOST_PAGES = 2

MARGIN = 12.0  # from the paper's edge to the markers: scanners clip less than 12 mm, not less than 10
MARKER = 8.0
QUIET = 2.0  # white round a marker; one of its six cells is 1.33 mm
STAMP = 40.0  # the place of a round seal of 36 mm (E-051)
CODE = 12.0  # 21 cells of 0.57 mm
CODE_QUIET = 2.3  # four cells

POINT = 25.4 / 72  # mm
# How far the letters of a line reach above and below its baseline, in parts of the type size. "Ẳ" in the bold
# DejaVu Serif is the tallest letter of the families used (1.145), its "_" the lowest (0.236); a dot of 300 dpi more.
ABOVE, BELOW = 1.19, 0.31
LINE = ABOVE + BELOW
# How far letters reach out of their own width, on either side ("j", "Ự").
ASIDE = 0.25


@dataclass(frozen=True)
class Name:
    """A person on the list as printed; the note (such as a year of birth) tells namesakes apart."""

    full_name: str
    note: str = ""


@dataclass(frozen=True)
class BallotText:
    """The words of a ballot. `organisation`, `instructions` and `footers` are lines; names in ballot order.

    Party, organisation, congress and title are printed in capitals.
    """

    organisation: tuple[str, ...]
    congress: str
    term: str
    title: str  # "Phiếu bầu"
    subject: str  # "Ban Chấp hành Đảng bộ tỉnh … khóa …"
    instructions: tuple[str, ...]
    seats: int
    names: tuple[Name, ...]
    footers: tuple[str, ...] = ()
    party: str = "Đảng Cộng sản Việt Nam"

    def cleaned(self) -> "BallotText":
        """The same in composed form (NFC), without stray blanks and empty lines."""
        return replace(
            self,
            party=one_line(self.party),
            congress=one_line(self.congress),
            term=one_line(self.term),
            title=one_line(self.title),
            subject=one_line(self.subject),
            organisation=_lines(self.organisation),
            instructions=_lines(self.instructions),
            footers=_lines(self.footers),
            names=tuple(Name(one_line(name.full_name), one_line(name.note)) for name in self.names),
        )


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, lines)))


@dataclass(frozen=True)
class Printed:
    """A text: `y` is its baseline, `x` its left end, centre or right end by `align`; size in points."""

    x: float
    y: float
    size: float
    weight: Weight
    align: Align
    content: str


@dataclass(frozen=True)
class Line:
    """A straight black line; its ends are on its middle."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True)
class Box:
    """A square to put an X in: page (from 1), index of the name (from 0), and its outer edges."""

    page: int
    name: int
    choice: Choice
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class NameArea:
    """The rectangle round one printed line (0 or 1) of a name, accents and tails included; a note is outside."""

    page: int
    name: int
    line: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Marker:
    """An upright ArUco marker of DICT_4X4: ids 0 to 3 from the top left corner clockwise; outer edges."""

    id: int
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Code:
    """The QR code, without the white round it: says which style and page this is, nothing else."""

    x: float
    y: float
    size: float
    content: str


@dataclass(frozen=True)
class Rectangle:
    """A part of the paper."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Page:
    """One printed side; `number` from 1. `stamp` is the place of the seal, and nothing is printed in it."""

    number: int
    texts: tuple[Printed, ...]
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    name_areas: tuple[NameArea, ...]
    markers: tuple[Marker, ...]
    code: Code
    stamp: Rectangle


@dataclass(frozen=True)
class SheetLayout:
    """Every sheet of one style. `pitch` is the height of a row (that of a name over
    two lines may be higher); `box_line` the width of a box's outline, inside its edge.

    `style_id`: 12 hexadecimal digits that stand for all the rest (see `daihoi.core.elections.sheet.file`).
    """

    style: Style
    style_id: str
    paper: Paper
    width: float
    height: float
    font: str
    columns: int
    pitch: float
    box_line: float
    seats: int
    names: tuple[Name, ...]
    pages: tuple[Page, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of all pages, in ballot order; "for" before "against"."""
        return tuple(box for page in self.pages for box in page.boxes)

    @property
    def name_areas(self) -> tuple[NameArea, ...]:
        """The areas of all pages, one a line of a name, in ballot order."""
        return tuple(area for page in self.pages for area in page.name_areas)
