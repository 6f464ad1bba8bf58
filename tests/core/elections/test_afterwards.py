"""The approved list beside the results: what became of everybody, and the columns of the reports."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.elections import Post
from daihoi.core.elections.afterwards import Fate, Office, Result, Stood, columns, compare
from daihoi.core.organisations.kinds import Kind
from daihoi.core.personnel import Degree, Listed, Organ, Person, Sex, Standing, Theory
from daihoi.core.personnel import Post as Held
from daihoi.core.personnel.setting import Setting, setting
from tests.core.packs import T1, packs, retirement


def listed(key: str, *organs: Organ, posts: frozenset[Held] = frozenset(), **more: object) -> Listed:
    given = {"standing": Standing.RESTANDING, **more}
    return Listed(Person(key, f"Người {key}"), frozenset(organs or {Organ.COMMITTEE}), posts=posts, **given)  # type: ignore[arg-type]


def result(post: Post, seats: int, elected: str, lost: str = "", floor: str = "") -> Result:
    """`elected`, `lost`: keys of one letter of those linked to a record; `floor`: elected without one."""
    people = [Stood(n, f"Người {key}", key, 100 - n, True) for n, key in enumerate(elected)]
    people += [Stood(50 + n, f"Người {key}", key, 40 - n, False) for n, key in enumerate(lost)]
    people += [Stood(70 + n, f"Ai {key}", "", 60, True) for n, key in enumerate(floor)]
    return Result(1, post, seats, 120, True, tuple(people))


def fates(office: Office) -> dict[str, Fate]:
    return {line.person or line.name: line.fate for line in office.lines}


def test_everybody_is_as_planned_not_elected_not_on_the_ballot_or_from_the_floor() -> None:
    found = compare([listed(key) for key in "abcd"], [result(Post.COMMITTEE, 3, "ab", "c", "x")])
    office = found.offices[0]
    assert fates(office) == {
        "a": Fate.AS_PLANNED,
        "b": Fate.AS_PLANNED,
        "c": Fate.NOT_ELECTED,
        "Ai x": Fate.FROM_FLOOR,
        "d": Fate.NOT_ON_BALLOT,
    }
    assert (len(office.elected), office.short, office.surplus, office.planned) == (3, 0, Fraction(1, 3), 4)
    assert [(line.person, line.votes) for line in office.not_reelected] == [("c", 40)]


def test_what_was_decided_and_what_was_elected_differ_by_the_places_left_vacant() -> None:
    """Case 5, Nghệ An XIX: number 66, elected 64, two left vacant."""
    people = tuple(Stood(n, f"Người {n}", str(n), 300, n < 64) for n in range(70))
    office = compare([], [Result(1, Post.COMMITTEE, 66, 400, True, people)]).offices[0]
    assert (office.result.seats, len(office.elected), office.short) == (66, 64, 2)
    assert office.surplus == Fraction(4, 66)
    assert set(fates(office).values()) == {Fate.FROM_FLOOR, Fate.FLOOR_LOST}


def test_a_designate_misses_only_what_was_voted_on_and_what_the_scheme_meant() -> None:
    secretary = listed("a", Organ.COMMITTEE, Organ.STANDING, Organ.DELEGATION, posts=frozenset({Held.SECRETARY}))
    deputy = listed("b", Organ.COMMITTEE, Organ.STANDING, posts=frozenset({Held.DEPUTY}))
    results = [
        result(Post.COMMITTEE, 2, "ab"),
        result(Post.STANDING_COMMITTEE, 1, "b", "a"),
        result(Post.DELEGATES, 1, "c", "ab"),
    ]
    found = compare([secretary, deputy, listed("c", Organ.DELEGATION)], results)
    assert [(one.person, one.post, one.missed) for one in found.designates] == [
        ("a", Held.SECRETARY, (Post.STANDING_COMMITTEE, Post.DELEGATES))
    ]
    found = compare([secretary], [result(Post.COMMITTEE, 1, "c", "a"), result(Post.SECRETARY, 1, "c")])
    assert found.designates[0].missed == (Post.COMMITTEE, Post.SECRETARY)


def test_alternates_on_the_common_list_are_as_planned_and_fill_no_seat() -> None:
    people = (
        Stood(1, "Người a", "a", 90, True),
        Stood(2, "Người b", "b", 70, False, alternate=True),
    )
    planned = [listed("a", Organ.DELEGATION), listed("b", Organ.ALTERNATES)]
    office = compare(planned, [Result(1, Post.DELEGATES, 1, 100, True, people)]).offices[0]
    assert fates(office) == {"a": Fate.AS_PLANNED, "b": Fate.AS_PLANNED}
    assert [line.person for line in office.elected] == ["a"]


@pytest.fixture(scope="module")
def district() -> Setting:
    return setting(packs()[T1], retirement(), Kind.UPPER)


def test_the_columns_of_the_report_count_facts_at_the_month_of_the_rules(district: Setting) -> None:
    """At the district ages count from 6/2020: whoever is born in 7/1980 is 39, in 6/1980 is 40."""
    facts = {"sex": Sex.WOMAN, "minority": True, "degree": Degree.DOCTOR, "theory": Theory.ADVANCED}
    people = {
        "a": Person("a", "A", born=date(1980, 7, 1), **facts),  # type: ignore[arg-type]
        "b": Person("b", "B", sex=Sex.MAN, born=date(1980, 6, 1), minority=False, degree=Degree.MASTER),
        "c": Person("c", "C", sex=Sex.MAN, minority=False),
    }
    planned = [listed("a"), listed("b", standing=Standing.FIRST_TIME), listed("c")]
    office = compare(planned, [result(Post.COMMITTEE, 4, "abc", floor="x")]).offices[0]
    found = columns(office, people, district)
    assert (found.elected, found.reelected, found.first_time) == (4, 2, 1)
    assert (found.women, found.minority, found.master, found.doctor, found.theory) == (1, 1, 2, 1, 1)
    assert (found.under_40, found.mean_age, found.unknown) == (1, Fraction(479 + 480, 24), 2)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()), max_size=12))
def test_everybody_has_one_fate_and_nobody_is_lost(rows: list[tuple[bool, bool, bool, bool]]) -> None:
    """(on the approved list, on the ballot, linked, elected) of each person."""
    planned = [listed(str(n)) for n, (on_list, *_) in enumerate(rows) if on_list]
    stood = tuple(
        Stood(n, f"Người {n}", str(n) if linked else "", 1, elected)
        for n, (_, on_ballot, linked, elected) in enumerate(rows)
        if on_ballot
    )
    office = compare(planned, [Result(1, Post.COMMITTEE, 5, 10, True, stood)]).offices[0]
    assert len(office.elected) == sum(one.elected for one in stood)
    assert office.short == max(5 - len(office.elected), 0)
    off = [n for n, (on_list, on_ballot, linked, _) in enumerate(rows) if on_list and not (on_ballot and linked)]
    assert len(office.of(Fate.NOT_ON_BALLOT)) == len(off)
    assert len(office.lines) == len(stood) + len(off)
    surplus = [replace(one, surplus=one.organs) for one in planned]
    again = compare(surplus, [office.result]).offices[0]
    assert [line.fate for line in again.lines] == [line.fate for line in office.lines] and again.planned is None
