"""Rules as people read them: what is ruled, the value in words, for whom, and why it may be believed."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Level
from daihoi.core.plan import MILESTONES
from daihoi.core.rules import Compare, MilestoneRule, Rule, RulePack, Target, When
from daihoi.core.rules.types import Grounds, kinds_of
from daihoi.web import words
from daihoi.web.plan.rule_words import label_of, value_words
from daihoi.web.templatetags.show import day, num

GROUPS: dict[str, str] = {
    "congress": N_("The congress"),
    "milestone": N_("Milestones"),
    "pilot": N_("Pilot congresses"),
    "committee": N_("Committee and standing committee"),
    "age": N_("Age"),
    "personnel": N_("Personnel process"),
    "election": N_("Elections"),
    "other": N_("Other rules"),
}
_GROUP_OF = {
    "standing": "committee",
    "deputies": "committee",
    "inspection": "committee",
    "secretary": "committee",
    "ballot": "election",
    "count": "election",
}
_COMPARE: dict[Compare, str] = {
    Compare.AT_MOST: N_("at most {value}"),
    Compare.AT_LEAST: N_("at least {value}"),
    Compare.MORE_THAN: N_("more than {value}"),
    Compare.LESS_THAN: N_("less than {value}"),
    Compare.EQUAL: "{value}",
}
_COMPARE_DAY: dict[Compare, str] = _COMPARE | {
    Compare.AT_MOST: N_("not later than {value}"),
    Compare.AT_LEAST: N_("not earlier than {value}"),
}
_ANCHORS: dict[tuple[str, bool], str] = {
    ("opening", True): N_("{days} before the opening"),
    ("opening", False): N_("{days} after the opening"),
    ("closing", True): N_("{days} before the closing"),
    ("closing", False): N_("{days} after the closing"),
    ("results_reported", True): N_("{days} before the results are reported"),
    ("results_reported", False): N_("{days} after the results are reported"),
}


@dataclass(frozen=True)
class Row:
    """One rule or milestone. `replaced`: what an overlay put aside."""

    key: str
    label: str
    value: str
    of: str
    who: str
    grounds: Grounds
    when_key: When
    group: str
    replaced: "Row | None" = field(default=None)


def rule_rows(pack: RulePack) -> list[Row]:
    """Every rule and milestone of a pack, in the order of its file."""
    return [*(_rule_row(rule) for rule in pack.rules), *(_milestone_row(entry) for entry in pack.milestones)]


def grouped(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """The rows under the headings that a page shows."""
    found = [(gettext(title), [row for row in rows if row.group == group]) for group, title in GROUPS.items()]
    return [(title, those) for title, those in found if those]


def _rule_row(rule: Rule) -> Row:
    head = rule.key.partition(".")[0]
    group = _GROUP_OF.get(head, head)
    return Row(
        key=rule.key,
        label=label_of(rule.key),
        value=rule_value(rule),
        of=_of(rule),
        who=who(rule.when),
        grounds=rule.grounds,
        when_key=rule.when,
        group=group if group in GROUPS else "other",
        replaced=_rule_row(rule.replaced) if rule.replaced else None,
    )


def _of(rule: Rule) -> str:
    """What a share is of, from when days are counted; "" where nothing is said."""
    if not rule.of:
        return ""
    of = words.pack_text(rule.of)
    if rule.unit == "share":
        return gettext("of {whole}").format(whole=of)
    return gettext("counted from: {day}").format(day=of) if rule.unit in {"days", "working_days", "months"} else of


def _milestone_row(entry: MilestoneRule) -> Row:
    labels = {each.key: each.label for each in MILESTONES}
    return Row(
        key=entry.key,
        label=gettext(labels.get(entry.key, entry.key)),
        value=milestone_value(entry),
        of="",
        who=who(entry.when),
        grounds=entry.grounds,
        when_key=entry.when,
        group="milestone",
        replaced=_milestone_row(entry.replaced) if entry.replaced else None,
    )


def rule_value(rule: Rule) -> str:
    """The value with its comparison: "not later than 30/6/2020", "at least 15 %"."""
    if isinstance(rule.value, date):
        text = f"{rule.value.month}/{rule.value.year}" if rule.unit == "month" else day(rule.value)
        marks = _COMPARE_DAY
    elif isinstance(rule.value, str):
        return value_words(rule.key, rule.value)
    else:
        text, marks = amount(rule.value, rule.unit), _COMPARE
    return gettext(marks[rule.compare]).format(value=text)


def target_value(target: Target) -> str:
    text = gettext(_COMPARE[target.compare]).format(value=amount(target.value, target.unit))
    return gettext("{value} by {day}").format(value=text, day=day(target.by)) if target.by else text


def milestone_value(entry: MilestoneRule) -> str:
    """When the milestone is due."""
    if not entry.applies:
        return gettext("not asked")
    if entry.anchor is not None:
        days = amount(abs(entry.offset), entry.unit)
        return gettext(_ANCHORS[entry.anchor.value, entry.offset < 0]).format(days=days)
    if entry.first and entry.last:
        return gettext("{first} to {last}").format(first=day(entry.first), last=day(entry.last))
    if entry.last:
        return gettext("not later than {value}").format(value=day(entry.last))
    if entry.first:
        return gettext("not earlier than {value}").format(value=day(entry.first))
    return gettext("no figure found in the texts")


def amount(value: int | Fraction, unit: str) -> str:
    """A number with its unit in the reader's language."""
    if unit == "share":
        return words.share_words(Fraction(value))
    if unit == "days":
        return words.half_days(int(value * 2))
    number = int(value)
    match unit:
        case "working_days":
            text = ngettext("%(n)s working day", "%(n)s working days", number)
        case "months":
            text = ngettext("%(n)s month", "%(n)s months", number)
        case "years":
            text = ngettext("%(n)s year", "%(n)s years", number)
        case "members":
            text = ngettext("%(n)s member", "%(n)s members", number)
        case "delegates":
            text = ngettext("%(n)s delegate", "%(n)s delegates", number)
        case "persons":
            text = ngettext("%(n)s person", "%(n)s persons", number)
        case "organisations":
            text = ngettext("%(n)s organisation", "%(n)s organisations", number)
        case "contents":
            text = ngettext("%(n)s content", "%(n)s contents", number)
        case "congresses":
            text = ngettext("%(n)s congress", "%(n)s congresses", number)
        case _:
            return num(number)
    return text % {"n": num(number)}


def who(when: When) -> str:
    """For whom a rule holds."""
    parts: list[str] = []
    if when.kinds is not None:
        left, names = set(when.kinds), []
        for level in Level:
            at = kinds_of(level)
            if at <= left:
                names.append(words.say(words.LEVELS, level))
                left -= at
        names += sorted(words.say(words.KINDS, kind) for kind in left)
        parts.append(", ".join(names))
    if when.units is not None:
        parts.append(", ".join(sorted(words.say(words.UNITS, unit) for unit in when.units)))
    if when.contents is not None:
        several = ", ".join(str(number) for number in sorted(when.contents))
        parts.append(gettext("with {contents} contents").format(contents=several))
    if when.cases is not None:
        parts.append(
            gettext("case: {cases}").format(cases=", ".join(words.say(words.CASES, c) for c in sorted(when.cases)))
        )
    return "; ".join(parts) or gettext("All")


@dataclass(frozen=True)
class Difference:
    """One rule for one group in two packs; None where a pack says nothing."""

    label: str
    who: str
    left: Row | None
    right: Row | None
    group: str


def differences(left: RulePack, right: RulePack, *, all_rows: bool = False) -> list[Difference]:
    """What two packs say differently, in the order of the files; `all_rows`: what they say alike as well."""
    one, two = ({(row.key, row.when_key): row for row in rule_rows(pack)} for pack in (left, right))
    found = []
    for key in dict.fromkeys([*one, *two]):
        a, b = one.get(key), two.get(key)
        same = a is not None and b is not None and (a.value, a.of) == (b.value, b.of)
        if all_rows or not same:
            some = a or b
            assert some is not None
            found.append(Difference(some.label, some.who, a, b, some.group))
    order = list(GROUPS)
    return sorted(found, key=lambda each: (order.index(each.group), each.label))
