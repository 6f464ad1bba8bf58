"""A list of people held against the records that are kept: what each row would do, and what people have to decide.

A row that may be somebody already kept is never joined by itself: people decide, row by row. A row that says nothing
new about a record changes nothing, so it needs no decision.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from daihoi.core.messages import N_, Finding, Message, Place, Severity
from daihoi.core.personnel.alike import Known, may_be_one
from daihoi.core.personnel.facts import one_spelling
from daihoi.core.personnel.kinds import Organ, Post
from daihoi.core.personnel.sheet import PersonRow
from daihoi.core.text import fold

OTHER = "other"  # the decision that a row is nobody of those it may be
_MARKED = frozenset({"x", "v", "1", "co", "dtts"})  # where lists only mark who is of an ethnic minority
_MINORITY = "Dân tộc thiểu số"

Values = Mapping[str, object]


class Step(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Kept:
    """A record as an import sees it. `facts`, `meant`: as stored, by the names of the columns; `meant` None: not in
    the pool of the term. `own`: of the organisation that the list is read into; only its records change."""

    known: Known
    own: bool
    facts: Values = field(default_factory=dict)
    meant: Values | None = None


@dataclass(frozen=True)
class Change:
    """A fact that the list gives otherwise."""

    name: str
    before: object
    after: object


@dataclass(frozen=True)
class Entry:
    """What a row would do. `id`: the record that it changes or is equal to; `same_as`: the record elsewhere that a
    new one is decided to be of the same person as; `candidates`: ids that the row may be; `rows`: rows before it that
    may be the same person; `apart`: ids that it is decided not to be. `decision`: as it was given, "" for none."""

    row: int
    name: str
    step: Step
    facts: Values
    meant: Values | None
    id: int | None = None
    same_as: int | None = None
    changes: tuple[Change, ...] = ()
    candidates: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()
    decision: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """Entries in the order of the file, and what has to be put right."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]

    def of(self, step: Step) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.step is step)


def facts_of(row: PersonRow) -> dict[str, object]:
    """What a row says of a person, by the names of the columns of records; what it does not say is left out."""
    person, record = row.listed.person, row.record
    year = person.born.year if person.born is not None else person.born_year
    ethnicity = record.ethnicity
    # Whoever is marked to be of no ethnic minority ("0", "không") is Kinh.
    ethnicity = _MINORITY if fold(ethnicity) in _MARKED else one_spelling(ethnicity)
    said: dict[str, object] = {
        "name": person.name,
        "sex": person.sex,
        "born_year": year,
        "born_month": person.born.month if person.born is not None else None,
        "ethnicity": ethnicity,
        "home": record.home,
        "probationary_on": record.probationary_on,
        "official_on": record.official_on,
        "schooling": record.schooling,
        "degree": person.degree,
        "specialism": record.specialism,
        "science": person.science,
        "theory": person.theory,
        "local": person.local,
        "post": record.post,
        "note": record.note,
    }
    return {name: value for name, value in said.items() if value is not None and value != ""}


def meant_of(row: PersonRow) -> dict[str, object]:
    """What a row says that a person is meant for, as a place in the pool keeps it."""
    listed = row.listed
    return {
        "standing": str(listed.standing or ""),
        "organs": " ".join(one for one in Organ if one in listed.organs),
        "posts": " ".join(one for one in Post if one in listed.posts),
        "special": listed.special,
        "councils": listed.councils,
    }


def compare_people(
    rows: Sequence[PersonRow], kept: Iterable[Kept], decisions: Mapping[int, str], *, into_pool: bool, sheet: str = ""
) -> ImportPlan:
    """What the rows would do to the records. `decisions`: by row, the id of a record or OTHER; `into_pool`: whoever
    is in the list is in the pool of the term, for what the list says."""
    by_name: defaultdict[str, list[Kept]] = defaultdict(list)
    for each in kept:
        by_name[each.known.folded].append(each)
    entries: list[Entry] = []
    before: defaultdict[str, list[Known]] = defaultdict(list)
    for row in rows:
        facts = facts_of(row)
        known = Known(row.row, fold(row.listed.person.name), _whole(facts, "born_year"), _whole(facts, "born_month"))
        alike = [one for one in by_name[known.folded] if may_be_one(one.known, known)]
        earlier = tuple(one.id for one in before[known.folded] if may_be_one(one, known))
        meant = meant_of(row) if into_pool else None
        entries.append(_entry(row, facts, meant, alike, earlier, decisions.get(row.row, "")))
        before[known.folded].append(known)
    return ImportPlan(tuple(entries), tuple(_findings(entries, sheet)))


def _whole(facts: Values, name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) else None


def _entry(
    row: PersonRow,
    facts: Values,
    meant: Values | None,
    alike: Sequence[Kept],
    earlier: tuple[int, ...],
    decision: str,
) -> Entry:
    name = row.listed.person.name
    candidates = tuple(one.known.id for one in alike)
    own = [one for one in alike if one.own]
    shared = {"candidates": candidates, "rows": earlier, "decision": decision}
    chosen = next((one for one in alike if str(one.known.id) == decision), None)
    if chosen is not None and chosen.own:
        changes = _changes(facts, meant, chosen)
        step = Step.CHANGED if changes else Step.UNCHANGED
        return Entry(row.row, name, step, facts, meant, chosen.known.id, changes=changes, **shared)  # type: ignore[arg-type]
    equal = next((one for one in own if not _changes(facts, meant, one)), None)
    if equal is not None and not decision and not earlier:
        return Entry(row.row, name, Step.UNCHANGED, facts, meant, equal.known.id, **shared)  # type: ignore[arg-type]
    if chosen is not None and not own and not earlier:
        return Entry(row.row, name, Step.NEW, facts, meant, same_as=chosen.known.id, **shared)  # type: ignore[arg-type]
    if decision == OTHER:
        return Entry(row.row, name, Step.NEW, facts, meant, apart=candidates, **shared)  # type: ignore[arg-type]
    step = Step.UNDECIDED if own or earlier else Step.NEW
    return Entry(row.row, name, step, facts, meant, **shared)  # type: ignore[arg-type]


def _changes(facts: Values, meant: Values | None, kept: Kept) -> tuple[Change, ...]:
    """What the list says otherwise than the record. What the list does not say stays as it is."""
    found = [
        Change(name, kept.facts.get(name), value) for name, value in facts.items() if kept.facts.get(name) != value
    ]
    if meant is not None:
        held = kept.meant
        if held is None:
            found.append(Change("pool", False, True))
        found += [
            Change(name, (held or {}).get(name), value)
            for name, value in meant.items()
            if value and (held or {}).get(name) != value
        ]
    return tuple(found)


def _findings(entries: Sequence[Entry], sheet: str) -> Iterable[Finding]:
    """Two rows that were decided to be one record, and rows that nobody has decided about."""
    chosen = Counter(entry.id for entry in entries if entry.id is not None)
    for entry in entries:
        where = Place(sheet, entry.row)
        if entry.id is not None and chosen[entry.id] > 1:
            text = N_("{name}: another row is the same record too. Leave one of the rows out.")
            yield Finding(Severity.ERROR, "same_record_twice", Message(text, {"name": entry.name}), where)
        elif entry.step is Step.UNDECIDED and entry.rows:
            text = N_("{name} may be the person of row {rows}. Decide, or leave a row out.")
            params = {"name": entry.name, "rows": ", ".join(map(str, entry.rows))}
            yield Finding(Severity.QUESTION, "row_alike", Message(text, params), where)
        elif entry.step is Step.UNDECIDED:
            text = N_("{name} may be somebody already kept here. Decide whether it is the same person.")
            yield Finding(Severity.QUESTION, "record_alike", Message(text, {"name": entry.name}), where)
