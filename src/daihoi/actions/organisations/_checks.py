"""What every change of the tree asks first. Each refusal says what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import PARENTS, Kind
from daihoi.core.text import nfc
from daihoi.data.models import Change, Organisation, Version
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.access import require


@dataclass(frozen=True)
class Decision:
    """The paper that a change rests on."""

    number: str = ""
    day: date | None = None
    note: str = ""


def new_change(kind: str, on: date, decision: Decision, actor: Actor, organisation: int) -> Change:
    return Change.objects.create(
        kind=kind,
        on_date=on,
        decision_number=nfc(decision.number)[:60],
        decision_date=decision.day,
        note=nfc(decision.note),
        at_organisation=organisation,
        made_at=timezone.now(),
        made_by_name=actor.name,
    )


def open_version(pk: int, on: date) -> Version:
    """The version of an organisation that a change on that day would follow."""
    version = last_version(pk)
    if version.valid_to != FAR:
        raise refuse("ended", N_("“{name}” ended; nothing more can happen to it."), name=version.name)
    if version.valid_from > on:
        raise refuse(
            "later_change",
            N_("“{name}” was changed on {later}; choose that day or a later one, or undo that change first."),
            name=version.name,
            later=version.valid_from.isoformat(),
        )
    return version


def require_above(actor: Actor, version: Version) -> None:
    """Structure is decided by the level above: the right is asked at the parent (at itself for a root)."""
    require(actor, Permission.ORGANISATIONS_EDIT, paths.decided_at(version.path), clock.today())


def clean_name(name: str) -> str:
    name = " ".join(nfc(name).split())
    if not name:
        raise refuse("no_name", N_("Give the organisation a name."))
    if len(name) > 200:
        raise refuse("long_name", N_("The name is longer than 200 letters; shorten it."))
    return name


def free_code(code: str) -> str:
    code = " ".join(nfc(code).split())
    if len(code) > 60:
        raise refuse("long_code", N_("The code is longer than 60 letters; shorten it."))
    if code and Organisation.objects.filter(code=code).exists():
        raise refuse("code_taken", N_("The code {code} belongs to another organisation; give another one."), code=code)
    return code


def fits_under(kind: str, parent: Version | None) -> None:
    """The kind may stand under the parent's kind; a root may be of any kind."""
    if parent is not None and Kind(parent.kind) not in PARENTS[Kind(kind)]:
        raise refuse(
            "kind_under_kind",
            N_("An organisation of this kind cannot stand under “{parent}”; choose another kind or parent."),
            parent=parent.name,
        )


def children_fit(version: Version, kind: str) -> None:
    for child in living_children([version.organisation_id]):
        if Kind(kind) not in PARENTS[Kind(child.kind)]:
            raise refuse(
                "kind_over_kind",
                N_("“{child}” could not stand under an organisation of the new kind; change or move it first."),
                child=child.name,
            )


def living_children(organisations: Iterable[int]) -> list[Version]:
    return list(Version.objects.filter(parent_id__in=list(organisations), valid_to=FAR).order_by("path"))


def give_code(organisation_id: int, code: str) -> str:
    """The code given, or one made from the id."""
    return code or f"TC{organisation_id:06d}"
