"""What a line says: how many are lacking, to spare, or too many, and what is not known."""

from daihoi.core.messages import N_, Message
from daihoi.core.rules import Certainty, Compare, Grounds, Rule

_LACKING = N_("Lacking {count}: {name}")
_TOO_MANY = N_("{count} too many: {name}")
_SPARE = N_("{count} to spare")
_JUST = N_("Just enough")
_ROOM = N_("Room for {count} more")
_FULL = N_("As many as allowed")
_NONE = N_("None, as it must be")
_AS_ASKED = N_("As it must be")
_OPEN = N_("{known}; {unknown} not known")
_UNVERIFIED = N_("The figure was not found in a text, so people decide. By it: {said}")
_NO_FIGURE = N_("The texts that were seen give no figure for this")
_NO_POSTS = N_("The list says of nobody which post they are meant for.")
_TERM_BEFORE = N_("the number of the term before")
_NO_BEFORE = N_("Enter the number that this one is held against: {number}")
_NEAREST = N_("Of {of} no whole number lies in this range, so {few} and {many} are both right")
_NOTED = N_("{said}. {note}")
_MARK = N_("Mark who is the surplus: {names} names for {places} places")
_WHICH = N_("Say which post is meant: {count} counted for two that nobody holds together")
_WHO = N_("Mark who is the surplus: it hangs on who is meant for the {places} places")


def verdict(
    compare: Compare, name: Message, count: int, needed: int, margin: int, unknown: int, met: bool | None
) -> Message:
    """The sentence on a figure, whether or not the rule is verified."""
    if compare is Compare.EQUAL:
        said = _equal(name, count, needed)
    elif compare in {Compare.AT_LEAST, Compare.MORE_THAN}:
        said = _said(_LACKING, -margin, name) if margin < 0 else _spare(_SPARE, _JUST, margin)
    else:
        said = _said(_TOO_MANY, -margin, name) if margin < 0 else _spare(_ROOM, _FULL if needed else _NONE, margin)
    return Message(_OPEN, {"unknown": unknown, "known": said}) if met is None else said


def _said(text: str, count: int, name: Message) -> Message:
    return Message(text, {"count": count, "name": name})


def _spare(text: str, none: str, margin: int) -> Message:
    return Message(text, {"count": margin}) if margin else Message(none)


def _equal(name: Message, count: int, needed: int) -> Message:
    if count < needed:
        return _said(_LACKING, needed - count, name)
    return _said(_TOO_MANY, count - needed, name) if count > needed else Message(_AS_ASKED)


def asked(grounds: Grounds, said: Message) -> Message:
    """The sentence as it stands on the line: that of an unverified rule says that it decides nothing."""
    return Message(_UNVERIFIED, {"said": said}) if grounds.certainty is Certainty.UNVERIFIED else said


def no_figure() -> Message:
    return Message(_NO_FIGURE)


def no_number_before(rule: Rule) -> Message:
    """`rule.of` says which number: that of the term before, or another."""
    return Message(_NO_BEFORE, {"number": Message(rule.of or _TERM_BEFORE)})


def nearest(of: int, few: int, many: int) -> Message:
    return Message(_NEAREST, {"of": of, "few": few, "many": many})


def noted(said: Message, note: Message) -> Message:
    return Message(_NOTED, {"said": said, "note": note})


def mark_surplus(names: int, places: int) -> Message:
    return Message(_MARK, {"names": names, "places": places})


def which_post(count: int) -> Message:
    return Message(_WHICH, {"count": count})


def who_is_surplus(places: int) -> Message:
    return Message(_WHO, {"places": places})


def no_posts() -> Message:
    return Message(_NO_POSTS)
