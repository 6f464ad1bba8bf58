"""A test deck: marks that are known beforehand, to be drawn on printed sheets and read back before the congress votes.

A ballot's marks are a string of one character a name: "1" for, "0" against (or struck through), "2" both boxes,
"-" none. A strike-through ballot knows only "1" (left as it is) and "0".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet.page import Box, Choice, NameArea, SheetLayout

CHOICES: dict[str, tuple[Choice, ...]] = {"1": ("for",), "0": ("against",), "2": ("for", "against"), "-": ()}
PEN = (0.35, 0.65)  # mm
# Where a pen strikes a line of a name, in parts of its height from the top: the middle of its small letters.
STRIKE_AT = 0.62


@dataclass(frozen=True)
class Stroke:
    """A line of the pen on one page of one ballot: ballot from 0, page from 1; points (x, y) and width in mm."""

    ballot: int
    page: int
    points: tuple[tuple[float, float], ...]
    width: float


def check_marks(layout: SheetLayout, ballots: Sequence[str]) -> None:
    """Raises ValueError for marks that are not one a name, or that the style does not know."""
    known = "10" if layout.style is Style.STRIKE else "".join(CHOICES)
    for number, marks in enumerate(ballots, 1):
        if len(marks) != len(layout.names) or set(marks) - set(known):
            raise ValueError(f"ballot {number}: {len(layout.names)} marks out of {known!r} are needed, not {marks!r}")


def deck_strokes(layout: SheetLayout, ballots: Sequence[str], seed: int) -> tuple[Stroke, ...]:
    """The pen on every ballot in order, by a steady but human hand; the same seed draws the same.

    Raises ValueError, see `check_marks`.
    """
    check_marks(layout, ballots)
    strokes = []
    for number, marks in enumerate(ballots):
        pen = Random(f"{seed}:{number}")
        width = round(pen.uniform(*PEN), 3)
        if layout.style is Style.STRIKE:
            struck = (area for area in layout.name_areas if marks[area.name] == "0")
            found = [(area.page, _strike(area, pen)) for area in struck]
        else:
            crossed = (box for box in layout.boxes if box.choice in CHOICES[marks[box.name]])
            found = [(box.page, points) for box in crossed for points in _cross(box, pen)]
        strokes += [Stroke(number, page, points, width) for page, points in found]
    return tuple(strokes)


def _cross(box: Box, pen: Random) -> list[tuple[tuple[float, float], ...]]:
    """Two lines from corner to corner, each end within a fifth of the side from its corner, inside the box."""
    near, far = box.size * 0.2, box.size * 0.8

    def end(x: float, y: float) -> tuple[float, float]:
        return box.x + x + pen.uniform(-0.1, 0.1) * box.size, box.y + y + pen.uniform(-0.1, 0.1) * box.size

    return [_drawn(end(near, near), end(far, far), 0.15, pen), _drawn(end(far, near), end(near, far), 0.15, pen)]


def _strike(area: NameArea, pen: Random) -> tuple[tuple[float, float], ...]:
    """A line through a whole line of a name, about level, a little further than its letters."""
    y = area.y + STRIKE_AT * area.height
    start = area.x + pen.uniform(-0.5, 0.3), y + pen.uniform(-0.08, 0.08) * area.height
    end = area.x + area.width + pen.uniform(-0.3, 1.5), y + pen.uniform(-0.08, 0.08) * area.height
    return _drawn(start, end, 0.04 * area.height, pen)


def _drawn(
    start: tuple[float, float], end: tuple[float, float], wobble: float, pen: Random
) -> tuple[tuple[float, float], ...]:
    """A line by hand: its ends, and three points between them up to `wobble` mm off the straight."""
    between = [
        tuple(a + (b - a) * part + pen.uniform(-wobble, wobble) for a, b in zip(start, end, strict=True))
        for part in (0.25, 0.5, 0.75)
    ]
    return tuple((round(x, 3), round(y, 3)) for x, y in (start, *between, end))
