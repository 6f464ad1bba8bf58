"""Rows of people as the rules see them: what lists, checks and pages all begin with."""

from typing import TypeVar

from django.db.models import F, FilteredRelation, Q, QuerySet

from daihoi.core.personnel import Age, AgeState, Listed, Organ, Post, age_of
from daihoi.core.personnel import Person as CorePerson
from daihoi.core.personnel.kinds import DossierState
from daihoi.core.personnel.setting import Setting, setting
from daihoi.data.models import Person
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.rows import PERSON, listed_of, person_of
from daihoi.queries.rules import retirement

T = TypeVar("T", Organ, Post)
_PLACE = ("standing", "organs", "posts", "decision", "special", "councils")


def setting_of(place: PersonnelPlace) -> Setting:
    """The rules that hold for the people of an organisation."""
    return setting(place.pack, retirement(), place.kind, place.unit, place.case or None, place.reference_on)


def own_people(organisation: int, term: str) -> QuerySet[Person]:
    """The people of an organisation, each with their place in the pool of the term (`place_standing` …, `place_id`
    None: none); without records that fell away for another one of the same organisation."""
    stand = Q(same_as=None) | ~Q(same_as__organisation=F("organisation"))
    rows = Person.objects.filter(stand, organisation_id=organisation)
    return with_places(rows, term)


def with_places(rows: QuerySet[Person], term: str) -> QuerySet[Person]:
    """People with their place in the pool of a term beside them, in the same query."""
    joined = rows.annotate(place=FilteredRelation("places", condition=Q(places__term=term)))
    return joined.annotate(place_key=F("place__id"), **{f"place_{name}": F(f"place__{name}") for name in _PLACE})


def with_states(rows: QuerySet[Person], term: str) -> tuple[list[Person], dict[int, dict[str, DossierState]]]:
    """(people, person → item of the dossier → its state), in one query: a row for each item."""
    joined = rows.annotate(own=FilteredRelation("dossier", condition=Q(dossier__term=term)))
    found: dict[int, Person] = {}
    states: dict[int, dict[str, DossierState]] = {}
    for row in joined.annotate(own_item=F("own__item"), own_state=F("own__state")):
        found.setdefault(row.pk, row)
        if row.own_item is not None:
            states.setdefault(row.pk, {})[row.own_item] = DossierState(row.own_state)
    return list(found.values()), states


def listed(row: Person) -> Listed:
    """One row of `own_people`; without a place, for nothing."""
    value = vars(row)
    words = (value[f"place_{name}"] or "" for name in ("standing", "organs", "posts", "special"))
    return listed_of(core_person(row), [*words, bool(value["place_councils"])])


def core_person(row: Person) -> CorePerson:
    """A person as the rules see one; the key is the id."""
    return person_of([getattr(row, name) for name in PERSON])


def parted(text: str | None, kind: type[T]) -> tuple[T, ...]:
    """Codes that a row keeps blank between, in the order of the list of their kind."""
    found = (text or "").split()
    return tuple(one for one in kind if one.value in found)


def age_under(one: Listed, under: Setting) -> Age:
    """The verdict of the age rules; NO_RULE where the pack names no table of retirement that is known."""
    return age_of(one, under) if has_table(under) else Age(AgeState.NO_RULE)


def has_table(under: Setting) -> bool:
    """Does the pack name a table of retirement that is known? Congresses may be pinned to a pack that names none."""
    return under.word("age.retirement_table") in under.tables.tables
