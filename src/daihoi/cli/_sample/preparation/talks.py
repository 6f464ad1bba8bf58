"""Difficulties and their answers, briefings, and the weekly reports: what people ask and tell each other."""

from collections.abc import Sequence
from datetime import date

from daihoi.actions import briefings, difficulties, reports
from daihoi.actions.briefings import Assignment, Meeting, Minutes, Point
from daihoi.cli._sample.desk import Desk
from daihoi.cli._sample.founding import on
from daihoi.cli._sample.preparation.guidance import COMMUNE, COMMUNES, HOME, OFFICE, ROOT, SECRETARY
from daihoi.core.organisations.kinds import Level
from daihoi.queries import briefings as reading

FRIDAY = 4


def fill(desk: Desk) -> None:
    _answerers(desk)
    asked = _difficulties(desk)
    _briefings(desk, asked)
    _reports(desk)


def _answerers(desk: Desk) -> None:
    with on(date(2020, 1, 2)):
        for subject, name, days in (
            ("", "Ban Tổ chức Tỉnh ủy", 7),
            ("spending", "Văn phòng Tỉnh ủy", 7),
            ("propaganda", "Ban Tuyên giáo Tỉnh ủy", 10),
        ):
            difficulties.set_answerer(**desk.made.at(ROOT), subject=subject, name=name, working_days=days)
        for subject, name in (("", "Ban Tổ chức Huyện ủy Mường Nhé"), ("spending", "Văn phòng Huyện ủy")):
            difficulties.set_answerer(**desk.made.at(HOME, OFFICE), subject=subject, name=name, working_days=5)


# By a word: where, on which day, by whom it was raised, its subject and title.
_RAISED = (
    ("away", f"{COMMUNE}.01", date(2020, 3, 9), SECRETARY, "organisation",
     "Đảng viên đi làm ăn xa chưa về có tính vào số triệu tập không?"),
    ("away too", f"{COMMUNE}.03", date(2020, 3, 11), OFFICE, "organisation",
     "Đảng viên đi làm ăn xa không về dự được thì tính triệu tập thế nào?"),
    ("young", COMMUNES[5], date(2020, 4, 14), OFFICE, "personnel",
     "Thiếu nguồn cán bộ trẻ, cán bộ nữ cho cấp ủy khóa mới"),
    ("surplus", COMMUNES[7], date(2020, 5, 4), OFFICE, "election",
     "Số dư bầu ban chấp hành tối thiểu là bao nhiêu khi chỉ còn đủ nguồn?"),
    ("hall", COMMUNES[8], date(2020, 5, 13), OFFICE, "organisation",
     "Hội trường xã đang sửa, có được tổ chức đại hội tại nhà văn hóa bản không?"),
    ("money", COMMUNE, date(2020, 4, 16), OFFICE, "spending",
     "Mức chi tiền ăn đại biểu ở xã đi lại hai ngày đường tính thế nào?"),
    ("cells", f"{COMMUNE}.05", date(2020, 5, 11), OFFICE, "proceedings",
     "Chi bộ có bốn đảng viên thì bầu chủ tọa và thư ký ra sao?"),
    ("quarantine", "DB.08", date(2020, 4, 6), "", "health",
     "Xã đang cách ly có phải lùi đại hội theo kế hoạch không?"),
    ("straw", "DB.03", date(2020, 4, 27), "", "election",
     "Lấy phiếu xin ý kiến với người được đề cử theo tỷ lệ nào?"),
    ("policy", "DB.10", date(2020, 4, 29), "", "personnel", "Chế độ với cán bộ xã không đủ tuổi tái cử"),
    ("police", "DB.12", date(2020, 5, 13), "", "personnel",
     "Trưởng công an xã chính quy có tham gia cấp ủy xã không?"),
)  # fmt: skip


def _difficulties(desk: Desk) -> dict[str, int]:
    """Raised in the district and in others; ids by a word."""
    asked: dict[str, int] = {}
    for key, at, day, who, subject, title in _RAISED:
        with on(day):
            asked[key] = difficulties.raise_difficulty(**desk.made.of_term(at, who), subject=subject, title=title)
    _answers(desk, asked)
    return asked


def _answers(desk: Desk, asked: dict[str, int]) -> None:
    made = desk.made
    commune, home, root = made.at(COMMUNE, OFFICE), made.at(HOME, OFFICE), made.at(ROOT)
    with on(date(2020, 3, 12)):
        difficulties.join(**commune, difficulty=asked["away too"], to=asked["away"])
    with on(date(2020, 3, 13)):
        difficulties.pass_up(**commune, difficulty=asked["away"], reason="Vượt thẩm quyền của đảng ủy xã")
    with on(date(2020, 3, 18)):
        text = "Có lý do chính đáng, được cấp ủy đồng ý thì báo cáo đại hội xem xét, trừ ra (trả lời mẫu)."
        difficulties.answer(**home, difficulty=asked["away"], text=text, article="26-HD/BTCTW")
        difficulties.publish(
            **home,
            term=made.of_term(HOME)["term"],
            subject="organisation",
            question="Đảng viên đi làm ăn xa, chưa về được, có tính vào số đảng viên triệu tập không?",
            answer=text,
            article="26-HD/BTCTW",
            levels=[Level.GRASSROOTS, Level.CELL],
            difficulty=asked["away"],
        )
    with on(date(2020, 4, 20)):
        difficulties.pass_up(**home, difficulty=asked["money"], reason="Huyện chưa có định mức riêng cho xã vùng xa")
    with on(date(2020, 4, 8)):
        text = "Xã đang cách ly được lùi thời gian theo văn bản của Tỉnh ủy (trả lời mẫu)."
        difficulties.answer(**root, difficulty=asked["quarantine"], text=text, article="M12-CV/TU (mẫu)")
        difficulties.publish(
            **root,
            term=made.of_term(ROOT)["term"],
            subject="health",
            question="Xã đang cách ly vì dịch bệnh có được lùi thời gian đại hội không?",
            answer=text,
            article="M12-CV/TU (mẫu)",
            levels=[Level.UPPER, Level.GRASSROOTS],
            difficulty=asked["quarantine"],
        )
    with on(date(2020, 5, 6)):
        difficulties.answer(
            **root,
            difficulty=asked["straw"],
            text="Thực hiện theo Quy chế bầu cử trong Đảng và hướng dẫn của Trung ương (trả lời mẫu).",
            article="03-HD/TW",
        )


def _briefings(desk: Desk, asked: dict[str, int]) -> None:
    for at, who, held, near, waits, late in (
        (ROOT, "", date(2020, 5, 4), "Phòng họp Tỉnh ủy", "policy", "DB.03"),
        (HOME, OFFICE, date(2020, 4, 24), "Phòng họp Huyện ủy", "young", COMMUNES[5]),
    ):
        made, actor = desk.made, desk.made.at(at, who)
        points = [
            Point("Tiến độ chuẩn bị đại hội", "Tổng hợp từ hệ thống"),
            Point("Khó khăn, vướng mắc của cơ sở", difficulty=asked[waits]),
            Point("Nhiệm vụ thời gian tới"),
        ]
        meeting = Meeting(held, near, "Thường trực cấp ủy", "Văn phòng cấp ủy")
        with on(held):
            briefing = briefings.plan_briefing(**actor, term=made.of_term(at)["term"], meeting=meeting, points=points)
            found = reading.briefing(actor=actor["actor"], pk=briefing, today=held).points
            _minutes(desk, at, who, briefing, held, [point.id for point in found], late)
        with on(date(2020, 5, 11)):
            meeting = Meeting(date(2020, 5, 15), near, "Thường trực cấp ủy", "Văn phòng cấp ủy")
            points = [Point("Kết quả đại hội điểm và việc cần rút kinh nghiệm"), Point("Chuẩn bị đại hội đại trà")]
            briefings.plan_briefing(**actor, term=made.of_term(at)["term"], meeting=meeting, points=points)


def _minutes(desk: Desk, at: str, who: str, briefing: int, held: date, points: Sequence[int], late: str) -> None:
    actor = desk.made.at(at, who)
    minutes = Minutes(
        held,
        "Phòng họp cấp ủy",
        "Thường trực cấp ủy",
        "Văn phòng cấp ủy",
        "Các ban đảng, văn phòng cấp ủy (mẫu)",
        "Giữ đúng tiến độ; giải quyết vướng mắc của cơ sở trong tuần (mẫu).",
        {points[0]: "Cơ bản đúng tiến độ; một số nơi thông báo chậm", points[1]: "Giao ban tổ chức tham mưu trả lời"},
    )
    briefings.enter_minutes(**actor, briefing=briefing, minutes=minutes)
    task = Assignment(
        "Báo cáo tiến độ chuẩn bị đại hội", desk.made.ids[late], "reporting", "Văn phòng", date(2020, 5, 13)
    )
    briefings.assign(**actor, briefing=briefing, point=points[2], task=task)


def _reports(desk: Desk) -> None:
    for at, who in ((ROOT, ""), (HOME, OFFICE)):
        actor = desk.made.of_term(at, who)
        with on(date(2020, 5, 1)):
            reports.set_schedule(**actor, weekday=FRIDAY, hour=7)
        with on(date(2020, 5, 8)):
            made = reports.make_report(**actor, week_to=date(2020, 5, 8))
            words = "Công tác chuẩn bị cơ bản đúng tiến độ; đại hội điểm còn một đơn vị (lời mẫu)."
            reports.word_report(**desk.made.at(at, who), report=made, section="congresses", text=words)
            reports.sign_report(**desk.made.at(at, who), report=made, signer="Đồng chí Mẫu 31")
        reports.make_report(**actor, week_to=date(2020, 5, 15))
