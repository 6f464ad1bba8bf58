"""The weekly report in the party layout: figures by section with what changed, lists, and people's words."""

from docx.document import Document

from daihoi.core.elections.papers import Heading, Signature
from daihoi.core.reports import Paper, Part
from daihoi.office.papers.blocks import Column, items, opening, section, sentences, sign, table
from daihoi.office.papers.layout import new_paper, title, to_bytes
from daihoi.office.papers.words import clean, short_day

_COLUMNS = (
    Column("Chỉ tiêu", 74, False),
    Column("Đến nay", 24),
    Column("Trên tổng số", 24),
    Column("Tỷ lệ", 24),
    Column("So với tuần trước", 24),
)


def weekly_report(data: Paper, *, sample: bool = False) -> bytes:
    """The report of one week as a Word file; Vietnamese only."""
    paper = new_paper(Heading(upper=data.upper, organisation=data.organisation, day=data.day), sample=sample)
    title(paper, "Báo cáo", f"tuần về công tác chuẩn bị và tổ chức đại hội đảng các cấp, nhiệm kỳ {data.term}")
    opening(paper, f"(Từ ngày {short_day(data.first)} đến ngày {short_day(data.last)})")
    number = 1
    for part in data.parts:
        number = section(paper, number, part.title)
        _part(paper, part)
    sign(paper, None, Signature((), data.signer), data.recipients)
    return to_bytes(paper, data.day)


def _part(paper: Document, part: Part) -> None:
    rows = [(line.title, line.now, line.whole, line.share, line.change) for line in part.lines]
    table(paper, _COLUMNS, rows)
    for heading, entries, more in part.lists:
        opening(paper, f"{clean(heading)}:")
        items(paper, [*entries, *([f"và {more} mục khác"] if more else [])])
    if part.words:
        sentences(paper, [line for line in part.words.splitlines() if line.strip()])
