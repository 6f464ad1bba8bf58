"""The process of an organisation: its steps as the rules order them, what was entered, who goes on and who dropped out.

Everything is given for a `PersonnelPlace`, which only those with the right get.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.personnel import Setting
from daihoi.core.personnel.kinds import Group, Leaving, VersionState
from daihoi.core.personnel.process import (
    OFFICES,
    STEP_NAMES,
    Base,
    Candidacy,
    Decided,
    Meeting,
    Outcome,
    Result,
    Step,
    Votes,
    differences,
    going_on,
    group_of,
    offices_of,
    outcome,
    steps,
)
from daihoi.core.text import name_key
from daihoi.core.waiting import Waiting
from daihoi.data.models import ProcessLeave, ProcessStep, SchemeVersion, StepVote, VariantPerson
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.rows import setting_of
from daihoi.queries.sharing import at_or_below

_ORDER = {office: place for place, office in enumerate(OFFICES)}
# A version in one of these states fixes what the process gave.
SUBMITTED = (VersionState.SUBMITTED, VersionState.FORWARDED, VersionState.APPROVED)


@dataclass(frozen=True)
class Someone:
    """Somebody in the process, or on the list that goes through it. `offices`: bodies and posts, in order."""

    id: int
    name: str
    post: str  # held now
    offices: tuple[str, ...] = ()
    group: Group | None = None


@dataclass(frozen=True)
class LeaveRow:
    """Somebody who dropped out by withdrawal or decision."""

    id: int
    person: int
    name: str
    how: Leaving
    number: str
    on_date: date
    note: str
    made_by: str


@dataclass(frozen=True)
class Entered:
    """What was entered of a step. `seen`: its version, for forms that come late; `reopened`: a line each time."""

    id: int
    held_on: date | None
    place: str
    chair: str
    clerk: str
    meeting: Meeting
    note: str
    seen: int
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str
    reopened: tuple[str, ...]
    outcome: Outcome
    people: tuple[Someone, ...]  # in alphabetical order, each with what they are voted on for

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The columns of its table."""
        asked = {office for one in self.people for office in one.offices}
        return tuple(office for office in OFFICES if office in asked)

    @cached_property
    def results(self) -> Mapping[tuple[int, str], Result]:
        return {(int(one.person), one.office): one for one in self.outcome.results}

    @property
    def passed(self) -> tuple[Someone, ...]:
        """Those who passed for one office at least, with the offices for which they did."""
        return self._by(passed=True)

    @property
    def failed(self) -> tuple[Someone, ...]:
        """Those who did not pass for one office at least, with those offices."""
        return self._by(passed=False)

    def _by(self, *, passed: bool) -> tuple[Someone, ...]:
        found = []
        for one in self.people:
            of = [office for office in one.offices if (it := self.results.get((one.id, office))) and it.passed is passed]
            if of:
                found.append(replace(one, offices=tuple(of)))
        return tuple(found)


@dataclass(frozen=True)
class StepLine:
    """One step of the process. `number`: within its group, from 1; `entered`: None before it is opened.

    `idle`: it will not be held, since nobody is left to vote on.
    """

    step: Step
    number: int
    entered: Entered | None
    idle: bool = False

    @property
    def state(self) -> str:
        """ "closed", "open", "idle" or "ahead"."""
        if self.entered is None:
            return "idle" if self.idle else "ahead"
        return "open" if self.entered.closed_at is None else "closed"


@dataclass(frozen=True)
class ProcessView:
    """`due`: the step that may be opened now; None while one is open, or where all is done. `listed`: the people of
    the chosen list. `rosters`: who is voted on in the steps that can be foreseen. `findings`: where list and process
    do not fit together, and where the bodies differ. `fixed`: the number of a submitted version that fixes it."""

    scheme: int
    variant: int | None
    setting: Setting
    lines: tuple[StepLine, ...]
    listed: tuple[Someone, ...]
    leaves: tuple[LeaveRow, ...]
    due: Step | None
    rosters: Mapping[int, frozenset[Candidacy]]
    known: Mapping[int, Someone]
    findings: tuple[Finding, ...]
    differences: Mapping[Group, tuple[Finding, ...]]
    fixed: int | None

    @property
    def begun(self) -> bool:
        return any(line.entered for line in self.lines)

    @property
    def open(self) -> StepLine | None:
        return next((line for line in self.lines if line.state == "open"), None)

    @property
    def last_closed(self) -> StepLine | None:
        return next((line for line in reversed(self.lines) if line.state == "closed"), None)

    @property
    def done(self) -> bool:
        """Is every step closed or without anybody?"""
        return self.begun and self.due is None and self.open is None

    @property
    def groups(self) -> list[tuple[Group, list[StepLine]]]:
        found: dict[Group, list[StepLine]] = {}
        for line in self.lines:
            found.setdefault(line.step.group, []).append(line)
        return list(found.items())

    @property
    def gone(self) -> frozenset[int]:
        """Who withdrew or dropped out by decision."""
        return frozenset(one.person for one in self.leaves)

    def line(self, pk: int) -> StepLine:
        """NotHere for a step that is not of this process."""
        for line in self.lines:
            if line.entered is not None and line.entered.id == pk:
                return line
        raise NotHere

    def line_of(self, step: Step) -> StepLine:
        return next(line for line in self.lines if line.step == step)

    def people_of(self, going: Iterable[Candidacy]) -> tuple[Someone, ...]:
        """The people of a roster in alphabetical order, each with their offices in order."""
        offices: dict[int, set[str]] = {}
        for person, office in going:
            offices.setdefault(int(person), set()).add(office)
        people = [replace(self.known[pk], offices=_ordered(of)) for pk, of in offices.items() if pk in self.known]
        return _by_name(people)

    @property
    def through(self) -> tuple[Someone, ...]:
        """Who has come through so far: of groups that are done, with the offices for which they passed."""
        found: list[Candidacy] = []
        for _, lines in self.groups:
            found += self.rosters.get(-lines[-1].step.position, frozenset())
        return self.people_of(found)


def process(place: PersonnelPlace) -> ProcessView | None:
    """The process of the scheme that the place leads to; None where no scheme was begun. Five queries."""
    if place.scheme is None:
        return None
    setting = setting_of(place)
    order = steps(setting)
    listed, variant = _listed(place.scheme, order)
    leaves = _leaves(place.scheme)
    left = {str(one.person) for one in leaves}
    entered, known = _entered(place.scheme, order, setting)
    known = {one.id: one for one in listed} | known
    view = ProcessView(
        place.scheme, variant, setting, _lines(order, entered), listed, leaves, None, {}, known, (), {},
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


def _listed(scheme: int, order: tuple[Step, ...]) -> tuple[tuple[Someone, ...], int | None]:
    """The people of the chosen variant, by name; and the variant's id where somebody is on its list."""
    rows = VariantPerson.objects.filter(variant__scheme=scheme, variant__chosen=True).values_list(
        "variant", "person", "person__name", "person__post", "organs", "posts", "standing"
    )
    people, variant = [], None
    for variant, pk, name, post, organs, posts, standing in rows:
        offices = offices_of(organs.split(), posts.split())
        people.append(Someone(pk, name, post, offices, group_of(order, standing)))
    return _by_name(people), variant


def _leaves(scheme: int) -> tuple[LeaveRow, ...]:
    rows = ProcessLeave.objects.filter(scheme=scheme).values_list(
        "pk", "person", "person__name", "how", "number", "on_date", "note", "made_by_name"
    )
    found = [LeaveRow(pk, person, name, Leaving(how), *rest) for pk, person, name, how, *rest in rows]
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
    votes = sorted(votes, key=lambda vote: (name_key(vote[1]), vote[0], _ORDER.get(vote[2], len(_ORDER))))
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
        closed = {
            line.step.position: line.entered.outcome for line in lines if line.entered and line.state == "closed"
        }
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
            if one.id not in on_list and one.id not in view.gone:
                text = N_("{name} is in the process but no longer on the chosen list; enter how the person dropped out.")
                yield Finding(Severity.WARNING, "not_on_list", Message(text, {"name": one.name}))


def _ordered(offices: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(offices, key=lambda office: _ORDER.get(office, len(_ORDER))))


def _by_name(people: Iterable[Someone]) -> tuple[Someone, ...]:
    return tuple(sorted(people, key=lambda one: (name_key(one.name), one.id)))


def step_changed(place: PersonnelPlace, pk: int) -> int | None:
    """The version of a step now, None where it is gone; for forms that come late."""
    return ProcessStep.objects.filter(pk=pk, scheme=place.scheme).values_list("version", flat=True).first()


def steps_waiting(*, actor: Actor, term: str, today: date, most: int = 20) -> list[Waiting]:
    """Steps that are open at or below where the actor edits personnel work, the longest open first. One query.

    The title is the step's name, an English sentence to be translated where it is shown; it names nobody.
    """
    where = at_or_below(actor, Permission.PERSONNEL_EDIT, today, "scheme__organisation")
    rows = ProcessStep.objects.filter(where, scheme__term=term, closed_at=None).order_by("opened_at", "pk")
    return [
        Waiting("personnel.step_open", pk, organisation, STEP_NAMES.get(key, key), opened.date(), held_on)
        for pk, organisation, key, opened, held_on in rows.values_list(
            "pk", "scheme__organisation", "key", "opened_at", "held_on"
        )[:most]
    ]
