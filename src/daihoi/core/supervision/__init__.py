"""Visits and inspections: kinds, states, ready checklists, and what becomes of two answers to one question."""

from daihoi.core.supervision.answers import Kept, Standing, arrived, chosen, placed
from daihoi.core.supervision.kinds import (
    OPEN,
    REPLY_NAMES,
    VISIT_NAMES,
    VISIT_STATES,
    WEIGHT_NAMES,
    Reply,
    VisitDays,
    VisitKind,
    VisitState,
    Weight,
    visit_state,
)
from daihoi.core.supervision.templates import TEMPLATES, Template

__all__ = [
    "OPEN",
    "REPLY_NAMES",
    "TEMPLATES",
    "VISIT_NAMES",
    "VISIT_STATES",
    "WEIGHT_NAMES",
    "Kept",
    "Reply",
    "Standing",
    "Template",
    "VisitDays",
    "VisitKind",
    "VisitState",
    "Weight",
    "arrived",
    "chosen",
    "placed",
    "visit_state",
]
