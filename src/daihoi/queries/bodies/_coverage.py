"""Which organisations bodies look after on a day: by level, by body, and who is looked after by none or by several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from daihoi.core.indicators.columns import LEVELS
from daihoi.core.organisations.kinds import Level
from daihoi.queries.indicators import Ints, Place
from daihoi.queries.indicators._spans import Spans, spans_of, times_of
from daihoi.queries.indicators.facts import Flags


def active(as_of: date, prefix: str = "") -> Q:
    """The filter of bodies that work on a day; `prefix`: the lookup of the body, such as "body__"."""
    begun = Q(**{f"{prefix}formed_on__lte": as_of})
    return begun & (Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": as_of}))


def times(at: Place) -> Ints:
    """For each organisation of the place how many bodies look after it on its day."""
    return times_of(at.snapshot, spans_of(at.snapshot))[at.span]


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

    Ids are in path order. No query where nothing has changed since the last time.
    """
    spans = spans_of(at.snapshot)
    counts = times_of(at.snapshot, spans)[at.span]
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
