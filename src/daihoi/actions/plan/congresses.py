"""Opening the congresses of a term, and planning each one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.plan._figures import congress_of, done_of, refresh
from daihoi.actions.plan._plan import Plan, put_plan, refuse_nonsense
from daihoi.actions.plan._windows import put_window, settle_below
from daihoi.core.access import Actor, Permission
from daihoi.core.indicators.congress import CongressFacts, Figurer
from daihoi.core.messages import N_, Finding, Refused, Severity, refuse
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.rules import RulePack, parse_overlay
from daihoi.data import bulk
from daihoi.data.models import Congress, Mark, Ruleset, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock
from daihoi.queries.plan import check, facts_of_congress
from daihoi.queries.rules import holidays, overlaid, pack_file, packs


@dataclass(frozen=True)
class Opened:
    """How many congresses were opened, and how many of the organisations had one already."""

    opened: int
    there: int


@action("plan.opened", Permission.PLAN_EDIT)
def open_congresses(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    pack_id: str,
    overlay_text: str = "",
    kinds: Collection[Kind] = tuple(Kind),
    with_below: bool = True,
) -> Done[Opened]:
    """Open the congress of a term for an organisation and all below it, of the kinds given, that have none yet.

    Each is pinned to the pack and overlay, whose text is kept, and gets the window that was decided above it. Raises
    PackError for an overlay that does not fit.
    """
    rules, ruleset = _pin(term, pack_id, overlay_text)
    top = Version.objects.get(organisation_id=organisation, valid_to=FAR)
    within = Version.objects.filter(valid_to=FAR, kind__in=[kind.value for kind in kinds])
    if with_below:
        low, high = paths.span(top.path)
        within = within.filter(path__gte=low, path__lt=high)
    else:
        within = within.filter(organisation_id=organisation)
    there = set(Congress.objects.filter(term=term).values_list("organisation_id", flat=True))
    figurer = Figurer(rules, holidays())
    rows = []
    found = 0
    for pk, kind, unit in within.order_by("path").values_list("organisation_id", "kind", "unit"):
        found += 1
        if pk in there:
            continue
        facts = CongressFacts(Kind(kind), Unit(unit))
        rows.append((pk, term, ruleset.pk, kind, unit, "", False, "", "", "", figurer.figures(facts, {})))
    bulk.insert(Congress, _COLUMNS, rows)
    settle_below(term, top.path)
    done = Opened(len(rows), found - len(rows))
    return Done(done, term, {"term": term, "pack": pack_id, "overlay": rules.overlay_id, **vars(done)})


@action("plan.repinned", Permission.PLAN_EDIT)
def repin_congresses(*, actor: Actor, organisation: int, term: str, pack_id: str, overlay_text: str = "") -> Done[int]:
    """Put the congresses of a term at and below an organisation that are not yet held under another pack or overlay.

    For the day on which new guidance replaces old; what was held stays under the rules it was held by. Returns how
    many were changed.
    """
    rules, ruleset = _pin(term, pack_id, overlay_text)
    top = Version.objects.get(organisation_id=organisation, valid_to=FAR)
    low, high = paths.span(top.path)
    within = Version.objects.filter(valid_to=FAR, path__gte=low, path__lt=high).values("organisation_id")
    rows = (
        Congress.objects.filter(term=term, organisation_id__in=within)
        .exclude(ruleset=ruleset)
        .exclude(marks__milestone="held")
    )
    marks: dict[int, dict[str, date]] = {}
    for pk, key, day in Mark.objects.filter(congress__in=rows).values_list("congress_id", "milestone", "done_on"):
        marks.setdefault(pk, {})[key] = day
    figurer = Figurer(rules, holidays())
    changed = [
        (ruleset.pk, figurer.figures(facts_of_congress(row), marks.get(row.pk, {})), row.pk)
        for row in rows.defer("figures")
    ]
    bulk.update(Congress, ("ruleset_id", "figures"), changed)
    detail = {"term": term, "pack": pack_id, "overlay": rules.overlay_id, "changed": len(changed)}
    return Done(len(changed), term, detail)


_COLUMNS = (
    "organisation_id",
    "term",
    "ruleset_id",
    "kind",
    "unit",
    "form",
    "pilot",
    "case",
    "decision",
    "window_decision",
    "figures",
)


def _pin(term: str, pack_id: str, overlay_text: str) -> tuple[RulePack, Ruleset]:
    rules = next((pack for pack in packs() if pack.id == pack_id and pack.term == term), None)
    if rules is None:
        raise refuse("unknown_pack", N_("There is no rule pack {pack} for the term {term}."), pack=pack_id, term=term)
    if overlay_text:
        rules = overlaid(rules, parse_overlay(overlay_text, "overlay"), "overlay")
    ruleset, _ = Ruleset.objects.get_or_create(
        sha256=rules.sha256,
        defaults={
            "term": term,
            "pack_id": pack_id,
            "version": rules.version,
            "overlay_id": rules.overlay_id,
            "pack_text": pack_file(pack_id).text,
            "overlay_text": overlay_text,
        },
    )
    return rules, ruleset


@action("plan.changed", Permission.PLAN_EDIT)
def set_plan(*, actor: Actor, organisation: int, term: str, plan: Plan) -> Done[tuple[Finding, ...]]:
    """Set the plan of a congress. What a hard rule forbids is refused with its article; the rest is returned.

    A date outside the window is accepted only with a window moved by a decision. What was broken before, such as a
    congress already held too late, does not stop the rest of the plan from being set.
    """
    congress, version = congress_of(organisation, term)
    refuse_nonsense(plan)
    done = done_of(congress)
    known = check(actor=actor, congress=congress, version=version, today=clock.today(), done=done)
    before = {name: getattr(congress, name) for name in vars(plan)}
    put_plan(congress, plan)
    put_window(congress, version, plan, held="held" in done)
    findings = check(actor=actor, congress=congress, version=version, today=clock.today(), done=done)
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR and finding not in known]:
        raise Refused(*errors)
    refresh(congress, done)
    after = {name: getattr(congress, name) for name in vars(plan)}
    changed = {name: value for name, value in after.items() if (before[name] or None) != (value or None)}
    return Done(findings, version.name, {"term": term, **changed})
