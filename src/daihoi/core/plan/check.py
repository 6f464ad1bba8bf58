"""Checks one congress, planned or held, against the rule pack: days, form, contents, notice and delegates.

Every finding names the rule and quotes its article. Hard rules stop, targets and inferred rules warn, and
what is not verified only asks (`Grounds.severity`). Source: rulebook C-001–C-003, C-010–C-015, C-020–C-027, C-040.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from daihoi.core.calendar import Holidays, YearNotCoveredError
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.plan.track import Days, Window, anchors, closing_day, due_day, window
from daihoi.core.rules import Grounds, Rule, RulePack
from daihoi.core.rules.types import Query


class Form(StrEnum):
    """Who sits in the congress."""

    MEMBER = "member"  # đại hội đảng viên
    DELEGATE = "delegate"  # đại hội đại biểu


@dataclass(frozen=True)
class _Congress:
    """The facts to check; `opens_on` and `days` are those held, where it was held, else those planned."""

    pack: RulePack
    level: Level
    kind: Kind
    unit: Unit
    members: int | None
    form: Form | None
    contents: int | None
    opens_on: date | None
    days: int | Fraction | None
    announced_on: date | None
    delegates: int | None
    case: str | None
    pilot: bool
    holidays: Holidays
    override_window: Days | None
    window_by: str

    def rule(self, key: str) -> Rule | None:
        return self.pack.find(
            key, level=self.level, kind=self.kind, unit=self.unit, contents=self.contents, case=self.case
        )


def _finding(grounds: Grounds, code: str, text: str, **params: object) -> Finding:
    message = Message(text, {**params, "source": grounds})
    return Finding(grounds.severity, code, message, rule=grounds.id)


def _own_plan(code: str, text: str, **params: object) -> Finding:
    return Finding(Severity.WARNING, code, Message(text, params))


def _from_above(code: str, text: str, **params: object) -> Finding:
    """Outside what a decision of the level above sets: that stops, as an article does."""
    return Finding(Severity.ERROR, code, Message(text, params))


def _gravest(rule: Rule, day: date) -> Rule | None:
    """Of the rule and those that overlays put it in place of, the gravest that the day breaks, or None.

    So a locality's own earlier goal never hides the hard last day of the directive behind it.
    """
    order = list(Severity)
    found: Rule | None = None
    link: Rule | None = rule
    while link is not None:
        if not link.compare.holds(day, link.day) and (
            found is None or order.index(link.grounds.severity) < order.index(found.grounds.severity)
        ):
            found = link
        link = link.replaced
    return found


def _opens(w: Window, day: date, by: str) -> Iterator[Finding]:
    code = "congress_before_window"
    if w.first_rule is not None:
        broken = _gravest(w.first_rule, day)
        if broken is not None:
            text = N_("The congress opens on {day:%d/%m/%Y}, before {limit:%d/%m/%Y}: {source}.")
            yield _finding(broken.grounds, code, text, day=day, limit=broken.day)
    elif w.first is not None and day < w.first and by:
        text = N_("The congress opens on {day:%d/%m/%Y}, before {limit:%d/%m/%Y}, the first day set by {decision}.")
        yield _from_above(code, text, day=day, limit=w.first, decision=by)
    elif w.first is not None and day < w.first:
        text = N_("The congress opens on {day:%d/%m/%Y}, before {limit:%d/%m/%Y}, the first day of its plan.")
        yield _own_plan(code, text, day=day, limit=w.first)


def _closes(w: Window, day: date, by: str) -> Iterator[Finding]:
    code = "congress_after_window"
    if w.last_rule is not None:
        broken = _gravest(w.last_rule, day)
        if broken is not None:
            text = N_("The congress closes on {day:%d/%m/%Y}, after {limit:%d/%m/%Y}: {source}.")
            yield _finding(broken.grounds, code, text, day=day, limit=broken.day)
    elif w.last is not None and day > w.last and by:
        text = N_("The congress closes on {day:%d/%m/%Y}, after {limit:%d/%m/%Y}, the last day set by {decision}.")
        yield _from_above(code, text, day=day, limit=w.last, decision=by)
    elif w.last is not None and day > w.last:
        text = N_("The congress closes on {day:%d/%m/%Y}, after {limit:%d/%m/%Y}, the last day of its plan.")
        yield _own_plan(code, text, day=day, limit=w.last)


def _window(c: _Congress) -> Iterator[Finding]:
    if c.opens_on is None:
        return
    w = window(c.pack, level=c.level, kind=c.kind, unit=c.unit, pilot=c.pilot, override_window=c.override_window)
    yield from _opens(w, c.opens_on, c.window_by)
    yield from _closes(w, closing_day(c.opens_on, c.days), c.window_by)


def check_window(w: Window, first: date | None, last: date | None) -> tuple[Finding, ...]:
    """What of a frame, from its first to its last day, lies outside a window of the rules; each with its article.

    Sides of the window that come from no rule are not looked at: their decision is named by whoever knows it.
    """
    found = []
    for rule, code in ((w.first_rule, "frame_before_window"), (w.last_rule, "frame_after_window")):
        for day in dict.fromkeys(each for each in (first, last) if each):
            broken = _gravest(rule, day) if rule is not None else None
            if broken is not None:
                text = N_("The frame names {day:%d/%m/%Y}, which the rules do not allow: {limit:%d/%m/%Y}, {source}.")
                found.append(_finding(broken.grounds, code, text, day=day, limit=broken.day))
                break
    return tuple(found)


def _duration(c: _Congress) -> Iterator[Finding]:
    rule = c.rule("congress.duration")
    if rule is None or c.days is None or rule.compare.holds(c.days, rule.number):
        return
    text = N_("The congress lasts {days} days; the longest allowed is {limit}: {source}.")
    yield _finding(rule.grounds, "congress_too_long", text, days=c.days, limit=rule.number)


def _form(c: _Congress) -> Iterator[Finding]:
    fixed, size = c.rule("congress.form"), c.rule("congress.delegate_from")
    if c.form is None:
        return
    if fixed is not None and fixed.value != c.form.value:
        text = N_("An organisation of this kind holds a member congress, not a delegate congress: {source}.")
        yield _finding(fixed.grounds, "form_not_allowed", text)
    if size is None or c.members is None:
        return
    many = size.compare.holds(c.members, size.number)
    params = {"members": c.members, "limit": size.number}
    if many and c.form is Form.MEMBER:
        text = N_("With {members} members a delegate congress is held, from {limit} members on: {source}.")
        yield _finding(size.grounds, "delegate_congress_due", text, **params)
    elif not many and c.form is Form.DELEGATE:
        text = N_(
            "With {members} members, fewer than {limit}, a delegate congress needs the approval of the level "
            "above. Is it given? {source}."
        )
        finding = _finding(size.grounds, "delegate_congress_needs_approval", text, **params)
        yield replace(finding, severity=Severity.QUESTION)


def _contents(c: _Congress) -> Iterator[Finding]:
    rule = c.rule("congress.contents")
    if rule is None or c.contents is None or rule.value == c.contents:
        return
    query = Query.of(c.level, c.kind, c.unit, c.contents, c.case)
    known = [
        other
        for other in c.pack.all("congress.contents")
        if other.value == c.contents and replace(other.when, cases=None).matches(query)
    ]
    params = {"contents": c.contents, "limit": rule.value}
    if known:
        text = N_(
            "The congress has {contents} contents, where {limit} are the rule. That is for a case of its own. "
            "Record who decided it: {source}."
        )
        finding = _finding(known[0].grounds, "contents_need_decision", text, **params)
        yield replace(finding, severity=Severity.QUESTION)
    else:
        text = N_("The congress has {contents} contents; {limit} are the rule: {source}.")
        yield _finding(rule.grounds, "contents_not_allowed", text, **params)


def _announced(c: _Congress) -> Iterator[Finding]:
    rule = c.pack.milestone("opening_announced", level=c.level, kind=c.kind, unit=c.unit)
    if rule is None or c.announced_on is None:
        return
    try:
        last = due_day(rule, anchors(c.opens_on, c.days, {}), c.holidays)
    except YearNotCoveredError as error:
        yield Finding(Severity.QUESTION, "calendar_gap", error.message, rule=rule.id)
        return
    if last is not None and c.announced_on > last:
        text = N_(
            "The opening was announced on {day:%d/%m/%Y}; it was due by {limit:%d/%m/%Y}, {days} working "
            "days before the opening: {source}."
        )
        params = {"day": c.announced_on, "limit": last, "days": -rule.offset}
        yield _finding(rule.grounds, "opening_announced_late", text, **params)


def _delegates(c: _Congress) -> Iterator[Finding]:
    if c.delegates is None or c.form is not Form.DELEGATE:
        return
    top, bottom = c.rule("congress.delegates_max"), c.rule("congress.delegates_min")
    if top is not None and not top.compare.holds(c.delegates, top.number):
        text = N_("{delegates} delegates are summoned; at most {limit} are allowed: {source}.")
        yield _finding(top.grounds, "too_many_delegates", text, delegates=c.delegates, limit=top.number)
    if bottom is not None and not bottom.compare.holds(c.delegates, bottom.number):
        text = N_("{delegates} delegates are summoned; at least {limit} are foreseen: {source}.")
        yield _finding(bottom.grounds, "too_few_delegates", text, delegates=c.delegates, limit=bottom.number)


_CHECKS: tuple[Callable[[_Congress], Iterator[Finding]], ...] = (
    _window,
    _duration,
    _form,
    _contents,
    _announced,
    _delegates,
)


def check_congress(
    pack: RulePack,
    *,
    level: Level,
    kind: Kind,
    unit: Unit,
    members: int | None,
    form: Form | None,
    contents: int | None,
    planned_on: date | None,
    planned_days: int | Fraction | None,
    held_on: date | None,
    held_days: int | Fraction | None,
    announced_on: date | None,
    delegates: int | None = None,
    case: str | None = None,
    pilot: bool,
    holidays: Holidays,
    override_window: Days | None = None,
    window_by: str = "",
) -> tuple[Finding, ...]:
    """What in the congress does not keep the pack's rules; empty when all is well or nothing is known.

    `planned_on` and `held_on` are opening days; days held go before days planned. `members` are official
    members, `delegates` those summoned. `case` is the special case that people chose ("merged_2", "hanoi").
    `window_by` names the decision of a level above that `override_window` comes from; "" is the organisation's own.
    None means not known, and is not checked. Raises ValueError when the kind does not stand at the level.
    """
    held = held_on is not None
    congress = _Congress(
        pack=pack,
        level=level,
        kind=kind,
        unit=unit,
        members=members,
        form=form,
        contents=contents,
        opens_on=held_on if held else planned_on,
        days=held_days if held else planned_days,
        announced_on=announced_on,
        delegates=delegates,
        case=case,
        pilot=pilot,
        holidays=holidays,
        override_window=override_window,
        window_by=window_by,
    )
    return tuple(finding for check in _CHECKS for finding in check(congress))
