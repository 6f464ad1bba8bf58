"""Rows, by subject, in the linted order of docs/architecture.md."""

from daihoi.data.models.access import Grant, User
from daihoi.data.models.audit import ChainHead, Event
from daihoi.data.models.organisations import Change, MemberCount, Organisation, Succession, Version
from daihoi.data.models.plan import Congress, Mark, OverlayFile, PilotQuota, Ruleset

__all__ = [
    "ChainHead",
    "Change",
    "Congress",
    "Event",
    "Grant",
    "Mark",
    "MemberCount",
    "Organisation",
    "OverlayFile",
    "PilotQuota",
    "Ruleset",
    "Succession",
    "User",
    "Version",
]
