"""What personnel work reads. Everything here asks for the right; pages that show it log the reading (ADR 17)."""

from daihoi.queries.personnel._process import ProcessView
from daihoi.queries.personnel.alike import AlikeView, alike, alike_to
from daihoi.queries.personnel.below import SchemeCheck, checks_below
from daihoi.queries.personnel.dossiers import DossierView, dossiers
from daihoi.queries.personnel.importing import PlannedImport, planned_import
from daihoi.queries.personnel.members import (
    BodyView,
    DepartureRow,
    KeptPerson,
    MemberRow,
    MembersView,
    OfficesRow,
    departures,
    member,
    members,
    offices,
    people_of,
)
from daihoi.queries.personnel.overview import Overview, overview
from daihoi.queries.personnel.people import (
    Band,
    PeopleView,
    PersonDossier,
    PersonRow,
    PersonView,
    Wanted,
    dossier,
    item_file,
    people,
    person,
)
from daihoi.queries.personnel.place import PersonnelPlace, personnel_place
from daihoi.queries.personnel.process import process, steps_waiting
from daihoi.queries.personnel.schemes import Candidate, SchemeView, VariantRow, scheme
from daihoi.queries.personnel.waiting import waiting

__all__ = [
    "AlikeView",
    "Band",
    "BodyView",
    "Candidate",
    "DepartureRow",
    "DossierView",
    "KeptPerson",
    "MemberRow",
    "MembersView",
    "OfficesRow",
    "Overview",
    "PeopleView",
    "PersonDossier",
    "PersonRow",
    "PersonView",
    "PersonnelPlace",
    "PlannedImport",
    "ProcessView",
    "SchemeCheck",
    "SchemeView",
    "VariantRow",
    "Wanted",
    "alike",
    "alike_to",
    "checks_below",
    "departures",
    "dossier",
    "dossiers",
    "item_file",
    "member",
    "members",
    "offices",
    "overview",
    "people",
    "people_of",
    "person",
    "personnel_place",
    "planned_import",
    "process",
    "scheme",
    "steps_waiting",
    "waiting",
]
