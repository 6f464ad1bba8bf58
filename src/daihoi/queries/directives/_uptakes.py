"""What organisations did with directives, in memory as arrays, following the audit log as the congresses' facts do.

A directive of the Centre has an uptake in each of 295,000 organisations: they are read once, and after that only those
of the organisations that an event names.
"""

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daihoi.data import columns as rows
from daihoi.queries.indicators import facts

Column = npt.NDArray[np.int32]
UPTAKE = ("organisation", "revision", "taken_in_on", "disseminated_on", "attended", "expected", "form")
OWN = ("organisation", "issued_on", "withdrawn_on", "id")
_PATCH_MOST = 500


@dataclass(frozen=True)
class Answers:
    """What became of one directive: `uptakes` and `own` are 2-d, a line for each name of UPTAKE and of OWN."""

    uptakes: Column
    own: Column


_kept: dict[int, Answers] = {}
_seq = 0  # the number of the last event that the kept rows hold
_lock = threading.Lock()


def answers_to(directives: Sequence[int], head: int) -> dict[int, Answers]:
    """The answers to each of the directives. `head`: the number of the last event, as the facts of the place that is
    looked at were read; no query where nothing has changed since the last time."""
    if facts.writing.get():  # may be taken back: neither kept, nor read from what is kept
        return _load(directives)
    with _lock:
        _follow(head)
        if missing := [pk for pk in directives if pk not in _kept]:
            _kept.update(_load(missing))
        return {pk: _kept[pk] for pk in directives}


def _follow(head: int) -> None:
    """Bring what is kept up to an event; where it is newer already, it stays so."""
    global _seq
    if head <= _seq and _kept:
        return
    if _kept and (touched := _touched(rows.details_since(_seq, "directives."))):
        if len(touched) > _PATCH_MOST:
            _kept.clear()
        else:
            fresh = _load(list(_kept), sorted(touched))
            _kept.update({pk: _patched(old, fresh[pk], touched) for pk, old in _kept.items()})
    _seq = head


def _touched(events: Iterable[tuple[int | None, str]]) -> set[int]:
    """The organisations whose rows the events changed: where each was written, and those that it names."""
    found: set[int] = set()
    for organisation, detail in events:
        found.update(json.loads(detail).get("for", ()))
        if organisation is not None:
            found.add(organisation)
    return found


def _patched(old: Answers, fresh: Answers, touched: Iterable[int]) -> Answers:
    gone = list(touched)

    def merged(before: Column, after: Column) -> Column:
        return np.concatenate([before[:, ~np.isin(before[0], gone)], after], axis=1)

    return Answers(merged(old.uptakes, fresh.uptakes), merged(old.own, fresh.own))


def _load(directives: Sequence[int], organisations: Sequence[int] | None = None) -> dict[int, Answers]:
    uptakes = _by_directive(rows.uptakes, UPTAKE, directives, organisations)
    own = _by_directive(rows.own_papers, OWN, directives, organisations)
    return {pk: Answers(uptakes[pk], own[pk]) for pk in directives}


Read = Callable[[Sequence[int], Sequence[int] | None], Mapping[str, npt.NDArray[np.int64]]]


def _by_directive(
    read: Read, names: Sequence[str], directives: Sequence[int], organisations: Sequence[int] | None
) -> dict[int, Column]:
    found = read(directives, organisations)
    order = np.argsort(found["directive"], kind="stable")
    table = np.stack([found[name].astype(np.int32) for name in names])[:, order]
    begins = np.searchsorted(found["directive"], [[pk, pk + 1] for pk in directives], sorter=order)
    return {pk: np.ascontiguousarray(table[:, begin:end]) for pk, (begin, end) in zip(directives, begins, strict=True)}


def _drop() -> None:
    _kept.clear()


facts.forgetting.append(_drop)
