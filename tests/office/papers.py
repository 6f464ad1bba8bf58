"""Papers of a made-up congress, filled in everywhere and empty everywhere."""

from datetime import date

from daihoi.core.elections import papers as p

HEADING = p.Heading(
    upper="Đảng bộ thành phố Đà Nẵng",
    organisation="Đại hội đại biểu Đảng bộ xã Thăng Bình lần thứ I",
    body="Ban kiểm phiếu",
    number="05-BB/BKP",
    place="Thăng Bình",
    day=date(2025, 8, 5),
)
MEETING = p.Meeting("Đại hội đại biểu", "Đảng bộ xã Thăng Bình", "lần thứ I", "2025 - 2030")
POST = "Ban Chấp hành Đảng bộ xã Thăng Bình, nhiệm kỳ 2025 - 2030"
COMMITTEE = (
    p.Person("Nguyễn Thị Bích Hạnh", "Trưởng ban"),
    p.Person("Trần Quốc Ân", "Phó Trưởng ban"),
    p.Person("Y Bhăm Niê K'Đăm", "Ủy viên"),
)
NAMES = ("Lê Văn An", "Nguyễn Thị Ánh", "Phạm Đình Bách", "Võ Thị Cúc", "Hồ Đắc Dũng")
VOTES = (200, 130, 92, 210, 95)
SHARES = ("80,00 %", "52,00 %", "36,80 %", "84,00 %", "38,00 %")
RESULTS = tuple(p.Result(name, votes, 250, share) for name, votes, share in zip(NAMES, VOTES, SHARES, strict=True))
ELECTED = tuple(sorted(RESULTS, key=lambda one: -(one.votes or 0))[:3])
BASIS = (
    "Điều 30 Quy chế bầu cử trong Đảng, ban hành kèm theo Quyết định số 190-QĐ/TW, ngày 10/10/2024",
    "Nội quy Đại hội",
)
CLOCK = p.Deadline(
    "Báo cáo kết quả bầu cử với cấp ủy cấp trên trực tiếp",
    7,
    "kể từ ngày bế mạc đại hội",
    date(2025, 8, 15),
    "mục 16.1.1 Quy định số 24-QĐ/TW",
)
ELECTIONS = (
    p.ElectionLine(POST, 3, 5, ELECTED),
    p.ElectionLine("Bí thư Đảng ủy xã Thăng Bình", 1, 1, ELECTED[:1]),
    p.ElectionLine("Phó Bí thư Đảng ủy xã Thăng Bình", 1, 1, ()),
)

COUNT = p.CountMinutes(
    HEADING,
    MEETING,
    POST,
    place="Hội trường Trung tâm Chính trị xã Thăng Bình",
    opened="9 giờ 15 phút",
    closed="10 giờ 40 phút",
    legal_basis=BASIS,
    committee=COMMITTEE,
    seats=3,
    seats_by="do Đại hội biểu quyết",
    candidates=tuple(p.Candidate(name, "Tái cử" if name.startswith("L") else "") for name in NAMES),
    summoned=250,
    exclusions=(
        p.Number("Ủy viên cấp ủy triệu tập đại hội vắng mặt suốt thời gian đại hội", 1),
        p.Number("Đại biểu chính thức vắng mặt suốt thời gian đại hội, không có đại biểu dự khuyết thay thế", 2),
    ),
    base=247,
    needed=124,
    present=246,
    absent=4,
    issued=246,
    collected=245,
    valid=243,
    invalid=2,
    invalid_reasons=(p.Number("Bầu quá số lượng quy định", 1), p.Number("Không bầu cho ai", 1)),
    differences=2,
    settled=("Ban kiểm phiếu xem lại hai phiếu số 17 và 203, thống nhất kết quả của từng phiếu",),
    results=RESULTS,
    elected=ELECTED,
    decisions=("Đại hội quyết định không bầu thêm",),
    keeping=("Phiếu bầu được niêm phong trong 01 túi, có chữ ký của các thành viên Ban kiểm phiếu",),
    copies=3,
    digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    presidium=p.Signature(("T/M ĐOÀN CHỦ TỊCH",), "Đỗ Mạnh Hùng"),
    head=p.Signature(("TRƯỞNG BAN KIỂM PHIẾU",), COMMITTEE[0].name),
)
HAND_OVER = p.HandOver(
    HEADING,
    MEETING,
    POST,
    time="7 giờ 30 phút",
    place="Phòng họp số 2",
    givers=(p.Person("Bùi Tấn Lộc", "Văn phòng Đảng ủy"),),
    receivers=COMMITTEE[:2],
    witnesses=(p.Person("Đinh Thị Mơ", "Đoàn thư ký"),),
    printed=1271,
    counted=1270,
    stamped=1260,
    spoiled=11,
    issued=1246,
    unissued=13,
    remaining=24,
    box_checked="7 giờ 40 phút, trước toàn thể Đại hội; thùng không có gì bên trong",
    box_sealed="7 giờ 45 phút, bằng hai băng niêm phong số 11 và 12",
    notes=("Mười một phiếu hỏng được gạch chéo và niêm phong riêng",),
    giver=p.Signature(("ĐẠI DIỆN BÊN GIAO",), "Bùi Tấn Lộc"),
    receiver=p.Signature(("ĐẠI DIỆN BÊN NHẬN",), COMMITTEE[0].name),
)
LIST = p.Elected(
    HEADING,
    MEETING,
    POST,
    tuple(
        p.ElectedPerson(one.name, f"{place}/5/1975", one.votes, one.of, one.share, ("Kinh", "Chủ tịch UBND xã"))
        for place, one in enumerate(ELECTED, 1)
    ),
    ("Dân tộc", "Chức vụ"),
)
STRAW = p.StrawMinutes(
    HEADING,
    MEETING,
    POST,
    form="Mẫu số 5, Phụ lục 2 của Hướng dẫn số 04-HD/TW",
    place="Hội trường xã",
    opened="8 giờ",
    closed="8 giờ 50 phút",
    legal_basis=BASIS[:1],
    team=COMMITTEE,
    summoned=250,
    attending=246,
    issued=245,
    collected=244,
    valid=243,
    invalid=1,
    invalid_reasons=(p.Number("Phiếu có dấu hiệu riêng", 1),),
    results=(
        p.StrawResult("Lương Thế Vinh", "Ứng cử", 74, 246, "30,08 %", True),
        p.StrawResult("Mai An Tiêm", "Được đề cử", 73, 246, "29,67 %", False),
    ),
    decisions=("Đại hội quyết định đưa một đồng chí vào danh sách bầu cử",),
    copies=2,
    head=p.Signature(("TỔ TRƯỞNG",), COMMITTEE[0].name),
)
_COMMITTEE_HEADING = p.Heading(
    upper="Đảng bộ thành phố Đà Nẵng",
    organisation="Đảng ủy xã Thăng Bình",
    number="01-BC/ĐU",
    place="Thăng Bình",
    day=date(2025, 8, 12),
    secrecy="Mật",
)
REPORT = p.ResultsReport(
    _COMMITTEE_HEADING,
    ("Ban Thường vụ Thành ủy Đà Nẵng",),
    MEETING,
    "Ban Chấp hành Đảng bộ xã Thăng Bình",
    place="Hội trường xã Thăng Bình",
    opened=date(2025, 8, 5),
    closed=date(2025, 8, 6),
    summoned=250,
    attended=246,
    elections=ELECTIONS,
    remarks=("Đến khi bế mạc, Đoàn chủ tịch không nhận được đơn thư khiếu nại về bầu cử",),
    deadline=CLOCK,
    attached=("Biên bản kiểm phiếu bầu Ban Chấp hành", "Danh sách trích ngang những người trúng cử"),
    recipients=("Như trên", "Ban Tổ chức Thành ủy", "Lưu Văn phòng Đảng ủy"),
    signature=p.Signature(("T/M BAN CHẤP HÀNH", "BÍ THƯ"), "Hồ Đắc Dũng"),
)
REQUEST = p.RatificationRequest(
    _COMMITTEE_HEADING,
    ("Ban Thường vụ Thành ủy Đà Nẵng", "Ban Tổ chức Thành ủy Đà Nẵng"),
    MEETING,
    "Ban Chấp hành Đảng bộ xã Thăng Bình",
    legal_basis=BASIS[:1],
    closed=date(2025, 8, 6),
    elections=ELECTIONS,
    deadlines=(
        p.Deadline("Chuẩn y kết quả bầu cử", 15, "kể từ ngày nhận được báo cáo", None, "mục 16.1.2 Quy định 24-QĐ/TW"),
        p.Deadline("Khiếu nại về bầu cử", 15, "kể từ ngày bế mạc", date(2025, 8, 27), "Điều 33.1 Quy chế bầu cử"),
    ),
    attached=("Biên bản kiểm phiếu",),
    recipients=("Như trên",),
)
LOG = p.EntryLog(
    HEADING,
    MEETING,
    POST,
    bundles=(
        p.Bundle(1, 1, 50, 50, 1, COMMITTEE[1].name),
        p.Bundle(2, 51, 63, 13, 0, COMMITTEE[2].name),
    ),
    differences=(p.Difference(17, ("gạch 3 tên", "gạch 2 tên"), "Theo lần 1", COMMITTEE[0].name),),
    entries=tuple(
        p.Entry(count, slip, f"Người nhập {count}", f"9:{slip % 60:02d}:07", f"{count * 4096 + slip:016x}")
        for count in (1, 2)
        for slip in range(1, 64)
    ),
    digest="9f86d081884c7d65",
)
FILLED = {
    "hand_over": HAND_OVER,
    "count_minutes": COUNT,
    "elected_list": LIST,
    "straw_minutes": STRAW,
    "results_report": REPORT,
    "ratification_request": REQUEST,
    "entry_log": LOG,
}

_NOTHING = (p.Heading(), p.Meeting("Đại hội đảng viên", "Chi bộ thôn 3"), "Chi ủy")
EMPTY = {
    "hand_over": p.HandOver(*_NOTHING),
    "count_minutes": p.CountMinutes(*_NOTHING),
    "elected_list": p.Elected(*_NOTHING),
    "straw_minutes": p.StrawMinutes(*_NOTHING),
    "results_report": p.ResultsReport(p.Heading(), (), _NOTHING[1], "Chi ủy", elections=(p.ElectionLine("Chi ủy"),)),
    "ratification_request": p.RatificationRequest(p.Heading(), (), _NOTHING[1], "Chi ủy"),
    "entry_log": p.EntryLog(*_NOTHING),
}
