"""What is answered: the lists, how far each demand is from being kept, or the rules that cannot be kept together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from daihoi.core.messages import Message
from daihoi.core.personnel.demands import Demand
from daihoi.core.rules import Grounds
from daihoi.solver.question import Lists


class State(StrEnum):
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNDECIDED = "undecided"  # the limit was reached first


class RuleKind(StrEnum):
    """What a conflict can consist of. Who may stand for what is never in question: it is the pool."""

    DEMAND = "demand"
    SIZE = "size"  # how many seats the scheme itself gives
    SEATS = "seats"
    SURPLUS = "surplus"
    OFFICE = "office"
    ALONG = "along"  # a post that goes with another
    FIXED = "fixed"  # a decision on a person


@dataclass(frozen=True)
class Rule:
    """One rule of a conflict. `able`: how many of the pool can count for it. `person`: of a decision on one. `grounds`:
    None where it is no rule of a text, but asked by the scheme."""

    key: str
    kind: RuleKind
    message: Message
    able: int
    demand: Demand | None = None
    person: str = ""
    grounds: Grounds | None = None


@dataclass(frozen=True)
class Measure:
    """A demand on the lists found. `short`: people lacking, or too many; `out_of`: of a share."""

    demand: Demand
    count: int
    out_of: int | None
    short: int


@dataclass(frozen=True)
class Answer:
    """`unsure`: how many people too many hard rules may have, if those count of whom it is not known; none have fewer.

    `short`: people lacking over all targets; no lists lack fewer than `least_short`. `proven`: the two are equal,
    and no lists as good are nearer to the draft. `changes`: entries put in or taken off.

    `conflict`: rules that no lists keep together. `smallest`: proven that no fewer rules are in conflict. `effort`: the
    work done, in units that are the same on every machine; some five seconds each on an old core.
    """

    state: State
    lists: Lists | None = None
    measures: tuple[Measure, ...] = ()
    unsure: int = 0
    short: int = 0
    least_short: int = 0
    changes: int | None = None
    proven: bool = False
    conflict: tuple[Rule, ...] = ()
    smallest: bool = False
    effort: float = 0.0

    @property
    def by_key(self) -> Mapping[str, Measure]:
        return {one.demand.key: one for one in self.measures}
