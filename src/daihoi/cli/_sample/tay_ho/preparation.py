"""The preparation of the sample Tây Hồ as it had come on its day; each thing on its own day."""

from datetime import date, timedelta

from daihoi.actions import bodies, briefings, difficulties, lessons, outreach, reports, tasks
from daihoi.actions import plan as plans
from daihoi.actions.bodies import BodyFacts
from daihoi.actions.briefings import Meeting, Point
from daihoi.actions.lessons import Session
from daihoi.actions.outreach import Count, OpinionText
from daihoi.actions.supervision import NewTask
from daihoi.actions.tasks import Wanted
from daihoi.cli._sample.desk import SAMPLE, Coming, Desk, comrade, of_levels
from daihoi.cli._sample.founding import Made, on
from daihoi.cli._sample.rows import Numbers, totals
from daihoi.cli._sample.tay_ho.tree import (
    CITY,
    DAY,
    DIRECTIVE,
    DISTRICT,
    GROUP_HEAD,
    ISSUER,
    MERGED,
    OFFICE,
    OWN_PLAN,
    TREASURY,
    WARD,
    XUAN_LA,
)
from daihoi.core.bodies import BodyKind, Seat
from daihoi.core.directives import Paper, PaperTask
from daihoi.core.lessons.attendance import Attended
from daihoi.core.organisations.kinds import GRASSROOTS, Kind, Level
from daihoi.core.outreach import Channel, Theme
from daihoi.core.plan.reasons import Reason
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Reply, VisitKind, Weight
from daihoi.queries.plan import NewWindow

# The 20 documents of the district: kind, number and body that issued it, subject, title, day; the article tells that
# there were 20, by the standing committee and the boards of the district.
_ISSUED: tuple[tuple[Paper, str, str, Subject, str, date], ...] = (
    (Paper.PLAN, OWN_PLAN, ISSUER, Subject.GENERAL, "Kế hoạch tổ chức đại hội đảng các cấp", date(2019, 9, 16)),
    (Paper.DIRECTIVE, "M02-CT/QU", ISSUER, Subject.GENERAL, "Chỉ thị về lãnh đạo đại hội các cấp", date(2019, 9, 18)),
    (Paper.DECISION, "M03-QĐ/QU", ISSUER, Subject.GENERAL, "Quyết định thành lập các tiểu ban", date(2019, 9, 25)),
    (Paper.DECISION, "M04-QĐ/QU", ISSUER, Subject.GENERAL, "Quyết định thành lập 8 tổ công tác", date(2019, 9, 30)),
    (Paper.PLAN, "M05-KH/QU", ISSUER, Subject.GENERAL, "Kế hoạch đại hội điểm cấp cơ sở", date(2019, 10, 21)),
    (Paper.GUIDANCE, "M06-HD/BTC", "Ban Tổ chức", Subject.PERSONNEL, "Công tác nhân sự cấp ủy", date(2019, 11, 4)),
    (Paper.GUIDANCE, "M07-HD/BTC", "Ban Tổ chức", Subject.PROCEEDINGS, "Quy trình đại hội chi bộ", date(2019, 11, 6)),
    (Paper.GUIDANCE, "M08-HD/BTG", "Ban Tuyên giáo", Subject.PROPAGANDA, "Tuyên truyền đại hội", date(2019, 11, 11)),
    (Paper.GUIDANCE, "M09-HD/BTG", "Ban Tuyên giáo", Subject.ORGANISATION, "Trang trí, khánh tiết", date(2019, 11, 12)),
    (Paper.GUIDANCE, "M10-HD/UBKT", "Ủy ban Kiểm tra", Subject.INSPECTION, "Kiểm tra, giám sát", date(2019, 11, 18)),
    (Paper.GUIDANCE, "M11-HD/UBKT", "Ủy ban Kiểm tra", Subject.COMPLAINTS, "Giải quyết đơn, thư", date(2019, 11, 20)),
    (Paper.GUIDANCE, "M12-HD/VPQU", "Văn phòng", Subject.DOCUMENTS, "Xây dựng văn kiện đại hội", date(2019, 11, 25)),
    (Paper.GUIDANCE, "M13-HD/VPQU", "Văn phòng", Subject.SPENDING, "Chế độ chi đại hội", date(2019, 12, 2)),
    (Paper.GUIDANCE, "M14-HD/VPQU", "Văn phòng", Subject.ARCHIVES, "Hồ sơ, lưu trữ đại hội", date(2019, 12, 4)),
    (Paper.PLAN, "M15-KH/BDV", "Ban Dân vận", Subject.PROPAGANDA, "Thi đua, công trình chào mừng", date(2019, 12, 9)),
    (Paper.GUIDANCE, "M16-HD/BTG", "Ban Tuyên giáo", Subject.OPINION, "Nắm dư luận xã hội", date(2019, 12, 16)),
    (Paper.LETTER, "M17-CV/QU", ISSUER, Subject.GENERAL, "Đại hội ngay tại chi bộ sáp nhập", date(2020, 1, 6)),
    (Paper.PLAN, "M18-KH/BTC", "Ban Tổ chức", Subject.TRAINING, "Tập huấn nghiệp vụ đại hội", date(2020, 1, 8)),
    (Paper.NOTICE, "M19-TB/QU", ISSUER, Subject.REPORTING, "Chế độ báo cáo tuần", date(2020, 1, 15)),
    (Paper.LETTER, "M20-CV/QU", ISSUER, Subject.HEALTH, "Phòng, chống dịch khi tổ chức đại hội", date(2020, 2, 14)),
)  # fmt: skip


def fill(made: Made) -> None:
    desk = Desk(made)
    _papers(desk)
    groups = _bodies(desk)
    _tasks(desk)
    _visits(desk, groups)
    _told(desk)
    _talks(desk)


def _grassroots(desk: Desk) -> list[str]:
    return [row.code for row in desk.made.rows if row.kind in GRASSROOTS]


def _papers(desk: Desk) -> None:
    every = of_levels(Level.PROVINCE, Level.UPPER, Level.GRASSROOTS)
    title = "Chỉ thị về đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"
    desk.paper(
        DIRECTIVE,
        date(2019, 5, 30),
        title,
        paper=Paper.DIRECTIVE,
        issuer="Bộ Chính trị",
        from_above=True,
        scope=every,
        summary=SAMPLE,
        disseminate_by=date(2019, 12, 31),
        own_paper_levels=frozenset({Level.PROVINCE}),
    )
    desk.paper(
        "M01-KH/TU (mẫu)",
        date(2019, 8, 20),
        "Kế hoạch của Thành phố về công tác tổ chức đại hội",
        paper=Paper.PLAN,
        issuer="Ban Thường vụ Thành ủy Hà Nội",
        based_on=(DIRECTIVE,),
        scope=of_levels(Level.UPPER, Level.GRASSROOTS),
        summary=SAMPLE,
        disseminate_by=date(2019, 12, 31),
        own_paper_levels=frozenset({Level.UPPER}),
    )
    for paper, number, issuer, subject, words, day in _ISSUED:
        above = "M01-KH/TU (mẫu)" if number == OWN_PLAN else OWN_PLAN
        wanted = (
            (PaperTask("Trình duyệt đề án nhân sự đại hội", subject, due_on=date(2020, 3, 10), evidence="Đề án"),)
            if number == "M06-HD/BTC"
            else ()
        )
        desk.paper(
            number,
            day,
            f"{words} (văn bản mẫu)",
            at=DISTRICT,
            who=OFFICE,
            paper=paper,
            issuer=issuer,
            subject=subject,
            based_on=(above,),
            scope=of_levels(Level.GRASSROOTS),
            disseminate=number in {OWN_PLAN, "M02-CT/QU"},
            disseminate_by=date(2019, 12, 31) if number in {OWN_PLAN, "M02-CT/QU"} else None,
            tasks=wanted,
        )
    _made_known(desk)


def _made_known(desk: Desk) -> None:
    first, members, numbers = [DIRECTIVE, "M01-KH/TU (mẫu)"], totals(desk.made.rows), Numbers(26)
    below, own = _grassroots(desk), [number for _, number, *_ in _ISSUED]
    desk.take_in(date(2019, 9, 3), [DIRECTIVE], CITY)
    desk.disseminate(date(2019, 9, 3), [DIRECTIVE], CITY, (410, 424))
    desk.take_in(date(2019, 9, 10), first, DISTRICT, [DISTRICT, *below], OFFICE)
    desk.disseminate(date(2019, 9, 20), first, DISTRICT, (158, 165), who=OFFICE)
    desk.take_in(date(2020, 1, 16), own[:19], DISTRICT, below, OFFICE)
    desk.take_in(date(2020, 2, 17), own[19:], DISTRICT, below[:15], OFFICE)
    for number, code in enumerate(below):
        if number == 12:
            continue  # one has not done it yet
        held = date(2019, 10, 1) + timedelta(days=3 * number + 30 * (number in {8, 21}))
        came = members[code] - members[code] * numbers.below(12) // 100
        who = WARD if code == XUAN_LA else OFFICE
        desk.disseminate(held, [*first, OWN_PLAN, "M02-CT/QU"], code, (came, members[code]), who=who)


def _bodies(desk: Desk) -> list[int]:
    """The city's delegation, the district's sub-committees, and its 8 working groups; ids, the delegation first."""
    made, below = desk.made, _grassroots(desk)

    def form(at: str, kind: BodyKind, name: str, day: date, members: list[object], **more: object) -> int:
        who = OFFICE if at == DISTRICT else ""
        covered = [made.ids[code] for code in more.get("covered", ())]  # type: ignore[attr-defined]
        facts = BodyFacts(kind, name, day, str(more.get("task", "")), more.get("subject"), "Quyết định mẫu")  # type: ignore[arg-type]
        with on(day):
            return bodies.form_body(**made.of_term(at, who), facts=facts, members=members, covered=covered)  # type: ignore[arg-type]

    head = [comrade(1, "Ủy viên Ban Thường vụ Thành ủy", Seat.HEAD), comrade(2, "Ban Tổ chức Thành ủy"), comrade(3)]
    task = "Chỉ đạo, hướng dẫn, tháo gỡ khó khăn, vướng mắc"
    name = "Đoàn công tác số 12 của Ban Thường vụ Thành ủy"
    found = [form(CITY, BodyKind.DELEGATION, name, date(2019, 10, 1), head, covered=(DISTRICT,), task=task)]
    for number, (name, subject) in enumerate(
        (
            ("Tiểu ban Văn kiện", Subject.DOCUMENTS),
            ("Tiểu ban Nhân sự", Subject.PERSONNEL),
            ("Tiểu ban Tuyên truyền, khánh tiết", Subject.PROPAGANDA),
        )
    ):
        people = [comrade(10 + 2 * number, "Thường trực Quận ủy", Seat.HEAD), comrade(11 + 2 * number)]
        form(DISTRICT, BodyKind.SUBCOMMITTEE, name, date(2019, 9, 25), people, subject=subject)
    for number in range(1, 9):
        office = "Thường trực Quận ủy" if number <= 2 else "Ủy viên Ban Thường vụ Quận ủy"
        leader = comrade(20 + number, office, Seat.HEAD, GROUP_HEAD if number == 1 else "")
        people = [leader, comrade(30 + number, "Quận ủy viên"), comrade(40 + number, "Ban Tổ chức", Seat.SECRETARY)]
        name, covered = f"Tổ công tác số {number}", tuple(below[number - 1 :: 8])
        found.append(
            form(DISTRICT, BodyKind.GROUP, name, date(2019, 9, 30), people, covered=covered, task="Chỉ đạo đại hội")
        )
    return found


def _tasks(desk: Desk) -> None:
    made = desk.made
    for title, subject, due, done in (
        ("Báo cáo chính trị: thảo luận lần thứ ba", Subject.DOCUMENTS, date(2020, 2, 15), date(2020, 2, 14)),
        ("Duyệt đại hội điểm Đảng bộ phường Xuân La", Subject.PERSONNEL, date(2020, 3, 6), None),
        ("Hội nghị đánh giá, rút kinh nghiệm đại hội điểm", Subject.GENERAL, date(2020, 4, 3), None),
        ("Rà soát chi bộ khó khăn về cán bộ", Subject.PERSONNEL, date(2020, 2, 17), None),
        ("Báo cáo đoàn công tác số 12", Subject.REPORTING, date(2020, 2, 25), None),
    ):
        with on(date(2020, 1, 9)):
            task = tasks.set_task(**made.of_term(DISTRICT, OFFICE), wanted=Wanted(title, subject, due_on=due)).id
        if done:
            with on(done):
                tasks.finish_task(**made.at(DISTRICT, OFFICE), task=task, done_on=done, note="Mẫu")
    for code in (DISTRICT, *_grassroots(desk)[:20]):
        desk.issue_plan(date(2020, 1, 20), OWN_PLAN if code == DISTRICT else "M01-KH/ĐU (mẫu)", code, OFFICE)
    window = NewWindow(
        "M17-CV/QU (mẫu)",
        date(2020, 1, 6),
        Reason.MERGER,
        date(2020, 2, 24),
        date(2020, 3, 31),
        "Chi bộ sáp nhập theo sắp xếp tổ dân phố, tổ chức đại hội ngay",
        places=tuple(made.ids[code] for code in MERGED),
    )
    plans.decide_window(**made.of_term(DISTRICT, OFFICE), window=window)


def _visits(desk: Desk, groups: list[int]) -> None:
    """The delegation at the district on 20/2/2020, and what it asked for; groups at the grass roots."""
    asked = (
        ("Tập huấn đến tận chi bộ về cách thức, nội dung, quy trình đại hội", Subject.TRAINING, date(2020, 3, 31)),
        ("Hội nghị đánh giá, rút kinh nghiệm sau đại hội điểm", Subject.GENERAL, date(2020, 4, 10)),
        ("Chỉ đạo đại hội ngay tại các chi bộ sau sáp nhập", Subject.ORGANISATION, date(2020, 3, 31)),
        ("Chú trọng chỉ đạo đại hội tại đơn vị còn khó khăn về cán bộ", Subject.PERSONNEL, date(2020, 4, 30)),
        ("Phát động thi đua, công trình chào mừng đại hội", Subject.PROPAGANDA, date(2020, 3, 15)),
        ("Thường xuyên báo cáo đoàn công tác", Subject.REPORTING, date(2020, 3, 5)),
    )
    desk.visit(
        Coming(
            DISTRICT,
            CITY,
            DAY,
            VisitKind.INSPECTION,
            groups[0],
            "Đoàn công tác số 12",
            "Nghe Quận ủy báo cáo công tác chuẩn bị, tổ chức đại hội",
            planned_in=date(2020, 2, 10),
            held_on=DAY,
            findings=[
                (Weight.GOOD, Subject.GENERAL, "Triển khai nghiêm túc, bài bản, trách nhiệm; phân công cụ thể", ""),
                (Weight.GOOD, Subject.DOCUMENTS, "Báo cáo chính trị đã thảo luận 3 lần, 37 ý kiến đóng góp", ""),
                (
                    Weight.NOTE,
                    Subject.PERSONNEL,
                    "Cấp ủy cơ sở dự kiến 228 người, 170 tái cử; quận ủy 39, 33 tái cử",
                    "",
                ),
            ],
            concluded_on=DAY,
            conclusion="Chỉ đạo sát sao đại hội từ các chi bộ trực thuộc; rõ trách nhiệm của các tổ trưởng.",
            tasks=[NewTask(title, subject, due, "Quận ủy Tây Hồ") for title, subject, due in asked],
        )
    )
    _visits_of_groups(desk, groups)


def _visits_of_groups(desk: Desk, groups: list[int]) -> None:
    with on(date(2020, 2, 3)):
        lists = [desk.checklist(each, DISTRICT, OFFICE) for each in ("proceedings", "decoration")]
    below = _grassroots(desk)
    for number, code, day, held in (
        (1, XUAN_LA, date(2020, 2, 12), date(2020, 2, 12)),
        (2, TREASURY, date(2020, 2, 13), date(2020, 2, 13)),
        (1, below[8], date(2020, 2, 18), None),
        (3, below[2], date(2020, 2, 20), None),
        (4, below[3], date(2020, 2, 26), None),
    ):
        replies = [(Reply.YES, "")] * 6 + [(Reply.PARTLY, "Còn hai tham luận chưa duyệt"), (Reply.YES, "")]
        desk.visit(
            Coming(
                code,
                DISTRICT,
                day,
                VisitKind.INSPECTION,
                groups[number],
                f"Tổ công tác số {number}",
                "Kiểm tra chuẩn bị đại hội",
                lists,
                date(2020, 2, 5),
                held,
                replies,
                [(Weight.GOOD, Subject.GENERAL, "Đã chuẩn bị xong, sẵn sàng cho đại hội điểm", "")],
                held,
                "Sẵn sàng tổ chức đại hội điểm trong tháng 3 (mẫu).",
            ),
            GROUP_HEAD if number == 1 else OFFICE,
        )


def _told(desk: Desk) -> None:
    """Training, works to celebrate, and what people say."""
    made, members = desk.made, totals(desk.made.rows)
    session = Session(
        "Tập huấn đến chi bộ: cách thức, nội dung, quy trình đại hội (mẫu)", date(2020, 2, 11), levels="cell"
    )
    with on(date(2020, 1, 10)):
        pk = lessons.plan_training(**made.of_term(DISTRICT, OFFICE), session=session)
        later = Session(
            "Tập huấn những điểm mới trong công tác tổ chức đại hội (mẫu)", date(2020, 2, 27), levels="grassroots"
        )
        lessons.plan_training(**made.of_term(DISTRICT, OFFICE), session=later)
    with on(date(2020, 2, 12)):
        lessons.hold_training(**made.at(DISTRICT, OFFICE), pk=pk, held_on=date(2020, 2, 11), form="Hội nghị tại quận")
        cells = [row for row in made.rows if row.kind is Kind.CELL]
        came = [
            Attended(made.ids[row.code], expected, expected - number % 2)
            for number, row in enumerate(cells)
            if (expected := min(members[row.code], 3)) and number % 9
        ]
        lessons.enter_attendance(**made.at(DISTRICT, OFFICE), pk=pk, rows=came)
    counted = {
        Channel.ARTICLES: 80,
        Channel.BROADCASTS: 60,
        Channel.WORKS: 26,
        Channel.EMULATION: 8,
        Channel.EVENTS: 12,
    }
    for day, share in ((date(2020, 1, 31), 15), (date(2020, 2, 18), 35)):
        first = day.month == 1
        counts = [
            Count(channel, number * share // 100, number if first else None) for channel, number in counted.items()
        ]
        with on(day):
            outreach.enter_counts(**made.of_term(DISTRICT, OFFICE), on_date=day, rows=counts)
    with on(date(2020, 2, 18)):
        said = OpinionText(Theme.ORGANISATION, "Đồng thuận với sắp xếp tổ dân phố; mong đại hội chi bộ sớm (mẫu).", "")
        outreach.enter_opinions(**made.of_term(DISTRICT, OFFICE), on_date=date(2020, 2, 18), rows=[said])


def _talks(desk: Desk) -> None:
    made, district = desk.made, desk.made.of_term(DISTRICT, OFFICE)
    difficulties.set_answerer(**made.at(CITY), subject="", name="Đoàn công tác số 12", working_days=7)
    difficulties.set_answerer(**made.at(DISTRICT, OFFICE), subject="", name="Ban Tổ chức Quận ủy", working_days=5)
    for code, who, day, subject, title in (
        (XUAN_LA, WARD, date(2020, 2, 17), "personnel", "Thiếu nguồn cấp ủy tại chi bộ tổ dân phố mới sáp nhập"),
        (DISTRICT, OFFICE, date(2020, 2, 10), "personnel", "Cơ cấu cấp ủy phường khi thí điểm chính quyền đô thị"),
        (
            "HN.TH.005",
            OFFICE,
            date(2020, 2, 7),
            "organisation",
            "Hai chi bộ sáp nhập có đại hội chung ngay được không?",
        ),
    ):
        with on(day):
            pk = difficulties.raise_difficulty(**made.of_term(code, who), subject=subject, title=title)
    with on(date(2020, 2, 11)):
        text = "Chi bộ sau sáp nhập tổ chức đại hội ngay theo M17-CV/QU (trả lời mẫu)."
        difficulties.answer(**made.at(DISTRICT, OFFICE), difficulty=pk, text=text, article="M17-CV/QU (mẫu)")
        difficulties.publish(
            **district,
            subject="organisation",
            question="Chi bộ sau sáp nhập có tổ chức đại hội ngay không?",
            answer=text,
            article="M17-CV/QU (mẫu)",
            levels=[Level.GRASSROOTS, Level.CELL],
            difficulty=pk,
        )
    points = [Point("Tiến độ 26 đơn vị"), Point("Việc đoàn công tác số 12 yêu cầu")]
    meeting = Meeting(date(2020, 2, 21), "Quận ủy", "Thường trực Quận ủy", "Văn phòng Quận ủy")
    briefings.plan_briefing(**district, meeting=meeting, points=points)
    reports.set_schedule(**district, weekday=3, hour=7)
    with on(date(2020, 2, 13)):
        pk = reports.make_report(**district, week_to=date(2020, 2, 13))
        reports.sign_report(**made.at(DISTRICT, OFFICE), report=pk, signer="Đồng chí Mẫu 21")
    reports.make_report(**district, week_to=DAY)
