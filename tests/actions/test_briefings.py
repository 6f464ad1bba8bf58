"""Briefings: planned, agenda out of what is open, minutes, what follows from them; who may, and what is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from daihoi.actions import briefings as actions
from daihoi.actions import difficulties
from daihoi.actions.briefings import Assignment, Meeting, Minutes, Point
from daihoi.core.access import NotHere, Role
from daihoi.core.briefings import BriefingState, Source
from daihoi.core.messages import Refused
from daihoi.data.models import Briefing, BriefingPoint, Directive, DirectivePlace, Event, Task, Uptake
from daihoi.queries import briefings as queries
from daihoi.queries.briefings import Proposal
from tests import factories
from tests.area import TERM, TODAY, Area, area
from tests.difficulties import answered, arranged, found, raised

__all__ = ["area"]
MEETING = Meeting(TODAY, "Hội trường Huyện ủy", "Bí thư", "Văn phòng")


def refused_with(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.findings[0].code


def planned(area: Area, *points: Point, at: str = "Huyện A", who: str = "district", meeting: Meeting = MEETING) -> int:
    return actions.plan_briefing(
        actor=area.actor(who), organisation=area.id(at), term=TERM, meeting=meeting, points=points
    )


def where(area: Area, pk: int, who: str = "district", at: str = "Huyện A") -> dict[str, object]:
    return {"actor": area.actor(who), "organisation": area.id(at), "briefing": pk}


def points(pk: int) -> list[BriefingPoint]:
    return list(BriefingPoint.objects.filter(briefing=pk).order_by("position"))


def task(area: Area, at: str, title: str = "Nộp báo cáo", due: date = date(2020, 2, 20), **more: object) -> Task:
    return Task.objects.create(
        organisation_id=area.id(at),
        term=TERM,
        title=title,
        subject="documents",
        origin="own",
        due_on=due,
        entered_on=TODAY,
        made_at=datetime(2020, 2, 1, tzinfo=UTC),
        made_by_name="mẫu",
        **more,
    )


def open_(area: Area, pk: int, who: str = "district", today: date = TODAY) -> list[Proposal]:
    lines = queries.agenda(actor=area.actor(who), pk=pk, today=today).lines
    return [line.proposal for line in lines if line.point is None]


# ---------- planning ----------


def test_a_briefing_is_planned_changed_and_dropped(area: Area) -> None:
    pk = planned(area)
    actions.change_briefing(**where(area, pk), meeting=Meeting(date(2020, 3, 9), "Phòng họp 2", "Phó bí thư"))
    row = Briefing.objects.get(pk=pk)
    assert (row.planned_on, row.place, row.chair, row.scribe) == (date(2020, 3, 9), "Phòng họp 2", "Phó bí thư", "")

    actions.drop_briefing(**where(area, pk))

    assert Briefing.objects.get(pk=pk).dropped_on == TODAY
    for act in (
        lambda: actions.change_briefing(**where(area, pk), meeting=MEETING),
        lambda: actions.set_agenda(**where(area, pk), points=()),
        lambda: actions.enter_minutes(**where(area, pk), minutes=Minutes(TODAY)),
        lambda: actions.drop_briefing(**where(area, pk)),
    ):
        assert refused_with(act) == "briefing_dropped"


@pytest.mark.parametrize("who", ["office", "neighbour", "other", "reader", "charge", "keeper", "stranger"])
def test_who_may_not(area: Area, who: str) -> None:
    area.users["charge"] = factories.user_with(Role.MEMBER_IN_CHARGE, area.of["Huyện A"])
    pk = planned(area, Point("Một"))
    point = points(pk)[0].pk
    here = where(area, pk, who)
    assignment = Assignment("x", area.id("Xã Một"), "general")

    for act in (
        lambda: planned(area, who=who),
        lambda: actions.change_briefing(**here, meeting=MEETING),
        lambda: actions.set_agenda(**here, points=()),
        lambda: actions.drop_briefing(**here),
        lambda: actions.enter_minutes(**here, minutes=Minutes(TODAY)),
        lambda: actions.assign(**here, point=point, task=assignment),
        lambda: actions.answer_point(**here, point=point, text="x"),
    ):
        with pytest.raises(NotHere):
            act()
    assert Briefing.objects.count() == 1 and Task.objects.count() == 0


def test_a_briefing_is_only_worked_on_where_it_is_held(area: Area) -> None:
    pk = planned(area)

    with pytest.raises(NotHere):
        actions.drop_briefing(**where(area, pk, "board", "Huyện B"))
    with pytest.raises(NotHere):
        actions.drop_briefing(**where(area, pk + 999))


def test_a_day_far_away_is_refused(area: Area) -> None:
    assert refused_with(lambda: planned(area, meeting=Meeting(date(2030, 1, 1)))) == "day_unlikely"


# ---------- agenda ----------


def test_the_agenda_is_made_from_what_is_open(area: Area, settings: object) -> None:
    arranged(area, "Huyện A", 2)
    old = raised(area, "Xã Một", "Cũ nhất")
    done = raised(area, "Trạm", "Đã trả lời")
    answered(area, done)
    raised(area, "Chi bộ thôn 1", "Nằm ở xã")
    settings.TODAY = date(2020, 3, 9)  # type: ignore[attr-defined]
    new = raised(area, "Trạm", "Mới hơn")
    worst = task(area, "Chi bộ thôn 1", "Văn kiện", date(2020, 2, 10))
    task(area, "Xã Một", "Nhân sự")
    task(area, "Xã Hai", "Của huyện khác")
    task(area, "Xã Một", "Xong", done_on=TODAY)

    shown = open_(area, planned(area), today=date(2020, 3, 9))

    assert [(each.source, each.title) for each in shown] == [
        (Source.DIFFICULTY, "Cũ nhất"),
        (Source.DIFFICULTY, "Mới hơn"),
        (Source.TASK, "Xã Một: 2 nhiệm vụ chậm"),
        (Source.ANSWERED, "Đã trả lời"),
    ]
    assert [each.difficulty for each in shown] == [old, new, None, done]
    assert shown[0].detail == "Xã Một phản ánh ngày 2/3/2020; quá hạn trả lời từ ngày 4/3/2020"
    assert shown[2].detail == "Chậm nhất: Văn kiện (hạn 10/2/2020, quá 28 ngày)" and shown[2].late_task == worst.pk


def test_congresses_behind_their_plan_are_proposed(area: Area, settings: object) -> None:
    settings.TODAY = date(2020, 9, 1)  # type: ignore[attr-defined]

    shown = open_(area, planned(area, meeting=Meeting(date(2020, 9, 1))), today=date(2020, 9, 1))

    assert [each.source for each in shown] == [Source.CONGRESS]
    assert shown[0].title.startswith("Đại hội đã quá thời hạn mà chưa tổ chức: ")
    assert "Xã Một" in shown[0].detail and "Xã Hai" not in shown[0].detail


def paper(area: Area, at: str, number: str, **more: object) -> Directive:
    given = {"levels": "", "units": "", "disseminate_by": date(2020, 3, 1), **more}
    return Directive.objects.create(
        organisation_id=area.id(at),
        term=TERM,
        paper="guidance",
        number=number,
        issued_on=date(2020, 1, 10),
        issuer="Ban Thường vụ",
        subject="personnel",
        title="Công tác nhân sự",
        entered_on=TODAY,
        made_at=datetime(2020, 2, 1, tzinfo=UTC),
        made_by_name="mẫu",
        **given,
    )


def test_papers_not_taken_in_or_disseminated_below_are_counted(area: Area) -> None:
    all_ = paper(area, "Tỉnh", "01-HD/TU")
    cells = paper(area, "Huyện A", "02-HD/HU", levels="cell")
    placed = paper(area, "Tỉnh", "03-HD/TU", levels="grassroots")
    DirectivePlace.objects.create(directive=placed, organisation=area.of["Xã Một"])
    paper(area, "Huyện B", "04-HD/HU")
    Uptake.objects.create(
        directive=all_,
        organisation=area.of["Xã Một"],
        revision=1,
        disseminated_on=TODAY,
        form="conference",
    )
    Uptake.objects.create(directive=cells, organisation=area.of["Chi bộ thôn 1"], revision=0)

    shown = {each.title: each.detail for each in open_(area, planned(area)) if each.source is Source.DIRECTIVE}

    by = " (hạn quán triệt 1/3/2020)"
    assert shown == {
        "Hướng dẫn số 01-HD/TU, ngày 10/1/2020: Công tác nhân sự": (
            f"4/5 tổ chức đảng chưa tiếp nhận; 4/5 chưa quán triệt{by}"
        ),
        "Hướng dẫn số 02-HD/HU, ngày 10/1/2020: Công tác nhân sự": (
            f"2/2 tổ chức đảng chưa tiếp nhận; 2/2 chưa quán triệt{by}"
        ),
        "Hướng dẫn số 03-HD/TU, ngày 10/1/2020: Công tác nhân sự": (
            f"1/1 tổ chức đảng chưa tiếp nhận; 1/1 chưa quán triệt{by}"
        ),
    }


def test_what_was_answered_before_the_last_briefing_is_not_told_again(area: Area, settings: object) -> None:
    first = raised(area, "Xã Một", "Trước")
    answered(area, first)
    held = planned(area)
    actions.enter_minutes(**where(area, held), minutes=Minutes(TODAY))
    settings.TODAY = TODAY + timedelta(days=7)  # type: ignore[attr-defined]
    second = raised(area, "Xã Một", "Sau")
    answered(area, second)

    shown = open_(area, planned(area), today=TODAY + timedelta(days=7))

    assert [each.title for each in shown if each.source is Source.ANSWERED] == ["Sau"]


def test_points_are_chosen_added_ordered_and_refreshed(area: Area) -> None:
    difficulty = raised(area, "Xã Một", "Con dấu")
    late = task(area, "Xã Một")
    pk = planned(
        area,
        Point("Con dấu", source=Source.DIFFICULTY, difficulty=difficulty),
        Point("Xã Một: 1 nhiệm vụ chậm", "cũ", source=Source.TASK, late_task=late.pk),
    )
    a, b = (each.pk for each in points(pk))

    actions.set_agenda(
        **where(area, pk), points=(Point("Việc khác"), Point("Xã Một: 2", "mới", id=b), Point("Con dấu", id=a))
    )

    assert [(each.pk, each.position, each.title) for each in points(pk)][1:] == [(b, 2, "Xã Một: 2"), (a, 3, "Con dấu")]
    assert [(each.source, each.difficulty_id, each.late_task_id) for each in points(pk)] == [
        ("", None, None),
        ("task", None, late.pk),
        ("difficulty", difficulty, None),
    ]
    actions.set_agenda(**where(area, pk), points=(Point("Con dấu", id=a),))
    assert [each.pk for each in points(pk)] == [a]


def test_a_point_that_says_what_is_no_longer_so_is_seen(area: Area) -> None:
    difficulty = raised(area, "Xã Một", "Con dấu")
    pk = planned(area)
    proposal = open_(area, pk)[0]
    actions.set_agenda(
        **where(area, pk),
        points=(Point(proposal.title, proposal.detail, source=proposal.source, difficulty=difficulty), Point("Khác")),
    )

    def stale() -> list[bool]:
        return [line.stale for line in queries.agenda(actor=area.actor("district"), pk=pk, today=TODAY).lines]

    assert stale() == [False, False]
    answered(area, difficulty)
    assert stale() == [True, False]


def test_points_rest_on_what_stands_below_alone(area: Area) -> None:
    beside = raised(area, "Xã Hai")
    elsewhere = task(area, "Xã Hai")

    for point in (
        Point("x", source=Source.DIFFICULTY, difficulty=beside),
        Point("x", source=Source.TASK, late_task=elsewhere.pk),
        Point("x", id=999),
        Point("x", difficulty=999_999),
    ):
        with pytest.raises(NotHere):
            planned(area, point)
    assert Briefing.objects.count() == 0


def test_what_cannot_be_on_an_agenda_is_refused(area: Area) -> None:
    assert refused_with(lambda: planned(area, Point(" "))) == "no_title"
    assert refused_with(lambda: planned(area, *[Point("x")] * 101)) == "too_many_points"
    pk = planned(area, Point("Một"))
    point = points(pk)[0].pk
    with pytest.raises(NotHere):
        actions.set_agenda(**where(area, pk), points=(Point("x", id=point), Point("x", id=point)))
    actions.enter_minutes(**where(area, pk), minutes=Minutes(TODAY, said={point: "Đã bàn."}))
    assert refused_with(lambda: actions.set_agenda(**where(area, pk), points=())) == "point_discussed"
    assert [each.title for each in points(pk)] == ["Một"]


def test_of_two_who_change_it_at_once_the_second_is_told(area: Area) -> None:
    pk = planned(area, Point("Một"))
    seen = queries.briefing(actor=area.actor("district"), pk=pk, today=TODAY).seen
    actions.set_agenda(**where(area, pk), points=(Point("Hai"),), seen=seen)

    for act in (
        lambda: actions.set_agenda(**where(area, pk), points=(Point("Ba"),), seen=seen),
        lambda: actions.change_briefing(**where(area, pk), meeting=MEETING, seen=seen),
        lambda: actions.enter_minutes(**where(area, pk), minutes=Minutes(TODAY), seen=seen),
    ):
        assert refused_with(act) == "changed_meanwhile"
    assert [each.title for each in points(pk)] == ["Hai"]


# ---------- minutes and what follows ----------


def test_minutes_say_who_came_and_what_was_said(area: Area) -> None:
    pk = planned(area, Point("Một"), Point("Hai"))
    one, two = (each.pk for each in points(pk))

    actions.enter_minutes(
        **where(area, pk),
        minutes=Minutes(TODAY, "Hội trường", "Bí thư", "Văn phòng", "Ban Tổ chức\nXã Một", "Kết luận.", {one: "Xong."}),
    )

    view = queries.briefing(actor=area.actor("board"), pk=pk, today=TODAY)
    assert (view.state, view.held_on, view.present) == (BriefingState.HELD, TODAY, "Ban Tổ chức\nXã Một")
    assert {each.id: each.said for each in view.points} == {one: "Xong.", two: ""}
    assert refused_with(lambda: actions.drop_briefing(**where(area, pk))) == "briefing_held"
    assert refused_with(lambda: actions.change_briefing(**where(area, pk), meeting=MEETING)) == "briefing_held"


def test_minutes_are_not_of_a_day_to_come_nor_of_points_of_another(area: Area) -> None:
    pk, other = planned(area, Point("Một")), planned(area, Point("Khác"))
    later = Minutes(TODAY + timedelta(days=1))
    foreign = Minutes(TODAY, said={points(other)[0].pk: "x"})

    mistyped = Minutes(date(20, 1, 6))

    assert refused_with(lambda: actions.enter_minutes(**where(area, pk), minutes=later)) == "held_in_future"
    assert refused_with(lambda: actions.enter_minutes(**where(area, pk), minutes=mistyped)) == "day_unlikely"
    with pytest.raises(NotHere):
        actions.enter_minutes(**where(area, pk), minutes=foreign)
    assert Briefing.objects.get(pk=pk).held_on is None


def test_a_conclusion_becomes_a_task_of_an_organisation_below(area: Area) -> None:
    pk = planned(area, Point("Một"))
    point = points(pk)[0].pk
    assignment = Assignment("Hoàn thiện văn kiện", area.id("Xã Một"), "documents", "Bí thư", date(2020, 3, 20))

    made = actions.assign(**where(area, pk), point=point, task=assignment)

    row = Task.objects.get(pk=made)
    assert (row.organisation_id, row.term, row.origin, row.responsible) == (
        area.id("Xã Một"),
        TERM,
        "briefing",
        "Bí thư",
    )
    assert (row.title, row.due_on, row.entered_on) == ("Hoàn thiện văn kiện", date(2020, 3, 20), TODAY)
    assert f'"for":[{area.id("Xã Một")}]' in Event.objects.order_by("-seq")[0].detail
    view = queries.briefing(actor=area.actor("district"), pk=pk, today=TODAY)
    assert view.points[0].task is not None and view.points[0].task.place == "Xã Một"
    assert refused_with(lambda: actions.assign(**where(area, pk), point=point, task=assignment)) == "assigned_already"


def test_tasks_that_cannot_be_are_refused(area: Area) -> None:
    pk = planned(area, Point("Một"))
    point = points(pk)[0].pk

    def give(title: str = "x", at: str = "Xã Một", subject: str = "general", due: date | None = None) -> object:
        return actions.assign(**where(area, pk), point=point, task=Assignment(title, area.id(at), subject, "", due))

    assert refused_with(lambda: give(title=" ")) == "no_title"
    assert refused_with(lambda: give(subject="weather")) == "unknown_subject"
    assert refused_with(lambda: give(due=TODAY - timedelta(days=1))) == "due_before"
    for name in ("Xã Hai", "Huyện B", "Tỉnh"):
        with pytest.raises(NotHere):
            give(at=name)
    with pytest.raises(NotHere):
        actions.assign(**where(area, pk), point=point + 999, task=Assignment("x", area.id("Xã Một"), "general"))
    assert Task.objects.count() == 0


def test_a_briefing_answers_a_difficulty_and_all_that_is_joined_to_it(area: Area) -> None:
    first, second = raised(area, "Xã Một", "Con dấu"), raised(area, "Trạm", "Dấu")
    difficulties.join(actor=area.actor("board"), organisation=area.id("Huyện A"), difficulty=second, to=first)
    pk = planned(area, Point("Con dấu", source=Source.DIFFICULTY, difficulty=first), Point("Khác"))
    point, other = (each.pk for each in points(pk))

    actions.answer_point(**where(area, pk), point=point, text="Khắc tại Công an tỉnh.", article="NĐ 99/2016")

    for each in (first, second):
        assert (found(each).state, found(each).answer, found(each).article) == (
            "answered",
            "Khắc tại Công an tỉnh.",
            "NĐ 99/2016",
        )
    view = queries.briefing(actor=area.actor("district"), pk=pk, today=TODAY)
    assert (view.points[0].answer, view.points[0].may_answer) == ("Khắc tại Công an tỉnh.", False)
    assert refused_with(lambda: actions.answer_point(**where(area, pk), point=point, text="x")) == "other_state"
    with pytest.raises(NotHere):
        actions.answer_point(**where(area, pk), point=other, text="x")


def test_what_lies_elsewhere_is_not_answered_here(area: Area) -> None:
    pk = planned(area, Point("x", source=Source.DIFFICULTY, difficulty=raised(area, "Chi bộ thôn 1")))

    with pytest.raises(NotHere):
        actions.answer_point(**where(area, pk), point=points(pk)[0].pk, text="x")


# ---------- reading ----------


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("board", True),
        ("district", True),
        ("reader", True),
        ("office", False),
        ("neighbour", False),
        ("other", False),
        ("keeper", False),
        ("stranger", False),
    ],
)
def test_a_briefing_is_seen_where_it_is_held_and_above_alone(area: Area, who: str, seen: bool) -> None:
    pk = planned(area)
    actions.enter_minutes(**where(area, pk), minutes=Minutes(TODAY))
    asked = {"actor": area.actor(who), "today": TODAY}
    reads = (
        lambda: queries.briefing(**asked, pk=pk),
        lambda: queries.briefings(**asked, organisation=area.id("Huyện A"), term=TERM),
        lambda: queries.paper(**asked, pk=pk),
    )

    for read in reads:
        if seen:
            assert read()
        else:
            with pytest.raises(NotHere):
                read()
    if who not in {"board", "district"}:
        with pytest.raises(NotHere):
            queries.agenda(**asked, pk=pk)


def test_what_waits_is_listed_first(area: Area, settings: object) -> None:
    settings.TODAY = date(2020, 3, 9)  # type: ignore[attr-defined]
    held = planned(area, meeting=Meeting(date(2020, 3, 1)))
    actions.enter_minutes(**where(area, held), minutes=Minutes(date(2020, 3, 2)))
    late = planned(area, meeting=Meeting(date(2020, 3, 5)))
    today = planned(area, Point("Một"), meeting=Meeting(date(2020, 3, 9)))
    later = planned(area, meeting=Meeting(date(2020, 3, 16)))
    dropped = planned(area)
    actions.drop_briefing(**where(area, dropped))

    total, lines = queries.briefings(
        actor=area.actor("reader"), organisation=area.id("Huyện A"), term=TERM, today=date(2020, 3, 9)
    )
    waits = queries.waiting(actor=area.actor("district"), term=TERM, today=date(2020, 3, 9))

    assert total == 5
    assert [line.id for line in lines] == [late, today, later, held, dropped]
    assert [(each.what, each.id) for each in waits] == [("briefings.unminuted", late), ("briefings.today", today)]
    for who in ("board", "office", "other", "reader", "stranger"):
        assert queries.waiting(actor=area.actor(who), term=TERM, today=date(2020, 3, 9)) == []


def test_papers_wait_for_the_minutes(area: Area) -> None:
    pk = planned(area)

    assert refused_with(lambda: queries.paper(actor=area.actor("district"), pk=pk, today=TODAY)) == "no_minutes"


def test_the_paper_holds_everything_that_was_entered(area: Area) -> None:
    difficulty = raised(area, "Xã Một", "Con dấu")
    pk = planned(area, Point("Con dấu", "Xã Một", source=Source.DIFFICULTY, difficulty=difficulty))
    point = points(pk)[0].pk
    actions.answer_point(**where(area, pk), point=point, text="Có.", article="NĐ 99")
    actions.assign(**where(area, pk), point=point, task=Assignment("Khắc dấu", area.id("Xã Một"), "general"))
    actions.enter_minutes(
        **where(area, pk), minutes=Minutes(TODAY, "Hội trường", "Bí thư", "VP", "A\n\nB", "Một.\nHai.", {point: "Bàn."})
    )

    data = queries.paper(actor=area.actor("district"), pk=pk, today=TODAY)

    assert (data.upper, data.organisation, data.day, data.present) == ("Tỉnh", "Huyện A", TODAY, ("A", "B"))
    assert data.conclusion == ("Một.", "Hai.") and data.recipients == ("Tỉnh", "Xã Một")
    printed = data.points[0]
    assert (printed.said, printed.answer, printed.article) == ("Bàn.", "Có.", "NĐ 99")
    assert printed.task is not None and (printed.task.title, printed.task.organisation) == ("Khắc dấu", "Xã Một")
