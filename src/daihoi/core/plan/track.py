"""The milestone track of one congress: what is done, what is due when, what is late.

Due days come from the rule pack alone; where the texts give no figure there is none. Today is given, never
asked of a clock. Source: rulebook 3.2, C-040, E-120, E-121; due days counted as in `daihoi.core.calendar`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from daihoi.core.calendar import Holidays, YearNotCoveredError, add_working_days
from daihoi.core.messages import Message
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.plan.milestones import KEYS, MILESTONES, Milestone
from daihoi.core.rules import Anchor, MarkedBy, MilestoneRule, Rule, RulePack

DUE_SOON_DAYS = 7  # a milestone is "due soon" in its last week; a choice of display, no rule


class State(StrEnum):
    """How one milestone stands on a day."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_APPLICABLE = "not_applicable"


class CongressState(StrEnum):
    """How a congress as a whole stands on a day."""

    UNPLANNED = "unplanned"
    PLANNED = "planned"
    PREPARED = "prepared"  # the level above has approved it
    HELD = "held"
    REPORTED = "reported"
    RATIFIED = "ratified"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Window:
    """The days between which a congress is held, and the rules they come from (None: the plan's own day)."""

    first: date | None
    last: date | None
    first_rule: Rule | None
    last_rule: Rule | None


@dataclass(frozen=True)
class Step:
    """A milestone of one congress: first and last due day (None: no figure), and when it was done.

    `rule` is what the days come from. `problem` says why a rule gave no day, such as a year without holidays.
    """

    key: str
    first: date | None
    last: date | None
    rule: Rule | MilestoneRule | None
    done_on: date | None
    marked_by: MarkedBy
    applies: bool = True
    problem: Message | None = None


Days = tuple[date | None, date | None]


def window(
    pack: RulePack,
    *,
    level: Level,
    kind: Kind,
    unit: Unit,
    pilot: bool,
    override_window: Days | None = None,
) -> Window:
    """When the congress may be held. A pilot has its own window, and shares only the last day of the others
    where it has none. A side given in `override_window` (the plan of this organisation) goes first."""

    def found(key: str) -> Rule | None:
        return pack.find(key, level=level, kind=kind, unit=unit)

    if pilot:
        first_rule, last_rule = (
            found("pilot.first_day"),
            found("pilot.last_day") or found("congress.last_day"),
        )
    else:
        first_rule, last_rule = found("congress.first_day"), found("congress.last_day")
    own_first, own_last = override_window or (None, None)
    return Window(
        first=own_first or (first_rule.day if first_rule else None),
        last=own_last or (last_rule.day if last_rule else None),
        first_rule=None if own_first else first_rule,
        last_rule=None if own_last else last_rule,
    )


def closing_day(opening: date, days: int | Fraction | None) -> date:
    """The last day of a congress of so many days (half days rounded up; None: one day)."""
    return opening + timedelta(days=max(ceil(days or 1), 1) - 1)


def anchors(
    planned_on: date | None, planned_days: int | Fraction | None, done: Mapping[str, date]
) -> dict[Anchor, date]:
    """The days that due days are counted from; `done["held"]` is the closing day, and outranks the plan.

    Nothing is due after a closing that has not been: a congress put off is late itself, not in reporting on it.
    """
    found: dict[Anchor, date] = {}
    if "held" in done:
        found[Anchor.CLOSING] = done["held"]
        found[Anchor.OPENING] = done["held"] - (closing_day(done["held"], planned_days) - done["held"])
    elif planned_on is not None:
        found[Anchor.OPENING] = planned_on
    if "results_reported" in done:
        found[Anchor.RESULTS_REPORTED] = done["results_reported"]
    return found


def due_day(rule: MilestoneRule, days: Mapping[Anchor, date], holidays: Holidays) -> date | None:
    """The last day that the rule allows, or None when it gives none or its anchor is not known yet.

    Raises `YearNotCoveredError`.
    """
    if rule.anchor is None:
        return rule.last
    day = days.get(rule.anchor)
    if day is None:
        return None
    if rule.unit == "working_days":
        return add_working_days(day, rule.offset, holidays)
    return day + timedelta(days=rule.offset)


def _step(
    milestone: Milestone,
    rule: MilestoneRule | None,
    done_on: date | None,
    days: Mapping[Anchor, date],
    holidays: Holidays,
) -> Step:
    marked_by = milestone.marked_by if rule is None or rule.marked_by is None else rule.marked_by
    if rule is None:
        return Step(milestone.key, None, None, None, done_on, marked_by)
    try:
        last, problem = due_day(rule, days, holidays), None
    except YearNotCoveredError as error:
        last, problem = None, error.message
    return Step(milestone.key, rule.first, last, rule, done_on, marked_by, rule.applies, problem)


def track(
    pack: RulePack,
    *,
    level: Level,
    kind: Kind,
    unit: Unit,
    pilot: bool,
    planned_on: date | None,
    planned_days: int | Fraction | None,
    done: Mapping[str, date],
    holidays: Holidays,
    override_window: Days | None = None,
) -> tuple[Step, ...]:
    """The thirteen steps in order. `done` maps keys of milestones to the day each was reached; for "held"
    that is the closing day. Raises ValueError for a key that is no milestone."""
    unknown = sorted(set(done) - set(KEYS))
    if unknown:
        raise ValueError(f"no such milestone: {unknown[0]}")
    held_in = window(pack, level=level, kind=kind, unit=unit, pilot=pilot, override_window=override_window)
    days = anchors(planned_on, planned_days, done)
    steps = []
    for milestone in MILESTONES:
        rule = pack.milestone(milestone.key, level=level, kind=kind, unit=unit)
        step = _step(milestone, rule, done.get(milestone.key), days, holidays)
        if milestone.key == "held" and step.last is None and step.first is None:
            step = Step(
                step.key,
                held_in.first,
                held_in.last,
                held_in.last_rule or held_in.first_rule,
                step.done_on,
                step.marked_by,
                step.applies,
            )
        steps.append(step)
    return tuple(steps)


def is_done(step: Step, as_of: date) -> bool:
    """Was the step done on or before the day? A day still to come counts as not done."""
    return step.done_on is not None and step.done_on <= as_of


def state(step: Step, as_of: date) -> State:
    """How the step stands on the day."""
    if not step.applies:
        return State.NOT_APPLICABLE
    if is_done(step, as_of):
        return State.DONE_LATE if days_late(step, as_of) else State.DONE
    if step.last is None:
        return State.OPEN
    if step.last < as_of:
        return State.LATE
    return State.DUE_SOON if step.last - as_of <= timedelta(days=DUE_SOON_DAYS) else State.OPEN


def days_late(step: Step, as_of: date) -> int:
    """By how many calendar days the step was done, or still is, after its last day; 0 when it is not late."""
    if not step.applies or step.last is None:
        return 0
    reached = step.done_on if step.done_on is not None and step.done_on <= as_of else as_of
    return max((reached - step.last).days, 0)


_LATEST_FIRST = (
    ("archived", CongressState.ARCHIVED),
    ("ratified", CongressState.RATIFIED),
    ("results_reported", CongressState.REPORTED),
    ("held", CongressState.HELD),
    ("congress_approved", CongressState.PREPARED),
)


def congress_state(steps: Iterable[Step], planned_on: date | None, as_of: date) -> CongressState:
    """The furthest state that the congress has reached on the day."""
    reached = {step.key for step in steps if is_done(step, as_of)}
    for key, found in _LATEST_FIRST:
        if key in reached:
            return found
    return CongressState.UNPLANNED if planned_on is None else CongressState.PLANNED
