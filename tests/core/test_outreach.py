"""Nobody can be found through a summary of opinion: what leads to a person is seen, and what does not is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.outreach import Trace, traces


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("gọi số 0912345678", Trace.PHONE),
        ("gọi 0912 345 678 nhé", Trace.PHONE),
        ("0912.345.678", Trace.PHONE),
        ("(0912) 345-678", Trace.PHONE),
        ("0215-3825-123", Trace.PHONE),
        ("+84 912 345 678", Trace.PHONE),
        ("84912345678", Trace.PHONE),
        ("năm 2020 0912345678", Trace.PHONE),
        ("ĐT/0912345678/", Trace.PHONE),
        ("\uff10\uff19\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18", Trace.PHONE),
        ("CCCD 011085001234", Trace.IDENTITY),
        ("001 085 012 345", Trace.IDENTITY),
        ("001.085.012.345", Trace.IDENTITY),
        ("CMND 040123456.", Trace.IDENTITY),
        ("số 123 456 789", Trace.IDENTITY),
        ("viết cho an.nguyen@example.vn", Trace.EMAIL),
        ("xem https://example.vn/bai", Trace.LINK),
        ("www.example.vn", Trace.LINK),
        ("facebook.com/nguyen.van", Trace.LINK),
        ("fb.com/abc", Trace.LINK),
        ("zalo.me/abc", Trace.LINK),
        ("t.me/kenh", Trace.LINK),
        ("tài khoản @nguyenvana nói", Trace.LINK),
    ],
)
def test_what_leads_to_a_person_is_seen(text: str, kind: Trace) -> None:
    assert [found for found, _ in traces(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nhân dân phấn khởi, tin tưởng",
        "hỗ trợ 500.000.000 đồng, nay 1.234.567.890 đồng",
        "nhiệm kỳ 2015-2020, 2020-2025",
        "ngày 15/5/2020 và 15-05-2020, 16.05.2020",
        "Chỉ thị 35-CT/TW; Hướng dẫn số 26-HD/BTCTW",
        "2.500 chi bộ với 40.809 đảng viên, tăng 12,5 %",
        "các năm 2019 2020 2021",
        "từ 10 20 30 40 50",
        "12.500.000 16.300.000",
    ],
)
def test_amounts_days_terms_and_numbers_of_papers_are_left_alone(text: str) -> None:
    assert traces(text) == ()


@given(st.integers(0, 999_999_999), st.sampled_from(["", " ", ".", "-"]), st.text("abc ,;:\n", max_size=5))
def test_a_mobile_number_is_seen_however_it_is_parted(number: int, mark: str, around: str) -> None:
    digits = f"0{number:09d}"
    written = mark.join((digits[:4], digits[4:7], digits[7:]))

    assert Trace.PHONE in [kind for kind, _ in traces(f"{around} {written} {around}")]


def test_long_runs_of_digits_are_read_quickly() -> None:
    assert traces(" ".join(["1"] * 10_000)) == ()
