"""The party layout of a paper (thể thức văn bản của Đảng): page, styles, heading, title; and the file itself.

Letters as in 36-HD/VPTW (3/4/2018): Times New Roman; the Party's name 15 bold, the organisation above 14, the one that
writes 14 bold, number 14, place and day 14 italic, kind of paper 16 bold, what it is about 14 bold, text 14.
"""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from daihoi.core.papers import Heading
from daihoi.office.papers.words import LONG, PLACE, capitals, clean, long_day

FONT = "Times New Roman"
SAMPLE = "MẪU – KHÔNG CÓ GIÁ TRỊ"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

# Styles that papers use by name; each is a kind of paragraph, so nobody need format by hand afterwards.
BODY, CENTRED, PLAIN, ITEM = "Normal", "DH Giữa", "DH Trái", "DH Mục"
CELL, CELL_CENTRED, CELL_HEAD, SMALL = "DH Ô", "DH Ô giữa", "DH Ô đầu", "DH Chữ nhỏ"

_MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 20}  # mm
_PARTY_WIDTH = 74  # mm: the Party's name in 15 point bold takes 72.9; the rule below is as long
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_NOT_OURS = ("/thumbnail", "/stylesWithEffects")  # a picture of the library's own template, a copy of its styles
_ALIGN = WD_ALIGN_PARAGRAPH


def new_paper(heading: Heading, *, sample: bool = False, across: bool = False, form: str = "") -> Document:
    """An A4 paper with its styles, page numbers from page 2 and two-column heading; `form` is a line above it."""
    paper = docx.Document()
    _page(paper, across)
    _styles(paper)
    _headers(paper, sample)
    if clean(form):
        line = paper.add_paragraph(clean(form), PLAIN)
        line.alignment = _ALIGN.RIGHT
        line.paragraph_format.space_after = Pt(6)
        line.runs[0].italic = True
        line.runs[0].font.size = Pt(12)
    _heading(paper, heading)
    return paper


def title(paper: Document, kind: str, about: str) -> None:
    """The kind of paper in capitals, what it is about, and the short line below."""
    first = paper.add_paragraph(style=CENTRED)
    first.paragraph_format.space_before = Pt(18)
    first.paragraph_format.keep_with_next = True
    run = first.add_run(capitals(kind))
    run.bold = True
    run.font.size = Pt(16)
    second = paper.add_paragraph(style=CENTRED)
    second.paragraph_format.keep_with_next = True
    second.add_run(clean(about).replace("nhiệm kỳ ", "nhiệm\u00a0kỳ\u00a0")).bold = True  # the term in one piece
    paper.add_paragraph("-----", CENTRED).paragraph_format.space_after = Pt(12)


def width_of(paper: Document) -> Length:
    """The width between the margins."""
    section = paper.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page is not None and left is not None and right is not None  # set in _page
    return Emu(page - left - right)


def to_bytes(paper: Document, day: date | None) -> bytes:
    """The file. The same paper gives the same bytes: its times are the paper's own day, or none."""
    _properties(paper, day)
    for relations in (paper.part.package.rels, paper.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_NOT_OURS):
                del relations[key]
    written = io.BytesIO()
    paper.save(written)
    tidy = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(tidy, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _ZIP_DAY)
            info.create_system = 0  # else it says on which system it was made
            new.writestr(info, old.read(entry), zipfile.ZIP_DEFLATED)
    return tidy.getvalue()


def rule_below(paragraph: Paragraph, *sides: str) -> None:
    """A thin line on these sides of the paragraph: "bottom", or all four for a box."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


# The order that the format sets for what follows borders in a paragraph's properties.
_AFTER_BORDERS = tuple(
    f"w:{name}"
    for name in (
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
        "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
        "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
        "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip


def _page(paper: Document, across: bool) -> None:
    section = paper.sections[0]
    width, height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if across else (width, height)
    for name, value in _MARGINS.items():
        setattr(section, name, Mm(value))
    section.header_distance = section.footer_distance = Mm(10)


def _styles(paper: Document) -> None:
    styles = paper.styles
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults is not None  # the library's template has them
    for language in defaults.findall(qn("w:lang")):
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), "vi-VN")  # else office programs underline every word as misspelt
    normal = styles[BODY]
    assert isinstance(normal, ParagraphStyle)
    _letters(normal, 14)
    _shape(normal, _ALIGN.JUSTIFY, after=6, first=Mm(10))
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    normal.paragraph_format.line_spacing = Pt(18)
    for place, (name, size, align, after) in enumerate(
        (
            (CENTRED, 14, _ALIGN.CENTER, 0),
            (PLAIN, 14, _ALIGN.LEFT, 0),
            (ITEM, 14, _ALIGN.JUSTIFY, 3),
            (CELL, 13, _ALIGN.LEFT, 2),
            (CELL_CENTRED, 13, _ALIGN.CENTER, 2),
            (CELL_HEAD, 13, _ALIGN.CENTER, 2),
            (SMALL, 10, _ALIGN.LEFT, 1),
        ),
        1,
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.style_id = f"DH{place}"
        style.base_style = normal
        _letters(style, size)
        _shape(style, align, after=after, first=Mm(10) if name == ITEM else Mm(0))
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if name in (CELL, CELL_CENTRED, CELL_HEAD, SMALL):
            style.paragraph_format.space_before = Pt(after)
        style.font.bold = name == CELL_HEAD or None
    for name in ("Header", "Footer"):
        style = styles[name]
        assert isinstance(style, ParagraphStyle)
        _shape(style, _ALIGN.CENTER, after=0, first=Mm(0))


def _letters(style: ParagraphStyle, size: float) -> None:
    """Times New Roman for every script, so that no letter falls to a font of the office's theme."""
    style.font.name = FONT
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
        fonts.set(qn(f"w:{script}"), FONT)


def _shape(style: ParagraphStyle, align: WD_ALIGN_PARAGRAPH, *, after: float, first: Length) -> None:
    form = style.paragraph_format
    form.alignment = align
    form.space_before = Pt(0)
    form.space_after = Pt(after)
    form.first_line_indent = first
    form.widow_control = True


def _headers(paper: Document, sample: bool) -> None:
    """The page number above the text from page 2; on a sample its mark on every page."""
    section = paper.sections[0]
    section.different_first_page_header_footer = True
    first, others = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    _field(others, "PAGE")
    if sample:
        _mark(first)
        _mark(section.header.add_paragraph(style="Header"))
        section.header_distance = Mm(6)  # room for two lines


def guard(paper: Document, above: str, below: str) -> None:
    """On every page: a mark of secrecy above the text, and a line below it that tells who took the paper and when."""
    section = paper.sections[0]
    for header, footer in (
        (section.first_page_header, section.first_page_footer),
        (section.header, section.footer),
    ):
        empty = header.paragraphs[-1]
        _mark(empty if not empty.runs else header.add_paragraph(style="Header"), capitals(above))
        run = footer.paragraphs[0].add_run(clean(below))
        run.font.size = Pt(10)
    section.header_distance = Mm(6)
    section.footer_distance = Mm(8)


def _mark(paragraph: Paragraph, words: str = SAMPLE) -> None:
    run = paragraph.add_run(words)
    run.bold = True
    run.font.size = Pt(12)


def _field(paragraph: Paragraph, name: str) -> None:
    """A field that the office program fills in, in the parts that old programs read too."""
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            code: Any = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {name} "
            paragraph.add_run()._r.append(code)
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(mark)


def _heading(paper: Document, heading: Heading) -> None:
    """Left: who writes, with an asterisk and the number below; right: the Party's name, place and day."""
    whole = width_of(paper)
    left_width = Emu(whole // 2 - Mm(3))
    right_width = Emu(whole - left_width)
    table = paper.add_table(1, 2)
    table.autofit = False
    left, right = table.rows[0].cells
    for cell, column, width in zip((left, right), table.columns, (left_width, right_width), strict=True):
        cell.width = column.width = width  # some programs read the one, some the other
    no_margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        no_margins.append(margin)
    table._tbl.tblPr.insert_element_before(no_margins, "w:tblLook", "w:tblCaption", "w:tblDescription")

    names = [capitals(name) for name in (heading.upper, heading.organisation, heading.body) if clean(name)]
    for number, name in enumerate(names or [LONG], 1):
        _line(left, name, bold=number == max(len(names), 1))
    _line(left, "*")
    _line(left, f"Số {clean(heading.number) or '……'}")
    if clean(heading.secrecy):
        _secrecy(_line(left, capitals(heading.secrecy), bold=True), left_width)

    party = _line(right, PARTY, bold=True)
    party.runs[0].font.size = Pt(15)
    indent = Emu(max(0, right_width - Mm(_PARTY_WIDTH)) // 2)
    party.paragraph_format.left_indent = party.paragraph_format.right_indent = indent
    rule_below(party, "bottom")
    when = _line(right, f"{clean(heading.place) or PLACE}, {long_day(heading.day)}")
    when.runs[0].italic = True
    when.paragraph_format.space_before = Pt(8)


def _line(cell: Any, text: str, *, bold: bool = False) -> Paragraph:
    """A centred line in the heading; the cell's first, empty paragraph is used first."""
    first: Paragraph = cell.paragraphs[0]
    paragraph: Paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    paragraph.style = CENTRED
    paragraph.add_run(text).bold = bold or None
    return paragraph


def _secrecy(paragraph: Paragraph, width: Length) -> None:
    """The mark in a small box of its own."""
    form = paragraph.paragraph_format
    form.space_before = Pt(6)
    form.left_indent = form.right_indent = Emu((width - Mm(26)) // 2)
    rule_below(paragraph, "top", "left", "bottom", "right")


def _properties(paper: Document, day: date | None) -> None:
    """No name of a person, program or machine in the file."""
    core = paper.core_properties
    for name in ("author", "last_modified_by", "comments", "title", "subject", "keywords", "category", "version"):
        setattr(core, name, "")
    core.revision = 1
    core.language = "vi-VN"
    if day is not None:
        core.created = core.modified = datetime(day.year, day.month, day.day)
        return
    for element in list(core._element):
        if element.tag in (qn("dcterms:created"), qn("dcterms:modified")):
            core._element.remove(element)
