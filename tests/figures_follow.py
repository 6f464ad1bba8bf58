"""Do the figures' memories follow every write? What an action changes of the records, its event has to tell of.

Import both fixtures into a module of action tests, or `figures_followed` for the one test that asks for it: around each
action that runs in it the records of all personnel kinds are read, and what differs has to be of a kind that the event
names (queries.indicators._tables.CHANGED_BY) and of an organisation that it touches.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from daihoi.actions import _gate
from daihoi.core.indicators.indicator import Records
from daihoi.data import tables
from daihoi.data.models import Event
from daihoi.queries import _log
from daihoi.queries.indicators._tables import CHANGED_BY
from daihoi.queries.rules import terms

OF_PEOPLE = (Records.MEMBERS, Records.LISTED, Records.SCHEMES, Records.NOT_STANDING, Records.OFFICES)
Read = dict[Records, set[tuple[tuple[str, int], ...]]]


def read() -> Read:
    """Each record as what is kept of it, of every term."""
    every: Read = {kind: set() for kind in OF_PEOPLE}
    for term in terms():
        found = tables.read(term, [(kind, None) for kind in OF_PEOPLE])
        for kind, columns in zip(OF_PEOPLE, found, strict=True):
            each = ([(name, int(value)) for value in values] for name, values in columns.items())
            every[kind] |= set(zip(*each, strict=True))
    return every


def untold(before: Read, after: Read, event: Event) -> list[tuple[str, Records, int]]:
    """(event, kind, organisation) of what was changed without being told."""
    touched = _log.Event(event.seq, event.hash, event.event, event.organisation, event.detail).touched
    changed = {(kind, dict(row)["organisation"]) for kind in OF_PEOPLE for row in before[kind] ^ after[kind]}
    return sorted(
        (event.event, kind, at)
        for kind, at in changed
        if not event.event.startswith(CHANGED_BY[kind]) or at not in touched
    )


@pytest.fixture(autouse=True)
def figures_follow(figures_followed: None) -> None:
    """For every test of a module."""


@pytest.fixture
def figures_followed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept: list[Read] = []
    faults: list[tuple[str, Records, int]] = []
    lock, write = _gate.lock_chain, _gate.write_event

    def locked(chain: str) -> Any:
        head = lock(chain)
        kept[:] = [read()]
        return head

    def written(*args: Any) -> None:
        write(*args)
        if kept:
            event = Event.objects.order_by("seq").last()
            assert event is not None
            faults.extend(untold(kept.pop(), read(), event))

    monkeypatch.setattr(_gate, "lock_chain", locked)
    monkeypatch.setattr(_gate, "write_event", written)
    yield
    assert faults == []
