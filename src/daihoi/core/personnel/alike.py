"""Which records may be of one person: the same name and the same birth month. People decide; nothing is joined here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from daihoi.core.personnel.people import Person
from daihoi.core.text import fold, name_key


@dataclass(frozen=True)
class Known:
    """What tells people apart. `folded`: core.text.fold of the name; year and month of birth, None: not known."""

    id: int
    folded: str
    year: int | None
    month: int | None


def known(id: int, person: Person) -> Known:
    """What tells a person of a list apart."""
    born = person.born
    return Known(id, fold(person.name), born.year if born else person.born_year, born.month if born else None)


def same_name(one: str, other: str) -> bool:
    """The same name: Hùng and Hưng are two, but a name that is written without marks may be either."""
    if fold(one) != fold(other):
        return False
    return one.isascii() or other.isascii() or name_key(one) == name_key(other)


def may_be_one(one: Known, other: Known) -> bool:
    """The same name, and birth months that are equal or may be: an unknown month or year tells nothing apart."""
    if one.folded != other.folded:
        return False
    if one.year is None or other.year is None:
        return True
    return one.year == other.year and (one.month == other.month or None in (one.month, other.month))


def alike(one: Person, other: Person) -> bool:
    """May two people of lists be one?"""
    return same_name(one.name, other.name) and may_be_one(known(0, one), known(0, other))


def surely(one: Person, other: Person) -> bool:
    """Alike, with a birth month that is known of both, and nothing that tells them apart."""
    if one.born is None or one.born != other.born or name_key(one.name) != name_key(other.name):
        return False
    return one.sex is None or other.sex is None or one.sex is other.sex


def pairs(people: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    """Every two that may be one person, the smaller id first."""
    by_name: defaultdict[str, list[Known]] = defaultdict(list)
    for each in people:
        by_name[each.folded].append(each)
    for same in by_name.values():
        for one, other in combinations(sorted(same, key=lambda each: each.id), 2):
            if may_be_one(one, other):
                yield one, other
