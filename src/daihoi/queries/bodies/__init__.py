"""Bodies read: those of an organisation, those that look after it, and who is looked after by none."""

from daihoi.queries.bodies._coverage import (
    CoverageView,
    LevelLine,
    bodies_of_each,
    coverage,
    times,
)
from daihoi.queries.bodies.choosing import Choice, Line, choices_below, listed
from daihoi.queries.bodies.listing import (
    BodyLine,
    BodyView,
    Covered,
    Member,
    bodies,
    bodies_of,
    body,
    choices,
    here,
    named,
    waiting,
)

__all__ = [
    "BodyLine",
    "BodyView",
    "Choice",
    "CoverageView",
    "Covered",
    "LevelLine",
    "Line",
    "Member",
    "bodies",
    "bodies_of",
    "bodies_of_each",
    "body",
    "choices",
    "choices_below",
    "coverage",
    "here",
    "listed",
    "named",
    "times",
    "waiting",
]
