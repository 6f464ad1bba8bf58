"""A scheme asked about: the same figures as the check, and lists that the check lets through."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Listed, Organ, Person, Post, Scheme, Seats, Setting, Sex, Standing, check
from daihoi.solver import LIMIT, RuleKind, State, Verdict, answer, question_of, seek
from daihoi.solver.check import measured
from tests.core.packs import T1, T2B
from tests.core.personnel.people import BOTH, COMMITTEE, listed, schemes, under
from tests.solver.brute_schemes import best_of, small_schemes


@given(schemes())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_draft_has_the_figures_of_the_check(scheme: Scheme) -> None:
    asking = question_of(scheme)
    lines = {line.key: line for line in check(scheme).lines if line.demand is not None}

    if asking.draft is not None:
        for one in measured(asking, asking.draft):
            line = lines[one.demand.key]
            assert (one.count, one.out_of) == (line.count, line.of), one.demand.key
            if line.margin is not None:  # None: the list says nothing of posts
                assert one.short == max(0, -line.margin), one.demand.key


def _commune() -> Scheme:
    """A commune of 27 with a standing committee of 9: nine on the list, the rest in the pool."""
    first = [listed(at, organs=BOTH) for at in range(9)]
    first[0] = replace(first[0], posts=frozenset({Post.SECRETARY}))
    pool = [
        listed(at, organs=frozenset(), standing=Standing.FIRST_TIME, sex=Sex.WOMAN if at % 4 == 0 else Sex.MAN)
        for at in range(100, 140)
    ]
    pool[0] = replace(pool[0], posts=frozenset({Post.STANDING_DEPUTY}))
    pool[1] = replace(pool[1], posts=frozenset({Post.DEPUTY, Post.PEOPLE_CHAIR}))
    return Scheme(
        under(T2B, unit=Unit.COMMUNE), {Organ.COMMITTEE: Seats(27), Organ.STANDING: Seats(9)}, tuple(first), tuple(pool)
    )


def test_a_commune_is_filled_from_its_pool() -> None:
    scheme = _commune()
    found = answer(question_of(scheme))

    assert (found.state, found.proven, found.short) == (State.POSSIBLE, True, found.least_short)
    assert found.lists is not None
    assert len(found.lists.meant[Organ.COMMITTEE]) == 27
    assert {*found.lists.meant[Organ.STANDING]} <= {*found.lists.meant[Organ.COMMITTEE]}
    assert found.lists.holders[Post.SECRETARY] == ("0",)


def test_who_is_taken_out_or_fixed_makes_the_difference() -> None:
    scheme = _commune()

    without = answer(question_of(scheme, out={"0"}))
    kept = answer(question_of(scheme, fixed={str(at) for at in range(9)}))

    # One secretary, of the committee and of its standing committee: a reason of the software's own, which warns.
    assert (without.state, without.short) == (State.POSSIBLE, answer(question_of(scheme)).short + 2)
    # With nine fixed for nine seats there is no place for two deputies, who are of the standing committee.
    assert (kept.state, kept.smallest) == (State.IMPOSSIBLE, True)
    assert [rule.kind for rule in kept.conflict].count(RuleKind.FIXED) == 8
    assert {rule.person for rule in kept.conflict} <= {"", *(str(at) for at in range(9))}


@given(small_schemes())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_scheme_is_answered_as_the_check_of_every_list_answers_it(scheme: Scheme) -> None:
    """Sizes, people of whom little is known, posts that nobody holds together, and no posts at all."""
    found, best = seek(scheme, limit=LIMIT), best_of(scheme)

    if best is None:
        assert (found.answer.state, found.answer.smallest) == (State.IMPOSSIBLE, True)
        assert found.verdict is Verdict.NONE
    else:
        assert found.answer.state is State.POSSIBLE
        assert (found.answer.unsure, found.answer.short, found.answer.proven) == (*best, True)
        assert found.broken == ()
        assert found.verdict is (Verdict.OPEN if found.open else Verdict.KEPT)
        assert not best[0] or found.unknown


def _fit(count: int, *first: Listed) -> tuple[Listed, ...]:
    return (*first, *(listed(at, sex=Sex.WOMAN if at % 4 else Sex.MAN) for at in range(count)))


POSTS = (
    listed("secretary", Post.SECRETARY),
    listed("standing deputy", Post.STANDING_DEPUTY),
    listed("deputy", Post.DEPUTY, Post.PEOPLE_CHAIR),
)
COMMUNE = under(T2B, unit=Unit.COMMUNE)
PROVINCE = under(T2B, Kind.PROVINCE, Unit.PROVINCE)
BLOC = under(T2B, Kind.PROVINCE, Unit.BLOC, "central_party_bloc")


@pytest.mark.parametrize(
    ("rules", "seats", "key", "id", "most"),
    [
        (COMMUNE, Seats(28), "size:committee.size_max", "P-013", 27),
        (COMMUNE, Seats(30, vacant=3), "size:committee.size_max", "P-013", 27),
        (under(T2B, Kind.PROVINCE, Unit.PROVINCE, "merged_2"), Seats(28, before=27), "size:committee.size_of_before",
         "P-010", 27),
        (PROVINCE, Seats(28, before=27), "size:committee.size_of_before", "P-011", 27),
        (BLOC, Seats(40), "size:committee.size_max", "P-015", 39),
    ],
)  # fmt: skip
def test_a_number_of_seats_that_breaks_a_rule_itself_cannot_be_kept(
    rules: Setting, seats: Seats, key: str, id: str, most: int
) -> None:
    found = seek(Scheme(rules, {Organ.COMMITTEE: seats}, _fit(50, *POSTS)), limit=LIMIT)

    assert (found.answer.state, found.answer.smallest, found.verdict) == (State.IMPOSSIBLE, True, Verdict.NONE)
    assert [(rule.key, rule.grounds.id if rule.grounds else "") for rule in found.answer.conflict] == [(key, id)]
    assert found.answer.conflict[0].message.render() == (
        f"Committee: the number of seats itself breaks the rule: {seats.seats}, where at most {most} are allowed"
    )


def test_as_many_seats_as_allowed_are_filled() -> None:
    found = seek(Scheme(COMMUNE, {Organ.COMMITTEE: Seats(27)}, _fit(36, *POSTS)), limit=LIMIT)
    assert (found.answer.state, found.verdict, found.open, found.unknown) == (State.POSSIBLE, Verdict.KEPT, (), 0)


def test_a_number_to_compare_with_that_is_missing_leaves_the_rule_open() -> None:
    found = seek(Scheme(PROVINCE, {Organ.COMMITTEE: Seats(27)}, _fit(36, *POSTS)), limit=LIMIT)

    assert (found.answer.state, found.verdict, found.unknown) == (State.POSSIBLE, Verdict.OPEN, 0)
    assert [(line.key, line.grounds.id) for line in found.open] == [("committee.size_of_before", "P-011")]


def _nothing_known(key: str) -> Listed:
    return Listed(Person(key, f"Mẫu {key}"), COMMITTEE)


@pytest.mark.parametrize(("seats", "unknown"), [(1, 0), (2, 0), (3, 0), (4, 1), (5, 2)])
def test_people_of_whom_nothing_is_known_are_the_last_to_be_taken(seats: int, unknown: int) -> None:
    """Three of whom nothing is known stand before four who are fit; a list has one name more than seats."""
    people = (*(_nothing_known(key) for key in ("a", "b", "c")), *_fit(4))
    found = seek(Scheme(under(T1), {Organ.COMMITTEE: Seats(seats)}, people), limit=LIMIT)

    assert (found.answer.state, found.answer.proven, found.unknown) == (State.POSSIBLE, True, unknown)
    assert found.verdict is (Verdict.OPEN if unknown else Verdict.KEPT)
    assert len([one for one in found.listed if one.person.key in "abc"]) == unknown
    assert {line.key for line in found.open} == ({"age.first_time", "age.restanding"} if unknown else set())


def test_whoever_may_be_secretary_or_deputy_can_be_either() -> None:
    either = [listed(key, Post.SECRETARY, Post.DEPUTY) for key in ("a", "b")]
    found = seek(Scheme(under(T1), {Organ.COMMITTEE: Seats(2)}, (*either, listed("c"))), limit=LIMIT)

    assert {one.person.key: one.posts for one in found.listed} == {
        "a": {Post.SECRETARY}, "b": {Post.DEPUTY}, "c": frozenset()
    }  # fmt: skip
    assert found.check is not None
    assert [line.met for line in found.check.lines if line.key == "committee.secretary"] == [True]


def test_where_no_post_is_told_what_is_missing_is_said() -> None:
    """The check leaves rules on posts open then; so does the search."""
    found = seek(Scheme(COMMUNE, {Organ.COMMITTEE: Seats(8)}, _fit(9)), limit=LIMIT)

    assert (found.answer.state, found.verdict, found.unknown) == (State.POSSIBLE, Verdict.OPEN, 0)
    assert [(line.key, line.sentence.render()) for line in found.open] == [
        ("deputies.size", "The list says of nobody which post they are meant for.")
    ]
