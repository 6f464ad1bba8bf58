"""Lessons: published for organisations below, changed, withdrawn, read."""

from dataclasses import dataclass
from datetime import date

from daihoi.actions._files import Attached, keep
from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.scope import parted, scope_of
from daihoi.core.stamp import refuse_changed
from daihoi.core.subjects import Subject
from daihoi.core.text import nfc, one_line
from daihoi.data.models import Lesson, LessonRead, Review, Version
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.lessons import kinds
from daihoi.queries.lessons._stamps import of_lesson

_LONGEST = 20_000


@dataclass(frozen=True)
class LessonText:
    """A lesson as it is entered. `levels`, `units`: as core.scope.joined writes them; "" for all. `review`: the
    organisation whose review of its congress the lesson comes from."""

    title: str
    text: str
    subject: Subject
    kind: str = ""
    levels: str = ""
    units: str = ""
    review: int | None = None
    file: Attached | None = None


@action("lessons.published", Permission.LESSONS_EDIT)
def publish_lesson(
    *, actor: Actor, organisation: int, term: str, lesson: LessonText, published_on: date | None = None
) -> Done[int]:
    """Publish a lesson for organisations below, today or on an earlier day; returns its id."""
    day = published_on or clock.today()
    if day > clock.today():
        raise refuse("day_in_future", N_("This day is still to come."))
    row = Lesson(
        organisation_id=organisation, term=term, published_on=day, made_at=clock.now(), made_by_name=actor.name
    )
    _fill(actor, row, lesson, organisation)
    row.save()
    return Done(row.pk, row.title, _detail(row) | {"lesson": row.pk})


@action("lessons.published", Permission.LESSONS_EDIT)
def change_lesson(
    *, actor: Actor, organisation: int, pk: int, lesson: LessonText, seen: str | None = None, drop_file: bool = False
) -> Done[None]:
    """Change a lesson that stands. Who has read it stays; what it said before stays in the log."""
    row = _own(organisation, pk)
    _refuse_withdrawn(row)
    refuse_changed(seen, of_lesson(row))
    before = _detail(row)
    if drop_file:
        row.file, row.file_name = None, ""
    _fill(actor, row, lesson, organisation)
    row.save()
    return Done(None, row.title, _detail(row) | {"lesson": row.pk, "before": before})


@action("lessons.withdrawn", Permission.LESSONS_EDIT)
def withdraw_lesson(*, actor: Actor, organisation: int, pk: int, reason: str) -> Done[None]:
    """Withdraw a lesson, with a reason: it asks to be read by nobody any more."""
    row = _own(organisation, pk)
    _refuse_withdrawn(row)
    said = one_line(nfc(reason))[:300]
    if not said:
        raise refuse("no_reason", N_("Say why the lesson is withdrawn."))
    row.withdrawn_on, row.withdrawn_note = clock.today(), said
    row.save(update_fields=["withdrawn_on", "withdrawn_note"])
    return Done(None, row.title, {"lesson": row.pk, "reason": said})


@action("lessons.read", Permission.LESSONS_EDIT)
def read_lesson(*, actor: Actor, organisation: int, pk: int) -> Done[None]:
    """Say that an organisation has read a lesson that applies to it."""
    row = Lesson.objects.filter(pk=pk).first()
    version = Version.objects.filter(organisation_id=organisation, valid_to=FAR).first()
    if row is None or version is None or row.organisation_id not in paths.ids(version.path)[:-1]:
        raise NotHere
    if not scope_of(row.levels, row.units).holds(version.kind, version.unit):
        raise NotHere
    _refuse_withdrawn(row)
    read, made = LessonRead.objects.get_or_create(
        lesson=row, organisation_id=organisation, defaults={"read_on": clock.today(), "by_name": actor.name}
    )
    if not made:
        text = N_("“{name}” has read this lesson already, on {day}.")
        day = f"{read.read_on.day}/{read.read_on.month}/{read.read_on.year}"
        raise refuse("already_read", text, name=version.name, day=day)
    return Done(None, row.title, {"lesson": row.pk, "name": version.name})


def _own(organisation: int, pk: int) -> Lesson:
    row = Lesson.objects.filter(pk=pk, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    return row


def _refuse_withdrawn(row: Lesson) -> None:
    if row.withdrawn_on is not None:
        raise refuse("lesson_withdrawn", N_("This lesson is withdrawn."))


def _fill(actor: Actor, row: Lesson, given: LessonText, organisation: int) -> None:
    title, text = one_line(nfc(given.title)), nfc(given.text).strip()
    if not title or len(title) > 300:
        raise refuse("lesson_without_title", N_("Give the lesson a title of at most 300 letters."))
    if not text and given.file is None and row.file_id is None:
        raise refuse("lesson_without_text", N_("Write the lesson, or attach it as a file."))
    if len(text) > _LONGEST:
        raise refuse("text_too_long", N_("The text is too long: at most {most} characters."), most=_LONGEST)
    if given.kind and given.kind not in {kind.key for kind in kinds(actor=actor, organisation=organisation)}:
        raise refuse("kind_unknown", N_("Choose the kind of shortcoming from the list."))
    parted(given.levels, Level), parted(given.units, Unit)  # what is no level or unit is a fault of the caller
    row.title, row.text, row.subject, row.kind = title, text, given.subject.value, given.kind
    row.levels, row.units = given.levels, given.units
    row.review = _review(actor, given.review, row.term) if given.review is not None else None
    if given.file is not None:
        row.file, row.file_name = keep(given.file)


def _review(actor: Actor, organisation: int, term: str) -> Review:
    """The review of an organisation that the actor may look at; NotHere for others."""
    found = Review.objects.filter(organisation_id=organisation, term=term).first()
    if found is None:
        raise NotHere
    require(actor, Permission.VIEW, last_version(organisation).path, clock.today())
    return found


def _detail(row: Lesson) -> dict[str, object]:
    return {
        "title": row.title,
        "text": row.text,
        "subject": row.subject,
        "kind": row.kind,
        "levels": row.levels,
        "units": row.units,
        "file": row.file_name,
        "file_sha256": row.file.sha256 if row.file is not None else "",
        "published_on": row.published_on,
    }
