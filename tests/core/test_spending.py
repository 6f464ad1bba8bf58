"""Amounts as people type them, norms, and tables that are pasted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.messages import Refused
from daihoi.core.spending import (
    MOST,
    BudgetLine,
    Norm,
    Over,
    PastedSpending,
    Per,
    Spent,
    over_norm,
    overs,
    read_amount,
    read_lines,
)
from daihoi.core.text import fold

NAMES = {fold(name): line for name, line in (("Tiền ăn", BudgetLine.MEALS), ("Hội trường", BudgetLine.HALL))}
NORM = Norm(BudgetLine.MEALS, 100_000, Per.PERSON_DAY, "05-HD/VPTU")


@given(
    st.integers(0, MOST),
    st.sampled_from(["", ".", " ", "\u00a0", "\u202f"]),
    st.sampled_from(["", " đ", " đồng", "VND"]),
)
def test_an_amount_is_read_back_with_and_without_marks(amount: int, mark: str, unit: str) -> None:
    written = f"{amount:,}".replace(",", mark) + unit

    assert read_amount(written) == amount


@pytest.mark.parametrize(
    ("text", "amount"), [("12,500,000", 12_500_000), ("0", 0), (" 12.500.000 ", 12_500_000), ("7.000đ", 7_000)]
)
def test_other_ways_to_write_an_amount(text: str, amount: int) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12,5 triệu", "amount_in_words"),
        ("12 tr", "amount_in_words"),
        ("1 tỷ", "amount_in_words"),
        ("500 nghìn", "amount_in_words"),
        ("500k", "amount_in_words"),
        ("12,500", "amount_unreadable"),  # twelve and a half, or twelve thousand five hundred
        ("12.5", "amount_unreadable"),
        ("1.2345.678", "amount_unreadable"),
        ("1.234,567", "amount_unreadable"),
        ("mười hai", "amount_unreadable"),
        ("", "amount_unreadable"),
        ("-5.000", "amount_negative"),
        ("9" * 16, "amount_unlikely"),
        ("9" * 400, "amount_unlikely"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_a_sentence(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_amount(text)

    assert refused.value.findings[0].code == code
    assert refused.value.findings[0].message.render()


@given(st.integers(0, 10**12), st.integers(0, 10**9), st.integers(1, 10**4))
def test_over_the_norm_is_what_is_left_above_it(amount: int, norm: int, quantity: int) -> None:
    over = over_norm(amount, norm, quantity)

    assert over == (amount - norm * quantity if amount > norm * quantity else 0)


def test_what_is_too_much_names_its_norm() -> None:
    spent = Spent(BudgetLine.MEALS, 5, 600_000, 700_000)

    assert overs(spent, [NORM]) == (
        Over(BudgetLine.MEALS, 100_000, NORM),
        Over(BudgetLine.MEALS, 200_000, NORM, settled=True),
        Over(BudgetLine.MEALS, 100_000, None, settled=True),
    )


def test_a_norm_is_compared_only_where_its_quantity_is_known() -> None:
    whole = Norm(BudgetLine.MEALS, 100_000, Per.CONGRESS, "06-HD")

    assert overs(Spent(BudgetLine.MEALS, None, 600_000), [NORM]) == ()
    assert overs(Spent(BudgetLine.MEALS, 5, 600_000), [whole]) == (Over(BudgetLine.MEALS, 500_000, whole),)
    assert overs(Spent(BudgetLine.HALL, 5, 600_000), [NORM, whole]) == ()


def test_a_pasted_table_is_read_with_or_without_its_heading() -> None:
    row = "tien an\t5\t12.500.000\t12.000.000\t15/5/2020\t12-QĐ\tđủ"
    read = PastedSpending(1, BudgetLine.MEALS, 5, 12_500_000, 12_000_000, date(2020, 5, 15), "12-QĐ", "đủ")

    assert read_lines(row, NAMES) == ([read], [])
    rows, faults = read_lines(f"Nội dung\tSố lượng\tDự toán\n\n{row}\nHội trường;;7000", NAMES)
    assert (len(rows), faults, rows[1].planned, rows[0].number) == (2, [], 7_000, 3)


def test_what_is_wrong_in_a_pasted_table_is_told_by_row_and_column() -> None:
    text = "\n".join(
        [
            "Tiền ăn\t0\t12,5 triệu\t5\tmai",
            "Tiền xe\t\t5",
            "Hội trường\t\t",
            "Hội trường\t2\t5.000\t5.000",
            "Hội trường\t2\t5.000\t\t\ta\tb\tc",
        ]
    )
    rows, faults = read_lines(text, NAMES)

    assert rows == []
    assert [(one.code, one.place.row, one.place.column) for one in faults] == [
        ("quantity_unreadable", 1, "B"),
        ("amount_in_words", 1, "C"),
        ("day_unreadable", 1, "E"),
        ("line_unknown", 2, "A"),
        ("planned_missing", 3, "C"),
        ("settled_without_day", 4, "E"),
        ("too_many_columns", 5, "H"),
    ]
    assert read_lines("  \n", NAMES)[1][0].code == "no_lines"
    assert read_lines("Tiền ăn;;5\nTiền ăn;;6", NAMES)[1][0].code == "line_twice"
