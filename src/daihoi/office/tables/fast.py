"""Old, open and very large workbooks, text only, through calamine."""

import io
import re
import zipfile

import python_calamine

from daihoi.core.messages import N_
from daihoi.core.tables import Cell, Table
from daihoi.office.tables.common import MAX_CELLS, PlainCells, UnreadableFile, shown, too_large, trimmed
from daihoi.office.tables.styled import fill_merged

_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_REPEATED_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_REPEATED_CELLS = re.compile(rb'number-columns-repeated="(\d+)"')


def read(data: bytes, filename: str) -> tuple[Table, ...]:
    """The sheets that hold anything."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        text = N_("“{file}” is protected by a password. Save a copy without the password, and choose that.")
        raise UnreadableFile(text, filename) from error
    except BaseException as error:
        # The library is written in Rust: where it meets what it does not expect, its panic is no Exception.
        if type(error).__name__ == "PanicException":
            raise ValueError("calamine panicked") from error
        raise
    tables = []
    cells = 0
    plain = PlainCells()
    for title in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(title)
        cells += sheet.total_height * sheet.total_width
        if cells > 4 * MAX_CELLS:
            raise too_large(filename)
        rows = [
            [plain[value if type(value) is str else shown(value)] for value in row]
            for row in sheet.to_python(skip_empty_area=False)
        ]
        _fill(rows, sheet.merged_cell_ranges or [])
        kept = trimmed(rows)
        if kept:
            tables.append(Table(title, kept))
    return tuple(tables)


def _fill(rows: list[list[Cell]], areas: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Fill merged areas, given as their first and last (row, column) from 0, in place."""
    if not areas:
        return
    corners = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in areas]
    cells = {
        (top, left): rows[top - 1][left - 1]
        for top, left, _, _ in corners
        if top <= len(rows) and left <= len(rows[top - 1]) and rows[top - 1][left - 1].text
    }
    fill_merged(cells, corners, len(rows), max(map(len, rows)))
    for (row, column), cell in cells.items():
        if column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = cell


def check_repeats(archive: zipfile.ZipFile, filename: str) -> None:
    """Refuse an .ods whose few written cells stand for millions of filled ones."""
    total = 0
    for found in _ROW.finditer(archive.read("content.xml")):
        rows = _REPEATED_ROWS.search(found[1])
        filled = 0
        for cell in _CELL.findall(found[2] or b""):
            if b"value" in cell:
                repeated = _REPEATED_CELLS.search(cell)
                filled += int(repeated[1]) if repeated else 1
        total += filled * (int(rows[1]) if rows else 1)
        if total > MAX_CELLS:
            raise too_large(filename)
