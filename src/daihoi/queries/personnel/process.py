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
from daihoi.core.personnel.approval import ON_ITS_WAY
from daihoi.core.personnel.kinds import STEP_NAMES, Group
from daihoi.core.personnel.offices import OFFICES, group_of, offices_of
from daihoi.core.personnel.process import (
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
    with_runs,
)
from daihoi.core.rules import Certainty, Force, Grounds
from daihoi.core.text import name_key
from daihoi.core.waiting import Waiting
from daihoi.data.models import ProcessLeave, ProcessStep, SchemeVersion, VariantPerson
from daihoi.queries.personnel._people import setting_of
from daihoi.queries.personnel._process import (
    LEAVE,
    ORDER,
    Entered,
    ProcessView,
    Someone,
    StepLine,
    by_name,
    leaves_of,
    ordered,
)
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.schemes import SchemeView
from daihoi.queries.sharing import at_or_below


def process(place: PersonnelPlace, drawn: SchemeView | None = None) -> ProcessView | None:
    """The process of the scheme that the place leads to; None where no scheme was begun. Four queries; one where the
    scheme itself is read already (`drawn`).

    A step that was opened under rules that know it no more stands apart.
    """
    if place.scheme is None:
        return None
    setting = setting_of(place)
    order = steps(setting)
    listed = _listed_of(drawn, order) if drawn else _listed(place.scheme, order)
    leaves = drawn.leaves if drawn else leaves_of(ProcessLeave.objects.filter(scheme=place.scheme).values_list(*LEAVE))
    entered, others, known = _entered(place.scheme, order, setting)
    known = {one.id: one for one in listed} | known
    runs = {group: max(run for of, _, run in entered if of is group) for group in {of for of, _, _ in entered}}
    view = ProcessView(
        place.scheme, setting, _lines(with_runs(order, runs), entered), listed, leaves, None, {}, known, (), {},
        drawn.on_its_way if drawn else _fixed(place.scheme), others,
    )  # fmt: skip
    view = _with_late(view, order, runs, entered)
    left = {str(one.person) for one in leaves}
    view = replace(view, rosters=_rosters(view, left))
    due, idle = _due(view)
    lines = tuple(replace(line, idle=line.step.position in idle) for line in view.lines)
    apart: dict[Group, tuple[Finding, ...]] = {}
    for group, of in view.groups:
        found = differences(setting, [one.entered.outcome for one in of if one.entered and one.state == "closed"])
        apart[group] = apart.get(group, ()) + found
    return replace(view, lines=lines, due=due, findings=tuple(_findings(view)), differences=apart)


def _with_late(
    view: ProcessView,
    order: tuple[Step, ...],
    runs: Mapping[Group, int],
    entered: Mapping[tuple[Group, str, int], Entered],
) -> ProcessView:
    """Whoever came on the list late: in the first step of the group while it is open; after it was closed, a run of the
    steps of their own follows, and what came out for the others stays."""
    late: dict[Group, list[Someone]] = {}
    for one in view.unvoted:
        if one.group is not None:
            late.setdefault(one.group, []).append(one)
    if not late:
        return view
    more = dict(runs)
    joined: dict[tuple[Group, str, int], Entered] = {}
    for group, lines in view.groups:
        step, first = lines[0].step, lines[0].entered
        if first is None or group not in late or step.run != runs.get(group, 1):
            continue
        if first.closed_at is None:
            joined[group, step.key, step.run] = _joined(step, first, late[group], view.setting)
        else:
            more[group] = step.run + 1
    return replace(view, lines=_lines(with_runs(order, more), {**entered, **joined}))


def _joined(step: Step, entered: Entered, late: Iterable[Someone], setting: Setting) -> Entered:
    """An open step with people who are voted on in it as well."""
    offices = {one.id: (one, list(one.offices)) for one in entered.people}
    votes = list(entered.meeting.votes)
    for one in late:
        offices.setdefault(one.id, (one, []))[1].extend(one.offices)
        votes += [Votes(str(one.id), one.name, office, None) for office in one.offices]
    votes.sort(key=lambda vote: _sorted_by(vote.name, int(vote.person), vote.office))
    meeting = replace(entered.meeting, votes=tuple(votes))
    people = by_name(replace(one, offices=ordered(of)) for one, of in offices.values())
    return replace(entered, meeting=meeting, people=people, outcome=outcome(step, meeting, setting))


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


def _listed_of(drawn: SchemeView, order: tuple[Step, ...]) -> tuple[Someone, ...]:
    groups = {step.group for step in order}
    people = drawn.chosen.people if drawn.chosen else ()
    return tuple(
        Someone(
            one.id, one.name, one.post, offices_of(one.listed.organs, one.listed.posts),
            group_of(groups, one.listed.standing or ""),
        )
        for one in people
    )  # fmt: skip


def _fixed(scheme: int) -> int | None:
    states = [state.value for state in ON_ITS_WAY]
    return SchemeVersion.objects.filter(scheme=scheme, state__in=states).values_list("number", flat=True).first()


def _entered(
    scheme: int, order: tuple[Step, ...], setting: Setting
) -> tuple[dict[tuple[Group, str, int], Entered], tuple[StepLine, ...], dict[int, Someone]]:
    """What was entered, by group, key and run of the step; steps that the rules know no more; and everybody who is or
    was voted on."""
    of = {(step.group, step.key): step for step in order}
    votes: dict[int, list[Any]] = {}
    steps_of: dict[int, ProcessStep] = {}
    known: dict[int, Someone] = {}
    rows = ProcessStep.objects.filter(scheme=scheme).order_by("position").values_list(*_STEP, *_VOTE)
    for row in rows:
        of_step, (pk, name, post, *vote) = row[: len(_STEP)], row[len(_STEP) :]
        if of_step[0] not in steps_of:
            steps_of[of_step[0]] = ProcessStep(**dict(zip(_STEP, of_step, strict=True)))
        if pk is not None:  # else a step without anybody
            votes.setdefault(of_step[0], []).append((pk, name, *vote))
            known[pk] = Someone(pk, name, post)
    found = {}
    others = []
    for row in steps_of.values():
        group = Group(row.group)
        now = of.get((group, row.key)) if not row.aside else None
        then = now or Step(group, row.key, row.position, "", row.issued is not None, _BEFORE, row.run)
        one = _one_entered(row, then, setting, votes.get(row.pk, []), known)
        if now is not None:
            found[group, row.key, row.run] = one
        else:
            others.append(StepLine(then, row.position, one, other=True))
    return found, tuple(others), known


_STEP = (
    "id", "group", "key", "run", "position", "held_on", "place", "chair", "clerk", "summoned", "came", "issued",
    "collected", "valid", "base", "base_by", "note", "version", "opened_at", "closed_at", "closed_by_name", "reopened",
    "aside",
)  # fmt: skip
_VOTE = tuple(f"votes__{name}" for name in ("person", "person__name", "person__post", "office", "votes", "passed"))
# What stands where the rules would say what a step is founded on.
_BEFORE = Grounds("", (), N_("Rules that held before"), Certainty.UNVERIFIED, Force.TARGET)


def _sorted_by(name: str, pk: int, office: str) -> tuple[object, ...]:
    return (name_key(name), pk, ORDER.get(office, len(ORDER)))


def _one_entered(
    row: ProcessStep, step: Step, setting: Setting, votes: list[Any], known: Mapping[int, Someone]
) -> Entered:
    votes = sorted(votes, key=lambda vote: _sorted_by(vote[1], vote[0], vote[2]))
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
        row.pk, row.position, row.held_on, row.place, row.chair, row.clerk, meeting, row.note, row.version,
        row.opened_at, row.closed_at, row.closed_by_name, tuple(row.reopened.splitlines()), row.aside, found, people,
    )  # fmt: skip


def _lines(order: tuple[Step, ...], entered: Mapping[tuple[Group, str, int], Entered]) -> tuple[StepLine, ...]:
    lines = []
    numbers: dict[tuple[Group, int], int] = {}
    for step in order:
        number = numbers[step.group, step.run] = numbers.get((step.group, step.run), 0) + 1
        lines.append(StepLine(step, number, entered.get((step.group, step.key, step.run))))
    return tuple(lines)


def _rosters(view: ProcessView, left: set[str]) -> dict[int, frozenset[Candidacy]]:
    """Who is voted on in each step, as far as that is known; under the negative position of a group's last step, who
    came through it. Where a group's first step is opened, its own table tells who entered."""
    found: dict[int, frozenset[Candidacy]] = {}
    for group, lines in view.groups:
        first = lines[0].entered
        late = group in view.put_up
        people = first.people if first else [
            one for one in (view.unvoted if late else view.listed) if one.group is group
        ]  # fmt: skip
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
    waits = view.open is not None or view.other_open is not None
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
    late = {one.id: one for one in view.unvoted}
    for one in view.listed:
        if one.group is None and view.lines and one.id not in view.gone:
            text = N_("{name}: say on the list whether the person stands again or for the first time.")
            yield Finding(Severity.ERROR, "standing_unknown", Message(text, {"name": one.name}))
        if one.id in late:
            yield from _unvoted(view, late[one.id])
    on_list = {one.id for one in view.listed}
    for one in view.off_list:
        if one.id not in on_list:
            text = N_("{name} is in the process but no longer on the chosen list; enter how the person dropped out.")
            yield Finding(Severity.WARNING, "not_on_list", Message(text, {"name": one.name}))
            continue
        for office in one.offices:
            text = N_("{name} was put up for “{office}” in the process but no longer stands for it on the list.")
            params = {"name": one.name, "office": Message(OFFICES.get(office, office))}
            yield Finding(Severity.WARNING, "not_on_list", Message(text, params))


def _unvoted(view: ProcessView, one: Someone) -> Iterable[Finding]:
    """Somebody on whom, or on an office of whom, the process has not voted: a run of their own is to come."""
    if not any(one.id in of for group, of in view.put_up.items() if group is one.group):
        text = N_(
            "{name} came on the list after the first step was closed: the person goes through the steps in a run of "
            "their own after it, or in that step where it is opened again."
        )
        yield Finding(Severity.WARNING, "not_in_process", Message(text, {"name": one.name}))
        return
    for office in one.offices:
        text = N_("{name} stands on the list for “{office}”, on which the process has not voted.")
        params = {"name": one.name, "office": Message(OFFICES[office])}
        yield Finding(Severity.WARNING, "office_not_in_process", Message(text, params))


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
