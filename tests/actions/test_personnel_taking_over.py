"""Taking personnel work over as it stood elsewhere: by the installation alone, where there is none yet."""

from dataclasses import replace
from datetime import date

import pytest

from daihoi.actions.personnel import MeantFor, Numbers, PersonFacts
from daihoi.actions.personnel.taking_over import (
    Taken,
    TakenDecision,
    TakenPerson,
    TakenScheme,
    TakenVersion,
    take_over,
)
from daihoi.core.access import Actor, NotHere
from daihoi.core.messages import Refused
from daihoi.core.personnel import Organ, Post, Sex, Standing
from daihoi.core.personnel.kinds import Departure, Entry, VersionState
from daihoi.core.personnel.members import DepartureFacts, MemberFacts
from daihoi.data.models import Event, Membership, NotStanding, Person, Scheme, SchemeVersion
from daihoi.queries import indicators
from daihoi.queries.verify import version_faults
from tests import schemes
from tests.area import TERM, TODAY, Area, area
from tests.figures_follow import figures_follow, figures_followed

__all__ = ["area", "figures_follow", "figures_followed"]  # fixtures
SYSTEM = Actor(None, "daihoi")
IN = MemberFacts(Organ.COMMITTEE, Entry.ELECTED, date(2020, 1, 18), Standing.RESTANDING, Post.SECRETARY)


def work(
    area: Area, *, at: str = "Xã Một", name: str = "Lò Văn Mẫu", state: VersionState = VersionState.FORWARDED
) -> Taken:
    facts = PersonFacts(name, Sex.MAN, 1979, 4, "Thái", note="mẫu")
    meant = MeantFor(Standing.RESTANDING, frozenset({Organ.COMMITTEE}), frozenset({Post.SECRETARY}))
    people = [
        TakenPerson(facts, meant, listed=True, members=(IN,)),
        TakenPerson(replace(facts, name=f"{name} A"), leaves=DepartureFacts(Departure.AGE)),
    ]
    version = TakenVersion(date(2020, 2, 1), "1-TTr/ĐU", None, (TakenDecision(state, date(2020, 2, 9), "2", "…"),))
    scheme = TakenScheme(date(2020, 1, 2), "Một", {Organ.COMMITTEE: Numbers(1)}, version=version)
    return Taken(area.id(at), people, scheme, "Cán bộ mẫu")


@pytest.mark.django_db
def test_people_lists_versions_and_bodies_come_with_one_event_that_names_nobody(area: Area) -> None:
    done = take_over(actor=SYSTEM, organisation=area.id("Tỉnh"), term=TERM, work=[work(area), work(area, at="Xã Hai")])
    assert done == 4
    event = Event.objects.latest("seq")
    assert (event.event, event.organisation) == ("personnel.taken_over", area.id("Tỉnh"))
    assert "Mẫu" not in event.detail and event.subject == ""
    assert (Person.objects.count(), Scheme.objects.count(), NotStanding.objects.count()) == (4, 2, 2)
    assert list(SchemeVersion.objects.order_by("pk").values_list("state", "above__code")) == [
        ("forwarded", area.of[district].code) for district in ("Huyện A", "Huyện B")
    ]
    assert version_faults() == []
    SchemeVersion.objects.filter(scheme__organisation=area.of["Xã Hai"]).update(state="approved")
    assert [one.params["organisation"] for one in version_faults()] == [area.id("Xã Hai")]
    SchemeVersion.objects.update(state="forwarded")
    assert Membership.objects.filter(post="secretary").count() == 2
    schemes.people_of_personnel(area)
    at = indicators.place(
        actor=area.actor("province"), organisation=area.id("Tỉnh"), term=TERM, as_of=TODAY, today=TODAY
    )
    names = ["committee", "schemes.restanding", "schemes.appraised", "not_standing"]
    assert {name: one.value for name, one in indicators.figures(at, names).items()} == dict.fromkeys(names, 2)


@pytest.mark.django_db
def test_no_person_may_and_nothing_is_put_over_what_is_there(area: Area) -> None:
    schemes.people_of_personnel(area)
    for who in ("officer", "approver", "keeper", "board"):
        with pytest.raises(NotHere):
            take_over(actor=area.actor(who), organisation=area.id("Tỉnh"), term=TERM, work=[work(area)])
    take_over(actor=SYSTEM, organisation=area.id("Tỉnh"), term=TERM, work=[work(area)])
    with pytest.raises(Refused) as refused:
        take_over(actor=SYSTEM, organisation=area.id("Tỉnh"), term=TERM, work=[work(area, at="Xã Hai"), work(area)])
    assert refused.value.findings[0].code == "work_there"
    assert Person.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"name": ""}, {"born_month": 13}, {"official_on": date(2031, 1, 1)}])
def test_a_fact_that_cannot_be_right_is_refused_as_in_a_form(area: Area, wrong: dict[str, object]) -> None:
    given = work(area)
    first = given.people[0]
    bad = replace(given, people=[replace(first, facts=replace(first.facts, **wrong))])
    with pytest.raises(Refused):
        take_over(actor=SYSTEM, organisation=area.id("Tỉnh"), term=TERM, work=[bad])
    assert not Person.objects.exists()
