"""Supervision read: visits of a subtree and of one organisation, one visit, checklists, what waits."""

from daihoi.queries.supervision._lines import TaskLine, VisitLine
from daihoi.queries.supervision._sides import knows_whole
from daihoi.queries.supervision.checklists import (
    ChecklistLine,
    ChecklistView,
    PlanningView,
    checklist,
    checklists,
    may_keep,
    planning,
)
from daihoi.queries.supervision.page import (
    Answer,
    FileLine,
    Found,
    Point,
    VisitView,
    answered_at,
    file,
    own_kinds,
    standings,
    visit,
)
from daihoi.queries.supervision.state import StateLine, StateView, state
from daihoi.queries.supervision.visits import (
    VisitsAsked,
    counts,
    reminders,
    visits,
    visits_of,
    waiting,
)

__all__ = [
    "Answer",
    "ChecklistLine",
    "ChecklistView",
    "FileLine",
    "Found",
    "PlanningView",
    "Point",
    "StateLine",
    "StateView",
    "TaskLine",
    "VisitLine",
    "VisitView",
    "VisitsAsked",
    "answered_at",
    "checklist",
    "checklists",
    "counts",
    "file",
    "knows_whole",
    "may_keep",
    "own_kinds",
    "planning",
    "reminders",
    "standings",
    "state",
    "visit",
    "visits",
    "visits_of",
    "waiting",
]
