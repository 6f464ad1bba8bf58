"""Papers of a briefing: its minutes (biên bản giao ban), and the notice of its conclusions (thông báo kết luận)."""

from docx.document import Document

from daihoi.core.briefings import Assigned, BriefingPaper, PaperPoint
from daihoi.core.elections.papers import Heading, Signature
from daihoi.office.papers.blocks import Column, items, opening, section, sentences, sign, table, text, told
from daihoi.office.papers.layout import new_paper, title, to_bytes
from daihoi.office.papers.words import clean, joined, known, long_day, sentence, short_day

_ABOUT = "giao ban công tác chuẩn bị và tổ chức đại hội đảng"


def briefing_minutes(data: BriefingPaper, *, sample: bool = False) -> bytes:
    """The minutes of a briefing as a Word file, for its chair and its scribe to sign."""
    paper = new_paper(_heading(data), sample=sample)
    title(paper, "Biên bản", _ABOUT)
    text(
        paper,
        f"Hôm nay, {long_day(data.day)}, tại {known(data.place)}, {known(data.organisation)} tổ chức hội nghị giao ban "
        "để nghe phản ánh tình hình chuẩn bị đại hội, nhất là những khó khăn, vướng mắc, và chỉ đạo giải quyết",
    )
    number = section(paper, 1, "Thành phần")
    told(paper, "Chủ trì", data.chair)
    told(paper, "Thư ký", data.scribe)
    if data.present:
        opening(paper, "Dự giao ban:")
        items(paper, data.present)
    else:
        told(paper, "Dự giao ban", "")
    number = section(paper, number, "Nội dung")
    for place, point in enumerate(data.points, 1):
        _point(paper, place, point)
    if not data.points:
        sentences(paper, (), empty=3)
    number = section(paper, number, "Kết luận của người chủ trì")
    sentences(paper, data.conclusion, empty=3)
    if tasks := _tasks(data):
        section(paper, number, "Nhiệm vụ được giao")
        _task_table(paper, tasks)
    text(paper, "Biên bản được thông qua tại hội nghị và lưu tại văn phòng cấp ủy")
    sign(
        paper,
        Signature(("THƯ KÝ",), data.scribe),
        Signature(("CHỦ TRÌ",), data.chair),
    )
    return to_bytes(paper, data.day)


def briefing_notice(data: BriefingPaper, *, sample: bool = False) -> bytes:
    """The notice of a briefing's conclusions as a Word file, for those who got a task and for the level above."""
    paper = new_paper(_heading(data), sample=sample)
    title(paper, "Thông báo", f"kết luận hội nghị {_ABOUT}")
    chair = f", do {clean(data.chair)} chủ trì" if clean(data.chair) else ""
    text(
        paper,
        f"{long_day(data.day).capitalize()}, {known(data.organisation)} tổ chức hội nghị giao ban công tác chuẩn bị và "
        f"tổ chức đại hội đảng{chair}. Sau khi nghe báo cáo và ý kiến thảo luận, hội nghị kết luận như sau",
    )
    number = section(paper, 1, "Kết luận chung")
    sentences(paper, data.conclusion, empty=3)
    answered = [point for point in data.points if clean(point.answer)]
    if answered:
        number = section(paper, number, "Giải đáp khó khăn, vướng mắc")
        for place, point in enumerate(answered, 1):
            opening(paper, f"{place}) {sentence(point.title)}")
            sentences(paper, [_answer(point)])
    number = section(paper, number, "Nhiệm vụ được giao")
    _task_table(paper, _tasks(data))
    text(paper, "Yêu cầu các tổ chức, cá nhân được giao nhiệm vụ nghiêm túc thực hiện và báo cáo kết quả đúng thời hạn")
    sign(paper, None, Signature(data.signer), (*data.recipients, "Lưu văn phòng cấp ủy"))
    return to_bytes(paper, data.day)


def _heading(data: BriefingPaper) -> Heading:
    return Heading(upper=data.upper, organisation=data.organisation, place="", day=data.day)


def _point(paper: Document, place: int, point: PaperPoint) -> None:
    opening(paper, f"{place}) {sentence(point.title)}")
    if clean(point.detail):
        text(paper, f"Tình hình: {clean(point.detail)}")
    told(paper, "Ý kiến và kết luận", point.said.replace("\n", " "))
    if clean(point.answer):
        text(paper, _answer(point))
    if point.task is not None:
        text(paper, f"Giao {_whom(point.task)}: {clean(point.task.title)}{_until(point.task)}")


def _answer(point: PaperPoint) -> str:
    grounds = f" (căn cứ: {clean(point.article)})" if clean(point.article) else ""
    return f"Trả lời: {clean(point.answer).rstrip('.')}{grounds}"


def _whom(task: Assigned) -> str:
    return joined((task.organisation, task.responsible), ", ")


def _until(task: Assigned) -> str:
    return f"; hoàn thành trước {long_day(task.due_on)}" if task.due_on else ""


def _tasks(data: BriefingPaper) -> list[Assigned]:
    return [point.task for point in data.points if point.task is not None]


def _task_table(paper: Document, tasks: list[Assigned]) -> None:
    columns = (
        Column("TT", 12),
        Column("Nhiệm vụ", 70, False),
        Column("Tổ chức, người thực hiện", 50, False),
        Column("Thời hạn", 28),
    )
    rows = [
        (str(place), clean(task.title), _whom(task), short_day(task.due_on) if task.due_on else "")
        for place, task in enumerate(tasks, 1)
    ]
    table(paper, columns, rows)


BRIEFING_PAPERS = {"minutes": briefing_minutes, "notice": briefing_notice}
