"""The minutes of a briefing, and what follows from its points: tasks, and answers to difficulties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.briefings._rows import briefing_of, point_of, refuse_unlikely
from daihoi.actions.difficulties._rows import line, lines, lying_at, maybe, refuse_unless, subject_of
from daihoi.actions.difficulties.answering import give_answer
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.difficulties import DifficultyState
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.tasks import Origin
from daihoi.data.models import Task
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.access import require

EDIT = Permission.BRIEFINGS_EDIT


@dataclass(frozen=True)
class Minutes:
    """What the minutes of a briefing say; `said`: by point. Lines of `present` and `conclusion` stay lines."""

    held_on: date
    place: str = ""
    chair: str = ""
    scribe: str = ""
    present: str = ""
    conclusion: str = ""
    said: Mapping[int, str] | None = None


@action("briefings.minuted", EDIT)
def enter_minutes(
    *, actor: Actor, organisation: int, briefing: int, minutes: Minutes, seen: str | None = None
) -> Done[None]:
    """Enter or change the minutes; points that are not named keep what was said."""
    row, points = briefing_of(organisation, briefing, seen)
    if minutes.held_on > clock.today():
        raise refuse("held_in_future", N_("A briefing cannot be held on a day that has not come yet."))
    refuse_unlikely(minutes.held_on)
    row.held_on = minutes.held_on
    row.place, row.chair, row.scribe = (maybe(text, 200) for text in (minutes.place, minutes.chair, minutes.scribe))
    row.present, row.conclusion = lines(minutes.present), lines(minutes.conclusion)
    row.save()
    for pk, text in (minutes.said or {}).items():
        point = point_of(points, pk)
        point.said = lines(text)
        point.save(update_fields=["said"])
    return Done(None, str(row.held_on), {"term": row.term, "briefing": row.pk, "held_on": row.held_on})


@dataclass(frozen=True)
class Assignment:
    """A task that follows from a point: what, for which organisation, who does it, until when."""

    title: str
    organisation: int
    subject: str
    responsible: str = ""
    due_on: date | None = None


@action("briefings.minuted", EDIT)
def assign(
    *, actor: Actor, organisation: int, briefing: int, point: int, task: Assignment, seen: str | None = None
) -> Done[int]:
    """Make a task of a point's conclusion, for the organisation itself or one below it; returns the task's id."""
    row, points = briefing_of(organisation, briefing, seen)
    about = point_of(points, point)
    if about.task_id is not None:
        raise refuse("assigned_already", N_("A task was made of this point already."))
    whose = last_version(task.organisation)
    if not paths.covers(last_version(organisation).path, whose.path):
        raise NotHere
    if whose.valid_to != FAR:
        raise refuse("task_of_ended", N_("“{name}” ended; give the task to another one."), name=whose.name)
    if task.due_on is not None and task.due_on < (row.held_on or row.planned_on):
        raise refuse("due_before", N_("The task is due before the briefing. Give a later day."))
    made = Task.objects.create(
        organisation_id=task.organisation,
        term=row.term,
        title=line(task.title, "no_title", N_("Say what is to be done.")),
        subject=subject_of(task.subject),
        origin=Origin.BRIEFING,
        responsible=maybe(task.responsible, 200),
        due_on=task.due_on,
        entered_on=clock.today(),
        made_at=clock.now(),
        made_by_name=actor.name,
    )
    about.task = made
    about.save(update_fields=["task"])
    detail = {"term": row.term, "briefing": row.pk, "task": made.pk, "due_on": made.due_on, "for": [task.organisation]}
    return Done(made.pk, made.title, detail)


@action("briefings.minuted", EDIT)
def answer_point(
    *, actor: Actor, organisation: int, briefing: int, point: int, text: str, article: str = "", seen: str | None = None
) -> Done[None]:
    """Answer the difficulty of a point, as the briefing concluded; for those who may answer at the organisation."""
    row, points = briefing_of(organisation, briefing, seen)
    require(actor, Permission.DIFFICULTIES_ANSWER, last_version(organisation).path, clock.today())
    about = point_of(points, point)
    if about.difficulty_id is None:
        raise NotHere
    difficulty = lying_at(organisation, about.difficulty_id, None)
    refuse_unless(difficulty, DifficultyState.OPEN)
    answered = give_answer(difficulty, organisation, text, article, actor, clock.today())
    detail = {
        "term": row.term,
        "briefing": row.pk,
        "difficulties": [each.pk for each in answered],
        "for": sorted({each.organisation_id for each in answered}),
    }
    return Done(None, difficulty.title, detail)
