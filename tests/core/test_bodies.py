"""Lists of members as people paste them, and when a body works."""

from datetime import date

import pytest

from daihoi.core.bodies import MemberLine, Seat, read_members, seat_named, works
from daihoi.core.messages import Refused


def test_a_list_from_a_decision_is_read_line_by_line() -> None:
    text = """1. Đồng chí Nguyễn Văn Mẫu; Phó Bí thư Tỉnh ủy; Trưởng ban

2) Trần Thị Mẫu ; Trưởng Ban Tổ chức; Phó Trưởng ban; tran.mau
- Lê Văn Mẫu; Chánh Văn phòng; Thư ký
Phạm Thị Mẫu"""
    assert read_members(text) == [
        MemberLine("Nguyễn Văn Mẫu", "Phó Bí thư Tỉnh ủy", Seat.HEAD),
        MemberLine("Trần Thị Mẫu", "Trưởng Ban Tổ chức", Seat.DEPUTY, "tran.mau"),
        MemberLine("Lê Văn Mẫu", "Chánh Văn phòng", Seat.SECRETARY),
        MemberLine("Phạm Thị Mẫu"),
    ]


def test_a_list_from_a_sheet_loses_its_column_of_numbers() -> None:
    assert read_members("1\tNguyễn Văn Mẫu\tBí thư\tTổ trưởng\n2.\tTrần Thị Mẫu\tPhó Bí thư\tTổ phó") == [
        MemberLine("Nguyễn Văn Mẫu", "Bí thư", Seat.HEAD),
        MemberLine("Trần Thị Mẫu", "Phó Bí thư", Seat.DEPUTY),
    ]


def test_a_line_that_is_nobody_is_refused_with_its_number() -> None:
    with pytest.raises(Refused) as refused:
        read_members("Nguyễn Văn Mẫu\n; Trưởng ban\n" + "x" * 121)

    assert [(one.code, one.place.row) for one in refused.value.findings] == [("member_line", 2), ("member_line", 3)]


@pytest.mark.parametrize(
    ("text", "seat"),
    [
        ("Trưởng đoàn", Seat.HEAD),
        ("TỔ PHÓ", Seat.DEPUTY),
        ("Phó Trưởng tiểu ban", Seat.DEPUTY),
        ("thư ký", Seat.SECRETARY),
        ("Ủy viên", Seat.MEMBER),
        ("", Seat.MEMBER),
    ],
)
def test_seats_are_told_by_their_words(text: str, seat: Seat) -> None:
    assert seat_named(text) is seat


def test_a_body_works_from_its_first_day_until_the_day_before_it_ends() -> None:
    formed, ended = date(2020, 1, 10), date(2020, 3, 1)
    days = [date(2020, 1, 9), formed, date(2020, 2, 29), ended]

    assert [works(formed, ended, day) for day in days] == [False, True, True, False]
    assert works(formed, None, date(2030, 1, 1))
