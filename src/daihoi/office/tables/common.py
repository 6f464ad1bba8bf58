"""What the readers share: refusal, limits, and how a value becomes a cell."""

import datetime
import re
from collections.abc import Iterable, Sequence

from daihoi.core.messages import N_, Message
from daihoi.core.tables import Cell

MAX_CELLS = 6_000_000  # a province has 300,000 organisations; lists have at most some twenty columns
MAX_UNPACKED = 1_000_000_000  # bytes
MAX_BYTES = 200_000_000

_EMPTY = Cell()
_INDENT = re.compile(r"([ \u00a0]*)(\t*)[ \u00a0]*(?:([-–+*•])[ \u00a0\t]+(?![\d.,]+$))?")
_BULLETS = {"-": 1, "–": 1, "+": 2, "*": 3, "•": 3}


class UnreadableFile(Exception):
    """A file that cannot be read; `message` names the file and says what to do."""

    def __init__(self, text: str, filename: str, **params: object) -> None:
        self.message = Message(text, {"file": filename, **params})
        super().__init__(self.message.render())


def too_large(filename: str) -> UnreadableFile:
    text = N_("“{file}” holds more than can be read at once. Delete unused rows and columns, or split the list.")
    return UnreadableFile(text, filename)


def shown(value: object, number_format: str = "General") -> str:
    """A value as an office program shows it: whole numbers without ".0", dates in ISO form, "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if value != value or value in (float("inf"), float("-inf")):
            return str(value)
        if value == int(value):
            whole = str(int(value))
            # A format of zeros only ("00000") is how offices keep the leading zeros of codes.
            return whole.zfill(len(number_format)) if set(number_format) == {"0"} else whole
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def text_cell(text: str, indent: int = 0, font: str = "") -> Cell:
    """A cell with its text stripped; leading blanks, tabs, and "- " or "+ " add to the indent.

    One step of the style's indent, a tab, and four blanks are each 2; a single blank is a slip and counts nothing;
    "- " adds 1, "+ " 2.
    """
    stripped = text.strip()
    if not stripped:
        return _EMPTY
    if text[0] in " \u00a0\t-–+*•":
        found = _INDENT.match(text)
        if found:
            indent += len(found[1]) // 2 + 2 * len(found[2]) + _BULLETS.get(found[3] or "", 0)
            stripped = text[found.end() :].strip() or stripped
    return Cell(stripped, indent, font)


class PlainCells(dict[str, Cell]):
    """Cells by their text, each made once: large lists repeat most of theirs, and a cell costs more than a look."""

    def __missing__(self, text: str) -> Cell:
        cell = self[text] = text_cell(text)
        return cell


def trimmed(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows without empty cells at their ends, and without empty rows at the end of all."""
    kept: list[tuple[Cell, ...]] = []
    for row in rows:
        end = len(row)
        while end and not row[end - 1].text:
            end -= 1
        kept.append(tuple(row[:end]))
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)
