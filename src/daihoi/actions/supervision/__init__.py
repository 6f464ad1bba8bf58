"""Supervision: checklists, visits, what is answered and found there, and what is concluded."""

from daihoi.actions.supervision.answers import (
    FindingGiven,
    Given,
    add_file,
    answer,
    choose_answer,
    find,
    strike_finding,
)
from daihoi.actions.supervision.checklists import ChecklistFacts, keep_checklist, retire_checklist
from daihoi.actions.supervision.visits import (
    NewTask,
    VisitFacts,
    change_visit,
    conclude_visit,
    drop_visit,
    hold_visit,
    plan_visit,
)

__all__ = [
    "ChecklistFacts",
    "FindingGiven",
    "Given",
    "NewTask",
    "VisitFacts",
    "add_file",
    "answer",
    "change_visit",
    "choose_answer",
    "conclude_visit",
    "drop_visit",
    "find",
    "hold_visit",
    "keep_checklist",
    "plan_visit",
    "retire_checklist",
    "strike_finding",
]
