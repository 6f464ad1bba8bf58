"""Whether people are young enough for the way in which they stand, month by month.

Source: rulebook P-040–P-057, case 31. Where the text gives birth months, they decide; else the months left until
retirement at the reference month. Sex or birth month unknown: asked, never assumed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.personnel.kinds import DEPUTIES, Organ, Post, Sex, Standing
from daihoi.core.personnel.people import Listed, Person
from daihoi.core.personnel.retirement import month_number, month_of
from daihoi.core.personnel.setting import Setting
from daihoi.core.rules import Grounds, Rule

# P-041–P-054 are on members of committees; nothing that was seen gives delegates or inspection committees an age.
_OF_AGE = frozenset({Organ.COMMITTEE, Organ.STANDING})
_TERM = 60  # months


class AgeState(StrEnum):
    """How the age rules see somebody on a list."""

    FIT = "fit"
    SPECIAL = "special"  # too old but for a decision, or for the special case of deputy secretaries
    TOO_OLD = "too_old"
    UNKNOWN = "unknown"  # a fact, or the way of standing, is not known
    NO_RULE = "no_rule"  # the texts seen give no figure for this level, or none for the bodies that the person is for


@dataclass(frozen=True)
class Age:
    """`months`: left at `reference`; `need`: how many are needed; None where unknown. `rule`: the one that decides."""

    state: AgeState
    months: int | None = None
    need: int | None = None
    reference: date | None = None
    rule: Rule | None = None


def age_in_months(born: date, reference: date) -> int:
    """Full months of age in the month of `reference`."""
    return month_number(reference) - month_number(born)


def months_left(setting: Setting, person: Person, reference: date | None = None) -> int | None:
    """Whole months from the reference month to retirement; None where sex, birth month, reference or table are
    unknown."""
    at = reference or setting.reference
    table = setting.table
    if table is None or at is None or person.sex is None or person.born is None:
        return None
    return table.months_left(person.sex, person.born, at)


def asked_of(listed: Listed) -> bool:
    """Do the age rules regard the person? Those of a committee and its standing committee; of the pool, those who are
    named for no body and so for any."""
    return not listed.organs or bool(listed.organs & _OF_AGE)


def age_of(listed: Listed, setting: Setting) -> Age:
    """The verdict on one person of a list, under the rules of their committee."""
    person, reference = listed.person, setting.reference
    months = months_left(setting, person)
    if not asked_of(listed) or (not setting.months and not setting.born):
        return Age(AgeState.NO_RULE, months, None, reference)
    if listed.standing is None:
        return _either(listed, setting, months)
    return _as(listed, listed.standing, setting, months)


def _either(listed: Listed, setting: Setting, months: int | None) -> Age:
    """Not known in which way somebody stands: sure only where both ways give the same."""
    ways = [_as(listed, standing, setting, months) for standing in Standing]
    states = {way.state for way in ways}
    strictest = ways[1]  # the first time
    if len(states) == 1:
        return strictest
    return Age(AgeState.UNKNOWN, months, strictest.need, setting.reference, strictest.rule)


def _as(listed: Listed, standing: Standing, setting: Setting, months: int | None) -> Age:
    """The verdict where it is the same for every month in which the person may be born."""
    person, reference = listed.person, setting.reference
    rule = setting.months.get(standing)
    if rule is None and not any((standing, sex) in setting.born for sex in Sex):
        return Age(AgeState.NO_RULE, months, None, reference)
    between = person.born_between
    if person.sex is None or between is None:
        return Age(AgeState.UNKNOWN, months, _whole(rule), reference, rule)
    first, last = map(month_number, between)
    found = [_born_in(listed, standing, setting, person.sex, month_of(at)) for at in range(first, last + 1)]
    if len({one.state for one in found}) == 1:
        return replace(found[-1], months=months)
    state = AgeState.SPECIAL if listed.special else AgeState.UNKNOWN
    return Age(state, months, _whole(rule), reference, setting.born.get((standing, person.sex), rule))


def _born_in(listed: Listed, standing: Standing, setting: Setting, sex: Sex, born: date) -> Age:
    """The verdict on somebody born in a month. `months` is left to the caller."""
    rule, reference = setting.months.get(standing), setting.reference
    keeps, deciding, need = _keeps(setting, standing, sex, born), setting.born.get((standing, sex), rule), _whole(rule)
    limit = setting.born_councils.get(sex)
    if keeps and listed.councils and standing is Standing.RESTANDING and limit is not None:
        keeps, deciding = limit.compare.holds(born, limit.day), limit
    if keeps:
        return Age(AgeState.FIT, None, need, reference, deciding)
    lower = setting.months_deputy
    if keeps is False and standing is Standing.RESTANDING and listed.posts & DEPUTIES and lower is not None:
        table = setting.table
        left = table.months_left(sex, born, reference) if table is not None and reference is not None else None
        if left is not None and lower.compare.holds(left, lower.number):
            return Age(AgeState.SPECIAL, None, _whole(lower), reference, lower)
        deciding, need = lower, _whole(lower)
    state = AgeState.SPECIAL if listed.special else AgeState.UNKNOWN if keeps is None else AgeState.TOO_OLD
    return Age(state, None, need, reference, deciding)


def _whole(rule: Rule | None) -> int | None:
    return int(rule.number) if rule is not None else None


def _keeps(setting: Setting, standing: Standing, sex: Sex, born: date) -> bool | None:
    """None: the reference month, or the table of retirement, is not known."""
    limit = setting.born.get((standing, sex))
    if limit is not None:
        return limit.compare.holds(born.replace(day=1), limit.day)
    rule, reference = setting.months.get(standing), setting.reference
    table = setting.table
    if table is None or rule is None or reference is None:
        return None
    return rule.compare.holds(table.months_left(sex, born, reference), rule.number)


def age_findings(people: Iterable[Listed], setting: Setting) -> tuple[Finding, ...]:
    """What the age rules find on a list, in its order; the names stand in the sentences."""
    found: list[Finding] = []
    for listed in people:
        found += age_finding(listed, setting)
    return tuple(found)


def age_finding(listed: Listed, setting: Setting) -> tuple[Finding, ...]:
    """The findings on one person: too old, by special decision, unknown, and what regards councils and the Front."""
    if not asked_of(listed):
        return ()
    age = age_of(listed, setting)
    found: list[Finding] = []
    name = listed.person.name
    if age.state is AgeState.TOO_OLD and age.rule is not None:
        found.append(_too_old(name, age, age.rule))
    elif age.state is AgeState.SPECIAL and age.rule is not None:
        text = N_("{name} has {months} months left; allowed as a special case: {decision}. {source}")
        if not listed.special:
            text = N_("{name} has {months} months left; this needs the special case of deputy secretaries: {source}")
        params = {"name": name, "months": _shown(age.months), "decision": listed.special, "source": age.rule.grounds}
        found.append(Finding(Severity.WARNING, "age_special", Message(text, params), rule=age.rule.id))
    elif age.state is AgeState.UNKNOWN:
        found.append(_unknown(listed, age))
    found += _beside(listed, setting, age)
    return tuple(found)


def _shown(months: int | None) -> object:
    return "?" if months is None else months


def _too_old(name: str, age: Age, rule: Rule) -> Finding:
    if rule.unit == "month":
        text = N_("{name} is born too early: {limit:%m/%Y} or later is needed ({months} months left): {source}.")
        params = {"name": name, "limit": rule.day, "months": _shown(age.months), "source": rule.grounds}
    else:
        text = N_("{name} has {months} months left in {reference:%m/%Y}; {need} are needed: {source}.")
        params = {
            "name": name,
            "months": _shown(age.months),
            "reference": age.reference,
            "need": age.need,
            "source": rule.grounds,
        }
    return Finding(rule.grounds.severity, "age_too_old", Message(text, params), rule=rule.id)


def _unknown(listed: Listed, age: Age) -> Finding:
    person = listed.person
    text = N_("{name}: the month from which ages are counted is not known for this level. Choose it.")
    code = "age_reference_unknown"
    if person.sex is None or person.born is None:
        text, code = N_("{name}: sex or birth month is not known, so the age rules cannot be asked."), "age_unknown"
    elif listed.standing is None:
        text = N_("{name}: it is not said whether the person stands again or for the first time.")
        code = "standing_unknown"
    rule = age.rule.id if age.rule is not None else ""
    return Finding(Severity.QUESTION, code, Message(text, {"name": person.name}), rule=rule)


def _beside(listed: Listed, setting: Setting, age: Age) -> Iterable[Finding]:
    """Those also meant for councils, and for the Front (P-045, P-050, P-055, P-056)."""
    person, name = listed.person, listed.person.name
    first = setting.months.get(Standing.FIRST_TIME)
    at = setting.councils_reference
    if listed.councils and listed.standing is Standing.FIRST_TIME and at is not None and first is not None:
        left = months_left(setting, person, at)
        rule = setting.rule("age.reference_month_councils")
        if left is not None and rule is not None and not first.compare.holds(left, first.number):
            text = N_(
                "{name} has {months} months left in {reference:%m/%Y}, when councils are elected; {need} are foreseen "
                "for a first time: {source}."
            )
            params = {"name": name, "months": left, "reference": at, "need": int(first.number), "source": rule.grounds}
            yield Finding(Severity.WARNING, "age_councils", Message(text, params), rule=rule.id)
    if listed.councils and listed.standing is Standing.RESTANDING and age.state is AgeState.FIT:
        rule = setting.rule("age.councils_restanding")
        if rule is not None:
            text = N_("{name} is young enough to stand again, and may be named again for councils: {source}.")
            params = {"name": name, "source": rule.grounds}
            yield Finding(Severity.NOTE, "age_councils_again", Message(text, params), rule=rule.id)
    yield from _front(listed, setting, age)


def _front(listed: Listed, setting: Setting, age: Age) -> Iterable[Finding]:
    """P-056 counts at the Front's own congress (P-051). Where its month is not known it is asked for, unless enough
    months are left at any month of the term."""
    rule, at = setting.rule("age.months_front"), setting.front_reference
    if rule is None or Post.FRONT_CHAIR not in listed.posts:
        return
    left = months_left(setting, listed.person, at) if at is not None else age.months
    params = {"name": listed.person.name, "months": left, "need": int(rule.number), "source": rule.grounds}
    if at is not None and left is not None and not rule.compare.holds(left, rule.number):
        text = N_("{name} has {months} months left; for the Front {need} are needed at its congress: {source}.")
        yield Finding(Severity.WARNING, "age_front", Message(text, params), rule=rule.id)
    elif at is None and left is not None and not rule.compare.holds(left - _TERM, rule.number):
        text = N_(
            "{name}: in which month is the congress of the Front? {need} months must be left then; in "
            "{reference:%m/%Y} it is {months}: {source}."
        )
        asking = Message(text, {**params, "reference": age.reference})
        yield Finding(Severity.QUESTION, "age_front_month_unknown", asking, rule=rule.id)


def age_grounds(setting: Setting, standing: Standing) -> Grounds | None:
    """By what the age rule for a way of standing holds: the birth months that are quoted, else the months left."""
    quoted = setting.born.get((standing, Sex.MAN))
    rule = quoted or setting.months.get(standing)
    return rule.grounds if rule is not None else None
