"""Who is in which body: entering, changing, leaving. What becomes of those who do not stand again; merged offices.

No event holds a name or a fact: ids and counts alone (ADR 17).
"""

from collections.abc import Sequence
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.personnel._checks import person_of
from daihoi.actions.personnel._members import enter, refuse_doubles
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.personnel.facts import past_day, words
from daihoi.core.personnel.kinds import Exit, MergedOffices, Organ
from daihoi.core.personnel.members import DepartureFacts, MemberFacts, left, stored, stored_departure
from daihoi.data.models import Membership, MergedOffice, NotStanding
from daihoi.queries import clock

EDIT = Permission.PERSONNEL_EDIT
_TOGETHER = frozenset({Organ.COMMITTEE.value, Organ.STANDING.value})  # leaving the one may be leaving the other


@action("personnel.member_kept", EDIT)
def keep_member(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    person: int,
    facts: MemberFacts,
    member: int | None = None,
    seen: int | None = None,
) -> Done[int]:
    """Enter somebody in a body (`member` None) or change a membership; returns its id. `seen`: the version shown."""
    if member is None:
        (row,) = enter(organisation, term, [(person, facts)])
        return Done(row.pk, f"#{row.pk}", {"term": term, "members": [row.pk]})
    row = _membership(organisation, term, member, seen)
    values = stored(facts, clock.today())
    if row.to_on is not None and row.to_on < facts.from_on:
        raise refuse("entered_too_late", N_("Somebody who left on {day} cannot have come in later."), day=row.to_on)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    refuse_doubles(organisation, term, [row])
    row.save()
    return Done(row.pk, f"#{row.pk}", {"term": term, "members": [row.pk], "changed": True})


@action("personnel.member_kept", EDIT)
def keep_members(
    *, actor: Actor, organisation: int, term: str, lines: Sequence[tuple[int, MemberFacts]]
) -> Done[list[int]]:
    """Enter several people at once, as (person, how they are in the body); all or none."""
    made = [row.pk for row in enter(organisation, term, lines)]
    return Done(made, "", {"term": term, "members": made})


def _membership(organisation: int, term: str, pk: int, seen: int | None) -> Membership:
    rows = Membership.objects.select_for_update().filter(pk=pk, organisation_id=organisation, term=term)
    row = rows.first()
    if row is None:
        raise NotHere
    if seen is not None and seen != row.version:
        raise _changed()
    return row


def _changed() -> Exception:
    text = N_("Somebody changed this record in the meantime. Look at what stands there now, then enter it again.")
    return refuse("changed_meanwhile", text)


@action("personnel.member_left", EDIT)
def leave_body(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    member: int,
    to_on: date,
    exit: Exit,
    note: str = "",
    seen: int | None = None,
) -> Done[None]:
    """Somebody is in a body no more, from a day on. Leaving the committee is leaving its standing committee too."""
    row = _membership(organisation, term, member, seen)
    if row.to_on is not None:
        raise refuse("left_already", N_("It is entered already that this person left."))
    gone = [row]
    if row.organ == "committee":
        gone += Membership.objects.select_for_update().filter(
            organisation_id=organisation, term=term, person=row.person_id, organ="standing", to_on=None
        )
    for one in gone:
        for name, value in left(one.from_on, to_on, exit, note, clock.today()).items():
            setattr(one, name, value)
        one.version += 1
        one.save()
    return Done(None, f"#{row.pk}", {"term": term, "members": [one.pk for one in gone]})


@action("personnel.member_left", EDIT)
def return_to_body(*, actor: Actor, organisation: int, term: str, member: int, seen: int | None = None) -> Done[None]:
    """Take back that somebody left, entered by mistake; with what ended by the same act, committee and standing
    committee."""
    row = _membership(organisation, term, member, seen)
    if row.to_on is None:
        raise NotHere
    back = [row]
    if row.organ in _TOGETHER:
        back += Membership.objects.select_for_update().filter(
            organisation_id=organisation, term=term, person=row.person_id, organ__in=_TOGETHER - {row.organ},
            to_on=row.to_on, exit=row.exit,
        )  # fmt: skip
    for one in back:
        one.to_on, one.exit, one.exit_note = None, "", ""
        one.version += 1
    refuse_doubles(organisation, term, back)
    for one in back:
        one.save()
    return Done(None, f"#{row.pk}", {"term": term, "members": [one.pk for one in back], "back": True})


@action("personnel.member_left", EDIT)
def remove_member(*, actor: Actor, organisation: int, term: str, member: int, seen: int | None = None) -> Done[None]:
    """Take out a membership that was entered by mistake."""
    row = _membership(organisation, term, member, seen)
    row.delete()
    return Done(None, f"#{member}", {"term": term, "members": [member], "removed": True})


@action("personnel.departure_kept", EDIT)
def keep_departure(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    person: int,
    facts: DepartureFacts | None,
    seen: int | None = None,
) -> Done[None]:
    """Say what becomes of somebody who does not stand again; None: the person does. `seen`: the version, 0 for none."""
    who = person_of(organisation, person)
    row = NotStanding.objects.select_for_update().filter(person=who, term=term).first()
    if seen is not None and seen != (row.version if row else 0):
        raise _changed()
    done: Done[None] = Done(None, f"#{person}", {"term": term, "person": person})
    if facts is None:
        if row is not None:
            row.delete()
        return done
    row = row or NotStanding(person=who, term=term, version=0)
    for name, value in stored_departure(facts).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return done


@action("personnel.offices_merged", EDIT)
def merge_offices(
    *, actor: Actor, organisation: int, offices: MergedOffices, from_on: date, decision: str = ""
) -> Done[int]:
    """Offices of Party and state begin to work as one."""
    past_day(from_on, clock.today())
    there = MergedOffice.objects.filter(organisation_id=organisation, offices=offices.value)
    if any(one.to_on is None or from_on < one.to_on for one in there if one.from_on <= from_on) or any(
        one.from_on >= from_on for one in there
    ):
        raise refuse("merged_already", N_("These offices work as one already at that time."))
    row = MergedOffice.objects.create(
        organisation_id=organisation, offices=offices.value, from_on=from_on, decision=words(decision, 200)
    )
    return Done(row.pk, f"#{row.pk}", {"offices": offices.value})


@action("personnel.offices_merged", EDIT)
def part_offices(*, actor: Actor, organisation: int, merged: int, to_on: date) -> Done[None]:
    """Merged offices work as one no more, from a day on."""
    past_day(to_on, clock.today())
    row = MergedOffice.objects.select_for_update().filter(pk=merged, organisation_id=organisation, to_on=None).first()
    if row is None:
        raise NotHere
    if to_on <= row.from_on:
        text = N_("Offices that work as one since {day} can end only after that.")
        raise refuse("parted_too_early", text, day=row.from_on)
    row.to_on = to_on
    row.save(update_fields=["to_on"])
    return Done(None, f"#{merged}", {"offices": row.offices, "parted": True})


@action("personnel.offices_merged", EDIT)
def remove_merged(*, actor: Actor, organisation: int, merged: int) -> Done[None]:
    """Take out merged offices that were entered by mistake, or with a wrong day, to enter them anew."""
    row = MergedOffice.objects.select_for_update().filter(pk=merged, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    row.delete()
    return Done(None, f"#{merged}", {"offices": row.offices, "removed": True})
