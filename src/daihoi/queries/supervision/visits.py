"""Lists of visits: of a subtree, of one organisation, what waits for a person, and what visits left to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, Q, When

from daihoi.core.access import Actor, Permission, reach
from daihoi.core.organisations import paths
from daihoi.core.supervision import VisitState
from daihoi.core.text import fold
from daihoi.core.waiting import Waiting
from daihoi.data.models import BodyMember, Conclusion, Version, Visit
from daihoi.queries.access import below, path_of
from daihoi.queries.supervision._lines import TaskLine, VisitLine, lines, task_lines, within

DUE_SOON_DAYS = 7  # a choice of display, as in core.tasks


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


def counts(*, actor: Actor, organisation: int, term: str, today: date) -> dict[VisitState, int]:
    """How many visits of a subtree are in each state; one query beside the path."""
    path = path_of(actor=actor, organisation=organisation, today=today)
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
    path = path_of(actor=actor, organisation=organisation, today=today)
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
    path_of(actor=actor, organisation=organisation, today=today)
    rows = Visit.objects.filter(organisation_id=organisation, term=term).order_by("-planned_on", "-pk")
    return lines(rows[:most], actor=actor, today=today)


def reminders(
    *, actor: Actor, organisation: int, term: str, today: date, start: int = 0, stop: int | None = None
) -> tuple[int, int, list[TaskLine]]:
    """(how many, how many of them late, those from `start`) of tasks from visits in a subtree that are not done, by
    the day on which they are due. Three queries beside the path."""
    path = path_of(actor=actor, organisation=organisation, today=today)
    rows = Conclusion.objects.filter(
        within(path, "visit__organisation"), visit__term=term, task__done_on=None, task__dropped_on=None
    )
    number = rows.aggregate(every=Count("pk"), late=Count("pk", filter=Q(task__due_on__lt=today)))
    ordered = rows.order_by(F("task__due_on").asc(nulls_last=True), "pk")
    return number["every"], number["late"], task_lines(ordered[start:stop], today)


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
