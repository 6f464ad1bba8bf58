"""Organisations of difficulties: where each stands now, and what it is called."""

from collections.abc import Iterable
from dataclasses import dataclass

from daihoi.core.access import NotHere
from daihoi.core.difficulties import Arranged
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Answerer, Version
from daihoi.data.models.organisations import FAR


@dataclass(frozen=True)
class Placed:
    """An organisation as it is, or was last."""

    id: int
    name: str
    path: str
    parent: int | None
    alive: bool
    kind: Kind


def places(pks: Iterable[int]) -> dict[int, Placed]:
    """Organisations by id, wherever they stand now; unknown ones are left out. One query."""
    found = {}
    rows = Version.objects.filter(organisation_id__in=set(pks)).order_by("valid_from")
    asked = rows.values_list("organisation_id", "name", "path", "parent_id", "valid_to", "kind")
    for pk, name, path, parent, until, kind in asked:
        found[pk] = Placed(pk, name, path, parent, until == FAR, Kind(kind))
    return found


def place_of(pk: int) -> Placed:
    """One organisation; NotHere for an unknown one."""
    found = places([pk]).get(pk)
    if found is None:
        raise NotHere
    return found


def arranged_at(organisation: int) -> tuple[Arranged, ...]:
    """Who answers for which subject at an organisation."""
    rows = Answerer.objects.filter(organisation_id=organisation)
    return tuple(Arranged(*row) for row in rows.values_list("subject", "name", "working_days"))
