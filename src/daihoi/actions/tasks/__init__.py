"""Writes on plans: tasks set, changed, dropped and done; the plan issued in versions."""

from daihoi.actions.tasks import _taking  # noqa: F401  listens to papers that are taken in
from daihoi.actions.tasks.issuing import issue_plan
from daihoi.actions.tasks.setting import (
    TaskSet,
    Wanted,
    change_task,
    drop_task,
    finish_task,
    reopen_task,
    set_task,
)

__all__ = [
    "TaskSet",
    "Wanted",
    "change_task",
    "drop_task",
    "finish_task",
    "issue_plan",
    "reopen_task",
    "set_task",
]
