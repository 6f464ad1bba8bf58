"""The five breakthroughs of Quảng Ninh, each measured from records of the sample and read back as a target.

Source: "5 đột phá trong tổ chức đại hội đảng các cấp", Báo Quảng Ninh, 11/6/2020. How many communes and villages there
are is a sample; that all of them, or three quarters, keep to it is the article's.
"""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Membership, User
from daihoi.queries import plan as plans
from tests.samples import TERM, Built, built

pytestmark = pytest.mark.django_db
ROOT = "QNI"
DISTRICTS, COMMUNES, VILLAGES = 13, 52, 104  # the first is published


@pytest.fixture(scope="module")
def quang_ninh(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    with built("quang-ninh", django_db_blocker) as found:
        yield found


def targets(client: Client) -> dict[str, tuple[object, object, object]]:
    """By target: value, out of, kept; None for what is not shown."""
    page = client.get(reverse("rules_targets"), {"term": TERM})
    rows = [row for _, rows in page.context["found"] for row in rows]
    return {row.target.id: (row.figure.value, row.figure.out_of, row.kept) for row in rows if row.figure}


def test_each_breakthrough_is_a_target_with_its_progress(
    quang_ninh: Built, client_for: Callable[[User], Client]
) -> None:
    assert targets(client_for(User.objects.get(username="mau-nhan-su"))) == {
        "district_chairs": (3, DISTRICTS, True),
        "commune_chairs": (40, COMMUNES, True),
        "district_not_local": (DISTRICTS, DISTRICTS, True),
        "commune_not_local": (41, COMMUNES, True),
        "direct_election": (COMMUNES + 6 + 3, COMMUNES + 6 + 3, True),
        "village_heads": (VILLAGES, VILLAGES, True),
        "village_heads_first": (VILLAGES, VILLAGES, True),
        "merged_inspection": (DISTRICTS, DISTRICTS, True),
        "merged_organisation": (DISTRICTS, DISTRICTS, True),
        "merged_mass": (DISTRICTS, DISTRICTS, True),
        "grassroots_done": (COMMUNES + 6, COMMUNES + 6, True),
        "districts_done": (3, 16, False),
    }


def test_the_board_without_the_personnel_right_sees_the_days_alone(
    quang_ninh: Built, client_for: Callable[[User], Client]
) -> None:
    assert set(targets(client_for(User.objects.get(username="mau-ban-to-chuc")))) == {
        "grassroots_done", "districts_done"
    }  # fmt: skip


def test_at_least_three_quarters_of_communes_keep_to_both(quang_ninh: Built) -> None:
    officer = quang_ninh.by("mau-nhan-su")
    for name in ("secretary_is_chair", "secretary_not_local"):
        share = officer.figure(ROOT, name, Kind.GRASSROOTS_COMMITTEE).share
        assert share is not None and Fraction(3, 4) <= share < 1


def test_heads_were_elected_on_one_day_and_cells_met_on_one_day_after_it(quang_ninh: Built) -> None:
    officer = quang_ninh.by("mau-nhan-su")
    heads = Membership.objects.filter(beside="village_head")
    assert set(heads.values_list("village_elected_on", "from_on")) == {(date(2020, 1, 5), date(2020, 1, 18))}
    assert officer.of(ROOT, "village_heads.first") == (VILLAGES, VILLAGES)
    first = plans.congress(
        actor=quang_ninh.actor, organisation=quang_ninh.card("QNI.01.001.01").id, term=TERM, as_of=quang_ninh.day
    )
    assert first is not None and first.planned_on == date(2020, 1, 18)


def test_secretaries_of_the_pilots_were_elected_directly_with_more_than_95_of_a_hundred(quang_ninh: Built) -> None:
    pilots = [quang_ninh.card(code).id for code in ("QNI.02", "QNI.12", "QNI.14")]
    names = {"Đảng bộ huyện Đầm Hà", "Đảng bộ thành phố Móng Cái", "Đảng bộ Than Quảng Ninh"}
    assert set(quang_ninh.names(pilots)) == names
    led = Membership.objects.filter(organisation__in=pilots, entry="elected_directly")
    assert led.count() == 3
    assert all(row.votes and row.base and row.votes * 100 > 95 * row.base for row in led)
