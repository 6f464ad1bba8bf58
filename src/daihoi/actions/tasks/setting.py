"""Setting, changing, dropping and doing the tasks of an organisation's plan."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from daihoi.actions._gate import Done, action
from daihoi.actions.tasks._rows import reason_of, task_of
from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, Finding, refuse
from daihoi.core.subjects import Subject
from daihoi.core.tasks import Origin
from daihoi.core.text import one_line
from daihoi.data.models import Body, Task
from daihoi.queries import clock
from daihoi.queries.rules import terms
from daihoi.queries.tasks import task_findings
from daihoi.queries.tasks._rows import stamp_of

EDIT = Permission.TASKS_EDIT


@dataclass(frozen=True)
class Wanted:
    """A task as somebody enters it. `body`: a body of the organisation; `evidence`: by what it is shown."""

    title: str
    subject: Subject
    body: int | None = None
    responsible: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class TaskSet:
    """A task that was set or changed, and what warns of its day."""

    id: int
    findings: tuple[Finding, ...] = ()


@action("tasks.set", EDIT)
def set_task(*, actor: Actor, organisation: int, term: str, wanted: Wanted, reason: str = "") -> Done[TaskSet]:
    """Put a task of its own into an organisation's plan; once the plan was issued, with a reason."""
    if term not in terms():
        raise refuse("unknown_term", N_("There are no rules for the term {term}."), term=term)
    task = Task(
        organisation_id=organisation,
        term=term,
        origin=Origin.OWN.value,
        change_reason=reason_of(organisation, term, reason),
        entered_on=clock.today(),
        made_at=timezone.now(),
        made_by_name=actor.name,
    )
    _put(task, wanted)
    _refuse_twice(task)
    task.save()
    detail = {"term": term, "task": task.pk, **_told(task), "why": task.change_reason}
    return _done(actor, task, detail)


@action("tasks.set", EDIT)
def change_task(
    *, actor: Actor, organisation: int, task: int, wanted: Wanted, reason: str = "", seen: str = ""
) -> Done[TaskSet]:
    """Change a task that is still to be done. `seen`: the stamp of what the person saw; refused where it changed since.

    One from above keeps what the paper says of it: its title and subject stay.
    """
    row = task_of(organisation, task, seen)
    if row.done_on or row.dropped_on:
        raise refuse("task_over", N_("This task is done or dropped; open it again before it is changed."))
    why = reason_of(organisation, row.term, reason)
    if row.directive_task_id is not None and (one_line(wanted.title), wanted.subject) != (row.title, row.subject):
        raise refuse("task_from_above", N_("A paper from above set this task; its words and subject stay."))
    before = stamp_of(row)
    _put(row, wanted)
    if stamp_of(row) == before:
        raise refuse("nothing_changed", N_("Nothing is different from before; there is nothing to record."))
    row.change_reason = why or row.change_reason
    row.save()
    return _done(actor, row, {"term": row.term, "task": row.pk, **_told(row), "why": why})


@action("tasks.dropped", EDIT)
def drop_task(*, actor: Actor, organisation: int, task: int, reason: str, seen: str = "") -> Done[None]:
    """Drop a task that is not done, with a reason; it stays to be seen."""
    row = task_of(organisation, task, seen)
    if row.done_on or row.dropped_on:
        raise refuse("task_over", N_("This task is done or dropped already."))
    if not one_line(reason):
        raise refuse("no_reason", N_("Say why the task is dropped."))
    row.dropped_on, row.drop_reason = clock.today(), one_line(reason)[:300]
    row.save(update_fields=["dropped_on", "drop_reason"])
    return Done(None, row.title, {"term": row.term, "task": row.pk, "why": row.drop_reason})


@action("tasks.done", EDIT)
def finish_task(
    *, actor: Actor, organisation: int, task: int, done_on: date, note: str = "", seen: str = ""
) -> Done[None]:
    """Report a task done on a day, with what shows it."""
    row = task_of(organisation, task, seen)
    if row.done_on or row.dropped_on:
        raise refuse("task_over", N_("This task is done or dropped already."))
    if done_on > clock.today():
        text = N_("{day} is still to come; mark it when it is done.")
        raise refuse("in_the_future", text, day=done_on)
    if done_on.year < 2000:
        raise refuse("day_unlikely", N_("The day {day} cannot be right."), day=done_on)
    row.done_on, row.done_note, row.done_by_name = done_on, one_line(note)[:300], actor.name
    row.save(update_fields=["done_on", "done_note", "done_by_name"])
    detail = {"term": row.term, "task": row.pk, "done_on": done_on, "evidence": row.done_note}
    return Done(None, row.title, detail)


@action("tasks.done", EDIT)
def reopen_task(*, actor: Actor, organisation: int, task: int, reason: str, seen: str = "") -> Done[None]:
    """Open a task again that was reported done by mistake, or dropped and is wanted after all; with a reason."""
    row = task_of(organisation, task, seen)
    if not (row.done_on or row.dropped_on):
        raise refuse("task_open", N_("This task is open."))
    if not one_line(reason):
        raise refuse("no_reason", N_("Say why the task is opened again."))
    if row.dropped_on:
        row.change_reason = one_line(reason)[:300]
    before = row.done_on or row.dropped_on
    row.done_on = row.dropped_on = None
    row.done_note = row.done_by_name = row.drop_reason = ""
    row.save()
    return Done(None, row.title, {"term": row.term, "task": row.pk, "opened_again": before, "why": one_line(reason)})


def _put(task: Task, wanted: Wanted) -> None:
    """Put what was entered into a row (not yet saved), or refuse what no task can be."""
    title = one_line(wanted.title)[:300]
    if not title:
        raise refuse("task_without_title", N_("Say what is to be done."))
    for day in (wanted.starts_on, wanted.due_on):
        if day is not None and not 2000 <= day.year <= 2080:
            raise refuse("day_unlikely", N_("The day {day} cannot be right."), day=day)
    if wanted.starts_on and wanted.due_on and wanted.starts_on > wanted.due_on:
        raise refuse("task_backwards", N_("The task is due before it begins."))
    if wanted.body is not None and wanted.body != task.body_id:
        known = Body.objects.filter(pk=wanted.body, organisation_id=task.organisation_id, term=task.term)
        if not known.exclude(ended_on__lte=clock.today()).exists():
            raise refuse("unknown_body", N_("Choose a body of this organisation that still works."))
    task.title, task.subject, task.body_id = title, wanted.subject.value, wanted.body
    task.responsible, task.evidence = one_line(wanted.responsible)[:200], one_line(wanted.evidence)[:300]
    task.starts_on, task.due_on = wanted.starts_on, wanted.due_on


def _refuse_twice(task: Task) -> None:
    """A second click, or the same task entered by two people."""
    same = Task.objects.filter(
        organisation_id=task.organisation_id, term=task.term, title=task.title, due_on=task.due_on, dropped_on=None
    )
    if same.exists():
        raise refuse("task_there", N_("This task stands in the plan already, with the same day."))


def _told(task: Task) -> dict[str, object]:
    """A task as the log keeps it, beside its title."""
    return {
        "subject": task.subject,
        "body": task.body.name if task.body else "",
        "responsible": task.responsible,
        "starts_on": task.starts_on,
        "due_on": task.due_on,
        "evidence": task.evidence,
    }


def _done(actor: Actor, task: Task, detail: dict[str, object]) -> Done[TaskSet]:
    found = task_findings(actor=actor, pk=task.pk)
    told = {name: value for name, value in detail.items() if value not in (None, "")}
    return Done(TaskSet(task.pk, found), task.title, told)
