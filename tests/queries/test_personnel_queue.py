"""The queue of schemes: groups of what is the same, fast for a province; what waits; what no longer fits."""

from datetime import date
from time import process_time
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.kinds import VersionState
from daihoi.data.models import Person, Scheme, SchemeSeats, SchemeVersion, Variant, VariantPerson, VersionDecision
from daihoi.queries import clock, indicators
from daihoi.queries.personnel import waiting
from daihoi.queries.personnel._appraised import forget
from daihoi.queries.personnel.fitting import fit
from daihoi.queries.personnel.queue import Queue, queue
from daihoi.queries.rules import packs
from tests import factories, schemes
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]  # a fixture


@pytest.fixture
def staff(area: Area) -> Area:
    schemes.people_of_personnel(area)
    forget()
    return area


def seen_by(staff: Area, who: str, at: str = "Huyện A") -> Queue:
    return queue(actor=staff.actor(who), organisation=staff.id(at), term=TERM, today=TODAY)


def alike(staff: Area, number: int) -> list[SchemeVersion]:
    """Schemes of so many communes of the district whose versions hold the same list, process closed."""
    first = schemes.scheme(staff, standing=False)
    row = schemes.submitted(staff)
    text = row.content.replace('"unfinished":"Theo yêu cầu",', "").replace(',"unfinished":"Theo yêu cầu"', "")
    row.delete()
    made = [_logged(staff, first, text)]
    for count in range(1, number):
        at = factories.organisation(
            f"Xã {count:03}", Kind.GRASSROOTS_COMMITTEE, under=staff.of["Huyện A"], unit=Unit.COMMUNE
        )
        other = Scheme.objects.create(
            organisation=at, term=TERM, begun_at=first.begun_at, begun_by_name="mẫu", secrecy=first.secrecy
        )
        made.append(_logged(staff, other, text))
    return made


def _logged(staff: Area, scheme: Scheme, text: str) -> SchemeVersion:
    """A version as the officer would have submitted it."""
    row = SchemeVersion(
        scheme=scheme, number=1, above_id=staff.id("Huyện A"), submitted_at=clock.now(), submitted_on=TODAY,
        submitted_by=staff.users["officer"], submitted_by_name="mẫu",
    )  # fmt: skip
    schemes.locked_again(row, text).save()
    return schemes.log_as_submitted(row)


def test_what_is_the_same_stands_together_and_what_has_an_exception_by_itself(staff: Area) -> None:
    rows = alike(staff, 3)
    schemes.scheme(staff, "Trạm", who="province", people=3, seats=3, standing=False)
    schemes.submitted(staff, "Trạm", "province")  # the process is not closed: an exception
    found = seen_by(staff, "appraiser")

    assert [len(group.lines) for group in found.groups] == [3]
    assert [line.exceptional for line in found.lines] == [line.name == "Trạm" for line in found.lines]
    assert found.lines[-1].state is VersionState.SUBMITTED
    assert seen_by(staff, "approver").groups == ()  # nothing to decide before the appraisal
    actions.remark(
        actor=staff.actor("appraiser"), organisation=staff.id("Huyện A"), version=rows[0].pk,
        seen=schemes.seen(rows[0]), text="Xem lại",
    )  # fmt: skip
    assert [len(group.lines) for group in seen_by(staff, "appraiser").groups] == [2]


def test_nobody_beside_or_without_the_right_sees_the_queue(staff: Area) -> None:
    for who in ("board", "district", "beside", "officer", "keeper", "stranger"):
        with pytest.raises(NotHere):
            seen_by(staff, who)


def test_a_group_is_decided_together_with_one_paper(staff: Area) -> None:
    alike(staff, 3)
    client = Client()
    client.force_login(staff.users["appraiser"])
    client.get("/board/")
    group = seen_by(staff, "appraiser").groups[0]
    path = f"/personnel/together/{group.key}/forward/?at={staff.id('Huyện A')}"
    page = client.get(path).content.decode()
    assert all(line.name in page for line in group.lines)
    names = [f"answer_{place}" for place in range(20) if f'name="answer_{place}"' in page]
    sent = {f"version_{line.version}": line.seen for line in group.lines[:2]} | {"number": "5-BC/BTC"}
    assert client.post(path, sent).status_code == 400  # the questions of the rules are not answered
    sent |= dict.fromkeys(names, "Thống nhất")

    assert client.post(path, sent).status_code == 302
    assert sorted(SchemeVersion.objects.values_list("state", flat=True)) == ["forwarded", "forwarded", "submitted"]
    assert client.get(path).status_code == 200  # the one that was not listed is still there

    approver = Client()
    approver.force_login(staff.users["approver"])
    approver.get("/board/")
    group = seen_by(staff, "approver").groups[0]
    path = f"/personnel/together/{group.key}/approve/?at={staff.id('Huyện A')}"
    first, second = group.lines
    sent = {f"version_{first.version}": first.seen, f"version_{second.version}": "submitted-0-0"}
    sent |= {"number": "9-QĐ/HU", "on_date": "2020-03-02"}
    page = approver.post(path, sent, follow=True).content.decode()
    assert second.name in page  # somebody else saw another state: it stays
    assert SchemeVersion.objects.filter(state="approved").count() == 1
    assert approver.get(path.replace("/approve/", "/forward/")).status_code == 404


def test_the_queue_asks_as_often_for_many_and_a_province_takes_less_than_a_second(staff: Area) -> None:
    alike(staff, 1)
    with CaptureQueriesContext(connection) as few:
        seen_by(staff, "province", "Tỉnh")
    text = SchemeVersion.objects.get().content
    for count, row in enumerate(alike_more(staff, 631)):
        changed = text.replace('"variant":"Phương án 1"', f'"variant":"Phương án {count + 2}"')
        schemes.locked_again(row, changed).save()
    forget()

    begun = process_time()
    with CaptureQueriesContext(connection) as many:
        found = seen_by(staff, "province", "Tỉnh")
    taken = process_time() - begun

    assert len(found.lines) == 632
    assert sum(line.brief.people for line in found.lines) == 632 * 15
    assert len(many) - len(few) <= 1  # contents are read in parts
    assert taken < 3  # of processor time, which other work on the machine does not lengthen much


def alike_more(staff: Area, number: int) -> list[SchemeVersion]:
    first = SchemeVersion.objects.get()
    organisations = [
        factories.organisation(f"Xã {n:04}", Kind.GRASSROOTS_COMMITTEE, under=staff.of["Huyện A"], unit=Unit.COMMUNE)
        for n in range(number)
    ]
    begun = first.scheme.begun_at
    rows = Scheme.objects.bulk_create(
        Scheme(organisation=at, term=TERM, begun_at=begun, begun_by_name="mẫu") for at in organisations
    )
    return SchemeVersion.objects.bulk_create(
        SchemeVersion(
            scheme=row, number=1, content=first.content, sha256=first.sha256, above_id=first.above_id,
            submitted_at=first.submitted_at, submitted_on=TODAY, submitted_by_name="mẫu",
        )
        for row in rows
    )  # fmt: skip


def test_what_waits_goes_from_the_appraiser_to_the_approver_and_back(staff: Area) -> None:
    row = alike(staff, 1)[0]

    def waits(who: str) -> list[str]:
        found = waiting(actor=staff.actor(who), term=TERM, today=TODAY)
        return [one.what for one in found if one.what != "personnel.dossiers"]

    assert (waits("appraiser"), waits("approver"), waits("officer")) == (["personnel.submitted"], [], [])
    given = {"organisation": staff.id("Huyện A"), "version": row.pk}
    actions.forward(
        **given, actor=staff.actor("appraiser"), seen=schemes.seen(row),
        answers=dict.fromkeys(("committee.size", "committee.minority", "committee.age_bands", "age.commune"), "x"),
    )  # fmt: skip
    assert (waits("appraiser"), waits("approver")) == ([], ["personnel.forwarded"])
    actions.refuse_approval(**given, actor=staff.actor("approver"), seen=schemes.seen(row), note="Làm lại")
    assert (waits("approver"), waits("officer"), waits("same_level")) == ([], ["personnel.returned"], [])
    assert (waits("board"), waits("keeper")) == ([], [])


def test_a_version_that_the_installation_put_forward_waits_for_the_approver_and_due_days_come_first(
    staff: Area,
) -> None:
    rows = alike(staff, 3)
    SchemeVersion.objects.update(state="forwarded")
    for row, due in zip(rows, (None, date(2020, 4, 1), date(2020, 3, 20)), strict=True):
        VersionDecision.objects.create(
            version=row, state="forwarded", on_date=TODAY, made_at=clock.now(), made_by=None, made_by_name="mẫu"
        )
        SchemeVersion.objects.filter(pk=row.pk).update(due_on=due)

    def waits(most: int) -> list[date | None]:
        found = waiting(actor=staff.actor("approver"), term=TERM, today=TODAY, most=most)
        return [one.due_on for one in found if one.what == "personnel.forwarded"]

    assert waits(50) == [date(2020, 3, 20), date(2020, 4, 1), None]
    assert waits(2) == [date(2020, 3, 20), date(2020, 4, 1)]


def test_schemes_that_no_longer_fit_are_told_to_those_with_the_right_alone(staff: Area) -> None:
    schemes.scheme(staff, standing=False)
    later = next(pack for pack in packs() if pack.id == "2025-2030/2025-04-14")

    def found(who: str) -> list[int]:
        at = indicators.place(
            actor=staff.actor(who), organisation=staff.id("Huyện A"), term=TERM, as_of=TODAY, today=TODAY
        )
        fitting = fit(at, later, actor=staff.actor(who))
        assert all("Văn" not in str(told) for one in fitting.misfits for told in one.breaches)
        return [one.organisation for one in fitting.misfits]

    assert found("appraiser") == [staff.id("Xã Một")]
    assert found("district") == []


def test_a_scheme_that_nobody_submitted_shows_what_its_list_breaks(staff: Area) -> None:
    schemes.scheme(staff)  # a name is lacking for the standing committee
    schemes.scheme(staff, "Trạm", who="province", people=0, seats=3, standing=False)
    found = {line.name: line for line in seen_by(staff, "appraiser").lines}
    begun, empty = found["Xã Một"], found["Trạm"]

    assert (begun.state, begun.mine, begun.brief.people) == (None, frozenset(), 15)
    assert [one.code for one in begun.brief.told if one.severity is Severity.ERROR] == ["standing.surplus_min"]
    assert (begun.errors, empty.errors, empty.brief.people, empty.brief.told) == (1, 0, 0, ())
    assert "standing.surplus_min" in {code for code, *_ in seen_by(staff, "appraiser").kinds_found}
    assert seen_by(staff, "appraiser").groups == ()
    assert "Văn" not in str(begun)

    client = Client()
    client.force_login(staff.users["appraiser"])
    page = client.get(f"/personnel/?state=stopped&at={staff.id('Huyện A')}&term={TERM}", follow=True).content.decode()
    assert "Xã Một" in page
    assert "Trạm" not in page


def test_a_draft_follows_what_changes_of_a_person_of_its_numbers_and_of_its_list(staff: Area) -> None:
    schemes.scheme(staff)
    variant = Scheme.objects.get().variants.get()

    def codes() -> set[str]:
        return {one.code for one in seen_by(staff, "appraiser").lines[0].brief.told}

    assert not codes() & {"committee.women_min", "committee.surplus_min"}
    people = Person.objects.filter(pk__in=variant.people.values("person"))
    people.update(sex="man")
    assert "committee.women_min" in codes()
    people.update(sex="woman")
    assert "committee.women_min" not in codes()
    SchemeSeats.objects.filter(organ="committee").update(seats=30)
    assert "committee.surplus_min" in codes()
    variant.people.all().delete()
    assert codes() == set()


def test_once_submitted_the_locked_list_counts_and_no_draft(staff: Area) -> None:
    schemes.scheme(staff)
    Scheme.objects.get().variants.get().people.all().delete()
    assert seen_by(staff, "appraiser").lines[0].brief.people == 0
    schemes.scheme(staff, "Trạm", who="province", people=3, seats=3, standing=False)
    schemes.submitted(staff, "Trạm", "province")
    Variant.objects.get(scheme__organisation=staff.of["Trạm"]).people.all().delete()
    assert [(line.name, line.brief.people) for line in seen_by(staff, "appraiser").lines] == [
        ("Trạm", 3), ("Xã Một", 0)
    ]  # fmt: skip


def test_drafts_of_a_province_take_less_than_a_second_in_as_many_queries(staff: Area) -> None:
    schemes.scheme(staff)
    with CaptureQueriesContext(connection) as few:
        seen_by(staff, "province", "Tỉnh")
    drafts_more(staff, 631)

    begun = process_time()
    with CaptureQueriesContext(connection) as many:
        found = seen_by(staff, "province", "Tỉnh")
    taken = process_time() - begun

    assert (len(found.lines), sum(line.brief.people for line in found.lines)) == (632, 632 * 15)
    assert {line.errors for line in found.lines} == {1}
    assert (len(few), len(many)) == (5, 5)  # the reader's rights are one
    assert taken < 3  # of processor time, which other work on the machine does not lengthen much

    client = Client()
    client.force_login(staff.users["province"])
    address = f"/personnel/?at={staff.id('Tỉnh')}&term={TERM}"
    client.get(address)  # keeps the choice in the session
    with CaptureQueriesContext(connection) as page:
        assert client.get(address).status_code == 200
    assert len(page) == 15


def drafts_more(staff: Area, number: int) -> None:
    """The same draft in so many more communes, with people of their own."""
    first = Scheme.objects.get()
    organisations = [
        factories.organisation(f"Xã {n:04}", Kind.GRASSROOTS_COMMITTEE, under=staff.of["Huyện A"], unit=Unit.COMMUNE)
        for n in range(number)
    ]
    rows = Scheme.objects.bulk_create(
        Scheme(organisation=at, term=TERM, begun_at=first.begun_at, begun_by_name="mẫu") for at in organisations
    )
    copied(first.seats.all(), [{"scheme": row} for row in rows])
    variants = copied(first.variants.all(), [{"scheme": row} for row in rows])
    places = list(VariantPerson.objects.select_related("person").order_by("pk"))
    for place in places:
        people = copied(Person.objects.filter(pk=place.person_id), [{"organisation": at} for at in organisations])
        given = [{"variant": variant, "person": one} for variant, one in zip(variants, people, strict=True)]
        copied(VariantPerson.objects.filter(pk=place.pk), given)


def copied(rows: QuerySet[Any], others: list[dict[str, Any]]) -> list[Any]:
    """Each row once more for each of the others."""
    made = [
        type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields[1:]})
        for row in rows
        for _ in others
    ]
    for at, row in enumerate(made):
        for name, value in others[at % len(others)].items():
            setattr(row, name, value)
    return rows.model.objects.bulk_create(made) if made else []
