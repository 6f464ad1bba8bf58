"""A ballot round: opening it, its sheet, the box, those present, the stock of ballots, and annulling it."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import replace

from daihoi.actions._gate import Done, action
from daihoi.actions.elections._rows import (
    check_account,
    committee_text,
    election_of,
    pin,
    refuse_changed,
    refuse_errors,
    require_runs,
    round_of,
    running,
)
from daihoi.core.access import Actor, Permission
from daihoi.core.elections import (
    Ask,
    Decisions,
    NextRound,
    Nominee,
    Stock,
    StockEvent,
    add_event,
    allowed_in,
    base_in,
    check_counting_committee,
    in_order,
    standing,
)
from daihoi.core.elections.base import check_present
from daihoi.core.elections.sheet import PAPERS, ColumnsAsked, Paper
from daihoi.core.messages import N_, refuse
from daihoi.core.text import one_line
from daihoi.data.models import BallotRound, Count, CountingMember, Election, StockEntry
from daihoi.queries import clock
from daihoi.queries.elections._rows import nominee_of, record_of, setting_of, stock_of
from daihoi.queries.elections._sheet import sheet_text

RUN = Permission.ELECTIONS_RUN
COLUMNS: dict[int, ColumnsAsked] = {0: "auto", 1: 1, 2: 2}


@action("elections.round_opened", RUN)
def open_round(*, actor: Actor, organisation: int, election: int) -> Done[int]:
    """Open the ballot round that is due: the first, or the one that a result and its decisions lead to.

    Each team of the counting committee has an account to key with, and nobody in the committee stands in the round.
    """
    row = election_of(organisation, election)
    members = list(row.counters.all())
    if not any(one.head for one in members):
        raise refuse("no_committee", N_("Enter the counting committee first."))
    require_runs(actor, row)
    due = _due(row)
    _check_committee(row, members, due)
    if due.number == 1:
        pin(row)
    made = BallotRound.objects.create(
        election=row,
        committee=committee_text(members),
        number=due.number,
        keys=json.dumps(list(due.keys)),
        seats=due.seats,
        alternates=due.alternates,
        allowed=allowed_in(due, Decisions(record_of(row, unreleased=True).decisions)),
        purpose=due.purpose.value,
        threshold=due.threshold.value,
        salt=secrets.token_hex(32),
        opened_at=clock.now(),
    )
    Count.objects.bulk_create(Count(round=made, number=number) for number in (1, 2))
    detail = {"election": election, "round": due.number, "seats": due.seats, "names": len(due.keys)}
    return Done(due.number, row.title, detail)


def _check_committee(row: Election, members: Sequence[CountingMember], due: NextRound) -> None:
    """Two teams that can key, of people who may, none of whom stands in the round (E-075)."""
    if {one.team for one in members if one.user_id is not None and one.team} != {1, 2}:
        text = N_("Both teams need somebody with an account to key ballots. Enter them in the counting committee.")
        raise refuse("teams_missing", text)
    for one in members:
        check_account(row.congress.organisation_id, one)
    people = [nominee_of(one) for one in row.nominees.filter(pk__in=[int(key) for key in due.keys])]
    refuse_errors(check_counting_committee(setting_of(row), people, [one.name for one in members]))


def _due(row: Election) -> NextRound:
    """The round to hold now; raises Refused where none is due, and says why."""
    if row.adopted_at is None:
        raise refuse("list_not_adopted", N_("The list is not adopted yet."))
    found = standing(setting_of(row), record_of(row, unreleased=True))
    asked = [one for one in found.open if one.ask is not Ask.QUORUM or not found.rounds]
    if asked:
        raise refuse("question_open", N_("Something must be decided first: {what}"), what=asked[0].message)
    if not found.rounds:
        refuse_errors(found.findings)
        listed = [nominee_of(one) for one in row.nominees.filter(position__isnull=False).order_by("position")]
        return NextRound(1, tuple(one.key for one in listed), row.seats or 1, row.alternates)
    last = found.rounds[-1].round
    if not last.annulled and not row.rounds.filter(number=last.number, released_at__isnull=False).exists():
        raise refuse("round_running", N_("The round before it is not over: release its result, or annul it."))
    if found.next is None:
        raise refuse("nothing_due", N_("No further ballot is due."))
    return _in_ballot_order(row, found.next)


def _in_ballot_order(row: Election, due: NextRound) -> NextRound:
    """A later ballot in Vietnamese name order, with names that were added for it."""
    people: list[Nominee] = [nominee_of(one) for one in row.nominees.filter(pk__in=[int(key) for key in due.keys])]
    tones = "school" if row.tones == "school" else "dictionary"
    keys = tuple(one.key for one in in_order(people, tones))  # type: ignore[arg-type]
    return replace(due, keys=keys)


def _own_round(actor: Actor, organisation: int, election: int, number: int) -> BallotRound:
    """A round that is still being held, for whoever runs its count."""
    row = round_of(organisation, election, number)
    require_runs(actor, row.election)
    return running(row)


@action("elections.sheet_made", RUN)
def make_sheet(*, actor: Actor, organisation: int, election: int, round: int, paper: Paper, columns: int) -> Done[str]:
    """Lay the ballot out for printing; returns the hash of its layout. Not once ballots have been handed over.

    `paper`: "A4" or "A5"; `columns`: 1, 2, or 0 for what fits. Raises Refused where the names do not fit.
    """
    from daihoi.office import ballots  # noqa: PLC0415 slow import

    row = _own_round(actor, organisation, election, round)
    if row.stock.exists():
        raise refuse("ballots_there", N_("Ballots have been handed over; the sheet stays as it was printed."))
    if paper not in PAPERS or columns not in {0, 1, 2}:
        raise refuse("paper_unknown", N_("Ballots are printed on A4 or A5, in one or two columns."))
    text, style = sheet_text(row)
    made = ballots.make(text, style, paper=paper, columns=COLUMNS[columns], copies=1)
    row.layout, row.layout_sha256 = made.layout_text, made.layout_sha256
    row.save(update_fields=["layout", "layout_sha256"])
    detail = {"election": election, "round": round, "paper": paper, "sha256": made.layout_sha256, "font": made.font}
    return Done(made.layout_sha256, row.election.title, detail)


@action("elections.box_sealed", RUN)
def seal_box(*, actor: Actor, organisation: int, election: int, round: int) -> Done[None]:
    """The box was checked before the voters and sealed (E-076)."""
    row = _own_round(actor, organisation, election, round)
    row.sealed_at = row.sealed_at or clock.now()
    row.save(update_fields=["sealed_at"])
    return Done(None, row.election.title, {"election": election, "round": round})


@action("elections.present_set", RUN)
def set_present(*, actor: Actor, organisation: int, election: int, round: int, present: int) -> Done[None]:
    """How many are present when voting; not fewer than hold a ballot already."""
    election_row = election_of(organisation, election)
    row = _own_round(actor, organisation, election, round)
    setting = setting_of(election_row)
    base = base_in(setting, record_of(election_row, unreleased=False))
    refuse_errors(check_present(setting, base, present))
    issued = sum(event.number for event in stock_of(row) if event.kind is Stock.ISSUED)
    if present < issued:
        text = N_("{issued} ballots were issued already, but only {present} voters are present.")
        raise refuse("issued_over_present", text, issued=issued, present=present)
    row.present = present
    row.save(update_fields=["present"])
    return Done(None, election_row.title, {"election": election, "round": round, "present": present})


@action("elections.stock_entered", RUN)
def enter_stock(
    *,
    actor: Actor,
    organisation: int,
    election: int,
    round: int,
    kind: Stock,
    number: int,
    reason: str = "",
    known: int | None = None,
) -> Done[bool]:
    """Enter what happened to ballots, in sheets; a negative number with its reason puts an earlier entry right.

    `known`: how many entries there were when it was typed, so that one sent twice stands once; None asks nothing.
    Returns whether the round can only be annulled, since more were collected than issued.
    """
    row = _own_round(actor, organisation, election, round)
    refuse_changed(known, row.stock.count())
    if kind is Stock.ISSUED and row.sealed_at is None:
        raise refuse("box_not_sealed", N_("Record first that the box was checked and sealed."), rule="E-076")
    if kind is Stock.ISSUED and row.present is None:
        raise refuse("present_missing", N_("Enter first how many are present."))
    if kind is Stock.COLLECTED and row.counts.filter(done_at__isnull=False).exists():
        raise refuse("count_done", N_("A count is finished; the number collected stays as it is."))
    if not -100_000 < number < 100_000:
        raise refuse("number_unlikely", N_("The number {number} cannot be right."), number=number)
    after = add_event(stock_of(row), StockEvent(kind, number, one_line(reason)), present=row.present)
    StockEntry.objects.create(
        round=row,
        kind=kind.value,
        number=number,
        reason=one_line(reason)[:200],
        at=clock.now(),
        by_name=actor.name,
    )
    detail = {"election": election, "round": round, "kind": kind, "number": number, "reason": one_line(reason)[:200]}
    return Done(after.over, row.election.title, detail)


@action("elections.round_annulled", RUN)
def annul_round(*, actor: Actor, organisation: int, election: int, round: int, reason: str) -> Done[None]:
    """Annul a round and so make way for voting again; the only way on where more were collected than issued."""
    row = _own_round(actor, organisation, election, round)
    if not reason.strip():
        raise refuse("no_reason", N_("Say why the round is annulled, and who decided it."))
    row.annulled = one_line(reason)[:300]
    row.save(update_fields=["annulled"])
    return Done(None, row.election.title, {"election": election, "round": round, "reason": row.annulled})
