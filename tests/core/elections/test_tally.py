"""Adding up ballots."""

from daihoi.core.elections import Cause, Style, Tally, tally
from tests.core.elections.elections_made import ballot, ballots


def add(*papers: object, style: Style = Style.STRIKE, names: int = 3, allowed: int = 2, **conclusions: bool) -> Tally:
    decided = {Cause(name): valid for name, valid in conclusions.items()}
    return tally(papers, style=style, names=names, allowed=allowed, conclusions=decided)


def test_votes_on_invalid_ballots_count_for_nobody() -> None:
    found = add(*ballots("110*3", "011", "111*5", "000", "110 not_issued"))

    assert (found.counted, found.valid, found.invalid_total) == (11, 4, 7)
    assert (found.votes, found.against) == ((3, 4, 1), (1, 0, 3))
    assert dict(found.invalid) == {Cause.TOO_MANY: 5, Cause.NOBODY: 1, Cause.NOT_ISSUED: 1}


def test_both_boxes_and_neither_are_unclear_and_no_vote() -> None:
    found = add(*ballots("12-", "10-", "1-0"), style=Style.COLUMNS, allowed=3)

    assert (found.votes, found.against, found.unclear) == ((3, 0, 0), (0, 1, 1), (0, 2, 2))


def test_nothing_is_added_up_of_ballots_on_which_the_counts_differ() -> None:
    found = add(*ballots("110"), ballot("110", "101"), ballot(None, "101"), ballot("110", "101", settled="011"))

    assert (found.counted, found.valid, found.unsettled, found.complete) == (4, 2, 2, False)
    assert found.votes == (1, 2, 1)


def test_what_waits_for_a_conclusion_is_neither_valid_nor_invalid() -> None:
    papers = ballots("00*2", "--", "10 writing*3", "11")
    found = add(*papers, style=Style.COLUMNS, names=2, allowed=2)
    concluded = add(*papers, style=Style.COLUMNS, names=2, allowed=2, all_against=True, nothing_marked=False,
                    seen_on_paper=True)  # fmt: skip

    assert (found.valid, found.invalid_total, found.complete) == (1, 0, False)
    assert dict(found.open) == {Cause.ALL_AGAINST: 2, Cause.NOTHING_MARKED: 1, Cause.SEEN_ON_PAPER: 3}
    assert (concluded.valid, dict(concluded.invalid), concluded.complete) == (6, {Cause.NOTHING_MARKED: 1}, True)
    assert concluded.votes == (4, 1)


def test_no_ballots_give_no_votes() -> None:
    found = add()

    assert (found.counted, found.valid, found.votes, found.complete) == (0, 0, (0, 0, 0), True)
