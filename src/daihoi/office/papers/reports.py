"""Papers after the vote: the list of those elected, the report to the level above, the request to ratify."""

from collections.abc import Sequence
from datetime import date

from docx.document import Document
from docx.shared import Pt

from daihoi.core.elections.papers import Elected, ElectionLine, RatificationRequest, ResultsReport
from daihoi.office.papers.blocks import Column, items, opening, section, sentences, sign, table, text
from daihoi.office.papers.layout import CENTRED, new_paper, title, to_bytes
from daihoi.office.papers.minutes import results_table
from daihoi.office.papers.words import (
    LONG,
    SHORT,
    amount,
    clean,
    clock,
    figure,
    full_name,
    known,
    lower_first,
    short_day,
    upper_first,
    votes_of,
)

_UPRIGHT = 1  # personal columns that fit an upright page
_FELLOWS = "đồng chí"


def elected_list(data: Elected, *, sample: bool = False) -> bytes:
    """The list of those elected as a Word file, across the page where it has many columns.

    Raises ValueError for a person who has not one detail for each of the list's own columns.
    """
    paper = new_paper(data.heading, sample=sample, across=len(data.columns) > _UPRIGHT)
    title(paper, "Danh sách", f"trúng cử {clean(data.post)}")
    opening(paper, f"Các đồng chí trúng cử tại {full_name(data.meeting)}:")
    columns = (
        Column("TT", 12),
        Column("Họ và tên", 46, False),
        Column("Ngày, tháng, năm sinh", 26),
        *(Column(clean(name), 30, False) for name in data.columns),
        Column("Số phiếu bầu", 24),
        Column(f"Tỷ lệ % so với số {clean(data.meeting.voters)} được triệu tập", 34),
    )
    rows = []
    for place, one in enumerate(data.people, 1):
        if len(one.details) != len(data.columns):
            raise ValueError(f"{one.name} has {len(one.details)} details for {len(data.columns)} columns")
        votes = votes_of(one.votes, one.of)
        details = [clean(detail) for detail in one.details]
        rows.append((str(place), clean(one.name), known(one.born, SHORT), *details, votes, known(one.share, SHORT)))
    table(paper, columns, rows)
    text(paper, f"Danh sách này có {amount(len(data.people) or None, _FELLOWS)}")
    sign(paper, *data.signatures)
    return to_bytes(paper, data.heading.day)


def results_report(data: ResultsReport, *, sample: bool = False) -> bytes:
    """The report of the results to the level above as a Word file, with the clock it runs under (E-120)."""
    paper = new_paper(data.heading, sample=sample)
    title(paper, "Báo cáo", f"kết quả bầu cử tại {full_name(data.meeting)}")
    _addressed(paper, data.to)
    text(
        paper,
        f"{full_name(data.meeting)} tiến hành từ {_day(data.opened)} đến {_day(data.closed)} tại {known(data.place)}. "
        f"{clean(data.author)} báo cáo kết quả bầu cử như sau:",
    )
    number = section(paper, 1, upper_first(data.meeting.voters))
    items(
        paper,
        (
            f"Số được triệu tập: {amount(data.summoned, _FELLOWS)}",
            f"Số dự {lower_first(data.meeting.short)}: {amount(data.attended, _FELLOWS)}",
        ),
    )
    number = section(paper, number, "Kết quả bầu cử")
    _elections(paper, data.elections, f"Tỷ lệ % so với số {clean(data.meeting.voters)} được triệu tập")
    number = section(paper, number, "Đơn thư và những vấn đề khác")
    sentences(paper, data.remarks, empty=2)
    if data.deadline is not None:
        number = section(paper, number, "Thời hạn báo cáo")
        text(paper, clock(data.deadline))
    section(paper, number, "Tài liệu gửi kèm")
    items(paper, data.attached, empty=2)
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def ratification_request(data: RatificationRequest, *, sample: bool = False) -> bytes:
    """The request to ratify those elected as a Word file, with the clocks that then run (E-121, E-123)."""
    paper = new_paper(data.heading, sample=sample)
    title(paper, "Tờ trình", f"đề nghị chuẩn y kết quả bầu cử tại {full_name(data.meeting)}")
    _addressed(paper, data.to)
    for place, article in enumerate(data.legal_basis, 1):
        end = "," if place == len(data.legal_basis) else ";"
        paper.add_paragraph(f"- Căn cứ {clean(article).rstrip('.,;')}{end}")
    text(
        paper,
        f"{full_name(data.meeting)} bế mạc {_day(data.closed)}. {clean(data.author)} kính đề nghị xem xét, chuẩn y "
        "kết quả bầu cử như sau:",
    )
    number = section(paper, 1, "Kết quả bầu cử đề nghị chuẩn y")
    _elections(paper, data.elections, f"Tỷ lệ % so với số {clean(data.meeting.voters)} được triệu tập")
    if data.deadlines:
        number = section(paper, number, "Thời hạn")
        items(paper, [clock(deadline) for deadline in data.deadlines])
    section(paper, number, "Hồ sơ kèm theo")
    items(paper, data.attached, empty=2)
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def _addressed(paper: Document, to: Sequence[str]) -> None:
    """To whom: on the same line for one, in a list for more."""
    names = [clean(name) for name in to] or [LONG]
    if len(names) == 1:
        line = paper.add_paragraph(style=CENTRED)
        line.paragraph_format.space_after = Pt(12)
        line.add_run("Kính gửi: ").italic = True
        line.add_run(names[0])
        return
    first = paper.add_paragraph()
    first.add_run("Kính gửi:").italic = True
    items(paper, names)
    paper.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _elections(paper: Document, elections: Sequence[ElectionLine], share: str) -> None:
    """All elections in one table, seats left vacant with them; then who was elected to each."""
    columns = (
        Column("TT", 10),
        Column("Nội dung bầu cử", 66, False),
        Column("Số lượng cần bầu", 22),
        Column("Số người trong danh sách", 24),
        Column("Số trúng cử", 18),
        Column("Còn thiếu", 20),
    )
    rows = [
        (str(place), clean(one.post), figure(one.seats), figure(one.listed), figure(_filled(one)), figure(_short(one)))
        for place, one in enumerate(elections, 1)
    ]
    table(paper, columns, rows)
    for one in elections:
        if one.elected == ():
            text(paper, f"{clean(one.post)}: không có đồng chí nào trúng cử")
            continue
        opening(paper, f"Trúng cử {clean(one.post)}:")
        results_table(paper, one.elected or (), share)


def _filled(line: ElectionLine) -> int | None:
    return None if line.elected is None else len(line.elected)


def _short(line: ElectionLine) -> int | None:
    """Seats that stayed vacant; None while the number of seats or the result is not known."""
    filled = _filled(line)
    return None if line.seats is None or filled is None else line.seats - filled


def _day(day: date | None) -> str:
    return f"ngày {short_day(day)}"
