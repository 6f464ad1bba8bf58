"""New memberships within a write: what entering them by hand and from released results share."""

from collections.abc import Sequence

from django.db.models import Q

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, refuse
from daihoi.core.personnel.kinds import Post
from daihoi.core.personnel.members import MemberFacts, stored
from daihoi.data.models import Membership, Person
from daihoi.queries import clock


def enter(organisation: int, term: str, lines: Sequence[tuple[int, MemberFacts]]) -> list[Membership]:
    """New memberships, within a write of somebody who has the right; Refused where one cannot be."""
    if not lines:
        raise refuse("nobody", N_("Nobody is chosen. Choose at least one person."))
    today = clock.today()
    stand = Q(same_as=None) | ~Q(same_as__organisation=organisation)  # not fallen away for another record here
    found = Person.objects.filter(stand, pk__in=[person for person, _ in lines], organisation_id=organisation)
    known = set(found.values_list("pk", flat=True))
    if not {person for person, _ in lines} <= known:
        raise NotHere
    rows = [
        Membership(person_id=person, organisation_id=organisation, term=term, **stored(facts, today))
        for person, facts in lines
    ]
    refuse_doubles(organisation, term, rows)
    for row in rows:
        row.save()
    return rows


def refuse_doubles(organisation: int, term: str, rows: Sequence[Membership]) -> None:
    """Nobody twice in a body at a time, and one secretary."""
    kept = [row.pk for row in rows if row.pk is not None]
    there = list(Membership.objects.filter(organisation_id=organisation, term=term).exclude(pk__in=kept))
    for number, row in enumerate(rows):
        others = [*there, *rows[:number]]
        if any(one.person_id == row.person_id and one.organ == row.organ and _meet(one, row) for one in others):
            text = N_("Somebody is entered in the same body twice at one time. Change the membership that is there.")
            raise refuse("twice_in_body", text)
        leads = row.post == Post.SECRETARY.value and row.to_on is None
        if leads and any(one.post == Post.SECRETARY.value and one.to_on is None for one in others):
            text = N_("There is a secretary already. Enter first that the one before left, or holds the post no more.")
            raise refuse("secretary_there", text)


def _meet(one: Membership, other: Membership) -> bool:
    """Do two memberships share a day, or begin on the same?"""
    if one.from_on == other.from_on:
        return True
    return (one.to_on is None or other.from_on < one.to_on) and (other.to_on is None or one.from_on < other.to_on)
