"""The words above the list: party, organisation and congress beside the place of the seal, then what is elected.

Open, where there is room: the title has lines of its own under the seal. Compact: it stands beside the seal too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from daihoi.core.elections.sheet.codes import stamp_area
from daihoi.core.elections.sheet.fit import STEP, wrap
from daihoi.core.elections.sheet.page import (
    ABOVE,
    BELOW,
    MARGIN,
    MARKER,
    PAPERS,
    POINT,
    QUIET,
    BallotText,
    Line,
    Measure,
    Paper,
    Printed,
    Weight,
)
from daihoi.core.elections.sheet.words import seats_line
from daihoi.core.messages import N_, refuse

SMALLEST = 8.0  # points; below that a heading is refused


@dataclass(frozen=True)
class Paragraph:
    """Lines of one type, centred; `before` is the white above them in mm; `ruled`: a line under them."""

    content: str
    size: float
    weight: Weight = "regular"
    before: float = 0.0
    ruled: bool = False


@dataclass(frozen=True)
class Block:
    """What was placed, and where it ends (mm from the top)."""

    texts: tuple[Printed, ...]
    lines: tuple[Line, ...]
    bottom: float

    def moved(self, down: float) -> "Block":
        """The same, further down by so many mm."""
        return Block(
            tuple(Printed(t.x, t.y + down, t.size, t.weight, t.align, t.content) for t in self.texts),
            tuple(Line(a.x1, a.y1 + down, a.x2, a.y2 + down, a.width) for a in self.lines),
            self.bottom + down,
        )


def stack(paragraphs: Sequence[Paragraph], left: float, width: float, top: float, measure: Measure) -> Block:
    """Paragraphs one under the other, centred in that width, each wrapped where it must be.

    Type shrinks only where a single word is too wide. Refuses a word that is too wide in the smallest type.
    """
    texts: list[Printed] = []
    rules: list[Line] = []
    y, centre = top, left + width / 2
    for part in paragraphs:
        if not part.content:
            continue
        size, lines = _shrunk(part, width, measure)
        y += part.before
        for line in lines:
            y += ABOVE * size * POINT
            texts.append(Printed(centre, y, size, part.weight, "centre", line))
            y += BELOW * size * POINT
        if part.ruled:
            half = measure(lines[-1], size, part.weight) / 2
            y += 0.4
            rules.append(Line(centre - half, y, centre + half, y, 0.3))
            y += 0.4
    return Block(tuple(texts), tuple(rules), y)


def _shrunk(part: Paragraph, width: float, measure: Measure) -> tuple[float, tuple[str, ...]]:
    size = part.size
    while size >= SMALLEST:
        lines = wrap(part.content.split(), width, size, part.weight, measure)
        if lines is not None:
            return size, lines
        size -= STEP
    raise refuse(
        "heading_too_wide",
        N_("A word of “{line}” is wider than its place on the ballot. Shorten it, or choose larger paper."),
        line=part.content,
    )


def heading(text: BallotText, paper: Paper, compact: bool, measure: Measure) -> Block:
    """Everything above the list; the list may begin at its `bottom`, which is under the place of the seal."""
    width, _height = PAPERS[paper]
    stamp = stamp_area()
    left = stamp.x + stamp.width + 3
    small = (compact or paper == "A5") + (compact and paper == "A5")
    who, what, how = _paragraphs(text, small, compact)
    beside = stack(
        [*who, *(what if compact else [])], left, width - MARGIN - MARKER - 2 * QUIET - left, MARGIN, measure
    )
    end = stamp.y + stamp.height
    if beside.bottom < end:  # in the middle of the seal's height
        beside = beside.moved((end - beside.bottom) / 2)
    below = [*([] if compact else what), *how]
    rest = stack(below, MARGIN, width - 2 * MARGIN, max(beside.bottom, end) + (1.5 if compact else 3), measure)
    return Block(beside.texts + rest.texts, beside.lines + rest.lines, max(rest.bottom, end))


def _paragraphs(
    text: BallotText, small: int, compact: bool
) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """Who elects, what is elected, and how to vote; `small` takes that many steps off the sizes."""
    who = [
        Paragraph(text.party.upper(), 12 - 1.75 * small, "bold", ruled=True),
        *(
            Paragraph(line.upper(), 11.5 - 1.5 * small, "bold", 2.0 - 0.8 * small if not i else 0)
            for i, line in enumerate(text.organisation)
        ),
        Paragraph(text.congress.upper(), 11 - 1.5 * small),
        Paragraph(text.term, 11 - 1.5 * small),
    ]
    what = [
        Paragraph(text.title.upper(), 22 - 4 * small, "bold", 1.0),
        Paragraph(text.subject, 14 - 2 * small, "bold"),
    ]
    how = [
        Paragraph(seats_line(text.seats, len(text.names)), 11.5 - small, before=0.5 if compact else 2.0),
        *(
            Paragraph(line, 11.5 - small, "italic", 0 if i or compact else 1.0)
            for i, line in enumerate(text.instructions)
        ),
    ]
    return who, what, how
