"""Memberships, departures and merged offices: who may write them, what is refused, what the log does not hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.personnel import Organ, Post, Standing
from daihoi.core.personnel.kinds import Arrangement, Departure, Entry, Exit, MergedOffices
from daihoi.core.personnel.members import DepartureFacts, MemberFacts
from daihoi.data.models import Event, Membership, MergedOffice, NotStanding
from tests.area import TERM, TODAY, Area, area
from tests.figures_follow import figures_follow, figures_followed
from tests.personnel_people import OUTSIDERS, kept, staffed

__all__ = ["area", "figures_follow", "figures_followed"]  # fixtures
SINCE = date(2020, 2, 14)
PLAIN = MemberFacts(Organ.COMMITTEE, Entry.ELECTED, SINCE, Standing.RESTANDING, votes=90, base=100)
LEADS = replace(PLAIN, post=Post.SECRETARY, entry=Entry.ELECTED_DIRECTLY, beside=frozenset({Post.PEOPLE_CHAIR}))


@pytest.fixture
def staff(area: Area) -> Area:
    return staffed(area)


def made(staff: Area, who: str = "officer", at: str = "Huyện A") -> dict[str, object]:
    return {"actor": staff.actor(who), "organisation": staff.id(at), "term": TERM}


def entered(staff: Area, facts: MemberFacts = PLAIN, person: int | None = None) -> int:
    return actions.keep_member(**made(staff), person=person or kept(staff), facts=facts)  # type: ignore[arg-type]


def code(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.findings[0].code


def test_a_member_is_entered_and_changed_and_the_log_holds_ids_alone(staff: Area) -> None:
    person = kept(staff, "Nguyễn Thị Kín")
    member = entered(staff, LEADS, person)
    row = Membership.objects.get(pk=member)
    assert (row.person_id, row.post, row.beside, row.votes, row.base) == (person, "secretary", "people_chair", 90, 100)

    actions.keep_member(
        **made(staff), person=person, facts=replace(LEADS, decision="12-QĐ/TU"), member=member, seen=row.version
    )  # type: ignore[arg-type]
    row.refresh_from_db()
    assert (row.decision, row.version) == ("12-QĐ/TU", 2)
    for event in Event.objects.filter(event__startswith="personnel.member"):
        assert event.subject == f"#{member}" and "Kín" not in event.detail


def test_only_whoever_edits_personnel_there_may_write(staff: Area) -> None:
    person, member = kept(staff), entered(staff)
    for who in (*OUTSIDERS, "approver"):
        for act in (
            lambda who=who: actions.keep_member(**made(staff, who), person=person, facts=PLAIN),
            lambda who=who: actions.keep_members(**made(staff, who), lines=[(person, PLAIN)]),
            lambda who=who: actions.leave_body(**made(staff, who), member=member, to_on=TODAY, exit=Exit.MOVED),
            lambda who=who: actions.return_to_body(**made(staff, who), member=member),
            lambda who=who: actions.remove_member(**made(staff, who), member=member),
            lambda who=who: actions.keep_departure(**made(staff, who), person=person, facts=None),
            lambda who=who: actions.merge_offices(
                actor=staff.actor(who), organisation=staff.id("Huyện A"), offices=MergedOffices.MASS, from_on=SINCE
            ),
        ):
            with pytest.raises(NotHere):
                act()
    assert Membership.objects.count() == 1


def test_nobody_of_another_organisation_is_entered(staff: Area) -> None:
    beside = kept(staff, at="Huyện B")
    with pytest.raises(NotHere):
        entered(staff, person=beside)
    member = entered(staff)
    for act in (
        lambda: actions.leave_body(**made(staff, "beside", "Huyện B"), member=member, to_on=TODAY, exit=Exit.MOVED),
        lambda: actions.remove_member(**made(staff, "beside", "Huyện B"), member=member),
        lambda: actions.keep_member(**made(staff), person=beside, facts=PLAIN, member=member + 99),
    ):
        with pytest.raises(NotHere):
            act()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (replace(PLAIN, from_on=date(2020, 3, 3)), "day_in_future"),
        (replace(PLAIN, post=Post.INSPECTION_CHAIR), "post_elsewhere"),
        (replace(PLAIN, post=Post.PEOPLE_CHAIR), "post_elsewhere"),
        (replace(PLAIN, entry=Entry.ELECTED_DIRECTLY), "not_secretary"),
        (replace(PLAIN, post_on=SINCE), "day_without_post"),
        (replace(LEADS, post_on=date(2020, 2, 1)), "post_too_early"),
        (replace(PLAIN, beside=frozenset({Post.DEPUTY})), "post_not_beside"),
        (replace(PLAIN, village_on=date(2020, 1, 5)), "no_village_head"),
        (replace(PLAIN, votes=101), "too_many_votes"),
        (replace(PLAIN, decision="x" * 201), "too_long"),
    ],
)
def test_what_cannot_be_right_is_refused(staff: Area, facts: MemberFacts, why: str) -> None:
    assert code(lambda: entered(staff, facts)) == why


def test_nobody_is_in_a_body_twice_at_a_time_and_there_is_one_secretary(staff: Area) -> None:
    person = kept(staff)
    first = entered(staff, LEADS, person)
    assert code(lambda: entered(staff, PLAIN, person)) == "twice_in_body"
    assert code(lambda: entered(staff, LEADS)) == "secretary_there"
    other = entered(staff)
    assert code(
        lambda: actions.keep_member(**made(staff), person=0, facts=LEADS, member=other)
    ) == "secretary_there"  # fmt: skip
    actions.leave_body(**made(staff), member=first, to_on=date(2020, 2, 20), exit=Exit.MOVED)  # type: ignore[arg-type]
    entered(staff, replace(LEADS, from_on=date(2020, 2, 20), entry=Entry.ADDED))
    assert code(lambda: actions.return_to_body(**made(staff), member=first)) == "secretary_there"
    entered(staff, replace(PLAIN, from_on=date(2020, 2, 25)), person)
    assert code(lambda: entered(staff, replace(PLAIN, from_on=date(2020, 2, 10)), person)) == "twice_in_body"


def test_several_are_entered_at_once_or_none(staff: Area) -> None:
    people = [kept(staff, f"Mẫu {number}") for number in range(3)]
    assert code(lambda: actions.keep_members(**made(staff), lines=[])) == "nobody"
    lines = [(people[0], LEADS), (people[1], PLAIN), (people[2], LEADS)]
    assert code(lambda: actions.keep_members(**made(staff), lines=lines)) == "secretary_there"
    assert Membership.objects.count() == 0
    assert len(actions.keep_members(**made(staff), lines=lines[:2])) == 2  # type: ignore[arg-type]


def test_whoever_leaves_the_committee_leaves_its_standing_committee(staff: Area) -> None:
    person = kept(staff)
    member, top = entered(staff, PLAIN, person), entered(staff, replace(PLAIN, organ=Organ.STANDING), person)
    version = Membership.objects.get(pk=member).version
    leave = {"member": member, "exit": Exit.RETIRED, "seen": version}
    assert code(lambda: actions.leave_body(**made(staff), **leave, to_on=date(2020, 2, 1))) == "left_too_early"
    assert code(lambda: actions.leave_body(**made(staff), **leave, to_on=date(2020, 3, 3))) == "day_in_future"
    actions.leave_body(**made(staff), **leave, to_on=TODAY)  # type: ignore[arg-type]
    assert {one.to_on for one in Membership.objects.filter(pk__in=[member, top])} == {TODAY}
    assert code(lambda: actions.leave_body(**made(staff), **leave, to_on=TODAY)) == "changed_meanwhile"
    assert code(lambda: actions.leave_body(**made(staff), **leave | {"seen": None}, to_on=TODAY)) == "left_already"
    actions.return_to_body(**made(staff), member=member)  # type: ignore[arg-type]
    assert Membership.objects.get(pk=member).to_on is None


def test_departures_are_kept_with_what_was_seen(staff: Area) -> None:
    person = kept(staff)
    of = {**made(staff), "person": person}
    facts = DepartureFacts(Departure.AGE)
    actions.keep_departure(**of, facts=facts, seen=0)  # type: ignore[arg-type]
    decided = replace(facts, arrangement=Arrangement.DECIDED)
    assert code(lambda: actions.keep_departure(**of, facts=decided, seen=1)) == "no_decision"
    assert code(lambda: actions.keep_departure(**of, facts=facts, seen=0)) == "changed_meanwhile"
    actions.keep_departure(**of, facts=replace(decided, decision="5-QĐ/HU"), seen=1)  # type: ignore[arg-type]
    assert NotStanding.objects.get().arrangement == "decided"
    actions.keep_departure(**of, facts=None, seen=2)  # type: ignore[arg-type]
    assert NotStanding.objects.count() == 0


def test_merged_offices_begin_and_end_once(staff: Area) -> None:
    of = {"actor": staff.actor("officer"), "organisation": staff.id("Huyện A")}
    merge = {**of, "offices": MergedOffices.INSPECTION}
    row = actions.merge_offices(**merge, from_on=SINCE, decision="3-QĐ/TU")  # type: ignore[arg-type]
    assert code(lambda: actions.merge_offices(**merge, from_on=TODAY)) == "merged_already"
    assert code(lambda: actions.merge_offices(**merge, from_on=date(2020, 1, 1))) == "merged_already"
    assert code(lambda: actions.part_offices(**of, merged=row, to_on=SINCE)) == "parted_too_early"
    actions.part_offices(**of, merged=row, to_on=TODAY)  # type: ignore[arg-type]
    with pytest.raises(NotHere):
        actions.part_offices(**of, merged=row, to_on=TODAY)  # type: ignore[arg-type]
    actions.merge_offices(**merge, from_on=TODAY)  # type: ignore[arg-type]
    assert MergedOffice.objects.count() == 2


def test_votes_of_nobody_are_refused(staff: Area) -> None:
    assert code(lambda: entered(staff, replace(PLAIN, votes=0, base=0))) == "base_none"
    assert code(lambda: entered(staff, replace(PLAIN, votes=-1))) == "votes_negative"
    one = [(kept(staff), replace(PLAIN, votes=None, base=0))]
    assert code(lambda: actions.keep_members(**made(staff), lines=one)) == "base_none"  # type: ignore[arg-type]


@pytest.mark.parametrize("organ", [Organ.COMMITTEE, Organ.STANDING])
def test_whoever_did_not_leave_after_all_is_in_the_standing_committee_again(staff: Area, organ: Organ) -> None:
    person = kept(staff)
    of = {one: entered(staff, replace(PLAIN, organ=one), person) for one in (Organ.COMMITTEE, Organ.STANDING)}
    actions.leave_body(**made(staff), member=of[Organ.COMMITTEE], to_on=TODAY, exit=Exit.RETIRED)  # type: ignore[arg-type]
    actions.return_to_body(**made(staff), member=of[organ])  # type: ignore[arg-type]

    assert set(Membership.objects.values_list("to_on", "exit", "version")) == {(None, "", 3)}


def test_whoever_left_the_standing_committee_before_does_not_come_back_with_the_committee(staff: Area) -> None:
    person = kept(staff)
    of = {one: entered(staff, replace(PLAIN, organ=one), person) for one in (Organ.COMMITTEE, Organ.STANDING)}
    actions.leave_body(**made(staff), member=of[Organ.STANDING], to_on=SINCE, exit=Exit.RETIRED)  # type: ignore[arg-type]
    actions.leave_body(**made(staff), member=of[Organ.COMMITTEE], to_on=TODAY, exit=Exit.RETIRED)  # type: ignore[arg-type]
    actions.return_to_body(**made(staff), member=of[Organ.COMMITTEE])  # type: ignore[arg-type]

    assert dict(Membership.objects.values_list("organ", "to_on")) == {"committee": None, "standing": SINCE}


def test_merged_offices_entered_with_a_wrong_day_are_taken_out_and_entered_anew(staff: Area) -> None:
    here = {name: value for name, value in made(staff).items() if name != "term"}
    merged = actions.merge_offices(**here, offices=MergedOffices.MASS, from_on=TODAY)  # type: ignore[arg-type]
    beside = {**here, "organisation": staff.id("Huyện B")}
    with pytest.raises(NotHere):
        actions.remove_merged(**beside, merged=merged)  # type: ignore[arg-type]
    actions.remove_merged(**here, merged=merged)  # type: ignore[arg-type]
    assert not MergedOffice.objects.exists()
    assert Event.objects.latest("seq").event == "personnel.offices_merged"
    actions.merge_offices(**here, offices=MergedOffices.MASS, from_on=SINCE)  # type: ignore[arg-type]
    assert MergedOffice.objects.get().from_on == SINCE
