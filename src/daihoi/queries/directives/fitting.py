"""What no longer fits: congresses that keep their present rules and would break those that come with a paper.

Adopted lists are checked in queries.elections.fitting: elections are a later subject.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from daihoi.core.access import Actor
from daihoi.core.indicators.congress import CongressFacts, Figurer
from daihoi.core.messages import GRAVITY, Finding, Severity, newly
from daihoi.core.rules import PackError, RulePack
from daihoi.data.models import Congress, Directive, Mark, Ruleset
from daihoi.queries.directives._rules import rules_of_paper
from daihoi.queries.directives.papers import PaperView
from daihoi.queries.indicators import Place
from daihoi.queries.indicators.facts import Ints
from daihoi.queries.plan import facts_of_congress
from daihoi.queries.rules import figurer_of, holidays

MOST = 10_000  # congresses that are checked at once; a larger subtree is looked at part by part


@dataclass(frozen=True)
class Misfit:
    """A congress with what in it breaks the new rules and not, or not so, the present ones; gravest first."""

    organisation: int
    planned_on: date | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Fit:
    """Of `checked` congresses not yet held those that no longer fit, the gravest first. `too_many`: so many are planned
    that they are not checked at once; nothing was."""

    rules: RulePack
    checked: int = 0
    misfits: tuple[Misfit, ...] = ()
    counts: tuple[tuple[Finding, int], ...] = ()  # a finding of each kind, and in how many congresses
    too_many: int = 0


_FACTS = (
    "organisation_id",
    "ruleset_id",
    "delegates",
    "kind",
    "unit",
    "form",
    "pilot",
    "contents",
    "case",
    "planned_on",
    "planned_half_days",
    "held_half_days",
    "window_from",
    "window_to",
    "window_decision",
    "window_by",
)


def rules_with(*, actor: Actor, view: PaperView) -> RulePack | None:
    """The rule pack that comes with a paper, with its overlay; None where it brings none, or what is kept of it no
    longer fits the packs of this installation. The view says that the paper concerns the actor. One query."""
    row = view.row
    text = Directive.objects.values_list("overlay_text", flat=True).get(pk=row.id) if row.has_overlay else ""
    try:
        return rules_of_paper(row.pack_id, text)
    except PackError:
        return None


def fit(at: Place, rules: RulePack) -> Fit:
    """Check the congresses of a place that are not yet held under other rules. Four queries."""
    organisations = at.snapshot.organisations(at.span)
    columns = at.columns
    held = columns["held.done"]
    wanted = (columns["congress"] > 0) & ~((held > 0) & (held <= at.snapshot.as_of))
    # Where nothing is planned there is nothing that could break a rule.
    planned = np.zeros(len(organisations), dtype=bool)
    for name in ("planned_on", "form", "contents"):
        planned |= columns[name] > 0
    chosen = np.flatnonzero(wanted & planned)
    checked = int(np.count_nonzero(wanted))
    if len(chosen) > MOST:
        return Fit(rules, checked, too_many=len(chosen))
    members = _members(at)
    order = {int(pk): number for number, pk in enumerate(organisations[chosen])}
    official = dict(zip(order, members[chosen].tolist(), strict=True))
    misfits = _misfits(at, rules, order, official)
    counts: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], Finding] = {}
    for misfit in misfits:
        for finding in misfit.findings:
            key = (finding.severity, finding.rule, finding.code)
            counts[key] += 1
            examples.setdefault(key, finding)
    ranked = sorted(counts.items(), key=lambda each: (GRAVITY[Severity(each[0][0])], -each[1], each[0]))
    return Fit(rules, checked, tuple(misfits), tuple((examples[key], count) for key, count in ranked))


def _members(at: Place) -> Ints:
    """Official members of each organisation of a place and all below it."""
    ends = at.snapshot.ends[at.span] - at.span.start
    running = np.concatenate([[0], np.cumsum(at.columns["official"], dtype=np.int64)])
    counted: Ints = running[ends] - running[:-1]
    return counted


def _misfits(at: Place, rules: RulePack, order: Mapping[int, int], official: Mapping[int, int]) -> list[Misfit]:
    new = Figurer(rules, holidays())
    announced = _announced(at)
    found: list[tuple[int, int, int, date | None, tuple[Finding, ...]]] = []
    present: dict[int, Figurer] = {}
    for pk, ruleset, delegates, facts in _congresses(at, order):
        done = {"opening_announced": announced[pk]} if pk in announced else {}
        members = official[pk] or None
        after = new.check(facts, done, members=members, delegates=delegates)
        if not after:
            continue
        if ruleset not in present:
            present[ruleset] = figurer_of(Ruleset.objects.get(pk=ruleset))
        before = present[ruleset].check(facts, done, members=members, delegates=delegates)
        if fresh := newly(after, before):
            found.append((GRAVITY[fresh[0].severity], order[pk], pk, facts.planned_on, fresh))
    found.sort(key=lambda each: each[:2])
    return [Misfit(pk, planned_on, findings) for _, _, pk, planned_on, findings in found]


def _congresses(at: Place, wanted: Container[int]) -> Iterator[tuple[int, int, int | None, CongressFacts]]:
    """(organisation, ruleset, delegates, facts) of each wanted congress of the place. The rulesets' long texts are not
    joined to every row."""
    planned = Q(planned_on__isnull=False) | ~Q(form="") | Q(contents__isnull=False)
    rows = Congress.objects.filter(at.within("organisation__versions"), planned, term=at.term).only(*_FACTS)
    for row in rows.iterator(chunk_size=2000):
        if row.organisation_id in wanted:
            yield row.organisation_id, row.ruleset_id, row.delegates, facts_of_congress(row)


def _announced(at: Place) -> dict[int, date]:
    rows = Mark.objects.filter(
        at.within("congress__organisation__versions"), congress__term=at.term, milestone="opening_announced"
    )
    return dict(rows.values_list("congress__organisation_id", "done_on"))
