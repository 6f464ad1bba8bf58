"""Nghệ An, October 2020: the number decided is not the number elected.

Source: Báo Nghệ An, 10/2020: a committee of 66, of whom the congress elected 64; two places were left to be filled
later. Everybody here is generated.
"""

from datetime import date

import pytest
from django.test import override_settings

from daihoi.actions.personnel import MeantFor, Numbers, PersonFacts
from daihoi.actions.personnel.taking_over import Taken, TakenPerson, TakenScheme, take_over
from daihoi.core.access import Actor, Role
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Organ, Sex, Standing
from daihoi.core.personnel.kinds import Entry
from daihoi.core.personnel.members import MemberFacts
from daihoi.queries import access, indicators
from daihoi.queries.personnel import personnel_place
from daihoi.queries.personnel.below import checks_below
from daihoi.queries.personnel.members import members
from tests import factories

TERM, TODAY, HELD = "2020-2025", date(2020, 10, 20), date(2020, 10, 17)
DECIDED, ELECTED, LISTED = 66, 64, 73


@pytest.mark.django_db
@override_settings(TODAY=TODAY)
def test_two_places_left_on_purpose_are_short_of_the_number_and_not_lacking_on_the_list() -> None:
    root = factories.organisation("Tỉnh", Kind.PROVINCE, unit=Unit.PROVINCE)
    user = factories.user_with(Role.PERSONNEL_OFFICER, root)
    officer = access.actor_of(user_id=user.pk, name="")
    meant = MeantFor(Standing.RESTANDING, frozenset({Organ.COMMITTEE}))
    came = MemberFacts(Organ.COMMITTEE, Entry.ELECTED, HELD, Standing.RESTANDING)
    people = [
        TakenPerson(
            PersonFacts(f"Nguyễn Văn Mẫu {at}", Sex.MAN, 1972, 5, "Kinh"),
            meant,
            listed=True,
            surplus=meant.organs if at >= ELECTED else frozenset(),
            members=(came,) if at < ELECTED else (),
        )
        for at in range(LISTED)
    ]
    why = "Để lại bổ sung sau đại hội"
    scheme = TakenScheme(date(2020, 8, 3), "Một", {Organ.COMMITTEE: Numbers(DECIDED, DECIDED - ELECTED, why, 71)})
    take_over(actor=Actor(None, "mẫu"), organisation=root.pk, term=TERM, work=[Taken(root.pk, people, scheme)])

    at = indicators.place(actor=officer, organisation=root.pk, term=TERM, as_of=TODAY, today=TODAY)
    found = indicators.figures(at, ["committee", "committee.short", "committee.vacant", "committee.not_elected"])
    assert {name: (one.value, one.out_of) for name, one in found.items()} == {
        "committee": (64, None),
        "committee.short": (2, 66),
        "committee.vacant": (2, 66),
        "committee.not_elected": (0, 64),
    }
    place = personnel_place(actor=officer, organisation=root.pk, term=TERM, today=TODAY)
    (body,) = members(actor=officer, place=place, today=TODAY, on=TODAY).bodies
    assert (body.seats, len(body.rows), body.vacant) == (66, 64, 2)
    (one,) = checks_below(actor=officer, organisation=root.pk, term=TERM, today=TODAY)
    assert one.check is not None
    line = one.check.line("committee.meant")
    assert line is not None and (line.count, line.needed, line.met) == (ELECTED, ELECTED, True)
