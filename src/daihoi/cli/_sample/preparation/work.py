"""Tasks of the organisations themselves, those from above that are done, and the plans that were issued."""

from datetime import date, timedelta

from daihoi.actions import tasks
from daihoi.actions.tasks import Wanted
from daihoi.cli._sample.desk import Desk
from daihoi.cli._sample.founding import on
from daihoi.cli._sample.preparation.guidance import (
    COMMUNE,
    COMMUNES,
    HOME,
    OFFICE,
    PLAN,
    ROOT,
    SECRETARY,
    committees,
    grassroots,
)
from daihoi.core.subjects import Subject
from daihoi.queries import tasks as reading


def fill(desk: Desk) -> None:
    """Own tasks, those from above that are done, and plans that were issued."""
    made = desk.made
    for at, who, wanted, done_on in _OWN:
        with on(date(2019, 12, 20)):
            task = tasks.set_task(**made.of_term(at, who), wanted=wanted).id
        if done_on is not None:
            with on(done_on):
                tasks.finish_task(**made.at(at, who), task=task, done_on=done_on, note="Mẫu: đã thực hiện")
    for number, code in enumerate(committees(), 1):
        if number != 12:
            finish(
                desk, code, "Chọn đơn vị", date(2019, 12, 2) + timedelta(days=number), OFFICE if code == HOME else ""
            )
    for number, row in enumerate(row for row in made.rows if row.pilot):
        finish(desk, row.code, "Trình duyệt", date(2019, 12, 16) + timedelta(days=5 * number))
    for code in COMMUNES[3:8]:
        finish(desk, code, "Xây dựng phương án", date(2020, 5, 7), OFFICE)
    finish(desk, f"{COMMUNE}.02", "Lập danh sách", date(2020, 5, 11), OFFICE)
    finish(desk, f"{COMMUNE}.03", "Lập danh sách", date(2020, 5, 14), OFFICE)
    desk.issue_plan(date(2019, 12, 27), PLAN, ROOT)
    for number, code in enumerate(committees(), 1):
        desk.issue_plan(date(2020, 1, 3), f"M{number:02d}-KH (mẫu)", code, OFFICE if code == HOME else "")
    for number, code in enumerate(grassroots(desk, HOME), 1):
        if f"plan of {code}" in desk.papers:
            desk.issue_plan(date(2020, 3, 4), f"M{number:02d}-KH/ĐU (mẫu)", code, OFFICE)
    for row in made.rows:
        if row.pilot and not row.code.startswith(HOME):
            desk.issue_plan(date(2020, 1, 4), "M01-KH/ĐU (mẫu)", row.code)


def finish(desk: Desk, at: str, begins: str, done_on: date, who: str = "") -> None:
    """Report a task done by the first words of its title."""
    actor = desk.made.at(at, who)
    with on(done_on):
        found = reading.tasks_of(**actor, term=desk.made.of_term(at)["term"], as_of=done_on, most=50)
        task = next(each.id for each in found.first if each.title.startswith(begins))
        tasks.finish_task(**actor, task=task, done_on=done_on, note="Mẫu: đã thực hiện")


_OWN: tuple[tuple[str, str, Wanted, date | None], ...] = tuple(
    (at, who, Wanted(title, subject, due_on=due_on), done_on)
    for at, who, title, subject, due_on, done_on in (
        (ROOT, "", "Sơ kết chỉ đạo đại hội điểm, rút kinh nghiệm", Subject.GENERAL, date(2020, 5, 25), None),
        (ROOT, "", "Tập huấn nghiệp vụ đại hội", Subject.TRAINING, date(2020, 2, 28), date(2020, 2, 20)),
        (ROOT, "", "Duyệt nội dung đại hội các đảng bộ trực thuộc", Subject.PERSONNEL, date(2020, 6, 30), None),
        (ROOT, "", "Tổng hợp kinh phí đại hội điểm", Subject.SPENDING, date(2020, 5, 12), None),
        (HOME, OFFICE, "Duyệt đại hội các đảng bộ xã", Subject.PERSONNEL, date(2020, 5, 20), None),
        (HOME, OFFICE, "Tập huấn cấp ủy chi bộ", Subject.TRAINING, date(2020, 3, 31), date(2020, 3, 27)),
        (HOME, OFFICE, "Rà soát đảng viên đi xa", Subject.ORGANISATION, date(2020, 4, 30), date(2020, 5, 6)),
        (HOME, OFFICE, "Chấm điểm công trình chào mừng đại hội", Subject.PROPAGANDA, date(2020, 5, 8), None),
        (COMMUNE, OFFICE, "Hoàn thiện báo cáo chính trị sau góp ý", Subject.DOCUMENTS, date(2020, 5, 18), None),
        (COMMUNE, OFFICE, "Chuẩn bị hội trường, khánh tiết", Subject.ORGANISATION, date(2020, 5, 13), None),
        (f"{COMMUNE}.01", SECRETARY, "Phân công chuẩn bị", Subject.GENERAL, date(2020, 3, 15), date(2020, 3, 12)),
    )
)
