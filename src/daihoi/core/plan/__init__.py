"""The plan of one congress: its milestone track, and the checks of its days, form, contents and delegates."""

from daihoi.core.plan.check import Form, check_congress, check_window
from daihoi.core.plan.milestones import KEYS, MILESTONES, Milestone
from daihoi.core.plan.track import (
    DUE_SOON_DAYS,
    CongressState,
    State,
    Step,
    Window,
    closing_day,
    congress_state,
    days_late,
    is_done,
    state,
    track,
    window,
)

__all__ = [
    "DUE_SOON_DAYS",
    "KEYS",
    "MILESTONES",
    "CongressState",
    "Form",
    "Milestone",
    "State",
    "Step",
    "Window",
    "check_congress",
    "check_window",
    "closing_day",
    "congress_state",
    "days_late",
    "is_done",
    "state",
    "track",
    "window",
]
