"""Many congresses at once: what an office holds on paper for a whole area, in one transaction and one event.

The rules of `set_plan` and `mark` hold line by line; one line that cannot be stops them all, and says which.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone

from daihoi.actions._gate import Done, action, present_path
from daihoi.actions.plan._faults import fault_of_day
from daihoi.actions.plan._plan import Plan, put_plan, refuse_nonsense
from daihoi.actions.plan._windows import Known, put_window
from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.indicators.congress import CongressFacts, Figurer, days
from daihoi.core.messages import N_, Finding, Message, Place, Refused, Severity
from daihoi.core.organisations import paths
from daihoi.core.plan import KEYS, closing_day
from daihoi.core.rules import MarkedBy
from daihoi.core.text import nfc
from daihoi.data import bulk
from daihoi.data.models import Congress, Mark, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock, indicators
from daihoi.queries.plan import facts_of_congress
from daihoi.queries.plan._windows import decisions
from daihoi.queries.rules import figurer_of


@dataclass(frozen=True)
class Line:
    """What the list says of one congress. `plan` None: it stays as it is. `done`: milestone → day; for "held" that
    is the opening day, with the length in half days."""

    organisation: int
    plan: Plan | None = None
    done: Mapping[str, date] = field(default_factory=dict)
    held_half_days: int | None = None


@dataclass(frozen=True)
class Entered:
    """How many congresses a list spoke of, how many plans it set and milestones it marked; and what warns."""

    lines: int
    plans: int
    marks: int
    findings: tuple[Finding, ...] = ()


@action("plan.list_entered", Permission.VIEW)
def enter_list(
    *, actor: Actor, organisation: int, term: str, lines: Sequence[Line], evidence: str = ""
) -> Done[Entered]:
    """Set plans and mark milestones of congresses at and below `organisation`, all of them or none.

    Plans need the right to plan, own milestones the right to mark at each organisation, those of the level above
    the right to decide there. Raises Refused with every finding; its place is the line, counted from 1.
    """
    found = _congresses(organisation, term, lines)
    members = _members(term)
    known = decisions(term, present_path(organisation))
    now = timezone.now()
    worked = [
        _Work(actor, number, line, *found[line.organisation], members.get(line.organisation), known)
        for number, line in enumerate(lines, 1)
    ]
    findings = [finding for work in worked for finding in work.run()]
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR]:
        raise Refused(*errors)
    bulk.update(Congress, _COLUMNS, (work.row() for work in worked))
    marks = [
        (work.congress.pk, key, day.isoformat(), nfc(evidence)[:300], actor.name, now.isoformat())
        for work in worked
        for key, day in work.fresh.items()
    ]
    _delete_marks({(work.congress.pk, key) for work in worked for key in work.fresh if key in work.before})
    bulk.insert(Mark, ("congress_id", "milestone", "done_on", "evidence", "marked_by_name", "marked_at"), marks)
    done = Entered(len(lines), sum(line.plan is not None for line in lines), len(marks), tuple(findings))
    detail = {"term": term, "lines": done.lines, "plans": done.plans, "marks": done.marks, "evidence": evidence}
    told = "; ".join(f"{line.organisation}: {_told(line)}" for line in lines)
    return Done(done, nfc(evidence), {**detail, "list": told})


def _delete_marks(replaced: set[tuple[int, str]]) -> None:
    congresses = sorted({pk for pk, _ in replaced})
    for start in range(0, len(congresses), 500):
        rows = Mark.objects.filter(congress_id__in=congresses[start : start + 500])
        gone = [pk for pk, *mark in rows.values_list("pk", "congress_id", "milestone") if tuple(mark) in replaced]
        Mark.objects.filter(pk__in=gone).delete()


_PLAN = tuple(Plan.__dataclass_fields__)
_COLUMNS = (*_PLAN, "window_by_id", "held_half_days", "figures")


def _told(line: Line) -> str:
    """A line as the log keeps it."""
    plan = {key: value for key, value in vars(line.plan).items() if value} if line.plan else {}
    held = {"held_half_days": line.held_half_days} if line.held_half_days else {}
    return " ".join(f"{key}={value}" for key, value in (plan | dict(line.done) | held).items())


Found = dict[int, tuple[Congress, Version, dict[str, date]]]


def _congresses(organisation: int, term: str, lines: Sequence[Line]) -> Found:
    """Each line's congress, open version and marks; NotHere where one of them is not at or below `organisation`."""
    top = Version.objects.filter(organisation_id=organisation, valid_to=FAR).first()
    asked = {line.organisation for line in lines}
    if top is None or len(asked) < len(lines):
        raise NotHere
    low, high = paths.span(top.path)
    within = Version.objects.filter(valid_to=FAR, path__gte=low, path__lt=high).defer("folded")
    versions = {row.organisation_id: row for row in within if row.organisation_id in asked}
    rows = Congress.objects.filter(
        term=term,
        organisation__versions__valid_to=FAR,
        organisation__versions__path__gte=low,
        organisation__versions__path__lt=high,
    )
    congresses = {row.organisation_id: row for row in rows.select_related("ruleset").defer("figures")}
    if asked - versions.keys() or asked - congresses.keys():
        raise NotHere
    done: dict[int, dict[str, date]] = {}
    for pk, key, day in Mark.objects.filter(congress__in=rows).values_list("congress_id", "milestone", "done_on"):
        done.setdefault(pk, {})[key] = day
    return {pk: (congresses[pk], versions[pk], done.get(congresses[pk].pk, {})) for pk in asked}


def _members(term: str) -> dict[int, int]:
    """Official members of each organisation and all below it as of today, where anybody reported any."""
    pks, totals = indicators.roll_up(indicators.facts_of(term), clock.today(), ["members.official"])
    return {int(pk): int(total) for pk, (total,) in zip(pks, totals, strict=True) if total}


class _Work:
    """One line against its congress."""

    def __init__(
        self,
        actor: Actor,
        number: int,
        line: Line,
        congress: Congress,
        version: Version,
        before: dict[str, date],
        members: int | None,
        known: Known,
    ) -> None:
        self.known = known
        self.actor, self.number, self.line = actor, number, line
        self.congress, self.version, self.before, self.members = congress, version, before, members
        self.fresh: dict[str, date] = {}
        self.done = before
        self.today = clock.today()
        self.figures = b""

    def run(self) -> Iterator[Finding]:
        """Put the line into the row (not yet saved), and tell what does not keep the rules."""
        line = self.line
        if line.plan is not None:
            self._require(Permission.PLAN_EDIT, self.version.path)
            try:
                refuse_nonsense(line.plan)
            except Refused as refused:
                yield from (self._placed(finding) for finding in refused.findings)
            put_plan(self.congress, line.plan)
            put_window(self.congress, self.version, line.plan, held="held" in self.before, known=self.known)
        if line.held_half_days is not None:
            self.congress.held_half_days = line.held_half_days
        yield from self._mark()
        facts = facts_of_congress(self.congress)
        yield from self._check(facts)
        self.figures = self._figurer.figures(facts, self.done)

    @property
    def _figurer(self) -> Figurer:
        return figurer_of(self.congress.ruleset)

    def row(self) -> tuple[object, ...]:
        """The values to store, then the id."""
        values = (getattr(self.congress, name) for name in _PLAN)
        plain = (value.isoformat() if isinstance(value, date) else value for value in values)
        return (*plain, self.congress.window_by_id, self.congress.held_half_days, self.figures, self.congress.pk)

    def _mark(self) -> Iterator[Finding]:
        line = self.line
        if not line.done:
            return
        steps = {step.key: step for step in self._figurer.steps(facts_of_congress(self.congress), {})}
        above = paths.decided_at(self.version.path)
        # In the order of the track: what is reported or ratified comes after what is held.
        for key in sorted(line.done, key=lambda key: KEYS.index(key) if key in KEYS else -1):
            day = line.done[key]
            if key not in KEYS:
                yield self._finding("unknown_milestone", N_("There is no milestone {milestone}."), milestone=key)
                continue
            if not steps[key].applies:
                yield self._finding(
                    "milestone_not_asked", N_("The rules do not ask this milestone of this congress."), milestone=key
                )
                continue
            if steps[key].marked_by is MarkedBy.ABOVE:
                self._require(Permission.PLAN_DECIDE, above)
            else:
                self._require(Permission.PLAN_MARK, self.version.path)
            if key == "held":
                day = closing_day(day, days(self.congress.held_half_days))
            if finding := fault_of_day(self.done, key, day, self.today):
                yield self._placed(finding)
            self.fresh[key] = day
            self.done = self.done | {key: day}

    def _check(self, facts: CongressFacts) -> Iterator[Finding]:
        """What `set_plan` checks, for a line that gives a plan."""
        if self.line.plan is not None:
            found = self._figurer.check(facts, self.done, members=self.members, delegates=self.congress.delegates)
            yield from map(self._placed, found)

    def _require(self, permission: Permission, path: str) -> None:
        if not allows(self.actor, permission, path, self.today):
            raise NotHere

    def _placed(self, finding: Finding) -> Finding:
        return replace(finding, place=Place(self.version.name, self.number))

    def _finding(self, code: str, text: str, **params: object) -> Finding:
        return Finding(Severity.ERROR, code, Message(text, params), Place(self.version.name, self.number))
