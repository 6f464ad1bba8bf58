"""What the writes of a plan share: the row as somebody saw it, and the reason that a plan once issued asks for."""

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, refuse
from daihoi.core.text import one_line
from daihoi.data.models import PlanVersion, Task
from daihoi.queries.tasks._rows import named, stamp_of


def task_of(organisation: int, pk: int, seen: str = "") -> Task:
    """A task of an organisation; refused where it has been changed since somebody `seen` it ("": does not matter)."""
    task = named(Task.objects.filter(pk=pk, organisation_id=organisation)).first()
    if task is None:
        raise NotHere
    if seen and seen != stamp_of(task):
        text = N_("Somebody changed this task in the meantime. Open it again and look at what it says now.")
        raise refuse("changed_meanwhile", text)
    return task


def reason_of(organisation: int, term: str, given: str) -> str:
    """Why a plan is changed; refused where it was issued before and no reason is given."""
    reason = one_line(given)[:300]
    if not reason and PlanVersion.objects.filter(organisation_id=organisation, term=term).exists():
        raise refuse("no_reason_for_change", N_("This plan was issued. Say why it is changed."))
    return reason
