"""Papers on reviews: of one congress, and of all pilots of a level. Vietnamese only, in the party layout."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from docx.document import Document

from daihoi.core.lessons.papers import KindCount, ReviewReport, Short, SummaryReport, Voice
from daihoi.office.papers.blocks import Column, dotted, items, opening, section, sentences, sign, table, text
from daihoi.office.papers.layout import new_paper, title, to_bytes
from daihoi.office.papers.words import amount, clean, figure, joined, known, short_day, upper_first


def review_report(data: ReviewReport, *, sample: bool = False) -> bytes:
    """The report on the review of one congress (báo cáo rút kinh nghiệm) as a Word file."""
    paper = new_paper(data.heading, sample=sample)
    title(paper, "Báo cáo", data.about)
    text(
        paper,
        f"{upper_first(data.congress)} được tổ chức, bế mạc ngày {short_day(data.held_on)}. Ngày "
        f"{short_day(data.reviewed_on)}, {known(data.heading.organisation)} đã họp rút kinh nghiệm và báo cáo như sau:",
    )
    number = section(paper, 1, "Kết quả đạt được")
    sentences(paper, data.went_well, empty=2)
    number = section(paper, number, "Hạn chế, khuyết điểm")
    _shortcomings(paper, data.shortcomings)
    section(paper, number, "Nội dung cần rút kinh nghiệm, điều chỉnh")
    changes = [f"{one.kind}: {one.change}" for one in data.shortcomings if clean(one.change)]
    sentences(paper, data.to_change, empty=0 if changes else 2)
    if changes:
        items(paper, changes)
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def _shortcomings(paper: Document, shortcomings: Sequence[Short]) -> None:
    if not shortcomings:
        text(paper, "Không có hạn chế, khuyết điểm phải rút kinh nghiệm")
        return
    for subject, group in groupby(shortcomings, key=lambda one: one.subject):
        opening(paper, f"Về {clean(subject)[:1].lower()}{clean(subject)[1:]}:")
        items(paper, [joined((one.kind, one.text), ": ") for one in group])


def summary_report(data: SummaryReport, *, sample: bool = False) -> bytes:
    """The report on all pilots of a level: how many, what fell short in how many of them, in the words of each."""
    paper = new_paper(data.heading, sample=sample)
    title(paper, "Báo cáo", data.about)
    number = section(paper, 1, "Tình hình tổ chức đại hội điểm")
    pilots = "đại hội điểm"
    text(
        paper,
        f"{known(data.level_name)} có {amount(data.pilots, pilots)}; đã tổ chức {figure(data.held)}/"
        f"{figure(data.pilots)}, từ ngày {short_day(data.first_held)} đến ngày {short_day(data.last_held)}; đã rút "
        f"kinh nghiệm {figure(data.reviewed)}/{figure(data.held)}",
    )
    if data.without_review:
        opening(paper, "Đã tổ chức nhưng chưa báo cáo rút kinh nghiệm:")
        items(paper, data.without_review)
    number = section(paper, number, "Kết quả đạt được")
    _voices(paper, data.went_well)
    number = section(paper, number, "Hạn chế, khuyết điểm")
    _kinds(paper, data.kinds)
    section(paper, number, "Nội dung cần rút kinh nghiệm cho đại hội diện rộng")
    for one in data.kinds:
        if one.changes:
            opening(paper, f"{one.kind}:")
            items(paper, _said(one.changes))
    _voices(paper, data.to_change)
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def _kinds(paper: Document, kinds: Sequence[KindCount]) -> None:
    """The table of kinds, then what each organisation wrote on them."""
    if not kinds:
        text(paper, "Không có hạn chế, khuyết điểm nào được nêu trong các báo cáo")
        return
    columns = (
        Column("TT", 10),
        Column("Hạn chế, khuyết điểm", 78, False),
        Column("Lĩnh vực", 40, False),
        Column("Số đại hội điểm", 22),
        Column("Tỷ lệ %", 20),
    )
    rows = [
        (str(place), one.kind, one.subject, f"{figure(one.number)}/{figure(one.of)}", one.share)
        for place, one in enumerate(kinds, 1)
    ]
    table(paper, columns, rows)
    for one in kinds:
        if one.voices:
            opening(paper, f"{one.kind}:")
            items(paper, _said(one.voices))


def _said(voices: Iterable[Voice]) -> list[str]:
    return [joined((one.organisation, one.text), ": ") for one in voices]


def _voices(paper: Document, voices: Sequence[Voice]) -> None:
    if voices:
        items(paper, _said(voices))
    else:
        dotted(paper, 2)
