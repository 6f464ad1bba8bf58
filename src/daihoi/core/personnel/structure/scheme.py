"""A scheme as it is checked: its rules, numbers, list and pool; and what a check says of it, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from daihoi.core.messages import N_, Message, Severity
from daihoi.core.personnel.demands import Demand
from daihoi.core.personnel.kinds import Organ
from daihoi.core.personnel.people import Listed
from daihoi.core.personnel.setting import Setting
from daihoi.core.rules import Compare, Grounds


@dataclass(frozen=True)
class Seats:
    """How many a body shall have, how many of these stay vacant on purpose, how many were approved the term before."""

    seats: int
    vacant: int = 0
    before: int | None = None

    def __post_init__(self) -> None:
        if self.seats < 1 or not 0 <= self.vacant < self.seats or (self.before is not None and self.before < 1):
            raise ValueError("seats from 1, vacant places below that, a number before from 1")

    @property
    def to_elect(self) -> int:
        return self.seats - self.vacant


@dataclass(frozen=True)
class Scheme:
    """Keys are unique on the list, and in the pool; somebody in both counts as on the list.

    `organs` of somebody in the pool: the bodies that they may be named for; none: any.
    """

    setting: Setting
    seats: Mapping[Organ, Seats]
    listed: tuple[Listed, ...] = ()
    pool: tuple[Listed, ...] = ()

    def __post_init__(self) -> None:
        for people in (self.listed, self.pool):
            if len({one.person.key for one in people}) != len(people):
                raise ValueError("a person stands twice on the list or in the pool")


class State(StrEnum):
    """How a line stands."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"  # facts are unknown that could keep or break it, or no text was found that gives the figure


STATE_NAMES: dict[State, str] = {
    State.KEPT: N_("met"),
    State.BROKEN: N_("not met"),
    State.OPEN: N_("to be looked at"),
}


@dataclass(frozen=True)
class Line:
    """One rule on one body.

    `count` people keep to what is counted, of `of`; `unknown` more of whom it is not known. `needed`: the number of
    people that `count` is compared with. `margin`: negative, so many lacking, or too many where the rule is an upper
    limit; else so many to spare, or room for so many more. None: there is no figure. `met`: what the figures say
    whether or not the rule is verified; None where the unknown decide. `fillers`: keys of people in the pool who would
    count and whom no hard rule forbids, those who mend most lines first.
    """

    key: str
    organ: Organ
    name: Message
    grounds: Grounds
    state: State
    sentence: Message
    demand: Demand | None = None
    compare: Compare | None = None  # of `count` with `needed`
    count: int | None = None
    of: int | None = None
    unknown: int = 0
    needed: int | None = None
    margin: int | None = None
    met: bool | None = None
    fillers: tuple[str, ...] = ()
    asks_for_more: bool = False  # what was not entered is asked for: the number before, or who is the surplus

    @property
    def severity(self) -> Severity:
        """Of a line that is not kept: what it does."""
        if self.state is State.KEPT:
            return Severity.NOTE
        return Severity.QUESTION if self.state is State.OPEN else self.grounds.severity

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def asks(self) -> bool:
        """Open: does it ask for something, a fact or a number? A rule without any figure does not."""
        return self.demand is not None or self.needed is not None or self.asks_for_more


@dataclass(frozen=True)
class Tally:
    """Figures of a demand on a list: how many count, of how many the demand asks something unknown, and the base."""

    count: int
    unknown: int
    of: int


@dataclass(frozen=True)
class Check:
    """A scheme with its lines. `tallies` and `marks` are what `what_if` goes on from."""

    scheme: Scheme
    lines: tuple[Line, ...]
    tallies: Mapping[str, Tally] = field(repr=False)
    marks: Mapping[str, tuple[int, int]] = field(compare=False, repr=False)

    @property
    def blocked(self) -> bool:
        """Does a hard rule stop the scheme?"""
        return any(line.blocks for line in self.lines)

    def line(self, key: str) -> Line | None:
        return next((line for line in self.lines if line.key == key), None)
