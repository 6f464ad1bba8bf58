"""Tables written for offices: tidy on paper, and safe to open."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

Kind = Literal["text", "int", "percent", "date"]
Value = str | int | float | date | None

_FONT = "Times New Roman"
_FORMATS = {"percent": "0.0%", "date": "dd/mm/yyyy"}
_LONGEST = 32_767  # characters in a cell
_FORBIDDEN_TITLE = re.compile(r"[\[\]:*?/\\]")
_FORMULA = re.compile(r"[=+\-@\t\r]")


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters, and what it holds (percent: 0 to 1)."""

    title: str
    width: float = 14
    kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
    """A table under its heading lines; each row has one value for each column, None for a blank cell.

    `above`, `below`: a line printed at the head and at the foot of every page, such as a mark of secrecy.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    heading: Sequence[str] = field(default_factory=tuple)
    above: str = ""
    below: str = ""


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook: A4 across, fit to its width, headings repeated on each page, frozen and with a filter.

    Text is always text: a cell that begins with "=" is no formula. Raises ValueError for a row that has not one
    value for each column.
    """
    workbook = Workbook(write_only=True)
    workbook._named_styles["Normal"].font = Font(name=_FONT, size=12)
    workbook._fonts[0] = Font(name=_FONT, size=12)
    titles: set[str] = set()
    for sheet in sheets:
        page = workbook.create_sheet(_tab(sheet.title, titles))
        try:
            _write(page, sheet)
        except BaseException:
            page.close()  # else its half-written stream complains when it is thrown away
            raise
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def write_csv(sheet: Sheet) -> bytes:
    """The table alone, in UTF-8 with the mark that Excel wants; dates in ISO form.

    A text that an office program would take for a formula gets an apostrophe before it; `read_tables` drops it.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([_guarded(column.title) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_plain(value, column) for value, column in zip(row, sheet.columns, strict=True)])
    return stream.getvalue().encode("utf-8-sig")


def _tab(title: str, taken: set[str]) -> str:
    """A name for the tab: at most 31 characters, none of those that Excel forbids, and no name twice."""
    name = _FORBIDDEN_TITLE.sub(" ", title).strip(" '")[:31] or "Sheet"
    unique, number = name, 2
    while unique.lower() in taken:
        unique = f"{name[:27]} {number}"
        number += 1
    taken.add(unique.lower())
    return unique


def _write(page: Any, sheet: Sheet) -> None:
    top = len(sheet.heading) + 1
    last = get_column_letter(max(len(sheet.columns), 1))
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = f"A{top + 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{top}:{top}"
    if sheet.above:
        page.oddHeader.center.text = _printed(sheet.above)
        page.oddHeader.center.font = f"{_FONT},Bold"
    if sheet.below:
        page.oddFooter.center.text = _printed(sheet.below)
    for line in sheet.heading:
        page.append([_cell(page, line, "text", Font(name=_FONT, size=13, bold=True))])
    page.append([_heading(page, column.title) for column in sheet.columns])
    count = 0
    for row in sheet.rows:
        values = zip(row, sheet.columns, strict=True)
        page.append([_cell(page, value, column.kind) for value, column in values])
        count += 1
    page.auto_filter.ref = f"A{top}:{last}{top + count}"


def _printed(text: str) -> str:
    """A line of a page's head or foot, in which "&" begins a code and a line end a new line."""
    plain: str = ILLEGAL_CHARACTERS_RE.sub("", " ".join(text.split()))
    return plain.replace("&", "&&")[:200]


def _heading(page: Any, title: str) -> Any:
    cell = _cell(page, title, "text", Font(name=_FONT, size=12, bold=True))
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.fill = PatternFill("solid", fgColor="EFEFEF")
    cell.border = Border(bottom=Side("thin"))
    return cell


def _cell(page: Any, value: Value, kind: Kind, font: Font | None = None) -> Any:
    """A value for the page; a cell of its own only where it needs a style or a type, since those are slow."""
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        if font is None and not text.startswith(("=", "+", "-", "@", "#")):
            return text
        cell = WriteOnlyCell(page, value=text)
        cell.data_type = "s"
        if _FORMULA.match(text):
            cell.quotePrefix = True
        if font is not None:
            cell.font = font
        return cell
    if value is None or kind not in _FORMATS:
        return value
    cell = WriteOnlyCell(page, value=value)
    cell.number_format = _FORMATS[kind]
    return cell


def _plain(value: Value, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _guarded(value)
    if isinstance(value, date):
        return value.isoformat()
    if column.kind == "percent":
        return f"{value * 100:.1f}%"
    return str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
