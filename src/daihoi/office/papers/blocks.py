"""What papers are made of below their title: sentences, lists, tables, signatures, recipients."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from daihoi.core.papers import Person, Signature
from daihoi.office.papers.layout import (
    BODY,
    CELL,
    CELL_CENTRED,
    CELL_HEAD,
    CENTRED,
    ITEM,
    PLAIN,
    SMALL,
    width_of,
)
from daihoi.office.papers.words import LONG, capitals, clean, known, sentence

_EMPTY_ROWS = 5  # in a table that is filled in by hand
_SIGNATURE = Pt(58)  # room for a signature and a stamp


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its part of the width, and whether its cells are centred."""

    title: str
    width: float
    centred: bool = True


def text(paper: Document, words: str) -> None:
    """A paragraph of the body."""
    paper.add_paragraph(sentence(words), BODY)


def opening(paper: Document, words: str) -> None:
    """A sentence that a list or a table follows, kept on its page."""
    paper.add_paragraph(clean(words), BODY).paragraph_format.keep_with_next = True


def section(paper: Document, number: int, words: str) -> int:
    """The numbered heading of a part; returns the next number."""
    paragraph = paper.add_paragraph(style=BODY)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.add_run(f"{number}. {clean(words)}").bold = True
    return number + 1


def items(paper: Document, lines: Iterable[str], empty: int = 1) -> None:
    """A list with dashes; with nothing in it, `empty` dotted lines to write on."""
    lines = [clean(line) for line in lines]
    for number, line in enumerate(lines, 1):
        end = "." if number == len(lines) else ";"
        paper.add_paragraph(f"- {line.rstrip('.;')}{end}", ITEM)
    if not lines:
        dotted(paper, empty)


def sentences(paper: Document, lines: Sequence[str], empty: int = 1) -> None:
    """Paragraphs, or dotted lines where there are none."""
    for line in lines:
        text(paper, line)
    if not lines:
        dotted(paper, empty)


def told(paper: Document, label: str, words: str) -> None:
    """A label with what is known, or with dots to the end of the line and one dotted line more."""
    if clean(words):
        text(paper, f"{clean(label)}: {clean(words)}")
        return
    paragraph = paper.add_paragraph(f"{clean(label)}: \t", BODY)
    paragraph.paragraph_format.tab_stops.add_tab_stop(width_of(paper), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    dotted(paper, 1)


def dotted(paper: Document, lines: int) -> None:
    """Lines of dots as wide as the text."""
    for _ in range(lines):
        paragraph = paper.add_paragraph("\t", PLAIN)
        paragraph.paragraph_format.space_after = Pt(6)
        paragraph.paragraph_format.tab_stops.add_tab_stop(width_of(paper), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def people(paper: Document, persons: Sequence[Person], empty: int = 3) -> None:
    """Comrades by number with what they are; without any, places to write them."""
    persons = persons or [Person("")] * empty
    for number, person in enumerate(persons, 1):
        role = f", {clean(person.role)}" if clean(person.role) else (f", {LONG}" if not clean(person.name) else "")
        end = "." if number == len(persons) else ";"
        paper.add_paragraph(f"{number}) Đồng chí {known(person.name)}{role}{end}", ITEM)


def table(paper: Document, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, small: bool = False) -> None:
    """A ruled table whose heading stands on each page and whose rows stay whole; without rows, places to write in.

    Each row has one text for each column; ValueError otherwise.
    """
    made = _new_table(paper, columns, "Table Grid")
    ids = {name: paper.styles[name].style_id for name in (SMALL, CELL, CELL_CENTRED, CELL_HEAD)}  # looked up once
    head = [ids[SMALL if small else CELL_HEAD]] * len(columns)
    _fill(made, made.rows[0], [column.title for column in columns], head, bold=small)
    for cell in made.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark_row(made.rows[0]._tr, "w:tblHeader")
    plain, centred = (SMALL, SMALL) if small else (CELL, CELL_CENTRED)
    styles = [ids[centred if column.centred else plain] for column in columns]
    blank = [[str(number), *[""] * (len(columns) - 1)] for number in range(1, _EMPTY_ROWS + 1)]
    for number, row in enumerate(rows or blank, 1):
        if len(row) != len(columns):
            raise ValueError(f"row {number} has {len(row)} values for {len(columns)} columns")
        _fill(made, made.add_row(), row, styles)
    if not rows:
        _high(made)
    _after(paper).paragraph_format.space_after = Pt(8)


def sign(paper: Document, left: Signature | None, right: Signature, recipients: Sequence[str] | None = None) -> None:
    """The signatures side by side, never parted by a page; at the left the recipients where nobody signs there."""
    paper.paragraphs[-1].paragraph_format.keep_with_next = True  # signatures never stand alone on a page
    made = _new_table(paper, (Column("", 1), Column("", 1)), None)
    _mark_row(made.rows[0]._tr, "w:cantSplit")
    left_cell, right_cell = made.rows[0].cells
    if recipients is not None:
        _recipients(left_cell, recipients)
    elif left is not None:
        _signature(left_cell, left)
    _signature(right_cell, right)
    _after(paper)


def member_signatures(paper: Document, heading: str, persons: Sequence[Person]) -> None:
    """Members sign in a list of their own."""
    line = paper.add_paragraph(style=CENTRED)
    line.add_run(capitals(heading)).bold = True
    line.paragraph_format.space_before = Pt(12)
    line.paragraph_format.space_after = Pt(6)
    line.paragraph_format.keep_with_next = True
    columns = (Column("TT", 10), Column("Họ và tên", 62, False), Column("Chức trách", 40), Column("Ký tên", 48))
    rows = [(str(number), known(person.name), clean(person.role), "") for number, person in enumerate(persons, 1)]
    table(paper, columns, rows)
    signed = paper.tables[-1]
    _high(signed)
    for paragraph in signed._tbl.iter(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_keepNext()  # the list of those who sign stays on one page


def _after(paper: Document) -> Paragraph:
    """What must follow a table: a paragraph so low that it never makes a page of its own."""
    paragraph = paper.add_paragraph(style=SMALL)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(1)
    return paragraph


def _new_table(paper: Document, columns: Sequence[Column], style: str | None) -> Any:
    """A table with one empty row, as wide as the text."""
    made = paper.add_table(1, len(columns), style)
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    whole, parts = width_of(paper), sum(column.width for column in columns)
    for column, grid in zip(columns, made.columns, strict=True):
        grid.width = Emu(int(whole * column.width / parts))
    for cell, grid in zip(made.rows[0].cells, made.columns, strict=True):
        cell.width = grid.width
    return made


def _fill(made: Table, row: Any, texts: Sequence[str], style_ids: Sequence[str], *, bold: bool = False) -> None:
    """One row, straight into its cells: finding them through the table takes time for each row above."""
    _mark_row(row._tr, "w:cantSplit")
    cells = [_Cell(cell, made) for cell in row._tr.tc_lst]
    for cell, words, style in zip(cells, texts, style_ids, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style
        if clean(words):
            paragraph.add_run(clean(words)).bold = bold or None


def _high(made: Table) -> None:
    """Rows high enough to write in by hand."""
    for row in list(made.rows)[1:]:
        row.height = Mm(9)


def _mark_row(row: Any, name: str) -> None:
    properties = row.get_or_add_trPr()
    if properties.find(qn(name)) is None:
        properties.append(OxmlElement(name))


def _signature(cell: Any, signature: Signature) -> None:
    first = cell.paragraphs[0]
    for number, words in enumerate(signature.lines):
        paragraph = first if number == 0 else cell.add_paragraph()
        paragraph.style = CENTRED
        paragraph.paragraph_format.space_before = Pt(12 if number == 0 else 0)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(clean(words)).bold = True
    name = cell.add_paragraph(style=CENTRED)
    name.paragraph_format.space_before = _SIGNATURE
    name.add_run(known(signature.name)).bold = True


def _recipients(cell: Any, recipients: Sequence[str]) -> None:
    first = cell.paragraphs[0]
    first.style = PLAIN
    first.paragraph_format.space_before = Pt(12)
    first.add_run("Nơi nhận:").underline = True
    lines = [clean(line).rstrip(".,;") for line in recipients] or [LONG]
    for number, line in enumerate(lines, 1):
        paragraph = cell.add_paragraph(style=PLAIN)
        paragraph.add_run(f"- {line}{'.' if number == len(lines) else ','}").font.size = Pt(12)
