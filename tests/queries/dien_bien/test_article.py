"""Every figure of the article of 21/5/2020 on Điện Biên's pilot congresses, out of the catalogue.

Source: "Điện Biên: Hoàn thành chỉ đạo đại hội điểm cấp cơ sở", Tạp chí Xây dựng Đảng, 21/5/2020.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from daihoi.core.access import Actor
from daihoi.core.indicators import CATALOGUE as EVERYTHING
from daihoi.core.indicators import OF_PERSONNEL, Aggregate, Records
from daihoi.core.indicators.columns import day_number
from daihoi.core.organisations.kinds import Level
from daihoi.queries import indicators, organisations
from daihoi.queries.indicators import Place, Which
from daihoi.web.templatetags.show import pct
from tests.samples import Built

pytestmark = pytest.mark.django_db

CATALOGUE = {name: one for name, one in EVERYTHING.items() if name not in OF_PERSONNEL}
DAY = date(2020, 5, 15)
TERM = "2020-2025"
TWO_EACH = (
    "Đảng bộ thành phố Điện Biên Phủ",
    "Đảng bộ thị xã Mường Lay",
    "Đảng bộ huyện Điện Biên",
    "Đảng bộ huyện Điện Biên Đông",
    "Đảng bộ huyện Mường Ảng",
    "Đảng bộ huyện Mường Chà",
    "Đảng bộ huyện Mường Nhé",
    "Đảng bộ huyện Nậm Pồ",
    "Đảng bộ huyện Tủa Chùa",
    "Đảng bộ huyện Tuần Giáo",
    "Đảng bộ Bộ đội Biên phòng tỉnh",
)
ONE_EACH = ("Đảng bộ Công an tỉnh", "Đảng bộ Quân sự tỉnh", "Đảng bộ Dân chính đảng tỉnh")


@pytest.fixture
def board(province: Built) -> Actor:
    """The organisation board of the sample province."""
    return province.actor


def at(board: Actor, code: str = "DB", day: date = DAY, level: Level | None = None) -> Place:
    card = organisations.coded(actor=board, code=code, as_of=day)
    return indicators.place(actor=board, organisation=card.id, term=TERM, as_of=day, today=DAY, level=level)


def value(place: Place, name: str) -> object:
    return indicators.figures(place, [name])[name].value


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("organisations.upper", 14),
        ("organisations.grassroots", 617),
        ("organisations.grassroots_committees", 235),
        ("organisations.grassroots_cells", 382),
        ("organisations.cells", 2_500),
        ("members", 40_809),
        ("pilots", 25),
        ("pilots.held", 25),
        ("pilots.committees", 14),
        ("pilots.cells", 11),
    ],
)
def test_a_published_figure_is_what_the_catalogue_counts(board: Actor, name: str, published: int) -> None:
    assert value(at(board), name) == published


def test_the_parts_make_the_whole(board: Actor) -> None:
    found = indicators.figures(at(board), CATALOGUE)
    of = {name: figure.value for name, figure in found.items()}
    assert of["organisations.grassroots_committees"] + of["organisations.grassroots_cells"] == 617  # type: ignore[operator]
    assert of["members.official"] + of["members.probationary"] == 40_809  # type: ignore[operator]
    assert of["organisations"] == 1 + 14 + 617 + 2_500
    assert (of["wide.held"], found["wide.held"].out_of) == (0, 617 - 25)


def test_pilots_are_4_1_percent_of_all_grassroots_organisations(board: Actor) -> None:
    figure = indicators.figures(at(board), ["pilots"])["pilots"]
    assert (figure.value, figure.out_of, figure.share) == (25, 617, Fraction(25, 617))
    with translation.override("vi"):
        assert pct(figure.share) == "4,05\u202f%"
        assert pct(figure.share, 1) == "4,1\u202f%"


def test_all_pilots_were_held_and_none_is_left(board: Actor) -> None:
    figure = indicators.figures(at(board), ["pilots.held"])["pilots.held"]
    assert (figure.value, figure.out_of, figure.share) == (25, 25, 1)
    assert indicators.records(at(board), "pilots.held", Which.REST).tolist() == []


def test_eleven_committees_chose_two_pilots_and_three_one(board: Actor) -> None:
    found = indicators.by_subordinate(at(board), ["pilots", "pilots.held"])
    cards = organisations.cards(actor=board, pks=list(found), as_of=DAY)
    chosen = {cards[pk].name: (below["pilots"].value, below["pilots.held"].value) for pk, below in found.items()}
    assert chosen == dict.fromkeys(TWO_EACH, (2, 2)) | dict.fromkeys(ONE_EACH, (1, 1))


def test_the_pilot_of_the_photograph_is_among_those_of_muong_nhe(board: Actor) -> None:
    pks = indicators.records(at(board, "DB.07"), "pilots.held").tolist()
    names = [card.name for card in organisations.cards(actor=board, pks=pks, as_of=DAY).values()]
    assert "Đảng bộ xã Mường Toong" in names
    assert len(names) == 2


def test_pilots_were_held_from_6_january_to_15_may_and_none_before(board: Actor) -> None:
    assert value(at(board, day=date(2020, 1, 5)), "pilots.held") == 0
    assert value(at(board, day=DAY - timedelta(days=1)), "pilots.held") == 24
    place = at(board)
    pks = indicators.records(place, "pilots.held")
    rows = place.snapshot.organisations(place.span)
    chosen = [index for index, pk in enumerate(rows.tolist()) if pk in set(pks.tolist())]
    assert place.columns["opened_on"][chosen].min() == day_number(date(2020, 1, 6))
    assert place.columns["held.done"][chosen].max() == day_number(DAY)


def test_no_other_grassroots_congress_was_held(board: Actor) -> None:
    place = at(board, level=Level.GRASSROOTS)
    assert sorted(indicators.records(place, "congresses.held").tolist()) == sorted(
        indicators.records(place, "pilots.held").tolist()
    )


def test_the_exceptions_are_not_empty(board: Actor) -> None:
    place = at(board, level=Level.GRASSROOTS)
    found = indicators.figures(place, ["congresses.behind_plan", "milestones.opening_announced.late"])
    assert all(figure.value for figure in found.values())


@pytest.mark.parametrize("level", [None, Level.GRASSROOTS, Level.CELL])
def test_the_records_behind_each_figure_are_as_many_as_it_counts(board: Actor, level: Level | None) -> None:
    place = at(board, level=level)
    for name, figure in indicators.figures(place, CATALOGUE).items():
        counted = len(indicators.records(place, name))
        if CATALOGUE[name].measure is None and CATALOGUE[name].aggregate is Aggregate.SUM:
            assert counted == figure.value, name
        if figure.out_of is not None and CATALOGUE[name].measure is None:
            assert len(indicators.records(place, name, Which.OUT_OF)) == figure.out_of, name
            assert len(indicators.records(place, name, Which.REST)) == figure.out_of - counted, name


def test_what_stands_below_adds_up_to_the_province(board: Actor) -> None:
    place = at(board)
    of_organisations = {name for name, one in CATALOGUE.items() if one.records is Records.ORGANISATIONS}
    sums = [name for name in CATALOGUE if name in of_organisations and CATALOGUE[name].aggregate is Aggregate.SUM]
    whole, below = indicators.figures(place, sums), indicators.by_subordinate(place, sums)
    own = {name: int(place.columns["kind"][0] >= 0 and name in _counting_the_province(place)) for name in sums}
    for name in sums:
        assert sum(found[name].value for found in below.values()) + own[name] == whole[name].value, name  # type: ignore[misc]


def _counting_the_province(place: Place) -> set[str]:
    """Figures that count the province's own record."""
    return {name for name in CATALOGUE if place.organisation in indicators.records(place, name).tolist()}


def test_all_figures_of_a_province_take_one_query_and_two_for_papers_and_lessons(board: Actor) -> None:
    card = organisations.coded(actor=board, code="DB", as_of=DAY)
    indicators.figures(at(board), CATALOGUE)
    with CaptureQueriesContext(connection) as queries:
        place = indicators.place(actor=board, organisation=card.id, term=TERM, as_of=DAY, today=DAY)
        indicators.figures(place, CATALOGUE)
        indicators.by_subordinate(place, list(CATALOGUE))
    assert len(queries) == 3
