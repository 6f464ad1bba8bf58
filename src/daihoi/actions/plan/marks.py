"""Marking milestones, and the six questions that the smallest organisation answers in one visit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.organisations.members import store_members
from daihoi.actions.plan._faults import AFTER
from daihoi.actions.plan._figures import congress_of, done_of, refresh, store_mark
from daihoi.actions.plan._windows import settle
from daihoi.core.access import Actor, Permission
from daihoi.core.indicators.congress import days
from daihoi.core.messages import N_, Finding, Refused, Severity, refuse
from daihoi.core.organisations import paths
from daihoi.core.plan import KEYS, closing_day
from daihoi.core.rules import MarkedBy
from daihoi.core.text import nfc
from daihoi.data.models import Congress, Mark, Version
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.plan import check, facts_of_congress
from daihoi.queries.rules import figurer_of


@action("plan.marked", Permission.VIEW)
def mark(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    milestone: str,
    done_on: date,
    evidence: str = "",
    half_days: int | None = None,
) -> Done[None]:
    """Mark a milestone as reached on a day. For "held" that is the opening day, with the length in half days.

    What the level above marks (appraised, approved, ratified) needs the right to decide there.
    """
    congress, version = congress_of(organisation, term)
    _require_marker(actor, congress, version, milestone)
    if milestone == "held":
        if half_days is not None:
            congress.held_half_days = half_days
        done_on = closing_day(done_on, days(congress.held_half_days))
    store_mark(actor, congress, milestone, done_on, evidence)
    refresh(congress)
    return Done(None, version.name, {"term": term, "milestone": milestone, "done_on": done_on, "evidence": evidence})


@action("plan.unmarked", Permission.VIEW)
def unmark(*, actor: Actor, organisation: int, term: str, milestone: str, reason: str) -> Done[None]:
    """Take a mark back, with a reason."""
    congress, version = congress_of(organisation, term)
    _require_marker(actor, congress, version, milestone)
    if not reason.strip():
        raise refuse("no_reason", N_("Say why the mark is taken back."))
    later = [key for key, before in AFTER.items() if before == milestone and key in done_of(congress)]
    if later:
        raise refuse("later_marks", N_("A later milestone rests on this one; take that one back first."))
    if not Mark.objects.filter(congress=congress, milestone=milestone).delete()[0]:
        raise refuse("not_marked", N_("This milestone is not marked."))
    if milestone == "held":
        congress.held_half_days = None
        settle(congress, version)  # what was decided above in the meantime
    refresh(congress)
    return Done(None, version.name, {"term": term, "milestone": milestone, "reason": nfc(reason)})


@dataclass(frozen=True)
class Answers:
    """The six questions: members, probationary members, planned day, length, announced on, held on."""

    official: int | None = None
    probationary: int | None = None
    planned_on: date | None = None
    half_days: int | None = None
    announced_on: date | None = None
    held_on: date | None = None


@action("plan.reported", Permission.MEMBERS_REPORT)
def report(*, actor: Actor, organisation: int, term: str, answers: Answers) -> Done[None]:
    """Save the answers of one visit; None leaves what is known as it is. All or nothing."""
    congress, version = congress_of(organisation, term)
    today = clock.today()
    known = check(actor=actor, congress=congress, version=version, today=today)
    if answers.official is not None:
        store_members(version, today, answers.official, answers.probationary or 0)
    if answers.planned_on is not None:
        congress.planned_on = answers.planned_on
    if answers.half_days is not None:
        if not 0 < answers.half_days <= 20:
            raise refuse("length_unlikely", N_("A congress lasts between half a day and ten days."))
        if congress.planned_on is not None:
            congress.planned_half_days = answers.half_days
    if answers.announced_on is not None:
        store_mark(actor, congress, "opening_announced", answers.announced_on, "")
    if answers.held_on is not None:
        congress.held_half_days = answers.half_days or congress.held_half_days or congress.planned_half_days
        store_mark(actor, congress, "held", closing_day(answers.held_on, days(congress.held_half_days)), "")
    elif answers.planned_on is not None or answers.half_days is not None:
        _refuse_broken(known, check(actor=actor, congress=congress, version=version, today=today))
    refresh(congress)
    given = {name: value for name, value in vars(answers).items() if value is not None}
    return Done(None, version.name, {"term": term, **given})


def _refuse_broken(known: Collection[Finding], findings: Iterable[Finding]) -> None:
    """A planned day outside its window is refused with its article, as everywhere; not what was broken before."""
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR and finding not in known]:
        raise Refused(*errors)


def _require_marker(actor: Actor, congress: Congress, version: Version, milestone: str) -> None:
    """Own milestones are marked by the organisation's own people, others by those of the level above."""
    if milestone not in KEYS:
        raise refuse("unknown_milestone", N_("There is no milestone {milestone}."), milestone=milestone)
    steps = figurer_of(congress.ruleset).steps(facts_of_congress(congress), {})
    step = next(step for step in steps if step.key == milestone)
    if not step.applies:
        raise refuse("milestone_not_asked", N_("The rules do not ask this milestone of this congress."))
    today = clock.today()
    if step.marked_by is MarkedBy.ABOVE:
        require(actor, Permission.PLAN_DECIDE, paths.decided_at(version.path), today)
    else:
        require(actor, Permission.PLAN_MARK, version.path, today)
