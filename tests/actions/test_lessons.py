"""Reviews, lessons and training: who may, what is refused, what is not saved over, what the log keeps."""

import json
from datetime import date

import pytest

from daihoi.actions import lessons as actions
from daihoi.actions._files import Attached
from daihoi.core.access import NotHere
from daihoi.core.lessons.attendance import Attended
from daihoi.core.messages import Refused
from daihoi.core.subjects import Subject
from daihoi.data.models import Event, Lesson, LessonRead, Review, Training, TrainingAttendance
from daihoi.queries import lessons as queries
from tests.area import TERM, TODAY, Area, area
from tests.lessons_made import HELD, came, held, lesson, reviewed, session

__all__ = ["area"]


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def review(*kinds: str, on: date = HELD, well: str = "Tốt", text: str = "Chưa kỹ") -> actions.ReviewText:
    return actions.ReviewText(on, well, "", [actions.ShortcomingText(kind, text) for kind in kinds])


@pytest.mark.parametrize(
    ("who", "may"), [("board", True), ("district", True), ("office", True), ("neighbour", False), ("other", False),
                     ("reader", False), ("keeper", False), ("stranger", False)],
)  # fmt: skip
def test_the_organisation_and_those_above_it_review_its_congress(area: Area, who: str, may: bool) -> None:
    held(area, "Chi bộ thôn 1")
    given = {"actor": area.actor(who), "organisation": area.id("Chi bộ thôn 1"), "term": TERM}
    if not may:
        with pytest.raises(NotHere):
            actions.save_review(**given, review=review("surplus_low"))
        assert not Review.objects.exists()
        return

    pk = actions.save_review(**given, review=review("surplus_low"))

    assert list(Review.objects.values_list("pk", "organisation_id", "shortcomings__kind")) == [
        (pk, area.id("Chi bộ thôn 1"), "surplus_low")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (review("surplus_low", on=date(2020, 2, 19)), "reviewed_before_held"),
        (review("surplus_low", on=date(2020, 3, 3)), "day_in_future"),
        (review(well=""), "review_empty"),
        (review("no_such_kind"), "kind_unknown"),
        (review("own-1-1"), "kind_unknown"),
        (review("other", text=""), "other_without_text"),
        (review(*["surplus_low"] * 61), "too_many_rows"),
        (review(well="x" * 20_001), "text_too_long"),
    ],
)
def test_a_review_that_cannot_be_is_refused(area: Area, text: actions.ReviewText, code: str) -> None:
    held(area, "Trạm")
    with pytest.raises(Refused) as refused:
        actions.save_review(actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM, review=text)

    assert code_of(refused) == code
    assert not Review.objects.exists()


def test_a_congress_is_reviewed_only_after_it_is_marked_held(area: Area) -> None:
    given = {"actor": area.actor("board"), "organisation": area.id("Trạm"), "term": TERM, "review": review()}
    with pytest.raises(Refused) as refused:
        actions.save_review(**given)
    assert code_of(refused) == "not_held"
    with pytest.raises(NotHere):
        actions.save_review(**given | {"term": "2025-2030"})

    held(area, "Trạm")
    actions.save_review(**given)


def test_a_changed_review_keeps_in_the_log_what_was(area: Area) -> None:
    held(area, "Trạm")
    reviewed(area, "Trạm", "surplus_low", went_well="Lần đầu")
    reviewed(area, "Trạm", "decoration_wrong", went_well="Lần sau")

    view = queries.review(actor=area.actor("district"), organisation=area.id("Trạm"), term=TERM)

    assert (view.went_well, [line.kind.key for line in view.shortcomings]) == ("Lần sau", ["decoration_wrong"])
    assert [(one.went_well, [line.kind.key for line in one.shortcomings]) for one in view.earlier] == [
        ("Lần đầu", ["surplus_low"])
    ]
    assert [json.loads(one.detail)["went_well"] for one in Event.objects.filter(event="lessons.reviewed")] == [
        "Lần đầu",
        "Lần sau",
    ]


def test_nobody_saves_over_a_review_that_somebody_else_changed(area: Area) -> None:
    held(area, "Trạm")
    seen = queries.review(actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM).stamp
    given = {"actor": area.actor("board"), "organisation": area.id("Trạm"), "term": TERM}
    actions.save_review(**given, review=review("surplus_low"), seen=seen)

    with pytest.raises(Refused) as refused:
        actions.save_review(**given, review=review("decoration_wrong"), seen=seen)

    assert code_of(refused) == "changed_meanwhile"
    now = queries.review(actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM)
    assert [line.kind.key for line in now.shortcomings] == ["surplus_low"]
    actions.save_review(**given, review=review(), seen=now.stamp)


def test_a_kind_that_was_added_is_used_there_and_below_and_nowhere_else(area: Area) -> None:
    given = {"actor": area.actor("district"), "organisation": area.id("Huyện A"), "subject": Subject.HEALTH}
    key = actions.add_kind(**given, name="  Thiếu   nước uống ")

    def keys(who: str, at: str) -> set[str]:
        return {kind.key for kind in queries.kinds(actor=area.actor(who), organisation=area.id(at))}

    assert key in keys("office", "Chi bộ thôn 1")
    assert key not in keys("other", "Huyện B") | keys("board", "Tỉnh")
    for name in ("thieu nuoc uong", "surplus on the list too low"):
        with pytest.raises(Refused) as refused:
            actions.add_kind(**given, name=name)
        assert code_of(refused) == "kind_there"
    with pytest.raises(Refused) as refused:
        actions.add_kind(**given, name=" ")
    assert code_of(refused) == "kind_without_name"
    with pytest.raises(NotHere):
        actions.add_kind(**given | {"actor": area.actor("other")}, name="Khác")
    held(area, "Trạm")
    reviewed(area, "Trạm", key)
    (line,) = queries.review(actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM).shortcomings
    assert (line.kind.name, line.kind.own) == ("Thiếu nước uống", True)  # those above read what those below added


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": " "}, "lesson_without_title"),
        ({"text": ""}, "lesson_without_text"),
        ({"kind": "x"}, "kind_unknown"),
        ({"text": "x" * 20_001}, "text_too_long"),
        ({"file": Attached("a.exe", b"x")}, "file_kind"),
        ({"file": Attached("a.pdf", b"")}, "file_empty"),
    ],
)
def test_a_lesson_that_cannot_be_is_refused(area: Area, more: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        lesson(area, **more)

    assert code_of(refused) == code
    assert not Lesson.objects.exists()


def test_a_lesson_comes_from_a_review_that_its_author_may_see(area: Area) -> None:
    held(area, "Xã Hai")
    reviewed(area, "Xã Hai", "surplus_low")

    with pytest.raises(NotHere):
        lesson(area, at="Huyện A", who="district", review=area.id("Xã Hai"))
    with pytest.raises(NotHere):
        lesson(area, review=area.id("Trạm"))  # not reviewed
    pk = lesson(area, review=area.id("Xã Hai"))

    assert queries.lesson(actor=area.actor("board"), pk=pk).review == area.id("Xã Hai")
    assert queries.lesson(actor=area.actor("district"), pk=pk).review is None


def test_a_lesson_is_changed_and_withdrawn_by_those_who_published_it_alone(area: Area) -> None:
    pk = lesson(area, file=Attached("bai.pdf", b"%PDF"))
    view = queries.lesson(actor=area.actor("board"), pk=pk)
    text = actions.LessonText("Mới", "Nội dung mới", Subject.ELECTION)
    own = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "pk": pk}
    for given in (own | {"actor": area.actor("district")}, own | {"organisation": area.id("Huyện A")}):
        with pytest.raises(NotHere):
            actions.change_lesson(**given, lesson=text)
        with pytest.raises(NotHere):
            actions.withdraw_lesson(**given, reason="Sai")

    actions.change_lesson(**own, lesson=text, seen=view.stamp)
    with pytest.raises(Refused) as refused:
        actions.change_lesson(**own, lesson=text, seen=view.stamp)
    assert code_of(refused) == "changed_meanwhile"
    assert queries.lesson(actor=area.actor("board"), pk=pk).file_name == "bai.pdf"
    actions.change_lesson(**own, lesson=text, drop_file=True)
    assert queries.lesson(actor=area.actor("board"), pk=pk).file_name == ""
    with pytest.raises(Refused) as refused:
        actions.withdraw_lesson(**own, reason=" ")
    assert code_of(refused) == "no_reason"
    actions.withdraw_lesson(**own, reason="Đã có hướng dẫn mới")
    for act in (
        lambda: actions.withdraw_lesson(**own, reason="Lần nữa"),
        lambda: actions.change_lesson(**own, lesson=text),
        lambda: actions.read_lesson(actor=area.actor("office"), organisation=area.id("Chi bộ thôn 1"), pk=pk),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "lesson_withdrawn"


def test_an_organisation_reads_what_applies_to_it_once(area: Area) -> None:
    cells = lesson(area, levels="cell")
    district = lesson(area, at="Huyện A", who="district")
    office = {"actor": area.actor("office"), "organisation": area.id("Chi bộ thôn 1")}

    actions.read_lesson(**office, pk=cells)
    actions.read_lesson(**office, pk=district)

    assert list(LessonRead.objects.order_by("pk").values_list("lesson", "organisation", "read_on")) == [
        (cells, area.id("Chi bộ thôn 1"), TODAY),
        (district, area.id("Chi bộ thôn 1"), TODAY),
    ]
    with pytest.raises(Refused) as refused:
        actions.read_lesson(**office, pk=cells)
    assert code_of(refused) == "already_read"
    for who, at, pk in (
        ("district", "Huyện A", cells),  # not its level
        ("other", "Xã Hai", district),  # not below the district
        ("district", "Huyện A", district),  # its own
        ("office", "Chi bộ thôn 2", cells),  # not theirs
        ("reader", "Chi bộ thôn 2", cells),
        ("board", "Chi bộ thôn 2", 9_999),
    ):
        with pytest.raises(NotHere):
            actions.read_lesson(actor=area.actor(who), organisation=area.id(at), pk=pk)


def test_a_session_goes_from_plan_to_held_or_is_dropped(area: Area) -> None:
    pk = session(area, held_on=None)
    own = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "pk": pk}
    view = queries.training(actor=area.actor("board"), pk=pk)
    with pytest.raises(NotHere):
        actions.hold_training(**own | {"actor": area.actor("district")}, held_on=HELD)
    with pytest.raises(Refused) as refused:
        actions.hold_training(**own, held_on=date(2020, 3, 3))
    assert code_of(refused) == "day_in_future"
    actions.hold_training(**own, held_on=HELD, form="Trực tuyến", seen=view.stamp)
    with pytest.raises(Refused) as refused:
        actions.hold_training(**own, held_on=HELD, seen=view.stamp)
    assert code_of(refused) == "changed_meanwhile"
    with pytest.raises(Refused) as refused:
        actions.drop_training(**own, reason="Thôi")
    assert code_of(refused) == "training_held"
    other = session(area, held_on=None)
    actions.drop_training(**own | {"pk": other}, reason="Ghép với hội nghị khác")
    for act in (
        lambda: actions.hold_training(**own | {"pk": other}, held_on=HELD),
        lambda: actions.change_training(**own | {"pk": other}, session=actions.Session("Mới", HELD)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "training_dropped"
    assert set(Training.objects.values_list("held_on", "dropped_on")) == {(HELD, None), (None, TODAY)}
    with pytest.raises(NotHere):
        came(area, other, ("Chi bộ thôn 1", 5, 5))


def test_attendance_is_entered_for_those_for_whom_the_session_is(area: Area) -> None:
    pk = session(area)
    assert came(area, pk, ("Chi bộ thôn 1", 5, 4), ("Chi bộ thôn 3", 6, None)) == 2
    assert came(area, pk, ("Chi bộ thôn 1", 5, 4), ("Chi bộ thôn 3", 6, 6)) == 1  # one changed
    assert came(area, pk, ("Chi bộ thôn 2", 7, 7), at="Huyện A", who="district") == 1  # those below enter their own

    assert sorted(TrainingAttendance.objects.values_list("organisation", "expected", "attended")) == sorted(
        [(area.id("Chi bộ thôn 1"), 5, 4), (area.id("Chi bộ thôn 3"), 6, 6), (area.id("Chi bộ thôn 2"), 7, 7)]
    )
    for at, who, name in (
        ("Huyện A", "district", "Chi bộ thôn 3"),  # beside
        ("Tỉnh", "district", "Chi bộ thôn 1"),  # not theirs
        ("Tỉnh", "board", "Xã Một"),  # not a cell
        ("Tỉnh", "board", "Tỉnh"),
        ("Huyện A", "reader", "Chi bộ thôn 1"),
    ):
        with pytest.raises(NotHere):
            came(area, pk, (name, 1, 1), at=at, who=who)


def test_numbers_that_cannot_be_are_refused_and_nothing_is_written(area: Area) -> None:
    pk, planned = session(area), session(area, held_on=None)
    for session_, row, code in (
        (pk, ("Chi bộ thôn 1", 5, 6), "more_than_expected"),
        (pk, ("Chi bộ thôn 1", -1, None), "number_unlikely"),
        (pk, ("Chi bộ thôn 1", 2_000_000, 1), "number_unlikely"),
        (planned, ("Chi bộ thôn 1", 5, 5), "not_held"),
    ):
        with pytest.raises(Refused) as refused:
            came(area, session_, ("Chi bộ thôn 2", 1, None), row)
        assert code_of(refused) == code
    assert not TrainingAttendance.objects.exists()
    assert came(area, planned, ("Chi bộ thôn 1", 5, None)) == 1  # expected may be known before


def test_attendance_that_somebody_entered_meanwhile_is_not_written_over(area: Area) -> None:
    pk = session(area)
    came(area, pk, ("Chi bộ thôn 1", 5, 4))
    given = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "pk": pk}
    one = area.id("Chi bộ thôn 1")

    with pytest.raises(Refused) as refused:
        actions.enter_attendance(**given, rows=[Attended(one, 5, 5)], seen={one: (None, None)})

    assert code_of(refused) == "changed_meanwhile"
    assert actions.enter_attendance(**given, rows=[Attended(one, 5, 5)], seen={one: (5, 4)}) == 1
    detail = json.loads(Event.objects.filter(event="lessons.training_held").latest("seq").detail)
    assert (detail["for"], detail["rows"]) == ([one], {str(one): [5, 5]})


def test_one_total_stands_instead_of_rows_and_never_beside_them(area: Area) -> None:
    pk = session(area)
    own = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "pk": pk}
    actions.enter_total(**own, expected=100, attended=90)
    with pytest.raises(Refused) as refused:
        came(area, pk, ("Chi bộ thôn 1", 5, 4))
    assert code_of(refused) == "total_entered"
    actions.enter_total(**own, expected=None, attended=None)
    came(area, pk, ("Chi bộ thôn 1", 5, 4))
    with pytest.raises(Refused) as refused:
        actions.enter_total(**own, expected=100, attended=90)
    assert code_of(refused) == "rows_entered"
    with pytest.raises(Refused) as refused:
        actions.change_training(**own, session=actions.Session("Mới", HELD, levels="grassroots"))
    assert code_of(refused) == "attendance_entered"
