"""The process: steps in their order, what came out of them, who drops out and how, and what is refused."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from daihoi.actions import personnel as actions
from daihoi.actions.plan import Plan, open_congresses, set_plan
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.kinds import Group, Leaving, Organ, Post, Standing
from daihoi.core.personnel.places import ListPlace
from daihoi.core.personnel.process import Base
from daihoi.data.models import Event, Person, ProcessLeave, ProcessStep, StepVote, Variant
from daihoi.queries.personnel import ProcessView, process, scheme
from daihoi.queries.personnel.place import personnel_place
from daihoi.queries.personnel.process import steps_waiting
from daihoi.queries.personnel.standing import still_standing
from daihoi.queries.personnel.versions import draft
from tests import factories
from tests.area import TERM, TODAY, Area, area
from tests.figures_follow import figures_follow, figures_followed
from tests.process_made import AT, DAY, SECRET_NAMES, Run, listed, person, staffed, submitted

__all__ = ["area", "figures_follow", "figures_followed"]  # fixtures
FIRST, SECOND, THIRD, NEW_1, NEW_2 = SECRET_NAMES


@pytest.fixture
def run(area: Area) -> Run:
    """A list in Huyện A, no step opened yet."""
    listed(staffed(area))
    return Run(area)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [one.code for one in refused.value.findings]


def of(name: str) -> int:
    return Person.objects.get(name=name).pk


def test_those_who_stand_again_go_through_all_five_steps_before_the_new_ones(run: Run) -> None:
    order = []
    while (due := run.view.due) is not None:
        order.append((due.group, due.key))
        run.go()

    five = ["standing_1", "key_cadres", "committee_1", "standing_2", "committee_2"]
    assert order == [(group, key) for group in (Group.RESTANDING, Group.NEW) for key in five]
    assert run.view.done
    assert [one.name for one in run.view.through] == [NEW_1, FIRST, THIRD, SECOND, NEW_2]
    assert {one.name: one.offices for one in run.view.through}[FIRST] == ("committee", "standing", "secretary")


def test_posts_outside_the_party_are_not_voted_on(run: Run) -> None:
    step = run.open()

    offices = set(StepVote.objects.filter(step=step, person__name=FIRST).values_list("office", flat=True))
    assert offices == {Organ.COMMITTEE.value, Organ.STANDING.value, Post.SECRETARY.value}


def test_a_step_cannot_be_entered_before_the_one_before_it_is_closed(run: Run) -> None:
    with pytest.raises(Refused) as refused:
        actions.open_step(**run.here, term=TERM, group=Group.RESTANDING, key="key_cadres")
    assert codes(refused) == ["step_not_due"]

    run.open()
    with pytest.raises(Refused) as refused:
        actions.open_step(**run.here, term=TERM, group=Group.RESTANDING, key="key_cadres")
    assert codes(refused) == ["step_open"]


def test_a_step_of_no_such_name_and_one_that_is_closed_are_refused(run: Run) -> None:
    run.go()
    for key in ("nothing", "standing_1"):
        with pytest.raises(Refused) as refused:
            actions.open_step(**run.here, term=TERM, group=Group.RESTANDING, key=key)
        assert codes(refused) == ["step_not_due"]


def test_whoever_has_not_more_than_half_of_those_summoned_is_in_no_later_step(run: Run) -> None:
    step = run.go({SECOND: 5})

    entered = run.view.line(step).entered
    assert entered is not None and (entered.outcome.needed, entered.outcome.base_number) == (6, 10)
    assert [one.name for one in entered.failed] == [SECOND]
    later = run.open()
    assert sorted({row.person.name for row in StepVote.objects.filter(step=later)}) == sorted([FIRST, THIRD])


def test_failing_for_one_office_leaves_the_others(run: Run) -> None:
    step = run.open()
    run.keep(step)
    actions.keep_step(
        **run.here,
        step=step,
        seen=run.seen(step),
        facts=actions.StepFacts(held_on=DAY, summoned=10, came=10),
        votes={(of(FIRST), "standing"): 4},
    )
    run.close(step)

    later = run.open()
    assert set(StepVote.objects.filter(step=later, person=of(FIRST)).values_list("office", flat=True)) == {
        "committee",
        "secretary",
    }


def test_whoever_fails_for_the_committee_is_not_voted_on_for_what_is_chosen_from_it(run: Run) -> None:
    step = run.open()
    run.keep(step)
    facts = actions.StepFacts(held_on=DAY, summoned=10, came=10)
    actions.keep_step(**run.here, step=step, seen=run.seen(step), facts=facts, votes={(of(FIRST), "committee"): 4})
    run.close(step)

    assert not StepVote.objects.filter(step=run.open(), person=of(FIRST)).exists()
    assert [one.name for one in run.view.line(step).entered.failed] == [FIRST]  # type: ignore[union-attr]


def test_what_came_out_is_fixed_for_each_person(run: Run) -> None:
    step = run.go({THIRD: 0})

    fixed = dict(StepVote.objects.filter(step=step, office="committee").values_list("person__name", "passed"))
    assert fixed == {FIRST: True, SECOND: True, THIRD: False}
    row = ProcessStep.objects.get(pk=step)
    assert row.closed_at is not None and row.closed_by_name == run.area.users["officer"].full_name


def test_the_conference_asks_from_whom_the_share_is_counted_and_notes_who_decided(run: Run) -> None:
    run.go()
    step = run.open()
    run.keep(step, came=8, issued=8, collected=8, valid=8, votes=5)
    with pytest.raises(Refused) as refused:
        run.close(step)
    assert codes(refused) == ["base_open"]

    with pytest.raises(Refused) as refused:
        actions.decide_base(**run.here, step=step, seen=run.seen(step), base=Base.PRESENT, by=" ")
    assert codes(refused) == ["base_without_who"]
    actions.decide_base(**run.here, step=step, seen=run.seen(step), base=Base.PRESENT, by="Ban Thường vụ, KL 7")
    run.close(step)

    entered = run.view.line(step).entered
    assert entered is not None and entered.outcome.needed == 5  # more than half of the eight who came
    assert entered.failed == ()
    assert entered.meeting.decided is not None and entered.meeting.decided.by == "Ban Thường vụ, KL 7"


def test_nothing_is_decided_where_the_rule_itself_gives_the_base(run: Run) -> None:
    step = run.open()
    run.keep(step)
    with pytest.raises(Refused) as refused:
        actions.decide_base(**run.here, step=step, seen=run.seen(step), base=Base.PRESENT, by="Ban Thường vụ")
    assert codes(refused) == ["base_given"]


def test_a_conference_of_fewer_than_two_thirds_cannot_be_closed(run: Run) -> None:
    run.go()
    step = run.open()
    run.keep(step, came=6, issued=6, collected=6, valid=6, votes=6, base=Base.PRESENT)
    with pytest.raises(Refused) as refused:
        run.close(step)
    assert codes(refused) == ["no_quorum"]
    assert refused.value.findings[0].rule == "P-060"


def test_figures_that_cannot_be_are_refused_by_row_and_nothing_is_kept(run: Run) -> None:
    run.go()
    step = run.open()
    keys = [(vote.person_id, vote.office) for vote in StepVote.objects.filter(step=step)]
    facts = actions.StepFacts(held_on=DAY, summoned=10, came=9, issued=9, collected=8, valid=8)
    with pytest.raises(Refused) as refused:
        actions.keep_step(**run.here, step=step, seen=1, facts=facts, votes=dict.fromkeys(keys, 9))

    assert {one.code for one in refused.value.findings} == {"votes_over"}
    assert [one.place.row for one in refused.value.findings] == list(range(1, len(keys) + 1))
    row = ProcessStep.objects.get(pk=step)
    assert (row.summoned, row.version) == (None, 1)
    assert set(StepVote.objects.filter(step=step).values_list("votes", flat=True)) == {None}


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ({"came": 11}, "more_came"),
        ({"came": 9, "issued": 10}, "figures_rise"),
        ({"issued": 9, "collected": 10}, "figures_rise"),
        ({"summoned": -1}, "figure_range"),
        ({"summoned": 10**9}, "figure_range"),
    ],
)
def test_wrong_figures_of_a_meeting_are_refused(run: Run, figures: dict[str, int], code: str) -> None:
    run.go()
    step = run.open()
    with pytest.raises(Refused) as refused:
        run.keep(step, **figures)
    assert codes(refused) == [code]


def test_a_step_is_closed_with_everything_entered_and_a_day_that_can_be(run: Run) -> None:
    step = run.open()
    with pytest.raises(Refused) as refused:
        run.close(step)
    assert {"summoned_missing", "came_missing", "votes_missing"} == set(codes(refused))

    run.keep(step, held_on=None)
    with pytest.raises(Refused) as refused:
        run.close(step)
    assert codes(refused) == ["day_missing"]
    run.keep(step, held_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        run.close(step)
    assert codes(refused) == ["day_ahead"]
    run.keep(step)
    run.close(step)
    later = run.open()
    run.keep(later, held_on=DAY - timedelta(days=1), base=Base.SUMMONED)
    with pytest.raises(Refused) as refused:
        run.close(later)
    assert codes(refused) == ["day_order"]


def test_two_people_entering_at_once_lose_nothing(run: Run) -> None:
    step = run.open()
    seen = run.seen(step)
    run.keep(step)
    facts = actions.StepFacts(held_on=DAY, summoned=3)
    for act in (
        lambda: actions.keep_step(**run.here, step=step, seen=seen, facts=facts),
        lambda: actions.close_step(**run.here, step=step, seen=seen),
        lambda: actions.decide_base(**run.here, step=step, seen=seen, base=Base.PRESENT, by="Ai"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["changed_meanwhile"]
    assert ProcessStep.objects.get(pk=step).summoned == 10


def test_a_closed_step_is_changed_by_opening_it_again_alone(run: Run) -> None:
    step = run.go()
    with pytest.raises(Refused) as refused:
        run.keep(step)
    assert codes(refused) == ["step_closed"]

    actions.reopen_step(**run.here, step=step, reason="Nhập nhầm số phiếu")
    row = ProcessStep.objects.get(pk=step)
    assert row.closed_at is None
    assert row.reopened == f"02/03/2020 · {run.area.users['officer'].full_name} · Nhập nhầm số phiếu"
    assert set(row.votes.values_list("passed", flat=True)) == {None}
    run.close(step)
    assert run.view.due is not None and run.view.due.key == "key_cadres"


def test_only_the_last_closed_step_opens_again_and_a_later_one_with_figures_stays(run: Run) -> None:
    first, second = run.go(), run.go()
    with pytest.raises(Refused) as refused:
        actions.reopen_step(**run.here, step=first, reason="Vì sao")
    assert codes(refused) == ["not_last"]
    with pytest.raises(Refused) as refused:
        actions.reopen_step(**run.here, step=second, reason=" ")
    assert codes(refused) == ["reopen_without_reason"]

    third = run.open()
    run.keep(third)
    with pytest.raises(Refused) as refused:
        actions.reopen_step(**run.here, step=second, reason="Vì sao")
    assert codes(refused) == ["later_step_entered"]


def test_a_later_step_without_figures_goes_when_the_one_before_it_opens_again(run: Run) -> None:
    first = run.go()
    second = run.open()
    actions.reopen_step(**run.here, step=first, reason="Nhập thiếu")

    assert not ProcessStep.objects.filter(pk=second).exists()
    run.close(first)
    assert run.view.due is not None and run.view.due.key == "key_cadres"


@pytest.mark.parametrize("state", ["submitted", "forwarded"])
@pytest.mark.parametrize("answer", ["returned", "approved"])
def test_no_step_opens_again_while_a_version_waits_for_the_answer(run: Run, state: str, answer: str) -> None:
    step = run.go()
    version = submitted(run.area, Variant.objects.get().scheme, state)
    with pytest.raises(Refused) as refused:
        actions.reopen_step(**run.here, step=step, reason="Vì sao")
    assert codes(refused) == ["scheme_on_its_way"]

    version.state = answer
    version.save()
    actions.reopen_step(**run.here, step=step, reason="Đề án đã có trả lời")


def test_the_whole_process_waits_while_a_version_is_on_its_way(run: Run) -> None:
    actions.leave(**run.here, term=TERM, person=of(THIRD), how=Leaving.WITHDREW, on_date=TODAY)
    step = run.open()
    run.keep(step)
    scheme_row = Variant.objects.get().scheme
    submitted(run.area, scheme_row)
    facts = actions.StepFacts(held_on=DAY, summoned=3)
    for act in (
        lambda: actions.keep_step(**run.here, step=step, seen=run.seen(step), facts=facts),
        lambda: actions.decide_base(**run.here, step=step, seen=run.seen(step), base=Base.PRESENT, by="BTV"),
        lambda: run.close(step),
        lambda: actions.leave(**run.here, term=TERM, person=of(SECOND), how=Leaving.WITHDREW, on_date=TODAY),
        lambda: actions.undo_leave(**run.here, term=TERM, person=of(THIRD)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["scheme_on_its_way"]
    assert run.view.fixed == 1
    assert ProcessStep.objects.get(pk=step).summoned == 10


def put_on(
    run: Run, person: int, standing: Standing = Standing.RESTANDING, *posts: Post, out: int | None = None
) -> None:
    """Somebody on the chosen list for the committee, and for the standing committee with a post."""
    variant = Variant.objects.get()
    organs = {Organ.COMMITTEE, Organ.STANDING} if posts else {Organ.COMMITTEE}
    actions.change_list(
        **run.here,
        term=TERM,
        variant=variant.pk,
        version=variant.version,
        into=[ListPlace(person, frozenset(organs), standing, frozenset(posts))],
    )


def finish(run: Run) -> None:
    while run.view.due is not None:
        run.go()


def test_whoever_comes_on_the_list_while_the_first_step_is_open_is_voted_on_in_it(run: Run) -> None:
    step = run.open()
    late = person(run.area, "Trần Văn Muộn")
    put_on(run, late.pk)

    assert run.view.findings == ()
    assert late.pk in {one.id for one in run.view.line(step).entered.people}  # type: ignore[union-attr]
    with pytest.raises(Refused) as refused:
        run.close(step)
    assert "votes_missing" in codes(refused)
    run.keep(step)
    run.keep(step)
    run.close(step)
    assert StepVote.objects.get(step=run.open(), person=late).office == "committee"


def test_whoever_comes_on_the_list_later_is_in_the_first_step_when_it_opens_again(run: Run) -> None:
    step = run.go()
    late = person(run.area, "Trần Văn Muộn")
    put_on(run, late.pk)
    actions.reopen_step(**run.here, step=step, reason="Thêm người")

    assert StepVote.objects.get(step=step, person=late).votes is None


def test_somebody_back_from_a_withdrawal_is_in_the_first_step_again(run: Run) -> None:
    step = run.open()
    given = {**run.here, "term": TERM, "person": of(SECOND)}
    actions.leave(**given, how=Leaving.WITHDREW, on_date=TODAY)
    assert not StepVote.objects.filter(step=step, person=of(SECOND)).exists()
    actions.undo_leave(**given)
    assert StepVote.objects.filter(step=step, person=of(SECOND)).exists()


def test_people_added_after_the_approval_go_through_the_steps_in_a_run_of_their_own(run: Run) -> None:
    finish(run)
    through = [one.name for one in run.view.through]
    before = list(StepVote.objects.order_by("pk").values_list("pk", "votes", "passed"))
    submitted(run.area, Variant.objects.get().scheme, "approved")
    late = person(run.area, "Trần Văn Muộn")
    put_on(run, late.pk, Standing.FIRST_TIME)

    view = run.view
    assert not view.done
    assert view.due is not None and (view.due.group, view.due.key, view.due.run) == (Group.NEW, "standing_1", 2)
    step = run.go()
    row = ProcessStep.objects.get(pk=step)
    assert (row.run, row.position) == (2, 11)
    assert {vote.person_id for vote in row.votes.all()} == {late.pk}
    finish(run)

    view = run.view
    assert view.done and view.findings == ()
    assert [line.step.run for line in view.lines] == [1] * 10 + [2] * 5
    assert sorted(one.name for one in view.through) == sorted([*through, "Trần Văn Muộn"])
    was = StepVote.objects.filter(pk__in=[pk for pk, *_ in before]).order_by("pk")
    assert list(was.values_list("pk", "votes", "passed")) == before


def test_a_post_given_after_the_process_is_voted_on_in_a_run_of_its_own(run: Run) -> None:
    finish(run)
    put_on(run, of(SECOND), Standing.RESTANDING, Post.SECRETARY)

    assert [(one.code, one.message.params["name"]) for one in run.view.findings] == [
        ("office_not_in_process", SECOND)
    ] * 2
    step = run.open()
    assert set(StepVote.objects.filter(step=step).values_list("person", "office")) == {
        (of(SECOND), "standing"),
        (of(SECOND), "secretary"),
    }
    run.keep(step, 2)
    run.close(step)
    assert run.view.done and run.view.findings == ()
    assert {one.name: one.offices for one in run.view.through}[SECOND] == ("committee",)


def test_late_comers_of_those_who_stand_again_go_before_the_new_ones(run: Run) -> None:
    run.go()
    put_on(run, person(run.area, "Trần Văn Muộn").pk)
    order = []
    while (due := run.view.due) is not None:
        order.append((due.group, due.run, due.key))
        run.go()

    five = ["standing_1", "key_cadres", "committee_1", "standing_2", "committee_2"]
    assert order == [
        *((Group.RESTANDING, 1, key) for key in five[1:]),
        *((Group.RESTANDING, 2, key) for key in five),
        *((Group.NEW, 1, key) for key in five),
    ]


def test_the_step_closed_last_is_the_one_that_was_opened_last(run: Run) -> None:
    run.group(Group.RESTANDING)
    new = run.go()
    put_on(run, person(run.area, "Trần Văn Muộn").pk)
    late = run.go()

    with pytest.raises(Refused) as refused:
        actions.reopen_step(**run.here, step=new, reason="Vì sao")
    assert codes(refused) == ["not_last"]
    actions.reopen_step(**run.here, step=late, reason="Vì sao")


def test_whoever_failed_is_not_voted_on_again_in_a_later_run(run: Run) -> None:
    run.go({SECOND: 0})
    finish(run)
    put_on(run, of(SECOND), Standing.RESTANDING, Post.SECRETARY)

    assert run.view.done and run.view.unvoted == ()


def test_no_step_is_opened_while_a_version_is_on_its_way(run: Run) -> None:
    submitted(run.area, Variant.objects.get().scheme)
    with pytest.raises(Refused) as refused:
        run.open()
    assert codes(refused) == ["scheme_on_its_way"]


def test_somebody_who_withdraws_leaves_the_open_step_and_all_after_it(run: Run) -> None:
    run.go()
    step = run.open()
    actions.leave(**run.here, term=TERM, person=of(SECOND), how=Leaving.WITHDREW, on_date=TODAY, note="Đơn xin rút")

    assert {row.person.name for row in StepVote.objects.filter(step=step)} == {FIRST, THIRD}
    with pytest.raises(Refused) as refused:
        actions.leave(**run.here, term=TERM, person=of(SECOND), how=Leaving.WITHDREW, on_date=TODAY)
    assert codes(refused) == ["left_already"]
    run.keep(step, base=Base.PRESENT)
    run.close(step)
    run.open()
    assert not StepVote.objects.filter(step__key="committee_1", person=of(SECOND)).exists()


def test_a_decision_needs_its_number_and_a_day_that_was(run: Run) -> None:
    given = {"term": TERM, "person": of(SECOND), "how": Leaving.DECISION}
    with pytest.raises(Refused) as refused:
        actions.leave(**run.here, **given, on_date=TODAY)
    assert codes(refused) == ["left_without_number"]
    with pytest.raises(Refused) as refused:
        actions.leave(**run.here, **given, number="12-QĐ/HU", on_date=TODAY + timedelta(days=1))
    assert codes(refused) == ["left_later"]
    actions.leave(**run.here, **given, number="12-QĐ/HU", on_date=TODAY)
    assert ProcessLeave.objects.get().number == "12-QĐ/HU"


def test_somebody_taken_back_is_voted_on_as_far_as_they_had_come(run: Run) -> None:
    run.go({THIRD: 1})
    step = run.open()
    for name in (SECOND, THIRD):
        actions.leave(**run.here, term=TERM, person=of(name), how=Leaving.WITHDREW, on_date=TODAY)
        actions.undo_leave(**run.here, term=TERM, person=of(name))

    assert {row.person.name for row in StepVote.objects.filter(step=step)} == {FIRST, SECOND}
    with pytest.raises(NotHere):
        actions.undo_leave(**run.here, term=TERM, person=of(SECOND))


def test_nobody_of_another_organisation_can_be_named_as_dropping_out(run: Run) -> None:
    stranger = person(run.area, "Trần Văn Bên", "Huyện B")
    with pytest.raises(NotHere):
        actions.leave(**run.here, term=TERM, person=stranger.pk, how=Leaving.WITHDREW, on_date=TODAY)


def test_a_way_of_standing_that_is_not_known_keeps_the_process_from_opening(run: Run) -> None:
    unknown = person(run.area, "Trần Văn Mới")
    variant = Variant.objects.get()
    actions.change_list(
        **run.here,
        term=TERM,
        variant=variant.pk,
        version=variant.version,
        into=[ListPlace(unknown.pk, frozenset({Organ.COMMITTEE}), None)],
    )
    with pytest.raises(Refused) as refused:
        run.open()
    assert codes(refused) == ["standing_unknown"]
    assert refused.value.findings[0].message.params["name"] == "Trần Văn Mới"


def test_somebody_put_on_the_list_after_the_first_step_is_found(run: Run) -> None:
    run.go()
    late = person(run.area, "Trần Văn Muộn")
    variant = Variant.objects.get()
    actions.change_list(
        **run.here,
        term=TERM,
        variant=variant.pk,
        version=variant.version,
        out=[of(SECOND)],
        into=[ListPlace(late.pk, frozenset({Organ.COMMITTEE}), Standing.RESTANDING)],
    )

    found = [(one.code, one.message.params["name"]) for one in run.view.findings]
    assert found == [("not_in_process", "Trần Văn Muộn"), ("not_on_list", SECOND)]


def test_a_group_of_whom_nobody_is_left_is_not_held(run: Run) -> None:
    run.go(dict.fromkeys(SECRET_NAMES[:3], 0))

    assert [line.state for line in run.view.lines[:6]] == ["closed", *["idle"] * 4, "ahead"]
    assert run.view.due is not None and run.view.due.group is Group.NEW


def test_a_cell_goes_by_the_simpler_process_and_people_decide_its_base(area: Area) -> None:
    listed(staffed(area), "Trạm")
    run = Run(area, "Trạm")

    assert [(line.step.group, line.step.key) for line in run.view.lines] == [
        (Group.TOGETHER, "proposal"),
        (Group.TOGETHER, "introduction"),
    ]
    step = run.open()
    run.keep(step, base=Base.SUMMONED)
    run.close(step)
    step = run.open()
    run.keep(step, {NEW_1: 5}, base=Base.SUMMONED)
    run.close(step)
    assert [one.name for one in run.view.through] == [FIRST, THIRD, SECOND, NEW_2]


def test_the_bodies_that_see_somebody_differently_are_told_with_the_rule(run: Run) -> None:
    run.go()
    run.go()
    run.go({THIRD: 2})

    told = run.view.differences[Group.RESTANDING]
    assert [(one.code, one.rule, one.message.params["name"]) for one in told] == [("bodies_differ", "P-061", THIRD)]


def test_an_open_step_waits_since_the_local_day_on_which_it_was_opened(run: Run) -> None:
    run.open()
    ProcessStep.objects.update(opened_at=datetime(2020, 2, 28, 20, 30, tzinfo=UTC))
    (found,) = steps_waiting(actor=run.area.actor("officer"), term=TERM, today=TODAY)
    assert found.since == date(2020, 2, 29)


def test_namesakes_on_whom_the_bodies_differ_are_both_reported(area: Area) -> None:
    staffed(area)
    name = "Nguyễn Văn Hùng"
    listed(area, names={Standing.RESTANDING: [FIRST, name, name]})
    Person.objects.filter(pk=max(Person.objects.filter(name=name).values_list("pk", flat=True))).update(born_year=1975)
    run = Run(area)
    run.go()
    run.go()
    run.go({name: 2})

    found = draft(personnel_place(**run.here, term=TERM, today=TODAY), TODAY)
    assert found is not None
    assert found.content.extra["differ"] == f"{name} (sinh năm 1972); {name} (sinh năm 1975)"


def test_the_list_that_goes_up_is_without_those_who_dropped_out(run: Run) -> None:
    step = run.open()
    run.keep(step, {SECOND: 1})
    actions.keep_step(
        **run.here,
        step=step,
        seen=run.seen(step),
        facts=actions.StepFacts(held_on=DAY, summoned=10, came=10),
        votes={(of(FIRST), "secretary"): 2},
    )
    run.close(step)
    actions.leave(**run.here, term=TERM, person=of(NEW_1), how=Leaving.WITHDREW, on_date=TODAY)

    view = scheme(personnel_place(**run.here, term=TERM, today=TODAY))
    assert view is not None and view.chosen is not None
    left = still_standing(view.chosen.people, run.view)
    assert [one.name for one in left] == [FIRST, THIRD, NEW_2]
    assert left[0].listed.posts == {Post.PEOPLE_CHAIR}
    assert left[0].listed.organs == {Organ.COMMITTEE, Organ.STANDING}


def test_whoever_has_not_the_right_finds_no_step(run: Run) -> None:
    step = run.open()
    for who in ("beside", "board", "district", "office", "reader", "keeper", "stranger"):
        here = {"actor": run.area.actor(who), "organisation": run.area.id(AT)}
        for act in (
            lambda here=here: actions.open_step(**here, term=TERM, group=Group.RESTANDING, key="key_cadres"),
            lambda here=here: actions.keep_step(**here, step=step, seen=1, facts=actions.StepFacts()),
            lambda here=here: actions.decide_base(**here, step=step, seen=1, base=Base.PRESENT, by="Ai"),
            lambda here=here: actions.close_step(**here, step=step, seen=1),
            lambda here=here: actions.reopen_step(**here, step=step, reason="Vì sao"),
            lambda here=here: actions.leave(**here, term=TERM, person=of(FIRST), how=Leaving.WITHDREW, on_date=TODAY),
            lambda here=here: actions.undo_leave(**here, term=TERM, person=of(FIRST)),
        ):
            with pytest.raises(NotHere):
                act()


def test_an_approver_may_read_but_not_enter(run: Run) -> None:
    step = run.open()
    with pytest.raises(NotHere):
        actions.close_step(actor=run.area.actor("approver"), organisation=run.area.id(AT), step=step, seen=1)


def test_a_step_is_not_reached_through_another_organisation(run: Run) -> None:
    step = run.open()
    with pytest.raises(NotHere):
        actions.close_step(
            actor=run.area.actor("officer"), organisation=run.area.id("Huyện B"), step=step, seen=run.seen(step)
        )


def test_events_name_nobody(run: Run) -> None:
    step = run.go({SECOND: 1})
    actions.reopen_step(**run.here, step=step, reason=f"Ghi nhầm phiếu của {FIRST}")
    actions.leave(**run.here, term=TERM, person=of(FIRST), how=Leaving.WITHDREW, on_date=date(2020, 2, 1), note=FIRST)
    actions.undo_leave(**run.here, term=TERM, person=of(FIRST))

    events = Event.objects.filter(event__startswith="personnel.").order_by("seq")
    assert list(events.values_list("event", flat=True))[2:] == [
        "personnel.step_opened",
        "personnel.step_kept",
        "personnel.step_closed",
        "personnel.step_reopened",
        "personnel.left",
        "personnel.leave_undone",
    ]
    written = " ".join(f"{event.subject} {event.detail}" for event in events)
    assert not any(name in written or json.dumps(name) in written for name in SECRET_NAMES)


# Steps of other rules


NEW_TERM = "2025-2030"


@pytest.fixture
def turned(area: Area, settings: object) -> dict[str, object]:
    """A commune whose first step is open when its congress becomes that of a newly founded organisation."""
    staffed(area)
    at = factories.organisation("Xã Mới", Kind.UPPER, under=area.of["Tỉnh"], unit=Unit.COMMUNE)
    area.of["Xã Mới"] = at
    settings.TODAY = date(2025, 5, 5)  # type: ignore[attr-defined]
    open_congresses(
        actor=area.actor("board"), organisation=area.id("Tỉnh"), term=NEW_TERM, pack_id="2025-2030/2025-04-14"
    )
    here = {"actor": area.actor("officer"), "organisation": at.pk}
    facts = actions.SchemeFacts(numbers={Organ.COMMITTEE: actions.Numbers(27)})
    pk = actions.begin_scheme(**here, term=NEW_TERM, facts=facts, variant="1")
    places = [
        ListPlace(person(area, name, "Xã Mới").pk, frozenset({Organ.COMMITTEE}), Standing.RESTANDING)
        for name in (FIRST, SECOND)
    ]
    actions.change_list(**here, term=NEW_TERM, variant=Variant.objects.get(scheme=pk).pk, version=1, into=places)
    due = now(here).due
    assert due is not None
    actions.open_step(**here, term=NEW_TERM, group=due.group, key=due.key)
    set_plan(actor=area.actor("board"), organisation=at.pk, term=NEW_TERM, plan=Plan(case="new"))
    return here


def now(here: dict[str, object]) -> ProcessView:
    found = process(personnel_place(**here, term=NEW_TERM, today=date(2025, 5, 5)))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_step_that_the_rules_know_no_more_is_set_aside_before_others_open(turned: dict[str, object]) -> None:
    view, step = now(turned), ProcessStep.objects.get().pk
    assert [line.step.key for line in view.lines] == ["plan", "appraisal", "appointment"]
    assert [(line.entered.id, line.state) for line in view.others if line.entered] == [(step, "open")]
    assert view.due is None and not view.done
    facts = actions.StepFacts()
    for act in (
        lambda: actions.open_step(**turned, term=NEW_TERM, group=Group.TOGETHER, key="plan"),
        lambda: actions.keep_step(**turned, step=step, seen=1, facts=facts),
        lambda: actions.close_step(**turned, step=step, seen=1),
        lambda: actions.reopen_step(**turned, step=step, reason="Vì sao"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["step_of_other_rules"]
    with pytest.raises(Refused) as refused:
        actions.set_aside_step(**turned, step=step, reason=" ")
    assert codes(refused) == ["aside_without_reason"]

    actions.set_aside_step(**turned, step=step, reason="Đơn vị mới thành lập")
    row = ProcessStep.objects.get()
    assert row.closed_at is not None and row.aside.endswith(" · Đơn vị mới thành lập")
    with pytest.raises(Refused) as refused:
        actions.set_aside_step(**turned, step=step, reason="Lần nữa")
    assert codes(refused) == ["step_of_the_rules"]
    assert json.loads(Event.objects.get(event="personnel.step_set_aside").detail)["step"] == step
    view = now(turned)
    assert view.due is not None and [line.state for line in view.others] == ["aside"]
    made = actions.open_step(**turned, term=NEW_TERM, group=view.due.group, key=view.due.key)
    row = ProcessStep.objects.get(pk=made)
    assert (row.position, row.votes.count()) == (2, 2)


def test_no_step_opens_again_beside_an_open_one_of_other_rules(run: Run) -> None:
    first, second = run.go(), run.open()
    ProcessStep.objects.filter(pk=second).update(key="gone")

    with pytest.raises(Refused) as refused:
        actions.reopen_step(**run.here, step=first, reason="Vì sao")
    assert codes(refused) == ["step_of_other_rules"]


def test_late_comers_of_both_groups_are_told_at_once(run: Run) -> None:
    finish(run)
    put_on(run, person(run.area, "Trần Văn Muộn").pk)
    run.open()
    put_on(run, person(run.area, "Trần Văn Sau").pk)
    put_on(run, person(run.area, "Trần Văn Mới").pk, Standing.FIRST_TIME)

    first = {(group, lines[0].step.run): lines[0] for group, lines in run.view.groups}
    assert list(first) == [(group, n) for group in (Group.RESTANDING, Group.NEW) for n in (1, 2)]
    entered = first[Group.RESTANDING, 2].entered
    assert entered is not None and [one.name for one in entered.people] == ["Trần Văn Muộn", "Trần Văn Sau"]
    assert [one.name for one in run.view.unvoted] == ["Trần Văn Mới"]


def test_a_step_of_the_rules_in_force_is_not_set_aside(run: Run) -> None:
    step = run.open()
    with pytest.raises(Refused) as refused:
        actions.set_aside_step(**run.here, step=step, reason="Vì sao")
    assert codes(refused) == ["step_of_the_rules"]


def test_a_step_set_aside_does_not_come_back_with_its_rules(turned: dict[str, object], area: Area) -> None:
    step = ProcessStep.objects.get().pk
    actions.set_aside_step(**turned, step=step, reason="Nhầm")
    plan = {"actor": area.actor("board"), "organisation": turned["organisation"], "term": NEW_TERM}
    set_plan(**plan, plan=Plan(case=""))  # type: ignore[arg-type]

    view = now(turned)
    assert view.due is not None and view.lines[0].entered is None
    actions.open_step(**turned, term=NEW_TERM, group=view.due.group, key=view.due.key)
    assert ProcessStep.objects.count() == 2


def test_words_of_a_step_that_are_too_long_are_refused_and_never_cut(run: Run) -> None:
    step = run.open()
    for facts in ({"note": "y" * 1001}, {"place": "y" * 201}, {"chair": "y" * 121}):
        with pytest.raises(Refused) as refused:
            run.keep(step, **facts)
        assert codes(refused) == ["too_long"]
    run.keep(step, note="y" * 1000)
