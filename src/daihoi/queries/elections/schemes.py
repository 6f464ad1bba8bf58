"""The approved personnel scheme of a congress, as far as the list of an election needs it.

Whoever prepares the elections puts this list forward in the congress; so they see names, birth, post and the day of
joining of those who stand for what is elected, and nothing else of the scheme (ADR 18). Reading it is logged.
"""

from dataclasses import dataclass
from datetime import date

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.elections.scheme import FromScheme, ListChange, list_change
from daihoi.core.messages import Finding, Refused
from daihoi.core.personnel.kinds import VersionState
from daihoi.queries.elections._rows import election_at
from daihoi.queries.elections._schemes import approved_version, people_of, prepared_of
from daihoi.queries.personnel._logged import refuse_unlogged


@dataclass(frozen=True)
class SchemeOffer:
    """The newest approved version, and what taking its list would do. `taken`: number of the version that the list
    came from, None: from none. `fault`: why its content cannot be read."""

    version: int
    number: int
    sha256: str
    decision: str
    decided_on: date
    people: tuple[FromScheme, ...]
    change: ListChange
    taken: int | None
    others: int  # prepared names that are there already
    fault: Finding | None = None


def scheme_offer(*, actor: Actor, election: int) -> SchemeOffer:
    """The approved list for whoever prepares the election; NotHere for others, and where nothing is approved."""
    row, place = election_at(actor=actor, election=election, permission=Permission.ELECTIONS_PREPARE)
    version = approved_version(place.organisation, row.congress.term)
    if version is None:
        raise NotHere
    decision = version.decisions.get(state=VersionState.APPROVED.value)
    before = prepared_of(row)
    fault: Finding | None = None
    people: tuple[FromScheme, ...] = ()
    try:
        refuse_unlogged(version)
        people = people_of(row, version)
    except Refused as refused:
        fault = refused.findings[0]
    taken = row.scheme.number if row.scheme is not None else None
    return SchemeOffer(
        version.pk, version.number, version.sha256, decision.number, decision.on_date, people,
        list_change(before, people), taken, len(before), fault,
    )  # fmt: skip
