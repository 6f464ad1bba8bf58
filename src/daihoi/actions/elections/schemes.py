"""The approved personnel scheme becomes the prepared list of an election; it is never typed again."""

from collections.abc import Collection

from daihoi.actions._gate import Done, action
from daihoi.actions.elections._rows import election_of, refuse_adopted
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.elections import Capacity, Origin
from daihoi.core.elections.scheme import FromScheme, list_change
from daihoi.core.messages import N_, refuse
from daihoi.core.personnel.kinds import VersionState
from daihoi.data.models import Nominee, SchemeVersion
from daihoi.queries.elections._schemes import approved_version, people_of, prepared_of
from daihoi.queries.personnel._logged import refuse_unlogged

PREPARE = Permission.ELECTIONS_PREPARE


@action("personnel.opened", PREPARE)
def look_at_scheme(*, actor: Actor, organisation: int, election: int, version: int) -> Done[None]:
    """Note that whoever prepares an election looked at the approved list that they are to put forward."""
    return Done(None, "election_scheme", {"election": election, "version": version})


@action("elections.scheme_taken", PREPARE)
def take_scheme(
    *,
    actor: Actor,
    organisation: int,
    election: int,
    version: int,
    sha256: str,
    goes: Collection[int] = (),
    capacity: Capacity = Capacity.OFFICIAL,
) -> Done[int]:
    """Take the list of the approved scheme as the prepared list; how many names it has.

    `version`, `sha256`: what the person saw. `goes`: ids of the prepared names that are not on the approved list, as
    the person saw them: they give way. Whoever was put forward by others stays. `capacity`: of those who come.
    """
    row = election_of(organisation, election)
    refuse_adopted(row)
    rows = SchemeVersion.objects.select_related("scheme")
    found = rows.filter(pk=version, scheme__organisation=organisation, scheme__term=row.congress.term).first()
    if found is None:
        raise NotHere
    if found.state != VersionState.APPROVED.value:
        raise refuse("version_not_approved", N_("Version {number} is not approved."), number=found.number)
    newest = approved_version(organisation, row.congress.term)
    if newest is None or (newest.pk, newest.sha256) != (version, sha256):
        raise refuse("changed_meanwhile", N_("Another version was approved in the meantime. Look at it anew."))
    refuse_unlogged(found)
    people = people_of(row, found)
    if not people:
        raise refuse("nobody_for_post", N_("The approved scheme names nobody for what is elected here."))
    change = list_change(prepared_of(row), people)
    if {one.id for one in change.goes} != set(goes):
        if not goes:
            text = N_("{count} prepared names are on the list that are not approved. Look at what changes first.")
            raise refuse("list_begun", text, count=len(change.goes))
        raise refuse("changed_meanwhile", N_("The list was changed in the meantime. Look at it anew."))
    row.nominees.filter(pk__in=[one.id for one in change.goes]).delete()
    taken = {(one.name, one.note) for one in row.nominees.exclude(pk__in=list(change.stays))}
    for one in (*change.stays.values(), *change.comes):
        if (one.name, one.note) in taken:
            text = N_("{name} was put forward by others already. Tell namesakes apart by a note first.")
            raise refuse("name_twice", text, name=one.name)
    kept = row.nominees.in_bulk(list(change.stays))
    for pk, one in change.stays.items():
        _fill(kept[pk], one)
        kept[pk].save()
    for one in change.comes:
        made = Nominee(election=row, origin=Origin.PREPARED.value, capacity=capacity.value)
        _fill(made, one)
        made.save()
    row.scheme = found
    row.save(update_fields=["scheme"])
    detail = {"election": election, "version": version, "number": found.number, "sha256": sha256, "names": len(people)}
    return Done(len(people), row.title, detail | {"came": len(change.comes), "went": len(change.goes)})


def _fill(row: Nominee, one: FromScheme) -> None:
    row.person_id = one.person
    row.name, row.note, row.post = one.name, one.note, one.post
    row.born_year, row.born_month, row.party_since = one.born_year, one.born_month, one.party_since
