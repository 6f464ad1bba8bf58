"""An election's rows as the plain values that core computes with. What is not yet to be seen is left out here."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import BooleanField, Exists, F, Model, OuterRef, SmallIntegerField, Subquery, Value

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.elections import (
    Ballot,
    Body,
    Candidate,
    Decision,
    Nominee,
    Post,
    Purpose,
    Reading,
    Record,
    Round,
    Setting,
    Settled,
    StockEvent,
    Threshold,
    side_by_side,
)
from daihoi.core.elections import base as bases
from daihoi.core.elections.decisions import Answer, Ask, Decider
from daihoi.core.elections.ledger import Stock
from daihoi.core.elections.marks import Flag
from daihoi.core.elections.nominees import Capacity, Origin
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.kinds import VersionState
from daihoi.data import models
from daihoi.data.models import (
    BallotRound,
    CountingMember,
    Election,
    ReadBallot,
    Ruleset,
    SchemeVersion,
    SettledBallot,
    Version,
)
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.rules import rules_of

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Place:
    """The organisation whose election it is."""

    organisation: int
    name: str
    path: str


def of_place(field: str) -> Subquery:
    """A field of the organisation that an election is held in, to annotate elections with. Its last version says where
    it stands, also once it has ended: its elections stay to be seen."""
    last = Version.objects.filter(organisation=OuterRef("congress__organisation")).order_by("-valid_from")
    return Subquery(last.values(field)[:1])


# Everything that hangs on an election but its ballots.
_WHOLE = ("nominees", "exclusions", "decisions", "steps", "counters", "rounds__stock", "rounds__counts")


# From which version of the personnel scheme the list was taken, and whether a newer one, or any, is approved.
_APPROVED = SchemeVersion.objects.filter(
    scheme__organisation=OuterRef("congress__organisation"),
    scheme__term=OuterRef("congress__term"),
    state=VersionState.APPROVED.value,
)
_OF_SCHEME: dict[str, Any] = {
    "scheme_taken": F("scheme__number"),
    "scheme_newer": Exists(_APPROVED.filter(number__gt=OuterRef("scheme__number"))),
    "scheme_offered": Exists(_APPROVED),
}


def election_at(*, actor: Actor, election: int, permission: Permission, whole: bool = False) -> tuple[Election, Place]:
    """An election's row and where it is held; NotHere where there is none, or not for this actor. One query, and
    eight more for a `whole` one."""
    rows = Election.objects.select_related("congress", "congress__ruleset", "ruleset").annotate(
        place_name=of_place("name"), place_path=of_place("path")
    )
    if whole:
        rows = rows.prefetch_related(*_WHOLE).annotate(**_OF_SCHEME)
    row: Any = rows.filter(pk=election).first()
    if row is None or row.place_path is None:
        raise NotHere
    place = Place(row.congress.organisation_id, row.place_name, row.place_path)
    require(actor, permission, place.path, clock.today())
    return row, place


def place_of(organisation: int) -> Place:
    found = (
        Version.objects.filter(organisation_id=organisation).order_by("-valid_from").values_list("name", "path").first()
    )
    if found is None:
        raise NotHere
    return Place(organisation, *found)


@dataclass(frozen=True)
class Held:
    """What the congress is for the election: as it was when the first round opened, before that as it is now."""

    ruleset: Ruleset
    kind: str
    unit: str
    contents: int | None
    case: str
    form: str
    ordinal: int | None


def held_of(row: Election) -> Held:
    source: Any = row if row.ruleset_id is not None else row.congress
    return Held(**{name: getattr(source, name) for name in Held.__dataclass_fields__})


def setting_of(row: Election) -> Setting:
    """The rules of an election."""
    held = held_of(row)
    return Setting(
        pack=rules_of(held.ruleset),
        post=Post(row.post),
        body=Body(row.body),
        kind=Kind(held.kind),
        unit=Unit(held.unit),
        contents=held.contents,
        case=held.case or None,
    )


def nominee_of(row: models.Nominee) -> Nominee:
    return Nominee(
        key=str(row.pk),
        name=row.name,
        origin=Origin(row.origin),
        capacity=Capacity(row.capacity),
        by=Capacity(row.by) if row.by else None,
        consent=row.consent,
        dossier_on=row.dossier_on,
        dossier=frozenset(row.dossier.split()),
        asks_to_withdraw=row.asks_to_withdraw,
        withdrawn=row.withdrawn,
        support=row.support,
        party_since=row.party_since,
    )


def exclusions_of(row: Election) -> tuple[bases.Exclusion, ...]:
    return tuple(
        bases.Exclusion(one.person, bases.Reason(one.reason), one.attended) for one in in_order(row.exclusions.all())
    )


def decision_of(one: models.ElectionDecision) -> Decision:
    return Decision(
        ask=Ask(one.ask),
        answer=Answer(one.answer),
        round=one.round,
        about=tuple(json.loads(one.about)),
        names=tuple(json.loads(one.names)),
        by=Decider(one.by),
        note=one.note,
    )


def reading_of(marks: str, flags: str) -> Reading:
    return Reading(marks, tuple(Flag(flag) for flag in flags.split()))


def runs(actor: Actor, row: Election, place: Place) -> bool:
    """Does the actor run the count of this very election? The right to run counts here, and a seat in its counting
    committee outside both teams; before there is a committee the right alone. Who does may know what is not released.
    """
    if actor.user_id is None or not allows(actor, Permission.ELECTIONS_RUN, place.path, clock.today()):
        return False
    members = row.counters.all()
    return not members or any(one.user_id == actor.user_id and one.team == 0 for one in members)


def team_of(actor: Actor, members: Iterable[CountingMember]) -> int:
    """The actor's team among the members of a counting committee, 0 for none."""
    return next((one.team for one in members if one.user_id is not None and one.user_id == actor.user_id), 0)


def head_first(members: Iterable[CountingMember]) -> list[CountingMember]:
    """A counting committee as it is listed: its head, who is in no team, the teams."""
    return sorted(members, key=lambda one: (not one.head, one.team, one.pk))


def decisions_of(row: Election, rounds: Iterable[BallotRound], *, unreleased: bool) -> list[models.ElectionDecision]:
    """The decisions that may be known: none on the ballots of a round whose result is not released."""
    hidden = {one.number for one in rounds if one.released_at is None} if not unreleased else set()
    return [one for one in in_order(row.decisions.all()) if one.round not in hidden or one.ask == Ask.QUORUM.value]


def record_of(
    row: Election,
    *,
    unreleased: bool,
    rounds: Sequence[BallotRound] | None = None,
    ballots: Mapping[int, Mapping[int, Ballot]] | None = None,
) -> Record:
    """Everything that the result follows from. `unreleased`: with the ballots of rounds whose result has not been
    released; only for those who may know it. A round's ballots are there once both of its counts are done.

    `rounds`, `ballots`: where they were fetched ahead.
    """
    nominees = as_listed(row)
    held = rounds_of(row) if rounds is None else rounds
    if ballots is None:
        ballots = ballots_of([one for one in held if (unreleased or one.released_at) and is_counted(one)])
    return Record(
        seats=row.seats or 1,
        alternates=row.alternates,
        summoned=row.summoned or 0,
        candidates=tuple(Candidate(str(one.pk), one.name, one.note) for one in nominees),
        exclusions=exclusions_of(row),
        rounds=tuple(round_of(one, tuple(ballots[one.pk].values()) if one.pk in ballots else None) for one in held),
        decisions=tuple(decision_of(one) for one in decisions_of(row, held, unreleased=unreleased)),
    )


def round_of(one: BallotRound, ballots: tuple[Ballot, ...] | None) -> Round:
    return Round(
        number=one.number,
        keys=tuple(json.loads(one.keys)),
        seats=one.seats,
        alternates=one.alternates,
        allowed=one.allowed,
        purpose=Purpose(one.purpose),
        threshold=Threshold(one.threshold),
        present=one.present,
        stock=stock_of(one),
        ballots=ballots,
        annulled=one.annulled,
        layout_sha256=one.layout_sha256,
    )


def as_listed(row: Election) -> list[models.Nominee]:
    """Those put forward in the order of the adopted list, then those who are not on it as they were entered."""
    return sorted(row.nominees.all(), key=lambda one: (one.position or 1_000, one.pk))


def stock_of(one: BallotRound) -> tuple[StockEvent, ...]:
    return tuple(event for event, _, _ in entries_of(one))


def entries_of(one: BallotRound) -> tuple[tuple[StockEvent, datetime, str], ...]:
    """The entries of the stock: event, when, by whom."""
    return tuple(
        (StockEvent(Stock(entry.kind), entry.number, entry.reason), entry.at, entry.by_name)
        for entry in in_order(one.stock.all())
    )


def in_order(rows: Iterable[M]) -> list[M]:
    """Rows as they were entered; sorted here, so that rows fetched ahead are not asked for again."""
    return sorted(rows, key=lambda one: one.pk)


def rounds_of(row: Election) -> list[BallotRound]:
    """The rounds in order, with their counts and stock; fetched where they were not fetched ahead."""
    ahead = "rounds" in getattr(row, "_prefetched_objects_cache", {})
    rounds = row.rounds.all() if ahead else row.rounds.prefetch_related("counts", "stock")
    return sorted(rounds, key=lambda one: one.number)


def is_counted(one: BallotRound) -> bool:
    """Are both counts of the round done?"""
    return sum(count.done_at is not None for count in one.counts.all()) == 2


def ballots_of(rounds: Sequence[BallotRound]) -> dict[int, dict[int, Ballot]]:
    """Round id → slip → the ballot as both counts read it, for rounds with two counts done. One query: what was
    settled comes with the readings, as if a count 0 had read it."""
    ids = [one.pk for one in rounds]
    if not ids:
        return {}
    nothing, settler = Value(None, output_field=BooleanField(null=True)), Value(0, output_field=SmallIntegerField())
    readings = ReadBallot.objects.filter(count__round__in=ids).annotate(said=nothing)
    settled_ones = SettledBallot.objects.filter(round__in=ids).annotate(number=settler)
    rows = readings.values_list("count__round_id", "count__number", "slip", "marks", "flags", "said").union(
        settled_ones.values_list("round_id", "number", "slip", "marks", "flags", "conclusion"), all=True
    )
    read: dict[tuple[int, int], dict[int, Reading]] = {}
    settled: dict[int, dict[int, Settled]] = {}
    known: dict[tuple[str, str], Reading] = {}
    for round_id, number, slip, marks, flags, said in sorted(rows, key=lambda row: row[2]):
        reading = known.setdefault((marks, flags), reading_of(marks, flags))
        if number:
            read.setdefault((round_id, number), {})[slip] = reading
        else:
            settled.setdefault(round_id, {})[slip] = Settled(reading, None if said is None else bool(said))
    return {pk: side_by_side(read.get((pk, 1), {}), read.get((pk, 2), {}), settled.get(pk, {})) for pk in ids}
