"""Briefings of an organisation, one briefing with its agenda and minutes, and what could be taken up."""

from dataclasses import dataclass
from datetime import date

from daihoi.core.access import Actor, Permission, allows, reach
from daihoi.core.briefings import BriefingState, Source, briefing_state
from daihoi.core.organisations import paths
from daihoi.core.tasks import Dates, TaskState, state
from daihoi.core.waiting import Waiting
from daihoi.data.models import Briefing, BriefingPoint, Difficulty
from daihoi.queries.access import require
from daihoi.queries.briefings._agenda import Proposal, last_held, proposals
from daihoi.queries.briefings._rows import found, points_of, seen_of
from daihoi.queries.difficulties._places import Placed, place_of, places

_ORDER = (
    BriefingState.UNMINUTED,
    BriefingState.TODAY,
    BriefingState.PLANNED,
    BriefingState.HELD,
    BriefingState.DROPPED,
)
EDIT, VIEW = Permission.BRIEFINGS_EDIT, Permission.VIEW


@dataclass(frozen=True)
class BriefingLine:
    """A briefing in a list. `points`: how many there are; `tasks`: how many of them became tasks."""

    id: int
    planned_on: date
    held_on: date | None
    place: str
    chair: str
    state: BriefingState
    points: int
    tasks: int


def briefings(
    *, actor: Actor, organisation: int, term: str, today: date, start: int = 0, stop: int | None = None
) -> tuple[int, list[BriefingLine]]:
    """(how many, the lines) of the briefings that an organisation holds: what waits for minutes first, then the next
    ones, then those held, the newest first; NotHere for whoever may not look there."""
    require(actor, VIEW, place_of(organisation).path, today)
    rows = list(Briefing.objects.filter(organisation_id=organisation, term=term).order_by("-planned_on", "-pk"))
    states = {row.pk: briefing_state(row.planned_on, row.held_on, row.dropped_on, today) for row in rows}
    soonest = sorted(rows, key=lambda row: row.planned_on)
    rows = [
        row
        for state_ in _ORDER
        for row in (soonest if state_ is BriefingState.PLANNED else rows)
        if states[row.pk] is state_
    ]
    shown = rows[start:stop]
    counts: dict[int, list[int]] = {row.pk: [0, 0] for row in shown}
    for briefing, task in BriefingPoint.objects.filter(briefing__in=shown).values_list("briefing_id", "task_id"):
        counts[briefing][0] += 1
        counts[briefing][1] += task is not None
    return len(rows), [
        BriefingLine(r.pk, r.planned_on, r.held_on, r.place, r.chair, states[r.pk], *counts[r.pk]) for r in shown
    ]


@dataclass(frozen=True)
class TaskOfPoint:
    """The task that followed from a point."""

    id: int
    title: str
    organisation: int
    place: str
    responsible: str
    due_on: date | None
    state: TaskState


@dataclass(frozen=True)
class PointView:
    """A point of the agenda. `difficulty_state`: as it stands now; `may_answer`: it waits here and this person may."""

    id: int
    source: Source
    title: str
    detail: str
    said: str
    difficulty: int | None
    difficulty_state: str
    answer: str
    article: str
    may_answer: bool
    task: TaskOfPoint | None


@dataclass(frozen=True)
class BriefingView:
    """A briefing as its page shows it. `seen`: what an action is given, so that nothing is overwritten unseen."""

    id: int
    term: str
    organisation: Placed
    upper: str
    planned_on: date
    place: str
    chair: str
    scribe: str
    present: str
    held_on: date | None
    conclusion: str
    dropped_on: date | None
    state: BriefingState
    points: tuple[PointView, ...]
    seen: str
    may_edit: bool


def briefing(*, actor: Actor, pk: int, today: date) -> BriefingView:
    """A briefing; NotHere for an unknown one and for whoever may not look at the organisation that holds it."""
    row, place = found(actor, pk, today)
    points = points_of(row)
    parent = place.parent
    tasks = [point.task for point in points if point.task is not None]
    known = places({task.organisation_id for task in tasks} | ({parent} if parent else set()))
    answers = allows(actor, Permission.DIFFICULTIES_ANSWER, place.path, today)
    return BriefingView(
        id=row.pk,
        term=row.term,
        organisation=place,
        upper=known[parent].name if parent else "",
        planned_on=row.planned_on,
        place=row.place,
        chair=row.chair,
        scribe=row.scribe,
        present=row.present,
        held_on=row.held_on,
        conclusion=row.conclusion,
        dropped_on=row.dropped_on,
        state=briefing_state(row.planned_on, row.held_on, row.dropped_on, today),
        points=tuple(_point(point, row, known, answers, today) for point in points),
        seen=seen_of(row, points),
        may_edit=allows(actor, EDIT, place.path, today),
    )


def _point(point: BriefingPoint, row: Briefing, known: dict[int, Placed], answers: bool, today: date) -> PointView:
    about: Difficulty | None = point.difficulty
    task = point.task
    shown = None
    if task is not None:
        shown = TaskOfPoint(
            task.pk,
            task.title,
            task.organisation_id,
            known[task.organisation_id].name,
            task.responsible,
            task.due_on,
            state(Dates(task.due_on, task.done_on, task.dropped_on), today),
        )
    return PointView(
        point.pk,
        Source(point.source),
        point.title,
        point.detail,
        point.said,
        about.pk if about else None,
        about.state if about else "",
        about.answer if about else "",
        about.article if about else "",
        bool(about and answers and about.state == "open" and about.at_id == row.organisation_id),
        shown,
    )


@dataclass(frozen=True)
class AgendaLine:
    """A line of the page on which an agenda is made: a point that is on it (`point`), or that could be."""

    proposal: Proposal
    point: int | None
    fixed: bool  # something was said, or followed from it: it stays
    now: Proposal | None  # what it would say now; None: it is no longer open

    @property
    def stale(self) -> bool:
        """Does it say something that is no longer so?"""
        own = self.proposal
        if self.point is None or self.fixed or own.source is Source.OWN:
            return False
        return self.now is None or (self.now.title, self.now.detail) != (own.title, own.detail)


@dataclass(frozen=True)
class AgendaView:
    """A briefing while its agenda is made: the points that are on it, then everything open that is not."""

    id: int
    organisation: Placed
    planned_on: date
    state: BriefingState
    seen: str
    lines: tuple[AgendaLine, ...]


def agenda(*, actor: Actor, pk: int, today: date) -> AgendaView:
    """A briefing with everything that could be on its agenda; for those who may edit it. Eleven queries."""
    row, place = found(actor, pk, today, EDIT)
    points = points_of(row)
    open_ = proposals(actor, place, row.term, today, last_held(row.organisation_id, row.term, today))
    by_what = {_what(each): each for each in open_}
    lines, taken = [], set()
    for point in points:
        own = Proposal(
            f"point-{point.pk}",
            Source(point.source),
            point.title,
            point.detail,
            point.difficulty_id,
            point.late_task_id,
        )
        taken.add(_what(own))
        fixed = bool(point.said) or point.task_id is not None
        lines.append(AgendaLine(own, point.pk, fixed, by_what.get(_what(own))))
    # What the point of a difficulty said may have become an answer: it is not proposed a second time.
    answered = {each.proposal.difficulty for each in lines}
    lines += [
        AgendaLine(each, None, False, each)
        for each in open_
        if _what(each) not in taken and (each.difficulty is None or each.difficulty not in answered)
    ]
    state_ = briefing_state(row.planned_on, row.held_on, row.dropped_on, today)
    return AgendaView(row.pk, place, row.held_on or row.planned_on, state_, seen_of(row, points), tuple(lines))


def _what(each: Proposal) -> tuple[object, ...]:
    """By what a point is known again when it is refreshed: what it rests on, else the first part of its title."""
    match each.source:
        case Source.DIFFICULTY | Source.ANSWERED:
            return ("difficulty", each.difficulty)
        case Source.OWN:
            return (each.key,)
        case _:
            return (each.source, each.title.partition(":")[0])


def waiting(*, actor: Actor, term: str, today: date, most: int = 20) -> list[Waiting]:
    """Briefings of today and those whose day is over without minutes, at the topmost organisations where the person
    plans them; one query."""
    at = [paths.ids(path)[-1] for path in reach(actor, EDIT, today)]
    if not at:
        return []
    rows = Briefing.objects.filter(
        organisation_id__in=at, term=term, held_on=None, dropped_on=None, planned_on__lte=today
    ).order_by("planned_on", "pk")
    return [
        Waiting(
            "briefings.today" if planned == today else "briefings.unminuted",
            pk,
            where,
            place,
            due_on=planned,
        )
        for pk, where, place, planned in rows.values_list("pk", "organisation_id", "place", "planned_on")[:most]
    ]
