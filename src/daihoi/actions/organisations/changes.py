"""Founding, changing, moving, merging, splitting and ending organisations, each on a day with its decision.

`on` is always the first day of the new state: an organisation whose last day is 30/6/2025 ends `on` 1/7/2025.
Source: rulebook C-046 (successors), C-080, C-083 (dated levels and closable districts).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.organisations._checks import (
    Decision,
    children_fit,
    clean_name,
    fits_under,
    free_code,
    give_code,
    living_children,
    new_change,
    open_version,
    require_above,
)
from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data import tree
from daihoi.data.models import Change, MemberCount, Organisation, Succession, Version
from daihoi.data.models.organisations import ChangeKind
from daihoi.data.tree import Facts, facts_of
from daihoi.queries import clock
from daihoi.queries.access import require

EDIT = Permission.ORGANISATIONS_EDIT


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation to be founded; without a code it is given one."""

    name: str
    kind: Kind
    unit: Unit = Unit.OTHER
    code: str = ""
    children: tuple[int, ...] = ()  # which organisations move under it; for splitting


@action("organisations.founded", EDIT)
def found(*, actor: Actor, organisation: int, new: NewOrganisation, on: date, decision: Decision) -> Done[int]:
    """Found an organisation directly under `organisation`; returns its id."""
    parent = open_version(organisation, on)
    made = new_change(ChangeKind.FOUNDED, on, decision, actor, organisation)
    version = _found(new, parent, on, made)
    return Done(version.organisation_id, version.name, {"on": on, "kind": new.kind, "change": made.pk})


@action("organisations.changed", EDIT)
def change(
    *,
    actor: Actor,
    organisation: int,
    on: date,
    decision: Decision,
    name: str,
    kind: Kind,
    unit: Unit,
) -> Done[None]:
    """From a day on, an organisation has another name, kind or unit."""
    version = open_version(organisation, on)
    require_above(actor, version)
    facts = _checked(version, name, kind, unit)
    if facts == facts_of(version):
        raise refuse("nothing_changed", N_("Nothing is different from before; there is nothing to record."))
    made = new_change(ChangeKind.CHANGED, on, decision, actor, organisation)
    before = facts_of(version)
    tree.restate(version, facts, parent_path=paths.above(version.path), on=on, change=made)
    made.save()
    return Done(None, facts.name, {"on": on, "before": before.name, "kind": kind, "unit": unit, "change": made.pk})


@action("organisations.changed", EDIT)
def correct(*, actor: Actor, organisation: int, code: str, name: str, kind: Kind, unit: Unit) -> Done[None]:
    """Put right what was written wrongly: the present version and the code are replaced, history is not."""
    version = open_version(organisation, date.max)
    require_above(actor, version)
    facts = _checked(version, name, kind, unit)
    owner = Organisation.objects.get(pk=organisation)
    if code and code != owner.code:
        owner.code = free_code(code)
        owner.save(update_fields=["code"])
    before = facts_of(version)
    tree.restore(version, facts, version.path)
    return Done(None, facts.name, {"correction": True, "before": before.name, "code": owner.code})


@action("organisations.moved", EDIT)
def move(*, actor: Actor, organisation: int, parent: int, on: date, decision: Decision) -> Done[None]:
    """From a day on, an organisation and all below it stand under another parent."""
    version, above = open_version(organisation, on), open_version(parent, on)
    require_above(actor, version)
    require(actor, EDIT, above.path, clock.today())
    if version.parent_id == parent:
        raise refuse("already_there", N_("“{name}” already stands under that organisation."), name=version.name)
    made = new_change(ChangeKind.MOVED, on, decision, actor, organisation)
    _move(version, above, on, made)
    made.save()
    return Done(None, version.name, {"on": on, "parent": parent, "change": made.pk})


@action("organisations.merged", EDIT)
def merge(
    *,
    actor: Actor,
    organisation: int,
    predecessors: Sequence[int],
    into: int | NewOrganisation,
    on: date,
    decision: Decision,
) -> Done[int]:
    """Merge organisations: into one of them or another (by id), or into a new one under `organisation`.

    What stood under the predecessors moves to the successor, and their own member counts are added up there.
    """
    versions = [open_version(pk, on) for pk in dict.fromkeys(predecessors)]
    for version in versions:
        require_above(actor, version)
    made = new_change(ChangeKind.MERGED, on, decision, actor, organisation)
    if isinstance(into, NewOrganisation):
        if len(versions) < 2:
            raise refuse("merge_two", N_("Choose at least two organisations to merge."))
        successor = _found(into, open_version(organisation, on), on, made)
    else:
        successor = open_version(into, on)
        require_above(actor, successor)
        versions = [version for version in versions if version.organisation_id != into]
        if not versions:
            raise refuse("merge_two", N_("Choose at least two organisations to merge."))
    _add_counts(versions, successor, on, made)
    for version in versions:
        for child in living_children([version.organisation_id]):
            _move(open_version(child.organisation_id, on), successor, on, made)
        _end(version, [successor.organisation_id], on, made)
    made.save()
    detail = {"on": on, "predecessors": [version.name for version in versions], "change": made.pk}
    return Done(successor.organisation_id, successor.name, detail)


@action("organisations.split", EDIT)
def split(
    *, actor: Actor, organisation: int, into: Sequence[NewOrganisation], on: date, decision: Decision
) -> Done[list[int]]:
    """Split an organisation into new ones; each organisation below it must be given to one of them."""
    version = open_version(organisation, on)
    require_above(actor, version)
    if len(into) < 2:
        raise refuse("split_two", N_("Name at least two organisations to split into."))
    children = {child.organisation_id: child for child in living_children([organisation])}
    given = [pk for new in into for pk in new.children]
    for pk, child in children.items():
        if given.count(pk) != 1:
            raise refuse(
                "child_unassigned",
                N_("“{child}” must go to exactly one of the new organisations."),
                child=child.name,
            )
    parent = open_version(version.parent_id, on) if version.parent_id else None
    made = new_change(ChangeKind.SPLIT, on, decision, actor, organisation)
    successors = []
    for new in into:
        successor = _found(new, parent, on, made)
        successors.append(successor.organisation_id)
        for pk in new.children:
            if pk in children:
                _move(open_version(pk, on), successor, on, made)
    _end(version, successors, on, made)
    made.save()
    return Done(successors, version.name, {"on": on, "successors": [new.name for new in into], "change": made.pk})


@action("organisations.ended", EDIT)
def end(*, actor: Actor, organisation: int, on: date, decision: Decision, successors: Sequence[int] = ()) -> Done[None]:
    """End an organisation below which nothing lives any more; successors may be named."""
    version = open_version(organisation, on)
    require_above(actor, version)
    for pk in successors:
        open_version(pk, on)
    made = new_change(ChangeKind.ENDED, on, decision, actor, organisation)
    _end(version, successors, on, made)
    return Done(None, version.name, {"on": on, "successors": list(successors), "change": made.pk})


def _checked(version: Version, name: str, kind: Kind, unit: Unit) -> Facts:
    parent = open_version(version.parent_id, date.max) if version.parent_id else None
    fits_under(kind, parent)
    children_fit(version, kind)
    return replace(facts_of(version), name=clean_name(name), kind=kind.value, unit=unit.value)


def _found(new: NewOrganisation, parent: Version | None, on: date, made: Change) -> Version:
    fits_under(new.kind, parent)
    name, code = clean_name(new.name), free_code(new.code)
    parent_id = parent.organisation_id if parent else None
    facts = Facts(name, new.kind.value, new.unit.value, parent_id)
    version = tree.found(
        code or f"new {made.pk} {name}"[:60],
        facts,
        parent_path=parent.path if parent else "",
        on=on,
        change=made,
    )
    if not code:
        Organisation.objects.filter(pk=version.organisation_id).update(code=give_code(version.organisation_id, ""))
    return version


def _move(version: Version, parent: Version, on: date, made: Change) -> None:
    fits_under(version.kind, parent)
    if paths.covers(version.path, parent.path):
        raise refuse("under_itself", N_("“{name}” cannot stand under itself."), name=version.name)
    facts = replace(facts_of(version), parent_id=parent.organisation_id)
    tree.restate(version, facts, parent_path=parent.path, on=on, change=made)


def _end(version: Version, successors: Sequence[int], on: date, made: Change) -> None:
    if living := living_children([version.organisation_id]):
        raise refuse(
            "still_above",
            N_("{count} organisations still stand under “{name}”; move or end them first."),
            count=len(living),
            name=version.name,
        )
    if version.valid_from >= on:
        raise refuse(
            "ends_before_it_began",
            N_("“{name}” is what it is only since {since}; it can end on a later day, or undo that change."),
            name=version.name,
            since=version.valid_from.isoformat(),
        )
    tree.close(version, on=on, change=made)
    Succession.objects.bulk_create(
        Succession(change=made, predecessor_id=version.organisation_id, successor_id=pk) for pk in successors
    )


def _add_counts(versions: Sequence[Version], successor: Version, on: date, made: Change) -> None:
    """The members of those merged, as the successor's first count: no figure is asked twice."""
    counts = [
        count
        for version in (*versions, successor)
        if (
            count := MemberCount.objects.filter(organisation_id=version.organisation_id, on_date__lte=on)
            .order_by("-on_date")
            .first()
        )
    ]
    if not counts or any(
        count.organisation_id == successor.organisation_id and count.on_date == on for count in counts
    ):
        return
    MemberCount.objects.create(
        organisation_id=successor.organisation_id,
        on_date=on,
        official=sum(count.official for count in counts),
        probationary=sum(count.probationary for count in counts),
        change=made,
    )
