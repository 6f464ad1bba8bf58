"""Difficulties and published answers in memory: what lists are chosen and sorted by, and what alike ones are found by.

Kept between requests, as the engine of indicators keeps its facts: the events since tell which rows changed; those
alone are read again. A change of the tree may move difficulties, and reads everything anew.

Who may see what is never kept: a `Tree` gives the organisations within an actor's reach as flags, asked each time.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from daihoi.core.organisations import paths
from daihoi.data import alike as rows
from daihoi.queries._log import Memory, events_since, forgets, is_writing
from daihoi.queries.indicators.facts import facts_of

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_TAIL_MOST = 5_000  # rows beside the large index before they are merged into it
_PATCH_MOST = 2_000  # rows that are read one by one before everything is read anew


@dataclass(frozen=True)
class Postings:
    """An inverted index: the numbers that occur, sorted, and for each the rows that have it."""

    numbers: npt.NDArray[np.uint32]
    starts: Ints  # one more than numbers
    rows: npt.NDArray[np.uint32]

    def of(self, wanted: npt.NDArray[np.uint32]) -> tuple[Ints, Ints]:
        """(first, length) of the rows of each wanted number; a length of 0 where it does not occur."""
        if not len(self.numbers):
            return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=np.int64)
        spot = np.searchsorted(self.numbers, wanted)
        spot[spot == len(self.numbers)] = 0
        known = self.numbers[spot] == wanted
        return self.starts[spot], np.where(known, self.starts[spot + 1] - self.starts[spot], 0)

    def keys(self) -> npt.NDArray[np.uint64]:
        numbers = np.repeat(self.numbers, np.diff(self.starts)).astype(np.uint64)
        keys: npt.NDArray[np.uint64] = (numbers << np.uint64(32)) | self.rows
        return keys


def _postings(keys: npt.NDArray[np.uint64]) -> Postings:
    """The index of keys (number × 2³² + row), in any order."""
    keys = np.sort(keys)
    numbers = (keys >> np.uint64(32)).astype(np.uint32)
    first = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1])) if len(keys) else np.empty(0, dtype=np.int64)
    return Postings(numbers[first], np.append(first, len(keys)).astype(np.int64), keys.astype(np.uint32))


def _keys(packed: Sequence[bytes], first: int) -> npt.NDArray[np.uint64]:
    """The keys of the packed numbers of rows `first`, `first` + 1 …"""
    sizes = np.fromiter(map(len, packed), dtype=np.int64, count=len(packed)) // 4
    numbers = np.frombuffer(b"".join(packed), dtype="<u4").astype(np.uint64)
    places = np.repeat(np.arange(first, first + len(packed), dtype=np.uint64), sizes)
    keys: npt.NDArray[np.uint64] = (numbers << np.uint64(32)) | places
    return keys


@dataclass(frozen=True)
class Table:
    """Rows of one kind: columns of one length in order of id, and an index in two parts, large and fresh."""

    columns: dict[str, Ints]
    whole: Postings
    fresh: Postings
    merged: int  # rows of the large part

    def __getitem__(self, name: str) -> Ints:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.columns["id"])

    def counts(self, wanted: npt.NDArray[np.uint32]) -> Ints:
        """How many rows have each wanted number."""
        counts: Ints = self.whole.of(wanted)[1] + self.fresh.of(wanted)[1]
        return counts

    def gathered(self, wanted: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint32], Ints]:
        """(the rows of all wanted numbers one after another, first of the large part; 2 x n: how many each brings)."""
        parts = [(each, *each.of(wanted)) for each in (self.whole, self.fresh)]
        found = [each.rows[_ranges(first, length)] for each, first, length in parts]
        return np.concatenate(found), np.stack([length for _, _, length in parts])


def _ranges(first: Ints, length: Ints) -> Ints:
    """The indices first[0], first[0] + 1 …, first[1] …: `length` of each, one after another."""
    ends = np.cumsum(length)
    whole = int(ends[-1]) if len(ends) else 0
    indices: Ints = np.arange(whole) + np.repeat(first - ends + length, length)
    return indices


def _table(read: rows.Read) -> Table:
    columns, packed = read
    empty = _postings(np.empty(0, dtype=np.uint64))
    return Table(columns, _postings(_keys(packed, 0)), empty, len(packed))


def _patched_table(old: Table, read: rows.Read) -> Table | None:
    """The table with these rows as they are now; None where one of them was put in between."""
    columns, packed = read
    ids = columns["id"]
    spot = np.searchsorted(old["id"], ids)
    known = spot < len(old)
    known[known] = old["id"][spot[known]] == ids[known]
    if len(old) and (ids[~known] < old["id"][-1]).any():
        return None
    fresh = np.flatnonzero(~known)
    changed = {}
    for name, values in old.columns.items():
        values = values.copy()
        values[spot[known]] = columns[name][known]
        changed[name] = np.concatenate([values, columns[name][fresh]])
    if not len(fresh):
        return replace(old, columns=changed)
    tail = np.concatenate([old.fresh.keys(), _keys([packed[int(row)] for row in fresh], len(old))])
    if len(old) + len(fresh) - old.merged > _TAIL_MOST:
        whole = _postings(np.concatenate([old.whole.keys(), tail]))
        return Table(changed, whole, _postings(np.empty(0, dtype=np.uint64)), len(old) + len(fresh))
    return Table(changed, old.whole, _postings(tail), old.merged)


class Names:
    """Few different texts as numbers: terms, subjects, states, scopes. Only grows."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        found = self._numbers.get(text)
        if found is None:
            with _lock_names:
                if text not in self._numbers:
                    self.texts.append(text)
                    self._numbers[text] = len(self.texts) - 1
                found = self._numbers[text]
        return found


_lock_names = threading.Lock()
TERMS, SUBJECTS, STATES, SCOPES = Names(), Names(), Names(), Names()


@dataclass(frozen=True)
class Kept:
    """Both tables as the database held them after event `seq`."""

    seq: int
    difficulties: Table
    answers: Table


def _load(_: None, seq: int) -> Kept:
    return Kept(seq, _table(_difficulties(None)), _table(_answers(None)))


def _difficulties(ids: Sequence[int] | None) -> rows.Read:
    return rows.difficulties(TERMS.number, SUBJECTS.number, STATES.number, ids)


def _answers(ids: Sequence[int] | None) -> rows.Read:
    return rows.answers(TERMS.number, SUBJECTS.number, SCOPES.number, ids)


def _patched(old: Kept, seq: int) -> Kept | None:
    """What is kept, brought up to date from the events since; None where everything must be read anew."""
    difficulties: set[int] = set()
    answers: set[int] = set()
    for one in events_since(old.seq):
        if one.event.startswith(("organisations.", "system.")) and one.event != "organisations.members_reported":
            return None
        if one.event.startswith(("difficulties.", "briefings.")):
            detail = one.details
            difficulties.update(detail.get("difficulties", ()))
            answers.update(detail.get("answers", ()))
    if len(difficulties) + len(answers) > _PATCH_MOST:
        return None
    tables = (
        _patched_table(old.difficulties, _difficulties(sorted(difficulties))) if difficulties else old.difficulties,
        _patched_table(old.answers, _answers(sorted(answers))) if answers else old.answers,
    )
    return None if tables[0] is None or tables[1] is None else Kept(seq, tables[0], tables[1])


_memory: Memory[None, Kept] = Memory(_load, _patched)


def kept() -> Kept:
    """Both tables as they are now; one query when nothing has changed."""
    return _memory.of(None)


@dataclass(frozen=True)
class Tree:
    """The last known path of every organisation, sorted by path."""

    source: npt.NDArray[np.bytes_]  # what it was made from
    path: npt.NDArray[np.bytes_]
    organisation: Ints
    size: int  # one more than the largest id

    def within(self, tops: Iterable[str], and_: Iterable[int] = ()) -> Flags:
        """A flag for each organisation id: at or below one of these paths, or one of these ids; the last is never."""
        flags = np.zeros(self.size + 1, dtype=bool)
        for top in tops:
            low, high = np.searchsorted(self.path, np.array(paths.span(top), dtype=np.bytes_))
            flags[self.organisation[low:high]] = True
        flags[[pk for pk in and_ if pk < self.size]] = True
        return flags

    def of(self, flags: Flags, organisations: Ints) -> Flags:
        """The flags of organisations; one that is younger than this tree has none."""
        found: Flags = flags[np.minimum(organisations, self.size)]
        return found


_trees: list[Tree] = []
forgets(_trees.clear)


def tree(term: str) -> Tree:
    """The tree as it is now, out of the facts that the indicators' engine keeps."""
    facts = facts_of(term)
    found = _trees[0] if _trees else None
    if found is None or found.source is not facts.path:
        order = np.lexsort((facts.start, facts.organisation))
        organisations = facts.organisation[order]
        last = order[np.append(organisations[1:] != organisations[:-1], True)] if len(order) else order
        last = np.sort(last)  # the facts are sorted by path
        size = int(facts.organisation.max(initial=0)) + 1
        found = Tree(facts.path, facts.path[last], facts.organisation[last].astype(np.int64), size)
        if not is_writing():
            _trees[:] = [found]
    return found
