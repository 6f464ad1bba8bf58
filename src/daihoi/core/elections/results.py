"""What `standing` computes of an election: one value a round, and one for the whole."""

from dataclasses import dataclass

from daihoi.core.elections.base import Base
from daihoi.core.elections.decisions import Question
from daihoi.core.elections.ledger import Ledger
from daihoi.core.elections.outcome import Person, RoundOutcome, Status
from daihoi.core.elections.record import NextRound, Purpose, Round
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
    `became`: those who lost a vote among the tied and so are alternates, as `person` and `people` tell of them.
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
    became: tuple[Person, ...] = ()

    def person(self, key: str) -> Person | None:
        """What became of the candidate: their result in the last round that stood and had them on the list."""
        for one in reversed(self.rounds):
            for person in self.people(one):
                if person.key == key and not one.round.annulled:
                    return person
        return None

    def people(self, one: RoundStanding) -> tuple[Person, ...]:
        """The people of a round in ballot order, for showing; () for none counted. Whoever lost it as a vote among
        the tied and so became alternate reads "alternate", not "not elected"."""
        if one.outcome is None:
            return ()
        became = {person.key: person for person in self.became} if one.round.purpose is Purpose.TIE else {}
        lost = {Status.SHORT, Status.BEYOND}
        return tuple(
            became.get(person.key, person) if person.status in lost else person for person in one.outcome.people
        )
