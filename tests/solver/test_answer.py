"""The solver against every pair of lists of small pools, and on what an office would ask."""

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from daihoi.cli._bench.feasible import hardened, question
from daihoi.core.personnel.demands import Feature, Has
from daihoi.core.personnel.kinds import Organ, Post
from daihoi.core.rules import Certainty, Compare, Force
from daihoi.solver import Body, Candidate, Lists, Office, Question, State, WrongAnswer, answer, asked
from daihoi.solver.check import verify
from tests.solver.brute import COMMITTEE, SECRETARY, STANDING, demand, everything, questions

WOMAN = frozenset({Feature.WOMAN})


@given(questions())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_it_finds_what_looking_at_every_list_finds(asked_about: Question) -> None:
    seen = list(everything(asked_about))
    kept = [one for one in seen if not one.broken]
    found = answer(asked_about)

    if kept:
        best = min(kept, key=lambda one: (one.lacking, one.moved))
        assert (found.state, found.short, found.least_short) == (State.POSSIBLE, best.lacking, best.lacking)
        assert (found.proven, found.changes or 0) == (True, best.moved)
        left = [one for one in kept if (one.lacking, one.moved) == (best.lacking, best.moved)]
        first = max(left, key=lambda one: one.rank)
        people = asked_about.pool
        assert found.lists is not None
        assert found.lists.meant[COMMITTEE] == tuple(
            one.key for one, where in zip(people, first.where, strict=True) if where == "meant"
        )
        assert found.lists.meant[STANDING] == tuple(
            one.key for one, is_in in zip(people, first.standing, strict=True) if is_in
        )
        assert found.lists.holders[SECRETARY] == tuple(
            one.key for one, held in zip(people, first.held, strict=True) if SECRETARY in held
        )
    else:
        conflict = {rule.key for rule in found.conflict}
        broken = {one.broken for one in seen}
        every = sorted(frozenset().union(*broken))
        fewest = next(
            size for size in range(1, len(every) + 1) for some in combinations(every, size)
            if all(one & set(some) for one in broken)
        )  # fmt: skip
        assert (found.state, found.smallest) == (State.IMPOSSIBLE, True)
        assert all(one & conflict for one in broken)
        assert len(conflict) == len(found.conflict) == fewest


def _pool(count: int, women: int = 0, **more: frozenset[Post]) -> tuple[Candidate, ...]:
    return tuple(Candidate(f"{at:02}", frozenset({COMMITTEE, STANDING}), **more) for at in range(count))


def _known(count: int, women: int) -> dict[str, frozenset[Feature]]:
    return {f"{at:02}": WOMAN if at < women else frozenset() for at in range(count)}


def test_too_small_a_pool_is_said_in_one_sentence() -> None:
    found = answer(Question(_pool(35), (Body(COMMITTEE, 39),), ()))

    assert (found.state, found.smallest, found.lists) == (State.IMPOSSIBLE, True, None)
    assert [rule.message.render() for rule in found.conflict] == [
        "Committee: 39 seats, but only 35 people of the pool may stand"
    ]
    assert [(rule.kind.value, rule.able) for rule in found.conflict] == [("seats", 35)]


def test_two_rules_that_cannot_both_be_kept_are_named_and_no_third() -> None:
    women = demand("women", COMMITTEE, Has(WOMAN), Compare.AT_LEAST, Fraction(15, 100), Has())
    theory = demand("theory", COMMITTEE, Has(frozenset({Feature.THEORY})), Compare.AT_LEAST, 1, Has())
    degree = demand("degree", COMMITTEE, Has(frozenset({Feature.DEGREE})), Compare.AT_LEAST, Fraction(1, 2), Has())
    known = {key: has or frozenset({Feature.THEORY, Feature.DEGREE}) for key, has in _known(60, 10).items()}
    asking = Question(_pool(60), (Body(COMMITTEE, 20),), tuple(asked(one, known) for one in (women, degree, theory)))

    found = answer(asking)

    assert [rule.demand for rule in found.conflict][:2] == [women, theory]
    assert [rule.key for rule in found.conflict] == ["demand:women", "demand:theory", "seats:committee"]
    assert found.conflict[0].message.render() == "Committee, women: at least 15 %; 10 people of the pool can count"


def test_a_target_that_cannot_be_met_is_missed_by_as_few_people_as_can_be() -> None:
    women = demand("women", COMMITTEE, Has(WOMAN), Compare.AT_LEAST, Fraction(15, 100), Has(), Force.TARGET)
    open_question = demand("open", COMMITTEE, Has(WOMAN), Compare.AT_LEAST, 9, certainty=Certainty.UNVERIFIED)
    known = _known(50, 4)
    asking = Question(_pool(50), (Body(COMMITTEE, 39),), (asked(women, known), asked(open_question, known)))

    found = answer(asking)

    assert (found.state, found.short, found.least_short, found.proven) == (State.POSSIBLE, 2, 2, True)
    assert [(one.count, one.out_of, one.short) for one in found.measures] == [(4, 39, 2), (4, None, 5)]


def test_the_draft_is_kept_where_it_can_be() -> None:
    draft = Lists({COMMITTEE: ("10", "11", "12")})
    women = demand("women", COMMITTEE, Has(WOMAN), Compare.AT_LEAST, 1)
    asking = Question(_pool(13), (Body(COMMITTEE, 3),), (asked(women, _known(13, 2)),), draft=draft)

    found = answer(asking)

    assert found.lists is not None
    assert (found.lists.meant[COMMITTEE], found.changes) == (("00", "10", "11"), 2)


def test_somebody_too_old_may_stand_as_a_deputy() -> None:
    old = demand("age", COMMITTEE, Has(frozenset({Feature.LISTED, Feature.TOO_OLD})), Compare.AT_MOST, 0)
    known = {key: frozenset({Feature.TOO_OLD}) for key in _known(2, 0)}
    plain = asked(old, known)
    asking = Question(
        _pool(2, posts=frozenset({Post.DEPUTY})),
        (Body(COMMITTEE, 1),),
        (replace(plain, unless={"01": frozenset({Post.DEPUTY})}),),
        (Office(Post.DEPUTY, COMMITTEE, least=0),),
    )

    found = answer(asking)

    assert found.lists is not None
    assert (found.lists.meant[COMMITTEE], found.lists.holders[Post.DEPUTY]) == (("01",), ("01",))
    assert answer(replace(asking, asked=(plain,))).state is State.IMPOSSIBLE


def test_nobody_is_a_delegate_and_an_alternate() -> None:
    both = frozenset({Organ.DELEGATION, Organ.ALTERNATES})
    people = tuple(Candidate(key, both) for key in "abc")
    bodies = (Body(Organ.DELEGATION, 2), Body(Organ.ALTERNATES, 1, apart=Organ.DELEGATION))

    found = answer(Question(people, bodies, ()))

    assert found.lists is not None
    assert (found.lists.meant[Organ.DELEGATION], found.lists.meant[Organ.ALTERNATES]) == (("a", "b"), ("c",))
    assert answer(Question(people[:2], bodies, ())).state is State.IMPOSSIBLE


@pytest.mark.parametrize("make_hard", [False, True])
def test_the_pool_of_a_province_is_decided_and_the_same_question_has_the_same_answer(make_hard: bool) -> None:
    asking = hardened(question()) if make_hard else question()

    first, again = answer(asking), answer(asking)

    assert first == again
    assert (first.state, first.proven or first.smallest) == (
        (State.IMPOSSIBLE, True) if make_hard else (State.POSSIBLE, True)
    )
    assert len(asking.asked) == 27


def test_a_limit_that_is_too_small_is_said() -> None:
    found = answer(question(), limit=0.0)

    assert (found.state, found.lists, found.conflict) == (State.UNDECIDED, None, ())


def test_a_conflict_found_within_too_small_a_limit_is_one_but_not_said_to_be_the_smallest() -> None:
    asking = hardened(question())

    found = answer(asking, limit=1e-7)

    assert (found.state, found.smallest) == (State.IMPOSSIBLE, False)
    assert {"demand:secretary.not_local"} <= {rule.key for rule in found.conflict}


def test_lists_that_break_a_rule_are_never_handed_out() -> None:
    women = demand("women", COMMITTEE, Has(WOMAN), Compare.AT_LEAST, 1)
    bodies = (Body(COMMITTEE, 1), Body(STANDING, 1, within=COMMITTEE))
    offices = (Office(SECRETARY, STANDING),)
    people = _pool(3, posts=frozenset({SECRETARY}))
    asking = Question(people, bodies, (asked(women, _known(3, 1)),), offices)
    right = {COMMITTEE: ("00",), STANDING: ("00",)}
    none = {COMMITTEE: (), STANDING: ()}
    verify(asking, Lists(right, none, {SECRETARY: ("00",)}))

    for wrong in (
        Lists({COMMITTEE: ("01",), STANDING: ("01",)}, none, {SECRETARY: ("01",)}),
        Lists({COMMITTEE: ("00",), STANDING: ("01",)}, none, {SECRETARY: ("01",)}),
        Lists({COMMITTEE: ("00", "01"), STANDING: ("00",)}, none, {SECRETARY: ("00",)}),
        Lists(right, {COMMITTEE: ("00",), STANDING: ()}, {SECRETARY: ("00",)}),
        Lists(right, none, {SECRETARY: ()}),
        Lists(right, none, {SECRETARY: ("01",)}),
    ):
        with pytest.raises(WrongAnswer):
            verify(asking, wrong)


def test_a_question_whose_parts_do_not_fit_is_refused() -> None:
    people = _pool(2)
    with pytest.raises(ValueError, match="twice"):
        Question((*people, people[0]), (Body(COMMITTEE, 1),), ())
    with pytest.raises(ValueError, match="not asked about"):
        Question(people, (Body(STANDING, 1, within=COMMITTEE),), ())
    with pytest.raises(ValueError, match="whether it counts"):
        women = demand("women", COMMITTEE, Has(WOMAN), Compare.AT_LEAST, 1)
        Question(people, (Body(COMMITTEE, 1),), (asked(women, {}),))


def test_nothing_of_the_solver_is_loaded_before_it_is_asked() -> None:
    code = (
        "import sys, daihoi.solver; sys.exit(any(name.split('.')[0] in ('ortools', 'pandas') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
