"""Papers of a briefing, read back from their bytes: every value, dotted places, the same bytes each time."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from daihoi.core.briefings import Assigned, BriefingPaper, PaperPoint
from daihoi.office.papers.briefings import BRIEFING_PAPERS

FULL = BriefingPaper(
    upper="Đảng bộ tỉnh Điện Biên",
    organisation="Đảng bộ huyện Mường Nhé",
    place="Hội trường Huyện ủy",
    day=date(2020, 5, 5),
    chair="đồng chí Bí thư Huyện ủy",
    scribe="Chánh Văn phòng",
    present=("Ban Tổ chức Huyện ủy", "Đảng ủy xã Mường Toong"),
    points=(
        PaperPoint(
            "Đảng viên đi làm ăn xa có phải triệu tập không",
            "Đảng bộ xã Mường Toong phản ánh ngày 4/5/2020",
            "Thống nhất cách hiểu",
            "Phải triệu tập",
            "Điều 11, 24-QĐ/TW",
            Assigned("Rà soát danh sách", "Đảng bộ xã Mường Toong", "Bí thư", date(2020, 5, 20)),
        ),
        PaperPoint("Nội dung khác"),
    ),
    conclusion=("Các đơn vị bám sát kế hoạch", "Báo cáo trước thứ Sáu"),
    recipients=("Đảng bộ tỉnh Điện Biên", "Đảng bộ xã Mường Toong"),
)


def texts(data: bytes) -> str:
    paragraphs = docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p"))
    whole = "\n".join("".join(run.text or "" for run in one.iter(qn("w:t"))) for one in paragraphs)
    return whole.replace("\u00a0", " ")


def test_the_minutes_hold_everything_that_was_entered() -> None:
    whole = texts(BRIEFING_PAPERS["minutes"](FULL))

    for words in (
        "ĐẢNG BỘ TỈNH ĐIỆN BIÊN",
        "ĐẢNG BỘ HUYỆN MƯỜNG NHÉ",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "BIÊN BẢN",
        "Hội trường Huyện ủy",
        "ngày 05 tháng 5 năm 2020",
        "đồng chí Bí thư Huyện ủy",
        "Chánh Văn phòng",
        "Ban Tổ chức Huyện ủy",
        "1) Đảng viên đi làm ăn xa có phải triệu tập không",
        "phản ánh ngày 4/5/2020",
        "Thống nhất cách hiểu",
        "Trả lời: Phải triệu tập (căn cứ: Điều 11, 24-QĐ/TW)",
        "Giao Đảng bộ xã Mường Toong, Bí thư: Rà soát danh sách; hoàn thành trước ngày 20 tháng 5 năm 2020",
        "2) Nội dung khác",
        "Báo cáo trước thứ Sáu",
        "THƯ KÝ",
        "CHỦ TRÌ",
    ):
        assert words in whole, words


def test_the_notice_holds_conclusions_answers_tasks_and_recipients() -> None:
    whole = texts(BRIEFING_PAPERS["notice"](FULL))

    for words in (
        "THÔNG BÁO",
        "kết luận hội nghị giao ban",
        "Các đơn vị bám sát kế hoạch",
        "Phải triệu tập (căn cứ: Điều 11, 24-QĐ/TW)",
        "Rà soát danh sách",
        "20/5/2020",
        "- Đảng bộ xã Mường Toong,",
        "- Lưu văn phòng cấp ủy.",
        "T/M BAN THƯỜNG VỤ",
    ):
        assert words in whole, words
    assert "Thống nhất cách hiểu" not in whole  # what was said stays in the minutes


@pytest.mark.parametrize("name", BRIEFING_PAPERS)
def test_what_is_not_known_is_a_dotted_place(name: str) -> None:
    whole = texts(BRIEFING_PAPERS[name](BriefingPaper(upper="", organisation="Chi bộ")))

    assert "CHI BỘ" in whole and "ngày …… tháng …… năm ……" in whole
    assert "None" not in whole


@pytest.mark.parametrize("name", BRIEFING_PAPERS)
def test_the_same_briefing_gives_the_same_bytes(name: str) -> None:
    make = BRIEFING_PAPERS[name]

    assert make(FULL) == make(replace(FULL))
    assert make(FULL, sample=True) != make(FULL)
