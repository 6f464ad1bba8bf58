"""Plans, marks, answers, pilots and overlays: who may, what is refused, and that stored figures stay true."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daihoi.actions import plan as actions
from daihoi.actions.plan import Plan
from daihoi.actions.plan.marks import Answers
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.plan import KEYS, Form
from daihoi.core.rules import PackError
from daihoi.data.models import Congress, MemberCount, OverlayFile, PilotQuota
from daihoi.queries import plan as queries
from daihoi.queries.rules import sample_overlay_files
from tests.area import PACK, TERM, TODAY, Area, area

__all__ = ["area"]


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def congress(area: Area, name: str) -> Congress:
    return Congress.objects.get(organisation=area.id(name), term=TERM)


def test_opening_twice_opens_nothing_more(area: Area) -> None:
    done = actions.open_congresses(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, pack_id=PACK)

    assert (done.opened, done.there) == (0, 9)


def test_an_unknown_pack_is_refused(area: Area) -> None:
    with pytest.raises(Refused) as refused:
        actions.open_congresses(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, pack_id="x")

    assert code_of(refused) == "unknown_pack"


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Plan(planned_on=date(2020, 9, 1)), "congress_after_window"),
        (Plan(planned_half_days=2), "length_without_day"),
        (Plan(contents=5), "contents_unknown"),
        (Plan(window_to=date(2020, 9, 1)), "window_without_decision"),
        (Plan(window_from=date(2020, 9, 2), window_to=date(2020, 9, 1), window_decision="1"), "window_backwards"),
        (Plan(delegates=20_000), "number_unlikely"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_written(area: Area, plan: Plan, code: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.set_plan(actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM, plan=plan)

    assert code_of(refused) == code
    assert congress(area, "Trạm").planned_on is None


def test_a_window_moved_by_a_decision_lets_the_day_through(area: Area) -> None:
    late = date(2020, 9, 1)
    plan = Plan(planned_on=late, window_to=date(2020, 9, 30), window_decision="45-QĐ/TU, 1/3/2020")

    actions.set_plan(actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM, plan=plan)

    assert congress(area, "Trạm").planned_on == late


def test_a_congress_held_too_late_still_lets_the_rest_of_its_plan_be_set(area: Area, settings: object) -> None:
    settings.TODAY = date(2020, 12, 1)  # type: ignore[attr-defined]
    board, pk = area.actor("board"), area.id("Trạm")
    actions.report(actor=board, organisation=pk, term=TERM, answers=Answers(held_on=date(2020, 10, 1), half_days=1))

    actions.set_plan(actor=board, organisation=pk, term=TERM, plan=Plan(ordinal=12, form=Form.MEMBER, contents=4))
    actions.report(actor=board, organisation=pk, term=TERM, answers=Answers(planned_on=date(2020, 6, 1)))

    assert (congress(area, "Trạm").ordinal, congress(area, "Trạm").planned_on) == (12, date(2020, 6, 1))


@pytest.mark.parametrize(
    ("who", "milestone", "may"),
    [
        ("office", "plan_issued", True),
        ("office", "scheme_approved", False),
        ("office", "ratified", False),
        ("district", "plan_issued", True),
        ("district", "scheme_approved", True),
        ("neighbour", "plan_issued", False),
        ("other", "scheme_approved", False),
        ("reader", "plan_issued", False),
        ("keeper", "plan_issued", False),
        ("stranger", "plan_issued", False),
    ],
)
def test_own_steps_are_marked_by_the_organisation_and_the_others_above_it(
    area: Area, who: str, milestone: str, may: bool
) -> None:
    def mark() -> None:
        actions.mark(
            actor=area.actor(who),
            organisation=area.id("Chi bộ thôn 1"),
            term=TERM,
            milestone=milestone,
            done_on=TODAY - timedelta(days=3),
        )

    if milestone == "ratified" or not may:
        with pytest.raises(NotHere):
            mark()
    else:
        mark()
        assert congress(area, "Chi bộ thôn 1").marks.get().milestone == milestone


def test_marks_keep_the_order_of_time(area: Area) -> None:
    office, pk = area.actor("office"), area.id("Chi bộ thôn 1")

    def mark(milestone: str, day: date) -> None:
        actions.mark(actor=office, organisation=pk, term=TERM, milestone=milestone, done_on=day)

    for milestone, day, code in (
        ("held", TODAY + timedelta(days=1), "in_the_future"),
        ("results_reported", TODAY, "not_held_yet"),
        ("nothing", TODAY, "unknown_milestone"),
    ):
        with pytest.raises(Refused) as refused:
            mark(milestone, day)
        assert code_of(refused) == code
    mark("held", date(2020, 2, 20))
    with pytest.raises(Refused) as refused:
        mark("results_reported", date(2020, 2, 19))
    assert code_of(refused) == "before_held"
    mark("results_reported", date(2020, 2, 25))
    with pytest.raises(Refused) as refused:
        mark("held", date(2020, 2, 26))
    assert code_of(refused) == "held_after_report"
    for milestone, reason, code in (
        ("held", "nhầm", "later_marks"),
        ("held", " ", "no_reason"),
        ("archived", "x", "not_marked"),
    ):
        with pytest.raises(Refused) as refused:
            actions.unmark(actor=office, organisation=pk, term=TERM, milestone=milestone, reason=reason)
        assert code_of(refused) == code


def test_answers_are_saved_all_or_none(area: Area) -> None:
    answers = Answers(official=50, probationary=2, planned_on=date(2020, 4, 1), held_on=TODAY + timedelta(days=9))

    with pytest.raises(Refused):
        actions.report(actor=area.actor("office"), organisation=area.id("Chi bộ thôn 1"), term=TERM, answers=answers)

    assert congress(area, "Chi bộ thôn 1").planned_on is None
    assert not MemberCount.objects.filter(official=50).exists()


def test_pilots_are_allocated_to_those_directly_below_and_chosen_among_the_grass_roots(area: Area) -> None:
    board, top = area.actor("board"), area.id("Tỉnh")

    total = actions.allocate_pilots(
        actor=board, organisation=top, term=TERM, numbers={(area.id("Huyện A"), ""): 2, (area.id("Huyện B"), ""): 1}
    )
    assert total == 3
    assert actions.allocate_pilots(actor=board, organisation=top, term=TERM, numbers={(area.id("Huyện A"), ""): 0}) == 1
    assert PilotQuota.objects.count() == 1
    for numbers, code in (
        ({(area.id("Trạm"), ""): 1}, "not_below"),
        ({(area.id("Huyện A"), "cell"): 1}, "pilot_kind"),
        ({(area.id("Huyện A"), ""): 5000}, "number_unlikely"),
    ):
        with pytest.raises(Refused) as refused:
            actions.allocate_pilots(actor=board, organisation=top, term=TERM, numbers=numbers)
        assert code_of(refused) == code
    for name, code in (("Chi bộ thôn 1", "pilot_kind"), ("Trạm", "")):
        if code:
            with pytest.raises(Refused) as refused:
                actions.choose_pilot(actor=board, organisation=area.id(name), term=TERM)
            assert code_of(refused) == code
        else:
            actions.choose_pilot(actor=board, organisation=area.id(name), term=TERM)
    with pytest.raises(Refused) as refused:
        actions.choose_pilot(actor=board, organisation=area.id("Trạm"), term=TERM)
    assert code_of(refused) == "already_pilot"


def test_a_pilot_that_was_held_stays_one(area: Area) -> None:
    board, pk = area.actor("board"), area.id("Trạm")
    actions.choose_pilot(actor=board, organisation=pk, term=TERM)
    actions.mark(actor=board, organisation=pk, term=TERM, milestone="held", done_on=date(2020, 2, 20))

    with pytest.raises(Refused) as refused:
        actions.drop_pilot(actor=board, organisation=pk, term=TERM)

    assert code_of(refused) == "pilot_held"


def test_an_overlay_is_checked_against_its_pack_and_kept_once(area: Area) -> None:
    text = next(file.text for file in sample_overlay_files() if "dien-bien" in file.where)
    load = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "file_name": "dien-bien.toml"}

    actions.load_overlay(**load, text=text)
    with pytest.raises(Refused) as refused:
        actions.load_overlay(**load, text=text)
    assert code_of(refused) == "overlay_there"
    with pytest.raises(PackError):
        actions.load_overlay(**load, text=text.replace("certainty", "sureness", 1))
    with pytest.raises(Refused) as refused:
        actions.load_overlay(**load, text=text.replace("2020-2025/2019-05-30", "2020-2025/2019-05-31"))
    assert code_of(refused) == "unknown_pack"
    assert OverlayFile.objects.count() == 1


STEP = st.one_of(
    st.tuples(st.just("mark"), st.sampled_from(KEYS), st.integers(0, 60)),
    st.tuples(st.just("unmark"), st.sampled_from(KEYS), st.just(0)),
    st.tuples(st.just("plan"), st.sampled_from([None, 2, 3, 4]), st.integers(0, 150)),
    st.tuples(st.just("report"), st.sampled_from([None, 1, 2]), st.integers(0, 60)),
    st.tuples(st.just("pilot"), st.booleans(), st.just(0)),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["Trạm", "Xã Một", "Chi bộ thôn 1"]), STEP), max_size=8))
def test_stored_figures_are_the_recomputed_ones_after_any_sequence(area: Area, steps: list[tuple[str, tuple]]) -> None:
    board = area.actor("board")
    for name, (kind, what, days) in steps:
        at = {"actor": board, "organisation": area.id(name), "term": TERM}
        day = TODAY - timedelta(days=days)
        try:
            match kind:
                case "mark":
                    actions.mark(**at, milestone=what, done_on=day)
                case "unmark":
                    actions.unmark(**at, milestone=what, reason="nhầm")
                case "plan":
                    actions.set_plan(**at, plan=Plan(contents=what, planned_on=TODAY + timedelta(days=days)))
                case "report":
                    actions.report(**at, answers=Answers(half_days=what, held_on=day))
                case "pilot":
                    (actions.choose_pilot if what else actions.drop_pilot)(**at)
        except Refused:
            continue

    assert queries.figure_faults() == []
