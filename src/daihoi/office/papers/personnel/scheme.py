"""The scheme itself, the letter with which it goes up, the draft of the decision that approves it, and the
letter that returns it."""

from collections.abc import Sequence

from docx.document import Document

from daihoi.core.personnel.papers import ApprovalDraft, Guard, ReturnLetter, SchemePaper, StepHead, Submission
from daihoi.office.papers.blocks import Column, items, opening, section, sentences, sign, table, text
from daihoi.office.papers.layout import CENTRED, guard, new_paper, title, to_bytes
from daihoi.office.papers.personnel.lists import parts, sizes, structure
from daihoi.office.papers.words import amount, clean, figure, known, short_day

_FELLOWS = "đồng chí"


def scheme_paper(data: SchemePaper, bears: Guard, *, sample: bool = False) -> bytes:
    """The scheme as a Word file, across the page for its lists."""
    paper = new_paper(data.heading, sample=sample, across=True)
    guard(paper, bears.mark, bears.taken)
    title(paper, "Đề án", data.about)
    _basis(paper, data.basis)
    text(paper, f"{clean(data.committee)} xây dựng đề án nhân sự như sau:")
    number = structure(paper, data.structure, 1)
    number = section(paper, number, "Quy trình đã thực hiện")
    _process(paper, data.steps)
    if data.gone:
        opening(paper, "Các trường hợp không còn trong danh sách:")
        items(paper, [f"{one.name}: {one.how}" for one in data.gone])
    number = section(paper, number, "Danh sách nhân sự")
    parts(paper, data.parts, data.structure.reference)
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def _process(paper: Document, steps: Sequence[tuple[StepHead, int, int]]) -> None:
    columns = (
        Column("Bước", 14),
        Column("Hội nghị", 78, False),
        Column("Nhóm", 30),
        Column("Ngày", 26),
        Column("Triệu tập", 22),
        Column("Có mặt", 22),
        Column("Số người được xem xét", 26),
        Column("Đạt tỷ lệ", 22),
    )
    rows = [
        (
            str(step.number), step.name, step.group, short_day(step.held_on), figure(step.summoned), figure(step.came),
            str(asked), str(passed),
        )
        for step, asked, passed in steps
    ]  # fmt: skip
    table(paper, columns, rows)


def submission(data: Submission, bears: Guard, *, sample: bool = False) -> bytes:
    """The letter with which the scheme goes up for approval as a Word file."""
    paper = new_paper(data.heading, sample=sample)
    guard(paper, bears.mark, bears.taken)
    title(paper, "Tờ trình", data.about)
    paper.add_paragraph(f"Kính gửi: {known(data.to)}", CENTRED)
    _basis(paper, data.basis)
    text(
        paper,
        f"{clean(data.committee)} đã thực hiện quy trình nhân sự và kính trình {known(data.to)} xem xét, cho ý kiến và "
        "duyệt đề án nhân sự với các nội dung sau:",
    )
    number = section(paper, 1, "Số lượng")
    sizes(paper, data.sizes)
    number = section(paper, number, "Nhân sự")
    text(paper, f"Danh sách trình gồm {amount(data.people or None, _FELLOWS)} (có danh sách trích ngang kèm theo)")
    if data.enclosed:
        section(paper, number, "Hồ sơ gửi kèm")
        items(paper, data.enclosed)
    text(paper, f"Kính đề nghị {known(data.to)} xem xét, quyết định")
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def approval_draft(data: ApprovalDraft, bears: Guard, *, sample: bool = False) -> bytes:
    """The draft of the decision that approves the scheme as a Word file; number and day stay open."""
    paper = new_paper(data.heading, sample=sample, across=True, form="DỰ THẢO")
    guard(paper, bears.mark, bears.taken)
    title(paper, "Quyết định", data.about)
    _basis(paper, data.basis)
    decides = paper.add_paragraph(style=CENTRED)
    decides.add_run(f"{clean(data.above).upper()} QUYẾT ĐỊNH:").bold = True
    decides.paragraph_format.keep_with_next = True
    people = sum(len(part.people) for part in data.parts)
    opening(
        paper,
        f"Điều 1. Duyệt đề án nhân sự của {clean(data.committee)} với số lượng như sau:",
    )
    sizes(paper, data.sizes)
    opening(paper, f"Điều 2. Danh sách nhân sự được duyệt gồm {amount(people or None, _FELLOWS)}:")
    parts(paper, data.parts, "")
    text(
        paper,
        f"Điều 3. {clean(data.committee)} chịu trách nhiệm thi hành Quyết định này; lãnh đạo việc bầu cử tại đại hội "
        "đúng Điều lệ Đảng và Quy chế bầu cử trong Đảng",
    )
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def return_letter(data: ReturnLetter, bears: Guard, *, sample: bool = False) -> bytes:
    """The letter that returns a scheme to be put right as a Word file; number and day stay open."""
    paper = new_paper(data.heading, sample=sample, form="DỰ THẢO")
    guard(paper, bears.mark, bears.taken)
    title(paper, "Thông báo", f"về việc {clean(data.about)}")
    text(
        paper,
        f"{known(data.above)} đã xem xét đề án nhân sự theo {clean(data.letter)}; đề nghị {clean(data.committee)} hoàn "
        "chỉnh các nội dung sau và trình lại:",
    )
    number = section(paper, 1, "Nội dung phải hoàn chỉnh")
    sentences(paper, (data.note,) if clean(data.note) else (), empty=0 if data.remarks or data.found else 2)
    if data.remarks:
        items(paper, data.remarks)
    if data.found:
        section(paper, number, "Các vướng mắc so với quy định")
        items(paper, data.found)
    text(
        paper,
        "Đề án sau khi hoàn chỉnh được trình lại theo đúng quy trình; bản đã trình được giữ nguyên để đối chiếu",
    )
    sign(paper, None, data.signature, data.recipients)
    return to_bytes(paper, data.heading.day)


def _basis(paper: Document, articles: Sequence[str]) -> None:
    for number, article in enumerate(articles, 1):
        end = "," if number == len(articles) else ";"
        paper.add_paragraph(f"- Căn cứ {clean(article).rstrip('.,;')}{end}")
