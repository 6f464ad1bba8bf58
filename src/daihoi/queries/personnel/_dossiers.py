"""What dossiers have to hold at an organisation, and where their items are."""

from datetime import date

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.dossiers import DossierRules, dossier_rules
from daihoi.core.stamp import stamp
from daihoi.data.models import Congress, DossierItem, PersonReview
from daihoi.data.tree import last_version
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.rules import pack_in_force, rules_of


def rules_at(organisation: int, term: str, today: date) -> DossierRules:
    """The rules on dossiers of an organisation, as its congress is pinned to them."""
    congress = (
        Congress.objects.filter(organisation_id=organisation, term=term)
        .select_related("ruleset")
        .defer("figures")
        .first()
    )
    if congress is not None:
        return dossier_rules(rules_of(congress.ruleset), Kind(congress.kind), Unit(congress.unit), congress.case)
    version = last_version(organisation)
    return dossier_rules(pack_in_force(term, today), Kind(version.kind), Unit(version.unit), "")


def rules_of_place(place: PersonnelPlace) -> DossierRules:
    return dossier_rules(place.pack, place.kind, place.unit, place.case)


def item_stamp(row: DossierItem | None) -> str:
    """The mark of an item as it was shown; "" for one that nothing is entered of."""
    return "" if row is None else stamp(row.state, row.on_date, row.note, row.file_id, row.file_name)


def review_stamp(row: PersonReview | None) -> str:
    return "" if row is None else stamp(row.done_by, row.done_on)
