"""What the pilots taught: reviews, lessons, training; and what is told outside and spent."""

from datetime import date, timedelta

from daihoi.actions import lessons, outreach, spending
from daihoi.actions.lessons import LessonText, ReviewText, Session, ShortcomingText
from daihoi.actions.outreach import Count, OpinionText
from daihoi.actions.spending import LineText, NormText
from daihoi.cli._sample.desk import Desk
from daihoi.cli._sample.founding import on
from daihoi.cli._sample.plans import plans as plans_of
from daihoi.cli._sample.preparation.guidance import (
    COMMUNES,
    HOME,
    OFFICE,
    ROOT,
    SECRETARY,
    SPENDING,
    committees,
    grassroots,
)
from daihoi.cli._sample.rows import Numbers, totals
from daihoi.core.lessons.attendance import Attended
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.outreach import Channel, Theme
from daihoi.core.spending import BudgetLine, Per
from daihoi.core.subjects import Subject
from daihoi.queries import rules

TODAY = date(2020, 5, 15)

# Which of the 25 pilots, in the order of the list, showed which shortcoming that the article names; the spread is a
# sample. Only a committee has a standing committee, and only one may have failed to elect its designate to it.
SHOWN: dict[str, tuple[int, ...]] = {
    "guidance_not_studied": (0, 3, 6, 9, 14, 20),
    "conduct_awkward": (3, 6, 9, 15, 20),
    "not_elected_as_planned": (2, 8, 14, 18),
    "sounding_out_thin": (2, 8, 18),
    "direction_of_choice_vague": (4, 8, 16),
    "designate_not_in_standing_committee": (8,),
    "designate_not_delegate": (4, 14),
    "few_nominations": (0, 1, 5, 7, 10, 13, 17, 21),
    "surplus_low": (1, 5, 11, 16, 19, 22),
    "decoration_wrong": (7, 12, 23),
}
_SAID = {
    "guidance_not_studied": (
        "Nghiên cứu tài liệu hướng dẫn chưa sâu, chưa kỹ",
        "Tổ chức nghiên cứu, thảo luận trước đại hội",
    ),
    "conduct_awkward": ("Đoàn chủ tịch điều hành còn lúng túng", "Viết kịch bản chi tiết, chạy thử"),
    "not_elected_as_planned": ("Bầu không trúng nhân sự đã được quy hoạch", "Thăm dò kỹ, làm tốt công tác tư tưởng"),
    "sounding_out_thin": ("Khâu thăm dò nhân sự chưa kỹ", "Thăm dò ở từng chi bộ"),
    "direction_of_choice_vague": ("Báo cáo phương hướng lựa chọn nhân sự chưa cụ thể", "Nêu rõ tiêu chuẩn, cơ cấu"),
    "designate_not_in_standing_committee": ("Dự kiến bí thư không trúng vào ban thường vụ", "Nắm chắc tư tưởng cấp ủy"),
    "designate_not_delegate": ("Nhân sự dự kiến không trúng đại biểu dự đại hội cấp trên", "Giới thiệu kỹ danh sách"),
    "few_nominations": ("Ứng cử, đề cử tại đại hội còn hạn chế", "Hướng dẫn rõ quyền ứng cử, đề cử"),
    "surplus_low": ("Số dư bầu ban chấp hành còn thấp", "Chuẩn bị số dư theo hướng dẫn"),
    "decoration_wrong": ("Trang trí khánh tiết chưa đúng hướng dẫn", "Kiểm tra trước đại hội một ngày"),
}
_LESSONS = (
    ("Nghiên cứu kỹ hướng dẫn trước khi vào việc", "guidance_not_studied", Subject.GENERAL, date(2020, 4, 6)),
    ("Kịch bản điều hành phải viết chi tiết và chạy thử", "conduct_awkward", Subject.PROCEEDINGS, date(2020, 4, 6)),
    ("Thăm dò nhân sự ở từng chi bộ trước khi chốt", "sounding_out_thin", Subject.PERSONNEL, date(2020, 4, 20)),
    ("Phương hướng lựa chọn nhân sự phải cụ thể", "direction_of_choice_vague", Subject.PERSONNEL, date(2020, 4, 20)),
    ("Chuẩn bị đủ số dư bầu ban chấp hành", "surplus_low", Subject.ELECTION, date(2020, 5, 11)),
    ("Duyệt khánh tiết trước đại hội một ngày", "decoration_wrong", Subject.ORGANISATION, date(2020, 5, 11)),
)  # fmt: skip


def fill(desk: Desk) -> None:
    _reviews(desk)
    _lessons(desk)
    _training(desk)
    _outreach(desk)
    _spending(desk)


def pilots(desk: Desk) -> list[str]:
    """Codes of the 25 in the order in which they are named in SHOWN: the committees first, then the cells."""
    chosen = [row for row in desk.made.rows if row.pilot]
    return [row.code for row in sorted(chosen, key=lambda row: row.kind is Kind.GRASSROOTS_CELL)]


def _reviews(desk: Desk) -> None:
    planned = plans_of(desk.made.rows, rules.holidays())
    for number, code in enumerate(pilots(desk)):
        opening = planned[code].planned_on
        reviewed = min(opening + timedelta(days=4 + number % 4), TODAY)
        found = [ShortcomingText(kind, *_SAID[kind]) for kind, those in SHOWN.items() if number in those]
        review = ReviewText(
            reviewed,
            "Đúng Điều lệ Đảng, đúng nguyên tắc, trình tự; là đợt sinh hoạt chính trị sâu rộng; không có đơn, thư",
            "Rút kinh nghiệm cho đại hội đại trà (mẫu)" if found else "",
            found,
        )
        with on(reviewed):
            lessons.save_review(**desk.made.of_term(code), review=review)


def _lessons(desk: Desk) -> None:
    made, readers = desk.made, grassroots(desk)
    for number, (title, kind, subject, day) in enumerate(_LESSONS):
        words = f"{title}. Rút ra từ đại hội điểm; áp dụng cho đại hội đại trà cấp cơ sở (bài học mẫu)."
        text = LessonText(title, words, subject, kind, "grassroots")
        with on(day):
            pk = lessons.publish_lesson(**made.of_term(ROOT), lesson=text)
        for code in readers[number :: 11 + 6 * number]:
            with on(min(day + timedelta(days=3), TODAY)):
                lessons.read_lesson(**made.at(code, OFFICE if code.startswith(HOME) else ""), pk=pk)


def _training(desk: Desk) -> None:
    made, members, numbers = desk.made, totals(desk.made.rows), Numbers(20)
    session = Session("Tập huấn nghiệp vụ công tác đại hội (mẫu)", date(2020, 2, 20), levels="upper", form="Hội nghị")
    with on(date(2020, 1, 10)):
        pk = lessons.plan_training(**made.of_term(ROOT), session=session)
    with on(date(2020, 2, 21)):
        lessons.hold_training(**made.at(ROOT), pk=pk, held_on=date(2020, 2, 20), form="Hội nghị tập trung")
        rows = [Attended(made.ids[code], 12, 12 - number % 3) for number, code in enumerate(committees())]
        lessons.enter_attendance(**made.at(ROOT), pk=pk, rows=rows)
    below = [row for row in made.rows if row.kind is Kind.CELL and row.code.startswith(HOME)]
    session = Session(
        "Tập huấn đến chi bộ về quy trình đại hội (mẫu)", date(2020, 3, 26), levels="cell", form="Theo cụm xã"
    )
    with on(date(2020, 3, 2)):
        pk = lessons.plan_training(**made.of_term(HOME, OFFICE), session=session)
    with on(date(2020, 3, 27)):
        lessons.hold_training(**made.at(HOME, OFFICE), pk=pk, held_on=date(2020, 3, 26), form="Theo cụm xã")
        rows = [
            Attended(made.ids[row.code], expected, max(expected - numbers.below(3), 0))
            for row in below
            if (expected := min(members[row.code], 5))
        ]
        lessons.enter_attendance(**made.at(HOME, OFFICE), pk=pk, rows=rows[:-6])
    for at, who, title, day, levels in (
        (
            ROOT,
            "",
            "Tập huấn trực tuyến về những điểm mới của Hướng dẫn 03-HD/TW (mẫu)",
            date(2020, 5, 19),
            "grassroots",
        ),
        (HOME, OFFICE, "Tập huấn ban kiểm phiếu cơ sở (mẫu)", date(2020, 5, 14), "grassroots"),
    ):
        with on(date(2020, 5, 4)):
            session = Session(title, day, Subject.ELECTION, levels, "Trực tuyến")
            lessons.plan_training(**made.of_term(at, who), session=session)


def _outreach(desk: Desk) -> None:
    made, numbers = desk.made, Numbers(1305)
    planned = {
        Channel.ARTICLES: 60,
        Channel.BROADCASTS: 40,
        Channel.VISUAL: 120,
        Channel.WORKS: 3,
        Channel.EMULATION: 2,
    }
    for code in (ROOT, *committees()):
        larger = 4 if code == ROOT else 1
        part = 20 + numbers.below(20)
        for day, share in ((date(2020, 3, 31), part), (date(2020, 5, 12), part + 30)):
            rows = [
                Count(channel, number * larger * share // 100, number * larger if day.month == 3 else None)
                for channel, number in planned.items()
            ]
            with on(day):
                outreach.enter_counts(**made.of_term(code, OFFICE if code == HOME else ""), on_date=day, rows=rows)
    for number, code in enumerate(COMMUNES[:8]):
        rows = [Count(Channel.BROADCASTS, 6 + number, 20), Count(Channel.VISUAL, 3 + number, 12)]
        with on(date(2020, 5, 11)):
            outreach.enter_counts(**made.of_term(code, OFFICE), on_date=date(2020, 5, 11), rows=rows)
    said = (
        OpinionText(Theme.DIRECTION, "Cán bộ, đảng viên và nhân dân đồng thuận với cách làm đại hội điểm (mẫu).", ""),
        OpinionText(
            Theme.PERSONNEL,
            "Nhân dân mong cấp ủy khóa mới có thêm cán bộ trẻ, cán bộ nữ, người dân tộc thiểu số tại chỗ (mẫu).",
            "Đề nghị quan tâm tạo nguồn cán bộ tại chỗ.",
        ),
        OpinionText(
            Theme.LIFE, "Lo việc làm của người đi làm xa trở về vì dịch bệnh (mẫu).", "Đề nghị có giải pháp việc làm."
        ),
    )
    for code, who, some in ((HOME, OFFICE, said), (ROOT, "", said[:2])):
        with on(date(2020, 5, 8)):
            outreach.enter_opinions(**made.of_term(code, who), on_date=date(2020, 5, 8), rows=some)


def _spending(desk: Desk) -> None:
    """Norms of a sample paper; no amounts were published."""
    made = desk.made
    for line, amount, per in (
        (BudgetLine.MEALS, 150_000, Per.PERSON_DAY),
        (BudgetLine.ALLOWANCES, 100_000, Per.PERSON_DAY),
        (BudgetLine.DOCUMENTS, 30_000, Per.PERSON),
        (BudgetLine.HALL, 12_000_000, Per.CONGRESS),
    ):
        with on(date(2019, 11, 21)):
            norm = NormText(line, amount, per, f"{SPENDING}, 20/11/2019", Level.GRASSROOTS.value)
            spending.set_norm(**made.of_term(ROOT), norm=norm)
    planned = plans_of(made.rows, rules.holidays())
    for number, code in enumerate(pilots(desk)):
        people = 60 + 5 * (number % 9)
        settled_on = planned[code].planned_on + timedelta(days=20)
        lines = []
        for line, each in ((BudgetLine.MEALS, 150_000), (BudgetLine.DOCUMENTS, 28_000), (BudgetLine.HALL, 0)):
            estimate = each * people or 9_000_000 + 120_000 * number
            settled = estimate * (103 if number == 4 else 93 + number % 8) // 100 if settled_on <= TODAY else None
            day = settled_on if settled is not None else None
            lines.append(LineText(line, estimate, people if each else None, settled, day, "Dự toán mẫu"))
        with on(settled_on if settled_on <= TODAY else TODAY):
            spending.set_lines(**made.of_term(code, OFFICE if code.startswith(HOME) else ""), lines=lines)
    home = [
        LineText(BudgetLine.MEALS, 108_000_000, 720, document="Dự toán mẫu"),
        LineText(BudgetLine.HALL, 45_000_000, document="Dự toán mẫu"),
        LineText(BudgetLine.PROPAGANDA, 38_000_000, document="Dự toán mẫu"),
        LineText(
            BudgetLine.TRAINING, 24_000_000, settled=25_350_000, settled_on=date(2020, 4, 10), document="Dự toán mẫu"
        ),
    ]
    cell = [LineText(BudgetLine.HALL, 800_000, document="Dự toán mẫu"), LineText(BudgetLine.DOCUMENTS, 300_000, 10)]
    for code, who, lines in ((HOME, OFFICE, home), (f"{HOME}.002.01", SECRETARY, cell)):
        with on(date(2020, 4, 10)):
            spending.set_lines(**made.of_term(code, who), lines=lines)
