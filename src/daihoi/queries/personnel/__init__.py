"""What personnel work reads. Everything here asks for the right; pages that show it log the reading (ADR 17)."""

from daihoi.queries.personnel.alike import AlikeView, alike, alike_to
from daihoi.queries.personnel.dossiers import DossierView, dossiers, waiting
from daihoi.queries.personnel.importing import PlannedImport, planned_import
from daihoi.queries.personnel.members import (
    BodyView,
    Candidate,
    DepartureRow,
    MemberRow,
    MembersView,
    OfficesRow,
    departures,
    member,
    members,
    offices,
    people_of,
)
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

__all__ = [
    "AlikeView",
    "Band",
    "BodyView",
    "Candidate",
    "DepartureRow",
    "DossierView",
    "MemberRow",
    "MembersView",
    "OfficesRow",
    "PeopleView",
    "PersonDossier",
    "PersonRow",
    "PersonView",
    "PersonnelPlace",
    "PlannedImport",
    "Wanted",
    "alike",
    "alike_to",
    "departures",
    "dossier",
    "dossiers",
    "item_file",
    "member",
    "members",
    "offices",
    "people",
    "people_of",
    "person",
    "personnel_place",
    "planned_import",
    "waiting",
]
