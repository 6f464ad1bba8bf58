"""Writes on the tree of organisations: single changes, imported lists, undoing, member figures."""

from daihoi.actions.organisations._checks import Decision
from daihoi.actions.organisations.changes import (
    NewOrganisation,
    change,
    correct,
    end,
    found,
    merge,
    move,
    split,
)
from daihoi.actions.organisations.importing import Imported, import_list
from daihoi.actions.organisations.members import report_members
from daihoi.actions.organisations.undoing import undo

__all__ = [
    "Decision",
    "Imported",
    "NewOrganisation",
    "change",
    "correct",
    "end",
    "found",
    "import_list",
    "merge",
    "move",
    "report_members",
    "split",
    "undo",
]
