"""Forming bodies, naming their members, giving them organisations, ending them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.bodies import COVERING, LONGEST_NAME, LONGEST_OFFICE, MOST_MEMBERS, BodyKind, MemberLine
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.subjects import Subject
from daihoi.core.text import nfc, one_line
from daihoi.data.models import Body, BodyMember, Coverage, Grant, User, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock

MOST_AT_ONCE = 2000


@dataclass(frozen=True)
class BodyFacts:
    """What is known of a body beside its people and organisations. `subject` None: the whole preparation."""

    kind: BodyKind
    name: str
    formed_on: date
    task: str = ""
    subject: Subject | None = None
    decision: str = ""
    under: int | None = None


@action("bodies.formed", Permission.BODIES_EDIT)
def form_body(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    facts: BodyFacts,
    members: Sequence[MemberLine] = (),
    covered: Collection[int] = (),
) -> Done[int]:
    """Form a body of the organisation for a term, with its members and the organisations that it looks after."""
    row = Body(organisation_id=organisation, term=term, made_at=clock.now(), made_by_name=actor.name)
    _fill(row, facts)
    row.save()
    _write_members(row, members)
    _cover(row, covered)
    detail = {"term": term, "body": row.pk, "kind": row.kind, "members": len(members), "for": sorted(covered)}
    return Done(row.pk, row.name, detail)


@action("bodies.changed", Permission.BODIES_EDIT)
def change_body(*, actor: Actor, organisation: int, body: int, version: int, facts: BodyFacts) -> Done[None]:
    """Change what is known of a body. `version`: the one that the person saw."""
    row = _fresh(organisation, body, version)
    _fill(row, facts)
    if row.ended_on is not None and row.formed_on > row.ended_on:
        raise refuse("body_days", N_("The body would end before it was formed. Correct the day."))
    if BodyKind(row.kind) not in COVERING and row.covered.exists():
        text = N_("A body of this kind looks after no organisations. Take away those that it has first.")
        raise refuse("body_covers_none", text)
    _next(row)
    return Done(None, row.name, {"body": row.pk, "kind": row.kind, "for": _given(row)})


@action("bodies.changed", Permission.BODIES_EDIT)
def set_members(
    *, actor: Actor, organisation: int, body: int, version: int, members: Sequence[MemberLine]
) -> Done[None]:
    """The members of a body, all of them in their order. `version`: the one that the person saw."""
    row = _fresh(organisation, body, version)
    _write_members(row, members)
    _next(row)
    return Done(None, row.name, {"body": row.pk, "members": len(members)})


@action("bodies.changed", Permission.BODIES_EDIT)
def cover(
    *, actor: Actor, organisation: int, body: int, add: Collection[int] = (), remove: Collection[int] = ()
) -> Done[int]:
    """Give organisations to a body and take others away; returns how many it has now.

    Each is given or taken by itself, so two people who give different ones do not get in each other's way.
    """
    row = _own(organisation, body)
    _refuse_ended(row)
    row.covered.filter(organisation_id__in=list(remove)).delete()
    _cover(row, set(add) - set(row.covered.values_list("organisation_id", flat=True)))
    detail = {"body": row.pk, "added": len(add), "removed": len(remove), "for": sorted({*add, *remove})}
    return Done(row.covered.count(), row.name, detail)


@action("bodies.ended", Permission.BODIES_EDIT)
def end_body(*, actor: Actor, organisation: int, body: int, ended_on: date, reason: str = "") -> Done[None]:
    """End a body: from that day on it no longer works. What it did stays."""
    row = _own(organisation, body)
    _refuse_ended(row)
    if ended_on < row.formed_on:
        raise refuse("body_days", N_("The body would end before it was formed. Correct the day."))
    if row.parts.filter(ended_on=None).exists():
        raise refuse("body_has_parts", N_("Other bodies work under “{name}”. End them first."), name=row.name)
    row.ended_on = ended_on
    _next(row)
    detail = {"body": row.pk, "ended_on": ended_on, "reason": nfc(reason)[:300], "for": _given(row)}
    return Done(None, row.name, detail)


def _own(organisation: int, body: int) -> Body:
    row = Body.objects.select_for_update().filter(pk=body, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    return row


def _fresh(organisation: int, body: int, version: int) -> Body:
    row = _own(organisation, body)
    _refuse_ended(row)
    if row.version != version:
        raise refuse("changed_meanwhile", N_("Somebody changed “{name}” meanwhile. Look at it anew."), name=row.name)
    return row


def _refuse_ended(row: Body) -> None:
    if row.ended_on is not None:
        raise refuse("body_ended", N_("“{name}” has ended its work; it is not changed any more."), name=row.name)


def _next(row: Body) -> None:
    row.version += 1
    row.save()


def _given(row: Body) -> list[int]:
    return sorted(row.covered.values_list("organisation_id", flat=True))


def _fill(row: Body, facts: BodyFacts) -> None:
    name = one_line(facts.name)[:200]
    if not name:
        raise refuse("body_without_name", N_("Give the body a name."))
    same = Body.objects.filter(organisation_id=row.organisation_id, term=row.term, name=name).exclude(pk=row.pk)
    if same.exists():
        raise refuse("body_name_taken", N_("There is a body named “{name}” here already."), name=name)
    row.kind, row.name, row.formed_on = facts.kind.value, name, facts.formed_on
    row.task, row.decision = nfc(facts.task).strip()[:20_000], one_line(facts.decision)[:200]
    row.subject = facts.subject.value if facts.subject else ""
    row.under = _above(row, facts.under) if facts.under is not None else None


def _above(row: Body, under: int) -> Body:
    """The body under which this one works; of the same organisation and term, and not below this one itself."""
    found = Body.objects.filter(pk=under, organisation_id=row.organisation_id, term=row.term).first()
    above = found
    while above is not None and above.pk != row.pk:
        above = above.under
    if found is None or above is not None:
        raise refuse("body_under_itself", N_("A body works under another body of the same organisation."))
    return found


def _write_members(row: Body, members: Sequence[MemberLine]) -> None:
    if len(members) > MOST_MEMBERS:
        raise refuse("members_many", N_("A body has at most {most} members."), most=MOST_MEMBERS)
    made = []
    for position, each in enumerate(members):
        name, office = one_line(each.name), one_line(each.office)
        if not name or len(name) > LONGEST_NAME or len(office) > LONGEST_OFFICE:
            raise refuse(
                "member_without_name", N_("Each member has a name of at most {most} letters."), most=LONGEST_NAME
            )
        user = _account(row, each.account) if each.account.strip() else None
        made.append(BodyMember(body=row, name=name, office=office, seat=each.seat.value, user=user, position=position))
    row.members.all().delete()
    BodyMember.objects.bulk_create(made)


def _account(row: Body, username: str) -> User:
    """The account of a member: one that works at or below the body's organisation. Others are not told of."""
    user = User.objects.filter(username=username.strip(), is_active=True).first()
    top = _present([row.organisation_id]).get(row.organisation_id, "")
    places = Grant.objects.filter(user=user).exclude(valid_to__lte=clock.today()).values("organisation")
    works_at = Version.objects.filter(organisation__in=places, valid_to=FAR).values_list("path", flat=True)
    if user is None or not top or not any(paths.covers(top, path) for path in works_at):
        text = N_("There is no account “{name}” that works here. Correct it, or leave it empty.")
        raise refuse("account_unknown", text, name=username.strip()[:60])
    return user


def _cover(row: Body, organisations: Iterable[int]) -> None:
    wanted = sorted(set(organisations))
    if not wanted:
        return
    if BodyKind(row.kind) not in COVERING:
        raise refuse("body_covers_none", N_("A body of this kind looks after no organisations."))
    if len(wanted) > MOST_AT_ONCE:
        text = N_("At most {most} organisations are given at once. Give the organisation above them instead.")
        raise refuse("covered_many", text, most=MOST_AT_ONCE)
    known = _present([row.organisation_id, *wanted])
    top = known.get(row.organisation_id, "")
    if any(pk not in known or not paths.covers(top, known[pk]) or known[pk] == top for pk in wanted):
        raise refuse("covered_not_below", N_("A body looks after organisations below its own."))
    Coverage.objects.bulk_create([Coverage(body=row, organisation_id=pk) for pk in wanted], batch_size=500)


def _present(organisations: Sequence[int]) -> dict[int, str]:
    """id → path of those of the organisations that are there now."""
    found: dict[int, str] = {}
    for start in range(0, len(organisations), 500):
        some = list(organisations[start : start + 500])
        found.update(
            Version.objects.filter(organisation_id__in=some, valid_to=FAR).values_list("organisation_id", "path")
        )
    return found
