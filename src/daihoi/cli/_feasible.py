"""What `daihoi personnel feasible` says: the list found, or the rules that cannot be kept together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from daihoi.cli import _show
from daihoi.core.messages import N_, Message
from daihoi.core.personnel import ORGAN_NAMES, Listed, Organ, Scheme

if TYPE_CHECKING:
    from daihoi.solver import Answer


def as_json(found: "Answer", listed: Sequence[Listed], lines: Sequence[object]) -> dict[str, object]:
    return {
        "state": found.state,
        "short": found.short,
        "least_short": found.least_short,
        "changes": found.changes,
        "proven": found.proven,
        "list": [
            {
                "key": one.person.key,
                "name": one.person.name,
                "organs": sorted(one.organs),
                "posts": sorted(one.posts),
                "surplus": sorted(one.surplus),
            }
            for one in listed
        ],
        "lines": lines,
        "conflict": [
            {"key": rule.key, "kind": rule.kind, "able": rule.able, "sentence": rule.message} for rule in found.conflict
        ],
        "smallest": found.smallest,
    }


def say(scheme: Scheme, found: "Answer", listed: Sequence[Listed], lines: Sequence[Sequence[str]]) -> None:
    """The list found, with what comes on (+) and goes off (-), and its lines; else the rules in each other's way."""
    tr = _show.translate
    if not listed:
        text = {
            "impossible": N_("No list of these people keeps every hard rule. These cannot be kept together:"),
            "undecided": N_("The search was ended before anything was found or proven."),
        }
        _show.say(Message(text[found.state.value]))
        for rule in found.conflict:
            print("  -", rule.message.render(tr))
        return
    told = N_("There is a list that keeps every hard rule; it misses the goals by {short} people in all.")
    _show.say(Message(told, {"short": found.short}))
    if not found.proven:
        _show.say(Message(N_("It was not proven to be the best within the limit.")))
    now, kept = ({one.person.key for one in people} for people in (scheme.listed, listed))
    rows = [_row(" " if one.person.key in now else "+", one) for one in listed]
    rows += [_row("-", one) for one in scheme.listed if one.person.key not in kept]
    print()
    _show.print_table([["", tr(N_("Name")), tr(N_("Meant for these bodies"))], *rows])
    print()
    _show.print_table(lines)


def _row(mark: str, one: Listed) -> list[str]:
    organs = (
        "" if mark == "-" else ", ".join(_show.translate(ORGAN_NAMES[each]) for each in Organ if each in one.organs)
    )
    return [mark, one.person.name, organs]
