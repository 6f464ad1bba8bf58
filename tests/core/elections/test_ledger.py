"""The stock of ballots: what does not add up stops the count, and corrections are written, never erased."""

import pytest

from daihoi.core.elections import Stock, StockEvent, add_event, check_ledger, ledger_of
from daihoi.core.elections.ledger import check_votes
from daihoi.core.messages import Refused
from tests.core.elections.elections_made import stock

GOOD = {"printed": 100, "issued": 90, "replaced": 2, "unissued": 8, "collected": 89}
COUNTED = {"present": 95, "counted": 89, "valid": 85, "invalid": 4}


def codes(numbers: dict[str, int], **more: int | None) -> list[str]:
    return [finding.code for finding in check_ledger(ledger_of(stock(**numbers)), **{**COUNTED, **more})]


def test_a_ledger_that_adds_up_has_nothing_to_find() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("numbers", "counted", "expected"),
    [
        ({"issued": 96, "unissued": 2}, {}, ["issued_over_present"]),
        ({"issued": 99, "unissued": 0}, {"present": 99}, ["issued_over_printed"]),
        ({"unissued": 7}, {}, ["sheets_do_not_add_up"]),
        ({"collected": 91}, {"counted": 91, "valid": 87}, ["collected_over_issued"]),
        ({}, {"counted": 88}, ["counted_not_collected"]),
        ({}, {"valid": 86}, ["valid_and_invalid"]),
        ({"replaced": -1, "unissued": 11}, {}, ["stock_negative"]),
    ],
)
def test_each_number_that_does_not_agree_is_told(
    numbers: dict[str, int], counted: dict[str, int], expected: list[str]
) -> None:
    assert codes({**GOOD, **numbers}, **counted) == expected


def test_ballots_collected_although_none_were_issued_are_too_many() -> None:
    assert ledger_of(stock(collected=1)).over
    assert codes({"collected": 1}, counted=1, valid=1, invalid=0) == ["collected_over_issued"]


def test_what_is_not_known_yet_is_not_asked() -> None:
    assert check_ledger(ledger_of(stock(printed=10, issued=4)), present=None) == ()


@pytest.mark.parametrize(
    ("votes", "expected"),
    [([3, 3, 0], []), ([4, 0, 0], ["votes_over_valid"]), ([-1, 0, 0], ["votes_over_valid"]),
     ([3, 3, 1], ["votes_over_allowed"])],
)  # fmt: skip
def test_votes_that_no_ballots_can_give_are_told(votes: list[int], expected: list[str]) -> None:
    assert [finding.code for finding in check_votes(votes, valid=3, allowed=2)] == expected


def refused(new: StockEvent, present: int | None = 95, **numbers: int) -> list[str]:
    try:
        add_event(stock(**numbers), new, present=present)
    except Refused as refused:
        return [finding.code for finding in refused.findings]
    return []


@pytest.mark.parametrize(
    ("kind", "number", "reason", "before", "expected"),
    [
        ("issued", 0, "", {"printed": 10}, ["stock_nothing"]),
        ("printed", -1, " ", {"printed": 10}, ["stock_no_reason"]),
        ("issued", 1, "", {}, ["stock_not_printed"]),
        ("collected", 1, "", {"printed": 10}, ["stock_not_issued"]),
        ("issued", 1, "", {"printed": 10, "issued": 3, "collected": 3}, ["stock_box_open"]),
        ("replaced", 1, "", {"printed": 10, "issued": 3, "collected": 3}, ["stock_box_open"]),
        ("issued", 96, "", {"printed": 100}, ["issued_over_present"]),
        ("issued", 8, "", {"printed": 10, "issued": 3}, ["issued_over_printed"]),
        ("unissued", 6, "", {"printed": 10, "issued": 3}, ["sheets_do_not_add_up"]),
        ("issued", -4, "đếm lại", {"printed": 10, "issued": 3}, ["stock_negative"]),
        ("issued", -1, "đếm lại", {"printed": 10, "issued": 3}, []),
        ("collected", 4, "", {"printed": 10, "issued": 3}, []),  # wrong, but it happened
    ],
)
def test_an_event_that_cannot_be_is_refused(
    kind: str, number: int, reason: str, before: dict[str, int], expected: list[str]
) -> None:
    assert refused(StockEvent(Stock(kind), number, reason), **before) == expected


def test_a_sheet_counted_under_the_wrong_number_can_be_moved_by_two_corrections() -> None:
    events = [*stock(printed=100, issued=90, unissued=10)]
    for new in (StockEvent(Stock.UNISSUED, -1, "đếm lại"), StockEvent(Stock.ISSUED, 1, "đếm lại")):
        add_event(events, new, present=95)
        events.append(new)

    assert (ledger_of(events).issued, ledger_of(events).unissued) == (91, 9)
    assert check_ledger(ledger_of(events), present=95) == ()


def test_between_two_corrections_the_sums_are_told_not_to_agree() -> None:
    events = [*stock(printed=100, issued=90, unissued=10), StockEvent(Stock.UNISSUED, -1, "đếm lại")]

    assert [finding.code for finding in check_ledger(ledger_of(events), present=95)] == ["sheets_do_not_add_up"]
