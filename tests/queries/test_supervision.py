"""What each side sees of a visit, how a subtree is visited, what waits for whom, and that nothing is seen sideways."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daihoi.actions import supervision as actions
from daihoi.actions._files import Attached
from daihoi.core.access import NotHere
from daihoi.core.organisations.kinds import Level
from daihoi.core.supervision import Reply, VisitState
from daihoi.data.models import VisitFile
from daihoi.queries import indicators
from daihoi.queries import supervision as queries
from daihoi.queries.supervision import VisitsAsked
from tests.area import TERM, TODAY, Area, area
from tests.supervised import Supervised

__all__ = ["area"]


@pytest.fixture
def made(area: Area) -> Supervised:
    found = Supervised(area)
    found.answer(Reply.NO, "Thiếu cờ")
    found.find()
    actions.add_file(**found.at(), key=str(uuid4()), given=Attached("anh.png", b"x"))  # type: ignore[arg-type]
    return found


def view(made: Supervised, who: str) -> queries.VisitView:
    return queries.visit(actor=made.actor(who), pk=made.visit, today=TODAY)


@pytest.mark.parametrize("who", ["board", "district", "in_charge"])
def test_those_who_come_see_everything_at_once(made: Supervised, who: str) -> None:
    found = view(made, who)

    assert (found.whole, found.open, found.line.answered, found.line.points) == (True, True, 1, 3)
    assert found.leads is (who != "district")
    assert found.points[0].current is not None and found.points[0].current.note == "Thiếu cờ"
    assert len(found.findings) == len(found.files) == 1 and len(found.known) == 3


@pytest.mark.parametrize("who", ["commune", "reader"])
def test_those_visited_see_the_plan_before_the_conclusion_and_everything_after_it(made: Supervised, who: str) -> None:
    before = view(made, who)
    assert (before.agenda, [point.text for point in before.points][:1]) == ("Nghe báo cáo", ["Cờ Đảng, cờ Tổ quốc?"])
    assert (before.whole, before.open, before.line.answered, before.line.to_choose) == (False, False, None, None)
    assert (before.findings, before.files, before.known, before.conclusion) == ((), (), (), "")
    assert all(point.current is None for point in before.points)
    number = VisitFile.objects.get().pk
    with pytest.raises(NotHere):
        queries.file(actor=made.actor(who), visit=made.visit, pk=number, today=TODAY)

    made.concluded()
    after = view(made, who)
    assert (after.whole, after.open, after.conclusion) == (True, False, "Cơ bản bảo đảm")
    assert [one.text for one in after.findings] == ["Ma két sai tiêu đề"]
    assert [(task.title, task.state) for task in after.tasks] == [("Sửa ma két", "open")]
    assert queries.file(actor=made.actor(who), visit=made.visit, pk=number, today=TODAY) == ("anh.png", b"x")


@pytest.mark.parametrize("who", ["station", "office", "neighbour", "other", "stranger", "keeper"])
def test_nobody_beside_sees_a_visit_or_its_files(made: Supervised, who: str) -> None:
    made.concluded()
    actor = made.actor(who)

    with pytest.raises(NotHere):
        view(made, who)
    with pytest.raises(NotHere):
        queries.file(actor=actor, visit=made.visit, pk=VisitFile.objects.get().pk, today=TODAY)
    with pytest.raises(NotHere):
        queries.answered_at(actor=actor, visit=made.visit, today=TODAY)
    with pytest.raises(NotHere):
        queries.visits_of(actor=actor, organisation=made.id("Xã Một"), term=TERM, today=TODAY)


def test_an_organisation_that_looks_at_itself_sees_everything(made: Supervised) -> None:
    made.visit = made.plan("Xã Một", who="commune", by="Xã Một")

    assert view(made, "commune").open and view(made, "board").open


# ---------- Lists ----------
def listed(made: Supervised, who: str = "board", at: str = "Tỉnh", **asked: object) -> list[str]:
    _, lines = queries.visits(
        actor=made.actor(who),
        organisation=made.id(at),
        term=TERM,
        today=TODAY,
        asked=VisitsAsked(**asked),  # type: ignore[arg-type]
    )
    return [f"{line.place} {line.state}" for line in lines]


def test_visits_are_listed_with_what_is_open_first_and_narrowed(made: Supervised) -> None:
    made.concluded()
    made.plan("Trạm", on=date(2020, 3, 20), body=made.group)
    made.plan("Xã Hai", on=date(2020, 2, 20))
    dropped = made.plan("Huyện B", on=date(2020, 2, 1))
    actions.drop_visit(actor=made.actor("board"), organisation=made.id("Huyện B"), visit=dropped, reason="Bão")

    assert listed(made) == ["Xã Hai overdue", "Trạm planned", "Xã Một concluded", "Huyện B dropped"]
    assert listed(made, state="overdue") == ["Xã Hai overdue"]
    assert listed(made, body=made.group) == ["Trạm planned"]
    assert listed(made, text="xa mot") == ["Xã Một concluded"]
    assert listed(made, kind="congress") == []
    assert listed(made, "district", "Huyện A") == ["Trạm planned", "Xã Một concluded"]
    assert queries.counts(actor=made.actor("board"), organisation=made.id("Tỉnh"), term=TERM, today=TODAY) == {
        VisitState.PLANNED: 1,
        VisitState.OVERDUE: 1,
        VisitState.HELD: 0,
        VisitState.CONCLUDED: 1,
        VisitState.DROPPED: 1,
    }
    with pytest.raises(NotHere):
        listed(made, "district", "Huyện B")


def test_a_subtree_is_told_by_organisation_and_by_body_and_who_nobody_came_to(made: Supervised) -> None:
    made.concluded()
    made.plan("Trạm", on=date(2020, 2, 20), body=made.group)
    at = indicators.place(
        actor=made.actor("board"), organisation=made.id("Tỉnh"), term=TERM, as_of=TODAY, today=TODAY, level=None
    )
    found = queries.state(at, Level.GRASSROOTS)

    counts = {line.id: (line.counts[VisitState.CONCLUDED], line.counts[VisitState.OVERDUE]) for line in found.lines}
    assert counts == {made.id("Huyện A"): (1, 1), made.id("Huyện B"): (0, 0)}
    assert [(line.organisations, line.never) for line in found.lines] == [(2, 1), (1, 1)]
    assert (found.total.organisations, found.total.never) == (3, 2)
    assert set(found.never) == {made.id("Trạm"), made.id("Xã Hai")}
    assert {body: sum(counts.values()) for body, counts in found.by_body.items()} == {made.delegation: 1, made.group: 1}


def test_tasks_from_visits_stand_until_they_are_done(made: Supervised, settings: object) -> None:
    made.concluded()

    def reminded(who: str, at: str, today: date = TODAY) -> tuple[int, int, list[str]]:
        every, late, lines = queries.reminders(actor=made.actor(who), organisation=made.id(at), term=TERM, today=today)
        return every, late, [f"{line.place}: {line.title} {line.state}" for line in lines]

    assert reminded("board", "Tỉnh") == (1, 0, ["Xã Một: Sửa ma két open"])
    assert reminded("commune", "Xã Một", date(2020, 3, 20)) == (1, 1, ["Xã Một: Sửa ma két late"])
    assert reminded("other", "Huyện B") == (0, 0, [])


# ---------- Checklists ----------
def test_checklists_come_down_and_never_sideways(made: Supervised) -> None:
    from daihoi.actions.supervision import ChecklistFacts  # noqa: PLC0415 app ready
    from daihoi.core.subjects import Subject  # noqa: PLC0415 app ready

    own = actions.keep_checklist(
        actor=made.actor("district"),
        organisation=made.id("Huyện A"),
        term=TERM,
        facts=ChecklistFacts("Của A", Subject.GENERAL, [("?", None)]),
    )

    def seen(who: str, at: str) -> list[str]:
        lines = queries.checklists(actor=made.actor(who), organisation=made.id(at), term=TERM, today=TODAY)
        return [line.name for line in lines]

    assert seen("commune", "Xã Một") == ["Của A", "Khánh tiết"]
    assert seen("other", "Huyện B") == ["Khánh tiết"]
    assert seen("board", "Tỉnh") == ["Khánh tiết"]
    for who in ("other", "stranger", "keeper"):
        with pytest.raises(NotHere):
            queries.checklist(actor=made.actor(who), pk=own, today=TODAY)
    assert [
        queries.checklist(actor=made.actor(who), pk=own, today=TODAY).may_edit for who in ("district", "office")
    ] == [
        True,
        False,
    ]


# ---------- Waiting ----------
def waits(made: Supervised, who: str) -> list[tuple[str, str]]:
    found = queries.waiting(actor=made.actor(who), term=TERM, today=TODAY)
    return [(one.what.removeprefix("supervision."), one.title) for one in found]


def test_what_waits_stands_with_those_who_have_to_do_it(made: Supervised) -> None:
    made.plan("Trạm", on=date(2020, 2, 20))
    made.plan("Xã Hai", on=date(2020, 3, 30))
    assert waits(made, "board") == [("overdue", "Trạm"), ("due", "Xã Một")]
    assert waits(made, "in_charge") == [("overdue", "Trạm"), ("due", "Xã Một")]
    assert waits(made, "commune") == [("expected", "Xã Một")]
    assert waits(made, "district") == waits(made, "other") == waits(made, "reader") == waits(made, "stranger") == []

    made.answer(Reply.YES, who="second")
    actions.hold_visit(**made.at(), held_on=TODAY)  # type: ignore[arg-type]
    assert waits(made, "board")[1:] == [("conclude", "Xã Một"), ("choose", "Xã Một")]
    assert waits(made, "commune") == []


def test_who_sits_in_the_body_is_waited_for_wherever_it_goes(made: Supervised) -> None:
    from daihoi.actions import bodies  # noqa: PLC0415 app ready
    from daihoi.core.bodies import MemberLine  # noqa: PLC0415 app ready

    member = MemberLine("Lê Văn Mẫu", account=made.users["district"].username)
    bodies.set_members(
        actor=made.actor("board"), organisation=made.id("Tỉnh"), body=made.delegation, version=1, members=[member]
    )

    assert waits(made, "district") == [("due", "Xã Một")]


def test_lists_take_as_many_queries_for_three_rows_as_for_one(made: Supervised) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            listed(made)
            waits(made, "board")
        return len(captured)

    one = count()
    made.plan("Trạm")
    made.plan("Xã Hai")
    assert count() == one
