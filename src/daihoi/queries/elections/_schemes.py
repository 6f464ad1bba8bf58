"""Rows of an approved scheme for the list of an election."""

from daihoi.core.elections import Post
from daihoi.core.elections.nominees import Origin
from daihoi.core.elections.scheme import Before, FromScheme, people_for
from daihoi.core.personnel.kinds import VersionState
from daihoi.data.models import Election, SchemeVersion
from daihoi.queries.personnel._appraised import locked


def approved_version(organisation: int, term: str) -> SchemeVersion | None:
    """The newest approved version of a congress's scheme."""
    rows = SchemeVersion.objects.filter(
        scheme__organisation=organisation, scheme__term=term, state=VersionState.APPROVED.value
    )
    return rows.select_related("scheme").order_by("-number").first()


def prepared_of(row: Election) -> list[Before]:
    """The prepared names that an election has already."""
    rows = row.nominees.filter(origin=Origin.PREPARED.value).order_by("pk")
    return [Before(*each) for each in rows.values_list("pk", "name", "note", "person", "born_year")]


def people_of(row: Election, version: SchemeVersion) -> tuple[FromScheme, ...]:
    """Who of the version stands for what the election fills. Raises Refused where its content was changed."""
    return people_for(locked(version), Post(row.post), alternates=row.alternates > 0)
