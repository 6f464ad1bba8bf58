"""Checklists, visits, answers, conclusions: who comes and who is visited, what is refused; nothing is lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from daihoi.actions import supervision as actions
from daihoi.actions._files import Attached
from daihoi.actions.supervision import ChecklistFacts, FindingGiven, Given, NewTask, VisitFacts
from daihoi.core.access import NotHere
from daihoi.core.bodies import BodyKind
from daihoi.core.messages import Refused
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Reply, VisitKind, Weight
from daihoi.data.models import Checklist, Event, Task, Visit, VisitAnswer, VisitFile, VisitFinding, VisitPoint
from tests.area import TERM, TODAY, Area, area
from tests.supervised import AT, Supervised

__all__ = ["area"]


@pytest.fixture
def made(area: Area) -> Supervised:
    return Supervised(area)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def standings(made: Supervised, point: int = 0) -> list[tuple[str, str]]:
    rows = VisitAnswer.objects.filter(point=made.points[point]).order_by("pk")
    return list(rows.values_list("reply", "standing"))


# ---------- Checklists ----------
def written(name: str = "Tiết kiệm", *points: str) -> ChecklistFacts:
    return ChecklistFacts(name, Subject.SPENDING, [(point, None) for point in points or ("Có dự toán?",)])


def test_a_checklist_is_made_changed_and_retired(made: Supervised) -> None:
    at = {"actor": made.actor("district"), "organisation": made.id("Huyện A")}
    pk = actions.keep_checklist(**at, term=TERM, facts=written("Tiết kiệm", " Có dự toán? ", ""))
    actions.keep_checklist(**at, term=TERM, facts=written("Tiết kiệm", "Một?", "Hai?"), checklist=pk, version=1)
    actions.retire_checklist(**at, checklist=pk)

    row = Checklist.objects.get(pk=pk)
    assert list(row.points.order_by("position").values_list("text", "subject")) == [
        ("Một?", "spending"),
        ("Hai?", "spending"),
    ]
    assert (row.version, row.retired_on) == (3, TODAY)


@pytest.mark.parametrize("who", ["in_charge", "reader", "stranger", "other"])
def test_visitors_and_neighbours_make_no_checklists(made: Supervised, who: str) -> None:
    with pytest.raises(NotHere):
        actions.keep_checklist(actor=made.actor(who), organisation=made.id("Huyện A"), term=TERM, facts=written())


@pytest.mark.parametrize(
    ("facts", "version", "code"),
    [
        (written(" "), 1, "checklist_without_name"),
        (written("Tiết kiệm"), 1, "checklist_name_taken"),
        (written("Khác", " "), 1, "checklist_empty"),
        (written("Khác", "x" * 301), 1, "point_long"),
        (written("Khác", *("?" * n for n in range(1, 102))), 1, "checklist_long"),
        (written("Khác"), 7, "changed_meanwhile"),
    ],
)
def test_a_checklist_that_cannot_be_is_refused(
    made: Supervised, facts: ChecklistFacts, version: int, code: str
) -> None:
    at = {"actor": made.actor("board"), "organisation": made.id("Tỉnh")}
    actions.keep_checklist(**at, term=TERM, facts=written())

    with pytest.raises(Refused) as refused:
        actions.keep_checklist(**at, term=TERM, facts=facts, checklist=made.checklist, version=version)

    assert code_of(refused) == code
    assert Checklist.objects.get(pk=made.checklist).points.count() == 3


# ---------- Planning ----------
def test_a_visit_keeps_the_points_that_it_was_planned_with(made: Supervised) -> None:
    actions.keep_checklist(
        actor=made.actor("board"),
        organisation=made.id("Tỉnh"),
        term=TERM,
        facts=written("Khánh tiết", "Khác?"),
        checklist=made.checklist,
        version=1,
    )

    rows = VisitPoint.objects.filter(visit=made.visit).order_by("position").values_list("group", "text", "subject")
    assert list(rows) == [
        ("Khánh tiết", "Cờ Đảng, cờ Tổ quốc?", "organisation"),
        ("Khánh tiết", "Tiêu đề ba dòng?", "organisation"),
        ("Khánh tiết", "Loa, điện dự phòng?", "security"),
    ]


@pytest.mark.parametrize(
    ("who", "at", "by", "may"),
    [
        ("board", "Xã Một", "Tỉnh", True),
        ("board", "Xã Một", "Huyện A", True),
        ("district", "Xã Một", "Huyện A", True),
        ("district", "Xã Một", "Tỉnh", False),  # does not speak for the province
        ("district", "Huyện A", "Tỉnh", False),
        ("district", "Huyện A", "Huyện A", True),  # looks at itself
        ("in_charge", "Huyện A", "Tỉnh", True),  # was sent by the level above the area
        ("in_charge", "Xã Một", "Tỉnh", True),
        ("in_charge", "Xã Hai", "Tỉnh", False),
        ("commune", "Xã Một", "Huyện A", False),
        ("commune", "Chi bộ thôn 1", "Xã Một", True),
        ("reader", "Xã Một", "Tỉnh", False),
        ("stranger", "Xã Một", "Tỉnh", False),
        ("other", "Xã Một", "Huyện B", False),
    ],
)
def test_who_may_plan_whose_visit_where(made: Supervised, who: str, at: str, by: str, may: bool) -> None:
    if may:
        assert Visit.objects.get(pk=made.plan(at, who=who, by=by)).by_id == made.id(by)
    else:
        with pytest.raises(NotHere):
            made.plan(at, who=who, by=by)


def change(made: Supervised, facts: VisitFacts, version: int = 1, **more: object) -> None:
    actions.change_visit(**made.at("board"), version=version, facts=facts, **more)  # type: ignore[arg-type]


def test_a_visit_is_changed_and_checklists_are_added_and_taken_out(made: Supervised) -> None:
    other = actions.keep_checklist(
        actor=made.actor("district"), organisation=made.id("Huyện A"), term=TERM, facts=written()
    )
    facts = VisitFacts(VisitKind.VISIT, made.id("Tỉnh"), date(2020, 3, 9), visitors="Lê Văn Mẫu")
    change(made, facts, add=[other], remove=["Khánh tiết"])

    row = Visit.objects.get(pk=made.visit)
    assert (row.planned_on, row.kind, row.body_id, row.version) == (date(2020, 3, 9), "visit", None, 2)
    assert list(row.points.values_list("group", flat=True)) == ["Tiết kiệm"]
    with pytest.raises(Refused) as refused:
        change(made, facts, version=1)
    assert code_of(refused) == "changed_meanwhile"


def test_what_a_visit_cannot_be_is_refused(made: Supervised) -> None:
    made.answer()
    of_b = actions.keep_checklist(
        actor=made.actor("other"), organisation=made.id("Huyện B"), term=TERM, facts=written()
    )
    body = made.form("Tổ của B", at="Huyện B", who="other", kind=BodyKind.GROUP)
    facts = VisitFacts(VisitKind.VISIT, made.id("Tỉnh"), TODAY)
    wrong = {
        "checklist_answered": lambda: change(made, facts, remove=["Khánh tiết"]),
        "checklist_twice": lambda: change(made, facts, add=[made.checklist]),
        "checklist_unknown": lambda: change(made, facts, add=[of_b]),
        "body_unknown": lambda: change(made, VisitFacts(VisitKind.VISIT, made.id("Tỉnh"), TODAY, body=body)),
        "day_unlikely": lambda: change(made, VisitFacts(VisitKind.VISIT, made.id("Tỉnh"), date(2202, 3, 2))),
    }
    for code, act in wrong.items():
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == code
    assert Visit.objects.get(pk=made.visit).version == 1


def test_a_visit_is_dropped_with_a_reason_and_then_stays_so(made: Supervised) -> None:
    with pytest.raises(Refused) as refused:
        actions.drop_visit(**made.at(), reason=" ")
    assert code_of(refused) == "no_reason"
    actions.drop_visit(**made.at(), reason="Bão")

    for act in (lambda: made.answer(), lambda: made.find(), lambda: actions.drop_visit(**made.at(), reason="x")):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "visit_dropped"


def test_a_visit_is_held_on_a_day_that_has_come(made: Supervised) -> None:
    with pytest.raises(Refused) as refused:
        actions.hold_visit(**made.at(), held_on=TODAY + timedelta(1))
    assert code_of(refused) == "day_ahead"
    actions.hold_visit(**made.at(), held_on=TODAY - timedelta(1))
    actions.hold_visit(**made.at(), held_on=TODAY)

    assert Visit.objects.get(pk=made.visit).held_on == TODAY
    with pytest.raises(Refused) as refused:
        actions.drop_visit(**made.at(), reason="x")
    assert code_of(refused) == "visit_held"


# ---------- Both sides ----------
ACTS = {
    "answer": lambda made, who: made.answer(who=who),
    "find": lambda made, who: made.find(who=who),
    "file": lambda made, who: actions.add_file(**made.at(who), key=str(uuid4()), given=Attached("a.png", b"x")),
    "hold": lambda made, who: actions.hold_visit(**made.at(who), held_on=TODAY),
    "drop": lambda made, who: actions.drop_visit(**made.at(who), reason="x"),
    "conclude": lambda made, who: actions.conclude_visit(**made.at(who), conclusion="x"),
    "choose": lambda made, who: actions.choose_answer(**made.at(who), point=made.points[0], key=str(uuid4()), among=[]),
    "strike": lambda made, who: actions.strike_finding(**made.at(who), finding=1, reason="x"),
    "change": lambda made, who: actions.change_visit(
        **made.at(who), version=1, facts=VisitFacts(VisitKind.VISIT, made.id("Xã Một"), TODAY)
    ),
}


@pytest.mark.parametrize("act", list(ACTS))
@pytest.mark.parametrize("who", ["commune", "station", "office", "other", "reader", "stranger"])
def test_those_visited_and_those_beside_do_nothing_on_a_visit(made: Supervised, act: str, who: str) -> None:
    with pytest.raises(NotHere):
        ACTS[act](made, who)

    assert VisitAnswer.objects.count() == VisitFinding.objects.count() == VisitFile.objects.count() == 0


@pytest.mark.parametrize("act", ["hold", "drop", "conclude", "strike", "change"])
def test_who_stands_in_between_does_not_speak_for_the_level_above(made: Supervised, act: str) -> None:
    with pytest.raises(NotHere):
        ACTS[act](made, "district")

    assert Visit.objects.get(pk=made.visit).version == 1


@pytest.mark.parametrize("who", ["board", "district", "in_charge"])
def test_those_above_and_those_sent_answer(made: Supervised, who: str) -> None:
    made.answer(who=who)

    assert standings(made) == [("yes", "current")]


def test_a_visit_is_not_reached_through_another_organisation(made: Supervised) -> None:
    given = Given(str(uuid4()), made.points[0], Reply.YES, AT)
    with pytest.raises(NotHere):
        actions.answer(actor=made.actor("board"), organisation=made.id("Huyện B"), visit=made.visit, answers=[given])


# ---------- Answers ----------
def test_an_answer_on_the_sight_of_another_takes_its_place(made: Supervised) -> None:
    first = made.answer(Reply.NO)
    made.answer(Reply.YES, "Đã sửa", who="second", seen=first)

    assert standings(made) == [("no", "replaced"), ("yes", "current")]
    assert str(VisitAnswer.objects.get(reply="yes").seen.key) == first


def test_two_who_did_not_see_each_other_are_both_kept_and_people_choose(made: Supervised) -> None:
    first = made.answer(Reply.NO)
    second = made.answer(Reply.YES, who="second")
    assert standings(made) == [("no", "current"), ("yes", "offered")]

    point, both = made.points[0], [first, second]
    with pytest.raises(Refused) as refused:
        actions.choose_answer(**made.at("board"), point=point, key=second, among=[second])
    assert code_of(refused) == "answers_changed"
    actions.choose_answer(**made.at("board"), point=point, key=second, among=both)

    assert standings(made) == [("no", "set_aside"), ("yes", "current")]
    with pytest.raises(Refused):
        actions.choose_answer(**made.at("board"), point=point, key=second, among=both)


def test_the_same_key_stores_once_and_another_content_under_it_is_refused(made: Supervised) -> None:
    key = made.answer(Reply.NO)
    finding, file = str(uuid4()), str(uuid4())
    made.find(key=finding)
    actions.add_file(**made.at(), key=file, given=Attached("a.png", b"x"))

    again = {
        "kept_already": [
            lambda: made.answer(Reply.NO, key=key),
            lambda: made.find(key=finding),
            lambda: actions.add_file(**made.at(), key=file, given=Attached("a.png", b"x")),
        ],
        "key_used": [
            lambda: made.answer(Reply.YES, key=key),
            lambda: made.answer(Reply.NO, key=key, point=1),
            lambda: made.find("Khác", key=finding),
        ],
        "key_wrong": [lambda: made.answer(key="1"), lambda: made.answer(seen="x"), lambda: made.find(key="2")],
    }
    for code, acts in again.items():
        for act in acts:
            with pytest.raises(Refused) as refused:
                act()
            assert code_of(refused) == code
    assert (VisitAnswer.objects.count(), VisitFinding.objects.count(), VisitFile.objects.count()) == (1, 1, 1)
    assert Event.objects.filter(event="supervision.answered").count() == 1


def test_several_answers_come_in_all_or_none(made: Supervised) -> None:
    good = Given(str(uuid4()), made.points[0], Reply.YES, AT)
    bad = Given(str(uuid4()), 999_999, Reply.YES, AT)

    with pytest.raises(Refused) as refused:
        actions.answer(**made.at(), answers=[good, bad])
    assert (code_of(refused), VisitAnswer.objects.count()) == ("point_unknown", 0)
    with pytest.raises(Refused) as refused:
        actions.answer(**made.at(), answers=[Given(good.key, good.point, Reply.YES, AT, "x" * 501)])
    assert code_of(refused) == "note_long"
    with pytest.raises(Refused) as refused:
        actions.answer(**made.at(), answers=[])
    assert code_of(refused) == "nothing_answered"


def test_the_database_lets_no_two_answers_count(made: Supervised) -> None:
    made.answer()
    row = VisitAnswer.objects.get()
    row.pk, row.key = None, uuid4()

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# ---------- Findings ----------
@pytest.mark.parametrize(
    ("finding", "code"),
    [
        (FindingGiven(str(uuid4()), Weight.NOTE, Subject.GENERAL, " ", AT), "finding_text"),
        (FindingGiven(str(uuid4()), Weight.NOTE, Subject.GENERAL, "x" * 1001, AT), "finding_text"),
        (FindingGiven(str(uuid4()), Weight.SHORTCOMING, Subject.GENERAL, "x", AT), "shortcoming_unknown"),
        (FindingGiven(str(uuid4()), Weight.SHORTCOMING, Subject.GENERAL, "x", AT, "nothing"), "shortcoming_unknown"),
        (FindingGiven(str(uuid4()), Weight.NOTE, Subject.GENERAL, "x", AT, point=999_999), "point_unknown"),
    ],
)
def test_a_finding_that_says_nothing_is_refused(made: Supervised, finding: FindingGiven, code: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.find(**made.at(), finding=finding)

    assert (code_of(refused), VisitFinding.objects.count()) == (code, 0)


def test_a_finding_is_struck_once_with_a_reason_and_stays(made: Supervised) -> None:
    pk = made.find()
    with pytest.raises(Refused) as refused:
        actions.strike_finding(**made.at(), finding=pk, reason="")
    assert code_of(refused) == "no_reason"
    actions.strike_finding(**made.at(), finding=pk, reason="Nhầm")

    assert VisitFinding.objects.get(pk=pk).struck_reason == "Nhầm"
    with pytest.raises(Refused) as refused:
        actions.strike_finding(**made.at(), finding=pk, reason="Nhầm")
    assert code_of(refused) == "finding_struck"


def test_the_log_tells_nothing_of_what_was_found_before_the_conclusion(made: Supervised) -> None:
    made.answer(Reply.NO, "Thiếu cờ")
    made.find("Ma két sai tiêu đề")

    details = " ".join(Event.objects.filter(event__startswith="supervision.").values_list("detail", flat=True))
    assert "Ma két" not in details and "Thiếu cờ" not in details


# ---------- Concluding ----------
def test_what_is_concluded_becomes_tasks_of_the_organisation_visited(made: Supervised) -> None:
    made.concluded()

    row = Visit.objects.get(pk=made.visit)
    task = Task.objects.get(concluded__visit=row)
    assert (row.conclusion, row.concluded_on) == ("Cơ bản bảo đảm", TODAY)
    assert (task.organisation_id, task.term, task.title, task.origin) == (
        made.id("Xã Một"),
        TERM,
        "Sửa ma két",
        "visit",
    )
    assert (task.due_on, task.responsible, task.entered_on) == (date(2020, 3, 10), "Văn phòng", TODAY)
    for act in (
        lambda: made.answer(),
        lambda: made.find(),
        lambda: actions.conclude_visit(**made.at(), conclusion="x"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "visit_concluded"


def test_what_cannot_be_concluded_is_refused_and_no_task_is_made(made: Supervised) -> None:
    def conclude(text: str = "x", *tasks: NewTask) -> None:
        actions.conclude_visit(**made.at(), conclusion=text, tasks=tasks)  # type: ignore[arg-type]

    good = NewTask("Một", Subject.GENERAL, TODAY)
    with pytest.raises(Refused) as refused:
        conclude()
    assert code_of(refused) == "visit_not_held"
    actions.hold_visit(**made.at(), held_on=TODAY)
    wrong = {
        "conclusion_empty": lambda: conclude(" "),
        "task_without_title": lambda: conclude("x", good, NewTask(" ", Subject.GENERAL, TODAY)),
        "task_day": lambda: conclude("x", good, NewTask("Hai", Subject.GENERAL, TODAY - timedelta(1))),
        "tasks_many": lambda: conclude("x", *[good] * 51),
    }
    for code, act in wrong.items():
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == code
    made.answer()
    made.answer(Reply.NO, who="second")
    with pytest.raises(Refused) as refused:
        conclude()
    assert code_of(refused) == "answers_to_choose"
    assert Task.objects.count() == 0 and Visit.objects.get(pk=made.visit).concluded_on is None
