"""An organisation as personnel work sees it in a term: its rules, its scheme, and what the reader may do there."""

from dataclasses import dataclass
from datetime import date

from daihoi.core import access
from daihoi.core.access import Actor, Permission
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.kinds import Secrecy
from daihoi.core.rules import RulePack
from daihoi.data.models import Congress, Scheme
from daihoi.data.tree import last_version
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
    may_appraise: bool
    may_approve: bool

    def __str__(self) -> str:
        return self.name

    @property
    def above(self) -> str:
        return self.path[: -paths.WIDTH]


def personnel_place(*, actor: Actor, organisation: int, term: str, today: date) -> PersonnelPlace:
    """For whoever may see its personnel work; NotHere for others. Three queries."""
    version = last_version(organisation)
    require(actor, Permission.PERSONNEL_VIEW, version.path, today)
    congress = (
        Congress.objects.filter(organisation_id=organisation, term=term)
        .select_related("ruleset")
        .defer("figures")
        .first()
    )
    scheme = Scheme.objects.filter(organisation_id=organisation, term=term).first()

    def may(permission: Permission, path: str) -> bool:
        return access.allows(actor, permission, path, today)

    above = version.path[: -paths.WIDTH]
    return PersonnelPlace(
        organisation,
        version.name,
        version.organisation.code,
        version.path,
        term,
        Kind(congress.kind if congress else version.kind),
        Unit(congress.unit if congress else version.unit),
        congress.case if congress else "",
        rules_of(congress.ruleset) if congress else pack_in_force(term, today),
        congress is not None,
        congress.planned_on if congress else None,
        scheme.pk if scheme else None,
        Secrecy(scheme.secrecy) if scheme else Secrecy.SECRET,
        scheme.reference_on if scheme else None,
        may(Permission.PERSONNEL_EDIT, version.path),
        may(Permission.PERSONNEL_APPRAISE, above),
        may(Permission.PERSONNEL_APPROVE, above),
    )
