"""Locked versions held against the audit log, which keeps the hash of each at every step of its way.

Whoever changes a content in the database can change its hash beside it, but no event without breaking the chain.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from daihoi.core.messages import N_, Message, Refused, refuse
from daihoi.core.personnel.content import Whose, read_content
from daihoi.core.personnel.kinds import VersionState
from daihoi.data.models import Event, SchemeVersion
from daihoi.queries.audit import unchanged
from daihoi.queries.personnel._appraised import WHOSE, locked

_STEPS = {
    "personnel.submitted": VersionState.SUBMITTED,
    "personnel.forwarded": VersionState.FORWARDED,
    "personnel.approved": VersionState.APPROVED,
    "personnel.returned": VersionState.RETURNED,
}
_TAKEN_OVER = "personnel.taken_over"  # the versions of many schemes at once: {"versions": {id: [hash, state]}}


@dataclass(frozen=True)
class Logged:
    """What the log says of a version: the hashes under which it was carried on, and the state that it came to."""

    hashes: frozenset[str]
    state: VersionState | None


def refuse_unlogged(row: SchemeVersion) -> None:
    """Pass where the log says that this version was locked as it stands here, and came to the state that it has.

    Raises Refused otherwise, as for a content that is not the one under its hash. Two queries at most.
    """
    locked(row)
    events = Event.objects.filter(
        Q(event__in=_STEPS, detail__contains=f'"version":{row.pk}')
        | Q(event=_TAKEN_OVER, detail__contains=f'"{row.pk}":')
    )
    found = _logged(event for event in events.order_by("seq") if unchanged(event)).get(row.pk)
    if any(_faults(row.sha256, row.state, found)):
        text = N_(
            "The audit log does not say that this version was locked as it stands here. Nothing is built on it: it is "
            "submitted anew, and whoever keeps the system lets “daihoi verify” tell what was changed."
        )
        raise refuse("not_as_logged", text)


def intact(row: SchemeVersion) -> bool:
    """Is a version what the log says was locked?"""
    try:
        refuse_unlogged(row)
    except Refused:
        return False
    return True


def version_faults() -> list[Message]:
    """Versions that are not what was locked, by their own hash or by the log's, and those that are gone. One read of
    the events, one of the versions; for `daihoi verify`, which checks the chain itself as well."""
    events = Event.objects.filter(event__in=[*_STEPS, _TAKEN_OVER]).order_by("seq")
    told = _logged(events.iterator(chunk_size=2000))
    faults = []
    rows = SchemeVersion.objects.order_by("pk").values_list("pk", "state", "content", "sha256", *WHOSE)
    for pk, state, content, sha256, *whose in rows.iterator(chunk_size=200):
        where = dict(zip(("organisation", "term", "number"), whose, strict=True))
        try:
            read_content(content, sha256, Whose(*whose))
        except Refused:
            text = N_("Organisation {organisation}, term {term}: version {number} is not what was locked.")
            faults.append(Message(text, where))
        faults += [Message(text, where) for text in _faults(sha256, state, told.pop(pk, None))]
    for pk in sorted(told):
        faults.append(Message(N_("A personnel version that the log has is gone: number {id}."), {"id": pk}))
    return faults


def _faults(sha256: str, state: str, logged: Logged | None) -> Iterator[str]:
    if logged is None or logged.hashes != {sha256}:
        yield N_("Organisation {organisation}, term {term}: the hash of version {number} is not the one in the log.")
    if logged is None or logged.state is None or logged.state != state:
        yield N_("Organisation {organisation}, term {term}: the log does not say what state version {number} is in.")


def _logged(events: Iterable[Event]) -> dict[int, Logged]:
    """What events say, in their order, by the id of the version."""
    hashes: dict[int, set[str]] = defaultdict(set)
    states: dict[int, VersionState] = {}
    for event in events:
        detail = _detail(event.detail)
        for pk, sha256, state in _told(event.event, detail):
            if state is not VersionState.RETURNED or event.event == _TAKEN_OVER:
                hashes[pk].add(sha256)  # a changed content may still be returned
            states[pk] = state
    return {pk: Logged(frozenset(hashes[pk]), states.get(pk)) for pk in {*hashes, *states}}


def _told(event: str, detail: Mapping[str, Any]) -> Iterator[tuple[int, str, VersionState]]:
    try:
        if event in _STEPS:
            yield int(detail["version"]), str(detail["sha256"]), _STEPS[event]
        else:
            for pk, (sha256, state) in detail.get("versions", {}).items():
                yield int(pk), str(sha256), VersionState(state)
    except (KeyError, TypeError, ValueError, AttributeError):
        return  # somebody changed the row: the chain tells


def _detail(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
