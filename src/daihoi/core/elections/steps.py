"""The order of one election, step by step (rulebook 1.9, seen for several elections, inferred for the lower levels).

A step is recorded when it is done; it cannot be before the ones that it needs. What the program itself records
(ballots, count, result) is a step as well, so that the page shows one road.
"""

from collections.abc import Collection
from dataclasses import dataclass

from daihoi.core.elections.kinds import Post
from daihoi.core.elections.setting import Setting
from daihoi.core.messages import N_


@dataclass(frozen=True)
class Step:
    """`by_hand`: recorded by somebody; else it follows from ballots and counts. `vote`: decided by show of hands."""

    key: str
    label: str
    by_hand: bool = True
    vote: bool = False
    optional: bool = False


STEPS: tuple[Step, ...] = (
    Step("requirements", N_("Report on requirements, standards, structure and number")),
    Step("number", N_("Vote on the number to elect"), vote=True),
    Step("prepared_list", N_("The prepared list is presented")),
    Step("nominations", N_("Nominations and self-nominations are closed")),
    Step("discussion", N_("Discussion in groups"), optional=True),
    Step("withdrawals", N_("Withdrawals decided"), vote=True),
    Step("straw_ballot", N_("Straw ballot on nominees from the floor"), optional=True),
    Step("list_adopted", N_("Vote on number and names of the list"), vote=True),
    Step("counting_committee", N_("Counting committee elected"), vote=True),
    Step("voting", N_("Ballots issued and collected"), by_hand=False),
    Step("count", N_("Counted twice, differences settled"), by_hand=False),
    Step("announced", N_("Result announced"), by_hand=False),
)
KEYS = tuple(step.key for step in STEPS)


def steps_of(setting: Setting) -> tuple[Step, ...]:
    """The steps of an election: delegates are allocated from above, so their number is not voted (E-100)."""
    allocated = setting.post is Post.DELEGATES and setting.word("election.delegate_number") == "allocated"
    return tuple(
        Step("number", N_("The number allocated from above is announced"))
        if allocated and step.key == "number"
        else step
        for step in STEPS
    )


def next_step(steps: Collection[Step], done: Collection[str]) -> Step | None:
    """The first step that is neither done nor optional; None where all are."""
    return next((step for step in steps if step.key not in done and not step.optional), None)


def missing_before(steps: Collection[Step], done: Collection[str], key: str) -> tuple[Step, ...]:
    """The steps that must be recorded before this one and are not."""
    keys = [step.key for step in steps]
    earlier = list(steps)[: keys.index(key)]
    return tuple(step for step in earlier if step.key not in done and not step.optional and step.by_hand)
