"""Papers from above and of the province, the plans of the committees below, and how far all of it was made known."""

from collections.abc import Sequence
from datetime import date, timedelta

from daihoi.actions import plan as plans
from daihoi.cli._sample import tree
from daihoi.cli._sample.desk import SAMPLE, Desk, of_levels
from daihoi.cli._sample.founding import on
from daihoi.cli._sample.rows import Numbers, totals
from daihoi.core.directives import Dissemination, Paper, PaperTask
from daihoi.core.organisations.kinds import GRASSROOTS, Kind, Level
from daihoi.core.plan.reasons import Reason
from daihoi.core.subjects import Subject
from daihoi.queries.plan import NewWindow

ROOT, HOME, COMMUNE = tree.ROOT_CODE, "DB.07", "DB.07.002"  # the province, Mường Nhé, and a commune there
OFFICE, SECRETARY = "mau-van-phong", "mau-bi-thu"
ISSUER = "Ban Thường vụ Tỉnh ủy Điện Biên"
DIRECTIVE, GUIDE, PLAN, ELECTING = "35-CT/TW", "26-HD/BTCTW", "79-KH/TU", "03-HD/TW"
SPENDING, EPIDEMIC, NEWEST = "M03-HD/VPTU (mẫu)", "M12-CV/TU (mẫu)", "M05-HD/BTCTU (mẫu)"
COMMUNES = tuple(f"{HOME}.{number:03d}" for number in range(1, 11))
PUT_OFF = tuple(f"DB.08.{number:03d}" for number in range(2, 8))  # communes of Nậm Pồ


def fill(desk: Desk) -> None:
    _from_above(desk)
    _of_the_province(desk)
    _of_spring(desk)
    _plans_below(desk)
    _of_muong_nhe(desk)
    _made_known(desk)
    _newest(desk)
    _put_off(desk)


def grassroots(desk: Desk, below: str = ROOT) -> list[str]:
    """Codes of the grass-roots organisations at and below one, in the order of the list."""
    return [row.code for row in desk.made.rows if row.kind in GRASSROOTS and row.code.startswith(f"{below}.")]


def committees() -> list[str]:
    return [f"{ROOT}.{number:02d}" for number in range(1, len(tree.COMMITTEES) + 1)]


def _from_above(desk: Desk) -> None:
    wide = of_levels(Level.PROVINCE, Level.UPPER, Level.GRASSROOTS)
    desk.paper(
        DIRECTIVE,
        date(2019, 5, 30),
        "Chỉ thị về đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
        paper=Paper.DIRECTIVE,
        issuer="Bộ Chính trị",
        from_above=True,
        scope=wide,
        summary=SAMPLE,
        disseminate_by=date(2019, 12, 31),
        own_paper_levels=frozenset({Level.PROVINCE}),
        own_paper_by=date(2019, 9, 30),
    )
    desk.paper(
        GUIDE,
        date(2019, 10, 18),
        "Hướng dẫn một số nội dung Chỉ thị số 35-CT/TW của Bộ Chính trị",
        issuer="Ban Tổ chức Trung ương",
        subject=Subject.PERSONNEL,
        from_above=True,
        based_on=(DIRECTIVE,),
        scope=wide,
        entered_on=date(2019, 10, 25),
        summary=SAMPLE,
        disseminate_by=date(2019, 12, 31),
    )


def _of_the_province(desk: Desk) -> None:
    every = of_levels(Level.UPPER, Level.GRASSROOTS)
    wanted = frozenset({Level.GRASSROOTS})
    desk.paper(
        PLAN,
        date(2019, 8, 14),
        "Kế hoạch tổ chức đại hội đảng bộ các cấp trong tỉnh, nhiệm kỳ 2020 – 2025",
        paper=Paper.PLAN,
        issuer="Ban Chấp hành Đảng bộ tỉnh Điện Biên",
        based_on=(DIRECTIVE,),
        scope=every,
        summary=SAMPLE,
        disseminate_by=date(2019, 12, 31),
        own_paper_levels=frozenset({Level.UPPER}),
        own_paper_by=date(2019, 11, 15),
        tasks=(
            PaperTask(
                "Chọn đơn vị và chỉ đạo đại hội điểm theo phân bổ",
                Subject.GENERAL,
                frozenset({Level.UPPER}),
                date(2019, 12, 15),
                "Kế hoạch, danh sách đơn vị",
            ),
            PaperTask(
                "Tổng hợp kết quả đại hội cấp cơ sở, báo cáo Ban Thường vụ Tỉnh ủy",
                Subject.REPORTING,
                frozenset({Level.UPPER}),
                date(2020, 7, 5),
                "Báo cáo",
            ),
            PaperTask(
                "Trình duyệt đề án nhân sự và văn kiện đại hội",
                Subject.PERSONNEL,
                wanted,
                date(2020, 5, 20),
                "Tờ trình, đề án",
            ),
        ),
    )
    desk.paper(
        SPENDING,
        date(2019, 11, 20),
        "Hướng dẫn mẫu về chế độ chi đại hội đảng bộ các cấp",
        issuer="Văn phòng Tỉnh ủy Điện Biên",
        subject=Subject.SPENDING,
        based_on=(PLAN,),
        scope=every,
        disseminate=False,
        summary="Văn bản mẫu, không phải văn bản đã công bố.",
    )


def _of_spring(desk: Desk) -> None:
    """What came in March 2020: the rules on elections, and the epidemic."""
    desk.paper(
        ELECTING,
        date(2020, 3, 20),
        "Hướng dẫn một số vấn đề cụ thể thực hiện Quy chế bầu cử trong Đảng",
        issuer="Ban Chấp hành Trung ương",
        subject=Subject.ELECTION,
        from_above=True,
        based_on=(DIRECTIVE,),
        scope=of_levels(Level.PROVINCE, Level.UPPER, Level.GRASSROOTS),
        entered_on=date(2020, 3, 24),
        summary=SAMPLE,
        disseminate_by=date(2020, 5, 31),
    )
    desk.paper(
        EPIDEMIC,
        date(2020, 3, 31),
        "Công văn mẫu về tổ chức đại hội trong điều kiện phòng, chống dịch Covid-19",
        paper=Paper.LETTER,
        issuer=ISSUER,
        subject=Subject.HEALTH,
        based_on=(PLAN,),
        scope=of_levels(Level.UPPER, Level.GRASSROOTS),
        disseminate=False,
        summary="Văn bản mẫu, không phải văn bản đã công bố.",
        tasks=(
            PaperTask(
                "Xây dựng phương án phòng, chống dịch tại đại hội",
                Subject.HEALTH,
                frozenset({Level.GRASSROOTS}),
                date(2020, 5, 18),
                "Phương án",
            ),
        ),
    )


def _plans_below(desk: Desk) -> None:
    """All 14 committees had a plan for their pilots; numbers and days are samples."""
    for number, (code, one) in enumerate(zip(committees(), tree.COMMITTEES, strict=True), 1):
        issued = date(2019, 9, 9) + timedelta(days=4 * number)
        whose = OFFICE if code == HOME else ""
        at_home = code == HOME
        desk.paper(
            f"M{number:02d}-KH (mẫu)",
            issued,
            "Kế hoạch tổ chức đại hội và chỉ đạo đại hội điểm cấp cơ sở",
            at=code,
            who=whose,
            key=f"plan of {code}",
            paper=Paper.PLAN,
            issuer=f"Ban Thường vụ {one.name}",
            based_on=(PLAN,),
            scope=of_levels(Level.GRASSROOTS),
            disseminate=at_home,
            own_paper_levels=frozenset({Level.GRASSROOTS}) if at_home else frozenset(),
            own_paper_by=date(2020, 2, 28) if at_home else None,
        )


def _of_muong_nhe(desk: Desk) -> None:
    """Guidance of the district, the plans of its communes, and that of one commune for its cells."""
    home = f"plan of {HOME}"
    desk.paper(
        "M15-HD/BTC (mẫu)",
        date(2020, 2, 10),
        "Hướng dẫn mẫu về đại hội chi bộ trực thuộc đảng bộ cơ sở",
        at=HOME,
        who=OFFICE,
        key="cells of home",
        issuer="Ban Tổ chức Huyện ủy Mường Nhé",
        based_on=(home,),
        scope=of_levels(Level.CELL),
        disseminate_by=date(2020, 4, 15),
    )
    for number, code in enumerate(grassroots(desk, HOME), 1):
        if number in {9, 22, 31}:  # some have none yet
            continue
        issued = date(2019, 11, 18) + timedelta(days=3 * (number % 30))
        desk.paper(
            f"M{number:02d}-KH/ĐU (mẫu)",
            issued,
            "Kế hoạch tổ chức đại hội, nhiệm kỳ 2020 – 2025",
            at=code,
            who=OFFICE,
            key=f"plan of {code}",
            paper=Paper.PLAN,
            issuer="Cấp ủy cơ sở",
            based_on=(home,),
            scope=of_levels(Level.CELL),
            disseminate=False,
            tasks=(
                (
                    PaperTask(
                        "Lập danh sách đảng viên dự đại hội, báo cáo đảng ủy",
                        Subject.ORGANISATION,
                        due_on=date(2020, 5, 12),
                        evidence="Danh sách",
                    ),
                    PaperTask(
                        "Chuẩn bị báo cáo kiểm điểm của chi ủy",
                        Subject.DOCUMENTS,
                        due_on=date(2020, 5, 19),
                        evidence="Báo cáo",
                    ),
                )
                if code == COMMUNE
                else ()
            ),
        )


def _made_known(desk: Desk) -> None:
    numbers, members = Numbers(35), totals(desk.made.rows)
    first = [DIRECTIVE, PLAN]
    desk.take_in(date(2019, 8, 16), [DIRECTIVE], ROOT)
    desk.disseminate(date(2019, 8, 28), [DIRECTIVE], ROOT, (212, 220))
    desk.take_in(date(2019, 10, 28), [GUIDE], ROOT)
    desk.disseminate(date(2019, 10, 29), [GUIDE], ROOT, (215, 220))
    desk.take_in(date(2020, 3, 25), [ELECTING], ROOT)
    desk.disseminate(date(2020, 4, 27), [ELECTING], ROOT, (348, 360), Dissemination.ONLINE)
    for number, code in enumerate(committees(), 1):
        who = OFFICE if code == HOME else ""
        below = grassroots(desk, code)
        desk.take_in(date(2019, 8, 30), first, code, [code, *below], who)
        desk.take_in(date(2019, 10, 30), [GUIDE], code, [code, *below], who)
        desk.take_in(date(2019, 11, 25), [SPENDING], code, [code, *below], who)
        desk.take_in(date(2020, 4, 2), [ELECTING, EPIDEMIC], code, [code, *below[: len(below) - 3 * (number % 3)]], who)
        expected = numbers.between(90, 160)
        desk.disseminate(date(2019, 9, 5) + timedelta(days=number), first, code, (expected - number, expected), who=who)
        known_on = date(2019, 11, 4) + timedelta(days=number)
        desk.disseminate(known_on, [GUIDE], code, (expected - 2, expected), who=who)
        if number not in {4, 9}:
            known_on = date(2020, 4, 28) + timedelta(days=number % 4)
            desk.disseminate(known_on, [ELECTING], code, (expected - 3, expected), Dissemination.ONLINE, who)
        _by_grassroots(desk, numbers, members, below, who)
    _by_cells(desk, members)


def _by_grassroots(desk: Desk, numbers: Numbers, members: dict[str, int], below: Sequence[str], who: str) -> None:
    """Conferences on the first papers by most, some after the day, some never; on the newest rules by few so far."""
    home = [f"plan of {HOME}"] if who == OFFICE else []
    if home:
        desk.take_in(date(2019, 11, 1), home, HOME, below, who)
    pilots = {row.code for row in desk.made.rows if row.pilot}
    for code in below:
        expected, chance = members[code], numbers.below(60)
        if chance == 0 and code not in pilots:
            continue
        held = date(2019, 11, 4) + timedelta(days=numbers.below(55) if chance > 2 else 60 + chance)
        came = expected - expected * numbers.below(12) // 100
        desk.disseminate(held, [DIRECTIVE, GUIDE, PLAN, *home], code, (came, expected), who=who)
        if code in pilots or (who == OFFICE and chance > 8):
            again = date(2020, 4, 28) + timedelta(days=numbers.below(14))
            came = expected - expected * numbers.below(9) // 100
            desk.disseminate(again, [ELECTING], code, (came, expected), Dissemination.MEETING, who)


def _by_cells(desk: Desk, members: dict[str, int]) -> None:
    """The guidance of the district in nearly all of its cells, and the plan of one commune in those below it."""
    cells = [row.code for row in desk.made.rows if row.kind is Kind.CELL and row.code.startswith(f"{HOME}.")]
    first, own = f"{COMMUNE}.01", [code for code in cells if code.startswith(f"{COMMUNE}.")]
    desk.take_in(date(2020, 2, 24), ["cells of home"], HOME, [code for code in cells if code != first], OFFICE)
    desk.take_in(date(2020, 3, 2), [f"plan of {COMMUNE}"], COMMUNE, own[1:], OFFICE)
    desk.take_in(date(2020, 3, 5), ["cells of home", f"plan of {COMMUNE}"], first, who=SECRETARY)
    for number, code in enumerate(cells):
        if number % 37 == 5:
            continue
        held = date(2020, 3, 6) + timedelta(days=number % 40 + 8 * (number % 23 == 0))
        came = members[code] - number % 3
        who = SECRETARY if code == first else OFFICE
        desk.disseminate(held, ["cells of home"], code, (came, members[code]), Dissemination.MEETING, who)


def _newest(desk: Desk) -> None:
    """What came two days ago and is new for most."""
    desk.paper(
        NEWEST,
        date(2020, 5, 13),
        "Hướng dẫn mẫu: một số việc cần chú ý sau đại hội điểm cấp cơ sở",
        issuer="Ban Tổ chức Tỉnh ủy Điện Biên",
        subject=Subject.PROCEEDINGS,
        based_on=(PLAN, ELECTING),
        scope=of_levels(Level.UPPER, Level.GRASSROOTS),
        disseminate_by=date(2020, 5, 25),
        summary="Văn bản mẫu, không phải văn bản đã công bố.",
        tasks=(
            PaperTask(
                "Rà soát lại đề án nhân sự, số dư và kịch bản điều hành",
                Subject.PERSONNEL,
                frozenset({Level.GRASSROOTS}),
                date(2020, 5, 22),
                "Báo cáo rà soát",
            ),
        ),
    )
    desk.take_in(date(2020, 5, 14), [NEWEST], "DB.01", ["DB.01", *grassroots(desk, "DB.01")])


def _put_off(desk: Desk) -> None:
    """Some communes were put off for the epidemic; that some were is a sample."""
    window = NewWindow(
        EPIDEMIC,
        date(2020, 3, 31),
        Reason.EPIDEMIC,
        last=date(2020, 7, 31),
        note="Mẫu: các xã vùng biên giới thực hiện cách ly xã hội, lùi thời gian đại hội",
        places=tuple(desk.made.ids[code] for code in PUT_OFF),
    )
    with on(date(2020, 4, 1)):
        plans.decide_window(**desk.made.of_term(ROOT), window=window)
