"""Reviews of congresses: one with what was changed in it, those of a subtree, and pilots held without any."""

import json
from collections import defaultdict
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
from daihoi.queries.indicators import Place, Standing, everybody, standing
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
    name: str
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

    @property
    def any(self) -> bool:
        return bool(self.without or self.done or self.pilots)


def rows_below(at: Place) -> tuple[list[tuple[int, int, date]], Standing]:
    """((review, organisation, day), …) of a place's level by its day, and where their organisations stand; of those
    whose congress is marked held. Two queries at most."""
    within = Version.objects.filter(path__startswith=at.path).values("organisation_id")
    found = list(
        Review.objects.filter(term=at.term, reviewed_on__lte=at.as_of, organisation_id__in=within).values_list(
            "pk", "organisation_id", "reviewed_on"
        )
    )
    stand = standing(at, (pk for _, pk, _ in found)).at_level(at.level)
    held = {pk for pk, index in stand.index.items() if stand.held_on(index) is not None}
    return [row for row in found if row[1] in held], stand


def reviews(*, actor: Actor, at: Place) -> ReviewsView:
    """Which congresses of the place's level were reviewed by its day, and which pilots were not."""
    found, stand = rows_below(at)
    counts: dict[int, int] = defaultdict(int)
    for review_id in Shortcoming.objects.filter(review_id__in=[pk for pk, *_ in found]).values_list(
        "review_id", flat=True
    ):
        counts[review_id] += 1
    reviewed = {organisation: (pk, on) for pk, organisation, on in found}
    here = everybody(at).at_level(at.level)
    held = (here.congress("held.done") > 0) & (here.congress("held.done") <= at.snapshot.as_of)
    pilot = here.congress("pilot") > 0
    without = [int(i) for i in np.flatnonzero(held & pilot) if int(here.organisation[i]) not in reviewed]
    names = organisations.last_names(
        actor=actor, pks=[*reviewed, *(int(here.organisation[index]) for index in without)]
    )
    missing = tuple(
        ReviewLine(pk, names.get(pk, ""), True, here.held_on(index))
        for index in without
        if (pk := int(here.organisation[index]))
    )
    done = _done(reviewed, stand, names, counts)
    return ReviewsView(
        without=tuple(sorted(missing, key=lambda line: line.held_on or date.max)),
        done=done,
        pilots=int(np.count_nonzero(pilot)),
        pilots_held=int(np.count_nonzero(held & pilot)),
        pilots_reviewed=int(np.count_nonzero(held & pilot)) - len(without),
        wide_held=int(np.count_nonzero(held & ~pilot)),
        wide_reviewed=sum(int(here.organisation[index]) in reviewed for index in np.flatnonzero(held & ~pilot)),
    )


def _done(
    reviewed: Mapping[int, tuple[int, date]], stand: Standing, names: Mapping[int, str], counts: Mapping[int, int]
) -> tuple[ReviewLine, ...]:
    lines = [
        ReviewLine(pk, names.get(pk, ""), stand.is_pilot(index), stand.held_on(index), on, counts.get(review_id, 0))
        for pk, (review_id, on) in reviewed.items()
        if (index := stand.index[pk]) is not None
    ]
    return tuple(sorted(lines, key=lambda line: (not line.pilot, -(line.held_on or date.min).toordinal())))


def review_of(*, actor: Actor, organisation: int, term: str) -> ReviewView:
    """For the organisation's own page: its review, or what there is to review."""
    return review(actor=actor, organisation=organisation, term=term)
