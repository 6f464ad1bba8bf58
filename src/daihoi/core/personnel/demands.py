"""What a list must keep, as counts of people: the one form in which check, what-if and solver see rules.

A demand counts those on a body's list who have a feature and compares the count with a number, or with a share of all
those meant to be elected. Cleared of its fraction it is a sum of whole weights over people against a whole bound, so
that a list checked by hand and a list sought by the solver keep the same rules to the letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from daihoi.core.messages import Message
from daihoi.core.personnel.kinds import Organ, Post
from daihoi.core.rules import Compare, Grounds


class Feature(StrEnum):
    """What is asked of a person on a list. Posts are features as well: `Has(posts=…)`.

    Ages are full months at the reference month: under 40 is less than 480, over 50 is more than 600.
    """

    LISTED = "listed"  # anybody on the list, the surplus too
    MEANT = "meant"  # anybody meant to be elected
    SURPLUS = "surplus"
    WOMAN = "woman"
    UNDER_40 = "under_40"
    UNDER_42 = "under_42"
    FROM_40_TO_50 = "from_40_to_50"
    OVER_50 = "over_50"
    MINORITY = "minority"
    FIRST_TIME = "first_time"
    RESTANDING = "restanding"
    SCIENCE = "science"
    DEGREE = "degree"  # bachelor and higher
    THEORY = "theory"  # intermediate and higher
    NOT_LOCAL = "not_local"
    NOT_IN_COMMITTEE = "not_in_committee"  # on the list of another body, not on the committee's
    NOT_LEADING = "not_leading"  # neither a deputy secretary nor on the list of the standing committee
    TOO_OLD = "too_old"  # too few months left for the way in which the person stands, and no special decision


@dataclass(frozen=True)
class Has:
    """Whom a demand counts: those on the body's list with every one of the features and posts.

    Only those meant to be elected count, unless LISTED or SURPLUS is among the features.
    """

    features: frozenset[Feature] = frozenset()
    posts: frozenset[Post] = frozenset()  # holding all of them at once
    any_post: frozenset[Post] = frozenset()  # holding at least one of them


@dataclass(frozen=True)
class Demand:
    """One rule on one body. `value`: people, or a share of those meant to be elected where `of` is set.

    `of`: whom a share is taken of; None: `value` is a number of people. `name`: what is counted, for tables. `beside`:
    the other end of a range of shares, "40 to 50 %", of which `value` is one end. `note`: what the line says besides.
    """

    key: str  # one of its kind in a check: the rule's key and the body
    organ: Organ
    who: Has
    compare: Compare
    value: int | Fraction
    of: Has | None
    name: Message
    grounds: Grounds
    beside: Fraction | None = None
    note: Message | None = None

    @property
    def blocks(self) -> bool:
        """Hard and certain enough to stop a list."""
        return self.grounds.severity == "error"


def whole_between(low: int | Fraction, high: int | Fraction) -> tuple[int, int]:
    """The least and the most whole number in a range; where none lies in it, the nearest below and above.

    Of 11 seats 10 to 15 % are 1.1 to 1.65; nobody can put up a part of a person, so 1 and 2 are both as near as can be.
    """
    least, most = ceil(low), floor(high)
    return (least, most) if least <= most else (most, least)


def needed_people(compare: Compare, value: int | Fraction, of: int | None, beside: Fraction | None = None) -> int:
    """The whole number of people that a count is compared with: at least, at most, or exactly so many. `beside`: as in
    `Demand`."""
    exact = Fraction(value) * of if of is not None else Fraction(value)
    if beside is not None and of is not None:
        least, most = whole_between(*sorted((exact, beside * of)))
        return least if compare is Compare.AT_LEAST else most
    if compare is Compare.AT_LEAST:
        return ceil(exact)
    if compare is Compare.MORE_THAN:
        return floor(exact) + 1
    if compare is Compare.LESS_THAN:
        return ceil(exact) - 1
    return floor(exact)


@dataclass(frozen=True)
class Linear:
    """`sum(weights[key] for key on the list) compare bound`, whole numbers only."""

    weights: Mapping[str, int]
    compare: Compare
    bound: int


def linear(demand: Demand, counted: Mapping[str, bool], out_of: Mapping[str, bool], base: int | None = None) -> Linear:
    """The demand cleared of its fraction.

    `counted`, `out_of`: by person, whether the demand's `who` and `of` count them (unknown is False in `who`). `base`:
    how many `of` counts on the list, where not all of `out_of` will be on it; asked for a range alone.
    """
    if demand.of is None:
        if isinstance(demand.value, Fraction) and demand.value.denominator != 1:
            raise ValueError(f"{demand.key}: a number of people is whole")
        return Linear({key: int(yes) for key, yes in counted.items()}, demand.compare, int(demand.value))
    share = Fraction(demand.value)
    weights = {key: share.denominator * int(counted[key]) - share.numerator * int(out_of[key]) for key in counted}
    if demand.beside is None:
        return Linear(weights, demand.compare, 0)
    number = sum(out_of.values()) if base is None else base
    needed = needed_people(demand.compare, share, number, demand.beside)
    return Linear(weights, demand.compare, share.denominator * needed - share.numerator * number)
