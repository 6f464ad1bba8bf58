"""A ballot from its words to its PDF and its layout file, in one call."""

from dataclasses import dataclass

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet import (
    BallotText,
    ColumnsAsked,
    Paper,
    SheetLayout,
    lay_out,
    layout_json,
    layout_sha256,
)
from daihoi.office.ballots.fonts import family
from daihoi.office.ballots.pdf import ballots_pdf


@dataclass(frozen=True)
class Made:
    """Ballots ready to print, and the layout that they were printed by: keep both."""

    pdf: bytes
    layout: SheetLayout
    layout_text: str
    layout_sha256: str
    font: str
    pages: int  # of one ballot


def make(text: BallotText, style: Style, *, paper: Paper, columns: ColumnsAsked, copies: int) -> Made:
    """So many ballots of one style. Raises ValueError and `Refused` as `lay_out` and `ballots_pdf` do."""
    faces = family()
    layout = lay_out(text, style, paper=paper, columns=columns, font=faces.name, measure=faces.width_mm)
    return Made(
        pdf=ballots_pdf(layout, copies),
        layout=layout,
        layout_text=layout_json(layout),
        layout_sha256=layout_sha256(layout),
        font=faces.name,
        pages=len(layout.pages),
    )
