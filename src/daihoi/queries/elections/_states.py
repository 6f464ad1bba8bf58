"""Where an election stands, as its rows show it."""

from collections.abc import Sequence

from daihoi.core.elections import Standing, ledger_of
from daihoi.data.models import BallotRound, Election
from daihoi.queries.elections._rows import is_counted, stock_of

# In the order of an election's life.
STATES = ("preparing", "adopted", "voting", "counting", "comparing", "deciding", "due", "over", "withdrawn")


def shown(row: Election, rounds: Sequence[BallotRound]) -> str:
    """The state that rows show; whether something is still to decide after a release, `state_of` says."""
    if row.withdrawn:
        return "withdrawn"
    if not rounds:
        return "adopted" if row.adopted_at else "preparing"
    last = rounds[-1]
    if last.annulled:
        return "due"
    if last.released_at:
        return "over"
    if is_counted(last):
        return "comparing"
    return "counting" if ledger_of(stock_of(last)).collected is not None else "voting"


def state_of(row: Election, rounds: Sequence[BallotRound], found: Standing) -> str:
    """The state, with what the result leaves open."""
    state = shown(row, rounds)
    if state == "over" and found.open:
        return "deciding"
    return "due" if state == "over" and found.next is not None else state
