"""The preparation of the sample province: the published papers and shortcomings, and the rest, out of the catalogue.

Source: "Điện Biên: Hoàn thành chỉ đạo đại hội điểm cấp cơ sở", Tạp chí Xây dựng Đảng, 21/5/2020.
"""

from datetime import date

import pytest

from daihoi.core.lessons import SHORTCOMINGS
from daihoi.core.organisations.kinds import Level
from daihoi.data.models import BodyMember, User
from daihoi.queries import directives, indicators, plan, reports
from daihoi.queries.indicators import Which
from tests.samples import TERM, Built

pytestmark = pytest.mark.django_db
ROOT, HOME = "DB", "DB.07"
# As many as reviews name, of each kind that the article names; how they are spread over the pilots is a sample.
NAMED = {
    "guidance_not_studied": 6,
    "conduct_awkward": 5,
    "not_elected_as_planned": 4,
    "sounding_out_thin": 3,
    "direction_of_choice_vague": 3,
    "designate_not_in_standing_committee": 1,
    "designate_not_delegate": 2,
    "few_nominations": 8,
    "surplus_low": 6,
    "decoration_wrong": 3,
}


def test_the_published_papers_stand_in_the_cascade_with_their_days(province: Built) -> None:
    lines = province.cascade(ROOT, "35-CT/TW")
    assert lines[:2] == [(0, "35-CT/TW", date(2019, 5, 30)), (1, "79-KH/TU", date(2019, 8, 14))]
    assert {(1, "26-HD/BTCTW", date(2019, 10, 18)), (1, "03-HD/TW", date(2020, 3, 20))} <= set(lines)


def test_all_14_committees_have_a_plan_of_their_own_on_that_of_the_province(province: Built) -> None:
    assert province.of(ROOT, "papers.own_documents") == (15, 15)  # and the province's own on that of the Centre
    below = [number for depth, number, _ in province.cascade(ROOT, "79-KH/TU") if depth == 2 and "-KH (mẫu)" in number]
    assert below == [f"M{number:02d}-KH (mẫu)" for number in range(1, 15)]


def test_people_of_the_organisation_board_were_at_all_25_pilots(province: Built) -> None:
    pilots = set(indicators.records(province.at(ROOT), "pilots.held").tolist())
    visited = set(indicators.records(province.at(ROOT), "visits.organisations").tolist())
    assert len(pilots) == 25 and pilots <= visited


def test_every_pilot_was_reviewed_and_every_kind_that_the_article_names_was_found(province: Built) -> None:
    assert province.of(ROOT, "reviews.pilots") == (25, 25)
    names = [f"shortcomings.{kind.key}" for kind in SHORTCOMINGS if kind.cite == "dien-bien-2020"]
    found = indicators.figures(province.at(ROOT), names)
    assert {name.removeprefix("shortcomings."): figure.value for name, figure in found.items()} == NAMED
    assert province.of(ROOT, "shortcomings.pilots") == (sum(NAMED.values()), sum(NAMED.values()))


def test_only_committees_failed_to_elect_their_designate_to_a_standing_committee(province: Built) -> None:
    count, items = indicators.item_list(
        province.at(ROOT, Level.GRASSROOTS), "shortcomings.designate_not_in_standing_committee", Which.COUNTED, stop=10
    )
    committees = set(indicators.records(province.at(ROOT), "pilots.committees").tolist())
    assert count == 1 and {item.organisation for item in items} <= committees


def test_most_grassroots_organisations_made_the_first_papers_known_a_few_late_a_few_not(province: Built) -> None:
    row = province.paper(ROOT, "79-KH/TU").row
    whole = directives.drill(province.at(ROOT), actor=province.actor, row=row).whole
    assert (whole.applies, whole.taken_in) == (14 + 617, 14 + 617)
    assert 600 <= whole.disseminated < whole.to_disseminate == 631
    assert 0 < whole.attended < whole.expected


def test_some_communes_were_put_off_by_a_decision_with_a_number(province: Built) -> None:
    (decision,) = plan.windows(actor=province.actor, organisation=province.card(ROOT).id, term=TERM)
    assert (decision.reason, decision.number) == ("epidemic", "M12-CV/TU (mẫu)")
    # Six communes with their cells that had not met yet.
    assert decision.congresses >= 6 and len(decision.places) == 6


@pytest.mark.parametrize(
    "name",
    [
        "tasks.done", "tasks.late", "tasks.due_soon", "visits.held", "visits.overdue", "findings.shortcomings",
        "difficulties.open", "difficulties.late", "difficulties.answered", "answers.published", "briefings.held",
        "lessons.published", "lessons.read", "trainings.held", "trainings.attended", "outreach.articles", "opinions",
        "spending.planned", "spending.settled", "spending.over", "plans.issued",
    ],
)  # fmt: skip
def test_there_is_something_of_everything_in_the_province_and_in_the_district(province: Built, name: str) -> None:
    assert province.value(ROOT, name)
    if name != "lessons.published":
        assert province.value(HOME, name)


def test_the_report_of_last_week_is_signed_and_that_of_this_week_is_not(province: Built) -> None:
    at = province.card(ROOT).id
    _, found = reports.reports(actor=province.actor, organisation=at, term=TERM, start=0, stop=9)
    assert [(line.week_to, line.signed_on) for line in found.lines] == [
        (date(2020, 5, 15), None),
        (date(2020, 5, 8), date(2020, 5, 8)),
    ]


def test_nobody_in_the_sample_is_a_real_person(province: Built) -> None:
    names = [*BodyMember.objects.values_list("name", flat=True), *User.objects.values_list("full_name", flat=True)]
    assert names and all("mẫu" in name.lower() for name in names)
