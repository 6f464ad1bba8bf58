"""Rows, by subject, in the linted order of docs/architecture.md."""

from daihoi.data.models.access import Grant, User
from daihoi.data.models.audit import ChainHead, Event
from daihoi.data.models.elections import (
    BallotRound,
    Count,
    CountingMember,
    Draft,
    Election,
    ElectionDecision,
    Exclusion,
    Nominee,
    ReadBallot,
    SettledBallot,
    StepDone,
    StockEntry,
)
from daihoi.data.models.organisations import Change, MemberCount, Organisation, Succession, Version
from daihoi.data.models.plan import Congress, Mark, OverlayFile, PilotQuota, Ruleset

__all__ = [
    "BallotRound",
    "ChainHead",
    "Change",
    "Congress",
    "Count",
    "CountingMember",
    "Draft",
    "Election",
    "ElectionDecision",
    "Event",
    "Exclusion",
    "Grant",
    "Mark",
    "MemberCount",
    "Nominee",
    "Organisation",
    "OverlayFile",
    "PilotQuota",
    "ReadBallot",
    "Ruleset",
    "SettledBallot",
    "StepDone",
    "StockEntry",
    "Succession",
    "User",
    "Version",
]
