"""Indicators evaluated: the engine that reads facts once and answers every figure from them."""

from daihoi.queries.indicators.facts import facts_of, forget
from daihoi.queries.indicators.figures import (
    Figure,
    Place,
    Week,
    Which,
    by_subordinate,
    figures,
    place,
    records,
    roll_up,
    subordinates,
    timeline,
)

__all__ = [
    "Figure",
    "Place",
    "Week",
    "Which",
    "by_subordinate",
    "facts_of",
    "figures",
    "forget",
    "place",
    "records",
    "roll_up",
    "subordinates",
    "timeline",
]
