"""How far the personnel work of one organisation is: people, dossiers, scheme, process and version."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from daihoi.core.personnel.kinds import DossierState, VersionState
from daihoi.core.personnel.process import Step, next_step, steps
from daihoi.data.models import DossierItem, Person, ProcessStep, SchemeVersion
from daihoi.queries.personnel._dossiers import rules_of_place
from daihoi.queries.personnel._people import setting_of
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.schemes import SchemeView, scheme
from daihoi.queries.rules import holidays


@dataclass(frozen=True)
class Overview:
    """`short`: those of the chosen list, or of the pool where there is none, whose dossier lacks something, out of
    `asked`; `dossiers_due`: the last day in time, None: nothing says it. `closed`: steps of the process that are
    closed, of `steps`; `open`: the one in work; `next`: the one that may be entered. `version`: the latest submitted.
    """

    people: int
    pool: int
    asked: int
    short: int
    dossiers_due: date | None
    scheme: SchemeView | None
    steps: int
    closed: int
    open: str
    next: Step | None
    version: int | None
    version_state: VersionState | None
    version_on: date | None
    answer_due: date | None


def overview(place: PersonnelPlace) -> Overview:
    """At most ten queries."""
    people = Person.objects.filter(organisation=place.organisation).aggregate(
        people=Count("pk", distinct=True),
        pool=Count("places", filter=Q(places__term=place.term), distinct=True),
    )
    view = scheme(place)
    chosen = view.chosen if view else None
    rules = rules_of_place(place)
    asked, short = people["pool"], 0
    if rules.asks is not None:
        items = DossierItem.objects.filter(person__organisation=place.organisation, term=place.term)
        states: dict[int, dict[str, DossierState]] = {}
        for person, item, state in items.values_list("person", "item", "state"):
            states.setdefault(person, {})[item] = DossierState(state)
        if chosen is not None and chosen.people:
            asked = len(chosen.people)
            short = sum(1 for one in chosen.people if rules.lacking(states.get(one.id, {})))
        else:
            short = asked - sum(1 for held in states.values() if not rules.lacking(held))
    process = steps(setting_of(place))
    held = list(ProcessStep.objects.filter(scheme=place.scheme).values_list("group", "key", "closed_at"))
    closed = {(group, key) for group, key, closed_at in held if closed_at is not None}
    opened = next((key for _, key, closed_at in held if closed_at is None), "")
    version = SchemeVersion.objects.filter(scheme=place.scheme).defer("content").order_by("-number").first()
    return Overview(
        people["people"],
        people["pool"],
        asked,
        max(0, short),
        rules.due(place.planned_on, holidays()),
        view,
        len(process),
        len(closed),
        opened,
        next_step(process, closed) if not opened else None,  # type: ignore[arg-type]
        version.number if version else None,
        VersionState(version.state) if version else None,
        version.submitted_on if version else None,
        version.due_on if version else None,
    )
