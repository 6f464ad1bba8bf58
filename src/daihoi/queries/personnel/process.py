"""The process of an organisation: its steps as the rules order them, what was entered, who goes on and who dropped out.

Everything is given for a `PersonnelPlace`, which only those with the right get.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.personnel import Setting
from daihoi.core.personnel.kinds import Group, Leaving, VersionState
from daihoi.core.personnel.offices import OFFICES, group_of, offices_of
from daihoi.core.personnel.process import (
    STEP_NAMES,
    Base,
    Candidacy,
    Decided,
    Meeting,
    Result,
    Step,
    Votes,
    differences,
    going_on,
    outcome,
    steps,
)
from daihoi.core.text import name_key
from daihoi.core.waiting import Waiting
from daihoi.data.models import ProcessLeave, ProcessStep, SchemeVersion, StepVote, VariantPerson
from daihoi.queries.personnel._people import setting_of
from daihoi.queries.personnel._process import ORDER, Entered, LeaveRow, ProcessView, Someone, StepLine, by_name
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.sharing import at_or_below

# A version in one of these states fixes what the process gave.
SUBMITTED = (VersionState.SUBMITTED, VersionState.FORWARDED, VersionState.APPROVED)


def process(place: PersonnelPlace) -> ProcessView | None:
    """The process of the scheme that the place leads to; None where no scheme was begun. Five queries."""
    if place.scheme is None:
        return None
    setting = setting_of(place)
    order = steps(setting)
    listed = _listed(place.scheme, order)
    leaves = _leaves(place.scheme)
    left = {str(one.person) for one in leaves}
    entered, known = _entered(place.scheme, order, setting)
    known = {one.id: one for one in listed} | known
    view = ProcessView(
        place.scheme, setting, _lines(order, entered), listed, leaves, None, {}, known, (), {},
        _fixed(place.scheme),
    )  # fmt: skip
    rosters = _rosters(view, left)
    view = replace(view, rosters=rosters)
    due, idle = _due(view)
    lines = tuple(replace(line, idle=line.step.position in idle) for line in view.lines)
    apart = {
        group: differences(setting, [line.entered.outcome for line in of if line.entered and line.state == "closed"])
        for group, of in view.groups
    }
    return replace(view, lines=lines, due=due, findings=tuple(_findings(view)), differences=apart)


def _listed(scheme: int, order: tuple[Step, ...]) -> tuple[Someone, ...]:
    """The people of the chosen variant, by name."""
    rows = VariantPerson.objects.filter(variant__scheme=scheme, variant__chosen=True).values_list(
        "person", "person__name", "person__post", "organs", "posts", "standing"
    )
    groups = {step.group for step in order}
    return by_name(
        Someone(pk, name, post, offices_of(organs.split(), posts.split()), group_of(groups, standing))
        for pk, name, post, organs, posts, standing in rows
    )


def _leaves(scheme: int) -> tuple[LeaveRow, ...]:
    rows = ProcessLeave.objects.filter(scheme=scheme).values_list(
        "pk", "person", "person__name", "how", "number", "on_date", "note", "made_by_name"
    )
    found = [
        LeaveRow(pk, person, name, Leaving(how), number, on_date, note, made_by)
        for pk, person, name, how, number, on_date, note, made_by in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.on_date, name_key(one.name), one.id)))


def _fixed(scheme: int) -> int | None:
    states = [state.value for state in SUBMITTED]
    rows = SchemeVersion.objects.filter(scheme=scheme, state__in=states)
    return rows.order_by("-number").values_list("number", flat=True).first()


def _entered(
    scheme: int, order: tuple[Step, ...], setting: Setting
) -> tuple[dict[tuple[Group, str], Entered], dict[int, Someone]]:
    """What was entered, by group and key of the step; and everybody who is or was voted on."""
    of = {(step.group, step.key): step for step in order}
    votes: dict[int, list[Any]] = {}
    rows = StepVote.objects.filter(step__scheme=scheme).values_list(
        "step", "person", "person__name", "person__post", "office", "votes", "passed"
    )
    known: dict[int, Someone] = {}
    for step, pk, name, post, *vote in rows:
        votes.setdefault(step, []).append((pk, name, *vote))
        known[pk] = Someone(pk, name, post)
    found = {}
    for row in ProcessStep.objects.filter(scheme=scheme):
        key = (Group(row.group), row.key)
        if key in of:
            found[key] = _one_entered(row, of[key], setting, votes.get(row.pk, []), known)
    return found, known


def _one_entered(
    row: ProcessStep, step: Step, setting: Setting, votes: list[Any], known: Mapping[int, Someone]
) -> Entered:
    votes = sorted(votes, key=lambda vote: (name_key(vote[1]), vote[0], ORDER.get(vote[2], len(ORDER))))
    meeting = Meeting(
        row.summoned, row.came, row.issued, row.collected, row.valid,
        row.collected - row.valid if row.collected is not None and row.valid is not None else None,
        tuple(Votes(str(pk), name, office, number) for pk, name, office, number, _ in votes),
        Decided(Base(row.base), row.base_by) if row.base else None,
    )  # fmt: skip
    found = outcome(step, meeting, setting)
    if row.closed_at is not None:  # what came out is fixed, whatever the rules say later
        fixed = tuple(Result(str(pk), name, office, number, passed) for pk, name, office, number, passed in votes)
        found = replace(found, results=fixed)
    offices: dict[int, list[str]] = {}
    for pk, _, office, *_ in votes:
        offices.setdefault(pk, []).append(office)
    people = tuple(replace(known[pk], offices=tuple(of)) for pk, of in offices.items())
    return Entered(
        row.pk, row.held_on, row.place, row.chair, row.clerk, meeting, row.note, row.version, row.opened_at,
        row.closed_at, row.closed_by_name, tuple(row.reopened.splitlines()), found, people,
    )  # fmt: skip


def _lines(order: tuple[Step, ...], entered: Mapping[tuple[Group, str], Entered]) -> tuple[StepLine, ...]:
    lines, numbers = [], dict.fromkeys(Group, 0)
    for step in order:
        numbers[step.group] += 1
        lines.append(StepLine(step, numbers[step.group], entered.get((step.group, step.key))))
    return tuple(lines)


def _rosters(view: ProcessView, left: set[str]) -> dict[int, frozenset[Candidacy]]:
    """Who is voted on in each step, as far as that is known; under the negative position of a group's last step, who
    came through it. Where a group's first step is opened, its own table tells who entered."""
    found: dict[int, frozenset[Candidacy]] = {}
    for group, lines in view.groups:
        first = lines[0].entered
        people = first.people if first else [one for one in view.listed if one.group is group]
        entered = [(str(one.id), office) for one in people for office in one.offices]
        closed = {line.step.position: line.entered.outcome for line in lines if line.entered and line.state == "closed"}
        order = [line.step for line in lines]
        going = going_on(entered, order, closed, left)
        last = order[-1].position
        through = going.pop(last + 1, None)
        found |= going
        if through is not None:
            found[-last] = through
    return found


def _due(view: ProcessView) -> tuple[Step | None, frozenset[int]]:
    """The step that may be opened now, and the positions of those that will not be held for want of people."""
    due: Step | None = None
    idle: set[int] = set()
    waits = False
    for _, lines in view.groups:
        for line in lines:
            if line.state == "closed":
                continue
            if line.state == "open":
                waits = True
                break
            going = view.rosters.get(line.step.position)
            if going is not None and not going:
                idle |= {later.step.position for later in lines if later.entered is None}
            elif due is None and not waits:
                due = line.step
                waits = True
            break
    return due, frozenset(idle)


def _findings(view: ProcessView) -> Iterable[Finding]:
    """Where the chosen list and the process do not fit together; each names whom it is about."""
    on_list = {one.id: one for one in view.listed}
    begun = {group: lines[0].entered for group, lines in view.groups}
    for one in view.listed:
        if one.id in view.gone:
            continue
        if one.group is None and view.lines:
            text = N_("{name}: say on the list whether the person stands again or for the first time.")
            yield Finding(Severity.ERROR, "standing_unknown", Message(text, {"name": one.name}))
            continue
        if not one.offices:
            continue
        first = begun.get(one.group) if one.group else None
        if first is None:
            continue
        entered = next((each for each in first.people if each.id == one.id), None)
        if entered is None:
            text = N_("{name} is on the list but not in the process: its first step was opened without the person.")
            yield Finding(Severity.ERROR, "not_in_process", Message(text, {"name": one.name}))
        elif more := [office for office in one.offices if office not in entered.offices]:
            text = N_("{name} stands on the list for “{office}”, on which the process has not voted.")
            for office in more:
                params = {"name": one.name, "office": Message(OFFICES[office])}
                yield Finding(Severity.WARNING, "office_not_in_process", Message(text, params))
    for first in begun.values():
        for one in first.people if first else ():
            out = view.lost.get(one.id, frozenset()).issuperset(one.offices)
            if one.id not in on_list and not out:
                text = N_(
                    "{name} is in the process but no longer on the chosen list; enter how the person dropped out."
                )
                yield Finding(Severity.WARNING, "not_on_list", Message(text, {"name": one.name}))


def steps_waiting(*, actor: Actor, term: str, today: date, most: int = 20) -> list[Waiting]:
    """Steps that are open at or below where the actor edits personnel work, the longest open first. One query.

    The title is the step's name, an English sentence to be translated where it is shown; it names nobody.
    """
    where = at_or_below(actor, Permission.PERSONNEL_EDIT, today, "scheme__organisation")
    rows = ProcessStep.objects.filter(where, scheme__term=term, closed_at=None).order_by("opened_at", "pk")
    return [
        Waiting("personnel.step_open", pk, organisation, STEP_NAMES.get(key, key), timezone.localdate(opened), held_on)
        for pk, organisation, key, opened, held_on in rows.values_list(
            "pk", "scheme__organisation", "key", "opened_at", "held_on"
        )[:most]
    ]
