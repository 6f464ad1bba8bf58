"""Days set and moved by decisions above: for whom they hold, what is refused, and that figures follow at once."""

from collections.abc import Callable
from datetime import date

import pytest

from daihoi.actions import plan as actions
from daihoi.actions.organisations import Decision, merge, move, undo
from daihoi.actions.plan import Plan
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.plan.reasons import Reason
from daihoi.data.models import Change, Congress, Event, WindowDecision
from daihoi.queries import indicators
from daihoi.queries import plan as queries
from daihoi.queries.plan import NewWindow, figure_faults, window_faults
from tests import factories
from tests.area import PACK, TERM, TODAY, Area, area

__all__ = ["area"]
CELLS = frozenset({Level.CELL})
BASE = frozenset({Level.GRASSROOTS})


def new(first: date | None = None, last: date | None = None, reason: Reason = Reason.PLAN, **more: object) -> NewWindow:
    return NewWindow("12-KH/TU", date(2020, 3, 1), reason, first, last, **more)


@pytest.fixture
def decide(area: Area) -> Callable[..., int]:
    def run(window: NewWindow, who: str = "board", at: str = "Tỉnh") -> int:
        return actions.decide_window(actor=area.actor(who), organisation=area.id(at), term=TERM, window=window).id

    return run


def windows(area: Area) -> dict[str, tuple[date | None, date | None, str]]:
    """What rows say, of those that say anything."""
    names = {pk.pk: name for name, pk in area.of.items()}
    rows = Congress.objects.exclude(window_decision="").values_list(
        "organisation_id", "window_from", "window_to", "window_decision"
    )
    return {names[pk]: tuple(rest) for pk, *rest in rows}


def clean() -> bool:
    return figure_faults() == [] and window_faults() == []


def test_a_frame_is_written_onto_those_below_in_scope_and_withdrawn_again(
    area: Area, decide: Callable[..., int]
) -> None:
    pk = decide(new(date(2020, 4, 15), date(2020, 5, 31), levels=BASE))

    told = (date(2020, 4, 15), date(2020, 5, 31), "12-KH/TU, 1/3/2020")
    assert windows(area) == {"Xã Một": told, "Xã Hai": told, "Trạm": told}
    assert clean()
    given_back = actions.withdraw_window(
        actor=area.actor("board"), organisation=area.id("Tỉnh"), window=pk, note="thay bằng kế hoạch mới"
    )
    assert (given_back, windows(area)) == (3, {})
    assert clean()
    assert list(Event.objects.order_by("seq").values_list("event", flat=True))[-2:] == [
        "plan.window_decided",
        "plan.window_withdrawn",
    ]


def test_the_nearest_decision_wins_and_its_withdrawal_gives_the_farther_one_back(
    area: Area, decide: Callable[..., int]
) -> None:
    decide(new(date(2020, 4, 1), date(2020, 6, 15), levels=BASE))
    near = decide(new(date(2020, 4, 1), date(2020, 5, 15), levels=BASE), "district", "Huyện A")

    assert {name: window[1] for name, window in windows(area).items()} == {
        "Xã Một": date(2020, 5, 15),
        "Trạm": date(2020, 5, 15),
        "Xã Hai": date(2020, 6, 15),
    }
    actions.withdraw_window(actor=area.actor("board"), organisation=area.id("Huyện A"), window=near, note="nhầm")
    assert {window[1] for window in windows(area).values()} == {date(2020, 6, 15)}
    assert clean()


@pytest.mark.parametrize(
    ("window", "code"),
    [
        (new(date(2020, 4, 1), date(2020, 7, 15), levels=BASE), "frame_after_window"),
        (new(date(2020, 3, 1), None, levels=BASE), "frame_before_window"),
        (new(last=date(2020, 9, 30)), "frame_after_window"),
        (new(), "window_without_day"),
        (new(date(2020, 5, 2), date(2020, 5, 1)), "window_backwards"),
        (new(date(2020, 5, 2), date(3020, 5, 1)), "day_unlikely"),
        (NewWindow(" ", date(2020, 3, 1), Reason.PLAN, date(2020, 5, 1)), "window_without_number"),
        (NewWindow("1", date(2020, 3, 3), Reason.PLAN, date(2020, 5, 1)), "in_the_future"),
        (new(date(2020, 4, 1), levels=BASE, places=(999_999,)), "not_below"),
    ],
)
def test_what_cannot_be_or_lies_outside_the_rules_is_refused(
    area: Area, decide: Callable[..., int], window: NewWindow, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        decide(window)

    assert refused.value.findings[0].code == code
    assert WindowDecision.objects.count() == 0
    if code.startswith("frame"):
        assert "35-CT/TW" in refused.value.findings[0].message.render()


def test_a_window_moved_for_another_reason_may_lie_outside_the_rules(area: Area, decide: Callable[..., int]) -> None:
    decide(new(last=date(2020, 7, 31), reason=Reason.EPIDEMIC, levels=BASE))

    actions.set_plan(
        actor=area.actor("district"), organisation=area.id("Trạm"), term=TERM, plan=Plan(planned_on=date(2020, 7, 20))
    )
    assert windows(area)["Trạm"] == (None, date(2020, 7, 31), "12-KH/TU, 1/3/2020")
    assert clean()


def test_a_frame_outside_the_frame_of_the_level_above_is_refused_with_its_number(
    area: Area, decide: Callable[..., int]
) -> None:
    decide(new(date(2020, 4, 15), date(2020, 5, 31), levels=BASE))

    with pytest.raises(Refused) as refused:
        decide(new(date(2020, 4, 15), date(2020, 6, 10), levels=BASE), "district", "Huyện A")
    (finding,) = refused.value.findings
    assert (finding.code, "12-KH/TU, 1/3/2020" in finding.message.render()) == ("outside_frame_above", True)
    decide(new(last=date(2020, 6, 10), levels=BASE, reason=Reason.PERSONNEL), "district", "Huyện A")
    assert windows(area)["Xã Một"] == (date(2020, 4, 15), date(2020, 6, 10), "12-KH/TU, 1/3/2020")


def test_a_moved_window_above_makes_room_for_a_frame_below(area: Area, decide: Callable[..., int]) -> None:
    decide(new(last=date(2020, 7, 31), reason=Reason.EPIDEMIC, levels=BASE))

    decide(new(last=date(2020, 7, 15), levels=BASE), "district", "Huyện A")
    with pytest.raises(Refused):
        decide(new(last=date(2020, 8, 15), levels=BASE), "district", "Huyện A")


def test_a_day_outside_is_an_error_that_names_the_decision_unless_an_own_decision_moves_it(
    area: Area, decide: Callable[..., int]
) -> None:
    decide(new(date(2020, 4, 1), date(2020, 5, 31), levels=BASE))
    at = {"actor": area.actor("district"), "organisation": area.id("Trạm"), "term": TERM}

    with pytest.raises(Refused) as refused:
        actions.set_plan(**at, plan=Plan(planned_on=date(2020, 6, 10)))
    assert "12-KH/TU, 1/3/2020" in refused.value.findings[0].message.render()
    own = Plan(planned_on=date(2020, 6, 10), window_to=date(2020, 6, 20), window_decision="3-QĐ/ĐU, 2/3/2020")
    actions.set_plan(**at, plan=own)
    decide(new(date(2020, 4, 1), date(2020, 5, 20), levels=BASE))
    assert windows(area)["Trạm"] == (None, date(2020, 6, 20), "3-QĐ/ĐU, 2/3/2020")
    actions.set_plan(**at, plan=Plan())
    assert windows(area)["Trạm"][1] == date(2020, 5, 20)
    assert clean()


def test_an_answer_with_a_day_outside_is_refused_with_the_decision(area: Area, decide: Callable[..., int]) -> None:
    decide(new(last=date(2020, 5, 31), levels=CELLS, reason=Reason.OTHER))
    office = {"actor": area.actor("office"), "organisation": area.id("Chi bộ thôn 1"), "term": TERM}

    with pytest.raises(Refused) as refused:
        actions.report(**office, answers=actions.Answers(planned_on=date(2020, 6, 1)))
    assert "12-KH/TU, 1/3/2020" in refused.value.findings[0].message.render()
    with pytest.raises(Refused):
        line = actions.Line(area.id("Chi bộ thôn 1"), plan=Plan(planned_on=date(2020, 6, 1)))
        actions.enter_list(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, lines=[line])
    actions.report(**office, answers=actions.Answers(planned_on=date(2020, 5, 31)))


def test_saving_a_plan_leaves_the_window_from_above_as_it_is(area: Area, decide: Callable[..., int]) -> None:
    pk = decide(new(date(2020, 4, 1), date(2020, 5, 31), levels=BASE))
    at = {"actor": area.actor("district"), "organisation": area.id("Trạm"), "term": TERM}

    first, last, told = windows(area)["Trạm"]
    for plan in (Plan(ordinal=9), Plan(ordinal=9, window_from=first, window_to=last, window_decision=told)):
        actions.set_plan(**at, plan=plan)
        assert Congress.objects.get(organisation=area.id("Trạm")).window_by_id == pk
    line = actions.Line(area.id("Trạm"), plan=Plan(planned_on=date(2020, 5, 4)))
    actions.enter_list(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, lines=[line])
    assert windows(area)["Trạm"][2] == told
    assert clean()


def test_what_is_held_stays_and_is_given_its_window_when_the_mark_is_taken_back(
    area: Area, decide: Callable[..., int]
) -> None:
    at = {"actor": area.actor("board"), "organisation": area.id("Trạm"), "term": TERM}
    actions.mark(**at, milestone="held", done_on=TODAY)
    decide(new(date(2020, 4, 1), date(2020, 5, 31), levels=BASE))

    assert "Trạm" not in windows(area)
    actions.unmark(**at, milestone="held", reason="nhầm")
    assert windows(area)["Trạm"][1] == date(2020, 5, 31)
    assert clean()


def test_pilots_have_their_own_and_change_when_they_are_chosen_or_dropped(
    area: Area, decide: Callable[..., int]
) -> None:
    at = {"actor": area.actor("board"), "organisation": area.id("Trạm"), "term": TERM}
    decide(new(date(2020, 3, 5), date(2020, 3, 31), pilots=True, reason=Reason.OTHER))

    assert windows(area) == {}
    actions.choose_pilot(**at)
    assert windows(area)["Trạm"][1] == date(2020, 3, 31)
    actions.drop_pilot(**at)
    assert windows(area) == {}
    assert clean()


def test_units_and_places_narrow_a_decision(area: Area, decide: Callable[..., int]) -> None:
    decide(new(last=date(2020, 5, 10), units=frozenset({Unit.COMMUNE}), reason=Reason.OTHER))
    assert set(windows(area)) == {"Xã Một", "Xã Hai"}
    decide(new(last=date(2020, 5, 9), places=(area.id("Xã Hai"),), reason=Reason.MERGER))
    assert {name: window[1].day for name, window in windows(area).items() if window[1]} == {
        "Xã Một": 10,
        "Xã Hai": 9,
        "Chi bộ thôn 3": 9,
    }


def test_congresses_opened_later_get_the_windows_that_hold(area: Area, decide: Callable[..., int]) -> None:
    decide(new(last=date(2020, 5, 10), levels=CELLS, reason=Reason.OTHER))
    cell = factories.organisation("Chi bộ mới", Kind.CELL, under=area.of["Xã Một"])

    actions.open_congresses(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, pack_id=PACK)

    assert Congress.objects.get(organisation=cell).window_to == date(2020, 5, 10)
    assert clean()


def test_what_moves_gets_the_windows_of_its_new_place_and_back_when_it_is_undone(
    area: Area, decide: Callable[..., int]
) -> None:
    decide(new(last=date(2020, 5, 10), reason=Reason.OTHER), "district", "Huyện A")
    decide(new(last=date(2020, 5, 20), reason=Reason.OTHER), "other", "Huyện B")
    board = area.actor("board")

    move(
        actor=board,
        organisation=area.id("Xã Một"),
        parent=area.id("Huyện B"),
        on=date(2020, 3, 1),
        decision=Decision("9-QĐ"),
    )
    assert {windows(area)[name][1] for name in ("Xã Một", "Chi bộ thôn 1")} == {date(2020, 5, 20)}
    assert clean()
    undo(actor=board, organisation=area.id("Xã Một"), change=Change.objects.get().pk)
    assert {windows(area)[name][1] for name in ("Xã Một", "Chi bộ thôn 1")} == {date(2020, 5, 10)}
    assert clean()


def test_cells_that_come_with_a_merger_get_the_windows_of_the_successor(area: Area, decide: Callable[..., int]) -> None:
    decide(new(last=date(2020, 5, 20), reason=Reason.MERGER), "other", "Huyện B")

    merge(
        actor=area.actor("board"),
        organisation=area.id("Tỉnh"),
        predecessors=[area.id("Xã Một")],
        into=area.id("Xã Hai"),
        on=date(2020, 3, 1),
        decision=Decision("9-QĐ"),
    )

    assert windows(area)["Chi bộ thôn 1"][1] == date(2020, 5, 20)
    assert clean()


def test_on_time_figures_follow_at_once(area: Area, decide: Callable[..., int], settings: object) -> None:
    at = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM}

    def overdue() -> int | None:
        place = indicators.place(**at, as_of=date(2020, 5, 5), today=TODAY)
        return indicators.figures(place, ["congresses.overdue"])["congresses.overdue"].value  # type: ignore[return-value]

    assert overdue() == 0
    decide(new(date(2020, 4, 1), date(2020, 5, 4), levels=BASE))
    assert overdue() == 3


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("board", True),
        ("district", True),
        ("office", False),
        ("neighbour", False),
        ("other", False),
        ("reader", False),
        ("keeper", False),
        ("stranger", False),
    ],
)
def test_only_who_guides_the_deciding_organisation_decides_and_withdraws(
    area: Area, decide: Callable[..., int], who: str, may: bool
) -> None:
    there = decide(new(last=date(2020, 5, 10), levels=BASE), "board", "Huyện A")

    def both() -> None:
        decide(new(last=date(2020, 5, 11), levels=BASE), who, "Huyện A")
        actions.withdraw_window(actor=area.actor(who), organisation=area.id("Huyện A"), window=there, note="thay")

    if may:
        both()
    else:
        with pytest.raises(NotHere):
            both()
        with pytest.raises(NotHere):
            actions.withdraw_window(actor=area.actor(who), organisation=area.id("Huyện A"), window=there, note="thay")


def test_a_decision_is_entered_once_and_withdrawn_once_with_a_reason(area: Area, decide: Callable[..., int]) -> None:
    pk = decide(new(last=date(2020, 5, 10), levels=BASE))
    at = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "window": pk}

    decide(new(last=date(2020, 5, 10), levels=BASE, places=(area.id("Huyện A"),)))
    with pytest.raises(Refused) as again:
        decide(new(last=date(2020, 5, 10), levels=BASE))
    with pytest.raises(Refused):
        decide(new(last=date(2020, 5, 10), levels=BASE, places=(area.id("Huyện A"),)))
    with pytest.raises(Refused) as silent:
        actions.withdraw_window(**at, note=" ")
    actions.withdraw_window(**at, note="thay")
    with pytest.raises(Refused) as twice:
        actions.withdraw_window(**at, note="thay")
    with pytest.raises(NotHere):
        actions.withdraw_window(**(at | {"organisation": area.id("Huyện A")}), note="x")
    codes = [each.value.findings[0].code for each in (again, silent, twice)]
    assert codes == ["window_there", "no_reason", "window_withdrawn"]


def test_a_preview_tells_what_would_change_and_which_days_fall_outside(area: Area, decide: Callable[..., int]) -> None:
    at = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM}
    actions.set_plan(actor=at["actor"], organisation=area.id("Trạm"), term=TERM, plan=Plan(planned_on=date(2020, 6, 9)))
    own = Plan(window_to=date(2020, 6, 20), window_decision="3-QĐ/ĐU, 2/3/2020")
    actions.set_plan(actor=at["actor"], organisation=area.id("Xã Hai"), term=TERM, plan=own)
    decide(new(last=date(2020, 6, 10), levels=BASE, places=(area.id("Xã Một"),)), "district", "Huyện A")

    found = queries.window_preview(**at, new=new(last=date(2020, 5, 31), levels=BASE))

    assert (found.changed, found.replaced, found.nearer, found.own, found.outside) == (1, 0, 1, 1, 1)
    assert found.first_outside == ((area.id("Trạm"), "Trạm", date(2020, 6, 9)),)
    assert WindowDecision.objects.count() == 1
    decide(new(last=date(2020, 6, 1), levels=BASE))
    found = queries.window_preview(**at, new=new(last=date(2020, 5, 31), levels=BASE))
    assert (found.changed, found.replaced) == (1, 1)  # decided on the same day: the one entered later wins


def test_decisions_are_seen_by_those_for_whom_they_hold_and_not_beside(area: Area, decide: Callable[..., int]) -> None:
    everywhere = decide(new(last=date(2020, 6, 10), levels=BASE))
    only_b = decide(new(last=date(2020, 6, 9), levels=BASE, places=(area.id("Huyện B"),)))
    both = decide(new(last=date(2020, 6, 8), places=(area.id("Xã Hai"), area.id("Xã Một")), reason=Reason.OTHER))

    def seen(who: str, at: str) -> set[int]:
        return {each.id for each in queries.windows(actor=area.actor(who), organisation=area.id(at), term=TERM)}

    assert seen("board", "Tỉnh") == {everywhere, only_b, both}
    assert seen("district", "Huyện A") == {everywhere, both}
    assert seen("office", "Chi bộ thôn 1") == {both}
    with pytest.raises(NotHere):
        seen("other", "Huyện A")
    with pytest.raises(NotHere):
        queries.window(actor=area.actor("district"), pk=only_b)
    view = queries.window(actor=area.actor("district"), pk=both)
    assert (view.places, view.hidden, view.may_edit) == (((area.id("Xã Một"), "Xã Một"),), 1, False)
    total, outside, rows = queries.window_congresses(actor=area.actor("office"), pk=both)
    assert (total, outside, [row.name for row in rows]) == (1, 0, ["Chi bộ thôn 1"])
