"""Reviews, lessons, training and the comparison as they are read: what is counted, and who sees what."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daihoi.actions import lessons as actions
from daihoi.core.access import NotHere
from daihoi.core.lessons import SHORTCOMINGS, Part
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import scope_of
from daihoi.data.models import Congress, Lesson, Mark, Review, Shortcoming
from daihoi.queries import indicators, organisations
from daihoi.queries import lessons as queries
from daihoi.queries.indicators import Place
from daihoi.queries.lessons._coverage import coverage
from daihoi.queries.lessons.papers import review_paper, summary_paper
from tests.area import TERM, TODAY, Area, area
from tests.lessons_made import HELD, came, held, lesson, reviewed, session

__all__ = ["area"]

CELLS = ["Chi bộ thôn 1", "Chi bộ thôn 2", "Chi bộ thôn 3"]


def place(area: Area, at: str = "Tỉnh", who: str = "board", level: Level | None = None, day: date = TODAY) -> Place:
    return indicators.place(
        actor=area.actor(who), organisation=area.id(at), term=TERM, as_of=day, today=TODAY, level=level
    )


def names(area: Area, pks: object) -> list[str]:
    by_id = {org.pk: name for name, org in area.of.items()}
    return [by_id[int(pk)] for pk in pks]  # type: ignore[attr-defined]


def test_pilots_held_without_a_review_are_told_and_those_reviewed_counted(area: Area) -> None:
    held(area, "Trạm", pilot=True)
    held(area, "Xã Hai", date(2020, 2, 25), pilot=True)
    held(area, "Xã Một")
    reviewed(area, "Trạm", "surplus_low", "surplus_low", "decoration_wrong")

    view = queries.reviews(actor=area.actor("board"), at=place(area, level=Level.GRASSROOTS))

    assert names(area, [one.organisation for one in view.without]) == ["Xã Hai"]
    assert [(one.pilot, one.held_on, one.reviewed_on, one.shortcomings) for one in view.done] == [(True, HELD, HELD, 3)]
    assert (view.pilots, view.pilots_held, view.pilots_reviewed, view.wide_held, view.wide_reviewed) == (2, 2, 1, 1, 0)
    earlier = queries.reviews(actor=area.actor("board"), at=place(area, day=date(2020, 2, 19)))
    assert (earlier.without, earlier.done) == ((), ())
    own = queries.reviews(actor=area.actor("district"), at=place(area, "Trạm", "district"))
    assert own.own is not None and (own.own.reviewed_on, own.own.pilot) == (HELD, True)
    waiting = queries.waiting(actor=area.actor("board"), term=TERM, today=TODAY)
    assert [(one.what, one.organisation, one.since) for one in waiting] == [
        ("lessons.review", area.id("Xã Hai"), date(2020, 2, 25))
    ]


REVIEWS = st.dictionaries(
    st.sampled_from([*CELLS, "Xã Một", "Trạm", "Xã Hai"]),
    st.tuples(
        st.booleans(),
        st.integers(1, 20),
        st.sets(st.sampled_from([kind.key for kind in SHORTCOMINGS[:4]])),
    ),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(REVIEWS, st.sampled_from([None, Level.CELL, Level.GRASSROOTS]), st.sampled_from(["Tỉnh", "Huyện A", "Xã Một"]))
def test_the_comparison_is_what_a_slow_count_gives(area: Area, given_: dict, level: Level | None, at: str) -> None:  # type: ignore[type-arg]
    from daihoi.actions.plan._figures import refresh  # noqa: PLC0415 app ready

    for model in (Shortcoming, Review, Mark):
        model.objects.all().delete()
    for congress in Congress.objects.select_related("ruleset"):
        name = next(name for name, org in area.of.items() if org.pk == congress.organisation_id)
        congress.pilot = name in given_ and given_[name][0]
        if name in given_:
            day = date(2020, 2, given_[name][1])
            Mark.objects.create(congress=congress, milestone="held", done_on=day, marked_by_name="x", marked_at=AT)
            review = Review.objects.create(
                organisation_id=congress.organisation_id, term=TERM, reviewed_on=day, made_at=AT, made_by_name="x"
            )
            for kind in given_[name][2]:
                Shortcoming.objects.create(review=review, kind=kind, subject="general")
        refresh(congress)
    indicators.forget()
    here = place(area, at, level=level)

    view = queries.comparison(actor=area.actor("board"), at=here)

    def counted(name: str) -> bool:
        card = organisations.last_card(actor=area.actor("board"), pk=area.id(name))
        return card.path.startswith(here.path) and level in {None, card.kind.level}

    rows = {name: row for name, row in given_.items() if counted(name)}
    every = Counter(kind for _, _, kinds in rows.values() for kind in kinds)
    assert {line.kind: line.pilots.number + line.wide.number for line in view.whole.lines} == dict(every)
    for line in view.whole.lines:
        pilots = [kinds for pilot, _, kinds in rows.values() if pilot]
        assert line.pilots == Part(sum(line.kind in kinds for kinds in pilots), len(pilots))
        assert line.wide.of == len(rows) - len(pilots)
    if view.branches:
        assert sum(one.line.pilots.of + one.line.wide.of for one in view.branches) == view.reviewed == len(rows)


AT = "2020-02-28T08:00:00+07:00"


def test_what_still_occurs_after_a_lesson_is_told_and_a_withdrawn_lesson_is_none(area: Area) -> None:
    held(area, "Trạm", date(2020, 2, 10), pilot=True)
    held(area, "Xã Hai", date(2020, 2, 25))
    for name in ("Trạm", "Xã Hai"):
        reviewed(area, name, "surplus_low", on=date(2020, 2, 26))
    text = actions.LessonText("Số dư", "Đủ số dư", SHORTCOMINGS[8].subject, "surplus_low")
    own = {"actor": area.actor("board"), "organisation": area.id("Tỉnh")}
    pk = actions.publish_lesson(**own, term=TERM, lesson=text, published_on=date(2020, 2, 15))

    (line,) = queries.comparison(actor=area.actor("board"), at=place(area)).whole.lines
    assert (line.lesson_on, line.before, line.after) == (date(2020, 2, 15), Part(1, 1), Part(1, 1))
    assert line.still_occurs and line.change == 0
    (below,) = queries.comparison(actor=area.actor("district"), at=place(area, "Huyện A", "district")).whole.lines
    assert (below.lesson_on, below.after) == (date(2020, 2, 15), Part(0, 0))
    actions.withdraw_lesson(**own, pk=pk, reason="Sai")
    (line,) = queries.comparison(actor=area.actor("board"), at=place(area)).whole.lines
    assert (line.lesson_on, line.still_occurs) == (None, False)


def test_coverage_counts_those_asked_and_never_anybody_else(area: Area) -> None:
    here = place(area)
    done = [area.id(name) for name in ("Chi bộ thôn 1", "Xã Một", "Tỉnh")]

    cells = coverage(here, scope_of("cell", ""), done)
    every = coverage(here, scope_of("", ""), done, without=area.id("Tỉnh"))
    communes = coverage(here, scope_of("", "commune"), done)

    assert cells.whole == Part(1, 3) and cells.whole.share == Fraction(1, 3)
    assert names(area, cells.missing) == ["Chi bộ thôn 2", "Chi bộ thôn 3"]
    assert names(area, cells.those) == ["Chi bộ thôn 1"]
    assert [(area.id("Huyện A"), Part(1, 2)), (area.id("Huyện B"), Part(0, 1))] == cells.by_subordinate()
    assert every.whole == Part(2, 8)
    assert communes.whole == Part(1, 2)
    below = coverage(place(area, "Chi bộ thôn 1"), scope_of("cell", ""), done)
    assert below.whole == Part(1, 1)


def test_who_has_read_is_counted_by_organisation_below_by_the_day(area: Area) -> None:
    pk = lesson(area, levels="cell")
    actions.read_lesson(actor=area.actor("office"), organisation=area.id("Chi bộ thôn 1"), pk=pk)
    view = queries.lesson(actor=area.actor("board"), pk=pk)

    assert queries.reading(actor=area.actor("board"), view=view, at=place(area)).whole == Part(1, 3)
    yesterday = place(area, day=date(2020, 3, 1))
    assert queries.reading(actor=area.actor("board"), view=view, at=yesterday).whole == Part(0, 3)
    own = queries.reading(actor=area.actor("district"), view=view, at=place(area, "Huyện A", "district"))
    assert (own.whole, names(area, own.missing)) == (Part(1, 2), ["Chi bộ thôn 2"])
    district = queries.lesson(actor=area.actor("district"), pk=lesson(area, at="Huyện A", who="district"))
    with pytest.raises(NotHere):
        queries.reading(actor=area.actor("board"), view=district, at=place(area, "Huyện B"))  # not below it
    readers = queries.readers(actor=area.actor("district"), view=view, pks=[area.id(name) for name in CELLS])
    assert [(pk_, one.read_on) for pk_, one in readers.items()] == [(area.id("Chi bộ thôn 1"), TODAY)]


def test_lessons_come_down_to_those_they_are_for_and_never_sideways(area: Area) -> None:
    of_all, of_communes = lesson(area, title="Chung"), lesson(area, levels="grassroots", title="Cơ sở")
    of_a = lesson(area, at="Huyện A", who="district", title="Của A")
    of_b = lesson(area, at="Huyện B", who="other", title="Của B")

    def seen(who: str) -> set[int]:
        found = set()
        for pk in (of_all, of_communes, of_a, of_b):
            try:
                queries.lesson(actor=area.actor(who), pk=pk)
            except NotHere:
                continue
            found.add(pk)
        return found

    assert seen("board") == seen("reader") == {of_all, of_communes, of_a, of_b}
    assert seen("district") == {of_all, of_communes, of_a}
    assert seen("other") == {of_all, of_communes, of_b}
    assert seen("office") == {of_all, of_a}  # a cell: what is for communes is not for it
    assert seen("keeper") == seen("stranger") == set()
    card = organisations.last_card(actor=area.actor("office"), pk=area.id("Chi bộ thôn 1"))
    view = queries.lessons(actor=area.actor("office"), at=place(area, "Chi bộ thôn 1", "office"), card=card)
    assert sorted(line.id for line in view.unread) == sorted([of_all, of_a])
    waiting = queries.waiting(actor=area.actor("office"), term=TERM, today=TODAY)
    assert sorted((one.what, one.id) for one in waiting) == [("lessons.unread", of_all), ("lessons.unread", of_a)]
    actions.read_lesson(actor=area.actor("office"), organisation=area.id("Chi bộ thôn 1"), pk=of_all)
    view = queries.lessons(actor=area.actor("office"), at=place(area, "Chi bộ thôn 1", "office"), card=card)
    assert ([line.id for line in view.unread], [line.id for line in view.others]) == ([of_a], [of_all])
    assert [one.id for one in queries.waiting(actor=area.actor("office"), term=TERM, today=TODAY)] == [of_a]
    own = queries.lessons(
        actor=area.actor("board"),
        at=place(area),
        card=organisations.last_card(actor=area.actor("board"), pk=area.id("Tỉnh")),
    )
    assert {line.id: line.readers for line in own.own} == {of_all: Part(1, 8), of_communes: Part(0, 3)}
    assert sorted(line.id for line in own.below) == sorted([of_a, of_b])


def test_training_tells_attended_of_expected_and_who_was_not_reached(area: Area) -> None:
    pk = session(area)
    came(area, pk, ("Chi bộ thôn 1", 5, 4), ("Chi bộ thôn 2", 6, 0), ("Chi bộ thôn 3", 7, None))
    view = queries.training(actor=area.actor("board"), pk=pk)

    whole = queries.attendance(actor=area.actor("board"), view=view, at=place(area))
    below = queries.attendance(actor=area.actor("district"), view=view, at=place(area, "Huyện A", "district"))

    assert (whole.expected, whole.attended, whole.cover.whole) == (18, 4, Part(1, 3))
    assert names(area, whole.cover.missing) == ["Chi bộ thôn 2", "Chi bộ thôn 3"]
    assert (below.expected, below.attended, below.cover.whole) == (11, 4, Part(1, 2))
    card = organisations.last_card(actor=area.actor("board"), pk=area.id("Tỉnh"))
    (line,) = queries.trainings(actor=area.actor("board"), at=place(area), card=card).own
    assert (line.state, line.expected, line.attended, line.reached) == ("held", 18, 4, Part(1, 3))
    card = organisations.last_card(actor=area.actor("other"), pk=area.id("Huyện B"))
    (line,) = queries.trainings(actor=area.actor("other"), at=place(area, "Huyện B", "other"), card=card).above
    assert (line.expected, line.attended) == (7, None)  # of its own cells alone
    assert names(
        area, queries.entry(actor=area.actor("district"), view=view, at=place(area, "Huyện A", "district"))
    ) == [
        "Chi bộ thôn 1",
        "Chi bộ thôn 2",
    ]


def test_training_that_waits_is_told_to_those_who_hold_it(area: Area) -> None:
    overdue = session(area, held_on=None)
    later = session(area, held_on=None, planned_on=date(2020, 4, 1))
    uncounted = session(area)
    today = session(area, at="Huyện A", who="district", held_on=None, planned_on=TODAY)
    dropped = session(area, held_on=None)
    actions.drop_training(actor=area.actor("board"), organisation=area.id("Tỉnh"), pk=dropped, reason="Ghép")

    def told(who: str) -> list[tuple[str, int]]:
        return [(one.what, one.id) for one in queries.waiting(actor=area.actor(who), term=TERM, today=TODAY)]

    assert told("board") == [("lessons.training", overdue), ("lessons.attendance", uncounted)]
    assert told("district") == [("lessons.training", today)]
    assert told("reader") == told("stranger") == []
    card = organisations.last_card(actor=area.actor("board"), pk=area.id("Tỉnh"))
    view = queries.trainings(actor=area.actor("board"), at=place(area), card=card)
    assert [(line.id, line.state) for line in view.own] == [
        (overdue, "overdue"),
        (uncounted, "to_count"),
        (later, "planned"),
        (dropped, "dropped"),
    ]


def test_papers_are_made_of_the_reviews(area: Area) -> None:
    held(area, "Trạm", pilot=True)
    held(area, "Xã Hai", date(2020, 2, 25), pilot=True)
    held(area, "Xã Một", pilot=True)
    reviewed(area, "Trạm", "surplus_low", "decoration_wrong", went_well="Tốt\n- Nghiêm túc", change="Tăng số dư")
    reviewed(area, "Xã Một", "surplus_low", text="Chỉ dư 1 người")

    one = review_paper(actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM)
    whole = summary_paper(actor=area.actor("board"), at=place(area, level=Level.GRASSROOTS))

    assert (one.about, one.went_well) == (
        "rút kinh nghiệm đại hội điểm Trạm, nhiệm kỳ 2020 - 2025",
        ("Tốt", "Nghiêm túc"),
    )
    assert [(short.subject, short.kind) for short in one.shortcomings] == [
        ("Bầu cử", "Số dư bầu ban chấp hành còn thấp"),
        ("Tổ chức, phục vụ, khánh tiết", "Trang trí, khánh tiết chưa đúng hướng dẫn"),
    ]
    assert (whole.pilots, whole.held, whole.reviewed, whole.last_held) == (3, 3, 2, date(2020, 2, 25))
    assert whole.without_review == ("Xã Hai (bế mạc 25/2/2020)",)
    assert [(kind.number, kind.of, kind.share) for kind in whole.kinds] == [(2, 2, "100,00 %"), (1, 2, "50,00 %")]
    assert {voice.organisation: voice.text for voice in whole.kinds[0].voices} == {
        "Trạm": "Chưa kỹ",
        "Xã Một": "Chỉ dư 1 người",
    }
    with pytest.raises(NotHere):
        review_paper(actor=area.actor("other"), organisation=area.id("Trạm"), term=TERM)
    with pytest.raises(NotHere):
        review_paper(actor=area.actor("board"), organisation=area.id("Xã Hai"), term=TERM)


def test_lists_take_as_many_queries_for_three_rows_as_for_one(area: Area) -> None:
    card = organisations.last_card(actor=area.actor("board"), pk=area.id("Tỉnh"))
    actor = area.actor("board")

    def taken() -> list[int]:
        here = place(area)
        counts = []
        for ask in (
            lambda: queries.reviews(actor=actor, at=here),
            lambda: queries.comparison(actor=actor, at=here),
            lambda: queries.lessons(actor=actor, at=here, card=card),
            lambda: queries.trainings(actor=actor, at=here, card=card),
            lambda: queries.waiting(actor=actor, term=TERM, today=TODAY),
            lambda: summary_paper(actor=actor, at=here),
        ):
            with CaptureQueriesContext(connection) as captured:
                ask()
            counts.append(len(captured))
        return counts

    def add(name: str) -> None:
        held(area, name)
        reviewed(area, name, "surplus_low")
        lesson(area, kind="surplus_low")
        came(area, session(area), ("Chi bộ thôn 1", 5, 4))

    held(area, "Xã Hai", pilot=True)
    add("Trạm")
    once = taken()
    add("Xã Một")
    add("Chi bộ thôn 2")

    assert taken() == once
    assert Lesson.objects.count() == 3
