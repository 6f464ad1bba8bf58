"""What is planned for one congress, and what no plan can say, whatever the rules."""

from dataclasses import dataclass
from datetime import date

from daihoi.core.messages import N_, refuse
from daihoi.core.plan import Form
from daihoi.data.models import Congress


@dataclass(frozen=True)
class Plan:
    """What is planned for one congress; lengths in half days. A moved window needs its decision."""

    form: Form | None = None
    contents: int | None = None
    ordinal: int | None = None
    delegates: int | None = None
    case: str = ""
    decision: str = ""
    planned_on: date | None = None
    planned_half_days: int | None = None
    window_from: date | None = None
    window_to: date | None = None
    window_decision: str = ""


_WINDOW = frozenset({"window_from", "window_to", "window_decision"})


def put_plan(congress: Congress, plan: Plan) -> None:
    """Put a plan into the row of a congress (not yet saved), all but its window."""
    for name, value in vars(plan).items():
        if name not in _WINDOW:
            setattr(congress, name, (value or "") if name == "form" else value)


def refuse_nonsense(plan: Plan) -> None:
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
