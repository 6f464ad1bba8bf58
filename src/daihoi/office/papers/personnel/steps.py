"""Papers of one step of the process: the ballot for opinion, the minutes with the count, and the list of results."""

from collections.abc import Sequence

from docx.document import Document

from daihoi.core.papers import Signature
from daihoi.core.personnel.papers import Guard, OpinionBallot, StepHead, StepMinutes, Vote
from daihoi.office.papers.blocks import Column, dotted, items, opening, section, sentences, sign, table, text
from daihoi.office.papers.layout import guard, new_paper, title, to_bytes
from daihoi.office.papers.words import SHORT, amount, clean, joined, known, long_day, lower_first, votes_of

_FELLOWS, _BALLOTS, _VOTES = "đồng chí", "phiếu", "phiếu"


def opinion_ballot(data: OpinionBallot, bears: Guard, *, sample: bool = False) -> bytes:
    """The ballot for opinion as a Word file: names in alphabetical order, a box for each body or post."""
    paper = new_paper(data.heading, sample=sample, across=len(data.offices) > 2)
    guard(paper, bears.mark, bears.taken)
    title(paper, "Phiếu giới thiệu", data.about)
    step = data.step
    opening(paper, f"Tại {lower_first(step.name)} ({lower_first(step.group)}), {long_day(step.held_on)}.")
    opening(
        paper,
        "Đồng chí đồng ý giới thiệu ai vào chức danh nào thì đánh dấu X vào ô tương ứng; không ghi họ tên, không ký "
        "tên, không đánh dấu khác vào phiếu. Ô gạch ngang là chức danh không giới thiệu.",
    )
    columns = (
        Column("TT", 10),
        Column("Họ và tên", 50, False),
        Column("Chức vụ, đơn vị công tác hiện nay", 56, False),
        *(Column(clean(office), 28) for office in data.offices),
    )
    rows = [
        (str(place), name, post, *("" if asked else "–" for asked in stands))
        for place, (name, post, stands) in enumerate(data.people, 1)
    ]
    table(paper, columns, rows)
    text(paper, f"Phiếu này có {amount(len(data.people) or None, _FELLOWS)}, xếp theo thứ tự A, B, C")
    return to_bytes(paper, data.heading.day)


def step_minutes(data: StepMinutes, bears: Guard, *, sample: bool = False) -> bytes:
    """The minutes of a step with the count of its ballots as a Word file, for the chair and the clerk to sign."""
    paper = new_paper(data.heading, sample=sample)
    guard(paper, bears.mark, bears.taken)
    step = data.step
    title(paper, "Biên bản", data.about)
    text(
        paper,
        f"Hôm nay, {long_day(step.held_on)}, tại {known(step.place)}, {lower_first(step.name)} (bước {step.number}, "
        f"{lower_first(step.group)}) được tiến hành như sau:",
    )
    number = section(paper, 1, "Thành phần")
    items(
        paper,
        (
            f"Chủ trì: đồng chí {known(step.chair)}",
            f"Thư ký: đồng chí {known(step.clerk)}",
            f"Số được triệu tập: {amount(step.summoned, _FELLOWS)}; có mặt: {amount(step.came, _FELLOWS)}; vắng mặt: "
            f"{amount(_absent(step), _FELLOWS)}",
        ),
    )
    number = section(paper, number, "Kết quả thu, nhận phiếu" if step.secret else "Biểu quyết")
    if step.secret:
        _ballots(paper, step)
    else:
        text(paper, f"Số người biểu quyết: {amount(step.valid if step.valid is not None else step.came, _FELLOWS)}")
    _base(paper, step)
    number = section(paper, number, "Kết quả kiểm phiếu")
    opening(paper, "Kết quả của từng người, xếp theo thứ tự A, B, C:")
    _votes(paper, data)
    number = section(paper, number, "Kết luận")
    _passed(paper, data)
    if clean(step.note):
        number = section(paper, number, "Ý kiến khác")
        sentences(paper, [step.note])
    text(paper, "Biên bản đã được thông qua tại hội nghị")
    sign(paper, Signature(("THƯ KÝ",), step.clerk), Signature(("CHỦ TRÌ HỘI NGHỊ",), step.chair))
    return to_bytes(paper, data.heading.day)


def step_result(data: StepMinutes, bears: Guard, *, sample: bool = False) -> bytes:
    """The list of the results of a step as a Word file."""
    paper = new_paper(data.heading, sample=sample)
    guard(paper, bears.mark, bears.taken)
    step = data.step
    title(paper, "Danh sách", f"kết quả {data.about}")
    opening(
        paper,
        f"{clean(step.name)}, {long_day(step.held_on)}: triệu tập {amount(step.summoned, _FELLOWS)}, có mặt "
        f"{amount(step.came, _FELLOWS)}.",
    )
    _base(paper, step)
    _votes(paper, data)
    _passed(paper, data)
    sign(paper, Signature(("THƯ KÝ",), step.clerk), Signature(("CHỦ TRÌ HỘI NGHỊ",), step.chair))
    return to_bytes(paper, data.heading.day)


def _absent(step: StepHead) -> int | None:
    return None if step.summoned is None or step.came is None else step.summoned - step.came


def _ballots(paper: Document, step: StepHead) -> None:
    spoilt = None if step.collected is None or step.valid is None else step.collected - step.valid
    counted = (
        ("phát ra", step.issued),
        ("thu về", step.collected),
        ("hợp lệ", step.valid),
        ("không hợp lệ", spoilt),
    )
    items(paper, [f"Số phiếu {what}: {amount(count, _BALLOTS)}" for what, count in counted])


def _base(paper: Document, step: StepHead) -> None:
    """What the votes are counted against, and how many are needed."""
    if clean(step.base):
        need = f"; cần từ {amount(step.need, _VOTES)} trở lên" if step.need is not None else ""
        text(paper, f"Tỷ lệ tính trên {clean(step.base)}: {amount(step.base_number, _FELLOWS)}{need}")
    if clean(step.rule):
        text(paper, f"Căn cứ: {clean(step.rule)}")


def _votes(paper: Document, data: StepMinutes) -> None:
    columns = (
        Column("TT", 13),
        Column("Họ và tên", 50, False),
        Column("Chức danh giới thiệu", 40, False),
        Column("Số phiếu đồng ý", 26),
        Column("Tỷ lệ %", 28),
        Column("Kết quả", 22),
    )
    rows, before, number = [], "", 0
    for one in data.votes:
        same = one.person == before
        number += not same
        rows.append(
            (
                "" if same else str(number),
                "" if same else one.name,
                one.office,
                votes_of(one.votes, data.step.base_number),
                known(one.share, SHORT),
                said(one.passed),
            )
        )
        before = one.person
    table(paper, columns, rows)


def said(passed: bool | None) -> str:
    """What came out, as tables have it."""
    return SHORT if passed is None else ("Đạt" if passed else "Không đạt")


def _passed(paper: Document, data: StepMinutes) -> None:
    """By office, those who passed; dots while the step is not closed."""
    if not data.step.closed:
        dotted(paper, 2)
        return
    lines = []
    for office in dict.fromkeys(one.office for one in data.votes):
        names = [one.name for one in data.votes if one.office == office and one.passed]
        who = ", ".join(names)
        lines.append(joined((f"{clean(office)}: {amount(len(names), _FELLOWS)} đạt tỷ lệ", who), ": "))
    opening(paper, "Các đồng chí đạt tỷ lệ để giới thiệu ở bước tiếp theo:")
    items(paper, lines)
    out = _out(data.votes)
    if out:
        text(paper, f"Không đạt ở chức danh nào: {', '.join(out)}")


def _out(votes: Sequence[Vote]) -> list[str]:
    stays = {one.person for one in votes if one.passed}
    return [name for person, name in {one.person: one.name for one in votes}.items() if person not in stays]
