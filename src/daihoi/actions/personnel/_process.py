"""What the writes on the process share: rows locked, the process as it stands, and who is voted on in a step."""

from collections.abc import Iterable

from daihoi.core.access import Actor, NotHere
from daihoi.core.messages import N_, Message, refuse
from daihoi.core.personnel.process import Candidacy
from daihoi.data.models import ProcessStep, Scheme, StepVote
from daihoi.queries import clock
from daihoi.queries.personnel._process import ProcessView
from daihoi.queries.personnel.place import PersonnelPlace, personnel_place
from daihoi.queries.personnel.process import process


def lock(organisation: int, term: str) -> None:
    """The scheme's row, locked, so that two people do not open or leave at once."""
    if not Scheme.objects.select_for_update().filter(organisation_id=organisation, term=term).exists():
        raise NotHere


def view_of(actor: Actor, organisation: int, term: str) -> ProcessView:
    place: PersonnelPlace = personnel_place(actor=actor, organisation=organisation, term=term, today=clock.today())
    view = process(place)
    if view is None:
        raise NotHere
    return view


def row_of(organisation: int, step: int) -> ProcessStep:
    rows = ProcessStep.objects.select_related("scheme").select_for_update(of=("self",))
    row = rows.filter(pk=step, scheme__organisation=organisation).first()
    if row is None:
        raise NotHere
    lock(organisation, row.scheme.term)
    return row


def fill(row: ProcessStep, going: Iterable[Candidacy]) -> int:
    """A row for each person and office that is not there yet; how many people."""
    there = set(StepVote.objects.filter(step=row).values_list("person_id", "office"))
    wanted = [(int(person), office) for person, office in going]
    StepVote.objects.bulk_create(
        StepVote(step=row, person_id=person, office=office)
        for person, office in wanted
        if (person, office) not in there
    )
    return len({person for person, _ in wanted})


def rise(step: int) -> None:
    row = ProcessStep.objects.get(pk=step)
    row.version += 1
    row.save(update_fields=["version"])


def refuse_on_its_way(view: ProcessView) -> None:
    if view.fixed is not None:
        text = N_("Version {number} of the scheme is on its way to approval; the process waits for the answer.")
        raise refuse("scheme_on_its_way", text, number=view.fixed)


def refuse_other_open(view: ProcessView) -> None:
    """One step is open at a time, also one that the rules know no more."""
    if view.other_open is not None:
        text = N_("“{step}” is still open, but the rules know it no more. Set it aside first.")
        raise refuse("step_of_other_rules", text, step=Message(view.other_open.step.name))


def going_on(actor: Actor, row: ProcessStep) -> ProcessView:
    """The process of a step, where it may be changed: not while a version is on its way, nor by other rules."""
    view = view_of(actor, row.scheme.organisation_id, row.scheme.term)
    refuse_on_its_way(view)
    if view.line(row.pk).other:
        text = N_("The rules of this organisation know “{step}” no more, so nothing changes in it. Set it aside.")
        raise refuse("step_of_other_rules", text, step=Message(view.line(row.pk).step.name))
    return view


def take_in(view: ProcessView, row: ProcessStep) -> None:
    """Whoever came on the list meanwhile is voted on in an open step as well."""
    fill(row, view.rosters.get(view.line(row.pk).step.position, frozenset()))


def noted(actor: Actor, why: str) -> str:
    return f"{clock.today():%d/%m/%Y} · {actor.name} · {why}"


def detail_of(row: ProcessStep) -> dict[str, object]:
    return {"scheme": row.scheme_id, "step": row.pk, "group": row.group, "key": row.key}
