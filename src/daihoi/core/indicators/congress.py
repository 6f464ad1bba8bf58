"""From what is known of a congress to the packed figures that indicators read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from daihoi.core.calendar import Holidays
from daihoi.core.indicators.columns import NOT_ASKED, day_number, pack
from daihoi.core.messages import Finding
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.retirement import month_number
from daihoi.core.plan import Form, Step, Window, check_congress, closing_day, track, window
from daihoi.core.rules import Rule, RulePack

_FORMS = {None: 0, Form.MEMBER: 1, Form.DELEGATE: 2}


@dataclass(frozen=True)
class CongressFacts:
    """What is known of one congress; lengths in half days; `done` as in core.plan.track."""

    kind: Kind
    unit: Unit
    pilot: bool = False
    form: Form | None = None
    contents: int | None = None
    case: str | None = None
    planned_on: date | None = None
    planned_half_days: int | None = None
    held_half_days: int | None = None
    window_from: date | None = None
    window_to: date | None = None
    window_by: str = ""  # the decision of a level above that the window comes from; "": its own


class Figurer:
    """Computes figures under one rule pack; congresses that are alike are computed once."""

    def __init__(self, rules: RulePack, holidays: Holidays) -> None:
        self._rules, self._holidays = rules, holidays
        self._known: dict[tuple[object, ...], bytes] = {}

    def steps(self, facts: CongressFacts, done: Mapping[str, date]) -> tuple[Step, ...]:
        """The milestone track of a congress."""
        return track(
            self._rules,
            level=facts.kind.level,
            kind=facts.kind,
            unit=facts.unit,
            pilot=facts.pilot,
            planned_on=facts.planned_on,
            planned_days=days(facts.held_half_days or facts.planned_half_days),
            done=done,
            holidays=self._holidays,
            override_window=(facts.window_from, facts.window_to),
        )

    def check(
        self, facts: CongressFacts, done: Mapping[str, date], *, members: int | None, delegates: int | None
    ) -> tuple[Finding, ...]:
        """What in a congress does not keep its rules; `members`: official ones of all below it."""
        return check_congress(
            self._rules,
            level=facts.kind.level,
            kind=facts.kind,
            unit=facts.unit,
            members=members,
            form=facts.form,
            contents=facts.contents,
            planned_on=facts.planned_on,
            planned_days=days(facts.planned_half_days),
            held_on=opening_day(facts, done),
            held_days=days(facts.held_half_days),
            announced_on=done.get("opening_announced"),
            delegates=delegates,
            case=facts.case,
            pilot=facts.pilot,
            holidays=self._holidays,
            override_window=(facts.window_from, facts.window_to),
            window_by=facts.window_by,
        )

    def window(self, facts: CongressFacts) -> Window:
        """When a congress may be held, and the rules that its days come from."""
        return window(
            self._rules,
            level=facts.kind.level,
            kind=facts.kind,
            unit=facts.unit,
            pilot=facts.pilot,
            override_window=(facts.window_from, facts.window_to),
        )

    def figures(self, facts: CongressFacts, done: Mapping[str, date]) -> bytes:
        """The packed figures of a congress."""
        key = (facts, tuple(sorted(done.items())))
        if key not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[key] = self._figures(facts, done)
        return self._known[key]

    def _figures(self, facts: CongressFacts, done: Mapping[str, date]) -> bytes:
        longest = self._rules.find(
            "congress.duration",
            level=facts.kind.level,
            kind=facts.kind,
            unit=facts.unit,
            contents=facts.contents,
            case=facts.case,
        )
        age_month = self._rule("age.reference_month", facts)
        village_heads = self._rule("village_head.election_day", facts)
        values = {
            "form": _FORMS[facts.form],
            "contents": facts.contents or 0,
            "pilot": int(facts.pilot),
            "planned_on": day_number(facts.planned_on),
            "planned_half_days": facts.planned_half_days or 0,
            "opened_on": day_number(opening_day(facts, done)),
            "held_half_days": facts.held_half_days or 0,
            "most_half_days": int(longest.number * 2) if longest else 0,
            "age_month": month_number(age_month.day) if age_month else 0,
            "village_heads_on": day_number(village_heads.day) if village_heads else 0,
        }
        for step in self.steps(facts, done):
            values[f"{step.key}.first"] = day_number(step.first)
            values[f"{step.key}.last"] = day_number(step.last)
            values[f"{step.key}.done"] = day_number(step.done_on) if step.applies else NOT_ASKED
        return pack(values)

    def _rule(self, key: str, facts: CongressFacts) -> Rule | None:
        return self._rules.find(key, kind=facts.kind, unit=facts.unit, case=facts.case)


def days(half_days: int | None) -> Fraction | None:
    """Half days as days: 3 → 3/2."""
    return Fraction(half_days, 2) if half_days else None


def opening_day(facts: CongressFacts, done: Mapping[str, date]) -> date | None:
    """The first day of a congress that was held: its closing day less its length."""
    closed = done.get("held")
    if closed is None:
        return None
    return closed - (closing_day(closed, days(facts.held_half_days)) - closed)
