"""Reading congresses: one with its milestone track and findings, pilots, and what the exceptions are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.indicators.congress import CongressFacts, opening_day
from daihoi.core.messages import Finding
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.plan import (
    CongressState,
    Form,
    State,
    Step,
    Window,
    congress_state,
    days_late,
    state,
)
from daihoi.core.rules import MarkedBy, RulePack
from daihoi.data.models import Congress, Mark, PilotQuota, Version
from daihoi.data.tree import last_version
from daihoi.queries import clock, indicators
from daihoi.queries.access import require
from daihoi.queries.rules import figurer_of, rules_of


def facts_of_congress(congress: Congress) -> CongressFacts:
    """A congress's row as core's facts."""
    return CongressFacts(
        kind=Kind(congress.kind),
        unit=Unit(congress.unit),
        pilot=congress.pilot,
        form=Form(congress.form) if congress.form else None,
        contents=congress.contents,
        case=congress.case or None,
        planned_on=congress.planned_on,
        planned_half_days=congress.planned_half_days,
        held_half_days=congress.held_half_days,
        window_from=congress.window_from,
        window_to=congress.window_to,
        window_by=congress.window_decision if congress.window_by_id else "",
    )


def check(
    *, actor: Actor, congress: Congress, version: Version, today: date, done: Mapping[str, date] | None = None
) -> tuple[Finding, ...]:
    """What in a congress, as it stands in the row given, does not keep its rules; `done` where it is known already."""
    if done is None:
        done = dict(Mark.objects.filter(congress=congress).values_list("milestone", "done_on"))
    members = _official_members(actor, version, congress.term, today)
    figurer = figurer_of(congress.ruleset)
    return figurer.check(facts_of_congress(congress), done, members=members, delegates=congress.delegates)


def _official_members(actor: Actor, version: Version, term: str, today: date) -> int | None:
    """Official members of the subtree as of today; None where nobody reported any."""
    try:
        at = indicators.place(actor=actor, organisation=version.organisation_id, term=term, as_of=today, today=today)
    except NotHere:
        return None
    value = indicators.figures(at, ["members.official"])["members.official"].value
    return int(value) if value else None


@dataclass(frozen=True)
class StepView:
    """A milestone as the organisation's page shows it."""

    step: Step
    state: State
    days_late: int
    evidence: str
    marked_by: str
    may_mark: bool


@dataclass(frozen=True)
class CongressView:
    """A congress with everything that its page shows."""

    term: str
    form: str
    pilot: bool
    contents: int | None
    ordinal: int | None
    delegates: int | None
    case: str
    decision: str
    planned_on: date | None
    planned_half_days: int | None
    opened_on: date | None
    held_half_days: int | None
    window_from: date | None
    window_to: date | None
    window_decision: str
    window_by: int | None  # the decision of a level above that the window comes from; None: its own, or none
    window: Window  # the days that hold; a side without a rule comes from the decision
    state: CongressState
    steps: tuple[StepView, ...]
    findings: tuple[Finding, ...]
    rules: RulePack
    cases: tuple[str, ...]


def congress(*, actor: Actor, organisation: int, term: str, as_of: date) -> CongressView | None:
    """The congress of an organisation in a term as it stood on a day; None where none was opened."""
    version = (
        Version.objects.filter(organisation_id=organisation, valid_from__lte=as_of).order_by("-valid_from").first()
    ) or Version.objects.filter(organisation_id=organisation).order_by("valid_from").first()
    if version is None:
        raise NotHere
    today = clock.today()
    require(actor, Permission.VIEW, version.path, today)
    row = (
        Congress.objects.select_related("ruleset")
        .defer("figures")
        .filter(organisation_id=organisation, term=term)
        .first()
    )
    if row is None:
        return None
    return _view(actor, row, version, as_of, today)


def _view(actor: Actor, row: Congress, version: Version, as_of: date, today: date) -> CongressView:
    facts = facts_of_congress(row)
    marks = {mark.milestone: mark for mark in Mark.objects.filter(congress=row)}
    done = {key: mark.done_on for key, mark in marks.items()}
    steps = figurer_of(row.ruleset).steps(facts, done)
    above = paths.decided_at(version.path)
    may = {
        MarkedBy.OWN: allows(actor, Permission.PLAN_MARK, version.path, today),
        MarkedBy.ABOVE: allows(actor, Permission.PLAN_DECIDE, above, today),
    }
    rules = rules_of(row.ruleset)
    return CongressView(
        term=row.term,
        form=row.form,
        pilot=row.pilot,
        contents=row.contents,
        ordinal=row.ordinal,
        delegates=row.delegates,
        case=row.case,
        decision=row.decision,
        planned_on=row.planned_on,
        planned_half_days=row.planned_half_days,
        opened_on=opening_day(facts, done),
        held_half_days=row.held_half_days,
        window_from=row.window_from,
        window_to=row.window_to,
        window_decision=row.window_decision,
        window_by=row.window_by_id,
        window=figurer_of(row.ruleset).window(facts),
        state=congress_state(steps, row.planned_on, as_of),
        steps=tuple(
            StepView(
                step,
                state(step, as_of),
                days_late(step, as_of),
                marks[step.key].evidence if step.key in marks else "",
                marks[step.key].marked_by_name if step.key in marks else "",
                may[step.marked_by],
            )
            for step in steps
        ),
        findings=check(actor=actor, congress=row, version=version, today=as_of, done=done),
        rules=rules,
        cases=rules.cases,
    )


@dataclass(frozen=True)
class PilotLine:
    """One organisation below: what it was asked for, what it chose, what is held."""

    id: int
    name: str
    quotas: tuple[tuple[str, int], ...]
    asked: int
    chosen: tuple[tuple[int, str, str, date | None, date | None], ...]  # id, name, kind, planned, closed
    held: int


def pilots(*, actor: Actor, organisation: int, term: str, as_of: date) -> list[PilotLine]:
    """The pilots of a subtree by organisation directly below, with what was asked of each."""
    top = last_version(organisation)
    today = clock.today()
    require(actor, Permission.VIEW, top.path, today)
    low, high = paths.span(top.path)
    quotas: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for pk, kind, number in (
        PilotQuota.objects.filter(term=term, organisation__versions__parent_id=organisation)
        .order_by("kind")
        .distinct()
        .values_list("organisation_id", "kind", "number")
    ):
        quotas[pk].append((kind, number))
    alive = Version.objects.filter(valid_from__lte=as_of, valid_to__gt=as_of)
    # Pilots first: they are few, and the organisations of a country are many.
    planned_on = dict(Congress.objects.filter(term=term, pilot=True).values_list("organisation_id", "planned_on"))
    chosen_rows = [
        (*row, planned_on[row[1]])
        for row in alive.filter(path__gte=low, path__lt=high, organisation_id__in=list(planned_on))
        .order_by("path")
        .values_list("path", "organisation_id", "name", "kind")
    ]
    held = dict(
        Mark.objects.filter(
            congress__term=term,
            congress__pilot=True,
            milestone="held",
            done_on__lte=as_of,
            congress__organisation_id__in=[row[1] for row in chosen_rows],
        ).values_list("congress__organisation_id", "done_on")
    )
    chosen: dict[int, list[tuple[int, str, str, date | None, date | None]]] = defaultdict(list)
    for path, pk, name, kind, planned in chosen_rows:
        branch = paths.ids(path)[paths.depth(top.path)] if len(path) > len(top.path) else pk
        chosen[branch].append((pk, name, kind, planned, held.get(pk)))
    lines = []
    for pk, name in alive.filter(parent_id=organisation).order_by("path").values_list("organisation_id", "name"):
        own = tuple(chosen[pk])
        lines.append(
            PilotLine(
                pk,
                name,
                tuple(quotas[pk]),
                sum(number for _, number in quotas[pk]),
                own,
                sum(closed is not None for *_, closed in own),
            )
        )
    return lines


@dataclass(frozen=True)
class FigureFault:
    """A congress whose stored figures are not what its rows give."""

    organisation: int
    term: str
    name: str


def figure_faults() -> list[FigureFault]:
    """Recompute every congress's figures and compare with what is stored; for `daihoi verify`."""
    marks: dict[int, dict[str, date]] = defaultdict(dict)
    for congress_id, milestone, done_on in Mark.objects.values_list("congress_id", "milestone", "done_on").iterator(
        chunk_size=10_000
    ):
        marks[congress_id][milestone] = done_on
    faults = []
    for row in Congress.objects.select_related("ruleset").order_by("pk").iterator(chunk_size=2000):
        if bytes(row.figures) != figurer_of(row.ruleset).figures(facts_of_congress(row), marks.get(row.pk, {})):
            faults.append(row)
    names = dict(
        Version.objects.filter(organisation_id__in=[row.organisation_id for row in faults])
        .order_by("valid_from")
        .values_list("organisation_id", "name")
    )
    return [FigureFault(row.organisation_id, row.term, names.get(row.organisation_id, "")) for row in faults]
