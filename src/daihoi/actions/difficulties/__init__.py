"""Writes on difficulties: raising, answering, passing up, joining, publishing."""

from daihoi.actions.difficulties import _following  # noqa: F401  listens to changes of the tree
from daihoi.actions.difficulties.answering import answer, join, part, pass_up
from daihoi.actions.difficulties.publishing import publish, set_answerer, withdraw
from daihoi.actions.difficulties.raising import raise_difficulty, reopen, take_back

__all__ = [
    "answer",
    "join",
    "part",
    "pass_up",
    "publish",
    "raise_difficulty",
    "reopen",
    "set_answerer",
    "take_back",
    "withdraw",
]
