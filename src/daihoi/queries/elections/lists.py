"""Elections in a list: of a term, or of one organisation's congress."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as RowCount
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from daihoi.core.access import Actor, Permission, allows
from daihoi.core.elections import Body, Post, Stock, standing
from daihoi.data.models import BallotRound, CountingMember, Election, Ruleset, StockEntry
from daihoi.queries import clock
from daihoi.queries.access import below
from daihoi.queries.elections._rows import ballots_of, is_counted, of_place, record_of, rounds_of, setting_of
from daihoi.queries.elections._states import STATES, shown, state_of

MOST = 500  # lines of a list
_PAST = {"over", "withdrawn"}
WEIGHED = 40  # elections with a result of which a list says whether something is still to decide


@dataclass(frozen=True)
class ElectionLine:
    """An election in a list. `team`: of the actor in its counting committee, 0 for none; `may_view`: may the actor
    open its pages, or only key ballots?"""

    id: int
    organisation: int
    place: str
    title: str
    post: Post
    body: Body
    seats: int | None
    state: str
    round: int | None
    opens_on: date | None
    may_view: bool
    may_prepare: bool
    may_run: bool
    team: int


def elections(*, actor: Actor, term: str) -> list[ElectionLine]:
    """The elections of a term that the actor may see or works in, those that wait for people first.

    Whether a released result leaves something to decide is worked out for those released last; at most ten queries.
    """
    listed = list(_rows(actor, term).prefetch_related("rounds__counts", "rounds__stock")[:MOST])
    known = _weighed(listed)
    lines = [_line(actor, row, known.get(row.pk)) for row in listed]
    return sorted(lines, key=lambda line: (line.state in _PAST, -STATES.index(line.state), -line.id))


def elections_of(*, actor: Actor, organisation: int, term: str) -> list[ElectionLine]:
    """The elections of one congress, in the order in which they were opened; states as rows show them. Two queries,
    one where there is none."""
    rows = _rows(actor, term).filter(congress__organisation_id=organisation).order_by("pk")
    opened = StockEntry.objects.filter(round=OuterRef("pk"), kind=Stock.COLLECTED.value)
    rounds = BallotRound.objects.defer("layout").annotate(
        collected=Exists(opened), done=RowCount("counts", filter=Q(counts__done_at__isnull=False))
    )
    return [_line(actor, row, _brief(row)) for row in rows.prefetch_related(Prefetch("rounds", rounds))]


def _brief(row: Election) -> str:
    """The state of an election whose last round tells only whether its box was opened and how many counts are done."""
    rounds = sorted(row.rounds.all(), key=lambda one: one.number)
    if not rounds or rounds[-1].annulled or rounds[-1].released_at:
        return shown(row, rounds)
    if getattr(rounds[-1], "done", 0) == 2:
        return "comparing"
    return "counting" if getattr(rounds[-1], "collected", False) else "voting"


def _rows(actor: Actor, term: str) -> QuerySet[Election]:
    today = clock.today()
    seen = below("path", actor, Permission.ELECTIONS_VIEW, today) | below(
        "path", actor, Permission.ELECTIONS_COUNT, today
    )
    own = CountingMember.objects.filter(election=OuterRef("pk"), user=actor.user_id)
    return (
        Election.objects.filter(congress__term=term)
        .select_related("congress")
        .defer("congress__figures")
        .annotate(
            place=of_place("name"),
            path=of_place("path"),
            team=Subquery(own.values("team")[:1]),
        )
        .filter(seen)
        .order_by("-pk")
    )


def _line(actor: Actor, row: Election, state: str | None) -> ElectionLine:
    rounds = rounds_of(row)
    path, today = str(getattr(row, "path", "") or ""), clock.today()
    return ElectionLine(
        id=row.pk,
        organisation=row.congress.organisation_id,
        place=str(getattr(row, "place", "") or ""),
        title=row.title,
        post=Post(row.post),
        body=Body(row.body),
        seats=row.seats,
        state=state or shown(row, rounds),
        round=rounds[-1].number if rounds else None,
        opens_on=row.opens_on,
        may_view=allows(actor, Permission.ELECTIONS_VIEW, path, today),
        may_prepare=not row.withdrawn and allows(actor, Permission.ELECTIONS_PREPARE, path, today),
        may_run=not row.withdrawn and allows(actor, Permission.ELECTIONS_RUN, path, today),
        team=int(getattr(row, "team", 0) or 0),
    )


def _weighed(rows: Sequence[Election]) -> dict[int, str]:
    """Election id → its state with what its released result leaves open. Six queries for all of them."""
    over = [row for row in rows if shown(row, rounds_of(row)) == "over"]
    over = sorted(over, key=lambda row: rounds_of(row)[-1].released_at or clock.now(), reverse=True)[:WEIGHED]
    if not over:
        return {}
    prefetch_related_objects(over, "nominees", "exclusions", "decisions")
    rulesets = Ruleset.objects.in_bulk({row.ruleset_id or row.congress.ruleset_id for row in over})
    released = [one for row in over for one in rounds_of(row) if one.released_at and is_counted(one)]
    ballots = ballots_of(released)
    states = {}
    for row in over:
        held = row if row.ruleset_id else row.congress
        held.ruleset = rulesets[held.ruleset_id]
        record = record_of(row, unreleased=False, ballots=ballots)
        states[row.pk] = state_of(row, rounds_of(row), standing(setting_of(row), record))
    return states
