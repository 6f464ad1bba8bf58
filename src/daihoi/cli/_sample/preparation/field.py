"""Who directs and looks after whom, and who went where: bodies and visits of the province and of Mường Nhé."""

from datetime import date, timedelta

from daihoi.actions import bodies
from daihoi.actions.bodies import BodyFacts
from daihoi.actions.supervision import NewTask
from daihoi.cli._sample.desk import Coming, Desk, comrade
from daihoi.cli._sample.founding import on
from daihoi.cli._sample.plans import plans as plans_of
from daihoi.cli._sample.preparation.guidance import COMMUNES, HOME, OFFICE, ROOT, committees, grassroots
from daihoi.core.bodies import BodyKind, MemberLine, Seat
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Reply, VisitKind, Weight
from daihoi.queries import rules

IN_CHARGE = "mau-phu-trach"
GOOD, SHORTCOMING, NOTE = Weight.GOOD, Weight.SHORTCOMING, Weight.NOTE


def fill(desk: Desk) -> None:
    watching = _of_the_province(desk)
    groups = _of_muong_nhe(desk)
    _pilots_watched(desk, watching)
    _visits_of_the_province(desk)
    _visits_of_muong_nhe(desk, groups)


def _form(
    desk: Desk,
    at: str,
    kind: BodyKind,
    name: str,
    formed_on: date,
    members: tuple[MemberLine, ...],
    covered: tuple[str, ...] = (),
    who: str = "",
    subject: Subject | None = None,
    task: str = "",
) -> int:
    facts = BodyFacts(kind, name, formed_on, task, subject, decision="Quyết định mẫu")
    with on(formed_on):
        return bodies.form_body(
            **desk.made.of_term(at, who),
            facts=facts,
            members=members,
            covered=[desk.made.ids[code] for code in covered],
        )


def _of_the_province(desk: Desk) -> int:
    """Sub-committees, members in charge of committees below, and the people sent to the pilots; the id of these."""
    formed = date(2019, 8, 30)
    for number, (name, subject) in enumerate(
        (
            ("Tiểu ban Văn kiện", Subject.DOCUMENTS),
            ("Tiểu ban Nhân sự", Subject.PERSONNEL),
            ("Tiểu ban Tổ chức, phục vụ", Subject.ORGANISATION),
        )
    ):
        people = (
            comrade(3 * number + 1, "Ủy viên Ban Thường vụ", Seat.HEAD),
            comrade(3 * number + 2),
            comrade(3 * number + 3),
        )
        _form(desk, ROOT, BodyKind.SUBCOMMITTEE, name, formed, people, subject=subject)
    every = committees()
    for number, some in enumerate((every[0:3], every[3:6], every[6:9], every[9:12]), 1):
        people = (comrade(20 + number, "Ủy viên Ban Thường vụ Tỉnh ủy", Seat.HEAD),)
        _form(
            desk,
            ROOT,
            BodyKind.AREA,
            f"Ủy viên Ban Thường vụ phụ trách địa bàn {number} (mẫu)",
            formed,
            people,
            tuple(some),
            task="Chỉ đạo, hướng dẫn, kiểm tra công tác chuẩn bị đại hội",
        )
    staff = (
        comrade(31, "Lãnh đạo Ban Tổ chức Tỉnh ủy", Seat.HEAD),
        comrade(32, "Trưởng phòng", Seat.DEPUTY),
        *(comrade(33 + each, "Chuyên viên") for each in range(4)),
    )
    pilots = tuple(row.code for row in desk.made.rows if row.pilot)
    return _form(
        desk,
        ROOT,
        BodyKind.GROUP,
        "Tổ theo dõi đại hội điểm của Ban Tổ chức Tỉnh ủy (mẫu)",
        date(2019, 12, 20),
        staff,
        pilots,
        task="Trực tiếp dự, theo dõi, tham gia rút kinh nghiệm đại hội điểm",
    )


def _of_muong_nhe(desk: Desk) -> list[int]:
    formed = date(2019, 10, 14)
    people = (
        comrade(41, "Bí thư Huyện ủy", Seat.HEAD),
        comrade(42, "Phó Bí thư Thường trực", Seat.DEPUTY),
        comrade(43),
    )
    _form(desk, HOME, BodyKind.DIRECTION, "Ban Chỉ đạo đại hội huyện Mường Nhé", formed, people, who=OFFICE)
    others = [code for code in grassroots(desk, HOME) if code not in COMMUNES]
    spread = (COMMUNES[0:4], COMMUNES[4:7], COMMUNES[7:10], tuple(others[:28]))
    groups = []
    for number, covered in enumerate(spread, 1):
        people = (
            comrade(50 + 3 * number, "Ủy viên Ban Thường vụ Huyện ủy", Seat.HEAD),
            comrade(51 + 3 * number, "Ban Tổ chức Huyện ủy", Seat.SECRETARY),
            comrade(52 + 3 * number, "Huyện ủy viên"),
        )
        name = f"Tổ công tác số {number} (mẫu)"
        task = "Hướng dẫn, kiểm tra chuẩn bị và dự đại hội"
        groups.append(_form(desk, HOME, BodyKind.GROUP, name, formed, people, covered, OFFICE, task=task))
    member = MemberLine("Người dùng mẫu – Cấp ủy viên phụ trách Mường Nhé", "Huyện ủy viên", Seat.HEAD, IN_CHARGE)
    name = "Huyện ủy viên phụ trách cụm xã phía bắc (mẫu)"
    groups.append(_form(desk, HOME, BodyKind.AREA, name, formed, (member,), COMMUNES[1:8], OFFICE))
    return groups


def _pilots_watched(desk: Desk, watching: int) -> None:
    """The staff of the organisation board was at all 25."""
    planned = plans_of(desk.made.rows, rules.holidays())
    for number, row in enumerate(row for row in desk.made.rows if row.pilot):
        day = planned[row.code].planned_on
        last = day == desk.made.sample.day
        findings = [
            (GOOD, Subject.PROCEEDINGS, "Đúng nguyên tắc và trình tự; tuyên truyền trước, trong đại hội tốt", "")
        ]
        if number % 4 == 1:
            findings.append(
                (SHORTCOMING, Subject.PROCEEDINGS, "Điều hành một số phần còn lúng túng", "conduct_awkward")
            )
        if number % 6 == 2:
            findings.append((SHORTCOMING, Subject.ORGANISATION, "Ma két chưa đúng hướng dẫn", "decoration_wrong"))
        desk.visit(
            Coming(
                row.code,
                ROOT,
                day,
                VisitKind.CONGRESS,
                watching,
                f"Đồng chí Mẫu {31 + number % 6}",
                "Dự, theo dõi đại hội điểm",
                planned_in=max(day - timedelta(days=10), date(2019, 12, 23)),
                held_on=day,
                findings=findings,
                concluded_on=None if last else min(day + timedelta(days=3), date(2020, 5, 14)),
                conclusion="Đại hội điểm cơ bản đạt yêu cầu; rút kinh nghiệm những điểm đã nêu (mẫu).",
            )
        )


def _visits_of_the_province(desk: Desk) -> None:
    with on(date(2020, 3, 2)):
        lists = [desk.checklist(each, ROOT) for each in ("documents", "personnel", "health")]
    agenda = "Nghe báo cáo công tác chuẩn bị; kiểm tra văn kiện và nhân sự"
    for code, day, held in (
        ("DB.08", date(2020, 5, 6), date(2020, 5, 6)),
        ("DB.10", date(2020, 5, 12), date(2020, 5, 12)),
        ("DB.03", date(2020, 5, 11), None),
        ("DB.09", date(2020, 5, 20), None),
        ("DB.05", date(2020, 5, 27), None),
    ):
        replies = [(Reply.YES, ""), (Reply.PARTLY, "Một số chi bộ chưa góp ý"), (Reply.YES, ""), (Reply.YES, "")]
        concluded = held if code == "DB.08" else None
        desk.visit(
            Coming(
                code,
                ROOT,
                day,
                VisitKind.INSPECTION,
                visitors="Ban Tổ chức, Ủy ban Kiểm tra Tỉnh ủy",
                agenda=agenda,
                checklists=lists,
                held_on=held,
                replies=replies,
                findings=[(SHORTCOMING, Subject.DOCUMENTS, "Báo cáo chính trị còn dàn trải, liệt kê", "report_lists")],
                concluded_on=concluded,
                conclusion="Chuẩn bị đúng tiến độ; cần hoàn thiện dự thảo báo cáo chính trị (mẫu).",
                tasks=[
                    NewTask(
                        "Rút gọn báo cáo chính trị, bớt liệt kê số liệu",
                        Subject.DOCUMENTS,
                        date(2020, 5, 29),
                        "Văn phòng",
                    )
                ],
            )
        )


def _visits_of_muong_nhe(desk: Desk, groups: list[int]) -> None:
    with on(date(2020, 3, 16)):
        lists = [desk.checklist(each, HOME, OFFICE) for each in ("decoration", "proceedings", "thrift")]
    answered = [
        (Reply.YES, ""),
        (Reply.YES, ""),
        (Reply.PARTLY, "Tiêu đề mới có hai dòng"),
        (Reply.YES, ""),
        (Reply.YES, ""),
        (Reply.YES, ""),
        (Reply.NO, "Chưa có máy phát điện dự phòng"),
        (Reply.YES, ""),
        (Reply.YES, ""),
        (Reply.PARTLY, "Thông báo chậm ba ngày"),
        (Reply.NO, "Kịch bản chưa viết chi tiết từng phần"),
    ]
    inspected = Coming(
        COMMUNES[3],
        HOME,
        date(2020, 4, 28),
        VisitKind.INSPECTION,
        groups[4],
        "Cấp ủy viên phụ trách; Ban Tổ chức Huyện ủy",
        "Kiểm tra chuẩn bị văn kiện, kịch bản, khánh tiết",
        lists,
        held_on=date(2020, 4, 28),
        replies=answered,
        findings=[
            (GOOD, Subject.DOCUMENTS, "Báo cáo chính trị ngắn gọn, đã lấy ý kiến các chi bộ", ""),
            (SHORTCOMING, Subject.ORGANISATION, "Ma két mới có hai dòng, chưa đúng hướng dẫn", "decoration_wrong"),
            (SHORTCOMING, Subject.PROCEEDINGS, "Chưa có kịch bản điều hành chi tiết", "conduct_awkward"),
            (NOTE, Subject.PERSONNEL, "Hai chi bộ ở xa chưa gửi danh sách", ""),
        ],
        concluded_on=date(2020, 4, 29),
        conclusion="Cơ bản bảo đảm tiến độ. Sửa ma két, viết kịch bản điều hành trước khi duyệt đại hội (mẫu).",
        tasks=[
            NewTask("Sửa ma két theo hướng dẫn", Subject.ORGANISATION, date(2020, 5, 8), "Văn phòng Đảng ủy"),
            NewTask("Viết kịch bản điều hành, chạy thử", Subject.PROCEEDINGS, date(2020, 5, 12), "Thường trực Đảng ủy"),
        ],
    )
    desk.visit(inspected, IN_CHARGE)
    for code, day, held, kind in (
        (COMMUNES[4], date(2020, 5, 12), date(2020, 5, 12), VisitKind.VISIT),
        (COMMUNES[5], date(2020, 5, 8), None, VisitKind.INSPECTION),
        (COMMUNES[2], date(2020, 5, 15), None, VisitKind.CONGRESS),
        (COMMUNES[1], date(2020, 5, 15), None, VisitKind.VISIT),
        (COMMUNES[6], date(2020, 5, 18), None, VisitKind.INSPECTION),
        (COMMUNES[8], date(2020, 5, 22), None, VisitKind.VISIT),
    ):
        looked = [(NOTE, Subject.PERSONNEL, "Đang xin ý kiến về cơ cấu nữ trong cấp ủy", "")]
        planned = Coming(
            code, HOME, day, kind, groups[4] if code in COMMUNES[1:8] else groups[2], "Cấp ủy viên phụ trách",
            "Nắm tình hình chuẩn bị đại hội", lists[:1], held_on=held, replies=answered[:4], findings=looked,
        )  # fmt: skip
        desk.visit(planned, IN_CHARGE)
