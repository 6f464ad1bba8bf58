"""The preparation of the sample Thăng Bình as it had come on its day; each thing on its own day."""

from datetime import date, timedelta

from daihoi.actions import bodies, briefings, difficulties, lessons, outreach, reports, tasks
from daihoi.actions.bodies import BodyFacts
from daihoi.actions.briefings import Assignment, Meeting, Minutes, Point
from daihoi.actions.lessons import LessonText, ReviewText, Session, ShortcomingText
from daihoi.actions.outreach import Count, OpinionText
from daihoi.actions.tasks import Wanted
from daihoi.cli._sample.desk import SAMPLE, Coming, Desk, comrade, of_levels
from daihoi.cli._sample.founding import Made, on
from daihoi.cli._sample.rows import Numbers, totals
from daihoi.cli._sample.thang_binh.tree import (
    BINH_NAM,
    CENTRE,
    COMMUNE,
    COMMUNES,
    DAY,
    DISTRICT,
    IN_CHARGE,
    INSPECTING,
    ISSUER,
    OF_DISTRICT,
    OF_PROVINCE,
    OFFICE,
    PILOT_DAY,
    PROVINCE,
)
from daihoi.core.bodies import BodyKind, Seat
from daihoi.core.directives import Dissemination, Paper
from daihoi.core.lessons.attendance import Attended
from daihoi.core.organisations.kinds import GRASSROOTS, Level
from daihoi.core.outreach import Channel, Theme
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Reply, VisitKind, Weight
from daihoi.queries import briefings as reading

# The subjects are published; numbers, days and titles are samples.
_GUIDANCE = (
    ("M01-HD/BTG", "Ban Tuyên giáo", Subject.PROPAGANDA, "Tuyên truyền về đại hội", date(2019, 10, 7)),
    ("M02-HD/BTG", "Ban Tuyên giáo", Subject.OPINION, "Nắm dư luận xã hội, tư tưởng, tâm trạng", date(2019, 10, 10)),
    ("M03-HD/BTC", "Ban Tổ chức", Subject.PERSONNEL, "Công tác nhân sự đại hội", date(2019, 11, 4)),
    ("M04-HD/UBKT", "Ủy ban Kiểm tra", Subject.INSPECTION, "Kiểm tra, giám sát phục vụ đại hội", date(2019, 12, 30)),
    ("M05-HD/VPHU", "Văn phòng", Subject.DOCUMENTS, "Xây dựng văn kiện đại hội", date(2019, 11, 11)),
    ("M06-HD/VPHU", "Văn phòng", Subject.ARCHIVES, "Lập hồ sơ và nộp hồ sơ lưu trữ", date(2019, 11, 18)),
    ("M07-HD/VPHU", "Văn phòng", Subject.SPENDING, "Chế độ chi đại hội đảng các cấp", date(2019, 11, 25)),
)


def fill(made: Made) -> None:
    desk = Desk(made)
    _papers(desk)
    bodies_of = _bodies(desk)
    _tasks(desk)
    _visits(desk, bodies_of)
    _learned(desk)
    _told(desk)
    _talks(desk)


def _grassroots(desk: Desk) -> list[str]:
    return [row.code for row in desk.made.rows if row.kind in GRASSROOTS]


def _papers(desk: Desk) -> None:
    every = of_levels(Level.PROVINCE, Level.UPPER, Level.GRASSROOTS)
    below = of_levels(Level.UPPER, Level.GRASSROOTS)
    title = "Chỉ thị về đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"
    common = {"paper": Paper.DIRECTIVE, "disseminate_by": date(2019, 11, 30), "summary": SAMPLE}
    desk.paper(
        CENTRE, date(2019, 5, 30), title, issuer="Bộ Chính trị", from_above=True, scope=every,
        own_paper_levels=frozenset({Level.PROVINCE}), own_paper_by=date(2019, 8, 31), **common,
    )  # fmt: skip
    title = "Chỉ thị về đại hội đảng bộ các cấp trong tỉnh"
    desk.paper(
        OF_PROVINCE, date(2019, 7, 31), title, issuer="Ban Thường vụ Tỉnh ủy Quảng Nam", based_on=(CENTRE,),
        scope=below,        own_paper_levels=frozenset({Level.UPPER}), own_paper_by=date(2019, 9, 15), **common,
    )  # fmt: skip
    title = "Chỉ thị về đại hội các đảng bộ, chi bộ trực thuộc Huyện ủy"
    desk.paper(
        OF_DISTRICT, date(2019, 8, 30), title, at=DISTRICT, who=OFFICE, issuer=ISSUER, based_on=(OF_PROVINCE,),
        scope=of_levels(Level.GRASSROOTS), own_paper_levels=frozenset({Level.GRASSROOTS}),
        own_paper_by=date(2019, 12, 31),
        **common,
    )  # fmt: skip
    desk.paper(
        INSPECTING,
        date(2019, 12, 12),
        "Hướng dẫn công tác kiểm tra, giám sát phục vụ đại hội đảng các cấp",
        issuer="Ủy ban Kiểm tra Trung ương",
        subject=Subject.INSPECTION,
        from_above=True,
        based_on=(CENTRE,),
        scope=every,
        entered_on=date(2019, 12, 18),
        disseminate=False,
    )
    for number, issuer, subject, words, day in _GUIDANCE:
        rests_on = (OF_DISTRICT, INSPECTING) if subject is Subject.INSPECTION else (OF_DISTRICT,)
        desk.paper(
            f"{number} (mẫu)", day, f"Hướng dẫn: {words}", at=DISTRICT, who=OFFICE, issuer=f"{issuer} Huyện ủy",
            subject=subject, based_on=rests_on, scope=of_levels(Level.GRASSROOTS), disseminate=False, key=number,
        )  # fmt: skip
    newest = "Công văn mẫu: chương trình hành động trình đại hội thảo luận, không biểu quyết"
    desk.paper(
        "M08-CV/HU (mẫu)", date(2020, 4, 29), newest, at=DISTRICT, who=OFFICE, paper=Paper.LETTER, issuer=ISSUER,
        subject=Subject.DOCUMENTS, based_on=(OF_DISTRICT,), scope=of_levels(Level.GRASSROOTS), disseminate=False,
        key="M08",
    )  # fmt: skip
    _made_known(desk)


def _made_known(desk: Desk) -> None:
    first, members, numbers = [CENTRE, OF_PROVINCE], totals(desk.made.rows), Numbers(35)
    below, own = _grassroots(desk), [OF_DISTRICT, *(number for number, *_ in _GUIDANCE)]
    desk.take_in(date(2019, 8, 1), [CENTRE], PROVINCE)
    desk.disseminate(date(2019, 8, 8), [CENTRE], PROVINCE, (496, 512))
    desk.take_in(date(2019, 12, 20), [INSPECTING], PROVINCE)
    desk.take_in(date(2019, 9, 4), first, DISTRICT, [DISTRICT, *below], OFFICE)
    desk.take_in(date(2019, 12, 23), [INSPECTING], DISTRICT, [DISTRICT, *below], OFFICE)
    desk.disseminate(date(2019, 9, 10), first, DISTRICT, (231, 240), who=OFFICE)
    desk.take_in(date(2020, 1, 3), own, DISTRICT, below, OFFICE)
    desk.take_in(date(2020, 5, 4), ["M08"], DISTRICT, below[1:9], OFFICE)
    for number, code in enumerate(below):
        who = COMMUNE if code == BINH_NAM else OFFICE
        if number != 13:
            held = date(2019, 9, 16) + timedelta(days=3 * number + 40 * (number == 10))
            came = members[code] - members[code] * numbers.below(11) // 100
            form = Dissemination.MEETING if members[code] < 20 else Dissemination.CONFERENCE
            desk.disseminate(held, [*first, OF_DISTRICT], code, (came, members[code]), form, who)
        if number not in {7, 16}:
            desk.paper(
                f"M{number + 1:02d}-KH/ĐU (mẫu)", date(2019, 10, 14) + timedelta(days=3 * number),
                "Kế hoạch tổ chức đại hội, nhiệm kỳ 2020 – 2025", at=code, who=who, paper=Paper.PLAN,
                issuer="Cấp ủy cơ sở", based_on=(OF_DISTRICT,), scope=of_levels(Level.CELL), disseminate=False,
                key=f"plan of {code}",
            )  # fmt: skip


def _bodies(desk: Desk) -> dict[str, int]:
    """Members of the standing committee in charge of areas, members of the committee in charge of communes."""
    made, below = desk.made, _grassroots(desk)
    areas = (below[:4], below[4:8], below[8:12], below[12:])
    found = {}
    with on(date(2019, 9, 12)):
        for number, some in enumerate(areas, 1):
            name = f"Ủy viên Ban Thường vụ phụ trách địa bàn {number} (mẫu)"
            facts = BodyFacts(
                BodyKind.AREA, name, date(2019, 9, 12), "Chỉ đạo, hướng dẫn, kiểm tra", decision="M09-QĐ/HU"
            )
            head = [comrade(number, "Ủy viên Ban Thường vụ Huyện ủy", Seat.HEAD, IN_CHARGE if number == 1 else "")]
            found[f"area {number}"] = bodies.form_body(
                **made.of_term(DISTRICT, OFFICE), facts=facts, members=head, covered=[made.ids[code] for code in some]
            )
        for number, code in enumerate(below[:COMMUNES], 1):
            facts = BodyFacts(
                BodyKind.AREA, f"Huyện ủy viên phụ trách xã {number} (mẫu)", date(2019, 9, 12), decision="M09-QĐ/HU"
            )
            found[code] = bodies.form_body(
                **made.of_term(DISTRICT, OFFICE),
                facts=facts,
                members=[comrade(10 + number, "Huyện ủy viên", Seat.HEAD)],
                covered=[made.ids[code]],
            )
        for number, (name, subject) in enumerate(
            (("Tiểu ban Văn kiện", Subject.DOCUMENTS), ("Tiểu ban Nhân sự", Subject.PERSONNEL))
        ):
            facts = BodyFacts(BodyKind.SUBCOMMITTEE, name, date(2019, 9, 12), subject=subject, decision="M09-QĐ/HU")
            people = [comrade(30 + number, "Thường trực Huyện ủy", Seat.HEAD)]
            bodies.form_body(**made.of_term(DISTRICT, OFFICE), facts=facts, members=people)
    return found


def _tasks(desk: Desk) -> None:
    made = desk.made
    for title, subject, due, done in (
        ("Gửi dự thảo báo cáo chính trị đến cơ sở", Subject.DOCUMENTS, date(2020, 4, 20), date(2020, 4, 17)),
        ("Lấy ý kiến sở, ban, ngành về dự thảo báo cáo chính trị", Subject.DOCUMENTS, date(2020, 4, 30), None),
        ("Thẩm định quy trình, đề án nhân sự các xã", Subject.PERSONNEL, date(2020, 5, 12), None),
        ("Rà soát chính trị nội bộ, kết luận phục vụ nhân sự", Subject.PERSONNEL, date(2020, 5, 8), None),
        ("Duyệt báo cáo chính trị và nhân sự các đảng ủy trực thuộc", Subject.PERSONNEL, date(2020, 5, 29), None),
        ("Sắp xếp, bố trí cán bộ trước và sau đại hội", Subject.PERSONNEL, date(2020, 6, 30), None),
    ):  # fmt: skip
        with on(date(2020, 3, 2)):
            task = tasks.set_task(**made.of_term(DISTRICT, OFFICE), wanted=Wanted(title, subject, due_on=due)).id
        if done:
            with on(done):
                tasks.finish_task(**made.at(DISTRICT, OFFICE), task=task, done_on=done, note="Mẫu")
    for code, due in ((BINH_NAM, date(2020, 4, 29)), (f"{DISTRICT}.002", date(2020, 5, 9))):
        wanted = Wanted("Hoàn thiện chương trình hành động", Subject.DOCUMENTS, due_on=due)
        with on(date(2020, 4, 6)):
            tasks.set_task(**made.of_term(code, COMMUNE if code == BINH_NAM else OFFICE), wanted=wanted)
    desk.issue_plan(date(2020, 3, 3), f"{OF_DISTRICT}", DISTRICT, OFFICE)
    for code in _grassroots(desk):
        if f"plan of {code}" in desk.papers:
            desk.issue_plan(date(2020, 4, 7), "Kế hoạch mẫu", code, COMMUNE if code == BINH_NAM else OFFICE)


def _visits(desk: Desk, bodies_of: dict[str, int]) -> None:
    with on(date(2020, 3, 9)):
        lists = [desk.checklist(each, DISTRICT, OFFICE) for each in ("documents", "personnel", "health", "thrift")]
    replies = [(Reply.YES, "")] * 5 + [(Reply.PARTLY, "Còn chờ góp ý dự thảo văn kiện Đại hội XIII")]
    for number, day, held, kind in (
        (1, date(2020, 4, 16), date(2020, 4, 16), VisitKind.INSPECTION),
        (1, PILOT_DAY, PILOT_DAY, VisitKind.CONGRESS),
        (3, date(2020, 4, 28), date(2020, 4, 28), VisitKind.INSPECTION),
        (2, date(2020, 5, 4), None, VisitKind.VISIT),
        (4, date(2020, 5, 5), None, VisitKind.INSPECTION),
        (4, date(2020, 5, 14), None, VisitKind.VISIT),
    ):
        code = f"{DISTRICT}.{number:03d}"
        desk.visit(
            Coming(
                code,
                DISTRICT,
                day,
                kind,
                bodies_of["area 1"],
                "Ủy viên Ban Thường vụ phụ trách địa bàn",
                "Kiểm tra chuẩn bị văn kiện, nhân sự; điều kiện phòng, chống dịch, tiết kiệm",
                lists if kind is VisitKind.INSPECTION else (),
                date(2020, 4, 6),
                held,
                replies if kind is VisitKind.INSPECTION else (),
                [(Weight.NOTE, Subject.PERSONNEL, "Chú ý yêu cầu đổi mới cấp ủy không dưới một phần ba", "")],
                held if number == 1 else None,
                "Cơ bản bảo đảm yêu cầu (mẫu).",
            ),
            IN_CHARGE,
        )


def _learned(desk: Desk) -> None:
    """The pilot, its review, and the online conference on its lessons for the communes."""
    made, communes = desk.made, _grassroots(desk)[:COMMUNES]
    found = [
        ShortcomingText("conduct_awkward", "Điều hành phần thảo luận còn lúng túng (mẫu)", "Phân công người gợi ý"),
        ShortcomingText("few_nominations", "Ít ứng cử, đề cử (mẫu)", ""),
    ]
    review = ReviewText(date(2020, 4, 27), "Bảo đảm an toàn phòng, chống dịch, tiết kiệm, trang trọng (mẫu)", "", found)
    with on(date(2020, 4, 27)):
        lessons.save_review(**made.of_term(BINH_NAM, OFFICE), review=review)
        session = Session(
            "Hội nghị trực tuyến rút kinh nghiệm đại hội điểm Đảng bộ xã Bình Nam",
            date(2020, 4, 29),
            Subject.GENERAL,
            "grassroots",
            "Trực tuyến",
        )
        training = lessons.plan_training(**made.of_term(DISTRICT, OFFICE), session=session)
    with on(date(2020, 4, 29)):
        lessons.hold_training(**made.at(DISTRICT, OFFICE), pk=training, held_on=date(2020, 4, 29), form="Trực tuyến")
        came = [Attended(made.ids[code], 15, 15 - number % 3) for number, code in enumerate(communes)]
        lessons.enter_attendance(**made.at(DISTRICT, OFFICE), pk=training, rows=came)
        for title, kind, subject in (
            ("Thảo luận chương trình hành động cùng báo cáo chính trị, không biểu quyết", "", Subject.DOCUMENTS),
            ("Chuẩn bị kịch bản điều hành và tham luận (mẫu)", "conduct_awkward", Subject.PROCEEDINGS),
            ("Bố trí hội trường bảo đảm khoảng cách, khử khuẩn (mẫu)", "", Subject.HEALTH),
        ):
            text = LessonText(title, f"{title}. Rút ra từ đại hội điểm xã Bình Nam.", subject, kind, "grassroots")
            pk = lessons.publish_lesson(**made.of_term(DISTRICT, OFFICE), lesson=text)
            for code in communes[1:8]:
                lessons.read_lesson(**made.at(code, OFFICE), pk=pk)


def _told(desk: Desk) -> None:
    made = desk.made
    counted = {
        Channel.ARTICLES: 45,
        Channel.BROADCASTS: 120,
        Channel.SPECIALS: 6,
        Channel.MEETINGS: 22,
        Channel.WORKS: 5,
    }
    for day, share in ((date(2020, 2, 28), 25), (date(2020, 4, 30), 62)):
        first = day.month == 2
        counts = [Count(each, number * share // 100, number if first else None) for each, number in counted.items()]
        with on(day):
            outreach.enter_counts(**made.of_term(DISTRICT, OFFICE), on_date=day, rows=counts)
    said = [
        OpinionText(Theme.DIRECTION, "Đồng thuận tổ chức đại hội an toàn, tiết kiệm trong điều kiện dịch (mẫu).", ""),
        OpinionText(Theme.PERSONNEL, "Quan tâm việc bố trí cán bộ không tái cử (mẫu).", "Đề nghị công khai phương án."),
    ]
    with on(date(2020, 4, 30)):
        outreach.enter_opinions(**made.of_term(DISTRICT, OFFICE), on_date=date(2020, 4, 30), rows=said)


def _talks(desk: Desk) -> None:
    """Briefings at which the standing members hear difficulties; and the weekly reports."""
    made, district = desk.made, desk.made.of_term(DISTRICT, OFFICE)
    with on(date(2020, 1, 6)):
        difficulties.set_answerer(**made.at(PROVINCE), subject="", name="Ban Tổ chức Tỉnh ủy", working_days=7)
        difficulties.set_answerer(**made.at(DISTRICT, OFFICE), subject="", name="Ban Tổ chức Huyện ủy", working_days=5)
    asked = {}
    for number, day, subject, title in (
        (3, date(2020, 4, 13), "personnel", "Không đủ nguồn để đổi mới cấp ủy một phần ba"),
        (1, date(2020, 4, 14), "documents", "Chương trình hành động có biểu quyết tại đại hội không?"),
        (5, date(2020, 4, 20), "personnel", "Bố trí cán bộ dôi dư sau đại hội thế nào?"),
        (6, date(2020, 5, 4), "health", "Số người trong hội trường tối đa bao nhiêu khi còn dịch?"),
    ):
        code = f"{DISTRICT}.{number:03d}"
        with on(day):
            asked[number] = difficulties.raise_difficulty(
                **made.of_term(code, COMMUNE if code == BINH_NAM else OFFICE), subject=subject, title=title
            )
    points = [
        Point("Tình hình chuẩn bị đại hội các xã, thị trấn"),
        Point("Chương trình hành động tại đại hội", difficulty=asked[1]),
        Point("Nguồn nhân sự cấp ủy", difficulty=asked[3]),
    ]
    held = date(2020, 4, 17)
    with on(held):
        meeting = Meeting(held, "Huyện ủy", "Thường trực Huyện ủy", "Văn phòng Huyện ủy")
        pk = briefings.plan_briefing(**district, meeting=meeting, points=points)
        home = made.at(DISTRICT, OFFICE)
        ids = [point.id for point in reading.briefing(actor=home["actor"], pk=pk, today=held).points]
        minutes = Minutes(
            held, "Huyện ủy", "Thường trực Huyện ủy", "Văn phòng Huyện ủy", "Các ban đảng, các địa phương (mẫu)",
            "Kịp thời chỉ đạo, giúp cơ sở chuẩn bị nội dung và nhân sự (mẫu).", {ids[0]: "Cơ bản đúng tiến độ (mẫu)"},
        )  # fmt: skip
        briefings.enter_minutes(**home, briefing=pk, minutes=minutes)
        text = "Đại hội thảo luận chương trình hành động, không biểu quyết; giao cấp ủy khóa mới hoàn thiện, ban hành."
        briefings.answer_point(**home, briefing=pk, point=ids[1], text=text, article=OF_DISTRICT)
        task = Assignment(
            "Rà soát nguồn nhân sự cấp ủy", made.ids[f"{DISTRICT}.003"], "personnel", "Đảng ủy xã", date(2020, 4, 30)
        )
        briefings.assign(**home, briefing=pk, point=ids[2], task=task)
        question = "Chương trình hành động có đưa ra biểu quyết tại đại hội không?"
        difficulties.publish(
            **district, subject="documents", question=question, answer=text, article=OF_DISTRICT,
            levels=[Level.GRASSROOTS, Level.CELL], difficulty=asked[1],
        )  # fmt: skip
    with on(date(2020, 4, 24)):
        difficulties.pass_up(**made.at(DISTRICT, OFFICE), difficulty=asked[5], reason="Thuộc thẩm quyền của tỉnh")
    meeting = Meeting(DAY, "Huyện ủy", "Thường trực Huyện ủy", "Văn phòng Huyện ủy")
    briefings.plan_briefing(**district, meeting=meeting, points=[Point("Việc cần làm trong tháng 5, tháng 6")])
    reports.set_schedule(**district, weekday=1, hour=7)
    with on(date(2020, 4, 28)):
        pk = reports.make_report(**district, week_to=date(2020, 4, 28))
        reports.sign_report(**made.at(DISTRICT, OFFICE), report=pk, signer="Đồng chí Mẫu 30")
    reports.make_report(**district, week_to=DAY)
