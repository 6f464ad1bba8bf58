"""Reading elections: lists, one with its standing, the teams' screens, the comparison, the hall, the result file."""

from daihoi.queries.elections._people import NomineeView
from daihoi.queries.elections.counting import (
    CompareView,
    HallView,
    KeyingView,
    LogLine,
    comparison,
    entry_log,
    hall,
    keying,
    layout,
    result_text,
)
from daihoi.queries.elections.pages import (
    STATES,
    CounterView,
    ElectionLine,
    ElectionView,
    RoundView,
    StepView,
    election,
    elections,
)

__all__ = [
    "STATES",
    "CompareView",
    "CounterView",
    "ElectionLine",
    "ElectionView",
    "HallView",
    "KeyingView",
    "LogLine",
    "NomineeView",
    "RoundView",
    "StepView",
    "comparison",
    "election",
    "elections",
    "entry_log",
    "hall",
    "keying",
    "layout",
    "result_text",
]
