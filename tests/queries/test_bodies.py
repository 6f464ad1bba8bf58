"""Who is looked after, over the arrays of the whole tree; what each side sees of bodies; lists that are pasted."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from daihoi.actions import bodies as actions
from daihoi.core.access import NotHere
from daihoi.core.organisations.kinds import Level
from daihoi.core.waiting import Waiting
from daihoi.data.models import Version
from daihoi.queries import bodies as queries
from daihoi.queries import indicators
from daihoi.queries.indicators import Place
from daihoi.queries.indicators._spans import times_of, topmost
from tests.area import TERM, TODAY, Area, area
from tests.supervised import Supervised

__all__ = ["area"]


@pytest.fixture
def made(area: Area) -> Supervised:
    return Supervised(area)


def place(made: Supervised, at: str = "Tỉnh", who: str = "board", as_of: date = TODAY) -> Place:
    return indicators.place(
        actor=made.actor(who), organisation=made.id(at), term=TERM, as_of=as_of, today=TODAY, level=None
    )


def names(made: Supervised, at: Place) -> list[str]:
    by_id = {row.pk: name for name, row in made.area.of.items()}
    return [by_id[int(pk)] for pk in at.snapshot.organisations(at.span)]


def test_an_organisation_is_looked_after_with_all_below_it(made: Supervised) -> None:
    at = place(made)
    counted = dict(zip(names(made, at), queries.times(at).tolist(), strict=True))

    assert counted == {
        "Tỉnh": 0,
        "Huyện A": 1,
        "Xã Một": 2,
        "Chi bộ thôn 1": 2,
        "Chi bộ thôn 2": 2,
        "Trạm": 1,
        "Huyện B": 0,
        "Xã Hai": 0,
        "Chi bộ thôn 3": 0,
    }
    assert (queries.times(at) > 0).tolist() == [count > 0 for count in counted.values()]


def test_a_part_of_the_tree_sees_what_stands_above_it_too(made: Supervised) -> None:
    at = place(made, "Xã Một", "commune")

    assert queries.times(at).tolist() == [2, 2, 2]


def test_before_it_was_formed_and_after_it_ended_a_body_looks_after_nobody(made: Supervised) -> None:
    made_ = {"actor": made.actor("board"), "organisation": made.id("Tỉnh")}
    actions.end_body(**made_, body=made.group, ended_on=TODAY)  # type: ignore[arg-type]

    days = [date(2020, 1, 9), date(2020, 1, 10), TODAY - timedelta(1), TODAY]
    assert [int(queries.times(place(made, as_of=day))[1]) for day in days] == [0, 1, 1, 0]


def test_one_body_that_was_given_a_district_and_a_commune_of_it_counts_once(made: Supervised) -> None:
    actions.cover(actor=made.actor("board"), organisation=made.id("Tỉnh"), body=made.group, add=[made.id("Xã Một")])

    assert queries.times(place(made)).max() == 2


def test_counts_by_level_and_by_body_and_the_lists_behind_them(made: Supervised) -> None:
    view = queries.coverage(place(made), Level.GRASSROOTS)

    lines = {line.level: (line.organisations, line.uncovered, line.several) for line in view.levels}
    assert lines == {Level.UPPER: (2, 1, 0), Level.GRASSROOTS: (3, 1, 1), Level.CELL: (3, 1, 2)}
    assert view.by_body == {made.group: 2, made.delegation: 1}
    assert view.uncovered == (made.id("Xã Hai"),) and view.several == (made.id("Xã Một"),)
    assert queries.bodies_of_each(view, [made.id("Xã Một"), made.id("Trạm")]) == {
        made.id("Xã Một"): (made.group, made.delegation),
        made.id("Trạm"): (made.group,),
    }


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 8)), max_size=25))
def test_spans_count_as_a_walk_over_paths_does(area: Area, rows: list[tuple[int, int]]) -> None:
    at = indicators.place(
        actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, as_of=TODAY, today=TODAY, level=None
    )
    ids = at.snapshot.organisations(at.span)
    chosen = np.array([(body, int(ids[index])) for body, index in rows], dtype=np.int64).reshape(-1, 2)
    paths = dict(Version.objects.values_list("organisation_id", "path"))

    slow = [len({body for body, pk in chosen.tolist() if paths[int(own)].startswith(paths[pk])}) for own in ids]

    assert times_of(at.snapshot, topmost(at.snapshot, chosen))[at.span].tolist() == slow


def test_what_bodies_were_given_is_read_once_and_then_follows_the_log(made: Supervised) -> None:
    from django.db import connection  # noqa: PLC0415 app ready
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 app ready

    def asked() -> tuple[int, tuple[int, ...]]:
        at = place(made)
        with CaptureQueriesContext(connection) as captured:
            view = queries.coverage(at, Level.CELL)
        return len(captured), view.uncovered

    assert asked() == (1, (made.id("Chi bộ thôn 3"),))
    assert asked() == (0, (made.id("Chi bộ thôn 3"),))
    for number in range(2, 6):
        made.form(f"Tổ công tác số {number}", covered=("Huyện A", "Huyện B", "Trạm"))
    assert asked() == (1, ())  # the rows of whoever formed them


# ---------- Who sees what ----------
@pytest.mark.parametrize(
    ("who", "at", "seen"),
    [
        ("commune", "Xã Một", ["Tổ công tác số 1", "Đoàn công tác số 12"]),
        ("station", "Trạm", ["Tổ công tác số 1"]),
        ("district", "Huyện A", ["Tổ công tác số 1"]),
        ("other", "Huyện B", []),
    ],
)
def test_an_organisation_sees_who_looks_after_it(made: Supervised, who: str, at: str, seen: list[str]) -> None:
    lines = queries.bodies_of(actor=made.actor(who), organisation=made.id(at), term=TERM, today=TODAY)

    assert sorted(line.name for line in lines) == seen
    assert all(line.heads[0].name == "Nguyễn Văn Mẫu" and line.task for line in lines)


@pytest.mark.parametrize(
    ("who", "body", "may"),
    [
        ("board", "group", True),
        ("reader", "group", True),
        ("district", "group", True),
        ("district", "delegation", True),  # a commune of theirs
        ("commune", "delegation", True),
        ("office", "delegation", True),
        ("station", "delegation", False),  # beside it
        ("other", "group", False),
        ("other", "delegation", False),
        ("stranger", "group", False),
        ("keeper", "group", False),
    ],
)
def test_a_body_is_shown_to_its_own_and_to_those_it_looks_after(
    made: Supervised, who: str, body: str, may: bool
) -> None:
    pk = getattr(made, body)
    named = queries.named(actor=made.actor(who), pks=[made.group, made.delegation], today=TODAY)

    assert (pk in named) is may
    if may:
        assert queries.body(actor=made.actor(who), pk=pk, today=TODAY).line.id == pk
    else:
        with pytest.raises(NotHere):
            queries.body(actor=made.actor(who), pk=pk, today=TODAY)


def test_from_below_only_what_concerns_one_is_told_of_a_body(made: Supervised) -> None:
    at = {"actor": made.actor("board"), "organisation": made.id("Tỉnh")}
    actions.cover(**at, body=made.delegation, add=[made.id("Trạm"), made.id("Xã Hai")])  # type: ignore[arg-type]

    def given_to(who: str) -> list[str]:
        return [
            each.name for each in queries.body(actor=made.actor(who), pk=made.delegation, today=TODAY).organisations
        ]

    assert given_to("board") == ["Xã Một", "Trạm", "Xã Hai"]
    assert given_to("district") == ["Xã Một", "Trạm"]
    assert given_to("commune") == ["Xã Một"]
    assert given_to("other") == ["Xã Hai"]


def test_a_sub_committee_is_nobody_elses_business(made: Supervised) -> None:
    from daihoi.core.bodies import BodyKind  # noqa: PLC0415 app ready

    pk = made.form("Tiểu ban Nhân sự", BodyKind.SUBCOMMITTEE)

    with pytest.raises(NotHere):
        queries.body(actor=made.actor("district"), pk=pk, today=TODAY)
    assert queries.named(actor=made.actor("district"), pks=[pk], today=TODAY) == {}


# ---------- Choosing ----------
def test_a_pasted_list_is_matched_by_code_or_name_and_says_what_it_may_mean(made: Supervised) -> None:
    code = made.area.of["Xã Hai"].code
    lines = ["huyen a", f"{code} – gì đó", "", "Chi bộ thôn 1\tXã Một", "Xã Mười", "Trạm"]
    found = queries.listed(actor=made.actor("board"), organisation=made.id("Tỉnh"), lines=lines, today=TODAY)

    assert [(line.row, line.found) for line in found] == [
        (1, (made.id("Huyện A"),)),
        (2, (made.id("Xã Hai"),)),
        (4, (made.id("Chi bộ thôn 1"),)),
        (5, ()),
        (6, (made.id("Trạm"),)),
    ]
    beside = queries.listed(actor=made.actor("district"), organisation=made.id("Huyện A"), lines=[code], today=TODAY)
    assert beside[0].found == ()


def test_organisations_are_offered_level_by_level_and_searched(made: Supervised) -> None:
    def offered(who: str = "board", top: str = "Tỉnh", at: str | None = None, text: str = "") -> list[tuple[str, bool]]:
        _, found = queries.choices_below(
            actor=made.actor(who),
            organisation=made.id(top),
            at=made.id(at) if at else None,
            text=text,
            today=TODAY,
            start=0,
            stop=50,
        )
        return [(one.name, one.below) for one in found]

    assert offered() == [("Huyện A", True), ("Huyện B", True)]
    assert offered(at="Huyện A") == [("Xã Một", True), ("Trạm", False)]
    assert offered(text="thon 3") == [("Chi bộ thôn 3", False)]
    assert offered("district", "Huyện A", text="thon 3") == []
    with pytest.raises(NotHere):
        offered("district", "Huyện A", at="Huyện B")


def test_who_forms_bodies_is_told_how_many_nobody_looks_after(made: Supervised) -> None:
    def told(who: str) -> list[Waiting]:
        return queries.waiting(actor=made.actor(who), term=TERM, today=TODAY)

    assert told("board") == [Waiting("bodies.uncovered", made.id("Tỉnh"), made.id("Tỉnh"), "Tỉnh: 3/8")]
    assert told("district") == told("reader") == told("stranger") == []
