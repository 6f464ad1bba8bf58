"""The sequence that the article of 5/5/2020 on Thăng Bình tells, out of the catalogue and the cascade.

Source: "Triển khai tích cực công tác chuẩn bị và tổ chức Đại hội Đảng, nhiệm kỳ 2020-2025", Huyện ủy Thăng Bình.
"""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from daihoi.core.bodies import BodyKind
from daihoi.core.messages import Severity
from daihoi.core.personnel.structure import State
from daihoi.core.subjects import Subject
from daihoi.data.models import User
from daihoi.queries import bodies, difficulties, directives, indicators, lessons
from daihoi.queries import plan as plans
from daihoi.queries.personnel.below import checks_below
from tests.samples import TERM, Built, built

pytestmark = pytest.mark.django_db
DISTRICT = "QN.TB"


@pytest.fixture(scope="module")
def thang_binh(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    with built("thang-binh", django_db_blocker) as found:
        yield found


def test_the_cascade_goes_from_the_centre_through_the_province_to_the_district_and_its_guidance(
    thang_binh: Built,
) -> None:
    lines = thang_binh.cascade(DISTRICT, "35-CT/TW")
    assert lines[:3] == [
        (0, "35-CT/TW", date(2019, 5, 30)),
        (1, "45-CT/TU", date(2019, 7, 31)),
        (2, "25-CT/HU", date(2019, 8, 30)),
    ]
    assert (1, "07-HD/UBKTTW", date(2019, 12, 12)) in lines
    assert max(depth for depth, _, _ in lines) == 3


def test_the_district_gave_guidance_on_each_subject_that_the_article_names(thang_binh: Built) -> None:
    numbers = [
        number for depth, number, _ in thang_binh.cascade(DISTRICT, "25-CT/HU") if "-HD/" in number and depth == 3
    ]
    subjects = {thang_binh.paper(DISTRICT, number).row.subject for number in numbers}
    assert subjects == {
        Subject.PROPAGANDA, Subject.OPINION, Subject.PERSONNEL, Subject.INSPECTION, Subject.DOCUMENTS,
        Subject.ARCHIVES, Subject.SPENDING,
    }  # fmt: skip


def test_the_guidance_on_inspection_rests_on_that_of_the_centre_as_well(thang_binh: Built) -> None:
    view = thang_binh.paper(DISTRICT, "M04-HD/UBKT (mẫu)")
    tree = directives.tree(actor=thang_binh.actor, view=view, at=thang_binh.card(DISTRICT), today=thang_binh.day)
    (own,) = [line for line in tree.lines if line.row.id == view.row.id]
    assert [row.number for row in own.also] == ["07-HD/UBKTTW"]


def test_binh_nam_was_the_pilot_and_is_held_and_reviewed(thang_binh: Built) -> None:
    pks = indicators.records(thang_binh.at(DISTRICT), "pilots.held").tolist()
    assert thang_binh.names(pks) == ["Đảng bộ xã Bình Nam"]
    assert thang_binh.of(DISTRICT, "reviews.pilots") == (1, 1)


def test_its_lessons_were_told_to_the_communes_in_an_online_conference(thang_binh: Built) -> None:
    at, card = thang_binh.at(DISTRICT), thang_binh.card(DISTRICT)
    (session,) = lessons.trainings(actor=thang_binh.actor, at=at, card=card).own
    assert (session.form, session.held_on) == ("Trực tuyến", date(2020, 4, 29))
    assert thang_binh.of(DISTRICT, "trainings.organisations") == (12, 12)
    assert thang_binh.value(DISTRICT, "lessons.published") == 3


def test_members_are_in_charge_of_areas_and_of_communes_and_leave_nobody_out(thang_binh: Built) -> None:
    at = thang_binh.card(DISTRICT).id
    own = bodies.bodies(actor=thang_binh.actor, organisation=at, term=TERM, today=thang_binh.day)
    offices = [line.heads[0].office for line in own if line.kind is BodyKind.AREA]
    assert offices.count("Ủy viên Ban Thường vụ Huyện ủy") == 4
    assert offices.count("Huyện ủy viên") == 12
    assert thang_binh.of(DISTRICT, "bodies.covered") == (20, 20)


def test_briefings_hear_difficulties_and_answer_them(thang_binh: Built) -> None:
    assert thang_binh.value(DISTRICT, "briefings.held") == 1
    assert thang_binh.of(DISTRICT, "difficulties.answered") == (1, 4)
    asked = difficulties.AnswersAsked()
    _, (published,), _ = difficulties.answers(actor=thang_binh.actor, term=TERM, today=thang_binh.day, asked=asked)
    assert "không biểu quyết" in published.answer


def test_grass_roots_end_in_june_and_the_district_meets_for_the_21st_time_at_the_end_of_july(
    thang_binh: Built,
) -> None:
    pks = indicators.records(thang_binh.at(DISTRICT), "organisations.grassroots").tolist()
    days = []
    for pk in pks:
        found = plans.congress(actor=thang_binh.actor, organisation=pk, term=TERM, as_of=thang_binh.day)
        assert found is not None and found.planned_on is not None
        days.append(found.planned_on)
    assert max(days) <= date(2020, 6, 30)
    own = plans.congress(
        actor=thang_binh.actor, organisation=thang_binh.card(DISTRICT).id, term=TERM, as_of=thang_binh.day
    )
    assert own is not None
    assert (own.planned_on, own.ordinal) == (date(2020, 7, 28), 21)


def test_one_third_of_the_committee_that_was_elected_is_new_as_the_directive_aims(
    thang_binh: Built, client_for: Callable[[User], Client]
) -> None:
    assert thang_binh.by("mau-nhan-su").of(DISTRICT, "committee_first_time") == (5, 15)
    page = client_for(User.objects.get(username="mau-nhan-su")).get(reverse("rules_targets"), {"term": TERM})
    (row,) = [row for _, rows in page.context["found"] for row in rows]
    assert (row.target.id, row.figure.share, row.kept) == ("renewal", Fraction(1, 3), True)


def test_schemes_below_one_third_are_warned_of_with_the_rule(thang_binh: Built) -> None:
    officer = thang_binh.by("mau-nhan-su")
    at = thang_binh.card(DISTRICT).id
    found = checks_below(actor=officer.actor, organisation=at, term=TERM, today=thang_binh.day)
    lines = {one.code: one.check.line("committee.renewed_min") for one in found if one.check}
    broken = {code: line for code, line in lines.items() if line and line.state is State.BROKEN}
    assert set(broken) == {"QN.TB.005", "QN.TB.009"}
    assert {(line.count, line.needed, line.grounds.id, line.severity) for line in broken.values()} == {
        (3, 5, "P-034", Severity.WARNING)
    }
