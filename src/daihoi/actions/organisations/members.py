"""Member figures, as an organisation reports them on a day."""

from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.organisations._checks import open_version
from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, refuse
from daihoi.data.models import MemberCount
from daihoi.data.models.organisations import FAR, Version


@action("organisations.members_reported", Permission.MEMBERS_REPORT)
def report_members(*, actor: Actor, organisation: int, on: date, official: int, probationary: int) -> Done[None]:
    """Report the members of one organisation on a day; a second report of the same day replaces the first."""
    version = open_version(organisation, on)
    store_members(version, on, official, probationary)
    return Done(None, version.name, {"on": on, "official": official, "probationary": probationary})


def store_members(version: Version, on: date, official: int, probationary: int) -> None:
    """Write a count; for other actions too. Refused where subordinates count the members: no total is typed."""
    if official < 0 or probationary < 0:
        raise refuse("negative_members", N_("A number of members cannot be less than nothing."))
    below = MemberCount.objects.filter(
        organisation__versions__parent_id=version.organisation_id, organisation__versions__valid_to=FAR
    )
    if below.exists():
        raise refuse(
            "members_counted_below",
            N_("The members of “{name}” are added up from the organisations below it; report them there."),
            name=version.name,
        )
    MemberCount.objects.update_or_create(
        organisation_id=version.organisation_id,
        on_date=on,
        defaults={"official": official, "probationary": probationary, "change": None},
    )
