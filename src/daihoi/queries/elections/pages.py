"""What the pages of elections show. Ballots of a round are seen only where both counts are done; a result only once
it is released, except by whoever runs the count."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from daihoi.core.access import Actor, Permission, allows
from daihoi.core.elections import (
    Base,
    Body,
    Exclusion,
    Ledger,
    Post,
    Record,
    Setting,
    Standing,
    Step,
    ledger_of,
    next_step,
    standing,
    steps_of,
)
from daihoi.core.elections.ledger import StockEvent
from daihoi.core.elections.opening import check_opening
from daihoi.core.messages import Finding
from daihoi.data.models import BallotRound, Election, ElectionDecision
from daihoi.queries import clock
from daihoi.queries.elections._list import Proposed, proposal_of
from daihoi.queries.elections._people import NomineeView, nominees_of
from daihoi.queries.elections._rows import (
    decisions_of,
    election_at,
    entries_of,
    exclusions_of,
    head_first,
    is_counted,
    record_of,
    rounds_of,
    runs,
    setting_of,
    stock_of,
    team_of,
)
from daihoi.queries.elections._states import state_of


@dataclass(frozen=True)
class StepView:
    """A step of the election and what was recorded of it."""

    step: Step
    done_at: datetime | None
    votes_for: int | None
    votes_against: int | None
    note: str
    by_name: str


@dataclass(frozen=True)
class RoundView:
    """A ballot round as the pages around it and the papers need it. `stock`: event, when, by whom."""

    row_id: int
    number: int
    opened_at: datetime
    sealed_at: datetime | None
    ledger: Ledger
    stock: tuple[tuple[StockEvent, datetime, str], ...]
    counted: bool
    released_at: datetime | None
    annulled: str
    committee: tuple[tuple[str, bool], ...]  # name and whether head, as it was when the round opened


@dataclass(frozen=True)
class CounterView:
    """A member of the counting committee."""

    name: str
    head: bool
    user_id: int | None
    team: int


@dataclass(frozen=True)
class ElectionView:
    """An election with everything that its pages show to this actor."""

    id: int
    organisation: int
    place: str
    path: str
    term: str
    post: Post
    body: Body
    title: str
    seats: int | None
    alternates: int
    summoned: int | None
    attending: int | None
    opens_on: date | None
    school: bool  # tones of names in the order that schools teach
    truncate: bool  # percentages are shown cut, not rounded
    adopted_at: datetime | None
    withdrawn: str  # why it is not held after all; then nobody prepares or runs it
    setting: Setting
    record: Record
    standing: Standing
    base: Base
    exclusions: tuple[Exclusion, ...]
    opening: tuple[Finding, ...]  # what stands against the election as such
    steps: tuple[StepView, ...]
    next_step: Step | None
    proposed: Proposed
    nominees: tuple[NomineeView, ...]
    rounds: tuple[RoundView, ...]
    decisions: tuple[ElectionDecision, ...]
    counters: tuple[CounterView, ...]
    state: str
    may_prepare: bool
    may_run: bool
    team: int  # of the actor in the counting committee, 0 for none
    scheme_taken: int | None = None  # number of the approved version of the personnel scheme that the list came from
    scheme_newer: bool = False  # was a newer one approved since?
    scheme_offered: bool = False  # is there an approved one?

    @property
    def offers_scheme(self) -> bool:
        """May the approved list be taken by this actor now?"""
        waits = self.scheme_offered and (self.scheme_taken is None or self.scheme_newer)
        return self.may_prepare and self.adopted_at is None and waits

    @property
    def released(self) -> bool:
        """Is a result released? What it rests on stays as it is then."""
        return any(one.released_at and not one.annulled for one in self.rounds)

    @property
    def round(self) -> RoundView | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.opening, *self.standing.findings)


def election(*, actor: Actor, pk: int) -> ElectionView:
    """An election for whoever may see its list; results only as far as released, except for who runs the count."""
    row, place = election_at(actor=actor, election=pk, permission=Permission.ELECTIONS_VIEW, whole=True)
    today = clock.today()
    may_run = runs(actor, row, place)
    setting = setting_of(row)
    record = record_of(row, unreleased=may_run)
    found = standing(setting, record)
    done = {one.key: one for one in row.steps.all()}
    rounds = rounds_of(row)
    steps = _steps(setting, done, rounds)
    proposed = proposal_of(row, setting)
    members = head_first(row.counters.all())
    return ElectionView(
        id=row.pk,
        organisation=place.organisation,
        place=place.name,
        path=place.path,
        term=row.congress.term,
        post=setting.post,
        body=setting.body,
        title=row.title,
        seats=row.seats,
        alternates=row.alternates,
        summoned=row.summoned,
        attending=row.attending,
        opens_on=row.opens_on,
        school=row.tones == "school",
        truncate=row.rounding == "truncate",
        adopted_at=row.adopted_at,
        withdrawn=row.withdrawn,
        setting=setting,
        record=record,
        standing=found,
        base=found.base,
        exclusions=exclusions_of(row),
        opening=_opening(row, setting),
        steps=steps,
        next_step=next_step([one.step for one in steps], [one.step.key for one in steps if one.done_at]),
        proposed=proposed,
        nominees=nominees_of(row.nominees.all(), proposed.of_nominee),
        rounds=tuple(map(_round_view, rounds)),
        decisions=tuple(decisions_of(row, rounds, unreleased=may_run)),
        counters=tuple(CounterView(one.name, one.head, one.user_id, one.team) for one in members),
        state=state_of(row, rounds, found),
        may_prepare=not row.withdrawn and allows(actor, Permission.ELECTIONS_PREPARE, place.path, today),
        may_run=may_run and not row.withdrawn,
        team=team_of(actor, members),
        **_of_scheme(row),
    )


def _of_scheme(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("scheme_taken", "scheme_newer", "scheme_offered")}


def _opening(row: Election, setting: Setting) -> tuple[Finding, ...]:
    """Whether this may be elected here and now; one query for an election of the first meeting, none for others."""
    members = row.summoned if setting.body is Body.MEMBER_CONGRESS else None
    released: set[Post] = set()
    if setting.body is Body.CONFERENCE:
        done = BallotRound.objects.filter(election__congress=row.congress_id, released_at__isnull=False, annulled="")
        released = {Post(post) for post in done.values_list("election__post", flat=True)}
    return check_opening(setting, members=members, released=released)


def _round_view(one: BallotRound) -> RoundView:
    return RoundView(
        row_id=one.pk,
        number=one.number,
        opened_at=one.opened_at,
        sealed_at=one.sealed_at,
        ledger=ledger_of(stock_of(one)),
        stock=entries_of(one),
        counted=is_counted(one),
        released_at=one.released_at,
        annulled=one.annulled,
        committee=tuple((name, head) for name, head, _ in json.loads(one.committee)),
    )


def _steps(setting: Setting, done: Mapping[str, object], rounds: Sequence[BallotRound]) -> tuple[StepView, ...]:
    """The steps of 1.9; what ballots and counts show is done when they show it."""
    last = rounds[-1] if rounds else None
    shown: dict[str, datetime | None] = {"voting": None, "count": None, "announced": None}
    if last is not None and not last.annulled:
        collected = [entry.at for entry in last.stock.all() if entry.kind == "collected"]
        shown = {
            "voting": min(collected) if collected else None,
            "count": last.compared_at,
            "announced": last.released_at,
        }
    found = []
    for step in steps_of(setting):
        row = done.get(step.key)
        if row is None:
            found.append(StepView(step, shown.get(step.key), None, None, "", ""))
        else:
            found.append(
                StepView(step, row.done_at, row.votes_for, row.votes_against, row.note, row.recorded_by_name)  # type: ignore[attr-defined]
            )
    return tuple(found)
