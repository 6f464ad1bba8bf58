"""What people decide on questions that no text answers; core.elections.decisions lists them."""

import json
from collections.abc import Sequence

from daihoi.actions._gate import Done, action
from daihoi.actions.elections._rows import election_of, keys_here, refuse_errors, require_runs
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.elections import Answer, Ask, Decider, Question, Standing, standing
from daihoi.core.elections.decisions import AFTER_RELEASE, DECIDERS
from daihoi.core.elections.proof import note_digest
from daihoi.core.messages import N_, refuse
from daihoi.core.text import one_line
from daihoi.data.models import Election, ElectionDecision
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.elections._list import proposal_of
from daihoi.queries.elections._rows import place_of, record_of, setting_of


@action("elections.decided", Permission.VIEW)
def decide(
    *,
    actor: Actor,
    organisation: int,
    election: int,
    ask: Ask,
    answer: Answer,
    by: Decider,
    note: str,
    round: int = 0,
    about: Sequence[str] = (),
    names: Sequence[str] = (),
) -> Done[None]:
    """Record a decision: on ballots of a kind by whoever runs the count, everything else by the secretariat.

    `names`: keys of the nominees of a further ballot. Raises Refused for a question that is not asked, an answer that
    it does not allow, somebody who does not decide it, and a decision on which a later round already rests. What a
    result asks is decided once it is released; until then the answer is the same whatever the result is.
    """
    row = election_of(organisation, election)
    on_ballots = ask is Ask.BALLOTS
    _require(actor, organisation, row, on_ballots)
    if by not in DECIDERS[ask]:
        raise refuse("decider_not_allowed", N_("That is not for them to decide."))
    if ask in AFTER_RELEASE and not row.rounds.filter(number=round, annulled="", released_at__isnull=False).exists():
        raise refuse("not_released", N_("The result of this ballot round is not released yet."))
    found = standing(setting_of(row), record_of(row, unreleased=on_ballots))
    question = next((one for one in found.questions if _same(one, ask, round, about)), None)
    if question is None:
        raise refuse("not_asked", N_("That is not asked here (any more)."))
    if answer not in question.options:
        raise refuse("answer_not_allowed", N_("That answer is not possible here: {what}"), what=question.message)
    if not note.strip():
        raise refuse("no_note", N_("Write how it was decided: the vote, the minutes, the number."))
    _refuse_rested_on(row, ask, round)
    if answer is Answer.VOTE_AGAIN:
        _check_names(row, found, names)
    ElectionDecision.objects.create(
        election=row,
        ask=ask.value,
        answer=answer.value,
        round=round,
        about=json.dumps(list(about)),
        names=json.dumps(list(names)),
        by=by.value,
        note=one_line(note)[:300],
        made_at=clock.now(),
        made_by_name=actor.name,
    )
    detail: dict[str, object] = {"election": election, "ask": ask, "answer": answer, "round": round, "by": by}
    if on_ballots:  # before the release the log tells nothing that was said of them
        detail["note_sha256"] = note_digest(row.rounds.get(number=round).salt, one_line(note)[:300])
    else:
        detail["note"] = one_line(note)[:300]
    return Done(None, row.title, detail)


def _require(actor: Actor, organisation: int, row: Election, on_ballots: bool) -> None:
    """Whoever runs this count decides on ballots, whoever prepares the election the rest; nobody who keys in it."""
    wanted = Permission.ELECTIONS_RUN if on_ballots else Permission.ELECTIONS_PREPARE
    require(actor, wanted, place_of(organisation).path, clock.today())
    if on_ballots:
        require_runs(actor, row)
    elif keys_here(actor, row):
        raise NotHere


def _same(one: Question, ask: Ask, round: int, about: Sequence[str]) -> bool:
    return one.ask is ask and one.round == round and frozenset(one.about) == frozenset(about)


def _refuse_rested_on(row: Election, ask: Ask, round: int) -> None:
    """A decision stays once something rests on it: a later round, a released result, ballots handed over."""
    rounds = row.rounds.filter(annulled="")
    later = rounds.filter(number__gt=round).exists() if round else rounds.exists()
    if ask in {Ask.TIE, Ask.SHORTAGE}:
        rested = later
    elif ask in {Ask.QUORUM, Ask.BALLOTS}:
        rested = later or rounds.filter(number=round, released_at__isnull=False).exists()
    else:
        rested = rounds.filter(released_at__isnull=False).exists() or (ask is Ask.VOTES_ALLOWED and later)
    if rested:
        raise refuse("rested_on", N_("A ballot or a result already rests on this decision; it stays."))


def _check_names(row: Election, found: Standing, names: Sequence[str]) -> None:
    """A further ballot has names, each known and not elected yet."""
    if not names:
        raise refuse("names_missing", N_("Choose among whom the further ballot is held."))
    known = {str(pk) for pk in row.nominees.exclude(withdrawn=True).values_list("pk", flat=True)}
    if not set(names) <= known:
        raise NotHere
    against = dict(proposal_of(row, setting_of(row)).of_nominee)
    refuse_errors(finding for key in names for finding in against[key])
    if set(names) & {*found.elected, *found.alternates} or len(set(names)) != len(names):
        raise refuse("names_elected", N_("Somebody chosen is elected already, or stands twice."))
