"""A ballot laid out on paper: the same geometry is printed and read. Source: rulebook E-050 to E-054.

One page before two, rows of 9 mm before lower ones, one column before two; never under 5.5 mm, where boxes would be
read wrong (measured). What does not fit is refused, never clipped.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet.codes import code_at, markers, stamp_area
from daihoi.core.elections.sheet.file import settled
from daihoi.core.elections.sheet.fit import SMALLEST_NAME, Setting, Step, set_names
from daihoi.core.elections.sheet.heading import Block, Paragraph, heading, stack
from daihoi.core.elections.sheet.page import (
    ABOVE,
    CODE_QUIET,
    MARGIN,
    MARKER,
    MOST_NAMES,
    MOST_PAGES,
    PAPERS,
    POINT,
    QUIET,
    BallotText,
    Measure,
    Name,
    Page,
    Paper,
    SheetLayout,
    Weight,
)
from daihoi.core.elections.sheet.table import BOX_LINE, Rows, blocks_of, box_size, columns_of, head_of, table
from daihoi.core.elections.sheet.words import page_line
from daihoi.core.messages import N_, Refused, refuse

ColumnsAsked = Literal[1, 2, "auto"]

PITCH, SMALLEST_PITCH, SINGLE_PITCH = 9.0, 5.5, 18.0  # mm from row to row


@dataclass(frozen=True)
class _Job:
    """What is asked for."""

    text: BallotText
    style: Style
    paper: Paper
    columns: ColumnsAsked
    measure: Measure

    @property
    def weight(self) -> Weight:
        return "bold" if self.style is Style.SINGLE else "regular"


# All plans for one page are tried at each step before the next.
_STEPS = (
    Step(7.0, 10.0, 1),
    Step(6.0, 9.5, 1),
    Step(SMALLEST_PITCH, 8.5, 1),
    Step(SMALLEST_PITCH, SMALLEST_NAME, 2),
)
_SINGLE_STEPS = (Step(SINGLE_PITCH, 12.0, 1), Step(SINGLE_PITCH, SMALLEST_NAME, 2))
_LARGEST_NAME, _LARGEST_SINGLE = 13.0, 16.0  # points


@dataclass(frozen=True)
class _Plan:
    """One way to place a ballot."""

    pages: int
    step: Step
    columns: int
    compact: bool


@dataclass(frozen=True)
class _Parts:
    """What a plan comes to: the words above the list, and its rows."""

    above: Block
    rows: Rows


def lay_out(
    text: BallotText, style: Style, *, paper: Paper, columns: ColumnsAsked, font: str, measure: Measure
) -> SheetLayout:
    """The sheets of a ballot in ballot order. `font` is the family that `measure` knows, and is only recorded.

    Raises ValueError for a list without names, without seats, or of several names in the style of one; `Refused`
    for what does not fit on the paper, with what to do.
    """
    text = text.cleaned()
    if not text.names or not all(name.full_name for name in text.names) or text.seats < 1:
        raise ValueError("a ballot has at least one seat, and a name for each person")
    if style is Style.SINGLE and len(text.names) > 1:
        raise ValueError("this style is for one name")
    if len(text.names) > MOST_NAMES:
        raise refuse(
            "too_many_names",
            N_("A ballot has at most {most} names; this list has {count}."),
            most=MOST_NAMES,
            count=len(text.names),
        )
    # The same texts are measured for every plan.
    job = _Job(text, style, paper, columns, lru_cache(maxsize=None)(measure))
    plan, parts = _chosen(job)
    width, height = PAPERS[paper]
    return settled(
        SheetLayout(
            style=style,
            style_id="",
            paper=paper,
            width=width,
            height=height,
            font=font,
            columns=plan.columns,
            pitch=parts.rows.setting.pitch,
            box_line=BOX_LINE,
            seats=text.seats,
            names=text.names,
            pages=tuple(_page(job, parts, number, plan.pages) for number in range(1, plan.pages + 1)),
        )
    )


def _plans(job: _Job) -> Iterator[_Plan]:
    """All ways to place it, the best first."""
    counts = (1,) if job.style is Style.SINGLE else (1, 2) if job.columns == "auto" else (job.columns,)
    for pages in range(1, min(MOST_PAGES, len(job.text.names)) + 1):
        for step in _SINGLE_STEPS if job.style is Style.SINGLE else _STEPS:
            for count in counts:
                # Low rows take the room that an open heading would.
                for compact in (False, True) if step.pitch >= _STEPS[0].pitch else (True, False):
                    yield _Plan(pages, step, count, compact)


def _chosen(job: _Job) -> tuple[_Plan, _Parts]:
    """The first plan that holds everything."""
    too_long: Name | None = None
    headings = {False: heading(job.text, job.paper, False, job.measure)}
    with suppress(Refused):  # a word of the title may be too wide for its place beside the seal alone
        headings[True] = heading(job.text, job.paper, True, job.measure)
    for plan in _plans(job):
        if plan.compact not in headings:
            continue
        found = _tried(job, plan, headings[plan.compact])
        if isinstance(found, _Parts):
            return plan, found
        too_long = found or too_long
    raise _does_not_fit(job, too_long)


def _tried(job: _Job, plan: _Plan, above: Block) -> _Parts | Name | None:
    """What the plan comes to; the person whose name does not fit; or None where there are too many rows."""
    columns = columns_of(job.style, job.paper, plan.columns)
    head = head_of(job.style, columns, job.measure)
    blocks = [block for page in _shares(job, plan.pages) for block in blocks_of(page, plan.columns)]
    top = above.bottom + (2 if plan.compact else 4)
    room = (columns.letters, _bottom(job, plan.pages) - top - head.height)
    most = (SINGLE_PITCH, _LARGEST_SINGLE) if job.style is Style.SINGLE else (PITCH, _LARGEST_NAME)
    found = set_names(job.text.names, blocks, room, plan.step, most, job.weight, job.measure)
    if not isinstance(found, Setting):
        return found
    return _Parts(above, Rows(columns, head, top, found, job.weight, box_size(job.style, found.pitch), job.measure))


def _shares(job: _Job, pages: int) -> list[range]:
    """The indices of the names on each page; the last may have fewer."""
    names = range(len(job.text.names))
    share = -(-len(names) // pages)
    return [names[start : start + share] for start in range(0, len(names), share)]


def _does_not_fit(job: _Job, too_long: Name | None) -> Refused:
    if too_long is not None:
        return refuse(
            "name_too_long",
            N_(
                "The name “{name}” does not fit in its row, even on two lines of {size} points. "
                "Choose A4, or one column, or shorten the note behind it."
            ),
            name=too_long.full_name,
            size=int(SMALLEST_NAME),
        )
    if job.columns == 1 and job.style is not Style.SINGLE:
        advice = N_("{count} names do not fit on two pages of {paper} in one column. Choose two columns.")
    elif job.paper == "A5":
        advice = N_("{count} names do not fit on two pages of {paper}. Choose A4, or shorten the text above the list.")
    else:
        advice = N_("{count} names do not fit on two pages of {paper}. Shorten the text above and below the list.")
    return refuse("ballot_does_not_fit", advice, count=len(job.text.names), paper=job.paper)


def _footer(job: _Job, number: int, pages: int) -> Block:
    """The page number and the lines at the foot, between the markers and clear of the code; they grow upward."""
    width, height = PAPERS[job.paper]
    left = MARGIN + MARKER + QUIET
    right = code_at(width, height, "").x - CODE_QUIET
    lines = [Paragraph(page_line(number, pages), 9, "bold")] if pages > 1 else []
    lines += [Paragraph(line, 8.5, "italic") for line in job.text.footers]
    block = stack(lines, left, right - left, 0, job.measure)
    return block.moved(height - MARGIN - block.bottom)


def _bottom(job: _Job, pages: int) -> float:
    """How far down rows may go, mm."""
    width, height = PAPERS[job.paper]
    footer = _footer(job, pages, pages)
    tops = [text.y - ABOVE * text.size * POINT for text in footer.texts]
    return min([code_at(width, height, "").y - CODE_QUIET, *tops]) - 1.0


def _page(job: _Job, parts: _Parts, number: int, pages: int) -> Page:
    width, height = PAPERS[job.paper]
    here = _shares(job, pages)[number - 1]
    texts, lines, boxes, areas = table(parts.rows, number, here, job.text.names)
    footer = _footer(job, number, pages)
    return Page(
        number=number,
        texts=(*parts.above.texts, *texts, *footer.texts),
        lines=(*parts.above.lines, *lines, *footer.lines),
        boxes=tuple(boxes),
        name_areas=tuple(areas),
        markers=markers(width, height),
        code=code_at(width, height, ""),
        stamp=stamp_area(),
    )
