"""Lists of difficulties, published answers, what is alike, and what waits; nothing of it visible sideways."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daihoi.actions import difficulties as actions
from daihoi.actions import organisations as changes
from daihoi.core.access import NotHere, Role
from daihoi.core.likeness import grams
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.data.models import Difficulty, Event, Grant, PublishedAnswer
from daihoi.queries import difficulties as queries
from daihoi.queries.difficulties import Alike, Found, ListAsked, Which, _memory
from daihoi.queries.indicators import forget, not_kept
from tests import factories
from tests.area import TERM, TODAY, Area, area
from tests.difficulties import ALIKE, TITLE, answered, arranged, found, raised

__all__ = ["area"]


def listed(
    area: Area,
    who: str,
    at: str,
    which: Which = Which.HERE,
    state: str = "open",
    start: int = 0,
    stop: int | None = None,
    **more: object,
) -> Found:
    return queries.difficulties(
        actor=area.actor(who),
        organisation=area.id(at),
        term=TERM,
        today=TODAY,
        asked=ListAsked(which, state, **more),
        start=start,
        stop=stop,
    )


def ids(shown: Found) -> list[int]:
    return [line.id for line in shown.lines]


def alike(area: Area, who: str, text: str, **more: object) -> list[Alike]:
    return queries.alike(actor=area.actor(who), term=TERM, today=TODAY, text=text, **more)


def publish(area: Area, at: str, question: str = "Ai được miễn dự đại hội?", **more: object) -> int:
    given = {"subject": "personnel", "answer": "Theo Điều lệ Đảng.", "article": "24-QĐ/TW", **more}
    return actions.publish(actor=area.actor("board"), organisation=area.id(at), term=TERM, question=question, **given)


# ---------- lists ----------


def test_the_queue_has_the_overdue_first_then_by_day_then_the_longest_waiting(area: Area, settings: object) -> None:
    undated = raised(area, "Chi bộ thôn 1", "Không có hạn")
    arranged(area, "Xã Một", 10)
    later = raised(area, "Chi bộ thôn 1", "Hạn sau")
    arranged(area, "Xã Một", 1)
    sooner = raised(area, "Chi bộ thôn 2", "Hạn trước")

    shown = queries.difficulties(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        term=TERM,
        today=date(2020, 3, 6),
        asked=ListAsked(Which.HERE),
    )

    assert ids(shown) == [sooner, later, undated]
    assert [(line.late, line.waited) for line in shown.lines] == [(3, 4), (0, 4), (0, 4)]
    assert (shown.states["overdue"], shown.states["open"]) == (1, 3)


def test_lists_are_narrowed_and_their_counts_do_not_depend_on_it(area: Area) -> None:
    a = raised(area, "Chi bộ thôn 1", "Số dư", subject="election")
    b = raised(area, "Chi bộ thôn 2", "Kinh phí", subject="spending")
    c = raised(area, "Xã Một", "Con dấu", subject="spending")
    answered(area, b)

    below = listed(area, "board", "Huyện A", Which.BELOW, state="")
    assert sorted(ids(below)) == [a, b, c]
    assert below.states == {"overdue": 0, "open": 2, "answered": 1, "joined": 0, "taken_back": 0}
    assert below.subjects == {"election": 1, "spending": 2}
    assert ids(listed(area, "board", "Huyện A", Which.BELOW)) == [a, c]
    assert ids(listed(area, "board", "Huyện A", Which.BELOW, state="answered")) == [b]
    assert ids(listed(area, "board", "Huyện A", Which.BELOW, subject="spending")) == [c]
    assert ids(listed(area, "board", "Huyện A", Which.BELOW, lies=area.id("Xã Một"))) == [a]
    assert ids(listed(area, "board", "Huyện A", Which.BELOW, state="", text="kinh phi")) == [b]
    assert ids(listed(area, "board", "Huyện A")) == [c]
    assert ids(listed(area, "office", "Chi bộ thôn 1", Which.OURS)) == [a]
    assert [(pk, count) for pk, _, count in below.lies_at] == [(area.id("Xã Một"), 2), (area.id("Huyện A"), 1)]


def test_a_page_is_a_part_of_the_list(area: Area) -> None:
    pks = [raised(area, "Chi bộ thôn 1", f"Việc số {number}") for number in range(5)]

    assert ids(listed(area, "board", "Xã Một", start=2, stop=4)) == pks[2:4]
    assert listed(area, "board", "Xã Một", start=2, stop=4).total == 5
    assert ids(listed(area, "board", "Xã Một", start=10, stop=20)) == []


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("board", True),
        ("district", True),
        ("reader", True),
        ("office", True),
        ("neighbour", False),
        ("other", False),
        ("keeper", False),
        ("stranger", False),
    ],
)
def test_a_difficulty_is_seen_by_its_organisation_and_those_above_alone(area: Area, who: str, seen: bool) -> None:
    pk = raised(area, "Chi bộ thôn 1")

    if seen:
        assert queries.difficulty(actor=area.actor(who), pk=pk, today=TODAY).title == TITLE
        assert ids(listed(area, who, "Chi bộ thôn 1", Which.OURS)) == [pk]
    else:
        with pytest.raises(NotHere):
            queries.difficulty(actor=area.actor(who), pk=pk, today=TODAY)
        with pytest.raises(NotHere):
            listed(area, who, "Chi bộ thôn 1", Which.OURS)
    with pytest.raises(NotHere):
        queries.difficulty(actor=area.actor(who), pk=pk + 1000, today=TODAY)


def test_whoever_works_below_sees_and_counts_nothing_of_what_lies_above(area: Area) -> None:
    raised(area, "Chi bộ thôn 1")
    raised(area, "Chi bộ thôn 2")

    for name in ("Xã Một", "Huyện A", "Tỉnh"):
        with pytest.raises(NotHere):
            listed(area, "office", name, Which.BELOW)


def test_the_terms_are_apart(area: Area) -> None:
    raised(area)

    shown = queries.difficulties(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        term="2025-2030",
        today=TODAY,
        asked=ListAsked(Which.HERE, ""),
    )

    assert (shown.total, shown.states["open"]) == (0, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_as_many_queries_for_three_as_for_one(area: Area, rows: int) -> None:
    for number in range(rows):
        raised(area, "Chi bộ thôn 1", f"Việc số {number}")
    listed(area, "board", "Xã Một")

    with CaptureQueriesContext(connection) as captured:
        assert len(listed(area, "board", "Xã Một").lines) == rows

    assert len(captured) == 7  # with the one that makes the actor


@pytest.mark.parametrize("rows", [1, 3])
def test_a_difficulty_takes_as_many_queries_with_three_joined_as_with_one(area: Area, rows: int) -> None:
    main = raised(area, "Chi bộ thôn 1")
    for number in range(rows):
        pk = raised(area, "Chi bộ thôn 2", f"Việc {number}")
        actions.join(actor=area.actor("board"), organisation=area.id("Xã Một"), difficulty=pk, to=main)

    with CaptureQueriesContext(connection) as captured:
        assert len(queries.difficulty(actor=area.actor("board"), pk=main, today=TODAY).joined) == rows

    assert len(captured) == 7  # with the one that makes the actor


def test_joined_ones_know_nothing_of_each_other(area: Area) -> None:
    first, second = raised(area, "Chi bộ thôn 1", "Chuyện riêng"), raised(area, "Chi bộ thôn 2", "Chuyện khác")
    actions.join(actor=area.actor("board"), organisation=area.id("Xã Một"), difficulty=second, to=first)

    own = queries.difficulty(actor=area.actor("office"), pk=first, today=TODAY)
    other = queries.difficulty(actor=area.actor("neighbour"), pk=second, today=TODAY)
    above = queries.difficulty(actor=area.actor("district"), pk=first, today=TODAY)

    assert (own.joined, own.joined_to) == ((), None)
    assert (other.joined, other.joined_to, other.state) == ((), None, "joined")
    assert "Chuyện riêng" not in repr(other) and "Chi bộ thôn 1" not in repr(other)
    assert "Chuyện khác" not in repr(own) and "Chi bộ thôn 2" not in repr(own)
    assert [each.title for each in above.joined] == ["Chuyện khác"]
    answered(area, first, "Như nhau.")
    for who, pk in (("office", first), ("neighbour", second)):
        view = queries.difficulty(actor=area.actor(who), pk=pk, today=TODAY)
        assert (view.state, view.answer) == ("answered", "Như nhau.")


def test_what_a_person_may_do_is_what_the_actions_let_them(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")

    def may(who: str) -> tuple[bool, bool, bool, bool]:
        view = queries.difficulty(actor=area.actor(who), pk=pk, today=TODAY)
        return view.may_answer, view.may_take_back, view.may_reopen, view.may_publish is not None

    assert may("district") == (True, True, False, False)
    assert may("office") == (False, True, False, False)
    assert may("reader") == (False, False, False, False)
    answered(area, pk)
    assert may("district") == (False, False, True, True)
    assert may("office") == (False, False, True, False)
    view = queries.difficulty(actor=area.actor("district"), pk=pk, today=TODAY)
    assert view.may_publish == area.id("Xã Một")


def test_the_next_above_is_shown_and_none_at_the_top(area: Area) -> None:
    below, top = raised(area, "Chi bộ thôn 1"), raised(area, "Huyện A")

    view = queries.difficulty(actor=area.actor("board"), pk=below, today=TODAY)
    assert view.next_up is not None and view.next_up.name == "Huyện A"
    assert queries.difficulty(actor=area.actor("board"), pk=top, today=TODAY).next_up is None


# ---------- published answers ----------


def seen_answers(area: Area, who: str, **asked: object) -> list[int]:
    _, lines, _ = queries.answers(actor=area.actor(who), term=TERM, today=TODAY, asked=queries.AnswersAsked(**asked))
    return [line.id for line in lines]


def test_an_answer_is_seen_at_and_below_where_it_was_published_and_above_but_never_beside(area: Area) -> None:
    pk = publish(area, "Huyện A")

    for who in ("board", "district", "office", "neighbour", "reader"):
        assert seen_answers(area, who) == [pk], who
        assert queries.answer(actor=area.actor(who), pk=pk, today=TODAY).line.article == "24-QĐ/TW"
    for who in ("other", "keeper", "stranger"):
        assert seen_answers(area, who) == [], who
        with pytest.raises(NotHere):
            queries.answer(actor=area.actor(who), pk=pk, today=TODAY)


def test_an_answer_for_some_levels_and_units_reaches_those_alone(area: Area) -> None:
    cells = publish(area, "Tỉnh", levels=[Level.CELL])
    upper = publish(area, "Tỉnh", levels=[Level.UPPER])
    schools = publish(area, "Tỉnh", units=[Unit.SCHOOL])

    assert seen_answers(area, "office") == [cells]
    assert sorted(seen_answers(area, "other")) == [cells, upper, schools]  # schools may stand below a district
    assert sorted(seen_answers(area, "board")) == [cells, upper, schools]
    with pytest.raises(NotHere):
        queries.answer(actor=area.actor("office"), pk=upper, today=TODAY)


def test_answers_are_narrowed_by_words_subject_and_origin(area: Area) -> None:
    above = publish(area, "Tỉnh", "Số dư của danh sách bầu cử là bao nhiêu?", subject="election")
    own = publish(area, "Huyện A", "Chi tiền in tài liệu lấy từ đâu?", subject="spending")

    assert seen_answers(area, "district", whose="above") == [above]
    assert seen_answers(area, "district", whose="own") == [own]
    assert seen_answers(area, "district", subject="spending") == [own]
    assert seen_answers(area, "district", text="danh sach bau cu so du") == [above]
    assert seen_answers(area, "district", text="tai lieu in") == [own]
    assert seen_answers(area, "district", text="con tàu vũ trụ") == []


def test_a_withdrawn_answer_is_no_longer_among_them_but_can_still_be_read(area: Area) -> None:
    pk = publish(area, "Huyện A")
    actions.withdraw(actor=area.actor("board"), organisation=area.id("Huyện A"), answer=pk, reason="Đã thay.")

    assert seen_answers(area, "office") == []
    assert seen_answers(area, "office", withdrawn=True) == [pk]
    assert queries.answer(actor=area.actor("office"), pk=pk, today=TODAY).withdrawn_note == "Đã thay."
    assert alike(area, "office", "Ai được miễn dự đại hội") == []


def test_those_below_do_not_see_who_published_it_nor_the_difficulty_behind_it(area: Area) -> None:
    difficulty = raised(area, "Chi bộ thôn 1")
    answered(area, difficulty)
    pk = publish(area, "Huyện A", difficulty=difficulty)

    below = queries.answer(actor=area.actor("neighbour"), pk=pk, today=TODAY)
    raiser = queries.answer(actor=area.actor("office"), pk=pk, today=TODAY)

    assert (below.difficulty, below.made_by) == (None, "")
    assert raiser.difficulty == difficulty


# ---------- alike ----------


@pytest.mark.parametrize(
    "typed",
    [
        "dang vien lam an xa co phai du dai hoi",
        "đại hội có phải triệu tập đảng viên làm ăn xa",
        "đảng vien đi lm ăn xaa phải trieụ tập dự đại hôi",
        "triệu tập đảng viên làm ăn xa",
    ],
)
def test_typed_without_marks_in_another_order_or_with_slips_it_is_found(area: Area, typed: str) -> None:
    pk = raised(area, "Chi bộ thôn 1")
    raised(area, "Chi bộ thôn 1", "Mức chi in tài liệu")

    assert [each.id for each in alike(area, "office", typed)][:1] == [pk]


def test_nothing_of_a_neighbour_is_ever_offered(area: Area) -> None:
    raised(area, "Chi bộ thôn 1")

    for who in ("neighbour", "other", "keeper", "stranger"):
        assert alike(area, who, TITLE) == [], who
    assert [each.place for each in alike(area, "district", TITLE)] == ["Chi bộ thôn 1"]


def test_published_answers_from_above_are_offered_with_own_difficulties(area: Area) -> None:
    answer = publish(area, "Tỉnh", "Đảng viên đi làm ăn xa có phải dự đại hội không?")
    elsewhere = publish(area, "Huyện B", "Đảng viên đi làm ăn xa có phải dự đại hội không?")
    own = raised(area, "Chi bộ thôn 1")

    shown = alike(area, "office", "đảng viên làm ăn xa dự đại hội")

    assert {(each.kind, each.id) for each in shown} == {("answer", answer), ("difficulty", own)}
    assert elsewhere not in [each.id for each in shown if each.kind == "answer"]
    assert [each.kind for each in alike(area, "office", "đảng viên làm ăn xa", kinds=("answer",))] == ["answer"]


def test_only_open_ones_that_lie_there_are_offered_for_joining(area: Area) -> None:
    first, second = raised(area, "Chi bộ thôn 1"), raised(area, "Chi bộ thôn 2", ALIKE)
    third = raised(area, "Chi bộ thôn 2", ALIKE)
    raised(area, "Chi bộ thôn 3", ALIKE)
    answered(area, third)

    shown = alike(area, "board", TITLE, but=first, lies_at=area.id("Xã Một"))

    assert [each.id for each in shown] == [second]


def test_one_taken_back_is_no_longer_offered(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")
    actions.take_back(actor=area.actor("office"), organisation=area.id("Chi bộ thôn 1"), difficulty=pk, reason="x")

    assert alike(area, "office", TITLE) == []


@pytest.mark.parametrize("text", ["", "   ", "và của", "zzz qqq", "?!", "x" * 3000, "số " * 2000])
def test_any_text_may_be_asked_for(area: Area, text: str) -> None:
    raised(area)

    assert alike(area, "board", text) == []


_STEMS = """
    kinh phí|hội trường|phiếu bầu|danh sách|số dư|văn kiện|báo cáo chính trị|kiểm điểm|hồ sơ|lưu trữ|con dấu|tập huấn|
    trang trí|khánh tiết|kịch bản|điều hành|kiểm phiếu|tư cách đại biểu|dự khuyết|giấy mời|in ấn|tuyên truyền|pa nô|
    dư luận|đơn thư|khiếu nại|sáp nhập|thôn bản|quy hoạch|độ tuổi|tái cử|trình độ|cán bộ nữ|cán bộ trẻ|dân tộc|
    chuyển sinh hoạt|miễn công tác|an ninh|y tế|cách ly|mưa lũ|sạt lở|máy chiếu|âm thanh|đường truyền|ăn nghỉ|xăng xe|
    nghệ thuật|góp ý|dự thảo
"""
STEMS = [stem.strip() for stem in _STEMS.split("|")]
PLANTED = (
    "Đại biểu đang cách ly y tế có được bỏ phiếu tại nơi ở hay không",
    "Chi bộ mới sáp nhập chưa khắc con dấu thì ký báo cáo thế nào",
    "Đảng viên dự bị có được phát biểu khi thảo luận văn kiện",
)
TYPED = (
    "bo phieu tai noi o cho dai bieu cach ly",
    "chua khac con dau khi sap nhap chi bo ky bao cao",
    "thảo luận văn kiện đảng vien dự bị phat biêu được không",
)


def many(area: Area, number: int) -> None:
    """So many other difficulties, half of them of the other district, put in without events."""
    chance = random.Random(8)
    places = [area.id(name) for name in ("Chi bộ thôn 1", "Chi bộ thôn 3")]
    at = [area.id(name) for name in ("Xã Một", "Xã Hai")]
    rows = []
    for place in range(number):
        title = " ".join(chance.sample(STEMS, 4))
        text = " ".join(chance.sample(STEMS, 6))
        rows.append(
            Difficulty(
                organisation_id=places[place % 2],
                at_id=at[place % 2],
                term=TERM,
                subject="general",
                title=title,
                text=text,
                raised_on=TODAY,
                raised_at=datetime(2020, 3, 2, tzinfo=UTC),
                raised_by_name="mẫu",
                lies_since=TODAY,
                state="open",
                grams=grams(title, text),
            )
        )
    Difficulty.objects.bulk_create(rows, batch_size=1000)
    forget()


def test_among_five_thousand_those_that_say_the_same_come_first_and_only_ones_own(area: Area) -> None:
    many(area, 5_000)
    own = [raised(area, "Chi bộ thôn 2", title) for title in PLANTED]
    others = [raised(area, "Chi bộ thôn 3", title) for title in PLANTED]

    for typed, pk, other in zip(TYPED, own, others, strict=True):
        assert {each.id for each in alike(area, "board", typed)[:2]} == {pk, other}
        assert alike(area, "district", typed)[0].id == pk
        assert alike(area, "other", typed)[0].id == other
    seen = {each.id for text in (*STEMS, *TYPED) for each in alike(area, "other", text, most=50)}
    mine = set(Difficulty.objects.filter(organisation=area.id("Chi bộ thôn 3")).values_list("pk", flat=True))
    assert seen and seen <= mine
    assert listed(area, "district", "Huyện A", Which.BELOW).total == 2_503
    assert alike(area, "office", TYPED[0]) == [] or alike(area, "office", TYPED[0])[0].place == "Chi bộ thôn 1"


# ---------- what is kept in memory ----------


def fresh() -> tuple[list[int], list[int]]:
    """What the database holds, read anew."""
    forget()
    kept = _memory.kept()
    return kept.difficulties["id"].tolist(), kept.difficulties["state"].tolist()


def test_memory_follows_the_log_row_by_row(area: Area) -> None:
    raised(area, "Chi bộ thôn 1", "Số dư")
    before = _memory.kept()
    pk = raised(area, "Chi bộ thôn 2", "Con dấu")
    answered(area, pk)
    with CaptureQueriesContext(connection) as captured:
        after = _memory.kept()

    assert len(captured) == 4  # head, events, and two of the rows that changed
    assert after.difficulties.whole is before.difficulties.whole and len(after.difficulties) == 2
    assert (after.difficulties["id"].tolist(), after.difficulties["state"].tolist()) == fresh()


def test_memory_is_read_anew_after_a_change_of_the_tree(area: Area) -> None:
    pk = raised(area, "Chi bộ thôn 1")
    _memory.kept()

    changes.move(
        actor=area.actor("board"),
        organisation=area.id("Chi bộ thôn 1"),
        parent=area.id("Xã Hai"),
        on=TODAY,
        decision=changes.Decision("1"),
    )

    assert ids(listed(area, "other", "Xã Hai")) == [pk]
    assert ids(listed(area, "board", "Xã Một", state="")) == []
    assert alike(area, "district", TITLE) == []


def test_another_database_under_the_same_numbers_is_noticed(area: Area) -> None:
    raised(area)
    _memory.kept()
    last = Event.objects.order_by("-seq")[0]
    Event.objects.filter(pk=last.pk).update(hash="f" * 64)
    raised(area, "Chi bộ thôn 2")

    assert len(_memory.kept().difficulties) == 2


def test_other_events_leave_the_tables_as_they_are(area: Area) -> None:
    raised(area)
    before = _memory.kept()
    changes.report_members(
        actor=area.actor("board"), organisation=area.id("Trạm"), on=TODAY, official=9, probationary=1
    )

    after = _memory.kept()

    assert after.seq > before.seq and after.difficulties is before.difficulties


def test_many_new_rows_are_merged_into_the_large_index(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_memory, "_TAIL_MOST", 2)
    _memory.kept()
    pks = []
    for number in range(5):
        pks.append(raised(area, "Chi bộ thôn 1", f"Việc lạ {'abcde'[number]}x"))
        assert alike(area, "office", f"viec la {'abcde'[number]}x")[0].id == pks[-1]

    assert _memory.kept().difficulties.merged >= 3


def test_what_is_read_within_a_write_is_not_kept(area: Area) -> None:
    forget()
    with not_kept():
        _memory.kept()

    assert _memory._memory._kept == {}


# ---------- what waits ----------


def test_what_waits_is_what_lies_at_ones_own_organisation_and_what_came_back(area: Area) -> None:
    arranged(area, "Xã Một", 1)
    commune = factories.user_with(Role.COMMITTEE_OFFICE, area.of["Xã Một"])
    area.users["commune"] = commune
    first, second = raised(area, "Chi bộ thôn 1", "Một"), raised(area, "Chi bộ thôn 1", "Hai")
    answered(area, second)
    later = date(2020, 3, 6)

    def waits(who: str, today: date = later) -> list[tuple[str, int, int]]:
        found = queries.waiting(actor=area.actor(who), term=TERM, today=today)
        return [(each.what, each.id, each.organisation) for each in found]

    assert waits("commune") == [("difficulties.overdue", first, area.id("Xã Một"))]
    assert waits("commune", TODAY) == [("difficulties.to_answer", first, area.id("Xã Một"))]
    assert waits("office") == [("difficulties.answered", second, area.id("Chi bộ thôn 1"))]
    assert waits("office", TODAY + timedelta(days=14)) == []
    assert waits("board") == waits("district") == waits("neighbour") == waits("reader") == waits("stranger") == []


def test_who_raised_a_difficulty_for_another_organisation_is_told_of_its_answer(area: Area) -> None:
    for name, at in (("member", "Huyện A"), ("member_too", "Huyện A"), ("member_beside", "Huyện B")):
        area.users[name] = factories.user_with(Role.MEMBER_IN_CHARGE, area.of[at])
    pk = raised(area, "Xã Một", "Một", by="member")
    by_district = raised(area, "Xã Một", "Hai", by="district")
    own = raised(area, "Huyện A", "Ba", by="member")

    def waits(who: str, today: date = TODAY) -> list[tuple[str, int, int]]:
        found = queries.waiting(actor=area.actor(who), term=TERM, today=today)
        return [(each.what, each.id, each.organisation) for each in found if each.what == "difficulties.answered"]

    assert waits("member") == []
    for each in (pk, by_district, own):
        answered(area, each)

    # What came back to the organisation of the person is told once; the second was answered where its raiser works.
    assert waits("member") == [
        ("difficulties.answered", own, area.id("Huyện A")),
        ("difficulties.answered", pk, area.id("Xã Một")),
    ]
    assert waits("member_too") == waits("district") == [("difficulties.answered", own, area.id("Huyện A"))]
    assert waits("member_beside") == waits("other") == waits("reader") == waits("stranger") == []
    assert waits("member", TODAY + timedelta(days=14)) == []
    Grant.objects.filter(user=area.users["member"]).update(valid_to=TODAY)
    assert waits("member") == []  # no longer theirs to see


def test_what_is_mine_by_the_arrangement_waits_first(area: Area) -> None:
    commune = factories.user_with(Role.COMMITTEE_OFFICE, area.of["Xã Một"])
    area.users["commune"] = commune
    arranged(area, "Xã Một", 1)
    other = raised(area, "Chi bộ thôn 1", "Một", subject="spending")
    actions.set_answerer(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        subject="personnel",
        name="Phó bí thư",
        working_days=9,
        username=commune.username,
    )
    mine = raised(area, "Chi bộ thôn 1", "Hai")

    found_ = queries.waiting(actor=area.actor("commune"), term=TERM, today=TODAY)

    assert [each.id for each in found_] == [mine, other]


def test_an_organisations_own_page_tells_what_waits(area: Area) -> None:
    arranged(area, "Xã Một", 1)
    pk = raised(area, "Chi bộ thôn 1")
    answered(area, raised(area, "Chi bộ thôn 1"))

    own = queries.difficulties_of(
        actor=area.actor("office"), organisation=area.id("Chi bộ thôn 1"), term=TERM, today=date(2020, 3, 9)
    )
    above = queries.difficulties_of(actor=area.actor("reader"), organisation=area.id("Xã Một"), term=TERM, today=TODAY)

    assert (own.open, own.overdue, own.answered, own.lies_here, own.may_raise) == (1, 1, 1, 0, True)
    assert [line.id for line in own.lines] == [pk]
    assert (above.open, above.lies_here, above.may_raise) == (0, 1, False)
    for who in ("neighbour", "other", "stranger"):
        with pytest.raises(NotHere):
            queries.difficulties_of(
                actor=area.actor(who), organisation=area.id("Chi bộ thôn 1"), term=TERM, today=TODAY
            )


def test_rows_are_found_whose_organisation_is_young(area: Area) -> None:
    """An organisation founded after the tree was read is seen as soon as it raises something."""
    _memory.tree(TERM)
    new = changes.found(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        new=changes.NewOrganisation("Chi bộ thôn 9", Kind.CELL),
        on=TODAY,
        decision=changes.Decision("1"),
    )
    area.of["Chi bộ thôn 9"] = Difficulty._meta.get_field("organisation").related_model.objects.get(pk=new)
    pk = raised(area, "Chi bộ thôn 9")

    assert ids(listed(area, "board", "Xã Một")) == [pk]
    assert PublishedAnswer.objects.count() == 0 and found(pk).state == "open"
