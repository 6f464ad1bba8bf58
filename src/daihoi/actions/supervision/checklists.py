"""Making, changing and retiring checklists. A visit keeps the points that it was planned with."""

from collections.abc import Sequence
from dataclasses import dataclass

from daihoi.actions._gate import Done, action
from daihoi.actions.supervision._rows import present
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.subjects import Subject
from daihoi.core.text import one_line
from daihoi.data.models import Checklist, ChecklistPoint
from daihoi.queries import clock
from daihoi.queries.supervision.checklists import may_keep

MOST_POINTS = 100
LONGEST_POINT = 300


@dataclass(frozen=True)
class ChecklistFacts:
    """A checklist as it is written. `points`: (question, subject), None: the checklist's own."""

    name: str
    subject: Subject
    points: Sequence[tuple[str, Subject | None]]
    cite: str = ""


@action("supervision.checklist_kept", Permission.SUPERVISE)
def keep_checklist(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    facts: ChecklistFacts,
    checklist: int | None = None,
    version: int = 0,
) -> Done[int]:
    """Make a checklist for the organisation and all below it, or change one. `version`: the one that was seen."""
    _require_keeper(actor, organisation)
    if checklist is None:
        row = Checklist(organisation_id=organisation, term=term, version=0)
        row.made_at, row.made_by_name = clock.now(), actor.name
    else:
        row = _own(organisation, checklist)
        if row.version != version:
            text = N_("Somebody changed “{name}” meanwhile. Look at it anew.")
            raise refuse("changed_meanwhile", text, name=row.name)
    name = one_line(facts.name)[:200]
    same = Checklist.objects.filter(organisation_id=organisation, term=row.term, name=name).exclude(pk=row.pk)
    if not name:
        raise refuse("checklist_without_name", N_("Give the checklist a name."))
    if same.exists():
        raise refuse("checklist_name_taken", N_("There is a checklist named “{name}” here already."), name=name)
    row.name, row.subject, row.cite = name, facts.subject.value, one_line(facts.cite)[:200]
    row.version += 1
    points = _points(facts)
    row.save()
    row.points.all().delete()
    ChecklistPoint.objects.bulk_create(
        ChecklistPoint(checklist=row, position=position, text=text, subject=subject)
        for position, (text, subject) in enumerate(points, 1)
    )
    return Done(row.pk, row.name, {"term": row.term, "checklist": row.pk, "points": len(points)})


@action("supervision.checklist_kept", Permission.SUPERVISE)
def retire_checklist(*, actor: Actor, organisation: int, checklist: int, retired: bool = True) -> Done[None]:
    """Take a checklist out of use, or into use again; visits that were planned with it keep its points."""
    _require_keeper(actor, organisation)
    row = _own(organisation, checklist)
    row.retired_on = clock.today() if retired else None
    row.version += 1
    row.save(update_fields=["retired_on", "version"])
    return Done(None, row.name, {"checklist": row.pk, "retired": retired})


def _require_keeper(actor: Actor, organisation: int) -> None:
    if not may_keep(actor, present(organisation).path, clock.today()):
        raise NotHere


def _own(organisation: int, checklist: int) -> Checklist:
    row = Checklist.objects.select_for_update().filter(pk=checklist, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    return row


def _points(facts: ChecklistFacts) -> list[tuple[str, str]]:
    points = [(one_line(text), (subject or facts.subject).value) for text, subject in facts.points]
    points = [(text, subject) for text, subject in points if text]
    if not points:
        raise refuse("checklist_empty", N_("Write at least one point, one a line."))
    if len(points) > MOST_POINTS:
        raise refuse("checklist_long", N_("A checklist has at most {most} points."), most=MOST_POINTS)
    for text, _ in points:
        if len(text) > LONGEST_POINT:
            said = N_("“{text}…” is too long: a point has at most {most} letters.")
            raise refuse("point_long", said, text=text[:60], most=LONGEST_POINT)
    return points
