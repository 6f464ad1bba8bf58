"""The printed ballot: laid out once in millimetres, then printed and read by that same layout. See docs/ballots.md."""

from daihoi.core.elections.sheet.codes import MARKER_BITS, code_text, marker_cells, runs
from daihoi.core.elections.sheet.deck import Stroke, check_marks, deck_strokes
from daihoi.core.elections.sheet.file import FORMAT, layout_json, layout_sha256, parse_layout
from daihoi.core.elections.sheet.layout import ColumnsAsked, lay_out
from daihoi.core.elections.sheet.page import (
    PAPERS,
    BallotText,
    Box,
    Code,
    Line,
    Marker,
    Measure,
    Name,
    NameArea,
    Page,
    Paper,
    Printed,
    Rectangle,
    SheetLayout,
    Weight,
)
from daihoi.core.elections.sheet.words import SAME_SHEETS, TITLE, instructions

__all__ = [
    "FORMAT",
    "MARKER_BITS",
    "PAPERS",
    "SAME_SHEETS",
    "TITLE",
    "BallotText",
    "Box",
    "Code",
    "ColumnsAsked",
    "Line",
    "Marker",
    "Measure",
    "Name",
    "NameArea",
    "Page",
    "Paper",
    "Printed",
    "Rectangle",
    "SheetLayout",
    "Stroke",
    "Weight",
    "check_marks",
    "code_text",
    "deck_strokes",
    "instructions",
    "lay_out",
    "layout_json",
    "layout_sha256",
    "marker_cells",
    "parse_layout",
    "runs",
]
