"""What somebody has to do because of difficulties: answer those that lie at their organisation, read what came back."""

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from daihoi.core.access import Actor, Permission, allows, reach
from daihoi.core.difficulties import DifficultyState
from daihoi.core.organisations import paths
from daihoi.core.waiting import Waiting
from daihoi.data.models import Answerer, Difficulty
from daihoi.queries.plan._windows import last_paths

NEW_DAYS = 14  # for so long an answer that came is shown as new; a choice of display, no rule


def waiting(*, actor: Actor, term: str, today: date, most: int = 20) -> list[Waiting]:
    """What waits at the topmost organisations where the person works: to answer (what is theirs by the arrangement
    first, then by day), and answers that came in the last two weeks: to their organisations, and to what they raised
    themselves for others. At most `most` of each; five queries."""
    found = []
    if at := _homes(actor, Permission.DIFFICULTIES_ANSWER, today):
        found += _to_answer(actor, at, term, today, most)
    if own := _homes(actor, Permission.DIFFICULTIES_RAISE, today):
        found += _answered(own, term, today, most)
    return found + _for_others(actor, own, term, today, most)


def _homes(actor: Actor, permission: Permission, today: date) -> list[int]:
    return [paths.ids(path)[-1] for path in reach(actor, permission, today)]


def _to_answer(actor: Actor, at: list[int], term: str, today: date, most: int) -> list[Waiting]:
    mine = set(
        Answerer.objects.filter(organisation_id__in=at, user_id=actor.user_id or 0).values_list(
            "organisation_id", "subject"
        )
    )
    first = Q(pk__in=[])
    for organisation, subject in mine:
        first |= Q(at_id=organisation, subject=subject) if subject else Q(at_id=organisation)
    rows = Difficulty.objects.filter(at_id__in=at, term=term, state=DifficultyState.OPEN)
    rows = rows.annotate(mine=first) if mine else rows
    order = ["-mine"] if mine else []
    rows = rows.order_by(*order, F("due_on").asc(nulls_last=True), "lies_since", "pk")
    return [
        Waiting(
            "difficulties.overdue" if due is not None and due < today else "difficulties.to_answer",
            pk,
            where,
            title,
            since,
            due,
        )
        for pk, where, title, since, due in rows.values_list("pk", "at_id", "title", "lies_since", "due_on")[:most]
    ]


def _answered(own: list[int], term: str, today: date, most: int) -> list[Waiting]:
    rows = _lately(term, today).filter(organisation_id__in=own)
    found = rows.values_list("pk", "organisation_id", "title", "answered_on")[:most]
    return [Waiting("difficulties.answered", pk, where, title, answered) for pk, where, title, answered in found]


def _for_others(actor: Actor, own: list[int], term: str, today: date, most: int) -> list[Waiting]:
    """Answers to what the person raised for an organisation that they may still look at; not those given where the
    person may answer, who then knows them."""
    if actor.user_id is None:
        return []
    rows = _lately(term, today).filter(raised_by_id=actor.user_id).exclude(organisation_id__in=own)
    found = list(rows.values_list("pk", "organisation_id", "title", "answered_on", "answered_at_id")[:most])
    stand = last_paths({pk for row in found for pk in (row[1], row[4]) if pk})
    return [
        Waiting("difficulties.answered", pk, where, title, answered)
        for pk, where, title, answered, at in found
        if allows(actor, Permission.VIEW, stand[where], today)
        and not (at and allows(actor, Permission.DIFFICULTIES_ANSWER, stand[at], today))
    ]


def _lately(term: str, today: date) -> QuerySet[Difficulty]:
    return Difficulty.objects.filter(
        term=term,
        state=DifficultyState.ANSWERED,
        answered_on__gt=today - timedelta(days=NEW_DAYS),
        answered_on__lte=today,
    ).order_by("-answered_on", "-pk")
