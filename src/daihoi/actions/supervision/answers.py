"""What is answered and found on a visit, as it comes in: from a page, or later from a device that had no network.

Everything has a key that was made where it was written: the same key twice stores once. An answer names the one that
the person saw; where another has come in since, both are kept and people choose (core.supervision.arrived).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from daihoi.actions import _files
from daihoi.actions._files import Attached
from daihoi.actions._gate import Done, action
from daihoi.actions.supervision._rows import MOST_A_VISIT, as_key, led_visit, open_visit, present
from daihoi.core.access import Actor, Permission
from daihoi.core.lessons import BY_KEY
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Kept, Reply, Standing, Weight, arrived, chosen
from daihoi.core.text import nfc, one_line
from daihoi.data.models import OwnShortcomingKind, Visit, VisitAnswer, VisitFile, VisitFinding, VisitPoint
from daihoi.data.tree import last_version
from daihoi.queries import clock

LONGEST_NOTE = 500
LONGEST_FINDING = 1000


@dataclass(frozen=True)
class Given:
    """An answer to a point. `seen`: the key of the answer that the person saw, "" where there was none; `given_at`:
    by the clock of the device."""

    key: str
    point: int
    reply: Reply
    given_at: datetime
    note: str = ""
    seen: str = ""


@dataclass(frozen=True)
class FindingGiven:
    """A finding in words. `kind`: which shortcoming, for those; `point`: the question that it belongs to, or None."""

    key: str
    weight: Weight
    subject: Subject
    text: str
    given_at: datetime
    kind: str = ""
    point: int | None = None


@action("supervision.answered", Permission.SUPERVISE)
def answer(*, actor: Actor, organisation: int, visit: int, answers: Sequence[Given]) -> Done[dict[str, Standing]]:
    """Take in answers in their order; returns how each stands, by its key. All or nothing.

    An answer that is there already under its key is refused with the code "kept_already".
    """
    row = open_visit(actor, organisation, visit)
    if not answers:
        raise refuse("nothing_answered", N_("No point was answered."))
    points = {point.pk: point for point in row.points.all()}
    _refuse_many(VisitAnswer.objects.filter(point__visit=row).count() + len(answers))
    placed: dict[str, Standing] = {}
    for given in answers:
        point = points.get(given.point)
        if point is None:
            raise refuse("point_unknown", N_("This point is no longer part of the visit."))
        placed[given.key] = _take_in(actor, point, given)
    detail = {"visit": row.pk, "points": len(answers), "standing": sorted(placed.values())}
    return Done(placed, last_version(organisation).name, detail)


def _take_in(actor: Actor, point: VisitPoint, given: Given) -> Standing:
    key, note = as_key(given.key), nfc(given.note).strip()
    if len(note) > LONGEST_NOTE:
        raise refuse("note_long", N_("A note has at most {most} letters."), most=LONGEST_NOTE)
    if VisitAnswer.objects.filter(key=key).exists():
        _refuse_again(VisitAnswer.objects.filter(key=key, point=point, reply=given.reply.value, note=note))
    rows = {str(one.key): one for one in VisitAnswer.objects.filter(point=point)}
    kept = [Kept(each, (one.reply, one.note), Standing(one.standing)) for each, one in rows.items()]
    seen = str(as_key(given.seen)) if given.seen else None
    standing, replaced = arrived(kept, seen, (given.reply.value, note))
    # First the old one goes, then the new one comes: never do two answers of a point count.
    VisitAnswer.objects.filter(pk__in=[rows[each].pk for each in replaced]).update(standing=Standing.REPLACED.value)
    VisitAnswer.objects.create(
        point=point,
        key=key,
        reply=given.reply.value,
        note=note,
        seen=rows.get(seen) if seen else None,
        standing=standing.value,
        given_at=given.given_at,
        stored_at=clock.now(),
        by_name=actor.name[:150],
    )
    return standing


def _refuse_again(same: "QuerySet[Any, Any]") -> None:
    """The key is there: the same thing came twice, or another one uses its key."""
    if same.exists():
        raise refuse("kept_already", N_("This entry has come in already."))
    raise refuse("key_used", N_("Another entry has the key of this one. Copy what was written and enter it again."))


def _refuse_many(count: int) -> None:
    if count > MOST_A_VISIT:
        raise refuse("visit_full", N_("A visit holds at most {most} entries of a kind."), most=MOST_A_VISIT)


@action("supervision.chosen", Permission.SUPERVISE)
def choose_answer(
    *, actor: Actor, organisation: int, visit: int, point: int, key: str, among: Collection[str]
) -> Done[None]:
    """Choose which of the answers to a point counts; the others are set aside and stay. `among`: the keys that the
    person chose from; refused where others have come in since."""
    row = open_visit(actor, organisation, visit)
    found = VisitAnswer.objects.filter(point=point, point__visit=row)
    kept = [Kept(str(one.key), (one.reply, one.note), Standing(one.standing)) for one in found]
    open_ = {one.key for one in kept if one.standing in {Standing.CURRENT, Standing.OFFERED}}
    if open_ != set(among) or key not in open_ or len(open_) < 2:
        text = N_("Another answer has come in, or somebody has chosen. Look at the point anew.")
        raise refuse("answers_changed", text)
    changes = chosen(kept, key)
    for each, standing in sorted(changes.items(), key=lambda change: change[1] is Standing.CURRENT):
        found.filter(key=UUID(each)).update(standing=standing.value)
    return Done(None, last_version(organisation).name, {"visit": row.pk, "point": point, "key": key})


@action("supervision.found", Permission.SUPERVISE)
def find(*, actor: Actor, organisation: int, visit: int, finding: FindingGiven) -> Done[int]:
    """Enter something that was found. One that is there under its key is refused with the code "kept_already"."""
    row = open_visit(actor, organisation, visit)
    text, key = nfc(finding.text).strip(), as_key(finding.key)
    if not text or len(text) > LONGEST_FINDING:
        raise refuse("finding_text", N_("Write what was found, in at most {most} letters."), most=LONGEST_FINDING)
    if VisitFinding.objects.filter(key=key).exists():
        _refuse_again(VisitFinding.objects.filter(key=key, visit=row, weight=finding.weight.value, text=text))
    _refuse_many(row.findings.count() + 1)
    if finding.point is not None and not row.points.filter(pk=finding.point).exists():
        raise refuse("point_unknown", N_("This point is no longer part of the visit."))
    made = VisitFinding.objects.create(
        visit=row,
        key=key,
        point_id=finding.point,
        weight=finding.weight.value,
        subject=finding.subject.value,
        kind=_kind(row, finding),
        text=text,
        given_at=finding.given_at,
        stored_at=clock.now(),
        by_name=actor.name[:150],
    )
    # What was found is not told here: the log of the organisation visited is read before the conclusion.
    return Done(made.pk, last_version(organisation).name, {"visit": row.pk, "finding": made.pk})


def _kind(row: Visit, finding: FindingGiven) -> str:
    """Only a shortcoming has a kind: one of the list, or one that an organisation at or above the visited added."""
    if finding.weight is not Weight.SHORTCOMING:
        return ""
    if finding.kind in BY_KEY:
        return finding.kind
    above = paths.ids(present(row.organisation_id).path)
    own = OwnShortcomingKind.objects.filter(key=finding.kind, organisation_id__in=above)
    if not own.exists():
        raise refuse("shortcoming_unknown", N_("Choose what kind of shortcoming it is."))
    return finding.kind


@action("supervision.found", Permission.SUPERVISE)
def strike_finding(*, actor: Actor, organisation: int, visit: int, finding: int, reason: str) -> Done[None]:
    """Hold a finding up no longer, with the reason; it stays to be read."""
    row = led_visit(actor, organisation, visit)
    found = row.findings.filter(pk=finding).first()
    if found is None or found.struck_reason:
        raise refuse("finding_struck", N_("This finding was struck already."))
    if not reason.strip():
        raise refuse("no_reason", N_("Say why the finding is struck."))
    found.struck_reason = one_line(reason)[:300]
    found.save(update_fields=["struck_reason"])
    return Done(None, last_version(organisation).name, {"visit": row.pk, "finding": found.pk, "struck": True})


@action("supervision.file_added", Permission.SUPERVISE)
def add_file(*, actor: Actor, organisation: int, visit: int, key: str, given: Attached) -> Done[int]:
    """Add a picture or paper. One that is there under its key is refused with the code "kept_already"."""
    row = open_visit(actor, organisation, visit)
    own = as_key(key)
    if VisitFile.objects.filter(key=own).exists():
        _refuse_again(VisitFile.objects.filter(key=own, visit=row))
    _refuse_many(row.files.count() + 1)
    stored, name = _files.keep(given)
    made = VisitFile.objects.create(
        visit=row, key=own, file=stored, name=name, by_name=actor.name[:150], at=clock.now()
    )
    return Done(made.pk, last_version(organisation).name, {"visit": row.pk, "file": made.pk})
