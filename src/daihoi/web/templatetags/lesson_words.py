"""Filters of lessons, outreach and spending: kinds of shortcomings, states of training, amounts."""

from fractions import Fraction

from django import template
from django.utils.translation import gettext

from daihoi.core.messages import N_
from daihoi.core.spending import Over, over_finding
from daihoi.queries.lessons import KindName
from daihoi.web import words
from daihoi.web.templatetags.show import num, pct

register = template.Library()

TRAINING_STATES: dict[str, str] = {
    "overdue": N_("Planned day over"),
    "today": N_("Today"),
    "to_count": N_("Held, attendance missing"),
    "planned": N_("Planned"),
    "held": N_("Held"),
    "dropped": N_("Dropped"),
}
_LOOKS = {"overdue": "late", "today": "due", "to_count": "due", "planned": "open", "held": "done", "dropped": "off"}

register.filter("training_state", lambda code: words.say(TRAINING_STATES, code))
register.filter("training_look", lambda code: _LOOKS.get(str(code), "open"))


@register.filter
def kind_said(kind: KindName | None) -> str:
    """A kind of shortcoming in the reader's language, or in the words of the organisation that added it."""
    if kind is None:
        return ""
    return kind.name if kind.own else gettext(kind.name)


@register.filter
def money(amount: int | None) -> str:
    """Whole đồng with thousands marks: 12.500.000 đ; a dash for none."""
    return f"{num(amount)}\u202fđ" if amount is not None else "–"


@register.filter
def points(change: Fraction | None) -> str:
    """A difference of two shares in percentage points, with its sign; a dash for none."""
    if change is None:
        return "–"
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return f"{sign}{pct(abs(change), 1)}"


@register.filter
def over_said(over: Over) -> str:
    """What is too much on a line, as a sentence."""
    return over_finding(over).message.render(gettext)
