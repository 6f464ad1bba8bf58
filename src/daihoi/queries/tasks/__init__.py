"""Reading plans: tasks of one organisation and of a subtree, versions, the calendar, and what waits for a person."""

from daihoi.queries.tasks._rows import ORDER, Ends, TaskView
from daihoi.queries.tasks.listing import (
    OwnTasks,
    TaskList,
    TasksAsked,
    bodies_of,
    by_subordinate,
    tasks,
    tasks_of,
    waiting,
)
from daihoi.queries.tasks.plan import (
    Compared,
    PlanView,
    VersionCard,
    bodies_for,
    is_issued,
    own_tasks,
    plan_of,
    task,
    task_findings,
    task_term,
    versions,
)

__all__ = [
    "ORDER",
    "Compared",
    "Ends",
    "OwnTasks",
    "PlanView",
    "TaskList",
    "TaskView",
    "TasksAsked",
    "VersionCard",
    "bodies_for",
    "bodies_of",
    "by_subordinate",
    "is_issued",
    "own_tasks",
    "plan_of",
    "task",
    "task_findings",
    "task_term",
    "tasks",
    "tasks_of",
    "versions",
    "waiting",
]
