"""What the writes on people share: the record as somebody saw it, and files that nothing holds any more."""

from contextlib import suppress

from django.db.models import ProtectedError

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, refuse
from daihoi.data.models import Person, StoredFile


def person_of(organisation: int, pk: int, seen: int | None = None) -> Person:
    """A person whom an organisation keeps; refused where the record was changed since somebody saw version `seen`."""
    person = Person.objects.select_for_update().filter(pk=pk, organisation_id=organisation).first()
    if person is None:
        raise NotHere
    if seen is not None and seen != person.version:
        text = N_("Somebody changed this record in the meantime. Look at what stands there now, then enter it again.")
        raise refuse("changed_meanwhile", text)
    return person


def drop_unused(file: int | None) -> None:
    """Remove a stored file unless something still refers to it: no page could remove it later."""
    if file is not None:
        with suppress(ProtectedError):
            StoredFile.objects.filter(pk=file).delete()
