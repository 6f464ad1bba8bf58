"""How far the personnel work of one organisation is: people, dossiers, scheme, process and version."""

from dataclasses import dataclass
from datetime import date

from daihoi.core.personnel.process import Step, steps
from daihoi.queries.personnel._dossiers import rules_of_place
from daihoi.queries.personnel._people import own_people, setting_of, with_states
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.process import process
from daihoi.queries.personnel.schemes import SchemeView, scheme
from daihoi.queries.rules import holidays


@dataclass(frozen=True)
class Overview:
    """`dossiers_asked`: does a rule ask for dossiers here? `short`: those of the chosen list, or of the pool where
    there is none, whose dossier lacks something, out of `asked`; `dossiers_due`: the last day in time, None: nothing
    says it. `closed`: steps of the process that are closed, of `steps`, without those that nobody goes through; `open`:
    the one in work; `next`: the one that may be entered; `done`: the process is over, and fits the list.
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
    done: bool


def overview(place: PersonnelPlace) -> Overview:
    """Six queries."""
    people, states = with_states(own_people(place.organisation, place.term), place.term)
    pooled = {row.pk for row in people if row.place_key is not None}  # type: ignore[attr-defined]
    view = scheme(place, pool=False)
    chosen = view.chosen if view else None
    asked = chosen.keys if chosen is not None and chosen.people else pooled
    rules = rules_of_place(place)
    going = process(place, view)
    lines = [line for line in going.lines if line.state != "idle"] if going else []
    opened = (going.open or going.other_open) if going else None
    return Overview(
        len(people),
        len(pooled),
        rules.asks is not None,
        len(asked),
        sum(1 for pk in asked if rules.lacking(states.get(pk, {}))),
        rules.due(place.planned_on, holidays()),
        view,
        len(lines) if going else len(steps(setting_of(place))),
        sum(1 for line in lines if line.state == "closed"),
        opened.step.key if opened else "",
        going.due if going else None,
        going is not None and going.done and not going.findings,
    )
