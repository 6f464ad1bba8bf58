"""Counts add up or say why not; summaries of opinion hold nobody who could be found."""

import json
from datetime import date

import pytest

from daihoi.actions import outreach as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.outreach import Channel, Theme
from daihoi.data.models import Event, Opinion, OutreachCount
from daihoi.queries import outreach as queries
from tests.area import TERM, TODAY, Area, area
from tests.lessons_made import HELD, counted, said

__all__ = ["area"]

JANUARY, FEBRUARY = date(2020, 1, 31), date(2020, 2, 28)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def rows(area: Area, name: str = "Xã Một") -> list[tuple[object, ...]]:
    found = OutreachCount.objects.filter(organisation=area.id(name)).order_by("on_date", "channel")
    return list(found.values_list("channel", "on_date", "planned", "done"))


@pytest.mark.parametrize("who", ["neighbour", "other", "reader", "keeper", "stranger"])
def test_others_enter_nothing(area: Area, who: str) -> None:
    with pytest.raises(NotHere):
        counted(area, "Chi bộ thôn 1", JANUARY, 1, who=who)
    with pytest.raises(NotHere):
        said(area, "Chi bộ thôn 1", "Phấn khởi", who=who)

    assert not OutreachCount.objects.exists() and not Opinion.objects.exists()


def test_counts_are_kept_by_channel_and_day_and_the_plan_is_carried_on(area: Area) -> None:
    assert counted(area, "Xã Một", JANUARY, 3, planned=10) == 1
    assert counted(area, "Xã Một", FEBRUARY, 5) == 1
    assert counted(area, "Xã Một", FEBRUARY, 5) == 0  # nothing changed
    assert counted(area, "Xã Một", FEBRUARY, 6, planned=12) == 1

    assert rows(area) == [("articles", JANUARY, 10, 3), ("articles", FEBRUARY, 12, 6)]


def test_a_count_that_goes_down_must_say_why(area: Area) -> None:
    counted(area, "Xã Một", JANUARY, 5)
    counted(area, "Xã Một", FEBRUARY, 9)

    with pytest.raises(Refused) as refused:
        counted(area, "Xã Một", TODAY, 8)
    assert (code_of(refused), refused.value.findings[0].severity) == ("count_lower", "warning")
    with pytest.raises(Refused) as refused:
        counted(area, "Xã Một", date(2020, 2, 10), 10)  # between the two
    assert code_of(refused) == "count_higher"
    counted(area, "Xã Một", TODAY, 8, note="Lần trước tính trùng một bài")

    own = queries.counts(actor=area.actor("board"), organisation=area.id("Xã Một"), term=TERM)
    assert [(row.done, row.lower) for row in own.rows] == [(8, True), (9, False), (5, False)]


@pytest.mark.parametrize(
    ("row", "on", "code"),
    [
        (actions.Count(Channel.WORKS, -1), JANUARY, "number_unlikely"),
        (actions.Count(Channel.WORKS, 10**9), JANUARY, "number_unlikely"),
        (actions.Count(Channel.WORKS, None, 5), JANUARY, "done_missing"),
        (actions.Count(Channel.WORKS, 1), date(2020, 3, 3), "day_in_future"),
        (actions.Count(Channel.WORKS, 1), date(1990, 1, 1), "day_unlikely"),
    ],
)
def test_a_count_that_cannot_be_is_refused(area: Area, row: actions.Count, on: date, code: str) -> None:
    given = {"actor": area.actor("board"), "organisation": area.id("Xã Một"), "term": TERM, "on_date": on}
    with pytest.raises(Refused) as refused:
        actions.enter_counts(**given, rows=[actions.Count(Channel.ARTICLES, 1), row])

    assert code_of(refused) == code
    assert rows(area) == []


def test_an_emptied_row_is_taken_out_and_the_log_keeps_it(area: Area) -> None:
    counted(area, "Xã Một", JANUARY, 5, planned=7, note="Bài đầu")
    given = {"actor": area.actor("board"), "organisation": area.id("Xã Một"), "term": TERM, "on_date": JANUARY}
    actions.enter_counts(**given, rows=[actions.Count(Channel.ARTICLES, None), actions.Count(Channel.WORKS, None)])

    assert rows(area) == []
    detail = json.loads(Event.objects.filter(event="outreach.counted").latest("seq").detail)
    assert detail["rows"] == {"articles": {"before": [7, 5, "Bài đầu"], "now": None}}


def test_nobody_saves_over_counts_or_summaries_that_somebody_else_entered(area: Area) -> None:
    given = {"actor": area.actor("board"), "organisation": area.id("Xã Một"), "term": TERM, "on_date": JANUARY}
    who = {"actor": area.actor("board"), "organisation": area.id("Xã Một"), "term": TERM}
    seen = queries.counts(**who).stamp
    actions.enter_counts(**given, rows=[actions.Count(Channel.WORKS, 1)], seen=seen)
    with pytest.raises(Refused) as refused:
        actions.enter_counts(**given, rows=[actions.Count(Channel.WORKS, 2)], seen=seen)
    assert code_of(refused) == "changed_meanwhile"

    seen = queries.own_opinions(**who, on_date=JANUARY).stamp
    actions.enter_opinions(**given, rows=[actions.OpinionText(Theme.LIFE, "Tốt")], seen=seen)
    with pytest.raises(Refused) as refused:
        actions.enter_opinions(**given, rows=[actions.OpinionText(Theme.LIFE, "Khác")], seen=seen)
    assert code_of(refused) == "changed_meanwhile"
    assert Opinion.objects.get().text == "Tốt"


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 0912 345 678",
        "CCCD 001085012345",
        "CMND 123456789",
        "thư an@example.vn",
        "xem facebook.com/nguyenvana",
        "https://example.vn/nguoi",
    ],
)
@pytest.mark.parametrize("field", ["text", "proposal"])
def test_a_summary_that_leads_to_a_person_is_refused_with_its_row(area: Area, text: str, field: str) -> None:
    words = {"text": "Phấn khởi", "proposal": ""} | {field: text}
    given = {"actor": area.actor("office"), "organisation": area.id("Chi bộ thôn 1"), "term": TERM, "on_date": HELD}
    with pytest.raises(Refused) as refused:
        actions.enter_opinions(
            **given, rows=[actions.OpinionText(Theme.DIRECTION, "Đồng tình"), actions.OpinionText(Theme.LIFE, **words)]
        )

    (finding,) = refused.value.findings
    assert (finding.code, finding.place.row) == ("leads_to_a_person", 2)
    assert "Life of the people" in finding.message.render()
    assert not Opinion.objects.exists()


def test_a_summary_is_kept_by_theme_and_day_changed_and_taken_out(area: Area) -> None:
    given = {"actor": area.actor("office"), "organisation": area.id("Chi bộ thôn 1"), "term": TERM, "on_date": HELD}
    first = [actions.OpinionText(Theme.LIFE, "Mong làm đường", "Đề nghị"), actions.OpinionText(Theme.OTHER, "")]
    assert actions.enter_opinions(**given, rows=first) == 1
    assert actions.enter_opinions(**given, rows=first) == 0
    assert actions.enter_opinions(**given, rows=[actions.OpinionText(Theme.LIFE, "Mong làm cầu")]) == 1
    assert list(Opinion.objects.values_list("theme", "text", "proposal")) == [("life", "Mong làm cầu", "")]
    assert actions.enter_opinions(**given, rows=[actions.OpinionText(Theme.LIFE, "")]) == 1

    assert not Opinion.objects.exists()
    kept = "".join(Event.objects.filter(event="outreach.opinion_entered").values_list("detail", flat=True))
    assert "Mong" not in kept  # the log tells which themes, never the words
    with pytest.raises(Refused) as refused:
        actions.enter_opinions(**given, rows=[actions.OpinionText(Theme.LIFE, "", "Đề nghị")])
    assert code_of(refused) == "proposal_alone"
    with pytest.raises(Refused) as refused:
        actions.enter_opinions(**given, rows=[actions.OpinionText(Theme.LIFE, "x" * 10_001)])
    assert code_of(refused) == "text_too_long"
