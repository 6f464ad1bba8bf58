"""Questions that no text found answers, and what people decided. The software asks; it never decides them.

Source: rulebook C-041, E-056, E-059, E-060, E-083, E-091–E-093, E-101.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from daihoi.core.messages import N_, Message
from daihoi.core.rules import Grounds


class Ask(StrEnum):
    """What is asked."""

    QUORUM = "quorum"  # fewer than two thirds present: go on?
    SUSPENDED = "suspended"  # does a suspended member of a conference count in the base?
    VOTES_ALLOWED = "votes_allowed"  # common list of delegates and alternates: how many names may a ballot keep?
    BALLOTS = "ballots"  # are ballots of one kind valid? `about` holds the cause
    TIE = "tie"  # equal votes at the cut; `about` holds those tied
    SHORTAGE = "shortage"  # fewer elected than seats; `about` is "seats" or "alternates"


class Answer(StrEnum):
    """What can be decided. Which of them a question allows stands in the question."""

    GO_ON = "go_on"
    STOP = "stop"
    OUT = "out"
    IN = "in"
    SEATS = "seats"
    SEATS_AND_ALTERNATES = "seats_and_alternates"
    VALID = "valid"
    INVALID = "invalid"
    VOTE_AGAIN_MOST = "vote_again_most"  # among those tied; the most votes are enough
    VOTE_AGAIN_HALF = "vote_again_half"  # among those tied; more than half is needed again
    VOTE_AGAIN = "vote_again"  # for the seats left, among the names decided
    LEAVE = "leave"  # the seats stay vacant


class Decider(StrEnum):
    """Who answers."""

    CONGRESS = "congress"  # the congress or conference itself
    PRESIDIUM = "presidium"
    COUNTING_COMMITTEE = "counting_committee"
    CONVENING_COMMITTEE = "convening_committee"


ANSWERS: dict[Ask, tuple[Answer, ...]] = {
    Ask.QUORUM: (Answer.GO_ON, Answer.STOP),
    Ask.SUSPENDED: (Answer.OUT, Answer.IN),
    Ask.VOTES_ALLOWED: (Answer.SEATS, Answer.SEATS_AND_ALTERNATES),
    Ask.BALLOTS: (Answer.VALID, Answer.INVALID),
    Ask.TIE: (Answer.VOTE_AGAIN_MOST, Answer.VOTE_AGAIN_HALF, Answer.LEAVE),
    Ask.SHORTAGE: (Answer.VOTE_AGAIN, Answer.LEAVE),
}

# Who may answer; the first is whom pages fill in.
DECIDERS: dict[Ask, tuple[Decider, ...]] = {
    Ask.QUORUM: (Decider.CONGRESS, Decider.PRESIDIUM),
    Ask.SUSPENDED: (Decider.CONGRESS, Decider.PRESIDIUM),
    Ask.VOTES_ALLOWED: (Decider.CONGRESS, Decider.PRESIDIUM),
    Ask.BALLOTS: (Decider.COUNTING_COMMITTEE,),
    Ask.TIE: (Decider.CONGRESS, Decider.PRESIDIUM),
    Ask.SHORTAGE: (Decider.CONGRESS, Decider.PRESIDIUM),
}
# What is asked about a result: nobody may answer, or find out, before it is released.
AFTER_RELEASE = frozenset({Ask.TIE, Ask.SHORTAGE})

ANSWER_NAMES: dict[Answer, str] = {
    Answer.GO_ON: N_("The election goes on"),
    Answer.STOP: N_("The election stops"),
    Answer.OUT: N_("Suspended members are left out of the base"),
    Answer.IN: N_("Suspended members count in the base"),
    Answer.SEATS: N_("As many names as there are full delegates"),
    Answer.SEATS_AND_ALTERNATES: N_("As many names as full delegates and alternates together"),
    Answer.VALID: N_("These ballots are valid"),
    Answer.INVALID: N_("These ballots are invalid"),
    Answer.VOTE_AGAIN_MOST: N_("Vote again among those tied; the most votes are enough"),
    Answer.VOTE_AGAIN_HALF: N_("Vote again among those tied; more than half is needed"),
    Answer.VOTE_AGAIN: N_("Vote again for the seats left"),
    Answer.LEAVE: N_("Leave the seats vacant"),
}
DECIDER_NAMES: dict[Decider, str] = {
    Decider.CONGRESS: N_("The congress or conference"),
    Decider.PRESIDIUM: N_("The presidium"),
    Decider.COUNTING_COMMITTEE: N_("The counting committee"),
    Decider.CONVENING_COMMITTEE: N_("The convening committee"),
}


@dataclass(frozen=True)
class Question:
    """Something to decide. `round` 0: about the whole election. `about`: what exactly (keys, a cause)."""

    ask: Ask
    round: int
    about: tuple[str, ...]
    message: Message
    grounds: Grounds
    options: tuple[Answer, ...]


@dataclass(frozen=True)
class Decision:
    """What was decided on a question, by whom. `names`: keys of the candidates of a further ballot."""

    ask: Ask
    answer: Answer
    round: int = 0
    about: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    by: Decider = Decider.CONGRESS
    note: str = ""


@dataclass(frozen=True)
class Decisions:
    """Everything decided in an election; a later decision on the same question takes the place of an earlier one."""

    made: tuple[Decision, ...] = field(default=())

    def on(self, ask: Ask, round: int, about: Iterable[str] = ()) -> Decision | None:
        wanted = frozenset(about)
        found = [one for one in self.made if one.ask is ask and one.round == round and frozenset(one.about) == wanted]
        return found[-1] if found else None

    def answers(self, question: Question) -> Decision | None:
        """The decision on a question, where it allows that answer; a further ballot needs names."""
        found = self.on(question.ask, question.round, question.about)
        if found is None or found.answer not in question.options:
            return None
        return None if found.answer is Answer.VOTE_AGAIN and not found.names else found
