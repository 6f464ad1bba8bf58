"""Training: planned, held, dropped; and who came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.actions._files import Attached, keep
from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.lessons.attendance import MORE, Attended
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import parted, scope_of
from daihoi.core.stamp import refuse_changed
from daihoi.core.subjects import Subject
from daihoi.core.text import nfc, one_line
from daihoi.data.models import Training, TrainingAttendance, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock
from daihoi.queries.lessons._stamps import of_training

_MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class Session:
    """A session as it is planned. `levels`: for whom, as core.scope.joined writes them; "" for every level."""

    title: str
    planned_on: date
    subject: Subject = Subject.TRAINING
    levels: str = ""
    form: str = ""
    file: Attached | None = None


@action("lessons.training_planned", Permission.LESSONS_EDIT)
def plan_training(*, actor: Actor, organisation: int, term: str, session: Session) -> Done[int]:
    """Plan a session that an organisation holds for those below it; returns its id."""
    row = Training(
        organisation_id=organisation,
        term=term,
        entered_on=clock.today(),
        made_at=clock.now(),
        made_by_name=actor.name,
    )
    _fill(row, session)
    row.save()
    return Done(row.pk, row.title, _detail(row) | {"training": row.pk})


@action("lessons.training_planned", Permission.LESSONS_EDIT)
def change_training(
    *, actor: Actor, organisation: int, pk: int, session: Session, seen: str | None = None
) -> Done[None]:
    """Change a session that was not dropped. For whom it is stays once somebody is entered."""
    row = _own(organisation, pk)
    refuse_changed(seen, of_training(row))
    before = _detail(row)
    if session.levels != row.levels and row.attendances.exclude(organisation_id=organisation).exists():
        text = N_("Attendance is entered already; for whom the session is stays as it is.")
        raise refuse("attendance_entered", text)
    _fill(row, session)
    row.save()
    return Done(None, row.title, _detail(row) | {"training": row.pk, "before": before})


@action("lessons.training_dropped", Permission.LESSONS_EDIT)
def drop_training(*, actor: Actor, organisation: int, pk: int, reason: str) -> Done[None]:
    """Drop a session that was not held, with a reason."""
    row = _own(organisation, pk)
    if row.held_on is not None:
        raise refuse("training_held", N_("The session was held; it cannot be dropped."))
    said = one_line(nfc(reason))[:300]
    if not said:
        raise refuse("no_reason", N_("Say why the session is dropped."))
    row.dropped_on, row.drop_reason = clock.today(), said
    row.save(update_fields=["dropped_on", "drop_reason"])
    return Done(None, row.title, {"training": row.pk, "reason": said})


@action("lessons.training_held", Permission.LESSONS_EDIT)
def hold_training(
    *,
    actor: Actor,
    organisation: int,
    pk: int,
    held_on: date,
    form: str = "",
    file: Attached | None = None,
    seen: str | None = None,
) -> Done[None]:
    """Say that a session was held: on which day, in what form, with what material (None: as before)."""
    row = _own(organisation, pk)
    refuse_changed(seen, of_training(row))
    if held_on > clock.today():
        raise refuse("day_in_future", N_("This day is still to come."))
    row.held_on, row.form = held_on, one_line(nfc(form))[:200]
    if file is not None:
        row.file, row.file_name = keep(file)
    row.save()
    return Done(None, row.title, {"training": row.pk, "held_on": held_on, "form": row.form, "file": row.file_name})


@action("lessons.training_held", Permission.LESSONS_EDIT)
def enter_attendance(
    *,
    actor: Actor,
    organisation: int,
    pk: int,
    rows: Sequence[Attended],
    seen: Mapping[int, tuple[int | None, int | None]] | None = None,
) -> Done[int]:
    """Enter how many were expected and came, organisation by organisation; returns how many rows changed.

    `organisation`: that which holds the session, for all of them, or one below it, for those at and below itself.
    `seen`: what was shown of each, (expected, attended), None: nothing; a row that somebody changed since is refused.
    All or nothing.
    """
    row = Training.objects.filter(pk=pk, dropped_on=None).first()
    within = _paths_of([organisation, *(one.organisation for one in rows), *([row.organisation_id] if row else [])])
    if row is None or organisation not in within or not _covers(within, row.organisation_id, organisation):
        raise NotHere
    if TrainingAttendance.objects.filter(training=row, organisation_id=row.organisation_id).exists():
        text = N_("Attendance of this session is entered as one total. Take the total out first.")
        raise refuse("total_entered", text)
    scope = scope_of(row.levels, "")
    known = {
        pk_: (expected, attended)
        for pk_, expected, attended in TrainingAttendance.objects.filter(
            training=row, organisation_id__in=[one.organisation for one in rows]
        ).values_list("organisation_id", "expected", "attended")
    }
    changed = []
    for one in rows:
        if not _covers(within, organisation, one.organisation) or one.organisation == row.organisation_id:
            raise NotHere
        _, kind, unit, name = within[one.organisation]
        if not scope.holds(kind, unit):
            raise NotHere
        now = known.get(one.organisation, (None, None))
        if now == (one.expected, one.attended):
            continue
        if seen is not None and seen.get(one.organisation, (None, None)) != now:
            text = N_("Somebody entered “{name}” in the meantime. Look at what stands there now, then enter it again.")
            raise refuse("changed_meanwhile", text, name=name)
        _refuse_numbers(one, name, row.held_on)
        changed.append(one)
    for one in changed:
        TrainingAttendance.objects.update_or_create(
            training=row,
            organisation_id=one.organisation,
            defaults={"expected": one.expected, "attended": one.attended},
        )
    detail = {
        "training": row.pk,
        "rows": {str(one.organisation): [one.expected, one.attended] for one in changed},
        "for": [one.organisation for one in changed],
    }
    return Done(len(changed), row.title, detail)


@action("lessons.training_held", Permission.LESSONS_EDIT)
def enter_total(*, actor: Actor, organisation: int, pk: int, expected: int | None, attended: int | None) -> Done[None]:
    """Enter who came as one total of the holder, where they cannot be told apart by organisation; both None takes the
    total out."""
    row = _own(organisation, pk)
    if row.attendances.exclude(organisation_id=organisation).exists():
        text = N_("Attendance of this session is entered by organisation, which makes the total.")
        raise refuse("rows_entered", text)
    if expected is None and attended is None:
        row.attendances.all().delete()
        return Done(None, row.title, {"training": row.pk, "total": None})
    if expected is None:
        raise refuse("expected_missing", N_("Say how many were expected."))
    name = Version.objects.filter(organisation_id=organisation, valid_to=FAR).values_list("name", flat=True)[0]
    _refuse_numbers(Attended(organisation, expected, attended), name, row.held_on)
    TrainingAttendance.objects.update_or_create(
        training=row, organisation_id=organisation, defaults={"expected": expected, "attended": attended}
    )
    return Done(None, row.title, {"training": row.pk, "total": [expected, attended]})


def _refuse_numbers(one: Attended, name: str, held_on: date | None) -> None:
    if not 0 <= one.expected <= _MOST_PEOPLE or not 0 <= (one.attended or 0) <= _MOST_PEOPLE:
        raise refuse("number_unlikely", N_("The number {number} cannot be right."), number=one.expected)
    if one.attended is not None and one.attended > one.expected:
        raise refuse("more_than_expected", MORE, name=name)
    if one.attended is not None and held_on is None:
        raise refuse("not_held", N_("Say first on which day the session was held; then who came."))


def _paths_of(pks: Sequence[int]) -> dict[int, tuple[str, str, str, str]]:
    """(path, kind, unit, name) of organisations, as they are or were last."""
    wanted = sorted(set(pks))
    found: dict[int, tuple[str, str, str, str]] = {}
    for start in range(0, len(wanted), 500):
        rows = Version.objects.filter(organisation_id__in=wanted[start : start + 500]).order_by("valid_from")
        for pk, path, kind, unit, name in rows.values_list("organisation_id", "path", "kind", "unit", "name"):
            found[pk] = (path, kind, unit, name)
    return found


def _covers(within: Mapping[int, tuple[str, str, str, str]], upper: int, lower: int) -> bool:
    return upper in within and lower in within and paths.covers(within[upper][0], within[lower][0])


def _own(organisation: int, pk: int) -> Training:
    row = Training.objects.filter(pk=pk, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    if row.dropped_on is not None:
        raise refuse("training_dropped", N_("This session was dropped."))
    return row


def _fill(row: Training, given: Session) -> None:
    title = one_line(nfc(given.title))
    if not title or len(title) > 300:
        raise refuse("training_without_title", N_("Give the session a title of at most 300 letters."))
    if not 2000 <= given.planned_on.year <= 2100:
        raise refuse("day_unlikely", N_("This day cannot be right."))
    parted(given.levels, Level)  # what is no level is a fault of the caller
    row.title, row.subject, row.levels = title, given.subject.value, given.levels
    row.planned_on, row.form = given.planned_on, one_line(nfc(given.form))[:200]
    if given.file is not None:
        row.file, row.file_name = keep(given.file)


def _detail(row: Training) -> dict[str, object]:
    return {
        "title": row.title,
        "subject": row.subject,
        "levels": row.levels,
        "planned_on": row.planned_on,
        "form": row.form,
        "file": row.file_name,
    }
