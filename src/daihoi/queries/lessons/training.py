"""Training sessions: planned, held and dropped; expected and attended; which organisations were reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.lessons import Part
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import Scope, parted, scope_of
from daihoi.core.subjects import Subject
from daihoi.data.models import Training, TrainingAttendance, Version
from daihoi.queries import clock, organisations
from daihoi.queries.indicators import Place, ever_within, standing
from daihoi.queries.lessons._coverage import Coverage, asked_of, coverage
from daihoi.queries.lessons._stamps import of_training
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.sharing import sharing

# How a session stands on a day, in the order in which a list shows them.
STATES = ("overdue", "today", "to_count", "planned", "held", "dropped")


@dataclass(frozen=True)
class TrainingLine:
    """A session in a list. `state`: one of STATES; `attended` of `expected` people in the whole session; `reached` of
    those organisations for which it is, as far as the actor may look; `total`: who came is entered as one total."""

    id: int
    title: str
    subject: Subject
    organisation: int
    place: str
    levels: tuple[Level, ...]
    planned_on: date
    held_on: date | None
    form: str
    state: str
    expected: int | None = None
    attended: int | None = None
    reached: Part | None = None
    total: bool = False
    has_file: bool = False

    @property
    def share(self) -> Part:
        return Part(self.attended or 0, self.expected or 0)


@dataclass(frozen=True)
class TrainingsView:
    """Sessions that concern an organisation: held by it, by those below it, and by those above for it or below."""

    own: tuple[TrainingLine, ...]
    above: tuple[TrainingLine, ...]
    below: tuple[TrainingLine, ...]


def _state_of(row: Training, as_of: date, counted: bool) -> str:
    """One of STATES on a day; `counted`: somebody's attendance is entered."""
    if row.dropped_on is not None and row.dropped_on <= as_of:
        return "dropped"
    if row.held_on is not None and row.held_on <= as_of:
        return "held" if counted else "to_count"
    if row.planned_on == as_of:
        return "today"
    return "overdue" if row.planned_on < as_of else "planned"


def trainings(*, actor: Actor, at: Place, card: OrganisationCard) -> TrainingsView:
    """The sessions of an organisation on a day: `at` is its place, `card` the organisation there."""
    rows = Training.objects.filter(term=at.term).order_by("-planned_on", "-pk")
    within = ever_within(at).exclude(organisation_id=at.organisation)
    own = list(rows.filter(organisation_id=at.organisation)[:200])
    below = list(rows.filter(organisation_id__in=within)[:200])
    above = [
        row
        for row in rows.filter(organisation_id__in=paths.ids(at.path)[:-1], dropped_on=None)
        if scope_of(row.levels, "").may_hold_below(card.kind, card.unit)
    ]
    names = _names([row.organisation_id for row in (*own, *below, *above)])
    came = _attendance([row.pk for row in (*own, *below)]) | _attendance([row.pk for row in above], at)

    def lines(chosen: Sequence[Training], *, whole: bool) -> tuple[TrainingLine, ...]:
        found = [_line(row, at, names, came.get(row.pk, {}), whole=whole) for row in chosen]
        return tuple(sorted(found, key=lambda line: STATES.index(line.state)))

    return TrainingsView(lines(own, whole=True), lines(above, whole=False), lines(below, whole=True))


def _attendance(pks: Sequence[int], within: Place | None = None) -> dict[int, dict[int, tuple[int, int | None]]]:
    """training → organisation → (expected, attended); of those that ever stood `within` a place. One query."""
    found: dict[int, dict[int, tuple[int, int | None]]] = {}
    rows = TrainingAttendance.objects.filter(training_id__in=pks)
    if within is not None:
        rows = rows.filter(organisation_id__in=ever_within(within))
    for training_id, organisation, expected, attended in rows.values_list(
        "training_id", "organisation_id", "expected", "attended"
    ):
        found.setdefault(training_id, {})[organisation] = (expected, attended)
    return found


def _line(
    row: Training,
    at: Place,
    names: Mapping[int, str],
    came: Mapping[int, tuple[int, int | None]],
    *,
    whole: bool,
) -> TrainingLine:
    """`whole`: `came` is of the whole session, all of whom the actor may see; otherwise of the place alone."""
    total = row.organisation_id in came
    seen = dict(came) if whole else _within(at, came)
    counted = [attended for _, attended in seen.values() if attended is not None]
    reached = None
    if not total and counted and not (whole and row.organisation_id != at.organisation):
        cover = coverage(at, scope_of(row.levels, ""), _reached(seen), without=row.organisation_id)
        reached = cover.whole
    return TrainingLine(
        row.pk,
        row.title,
        Subject(row.subject),
        row.organisation_id,
        names.get(row.organisation_id, ""),
        _levels_of(row.levels),
        row.planned_on,
        row.held_on,
        row.form,
        _state_of(row, at.as_of, bool(counted) or not whole),
        expected=sum(expected for expected, _ in seen.values()) if seen else None,
        attended=sum(counted) if counted else None,
        reached=reached,
        total=total,
        has_file=row.file_id is not None,
    )


def _within(at: Place, came: Mapping[int, tuple[int, int | None]]) -> dict[int, tuple[int, int | None]]:
    stand = standing(at, came)
    return {int(pk): came[int(pk)] for pk in stand.organisation}


def _reached(came: Mapping[int, tuple[int, int | None]]) -> list[int]:
    """Organisations of which somebody came."""
    return [pk for pk, (_, attended) in came.items() if attended]


def _levels_of(text: str) -> tuple[Level, ...]:
    return tuple(sorted(parted(text, Level), key=list(Level).index))


def _names(pks: Sequence[int]) -> dict[int, str]:
    rows = Version.objects.filter(organisation_id__in=set(pks)).order_by("valid_from")
    return dict(rows.values_list("organisation_id", "name"))


@dataclass(frozen=True)
class TrainingView:
    """One session. `may_change`: who holds it; `may_enter`: the actor's own topmost organisations at or below the
    holder's, for which they may say who came."""

    id: int
    organisation: int
    place: str
    path: str
    term: str
    title: str
    subject: Subject
    levels: tuple[Level, ...]
    planned_on: date
    held_on: date | None
    form: str
    file_name: str
    dropped_on: date | None
    drop_reason: str
    made_at: datetime
    made_by: str
    may_change: bool
    may_enter: tuple[tuple[int, str], ...]
    stamp: str

    @property
    def scope(self) -> Scope:
        return Scope(frozenset(self.levels))


def training(*, actor: Actor, pk: int) -> TrainingView:
    """One session, for those who hold it, those above them, and those for whom it is; NotHere for others."""
    row = Training.objects.filter(pk=pk).first()
    if row is None:
        raise NotHere
    today = clock.today()
    last = Version.objects.filter(organisation_id=row.organisation_id).order_by("-valid_from")
    path, place = last.values_list("path", "name")[0]
    if not sharing(actor=actor, today=today).reaches(path, scope_of(row.levels, "")):
        raise NotHere
    may_change = allows(actor, Permission.LESSONS_EDIT, path, today)
    homes = organisations.homes(actor=actor, permission=Permission.LESSONS_EDIT, today=today)
    below = tuple((card.id, card.name) for card in homes if paths.covers(path, card.path))
    return TrainingView(
        row.pk,
        row.organisation_id,
        place,
        path,
        row.term,
        row.title,
        Subject(row.subject),
        _levels_of(row.levels),
        row.planned_on,
        row.held_on,
        row.form,
        row.file_name if row.file_id else "",
        row.dropped_on,
        row.drop_reason,
        row.made_at,
        row.made_by_name,
        may_change,
        ((row.organisation_id, place),) if may_change else below,
        of_training(row),
    )


def material(*, actor: Actor, pk: int) -> tuple[bytes, str]:
    """The material of a session and its name, for whoever may see the session."""
    if not training(actor=actor, pk=pk).file_name:
        raise NotHere
    row = Training.objects.select_related("file").get(pk=pk)
    assert row.file is not None
    return bytes(row.file.content), row.file_name


@dataclass(frozen=True)
class Came:
    """What is entered of one organisation."""

    organisation: int
    expected: int
    attended: int | None


@dataclass(frozen=True)
class Attendance:
    """Who came to a session, within a place. `total`: entered as one total of the holder; nobody is told apart."""

    came: Mapping[int, Came]
    cover: Coverage
    total: Came | None

    @property
    def expected(self) -> int:
        return sum(one.expected for one in self.came.values())

    @property
    def attended(self) -> int:
        return sum(one.attended or 0 for one in self.came.values())

    @property
    def counted(self) -> bool:
        return any(one.attended is not None for one in self.came.values())


def attendance(*, actor: Actor, view: TrainingView, at: Place) -> Attendance:
    """Who came within a place at or below the holder's; NotHere elsewhere. One query."""
    if not paths.covers(view.path, at.path) or not allows(actor, Permission.VIEW, at.path, clock.today()):
        raise NotHere
    came = _attendance([view.id]).get(view.id, {})
    whole = at.path == view.path
    seen = came if whole else _within(at, came)
    total = came.get(view.organisation) if whole else None
    cover = coverage(at, view.scope, _reached(seen), without=view.organisation)
    return Attendance(
        {pk: Came(pk, *numbers) for pk, numbers in seen.items()},
        cover,
        Came(view.organisation, *total) if total else None,
    )


def entry(*, actor: Actor, view: TrainingView, at: Place) -> list[int]:
    """The organisations of a place for which the session is, in path order: the rows in which it is entered who came.
    NotHere where the actor may not enter it."""
    if not allows(actor, Permission.LESSONS_EDIT, at.path, clock.today()) or not paths.covers(view.path, at.path):
        raise NotHere
    flags = asked_of(at, view.scope, without=view.organisation)
    return [int(pk) for pk in at.snapshot.organisations(at.span)[flags]]
