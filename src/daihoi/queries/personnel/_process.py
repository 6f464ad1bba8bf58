"""What a process is shown as: people, steps with what was entered, and the whole in its order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from daihoi.core.access import NotHere
from daihoi.core.messages import Finding
from daihoi.core.personnel import Setting
from daihoi.core.personnel.kinds import Group, Leaving
from daihoi.core.personnel.offices import OFFICES, lost_with
from daihoi.core.personnel.process import Candidacy, Meeting, Outcome, Result, Step
from daihoi.core.rules import Grounds, Rule
from daihoi.core.text import name_key

ORDER = {office: place for place, office in enumerate(OFFICES)}


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


LEAVE = ("pk", "person", "person__name", "how", "number", "on_date", "note", "made_by_name")


def leaves_of(rows: Iterable[Sequence[Any]]) -> tuple[LeaveRow, ...]:
    """From rows of LEAVE, in the order of their days."""
    found = [LeaveRow(pk, person, name, Leaving(how), *rest) for pk, person, name, how, *rest in rows]
    return tuple(sorted(found, key=lambda one: (one.on_date, name_key(one.name), one.id)))


@dataclass(frozen=True)
class Entered:
    """What was entered of a step. `order`: when it was opened among all steps; `seen`: its version, for forms that come
    late; `reopened`: a line each time; `aside`: why it counts for nothing, where the rules know it no more."""

    id: int
    order: int
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
    aside: str
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
            of = [
                office for office in one.offices if (it := self.results.get((one.id, office))) and it.passed is passed
            ]
            if of:
                found.append(replace(one, offices=tuple(of)))
        return tuple(found)


@dataclass(frozen=True)
class StepLine:
    """One step of the process. `number`: within its group, from 1; `entered`: None before it is opened.

    `idle`: it will not be held, since nobody is left to vote on. `other`: the rules know it no more, or once did not.
    """

    step: Step
    number: int
    entered: Entered | None
    idle: bool = False
    other: bool = False

    @property
    def state(self) -> str:
        """ "closed", "open", "idle", "ahead" or "aside"."""
        if self.entered is None:
            return "idle" if self.idle else "ahead"
        if self.entered.aside:
            return "aside"
        return "open" if self.entered.closed_at is None else "closed"


@dataclass(frozen=True)
class ProcessView:
    """`due`: the step that may be opened now; None while one is open, or where all is done. `listed`: the people of
    the chosen list. `rosters`: who is voted on in the steps that can be foreseen. `findings`: where list and process
    do not fit together, and where the bodies differ. `fixed`: the number of the version on its way, for whose answer
    the process waits. `others`: steps entered under rules that are no longer those of the organisation."""

    scheme: int
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
    others: tuple[StepLine, ...] = ()

    @property
    def begun(self) -> bool:
        return any(line.entered for line in self.lines)

    @property
    def open(self) -> StepLine | None:
        return next((line for line in self.lines if line.state == "open"), None)

    @property
    def last_closed(self) -> StepLine | None:
        closed = [line for line in self.lines if line.state == "closed"]
        return max(closed, key=lambda line: line.entered.order if line.entered else 0, default=None)

    @property
    def other_open(self) -> StepLine | None:
        """A step that is still open though the rules know it no more: nothing goes on before it is set aside."""
        return next((line for line in self.others if line.state == "open"), None)

    @property
    def done(self) -> bool:
        """Is every step closed or without anybody?"""
        return self.begun and self.due is None and self.open is None and self.other_open is None

    @property
    def groups(self) -> list[tuple[Group, list[StepLine]]]:
        """The steps of each group; a group that goes through them once more, for people added later, comes again."""
        found: dict[tuple[Group, int], list[StepLine]] = {}
        for line in self.lines:
            found.setdefault((line.step.group, line.step.run), []).append(line)
        return [(group, lines) for (group, _), lines in found.items()]

    @property
    def gone(self) -> frozenset[int]:
        """Who withdrew or dropped out by decision."""
        return frozenset(one.person for one in self.leaves)

    @cached_property
    def lost(self) -> Mapping[int, frozenset[str]]:
        """What people no longer stand for, by the votes of closed steps or because they dropped out."""
        found = {pk: frozenset(OFFICES) for pk in self.gone}
        for line in (*self.lines, *self.others):
            for one in line.entered.failed if line.entered and line.state == "closed" else ():
                found[one.id] = found.get(one.id, frozenset()) | lost_with(one.offices)
        return found

    @cached_property
    def put_up(self) -> Mapping[Group, Mapping[int, frozenset[str]]]:
        """For what people entered the process of a group, in one of its runs; only groups that were begun."""
        found: dict[Group, dict[int, frozenset[str]]] = {}
        for group, lines in self.groups:
            if (first := lines[0].entered) is not None:
                of = found.setdefault(group, {})
                for one in first.people:
                    of[one.id] = of.get(one.id, frozenset()).union(one.offices)
        return found

    @cached_property
    def unvoted(self) -> tuple[Someone, ...]:
        """Who came on the chosen list, or to an office on it, after the first step of their group was closed; with
        the offices on which the process has not voted."""
        found = []
        for one in self.listed:
            if one.group is not None and one.group in self.put_up and one.id not in self.gone:
                done = self.put_up[one.group].get(one.id, frozenset()) | self.lost.get(one.id, frozenset())
                found.append(replace(one, offices=tuple(office for office in one.offices if office not in done)))
        return tuple(one for one in found if one.offices)

    @cached_property
    def off_list(self) -> tuple[Someone, ...]:
        """Who is in the process but no longer on the chosen list, or not for an office, without any vote, withdrawal
        or decision; with those offices."""
        on_list = {one.id: one.offices for one in self.listed}
        offices: dict[int, set[str]] = {}
        for of in self.put_up.values():
            for pk, wanted in of.items():
                left = wanted - self.lost.get(pk, frozenset()) - set(on_list.get(pk, ()))
                offices.setdefault(pk, set()).update(left)
        return by_name(replace(self.known[pk], offices=ordered(of)) for pk, of in offices.items() if of)

    def line(self, pk: int) -> StepLine:
        """NotHere for a step that is not of this process."""
        for line in (*self.lines, *self.others):
            if line.entered is not None and line.entered.id == pk:
                return line
        raise NotHere

    def rules(self, step: Step) -> tuple[Rule, ...]:
        """By which a step's figures are judged: the share, from whom it is counted, and when the meeting counts."""
        keys = ["personnel.step_majority"]
        if step.key == "key_cadres":
            keys += ["personnel.key_cadres_valid"]
        return tuple(rule for key in keys if step.takes_votes and (rule := self.setting.rule(key)) is not None)

    def base_grounds(self, step: Step) -> Grounds | None:
        """What says from whom the share is counted."""
        own = self.setting.grounds("personnel.key_cadres_base") if step.key == "key_cadres" else None
        return own or self.setting.grounds("personnel.step_majority")

    def people_of(self, going: Iterable[Candidacy]) -> tuple[Someone, ...]:
        """The people of a roster in alphabetical order, each with their offices in order."""
        offices: dict[int, set[str]] = {}
        for person, office in going:
            offices.setdefault(int(person), set()).add(office)
        people = [replace(self.known[pk], offices=ordered(of)) for pk, of in offices.items() if pk in self.known]
        return by_name(people)

    @property
    def through(self) -> tuple[Someone, ...]:
        """Who has come through so far: of groups that are done, with the offices for which they passed."""
        found: list[Candidacy] = []
        for _, lines in self.groups:
            found += self.rosters.get(-lines[-1].step.position, frozenset())
        return self.people_of(found)


def ordered(offices: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(offices, key=lambda office: ORDER.get(office, len(ORDER))))


def by_name(people: Iterable[Someone]) -> tuple[Someone, ...]:
    return tuple(sorted(people, key=lambda one: (name_key(one.name), one.id)))
