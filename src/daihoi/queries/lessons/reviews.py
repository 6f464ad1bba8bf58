"""Reviews of congresses: one with what was changed in it, those of a subtree, and pilots held without any."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import numpy as np

from daihoi.core.access import Actor, Permission, allows
from daihoi.core.organisations.kinds import Kind
from daihoi.core.subjects import Subject
from daihoi.data.models import Congress, Event, Mark, Review, Shortcoming, Version
from daihoi.queries import clock, organisations
from daihoi.queries.indicators import Place, Standing, ever_within, everybody, standing
from daihoi.queries.indicators.facts import Flags
from daihoi.queries.lessons._stamps import of_review
from daihoi.queries.lessons.kinds import KindName, kinds_named


@dataclass(frozen=True)
class ShortcomingLine:
    """One shortcoming of a review."""

    kind: KindName
    subject: Subject
    text: str
    change: str


@dataclass(frozen=True)
class Earlier:
    """What a review said before it was changed; from the log."""

    at: datetime
    by: str
    went_well: str
    to_change: str
    shortcomings: tuple[ShortcomingLine, ...]


@dataclass(frozen=True)
class ReviewView:
    """The review of a congress, or what there is to review. `id` None: not reviewed yet; `held_on` None: not held,
    so it cannot be. `stamp`: for saving over nothing unseen."""

    organisation: int
    name: str
    path: str
    kind: Kind
    term: str
    pilot: bool
    ordinal: int | None
    held_on: date | None
    may_edit: bool
    id: int | None = None
    reviewed_on: date | None = None
    went_well: str = ""
    to_change: str = ""
    shortcomings: tuple[ShortcomingLine, ...] = ()
    made_at: datetime | None = None
    made_by: str = ""
    stamp: str = ""
    earlier: tuple[Earlier, ...] = field(default=())


def review(*, actor: Actor, organisation: int, term: str) -> ReviewView:
    """The review of an organisation's congress, for the organisation and those above it. NotHere for others."""
    card = organisations.last_card(actor=actor, pk=organisation)
    congress = Congress.objects.filter(organisation_id=organisation, term=term).values_list("pilot", "ordinal").first()
    held = Mark.objects.filter(
        congress__organisation_id=organisation, congress__term=term, milestone="held"
    ).values_list("done_on", flat=True)
    bare = ReviewView(
        organisation,
        card.name,
        card.path,
        card.kind,
        term,
        pilot=bool(congress and congress[0]),
        ordinal=congress[1] if congress else None,
        held_on=held.first(),
        may_edit=allows(actor, Permission.LESSONS_EDIT, card.path, clock.today()),
        stamp=of_review(None, ()),
    )
    row = Review.objects.filter(organisation_id=organisation, term=term).first()
    return _filled(actor, bare, row) if row is not None else bare


def _filled(actor: Actor, bare: ReviewView, row: Review) -> ReviewView:
    found = list(row.shortcomings.order_by("pk").values_list("kind", "subject", "text", "change"))
    before = _earlier(bare.organisation, bare.term)
    told = [one for _, _, detail in before for one in detail.get("shortcomings", [])]
    names = kinds_named(actor=actor, keys={kind for kind, *_ in (*found, *told)})
    return replace(
        bare,
        id=row.pk,
        reviewed_on=row.reviewed_on,
        went_well=row.went_well,
        to_change=row.to_change,
        shortcomings=_lines(found, names),
        made_at=row.made_at,
        made_by=row.made_by_name,
        stamp=of_review(row, found),
        earlier=tuple(
            Earlier(at, by, detail["went_well"], detail["to_change"], _lines(detail["shortcomings"], names))
            for at, by, detail in before
        ),
    )


def _lines(rows: Iterable[Sequence[str]], names: Mapping[str, KindName]) -> tuple[ShortcomingLine, ...]:
    return tuple(ShortcomingLine(names[kind], Subject(subject), text, change) for kind, subject, text, change in rows)


def _earlier(organisation: int, term: str) -> list[tuple[datetime, str, dict[str, Any]]]:
    """(when, by whom, what it said) of the states of a review before the present one, the newest first, from the log.

    The path is asked for as well, since by it the log is indexed.
    """
    known = Version.objects.filter(organisation_id=organisation).values("path")
    rows = (
        Event.objects.filter(path__in=known, organisation=organisation, event="lessons.reviewed")
        .order_by("-seq")
        .values_list("at", "actor_name", "detail")
    )
    told = [(at, by, json.loads(text)) for at, by, text in rows]
    return [one for one in told if one[2]["term"] == term][1:]


@dataclass(frozen=True)
class ReviewLine:
    """A congress in the list: reviewed or still to be. `shortcomings`: how many its review names."""

    organisation: int
    pilot: bool
    held_on: date | None
    reviewed_on: date | None = None
    shortcomings: int = 0


@dataclass(frozen=True)
class ReviewsView:
    """The reviews of a place: pilots held without one first."""

    without: tuple[ReviewLine, ...]
    done: tuple[ReviewLine, ...]  # pilots first, then by the day held, the latest first
    pilots: int
    pilots_held: int
    pilots_reviewed: int  # of those held
    wide_held: int
    wide_reviewed: int
    own: ReviewLine | None  # the place's own congress, of whichever level, where it was held

    @property
    def any(self) -> bool:
        return bool(self.without or self.done or self.pilots)


def rows_below(at: Place) -> tuple[list[tuple[int, int, date]], Standing]:
    """((review, organisation, day), …) of everybody in a place by its day whose congress is marked held, whatever the
    level, and where those organisations stand. One query."""
    rows = Review.objects.filter(term=at.term, reviewed_on__lte=at.as_of, organisation_id__in=ever_within(at))
    found = list(rows.values_list("pk", "organisation_id", "reviewed_on"))
    stand = standing(at, (pk for _, pk, _ in found))
    held = {pk for pk, index in stand.index.items() if stand.held_on(index) is not None}
    return [row for row in found if row[1] in held], stand


def shortcomings_below(at: Place) -> list[tuple[int, str]]:
    """(review, kind) of every shortcoming of those who ever stood in a place. One query."""
    rows = Shortcoming.objects.filter(review__term=at.term, review__organisation_id__in=ever_within(at))
    return list(rows.values_list("review_id", "kind"))


def reviews(*, actor: Actor, at: Place) -> ReviewsView:
    """Which congresses of the place's level were reviewed by its day, and which pilots were not. Two queries."""
    assert allows(actor, Permission.VIEW, at.path, clock.today())  # whoever has the place may look at it
    found, stand = rows_below(at)
    counts = Counter(review_id for review_id, _ in shortcomings_below(at))
    lines = {
        pk: ReviewLine(pk, stand.is_pilot(index), stand.held_on(index), on, counts[review_id])
        for review_id, pk, on in found
        if (index := stand.index[pk]) is not None
    }
    levelled = stand.at_level(at.level).index
    done = [line for pk, line in lines.items() if pk in levelled]
    here = everybody(at).at_level(at.level)
    closed, pilot = here.congress("held.done"), here.congress("pilot") > 0
    held = (closed > 0) & (closed <= at.snapshot.as_of)
    reviewed = np.isin(here.organisation, list(lines))
    without = [
        ReviewLine(int(here.organisation[index]), True, here.held_on(int(index)))
        for index in np.flatnonzero(held & pilot & ~reviewed)
    ]
    return ReviewsView(
        without=tuple(sorted(without, key=lambda line: line.held_on or date.max)),
        done=tuple(sorted(done, key=lambda line: (not line.pilot, -(line.held_on or date.min).toordinal()))),
        pilots=_count(pilot),
        pilots_held=_count(held & pilot),
        pilots_reviewed=_count(held & pilot & reviewed),
        wide_held=_count(held & ~pilot),
        wide_reviewed=_count(held & ~pilot & reviewed),
        own=lines.get(at.organisation) or _own(at),
    )


def _count(flags: Flags) -> int:
    return int(np.count_nonzero(flags))


def _own(at: Place) -> ReviewLine | None:
    """The place's own congress without a review; None where it was not held."""
    own = standing(at, [at.organisation])
    held_on = own.held_on(0)
    return ReviewLine(at.organisation, own.is_pilot(0), held_on) if held_on is not None else None


def review_of(*, actor: Actor, organisation: int, term: str) -> ReviewView:
    """For the organisation's own page: its review, or what there is to review."""
    return review(actor=actor, organisation=organisation, term=term)
