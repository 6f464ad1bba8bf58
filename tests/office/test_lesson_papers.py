"""Papers on reviews: every value stands in them, empty ones invent nothing, the same data gives the same bytes."""

from datetime import date

from daihoi.core.lessons.papers import KindCount, ReviewReport, Short, SummaryReport, Voice
from daihoi.core.papers import Heading, Signature
from daihoi.office.papers.lessons import review_report, summary_report
from tests.office.test_papers import cells, texts

HEADING = Heading("Huyện ủy Mường Nhé", "Đảng bộ xã Mường Toong", day=date(2020, 3, 20))
REVIEW = ReviewReport(
    HEADING,
    "rút kinh nghiệm đại hội điểm Đảng bộ xã Mường Toong, nhiệm kỳ 2020 - 2025",
    "Đại hội Đảng bộ xã Mường Toong, nhiệm kỳ 2020 - 2025",
    date(2020, 3, 12),
    date(2020, 3, 15),
    ("Tuyên truyền được chú trọng",),
    (
        Short("Bầu cử", "Số dư còn thấp", "Chỉ dư một người", "Lập danh sách đủ số dư"),
        Short("Bầu cử", "Ít đề cử"),
        Short("Tổ chức, phục vụ", "Khánh tiết chưa đúng"),
    ),
    ("Chuẩn bị kỹ hơn",),
    ("Huyện ủy Mường Nhé", "Lưu Đảng ủy"),
    Signature(("T/M BAN CHẤP HÀNH", "BÍ THƯ"), "Người ký mẫu"),
)
SUMMARY = SummaryReport(
    HEADING,
    "rút kinh nghiệm đại hội điểm",
    "Đảng bộ huyện Mường Nhé",
    3,
    2,
    1,
    date(2020, 1, 6),
    date(2020, 5, 15),
    ("Đảng bộ xã Mẫu",),
    (Voice("Chi bộ Mẫu", "Đúng trình tự"),),
    (KindCount("Bầu cử", "Số dư còn thấp", 1, 2, "50,00 %", (Voice("Chi bộ Mẫu", "Dư một"),), (Voice("A", "Tăng"),)),),
    (Voice("Chi bộ Mẫu", "Học kỹ hướng dẫn"),),
)


def test_the_review_of_a_congress_is_told_in_the_party_layout() -> None:
    told = texts(review_report(REVIEW))

    for words in (
        "BÁO CÁO",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "bế mạc ngày 12/3/2020",
        "Tuyên truyền được chú trọng",
        "Về bầu cử:",
        "- Số dư còn thấp: Chỉ dư một người;",
        "- Ít đề cử.",
        "Về tổ chức, phục vụ:",
        "- Số dư còn thấp: Lập danh sách đủ số dư.",
        "Chuẩn bị kỹ hơn",
        "Nơi nhận:",
        "Người ký mẫu",
    ):
        assert words in told, words


def test_the_summary_counts_kinds_and_gives_the_words() -> None:
    data = summary_report(SUMMARY)
    told = texts(data)

    assert cells(data, "Lĩnh vực")[1] == ["1", "Số dư còn thấp", "Bầu cử", "1/2", "50,00 %"]
    for words in ("có 03 đại hội điểm", "tổ chức 2/3", "nghiệm 1/2", "Chi bộ Mẫu: Dư một", "A: Tăng", "Đảng bộ xã Mẫu"):
        assert words in told, words


def test_papers_without_data_leave_places_and_invent_nothing() -> None:
    for data in (
        review_report(ReviewReport(Heading(), "rút kinh nghiệm", "Đại hội")),
        summary_report(SummaryReport(Heading(), "rút kinh nghiệm", "")),
    ):
        told = texts(data)
        assert "………" in told and "None" not in told


def test_the_same_data_gives_the_same_bytes() -> None:
    assert review_report(REVIEW) == review_report(REVIEW)
    assert summary_report(SUMMARY) == summary_report(SUMMARY)
