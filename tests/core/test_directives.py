"""To whom papers apply, how their tree is drawn, and what is lacking or late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.directives import (
    Asked,
    Branch,
    Conference,
    Dissemination,
    Lack,
    Paper,
    PaperFacts,
    PaperTask,
    Reached,
    Standing,
    applies,
    family,
    fingerprint,
    in_circle,
    lacks,
    late,
)
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.scope import Scope

DAY = date(2020, 3, 2)
PROVINCE, DISTRICT, COMMUNE, CELL = "000001", "000001000002", "000001000002000003", "000001000002000003000004"
BESIDE = "000001000005"
FACTS = PaperFacts(Paper.GUIDANCE, "01-HD/TU", DAY, "Ban Tổ chức", "Hướng dẫn")


@pytest.mark.parametrize(
    ("standing", "reached"),
    [
        (Standing(PROVINCE, Scope()), [DISTRICT, COMMUNE, CELL, BESIDE]),
        (Standing(PROVINCE, Scope(), from_above=True), [PROVINCE, DISTRICT, COMMUNE, CELL, BESIDE]),
        (Standing(DISTRICT, Scope()), [COMMUNE, CELL]),
        (Standing(PROVINCE, Scope(), (COMMUNE,)), [COMMUNE, CELL]),
        (Standing(PROVINCE, Scope(), (COMMUNE, BESIDE)), [COMMUNE, CELL, BESIDE]),
        (Standing(PROVINCE, Scope(frozenset({Level.UPPER}))), [DISTRICT, BESIDE]),
        (Standing(PROVINCE, Scope(frozenset(), frozenset({Unit.VILLAGE}))), [CELL]),
        (Standing(CELL, Scope()), []),
    ],
)
def test_a_paper_applies_below_within_its_places_and_scope(standing: Standing, reached: list[str]) -> None:
    every = {
        PROVINCE: (Kind.PROVINCE, Unit.PROVINCE),
        DISTRICT: (Kind.UPPER, Unit.DISTRICT),
        COMMUNE: (Kind.GRASSROOTS_COMMITTEE, Unit.COMMUNE),
        CELL: (Kind.CELL, Unit.VILLAGE),
        BESIDE: (Kind.UPPER, Unit.DISTRICT),
    }

    assert [path for path, (kind, unit) in every.items() if applies(standing, path, kind, unit)] == reached


def test_the_cascade_of_the_article_is_drawn_four_steps_deep() -> None:
    """35-CT/TW → 45-CT/TU → 25-CT/HU → 20 guidance documents, each based on more than the one above it."""
    guidance = range(10, 30)
    rests_on = {2: [1], 3: [1, 2], **{number: [2, 3] for number in guidance}}

    found = family(rests_on, 3, lambda pk: (pk,))

    assert found[:3] == [Branch(1, 0), Branch(2, 1), Branch(3, 2, (1,))]
    assert found[3:] == [Branch(number, 3, (2,)) for number in guidance]


def test_only_what_a_paper_rests_on_and_what_rests_on_it_is_drawn() -> None:
    rests_on = {2: [1], 3: [1], 4: [2], 5: [3], 6: [4, 5]}

    assert [each.id for each in family(rests_on, 2, lambda pk: (pk,))] == [1, 2, 4, 6]
    assert family({}, 7, lambda pk: (pk,)) == [Branch(7, 0)]


def test_among_equals_a_paper_is_drawn_under_the_last() -> None:
    found = family({3: [1, 2]}, 3, lambda pk: (pk,))

    assert found == [Branch(1, 0), Branch(2, 0), Branch(3, 1, (1,))]


EDGES = st.dictionaries(st.integers(1, 9), st.sets(st.integers(1, 9), max_size=3), max_size=9)


@given(edges=EDGES, paper=st.integers(1, 9))
def test_whatever_rests_on_whatever_each_paper_is_drawn_once_below_one_it_rests_on(
    edges: dict[int, set[int]], paper: int
) -> None:
    found = family(edges, paper, lambda pk: (pk,))

    drawn = [each.id for each in found]
    assert len(set(drawn)) == len(drawn) and paper in drawn
    way: list[int] = []
    for each in found:
        assert each.depth <= len(way)
        del way[each.depth :]
        if way:
            assert way[-1] in edges[each.id]
        assert set(each.also) <= edges.get(each.id, set())
        way.append(each.id)


@given(edges=EDGES, paper=st.integers(1, 9), fresh=st.sets(st.integers(1, 9), max_size=3))
def test_a_circle_is_found_before_it_is_made(edges: dict[int, set[int]], paper: int, fresh: set[int]) -> None:
    def reaches(start: int, seen: frozenset[int] = frozenset()) -> bool:
        return start == paper or any(
            reaches(high, seen | {start}) for high in edges.get(start, ()) if high not in seen | {start}
        )

    assert in_circle(edges, paper, fresh) is any(reaches(one) for one in fresh)


@pytest.mark.parametrize(
    ("asked", "reached", "missing", "over"),
    [
        (Asked(), Reached(), (Lack.NOT_TAKEN_IN, Lack.NOT_DISSEMINATED), ()),
        (Asked(revision=2), Reached(1, DAY, DAY), (Lack.NOT_TAKEN_IN,), ()),
        (Asked(disseminate=False), Reached(1, DAY), (), ()),
        (Asked(disseminate_by=DAY), Reached(1, DAY), (Lack.NOT_DISSEMINATED,), ()),
        (
            Asked(disseminate_by=DAY - timedelta(days=1)),
            Reached(1, DAY),
            (Lack.NOT_DISSEMINATED,),
            (Lack.NOT_DISSEMINATED,),
        ),
        (Asked(disseminate_by=DAY - timedelta(days=1)), Reached(1, DAY, DAY), (), (Lack.NOT_DISSEMINATED,)),
        (Asked(own_paper=True), Reached(1, DAY, DAY), (Lack.NO_OWN_PAPER,), ()),
        (
            Asked(own_paper=True, own_paper_by=DAY),
            Reached(1, DAY, DAY, DAY + timedelta(days=1)),  # to come, as the day looked at stands
            (Lack.NO_OWN_PAPER,),
            (),
        ),
    ],
)
def test_what_is_lacking_and_late(asked: Asked, reached: Reached, missing: tuple, over: tuple) -> None:
    assert (lacks(asked, reached, DAY), late(asked, reached, DAY)) == (missing, over)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Khác"},
        {"scope": Scope(frozenset({Level.CELL}))},
        {"scope": Scope(frozenset(), frozenset({Unit.WARD}))},
        {"tasks": (PaperTask("Việc"),)},
        {"based_on": (1,)},
        {"replaces": (1,)},
        {"places": (4, 5)},
        {"disseminate_by": DAY},
        {"from_above": True},
    ],
)
def test_a_fingerprint_is_another_one_as_soon_as_anything_is(change: dict) -> None:
    assert fingerprint(replace(FACTS, **change)) != fingerprint(FACTS)
    assert fingerprint(replace(FACTS)) == fingerprint(FACTS)
    assert fingerprint(FACTS, 1) != fingerprint(FACTS, 2)


def test_a_fingerprint_does_not_hang_on_the_order_of_sets() -> None:
    one = replace(FACTS, own_paper_levels=frozenset([Level.CELL, Level.UPPER, Level.SECTION]))
    other = replace(FACTS, own_paper_levels=frozenset([Level.SECTION, Level.CELL, Level.UPPER]))

    assert fingerprint(one) == fingerprint(other)
    # As another process of the same installation gets it.
    assert fingerprint(one) == "58a2797bc1d7689613e4872dedced321"
    assert len(fingerprint(Conference(DAY, Dissemination.OTHER))) == 32
