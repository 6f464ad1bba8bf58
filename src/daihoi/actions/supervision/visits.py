"""Planning, changing, dropping, holding and concluding visits. What is concluded becomes tasks of the organisation."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from daihoi.actions._gate import Done, action
from daihoi.actions.supervision._rows import led_visit, present, refuse_future
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Standing, VisitKind
from daihoi.core.tasks import Origin
from daihoi.core.text import nfc, one_line
from daihoi.data.models import (
    Body,
    Checklist,
    ChecklistPoint,
    Conclusion,
    Task,
    Visit,
    VisitAnswer,
    VisitPoint,
)
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.bodies._coverage import active
from daihoi.queries.supervision._sides import may_come_by, require_visitor

MOST_POINTS = 300
MOST_TASKS = 50
FURTHEST = timedelta(days=3 * 366)  # a year that is mistyped is found


@dataclass(frozen=True)
class VisitFacts:
    """What is planned of a visit. `by`: the organisation whose visit it is, at or above the one visited."""

    kind: VisitKind
    by: int
    planned_on: date
    body: int | None = None
    visitors: str = ""
    agenda: str = ""


@dataclass(frozen=True)
class NewTask:
    """A conclusion that the organisation visited has to carry out."""

    title: str
    subject: Subject
    due_on: date
    responsible: str = ""
    evidence: str = ""


@action("supervision.visit_planned", Permission.SUPERVISE)
def plan_visit(
    *, actor: Actor, organisation: int, term: str, facts: VisitFacts, checklists: Collection[int] = ()
) -> Done[int]:
    """Plan a visit to the organisation, with the points of some checklists."""
    row = Visit(
        organisation_id=organisation,
        term=term,
        entered_on=clock.today(),
        made_at=clock.now(),
        made_by_name=actor.name,
    )
    path = _fill(actor, row, facts)
    row.save()
    points = _add_points(row, path, checklists)
    detail = {"term": term, "visit": row.pk, "kind": row.kind, "planned_on": row.planned_on, "points": points}
    return Done(row.pk, present(organisation).name, detail)


@action("supervision.visit_planned", Permission.SUPERVISE)
def change_visit(
    *,
    actor: Actor,
    organisation: int,
    visit: int,
    version: int,
    facts: VisitFacts,
    add: Collection[int] = (),
    remove: Collection[str] = (),
) -> Done[None]:
    """Change what is planned of a visit. `add`: checklists more; `remove`: names of checklists of which no point was
    answered yet. `version`: the one that the person saw."""
    row = led_visit(actor, organisation, visit)
    if row.version != version:
        raise refuse("changed_meanwhile", N_("Somebody changed this visit meanwhile. Look at it anew."))
    path = _fill(actor, row, facts)
    row.version += 1
    row.save()
    for group in remove:
        _remove_points(row, group)
    points = _add_points(row, path, add)
    detail = {"visit": row.pk, "planned_on": row.planned_on, "points": points, "without": sorted(remove)}
    return Done(None, present(organisation).name, detail)


@action("supervision.visit_dropped", Permission.SUPERVISE)
def drop_visit(*, actor: Actor, organisation: int, visit: int, reason: str) -> Done[None]:
    """Drop a visit that is not held, with the reason."""
    row = led_visit(actor, organisation, visit)
    if row.held_on is not None:
        raise refuse("visit_held", N_("This visit was held; that stays."))
    if not reason.strip():
        raise refuse("no_reason", N_("Say why the visit is dropped."))
    row.dropped_on, row.drop_reason = clock.today(), one_line(reason)[:300]
    row.version += 1
    row.save()
    return Done(None, last_version(organisation).name, {"visit": row.pk, "reason": row.drop_reason})


@action("supervision.held", Permission.SUPERVISE)
def hold_visit(*, actor: Actor, organisation: int, visit: int, held_on: date) -> Done[None]:
    """Say on which day a visit was held; said again, it corrects the day."""
    row = led_visit(actor, organisation, visit)
    refuse_future(held_on)
    if row.planned_on - held_on > FURTHEST:
        raise refuse("day_unlikely", N_("This day cannot be right."))
    row.held_on = held_on
    row.version += 1
    row.save()
    return Done(None, last_version(organisation).name, {"visit": row.pk, "held_on": held_on})


@action("supervision.concluded", Permission.SUPERVISE)
def conclude_visit(
    *, actor: Actor, organisation: int, visit: int, conclusion: str, tasks: Sequence[NewTask] = ()
) -> Done[tuple[int, ...]]:
    """Conclude a visit that was held, with tasks of the organisation visited; returns their ids.

    From then on the organisation sees what was answered, found and concluded. Refused while answers wait to be chosen.
    """
    row = led_visit(actor, organisation, visit)
    if row.held_on is None:
        raise refuse("visit_not_held", N_("Say first on which day the visit was held."))
    if VisitAnswer.objects.filter(point__visit=row, standing=Standing.OFFERED.value).exists():
        text = N_("Two people answered the same point differently. Choose between the answers first.")
        raise refuse("answers_to_choose", text)
    said = nfc(conclusion).strip()[:20_000]
    if not said:
        raise refuse("conclusion_empty", N_("Write what was concluded."))
    if len(tasks) > MOST_TASKS:
        raise refuse("tasks_many", N_("A visit has at most {most} tasks."), most=MOST_TASKS)
    row.conclusion, row.concluded_on, row.concluded_by_name = said, clock.today(), actor.name[:150]
    row.version += 1
    row.save()
    made = tuple(_task(actor, row, each) for each in tasks)
    detail = {"visit": row.pk, "tasks": list(made)}
    return Done(made, last_version(organisation).name, detail)


def _task(actor: Actor, row: Visit, given: NewTask) -> int:
    title = one_line(given.title)[:300]
    if not title:
        raise refuse("task_without_title", N_("Write what is to be done."))
    today = clock.today()
    if given.due_on < today or given.due_on - today > FURTHEST:
        raise refuse("task_day", N_("“{title}”: the day lies behind, or too far ahead."), title=title)
    task = Task.objects.create(
        organisation_id=row.organisation_id,
        term=row.term,
        title=title,
        subject=given.subject.value,
        origin=Origin.VISIT.value,
        responsible=one_line(given.responsible)[:200],
        due_on=given.due_on,
        evidence=one_line(given.evidence)[:300],
        entered_on=today,
        made_at=clock.now(),
        made_by_name=actor.name[:150],
    )
    Conclusion.objects.create(visit=row, task=task)
    return task.pk


def _fill(actor: Actor, row: Visit, facts: VisitFacts) -> str:
    """Write what is planned into the row; returns the path of the organisation visited."""
    today, path = clock.today(), present(row.organisation_id).path
    if facts.by not in may_come_by(actor, path, today) and facts.by != row.by_id:
        raise NotHere
    require_visitor(actor, path, facts.by, today)
    if abs(facts.planned_on - today) > FURTHEST:
        raise refuse("day_unlikely", N_("This day cannot be right."))
    if facts.body is not None:
        works = Body.objects.filter(active(today), pk=facts.body, term=row.term, organisation_id__in=paths.ids(path))
        if not works.exists() and facts.body != row.body_id:
            raise refuse("body_unknown", N_("This body does not work here. Choose another one, or none."))
    row.kind, row.by_id, row.body_id = facts.kind.value, facts.by, facts.body
    row.planned_on, row.visitors = facts.planned_on, one_line(facts.visitors)[:300]
    row.agenda = nfc(facts.agenda).strip()[:20_000]
    return path


def _add_points(row: Visit, path: str, checklists: Collection[int]) -> int:
    """Put the points of checklists that may be used here behind those that the visit has; how many."""
    chosen = Checklist.objects.filter(
        pk__in=list(checklists), term=row.term, retired_on=None, organisation_id__in=paths.ids(path)
    )
    names = dict(chosen.values_list("pk", "name"))
    if set(names) != set(checklists):
        raise refuse("checklist_unknown", N_("A checklist is no longer in use. Choose anew."))
    there = set(row.points.values_list("group", flat=True))
    if again := sorted(name for name in names.values() if name in there):
        raise refuse("checklist_twice", N_("“{name}” is a checklist of this visit already."), name=again[0])
    last = row.points.order_by("-position").values_list("position", flat=True).first() or 0
    points = sorted(
        ChecklistPoint.objects.filter(checklist__in=list(names)),
        key=lambda point: (list(checklists).index(point.checklist_id), point.position),
    )
    if row.points.count() + len(points) > MOST_POINTS:
        raise refuse("points_many", N_("A visit has at most {most} points. Choose fewer checklists."), most=MOST_POINTS)
    VisitPoint.objects.bulk_create(
        VisitPoint(visit=row, position=position, group=names[each.checklist_id], text=each.text, subject=each.subject)
        for position, each in enumerate(points, last + 1)
    )
    return len(points)


def _remove_points(row: Visit, group: str) -> None:
    points = row.points.filter(group=group)
    if points.filter(Q(answers__isnull=False) | Q(findings__isnull=False)).exists():
        text = N_("Points of “{name}” were answered already; the checklist stays.")
        raise refuse("checklist_answered", text, name=group)
    points.delete()
