"""The data of papers on reviews, out of the rows. Vietnamese only, whatever the language of the interface."""

from collections import defaultdict
from datetime import date

from django.utils import translation
from django.utils.translation import gettext

from daihoi.core.access import Actor, NotHere
from daihoi.core.lessons import Part
from daihoi.core.lessons.papers import KindCount, ReviewReport, Short, SummaryReport, Voice
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind
from daihoi.core.papers import Heading, Signature
from daihoi.core.subjects import SUBJECT_NAMES, Subject
from daihoi.data.models import Review, Shortcoming, Version
from daihoi.queries import clock, organisations
from daihoi.queries.indicators import Place
from daihoi.queries.lessons.kinds import KindName, kinds_named
from daihoi.queries.lessons.reviews import ReviewsView, review, reviews, rows_below

_CELLS = frozenset({Kind.CELL, Kind.GRASSROOTS_CELL})


def review_paper(*, actor: Actor, organisation: int, term: str) -> ReviewReport:
    """The paper on the review of one congress; NotHere where there is none, or not for this actor."""
    view = review(actor=actor, organisation=organisation, term=term)
    if view.id is None:
        raise NotHere
    what = "đại hội điểm" if view.pilot else "đại hội"
    with translation.override("vi"):
        shortcomings = tuple(
            Short(gettext(SUBJECT_NAMES[one.subject]), _name(one.kind), one.text, one.change)
            for one in sorted(view.shortcomings, key=lambda one: list(Subject).index(one.subject))
        )
    return ReviewReport(
        Heading(upper=_above(view.path), organisation=view.name, day=clock.today()),
        about=f"rút kinh nghiệm {what} {view.name}, nhiệm kỳ {_term(term)}",
        congress=f"Đại hội {view.name}, nhiệm kỳ {_term(term)}",
        held_on=view.held_on,
        reviewed_on=view.reviewed_on,
        went_well=_lines(view.went_well),
        shortcomings=shortcomings,
        to_change=_lines(view.to_change),
        recipients=tuple(filter(None, (_above(view.path), f"Lưu {view.name}"))),
        signature=Signature(("T/M CHI BỘ", "BÍ THƯ") if view.kind in _CELLS else ("T/M BAN CHẤP HÀNH", "BÍ THƯ")),
    )


def summary_paper(*, actor: Actor, at: Place) -> SummaryReport:
    """The paper on all reviews of the pilots of a place's level by its day."""
    card = organisations.last_card(actor=actor, pk=at.organisation)
    found = reviews(actor=actor, at=at)
    rows, everywhere = rows_below(at)
    stand = everywhere.at_level(at.level)
    pilots = {pk: row for pk, row, _ in rows if row in stand.index and stand.is_pilot(stand.index[row])}
    names = organisations.last_names(actor=actor, pks=[*pilots.values(), *(one.organisation for one in found.without)])
    told = Review.objects.filter(pk__in=list(pilots)).values_list("organisation_id", "went_well", "to_change")
    well, change = [], []
    for organisation, went_well, to_change in sorted(told, key=lambda row: stand.index[row[0]]):
        well += [Voice(names.get(organisation, ""), line) for line in _lines(went_well)]
        change += [Voice(names.get(organisation, ""), line) for line in _lines(to_change)]
    days = [one.held_on for one in (*found.without, *found.done) if one.pilot and one.held_on is not None]
    return SummaryReport(
        Heading(upper=_above(card.path), organisation=card.name, day=clock.today()),
        about=f"rút kinh nghiệm đại hội điểm của {card.name}, nhiệm kỳ {_term(at.term)}",
        level_name=card.name,
        pilots=found.pilots,
        held=found.pilots_held,
        reviewed=found.pilots_reviewed,
        first_held=min(days, default=None),
        last_held=max(days, default=None),
        without_review=tuple(_without(found, names)),
        went_well=tuple(well),
        kinds=_kinds(actor, pilots, names),
        to_change=tuple(change),
        recipients=tuple(filter(None, (_above(card.path), f"Lưu {card.name}"))),
    )


def _without(found: ReviewsView, names: dict[int, str]) -> list[str]:
    return [f"{names.get(one.organisation, '')} (bế mạc {_day(one.held_on)})" for one in found.without]


def _kinds(actor: Actor, pilots: dict[int, int], names: dict[int, str]) -> tuple[KindCount, ...]:
    """Kinds by how many pilots they occur in, the most frequent first."""
    told: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    for review_id, kind, subject, text, change in (
        Shortcoming.objects.filter(review_id__in=list(pilots))
        .order_by("review_id", "pk")
        .values_list("review_id", "kind", "subject", "text", "change")
    ):
        told[kind].append((pilots[review_id], subject, text, change))
    named = kinds_named(actor=actor, keys=told)
    lines = []
    with translation.override("vi"):
        for kind, rows in told.items():
            part = Part(len({row[0] for row in rows}), len(pilots))
            lines.append(
                KindCount(
                    gettext(SUBJECT_NAMES[Subject(rows[0][1])]),
                    _name(named[kind]),
                    part.number,
                    part.of,
                    _share(part),
                    tuple(Voice(names.get(row[0], ""), row[2]) for row in rows if row[2]),
                    tuple(Voice(names.get(row[0], ""), row[3]) for row in rows if row[3]),
                )
            )
    return tuple(sorted(lines, key=lambda one: (-one.number, one.kind)))


def _name(kind: KindName) -> str:
    return kind.name if kind.own else gettext(kind.name)


def _above(path: str) -> str:
    """The last known name of the organisation directly above; "" for a root."""
    above = paths.ids(path)[-2:-1]
    names = Version.objects.filter(organisation_id__in=above).order_by("-valid_from").values_list("name", flat=True)
    return names.first() or ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•+") for line in text.splitlines() if line.strip(" -•+"))


def _term(term: str) -> str:
    return term.replace("-", " - ")


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else "…/…/………"


def _share(part: Part) -> str:
    """In percent with two decimals, half up: "32,00 %". For the eye only; "" of nobody."""
    if not part.of:
        return ""
    hundredths = (part.number * 20_000 + part.of) // (2 * part.of)
    return f"{hundredths // 100},{hundredths % 100:02d} %"
