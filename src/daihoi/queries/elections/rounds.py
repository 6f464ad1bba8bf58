"""An election as its pages of the hall show it: every round with its ledger, its counts and its result, in few queries.

Ballots of a round are read only where both of its counts are done, and for whoever does not run the count only once
its result is released. While a count runs nothing leaves here but how many ballots each team has keyed.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count as HowMany
from django.db.models import Prefetch, prefetch_related_objects

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.elections import (
    Ledger,
    Record,
    RoundStanding,
    Setting,
    Standing,
    StockEvent,
    standing,
)
from daihoi.data.models import BallotRound, Count, Election
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.elections._rows import (
    as_listed,
    election_at,
    entries_of,
    in_order,
    is_counted,
    of_place,
    record_of,
    runs,
    setting_of,
    team_of,
)
from daihoi.queries.elections._sheet import meeting_line


@dataclass(frozen=True)
class CountLine:
    """How far one of the two counts is. `members`: who keys in that team."""

    number: int
    keyed: int
    done_at: datetime | None
    members: tuple[str, ...]


@dataclass(frozen=True)
class HallRound:
    """A ballot round. `stock`: event, when, by whom; `names`: (name, what tells namesakes apart) in ballot order."""

    number: int
    opened_at: datetime
    sealed_at: datetime | None
    present: int | None
    stock: tuple[tuple[StockEvent, datetime, str], ...]
    layout: str
    layout_sha256: str
    counts: tuple[CountLine, ...]
    counted: bool
    released_at: datetime | None
    released_by: str
    annulled: str
    names: tuple[tuple[str, str], ...]
    standing: RoundStanding

    @property
    def ledger(self) -> Ledger:
        return self.standing.ledger

    @property
    def running(self) -> bool:
        return not self.annulled and self.released_at is None


@dataclass(frozen=True)
class Listed:
    """`of_nominee`: keys of those put forward."""

    of_nominee: tuple[str, ...]


@dataclass(frozen=True)
class Around:
    """What the frame of a page says of its election."""

    id: int
    organisation: int
    place: str
    title: str
    proposed: Listed
    rounds: tuple[object, ...]


@dataclass(frozen=True)
class HallElection:
    """`on_list`: keys of the adopted list, in its order; `committee`: whether the counting committee has its head;
    `proposed`: as the frame of the pages counts names; `team`: of the actor, 0 for none; `truncate`: percentages are
    shown cut, not rounded."""

    id: int
    organisation: int
    place: str
    path: str
    title: str
    meeting: str
    truncate: bool
    adopted_at: datetime | None
    withdrawn: str
    setting: Setting
    record: Record
    standing: Standing
    rounds: tuple[HallRound, ...]
    on_list: tuple[str, ...]
    proposed: Listed
    committee: bool
    team: int
    may_run: bool
    may_prepare: bool

    def round(self, number: int) -> HallRound:
        """NotHere for a round that was not opened."""
        found = next((one for one in self.rounds if one.number == number), None)
        if found is None:
            raise NotHere
        return found

    @property
    def last(self) -> HallRound | None:
        return self.rounds[-1] if self.rounds else None


def in_hall(*, actor: Actor, pk: int, released_only: bool = False) -> HallElection:
    """For whoever may see the election. `released_only`: as the hall sees it, whoever asks. At most ten queries."""
    row, place = election_at(actor=actor, election=pk, permission=Permission.ELECTIONS_VIEW)
    prefetch_related_objects([row], "nominees", "counters")
    may_run = runs(actor, row, place)
    setting = setting_of(row)
    nominees = as_listed(row)
    rounds = _rounds(row)
    record = record_of(row, unreleased=may_run and not released_only, rounds=rounds)
    found = standing(setting, record)
    members = in_order(row.counters.all())
    teams = {number: tuple(one.name for one in members if one.team == number) for number in (1, 2)}
    names = {str(one.pk): (one.name, one.note) for one in nominees}
    return HallElection(
        id=row.pk,
        organisation=place.organisation,
        place=place.name,
        path=place.path,
        title=row.title,
        meeting=meeting_line(row),
        truncate=row.rounding == "truncate",
        adopted_at=row.adopted_at,
        withdrawn=row.withdrawn,
        setting=setting,
        record=record,
        standing=found,
        rounds=tuple(_round(one, here, teams, names) for one, here in zip(rounds, found.rounds, strict=True)),
        on_list=tuple(str(one.pk) for one in nominees if one.position is not None),
        proposed=Listed(tuple(names)),
        committee=any(one.head for one in members),
        team=team_of(actor, members),
        may_run=may_run and not row.withdrawn,
        may_prepare=not row.withdrawn and allows(actor, Permission.ELECTIONS_PREPARE, place.path, clock.today()),
    )


def _rounds(row: Election) -> list[BallotRound]:
    counts = Count.objects.annotate(keyed=HowMany("ballots")).order_by("number")
    return list(row.rounds.order_by("number").prefetch_related(Prefetch("counts", counts), "stock"))


def _round(
    one: BallotRound,
    here: RoundStanding,
    teams: dict[int, tuple[str, ...]],
    names: dict[str, tuple[str, str]],
) -> HallRound:
    lines = [
        CountLine(count.number, count.keyed, count.done_at, teams[count.number])  # type: ignore[attr-defined]
        for count in one.counts.all()
    ]
    return HallRound(
        number=one.number,
        opened_at=one.opened_at,
        sealed_at=one.sealed_at,
        present=one.present,
        stock=entries_of(one),
        layout=one.layout,
        layout_sha256=one.layout_sha256,
        counts=tuple(lines),
        counted=is_counted(one),
        released_at=one.released_at,
        released_by=one.released_by_name,
        annulled=one.annulled,
        names=tuple(names.get(key, (key, "")) for key in json.loads(one.keys)),
        standing=here,
    )


def place_of_work(*, actor: Actor, pk: int) -> int:
    """The organisation of an election for somebody who keys its ballots; NotHere for others. One query, since each
    key takes it; the action asks everything else."""
    found = (
        Election.objects.filter(pk=pk)
        .annotate(place_path=of_place("path"))
        .values_list("congress__organisation_id", "place_path")
        .first()
    )
    if found is None or found[1] is None:
        raise NotHere
    require(actor, Permission.ELECTIONS_COUNT, found[1], clock.today())
    return int(found[0])
