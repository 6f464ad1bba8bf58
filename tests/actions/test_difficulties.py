"""Difficulties: raised, passed up, joined, answered, published; who may, what is refused, and what changes of the tree
do to them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daihoi.actions import difficulties as actions
from daihoi.actions import organisations as changes
from daihoi.core.access import NotHere, Role
from daihoi.core.calendar import add_working_days
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.data.models import Answerer, Change, Difficulty, Event, PublishedAnswer
from daihoi.queries.rules import holidays
from tests import factories
from tests.area import TERM, TODAY, Area, area
from tests.difficulties import answered, arranged, found, raised, steps, third_cell

__all__ = ["area"]
DECISION = changes.Decision("12-QĐ/TU")


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def refused_with(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return code_of(refused)


# ---------- raising ----------


def test_a_difficulty_goes_to_the_level_above_with_the_clock_that_this_level_set_itself(area: Area) -> None:
    arranged(area, "Xã Một", 3)

    row = found(raised(area, "Chi bộ thôn 1"))

    assert (row.at_id, row.state, row.lies_since, row.due_on) == (area.id("Xã Một"), "open", TODAY, date(2020, 3, 5))
    assert steps(row.pk) == ["raised"]


def test_without_an_arrangement_there_is_no_day_for_no_rule_sets_one(area: Area) -> None:
    arranged(area, "Xã Một", None)

    assert found(raised(area)).due_on is None


def test_who_is_named_for_the_subject_goes_before_who_takes_the_rest(area: Area) -> None:
    arranged(area, "Xã Một", 10)
    arranged(area, "Xã Một", 2, subject="personnel", name="Phó bí thư")

    assert found(raised(area)).due_on == date(2020, 3, 4)
    assert found(raised(area, subject="spending")).due_on == date(2020, 3, 16)


def test_at_the_top_it_lies_at_the_organisation_itself(area: Area) -> None:
    assert found(raised(area, "Tỉnh")).at_id == area.id("Tỉnh")


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("board", True),
        ("district", True),
        ("office", True),
        ("charge", True),
        ("neighbour", False),
        ("other", False),
        ("reader", False),
        ("keeper", False),
        ("stranger", False),
    ],
)
def test_who_raises_for_an_organisation(area: Area, who: str, may: bool) -> None:
    area.users["charge"] = factories.user_with(Role.MEMBER_IN_CHARGE, area.of["Xã Một"])

    if may:
        assert found(raised(area, by=who)).raised_by_name == area.users[who].full_name
    else:
        with pytest.raises(NotHere):
            raised(area, by=who)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": " \n\t"}, "no_title"),
        ({"title": "x" * 301}, "too_long"),
        ({"text": "x" * 20_001}, "too_long"),
        ({"subject": "weather"}, "unknown_subject"),
    ],
)
def test_what_cannot_be_raised_is_refused_and_nothing_is_written(area: Area, given: dict[str, str], code: str) -> None:
    assert refused_with(lambda: raised(area, **given)) == code
    assert Difficulty.objects.count() == 0


def test_an_ended_organisation_raises_nothing_more(area: Area) -> None:
    end(area, "Chi bộ thôn 1")

    assert refused_with(lambda: raised(area)) == "ended"


def test_the_log_names_the_difficulty_and_whom_it_concerns(area: Area) -> None:
    pk = raised(area)

    event = Event.objects.order_by("-seq")[0]

    assert event.event == "difficulties.raised"
    assert f'"difficulties":[{pk}]' in event.detail and f'"for":[{area.id("Xã Một")}]' in event.detail


# ---------- up, and back ----------


def test_the_whole_way_up_and_down(area: Area) -> None:
    arranged(area, "Xã Một", 2)
    arranged(area, "Huyện A", 5)
    pk = raised(area)

    up = actions.pass_up(
        actor=area.actor("board"), organisation=area.id("Xã Một"), difficulty=pk, reason="Xã không quyết được."
    )
    assert up == area.id("Huyện A")
    assert (found(pk).at_id, found(pk).due_on) == (area.id("Huyện A"), date(2020, 3, 9))
    actions.answer(
        actor=area.actor("district"),
        organisation=area.id("Huyện A"),
        difficulty=pk,
        text="Có.",
        article="Điều 11, 24-QĐ/TW",
    )

    row = found(pk)
    assert (row.state, row.answer, row.article, row.answered_on) == ("answered", "Có.", "Điều 11, 24-QĐ/TW", TODAY)
    assert (row.answered_at_id, row.answered_by_name) == (area.id("Huyện A"), area.users["district"].full_name)
    assert steps(pk) == ["raised", "passed_up", "answered"]


def test_at_the_top_nothing_is_passed_up(area: Area) -> None:
    pk = raised(area, "Huyện A")

    def act() -> object:
        return actions.pass_up(actor=area.actor("board"), organisation=area.id("Tỉnh"), difficulty=pk, reason="?")

    assert refused_with(act) == "at_the_top"


def test_a_reason_and_an_answer_are_needed(area: Area) -> None:
    pk, at = raised(area), area.id("Xã Một")
    who = {"actor": area.actor("board"), "organisation": at, "difficulty": pk}

    assert refused_with(lambda: actions.pass_up(**who, reason=" ")) == "no_reason"
    assert refused_with(lambda: actions.answer(**who, text="\n")) == "no_answer"
    assert steps(pk) == ["raised"]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("board", True),
        ("district", True),
        ("commune", True),
        ("office", False),
        ("charge", False),
        ("neighbour", False),
        ("other", False),
        ("reader", False),
        ("stranger", False),
    ],
)
def test_who_answers_is_asked_where_it_lies(area: Area, who: str, may: bool) -> None:
    area.users["commune"] = factories.user_with(Role.COMMITTEE_OFFICE, area.of["Xã Một"])
    area.users["charge"] = factories.user_with(Role.MEMBER_IN_CHARGE, area.of["Xã Một"])
    pk = raised(area)
    where = {"actor": area.actor(who), "organisation": area.id("Xã Một"), "difficulty": pk}
    acts = [
        lambda: actions.pass_up(**where, reason="x"),
        lambda: actions.answer(**where, text="x"),
        lambda: actions.join(**where, to=pk),
        lambda: actions.part(**where),
    ]

    for act in acts if not may else ():
        with pytest.raises(NotHere):
            act()
    if may:
        acts[1]()
    assert found(pk).state == ("answered" if may else "open")


def test_it_is_not_answered_from_where_it_does_not_lie(area: Area) -> None:
    pk = raised(area)

    for name in ("Chi bộ thôn 1", "Huyện A", "Huyện B", "Xã Hai"):
        with pytest.raises(NotHere):
            actions.answer(actor=area.actor("board"), organisation=area.id(name), difficulty=pk, text="x")


def test_of_two_people_who_answer_at_once_the_second_is_told(area: Area) -> None:
    pk = raised(area)
    seen = found(pk).steps.get().pk
    where = {"actor": area.actor("board"), "organisation": area.id("Xã Một"), "difficulty": pk}
    actions.answer(**where, text="Có.", seen=seen)

    assert refused_with(lambda: actions.answer(**where, text="Không.", seen=seen)) == "changed_meanwhile"
    assert refused_with(lambda: actions.answer(**where, text="Không.")) == "other_state"
    assert found(pk).answer == "Có."


def test_of_two_who_pass_up_and_answer_the_second_finds_it_gone(area: Area) -> None:
    pk = raised(area)
    where = {"actor": area.actor("board"), "organisation": area.id("Xã Một"), "difficulty": pk}
    actions.pass_up(**where, reason="x")

    with pytest.raises(NotHere):
        actions.answer(**where, text="Có.")


def test_the_raiser_opens_it_again_with_a_reason_and_a_new_clock(area: Area, settings: object) -> None:
    arranged(area, "Xã Một", 2)
    pk = raised(area)
    answered(area, pk)
    settings.TODAY = date(2020, 3, 10)  # type: ignore[attr-defined]
    where = {"organisation": area.id("Chi bộ thôn 1"), "difficulty": pk}

    with pytest.raises(NotHere):
        actions.reopen(actor=area.actor("reader"), **where, reason="Chưa rõ.")
    assert refused_with(lambda: actions.reopen(actor=area.actor("office"), **where, reason="")) == "no_reason"
    actions.reopen(actor=area.actor("office"), **where, reason="Chưa rõ với đảng viên dự bị.")

    row = found(pk)
    assert (row.state, row.answer, row.answered_on, row.due_on) == ("open", "", None, date(2020, 3, 12))
    assert row.at_id == area.id("Xã Một")


def test_those_who_answered_may_open_it_again_and_others_above_may_not(area: Area) -> None:
    commune = factories.user_with(Role.COMMITTEE_OFFICE, area.of["Xã Một"])
    area.users["commune"] = commune
    charge = factories.user_with(Role.AUDITOR, area.of["Xã Một"])
    area.users["auditor"] = charge
    pk = raised(area)
    answered(area, pk)
    where = {"organisation": area.id("Chi bộ thôn 1"), "difficulty": pk, "reason": "Trả lời nhầm."}

    with pytest.raises(NotHere):
        actions.reopen(actor=area.actor("auditor"), **where)
    actions.reopen(actor=area.actor("commune"), **where)

    assert found(pk).state == "open"


def test_it_is_taken_back_before_it_is_answered_only(area: Area) -> None:
    first, second = raised(area), raised(area)
    answered(area, second)
    where = {"actor": area.actor("office"), "organisation": area.id("Chi bộ thôn 1")}

    actions.take_back(**where, difficulty=first, reason="Đã rõ.")

    assert found(first).state == "taken_back" and steps(first) == ["raised", "taken_back"]
    assert refused_with(lambda: actions.take_back(**where, difficulty=first, reason="x")) == "other_state"
    assert refused_with(lambda: actions.take_back(**where, difficulty=second, reason="x")) == "other_state"
    with pytest.raises(NotHere):
        actions.take_back(
            actor=area.actor("neighbour"), organisation=area.id("Chi bộ thôn 2"), difficulty=second, reason="x"
        )


# ---------- joined ----------


def joined(area: Area, pk: int, to: int, at: str = "Xã Một") -> None:
    actions.join(actor=area.actor("board"), organisation=area.id(at), difficulty=pk, to=to)


def test_joined_ones_are_answered_together(area: Area) -> None:
    first, second = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 2")
    joined(area, second, first)
    assert (found(second).state, found(second).joined_to_id) == ("joined", first)

    answered(area, first, "Có.")

    for pk in (first, second):
        assert (found(pk).state, found(pk).answer, found(pk).joined_to_id) == ("answered", "Có.", None)
    assert steps(second) == ["raised", "joined", "answered"]


def test_joined_ones_go_up_together_and_the_reason_stays_with_the_first(area: Area) -> None:
    first, second = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 2")
    joined(area, second, first)

    actions.pass_up(
        actor=area.actor("board"), organisation=area.id("Xã Một"), difficulty=first, reason="Chi bộ thôn 1 hỏi."
    )

    assert (found(first).at_id, found(second).at_id) == (area.id("Huyện A"), area.id("Huyện A"))
    assert [step.text for step in found(second).steps.order_by("pk")] == ["", "", ""]


def test_a_chain_of_joins_has_one_head(area: Area) -> None:
    third_cell(area)
    a, b, c = (raised(area, f"Chi bộ thôn {number}") for number in (1, 2, 9))
    joined(area, b, a)

    joined(area, a, c)

    assert {found(pk).joined_to_id for pk in (a, b)} == {c}


def test_what_cannot_be_joined_is_refused(area: Area) -> None:
    first, second = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 2")
    elsewhere = raised(area, "Chi bộ thôn 3")

    assert refused_with(lambda: joined(area, first, first)) == "joined_to_itself"
    with pytest.raises(NotHere):
        joined(area, first, elsewhere)
    joined(area, second, first)
    assert refused_with(lambda: joined(area, first, second)) == "other_state"


def test_parted_it_waits_by_itself(area: Area) -> None:
    first, second = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 2")
    joined(area, second, first)
    where = {"actor": area.actor("board"), "organisation": area.id("Xã Một")}

    actions.part(**where, difficulty=second)
    answered(area, first)

    assert (found(second).state, found(second).joined_to_id, found(second).answer) == ("open", None, "")
    assert refused_with(lambda: actions.part(**where, difficulty=second)) == "other_state"


def test_what_was_joined_to_one_taken_back_waits_on(area: Area) -> None:
    third_cell(area)
    a, b, c = (raised(area, f"Chi bộ thôn {number}") for number in (1, 2, 9))
    joined(area, b, a)
    joined(area, c, a)

    actions.take_back(actor=area.actor("board"), organisation=area.id("Chi bộ thôn 1"), difficulty=a, reason="x")

    assert (found(b).state, found(b).joined_to_id) == ("open", None)
    assert (found(c).state, found(c).joined_to_id) == ("joined", b)


def test_raised_as_the_same_it_is_joined_at_once(area: Area) -> None:
    area.users["charge"] = factories.user_with(Role.MEMBER_IN_CHARGE, area.of["Xã Một"])
    first = raised(area, "Chi bộ thôn 1")

    second = raised(area, "Chi bộ thôn 2", by="charge", join_to=first)

    assert (found(second).state, found(second).joined_to_id) == ("joined", first)
    assert steps(second) == ["raised", "joined"]


def test_nobody_joins_theirs_to_one_that_they_may_not_see(area: Area) -> None:
    first = raised(area, "Chi bộ thôn 1")

    with pytest.raises(NotHere):
        raised(area, "Chi bộ thôn 2", by="neighbour", join_to=first)
    assert Difficulty.objects.count() == 1


def test_nothing_is_joined_that_lies_elsewhere_or_is_answered(area: Area) -> None:
    first, third = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 3")
    answered(area, first)

    for pk in (first, third):
        assert refused_with(lambda pk=pk: raised(area, "Chi bộ thôn 2", join_to=pk)) == "not_joinable"


# ---------- published ----------


def publish(area: Area, pk: int | None, at: str = "Huyện A", who: str = "board", **more: object) -> int:
    given = {"question": "Ai được miễn dự?", "answer": "Theo quy định.", "article": "24-QĐ/TW", **more}
    return actions.publish(
        actor=area.actor(who), organisation=area.id(at), term=TERM, subject="personnel", difficulty=pk, **given
    )


def test_an_answer_is_published_with_its_article_once(area: Area) -> None:
    pk = raised(area)
    answered(area, pk)

    made = publish(area, pk, levels=[Level.CELL])

    row = PublishedAnswer.objects.get(pk=made)
    assert (row.organisation_id, row.difficulty_id, row.levels, row.published_on) == (
        area.id("Huyện A"),
        pk,
        "cell",
        TODAY,
    )
    assert steps(pk)[-1] == "published"
    assert refused_with(lambda: publish(area, pk)) == "published_already"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"question": ""}, "no_question"),
        ({"question": "x" * 501}, "too_long"),
        ({"answer": " "}, "no_answer"),
        ({"question": "CHI BO THON 1 hỏi gì?"}, "somebody_named"),
        ({"answer": "Chi bộ thôn 1 làm sai."}, "somebody_named"),
    ],
)
def test_what_cannot_be_published_is_refused(area: Area, more: dict[str, str], code: str) -> None:
    pk = raised(area)
    answered(area, pk)

    assert refused_with(lambda: publish(area, pk, **more)) == code
    assert PublishedAnswer.objects.count() == 0


def test_only_what_is_answered_and_was_raised_below_is_published(area: Area) -> None:
    pk = raised(area)
    assert refused_with(lambda: publish(area, pk)) == "other_state"
    answered(area, pk)

    with pytest.raises(NotHere):
        publish(area, pk, at="Huyện B")
    for who in ("office", "neighbour", "other", "reader", "stranger"):
        with pytest.raises(NotHere):
            publish(area, pk, who=who)


def test_a_published_answer_is_withdrawn_with_a_reason_and_can_be_published_anew(area: Area) -> None:
    pk = raised(area)
    answered(area, pk)
    made = publish(area, pk)
    where = {"actor": area.actor("district"), "organisation": area.id("Huyện A"), "answer": made}

    assert refused_with(lambda: actions.withdraw(**where, reason="")) == "no_reason"
    with pytest.raises(NotHere):
        actions.withdraw(actor=area.actor("other"), organisation=area.id("Huyện B"), answer=made, reason="x")
    actions.withdraw(**where, reason="Đã có hướng dẫn mới.")
    assert refused_with(lambda: actions.withdraw(**where, reason="x")) == "withdrawn_already"

    assert PublishedAnswer.objects.get(pk=made).withdrawn_note == "Đã có hướng dẫn mới."
    assert publish(area, pk) != made


# ---------- who answers ----------


def test_an_arrangement_is_set_changed_and_taken_away(area: Area) -> None:
    arranged(area, "Huyện A", 5)
    arranged(area, "Huyện A", 3)
    assert Answerer.objects.get().working_days == 3

    where = {"actor": area.actor("district"), "organisation": area.id("Huyện A"), "subject": ""}
    actions.set_answerer(**where, name=" ")

    assert Answerer.objects.count() == 0
    assert refused_with(lambda: actions.set_answerer(**where, name="")) == "no_name"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"working_days": 0}, "days_unlikely"),
        ({"working_days": 251}, "days_unlikely"),
        ({"subject": "weather"}, "unknown_subject"),
        ({"username": "nobody"}, "no_answerer"),
        ({"name": "x" * 201}, "too_long"),
    ],
)
def test_what_cannot_be_arranged_is_refused(area: Area, more: dict[str, object], code: str) -> None:
    given = {"subject": "", "name": "Ban Tổ chức", **more}

    assert (
        refused_with(
            lambda: actions.set_answerer(actor=area.actor("district"), organisation=area.id("Huyện A"), **given)
        )
        == code
    )


def test_an_account_is_named_only_if_it_may_answer_there(area: Area) -> None:
    where = {"actor": area.actor("district"), "organisation": area.id("Huyện A"), "subject": "", "name": "Ban"}

    actions.set_answerer(**where, username=area.users["board"].username)
    assert Answerer.objects.get().user_id == area.users["board"].pk
    for who in ("office", "other", "reader"):
        assert (
            refused_with(lambda who=who: actions.set_answerer(**where, username=area.users[who].username))
            == "no_answerer"
        )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(2020, 1, 1), date(2020, 10, 30)), days=st.integers(1, 40))
def test_clocks_count_working_days_over_holidays_as_the_calendar_does(
    area: Area, settings: object, day: date, days: int
) -> None:
    settings.TODAY = day  # type: ignore[attr-defined]
    arranged(area, "Xã Một", days)

    row = found(raised(area))

    assert row.due_on == add_working_days(day, days, holidays())
    assert row.due_on is not None and row.due_on > day


def test_a_year_that_the_table_does_not_reach_gives_no_day_instead_of_a_wrong_one(area: Area, settings: object) -> None:
    last = max(holidays().years)
    settings.TODAY = date(last, 12, 28)  # type: ignore[attr-defined]
    arranged(area, "Xã Một", 30)

    assert found(raised(area)).due_on is None


# ---------- the tree changes ----------


def end(area: Area, name: str, successors: tuple[str, ...] = ()) -> None:
    changes.end(
        actor=area.actor("board"),
        organisation=area.id(name),
        on=TODAY,
        decision=DECISION,
        successors=[area.id(each) for each in successors],
    )


def test_when_the_organisation_moves_its_difficulty_lies_above_its_new_place(area: Area) -> None:
    arranged(area, "Xã Hai", 4)
    pk = raised(area, "Chi bộ thôn 1")

    changes.move(
        actor=area.actor("board"),
        organisation=area.id("Chi bộ thôn 1"),
        parent=area.id("Xã Hai"),
        on=TODAY,
        decision=DECISION,
    )

    row = found(pk)
    assert (row.at_id, row.due_on) == (area.id("Xã Hai"), TODAY + timedelta(days=4))
    assert steps(pk) == ["raised", "followed"]
    actions.answer(actor=area.actor("other"), organisation=area.id("Xã Hai"), difficulty=pk, text="Có.")


def test_what_was_passed_up_before_does_not_come_back_to_those_who_passed_it_up(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")
    actions.pass_up(actor=area.actor("board"), organisation=area.id("Xã Một"), difficulty=pk, reason="x")

    changes.move(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        parent=area.id("Huyện B"),
        on=TODAY,
        decision=DECISION,
    )

    assert found(pk).at_id == area.id("Huyện B")


def test_when_the_organisation_is_merged_its_difficulty_goes_on_as_the_successors(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")
    changes.merge(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        predecessors=[area.id("Chi bộ thôn 1")],
        into=area.id("Chi bộ thôn 2"),
        on=TODAY,
        decision=DECISION,
    )

    row = found(pk)
    assert (row.organisation_id, row.at_id, row.state) == (area.id("Chi bộ thôn 2"), area.id("Xã Một"), "open")
    actions.take_back(
        actor=area.actor("neighbour"), organisation=area.id("Chi bộ thôn 2"), difficulty=pk, reason="Đã rõ."
    )


def test_when_where_it_lies_is_merged_it_lies_at_the_one_that_took_over(area: Area) -> None:
    made = factories.organisation("Xã Ba", Kind.GRASSROOTS_COMMITTEE, under=area.of["Huyện A"])
    pk = raised(area, "Chi bộ thôn 1")

    changes.merge(
        actor=area.actor("board"),
        organisation=area.id("Huyện A"),
        predecessors=[area.id("Xã Một")],
        into=made.pk,
        on=TODAY,
        decision=DECISION,
    )

    assert found(pk).at_id == made.pk


def test_joined_ones_are_parted_where_the_tree_parts_them(area: Area) -> None:
    first, second = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 2")
    joined(area, second, first)

    changes.move(
        actor=area.actor("board"),
        organisation=area.id("Chi bộ thôn 2"),
        parent=area.id("Xã Hai"),
        on=TODAY,
        decision=DECISION,
    )

    assert (found(second).state, found(second).at_id) == ("open", area.id("Xã Hai"))
    assert found(first).state == "open"


def test_an_undone_move_takes_it_back_to_where_it_was(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")
    changes.move(
        actor=area.actor("board"),
        organisation=area.id("Chi bộ thôn 1"),
        parent=area.id("Xã Hai"),
        on=TODAY,
        decision=DECISION,
    )
    undo_last(area)

    assert found(pk).at_id == area.id("Xã Một")


def undo_last(area: Area) -> None:
    change = Change.objects.order_by("-pk")[0]
    changes.undo(actor=area.actor("board"), organisation=change.at_organisation, change=change.pk)


def merged(area: Area, into: int | changes.NewOrganisation, *names: str) -> None:
    changes.merge(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        predecessors=[area.id(name) for name in names],
        into=into,
        on=TODAY,
        decision=DECISION,
    )


def test_an_undone_merger_gives_it_back_to_whoever_raised_it(area: Area) -> None:
    pk, own = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 2")
    merged(area, area.id("Chi bộ thôn 2"), "Chi bộ thôn 1")
    assert found(pk).organisation_id == area.id("Chi bộ thôn 2")

    undo_last(area)

    assert found(pk).organisation_id == area.id("Chi bộ thôn 1")
    assert found(own).organisation_id == area.id("Chi bộ thôn 2")


def test_a_merger_into_a_new_organisation_is_not_undone_under_its_difficulties(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")
    merged(area, changes.NewOrganisation("Chi bộ mới", Kind.CELL), "Chi bộ thôn 1", "Chi bộ thôn 2")

    assert refused_with(lambda: undo_last(area)) == "hangs_on_it"
    assert found(pk).organisation.versions.get().name == "Chi bộ mới"


def test_a_difficulty_of_an_ended_organisation_is_still_answered(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")

    end(area, "Chi bộ thôn 1")

    assert found(pk).at_id == area.id("Xã Một")
    answered(area, pk)


def test_a_change_that_moves_nothing_writes_no_step(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")

    end(area, "Chi bộ thôn 3")

    assert steps(pk) == ["raised"]
