"""What `daihoi personnel feasible` says: the list found, or the rules that cannot be kept together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from daihoi.cli import _show
from daihoi.core.messages import N_, Finding, Message
from daihoi.core.personnel import ORGAN_NAMES, Line, Listed, Organ, Scheme

if TYPE_CHECKING:
    from daihoi.solver import Sought

_NONE_FOUND = {
    "impossible": N_("No list of these people keeps every hard rule. These cannot be kept together:"),
    "undecided": N_("The search was ended before anything was found or proven."),
}
_FOUND = {
    "kept": N_("There is a list that keeps every hard rule; it misses the goals by {short} people in all."),
    "open": N_("There is a list that breaks no hard rule, but not all of them can be told yet:"),
    "broken": N_("The list that was found breaks hard rules:"),
}
_UNKNOWN = N_("Not known for {count} people on the list.")
_LACKING = N_("It misses the goals by {short} people in all.")


def as_json(found: "Sought", lines: Sequence[object], findings: Sequence[Finding]) -> dict[str, object]:
    answer = found.answer
    return {
        "state": answer.state,
        "verdict": found.verdict,
        "open": [line.key for line in found.open],
        "broken": [line.key for line in found.broken],
        "unknown": found.unknown,
        "short": answer.short,
        "least_short": answer.least_short,
        "changes": answer.changes,
        "proven": answer.proven,
        "list": [
            {
                "key": one.person.key,
                "name": one.person.name,
                "organs": sorted(one.organs),
                "posts": sorted(one.posts),
                "surplus": sorted(one.surplus),
            }
            for one in found.listed
        ],
        "lines": lines,
        "conflict": [
            {
                "key": rule.key,
                "kind": rule.kind,
                "rule": rule.grounds.id if rule.grounds else "",
                "able": rule.able,
                "sentence": rule.message,
            }
            for rule in answer.conflict
        ],
        "smallest": answer.smallest,
        "findings": findings,
    }


def say(scheme: Scheme, found: "Sought", lines: Sequence[Sequence[str]]) -> None:
    """The list found, with what comes on (+) and goes off (-), and its lines; else the rules in each other's way."""
    tr, answer = _show.translate, found.answer
    if found.check is None:
        _show.say(Message(_NONE_FOUND[answer.state.value]))
        for rule in answer.conflict:
            source = f" – {rule.grounds.render(tr)}" if rule.grounds else ""
            print("  -", rule.message.render(tr) + source)
        return
    _show.say(Message(_FOUND[found.verdict.value], {"short": answer.short}))
    for line in found.broken or found.open:
        print("  -", _rule(line))
    if found.unknown:
        _show.say(Message(_UNKNOWN, {"count": found.unknown}))
    if found.verdict.value != "kept":
        _show.say(Message(_LACKING, {"short": answer.short}))
    if not answer.proven:
        _show.say(Message(N_("It was not proven to be the best within the limit.")))
    now, kept = ({one.person.key for one in people} for people in (scheme.listed, found.listed))
    rows = [_row(" " if one.person.key in now else "+", one) for one in found.listed]
    rows += [_row("-", one) for one in scheme.listed if one.person.key not in kept]
    print()
    _show.print_table([["", tr(N_("Name")), tr(N_("Meant for these bodies"))], *rows])
    print()
    _show.print_table(lines)


def _rule(line: Line) -> str:
    tr = _show.translate
    return f"{line.grounds.id} – {tr(ORGAN_NAMES[line.organ])}, {line.name.render(tr)}: {line.sentence.render(tr)}"


def _row(mark: str, one: Listed) -> list[str]:
    organs = (
        "" if mark == "-" else ", ".join(_show.translate(ORGAN_NAMES[each]) for each in Organ if each in one.organs)
    )
    return [mark, one.person.name, organs]
