"""Two counts side by side."""

import pytest

from daihoi.core.elections import Reading, Settled, bundle_of, differences, side_by_side, unsettled
from daihoi.core.elections.compare import slips_of
from tests.core.elections.elections_made import ballot

ONE, OTHER = Reading("10"), Reading("01")


def test_slips_that_only_one_count_has_are_differences_too() -> None:
    found = side_by_side({1: ONE, 2: ONE, 4: ONE}, {1: ONE, 2: OTHER, 3: ONE}, {})

    assert list(found) == [1, 2, 3, 4]
    assert (differences(found), unsettled(found)) == ([2, 3, 4], [2, 3, 4])


def test_what_was_settled_counts_and_stays_told_as_a_difference() -> None:
    found = side_by_side({1: ONE, 2: ONE}, {1: OTHER, 2: ONE}, {1: Settled(OTHER), 2: Settled(OTHER, False)})

    assert [found[slip].agreed for slip in found] == [OTHER, OTHER]
    assert [found[slip].conclusion for slip in found] == [None, False]
    assert (differences(found), unsettled(found)) == ([1], [])


@pytest.mark.parametrize(("first", "second"), [("10", "01"), ("10", None), (None, "10"), ("10", "10 unclear")])
def test_counts_that_differ_agree_on_nothing(first: str | None, second: str | None) -> None:
    assert ballot(first, second).agreed is None


def test_bundles_hold_fifty_slips_each_and_the_last_one_the_rest() -> None:
    assert [bundle_of(slip) for slip in (1, 50, 51, 100, 101)] == [1, 1, 2, 2, 3]
    assert [(slips_of(number, 120)[0], slips_of(number, 120)[-1]) for number in (1, 2, 3)] == [
        (1, 50),
        (51, 100),
        (101, 120),
    ]
    assert list(slips_of(4, 120)) == []
