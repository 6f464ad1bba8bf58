"""Rows of tasks as pages read them, and the states of core.tasks as conditions of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from daihoi.core.messages import Finding, Rendered
from daihoi.core.organisations import paths
from daihoi.core.stamp import stamp
from daihoi.core.subjects import Subject
from daihoi.core.tasks import (
    DUE_SOON_DAYS,
    UNDONE,
    Content,
    Dates,
    Origin,
    Placed,
    TaskState,
    check_task,
    days_late,
    state,
)
from daihoi.data.models import Congress, Task, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries.plan import facts_of_congress
from daihoi.queries.rules import figurer_of


@dataclass(frozen=True)
class TaskView:
    """A task as it stood on a day. `paper`, `day_above`: of one that came with a paper from above; `stamp`: what the
    row says now, for whoever goes on to change it."""

    id: int
    organisation: int
    organisation_name: str
    title: str
    subject: Subject
    origin: Origin
    body: int | None
    body_name: str
    responsible: str
    starts_on: date | None
    due_on: date | None
    evidence: str
    done_on: date | None
    done_note: str
    done_by: str
    dropped_on: date | None
    drop_reason: str
    change_reason: str
    paper: str
    directive: int | None
    day_above: date | None
    entered_on: date
    made_by: str
    state: TaskState
    days_late: int
    stamp: str

    @property
    def undone(self) -> bool:
        return self.state in UNDONE


_PLAIN = (
    "title",
    "subject",
    "origin",
    "body_id",
    "responsible",
    "starts_on",
    "due_on",
    "evidence",
    "done_on",
    "done_note",
    "dropped_on",
    "drop_reason",
    "change_reason",
)


def stamp_of(task: Task) -> str:
    """What the row says, as a short text."""
    return stamp(*(getattr(task, name) for name in _PLAIN))


def named(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Rows with what a view shows of other rows."""
    name = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from").values("name")
    return rows.select_related("body", "directive_task__directive").annotate(organisation_name=Subquery(name[:1]))


def view_of(task: Task, as_of: date) -> TaskView:
    """A row that `named` gave, as it stood on a day."""
    dates = Dates(task.due_on, task.done_on, task.dropped_on)
    above = task.directive_task
    return TaskView(
        id=task.pk,
        organisation=task.organisation_id,
        organisation_name=getattr(task, "organisation_name", "") or "",
        title=task.title,
        subject=Subject(task.subject),
        origin=Origin(task.origin),
        body=task.body_id,
        body_name=task.body.name if task.body else "",
        responsible=task.responsible,
        starts_on=task.starts_on,
        due_on=task.due_on,
        evidence=task.evidence,
        done_on=task.done_on,
        done_note=task.done_note,
        done_by=task.done_by_name,
        dropped_on=task.dropped_on,
        drop_reason=task.drop_reason,
        change_reason=task.change_reason,
        paper=above.directive.number if above else "",
        directive=above.directive_id if above else None,
        day_above=above.due_on if above else None,
        entered_on=task.entered_on,
        made_by=task.made_by_name,
        state=state(dates, as_of),
        days_late=days_late(dates, as_of),
        stamp=stamp_of(task),
    )


def in_state(which: TaskState, as_of: date) -> Q:
    """The condition "stood so on the day", as core.tasks.state says it."""
    dropped, done = Q(dropped_on__lte=as_of), Q(done_on__lte=as_of)
    dropped_not = Q(dropped_on=None) | Q(dropped_on__gt=as_of)
    undone = dropped_not & (Q(done_on=None) | Q(done_on__gt=as_of))
    after_day = Q(due_on__isnull=False, done_on__gt=F("due_on"))
    soon = as_of + timedelta(days=DUE_SOON_DAYS)
    return {
        TaskState.DROPPED: dropped,
        TaskState.DONE: dropped_not & done & (Q(due_on=None) | Q(done_on__lte=F("due_on"))),
        TaskState.DONE_LATE: dropped_not & done & after_day,
        TaskState.LATE: undone & Q(due_on__lt=as_of),
        TaskState.DUE_SOON: undone & Q(due_on__gte=as_of, due_on__lte=soon),
        TaskState.OPEN: undone & (Q(due_on=None) | Q(due_on__gt=soon)),
    }[which]


# Late first, then what is due, then the rest, then what needs nobody any more.
ORDER = (
    TaskState.LATE,
    TaskState.DUE_SOON,
    TaskState.OPEN,
    TaskState.DONE_LATE,
    TaskState.DONE,
    TaskState.DROPPED,
)


def ordered(rows: QuerySet[Task], as_of: date) -> QuerySet[Task]:
    """In the order of their states, in each by the day on which they are due, those without one last."""
    whens = [When(in_state(each, as_of), then=Value(index)) for index, each in enumerate(ORDER)]
    rank = Case(*whens, default=Value(len(ORDER)), output_field=IntegerField())
    return rows.annotate(rank=rank).order_by("rank", F("due_on").asc(nulls_last=True), "pk")


def within(path: str, term: str, as_of: date) -> QuerySet[Task]:
    """Tasks of the organisations at and below a path that were there on the day."""
    low, high = paths.span(path)
    return Task.objects.filter(
        term=term,
        entered_on__lte=as_of,
        organisation__versions__valid_to=FAR,
        organisation__versions__path__gte=low,
        organisation__versions__path__lt=high,
    )


@dataclass(frozen=True)
class Ends:
    """When the congress may be held, each day with the article or decision that it comes from; None: no figure."""

    first: date | None = None
    last: date | None = None
    first_source: Rendered | str | None = None
    last_source: Rendered | str | None = None


def ends_of(congress: Congress | None) -> Ends:
    """The window of a congress's row; nothing where none was opened."""
    if congress is None:
        return Ends()
    window = figurer_of(congress.ruleset).window(facts_of_congress(congress))
    told = congress.window_decision or None
    return Ends(
        window.first,
        window.last,
        window.first_rule.grounds if window.first_rule else told if window.first else None,
        window.last_rule.grounds if window.last_rule else told if window.last else None,
    )


def findings_of(tasks: Sequence[TaskView], ends: Ends) -> tuple[Finding, ...]:
    """What of the tasks still to be done does not fit the day set above, or the congress's window."""
    return tuple(
        finding
        for task in tasks
        if task.undone
        for finding in check_task(
            Placed(task.title, task.due_on, task.paper, task.day_above),
            window_last=ends.last,
            window_source=ends.last_source,
        )
    )


def congress_row(organisation: int, term: str) -> Congress | None:
    return (
        Congress.objects.select_related("ruleset")
        .defer("figures")
        .filter(organisation_id=organisation, term=term)
        .first()
    )


def content_of(organisation: int, term: str, congress: Congress | None, tasks: Sequence[Task]) -> Content:
    """A plan as its version keeps it: days of the congress, its window, the last days that the rules give for its steps
    (whatever is done of them), and every task that is not dropped."""
    ends = ends_of(congress)

    def source(of: Rendered | str | None) -> str | None:
        return of.render() if isinstance(of, Rendered) else of

    days = {
        "planned_on": _day(congress.planned_on) if congress else None,
        "planned_half_days": congress.planned_half_days if congress else None,
        "form": congress.form if congress else None,
    }
    window = {
        "window_from": _day(ends.first),
        "window_to": _day(ends.last),
        "window_source": source(ends.last_source) or source(ends.first_source),
    }
    steps = figurer_of(congress.ruleset).steps(facts_of_congress(congress), {}) if congress else ()
    # The congress itself is a step too: its days are the window.
    due = {each.key: _day(each.last) for each in steps if each.applies and each.last and each.key != "held"}
    kept = sorted((task for task in tasks if task.dropped_on is None), key=lambda task: task.pk)
    return {"days": days, "window": window, "steps": due, "tasks": [_content_of(task) for task in kept]}


def _content_of(task: Task) -> dict[str, object]:
    return {
        "id": task.pk,
        "title": task.title,
        "subject": task.subject,
        "origin": task.origin,
        "paper": task.directive_task.directive.number if task.directive_task else "",
        "body": task.body.name if task.body else "",
        "responsible": task.responsible,
        "starts_on": _day(task.starts_on),
        "due_on": _day(task.due_on),
        "evidence": task.evidence,
        "why": task.change_reason,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
