"""Writes on congresses: opening a term, plans, milestones, the six questions, pilots, overlays."""

from daihoi.actions.plan import _following  # noqa: F401  listens to changes of the tree
from daihoi.actions.plan._plan import Plan
from daihoi.actions.plan.congresses import open_congresses, repin_congresses, set_plan
from daihoi.actions.plan.lists import Line, enter_list
from daihoi.actions.plan.marks import Answers, mark, report, unmark
from daihoi.actions.plan.overlays import load_overlay
from daihoi.actions.plan.pilots import allocate_pilots, choose_pilot, drop_pilot
from daihoi.actions.plan.windows import WindowSet, decide_window, withdraw_window

__all__ = [
    "Answers",
    "Line",
    "Plan",
    "WindowSet",
    "allocate_pilots",
    "choose_pilot",
    "decide_window",
    "drop_pilot",
    "enter_list",
    "load_overlay",
    "mark",
    "open_congresses",
    "repin_congresses",
    "report",
    "set_plan",
    "unmark",
    "withdraw_window",
]
