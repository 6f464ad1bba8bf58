"""Possible duplicates of an organisation's people, side by side, and what was decided about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from daihoi.core.access import Actor, Permission
from daihoi.core.text import fold, name_key
from daihoi.data.models import Person
from daihoi.queries.access import require
from daihoi.queries.personnel._alike import Elsewhere, apart, named_like, seen, undecided, visible_people
from daihoi.queries.personnel.place import PersonnelPlace


@dataclass(frozen=True)
class Decided:
    """A decision about an own record (`person`) and another: `same` one person, or two. `mine`: it can be taken back
    at the organisation."""

    person: int
    other: int
    name: str
    other_name: str
    place: str
    same: bool
    mine: bool


@dataclass(frozen=True)
class AlikeView:
    """`pairs`: undecided, own record first; `decided`: by the organisation's own records."""

    pairs: tuple[tuple[Elsewhere, Elsewhere], ...]
    decided: tuple[Decided, ...]


def alike(*, actor: Actor, place: PersonnelPlace, today: date) -> AlikeView:
    """Pairs of one organisation's people. Four queries."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    mine = dict(Person.objects.filter(organisation_id=place.organisation).values_list("pk", "folded"))
    decided = apart(mine)
    partners = {pk for pair in decided for pk in pair}
    everybody = named_like(actor, today, set(mine.values()))
    more = Q(same_as__organisation=place.organisation) | Q(twins__organisation=place.organisation) | Q(pk__in=partners)
    known = {one.known.id: one for one in (*everybody, *seen(visible_people(actor, today).filter(more).distinct()))}
    return _view(set(mine), everybody, known, decided)


def alike_to(*, actor: Actor, place: PersonnelPlace, today: date, person: int, name: str) -> AlikeView:
    """Pairs with one person of the organisation, whose name is given. Two queries."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    decided = apart({person})
    partners = {pk for pair in decided for pk in pair}
    more = Q(folded=fold(name)) | Q(same_as=person) | Q(twins=person) | Q(pk__in=partners | {person})
    known = {one.known.id: one for one in seen(visible_people(actor, today).filter(more).distinct())}
    return _view({person}, [one for one in known.values() if not one.fell_away], known, decided)


def _view(
    mine: set[int], everybody: Sequence[Elsewhere], known: Mapping[int, Elsewhere], decided: set[tuple[int, int]]
) -> AlikeView:
    pairs = undecided([one for one in everybody if one.known.id in mine], everybody, decided)
    pairs.sort(key=lambda pair: (name_key(pair[0].name), pair[0].known.id, pair[1].known.id))
    found: set[tuple[int, int, bool, bool]] = set()
    for pk, one in known.items():
        if one.same_as is not None and pk in mine:
            found.add((pk, one.same_as, True, True))
        elif one.same_as in mine:
            found.add((one.same_as, pk, True, False))
    for first, second in decided:
        found.add((first, second, False, True) if first in mine else (second, first, False, True))
    shown = [
        Decided(own, other, known[own].name, known[other].name, known[other].place, same, can)
        for own, other, same, can in sorted(found)
        if own in known and other in known
    ]
    return AlikeView(tuple(pairs), tuple(shown))
