"""Personnel work of the sample province: schemes in every state, people as many as a province has, one commune's
election. Nothing of it was published; it has to be whole, and like what offices see."""

from collections import Counter

import pytest

from daihoi.core.messages import Severity
from daihoi.core.personnel.kinds import VersionState
from daihoi.data.models import Election, Membership, Person, SchemeVersion, VariantPerson
from daihoi.queries.personnel import personnel_place
from daihoi.queries.personnel.below import checks_below
from daihoi.queries.personnel.queue import Queue, queue
from daihoi.queries.personnel.versions import draft
from tests.samples import TERM, Built

pytestmark = pytest.mark.django_db
ROOT, HOME, COMMUNE = "DB", "DB.07", "DB.07.003"
OFFICER, DISTRICT = "mau-nhan-su", "mau-nhan-su-huyen"


def queue_of(province: Built, who: str, code: str) -> Queue:
    built = province.by(who)
    return queue(actor=built.actor, organisation=province.card(code).id, term=TERM, today=built.day)


def test_schemes_stand_in_every_state_and_some_wait_too_long(province: Built) -> None:
    lines = queue_of(province, OFFICER, ROOT).lines
    states = Counter(line.state for line in lines)
    assert 615 <= len(lines) <= 632
    assert states.keys() == {None, *VersionState}
    assert min(states.values()) >= 10
    assert 10 <= sum(line.late for line in lines) <= 40 and any(line.musts for line in lines)
    assert {line.state for line in lines if line.kind == "upper"} == {
        None, VersionState.SUBMITTED, VersionState.FORWARDED, VersionState.RETURNED
    }  # fmt: skip
    assert not any(line.brief.changed for line in lines)


def test_lists_are_blocked_warned_of_and_clean(province: Built) -> None:
    built = province.by(OFFICER)
    found = checks_below(actor=built.actor, organisation=province.card(ROOT).id, term=TERM, today=built.day)
    worst = Counter(
        next((grave for grave in (Severity.ERROR, Severity.WARNING) if one.lines(grave)), None) for one in found
    )
    assert min(worst.values()) >= 20
    broken = {line.key for one in found for line in one.lines(Severity.ERROR)}
    assert {"age.first_time", "committee.surplus_min", "committee.surplus_max"} <= broken
    warned = {line.key for one in found for line in one.lines(Severity.WARNING)}
    assert {"committee.women_min", "committee.renewed_min", "secretary.not_local"} <= warned


def test_there_are_about_9000_people_and_each_says_that_nobody_is_meant(province: Built) -> None:
    assert 8_500 <= Person.objects.count() <= 9_500
    assert Person.objects.exclude(note="Số liệu mẫu").count() == 0
    assert Person.objects.exclude(post__endswith="(mẫu)").count() == 0
    assert set(Person.objects.values_list("ethnicity", flat=True)) == {"Thái", "Mông", "Kinh", "Khơ Mú", "Dao"}
    assert Person.objects.values("folded", "born_year", "born_month").distinct().count() == Person.objects.count() - 5


def test_a_version_holds_what_would_be_submitted_of_the_same_list(province: Built) -> None:
    built = province.by(OFFICER)
    rows = SchemeVersion.objects.filter(state="approved").select_related("scheme").order_by("pk")
    for row in (rows[0], rows[100], SchemeVersion.objects.filter(state="forwarded", above__code=ROOT)[0]):
        at = row.scheme.organisation_id
        place = personnel_place(actor=built.actor, organisation=at, term=TERM, today=built.day)
        found = draft(place, built.day)
        assert found is not None
        assert (found.same_as(row, ""), found.unfinished) == (True, False)


def test_the_approved_list_is_the_one_that_the_commune_elected_from(province: Built) -> None:
    place = province.card(COMMUNE).id
    election = Election.objects.get(congress__organisation=place, post="committee")
    assert election.scheme is not None and election.scheme.state == "approved"
    listed = set(
        VariantPerson.objects.filter(variant__scheme=election.scheme.scheme_id).values_list("person", flat=True)
    )
    assert set(election.nominees.values_list("person", flat=True)) == listed and len(listed) == 17
    came = Membership.objects.filter(organisation=place, organ="committee")
    assert came.count() == 15 and all(row.votes and row.base == 59 and row.votes > 29 for row in came)
    missed = VariantPerson.objects.filter(variant__scheme=election.scheme.scheme_id, surplus="").exclude(
        person__in=came.values("person")
    )
    assert ["standing" in row.organs and "delegation" in row.organs for row in missed] == [True]
    assert province.by(DISTRICT).of(COMMUNE, "committee.not_elected") == (1, 15)


def test_pilots_have_their_committees_and_departures_their_state(province: Built) -> None:
    officer = province.by(OFFICER)
    secretaries = Membership.objects.filter(post="secretary")
    assert secretaries.filter(organisation__code__regex=r"^DB\.\d+\.\d+$").count() == 25
    assert officer.of(ROOT, "secretaries")[0] == secretaries.count()
    departures = officer.value(ROOT, "not_standing")
    arranged, of = officer.of(ROOT, "not_standing.arranged")
    assert departures == of and isinstance(of, int) and of > 300 and isinstance(arranged, int) and 0 < arranged < of
    assert officer.of(ROOT, "merged_offices.inspection") == (5, 11)


def test_the_officer_of_a_district_sees_its_own_area_alone(province: Built) -> None:
    codes = {line.code for line in queue_of(province, DISTRICT, HOME).lines}
    assert codes and all(code == HOME or code.startswith(f"{HOME}.") for code in codes)
