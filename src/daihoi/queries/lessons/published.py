"""Lessons: those that come down to an organisation, those that it published, and who has read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.lessons import Part
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.scope import Aim, Scope, parted, scope_of
from daihoi.core.subjects import Subject
from daihoi.data.models import Lesson, LessonRead, Version
from daihoi.data.tree import last_version
from daihoi.queries import clock, organisations
from daihoi.queries.indicators import Place, ever_within
from daihoi.queries.lessons._coverage import Coverage
from daihoi.queries.lessons._coverage import readers as readers_of
from daihoi.queries.lessons._stamps import of_lesson
from daihoi.queries.lessons.kinds import KindName, kinds_named
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.sharing import sharing

MOST_COUNTED = 50  # lessons of a page for which readers are counted


@dataclass(frozen=True)
class LessonLine:
    """A lesson in a list. `applies`: to the organisation looked at itself, which then reads it; `read_on`: it has."""

    id: int
    title: str
    subject: Subject
    kind: KindName | None
    organisation: int
    place: str
    published_on: date
    withdrawn_on: date | None
    has_file: bool
    applies: bool = False
    read_on: date | None = None
    readers: Part = Part()


@dataclass(frozen=True)
class LessonsView:
    """What an organisation looks at: from above (unread first), published by itself, published below it."""

    unread: tuple[LessonLine, ...]
    others: tuple[LessonLine, ...]  # from above: read, or for those below it only
    own: tuple[LessonLine, ...]
    below: tuple[LessonLine, ...]


def lessons(*, actor: Actor, at: Place, card: OrganisationCard) -> LessonsView:
    """The lessons of an organisation on a day: `at` is its place, `card` the organisation there."""
    in_time = Q(term=at.term, published_on__lte=at.as_of)
    within = ever_within(at).exclude(organisation_id=at.organisation)
    rows = Lesson.objects.filter(in_time).defer("text").order_by("-published_on", "-pk")
    above = [
        row
        for row in rows.filter(organisation_id__in=paths.ids(at.path)[:-1]).filter(_standing(at.as_of))
        if scope_of(row.levels, row.units).may_hold_below(card.kind, card.unit)
    ]
    own = list(rows.filter(organisation_id=at.organisation)[:200])
    below = list(rows.filter(organisation_id__in=within)[:200])
    names = _names([row.organisation_id for row in (*above, *own, *below)])
    named = kinds_named(actor=actor, keys={row.kind for row in (*above, *own, *below) if row.kind})
    read = dict(
        LessonRead.objects.filter(
            organisation_id=at.organisation, lesson__in=[row.pk for row in above], read_on__lte=at.as_of
        ).values_list("lesson_id", "read_on")
    )
    counted = _counted(at, own[:MOST_COUNTED])
    lines = [
        _line(row, names, named, applies=scope_of(row.levels, row.units).holds(card.kind, card.unit), read=read)
        for row in above
    ]
    return LessonsView(
        unread=tuple(line for line in lines if line.applies and line.read_on is None),
        others=tuple(line for line in lines if not (line.applies and line.read_on is None)),
        own=tuple(_line(row, names, named, readers=counted.get(row.pk, Part())) for row in own),
        below=tuple(_line(row, names, named) for row in below),
    )


def _standing(as_of: date) -> Q:
    return Q(withdrawn_on=None) | Q(withdrawn_on__gt=as_of)


def _counted(at: Place, rows: Iterable[Lesson]) -> dict[int, Part]:
    """x of y readers of each lesson that the place's organisation published."""
    return {
        row.pk: readers_of(at, row.term, row.pk, Aim(row.organisation_id, scope_of(row.levels, row.units))).whole
        for row in rows
    }


def _line(
    row: Lesson,
    names: Mapping[int, str],
    named: Mapping[str, KindName],
    *,
    applies: bool = False,
    read: Mapping[int, date] | None = None,
    readers: Part = Part(),
) -> LessonLine:
    return LessonLine(
        row.pk,
        row.title,
        Subject(row.subject),
        named.get(row.kind),
        row.organisation_id,
        names.get(row.organisation_id, ""),
        row.published_on,
        row.withdrawn_on,
        row.file_id is not None,
        applies,
        (read or {}).get(row.pk),
        readers,
    )


def _names(pks: Iterable[int]) -> dict[int, str]:
    """Last known names: of organisations above, which published, their names are no secret."""
    rows = Version.objects.filter(organisation_id__in=set(pks)).order_by("valid_from")
    return dict(rows.values_list("organisation_id", "name"))


@dataclass(frozen=True)
class LessonView:
    """One lesson. `may_change`: who published it; `read_for`: the actor's own organisations that it applies to, with
    the day on which they read it."""

    id: int
    organisation: int
    place: str
    path: str
    term: str
    title: str
    text: str
    subject: Subject
    kind: KindName | None
    review: int | None  # the organisation whose review it comes from; None where the actor may not see that
    levels: tuple[Level, ...]
    units: tuple[Unit, ...]
    file_name: str
    published_on: date
    withdrawn_on: date | None
    withdrawn_note: str
    made_at: datetime
    made_by: str
    may_change: bool
    read_for: tuple[tuple[int, str, date | None], ...]
    stamp: str

    @property
    def scope(self) -> Scope:
        return Scope(frozenset(self.levels), frozenset(self.units))


def lesson(*, actor: Actor, pk: int) -> LessonView:
    """One lesson, for whoever it comes down to and for those at and above who published it; NotHere for others."""
    row = Lesson.objects.select_related("review").filter(pk=pk).first()
    if row is None:
        raise NotHere
    today = clock.today()
    last = last_version(row.organisation_id)
    path, place = last.path, last.name
    scope = scope_of(row.levels, row.units)
    if not sharing(actor=actor, today=today).reaches(path, scope):
        raise NotHere
    named = kinds_named(actor=actor, keys={row.kind} - {""})
    return LessonView(
        row.pk,
        row.organisation_id,
        place,
        path,
        row.term,
        row.title,
        row.text,
        Subject(row.subject),
        named.get(row.kind),
        _review_of(actor, row, today),
        tuple(sorted(parted(row.levels, Level), key=list(Level).index)),
        tuple(sorted(parted(row.units, Unit), key=list(Unit).index)),
        row.file_name if row.file_id else "",
        row.published_on,
        row.withdrawn_on,
        row.withdrawn_note,
        row.made_at,
        row.made_by_name,
        may_change=allows(actor, Permission.LESSONS_EDIT, path, today),
        read_for=_read_for(actor, row, path, scope, today),
        stamp=of_lesson(row),
    )


def _review_of(actor: Actor, row: Lesson, today: date) -> int | None:
    if row.review is None or not allows(actor, Permission.VIEW, last_version(row.review.organisation_id).path, today):
        return None
    return row.review.organisation_id


def _read_for(
    actor: Actor, row: Lesson, path: str, scope: Scope, today: date
) -> tuple[tuple[int, str, date | None], ...]:
    """Organisations for which the actor themself says that it was read: their own topmost ones, where it applies."""
    homes = [
        card
        for card in organisations.homes(actor=actor, permission=Permission.LESSONS_EDIT, today=today)
        if card.path != path and paths.covers(path, card.path) and scope.holds(card.kind, card.unit)
    ]
    if not homes:
        return ()
    read = dict(
        LessonRead.objects.filter(lesson=row, organisation_id__in=[card.id for card in homes]).values_list(
            "organisation_id", "read_on"
        )
    )
    return tuple((card.id, card.name, read.get(card.id)) for card in homes)


def attached(*, actor: Actor, pk: int) -> tuple[bytes, str]:
    """The file of a lesson and its name, for whoever may see the lesson."""
    if not lesson(actor=actor, pk=pk).file_name:
        raise NotHere
    row = Lesson.objects.select_related("file").get(pk=pk)
    assert row.file is not None
    return bytes(row.file.content), row.file_name


@dataclass(frozen=True)
class Reader:
    """An organisation that has read a lesson."""

    organisation: int
    read_on: date
    by: str


def reading(*, actor: Actor, view: LessonView, at: Place) -> Coverage:
    """Who of a place has read a lesson by the place's day; the place is that of the organisation that published it, or
    one below it. NotHere elsewhere."""
    if not paths.covers(view.path, at.path):
        raise NotHere
    if not allows(actor, Permission.VIEW, at.path, clock.today()):
        raise NotHere
    return readers_of(at, view.term, view.id, Aim(view.organisation, view.scope))


def readers(*, actor: Actor, view: LessonView, pks: Iterable[int]) -> dict[int, Reader]:
    """When and by whom these organisations read the lesson; those that the actor may not see are left out."""
    seen = sorted(organisations.last_names(actor=actor, pks=pks))
    found: dict[int, Reader] = {}
    for start in range(0, len(seen), 500):
        rows = LessonRead.objects.filter(lesson_id=view.id, organisation_id__in=seen[start : start + 500])
        found.update((row[0], Reader(*row)) for row in rows.values_list("organisation_id", "read_on", "by_name"))
    return found
