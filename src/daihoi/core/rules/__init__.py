"""Rule packs: a term's figures as data, each with its article, source and certainty.

Texts are given, never read from disk here: `parse_pack`, `parse_overlay`, `parse_holidays`; then `apply` an
overlay and `choose` the pack in force on a day. docs/rules.md is written by `manual`.
"""

from daihoi.core.rules.manual import Section, manual
from daihoi.core.rules.parse import parse_holidays, parse_overlay, parse_pack
from daihoi.core.rules.types import (
    Anchor,
    Compare,
    Force,
    Grounds,
    MarkedBy,
    MilestoneRule,
    Overlay,
    PackError,
    Rule,
    RulePack,
    Target,
    Value,
    When,
)
from daihoi.core.rules.use import apply, choose
from daihoi.core.sources import Certainty, Source

__all__ = [
    "Anchor",
    "Certainty",
    "Compare",
    "Force",
    "Grounds",
    "MarkedBy",
    "MilestoneRule",
    "Overlay",
    "PackError",
    "Rule",
    "RulePack",
    "Section",
    "Source",
    "Target",
    "Value",
    "When",
    "apply",
    "choose",
    "manual",
    "parse_holidays",
    "parse_overlay",
    "parse_pack",
]
