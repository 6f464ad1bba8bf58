"""The plan of one organisation: its congress's days, its tasks, and the versions in which it was issued."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.messages import Finding
from daihoi.core.tasks import Content, Difference, TaskState, difference
from daihoi.data.models import Body, PlanVersion, Task
from daihoi.queries import clock
from daihoi.queries.access import path_of
from daihoi.queries.plan import CongressView
from daihoi.queries.plan import congress as read_congress
from daihoi.queries.tasks._rows import (
    ORDER,
    Ends,
    TaskView,
    congress_row,
    content_of,
    ends_of,
    findings_of,
    named,
    view_of,
)

DAY_CODES = frozenset({"congress_before_window", "congress_after_window"})


@dataclass(frozen=True)
class VersionCard:
    """A version of a plan in the list of them."""

    number: int
    document: str
    issued_on: date
    reason: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class PlanView:
    """An organisation's plan on a day. `findings`: what does not fit, those of its days first; `versions`: the newest
    first; `since`: what differs from the last version, None where none was issued."""

    organisation: int
    term: str
    congress: CongressView | None
    ends: Ends
    tasks: tuple[TaskView, ...]
    counts: dict[TaskState, int]
    findings: tuple[Finding, ...]
    versions: tuple[VersionCard, ...]
    since: Difference | None
    may_edit: bool


def plan_of(*, actor: Actor, organisation: int, term: str, as_of: date) -> PlanView:
    """The plan of an organisation in a term as it stood on a day; changes are for today's page alone."""
    path = path_of(actor=actor, organisation=organisation, today=clock.today())
    today = clock.today()
    congress = read_congress(actor=actor, organisation=organisation, term=term, as_of=as_of)
    row = congress_row(organisation, term) if congress else None
    tasks = list(_tasks(organisation, term))
    views = sorted(
        (view_of(task, as_of) for task in tasks if task.entered_on <= as_of),
        key=lambda view: (not view.undone, ORDER.index(view.state) if not view.undone else 0, view.due_on or date.max),
    )
    ends = ends_of(row)
    versions = list(PlanVersion.objects.filter(organisation_id=organisation, term=term).order_by("-number"))
    of_days = [each for each in congress.findings if each.code in DAY_CODES] if congress else []
    since = None
    if versions:
        since = difference(json.loads(versions[0].content), content_of(organisation, term, row, tasks))
    return PlanView(
        organisation=organisation,
        term=term,
        congress=congress,
        ends=ends,
        tasks=tuple(views),
        counts={each: sum(view.state is each for view in views) for each in ORDER},
        findings=(*of_days, *findings_of(views, ends)),
        versions=tuple(map(_card, versions)),
        since=since,
        may_edit=allows(actor, Permission.TASKS_EDIT, path, today),
    )


def own_tasks(*, actor: Actor, organisation: int, term: str, as_of: date) -> list[TaskView]:
    """The tasks of one organisation alone that nobody dropped, by the day on which they are due; two queries."""
    path_of(actor=actor, organisation=organisation, today=clock.today())
    views = (view_of(row, as_of) for row in _tasks(organisation, term) if row.entered_on <= as_of)
    kept = [view for view in views if view.state is not TaskState.DROPPED]
    return sorted(kept, key=lambda view: view.due_on or date.max)


def task(*, actor: Actor, pk: int, as_of: date) -> TaskView:
    """One task as it stood on a day; NotHere for an unknown one, or of an organisation that is not the actor's."""
    row = named(Task.objects.filter(pk=pk)).first()
    if row is None:
        raise NotHere
    path_of(actor=actor, organisation=row.organisation_id, today=clock.today())
    return view_of(row, as_of)


def task_findings(*, actor: Actor, pk: int) -> tuple[Finding, ...]:
    """What of one task does not fit today: the day set above, or its congress's window."""
    row = named(Task.objects.filter(pk=pk)).first()
    if row is None:
        raise NotHere
    path_of(actor=actor, organisation=row.organisation_id, today=clock.today())
    return findings_of([view_of(row, clock.today())], ends_of(congress_row(row.organisation_id, row.term)))


def task_term(*, actor: Actor, pk: int) -> str:
    """The term of a task; NotHere as in `task`."""
    found = Task.objects.filter(pk=pk).values_list("organisation_id", "term").first()
    if found is None:
        raise NotHere
    path_of(actor=actor, organisation=found[0], today=clock.today())
    return found[1]


def bodies_for(*, actor: Actor, organisation: int, term: str) -> list[tuple[int, str]]:
    """The bodies of an organisation that work today, to be made responsible for its tasks."""
    path_of(actor=actor, organisation=organisation, today=clock.today())
    today = clock.today()
    rows = Body.objects.filter(organisation_id=organisation, term=term, formed_on__lte=today)
    working = rows.exclude(ended_on__lte=today)
    return list(working.order_by("pk").values_list("pk", "name"))


@dataclass(frozen=True)
class Compared:
    """Two versions of a plan side by side; a `before` or `after` of None is the plan as it stands now."""

    versions: tuple[VersionCard, ...]  # the newest first
    before: VersionCard | None
    after: VersionCard | None
    difference: Difference
    may_edit: bool


def versions(
    *, actor: Actor, organisation: int, term: str, before: int | None = None, after: int | None = None
) -> Compared:
    """All versions of a plan, and what differs between two of them.

    Numbers that are no version, and none given, mean the last two, or the only one and the plan as it stands now, which
    is `after` 0.
    """
    path = path_of(actor=actor, organisation=organisation, today=clock.today())
    rows = list(PlanVersion.objects.filter(organisation_id=organisation, term=term).order_by("number"))
    if not rows:
        raise NotHere
    of = {row.number: row for row in rows}
    later = None if after == 0 or (after is None and len(rows) == 1) else of.get(after or 0, rows[-1])
    earlier = of.get(before or 0, of.get((later.number if later else rows[-1].number + 1) - 1, rows[0]))
    if later is None:
        now = content_of(organisation, term, congress_row(organisation, term), list(_tasks(organisation, term)))
    else:
        now = _content(later)
    return Compared(
        versions=tuple(_card(row) for row in reversed(rows)),
        before=_card(earlier),
        after=_card(later) if later else None,
        difference=difference(_content(earlier), now),
        may_edit=allows(actor, Permission.TASKS_EDIT, path, clock.today()),
    )


def is_issued(*, actor: Actor, organisation: int, term: str) -> bool:
    """Was the plan issued, so that changes need a reason?"""
    path_of(actor=actor, organisation=organisation, today=clock.today())
    return PlanVersion.objects.filter(organisation_id=organisation, term=term).exists()


def _content(row: PlanVersion) -> Content:
    found: Content = json.loads(row.content)
    return found


def _card(row: PlanVersion) -> VersionCard:
    return VersionCard(row.number, row.document, row.issued_on, row.reason, row.made_at, row.made_by_name)


def _tasks(organisation: int, term: str) -> QuerySet[Task]:
    return named(Task.objects.filter(organisation_id=organisation, term=term)).order_by("pk")
