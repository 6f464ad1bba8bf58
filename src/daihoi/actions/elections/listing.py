"""The list on the ballot and the counting committee: what the congress adopts, checked once more against the rules."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from daihoi.actions._gate import Done, action
from daihoi.actions.elections._rows import (
    check_account,
    committee_text,
    election_of,
    last_round,
    named,
    record,
    refuse_adopted,
    refuse_errors,
)
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.elections import (
    STRAW_DUE,
    Nominee,
    Setting,
    check_counting_committee,
    in_order,
    missing_before,
    propose,
    steps_of,
)
from daihoi.core.messages import N_, Finding, Message, Severity, refuse
from daihoi.core.text import one_line
from daihoi.data.models import CountingMember, Election
from daihoi.queries import clock
from daihoi.queries.elections._list import Proposed, proposal_of
from daihoi.queries.elections._rows import nominee_of, setting_of

PREPARE = Permission.ELECTIONS_PREPARE


@action("elections.list_adopted", PREPARE)
def adopt_list(
    *,
    actor: Actor,
    organisation: int,
    election: int,
    note: str,
    votes_for: int | None = None,
    votes_against: int | None = None,
    of_tied: Collection[int] = (),
) -> Done[tuple[Finding, ...]]:
    """The congress adopts number and names of the list. `of_tied`: whom it decided to take among those tied in the
    straw ballot. What a hard rule forbids is refused; where the rules ask, `note` must say what was decided."""
    row = election_of(organisation, election)
    refuse_adopted(row)
    if not row.seats or not row.summoned:
        raise refuse("figures_missing", N_("Enter the number to elect and how many were summoned first."))
    setting = setting_of(row)
    steps = steps_of(setting)
    if missing := missing_before(steps, set(row.steps.values_list("key", flat=True)), "list_adopted"):
        text = N_("The list is adopted after “{missing}”, which is not recorded yet.")
        raise refuse("step_too_early", text, missing=Message(missing[0].label))
    found = proposal_of(row, setting)
    if found.proposal.straw:
        names = ", ".join(one.name for one in found.proposal.asked)
        source = found.proposal.straw
        raise refuse("straw_due", STRAW_DUE, rule=source.id, names=names, source=source)
    chosen = _chosen(found.proposal.names, found.proposal.tied, of_tied, found.proposal.most)
    on_list = {one.key for one in chosen}
    of_nominees = [each for key, each in found.of_nominee if key in on_list]
    counters = row.counters.values_list("name", flat=True)
    findings = (
        *(each for group in of_nominees for each in group),
        *_of_whole(setting, row, found, chosen),
        *check_counting_committee(setting, chosen, counters),
    )
    refuse_errors(findings)
    asked = [each for each in findings if each.severity is Severity.QUESTION]
    if asked and not note.strip():
        raise refuse("decision_missing", N_("The rules leave something open here. Write who decided what."))
    for position, one in enumerate(in_order(chosen, found.tones), 1):
        row.nominees.filter(pk=int(one.key)).update(position=position)
    row.adopted_at = clock.now()
    row.save(update_fields=["adopted_at"])
    record(row, actor, "list_adopted", note=note, votes_for=votes_for, votes_against=votes_against)
    detail = {"election": election, "names": len(chosen), "seats": row.seats, "note": one_line(note)[:300]}
    return Done(findings, row.title, detail)


def _chosen(
    names: Sequence[Nominee], tied: Sequence[Nominee], of_tied: Collection[int], most: int | None
) -> list[Nominee]:
    """The names that the rules give, with those of the tied whom the congress takes."""
    wanted = {str(pk) for pk in of_tied}
    more = [one for one in tied if one.key in wanted]
    if len(more) != len(wanted):
        raise NotHere
    if more and most is not None and len(names) + len(more) > most:
        raise refuse("surplus_over", N_("That makes the list longer than {most} names."), rule="E-031", most=most)
    return [*names, *more]


def _of_whole(setting: Setting, row: Election, found: Proposed, chosen: Sequence[Nominee]) -> Sequence[Finding]:
    """What stands against the list as a whole, with those of the tied who were taken; that there was a tie stays a
    question, which the note answers."""
    if not found.proposal.tied:
        return found.proposal.findings
    whole = propose(setting, chosen, seats=row.seats or 1, attending=row.attending, tones=found.tones)
    return [*(one for one in found.proposal.findings if one.code == "tie_in_straw"), *whole.findings]


@action("elections.list_reopened", PREPARE)
def reopen_list(*, actor: Actor, organisation: int, election: int, reason: str) -> Done[None]:
    """Open an adopted list again, with a reason; only while no ballot round is open."""
    row = election_of(organisation, election)
    if row.adopted_at is None:
        raise refuse("list_open", N_("The list is open."))
    if last_round(row) is not None:
        raise refuse("round_begun", N_("A ballot round is open or held; the list stays."))
    if not reason.strip():
        raise refuse("no_reason", N_("Say why the list is opened again."))
    row.nominees.update(position=None)
    row.adopted_at = None
    row.save(update_fields=["adopted_at"])
    row.steps.filter(key="list_adopted").delete()
    return Done(None, row.title, {"election": election, "reason": one_line(reason)[:300]})


@dataclass(frozen=True)
class Member:
    """A member of the counting committee. `user_id`: the account they work with; `team`: 1, 2 or 0 for none."""

    name: str
    head: bool = False
    user_id: int | None = None
    team: int = 0


@action("elections.committee_set", PREPARE)
def set_counting_committee(
    *, actor: Actor, organisation: int, election: int, members: Sequence[Member], note: str = ""
) -> Done[tuple[Finding, ...]]:
    """Enter the counting committee that was elected: one head, nobody on the list (E-075), two teams.

    The head has an account with the role of a head here; whoever keys has one with the role of a counter, and none
    that may run the count or prepare the election. Once a count has begun, accounts are only added to its teams.
    """
    row = election_of(organisation, election)
    kept = [Member(named(one.name), one.head, one.user_id, one.team) for one in members]
    if sum(one.head for one in kept) != 1:
        raise refuse("one_head", N_("The counting committee has one head."))
    if len({one.name for one in kept}) != len(kept):
        raise refuse("member_twice", N_("Somebody is entered twice in the counting committee."))
    if any(one.team not in {0, 1, 2} or (one.head and one.team) for one in kept):
        raise refuse("head_in_team", N_("The head is in neither team: differences are settled by a third person."))
    accounts = [one.user_id for one in kept if one.user_id is not None]
    if len(set(accounts)) != len(accounts):
        raise refuse("account_twice", N_("Two members cannot work with one account."))
    rows = [CountingMember(election=row, **vars(one)) for one in kept]
    _refuse_moved(row, rows)
    if any(one.head and one.user_id is None for one in kept):
        raise refuse("head_without_account", N_("The head needs an account: ballots are opened and settled with it."))
    for member in rows:
        check_account(organisation, member)
    held = row.rounds.filter(released_at=None, annulled="")
    keys = {key for one in held for key in json.loads(one.keys)}
    people = row.nominees.filter(Q(position__isnull=False) | Q(pk__in=[int(key) for key in keys]))
    findings = check_counting_committee(setting_of(row), map(nominee_of, people), [one.name for one in kept])
    refuse_errors(findings)
    row.counters.all().delete()
    CountingMember.objects.bulk_create(rows)
    held.update(committee=committee_text(row.counters.all()))
    record(row, actor, "counting_committee", note=note)
    detail = {"election": election, "members": len(kept), "accounts": sorted(accounts)}
    return Done(findings, row.title, detail)


def _refuse_moved(row: Election, members: Sequence[CountingMember]) -> None:
    """While ballots are counted nobody is moved between the teams, taken out, or made head."""
    if not row.rounds.filter(counts__ballots__isnull=False, released_at=None, annulled="").exists():
        return
    now = {one.name: one for one in row.counters.all()}
    after = {one.name: one for one in members}
    stay = now.keys() <= after.keys() and all(_stays(now[name], after[name]) for name in now)
    if not stay or any(not one.team for name, one in after.items() if name not in now):
        text = N_("Ballots are being counted: the committee stays. Only an account may be added to one of its teams.")
        raise refuse("count_begun", text)


def _stays(now: CountingMember, after: CountingMember) -> bool:
    """The same place; an account where there was none, but in a team alone."""
    same = (now.head, now.team) == (after.head, after.team)
    return same and (now.user_id == after.user_id or (now.user_id is None and bool(now.team)))
