"""What bodies look after, over the arrays of a day: a covered organisation is a span of them.

Sorted by path, an organisation and all below it are a slice; how many bodies look after each is a running sum over
where slices begin and end. A national tree takes a few milliseconds.
"""

from dataclasses import dataclass

import numpy as np

from daihoi.core.indicators.indicator import Records
from daihoi.queries.indicators._tables import table_of
from daihoi.queries.indicators.facts import Ints, Snapshot


@dataclass(frozen=True)
class Spans:
    """What bodies look after on a day: rows `first` to before `last` of the snapshot; of one body none in another."""

    body: Ints
    first: Ints
    last: Ints


def spans_of(snapshot: Snapshot) -> Spans:
    """What every body of the term looks after on the day, wherever it stands; no query where nothing has changed."""
    columns = table_of(Records.COVERAGES, snapshot.facts.term, snapshot.facts.seq).columns
    kept = snapshot.derived.get(Records.COVERAGES)
    if kept is None or kept[0] is not columns:
        begun, ended = columns["formed_on"], columns["ended_on"]
        works = (begun > 0) & (begun <= snapshot.as_of) & ((ended <= 0) | (ended > snapshot.as_of))
        rows = np.stack([columns["of_body"][works], columns["organisation"][works]], axis=1)
        kept = snapshot.derived[Records.COVERAGES] = (columns, topmost(snapshot, rows))
    found: Spans = kept[1]
    return found


def topmost(snapshot: Snapshot, rows: Ints) -> Spans:
    """The spans of n x 2 (body, organisation); what lies within another span of the same body is left out, and so is
    an organisation that was not there on the day."""
    first = snapshot.spots(rows[:, 1]).astype(np.int64)
    there = first >= 0
    body, first = rows[:, 0][there], first[there]
    last = snapshot.ends[first]
    # A body of a higher number stands wholly after one of a lower: one running maximum serves them all.
    _, rank = np.unique(body, return_inverse=True)
    shift = rank.astype(np.int64) * (len(snapshot.rows) + 1)
    order = np.lexsort((-last, first + shift))
    body, first, last, shift = body[order], first[order], last[order], shift[order]
    reached = np.maximum.accumulate(last + shift) if len(last) else last
    inside = np.zeros(len(first), dtype=bool)
    inside[1:] = (first + shift)[1:] < reached[:-1]
    return Spans(body[~inside], first[~inside], last[~inside])


def times_of(snapshot: Snapshot, spans: Spans) -> Ints:
    """For each organisation of the snapshot how many bodies look after it."""
    # +1 where a covered subtree begins, -1 after its end.
    steps = np.zeros(len(snapshot.rows) + 1, dtype=np.int64)
    np.add.at(steps, spans.first, 1)
    np.add.at(steps, spans.last, -1)
    counts: Ints = np.cumsum(steps)[:-1]
    return counts
