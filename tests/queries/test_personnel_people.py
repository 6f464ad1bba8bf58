"""People as they are read: dossiers with their day, what waits under Today, months left, ended organisations."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daihoi.actions import plan as plans
from daihoi.core.access import NotHere
from daihoi.core.personnel import AgeState, Organ, Sex, Standing
from daihoi.core.personnel.kinds import DossierState
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import PersonnelPlace
from daihoi.queries.personnel._people import listed, own_people
from tests.area import TERM, TODAY, Area, area
from tests.personnel_people import DAY, OUTSIDERS, kept, pooled, staffed

__all__ = ["area"]  # a fixture


@pytest.fixture
def staff(area: Area) -> Area:
    return staffed(area)


def place(staff: Area, who: str = "officer", at: str = "Huyện A") -> PersonnelPlace:
    return queries.personnel_place(actor=staff.actor(who), organisation=staff.id(at), term=TERM, today=TODAY)


def planned(staff: Area, on: date) -> None:
    plans.set_plan(
        actor=staff.actor("board"), organisation=staff.id("Huyện A"), term=TERM, plan=plans.Plan(planned_on=on)
    )


def waits(staff: Area, who: str = "officer", today: date = TODAY) -> list[tuple[str, str, date | None]]:
    found = queries.waiting(actor=staff.actor(who), term=TERM, today=today)
    return [(one.what, one.title, one.due_on) for one in found]


def test_the_months_left_are_counted_from_the_month_of_the_level(staff: Area) -> None:
    """P-043, P-044: in a district a man born in 12/1962 may stand again in 2020, one of 11/1962 may not."""
    for month in (11, 12):
        pooled(staff, kept(staff, f"Nguyễn Văn Tháng {month}", born_year=1962, born_month=month))
    view = queries.people(actor=staff.actor("officer"), place=place(staff), today=TODAY)
    assert [(row.born_month, row.age.months, row.age.state) for row in view.rows] == [
        (11, 29, AgeState.TOO_OLD), (12, 30, AgeState.FIT),
    ]  # fmt: skip
    assert view.reference == date(2020, 6, 1)
    assert view.by is not None
    assert view.by.id == "P-040"


def test_dossiers_are_due_fifteen_working_days_before_the_opening(staff: Area) -> None:
    planned(staff, date(2020, 3, 30))
    full, half = pooled(staff, kept(staff, "Hà Văn Đủ")), pooled(staff, kept(staff, "Cà Văn Thiếu"))
    kept(staff, "Lò Văn Ngoài")  # not in the pool
    from daihoi.actions import personnel as actions  # noqa: PLC0415 app ready

    for person, items in ((full, ("application", "cv", "assets", "health", "assessment")), (half, ("cv",))):
        for item in items:
            actions.keep_item(
                actor=staff.actor("officer"), organisation=staff.id("Huyện A"), term=TERM, person=person, item=item,
                state=DossierState.CONFIRMED, on_date=DAY,
            )  # fmt: skip
    view = queries.dossiers(actor=staff.actor("officer"), place=place(staff), today=TODAY)
    assert view.due == date(2020, 3, 9)
    assert view.rules.before is not None
    assert view.rules.before.id == "E-011"
    assert [(row.name, len(row.lacking), row.late) for row in view.rows] == [
        ("Cà Văn Thiếu", 4, False), ("Hà Văn Đủ", 0, False),
    ]  # fmt: skip
    later = queries.dossiers(actor=staff.actor("officer"), place=place(staff), today=date(2020, 3, 10))
    assert [row.late for row in later.rows] == [True, False]
    assert waits(staff) == [("personnel.dossiers", "Huyện A: 1", date(2020, 3, 9))]
    assert waits(staff, today=date(2020, 1, 2)) == []  # far away yet


def test_the_pack_says_what_a_dossier_holds(staff: Area) -> None:
    five = queries.dossiers(actor=staff.actor("officer"), place=place(staff), today=TODAY).rules
    assert (len(five.items), five.asks is not None) == (5, True)
    below = queries.dossiers(actor=staff.actor("below"), place=place(staff, "below", "Xã Một"), today=TODAY).rules
    assert (len(below.items), below.asks, below.due(date(2020, 3, 30), None)) == (5, None, None)  # type: ignore[arg-type]


def test_duplicates_wait_until_they_are_decided_and_name_nobody(staff: Area) -> None:
    kept(staff)
    kept(staff)
    kept(staff, at="Huyện B")
    assert waits(staff) == [("personnel.alike", "Huyện A: 1", None)]
    assert waits(staff, "above") == [("personnel.alike", "Huyện A: 1", None), ("personnel.alike", "Huyện B: 2", None)]
    for who in (*OUTSIDERS, "approver"):
        if who not in {"beside", "below"}:
            assert waits(staff, who) == []
    assert waits(staff, "beside") == []


def test_what_waits_takes_as_many_queries_for_many(staff: Area) -> None:
    planned(staff, date(2020, 3, 30))
    taken = []
    for number in range(1, 4):
        pooled(staff, kept(staff, f"Nguyễn Văn {'ABC'[number - 1]}"))
        with CaptureQueriesContext(connection) as captured:
            waits(staff)
        taken.append(len(captured) - 1)  # one for the actor
    assert taken == [7, 7, 7]


def test_people_of_two_hundred_are_read_in_three_queries(staff: Area) -> None:
    for number in range(3):
        pooled(staff, kept(staff, f"Nguyễn Văn {number}"))
    where = place(staff)
    actor = staff.actor("officer")
    with CaptureQueriesContext(connection) as captured:
        queries.people(actor=actor, place=where, today=TODAY)
    assert len(captured) == 3


def test_lists_begin_with_the_people_of_the_pool(staff: Area) -> None:
    one = pooled(staff, kept(staff, sex=Sex.WOMAN, ethnicity="Thái"))
    other = kept(staff, "Lò Văn Ngoài")
    rows = {row.pk: row for row in own_people(staff.id("Huyện A"), TERM)}
    assert {pk for pk, row in rows.items() if row.place_key is not None} == {one}  # type: ignore[attr-defined]
    found = {pk: listed(row) for pk, row in rows.items()}
    person = found[one].person
    assert (person.sex, person.minority, person.born) == (Sex.WOMAN, True, date(1970, 5, 1))
    assert (found[one].standing, found[one].organs) == (Standing.RESTANDING, frozenset({Organ.COMMITTEE}))
    assert (set(found), found[other].organs) == ({one, other}, frozenset())


def test_a_place_taken_from_others_opens_nothing(staff: Area) -> None:
    """Whoever hands in a place that somebody else may see is asked again."""
    where = place(staff)
    for who in OUTSIDERS:
        for read in (queries.people, queries.dossiers, queries.alike):
            with pytest.raises(NotHere):
                read(actor=staff.actor(who), place=where, today=TODAY)  # type: ignore[operator]
