"""The two counts: keying ballots, finishing a count, settling differences, releasing the result."""

import json
from dataclasses import dataclass

from daihoi.actions._gate import Done, action, draft
from daihoi.actions.elections._rows import (
    election_of,
    member_of,
    refuse_errors,
    require_runs,
    round_of,
    running,
)
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.elections import Flag, Ledger, Reading, ledger_of, standing, style_of, through
from daihoi.core.elections.proof import reading_digest, settled_digest
from daihoi.core.elections.resultfile import result_digest
from daihoi.core.messages import N_, refuse
from daihoi.core.text import one_line
from daihoi.data.models import BallotRound, Count, Draft, ReadBallot, SettledBallot
from daihoi.queries import clock
from daihoi.queries.elections._rows import ballots_of, is_counted, record_of, setting_of, stock_of

COUNT = Permission.ELECTIONS_COUNT
RUN = Permission.ELECTIONS_RUN
_DRAFT_MARKS = "012-_"
_MOST_KEYS = 2**53  # the largest number that a page can count to


@dataclass(frozen=True)
class Keyed:
    """A ballot as it was keyed. `version`: of the reading that the page knew, 0 for none; `milliseconds`: from the
    first key to the last, None where it was not measured; `count`: the count that the page was opened for, 0 where it
    is not told."""

    slip: int
    marks: str
    flags: tuple[str, ...] = ()
    version: int = 0
    milliseconds: int | None = None
    count: int = 0


@draft(COUNT)
def keep_draft(
    *,
    actor: Actor,
    organisation: int,
    election: int,
    round: int,
    slip: int,
    marks: str,
    flags: str,
    serial: int,
    of_count: int = 0,
) -> None:
    """Keep what has been keyed of a ballot so far; a key that arrives late changes nothing.

    `marks`: as a reading has them, and "_" for a name without one. `of_count`: the count that the page was opened
    for, 0 where it is not told."""
    count = _own_count(actor, organisation, election, round, of_count)
    user = _user(actor)
    strange = marks.strip(_DRAFT_MARKS) or set(flags.split()) - set(Flag)
    if strange or len(marks) > 200 or len(flags) > 120 or not (0 < slip < 100_000 and 0 <= serial < _MOST_KEYS):
        raise refuse("draft_unlikely", N_("That cannot have been keyed."))
    changed = Draft.objects.filter(count=count, user_id=user, serial__lt=serial).update(
        slip=slip, marks=marks, flags=flags, serial=serial
    )
    if not changed:
        Draft.objects.get_or_create(
            count=count,
            user_id=user,
            defaults={"slip": slip, "marks": marks, "flags": flags, "serial": serial},
        )


@action("elections.ballot_keyed", COUNT)
def key_ballot(*, actor: Actor, organisation: int, election: int, round: int, keyed: Keyed) -> Done[int]:
    """Enter a ballot as read; returns its version. Sent twice, it stands once.

    Raises Refused for a slip that was not collected, for marks that this ballot cannot have, and where somebody else
    of the same team has keyed or changed the slip since the page knew it.
    """
    count = _own_count(actor, organisation, election, round, keyed.count)
    row = count.round
    ledger = _readable(row)
    if not 0 < keyed.slip <= (ledger.collected or 0):
        text = N_("There is no slip {slip}: {collected} ballots were collected.")
        raise refuse("no_such_slip", text, slip=keyed.slip, collected=ledger.collected or 0)
    reading = _reading(row, keyed.marks, keyed.flags)
    now, flags = clock.now(), " ".join(reading.flags)
    took = keyed.milliseconds if keyed.milliseconds is not None and 0 <= keyed.milliseconds < 3_600_000 else None
    known = ReadBallot.objects.filter(count=count, slip=keyed.slip).first()
    if known is not None and (known.marks, known.flags) == (reading.marks, flags):
        version = known.version  # the same again: a key pressed twice, a request sent twice
    elif (known.version if known is not None else 0) != keyed.version:
        text = N_("Slip {slip} has been keyed by {name} meanwhile. Look at it before you change it.")
        name = known.read_by_name if known is not None else ""
        raise refuse("slip_changed", text, slip=keyed.slip, name=name)
    else:
        version = keyed.version + 1
        ReadBallot.objects.update_or_create(
            count=count,
            slip=keyed.slip,
            defaults={
                "marks": reading.marks,
                "flags": flags,
                "milliseconds": took,
                "version": version,
                "read_at": now,
                "read_by_name": actor.name,
            },
        )
    Draft.objects.filter(count=count, user_id=_user(actor), slip=keyed.slip).update(marks="", flags="")
    detail = {
        "election": election,
        "round": round,
        "count": count.number,
        "slip": keyed.slip,
        "version": version,
        "digest": reading_digest(row.salt, count.number, keyed.slip, reading),
    }
    return Done(version, row.election.title, detail)


@action("elections.ballot_removed", COUNT)
def remove_ballot(*, actor: Actor, organisation: int, election: int, round: int, slip: int) -> Done[None]:
    """Take out a slip beyond those collected, after the number collected was put right; no other."""
    count = _own_count(actor, organisation, election, round)
    ledger = ledger_of(stock_of(count.round))
    if slip <= (ledger.collected or 0):
        raise refuse("slip_collected", N_("Slip {slip} is one of those collected; it stays."), slip=slip)
    if not ReadBallot.objects.filter(count=count, slip=slip).delete()[0]:
        raise NotHere
    detail = {"election": election, "round": round, "count": count.number, "slip": slip}
    return Done(None, count.round.election.title, detail)


@action("elections.count_done", COUNT)
def finish_count(*, actor: Actor, organisation: int, election: int, round: int) -> Done[bool]:
    """Close one count: every collected ballot is keyed, and none besides. Returns whether both counts are done."""
    count = _own_count(actor, organisation, election, round)
    collected = _readable(count.round).collected or 0
    slips = set(ReadBallot.objects.filter(count=count).values_list("slip", flat=True))
    missing = sorted(set(range(1, collected + 1)) - slips)
    if missing:
        text = N_("{count} ballots are not keyed yet, the first is slip {slip}.")
        raise refuse("slips_missing", text, count=len(missing), slip=missing[0])
    if beyond := sorted(slips - set(range(1, collected + 1))):
        text = N_("Slip {slip} is keyed, but only {collected} ballots were collected. Take it out.")
        raise refuse("slips_beyond", text, slip=beyond[0], collected=collected)
    count.done_at, count.done_by_name = clock.now(), actor.name
    count.save(update_fields=["done_at", "done_by_name"])
    Draft.objects.filter(count=count).delete()
    both = not count.round.counts.filter(done_at=None).exists()
    if both:
        BallotRound.objects.filter(pk=count.round_id).update(compared_at=clock.now())
    detail = {"election": election, "round": round, "count": count.number, "ballots": collected}
    return Done(both, count.round.election.title, detail)


@dataclass(frozen=True)
class Found:
    """What was found on the paper of a slip. `conclusion`: valid or not, as the committee concluded; None: its marks
    say it."""

    slip: int
    marks: str
    flags: tuple[str, ...] = ()
    conclusion: bool | None = None
    note: str = ""


@action("elections.ballot_settled", RUN)
def settle(*, actor: Actor, organisation: int, election: int, round: int, found: Found) -> Done[None]:
    """A third person, of neither team, says with the paper in hand what stands on it; or what the committee concluded
    on this one ballot (E-060), which needs a note. Where both counts read it alike its marks stay.

    Before the release the log tells nothing of it but the slip, and a digest of what was said.
    """
    row = round_of(organisation, election, round)
    require_runs(actor, row.election)
    running(row)
    if not is_counted(row):
        raise refuse("not_counted", N_("Both counts must be finished before ballots are compared."))
    ballot = ballots_of([row])[row.pk].get(found.slip)
    if ballot is None:
        raise NotHere
    reading = _reading(row, found.marks, found.flags)
    if ballot.first == ballot.second and reading != ballot.first:
        text = N_("Both counts read this ballot alike; its marks stay. Only whether it is valid can be concluded.")
        raise refuse("counts_agree", text)
    if ballot.first == ballot.second and found.conclusion is None:
        raise refuse("nothing_to_settle", N_("Both counts say this already."))
    note = one_line(found.note)[:300]
    if found.conclusion is not None and not note:
        raise refuse("no_note", N_("Write what the counting committee concluded, and why."))
    SettledBallot.objects.update_or_create(
        round=row,
        slip=found.slip,
        defaults={
            "marks": reading.marks,
            "flags": " ".join(reading.flags),
            "conclusion": found.conclusion,
            "note": note,
            "at": clock.now(),
            "by_name": actor.name,
        },
    )
    detail = {
        "election": election,
        "round": round,
        "slip": found.slip,
        "digest": settled_digest(row.salt, found.slip, reading, found.conclusion, note),
    }
    return Done(None, row.election.title, detail)


@action("elections.released", RUN)
def release(*, actor: Actor, organisation: int, election: int, round: int) -> Done[None]:
    """Release the result of a round to the hall. Everything must reconcile and every question on it be decided."""
    election_row = election_of(organisation, election)
    require_runs(actor, election_row)
    row = running(round_of(organisation, election, round))
    record = record_of(election_row, unreleased=True)
    found = standing(setting_of(election_row), record)
    here = next(one for one in found.rounds if one.round.number == round)
    refuse_errors((*found.findings, *here.findings))
    if here.tally is None:
        raise refuse("not_counted", N_("The ballots are not counted yet."))
    if here.tally.unsettled:
        text = N_("{count} ballots on which the counts differ are not settled yet.")
        raise refuse("unsettled", text, count=here.tally.unsettled)
    if here.outcome is None:
        what = found.open[0].message if found.open else ""
        raise refuse("question_open", N_("Something must be decided first: {what}"), what=what)
    row.released_at, row.released_by_name = clock.now(), actor.name
    row.save(update_fields=["released_at", "released_by_name"])
    digest = result_digest(standing(setting_of(election_row), through(record, round)))
    detail = {"election": election, "round": round, "elected": len(here.outcome.elected), "result_sha256": digest}
    return Done(None, election_row.title, detail)


def _own_count(actor: Actor, organisation: int, election: int, round: int, told: int = 0) -> Count:
    """The count of the actor's team in a running round; NotHere for whoever is in no team. `told`: the count that the
    page was opened for: who was moved to the other team since must not carry its ballots over. Its row is locked until
    the transaction ends, so that nothing is keyed, and no draft kept, of a count that is being finished."""
    row = running(round_of(organisation, election, round))
    member = member_of(actor, row.election)
    if member is None or not member.team:
        raise NotHere
    if told and told != member.team:
        raise refuse("other_team", N_("You are in the other team now. Open the page for keying anew."))
    counts = Count.objects.select_for_update(of=("self",)).select_related("round", "round__election")
    count = counts.get(round=row, number=member.team)
    if count.done_at is not None:
        raise refuse("count_done", N_("This count is finished."))
    return count


def _user(actor: Actor) -> int:
    """The id of the account that keys; NotHere for the system, which has none."""
    if actor.user_id is None:
        raise NotHere
    return actor.user_id


def _readable(row: BallotRound) -> Ledger:
    """The ledger of a round whose box has been opened and may be read."""
    ledger = ledger_of(stock_of(row))
    if ledger.collected is None:
        raise refuse("not_collected", N_("Enter first how many ballots were collected."))
    if ledger.over:
        text = N_("More ballots were collected than issued. This ballot cannot stand: annul it and vote again.")
        raise refuse("collected_over_issued", text)
    return ledger


def _reading(row: BallotRound, marks: str, flags: tuple[str, ...]) -> Reading:
    names = len(json.loads(row.keys))
    try:
        reading = Reading(marks, tuple(sorted(Flag(flag) for flag in set(flags))))
    except ValueError:
        reading = Reading("")
    if not reading.fits(style_of(names, row.allowed), names):
        raise refuse("marks_unlikely", N_("These marks do not fit the ballot: one mark for each of {names} names."),
                     names=names)  # fmt: skip
    return reading
