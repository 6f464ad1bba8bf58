"""An organisation as personnel work sees it in a term: its rules, its scheme, and what the reader may do there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q

from daihoi.core import access
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.kinds import Secrecy
from daihoi.core.rules import RulePack
from daihoi.data.models import Ruleset, Version
from daihoi.queries.access import require
from daihoi.queries.rules import pack_in_force, rules_of


@dataclass(frozen=True)
class PersonnelPlace:
    """`pack`: the rules that the congress is pinned to, or those in force where none is opened yet (`pinned` False).

    `above`: the path of the organisation above, "" for a root: appraisal and approval are asked there.
    """

    organisation: int
    name: str
    code: str
    path: str
    term: str
    kind: Kind
    unit: Unit
    case: str
    pack: RulePack
    pinned: bool
    planned_on: date | None
    scheme: int | None
    secrecy: Secrecy
    reference_on: date | None
    may_edit: bool

    def __str__(self) -> str:
        return self.name

    @property
    def above(self) -> str:
        return paths.above(self.path)


def personnel_place(*, actor: Actor, organisation: int, term: str, today: date) -> PersonnelPlace:
    """For whoever may see its personnel work; NotHere for others. One query."""
    row = _last_with_congress(organisation, term)
    require(actor, Permission.PERSONNEL_VIEW, row.path, today)
    ruleset = Ruleset(pack_id=row.pack_id, pack_text=row.pack_text, overlay_text=row.overlay_text or "")
    return PersonnelPlace(
        organisation,
        row.name,
        row.code,
        row.path,
        term,
        Kind(row.congress_kind or row.kind),
        Unit(row.congress_unit or row.unit),
        row.case or "",
        rules_of(ruleset) if row.congress is not None else pack_in_force(term, today),
        row.congress is not None,
        row.planned_on,
        row.scheme,
        Secrecy(row.secrecy) if row.scheme is not None else Secrecy.SECRET,
        row.reference_on,
        access.allows(actor, Permission.PERSONNEL_EDIT, row.path, today),
    )


def _last_with_congress(organisation: int, term: str) -> Any:
    """What an organisation is, or was last, with its congress and scheme of a term beside it. Each of these pages is
    logged, which takes queries of its own: so this is one."""
    held, drawn = "organisation__congresses", "organisation__schemes"
    rows = Version.objects.filter(organisation_id=organisation).order_by("-valid_from")
    rows = rows.annotate(
        held=FilteredRelation(held, condition=Q(**{f"{held}__term": term})),
        drawn=FilteredRelation(drawn, condition=Q(**{f"{drawn}__term": term})),
    ).annotate(
        code=F("organisation__code"),
        congress=F("held__id"),
        congress_kind=F("held__kind"),
        congress_unit=F("held__unit"),
        case=F("held__case"),
        planned_on=F("held__planned_on"),
        pack_id=F("held__ruleset__pack_id"),
        pack_text=F("held__ruleset__pack_text"),
        overlay_text=F("held__ruleset__overlay_text"),
        scheme=F("drawn__id"),
        secrecy=F("drawn__secrecy"),
        reference_on=F("drawn__reference_on"),
    )
    row = rows.first()
    if row is None:
        raise NotHere
    return row
