"""Planning briefings, and making their agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.briefings._rows import briefing_of, refuse_unlikely
from daihoi.actions.difficulties._rows import line, lines, maybe
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.briefings import Source
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.data.models import Briefing, BriefingPoint, Difficulty, Task
from daihoi.data.tree import last_version
from daihoi.queries import clock

EDIT = Permission.BRIEFINGS_EDIT
POINTS_MOST = 100


@dataclass(frozen=True)
class Meeting:
    """When and where a briefing is, and who leads and writes."""

    planned_on: date
    place: str = ""
    chair: str = ""
    scribe: str = ""


@dataclass(frozen=True)
class Point:
    """A point of an agenda, in its order. `id`: one that is on it already; the rest: what it says and rests on."""

    title: str
    detail: str = ""
    id: int | None = None
    source: Source = Source.OWN
    difficulty: int | None = None
    late_task: int | None = None


@action("briefings.planned", EDIT)
def plan_briefing(
    *, actor: Actor, organisation: int, term: str, meeting: Meeting, points: Sequence[Point] = ()
) -> Done[int]:
    """Plan a briefing with an agenda; returns its id."""
    row = Briefing(organisation_id=organisation, term=term, made_at=clock.now(), made_by_name=actor.name)
    _put(row, meeting)
    row.save()
    _write(row, [], points)
    return Done(row.pk, str(meeting.planned_on), {"term": term, "on": meeting.planned_on, "points": len(points)})


@action("briefings.planned", EDIT)
def change_briefing(
    *, actor: Actor, organisation: int, briefing: int, meeting: Meeting, seen: str | None = None
) -> Done[None]:
    """Change day, place, chair or scribe of a briefing that was not held yet."""
    row, _ = briefing_of(organisation, briefing, seen)
    _refuse_held(row)
    _put(row, meeting)
    row.save()
    return Done(None, str(meeting.planned_on), {"term": row.term, "briefing": row.pk, "on": meeting.planned_on})


@action("briefings.planned", EDIT)
def set_agenda(
    *, actor: Actor, organisation: int, briefing: int, points: Sequence[Point], seen: str | None = None
) -> Done[int]:
    """Set the points of a briefing in their order; returns how many there are. Those that are not named go, but not
    those on which something was said already."""
    row, old = briefing_of(organisation, briefing, seen)
    _write(row, old, points)
    return Done(len(points), str(row.planned_on), {"term": row.term, "briefing": row.pk, "points": len(points)})


@action("briefings.dropped", EDIT)
def drop_briefing(*, actor: Actor, organisation: int, briefing: int, seen: str | None = None) -> Done[None]:
    """Drop a briefing that was planned and is not held."""
    row, _ = briefing_of(organisation, briefing, seen)
    _refuse_held(row)
    row.dropped_on = clock.today()
    row.save(update_fields=["dropped_on"])
    return Done(None, str(row.planned_on), {"term": row.term, "briefing": row.pk})


def _refuse_held(row: Briefing) -> None:
    if row.held_on is not None:
        raise refuse("briefing_held", N_("This briefing was held; only its minutes can be changed."))


def _put(row: Briefing, meeting: Meeting) -> None:
    refuse_unlikely(meeting.planned_on)
    row.planned_on = meeting.planned_on
    row.place, row.chair, row.scribe = (maybe(text, 200) for text in (meeting.place, meeting.chair, meeting.scribe))


def _write(row: Briefing, old: Sequence[BriefingPoint], points: Sequence[Point]) -> None:
    """Write the points in order. Positions are unique: those that stay are moved out of the way first."""
    if len(points) > POINTS_MOST:
        raise refuse("too_many_points", N_("An agenda has at most {most} points."), most=POINTS_MOST)
    by_id = {each.pk: each for each in old}
    kept = [point.id for point in points if point.id is not None]
    if not set(kept) <= by_id.keys() or len(set(kept)) != len(kept):
        raise NotHere
    for pk, each in by_id.items():
        if pk in kept:
            continue
        if each.said or each.task_id is not None:
            text = N_("“{title}” was discussed already, and stays in the minutes.")
            raise refuse("point_discussed", text, title=each.title)
        each.delete()
    for number, pk in enumerate(kept, 1):
        BriefingPoint.objects.filter(pk=pk).update(position=-number)
    for number, point in enumerate(points, 1):
        _write_point(row, by_id.get(point.id or 0), point, number)


def _write_point(row: Briefing, old: BriefingPoint | None, point: Point, number: int) -> None:
    made = old or BriefingPoint(briefing=row, source=point.source.value)
    if old is None:
        made.difficulty_id = _difficulty(row, point.difficulty)
        made.late_task_id = _task(row, point.late_task)
    made.title = line(point.title, "no_title", N_("Each point needs a title."))
    made.detail, made.position = lines(point.detail), number
    made.save()


def _difficulty(row: Briefing, pk: int | None) -> int | None:
    """A difficulty of this term raised at or below the organisation; NotHere for any other."""
    if pk is None:
        return None
    found = Difficulty.objects.filter(pk=pk, term=row.term).values_list("organisation_id", flat=True).first()
    _require_below(row, found)
    return pk


def _task(row: Briefing, pk: int | None) -> int | None:
    if pk is None:
        return None
    found = Task.objects.filter(pk=pk, term=row.term).values_list("organisation_id", flat=True).first()
    _require_below(row, found)
    return pk


def _require_below(row: Briefing, organisation: int | None) -> None:
    if organisation is None:
        raise NotHere
    if not paths.covers(last_version(row.organisation_id).path, last_version(organisation).path):
        raise NotHere
