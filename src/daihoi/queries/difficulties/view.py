"""One difficulty with the way that it took, and what this person may do with it now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.difficulties import Arranged, DifficultyState, arranged_for
from daihoi.core.organisations import paths
from daihoi.data.models import Answerer, Difficulty, DifficultyStep, PublishedAnswer, Visit, VisitFinding
from daihoi.queries.access import require
from daihoi.queries.difficulties._places import Placed, arranged_at, place_of, places
from daihoi.queries.difficulties.listing import require_difficulty
from daihoi.queries.supervision import knows_whole

UNANSWERED = (DifficultyState.OPEN, DifficultyState.JOINED)
ANSWER, RAISE, VIEW = Permission.DIFFICULTIES_ANSWER, Permission.DIFFICULTIES_RAISE, Permission.VIEW


@dataclass(frozen=True)
class StepLine:
    """A step of a difficulty's way: where, by whom, when."""

    id: int
    step: str
    at: int
    place: str
    text: str
    made_on: date
    made_at: datetime
    by: str


@dataclass(frozen=True)
class Beside:
    """Another difficulty of which this one's page tells."""

    id: int
    title: str
    place: str


@dataclass(frozen=True)
class DifficultyView:
    """A difficulty as its page shows it.

    `seen`: the last step's id, which an action is given so that nobody acts on what changed meanwhile. `joined` and
    `joined_to`: only those that this person may see. `next_up`: to whom it may be passed, None at the top.
    """

    id: int
    term: str
    organisation: Placed
    subject: str
    title: str
    text: str
    finding: int | None  # the visit of the finding that it rests on, where the person may see it
    finding_text: str
    state: str
    raised_on: date
    raised_by: str
    at: Placed
    lies_since: date
    due_on: date | None
    waited: int
    late: int
    answerer: Arranged | None
    answer: str
    article: str
    answered_on: date | None
    answered_at: Placed | None
    answered_by: str
    steps: tuple[StepLine, ...]
    seen: int
    joined: tuple[Beside, ...]
    joined_to: Beside | None
    published: int | None
    next_up: Placed | None
    may_answer: bool
    may_take_back: bool
    may_reopen: bool
    may_publish: int | None  # the organisation at which this person may publish the answer


def difficulty(*, actor: Actor, pk: int, today: date) -> DifficultyView:
    """A difficulty; NotHere for an unknown one and for whoever may not see the organisation that raised it."""
    row, place = require_difficulty(actor=actor, pk=pk, today=today)
    steps = list(DifficultyStep.objects.filter(difficulty=row).order_by("pk"))
    beside = _beside(row)
    known = places(
        {row.at_id, row.answered_at_id or row.at_id, *paths.ids(place.path)}
        | ({row.finding.visit.organisation_id} if row.finding else set())
        | {each.at_id for each in steps}
        | {each.organisation_id for each in beside}
    )
    at, answered_at = known[row.at_id], known.get(row.answered_at_id or 0)
    others = [
        Beside(each.pk, each.title, known[each.organisation_id].name)
        for each in beside
        if allows(actor, VIEW, known[each.organisation_id].path, today)
    ]
    published = _published(row) if row.state == DifficultyState.ANSWERED else None
    visit, found = _finding(actor, row, known, today)
    may = _may(actor, row, place, at, answered_at, today)
    return DifficultyView(
        id=row.pk,
        term=row.term,
        organisation=place,
        subject=row.subject,
        title=row.title,
        text=row.text,
        finding=visit,
        finding_text=found,
        state=row.state,
        raised_on=row.raised_on,
        raised_by=row.raised_by_name,
        at=at,
        lies_since=row.lies_since,
        due_on=row.due_on,
        waited=(today - row.lies_since).days,
        late=max((today - row.due_on).days, 0) if row.state == DifficultyState.OPEN and row.due_on else 0,
        answerer=arranged_for(row.subject, arranged_at(row.at_id)) if row.state in UNANSWERED else None,
        answer=row.answer,
        article=row.article,
        answered_on=row.answered_on,
        answered_at=answered_at,
        answered_by=row.answered_by_name,
        steps=tuple(
            StepLine(s.pk, s.step, s.at_id, known[s.at_id].name, s.text, s.made_on, s.made_at, s.by_name) for s in steps
        ),
        seen=steps[-1].pk if steps else 0,
        joined=tuple(each for each in others if each.id != row.joined_to_id),
        joined_to=next((each for each in others if each.id == row.joined_to_id), None),
        published=published,
        next_up=_next_up(at, known),
        may_publish=_publisher(actor, row, place, known, today) if published is None else None,
        **may,
    )


def _beside(row: Difficulty) -> list[Difficulty]:
    """Those joined to it, and the one that it is joined to."""
    together = Q(joined_to=row) | Q(pk=row.joined_to_id or 0)
    return list(Difficulty.objects.filter(together).order_by("pk").defer("grams"))


def _published(row: Difficulty) -> int | None:
    rows = PublishedAnswer.objects.filter(difficulty=row, withdrawn_on=None)
    return rows.values_list("pk", flat=True).first()


def _may(
    actor: Actor, row: Difficulty, place: Placed, at: Placed, answered_at: Placed | None, today: date
) -> dict[str, bool]:
    """What the person may do with it as it stands."""
    unanswered = row.state in UNANSWERED
    own = allows(actor, RAISE, place.path, today)
    answers = answered_at is not None and allows(actor, ANSWER, answered_at.path, today)
    return {
        "may_answer": unanswered and allows(actor, ANSWER, at.path, today),
        "may_take_back": unanswered and own,
        "may_reopen": row.state == DifficultyState.ANSWERED and (own or answers),
    }


def _next_up(at: Placed, known: dict[int, Placed]) -> Placed | None:
    """The living organisation above the one where it lies."""
    above = [pk for pk in reversed(paths.ids(at.path)[:-1]) if pk in known and known[pk].alive]
    return known[above[0]] if above else None


def _publisher(actor: Actor, row: Difficulty, place: Placed, known: dict[int, Placed], today: date) -> int | None:
    """Where the person may publish what is answered: where it was answered, else the nearest above that."""
    if row.state != DifficultyState.ANSWERED:
        return None
    above = list(reversed(paths.ids(place.path)))
    start = above.index(row.answered_at_id) if row.answered_at_id in above else 0
    for pk in above[start:]:
        if pk in known and known[pk].alive and allows(actor, ANSWER, known[pk].path, today):
            return pk
    return None


def _finding(actor: Actor, row: Difficulty, known: dict[int, Placed], today: date) -> tuple[int | None, str]:
    """(visit, text) of the finding that it rests on, for whoever knows what was found on that visit."""
    found = row.finding
    if found is None or not _knows(actor, found.visit, known[found.visit.organisation_id].path, today):
        return None, ""
    return found.visit_id, found.text


def _knows(actor: Actor, visit: Visit, path: str, today: date) -> bool:
    """May the actor read what was found on the visit? The organisation visited may once it is concluded."""
    sees = allows(actor, VIEW, path, today)
    return sees and knows_whole(actor, path, visit.by_id, visit.concluded_on, today)


@dataclass(frozen=True)
class FindingView:
    """A finding of a visit from which a difficulty is raised."""

    id: int
    organisation: int
    visit: int
    subject: str
    text: str
    held_on: date | None


def finding(*, actor: Actor, pk: int, today: date) -> FindingView:
    """A finding that still stands; NotHere for an unknown or struck one and whoever may not know it."""
    row = VisitFinding.objects.select_related("visit").filter(pk=pk, struck_reason="").first()
    if row is None or not _knows(actor, row.visit, place_of(row.visit.organisation_id).path, today):
        raise NotHere
    return FindingView(row.pk, row.visit.organisation_id, row.visit_id, row.subject, row.text, row.visit.held_on)


@dataclass(frozen=True)
class Arrangement:
    """Who answers for a subject at an organisation, as its page shows it. `account`: a user name, "" for none."""

    subject: str
    name: str
    working_days: int | None
    account: str
    decision: str


def arrangement(*, actor: Actor, organisation: int, today: date) -> list[Arrangement]:
    """Who answers for which subject at an organisation; for those who look at it."""
    require(actor, VIEW, place_of(organisation).path, today)
    rows = Answerer.objects.filter(organisation_id=organisation).order_by("subject")
    found = rows.values_list("subject", "name", "working_days", "user__username", "decision")
    return [Arrangement(subject, name, days, user or "", decision) for subject, name, days, user, decision in found]


def goes_to(*, actor: Actor, organisation: int, today: date) -> tuple[Placed, list[Arranged]]:
    """Where a difficulty of an organisation goes first (itself at the top), and who answers there for what."""
    place = place_of(organisation)
    require(actor, VIEW, place.path, today)
    known = places(paths.ids(place.path))
    target = _next_up(place, known) or place
    return target, list(arranged_at(target.id))
