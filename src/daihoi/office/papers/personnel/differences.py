"""The report to the level above on people whom standing committee and committee saw differently (P-061)."""

from daihoi.core.personnel.papers import BodyVote, DifferenceReport, Guard
from daihoi.office.papers.blocks import Column, dotted, section, sign, table, text
from daihoi.office.papers.layout import guard, new_paper, title, to_bytes
from daihoi.office.papers.personnel.steps import said
from daihoi.office.papers.words import amount, clean, known, lower_first, short_day, votes_of


def difference_report(data: DifferenceReport, bears: Guard, *, sample: bool = False) -> bytes:
    """The report as a Word file; the reasons of each body stay open, to be written by hand."""
    paper = new_paper(data.heading, sample=sample)
    guard(paper, bears.mark, bears.taken)
    title(paper, "Báo cáo", data.about)
    if clean(data.to):
        text(paper, f"Kính gửi: {clean(data.to)}")
    if clean(data.basis):
        text(paper, f"Căn cứ {clean(data.basis)}")
    text(
        paper,
        f"Trong quy trình nhân sự, ý kiến của ban thường vụ và của ban chấp hành khác nhau đối với "
        f"{amount(len(data.lines), 'trường hợp')}. {known(data.reports)} báo cáo như sau:",
    )
    number = section(paper, 1, "Kết quả bỏ phiếu của mỗi hội nghị")
    columns = (
        Column("TT", 11),
        Column("Họ và tên", 42, False),
        Column("Chức danh giới thiệu", 34, False),
        Column("Hội nghị, ngày", 50, False),
        Column("Số phiếu đồng ý", 24),
        Column("Kết quả", 20),
    )
    rows = []
    for place, one in enumerate(data.lines, 1):
        for at, vote in enumerate(one.bodies):
            whom = (str(place), f"{one.name} ({lower_first(one.group)})", one.office) if at == 0 else ("", "", "")
            rows.append((*whom, _meeting(vote), votes_of(vote.votes, vote.of), said(vote.passed)))
    table(paper, columns, rows)
    number = section(paper, number, "Lý do của ý kiến khác nhau")
    dotted(paper, 3)
    section(paper, number, "Đề nghị")
    text(
        paper,
        f"{known(data.reports)} báo cáo và đề nghị {clean(data.to) or 'cấp có thẩm quyền'} xem xét, cho ý kiến chỉ đạo "
        "đối với các trường hợp nêu trên trước khi thực hiện các bước tiếp theo",
    )
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def _meeting(vote: BodyVote) -> str:
    day = f", {short_day(vote.held_on)}" if vote.held_on else ""
    return f"{clean(vote.meeting)}{day}"
