"""Lists of visits: of a subtree, of one organisation, what waits for a person, and what visits left to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from daihoi.core.access import Actor, Permission, reach
from daihoi.core.organisations import paths
from daihoi.core.supervision import Standing, VisitDays, VisitKind, VisitState, visit_state
from daihoi.core.tasks import Dates, TaskState, state
from daihoi.core.text import fold
from daihoi.core.waiting import Waiting
from daihoi.data.models import BodyMember, Conclusion, Version, Visit, VisitAnswer, VisitPoint
from daihoi.queries.access import below
from daihoi.queries.bodies import path_of
from daihoi.queries.supervision._sides import is_visitor

DUE_SOON_DAYS = 7  # a choice of display, as in core.tasks


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
class VisitsAsked:
    """What a list of visits is narrowed to; "" and None: not."""

    state: str = ""
    kind: str = ""
    body: int | None = None
    text: str = ""


def _in_state(state: str, today: date) -> Q:
    """The filter of visits in a state on a day, as core.supervision.visit_state tells it."""
    standing = Q(dropped_on=None)
    match state:
        case VisitState.PLANNED:
            return standing & Q(held_on=None, planned_on__gte=today)
        case VisitState.OVERDUE:
            return standing & Q(held_on=None, planned_on__lt=today)
        case VisitState.HELD:
            return standing & Q(held_on__isnull=False, concluded_on=None)
        case VisitState.CONCLUDED:
            return standing & Q(concluded_on__isnull=False)
        case VisitState.DROPPED:
            return Q(dropped_on__isnull=False)
    return Q()


def within(path: str, organisation: str = "organisation") -> Q:
    """The filter of rows whose organisation stands, or stood, at or below a path."""
    low, high = paths.span(path)
    there = Version.objects.filter(organisation=OuterRef(organisation), path__gte=low, path__lt=high)
    return Q(Exists(there))


def counts(*, actor: Actor, organisation: int, term: str, today: date) -> dict[VisitState, int]:
    """How many visits of a subtree are in each state; one query beside the path."""
    path = path_of(organisation, actor=actor, today=today)
    found = Visit.objects.filter(within(path), term=term).aggregate(
        **{each.value: Count("pk", filter=_in_state(each, today)) for each in VisitState}
    )
    return {each: found[each.value] for each in VisitState}


def visits(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    today: date,
    asked: VisitsAsked,
    start: int = 0,
    stop: int | None = None,
) -> tuple[int, list[VisitLine]]:
    """(how many, those from `start` to before `stop`) of a subtree: open ones by their day first, the rest newest
    first. Three queries."""
    path = path_of(organisation, actor=actor, today=today)
    rows = Visit.objects.filter(within(path), _in_state(asked.state, today), term=term)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.body is not None:
        rows = rows.filter(body_id=asked.body)
    if words := fold(asked.text):
        named = Version.objects.filter(organisation=OuterRef("organisation"), folded__contains=words)
        rows = rows.filter(Exists(named))
    to_do = Case(When(dropped_on=None, concluded_on=None, then=F("planned_on")))
    ordered = rows.order_by(to_do.asc(nulls_last=True), "-planned_on", "pk")
    return rows.count(), lines(ordered[start:stop], actor=actor, today=today)


def visits_of(*, actor: Actor, organisation: int, term: str, today: date, most: int = 20) -> list[VisitLine]:
    """The visits to one organisation, the newest first, for its page."""
    path_of(organisation, actor=actor, today=today)
    rows = Visit.objects.filter(organisation_id=organisation, term=term).order_by("-planned_on", "-pk")
    return lines(rows[:most], actor=actor, today=today)


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


def reminders(
    *, actor: Actor, organisation: int, term: str, today: date, start: int = 0, stop: int | None = None
) -> tuple[int, int, list[TaskLine]]:
    """(how many, how many of them late, those from `start`) of tasks from visits in a subtree that are not done, by
    the day on which they are due. Three queries beside the path."""
    path = path_of(organisation, actor=actor, today=today)
    rows = Conclusion.objects.filter(
        within(path, "visit__organisation"), visit__term=term, task__done_on=None, task__dropped_on=None
    )
    number = rows.aggregate(every=Count("pk"), late=Count("pk", filter=Q(task__due_on__lt=today)))
    ordered = rows.order_by("task__due_on", "pk")
    return number["every"], number["late"], task_lines(ordered[start:stop], today)


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


def waiting(*, actor: Actor, term: str, today: date, most: int = 50) -> list[Waiting]:
    """What visits wait for from the actor: to go where a visit of theirs is due or overdue, to say what was
    concluded, to choose between answers; and the visits that are coming to their own organisation.

    Theirs are the visits of their own organisations, of bodies in which they sit, and all in the areas that they are
    in charge of. One query.
    """
    own = {paths.ids(path)[-1] for path in reach(actor, Permission.SUPERVISE, today)}
    if not own:
        return []
    mine = Q(by_id__in=own) | Q(
        Exists(
            Version.objects.filter(below("path", actor, Permission.VISIT, today), organisation=OuterRef("organisation"))
        )
    )
    if actor.user_id is not None:
        mine |= Q(Exists(BodyMember.objects.filter(body=OuterRef("body"), user_id=actor.user_id)))
    soon = today + timedelta(days=DUE_SOON_DAYS)
    at_us = Q(organisation_id__in=own, planned_on__gte=today, held_on=None)
    open_ = Q(held_on__isnull=False) | Q(planned_on__lte=soon)
    rows = Visit.objects.filter((mine & open_) | at_us, term=term, dropped_on=None, concluded_on=None)
    found = lines(rows.order_by("planned_on", "pk")[:most], actor=actor, today=today)
    return [one for line in found for one in _waiting(line)]


def _waiting(line: VisitLine) -> Sequence[Waiting]:
    if not line.visitor:
        return [_wait("expected", line)] if line.state is VisitState.PLANNED else []
    what = {VisitState.PLANNED: "due", VisitState.OVERDUE: "overdue", VisitState.HELD: "conclude"}[line.state]
    return [_wait(what, line), *([_wait("choose", line)] if line.to_choose else [])]


def _wait(what: str, line: VisitLine) -> Waiting:
    since = line.held_on if what in {"conclude", "choose"} else None
    due_on = None if what in {"conclude", "choose"} else line.planned_on
    return Waiting(f"supervision.{what}", line.id, line.organisation, line.place, since, due_on)
