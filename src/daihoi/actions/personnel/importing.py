"""Reading in a list of people: all of it or nothing, and nobody joined with anybody but by a decision."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, Refused, Severity, refuse
from daihoi.core.personnel.facts import PersonFacts, stored, stored_meant
from daihoi.core.personnel.importing import Entry, Step
from daihoi.core.personnel.sheet import ParsedPeople
from daihoi.core.stamp import refuse_changed
from daihoi.data.models import NotSame, Person, PoolPlace
from daihoi.queries import clock
from daihoi.queries.personnel.importing import planned_import

MOST = 3000  # people of one list


@dataclass(frozen=True)
class ImportedPeople:
    """How many records the list made, changed, and found as they were."""

    new: int
    changed: int
    unchanged: int


@action("personnel.imported", Permission.PERSONNEL_EDIT)
def import_people(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    parsed: ParsedPeople,
    decisions: Mapping[int, str],
    left_out: Collection[int] = (),
    into_pool: bool = True,
    file_sha256: str = "",
    seen: str | None = None,
) -> Done[ImportedPeople]:
    """Bring the people of an organisation to what a list says. What the list does not say stays as it is.

    `decisions`: by row, the id of the record that it is, or "other"; `left_out`: rows passed over; `seen`: the stamp of
    the preview. What it does is worked out anew here. Raises Refused with every finding, and while a row is undecided.
    """
    rows = [row for row in parsed.rows if row.row not in left_out]
    if len(rows) > MOST:
        raise refuse("too_many_people", N_("The list has more than {most} people. Read it in parts."), most=MOST)
    found = planned_import(
        actor=actor,
        organisation=organisation,
        term=term,
        rows=rows,
        decisions=decisions,
        into_pool=into_pool,
        today=clock.today(),
    )
    wrong = [one for one in parsed.findings if one.severity is Severity.ERROR and one.place.row not in left_out]
    wrong += [one for one in found.findings if one.severity in {Severity.ERROR, Severity.QUESTION}]
    if wrong:
        raise Refused(*wrong)
    refuse_changed(seen, found.stamp)
    new, changed = found.plan.of(Step.NEW), found.plan.of(Step.CHANGED)
    ids = _make(actor, organisation, term, new)
    for entry in changed:
        _change(actor, term, entry)
    _tell_apart(actor, new, ids)
    done = ImportedPeople(len(new), len(changed), len(found.plan.entries) - len(new) - len(changed))
    return Done(done, "", {"term": term, "sha256": file_sha256, "pool": into_pool, **vars(done)})


def _facts(values: Mapping[str, object]) -> dict[str, object]:
    return stored(PersonFacts(**values), clock.today())  # type: ignore[arg-type]


def _make(actor: Actor, organisation: int, term: str, entries: Sequence[Entry]) -> dict[int, int]:
    """New records with their places in the pool; row → id."""
    kept = {"organisation_id": organisation, "kept_at": clock.now(), "kept_by_name": actor.name}
    rows = [Person(**kept, **_facts(entry.facts), same_as_id=entry.same_as) for entry in entries]
    made = Person.objects.bulk_create(rows)
    PoolPlace.objects.bulk_create(
        PoolPlace(person=row, term=term, **stored_meant(entry.meant))
        for row, entry in zip(made, entries, strict=True)
        if entry.meant is not None
    )
    return {entry.row: row.pk for row, entry in zip(made, entries, strict=True)}


def _change(actor: Actor, term: str, entry: Entry) -> None:
    """What the list says otherwise, into the record and its place in the pool."""
    assert entry.id is not None
    row = Person.objects.select_for_update().get(pk=entry.id)
    now = {name: getattr(row, name) for name in _facts(entry.facts)}
    said = _facts({**{name: now[name] for name in now if name != "folded"}, **entry.facts})
    for name, value in said.items():
        setattr(row, name, value)
    row.version += 1
    row.kept_at, row.kept_by_name = clock.now(), actor.name
    row.save()
    if entry.meant is None:
        return
    place = PoolPlace.objects.filter(person=row, term=term).first() or PoolPlace(person=row, term=term)
    for name, value in stored_meant(entry.meant).items():
        if value:
            setattr(place, name, value)
    place.save()


def _tell_apart(actor: Actor, entries: Sequence[Entry], ids: Mapping[int, int]) -> None:
    """Keep what was decided: new records that are none of those they might have been."""
    pairs = {
        tuple(sorted((ids[entry.row], other)))
        for entry in entries
        if entry.apart or entry.rows
        for other in (*entry.apart, *(ids[row] for row in entry.rows if row in ids))
    }
    NotSame.objects.bulk_create(
        NotSame(first_id=first, second_id=second, decided_by_name=actor.name, decided_at=clock.now())
        for first, second in sorted(pairs)
    )
