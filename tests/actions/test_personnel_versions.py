"""The way of a submitted scheme: two people, one way, nothing lost silently, nothing changed unnoticed; and the list
that it becomes in an election."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from daihoi.actions import elections as hall
from daihoi.actions import personnel as actions
from daihoi.actions.plan import Plan, set_plan
from daihoi.core.access import NotHere, Role
from daihoi.core.elections import Body, Capacity, Origin, Post
from daihoi.core.messages import Refused
from daihoi.core.personnel.kinds import Organ, Standing, VersionState
from daihoi.core.personnel.kinds import Post as PersonnelPost
from daihoi.core.personnel.places import ListPlace
from daihoi.core.plan import Form
from daihoi.data.models import Election, Event, Nominee, Person, SchemeVersion, StepVote, VersionDecision
from daihoi.queries import elections as queries
from daihoi.queries import indicators
from daihoi.queries.personnel import personnel_place
from daihoi.queries.personnel._appraised import locked as content_locked
from daihoi.queries.personnel.versions import Draft, draft, version
from daihoi.queries.verify import version_faults
from tests import factories, process_made, schemes
from tests.area import TERM, TODAY, Area, area
from tests.figures_follow import figures_follow, figures_followed

__all__ = ["area", "figures_follow", "figures_followed"]  # fixtures


@pytest.fixture
def staff(area: Area) -> Area:
    schemes.people_of_personnel(area)
    area.users["both"] = factories.user_with(Role.PERSONNEL_OFFICER, area.of["Huyện A"])
    factories.grant(area.users["both"], Role.PERSONNEL_APPROVER, area.of["Huyện A"])
    return area


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def at_above(staff: Area, who: str, row: SchemeVersion) -> dict[str, object]:
    return {
        "actor": staff.actor(who),
        "organisation": staff.id("Huyện A"),
        "version": row.pk,
        "seen": schemes.seen(row),
    }


def answers(staff: Area, row: SchemeVersion) -> dict[str, str]:
    place = personnel_place(actor=staff.actor("appraiser"), organisation=staff.id("Xã Một"), term=TERM, today=TODAY)
    found = version(place, row.number, actor=staff.actor("appraiser"), today=TODAY)
    assert found.appraisal is not None
    return {key: "Thống nhất" for key, _ in found.appraisal.questions}


def forwarded(staff: Area, row: SchemeVersion, who: str = "appraiser") -> SchemeVersion:
    actions.forward(**at_above(staff, who, row), answers=answers(staff, row))
    return row


def approved(staff: Area, row: SchemeVersion) -> SchemeVersion:
    forwarded(staff, row)
    actions.approve(**at_above(staff, "approver", row), number="9-QĐ/HU", on_date=TODAY)
    row.refresh_from_db()
    return row


def open_scheme(staff: Area) -> SchemeVersion:
    schemes.scheme(staff, standing=False)
    return schemes.submitted(staff)


def change(staff: Area, **places: object) -> None:
    """Take the first one off the chosen list."""
    there = staff.id("Xã Một")
    variant = schemes.Scheme.objects.get(organisation=there).variants.get()
    out = [variant.people.order_by("person").values_list("person", flat=True)[0]]
    actions.change_list(
        actor=staff.actor("officer"), organisation=there, term=TERM, variant=variant.pk, version=variant.version,
        out=out, **places,
    )  # fmt: skip


def test_what_is_submitted_is_locked_and_a_reason_is_kept_where_the_process_is_open(staff: Area) -> None:
    row = open_scheme(staff)

    assert json.loads(row.content)["extra"]["unfinished"] == "Theo yêu cầu"
    assert (row.number, row.above_id, row.due_on) == (1, staff.id("Huyện A"), None)
    with pytest.raises(Refused) as refused:
        change(staff)
    assert code(refused) == "scheme_on_its_way"
    event = Event.objects.filter(event="personnel.submitted").get()
    assert row.sha256 in event.detail
    assert "Chung" not in event.detail + event.subject


def test_submitting_asks_for_a_reason_and_for_what_was_seen(staff: Area) -> None:
    schemes.scheme(staff, standing=False)
    given = {"actor": staff.actor("officer"), "organisation": staff.id("Xã Một"), "term": TERM}

    with pytest.raises(Refused) as refused:
        actions.submit(**given, sha256="0" * 64, why="x")
    assert code(refused) == "changed_meanwhile"
    with pytest.raises(Refused) as refused:
        schemes.submitted(staff, why=" ")
    assert code(refused) == "process_unfinished"
    schemes.submitted(staff)
    with pytest.raises(Refused) as refused:
        schemes.submitted(staff)
    assert code(refused) == "version_on_its_way"


@pytest.mark.parametrize("who", ["officer", "approver", "province_office", "beside", "board", "keeper"])
def test_nobody_else_puts_a_version_forward(staff: Area, who: str) -> None:
    row = open_scheme(staff)
    if who == "province_office":
        staff.users[who] = factories.user_with(Role.COMMITTEE_OFFICE, staff.of["Tỉnh"])

    with pytest.raises(NotHere):
        actions.forward(**at_above(staff, who, row), answers=answers(staff, row))


def test_an_officer_of_the_province_may_appraise_what_lies_at_the_district(staff: Area) -> None:
    assert forwarded(staff, open_scheme(staff), "province").decisions.get().state == VersionState.FORWARDED


def test_who_submitted_decides_nothing_and_who_appraised_does_not_approve(staff: Area) -> None:
    factories.grant(staff.users["officer"], Role.PERSONNEL_OFFICER, staff.of["Huyện A"])
    row = open_scheme(staff)
    for act in (
        lambda: actions.forward(**at_above(staff, "officer", row), answers=answers(staff, row)),
        lambda: actions.send_back(**at_above(staff, "officer", row), note="Sai"),
        lambda: actions.remark(**at_above(staff, "officer", row), text="Sai"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) == "not_now"
    forwarded(staff, row, "both")
    with pytest.raises(Refused) as refused:
        actions.approve(**at_above(staff, "both", row), number="1", on_date=TODAY)
    assert code(refused) == "not_now"
    assert VersionDecision.objects.count() == 1


def test_nothing_is_approved_that_was_not_appraised(staff: Area) -> None:
    row = open_scheme(staff)

    with pytest.raises(Refused) as refused:
        actions.approve(**at_above(staff, "approver", row), number="1", on_date=TODAY)

    assert code(refused) == "not_now"


def test_every_open_question_is_answered_in_words_and_the_answers_are_kept(staff: Area) -> None:
    row = open_scheme(staff)
    said = answers(staff, row)
    assert said

    with pytest.raises(Refused) as refused:
        actions.forward(**at_above(staff, "appraiser", row), answers={**said, next(iter(said)): " "})
    assert code(refused) == "question_open"
    actions.forward(**at_above(staff, "appraiser", row), answers={**said, "foreign": "x"})
    assert json.loads(row.decisions.get().answers) == said


def test_what_a_hard_rule_blocks_is_returned_and_never_put_forward(staff: Area) -> None:
    schemes.scheme(staff)  # no surplus for the standing committee
    row = schemes.submitted(staff)

    with pytest.raises(Refused) as refused:
        actions.forward(**at_above(staff, "appraiser", row), answers=answers(staff, row))
    assert code(refused) == "standing.surplus_min"
    with pytest.raises(Refused) as refused:
        actions.send_back(**at_above(staff, "appraiser", row), note=" ")
    assert code(refused) == "no_note"
    actions.send_back(**at_above(staff, "appraiser", row), note="Bổ sung số dư", number="4-CV/BTC")
    row.refresh_from_db()
    assert (row.state, row.decisions.get().note) == (VersionState.RETURNED, "Bổ sung số dư")


def test_an_open_remark_stands_in_the_way_until_it_is_struck(staff: Area) -> None:
    row = open_scheme(staff)
    made = actions.remark(**at_above(staff, "appraiser", row), text="Thiếu hồ sơ")

    with pytest.raises(Refused) as refused:
        forwarded(staff, row)
    assert code(refused) == "remarks_open"
    actions.strike_remark(**at_above(staff, "appraiser", row), remark=made)
    forwarded(staff, row)
    with pytest.raises(Refused) as refused:
        actions.remark(**at_above(staff, "appraiser", row), text="Muộn")
    assert code(refused) == "not_now"


def test_two_who_act_at_once_lose_nothing(staff: Area) -> None:
    row = open_scheme(staff)
    mine, theirs = at_above(staff, "appraiser", row), at_above(staff, "province", row)
    actions.remark(**theirs, text="Cần xem lại")

    for act in (
        lambda: actions.forward(**mine, answers=answers(staff, row)),
        lambda: actions.send_back(**mine, note="Sai"),
        lambda: actions.remark(**mine, text="Khác"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) == "changed_meanwhile"


def test_a_changed_content_is_never_carried_on_and_may_only_go_back(staff: Area) -> None:
    row = forwarded(staff, open_scheme(staff))
    SchemeVersion.objects.update(content=row.content.replace('"surplus":["committee"]', '"surplus":[]', 1))

    with pytest.raises(Refused) as refused:
        actions.approve(**at_above(staff, "approver", row), number="1", on_date=TODAY)
    assert code(refused) == "content_changed"
    actions.refuse_approval(**at_above(staff, "approver", row), note="Nội dung không đúng bản đã khóa")
    assert '"intact":false' in Event.objects.filter(event="personnel.returned").get().detail.replace(" ", "")


def changed_with_its_hash(row: SchemeVersion) -> None:
    """What somebody with the database in hand can do."""
    text = row.content.replace("Văn Bình 1", "Văn Tráo 1")
    assert text != row.content
    SchemeVersion.objects.filter(pk=row.pk).update(content=text, sha256=schemes.sha256_of(text))


def test_a_content_changed_together_with_its_hash_is_not_what_the_log_says_and_may_only_go_back(staff: Area) -> None:
    row = open_scheme(staff)
    changed_with_its_hash(row)
    for act in (
        lambda: forwarded(staff, row),
        lambda: actions.approve(**at_above(staff, "approver", row), number="1", on_date=TODAY),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) in {"not_as_logged", "not_now"}
    assert VersionDecision.objects.count() == 0
    assert len(version_faults()) == 1
    actions.send_back(**at_above(staff, "appraiser", row), note="Nội dung không đúng bản đã khóa")
    assert '"intact":false' in Event.objects.filter(event="personnel.returned").get().detail


def test_a_version_changed_after_it_was_put_forward_is_neither_approved_nor_taken_into_an_election(staff: Area) -> None:
    row = forwarded(staff, open_scheme(staff))
    was = {"content": row.content, "sha256": row.sha256}
    changed_with_its_hash(row)
    with pytest.raises(Refused) as refused:
        actions.approve(**at_above(staff, "approver", row), number="9-QĐ/HU", on_date=TODAY)
    assert code(refused) == "not_as_logged"
    SchemeVersion.objects.filter(pk=row.pk).update(**was)
    assert version_faults() == []
    actions.approve(**at_above(staff, "approver", row), number="9-QĐ/HU", on_date=TODAY)
    pk = election(staff)
    changed_with_its_hash(row)
    row.refresh_from_db()
    given = {"actor": staff.actor("district"), "organisation": staff.id("Xã Một"), "election": pk}
    with pytest.raises(Refused) as refused:
        hall.take_scheme(**given, version=row.pk, sha256=row.sha256)
    assert code(refused) == "not_as_logged"
    assert queries.scheme_offer(actor=staff.actor("district"), election=pk).fault is not None
    assert Nominee.objects.count() == 0


def test_a_state_that_no_event_gave_and_an_event_changed_with_it_carry_nothing(staff: Area) -> None:
    row = open_scheme(staff)
    SchemeVersion.objects.filter(pk=row.pk).update(state="approved")
    pk = election(staff)
    given = {"actor": staff.actor("district"), "organisation": staff.id("Xã Một"), "election": pk}
    with pytest.raises(Refused) as refused:
        hall.take_scheme(**given, version=row.pk, sha256=row.sha256)
    assert code(refused) == "not_as_logged"
    (told,) = version_faults()
    assert told.render() == (
        f"Organisation {staff.id('Xã Một')}, term {TERM}: the log does not say what state version 1 is in."
    )
    SchemeVersion.objects.filter(pk=row.pk).update(state="submitted")
    event = Event.objects.get(event="personnel.submitted")
    changed_with_its_hash(row)
    other = SchemeVersion.objects.get(pk=row.pk).sha256
    Event.objects.filter(pk=event.pk).update(detail=event.detail.replace(row.sha256, other))
    with pytest.raises(Refused) as refused:
        forwarded(staff, row)
    assert code(refused) == "not_as_logged"


def test_the_content_of_another_scheme_does_not_fit_and_a_version_that_is_gone_is_told(staff: Area) -> None:
    row = open_scheme(staff)
    plain = json.loads(row.content)
    assert (plain["organisation"], plain["term"], plain["number"]) == (staff.id("Xã Một"), TERM, 1)
    assert plain["code"] == row.scheme.organisation.code
    other = schemes.locked_again(SchemeVersion.objects.get(pk=row.pk), row.content, at=staff.id("Xã Hai"))
    other.save()
    with pytest.raises(Refused) as refused:
        actions.forward(**at_above(staff, "appraiser", row), answers={})
    assert code(refused) == "content_of_another"
    SchemeVersion.objects.all().delete()
    (told,) = version_faults()
    assert told.render() == f"A personnel version that the log has is gone: number {row.pk}."


def test_approval_has_a_number_and_a_day_after_the_appraisal(staff: Area) -> None:
    row = forwarded(staff, open_scheme(staff))

    for number, day, wanted in (
        (" ", TODAY, "no_number"),
        ("1", date(2020, 3, 1), "day_outside"),
        ("1", date(2020, 3, 3), "day_outside"),
    ):
        with pytest.raises(Refused) as refused:
            actions.approve(**at_above(staff, "approver", row), number=number, on_date=day)
        assert code(refused) == wanted
    actions.approve(**at_above(staff, "approver", row), number="9-QĐ/HU", on_date=TODAY)
    row.refresh_from_db()
    assert row.state == VersionState.APPROVED


def test_a_change_after_approval_is_a_new_version_that_goes_the_same_way(staff: Area) -> None:
    approved(staff, open_scheme(staff))
    with pytest.raises(Refused) as refused:
        schemes.submitted(staff)
    assert code(refused) == "nothing_changed"
    change(staff)
    row = schemes.submitted(staff)

    assert (row.number, row.state) == (2, VersionState.SUBMITTED)
    place = personnel_place(actor=staff.actor("appraiser"), organisation=staff.id("Xã Một"), term=TERM, today=TODAY)
    found = version(place, 2, actor=staff.actor("appraiser"), today=TODAY)
    assert [one.code for one in found.changes or ()] == ["left"]


def test_an_organisation_that_came_under_another_is_decided_on_there(staff: Area) -> None:
    from daihoi.actions.organisations import Decision, move  # noqa: PLC0415 app ready

    row = open_scheme(staff)
    move(
        actor=staff.actor("board"), organisation=staff.id("Xã Một"), parent=staff.id("Huyện B"), on=TODAY,
        decision=Decision("01-QĐ/TU", TODAY),
    )  # fmt: skip
    given = at_above(staff, "appraiser", row)
    with pytest.raises(NotHere):
        actions.send_back(**given, note="Sai")
    actions.send_back(**{**at_above(staff, "beside", row), "organisation": staff.id("Huyện B")}, note="Sai")
    row.refresh_from_db()
    assert (row.state, row.above_id) == (VersionState.RETURNED, staff.id("Huyện B"))


# The list of an election


def election(staff: Area, post: Post = Post.COMMITTEE) -> int:
    there = staff.id("Xã Một")
    set_plan(
        actor=staff.actor("district"), organisation=there, term=TERM,
        plan=Plan(form=Form.DELEGATE, contents=4, ordinal=1),
    )  # fmt: skip
    return hall.open_election(
        actor=staff.actor("district"), organisation=there, term=TERM, post=post, body=Body.DELEGATE_CONGRESS,
        title="Ban Chấp hành Đảng bộ xã Một",
    )  # fmt: skip


def offered(staff: Area, pk: int) -> dict[str, object]:
    found = queries.scheme_offer(actor=staff.actor("district"), election=pk)
    return {
        "actor": staff.actor("district"),
        "organisation": staff.id("Xã Một"),
        "election": pk,
        "version": found.version,
        "sha256": found.sha256,
        "goes": [one.id for one in found.change.goes],
    }


def test_the_approved_list_becomes_the_prepared_list(staff: Area) -> None:
    approved(staff, open_scheme(staff))
    pk = election(staff)

    assert hall.take_scheme(**offered(staff, pk)) == 15
    one = Nominee.objects.select_related("person").order_by("pk")[0]
    assert (one.origin, one.name, one.born_year, one.post) == (
        Origin.PREPARED, one.person.name, one.person.born_year, one.person.post,
    )  # fmt: skip
    assert one.party_since == one.person.probationary_on
    assert Election.objects.get().scheme.number == 1
    event = Event.objects.filter(event="elections.scheme_taken").get()
    assert "Chung" not in event.detail
    view = queries.election(actor=staff.actor("district"), pk=pk)
    assert (view.scheme_taken, view.scheme_newer, view.offers_scheme) == (1, False, False)


def test_only_who_prepares_the_election_sees_the_offer(staff: Area) -> None:
    approved(staff, open_scheme(staff))
    pk = election(staff)

    for who in ("officer", "reader", "keeper", "neighbour", "other", "stranger"):
        with pytest.raises(NotHere):
            queries.scheme_offer(actor=staff.actor(who), election=pk)


def test_a_list_not_approved_or_changed_is_not_taken(staff: Area) -> None:
    row = forwarded(staff, open_scheme(staff))
    pk = election(staff)
    given = {"actor": staff.actor("district"), "organisation": staff.id("Xã Một"), "election": pk}

    with pytest.raises(Refused) as refused:
        hall.take_scheme(**given, version=row.pk, sha256=row.sha256)
    assert code(refused) == "version_not_approved"
    actions.approve(**at_above(staff, "approver", row), number="1", on_date=TODAY)
    SchemeVersion.objects.update(content=row.content.replace("Cán bộ 3", "Cán bộ 4"))
    with pytest.raises(Refused) as refused:
        hall.take_scheme(**given, version=row.pk, sha256=row.sha256)
    assert code(refused) == "content_changed"
    assert Nominee.objects.count() == 0


def test_a_newer_version_takes_the_place_of_the_earlier_one_and_floor_nominees_stay(staff: Area) -> None:
    approved(staff, open_scheme(staff))
    pk = election(staff)
    hall.take_scheme(**offered(staff, pk))
    floor = hall.Put("Vì Văn Tự", Origin.SELF, Capacity.OFFICIAL)
    hall.nominate(actor=staff.actor("district"), organisation=staff.id("Xã Một"), election=pk, people=[floor])
    first = Nominee.objects.order_by("pk")[0]
    newcomer = schemes.person(staff.id("Xã Một"), 40)
    place = ListPlace(
        newcomer.pk,
        frozenset({schemes.Organ.COMMITTEE}),
        schemes.Standing.FIRST_TIME,
        surplus=frozenset({schemes.Organ.COMMITTEE}),
    )
    change(staff, into=[place])
    approved(staff, schemes.submitted(staff))

    assert queries.election(actor=staff.actor("district"), pk=pk).scheme_newer is True
    given = offered(staff, pk)
    with pytest.raises(Refused) as refused:
        hall.take_scheme(**{**given, "goes": []})
    assert code(refused) == "list_begun"
    with pytest.raises(Refused) as refused:
        hall.take_scheme(**{**given, "goes": [first.pk + 1]})
    assert code(refused) == "changed_meanwhile"
    hall.take_scheme(**given)
    assert not Nominee.objects.filter(pk=first.pk).exists()
    assert Nominee.objects.filter(person=newcomer).count() == 1
    assert Nominee.objects.filter(name="Vì Văn Tự").count() == 1
    assert Nominee.objects.count() == 16


def test_whom_a_version_names_stays_kept_until_it_is_returned(staff: Area) -> None:
    row = open_scheme(staff)
    last = row.scheme.variants.get().people.order_by("-person").first()
    assert last is not None
    person, here = last.person_id, {"actor": staff.actor("officer"), "organisation": staff.id("Xã Một")}
    last.delete()
    other = schemes.person(staff.id("Xã Một"), 41).pk
    for act in (
        lambda: actions.remove_person(**here, person=person),
        lambda: actions.decide_duplicate(**here, person=person, other=other, same=True),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) == "person_in_version"
    actions.send_back(**at_above(staff, "appraiser", row), note="Làm lại")
    actions.remove_person(**here, person=person)


def test_a_list_of_which_somebody_is_gone_is_refused_in_words(staff: Area) -> None:
    row = approved(staff, open_scheme(staff))
    pk = election(staff)
    given = offered(staff, pk)
    last = row.scheme.variants.get().people.order_by("-person").select_related("person").first()
    assert last is not None
    last.delete()
    last.person.delete()
    with pytest.raises(Refused) as refused:
        hall.take_scheme(**given)
    assert code(refused) == "person_gone"
    assert last.person.name in refused.value.findings[0].message.render()
    assert queries.scheme_offer(actor=staff.actor("district"), election=pk).fault is not None


def test_an_approved_list_is_not_retyped_and_who_comes_forward_in_the_congress_is_entered(staff: Area) -> None:
    approved(staff, open_scheme(staff))
    pk = election(staff)
    hall.take_scheme(**offered(staff, pk))
    here = {"actor": staff.actor("district"), "organisation": staff.id("Xã Một"), "election": pk}
    one = Nominee.objects.order_by("pk")[0]
    floor = hall.nominate(**here, people=[hall.Put("Vì Văn Tự", Origin.SELF, Capacity.OFFICIAL)])[0]
    same = hall.Put(
        one.name, Origin.PREPARED, Capacity.PREPARER, consent=True, born_year=one.born_year, born_month=one.born_month
    )

    for act in (
        lambda: hall.change_nominee(**here, nominee=one.pk, put=replace(same, name="Người Khác Hẳn")),
        lambda: hall.change_nominee(**here, nominee=one.pk, put=replace(same, born_year=1960)),
        lambda: hall.change_nominee(**here, nominee=one.pk, put=replace(same, origin=Origin.SELF)),
        lambda: hall.change_nominee(**here, nominee=floor, put=hall.Put("Vì Văn Tự", Origin.PREPARED, same.capacity)),
        lambda: hall.drop_nominee(**here, nominee=one.pk, reason="Nhầm"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) == "name_of_scheme"
    with pytest.raises(Refused) as refused:
        hall.nominate(**here, people=[hall.Put("Thêm Bằng Tay", Origin.PREPARED, Capacity.OFFICIAL)])
    assert code(refused) == "list_of_scheme"

    hall.change_nominee(**here, nominee=one.pk, put=same)
    hall.change_nominee(**here, nominee=floor, put=hall.Put("Vì Văn Tự", Origin.NOMINATED, same.capacity))
    hall.drop_nominee(**here, nominee=floor, reason="Nhầm")
    hall.decide_withdrawal(**here, nominee=one.pk, allowed=True, note="Đại hội đồng ý")
    one.refresh_from_db()
    assert (one.consent, one.withdrawn, Nominee.objects.count()) == (True, True, 15)


def test_the_pages_of_a_taken_list_offer_nothing_that_is_refused(staff: Area) -> None:
    approved(staff, open_scheme(staff))
    pk = election(staff)
    hall.take_scheme(**offered(staff, pk))
    one = Nominee.objects.order_by("pk")[0]
    client = factories.client(staff.users["district"])
    page = client.get(reverse("election_nominate", args=[pk])).content.decode()
    assert 'name="text"' not in page and 'value="prepared"' not in page and 'value="self"' in page
    address = reverse("election_nominee", args=[pk, one.pk])
    page = client.get(address)
    assert reverse("election_drop", args=[pk, one.pk]) not in page.content.decode()
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"name": "Người Khác Hẳn", "consent": "yes"}
    assert client.post(address, sent).status_code == 302
    kept = Nominee.objects.get(pk=one.pk)
    assert (kept.name, kept.consent) == (one.name, True)
    late = {"text": "Thêm Tay", "capacity": "official", "confirmed": "yes"}
    pasted = client.post(reverse("election_nominate", args=[pk]), late)
    assert (pasted.status_code, Nominee.objects.filter(name="Thêm Tay").count()) == (400, 0)
    assert [one.code for one in pasted.context["findings"]] == ["list_of_scheme"]


def test_the_secretary_is_taken_by_the_post_and_nobody_is_told(staff: Area) -> None:
    approved(staff, open_scheme(staff))
    pk = election(staff, Post.SECRETARY)
    assert hall.take_scheme(**offered(staff, pk)) == 1
    pk = election(staff, Post.DELEGATES)
    with pytest.raises(Refused) as refused:
        hall.take_scheme(**offered(staff, pk))
    assert code(refused) == "nobody_for_post"


def test_a_name_that_was_typed_in_stays_and_is_tied_to_its_person(staff: Area) -> None:
    approved(staff, open_scheme(staff))
    pk = election(staff)
    known = Person.objects.order_by("pk")[3]
    typed = [
        hall.Put(known.name, Origin.PREPARED, Capacity.OFFICIAL, consent=True),
        hall.Put("Ai Đó", Origin.PREPARED, Capacity.OFFICIAL),
    ]
    ids = hall.nominate(actor=staff.actor("district"), organisation=staff.id("Xã Một"), election=pk, people=typed)

    hall.take_scheme(**offered(staff, pk))
    kept = Nominee.objects.get(pk=ids[0])
    assert (kept.person_id, kept.consent) == (known.pk, True)
    assert not Nominee.objects.filter(pk=ids[1]).exists()


def test_what_the_process_took_away_is_not_submitted_and_is_off_the_list(area: Area) -> None:
    run = process_made.Run(process_made.staffed(area))
    scheme = process_made.listed(area)
    first, out, third, *new = process_made.SECRET_NAMES
    step = run.open()
    votes = {(one.person_id, one.office): 9 for one in StepVote.objects.filter(step=step)}
    lost = {(person, office) for person, office in votes if office == "secretary"}
    lost.add((Person.objects.get(name=out).pk, "committee"))
    facts = actions.StepFacts(held_on=process_made.DAY, summoned=10, came=10)
    here = run.here | {"step": step}
    actions.keep_step(**here, seen=run.seen(step), facts=facts, votes=votes | dict.fromkeys(lost, 1))  # type: ignore[arg-type]
    run.close(step)

    def restanding() -> object:
        at = indicators.place(**run.here, term=TERM, as_of=TODAY, today=TODAY)  # type: ignore[arg-type]
        return indicators.figures(at, ["schemes.restanding"])["schemes.restanding"].value

    assert restanding() == 3
    found = draft(personnel_place(**run.here, term=TERM, today=TODAY), TODAY)  # type: ignore[arg-type]
    assert found is not None
    assert (found.dropped, found.reduced) == ((out,), (first,))
    actions.submit(**run.here, term=TERM, sha256=found.sha256, why="Theo yêu cầu")  # type: ignore[arg-type]

    assert restanding() == 2  # of those on the list: one dropped out
    locked = content_locked(SchemeVersion.objects.select_related("scheme").get())
    assert {one.person.name for one in locked.listed} == {first, third, *new}
    variant = scheme.variants.get()
    assert {one.person.name: one.posts for one in variant.people.select_related("person")} == {
        first: "people_chair",
        third: "",
        **dict.fromkeys(new, ""),
    }
    assert variant.version == 3
    event = Event.objects.filter(event="personnel.submitted").get()
    assert json.loads(event.detail)["dropped"] == 1


# The list and the process apart


@pytest.fixture
def run(area: Area) -> process_made.Run:
    """A process gone through to its end, in Huyện A."""
    process_made.listed(process_made.staffed(area))
    going = process_made.Run(area)
    while going.view.due is not None:
        going.go()
    return going


def changed(run: process_made.Run, *into: ListPlace, out: tuple[int, ...] = ()) -> None:
    variant = schemes.Scheme.objects.get().variants.get()
    actions.change_list(**run.here, term=TERM, variant=variant.pk, version=variant.version, out=out, into=into)


def drafted(run: process_made.Run) -> Draft:
    found = draft(personnel_place(**run.here, term=TERM, today=TODAY), TODAY)
    assert found is not None
    return found


def test_nobody_is_submitted_as_voted_on_who_was_not_and_nobody_drops_out_unsaid(run: process_made.Run) -> None:
    assert not drafted(run).unfinished
    _, second, third, *_ = process_made.SECRET_NAMES
    of = {row.name: row.pk for row in Person.objects.all()}
    leads = ListPlace(
        of[second], frozenset({Organ.COMMITTEE, Organ.STANDING}), Standing.RESTANDING,
        frozenset({PersonnelPost.SECRETARY}),
    )  # fmt: skip
    changed(run, leads, out=(of[third],))

    found = drafted(run)
    assert found.unfinished
    assert found.content.extra["unvoted"] == f"{second} (Ban thường vụ, Bí thư)"
    assert found.content.extra["off_list"] == f"{third} (Ban chấp hành)"
    told = {
        one.code: one.message.params["names"] for one in found.appraisal.found if one.code in {"unvoted", "off_list"}
    }
    assert told == {code: found.content.extra[code] for code in ("unvoted", "off_list")}
    assert found.appraisal.unusual and found.appraisal.exceptional
    with pytest.raises(Refused) as refused:
        actions.submit(**run.here, term=TERM, sha256=found.sha256)
    assert code(refused) == "process_unfinished"


def test_whoever_is_taken_off_for_one_body_alone_is_told_as_well(run: process_made.Run) -> None:
    first = Person.objects.get(name=process_made.SECRET_NAMES[0]).pk
    changed(run, ListPlace(first, frozenset({Organ.COMMITTEE}), Standing.RESTANDING))

    found = drafted(run)
    assert found.unfinished
    assert found.content.extra["off_list"] == f"{process_made.SECRET_NAMES[0]} (Ban thường vụ, Bí thư)"


def test_a_list_that_fits_its_process_says_nothing_of_it(run: process_made.Run) -> None:
    found = drafted(run)
    assert found.content.extra.keys().isdisjoint({"unvoted", "off_list", "unfinished"})
    assert {one.code for one in found.appraisal.found}.isdisjoint({"unvoted", "off_list", "process_unfinished"})


# Days


def test_whoever_submits_may_say_by_when_an_answer_is_asked_for(staff: Area) -> None:
    schemes.scheme(staff, standing=False)
    here = {"actor": staff.actor("officer"), "organisation": staff.id("Xã Một"), "term": TERM}
    found = draft(personnel_place(**here, today=TODAY), TODAY)
    given = {**here, "sha256": found.sha256, "why": "x"}
    with pytest.raises(Refused) as refused:
        actions.submit(**given, due_on=TODAY - timedelta(days=1))
    assert code(refused) == "due_before"

    actions.submit(**given, due_on=TODAY + timedelta(days=9))
    row = SchemeVersion.objects.get()
    assert (row.due_on, row.due_by_name) == (TODAY + timedelta(days=9), staff.users["officer"].full_name)


def test_what_was_put_forward_on_paper_earlier_is_entered_with_its_day(staff: Area, settings: object) -> None:
    row = open_scheme(staff)
    settings.TODAY = TODAY + timedelta(days=10)  # type: ignore[attr-defined]
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=11)):
        with pytest.raises(Refused) as refused:
            actions.forward(**at_above(staff, "appraiser", row), answers=answers(staff, row), on_date=day)
        assert code(refused) == "day_outside"
    forward = TODAY + timedelta(days=3)
    actions.forward(**at_above(staff, "appraiser", row), answers=answers(staff, row), on_date=forward)
    with pytest.raises(Refused) as refused:
        actions.approve(**at_above(staff, "approver", row), number="9-QĐ/HU", on_date=forward - timedelta(days=1))
    assert code(refused) == "day_outside"
    actions.approve(**at_above(staff, "approver", row), number="9-QĐ/HU", on_date=forward)
    assert set(row.decisions.values_list("on_date", flat=True)) == {forward}


@pytest.mark.parametrize("act", [actions.send_back, actions.remark])
def test_words_that_are_too_long_are_refused_and_never_cut(staff: Area, act: Any) -> None:
    row = open_scheme(staff)
    name = "note" if act is actions.send_back else "text"
    with pytest.raises(Refused) as refused:
        act(**at_above(staff, "appraiser", row), **{name: "Yêu cầu bổ sung. " * 150})
    assert code(refused) == "too_long"
    act(**at_above(staff, "appraiser", row), **{name: "y" * 1000})


def test_a_number_that_is_too_long_is_refused_and_never_cut(staff: Area) -> None:
    row = forwarded(staff, open_scheme(staff))
    with pytest.raises(Refused) as refused:
        actions.approve(**at_above(staff, "approver", row), number="9" * 61, on_date=TODAY)
    assert code(refused) == "too_long"
