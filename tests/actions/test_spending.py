"""Norms and spending: who may, what is refused, what warns."""

import json
from datetime import date

import pytest

from daihoi.actions import spending as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import Finding, Refused
from daihoi.core.spending import MOST, BudgetLine, Per
from daihoi.data.models import Event, SpendingLine, SpendingNorm
from daihoi.queries import organisations
from daihoi.queries import spending as queries
from tests.area import TERM, TODAY, Area, area
from tests.lessons_made import HELD, norm, spent

__all__ = ["area"]

MEALS, HALL = BudgetLine.MEALS, BudgetLine.HALL


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def codes(findings: tuple[object, ...]) -> list[str]:
    return [finding.code for finding in findings if isinstance(finding, Finding)]


@pytest.mark.parametrize("who", ["neighbour", "other", "reader", "keeper", "stranger"])
def test_others_enter_nothing(area: Area, who: str) -> None:
    with pytest.raises(NotHere):
        spent(area, "Chi bộ thôn 1", 5_000, who=who)
    with pytest.raises(NotHere):
        actions.set_norm(
            actor=area.actor(who),
            organisation=area.id("Huyện A"),
            term=TERM,
            norm=actions.NormText(MEALS, 1, Per.PERSON, "1-HD"),
        )

    assert not SpendingLine.objects.exists() and not SpendingNorm.objects.exists()


def test_over_the_norm_is_told_at_once_with_the_document_and_by_how_much(area: Area) -> None:
    norm(area, 100_000)
    norm(area, 1_000_000, HALL, Per.CONGRESS, levels="cell")

    assert codes(spent(area, "Chi bộ thôn 1", 500_000, quantity=5)) == []
    (finding,) = spent(area, "Chi bộ thôn 1", 512_345, quantity=5)
    assert finding.code == "over_norm"  # type: ignore[attr-defined]
    told = finding.message.render()  # type: ignore[attr-defined]
    assert "12.345" in told and "Hướng dẫn số 05-HD/VPTU" in told
    assert codes(spent(area, "Chi bộ thôn 1", 512_345)) == []  # nobody said for how many
    assert codes(spent(area, "Chi bộ thôn 1", 1_000_001, HALL)) == ["over_norm"]
    assert codes(spent(area, "Xã Một", 1_000_001, HALL)) == []  # not its level
    assert codes(spent(area, "Tỉnh", 9_999_999, quantity=1)) == []  # who sets a norm is not held to it
    settled = spent(area, "Chi bộ thôn 1", 500_000, quantity=5, settled=700_000, settled_on=HELD)
    assert codes(settled) == ["settled_over_norm", "over_plan"]


def test_norms_come_down_and_never_sideways(area: Area) -> None:
    norm(area, 100_000, at="Huyện A")

    assert codes(spent(area, "Chi bộ thôn 1", 100_001, quantity=1)) == ["over_norm"]
    assert codes(spent(area, "Chi bộ thôn 3", 100_001, quantity=1)) == []


def test_a_norm_takes_the_place_of_the_one_before_and_is_ended_by_its_own_people(area: Area) -> None:
    first, second = norm(area, 100_000), norm(area, 200_000)
    own = {"actor": area.actor("board"), "organisation": area.id("Tỉnh")}

    assert list(SpendingNorm.objects.order_by("pk").values_list("pk", "ended_on")) == [(first, TODAY), (second, None)]
    with pytest.raises(NotHere):
        actions.end_norm(actor=area.actor("district"), organisation=area.id("Huyện A"), pk=second)
    actions.end_norm(**own, pk=second)
    with pytest.raises(Refused) as refused:
        actions.end_norm(**own, pk=second)
    assert code_of(refused) == "norm_ended"
    assert codes(spent(area, "Chi bộ thôn 1", 300_000, quantity=1)) == []
    for text, code in (
        (actions.NormText(MEALS, 1, Per.PERSON, " "), "norm_without_document"),
        (actions.NormText(MEALS, -1, Per.PERSON, "1-HD"), "amount_unlikely"),
    ):
        with pytest.raises(Refused) as refused:
            actions.set_norm(**own, term=TERM, norm=text)
        assert code_of(refused) == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (actions.LineText(MEALS, -1), "amount_unlikely"),
        (actions.LineText(MEALS, MOST + 1), "amount_unlikely"),
        (actions.LineText(MEALS, 1, quantity=0), "quantity_unlikely"),
        (actions.LineText(MEALS, 1, settled=1), "settled_without_day"),
        (actions.LineText(MEALS, 1, settled_on=HELD), "day_without_settled"),
        (actions.LineText(MEALS, 1, settled=1, settled_on=date(2020, 3, 3)), "day_in_future"),
    ],
)
def test_a_line_that_cannot_be_is_refused(area: Area, line: actions.LineText, code: str) -> None:
    given = {"actor": area.actor("board"), "organisation": area.id("Trạm"), "term": TERM}
    for act in (
        lambda: actions.set_line(**given, line=line),
        lambda: actions.set_lines(**given, lines=[actions.LineText(HALL, 1), line]),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == code
    assert not SpendingLine.objects.exists()


def test_a_line_is_changed_dropped_and_never_saved_over_unseen(area: Area) -> None:
    given = {"actor": area.actor("board"), "organisation": area.id("Trạm"), "term": TERM}
    line = actions.LineText(MEALS, 5_000, quantity=2, document="1-QĐ", note="Hai bữa")
    actions.set_line(**given, line=line, seen=queries.NO_LINE)
    with pytest.raises(Refused) as refused:
        actions.set_line(**given, line=line, seen=queries.NO_LINE)
    assert code_of(refused) == "changed_meanwhile"
    card = organisations.last_card(actor=area.actor("board"), pk=area.id("Trạm"))
    (own,) = queries.own_lines(actor=area.actor("board"), card=card, term=TERM)
    actions.set_line(**given, line=actions.LineText(MEALS, 6_000), seen=own.stamp)
    detail = json.loads(Event.objects.filter(event="spending.line_set").latest("seq").detail)
    assert detail["before"] == [2, 5_000, None, None, "1-QĐ", "Hai bữa"]
    with pytest.raises(Refused) as refused:
        actions.drop_line(**given, line=MEALS, seen=own.stamp)
    assert code_of(refused) == "changed_meanwhile"
    actions.drop_line(**given, line=MEALS)
    assert not SpendingLine.objects.exists()
    with pytest.raises(Refused) as refused:
        actions.drop_line(**given, line=MEALS)
    assert code_of(refused) == "no_line"


def test_a_table_is_entered_whole_and_twice_the_same_line_is_refused(area: Area) -> None:
    given = {"actor": area.actor("board"), "organisation": area.id("Trạm"), "term": TERM}
    norm(area, 1_000)
    lines = [actions.LineText(MEALS, 5_000, quantity=2), actions.LineText(HALL, 7_000)]

    assert codes(actions.set_lines(**given, lines=lines)) == ["over_norm"]
    assert dict(SpendingLine.objects.values_list("line", "planned")) == {"meals": 5_000, "hall": 7_000}
    with pytest.raises(Refused) as refused:
        actions.set_lines(**given, lines=[*lines, actions.LineText(HALL, 1)])
    assert code_of(refused) == "line_twice"
