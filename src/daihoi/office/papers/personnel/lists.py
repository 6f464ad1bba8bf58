"""The short list (danh sách trích ngang) and the table of the structure (biểu cơ cấu), across the page."""

from collections.abc import Sequence

from docx.document import Document

from daihoi.core.personnel.papers import Guard, Part, Short, ShortList, SizeLine, Structure, StructureLine
from daihoi.office.papers.blocks import Column, opening, section, sign, table, text
from daihoi.office.papers.layout import guard, new_paper, title, to_bytes
from daihoi.office.papers.words import SHORT, amount, clean, figure, joined, known

_FELLOWS = "đồng chí"
_SHORT = (
    Column("TT", 11),
    Column("Họ và tên", 30, False),
    Column("Tháng, năm sinh", 20),
    Column("Nam, nữ", 14),
    Column("Dân tộc", 15),
    Column("Quê quán", 24, False),
    Column("Ngày vào Đảng, chính thức", 27),
    Column("Giáo dục phổ thông", 17),
    Column("Chuyên môn", 23, False),
    Column("Lý luận chính trị", 18),
    Column("Chức vụ, đơn vị công tác hiện nay", 29, False),
    Column("Dự kiến chức danh", 29, False),
    Column("Số tháng còn công tác", 17),
    Column("Ghi chú", 14, False),
)
_LINES = (
    Column("TT", 10),
    Column("Nội dung", 60, False),
    Column("Phương án", 26),
    Column("Yêu cầu", 28),
    Column("Thừa (+), thiếu (-)", 22),
    Column("Nhận xét", 52, False),
    Column("Căn cứ", 52, False),
)
_SIZES = (
    Column("TT", 10),
    Column("Tổ chức, chức danh", 48, False),
    Column("Được duyệt nhiệm kỳ trước", 24),
    Column("Dự kiến", 20),
    Column("Để khuyết", 20),
    Column("Tái cử", 18),
    Column("Lần đầu", 18),
    Column("Số dư", 18),
)


def short_list(data: ShortList, bears: Guard, *, sample: bool = False) -> bytes:
    """The short list as a Word file."""
    paper = new_paper(data.heading, sample=sample, across=True)
    guard(paper, bears.mark, bears.taken)
    title(paper, "Danh sách trích ngang", data.about)
    parts(paper, data.parts, data.reference)
    text(paper, f"Danh sách này có {amount(sum(len(part.people) for part in data.parts) or None, _FELLOWS)}")
    sign(paper, None, data.signature)
    return to_bytes(paper, data.heading.day)


def parts(paper: Document, found: Sequence[Part], reference: str) -> None:
    """Each part as a table of its own; the numbers go on from part to part."""
    number, start = 1, 1
    for part in found:
        if not part.people:
            continue
        number = section(paper, number, f"{clean(part.title)}: {amount(len(part.people), _FELLOWS)}")
        rows = [_short(place, one) for place, one in enumerate(part.people, start)]
        start += len(rows)
        table(paper, _SHORT, rows, small=True)
    if clean(reference):
        text(paper, f"Số tháng còn công tác tính đến tháng {clean(reference)}")


def _short(place: int, one: Short) -> tuple[str, ...]:
    months = SHORT if one.months is None else str(one.months)
    told = (one.name, one.born, one.sex, one.ethnicity, one.home, one.joined, one.schooling)
    more = (one.specialism, one.theory, one.post, one.proposed)
    return (str(place), *(known(words, SHORT) for words in (*told, *more)), months, clean(one.note))


def structure_table(data: Structure, bears: Guard, *, sample: bool = False) -> bytes:
    """The table of the structure as a Word file: the numbers, then every line of the check."""
    paper = new_paper(data.heading, sample=sample, across=True)
    guard(paper, bears.mark, bears.taken)
    title(paper, "Biểu cơ cấu", data.about)
    structure(paper, data, 1)
    sign(paper, None, data.signature)
    return to_bytes(paper, data.heading.day)


def structure(paper: Document, data: Structure, number: int) -> int:
    """Numbers of the bodies, then the lines by body; returns the next number of a part."""
    number = section(paper, number, "Số lượng")
    sizes(paper, data.sizes)
    for organ in dict.fromkeys(line.organ for line in data.lines):
        number = section(paper, number, joined(("Cơ cấu", organ), ": ") if clean(organ) else "Cơ cấu")
        lines = [line for line in data.lines if line.organ == organ]
        table(paper, _LINES, [_line(place, line) for place, line in enumerate(lines, 1)], small=True)
    if clean(data.reference):
        text(paper, f"Độ tuổi, số tháng còn công tác tính đến tháng {clean(data.reference)}")
    return number


def sizes(paper: Document, lines: Sequence[SizeLine]) -> None:
    """How many each body had and shall have, and how many stand for it."""
    rows = [
        (
            str(place), line.organ, figure(line.before), figure(line.seats), str(line.vacant), str(line.restanding),
            str(line.first_time), str(line.surplus),
        )
        for place, line in enumerate(lines, 1)
    ]  # fmt: skip
    table(paper, _SIZES, rows)
    why = [f"{line.organ} để khuyết {line.vacant}: {clean(line.vacant_why)}" for line in lines if line.vacant]
    for words in why:
        opening(paper, words)


def _line(place: int, line: StructureLine) -> tuple[str, ...]:
    return (str(place), line.name, line.figure, line.target, line.margin, line.said, line.source)
