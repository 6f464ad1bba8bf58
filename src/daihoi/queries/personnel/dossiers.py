"""Dossiers of an organisation's people: what is lacking, and by when; late and missing ones first. What waits."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Subquery, Sum, Value

from daihoi.core.access import Actor, Permission, reach
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.dossiers import DossierRules, dossier_rules
from daihoi.core.personnel.kinds import DossierState
from daihoi.core.text import name_key
from daihoi.core.waiting import Waiting
from daihoi.data.models import Congress, DossierItem, PersonReview, PoolPlace, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries.access import below, require
from daihoi.queries.personnel._alike import undecided_before, visible_people
from daihoi.queries.personnel._appraised import rules_named
from daihoi.queries.personnel._dossiers import rules_of_place
from daihoi.queries.personnel._people import own_people
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.rules import holidays

_NEAR = timedelta(days=30)  # before the day on which dossiers are due, they wait under Today


@dataclass(frozen=True)
class DossierRow:
    """A person with the state of each item (and since when), in the order of the pack; `reviews`: how many are done.
    `late`: something is lacking and the day is over."""

    id: int
    name: str
    post: str
    items: tuple[tuple[str, DossierState, date | None], ...]
    lacking: tuple[str, ...]
    reviews: int
    late: bool


@dataclass(frozen=True)
class DossierView:
    """Those in the pool, first who lacks most. `due`: the last day in time, None: nothing says it; `opening`: the
    planned day of the congress; `missing`: people who lack each item."""

    rows: tuple[DossierRow, ...]
    rules: DossierRules
    due: date | None
    opening: date | None
    complete: int
    missing: Mapping[str, int]


def dossiers(*, actor: Actor, place: PersonnelPlace, today: date) -> DossierView:
    """The dossiers of everybody in the pool of the term. Three queries."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    rules = rules_of_place(place)
    due = rules.due(place.planned_on, holidays())
    items: defaultdict[int, dict[str, tuple[DossierState, date | None]]] = defaultdict(dict)
    own = DossierItem.objects.filter(person__organisation_id=place.organisation, term=place.term)
    for person, item, state, on in own.values_list("person_id", "item", "state", "on_date"):
        items[person][item] = (DossierState(state), on)
    reviewed: defaultdict[int, int] = defaultdict(int)
    reviews = PersonReview.objects.filter(person__organisation_id=place.organisation, term=place.term)
    for person in reviews.values_list("person_id", flat=True):
        reviewed[person] += 1
    rows = []
    for one in own_people(place.organisation, place.term):
        if vars(one)["place_key"] is None:
            continue
        held = items[one.pk]
        lacking = rules.lacking({item: state for item, (state, _) in held.items()})
        shown = tuple((item, *held.get(item, (DossierState.MISSING, None))) for item in rules.items)
        late = bool(lacking) and due is not None and today > due
        rows.append(DossierRow(one.pk, one.name, one.post, shown, lacking, reviewed[one.pk], late))
    rows.sort(key=lambda row: (-len(row.lacking), name_key(row.name), row.id))
    missing = {item: sum(item in row.lacking for row in rows) for item in rules.items}
    complete = sum(not row.lacking for row in rows)
    return DossierView(tuple(rows), rules, due, place.planned_on, complete, missing)


def waiting(*, actor: Actor, term: str, today: date, most: int = 50) -> list[Waiting]:
    """For whoever works on people: dossiers lacking something near the day on which they are due, and records that may
    be of one person; by organisation, as counts and never as names. At most seven queries."""
    if not reach(actor, Permission.PERSONNEL_EDIT, today):
        return []
    return [*_dossiers_waiting(actor, term, today), *_alike_waiting(actor, today, most)][:most]


def _dossiers_waiting(actor: Actor, term: str, today: date) -> list[Waiting]:
    within = Version.objects.filter(below("path", actor, Permission.PERSONNEL_EDIT, today), valid_to=FAR)
    pooled = PoolPlace.objects.filter(term=term).values("person__organisation")
    congresses = Congress.objects.filter(
        term=term, planned_on__gte=today, organisation__in=within.values("organisation")
    ).filter(organisation__in=pooled)
    rows = list(congresses.values_list("organisation", "planned_on", "ruleset__sha256", "kind", "unit", "case"))
    packs = rules_named({row[2] for row in rows})
    known: dict[tuple[str, str, str, str], DossierRules] = {}
    near: dict[int, tuple[DossierRules, date]] = {}
    for organisation, planned_on, *under in rows:
        sha256, kind, unit, case = under
        key = (sha256, kind, unit, case)
        if key not in known:
            known[key] = dossier_rules(packs[sha256], Kind(kind), Unit(unit), case)
        due = known[key].due(planned_on, holidays())
        if due is not None and today >= due - _NEAR:
            near[organisation] = (known[key], due)
    if not near:
        return []
    lacking = _lacking(term, near)
    named = dict(within.filter(organisation__in=near).values_list("organisation_id", "name"))
    return [
        Waiting("personnel.dossiers", pk, pk, f"{named.get(pk, '')}: {count}", due_on=near[pk][1])
        for pk, count in lacking.items()
        if count
    ]


def _lacking(term: str, near: Mapping[int, tuple[DossierRules, date]]) -> dict[int, int]:
    """Organisation → how many people of its pool lack something."""
    states: defaultdict[int, dict[str, DossierState]] = defaultdict(dict)
    items = DossierItem.objects.filter(person__organisation__in=near, term=term)
    for person, item, state in items.values_list("person_id", "item", "state"):
        states[person][item] = DossierState(state)
    counted = dict.fromkeys(near, 0)
    places = PoolPlace.objects.filter(person__organisation__in=near, term=term)
    for person, organisation in places.values_list("person_id", "person__organisation_id"):
        counted[organisation] += bool(near[organisation][0].lacking(states[person]))
    return counted


def _alike_waiting(actor: Actor, today: date, most: int) -> list[Waiting]:
    """Records of one name and birth month, within the actor's reach; where the later one is kept, it is asked.

    The database looks for them: what comes back is a line for each organisation, however many people are in reach.
    """
    within = visible_people(actor, today).filter(below("path", actor, Permission.PERSONNEL_EDIT, today))
    earlier = undecided_before(within).order_by().annotate(one=Value(1))
    counted = earlier.values("one").annotate(many=Count("pk")).values("many")
    rows: Any = (
        within.annotate(pairs=Subquery(counted))
        .filter(pairs__gt=0)
        .order_by("organisation")
        .values("organisation", "place_name")
        .annotate(many=Sum("pairs"))
        .values_list("organisation", "place_name", "many")
    )
    return [Waiting("personnel.alike", pk, pk, f"{name}: {count}") for pk, name, count in rows[:most]]
