"""The records that a list of people is held against."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from daihoi.core.access import Actor, Permission
from daihoi.core.messages import Finding, Place, Refused
from daihoi.core.personnel.alike import Known
from daihoi.core.personnel.facts import PersonFacts, stored, stored_meant
from daihoi.core.personnel.importing import Entry, ImportPlan, Kept, Step, compare_people
from daihoi.core.personnel.sheet import PersonRow
from daihoi.core.stamp import stamp
from daihoi.core.text import fold
from daihoi.data.tree import last_version
from daihoi.queries.access import require
from daihoi.queries.personnel._alike import Elsewhere, named_like
from daihoi.queries.personnel._people import own_people

FACTS = (
    "name", "sex", "born_year", "born_month", "ethnicity", "home", "probationary_on", "official_on", "schooling",
    "degree", "specialism", "science", "theory", "local", "post", "note",
)  # fmt: skip
MEANT = ("standing", "organs", "posts", "special", "councils")


@dataclass(frozen=True)
class PlannedImport:
    """`plan`: what the rows would do; `records`: those that rows may be, by id, as far as the reader may see them;
    `findings`: of the plan, and facts that cannot be right."""

    plan: ImportPlan
    records: Mapping[int, Elsewhere]
    findings: tuple[Finding, ...]

    @property
    def stamp(self) -> str:
        """A mark of everything that the import would write: of new rows their facts, of others what changes."""
        return stamp(
            *(
                (one.row, one.step, one.id, one.same_as, one.changes, one.apart)
                + ((sorted(one.facts.items()), one.meant) if one.step is Step.NEW else ())
                for one in self.plan.entries
            ),
        )

    @property
    def undecided(self) -> int:
        return len(self.plan.of(Step.UNDECIDED))


def planned_import(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    rows: Sequence[PersonRow],
    decisions: Mapping[int, str],
    into_pool: bool,
    today: date,
) -> PlannedImport:
    """What a list would do to the people of an organisation. Three queries for up to 500 names."""
    require(actor, Permission.PERSONNEL_EDIT, last_version(organisation).path, today)
    names = {fold(row.listed.person.name) for row in rows}
    records = {one.known.id: one for one in named_like(actor, today, names)}
    own = _own(organisation, term, names)
    kept = [own.get(pk) or Kept(one.known, False) for pk, one in records.items()]
    plan = compare_people(rows, kept, decisions, into_pool=into_pool)
    return PlannedImport(plan, records, (*plan.findings, *_unfit(plan, today)))


def _unfit(plan: ImportPlan, today: date) -> list[Finding]:
    """What a record, or a place in the pool, could not keep, by row."""
    return [
        replace(one, place=Place(row=entry.row))
        for entry in plan.entries
        for one in (*_facts_unfit(entry, today), *_meant_unfit(entry))
    ]


def _facts_unfit(entry: Entry, today: date) -> tuple[Finding, ...]:
    try:
        stored(PersonFacts(**entry.facts), today)  # type: ignore[arg-type]
    except Refused as refused:
        return refused.findings
    return ()


def _meant_unfit(entry: Entry) -> tuple[Finding, ...]:
    try:
        stored_meant(entry.meant or {})
    except Refused as refused:
        return refused.findings
    return ()


def _own(organisation: int, term: str, names: Collection[str]) -> dict[int, Kept]:
    found: dict[int, Kept] = {}
    for row in own_people(organisation, term):
        if row.folded not in names:
            continue
        value = vars(row)
        meant = None
        if value["place_key"] is not None:
            meant = {name: value[f"place_{name}"] for name in MEANT}
        found[row.pk] = Kept(
            Known(row.pk, row.folded, row.born_year, row.born_month),
            True,
            {name: value[name] for name in FACTS},
            meant,
        )
    return found
