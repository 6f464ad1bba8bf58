"""The review of a congress after it was held, and kinds of shortcomings that an organisation adds to the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.lessons import BY_KEY, SHORTCOMINGS
from daihoi.core.messages import N_, Finding, Message, Place, Refused, Severity, refuse
from daihoi.core.organisations import paths
from daihoi.core.stamp import refuse_changed
from daihoi.core.subjects import Subject
from daihoi.core.text import fold, nfc, one_line
from daihoi.data.models import Congress, Mark, OwnShortcomingKind, Review, Shortcoming
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.lessons import kinds
from daihoi.queries.lessons._stamps import of_review

MOST = 60  # shortcomings of one review
_LONGEST = 20_000


@dataclass(frozen=True)
class ShortcomingText:
    """One shortcoming as it is entered. `subject` None: that of its kind."""

    kind: str
    text: str = ""
    change: str = ""
    subject: Subject | None = None


@dataclass(frozen=True)
class ReviewText:
    """A review as it is entered."""

    reviewed_on: date
    went_well: str = ""
    to_change: str = ""
    shortcomings: Sequence[ShortcomingText] = ()


@action("lessons.reviewed", Permission.LESSONS_EDIT)
def save_review(
    *, actor: Actor, organisation: int, term: str, review: ReviewText, seen: str | None = None
) -> Done[int]:
    """Write or change the review of an organisation's congress, once that is marked held; returns the review's id.

    `seen`: the stamp of what was shown; refused where somebody changed it since. What the review said before stays in
    the log.
    """
    congress = Congress.objects.filter(organisation_id=organisation, term=term).first()
    if congress is None:
        raise NotHere
    version = last_version(organisation)
    held = Mark.objects.filter(congress=congress, milestone="held").values_list("done_on", flat=True).first()
    if held is None:
        text = N_("The congress of “{name}” is not marked as held. Mark it first; then it can be reviewed.")
        raise refuse("not_held", text, name=version.name)
    _refuse_day(review.reviewed_on, held)
    row = Review.objects.filter(organisation_id=organisation, term=term).first()
    before = list(row.shortcomings.order_by("pk").values_list("kind", "subject", "text", "change")) if row else []
    refuse_changed(seen, of_review(row, before))
    rows = _shortcomings(actor, organisation, review.shortcomings)
    went_well, to_change = nfc(review.went_well).strip(), nfc(review.to_change).strip()
    if max(len(went_well), len(to_change)) > _LONGEST:
        raise refuse("text_too_long", N_("The text is too long: at most {most} characters."), most=_LONGEST)
    if not (went_well or to_change or rows):
        raise refuse("review_empty", N_("Say what went well, or name a shortcoming."))
    values = {
        "reviewed_on": review.reviewed_on,
        "went_well": went_well,
        "to_change": to_change,
        "made_at": clock.now(),
        "made_by_name": actor.name,
    }
    saved, _ = Review.objects.update_or_create(organisation_id=organisation, term=term, defaults=values)
    saved.shortcomings.all().delete()
    for one in rows:
        Shortcoming.objects.create(review=saved, **one)
    detail = {
        "term": term,
        "pilot": congress.pilot,
        "reviewed_on": review.reviewed_on,
        "went_well": went_well,
        "to_change": to_change,
        "shortcomings": [[one["kind"], one["subject"], one["text"], one["change"]] for one in rows],
        "changed": row is not None,
    }
    return Done(saved.pk, version.name, detail)


def _refuse_day(reviewed_on: date, held: date) -> None:
    if reviewed_on < held:
        text = N_("A congress is reviewed after it was held: on {day} or later.")
        raise refuse("reviewed_before_held", text, day=f"{held.day}/{held.month}/{held.year}")
    if reviewed_on > clock.today():
        raise refuse("day_in_future", N_("This day is still to come."))


def _shortcomings(actor: Actor, organisation: int, given: Sequence[ShortcomingText]) -> list[dict[str, str]]:
    if len(given) > MOST:
        raise refuse("too_many_rows", N_("A review names at most {most} shortcomings."), most=MOST)
    known = {kind.key: kind for kind in kinds(actor=actor, organisation=organisation)}
    faults: list[Finding] = []
    rows = []
    for number, one in enumerate(given, 1):
        kind = known.get(one.kind)
        text, change = nfc(one.text).strip()[:1000], nfc(one.change).strip()[:1000]
        if kind is None:
            faults.append(_fault(number, "kind_unknown", N_("Choose the kind of shortcoming from the list.")))
            continue
        if one.kind == "other" and not text:
            faults.append(_fault(number, "other_without_text", N_("Say what the other shortcoming is.")))
            continue
        subject = one.subject or kind.subject
        rows.append({"kind": kind.key, "subject": subject.value, "text": text, "change": change})
    if faults:
        raise Refused(*faults)
    return rows


def _fault(number: int, code: str, text: str) -> Finding:
    return Finding(Severity.ERROR, code, Message(text), place=Place(row=number))


@action("lessons.kind_added", Permission.LESSONS_EDIT)
def add_kind(*, actor: Actor, organisation: int, name: str, subject: Subject) -> Done[str]:
    """Add a kind of shortcoming to the list that an organisation and all below it use; returns its key."""
    said = one_line(nfc(name))
    if not said or len(said) > 200:
        raise refuse("kind_without_name", N_("Give the kind a name of at most 200 letters."))
    above = paths.ids(last_version(organisation).path)
    taken = {fold(one.name) for one in SHORTCOMINGS} | {
        fold(one) for one in OwnShortcomingKind.objects.filter(organisation_id__in=above).values_list("name", flat=True)
    }
    if fold(said) in taken:
        raise refuse("kind_there", N_("“{name}” is on the list already."), name=said)
    number = OwnShortcomingKind.objects.filter(organisation_id=organisation).count() + 1
    key = f"own-{organisation}-{number}"
    assert key not in BY_KEY
    OwnShortcomingKind.objects.create(organisation_id=organisation, key=key, name=said, subject=subject.value)
    return Done(key, said, {"key": key, "subject": subject.value})
