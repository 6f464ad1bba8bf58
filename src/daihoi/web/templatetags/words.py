"""Filters that say a code in the reader's language; see daihoi.web.words."""

from django import template

from daihoi.web import words

register = template.Library()


def _filter(name: str, table: dict[str, str]) -> None:
    register.filter(name, lambda code: words.say(table, code))


_filter("level_name", words.LEVELS)
_filter("unit_name", words.UNITS)
_filter("form_name", words.FORMS)
_filter("congress_state", words.CONGRESS_STATES)
_filter("step_state", words.STEP_STATES)
_filter("change_name", words.CHANGES)
_filter("marker_name", words.MARKERS)
_filter("certainty_name", words.CERTAINTIES)
_filter("certainty_meaning", words.CERTAINTY_MEANINGS)
_filter("case_name", words.CASES)
register.filter("step_look", lambda code: words.STEP_LOOKS.get(str(code), "open"))
register.filter("half_days", words.half_days)
register.filter("pack_text", words.pack_text)
