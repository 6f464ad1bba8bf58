"""One visit with everything that its pages show, cut to what the reader may know."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.organisations import paths
from daihoi.core.supervision import OPEN, Reply, Standing, Weight
from daihoi.data.models import (
    Conclusion,
    OwnShortcomingKind,
    Visit,
    VisitAnswer,
    VisitFile,
    VisitFinding,
    VisitPoint,
)
from daihoi.data.tree import last_version
from daihoi.queries.access import require
from daihoi.queries.supervision._lines import TaskLine, VisitLine, counted, line_of, task_lines
from daihoi.queries.supervision._sides import knows_whole, leads, require_visitor


@dataclass(frozen=True)
class Answer:
    """An answer as it came in. `given_at`: by the clock of the device."""

    key: str
    reply: Reply
    note: str
    standing: Standing
    given_at: datetime
    stored_at: datetime
    by_name: str


@dataclass(frozen=True)
class Point:
    """A question of a visit, the answer that counts, others that wait to be chosen, and what was said before."""

    id: int
    group: str
    text: str
    subject: str
    current: Answer | None = None
    offered: tuple[Answer, ...] = ()
    earlier: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Found:
    """A finding of a visit. `kind`: a key of core.lessons, or of one that an organisation added."""

    id: int
    key: str
    weight: Weight
    subject: str
    kind: str
    text: str
    point: str
    given_at: datetime
    by_name: str
    struck_reason: str


@dataclass(frozen=True)
class FileLine:
    """A file of a visit."""

    id: int
    key: str
    name: str
    size: int
    at: datetime
    by_name: str


@dataclass(frozen=True)
class VisitView:
    """A visit as its pages show it. `whole`: the reader knows what was answered and found; else the answers,
    findings, files and conclusion are empty. `open`: the reader can still answer; `leads`: and plan, hold, conclude."""

    line: VisitLine
    term: str
    version: int
    agenda: str
    conclusion: str
    concluded_by: str
    made_by: str
    whole: bool
    open: bool
    leads: bool
    points: tuple[Point, ...]
    findings: tuple[Found, ...]
    files: tuple[FileLine, ...]
    tasks: tuple[TaskLine, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Point, ...]], ...]:
        """The points under the checklist that they come from, in their order."""
        found: dict[str, list[Point]] = defaultdict(list)
        for point in self.points:
            found[point.group].append(point)
        return tuple((name, tuple(points)) for name, points in found.items())

    @property
    def conflicts(self) -> tuple[Point, ...]:
        """The points with answers between which people have to choose."""
        return tuple(point for point in self.points if point.offered)

    @property
    def known(self) -> tuple[str, ...]:
        """The keys of everything that has come in, for the device that sent it."""
        answers = [one for point in self.points for one in (point.current, *point.offered, *point.earlier) if one]
        rest = [*(one.key for one in self.findings), *(one.key for one in self.files)]
        return (*(one.key for one in answers), *rest)


def visit(*, actor: Actor, pk: int, today: date) -> VisitView:
    """One visit, for those who may look at the organisation visited; at most six queries."""
    rows = counted(Visit.objects.filter(pk=pk))
    if not rows:
        raise NotHere
    row = rows[0]
    line = line_of(row, actor, today)
    require(actor, Permission.VIEW, line.path, today)
    whole = line.visitor or line.concluded_on is not None
    return VisitView(
        line=line,
        term=row.term,
        version=row.version,
        agenda=row.agenda,
        conclusion=row.conclusion if whole else "",
        concluded_by=row.concluded_by_name,
        made_by=row.made_by_name,
        whole=whole,
        open=line.visitor and line.state in OPEN,
        leads=line.state in OPEN and leads(actor, line.path, line.by, today),
        points=_points(pk, whole),
        findings=_findings(pk) if whole else (),
        files=_files(pk) if whole else (),
        tasks=_tasks(pk, today) if line.tasks else (),
    )


def _tasks(visit: int, today: date) -> tuple[TaskLine, ...]:
    return tuple(task_lines(Conclusion.objects.filter(visit=visit).order_by("task__due_on", "pk"), today))


def _points(visit: int, whole: bool) -> tuple[Point, ...]:
    given: dict[int, list[tuple[Answer, Standing]]] = defaultdict(list)
    if whole:
        for one in VisitAnswer.objects.filter(point__visit=visit).order_by("stored_at", "pk"):
            answer = Answer(
                str(one.key),
                Reply(one.reply),
                one.note,
                Standing(one.standing),
                one.given_at,
                one.stored_at,
                one.by_name,
            )
            given[one.point_id].append((answer, answer.standing))
    rows = VisitPoint.objects.filter(visit=visit).order_by("position").values_list("pk", "group", "text", "subject")
    return tuple(_point(row, given[row[0]]) for row in rows)


def _point(row: tuple[int, str, str, str], given: list[tuple[Answer, Standing]]) -> Point:
    by_standing = {
        standing: tuple(answer for answer, own in given if own is standing) for standing in {own for _, own in given}
    }
    current = by_standing.get(Standing.CURRENT, ())
    past = tuple(answer for answer, own in given if own in {Standing.REPLACED, Standing.SET_ASIDE})
    return Point(*row, current[0] if current else None, by_standing.get(Standing.OFFERED, ()), past)


def _findings(visit: int) -> tuple[Found, ...]:
    rows = VisitFinding.objects.filter(visit=visit).select_related("point").order_by("stored_at", "pk")
    return tuple(
        Found(
            one.pk,
            str(one.key),
            Weight(one.weight),
            one.subject,
            one.kind,
            one.text,
            one.point.text if one.point else "",
            one.given_at,
            one.by_name,
            one.struck_reason,
        )
        for one in rows
    )


def _files(visit: int) -> tuple[FileLine, ...]:
    rows = VisitFile.objects.filter(visit=visit).order_by("at", "pk")
    return tuple(
        FileLine(pk, str(key), name, size, at, by)
        for pk, key, name, size, at, by in rows.values_list("pk", "key", "name", "file__size", "at", "by_name")
    )


def file(*, actor: Actor, visit: int, pk: int, today: date) -> tuple[str, bytes]:
    """(name, bytes) of a file of a visit, for those who know the whole of it; NotHere for others."""
    row = VisitFile.objects.filter(pk=pk, visit=visit).select_related("file", "visit").first()
    if row is None:
        raise NotHere
    path = last_version(row.visit.organisation_id).path
    require(actor, Permission.VIEW, path, today)
    if not knows_whole(actor, path, row.visit.by_id, row.visit.concluded_on, today):
        raise NotHere
    return row.name, bytes(row.file.content)


def answered_at(*, actor: Actor, visit: int, today: date) -> int:
    """The organisation of a visit that the actor may answer; NotHere for everybody else."""
    row = Visit.objects.filter(pk=visit).first()
    if row is None:
        raise NotHere
    path = last_version(row.organisation_id).path
    require_visitor(actor, path, row.by_id, today)
    return row.organisation_id


def standings(*, actor: Actor, visit: int, keys: Collection[UUID], today: date) -> dict[str, str]:
    """How what came in under these keys stands: an answer's standing, or "kept" for findings and files; a key that
    never came in is missing. For those who come on the visit; three queries beside the visit."""
    answered_at(actor=actor, visit=visit, today=today)
    wanted = list(keys)
    found = dict(VisitAnswer.objects.filter(point__visit=visit, key__in=wanted).values_list("key", "standing"))
    for rows in (VisitFinding.objects.filter(visit=visit), VisitFile.objects.filter(visit=visit)):
        found.update(dict.fromkeys(rows.filter(key__in=wanted).values_list("key", flat=True), "kept"))
    return {str(key): standing for key, standing in found.items()}


def own_kinds(*, actor: Actor, organisation: int, today: date) -> list[tuple[str, str]]:
    """(key, name) of the kinds of shortcoming that the organisation and those above it added to the list."""
    path = last_version(organisation).path
    require(actor, Permission.VIEW, path, today)
    rows = OwnShortcomingKind.objects.filter(organisation_id__in=paths.ids(path)).order_by("name")
    return list(rows.values_list("key", "name"))
