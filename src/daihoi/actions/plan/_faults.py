"""Days on which no milestone can have been reached, whatever the rules say."""

from collections.abc import Mapping
from datetime import date

from daihoi.core.messages import N_, Finding, Message, Severity

# What cannot be before what: facts about time, not rules.
AFTER = {"results_reported": "held", "ratified": "held", "archived": "held"}


def fault_of_day(done: Mapping[str, date], milestone: str, done_on: date, today: date) -> Finding | None:
    """Why a milestone cannot have been reached on that day, given what else is done; None where it can."""

    def fault(code: str, text: str, **params: object) -> Finding:
        return Finding(Severity.ERROR, code, Message(text, params))

    if done_on > today:
        text = N_("{day} is still to come; mark it when it is done.")
        return fault("in_the_future", text, day=done_on)
    if before := AFTER.get(milestone):
        if before not in done:
            return fault("not_held_yet", N_("Mark first that the congress was held."))
        if done_on < done[before]:
            text = N_("That cannot be before the congress closed on {day}.")
            return fault("before_held", text, day=done[before])
    if milestone == "held" and any(done[key] < done_on for key in AFTER if key in done):
        return fault("held_after_report", N_("The congress cannot have closed after its results were reported."))
    return None
