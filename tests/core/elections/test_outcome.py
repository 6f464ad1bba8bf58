"""The result of one round by the article."""

from fractions import Fraction

import pytest

from daihoi.core.elections import RoundOutcome, Threshold, more_than_half
from daihoi.core.elections.base import base_of
from daihoi.core.elections.outcome import cut, outcome
from tests.core.elections.elections_made import setting


def result(votes: list[int], base: int, seats: int, alternates: int = 0, *, most: bool = False) -> RoundOutcome:
    keys = "ABCDEFGHIJKL"[: len(votes)]
    under = setting("delegates" if alternates else "committee", "delegate_congress")
    return outcome(
        under,
        keys=keys,
        names=[f"Nguyễn Văn {key}" for key in keys],
        votes=votes,
        base=base_of(under, base, ()),
        seats=seats,
        alternates=alternates,
        threshold=Threshold.MOST if most else Threshold.HALF,
    )


def states(*arguments: object, **more: object) -> list[str]:
    return [person.status.value for person in result(*arguments, **more).people]


@pytest.mark.parametrize(
    ("votes", "base", "elected"),
    [(50, 100, False), (51, 100, True), (50, 101, False), (51, 101, True), (0, 1, False), (1, 1, True), (1, 2, False)],
)
def test_exactly_half_does_not_elect_and_one_vote_more_does(votes: int, base: int, elected: bool) -> None:
    assert more_than_half(votes, base) is elected
    assert states([votes], base, 1) == (["elected"] if elected else ["short"])


def test_half_is_counted_from_the_base_and_not_from_valid_ballots() -> None:
    """51 of 60 valid ballots are not more than half of 104 summoned (E-080)."""
    assert states([51], 104, 1) == ["short"]
    assert result([53], 104, 1).people[0].share == Fraction(53, 104)


def test_the_most_votes_fill_the_seats_and_who_is_beyond_them_is_not_elected() -> None:
    found = result([60, 90, 70, 80], 100, 2)

    assert [person.status.value for person in found.people] == ["beyond", "elected", "beyond", "elected"]
    assert (found.elected, [person.key for person in found.ranked]) == (("B", "D"), ["B", "D", "C", "A"])


@pytest.mark.parametrize(
    ("votes", "seats", "expected", "tied_seats"),
    [
        ([90, 80, 80], 2, ["elected", "tied", "tied"], 1),
        ([80, 80, 80], 2, ["tied", "tied", "tied"], 2),
        ([80, 80], 2, ["elected", "elected"], 0),
        ([90, 80, 80, 70], 3, ["elected", "elected", "elected", "beyond"], 0),
        ([50, 50, 90], 2, ["short", "short", "elected"], 0),  # equal, but not over half: no tie
    ],
)
def test_a_tie_at_the_last_seat_elects_none_of_the_tied(
    votes: list[int], seats: int, expected: list[str], tied_seats: int
) -> None:
    assert (states(votes, 100, seats), result(votes, 100, seats).tied_seats) == (expected, tied_seats)


@pytest.mark.parametrize(
    ("votes", "expected", "tied_seats", "tied_places"),
    [
        ([90, 80, 70, 60], ["elected", "elected", "alternate", "beyond"], 0, 0),
        ([90, 80, 80, 60], ["elected", "tied", "tied", "beyond"], 1, 0),
        ([90, 80, 80, 80], ["elected", "tied", "tied", "tied"], 1, 0),
        ([90, 80, 70, 70], ["elected", "elected", "tied", "tied"], 0, 1),
        ([90, 80, 50, 40], ["elected", "elected", "short", "short"], 0, 0),
        ([90, 50, 40, 30], ["elected", "short", "short", "short"], 0, 0),
    ],
)
def test_alternates_follow_from_the_rest_above_half(
    votes: list[int], expected: list[str], tied_seats: int, tied_places: int
) -> None:
    found = result(votes, 100, 2, 1)

    assert [person.status.value for person in found.people] == expected
    assert (found.tied_seats, found.tied_alternate_seats) == (tied_seats, tied_places)


def test_a_tie_across_seats_and_one_across_alternates_are_told_apart() -> None:
    found = result([80, 80, 70, 70], 100, 1, 2)

    assert (found.tied, found.tied_seats) == (("A", "B"), 1)
    assert (found.tied_alternates, found.tied_alternate_seats) == (("C", "D"), 1)
    assert (found.elected, found.alternates) == ((), ())


def test_where_the_most_votes_are_enough_half_does_not_matter_but_one_vote_does() -> None:
    assert states([10, 9], 100, 1, most=True) == ["elected", "short"]
    assert states([10, 10], 100, 1, most=True) == ["tied", "tied"]
    assert states([0, 0], 100, 1, most=True) == ["short", "short"]


def test_each_person_is_told_why_with_the_rule() -> None:
    found = result([90, 80, 70, 70, 60, 50], 100, 1, 2)

    assert [(person.status.value, person.rule) for person in found.people] == [
        ("elected", "E-081"),
        ("alternate", "E-101"),
        ("tied", "E-091"),
        ("tied", "E-091"),
        ("beyond", "E-090"),
        ("short", "E-081"),
    ]
    assert found.people[5].sentence.render() == (
        "Not elected: 50 votes are not more than half of 100; 51 are needed: "
        + found.people[5].sentence.params["source"].render()
        + "."
    )


@pytest.mark.parametrize(
    ("votes", "seats", "sure", "tied", "left"),
    [
        ([5, 4, 3], 2, (0, 1), (), 0),
        ([5, 4, 4], 2, (0,), (1, 2), 1),
        ([5, 4], 0, (), (), 0),
        ([], 0, (), (), 0),
        ([], 3, (), (), 0),
        ([5, 4], 5, (0, 1), (), 0),
    ],
)
def test_where_the_seats_end_in_a_ranking(
    votes: list[int], seats: int, sure: tuple[int, ...], tied: tuple[int, ...], left: int
) -> None:
    found = cut(votes, range(len(votes)), seats)

    assert (found.sure, found.tied, found.seats) == (sure, tied, left)
