"""Filters that say codes of elections in the reader's language; see daihoi.web.elections.words."""

from django import template

from daihoi.web import words
from daihoi.web.elections import words as own

register = template.Library()


def _filter(name: str, table: dict[str, str]) -> None:
    register.filter(name, lambda code: words.say(table, code))


_filter("post_name", own.POSTS)
_filter("body_name", own.BODIES)
_filter("election_state", own.STATES)
_filter("election_next", own.NEXT)
_filter("reason_name", own.REASONS)
_filter("capacity_name", own.CAPACITIES)
_filter("origin_name", own.ORIGINS)
_filter("answer_name", own.ANSWERS)
_filter("decider_name", own.DECIDERS)
_filter("ask_name", own.ASKS)
register.filter("election_look", lambda code: own.LOOKS.get(str(code), "open"))
