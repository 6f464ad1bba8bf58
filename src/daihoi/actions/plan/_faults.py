"""What no congress can be, whatever the rules say: days out of order, lengths that nobody holds."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from daihoi.core.messages import N_, Finding, Message, Severity, refuse

if TYPE_CHECKING:
    from daihoi.actions.plan.congresses import Plan

# What cannot be before what: facts about time, not rules.
AFTER = {"results_reported": "held", "ratified": "held", "archived": "held"}


def refuse_nonsense(plan: "Plan") -> None:
    """Refuse what no congress can be, whatever the rules say."""
    if plan.contents not in {None, 2, 3, 4}:
        raise refuse("contents_unknown", N_("A congress has two, three or four contents."), rule="C-001")
    if plan.planned_half_days is not None and plan.planned_on is None:
        raise refuse("length_without_day", N_("Give the day of the congress together with its length."))
    if plan.planned_half_days is not None and not 0 < plan.planned_half_days <= 20:
        raise refuse("length_unlikely", N_("A congress lasts between half a day and ten days."))
    if (plan.window_from or plan.window_to) and not plan.window_decision.strip():
        raise refuse("window_without_decision", N_("A window is moved by a decision; give its number and day."))
    if plan.window_from and plan.window_to and plan.window_from > plan.window_to:
        raise refuse("window_backwards", N_("The window ends before it begins."))
    for number in (plan.ordinal, plan.delegates):
        if number is not None and not 0 < number < 10_000:
            raise refuse("number_unlikely", N_("The number {number} cannot be right."), number=number)


def fault_of_day(done: Mapping[str, date], milestone: str, done_on: date, today: date) -> Finding | None:
    """Why a milestone cannot have been reached on that day, given what else is done; None where it can."""

    def fault(code: str, text: str, **params: object) -> Finding:
        return Finding(Severity.ERROR, code, Message(text, params))

    if done_on > today:
        text = N_("{day} is still to come; mark it when it is done.")
        return fault("in_the_future", text, day=done_on.isoformat())
    if before := AFTER.get(milestone):
        if before not in done:
            return fault("not_held_yet", N_("Mark first that the congress was held."))
        if done_on < done[before]:
            text = N_("That cannot be before the congress closed on {day}.")
            return fault("before_held", text, day=done[before].isoformat())
    if milestone == "held" and any(done[key] < done_on for key in AFTER if key in done):
        return fault("held_after_report", N_("The congress cannot have closed after its results were reported."))
    return None
