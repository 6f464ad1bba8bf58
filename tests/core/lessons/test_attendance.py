"""Attendance out of a spreadsheet: by code, by name, or as a column; what is wrong is told by row and column."""

from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.lessons.attendance import Attended, Expected, read_attendance

LISTED = [Expected(1, "X1", "Chi bộ thôn 1", 9), Expected(2, "X2", "Chi bộ thôn 2"), Expected(3, "X3", "Chi bộ thôn 2")]


def told(text: str) -> list[tuple[str, int | None, str]]:
    rows, faults = read_attendance(text, LISTED)
    assert rows == []
    return [(one.code, one.place.row, one.place.column) for one in faults]


def test_rows_by_code_and_by_name_are_read() -> None:
    rows, faults = read_attendance("Mã\tPhải dự\tĐã dự\nx2\t1.200\t1.100\n\nCHI BO THON 1;8;7\nX3\t5", LISTED)

    assert faults == []
    assert rows == [Attended(2, 1200, 1100), Attended(1, 8, 7), Attended(3, 5, None)]


def test_a_column_alone_is_read_in_the_order_of_the_list() -> None:
    rows, faults = read_attendance("9\t8\n7\t6\n5\t5\n", LISTED)

    assert (faults, rows) == ([], [Attended(1, 9, 8), Attended(2, 7, 6), Attended(3, 5, 5)])


def test_attended_alone_needs_the_number_expected_before() -> None:
    known = [Expected(1, "X1", "A", 9), Expected(2, "X2", "B", 4)]

    assert read_attendance("8\n4", known) == ([Attended(1, 9, 8), Attended(2, 4, 4)], [])


def test_what_is_wrong_is_told_by_row_and_column() -> None:
    assert told("") == [("no_rows", None, "")]
    assert told("1\n2") == [("rows_differ", None, "")]
    assert told("X9\t1\t1\nX1\tmột\t1") == [("not_in_list", 1, "A"), ("expected_unreadable", 2, "B")]
    assert told("X1\t5\t6") == [("more_than_expected", 1, "C")]
    assert told("X1\t5\tx") == [("attended_unreadable", 1, "C")]
    assert told("X1\t5\t5\nX1\t5\t5") == [("twice", 2, "A")]
    assert told("Chi bộ thôn 2\t5\t5") == [("not_in_list", 1, "A")]  # two have this name


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=20))
def test_what_was_written_is_read_back(numbers: list[tuple[int, int]]) -> None:
    listed = [Expected(pk, f"C{pk}", f"Chi bộ {pk}") for pk, _ in enumerate(numbers, 1)]
    rows = [Attended(pk, max(pair), min(pair)) for pk, pair in enumerate(numbers, 1)]

    for text in (
        "\n".join(f"C{row.organisation}\t{row.expected}\t{row.attended}" for row in rows),
        "\r\n".join(f"{row.expected}\t{row.attended}" for row in rows),
    ):
        assert read_attendance(text, listed) == (rows, [])
