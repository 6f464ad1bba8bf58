"""Filters that say codes of the personnel process in the reader's language."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import GROUP_NAMES, LEAVING_NAMES, STEP_NAMES
from daihoi.core.personnel.offices import OFFICES
from daihoi.core.personnel.process import BASE_NAMES, VOTERS_NAMES
from daihoi.core.rules import Compare, Grounds, Rule
from daihoi.web import words

register = template.Library()

STATE_NAMES: dict[str, str] = {
    "closed": N_("Step closed"),
    "open": N_("Step open"),
    "ahead": N_("Still to come"),
    "idle": N_("Not held: nobody is left"),
    "aside": N_("Step set aside"),
}
_LOOKS = {"closed": "done", "open": "due", "idle": "off", "aside": "off"}
_SHARES: dict[str, str] = {
    Compare.MORE_THAN: N_("more than {share} of: {base}"),
    Compare.AT_LEAST: N_("at least {share} of: {base}"),
}


def _filter(name: str, table: Mapping[str, str]) -> None:
    register.filter(name, lambda code: words.say(table, code))


_filter("process_step", STEP_NAMES)
_filter("process_voters", VOTERS_NAMES)
_filter("process_group", GROUP_NAMES)
_filter("process_base", BASE_NAMES)
_filter("process_office", OFFICES)
_filter("process_state", STATE_NAMES)
_filter("leaving_name", LEAVING_NAMES)
register.filter("process_look", lambda state: _LOOKS.get(state, "open"))


@register.filter
def source_of(grounds: Grounds) -> str:
    """The article and id of a rule."""
    return grounds.render(words.pack_text)


@register.filter
def share_said(rule: Rule) -> str:
    """ "more than 1/2 of: those summoned to the step"."""
    text = _SHARES.get(rule.compare, _SHARES[Compare.AT_LEAST])
    return gettext(text).format(share=rule.value, base=words.pack_text(rule.of))


@register.filter
def at(table: Mapping[object, object], key: object) -> object:
    """What a table has under a key; "" for nothing."""
    return table.get(key, "")
