"""Deciding on the days of congresses below: a frame of the plan, or a window moved for a reason.

Source: each level's plan gives those below their days; cells merged with resident groups hold their congress at once;
congresses were put off for the epidemic of 2020. Each is a decision with a number, and figures follow it at once.
"""

from dataclasses import dataclass

from django.utils import timezone

from daihoi.actions._gate import Done, action, present_path
from daihoi.actions.plan._windows import settle_below
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, Finding, Refused, refuse
from daihoi.core.scope import joined
from daihoi.core.text import nfc, one_line
from daihoi.data.models import WindowDecision, WindowPlace
from daihoi.queries import clock
from daihoi.queries.plan import NewWindow, window_preview


@dataclass(frozen=True)
class WindowSet:
    """A decision that was entered: its id, how many congresses changed, and what warns."""

    id: int
    changed: int
    findings: tuple[Finding, ...] = ()


# Its event names one organisation and changes many: what is kept of figures is then read anew, whole.
@action("plan.window_decided", Permission.DIRECTIVES_EDIT)
def decide_window(*, actor: Actor, organisation: int, term: str, window: NewWindow) -> Done[WindowSet]:
    """Set or move the days of congresses below `organisation` that are not yet held.

    A frame of the plan lies within the rules and within the frame of the level above, and is refused with the article
    where it does not; a window moved for another reason may lie elsewhere. A nearer decision, and one that an
    organisation took itself, stay.
    """
    path = present_path(organisation)
    found = window_preview(actor=actor, organisation=organisation, term=term, new=window)
    if found.errors:
        raise Refused(*found.errors)
    row = _row(organisation, term, window)
    for same in WindowDecision.objects.filter(**row, withdrawn_on=None):
        if set(same.places.values_list("organisation_id", flat=True)) == set(window.places):
            text = N_("This decision is entered already, with these days and for these congresses.")
            raise refuse("window_there", text)
    made = WindowDecision.objects.create(
        **row, note=nfc(window.note)[:300], made_at=timezone.now(), made_by_name=actor.name
    )
    WindowPlace.objects.bulk_create(WindowPlace(window=made, organisation_id=pk) for pk in sorted(set(window.places)))
    changed = settle_below(term, path)
    detail = {
        "term": term,
        "number": made.number,
        "decided_on": window.decided_on,
        "reason": window.reason,
        "window_from": window.first,
        "window_to": window.last,
        "levels": made.levels,
        "units": made.units,
        "pilots": window.pilots,
        "places": list(window.places),
        "changed": len(changed),
    }
    told = {name: value for name, value in detail.items() if value not in (None, "", [])}
    return Done(WindowSet(made.pk, len(changed), found.findings), made.number, told)


@action("plan.window_withdrawn", Permission.DIRECTIVES_EDIT)
def withdraw_window(*, actor: Actor, organisation: int, window: int, note: str) -> Done[int]:
    """Withdraw a decision: the congresses get back what holds without it. Returns how many changed."""
    row = WindowDecision.objects.filter(pk=window, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    if row.withdrawn_on is not None:
        raise refuse("window_withdrawn", N_("This decision was withdrawn before."))
    if not note.strip():
        raise refuse("no_reason", N_("Say why the decision is withdrawn."))
    row.withdrawn_on, row.withdrawn_note = clock.today(), nfc(note.strip())[:300]
    row.save(update_fields=["withdrawn_on", "withdrawn_note"])
    changed = settle_below(row.term, present_path(organisation))
    return Done(len(changed), row.number, {"term": row.term, "why": row.withdrawn_note, "changed": len(changed)})


def _row(organisation: int, term: str, window: NewWindow) -> dict[str, object]:
    return {
        "organisation_id": organisation,
        "term": term,
        "number": one_line(window.number)[:60],
        "decided_on": window.decided_on,
        "reason": window.reason.value,
        "levels": joined(window.levels),
        "units": joined(window.units),
        "pilots": window.pilots,
        "first": window.first,
        "last": window.last,
    }
