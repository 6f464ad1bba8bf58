"""All schemes at and below an organisation as their appraisal stands: exceptions first, and groups of what is the same.

Names no person. A version is shown by its locked content; a scheme of which no version was ever submitted by the list
that is chosen now, for information: nothing is decided on it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from daihoi.core import access
from daihoi.core.access import Actor, Permission
from daihoi.core.messages import Message, Severity
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind
from daihoi.core.personnel.approval import ON_ITS_WAY, UNREAD, Act, Stand, above_of, kinds_told, seen_of, why_not
from daihoi.core.personnel.kinds import Secrecy, VersionState, strictest
from daihoi.core.personnel.structure import findings
from daihoi.data.models import SchemeVersion, VersionDecision
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries.access import require
from daihoi.queries.personnel._appraised import Brief, briefs
from daihoi.queries.personnel._below import Begun, SchemeCheck, begun_below, checked
from daihoi.queries.personnel.versions import RIGHTS


@dataclass(frozen=True)
class QueueLine:
    """A scheme in the queue. `version` None: none was submitted; `mine`: what the reader may decide on it now.

    `late`: an answer is due, or the congress is planned, before today; `musts`: open remarks to be put right.
    `seen`: what the queue showed, for decisions that come late.
    """

    organisation: int
    name: str
    code: str
    path: str
    kind: Kind
    planned_on: date | None
    version: int | None
    number: int
    state: VersionState | None
    seen: str
    submitted_on: date | None
    due_on: date | None
    late: bool
    mine: frozenset[Act]
    musts: int
    brief: Brief

    @property
    def above(self) -> int:
        """The organisation at which it is decided on."""
        return above_of(self.path)

    @property
    def errors(self) -> int:
        return self.brief.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        return self.brief.count(Severity.WARNING)

    @property
    def questions(self) -> int:
        """Questions of its own that nobody has answered yet: of a version that was not put forward."""
        if self.state is not VersionState.SUBMITTED:
            return 0
        return sum(one.times for one in self.brief.told if one.severity is Severity.QUESTION and not one.common)

    @property
    def common(self) -> int:
        """Questions of the rules alone that nobody has answered yet."""
        return sum(one.times for one in self.brief.told if one.common) if self.state is VersionState.SUBMITTED else 0

    @property
    def exceptional(self) -> bool:
        """Must people look at it by itself?"""
        if self.brief.changed or self.musts:
            return True
        return self.brief.unusual if self.state is VersionState.FORWARDED else self.brief.exceptional

    @property
    def waits(self) -> bool:
        return self.state in ON_ITS_WAY

    @property
    def rank(self) -> tuple[bool, ...]:
        """Sorts what has to be looked at first: waiting for the reader, blocked, asked, late."""
        bad = bool(self.errors) or self.brief.changed
        return (not self.mine, not self.waits, not bad, not self.questions, not self.late)


@dataclass(frozen=True)
class Group:
    """Versions in the same state, under the same rules, of which the same is found, without any exception."""

    key: str
    state: VersionState
    lines: tuple[QueueLine, ...]

    @property
    def acts(self) -> tuple[Act, ...]:
        """What the reader may decide on every one of them."""
        return tuple(act for act in Act if all(act in line.mine for line in self.lines))


@dataclass(frozen=True)
class Queue:
    """The schemes of a term, those first that have to be looked at. `secrecy`: the strictest mark of any of them."""

    lines: tuple[QueueLine, ...]
    secrecy: Secrecy

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        found: dict[tuple[VersionState, str, frozenset[Act]], list[QueueLine]] = defaultdict(list)
        for line in self.lines:
            if line.state is not None and line.mine and not line.exceptional:
                found[line.state, line.brief.sameness, line.mine].append(line)
        made = [Group(_group_key(*key), key[0], tuple(lines)) for key, lines in found.items()]
        return tuple(sorted(made, key=lambda one: (-len(one.lines), one.key)))

    def group(self, key: str) -> Group | None:
        return next((one for one in self.groups if one.key == key), None)

    @property
    def kinds_found(self) -> list[tuple[str, Message, Severity, int]]:
        """What is found in drafts and in versions that wait: code, name, how grave, in how many; the gravest first."""
        names: dict[str, tuple[Message, Severity]] = {}
        times: Counter[str] = Counter()
        for line in self.lines:
            if line.waits or line.state is None:
                for told in line.brief.told:
                    names.setdefault(told.code, (told.name, told.severity))
                times.update({told.code for told in line.brief.told})
        order = list(Severity)
        listed = [(code, *names[code], number) for code, number in times.items()]
        return sorted(listed, key=lambda one: (order.index(one[2]), -one[3], one[0]))


def _group_key(state: VersionState, sameness: str, mine: Iterable[Act]) -> str:
    return "-".join((state.value, *sorted(act.value for act in mine), sameness))


def queue(*, actor: Actor, organisation: int, term: str, today: date) -> Queue:
    """Every scheme of the term at and below an organisation; three queries, another one where there are drafts,
    and up to three for rules and versions that were not looked at before."""
    path = last_version(organisation).path
    require(actor, Permission.PERSONNEL_VIEW, path, today)
    schemes = begun_below(path, term)
    rows = _versions(path, term)
    found = briefs({row["pk"]: row["sha256"] for row in rows.values()})
    drafts = [one for one in schemes if one.scheme not in rows]
    begun = {one.scheme: _draft(one) for one in checked(drafts, path, term, today, drafts=True)} if drafts else {}
    lines = [
        _line(one, rows[one.scheme], found, actor, today) if one.scheme in rows else _open(one, begun[one.scheme])
        for one in schemes
    ]
    secrecy = strictest(Secrecy(one.secrecy) for one in schemes)
    return Queue(tuple(sorted(lines, key=lambda line: (line.rank, line.path))), secrecy)


_BEGUN = Brief(0, exceptional=False, unusual=False)


def _draft(one: SchemeCheck) -> Brief:
    """What is found in the list that is chosen now; nothing before anybody is on it."""
    if not one.people:
        return _BEGUN
    return Brief(one.people, kinds_told(findings(one.check), one.check) if one.check else (UNREAD,), False, False)


def _versions(top: str, term: str) -> Mapping[int, dict[str, Any]]:
    """The last version of each scheme, by the scheme."""
    low, high = paths.span(top)
    where = {"path__gte": low, "path__lt": high, "valid_to": FAR}
    at = "scheme__organisation__versions__"
    appraised_by = VersionDecision.objects.filter(version=OuterRef("pk"), state=VersionState.FORWARDED.value)
    rows: Any = (
        SchemeVersion.objects.filter(scheme__term=term, **{f"{at}{name}": value for name, value in where.items()})
        .annotate(
            remarked=Count("remarks", distinct=True),
            struck=Count("remarks", filter=Q(remarks__struck=True), distinct=True),
            musts=Count("remarks", filter=Q(remarks__struck=False, remarks__must=True), distinct=True),
            appraised_by=Subquery(appraised_by.values("made_by")[:1]),
        )
        .order_by("number")
        .values(
            "pk", "scheme", "number", "state", "sha256", "submitted_on", "submitted_by", "due_on", "remarked",
            "struck", "musts", "appraised_by",
        )
    )  # fmt: skip
    return {row["scheme"]: row for row in rows}  # the last one of each scheme stays


def _open(one: Begun, brief: Brief) -> QueueLine:
    """A scheme of which nothing was submitted."""
    return QueueLine(
        one.organisation, one.name, one.code, one.path, Kind(one.kind), one.planned_on, None, 0, None, "", None, None,
        False, frozenset(), 0, brief,
    )  # fmt: skip


def _line(one: Begun, row: dict[str, Any], found: Mapping[int, Brief], actor: Actor, today: date) -> QueueLine:
    state = VersionState(row["state"])
    waits = state in ON_ITS_WAY
    late = waits and any(day is not None and day < today for day in (row["due_on"], one.planned_on))
    return QueueLine(
        one.organisation, one.name, one.code, one.path, Kind(one.kind), one.planned_on, row["pk"], row["number"], state,
        seen_of(row["state"], row["remarked"], row["struck"]), row["submitted_on"], row["due_on"], late,
        _mine(one.path, Stand(state, row["submitted_by"], row["appraised_by"]), actor, today), row["musts"],
        found[row["pk"]],
    )  # fmt: skip


def _mine(path: str, stand: Stand, actor: Actor, today: date) -> frozenset[Act]:
    above = paths.decided_at(path)
    return frozenset(
        act
        for (state, act), permission in RIGHTS.items()
        if state is stand.state
        and why_not(stand, act, actor.user_id) is None
        and access.allows(actor, permission, above, today)
    )
