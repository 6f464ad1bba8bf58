"""The list that the rules give for an election, with what stands against each nominee."""

from dataclasses import dataclass

from daihoi.core.elections import ListProposal, Setting, check_nominee, propose
from daihoi.core.messages import Finding
from daihoi.core.text import Tones
from daihoi.data.models import Election
from daihoi.queries.elections._rows import in_order, nominee_of
from daihoi.queries.rules import holidays


@dataclass(frozen=True)
class Proposed:
    """`of_nominee`: (key, findings) of each nominee in the order in which they were entered."""

    proposal: ListProposal
    of_nominee: tuple[tuple[str, tuple[Finding, ...]], ...]
    tones: Tones


def proposal_of(row: Election, setting: Setting) -> Proposed:
    """One query. The number to elect counts as 1 while it is not entered."""
    nominees = [nominee_of(one) for one in in_order(row.nominees.all())]
    tones: Tones = "school" if row.tones == "school" else "dictionary"
    of_nominee = tuple(
        (one.key, check_nominee(setting, one, opens_on=row.opens_on, holidays=holidays())) for one in nominees
    )
    found = propose(setting, nominees, seats=row.seats or 1, attending=row.attending, tones=tones)
    return Proposed(found, of_nominee, tones)
