"""What the writes on people share: the record as somebody saw it, days that can be, words as they are kept."""

from contextlib import suppress
from datetime import date

from django.db.models import ProtectedError

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, refuse
from daihoi.core.text import nfc, one_line
from daihoi.data.models import Person, StoredFile
from daihoi.queries import clock

_EARLIEST = date(1930, 2, 3)  # nobody joined the Party before it was founded


def person_of(organisation: int, pk: int, seen: int | None = None) -> Person:
    """A person whom an organisation keeps; refused where the record was changed since somebody saw version `seen`."""
    person = Person.objects.select_for_update().filter(pk=pk, organisation_id=organisation).first()
    if person is None:
        raise NotHere
    if seen is not None and seen != person.version:
        text = N_("Somebody changed this record in the meantime. Look at what stands there now, then enter it again.")
        raise refuse("changed_meanwhile", text)
    return person


def words(text: str, most: int) -> str:
    """A text of one line as it is kept; refused where it is too long."""
    kept = one_line(nfc(text))
    if len(kept) > most:
        raise refuse("too_long", N_("“{text}…” is longer than {most} letters. Shorten it."), text=kept[:30], most=most)
    return kept


def past_day(day: date | None, *, since: date = _EARLIEST) -> date | None:
    """A day that is not to come."""
    if day is None:
        return None
    if day > clock.today():
        raise refuse("day_in_future", N_("The day {day} is still to come."), day=day)
    if day < since:
        raise refuse("day_unlikely", N_("The day {day} cannot be right."), day=day)
    return day


def drop_unused(file: int | None) -> None:
    """Remove a stored file unless something still refers to it: no page could remove it later."""
    if file is not None:
        with suppress(ProtectedError):
            StoredFile.objects.filter(pk=file).delete()
