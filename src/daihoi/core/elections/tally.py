"""Adding up the ballots of one round: who has how many votes, what is invalid and why, what is still open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from daihoi.core.elections.compare import Ballot
from daihoi.core.elections.kinds import Style
from daihoi.core.elections.marks import AGAINST, BOTH, FOR, NONE, Cause, judge


@dataclass(frozen=True)
class Tally:
    """Figures of a round, in ballots; tuples are in ballot order. `against`, `unclear`: for minutes only.

    `invalid` counts ballots by cause. `open`: ballots on which the committee must still conclude, by cause; while
    there are any, there is no result. `unsettled`: ballots on which the two counts still differ.
    """

    counted: int
    valid: int
    votes: tuple[int, ...]
    against: tuple[int, ...]
    unclear: tuple[int, ...]
    invalid: Mapping[Cause, int]
    open: Mapping[Cause, int]
    unsettled: int

    @property
    def invalid_total(self) -> int:
        return sum(self.invalid.values())

    @property
    def complete(self) -> bool:
        return not self.open and not self.unsettled


def tally(
    ballots: Iterable[Ballot],
    *,
    style: Style,
    names: int,
    allowed: int,
    conclusions: Mapping[Cause, bool],
    strict: frozenset[Cause] = frozenset(),
) -> Tally:
    """Add up ballots on which both counts agree or that were settled (E-080: votes on valid ballots only)."""
    invalid: Counter[Cause] = Counter()
    waiting: Counter[Cause] = Counter()
    good: list[str] = []
    counted = unsettled = 0
    for ballot, times in Counter(ballots).items():
        counted += times
        reading = ballot.agreed
        if reading is None:
            unsettled += times
            continue
        verdict = judge(reading, style, allowed, conclusions=conclusions, concluded=ballot.conclusion, strict=strict)
        if verdict.valid:
            good += [reading.marks] * times
        elif verdict.cause is not None:
            (waiting if verdict.valid is None else invalid)[verdict.cause] += times
    columns = [Counter(column) for column in zip(*good, strict=True)] or [Counter() for _ in range(names)]
    return Tally(
        counted=counted,
        valid=len(good),
        votes=tuple(column[FOR] for column in columns),
        against=tuple(column[AGAINST] for column in columns),
        unclear=tuple(column[BOTH] + column[NONE] for column in columns),
        invalid=dict(sorted(invalid.items())),
        open=dict(sorted(waiting.items())),
        unsettled=unsettled,
    )
