"""One election as it was: everything that its result follows from, in plain values, and nothing else.

Rows of the database, a result file and a file for the command line all become a `Record`; `standing` alone computes
results from it, so that whoever recomputes gets what the hall was told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from daihoi.core.elections.base import Exclusion
from daihoi.core.elections.compare import Ballot
from daihoi.core.elections.decisions import Ask, Decision
from daihoi.core.elections.kinds import Style, style_of
from daihoi.core.elections.ledger import StockEvent
from daihoi.core.elections.outcome import Threshold


class Purpose(StrEnum):
    """Why a round is held."""

    FIRST = "first"
    TIE = "tie"  # among those tied for the last seats
    FURTHER = "further"  # for the seats that an earlier round left (second ballot and later)


@dataclass(frozen=True)
class Candidate:
    """A name on a ballot. `key` is unique within the election."""

    key: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Totals:
    """Sums of a round that somebody else counted: valid and invalid ballots, votes in ballot order."""

    valid: int
    invalid: int
    votes: tuple[int, ...]


@dataclass(frozen=True)
class Round:
    """One ballot round. `keys` in ballot order; `allowed`: names that a ballot may vote for; `alternates`: places that
    the same list fills. Exactly one of `ballots` (counted here) and `totals` (counted elsewhere); neither: not yet
    counted. `annulled`: why the round does not stand, "" where it does."""

    number: int
    keys: tuple[str, ...]
    seats: int
    allowed: int
    alternates: int = 0
    purpose: Purpose = Purpose.FIRST
    threshold: Threshold = Threshold.HALF
    present: int | None = None
    stock: tuple[StockEvent, ...] = ()
    ballots: tuple[Ballot, ...] | None = None
    totals: Totals | None = None
    annulled: str = ""
    layout_sha256: str = ""

    @property
    def style(self) -> Style:
        return style_of(len(self.keys), self.allowed)

    @property
    def counted(self) -> bool:
        return self.ballots is not None or self.totals is not None


@dataclass(frozen=True)
class Record:
    """An election. `seats`: the number decided, or allocated for delegates; `alternates`: places for alternates on
    the common list (E-101), else 0. `rounds` in order of number."""

    seats: int
    summoned: int
    candidates: tuple[Candidate, ...]
    alternates: int = 0
    exclusions: tuple[Exclusion, ...] = ()
    rounds: tuple[Round, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def names(self) -> Mapping[str, str]:
        return {one.key: one.name for one in self.candidates}

    @property
    def standing_rounds(self) -> Sequence[Round]:
        """Rounds that were not annulled."""
        return [one for one in self.rounds if not one.annulled]


@dataclass(frozen=True)
class NextRound:
    """The round that is to be held next, as what went before decides it."""

    number: int
    keys: tuple[str, ...]
    seats: int
    alternates: int = 0
    purpose: Purpose = Purpose.FIRST
    threshold: Threshold = Threshold.HALF
    again: bool = False  # the round before it was annulled


def through(record: Record, number: int | None) -> Record:
    """The election as it stood when a round's minutes were signed (None: as it stands): what its result led to, later
    rounds and names added for them left out. Ballots of annulled rounds count for nothing."""
    rounds = [
        replace(one, ballots=None) if one.annulled else one
        for one in record.rounds
        if number is None or one.number <= number
    ]
    decisions = tuple(one for one in record.decisions if number is None or _led_to(one, number))
    named = {key for one in rounds for key in one.keys} | {key for one in decisions for key in one.names}
    candidates = tuple(one for one in record.candidates if one.key in named)
    return replace(record, rounds=tuple(rounds), decisions=decisions, candidates=candidates)


def _led_to(one: Decision, number: int) -> bool:
    """Was it decided before the round's minutes were signed? What its ties and vacant seats lead to comes after."""
    return one.round < number or (one.round == number and one.ask not in {Ask.TIE, Ask.SHORTAGE})
