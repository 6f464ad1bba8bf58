"""Indicators evaluated: the engine that reads facts once and answers every figure from them."""

from daihoi.queries._log import forget, not_kept
from daihoi.queries.indicators.facts import Facts, Ints, Snapshot, facts_of, spot
from daihoi.queries.indicators.figures import (
    Figure,
    Place,
    Week,
    Which,
    by_subordinate,
    figures,
    per_level,
    place,
    records,
    roll_up,
    subordinates,
    timeline,
)
from daihoi.queries.indicators.items import Item, item_list
from daihoi.queries.indicators.listing import Order, Record, exceptions, record_list
from daihoi.queries.indicators.standing import Standing, ever_within, everybody, standing

__all__ = [
    "Facts",
    "Figure",
    "Ints",
    "Item",
    "Order",
    "Place",
    "Record",
    "Snapshot",
    "Standing",
    "Week",
    "Which",
    "by_subordinate",
    "ever_within",
    "everybody",
    "exceptions",
    "facts_of",
    "figures",
    "forget",
    "item_list",
    "not_kept",
    "per_level",
    "place",
    "record_list",
    "records",
    "roll_up",
    "spot",
    "standing",
    "subordinates",
    "timeline",
]
