"""Importing a list of organisations: all of it or nothing, twice is the same as once.

The plan of the import is made anew inside the transaction from the parsed rows, so what is written is what the tree
needs at that moment, not what it needed when the preview was shown.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.organisations._checks import (
    Decision,
    give_code,
    living_children,
    new_change,
    open_version,
)
from daihoi.core.access import Actor, Permission
from daihoi.core.collector import collector_paused
from daihoi.core.messages import N_, Finding, Message, Place, Refused, Severity, refuse
from daihoi.core.organisations import paths
from daihoi.core.organisations.sheet import Action, Entry, ImportPlan, Parsed, compare
from daihoi.core.text import fold
from daihoi.data import bulk, tree
from daihoi.data.models import Change, MemberCount, Organisation, Succession, Version
from daihoi.data.models.organisations import FAR, ChangeKind
from daihoi.data.tree import Facts
from daihoi.queries.organisations import known_below


@dataclass(frozen=True)
class Imported:
    """What an import did, in numbers of organisations; `change` is its id, for undoing. None: nothing to do."""

    change: int | None
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0


@action("organisations.imported", Permission.ORGANISATIONS_EDIT)
@collector_paused()
def import_list(
    *,
    actor: Actor,
    organisation: int,
    parsed: Parsed,
    as_of: date,
    decision: Decision,
    file_name: str = "",
    file_sha256: str = "",
    end_missing: bool = False,
) -> Done[Imported]:
    """Bring the tree below `organisation` to what the list says, as of a day.

    New organisations exist from that day; what the list leaves out stays as it is, or ends the day before with
    `end_missing`. Predecessors named in the list end in any case. Raises Refused with every finding.
    """
    open_version(organisation, as_of)
    known = known_below(actor=actor, organisation=organisation, as_of=as_of)
    plan = compare(parsed, known, organisation, as_of=as_of)
    findings = [*parsed.findings, *plan.findings, *_taken_codes(plan, parsed)]
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR]:
        raise Refused(*errors)
    ending = _ending(plan, end_missing)
    if not ending and all(entry.action is Action.UNCHANGED for entry in plan.entries):
        return Done(Imported(None, unchanged=len(plan.entries)), file_name, {"unchanged": len(plan.entries)})
    made = new_change(ChangeKind.IMPORTED, as_of, decision, actor, organisation)
    ids = _found_new(plan.entries, organisation, as_of, made)
    changed = [entry for entry in plan.entries if entry.action is Action.CHANGED]
    _give_codes(changed, made)
    for entry in changed:
        _restate(entry, ids, as_of, made)
    _count_members(plan.entries, ids, as_of, made)
    _end(ending, as_of, made)
    _succeed(plan.entries, ids, made)
    done = Imported(made.pk, len(ids.new), len(changed), len(plan.entries) - len(ids.new) - len(changed), len(ending))
    made.file_name, made.file_sha256 = file_name[:200], file_sha256
    made.summary = json.dumps(
        {"new": done.new, "changed": done.changed, "unchanged": done.unchanged, "ended": done.ended}
    )
    made.save()
    return Done(done, file_name, {"as_of": as_of, "sha256": file_sha256, **vars(done)})


@dataclass(frozen=True)
class _Ids:
    """The organisation id of every entry by its index, and which indexes are new."""

    of: list[int]
    new: frozenset[int]
    paths: dict[int, str]


def _taken_codes(plan: ImportPlan, parsed: Parsed) -> Iterator[Finding]:
    """New codes that an organisation elsewhere has, seen or unseen by this actor."""
    codes = {
        entry.code: entry
        for entry in plan.entries
        if entry.code and (entry.action is Action.NEW or any(change.field == "code" for change in entry.changes))
    }
    for some in _batches(list(codes), 500):
        for pk, code in Organisation.objects.filter(code__in=some).values_list("pk", "code"):
            if pk == codes[code].id:
                continue
            yield Finding(
                Severity.ERROR,
                "code_taken",
                Message(N_("The code {code} belongs to another organisation; give another one."), {"code": code}),
                Place(parsed.sheet, codes[code].row),
            )


def _batches(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _found_new(entries: Sequence[Entry], root: int, as_of: date, made: Change) -> _Ids:
    """Insert new organisations with their first versions, parents first, and give every entry its id."""
    known_paths = dict(
        Version.objects.filter(valid_to=FAR, organisation_id__in=_parents(entries, root)).values_list(
            "organisation_id", "path"
        )
    )
    next_id = bulk.next_id(Organisation)
    of: list[int] = []
    new: set[int] = set()
    organisations: list[tuple[object, ...]] = []
    versions: list[tuple[object, ...]] = []
    day, far = as_of.isoformat(), FAR.isoformat()
    for index, entry in enumerate(entries):
        if entry.action is not Action.NEW:
            assert entry.id is not None
            of.append(entry.id)
            continue
        pk = next_id
        next_id += 1
        of.append(pk)
        new.add(index)
        parent = entry.parent_id if entry.parent_index is None else of[entry.parent_index]
        assert parent is not None
        path = known_paths[pk] = paths.child(known_paths[parent], pk)
        organisations.append((pk, give_code(pk, entry.code), made.pk))
        versions.append(
            (
                pk,
                parent,
                path,
                entry.kind.value,
                entry.unit.value,
                entry.name,
                fold(entry.name),
                day,
                far,
                made.pk,
            )
        )
    bulk.insert(Organisation, ("id", "code", "founded_by_id"), organisations)
    bulk.ids_used(Organisation)
    bulk.insert(Version, _VERSION, versions)
    return _Ids(of, frozenset(new), known_paths)


_VERSION = (
    "organisation_id",
    "parent_id",
    "path",
    "kind",
    "unit",
    "name",
    "folded",
    "valid_from",
    "valid_to",
    "opened_by_id",
)


def _parents(entries: Sequence[Entry], root: int) -> set[int]:
    """Known organisations under which new ones are to stand."""
    parents = {root}
    for entry in entries:
        if entry.action is not Action.NEW:
            continue
        if entry.parent_index is None and entry.parent_id is not None:
            parents.add(entry.parent_id)
        elif entry.parent_index is not None and (above := entries[entry.parent_index].id) is not None:
            parents.add(above)
    return parents


def _give_codes(entries: Sequence[Entry], made: Change) -> None:
    """Put codes right in place; the change remembers what they were."""
    replaced = []
    for entry in entries:
        for change in entry.changes:
            if change.field == "code" and entry.id is not None:
                Organisation.objects.filter(pk=entry.id).update(code=entry.code)
                replaced.append({"organisation": entry.id, "code": change.before})
    made.remember(*replaced)


def _restate(entry: Entry, ids: _Ids, as_of: date, made: Change) -> None:
    """Give a known organisation the facts of its row, but the code."""
    assert entry.id is not None
    fields = {change.field for change in entry.changes}
    if not fields & {"name", "kind", "unit", "parent"}:
        return
    version = open_version(entry.id, as_of)
    parent_id = version.parent_id
    if "parent" in fields:
        parent_id = entry.parent_id if entry.parent_index is None else ids.of[entry.parent_index]
    facts = Facts(entry.name, entry.kind.value, entry.unit.value, parent_id)
    parent_path = paths.above(version.path)
    if parent_id is not None and "parent" in fields:
        parent_path = open_version(parent_id, as_of).path
    tree.restate(version, facts, parent_path=parent_path, on=as_of, change=made)


def _count_members(entries: Sequence[Entry], ids: _Ids, as_of: date, made: Change) -> None:
    fresh: list[tuple[object, ...]] = []
    replaced: list[Mapping[str, object]] = []
    for index, entry in enumerate(entries):
        if entry.official is None:
            continue
        counts = {"official": entry.official, "probationary": entry.probationary or 0}
        if index in ids.new:
            fresh.append((ids.of[index], as_of.isoformat(), *counts.values(), made.pk))
        elif any(change.field == "members" for change in entry.changes):
            # A count already given for the very day is replaced, and the change remembers it.
            given = MemberCount.objects.filter(organisation_id=ids.of[index], on_date=as_of)
            old = given.values("official", "probationary").first()
            if old is None:
                MemberCount.objects.create(organisation_id=ids.of[index], on_date=as_of, change=made, **counts)
            else:
                given.update(**counts)
                replaced.append({"counted": ids.of[index], **old})
    made.remember(*replaced)
    bulk.insert(MemberCount, ("organisation_id", "on_date", "official", "probationary", "change_id"), fresh)


def _ending(plan: ImportPlan, end_missing: bool) -> set[int]:
    """Which known organisations end: named predecessors that the list leaves out, and all left out if asked."""
    missing = {known.id for known in plan.missing}
    if end_missing:
        return missing
    return missing & {pk for entry in plan.entries for pk in entry.predecessors}


def _end(ending: set[int], as_of: date, made: Change) -> None:
    """End organisations, the lowest first; one that something else still stands under is a finding."""
    versions = Version.objects.filter(organisation_id__in=ending, valid_to=FAR).order_by("-path")
    for version in versions:
        if left := living_children([version.organisation_id]):
            raise Refused(
                Finding(
                    Severity.ERROR,
                    "still_above",
                    Message(
                        N_("“{name}” would end, but “{child}” still stands under it; give that one its new place."),
                        {"name": version.name, "child": left[0].name},
                    ),
                )
            )
        if version.valid_from >= as_of:
            raise refuse(
                "ends_before_it_began",
                N_("“{name}” is what it is only since {since}; it can end on a later day, or undo that change."),
                name=version.name,
                since=version.valid_from.isoformat(),
            )
        tree.close(version, on=as_of, change=made)


def _succeed(entries: Sequence[Entry], ids: _Ids, made: Change) -> None:
    Succession.objects.bulk_create(
        Succession(change=made, predecessor_id=predecessor, successor_id=ids.of[index])
        for index, entry in enumerate(entries)
        for predecessor in entry.predecessors
        if predecessor != ids.of[index]
    )
