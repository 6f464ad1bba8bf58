"""Checklists: made at an organisation, used there and everywhere below; and what a visit may be planned with."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.organisations import paths
from daihoi.core.scope import Scope
from daihoi.core.text import sort_key
from daihoi.data.models import Checklist, ChecklistPoint, Version
from daihoi.queries.access import path_of, require
from daihoi.queries.bodies import BodyLine, choices
from daihoi.queries.sharing import sharing
from daihoi.queries.supervision._sides import may_come_by


@dataclass(frozen=True)
class ChecklistLine:
    """A checklist as lists show it. `place`: who made it; `own`: the organisation that the list is asked for."""

    id: int
    organisation: int
    place: str
    name: str
    subject: str
    cite: str
    points: int
    retired_on: date | None
    own: bool


@dataclass(frozen=True)
class ChecklistView:
    """One checklist with its points: (text, subject)."""

    line: ChecklistLine
    term: str
    version: int
    points: tuple[tuple[str, str], ...]
    may_edit: bool


def may_keep(actor: Actor, path: str, today: date) -> bool:
    """Do they make checklists here: somebody of the organisation board or office, not only a visitor?"""
    both = (Permission.SUPERVISE, Permission.BODIES_EDIT)
    return all(allows(actor, each, path, today) for each in both)


def checklists(
    *, actor: Actor, organisation: int, term: str, today: date, retired: bool = False
) -> list[ChecklistLine]:
    """The checklists that may be used at an organisation: its own and those of all above it, the nearest first.

    `retired`: also those that were retired. One query beside the path.
    """
    path = path_of(actor=actor, organisation=organisation, today=today)
    return checklists_at(actor=actor, path=path, term=term, today=today, retired=retired)


def checklists_at(*, actor: Actor, path: str, term: str, today: date, retired: bool = False) -> list[ChecklistLine]:
    """`checklists` of the organisation at a path; one query."""
    require(actor, Permission.VIEW, path, today)
    organisation = paths.ids(path)[-1]
    rows = Checklist.objects.filter(organisation_id__in=paths.ids(path), term=term)
    if not retired:
        rows = rows.filter(retired_on=None)
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    found = rows.annotate(place=Subquery(last.values("name")[:1]), count=Count("points"))
    fields = ("pk", "organisation_id", "place", "name", "subject", "cite", "count", "retired_on")
    made = [
        ChecklistLine(pk, at, place, name, subject, cite, points, ended, at == organisation)
        for pk, at, place, name, subject, cite, points, ended in found.values_list(*fields)
    ]
    depth = {pk: number for number, pk in enumerate(paths.ids(path))}
    return sorted(made, key=lambda one: (one.retired_on is not None, -depth[one.organisation], sort_key(one.name)))


def checklist(*, actor: Actor, pk: int, today: date) -> ChecklistView:
    """One checklist, for those who may look at its organisation or at something below it; else NotHere."""
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    row = (
        Checklist.objects.filter(pk=pk)
        .annotate(place=Subquery(last.values("name")[:1]), path=Subquery(last.values("path")[:1]))
        .first()
    )
    if row is None or not sharing(actor=actor, today=today).reaches(row.path, Scope()):
        raise NotHere
    points = tuple(ChecklistPoint.objects.filter(checklist=row).order_by("position").values_list("text", "subject"))
    line = ChecklistLine(
        row.pk, row.organisation_id, row.place, row.name, row.subject, row.cite, len(points), row.retired_on, True
    )
    return ChecklistView(line, row.term, row.version, points, may_keep(actor, row.path, today))


@dataclass(frozen=True)
class PlanningView:
    """With what a visit to an organisation can be planned: whose it may be (id, name, the highest first), which bodies
    can come, which checklists there are."""

    organisation: int
    name: str
    path: str
    by: tuple[tuple[int, str], ...]
    bodies: tuple[BodyLine, ...]
    checklists: tuple[ChecklistLine, ...]


def planning(*, actor: Actor, organisation: int, term: str, today: date) -> PlanningView:
    """What the form for planning a visit offers; NotHere for those who do not supervise the organisation."""
    found = Version.objects.filter(organisation_id=organisation).order_by("-valid_from").values_list("path", "name")
    place = found.first()
    if place is None:
        raise NotHere
    path, name = place
    require(actor, Permission.SUPERVISE, path, today)
    ours = may_come_by(actor, path, today)
    names: dict[int, str] = defaultdict(str)
    rows = Version.objects.filter(organisation_id__in=ours).order_by("valid_from")
    names.update(rows.values_list("organisation_id", "name"))
    return PlanningView(
        organisation=organisation,
        name=name,
        path=path,
        by=tuple((pk, names[pk]) for pk in ours),
        bodies=tuple(choices(actor=actor, path=path, term=term, today=today)),
        checklists=tuple(checklists_at(actor=actor, path=path, term=term, today=today)),
    )
