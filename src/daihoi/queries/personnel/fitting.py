"""What no longer fits: schemes whose chosen list keeps its present rules and would break those that come with a paper.

For those with the personnel right alone. What is told names kinds of findings and how often, never a person.
"""

from dataclasses import dataclass, replace

import numpy as np

from daihoi.core.access import Actor, Permission, allows
from daihoi.core.messages import GRAVITY, N_, Message, Severity
from daihoi.core.personnel import Scheme, check, findings, setting
from daihoi.core.personnel.approval import Told, kinds_told
from daihoi.core.personnel.kinds import Secrecy, strictest
from daihoi.core.rules import PackError, RulePack
from daihoi.queries import clock
from daihoi.queries.indicators import Place
from daihoi.queries.personnel._below import SchemeCheck, begun_below, checked

MOST = 2_000  # schemes that are checked at once; a larger subtree is looked at part by part


@dataclass(frozen=True)
class SchemeMisfit:
    """A scheme with what in its list breaks the new rules and not, or in fewer cases, the present ones."""

    organisation: int
    scheme: int
    people: int
    breaches: tuple[Told, ...]


@dataclass(frozen=True)
class SchemeFit:
    """Of `checked` schemes of congresses not yet held those that no longer fit, the gravest first. `too_many`: so many
    are begun that they are not checked at once; nothing was. `secrecy`: the strictest mark of any of them."""

    checked: int = 0
    misfits: tuple[SchemeMisfit, ...] = ()
    too_many: int = 0
    secrecy: Secrecy = Secrecy.SECRET

    @property
    def told(self) -> bool:
        """Does it say anything of somebody's scheme?"""
        return bool(self.checked or self.too_many)


def fit(at: Place, rules: RulePack, *, actor: Actor) -> SchemeFit:
    """Check the schemes of a place under other rules; nothing for whoever has not the right there. Two queries."""
    today = clock.today()
    if not allows(actor, Permission.PERSONNEL_VIEW, at.path, today):
        return SchemeFit()
    not_held = _not_held(at)
    coming = [one for one in begun_below(at.path, at.term) if one.organisation in not_held]
    secrecy = strictest(Secrecy(one.secrecy) for one in coming)
    if len(coming) > MOST:
        return SchemeFit(too_many=len(coming), secrecy=secrecy)
    found = [one for one in checked(coming, at.path, at.term, today) if one.check is not None]
    misfits = [
        SchemeMisfit(one.organisation, one.scheme, one.people, breaches)
        for one in found
        if (breaches := _breaches(one, rules))
    ]
    misfits.sort(key=lambda one: GRAVITY[one.breaches[0].severity])
    return SchemeFit(len(found), tuple(misfits), secrecy=secrecy)


def _not_held(at: Place) -> frozenset[int]:
    held = at.columns["held.done"]
    open_ones = ~((held > 0) & (held <= at.snapshot.as_of))
    return frozenset(int(pk) for pk in at.snapshot.organisations(at.span)[np.flatnonzero(open_ones)])


def _breaches(one: SchemeCheck, rules: RulePack) -> tuple[Told, ...]:
    """Kinds of findings that are new under the rules, or told more often, the gravest first."""
    assert one.check is not None
    before = one.check.scheme.setting
    under = setting(rules, before.tables, before.kind, before.unit, before.case, before.chosen)
    try:
        after = check(Scheme(under, one.check.scheme.seats, one.check.scheme.listed))
    except PackError as error:
        said = Message(N_("The rules cannot be asked: {why}"), {"why": str(error)})
        return (Told(Severity.ERROR, "rules_not_here", "", said, 1),)
    known = {(told.severity, told.code): told.times for told in kinds_told(findings(one.check), one.check)}
    fresh = [
        replace(told, times=told.times - known.get((told.severity, told.code), 0))
        for told in kinds_told(findings(after), after)
        if told.times > known.get((told.severity, told.code), 0)
    ]
    return tuple(sorted(fresh, key=lambda told: GRAVITY[told.severity]))
