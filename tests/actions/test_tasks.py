"""Tasks and versions of a plan: who may, what is refused, that nothing is lost silently or overwritten."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from daihoi.actions import plan as plans
from daihoi.actions import tasks as actions
from daihoi.actions.organisations import Decision, NewOrganisation, found, undo
from daihoi.actions.tasks import Wanted
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Kind
from daihoi.core.subjects import Subject
from daihoi.data.models import Body, Change, Directive, DirectiveTask, Event, Mark, PlanVersion, Task
from daihoi.queries import indicators
from daihoi.queries import tasks as queries
from daihoi.queries.plan import figure_faults
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]
CELL = "Chi bộ thôn 1"
WANTED = Wanted("Dự thảo báo cáo", Subject.DOCUMENTS, due_on=date(2020, 3, 20))
NOW = datetime(2020, 3, 1, tzinfo=UTC)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def at(area: Area, who: str = "office", name: str = CELL) -> dict[str, object]:
    return {"actor": area.actor(who), "organisation": area.id(name)}


def made(area: Area, wanted: Wanted = WANTED, **more: object) -> int:
    return actions.set_task(**at(area), term=TERM, wanted=wanted, **more).id


def body(area: Area, name: str = CELL, **more: object) -> int:
    facts = {"term": TERM, "kind": "group", "formed_on": date(2020, 1, 1), "made_at": NOW, "made_by_name": "x", **more}
    return Body.objects.create(organisation_id=area.id(name), name="Tổ công tác số 1", **facts).pk


def from_above(area: Area, due_on: date | None = date(2020, 3, 10)) -> Task:
    """A task that a paper of the province set, as taking it in puts it into the plan."""
    paper = Directive.objects.create(
        organisation_id=area.id("Tỉnh"),
        term=TERM,
        paper="plan",
        number="25-KH/TU",
        issued_on=date(2020, 2, 1),
        issuer="Tỉnh ủy",
        subject="general",
        title="Kế hoạch",
        entered_on=date(2020, 2, 1),
        made_at=NOW,
        made_by_name="x",
    )
    set_there = DirectiveTask.objects.create(
        directive=paper, position=1, title="Nộp đề án", subject="personnel", due_on=due_on
    )
    return Task.objects.create(
        organisation_id=area.id(CELL),
        term=TERM,
        title="Nộp đề án",
        subject="personnel",
        origin="directive",
        directive_task=set_there,
        due_on=due_on,
        entered_on=date(2020, 2, 3),
        made_at=NOW,
        made_by_name="x",
    )


WHO = [
    ("board", True),
    ("district", True),
    ("office", True),
    ("neighbour", False),
    ("other", False),
    ("reader", False),
    ("keeper", False),
    ("stranger", False),
]


@pytest.mark.parametrize(("who", "may"), WHO)
def test_who_keeps_the_plan_of_a_cell(area: Area, who: str, may: bool) -> None:
    there = made(area)
    where = at(area, who)
    acts: list[Callable[[], object]] = [
        lambda: actions.set_task(**where, term=TERM, wanted=Wanted("Việc khác", Subject.GENERAL)),
        lambda: actions.change_task(**where, task=there, wanted=Wanted("Việc", Subject.GENERAL)),
        lambda: actions.finish_task(**where, task=there, done_on=TODAY),
        lambda: actions.reopen_task(**where, task=there, reason="nhầm"),
        lambda: actions.drop_task(**where, task=there, reason="gộp"),
        lambda: actions.issue_plan(**where, term=TERM, document="1-KH", issued_on=TODAY),
    ]
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(NotHere):
                act()


def test_a_task_is_of_its_organisation_alone(area: Area) -> None:
    there = made(area)

    for act in (
        lambda: actions.finish_task(**at(area, "board", "Chi bộ thôn 2"), task=there, done_on=TODAY),
        lambda: actions.drop_task(**at(area), task=999_999, reason="x"),
    ):
        with pytest.raises(NotHere):
            act()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted("  ", Subject.GENERAL), "task_without_title"),
        (Wanted("x", Subject.GENERAL, due_on=date(3020, 1, 1)), "day_unlikely"),
        (Wanted("x", Subject.GENERAL, starts_on=date(2020, 3, 2), due_on=date(2020, 3, 1)), "task_backwards"),
        (Wanted("x", Subject.GENERAL, body=999_999), "unknown_body"),
        (WANTED, "task_there"),
    ],
)
def test_what_no_task_can_be_is_refused(area: Area, wanted: Wanted, code: str) -> None:
    made(area)

    with pytest.raises(Refused) as refused:
        made(area, wanted)
    assert (code_of(refused), Task.objects.count()) == (code, 1)


def test_a_body_is_one_of_the_organisation_that_still_works(area: Area) -> None:
    own, beside = body(area), body(area, "Chi bộ thôn 2")
    ended = Body.objects.create(
        organisation_id=area.id(CELL),
        term=TERM,
        kind="group",
        name="Tổ cũ",
        formed_on=date(2019, 1, 1),
        ended_on=TODAY,
        made_at=NOW,
        made_by_name="x",
    ).pk

    assert Task.objects.get(pk=made(area, Wanted("x", Subject.GENERAL, body=own))).body_id == own
    for wrong in (beside, ended):
        with pytest.raises(Refused) as refused:
            made(area, Wanted("y", Subject.GENERAL, body=wrong))
        assert code_of(refused) == "unknown_body"


def test_done_dropped_and_open_again_keep_their_order(area: Area) -> None:
    there = made(area)
    where = {**at(area), "task": there}

    for act, code in (
        (lambda: actions.finish_task(**where, done_on=date(2020, 3, 3)), "in_the_future"),
        (lambda: actions.reopen_task(**where, reason="x"), "task_open"),
        (lambda: actions.drop_task(**where, reason=" "), "no_reason"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == code
    actions.finish_task(**where, done_on=date(2020, 2, 28), note="BC 01")
    for act in (
        lambda: actions.finish_task(**where, done_on=TODAY),
        lambda: actions.drop_task(**where, reason="x"),
        lambda: actions.change_task(**where, wanted=Wanted("x", Subject.GENERAL)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "task_over"
    actions.reopen_task(**where, reason="nhầm")
    actions.drop_task(**where, reason="gộp với xã")
    row = Task.objects.get()
    assert (row.done_on, row.dropped_on, row.drop_reason) == (None, TODAY, "gộp với xã")
    told = [(each.event, json.loads(each.detail).get("why", "")) for each in Event.objects.order_by("seq")][-4:]
    assert told == [("tasks.set", ""), ("tasks.done", ""), ("tasks.done", "nhầm"), ("tasks.dropped", "gộp với xã")]


def test_two_people_changing_one_task_lose_nothing_silently(area: Area) -> None:
    there = made(area)
    seen = queries.task(actor=area.actor("office"), pk=there, as_of=TODAY).stamp
    where = {**at(area), "task": there, "seen": seen}
    actions.change_task(**where, wanted=Wanted("Dự thảo báo cáo chính trị", Subject.DOCUMENTS))

    for act in (
        lambda: actions.change_task(**where, wanted=Wanted("Khác", Subject.DOCUMENTS)),
        lambda: actions.finish_task(**where, done_on=TODAY),
        lambda: actions.drop_task(**where, reason="x"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "changed_meanwhile"
    assert Task.objects.get().title == "Dự thảo báo cáo chính trị"


def test_a_change_that_changes_nothing_is_refused(area: Area) -> None:
    there = made(area)

    with pytest.raises(Refused) as refused:
        actions.change_task(**at(area), task=there, wanted=WANTED)
    assert code_of(refused) == "nothing_changed"


def test_a_task_from_above_keeps_its_words_and_warns_when_it_is_put_off(area: Area) -> None:
    row = from_above(area)
    where = {**at(area), "task": row.pk}

    with pytest.raises(Refused) as refused:
        actions.change_task(**where, wanted=Wanted("Khác", Subject.PERSONNEL))
    assert code_of(refused) == "task_from_above"
    later = Wanted("Nộp đề án", Subject.PERSONNEL, due_on=date(2020, 3, 15), responsible="Bí thư")
    (finding,) = actions.change_task(**where, wanted=later).findings
    assert (finding.code, "25-KH/TU" in finding.message.render()) == ("task_after_day_above", True)


def test_a_task_after_the_window_is_found_at_once_with_the_article(area: Area) -> None:
    where = at(area, "district", "Trạm")
    late = Wanted("Báo cáo", Subject.REPORTING, due_on=date(2020, 7, 1))

    (finding,) = actions.set_task(**where, term=TERM, wanted=late).findings

    assert (finding.code, "35-CT/TW" in finding.message.render()) == ("task_after_window", True)


def test_once_issued_each_change_needs_a_reason_and_the_next_issue_is_a_new_version(area: Area) -> None:
    there, second = made(area), made(area, Wanted("Trang trí", Subject.ORGANISATION))
    where = at(area)
    assert actions.issue_plan(**where, term=TERM, document="1-KH/CB", issued_on=date(2020, 2, 20)) == 1
    kept = PlanVersion.objects.get().content

    for act in (
        lambda: made(area, Wanted("Mới", Subject.GENERAL)),
        lambda: actions.change_task(**where, task=there, wanted=Wanted("Khác", Subject.DOCUMENTS)),
        lambda: actions.issue_plan(**where, term=TERM, document="2-KH/CB", issued_on=TODAY),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "no_reason_for_change"
    for issued_on, reason, code in (
        (date(2020, 2, 19), "x", "version_before_last"),
        (date(2020, 3, 3), "x", "in_the_future"),
        (TODAY, "x", "nothing_changed"),
    ):
        with pytest.raises(Refused) as refused:
            actions.issue_plan(**where, term=TERM, document="2-KH/CB", issued_on=issued_on, reason=reason)
        assert code_of(refused) == code
    actions.finish_task(**where, task=there, done_on=TODAY)  # doing is no change of the plan
    new = made(area, Wanted("Mới", Subject.GENERAL), reason="theo 26-HD/BTCTW")
    actions.drop_task(**where, task=second, reason="gộp với xã")
    assert actions.issue_plan(**where, term=TERM, document="2-KH/CB", issued_on=TODAY, reason="bổ sung") == 2
    first, latest = PlanVersion.objects.order_by("number")
    assert (first.content, first.document) == (kept, "1-KH/CB")
    assert [(each["id"], each["why"]) for each in json.loads(latest.content)["tasks"]] == [
        (there, ""),
        (new, "theo 26-HD/BTCTW"),
    ]
    found = queries.versions(actor=where["actor"], organisation=where["organisation"], term=TERM)
    assert [each["id"] for each in found.difference.added] == [new]
    assert [each["id"] for each in found.difference.removed] == [second]
    assert set(Task.objects.values_list("change_reason", flat=True)) == {""}


def test_a_version_keeps_the_days_of_the_steps_which_follow_the_planned_day_alone(area: Area) -> None:
    where = {"actor": area.actor("board"), "organisation": area.id("Xã Một"), "term": TERM}
    plans.set_plan(**where, plan=plans.Plan(planned_on=date(2020, 5, 20)))
    actions.issue_plan(**where, document="1-KH/ĐU", issued_on=date(2020, 2, 20))
    (kept,) = (json.loads(each.content)["steps"] for each in PlanVersion.objects.all())
    assert kept == {"opening_announced": "2020-04-06"}  # 30 working days before

    plans.mark(**where, milestone="opening_announced", done_on=date(2020, 3, 1))
    assert not queries.versions(**where, before=1, after=0).difference
    plans.set_plan(**where, plan=plans.Plan(planned_on=date(2020, 5, 25)))

    assert [each.name for each in queries.versions(**where, before=1, after=0).difference.days] == [
        "planned_on",
        "opening_announced",
    ]


def test_the_first_version_marks_the_milestone_and_figures_follow(area: Area) -> None:
    plans.set_plan(**at(area, "office"), term=TERM, plan=plans.Plan(planned_on=date(2020, 4, 20)))
    where = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM}

    def reached() -> object:
        place = indicators.place(**where, as_of=TODAY, today=TODAY)
        return indicators.figures(place, ["milestones.plan_issued"])["milestones.plan_issued"].value

    assert reached() == 0
    actions.issue_plan(**at(area), term=TERM, document="1-KH/CB", issued_on=date(2020, 2, 20))
    mark = Mark.objects.get()
    assert (mark.milestone, mark.done_on, mark.evidence) == ("plan_issued", date(2020, 2, 20), "1-KH/CB")
    assert reached() == 1
    assert figure_faults() == []


def test_a_milestone_that_is_marked_stays_as_it_is(area: Area) -> None:
    made(area)
    plans.mark(**at(area), term=TERM, milestone="plan_issued", done_on=date(2020, 1, 5), evidence="cũ")

    actions.issue_plan(**at(area), term=TERM, document="1-KH/CB", issued_on=date(2020, 2, 20))

    assert Mark.objects.get().evidence == "cũ"


@pytest.mark.parametrize(
    ("term", "document", "code"),
    [("x", "1-KH", "unknown_term"), (TERM, " ", "no_document"), (TERM, "1-KH", "plan_empty")],
)
def test_a_plan_without_a_paper_or_anything_in_it_is_not_issued(
    area: Area, term: str, document: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.issue_plan(**at(area), term=term, document=document, issued_on=TODAY)
    assert (code_of(refused), PlanVersion.objects.count()) == (code, 0)


def test_the_database_keeps_what_belongs_together(area: Area) -> None:
    there = made(area)

    for wrong in (
        {"dropped_on": TODAY},
        {"starts_on": date(2020, 4, 1)},
        {"done_on": TODAY, "dropped_on": TODAY, "drop_reason": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=there).update(**wrong)


def test_a_founding_is_not_undone_once_the_organisation_has_a_task(area: Area) -> None:
    board = area.actor("board")
    new = found(
        actor=board,
        organisation=area.id("Xã Một"),
        new=NewOrganisation("Chi bộ mới", Kind.CELL),
        on=date(2020, 3, 1),
        decision=Decision("1-QĐ"),
    )
    actions.set_task(actor=board, organisation=new, term=TERM, wanted=WANTED)

    with pytest.raises(Refused) as refused:
        undo(actor=board, organisation=area.id("Xã Một"), change=Change.objects.get().pk)
    assert (code_of(refused), Task.objects.count()) == ("hangs_on_it", 1)
