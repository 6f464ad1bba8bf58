"""The shortcomings that the article of 21/5/2020 names, entered as reviews of the 25 pilots and read back by kind.

Source: "Điện Biên: Hoàn thành chỉ đạo đại hội điểm cấp cơ sở", Tạp chí Xây dựng Đảng, 21/5/2020: 25 pilots under 14
committees, two each for eleven and one each for three, held 6/1–15/5/2020, with ten shortcomings told of. In how many
pilots each was found it does not tell; here the first of the list in ten, the second in nine, and so on.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from daihoi.actions import lessons, plan
from daihoi.core.access import Actor, Role
from daihoi.core.lessons import SHORTCOMINGS, Part
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.subjects import Subject
from daihoi.office.papers.lessons import summary_report
from daihoi.queries import indicators
from daihoi.queries import lessons as queries
from daihoi.queries.access import actor_of
from daihoi.queries.lessons.papers import summary_paper
from tests import factories
from tests.area import PACK, TERM
from tests.office.test_papers import texts

DAY = date(2020, 5, 21)
FIRST, LAST = date(2020, 1, 6), date(2020, 5, 15)
NAMED = [kind for kind in SHORTCOMINGS if kind.cite == "dien-bien-2020"]


@pytest.fixture
def province(db: None, settings: object) -> tuple[Actor, indicators.Place]:
    settings.TODAY = DAY  # type: ignore[attr-defined]
    root = factories.organisation("Đảng bộ tỉnh Điện Biên", Kind.PROVINCE)
    pilots = []
    for committee in range(14):
        upper = factories.organisation(f"Đảng bộ {committee + 1}", Kind.UPPER, under=root)
        for number in range(2 if committee < 11 else 1):
            kind = Kind.GRASSROOTS_COMMITTEE if len(pilots) < 14 else Kind.GRASSROOTS_CELL
            pilots.append(factories.organisation(f"Cơ sở {committee + 1}.{number + 1}", kind, under=upper))
    user = factories.user_with(Role.ORGANISATION_BOARD, root)
    board = actor_of(user_id=user.pk, name=user.full_name)
    plan.open_congresses(actor=board, organisation=root.pk, term=TERM, pack_id=PACK)
    for number, pilot in enumerate(pilots):
        held = FIRST + (LAST - FIRST) * number // 24
        given = {"actor": board, "organisation": pilot.pk, "term": TERM}
        plan.choose_pilot(**given)
        plan.mark(**given, milestone="held", done_on=held, half_days=2)
        found = [kind.key for place, kind in enumerate(NAMED) if number < 10 - place]
        text = lessons.ReviewText(
            held + timedelta(days=2),
            "Đúng nguyên tắc và trình tự; không có đơn, thư khiếu nại",
            "",
            [lessons.ShortcomingText(key, "Như bài báo nêu") for key in found],
        )
        lessons.save_review(**given, review=text)
    at = indicators.place(actor=board, organisation=root.pk, term=TERM, as_of=DAY, today=DAY, level=Level.GRASSROOTS)
    return board, at


def test_every_shortcoming_of_the_article_is_read_back_by_kind(province: tuple[Actor, indicators.Place]) -> None:
    board, at = province

    view = queries.comparison(actor=board, at=at)

    assert [(line.kind, line.pilots) for line in view.whole.lines] == [
        (kind.key, Part(10 - place, 25)) for place, kind in enumerate(NAMED)
    ]
    assert view.whole.lines[0].pilots.share == Fraction(2, 5)
    assert {line.wide for line in view.whole.lines} == {Part(0, 0)}
    assert {view.names[line.kind].subject for line in view.whole.lines} == {
        Subject.GENERAL,
        Subject.PROCEEDINGS,
        Subject.PERSONNEL,
        Subject.ELECTION,
        Subject.ORGANISATION,
    }
    assert len(view.branches) == 14
    assert [branch.line.pilots.of for branch in view.branches] == [2] * 11 + [1] * 3


def test_all_25_pilots_are_held_and_reviewed(province: tuple[Actor, indicators.Place]) -> None:
    board, at = province

    view = queries.reviews(actor=board, at=at)

    assert (view.pilots, view.pilots_held, view.pilots_reviewed, view.without) == (25, 25, 25, ())


def test_the_report_on_all_pilots_names_days_numbers_and_words(province: tuple[Actor, indicators.Place]) -> None:
    board, at = province
    data = summary_paper(actor=board, at=at)

    told = texts(summary_report(data))

    assert (data.first_held, data.last_held, data.held, data.pilots) == (FIRST, LAST, 25, 25)
    assert "từ ngày 6/1/2020 đến ngày 15/5/2020" in told
    assert "10/25" in told and "40,00 %" in told
    assert "Dự kiến bí thư nhưng không trúng vào ban thường vụ" in told
    assert "Cơ sở 1.1: Như bài báo nêu" in told
