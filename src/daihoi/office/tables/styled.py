"""Workbooks with their fonts and indents, through openpyxl."""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from typing import Any

import openpyxl

from daihoi.core.tables import Cell, Table
from daihoi.office.tables.common import MAX_CELLS, shown, text_cell, too_large, trimmed

ROWS = 50_000  # above this, styles are given up for speed
_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
# A formula and no value behind it: written by a program that does not compute.
_UNSAVED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_TEXT_RESULT = re.compile(rb'\bt="str"')  # whose value may well be nothing
_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\br:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")


@dataclass(frozen=True)
class Size:
    """The cells of the largest sheet: how many are written, and the corner of the area they span."""

    rows: int
    large: bool


def measure(archive: zipfile.ZipFile, filename: str) -> Size:
    """Count the written cells of every sheet without building them; raises UnreadableFile beyond the limit.

    The rectangle that they span is limited too: the fast reader keeps all of it in memory.
    """
    cells = rows = 0
    for entry in archive.infolist():
        if not entry.filename.startswith("xl/worksheets/") or entry.is_dir():
            continue
        width = height = 0
        rest = b""
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                whole = rest + chunk
                cut = whole.rfind(b"<")
                part, rest = (whole[:cut], whole[cut:]) if cut > 0 else (b"", whole)
                cells += len(_ANY_CELL.findall(part))
                if cells > MAX_CELLS or len(rest) > 64 * _CHUNK:
                    raise too_large(filename)
                for letters, row in _CELL.findall(part):
                    height = max(height, int(row))
                    width = max(width, _number(letters))
        rows = max(rows, height)
        if height > ROWS and width * height > 4 * MAX_CELLS:
            raise too_large(filename)
    return Size(rows, rows > ROWS)


def _number(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number


def read(data: bytes, filename: str) -> tuple[Table, ...]:
    """The sheets that hold anything. Formulas give the value last stored by the office program; where none is, the
    cell is blank and named in `unsaved`."""
    with warnings.catch_warnings():
        # openpyxl warns of every part of a workbook that it would not save; nothing is saved here.
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    unsaved = _unsaved(data)
    tables = []
    for place, sheet in enumerate(workbook.worksheets):
        rows = _rows(sheet)
        if rows:
            tables.append(Table(sheet.title, rows, unsaved[place] if place < len(unsaved) else frozenset()))
    return tuple(tables)


def _unsaved(data: bytes) -> list[frozenset[tuple[int, int]]]:
    """The cells of each sheet, in the order of the book, whose formula has no stored value."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return []
        targets = {
            _attribute(found[0], b"Id"): _attribute(found[0], b"Target")
            for found in _RELATION.finditer(archive.read("xl/_rels/workbook.xml.rels"))
        }
        found = []
        for sheet in _SHEET.finditer(archive.read("xl/workbook.xml")):
            target = targets.get(sheet[1].decode(), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if not path.startswith("xl/chartsheets"):
                found.append(_formulas_only(archive.read(path)) if path in names else frozenset())
        return found


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb'="([^"]*)"', tag)
    return found[1].decode() if found else ""


def _formulas_only(xml: bytes) -> frozenset[tuple[int, int]]:
    if b"<f" not in xml and b":f" not in xml:
        return frozenset()
    return frozenset(
        (int(found[2]), _number(found[1]) - 1)
        for found in _UNSAVED.finditer(xml)
        if not _TEXT_RESULT.search(found[0][: found[0].index(b">")]) or b"v>" not in found[0]
    )


def _rows(sheet: Any) -> tuple[tuple[Cell, ...], ...]:
    """The cells of one sheet, read from the written ones only: one stray cell may lie a million rows down."""
    styles: dict[int, tuple[int, str]] = {}
    found: dict[tuple[int, int], Cell] = {}
    for place, cell in sheet._cells.items():
        if cell.value is None:
            continue
        style = cell.style_id
        if style not in styles:
            styles[style] = (2 * int(cell.alignment.indent or 0), cell.font.name or "")
        number_format = cell.number_format if isinstance(cell.value, int | float) else "General"
        read_cell = text_cell(shown(cell.value, number_format), *styles[style])
        if read_cell.text:
            found[place] = read_cell
    if not found:
        return ()
    height = max(row for row, _ in found)
    width = max(column for _, column in found)
    fill_merged(
        found,
        [(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges],
        height,
        width,
    )
    lines: list[list[Cell]] = [[] for _ in range(height)]
    empty = Cell()
    for row, column in sorted(found):
        line = lines[row - 1]
        line.extend([empty] * (column - 1 - len(line)))
        line.append(found[row, column])
    return trimmed(lines)


def fill_merged(
    cells: dict[tuple[int, int], Cell], areas: list[tuple[int, int, int, int]], height: int, width: int
) -> None:
    """Put the text of each merged area (top, left, bottom, right; from 1) into all of its cells, in place.

    Areas are cut at the last filled row and column; what they fill in all is limited.
    """
    budget = MAX_CELLS
    for top, left, bottom, right in areas:
        cell = cells.get((top, left))
        if cell is None:
            continue
        bottom, right = min(bottom, height), min(right, width)
        budget -= (bottom - top + 1) * (right - left + 1)
        if budget < 0:
            return
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells.setdefault((row, column), cell)
