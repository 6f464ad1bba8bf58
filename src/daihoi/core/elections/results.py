"""What `standing` computes of an election: one value a round, and one for the whole."""

from dataclasses import dataclass

from daihoi.core.elections.base import Base
from daihoi.core.elections.decisions import Question
from daihoi.core.elections.ledger import Ledger
from daihoi.core.elections.outcome import Person, RoundOutcome
from daihoi.core.elections.record import NextRound, Round
from daihoi.core.elections.tally import Tally
from daihoi.core.messages import Finding


@dataclass(frozen=True)
class RoundStanding:
    """One round: its ledger, its figures, its result. `outcome` None: not counted, or something does not reconcile,
    or ballots wait for a conclusion."""

    round: Round
    ledger: Ledger
    tally: Tally | None
    outcome: RoundOutcome | None
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]

    @property
    def valid(self) -> int | None:
        return self.tally.valid if self.tally else None


@dataclass(frozen=True)
class Standing:
    """An election so far. `elected` and `alternates`: keys in the order in which they were elected.

    `vacant`: seats not filled. `open`: questions without a decision; while there are any, nothing comes next.
    `next`: the round to hold; None where the election is over, or a round is being held, or something is open.
    """

    base: Base
    rounds: tuple[RoundStanding, ...]
    elected: tuple[str, ...]
    alternates: tuple[str, ...]
    vacant: int
    vacant_alternates: int
    questions: tuple[Question, ...]
    open: tuple[Question, ...]
    next: NextRound | None
    over: bool
    findings: tuple[Finding, ...]

    def person(self, key: str) -> Person | None:
        """The candidate's result in the last round that stood and had them on the list."""
        for one in reversed(self.rounds):
            if one.outcome is not None and not one.round.annulled:
                for person in one.outcome.people:
                    if person.key == key:
                        return person
        return None
