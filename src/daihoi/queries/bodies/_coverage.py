"""Which organisations bodies look after, over the arrays of the indicators: a covered organisation is a span of them.

Sorted by path, an organisation and all below it are a slice; how many bodies look after each is a running sum over
where slices begin and end. A national tree takes a few milliseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q, QuerySet

from daihoi.core.bodies import COVERING
from daihoi.core.indicators.columns import LEVELS
from daihoi.core.organisations.kinds import Level
from daihoi.data.models import Coverage
from daihoi.queries.indicators import Ints, Place, Snapshot
from daihoi.queries.indicators.facts import Flags


@dataclass(frozen=True)
class Spans:
    """What bodies look after on a day: rows `first` to before `last` of the snapshot; of one body none in another."""

    body: Ints
    first: Ints
    last: Ints


def active(as_of: date, prefix: str = "") -> Q:
    """The filter of bodies that work on a day; `prefix`: the lookup of the body, such as "body__"."""
    begun = Q(**{f"{prefix}formed_on__lte": as_of})
    return begun & (Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": as_of}))


def covering(term: str, as_of: date) -> "QuerySet[Coverage]":
    """The rows of bodies that look after organisations on a day."""
    kinds = [kind.value for kind in sorted(COVERING)]
    return Coverage.objects.filter(active(as_of, "body__"), body__term=term, body__kind__in=kinds)


def spans_of(at: Place) -> Spans:
    """What every body of the term looks after on the day of the place, wherever the body stands; one query."""
    rows = np.array(list(covering(at.term, at.as_of).values_list("body_id", "organisation_id")), dtype=np.int64)
    return topmost(at.snapshot, rows.reshape(-1, 2))


def topmost(snapshot: Snapshot, rows: Ints) -> Spans:
    """The spans of n x 2 (body, organisation); what lies within another span of the same body is left out, and so is
    an organisation that was not there on the day."""
    organisations = snapshot.organisations(slice(None))
    known = np.full(int(max(organisations.max(initial=0), rows[:, 1].max(initial=0))) + 1, -1, dtype=np.int64)
    known[organisations] = np.arange(len(organisations))
    index = known[rows[:, 1]]
    body, index = rows[:, 0][index >= 0], index[index >= 0]
    first, last = index, snapshot.ends[index]
    # A body of a higher number stands wholly after one of a lower: one running maximum serves them all.
    _, rank = np.unique(body, return_inverse=True)
    shift = rank.astype(np.int64) * (len(organisations) + 1)
    order = np.lexsort((-last, first + shift))
    body, first, last, shift = body[order], first[order], last[order], shift[order]
    reached = np.maximum.accumulate(last + shift) if len(last) else last
    inside = np.zeros(len(first), dtype=bool)
    inside[1:] = (first + shift)[1:] < reached[:-1]
    return Spans(body[~inside], first[~inside], last[~inside])


def times(at: Place) -> Ints:
    """For each organisation of the place how many bodies look after it on its day."""
    return times_of(at, spans_of(at))


def times_of(at: Place, spans: Spans) -> Ints:
    """`times` from spans that were read before."""
    steps = np.zeros(len(at.snapshot.rows) + 1, dtype=np.int64)
    np.add.at(steps, spans.first, 1)
    np.add.at(steps, spans.last, -1)
    counts: Ints = np.cumsum(steps)[at.span]
    return counts


def covered(at: Place) -> Flags:
    """For each organisation of the place, in path order: does a body look after it, or after one above it, on the
    day of the place?"""
    flags: Flags = times(at) > 0
    return flags


@dataclass(frozen=True)
class LevelLine:
    """How the organisations of one level within a place are looked after."""

    level: Level
    organisations: int
    uncovered: int
    several: int

    @property
    def covered(self) -> int:
        return self.organisations - self.uncovered


@dataclass(frozen=True)
class CoverageView:
    """How a place is looked after. `by_body`: body id → how many organisations of the level it reaches here."""

    at: Place
    spans: Spans
    levels: tuple[LevelLine, ...]
    by_body: dict[int, int]
    uncovered: tuple[int, ...]
    several: tuple[int, ...]
    all: tuple[int, ...]


def coverage(at: Place, level: Level) -> CoverageView:
    """Organisations of a level below the place (itself left out): who is looked after by no body, who by several.

    Ids are in path order. One query.
    """
    spans = spans_of(at)
    counts = times_of(at, spans)
    levels = at.columns["level"].copy()
    levels[:1] = -1  # the organisation of the place itself is not below it
    lines = tuple(_line(each, counts[levels == number]) for number, each in enumerate(LEVELS))
    wanted = levels == LEVELS.index(level)
    ids = at.snapshot.organisations(at.span)
    return CoverageView(
        at=at,
        spans=spans,
        levels=tuple(line for line in lines if line.organisations),
        by_body=_by_body(at, spans, wanted),
        uncovered=_listed(ids[wanted & (counts == 0)]),
        several=_listed(ids[wanted & (counts > 1)]),
        all=_listed(ids[wanted]),
    )


def _line(level: Level, counts: Ints) -> LevelLine:
    return LevelLine(level, len(counts), int(np.count_nonzero(counts == 0)), int(np.count_nonzero(counts > 1)))


def _listed(ids: Ints) -> tuple[int, ...]:
    return tuple(int(pk) for pk in ids)


def _by_body(at: Place, spans: Spans, wanted: Flags) -> dict[int, int]:
    running = np.concatenate([[0], np.cumsum(wanted)])
    first = np.clip(spans.first - at.span.start, 0, len(wanted))
    last = np.clip(spans.last - at.span.start, 0, len(wanted))
    found: dict[int, int] = {}
    for body, count in zip(spans.body, running[last] - running[first], strict=True):
        if count:
            found[int(body)] = found.get(int(body), 0) + int(count)
    return found


def bodies_of_each(view: CoverageView, organisations: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The ids of the bodies that look after each of some organisations of the place; no query more."""
    at, spans = view.at, view.spans
    ids = at.snapshot.organisations(at.span)
    rows = np.flatnonzero(np.isin(ids, list(organisations)))
    return {
        int(ids[row]): _listed(spans.body[(spans.first <= row + at.span.start) & (spans.last > row + at.span.start)])
        for row in rows
    }
