"""What a marked ballot says, and whether it counts."""

import pytest

from daihoi.core.elections import Cause, Flag, Reading, Style, judge, style_of
from daihoi.core.elections.marks import strict_causes
from tests.core.elections.elections_made import reading, setting


def said(marks: str, allowed: int, style: Style | None = None, **more: object) -> tuple[bool | None, str]:
    one = reading(marks)
    verdict = judge(one, style or style_of(len(one.marks), allowed), allowed, **more)
    return verdict.valid, verdict.cause.value if verdict.cause else ""


@pytest.mark.parametrize(
    ("names", "seats", "style"),
    [(1, 1, "single"), (2, 1, "strike"), (2, 2, "columns"), (1, 2, "single"), (3, 5, "columns"), (12, 11, "strike")],
)
def test_the_form_follows_from_names_and_seats(names: int, seats: int, style: str) -> None:
    assert style_of(names, seats) == style


@pytest.mark.parametrize(("names", "seats"), [(0, 1), (1, 0), (-1, 1)])
def test_a_ballot_without_a_name_or_a_seat_has_no_form(names: int, seats: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        style_of(names, seats)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("110", (True, "")),
        ("100", (True, "")),  # fewer than the seats is as good
        ("111", (False, "too_many")),  # nothing struck
        ("000", (False, "nobody")),  # everything struck
    ],
)
def test_a_ballot_with_surplus_votes_for_the_seats_or_fewer(marks: str, expected: tuple[bool, str]) -> None:
    assert said(marks, 2) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [("1", (True, "")), ("0", (True, "")), ("2", (False, "one_name_unclear")), ("-", (False, "one_name_unclear"))],
)
def test_a_ballot_of_one_name_has_a_cross_in_exactly_one_box(marks: str, expected: tuple[bool, str]) -> None:
    assert said(marks, 1) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("12-", (True, "")),  # E-057: one name with both boxes, one with neither
        ("222", (True, "")),
        ("00-", (True, "")),
        ("000", (None, "all_against")),
        ("---", (None, "nothing_marked")),
    ],
)
def test_a_ballot_of_columns_stays_valid_and_two_cases_are_asked(marks: str, expected: tuple[object, str]) -> None:
    assert said(marks, 3) == expected


@pytest.mark.parametrize("flag", [flag.value for flag in Flag if flag is not Flag.NOT_ISSUED])
def test_whatever_else_is_on_the_paper_is_asked(flag: str) -> None:
    assert said(f"110 {flag}", 2) == (None, "seen_on_paper")
    assert said(f"110 {flag}", 2, conclusions={Cause.SEEN_ON_PAPER: True}) == (True, "seen_on_paper")
    assert said(f"110 {flag}", 2, conclusions={Cause.SEEN_ON_PAPER: False}) == (False, "seen_on_paper")


@pytest.mark.parametrize("marks", ["111", "110 not_issued", "110 not_issued writing", "111 two_inks"])
@pytest.mark.parametrize("concluded", [True, None])
def test_no_conclusion_makes_a_ballot_valid_that_a_quoted_rule_makes_invalid(marks: str, concluded: bool) -> None:
    valid, _ = said(marks, 2, conclusions=dict.fromkeys(Cause, True), concluded=concluded)

    assert valid is False


@pytest.mark.parametrize(("marks", "cause"), [("111 writing", "too_many"), ("000 writing", "nobody")])
def test_what_the_marks_make_invalid_need_not_be_asked_for_what_else_is_there(marks: str, cause: str) -> None:
    assert said(marks, 2) == (False, cause)
    assert said(marks, 2, conclusions={Cause.SEEN_ON_PAPER: True}) == (False, cause)


def test_unclear_marks_are_asked_about_before_they_decide() -> None:
    assert said("111 unclear", 2) == (None, "seen_on_paper")
    assert said("000 unclear", 2) == (None, "seen_on_paper")
    assert said("111 unclear", 2, conclusions={Cause.SEEN_ON_PAPER: True}) == (False, "too_many")


def test_two_questions_on_one_ballot_are_asked_one_after_the_other() -> None:
    seen = {Cause.SEEN_ON_PAPER: True}

    assert said("00 writing", 2) == (None, "seen_on_paper")
    assert said("00 writing", 2, conclusions=seen) == (None, "all_against")
    assert said("00 writing", 2, conclusions={**seen, Cause.ALL_AGAINST: True}) == (True, "all_against")


def test_a_conclusion_on_the_very_ballot_goes_before_one_on_its_kind() -> None:
    seen = {Cause.SEEN_ON_PAPER: False}

    assert said("110 writing", 2, conclusions=seen, concluded=True) == (True, "seen_on_paper")
    assert said("110", 2, concluded=False) == (False, "concluded")
    assert said("110", 2, concluded=True) == (True, "")


def test_a_rule_that_no_text_confirms_leaves_its_case_to_people() -> None:
    assert said("000", 2, strict=frozenset({Cause.NOBODY})) == (None, "nobody")
    assert strict_causes(setting()) == frozenset()


@pytest.mark.parametrize(
    ("one", "style", "names", "fits"),
    [
        (Reading("10"), Style.STRIKE, 2, True),
        (Reading("12"), Style.STRIKE, 2, False),
        (Reading("12"), Style.COLUMNS, 2, True),
        (Reading("1"), Style.COLUMNS, 2, False),
        (Reading("1x1"), Style.STRIKE, 3, False),
        (Reading("１0"), Style.STRIKE, 2, False),
        (Reading("10", (Flag.WRITING, Flag.TWO_INKS)), Style.STRIKE, 2, False),  # flags are sorted
        (Reading("10", (Flag.WRITING, Flag.WRITING)), Style.STRIKE, 2, False),
    ],
)
def test_a_reading_fits_a_form_or_not(one: Reading, style: Style, names: int, fits: bool) -> None:
    assert one.fits(style, names) is fits
