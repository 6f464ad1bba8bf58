"""The rows of a visit as actions take them: locked, of the organisation, and open for those who come."""

from datetime import date
from uuid import UUID

from daihoi.core.access import Actor, NotHere
from daihoi.core.messages import N_, refuse
from daihoi.data.models import Version, Visit
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.supervision._sides import leads, require_visitor

MOST_A_VISIT = 2000  # answers, findings or files of one visit: more is no work of people


def present(organisation: int) -> Version:
    """The organisation as it is now; refuses one that has ended."""
    version = Version.objects.filter(organisation_id=organisation, valid_to=FAR).first()
    if version is None:
        raise refuse("organisation_ended", N_("This organisation has ended; nobody visits it any more."))
    return version


def visit_of(actor: Actor, organisation: int, pk: int) -> Visit:
    """A visit to the organisation, for those who come; NotHere for the others, its own people too."""
    row = Visit.objects.select_for_update().filter(pk=pk, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    require_visitor(actor, last_version(organisation).path, row.by_id, clock.today())
    return row


def open_visit(actor: Actor, organisation: int, pk: int) -> Visit:
    """`visit_of`, refused once it was dropped or concluded."""
    row = visit_of(actor, organisation, pk)
    if row.dropped_on is not None:
        raise refuse("visit_dropped", N_("This visit was dropped. Plan another one."))
    if row.concluded_on is not None:
        raise refuse("visit_concluded", N_("This visit is concluded; nothing is added to it any more."))
    return row


def led_visit(actor: Actor, organisation: int, pk: int) -> Visit:
    """`open_visit`, for those who come for the organisation whose visit it is; NotHere for the others."""
    row = open_visit(actor, organisation, pk)
    if not leads(actor, last_version(organisation).path, row.by_id, clock.today()):
        raise NotHere
    return row


def refuse_future(day: date) -> None:
    if day > clock.today():
        raise refuse("day_ahead", N_("The day lies ahead. Enter it once it has come."))


def as_key(text: object) -> UUID:
    """The key that a device made; refused where it is none."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise refuse("key_wrong", N_("That entry has no proper key. Load the page anew and enter it again.")) from error
