"""The one writer of paths, and the check that rebuilds them.

All functions run inside a transaction that the gate has opened and expect its lock. Days are half-open: a version
is true from `valid_from` until the day before `valid_to`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from daihoi.core.access import NotHere
from daihoi.core.organisations import paths
from daihoi.core.text import fold
from daihoi.data.models.organisations import Change, Organisation, Version


def last_version(organisation: int) -> Version:
    """What an organisation is, or was last; raises NotHere for an unknown one."""
    rows = Version.objects.filter(organisation_id=organisation).select_related("organisation")
    version = rows.order_by("-valid_from").first()
    if version is None:
        raise NotHere
    return version


@dataclass(frozen=True)
class Facts:
    """What a version says of an organisation."""

    name: str
    kind: str
    unit: str
    parent_id: int | None


def facts_of(version: Version) -> Facts:
    return Facts(version.name, version.kind, version.unit, version.parent_id)


def found(code: str, facts: Facts, *, parent_path: str, on: date, change: Change | None) -> Version:
    """A new organisation with its first version."""
    organisation = Organisation.objects.create(code=code, founded_by=change)
    return _open(organisation.pk, facts, paths.child(parent_path, organisation.pk), on, change)


def restate(version: Version, facts: Facts, *, parent_path: str, on: date, change: Change) -> Version:
    """Let an open version be followed by another on a day; if it moves, all below it move with it."""
    path = paths.child(parent_path, version.organisation_id)
    old_path = version.path
    if version.valid_from == on:
        # The same day once more: that day's version is replaced in place, and the change remembers what it was.
        change.remember({"version": version.pk, **vars(facts_of(version))})
        restore(version, facts, path)
        following = version
    else:
        close(version, on=on, change=change)
        following = _open(version.organisation_id, facts, path, on, change)
    if path != old_path:
        _carry_below(old_path, path, on=on, change=change)
    return following


def restore(version: Version, facts: Facts, path: str) -> None:
    """Write other facts into a version; its days stay."""
    version.name, version.folded, version.path = facts.name, fold(facts.name), path
    version.kind, version.unit, version.parent_id = facts.kind, facts.unit, facts.parent_id
    version.save(update_fields=["name", "folded", "path", "kind", "unit", "parent_id"])


def close(version: Version, *, on: date, change: Change) -> None:
    """End a version: it is true until the day before `on`."""
    version.valid_to, version.closed_by = on, change
    version.save(update_fields=["valid_to", "closed_by"])


def _open(pk: int, facts: Facts, path: str, on: date, change: Change | None) -> Version:
    return Version.objects.create(
        organisation_id=pk,
        parent_id=facts.parent_id,
        path=path,
        kind=facts.kind,
        unit=facts.unit,
        name=facts.name,
        folded=fold(facts.name),
        valid_from=on,
        opened_by=change,
    )


def _carry_below(old: str, new: str, *, on: date, change: Change) -> None:
    """Give every version below a moved organisation its new path from that day."""
    low, high = paths.span(old)
    following: list[Version] = []
    carried: list[Version] = []
    for version in Version.objects.filter(path__gt=low, path__lt=high, valid_to__gt=on):
        path = new + version.path[len(old) :]
        if version.valid_from >= on:
            version.path = path
            carried.append(version)
            continue
        following.append(
            Version(
                organisation_id=version.organisation_id,
                path=path,
                valid_from=on,
                valid_to=version.valid_to,
                opened_by=change,
                closed_by=version.closed_by,
                folded=version.folded,
                **vars(facts_of(version)),
            )
        )
        version.valid_to, version.closed_by = on, change
        carried.append(version)
    Version.objects.bulk_update(carried, ["path", "valid_to", "closed_by"], batch_size=500)
    Version.objects.bulk_create(following, batch_size=1000)


def rederive() -> int:
    """Write every path anew from parents, top down; returns how many were different. For undoing a move."""
    written = 0
    for _ in range(10):  # deeper than any tree of party organisations
        faults = [fault for fault in path_faults() if fault.rebuilt.isdigit()]
        for fault in faults:
            Version.objects.filter(pk=fault.version).update(path=fault.rebuilt)
        written += len(faults)
        if not faults:
            break
    return written


@dataclass(frozen=True)
class PathFault:
    """A version whose stored path is not what its parents say."""

    version: int
    organisation: int
    name: str
    stored: str
    rebuilt: str


def path_faults() -> Iterator[PathFault]:
    """Rebuild every path from parents and days, and compare with what is stored.

    For a version [from, to) the parent must have versions covering the same days with one path; the version's path
    is then that path and its own id.
    """
    spans: dict[int, list[_Span]] = {}
    rows = Version.objects.order_by("organisation_id", "valid_from").values_list(
        "pk", "organisation_id", "parent_id", "path", "name", "valid_from", "valid_to"
    )
    for pk, organisation, parent, path, name, valid_from, valid_to in rows.iterator(chunk_size=5000):
        spans.setdefault(organisation, []).append(_Span(pk, organisation, parent, path, name, valid_from, valid_to))
    for own in spans.values():
        for before, after in pairwise(own):
            if after.valid_from < before.valid_to:
                yield PathFault(after.pk, after.organisation, after.name, after.path, "overlapping days")
        for span in own:
            rebuilt = _rebuilt(span, spans)
            if rebuilt != span.path:
                yield PathFault(span.pk, span.organisation, span.name, span.path, rebuilt)


@dataclass(frozen=True)
class _Span:
    pk: int
    organisation: int
    parent: int | None
    path: str
    name: str
    valid_from: date
    valid_to: date


def _rebuilt(span: _Span, spans: dict[int, list[_Span]]) -> str:
    """The path that a version must have; a sentence instead where the parent does not exist all its days."""
    if span.parent is None:
        return paths.child("", span.organisation)
    day, under = span.valid_from, set()
    for parent in spans.get(span.parent, []):
        if parent.valid_from <= day < parent.valid_to:
            under.add(parent.path)
            day = min(parent.valid_to, span.valid_to)
            if day >= span.valid_to:
                break
    if day < span.valid_to or not under:
        return f"parent {span.parent} does not exist on {day}"
    if len(under) > 1:
        return f"parent {span.parent} stands in more than one place in these days"
    return paths.child(under.pop(), span.organisation)
