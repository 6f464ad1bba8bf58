"""Before the vote: who is put forward, who withdraws, the straw ballot, and the steps."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.elections._rows import (
    election_of,
    named,
    record,
    refuse_adopted,
    refuse_released,
)
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.elections import Ask, Capacity, Origin, missing_before, standing, steps_of
from daihoi.core.messages import N_, Message, Refused, refuse
from daihoi.core.text import one_line
from daihoi.data.models import Election, Nominee
from daihoi.queries.elections._rows import record_of, setting_of

PREPARE = Permission.ELECTIONS_PREPARE
MOST_NAMES = 400  # more than any list that a congress of the party has had


@dataclass(frozen=True)
class Put:
    """Somebody put forward, as entered; see core.elections.nominees for what each means."""

    name: str
    origin: Origin
    capacity: Capacity
    by: Capacity | None = None
    by_name: str = ""
    note: str = ""
    post: str = ""
    born_year: int | None = None
    born_month: int | None = None
    party_since: date | None = None
    consent: bool | None = None
    dossier_on: date | None = None
    dossier: tuple[str, ...] = ()
    asks_to_withdraw: bool = False


@action("elections.nominated", PREPARE)
def nominate(*, actor: Actor, organisation: int, election: int, people: Sequence[Put]) -> Done[list[int]]:
    """Put people forward: the prepared list at once, or somebody from the floor; all or none. Returns their ids.

    Who may not (E-010–E-017) is entered all the same, since it happened, and its finding keeps them off the list.
    """
    row = election_of(organisation, election)
    _list_open(row)
    if row.scheme is not None and any(one.origin is Origin.PREPARED for one in people):
        text = N_(
            "The prepared list is version {number} of the approved personnel scheme; nobody is added to it by hand. "
            "Enter as nominated, or as standing by themselves, who is so in the congress; or take a newer version."
        )
        raise refuse("list_of_scheme", text, number=row.scheme.number)
    if row.nominees.count() + len(people) > MOST_NAMES:
        raise refuse("too_many_names", N_("A list of more than {most} names cannot be right."), most=MOST_NAMES)
    made = [Nominee(election=row, **_fields(one)) for one in people]
    known = {(one.name, one.note) for one in row.nominees.all()}
    for number, one in enumerate(made, 1):
        if (one.name, one.note) in known:
            text = N_("Name {number}, {name}, is on the list already. Tell namesakes apart by a note such as the year.")
            raise refuse("name_twice", text, number=number, name=one.name)
        known.add((one.name, one.note))
    for one in made:
        one.save()
    detail = {"election": election, "count": len(made), "origins": sorted({one.origin for one in made})}
    return Done([one.pk for one in made], row.title, detail)


@action("elections.nominee_changed", PREPARE)
def change_nominee(*, actor: Actor, organisation: int, election: int, nominee: int, put: Put) -> Done[None]:
    """Change what is known of a nominee; not once their name stands on an adopted list or on a ballot.

    Who stands by the approved scheme stays who they are: name, birth where it is known, and how they came forward.
    """
    row, one = _nominee(organisation, election, nominee)
    _list_open(row)
    if row.scheme is not None:
        _refuse_retyped(row.scheme.number, one, put)
    for name, value in _fields(put).items():
        setattr(one, name, value)
    if row.nominees.exclude(pk=one.pk).filter(name=one.name, note=one.note).exists():
        raise refuse("name_twice", N_("That name is on the list already. Tell namesakes apart by a note."))
    one.save()
    return Done(None, row.title, {"election": election, "nominee": nominee})


def _refuse_retyped(version: int, one: Nominee, put: Put) -> None:
    """An approved list is never retyped: neither who is on it, nor who else might be."""
    before = Origin(one.origin)
    if before is not Origin.PREPARED and put.origin is not Origin.PREPARED:
        return
    known: list[tuple[object, object]] = [(one.name, named(put.name)), (before, put.origin)]
    known += [(was, now) for was, now in ((one.born_year, put.born_year), (one.born_month, put.born_month)) if was]
    if any(was != now for was, now in known):
        text = N_(
            "The prepared list is version {number} of the approved personnel scheme: names, births and how they came "
            "forward are not retyped. Have a newer version approved and take it; or enter a withdrawal, or a "
            "nomination in the congress, as such."
        )
        raise refuse("name_of_scheme", text, number=version)


@action("elections.nominee_dropped", PREPARE)
def drop_nominee(*, actor: Actor, organisation: int, election: int, nominee: int, reason: str) -> Done[None]:
    """Take out a nominee who was entered by mistake; who withdraws is not taken out, but decided on, and so is who
    stands by the approved scheme."""
    row, one = _nominee(organisation, election, nominee)
    _list_open(row)
    if row.scheme is not None and one.origin == Origin.PREPARED.value:
        text = N_(
            "{name} stands by version {number} of the approved personnel scheme and is not taken out by hand. Decide "
            "on the withdrawal, or take a newer approved version."
        )
        raise refuse("name_of_scheme", text, name=one.name, number=row.scheme.number)
    if not reason.strip():
        raise refuse("no_reason", N_("Say why the nominee is taken out."))
    one.delete()
    return Done(None, row.title, {"election": election, "nominee": nominee, "reason": one_line(reason)[:300]})


@action("elections.withdrawal_decided", PREPARE)
def decide_withdrawal(
    *, actor: Actor, organisation: int, election: int, nominee: int, allowed: bool, note: str
) -> Done[None]:
    """What the congress decided on a wish to withdraw (E-019), or on striking off who may not stand (E-018)."""
    row, one = _nominee(organisation, election, nominee)
    _list_open(row)
    if not note.strip():
        raise refuse("no_note", N_("Say how the congress decided: the vote, by ballot or by show of hands."))
    one.withdrawn = allowed
    one.save(update_fields=["withdrawn"])
    detail = {"election": election, "nominee": nominee, "allowed": allowed, "note": one_line(note)[:300]}
    return Done(None, row.title, detail)


@action("elections.support_entered", PREPARE)
def enter_support(
    *, actor: Actor, organisation: int, election: int, attending: int, support: dict[int, int], note: str
) -> Done[None]:
    """The result of a straw ballot: votes for each floor nominee, how many attend (E-035, E-038); `note`: minutes.

    Once the list is adopted, only of those brought for a further ballot; what the list was made by stays.
    """
    row = election_of(organisation, election)
    _list_open(row)
    if not 0 < attending <= (row.summoned or attending):
        raise refuse("attending_over_summoned", N_("More attend than were summoned."))
    if row.adopted_at and row.attending:
        attending = row.attending  # the list was made by it
    floor = {one.pk: one for one in row.nominees.exclude(origin=Origin.PREPARED.value)}
    fixed = _on_ballots(row) if row.adopted_at else frozenset()
    for pk, votes in support.items():
        if pk not in floor:
            raise NotHere
        if floor[pk].position is not None or pk in fixed:
            raise _on_a_ballot()
        if not 0 <= votes <= attending:
            text = N_("{name} has {votes} votes, but {attending} attend.")
            raise refuse("support_over_attending", text, name=floor[pk].name, votes=votes, attending=attending)
        floor[pk].support = votes
        floor[pk].save(update_fields=["support"])
    row.attending = attending
    row.save(update_fields=["attending"])
    record(row, actor, "straw_ballot", note=note)
    detail = {"election": election, "attending": attending, "asked": len(support), "note": one_line(note)[:300]}
    return Done(None, row.title, detail)


@action("elections.step_recorded", PREPARE)
def record_step(
    *,
    actor: Actor,
    organisation: int,
    election: int,
    step: str,
    votes_for: int | None = None,
    votes_against: int | None = None,
    note: str = "",
) -> Done[None]:
    """Record a step of 1.9 as done, with the show of hands where one was held. Not before those that it needs."""
    row = election_of(organisation, election)
    refuse_released(row)
    steps = steps_of(setting_of(row))
    found = next((one for one in steps if one.key == step and one.by_hand), None)
    if found is None or step == "list_adopted":
        raise refuse("unknown_step", N_("There is no such step to record."))
    done = set(row.steps.values_list("key", flat=True))
    if missing := missing_before(steps, done, step):
        text = N_("“{step}” comes after “{missing}”, which is not recorded yet.")
        raise refuse("step_too_early", text, step=Message(found.label), missing=Message(missing[0].label))
    if step == "number" and not row.seats:
        raise refuse("seats_missing", N_("Enter the number to elect first."))
    for number in (votes_for, votes_against):
        if number is not None and not 0 <= number <= (row.summoned or 10_000):
            raise refuse("number_unlikely", N_("The number {number} cannot be right."), number=number)
    record(row, actor, step, votes_for=votes_for, votes_against=votes_against, note=note)
    detail = {"election": election, "step": step, "votes_for": votes_for, "votes_against": votes_against}
    return Done(None, row.title, detail)


def _nominee(organisation: int, election: int, nominee: int) -> tuple[Election, Nominee]:
    row = election_of(organisation, election)
    one = row.nominees.filter(pk=nominee).first()
    if one is None:
        raise NotHere
    if one.pk in _on_ballots(row):
        raise _on_a_ballot()
    if one.position is not None:
        raise refuse("on_adopted_list", N_("The name stands on the adopted list; open the list again first."))
    return row, one


def _on_ballots(row: Election) -> frozenset[int]:
    """Nominees whose name stands on the ballot of a round, annulled ones too, or was chosen for a further one."""
    lists = [*row.rounds.values_list("keys", flat=True), *row.decisions.values_list("names", flat=True)]
    return frozenset(int(key) for text in lists for key in json.loads(text))


def _on_a_ballot() -> Refused:
    return refuse("on_a_ballot", N_("The name stands on a ballot, or was chosen for the next one; it stays as it is."))


def _list_open(row: Election) -> None:
    """Names come and go until the list is adopted; later only for a further ballot, which may bring some (E-093)."""
    if row.adopted_at is None:
        return
    found = standing(setting_of(row), record_of(row, unreleased=False))
    if all(one.ask is not Ask.SHORTAGE for one in found.open):
        refuse_adopted(row)


def _fields(one: Put) -> dict[str, object]:
    """A nominee's columns, checked for what no person can be."""
    if one.born_year is not None and not 1900 <= one.born_year <= 2015:
        raise refuse("born_unlikely", N_("The year of birth {year} cannot be right."), year=one.born_year)
    if one.born_month is not None and (one.born_year is None or not 1 <= one.born_month <= 12):
        raise refuse("born_unlikely", N_("Give the month of birth as 1 to 12, with the year."))
    if one.origin is Origin.SELF and one.by is not None:
        raise refuse("self_by_other", N_("Who stands by themselves is nominated by nobody."))
    return {
        "name": named(one.name),
        "note": one_line(one.note)[:200],
        "post": one_line(one.post)[:200],
        "born_year": one.born_year,
        "born_month": one.born_month,
        "party_since": one.party_since,
        "origin": one.origin.value,
        "capacity": one.capacity.value,
        "by": one.by.value if one.by else "",
        "by_name": one_line(one.by_name)[:120],
        "consent": one.consent,
        "dossier_on": one.dossier_on,
        "dossier": " ".join(sorted(one.dossier))[:200],
        "asks_to_withdraw": one.asks_to_withdraw,
    }
