"""What is kept in memory between requests, and how it follows the audit log.

Every write passes the gate and adds an event: the number of the last event tells whether anything changed, the events
since tell what. They are read once, whoever follows them.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from daihoi.data import columns as rows

_MOST, _LETTERS_MOST = 1_000, 4_000_000  # of the last events kept in memory, with their details


@dataclass(frozen=True)
class Event:
    """An event of the log. `detail`: JSON."""

    seq: int
    hash: str
    event: str
    organisation: int | None
    detail: str

    @property
    def details(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.detail)
        return found

    @property
    def touched(self) -> set[int]:
        """Whose rows it changed: where it was written, and those that its details name under "for"."""
        own = set() if self.organisation is None else {self.organisation}
        told = self.details.get("for") if '"for":[' in self.detail else None
        return own | set(told) if isinstance(told, list) else own


_writing: ContextVar[bool] = ContextVar("writing", default=False)
_forgetting: list[Callable[[], None]] = []
_lock = threading.RLock()
_head = (0, "")  # number and hash of the last event that was seen
_tail: list[Event] = []  # the last events up to it, without a gap


@contextmanager
def not_kept() -> Iterator[None]:
    """For the gate, around a write: what is read in its transaction may be taken back, and is not kept in memory."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def is_writing() -> bool:
    """Is this inside a write's transaction?"""
    return _writing.get()


def forgets(drop: Callable[[], None]) -> Callable[[], None]:
    """Call the function whenever everything that is kept in memory is to be dropped."""
    _forgetting.append(drop)
    return drop


def forget() -> None:
    """Drop what is kept in memory; for tests, and after a database was replaced under a running server."""
    global _head
    with _lock:
        _head = (0, "")
        _tail.clear()
    for drop in _forgetting:
        drop()


def head() -> int:
    """The number of the last event. One query, and another one where there are new events.

    Forgets everything where the log does not go on from the event that was seen last: it is another database, or one
    that was put back to an earlier day.
    """
    global _head
    found = rows.head()
    if found == _head or is_writing():
        return found[0]
    with _lock:
        if found[0] < _head[0]:
            found = rows.head()  # another thread may have seen more meanwhile
        if _head[0] and found != _head and not _follow(found[0]):
            forget()
        _head = found
    return found[0]


def _follow(seq: int) -> bool:
    """Read the events after the last one seen; False where that one is not in the log any more."""
    if seq < _head[0]:
        return False
    found = _read(_head[0])
    if not found or (found[0].seq, found[0].hash) != _head:
        return False
    _tail.extend(event for event in found[1:] if event.seq <= seq)
    letters = 0
    for kept, event in enumerate(reversed(_tail)):
        letters += len(event.detail)
        if kept >= _MOST or letters > _LETTERS_MOST:
            del _tail[: len(_tail) - kept]
            break
    return True


def _read(seq: int) -> list[Event]:
    return [Event(*row) for row in rows.events_from(seq)]


def events_since(seq: int) -> Sequence[Event]:
    """Everything logged after an event; no query for those that came since this process began to look."""
    if not is_writing():
        with _lock:
            if _tail and _tail[0].seq <= seq + 1:
                return [event for event in _tail if event.seq > seq]
    return _read(seq + 1)


class Kept(Protocol):
    """Something read from the database, as it was after an event."""

    @property
    def seq(self) -> int: ...


K = TypeVar("K")
T = TypeVar("T", bound=Kept)


class Memory(Generic[K, T]):
    """What is kept for each key: loaded once, and patched from the events since.

    `load`: key and number of the last event → what is kept; `patch`: what is kept and that number → the same brought up
    to date, None where everything must be read anew.
    """

    def __init__(self, load: Callable[[K, int], T], patch: Callable[[T, int], T | None]) -> None:
        self._load, self._patch = load, patch
        self._kept: dict[K, T] = {}
        self._lock = threading.Lock()
        forgets(self._kept.clear)

    def of(self, key: K) -> T:
        """As the database holds it now; one query when nothing has changed."""
        seq = head()
        found = self._kept.get(key)
        if found is not None and found.seq == seq:
            return found
        if is_writing():
            return self._fresh(key, found, seq)
        with self._lock:
            found = self._kept.get(key)
            if found is None or found.seq != seq:
                found = self._kept[key] = self._fresh(key, found, seq)
        return found

    def _fresh(self, key: K, found: T | None, seq: int) -> T:
        patched = self._patch(found, seq) if found is not None and found.seq < seq else None
        return patched if patched is not None else self._load(key, seq)
