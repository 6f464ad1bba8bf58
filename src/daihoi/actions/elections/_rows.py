"""Finding the rows of an election that an action works on, and refusing what its state does not allow."""

import json
from collections.abc import Iterable

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.messages import N_, Finding, Refused, Severity, refuse
from daihoi.core.text import one_line
from daihoi.data.models import BallotRound, CountingMember, Election, StepDone
from daihoi.queries import clock
from daihoi.queries.access import actor_of
from daihoi.queries.elections._rows import head_first, place_of

COUNT, RUN, PREPARE = Permission.ELECTIONS_COUNT, Permission.ELECTIONS_RUN, Permission.ELECTIONS_PREPARE


def election_of(organisation: int, election: int) -> Election:
    """The election, locked until the transaction ends; NotHere for one of another organisation."""
    row = (
        Election.objects.select_for_update(of=("self",))
        .select_related("congress", "congress__ruleset", "ruleset", "scheme")
        .filter(pk=election, congress__organisation_id=organisation)
        .first()
    )
    if row is None:
        raise NotHere
    if row.withdrawn:
        raise refuse("election_withdrawn", N_("This election was withdrawn; nothing in it can be changed."))
    return row


def round_of(organisation: int, election: int, number: int) -> BallotRound:
    """A ballot round of the election; NotHere for none."""
    row = (
        BallotRound.objects.select_related("election")
        .filter(election_id=election, number=number, election__congress__organisation_id=organisation)
        .first()
    )
    if row is None:
        raise NotHere
    return row


def running(row: BallotRound) -> BallotRound:
    """The round, where it is still being held."""
    if row.annulled:
        raise refuse("round_annulled", N_("This ballot round was annulled; nothing in it can be changed."))
    if row.released_at is not None:
        raise refuse("round_released", N_("The result of this ballot round is released; nothing in it can be changed."))
    return row


def last_round(row: Election) -> BallotRound | None:
    return row.rounds.order_by("-number").first()


def refuse_released(row: Election) -> None:
    """What a released result rests on is not changed any more."""
    if row.rounds.filter(released_at__isnull=False, annulled="").exists():
        raise refuse("election_released", N_("A result of this election is released; what it rests on stays as it is."))


def refuse_adopted(row: Election) -> None:
    if row.adopted_at is not None:
        raise refuse("list_adopted", N_("The list is adopted. Open it again first, while no ballot has been issued."))


def refuse_changed(known: object, now: object) -> None:
    """Refuse to save over what somebody else did since the page was shown. `known`: what it showed, None: unknown."""
    if known is not None and known != now:
        text = N_("Somebody changed this in the meantime. Look at what stands there now, then enter it again.")
        raise refuse("changed_meanwhile", text)


def refuse_errors(findings: Iterable[Finding]) -> None:
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR]:
        raise Refused(*errors)


def member_of(actor: Actor, row: Election) -> CountingMember | None:
    """The actor's own place in the counting committee of the election, or None."""
    if actor.user_id is None:
        return None
    return row.counters.filter(user_id=actor.user_id).first()


def require_runs(actor: Actor, row: Election) -> None:
    """Pass for whoever runs the count of this very election, beside the right that the gate asks: its head, or a
    member of its counting committee in neither team. NotHere for others."""
    member = member_of(actor, row)
    if member is None or member.team:
        raise NotHere


def keys_here(actor: Actor, row: Election) -> bool:
    """Is the actor in one of the two teams?"""
    member = member_of(actor, row)
    return member is not None and bool(member.team)


def check_account(organisation: int, member: CountingMember) -> None:
    """The account of a member has the role that its place needs; of a team it has no other that settles or decides."""
    if member.user_id is None:
        return
    path, today = place_of(organisation).path, clock.today()
    actor = actor_of(user_id=member.user_id, name=member.name)
    wanted = {RUN} if member.head else {COUNT} if member.team else {RUN, COUNT}
    if not any(allows(actor, one, path, today) for one in wanted):
        text = N_("{name}: the account has no role here that lets it do this work. A keeper grants it.")
        raise refuse("account_without_role", text, name=member.name)
    if member.team and any(allows(actor, one, path, today) for one in (RUN, PREPARE)):
        text = N_(
            "{name}: the account may also run the count or prepare the election. Whoever keys ballots does neither: "
            "use an account that only counts."
        )
        raise refuse("account_with_more", text, name=member.name)


def committee_text(members: Iterable[CountingMember]) -> str:
    """Who counts a round, as its row keeps it: [name, head, team] each, the head first."""
    return json.dumps([[one.name, one.head, one.team] for one in head_first(members)], ensure_ascii=False)


def named(text: str) -> str:
    """A name as it is stored: one line, in composed letters. Refuses none, and what no name is."""
    name = one_line(text)
    if not name:
        raise refuse("name_missing", N_("Write the full name."))
    if len(name) > 120:
        raise refuse("name_too_long", N_("A name has at most 120 letters."))
    return name


def record(row: Election, actor: Actor, key: str, *, note: str = "", **votes: int | None) -> None:
    """Record a step of the election; one recorded again keeps its first time."""
    StepDone.objects.update_or_create(
        election=row,
        key=key,
        defaults={"note": one_line(note)[:300], "recorded_by_name": actor.name, **votes},
        create_defaults={
            "note": one_line(note)[:300],
            "recorded_by_name": actor.name,
            "done_at": clock.now(),
            **votes,
        },
    )


def pin(row: Election) -> None:
    """Keep what the congress is now: rules, kind and form under which the election is held, whatever comes later."""
    congress = row.congress
    row.ruleset = congress.ruleset
    for name in PINNED:
        setattr(row, name, getattr(congress, name))
    row.save(update_fields=["ruleset", *PINNED])


PINNED = ("kind", "unit", "contents", "case", "form", "ordinal")
