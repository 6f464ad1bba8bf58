"""Rows of visits and of their tasks as lines, cut to what the reader may know: what other modules here choose from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from daihoi.core.access import Actor
from daihoi.core.organisations import paths
from daihoi.core.supervision import Standing, VisitDays, VisitKind, VisitState, visit_state
from daihoi.core.tasks import Dates, TaskState, state
from daihoi.data.models import Conclusion, Version, Visit, VisitAnswer, VisitPoint
from daihoi.queries.supervision._sides import is_visitor


@dataclass(frozen=True)
class VisitLine:
    """A visit as lists show it. What is counted is None for those who may not know it before the conclusion:
    `answered` of `points`, `to_choose` points with answers that contradict each other."""

    id: int
    organisation: int
    place: str
    path: str
    kind: VisitKind
    by: int
    by_name: str
    body: int | None
    body_name: str
    visitors: str
    planned_on: date
    held_on: date | None
    concluded_on: date | None
    dropped_on: date | None
    drop_reason: str
    state: VisitState
    points: int
    answered: int | None
    to_choose: int | None
    tasks: int
    tasks_open: int
    visitor: bool


@dataclass(frozen=True)
class TaskLine:
    """A conclusion of a visit as a task of the organisation visited."""

    visit: int
    task: int
    organisation: int
    place: str
    title: str
    subject: str
    responsible: str
    due_on: date | None
    done_on: date | None
    done_note: str
    state: TaskState


def within(path: str, organisation: str = "organisation") -> Q:
    """The filter of rows whose organisation stands, or stood, at or below a path."""
    low, high = paths.span(path)
    there = Version.objects.filter(organisation=OuterRef(organisation), path__gte=low, path__lt=high)
    return Q(Exists(there))


def lines(rows: "QuerySet[Visit, Any]", *, actor: Actor, today: date) -> list[VisitLine]:
    """Lines of visits that another query chose for this actor; one query."""
    return [line_of(row, actor, today) for row in counted(rows)]


def counted(rows: "QuerySet[Visit, Any]") -> list[Any]:
    """Visits with names, paths and what is counted of each; one query."""
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    above = Version.objects.filter(organisation=OuterRef("by")).order_by("-valid_from")
    points = VisitPoint.objects.filter(visit=OuterRef("pk")).order_by().values("visit")
    answers = VisitAnswer.objects.filter(point__visit=OuterRef("pk")).order_by().values("point__visit")
    tasks = Conclusion.objects.filter(visit=OuterRef("pk")).order_by().values("visit")
    open_tasks = tasks.filter(task__done_on=None, task__dropped_on=None)
    found = rows.select_related("body").annotate(
        place=Subquery(last.values("name")[:1]),
        path=Subquery(last.values("path")[:1]),
        by_name=Subquery(above.values("name")[:1]),
        asked=_number(points.annotate(n=Count("pk"))),
        answered=_number(answers.filter(standing=Standing.CURRENT.value).annotate(n=Count("pk"))),
        to_choose=_number(answers.filter(standing=Standing.OFFERED.value).annotate(n=Count("point", distinct=True))),
        tasks_all=_number(tasks.annotate(n=Count("pk"))),
        tasks_open=_number(open_tasks.annotate(n=Count("pk"))),
    )
    return list(found)


def _number(counted: "QuerySet[Any, Any]") -> Coalesce:
    return Coalesce(Subquery(counted.values("n")[:1]), 0)


def line_of(row: Any, actor: Actor, today: date) -> VisitLine:
    """A row that `counted` has filled, cut to what the actor may know."""
    visitor = is_visitor(actor, row.path, row.by_id, today)
    known = visitor or row.concluded_on is not None
    days = VisitDays(row.planned_on, row.held_on, row.concluded_on, row.dropped_on)
    return VisitLine(
        id=row.pk,
        organisation=row.organisation_id,
        place=row.place or "",
        path=row.path,
        kind=VisitKind(row.kind),
        by=row.by_id,
        by_name=row.by_name or "",
        body=row.body_id,
        body_name=row.body.name if row.body else "",
        visitors=row.visitors,
        planned_on=row.planned_on,
        held_on=row.held_on,
        concluded_on=row.concluded_on,
        dropped_on=row.dropped_on,
        drop_reason=row.drop_reason,
        state=visit_state(days, today),
        points=row.asked,
        answered=row.answered if known else None,
        to_choose=row.to_choose if visitor else None,
        tasks=row.tasks_all,
        tasks_open=row.tasks_open,
        visitor=visitor,
    )


def task_lines(rows: "QuerySet[Conclusion, Any]", today: date) -> list[TaskLine]:
    """Conclusions that another query chose, as lines; one query."""
    place = Version.objects.filter(organisation=OuterRef("visit__organisation")).order_by("-valid_from")
    found = rows.select_related("task", "visit").annotate(place=Subquery(place.values("name")[:1]))
    return [_task_line(row, today) for row in found]


def _task_line(row: Any, today: date) -> TaskLine:
    task = row.task
    return TaskLine(
        visit=row.visit_id,
        task=task.pk,
        organisation=task.organisation_id,
        place=row.place or "",
        title=task.title,
        subject=task.subject,
        responsible=task.responsible,
        due_on=task.due_on,
        done_on=task.done_on,
        done_note=task.done_note,
        state=state(Dates(task.due_on, task.done_on, task.dropped_on), today),
    )
