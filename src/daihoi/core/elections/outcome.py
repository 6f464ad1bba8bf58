"""The result of one round by the article: who is elected, who not, what people must decide. Integers only.

Source: rulebook E-080–E-093, E-101. `elected` = strictly more than half of the base, most votes first, until the
seats are full. A tie at the cut elects neither side: it is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from daihoi.core.elections.base import BASE_RULES, Base
from daihoi.core.elections.setting import Setting, more_than_half
from daihoi.core.messages import N_, Message


class Threshold(StrEnum):
    """What it takes to be elected in a round."""

    HALF = "half"  # strictly more than half of the base
    MOST = "most"  # the most votes: only where it was decided so for a tie


class Status(StrEnum):
    """What became of a candidate in a round."""

    ELECTED = "elected"
    ALTERNATE = "alternate"  # elected alternate delegate, from the rest above half (E-101)
    TIED = "tied"
    BEYOND = "beyond"  # above half, but the seats are full
    SHORT = "short"  # not above half; where the most votes are enough, fewer than others


@dataclass(frozen=True)
class Person:
    """A candidate's result. `share` = votes ÷ summoned (E-087), for showing; it decides nothing."""

    key: str
    name: str
    votes: int
    share: Fraction
    over_half: bool
    status: Status
    sentence: Message
    rule: str


@dataclass(frozen=True)
class RoundOutcome:
    """A round's result. `people` in ballot order, `ranked` by votes (equal votes in ballot order).

    `tied`: keys equal at the cut, () for none; `tied_seats`: how many of the seats they stand for; `tied_alternates`:
    keys equal at the cut of the alternates.
    """

    people: tuple[Person, ...]
    ranked: tuple[Person, ...]
    elected: tuple[str, ...]
    alternates: tuple[str, ...]
    tied: tuple[str, ...]
    tied_seats: int
    tied_alternates: tuple[str, ...]
    tied_alternate_seats: int


@dataclass(frozen=True)
class Cut:
    """Where the seats end in a ranking: sure of a seat, tied for the last seats, and how many seats those are."""

    sure: tuple[int, ...]
    tied: tuple[int, ...]
    seats: int


def cut(votes: Sequence[int], order: Sequence[int], seats: int) -> Cut:
    """Give `seats` to the first of `order` (indices by falling votes); who is equal at the end is not chosen among."""
    if len(order) <= seats:
        return Cut(tuple(order), (), 0)
    if seats <= 0:
        return Cut((), (), 0)
    last = votes[order[seats - 1]]
    if votes[order[seats]] != last:
        return Cut(tuple(order[:seats]), (), 0)
    sure = tuple(index for index in order if votes[index] > last)
    return Cut(sure, tuple(index for index in order if votes[index] == last), seats - len(sure))


def outcome(
    setting: Setting,
    *,
    keys: Sequence[str],
    names: Sequence[str],
    votes: Sequence[int],
    base: Base,
    seats: int,
    alternates: int = 0,
    threshold: Threshold = Threshold.HALF,
) -> RoundOutcome:
    """The result of a round. `keys`, `names`, `votes`: one entry a candidate, in ballot order; votes on valid ballots.

    `alternates`: places for alternates that the same list fills from the rest above half (E-101), else 0.
    """
    over = [more_than_half(number, base.number) for number in votes]
    passed = [number > 0 if threshold is Threshold.MOST else more for number, more in zip(votes, over, strict=True)]
    order = sorted((index for index, ok in enumerate(passed) if ok), key=lambda index: -votes[index])
    first = cut(votes, order, seats)
    both = cut(votes, order, seats + alternates) if alternates else Cut((), (), 0)
    half = threshold is Threshold.HALF
    status = [Status.BEYOND if ok and half else Status.SHORT for ok in passed]
    rest = both.sure if alternates else ()
    second_tie = tuple(index for index in both.tied if index not in first.tied)
    for index in rest:
        status[index] = Status.ALTERNATE
    for index in first.sure:
        status[index] = Status.ELECTED
    for index in (*second_tie, *first.tied):
        status[index] = Status.TIED
    people = tuple(
        _person(setting, key, name, number, base, more, state, threshold)
        for key, name, number, more, state in zip(keys, names, votes, over, status, strict=True)
    )
    by_rank = sorted(range(len(people)), key=lambda index: -votes[index])
    return RoundOutcome(
        people=people,
        ranked=tuple(people[index] for index in by_rank),
        elected=tuple(keys[index] for index in order if status[index] is Status.ELECTED),
        alternates=tuple(keys[index] for index in order if status[index] is Status.ALTERNATE),
        tied=tuple(keys[index] for index in first.tied),
        tied_seats=first.seats,
        tied_alternates=tuple(keys[index] for index in second_tie),
        tied_alternate_seats=both.seats if second_tie else 0,
    )


# Sentence, key of the rule and its id; no key: the article on the base of the body that votes.
_SENTENCES: dict[Status, tuple[str, str, str]] = {
    Status.ELECTED: (
        N_("Elected: {votes} votes are more than half of {base}, and enough for one of the seats: {source}."),
        "",
        "",
    ),
    Status.ALTERNATE: (
        N_("Alternate: {votes} votes are more than half of {base}, next after those elected: {source}."),
        "election.alternates_from_rest",
        "E-101",
    ),
    Status.TIED: (
        N_("Not decided: {votes} votes, as many as others who stand for the same last seat: {source}."),
        "election.tie",
        "E-091",
    ),
    Status.BEYOND: (
        N_("Not elected: {votes} votes are more than half of {base}, but others have more and the seats are full: "
           "{source}."),
        "election.too_many",
        "E-090",
    ),
    Status.SHORT: (
        N_("Not elected: {votes} votes are not more than half of {base}; {needed} are needed: {source}."),
        "",
        "",
    ),
}  # fmt: skip
_BY_MOST = N_("{votes} votes are the most among those tied, which was decided to be enough: {source}.")
_AFTER_TIE = N_(
    "Alternate: {votes} votes were not enough among those tied, but the ballot before gave more than half; next after "
    "those elected: {source}."
)
_NOT_MOST = N_("Not elected: {votes} votes; others of those tied have more: {source}.")


def _person(
    setting: Setting,
    key: str,
    name: str,
    votes: int,
    base: Base,
    over: bool,
    status: Status,
    threshold: Threshold,
) -> Person:
    text, rule, id = _SENTENCES[status]
    if threshold is Threshold.MOST and status is not Status.TIED:
        text, rule, id = (
            (_BY_MOST if status in {Status.ELECTED, Status.ALTERNATE} else _NOT_MOST),
            "election.tie",
            "E-091",
        )
    grounds = setting.grounds(*((rule, id) if rule else BASE_RULES[setting.body]))
    params = {"votes": votes, "base": base.number, "needed": base.needed, "source": grounds}
    share = Fraction(votes, base.summoned) if base.summoned > 0 else Fraction(0)
    return Person(key, name, votes, share, over, status, Message(text, params), grounds.id)


def as_alternate(setting: Setting, person: Person) -> Person:
    """Somebody who lost a vote among the tied and so became alternate on a common list (E-101)."""
    grounds = setting.grounds("election.alternates_from_rest", "E-101")
    sentence = Message(_AFTER_TIE, {"votes": person.votes, "source": grounds})
    return replace(person, status=Status.ALTERNATE, sentence=sentence, rule=grounds.id)
