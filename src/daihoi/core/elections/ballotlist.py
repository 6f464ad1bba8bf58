"""From those put forward to the list on the ballot: support from the floor, surplus, the straw ballot, the order.

Source: rulebook E-030–E-042. The list that comes out is a proposal: the congress adopts it. Shares are compared by
integers; the 30 % are rounded down, so that they are never exceeded (E-042, inferred).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.core.elections.kinds import WITH_SURPLUS, Body, Post
from daihoi.core.elections.nominees import Nominee
from daihoi.core.elections.outcome import cut
from daihoi.core.elections.setting import Setting
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.personnel import prepared_surplus
from daihoi.core.rules import Grounds
from daihoi.core.text import Tones, name_key

STRAW_DUE = N_("A straw ballot is due on {names} before the list can be adopted: {source}.")


@dataclass(frozen=True)
class LeftOut:
    """A nominee who does not come on the list, and the sentence why."""

    nominee: Nominee
    why: Message
    rule: str


@dataclass(frozen=True)
class ListProposal:
    """`names` in ballot order. `straw`: the rule by which a straw ballot is due among `asked` before the list can be
    adopted, None where none is due.

    `most`: the longest list that the surplus allows, None where none is limited. `tied`: nominees equal at the cut of
    the straw ballot, among whom nothing was found that decides.
    """

    names: tuple[Nominee, ...]
    left_out: tuple[LeftOut, ...]
    most: int | None
    straw: Grounds | None
    asked: tuple[Nominee, ...]
    tied: tuple[Nominee, ...]
    findings: tuple[Finding, ...]


def in_order(nominees: Iterable[Nominee], tones: Tones = "dictionary") -> tuple[Nominee, ...]:
    """By given name, then family, then middle name; equal names: longer in the party first (E-040, E-041)."""
    return tuple(sorted(nominees, key=lambda one: (name_key(one.name, tones), one.party_since or date.max, one.key)))


def most_names(setting: Setting, seats: int) -> int | None:
    """The longest list for so many seats: seats and the surplus allowed, rounded down (E-031, E-033, E-042).

    None where the post knows no limit. A small body's one extra name (E-033) goes before the share; at least one
    extra name is possible wherever one is required (E-030).
    """
    rule = setting.rule("election.surplus_max")
    if rule is None or setting.post not in WITH_SURPLUS:
        return None
    share = int(rule.number * seats)
    small = setting.rule("election.surplus_small_body")
    if small is not None and 3 <= seats <= 5:
        share = int(small.number)
    least = setting.rule("election.surplus_min")
    return seats + max(share, int(least.number) if least is not None else 0)


def propose(
    setting: Setting,
    nominees: Sequence[Nominee],
    *,
    seats: int,
    attending: int | None,
    tones: Tones = "dictionary",
) -> ListProposal:
    """The list that the rules give. `attending`: delegates or members at the congress now, from whom the support of
    floor nominees is counted (E-035); None: not known yet."""
    left = [LeftOut(one, *_gone(setting)) for one in nominees if one.withdrawn]
    running = [one for one in nominees if not one.withdrawn]
    prepared = [one for one in running if not one.from_floor]
    floor = [one for one in running if one.from_floor]
    most = most_names(setting, seats)
    straw = _straw_due(setting, floor, len(running), most)
    findings = list(_prepared_surplus(setting, len(prepared), seats))
    asked = [one for one in floor if one.support is None] if straw else []
    if straw and attending is None:
        text = N_("Enter how many attend; the support of nominees from the floor is counted from them.")
        findings.append(Finding(Severity.QUESTION, "attending_unknown", Message(text), rule="E-035"))
    backed, unbacked = _supported(setting, floor, attending)
    left += unbacked
    tied: Sequence[Nominee] = ()
    if most is not None and not asked and len(prepared) + len(backed) > most:
        backed, tied, over = _cut(backed, most - len(prepared))
        left += [LeftOut(one, *_over(setting, most, len(prepared))) for one in over]
        findings += _tie_at_cut(setting, tied)
    names = in_order([*prepared, *backed], tones)
    findings += _whole(setting, names, seats, most)
    return ListProposal(names, tuple(left), most, straw if asked else None, tuple(asked), tuple(tied), tuple(findings))


def check_list(setting: Setting, names: Sequence[Nominee], *, seats: int, attending: int | None) -> tuple[Finding, ...]:
    """What stands against a list as it is: what `propose` would not have let on it, and the list as a whole."""
    floor = [one for one in names if one.from_floor]
    most = most_names(setting, seats)
    findings = list(_prepared_surplus(setting, len(names) - len(floor), seats))
    findings += [
        Finding(setting.grounds("election.floor_support", "E-035").severity, "support_missing", one.why, rule=one.rule)
        for one in _supported(setting, floor, attending)[1]
    ]
    straw = _straw_due(setting, floor, len(names), most)
    if straw and (asked := [one.name for one in floor if one.support is None]):
        params = {"names": ", ".join(asked), "source": straw}
        findings.append(Finding(straw.severity, "straw_due", Message(STRAW_DUE, params), rule=straw.id))
    return (*findings, *_whole(setting, names, seats, most))


def _straw_due(setting: Setting, floor: Sequence[Nominee], together: int, most: int | None) -> Grounds | None:
    """The rule by which the congress is asked about those from the floor: always where the rules say so (E-038), else
    where the list would be too long (E-037)."""
    if not floor:
        return None
    always = (
        setting.post is Post.COMMITTEE
        and setting.body is not Body.CONFERENCE
        and setting.word("election.straw_congress") == "mandatory"
    )
    if always:
        return setting.grounds("election.straw_congress", "E-038")
    return setting.grounds("election.list_over_cap", "E-037") if most is not None and together > most else None


def _supported(
    setting: Setting, floor: Sequence[Nominee], attending: int | None
) -> tuple[list[Nominee], list[LeftOut]]:
    """E-035: on the list only with the support of more than 30 % of those attending."""
    rule = setting.rule("election.floor_support")
    if rule is None or attending is None:
        return list(floor), []
    backed, unbacked = [], []
    for one in floor:
        if one.support is None or setting.share_kept("election.floor_support", one.support, attending):
            backed.append(one)
        else:
            text = N_("{support} of {attending} attending support the name; more than 30 % are needed: {source}.")
            params = {"support": one.support, "attending": attending, "source": rule.grounds}
            unbacked.append(LeftOut(one, Message(text, params), rule.id))
    return backed, unbacked


def _cut(backed: Sequence[Nominee], places: int) -> tuple[list[Nominee], Sequence[Nominee], list[Nominee]]:
    """The best supported for so many places; those tied at the cut; the rest (E-037)."""
    votes = [one.support or 0 for one in backed]
    order = sorted(range(len(backed)), key=lambda index: -votes[index])
    kept = cut(votes, order, max(places, 0))
    tied = [backed[index] for index in kept.tied]
    sure = [backed[index] for index in kept.sure]
    return sure, tied, [one for one in backed if one not in sure and one not in tied]


def _gone(setting: Setting) -> tuple[Message, str]:
    grounds = setting.grounds("election.withdrawal", "E-019")
    return Message(N_("Allowed to withdraw: {source}."), {"source": grounds}), grounds.id


def _over(setting: Setting, most: int, prepared: int) -> tuple[Message, str]:
    grounds = setting.grounds("election.list_over_cap", "E-037")
    if prepared >= most:
        text = N_("The list has at most {most} names, and the prepared list has them all: {source}.")
    else:
        text = N_("The list has at most {most} names, and others from the floor have more support: {source}.")
    return Message(text, {"most": most, "source": grounds}), grounds.id


def _tie_at_cut(setting: Setting, tied: Sequence[Nominee]) -> Iterable[Finding]:
    if tied:
        text = N_("{names} have equal support at the end of the list. The congress decides who comes on it: {source}.")
        names = ", ".join(one.name for one in tied)
        found = setting.finding("election.list_over_cap", "E-037", "tie_in_straw", text, names=names)
        yield Finding(Severity.QUESTION, found.code, found.message, rule=found.rule)


def _prepared_surplus(setting: Setting, prepared: int, seats: int) -> Iterable[Finding]:
    """E-032: 10 to 15 % of seats on the prepared list, by whole names; a small body has one name more (E-033)."""
    small = setting.rule("election.surplus_small_body")
    if setting.post not in WITH_SURPLUS or not prepared or (small is not None and 3 <= seats <= 5):
        return
    ends = ("election.surplus_prepared_min", "election.surplus_prepared_max")
    low, high = map(setting.rule, ends)
    if low is None or high is None:
        return
    extra, least = prepared - seats, setting.rule("election.surplus_min")
    few, many = prepared_surplus(low.number, high.number, seats, int(least.number) if least is not None else 0)
    for key, kept in zip(ends, (extra >= few, extra <= many), strict=True):
        if extra >= 0 and not kept:
            text = N_("The prepared list has {extra} names more than {seats} seats; 10 to 15 % are foreseen: {source}.")
            yield setting.finding(key, "E-032", "prepared_surplus", text, extra=extra, seats=seats)


def _whole(setting: Setting, names: Sequence[Nominee], seats: int, most: int | None) -> Iterable[Finding]:
    """The list as a whole: enough names, not too many (E-030, E-031, E-033)."""
    count = len(names)
    if not count:
        yield Finding(Severity.ERROR, "list_empty", Message(N_("The list has no name yet.")))
        return
    if setting.post not in WITH_SURPLUS or most is None:
        return
    params = {"count": count, "seats": seats, "most": most}
    least = setting.rule("election.surplus_min")
    if least is not None and not least.compare.holds(count - seats, least.number):
        text = N_("The list has {count} names for {seats} seats; it must have more names than seats: {source}.")
        yield setting.finding("election.surplus_min", "E-030", "no_surplus", text, **params)
    if count > most:
        small = setting.rule("election.surplus_small_body") is not None and 3 <= seats <= 5
        key, id = ("election.surplus_small_body", "E-033") if small else ("election.surplus_max", "E-031")
        text = N_("The list has {count} names for {seats} seats; at most {most} are allowed: {source}.")
        yield setting.finding(key, id, "surplus_over", text, **params)
    elif count > seats and not setting.share_kept("election.surplus_max", count - seats, seats):
        text = N_("One name more than {seats} seats is over the share allowed, but less is no surplus: {source}.")
        found = setting.finding("election.surplus_rounding", "E-042", "surplus_share_small", text, **params)
        yield Finding(Severity.WARNING, found.code, found.message, rule=found.rule)


def check_counting_committee(
    setting: Setting, names: Iterable[Nominee], members: Iterable[str], tones: Tones = "dictionary"
) -> tuple[Finding, ...]:
    """E-075: nobody on the list sits in the counting committee. `members`: their names."""
    on_list = {name_key(one.name, tones) for one in names}
    text = N_("{name} is on the list and cannot sit in the counting committee: {source}.")
    key, id = "election.counting_committee_off_list", "E-075"
    return tuple(
        setting.finding(key, id, "counter_on_list", text, name=member)
        for member in members
        if name_key(member, tones) in on_list
    )
