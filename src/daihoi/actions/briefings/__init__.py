"""Writes on briefings: planning, agenda, minutes, and what follows from them."""

from daihoi.actions.briefings.minutes import Assignment, Minutes, answer_point, assign, enter_minutes
from daihoi.actions.briefings.planning import (
    Meeting,
    Point,
    change_briefing,
    drop_briefing,
    plan_briefing,
    set_agenda,
)

__all__ = [
    "Assignment",
    "Meeting",
    "Minutes",
    "Point",
    "answer_point",
    "assign",
    "change_briefing",
    "drop_briefing",
    "enter_minutes",
    "plan_briefing",
    "set_agenda",
]
