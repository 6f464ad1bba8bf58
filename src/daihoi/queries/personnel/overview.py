"""How far the personnel work of one organisation is: people, dossiers, scheme, process and version."""

from dataclasses import dataclass
from datetime import date

from daihoi.core.personnel.kinds import Group
from daihoi.core.personnel.process import Step, next_step, steps
from daihoi.data.models import ProcessStep
from daihoi.queries.personnel._dossiers import rules_of_place
from daihoi.queries.personnel._people import own_people, setting_of, with_states
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.schemes import SchemeView, scheme
from daihoi.queries.rules import holidays


@dataclass(frozen=True)
class Overview:
    """`dossiers_asked`: does a rule ask for dossiers here? `short`: those of the chosen list, or of the pool where
    there is none, whose dossier lacks something, out of `asked`; `dossiers_due`: the last day in time, None: nothing
    says it. `closed`: steps of the process that are closed, of `steps`; `open`: the one in work; `next`: the one that
    may be entered.
    """

    people: int
    pool: int
    dossiers_asked: bool
    asked: int
    short: int
    dossiers_due: date | None
    scheme: SchemeView | None
    steps: int
    closed: int
    open: str
    next: Step | None


def overview(place: PersonnelPlace) -> Overview:
    """Six queries."""
    people, states = with_states(own_people(place.organisation, place.term), place.term)
    pooled = {row.pk for row in people if row.place_key is not None}  # type: ignore[attr-defined]
    view = scheme(place, pool=False)
    chosen = view.chosen if view else None
    asked = chosen.keys if chosen is not None and chosen.people else pooled
    rules = rules_of_place(place)
    held = list(ProcessStep.objects.filter(scheme=place.scheme).values_list("group", "key", "closed_at"))
    process = steps(setting_of(place))
    closed = {(Group(group), key) for group, key, closed_at in held if closed_at is not None}
    opened = next((key for _, key, closed_at in held if closed_at is None), "")
    return Overview(
        len(people),
        len(pooled),
        rules.asks is not None,
        len(asked),
        sum(1 for pk in asked if rules.lacking(states.get(pk, {}))),
        rules.due(place.planned_on, holidays()),
        view,
        len(process),
        len(closed),
        opened,
        None if opened else next_step(process, closed),
    )
