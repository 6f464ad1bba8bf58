"""Pilots: how many the level above asks of whom, and which organisations are chosen.

Source: the published allocation of 2020: two pilots each of most committees, one each of some.
"""

from collections.abc import Mapping

from daihoi.actions._gate import Done, action
from daihoi.actions.plan._figures import congress_of, done_of, refresh
from daihoi.actions.plan._windows import settle
from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations.kinds import GRASSROOTS, Kind
from daihoi.core.text import nfc
from daihoi.data.models import Mark, PilotQuota, Version
from daihoi.data.models.organisations import FAR


@action("plan.pilots_allocated", Permission.PILOTS)
def allocate_pilots(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    numbers: Mapping[tuple[int, str], int],
    decision: str = "",
) -> Done[int]:
    """Say how many pilots each organisation directly below chooses; returns how many in all.

    `numbers`: (organisation id, kind or "" for any) → number; 0 takes an allocation back. Replaces what was
    allocated for those named; the others stay.
    """
    below = set(Version.objects.filter(parent_id=organisation, valid_to=FAR).values_list("organisation_id", flat=True))
    for (pk, kind), number in numbers.items():
        if pk not in below:
            raise refuse("not_below", N_("Pilots are allocated to organisations directly below."))
        if kind not in {"", Kind.UPPER.value, *(each.value for each in GRASSROOTS)}:
            raise refuse("pilot_kind", N_("Pilots are grass-roots organisations or committees above them."))
        if not 0 <= number <= 1000:
            raise refuse("number_unlikely", N_("The number {number} cannot be right."), number=number)
        if number:
            PilotQuota.objects.update_or_create(
                term=term,
                organisation_id=pk,
                kind=kind,
                defaults={"number": number, "decision": nfc(decision)[:200]},
            )
        else:
            PilotQuota.objects.filter(term=term, organisation_id=pk, kind=kind).delete()
    total = sum(PilotQuota.objects.filter(term=term, organisation_id__in=below).values_list("number", flat=True))
    detail = {f"{pk} {kind}".strip(): number for (pk, kind), number in numbers.items()}
    return Done(total, term, {"term": term, "numbers": detail, "decision": decision, "total": total})


@action("plan.pilot_chosen", Permission.PILOTS)
def choose_pilot(*, actor: Actor, organisation: int, term: str) -> Done[None]:
    """Choose an organisation for a pilot congress; its window becomes that of pilots."""
    congress, version = congress_of(organisation, term)
    if Kind(version.kind) not in GRASSROOTS | {Kind.UPPER}:
        raise refuse("pilot_kind", N_("Pilots are grass-roots organisations or committees above them."))
    if congress.pilot:
        raise refuse("already_pilot", N_("“{name}” is a pilot already."), name=version.name)
    congress.pilot = True
    done = done_of(congress)
    if "held" not in done:
        settle(congress, version)
    refresh(congress, done)
    return Done(None, version.name, {"term": term})


@action("plan.pilot_dropped", Permission.PILOTS)
def drop_pilot(*, actor: Actor, organisation: int, term: str) -> Done[None]:
    """Choose an organisation no longer; not once its congress was held as a pilot."""
    congress, version = congress_of(organisation, term)
    if not congress.pilot:
        raise refuse("not_pilot", N_("“{name}” is not a pilot."), name=version.name)
    if Mark.objects.filter(congress=congress, milestone="held").exists():
        raise refuse("pilot_held", N_("“{name}” has held its congress as a pilot; that stays."), name=version.name)
    congress.pilot = False
    settle(congress, version)
    refresh(congress)
    return Done(None, version.name, {"term": term})
