"""Who may become a pilot: grass-roots organisations and those above them that have a congress of the term."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import GRASSROOTS, Kind
from daihoi.core.text import fold
from daihoi.data.models import Congress, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock
from daihoi.queries.access import require


@dataclass(frozen=True)
class Candidate:
    """An organisation that is a pilot or could be one. `parent`: the name of the one above."""

    id: int
    code: str
    name: str
    kind: Kind
    parent: str
    pilot: bool
    planned_on: date | None


def candidates(
    *, actor: Actor, organisation: int, term: str, text: str, start: int, stop: int
) -> tuple[int, list[Candidate]]:
    """(how many, those from `start` to before `stop`) below an organisation; pilots first, then by the tree."""
    path = Version.objects.filter(organisation_id=organisation, valid_to=FAR).values_list("path", flat=True).first()
    if path is None:
        raise NotHere
    require(actor, Permission.VIEW, path, clock.today())
    low, high = paths.span(path)
    kinds = [*sorted(kind.value for kind in GRASSROOTS), Kind.UPPER.value]
    opened = Congress.objects.filter(term=term, organisation=OuterRef("organisation"))
    rows = Version.objects.filter(valid_to=FAR, path__gt=path, path__gte=low, path__lt=high, kind__in=kinds)
    rows = rows.annotate(
        pilot=Subquery(opened.values("pilot")[:1]), planned_on=Subquery(opened.values("planned_on")[:1])
    ).filter(pilot__isnull=False)
    if words := fold(text):
        rows = rows.filter(Q(folded__contains=words) | Q(organisation__code__iexact=text.strip()))
    above = Version.objects.filter(organisation=OuterRef("parent"), valid_to=FAR).values("name")[:1]
    found = rows.order_by("-pilot", "path").annotate(above=Subquery(above))
    values = found.values_list("organisation_id", "organisation__code", "name", "kind", "above", "pilot", "planned_on")
    return rows.count(), [
        Candidate(pk, code, name, Kind(kind), parent or "", pilot, planned)
        for pk, code, name, kind, parent, pilot, planned in values[start:stop]
    ]
