"""What no longer fits: adopted lists that keep their present rules and would break those that come with a paper.

Once its first round is open an election keeps its rules; until then its list can be opened again and changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from daihoi.core.access import Actor, Permission
from daihoi.core.elections import Setting, check_list, check_nominee
from daihoi.core.messages import GRAVITY, Finding, newly
from daihoi.core.rules import Rule, RulePack
from daihoi.data.models import Election, Ruleset
from daihoi.queries import clock
from daihoi.queries.access import below
from daihoi.queries.elections._rows import nominee_of, of_place, setting_of
from daihoi.queries.indicators import Place
from daihoi.queries.rules import holidays

MOST = 2_000  # lists that are checked at once; a larger subtree is looked at part by part


@dataclass(frozen=True)
class Breach:
    """What breaks the new rules; the rule that is broken, and the one that the list was adopted under. None where
    there is no such rule."""

    finding: Finding
    now: Rule | None
    was: Rule | None


@dataclass(frozen=True)
class ListMisfit:
    """An adopted list with what in it breaks the new rules and not, or not so, the present ones; gravest first."""

    election: int
    organisation: int
    title: str
    names: int
    seats: int
    adopted_on: date
    breaches: tuple[Breach, ...]


@dataclass(frozen=True)
class ListFit:
    """Of `checked` adopted lists on which no ballot round is open those that no longer fit, the gravest first.
    `too_many`: so many are adopted that they are not checked at once; nothing was."""

    checked: int = 0
    misfits: tuple[ListMisfit, ...] = ()
    too_many: int = 0


def fit(at: Place, rules: RulePack, *, actor: Actor) -> ListFit:
    """Check the adopted lists of a place that the actor may see under other rules; nothing is told of the others.
    Three queries, one where there is none."""
    rows = (
        Election.objects.filter(
            at.within("congress__organisation__versions"),
            congress__term=at.term,
            adopted_at__isnull=False,
            ruleset=None,
            withdrawn="",
        )
        .annotate(path=of_place("path"))
        .filter(below("path", actor, Permission.ELECTIONS_VIEW, clock.today()))
    )
    whole = rows.select_related("congress").defer("congress__figures").prefetch_related("nominees")
    found = list(whole.order_by("path", "pk")[: MOST + 1])
    if len(found) > MOST:
        return ListFit(too_many=rows.count())
    rulesets = Ruleset.objects.in_bulk({row.congress.ruleset_id for row in found})
    misfits = []
    for row in found:
        row.congress.ruleset = rulesets[row.congress.ruleset_id]
        if breaches := _breaches(row, rules):
            misfits.append(_misfit(row, breaches))
    misfits.sort(key=lambda one: GRAVITY[one.breaches[0].finding.severity])
    return ListFit(len(found), tuple(misfits))


def _misfit(row: Election, breaches: tuple[Breach, ...]) -> ListMisfit:
    names = sum(one.position is not None for one in row.nominees.all())
    assert row.seats is not None and row.adopted_at is not None  # an adopted list has its number
    return ListMisfit(
        row.pk, row.congress.organisation_id, row.title, names, row.seats, timezone.localdate(row.adopted_at), breaches
    )


def _breaches(row: Election, rules: RulePack) -> tuple[Breach, ...]:
    present = setting_of(row)
    new = replace(present, pack=rules)
    fresh = newly(_findings(row, new), _findings(row, present))
    return tuple(Breach(finding, *_rules(finding, new, present)) for finding in fresh)


def _findings(row: Election, setting: Setting) -> Iterable[Finding]:
    names = [nominee_of(one) for one in row.nominees.all() if one.position is not None]
    of_names = [
        each for one in names for each in check_nominee(setting, one, opens_on=row.opens_on, holidays=holidays())
    ]
    return (*of_names, *check_list(setting, names, seats=row.seats or 1, attending=row.attending))


def _rules(finding: Finding, new: Setting, present: Setting) -> tuple[Rule | None, Rule | None]:
    """The rule that a finding quotes, and what stands in its place under the present rules."""
    source = finding.message.params.get("source")
    now = next((rule for rule in new.pack.rules if rule.grounds is source), None)
    return now, present.rule(now.key) if now else None
