"""Reading briefings: their agenda out of what is open, their minutes, their papers."""

from daihoi.queries.briefings._agenda import Proposal
from daihoi.queries.briefings.papers import paper
from daihoi.queries.briefings.views import (
    AgendaLine,
    AgendaView,
    BriefingLine,
    BriefingView,
    PointView,
    TaskOfPoint,
    agenda,
    briefing,
    briefings,
    waiting,
)

__all__ = [
    "AgendaLine",
    "AgendaView",
    "BriefingLine",
    "BriefingView",
    "PointView",
    "Proposal",
    "TaskOfPoint",
    "agenda",
    "briefing",
    "briefings",
    "paper",
    "waiting",
]
