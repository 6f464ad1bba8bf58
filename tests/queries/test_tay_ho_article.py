"""Every figure of the article of 20/2/2020 on Tây Hồ that this software holds so far, out of the catalogue.

Source: "Cần chỉ đạo sát sao, bảo đảm Đại hội Đảng thành công, chất lượng", chinhphu.vn, 20/2/2020.
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
from daihoi.core.organisations.kinds import Kind
from daihoi.core.personnel.structure import State, line_of
from daihoi.data.models import Person, User
from daihoi.queries import bodies, indicators, supervision
from daihoi.queries import plan as plans
from daihoi.queries.personnel import personnel_place
from daihoi.queries.personnel._people import setting_of
from daihoi.queries.personnel.below import checks_below
from daihoi.queries.personnel.queue import queue
from tests.samples import TERM, Built, built

pytestmark = pytest.mark.django_db
CITY, DISTRICT = "HN", "HN.TH"


@pytest.fixture(scope="module")
def tay_ho(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    with built("tay-ho", django_db_blocker) as found:
        yield found


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("organisations.grassroots", 26),
        ("organisations.grassroots_committees", 17),
        ("organisations.grassroots_cells", 9),
        ("organisations.cells", 222),
        ("papers.issued", 20),
        ("bodies.group", 8),
        ("pilots", 2),
        ("pilots.committees", 1),
        ("pilots.cells", 1),
        ("pilots.held", 0),
        ("wide.held", 0),
    ],
)
def test_a_published_figure_is_what_the_catalogue_counts(tay_ho: Built, name: str, published: int) -> None:
    assert tay_ho.value(DISTRICT, name) == published


def test_no_organisation_is_left_uncovered_by_the_eight_groups(tay_ho: Built) -> None:
    assert tay_ho.of(DISTRICT, "bodies.covered") == (26, 26)
    own = bodies.bodies(actor=tay_ho.actor, organisation=tay_ho.card(DISTRICT).id, term=TERM, today=tay_ho.day)
    groups = [line for line in own if line.kind is BodyKind.GROUP]
    assert sorted(line.name for line in groups) == [f"Tổ công tác số {number}" for number in range(1, 9)]
    assert sum(line.covered for line in groups) == 26
    offices = {line.heads[0].office for line in groups}
    assert offices == {"Thường trực Quận ủy", "Ủy viên Ban Thường vụ Quận ủy"}


def test_delegation_number_12_of_the_city_looks_after_the_district(tay_ho: Built) -> None:
    assert tay_ho.value(CITY, "bodies.delegation") == 1
    over = bodies.bodies_of(actor=tay_ho.actor, organisation=tay_ho.card(DISTRICT).id, term=TERM, today=tay_ho.day)
    assert [line.name for line in over] == ["Đoàn công tác số 12 của Ban Thường vụ Thành ủy"]


def test_the_delegation_came_on_the_day_and_what_it_asked_became_tasks_of_the_district(tay_ho: Built) -> None:
    at = tay_ho.card(DISTRICT).id
    (line,) = supervision.visits_of(actor=tay_ho.actor, organisation=at, term=TERM, today=tay_ho.day)
    view = supervision.visit(actor=tay_ho.actor, pk=line.id, today=tay_ho.day)
    assert (view.line.held_on, view.line.body_name) == (
        date(2020, 2, 20), "Đoàn công tác số 12 của Ban Thường vụ Thành ủy"
    )  # fmt: skip
    assert tay_ho.of(DISTRICT, "tasks.from_visits") == (0, 6)


def test_the_pilots_are_xuan_la_and_the_treasury_and_meet_in_march(tay_ho: Built) -> None:
    pks = indicators.records(tay_ho.at(DISTRICT), "pilots").tolist()
    assert sorted(tay_ho.names(pks)) == ["Chi bộ Kho bạc Nhà nước quận", "Đảng bộ phường Xuân La"]
    days = {pk: _planned(tay_ho, pk) for pk in pks}
    assert all(date(2020, 3, 1) <= day <= date(2020, 3, 31) for day in days.values())


def test_the_others_meet_from_april_to_june_and_the_district_in_august(tay_ho: Built) -> None:
    pilots = set(indicators.records(tay_ho.at(DISTRICT), "pilots").tolist())
    others = set(indicators.records(tay_ho.at(DISTRICT), "organisations.grassroots").tolist()) - pilots
    days = [_planned(tay_ho, pk) for pk in others]
    assert len(days) == 24
    assert all(date(2020, 4, 1) <= day <= date(2020, 6, 30) for day in days)
    assert _planned(tay_ho, tay_ho.card(DISTRICT).id).month == 8


def _planned(tay_ho: Built, pk: int) -> date:
    found = plans.congress(actor=tay_ho.actor, organisation=pk, term=TERM, as_of=tay_ho.day)
    assert found is not None and found.planned_on is not None
    return found.planned_on


def test_merged_cells_meet_at_once_by_a_decision_with_its_number(tay_ho: Built) -> None:
    at = tay_ho.card(DISTRICT).id
    (decision,) = plans.windows(actor=tay_ho.actor, organisation=at, term=TERM)
    assert (decision.reason, decision.number, decision.congresses) == ("merger", "M17-CV/QU (mẫu)", 3)


def test_the_20_documents_hang_under_the_plan_of_the_district_in_the_cascade(tay_ho: Built) -> None:
    lines = tay_ho.cascade(DISTRICT, "35-CT/TW")
    assert lines[:3] == [
        (0, "35-CT/TW", date(2019, 5, 30)),
        (1, "M01-KH/TU (mẫu)", date(2019, 8, 20)),
        (2, "M01-KH/QU (mẫu)", date(2019, 9, 16)),
    ]
    assert [depth for depth, _, _ in lines[3:]] == [3] * 19


def test_it_was_made_known_by_all_but_one_and_trained_down_to_the_cell(tay_ho: Built) -> None:
    assert tay_ho.of(DISTRICT, "papers.own_documents") == (1, 1)
    assert tay_ho.of(DISTRICT, "papers.disseminated") == (102, 106)
    assert tay_ho.of(DISTRICT, "trainings.organisations") == (197, 197)
    assert tay_ho.of(DISTRICT, "outreach.works") == (9, 26)


PLANNED = [
    ((Kind.GRASSROOTS_COMMITTEE, Kind.GRASSROOTS_CELL), 228, 170, "25.4%"),
    ((Kind.UPPER,), 39, 33, "15.4%"),
]


@pytest.mark.parametrize(("kinds", "places", "again", "percent"), PLANNED)
def test_of_the_planned_committees_less_than_a_third_is_new(
    tay_ho: Built, kinds: tuple[Kind, ...], places: int, again: int, percent: str
) -> None:
    officer = tay_ho.by("mau-nhan-su")
    assert officer.of(DISTRICT, "schemes.restanding", *kinds) == (again, places)
    assert officer.of(DISTRICT, "schemes.first_time", *kinds) == (places - again, places)
    share = officer.figure(DISTRICT, "schemes.first_time", *kinds).share
    assert share == Fraction(places - again, places) and f"{float(share):.1%}" == percent
    place = personnel_place(actor=officer.actor, organisation=tay_ho.card(DISTRICT).id, term=TERM, today=tay_ho.day)
    line = line_of(setting_of(place), "committee.renewed_min", places - again, places)
    assert line is not None
    assert (line.grounds.id, line.severity, line.state) == ("P-034", Severity.WARNING, State.BROKEN)
    assert line.needed == -(-places // 3)


def test_the_check_of_the_district_says_so_with_the_rule_and_the_people_lacking(tay_ho: Built) -> None:
    officer = tay_ho.by("mau-nhan-su")
    at = tay_ho.card(DISTRICT).id
    checks = checks_below(actor=officer.actor, organisation=at, term=TERM, today=tay_ho.day)
    assert sum(one.people for one in checks if one.kind is not Kind.UPPER) > 228  # with the surplus
    (district,) = [one for one in checks if one.kind is Kind.UPPER]
    assert district.check is not None
    line = district.check.line("committee.renewed_min")
    assert line is not None
    assert (line.count, line.of, line.needed, line.margin) == (6, 39, 13, -7)
    assert (line.grounds.id, line.severity) == ("P-034", Severity.WARNING)


def test_the_queue_of_the_city_shows_it_without_a_name(tay_ho: Built, client_for: Callable[[User], Client]) -> None:
    found = queue(actor=tay_ho.by("mau-nhan-su").actor, organisation=tay_ho.card(CITY).id, term=TERM, today=tay_ho.day)
    line = next(line for line in found.lines if line.code == DISTRICT)
    told = [one for one in line.brief.told if one.rule == "P-034"]
    assert [(one.code, one.severity) for one in told] == [("committee.renewed_min", Severity.WARNING)]
    client = client_for(User.objects.get(username="mau-nhan-su"))
    page = client.get(reverse("personnel"), {"finding": "committee.renewed_min", "term": TERM}).content.decode()
    assert "Đảng bộ quận Tây Hồ" in page
    assert not any(name in page for name in Person.objects.values_list("name", flat=True))
    assert client_for(User.objects.get(username="mau-van-phong")).get(reverse("personnel")).status_code == 404
