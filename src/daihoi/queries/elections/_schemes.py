"""Rows of an approved scheme for the list of an election."""

from daihoi.core.elections import Post
from daihoi.core.elections.nominees import Origin
from daihoi.core.elections.scheme import Before, FromScheme, people_for
from daihoi.core.messages import N_, refuse
from daihoi.core.personnel.kinds import VersionState
from daihoi.data.models import Election, Person, SchemeVersion
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
    """Who of the version stands for what the election fills. Raises Refused where its content was changed, or where
    somebody's record is not kept any more."""
    people = people_for(locked(version), Post(row.post), alternates=row.alternates > 0)
    kept = set(Person.objects.filter(pk__in=[one.person for one in people]).values_list("pk", flat=True))
    if gone := [one.name for one in people if one.person not in kept]:
        text = N_(
            "The record of {names} is not kept any more, so this list cannot be taken. The organisation submits the "
            "scheme anew; the version that is approved then is taken."
        )
        raise refuse("person_gone", text, names=", ".join(gone))
    return people
