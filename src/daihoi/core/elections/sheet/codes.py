"""What machines find on a sheet: four markers for the place, one code for the style and page."""

from daihoi.core.elections.sheet.page import CODE, MARGIN, MARKER, QUIET, STAMP, Code, Marker, Rectangle

# OpenCV's DICT_4X4, ids 0 to 3: rows of the inner 4 × 4 cells, 1 is black. A black ring of one cell goes round.
MARKER_BITS: tuple[tuple[str, ...], ...] = (
    ("0100", "1010", "1100", "1101"),
    ("1111", "0000", "0110", "0101"),
    ("1100", "1100", "1101", "0010"),
    ("0110", "0110", "1011", "1001"),
)
_CELLS = 6


def marker_cells(number: int) -> tuple[str, ...]:
    """The marker of that id with its ring, as six rows of six; 1 is black."""
    return ("1" * _CELLS, *(f"1{row}1" for row in MARKER_BITS[number]), "1" * _CELLS)


def runs(cells: tuple[str, ...], x: float, y: float, size: float) -> list[Rectangle]:
    """The black of a square pattern as rectangles, one a run of cells in a row; mm."""
    cell = size / len(cells)
    found = []
    for row, line in enumerate(cells):
        start = 0
        while (start := line.find("1", start)) >= 0:
            end = line.find("0", start)
            end = len(line) if end < 0 else end
            found.append(Rectangle(x + start * cell, y + row * cell, (end - start) * cell, cell))
            start = end
    return found


def markers(width: float, height: float) -> tuple[Marker, ...]:
    """One in each corner, the ids clockwise from the top left, so that they tell which way up a sheet lies."""
    right, bottom = width - MARGIN - MARKER, height - MARGIN - MARKER
    corners = ((MARGIN, MARGIN), (right, MARGIN), (right, bottom), (MARGIN, bottom))
    return tuple(Marker(number, x, y, MARKER) for number, (x, y) in enumerate(corners))


def stamp_area() -> Rectangle:
    """Beside the top left marker: a seal in its middle stays 4 mm off the marker and everything else that is read.

    A seal set 10 mm too far left covers the marker, and the other three serve.
    """
    return Rectangle(MARGIN + MARKER + QUIET, MARGIN, STAMP, STAMP)


def code_at(width: float, height: float, content: str) -> Code:
    """At the bottom, left of the right marker: far from the seal, and on no axis of the page."""
    return Code(width - MARGIN - MARKER - 4 - CODE, height - MARGIN - CODE, CODE, content)


def code_text(style_id: str, page: int, pages: int) -> str:
    """What the code says: 20 capitals and digits, so that it has 21 × 21 cells. "DH1:0A1B2C3D4E5F:1/2"."""
    return f"DH1:{style_id}:{page}/{pages}"
