"""What whoever keys, compares or watches a count may see: never a total before both counts are done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.elections import (
    BUNDLE,
    Ballot,
    Standing,
    Style,
    bundle_of,
    differences,
    ledger_of,
    style_of,
    unsettled,
)
from daihoi.core.elections.files import Header
from daihoi.core.elections.resultfile import result_file
from daihoi.data.models import BallotRound, Election, ReadBallot, SettledBallot
from daihoi.queries import clock
from daihoi.queries.elections._rows import (
    ballots_of,
    election_at,
    held_of,
    is_counted,
    record_of,
    runs,
    setting_of,
    stock_of,
)
from daihoi.queries.elections._sheet import meeting_line
from daihoi.queries.elections.rounds import Around, Listed, in_hall

MOST_NAMED = 2000  # differing slips for which the page says who keyed them


@dataclass(frozen=True)
class KeyingView:
    """The screen of one team. `names` in ballot order; `keyed`: slip → (marks, flags, version, by) of its own count.

    `draft`: (slip, marks, flags, serial) that this person was keying when the page was left. `seconds`: the middle
    time a ballot took, None before the first; `over`: more collected than issued; `closed`: annulled or released.
    Nothing of the other team is here but whether it is done.
    """

    election: int
    organisation: int
    place: str
    title: str
    round: int
    count: int
    style: Style
    names: tuple[tuple[str, str], ...]
    allowed: int
    collected: int
    keyed: Mapping[int, tuple[str, str, int, str]]
    draft: tuple[int, str, str, int] | None
    done_at: datetime | None
    other_done: bool
    seconds: float | None
    over: bool = False
    closed: bool = False

    @property
    def beyond(self) -> tuple[int, ...]:
        """Slips that are keyed although the number collected, put right since, is smaller."""
        return tuple(slip for slip in self.keyed if slip > self.collected)

    @property
    def next_slip(self) -> int | None:
        """The first slip that is not keyed, from the bundle in which the team should begin."""
        slips = [slip for slip in range(1, self.collected + 1) if slip not in self.keyed]
        if self.count == 2 and self.collected > BUNDLE and slips:
            # The teams share one stack of paper: the second begins with the second bundle.
            later = [slip for slip in slips if bundle_of(slip) > 1]
            return (later or slips)[0]
        return slips[0] if slips else None


def keying(*, actor: Actor, pk: int, round: int) -> KeyingView:
    """The actor's own team's screen; NotHere for whoever is in no team. `collected` 0: the box is not opened yet."""
    row, place = election_at(actor=actor, election=pk, permission=Permission.ELECTIONS_COUNT)
    user = actor.user_id
    member = row.counters.filter(user_id=user).first() if user is not None else None
    one = _round(row, round)
    if user is None or member is None or not member.team:
        raise NotHere
    counts = {count.number: count for count in one.counts.all()}
    own, other = counts[member.team], counts[3 - member.team]
    rows = ReadBallot.objects.filter(count=own).order_by("slip")
    keyed: dict[int, tuple[str, str, int, str]] = {}
    took: list[int] = []
    fields = ("slip", "marks", "flags", "version", "read_by_name", "milliseconds")
    for slip, marks, flags, version, by, milliseconds in rows.values_list(*fields):
        keyed[slip] = (marks, flags, version, by)
        took += [milliseconds] if milliseconds else []
    draft = own.drafts.filter(user_id=user).values_list("slip", "marks", "flags", "serial").first()
    keys = [int(key) for key in json.loads(one.keys)]
    people = {pk_: (name, note) for pk_, name, note in row.nominees.values_list("pk", "name", "note")}
    ledger = ledger_of(stock_of(one))
    return KeyingView(
        election=row.pk,
        organisation=place.organisation,
        place=place.name,
        title=row.title,
        round=round,
        count=own.number,
        style=style_of(len(keys), one.allowed),
        names=tuple(people[key] for key in keys),
        allowed=one.allowed,
        collected=ledger.collected or 0,
        keyed=keyed,
        draft=draft,
        done_at=own.done_at,
        other_done=other.done_at is not None,
        seconds=median(took) / 1000 if took else None,
        over=ledger.over,
        closed=bool(one.annulled) or one.released_at is not None,
    )


@dataclass(frozen=True)
class CompareView:
    """Both counts laid side by side, for whoever runs the count. `ballots`: slip → ballot; `notes`: slip → (what was
    written, by whom) of settled ones; `left`: slips still to settle; `readers`: who keyed a slip in each count, of
    those that differ; `running`: neither released nor annulled."""

    around: Around
    round: int
    running: bool
    names: tuple[tuple[str, str], ...]
    style: Style
    allowed: int
    ballots: Mapping[int, Ballot]
    different: tuple[int, ...]
    left: tuple[int, ...]
    notes: Mapping[int, tuple[str, str]]
    readers: Mapping[int, tuple[str, str]]


def comparison(*, actor: Actor, pk: int, round: int) -> CompareView:
    """NotHere before both counts are done. Nine queries."""
    row, place = election_at(actor=actor, election=pk, permission=Permission.ELECTIONS_RUN)
    if not runs(actor, row, place):
        raise NotHere
    rounds = list(row.rounds.order_by("number").prefetch_related("counts"))
    one = next((each for each in rounds if each.number == round), None)
    if one is None or not is_counted(one):
        raise NotHere
    ballots = ballots_of([one])[one.pk]
    found = differences(ballots)
    people = {str(pk_): (name, note) for pk_, name, note in row.nominees.values_list("pk", "name", "note")}
    readers: dict[int, dict[int, str]] = {}
    read = ReadBallot.objects.filter(count__round=one, slip__in=found[:MOST_NAMED])
    for slip, number, by in read.values_list("slip", "count__number", "read_by_name"):
        readers.setdefault(slip, {})[number] = by
    notes = SettledBallot.objects.filter(round=one).values_list("slip", "note", "by_name")
    keys = json.loads(one.keys)
    return CompareView(
        around=Around(row.pk, place.organisation, place.name, row.title, Listed(tuple(people)), tuple(rounds)),
        round=round,
        running=not one.annulled and one.released_at is None,
        names=tuple(people[key] for key in keys),
        style=style_of(len(keys), one.allowed),
        allowed=one.allowed,
        ballots=ballots,
        different=tuple(found),
        left=tuple(unsettled(ballots)),
        notes={slip: (note, by) for slip, note, by in notes},
        readers={slip: (by.get(1, ""), by.get(2, "")) for slip, by in readers.items()},
    )


@dataclass(frozen=True)
class HallView:
    """What the hall sees: how far the count is, then the result once it is released. `progress`: ballots keyed by
    each count of those collected."""

    title: str
    place: str
    meeting: str
    round: int | None
    collected: int | None
    progress: tuple[int, int]
    counted: bool
    released_at: datetime | None
    annulled: str
    standing: Standing
    truncate: bool


def hall(*, actor: Actor, pk: int) -> HallView:
    """For whoever may see the election: progress, and released results only, whoever asks."""
    found = in_hall(actor=actor, pk=pk, released_only=True)
    last = found.last
    first, second = (count.keyed for count in last.counts) if last else (0, 0)
    return HallView(
        title=found.title,
        place=found.place,
        meeting=found.meeting,
        round=last.number if last else None,
        collected=last.ledger.collected if last else None,
        progress=(first, second),
        counted=last is not None and last.counted,
        released_at=last.released_at if last else None,
        annulled=last.annulled if last else "",
        standing=found.standing,
        truncate=found.truncate,
    )


def layout(*, actor: Actor, pk: int, round: int) -> str:
    """The layout file of a round's ballot; NotHere before it is laid out."""
    row, place = election_at(actor=actor, election=pk, permission=Permission.ELECTIONS_VIEW)
    one = _round(row, round)
    prepares = allows(actor, Permission.ELECTIONS_PREPARE, place.path, clock.today())
    if not one.layout or not (prepares or runs(actor, row, place)):
        raise NotHere
    return str(one.layout)


def result_text(*, actor: Actor, pk: int) -> str:
    """The result file: with the ballots of released rounds, and of all counted ones for whoever runs the count."""
    row, place = election_at(actor=actor, election=pk, permission=Permission.ELECTIONS_VIEW)
    record = record_of(row, unreleased=runs(actor, row, place))
    ruleset = held_of(row).ruleset
    head = Header(
        pack=ruleset.pack_id,
        overlay_text=ruleset.overlay_text,
        organisation=place.name,
        congress=f"{meeting_line(row)}, {row.congress.term}",
    )
    return result_file(setting_of(row), record, head)


def _round(row: Election, number: int) -> BallotRound:
    found = row.rounds.filter(number=number).prefetch_related("counts", "stock").first()
    if found is None:
        raise NotHere
    return found
