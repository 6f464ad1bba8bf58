"""Possible duplicates of an organisation's people, side by side, and what was decided about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from daihoi.core.access import Actor, Permission
from daihoi.core.text import name_key
from daihoi.data.models import Person
from daihoi.queries.access import require
from daihoi.queries.personnel._alike import Elsewhere, apart, visible_people
from daihoi.queries.personnel.people import pairs_among
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


def alike(*, actor: Actor, place: PersonnelPlace, today: date, person: int | None = None) -> AlikeView:
    """Pairs of one organisation, or of one `person` of it. At most five queries."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    rows = Person.objects.filter(organisation_id=place.organisation)
    if person is not None:
        rows = rows.filter(pk=person)
    own = {pk: folded for pk, folded in rows.values_list("pk", "folded")}
    pairs = pairs_among(actor, today, set(own), set(own.values()))
    pairs.sort(key=lambda pair: (name_key(pair[0].name), pair[0].known.id, pair[1].known.id))
    return AlikeView(tuple(pairs), tuple(_decided(actor, today, list(own))))


def _decided(actor: Actor, today: date, own: Sequence[int]) -> list[Decided]:
    """What was decided about these records, where the other one may be seen. Three queries."""
    inside = set(own)
    found: set[tuple[int, int, bool, bool]] = set()
    same = Person.objects.filter(Q(pk__in=own) | Q(same_as__in=own), same_as__isnull=False)
    for pk, other in same.values_list("pk", "same_as_id"):
        found.add((pk, other, True, True) if pk in inside else (other, pk, True, False))
    for pair in apart(own):
        mine, other = pair if pair[0] in inside else pair[::-1]
        found.add((mine, other, False, True))
    wanted = {pk for first, second, _, _ in found for pk in (first, second)}
    seen = {row.pk: row for row in visible_people(actor, today).filter(pk__in=wanted)} if wanted else {}
    return [
        Decided(first, second, seen[first].name, seen[second].name, seen[second].place_name, joined, mine)
        for first, second, joined, mine in sorted(found)
        if first in seen and second in seen
    ]
