"""A scheme asked about: the same figures as the check, and lists that the check lets through."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from daihoi.core.organisations.kinds import Unit
from daihoi.core.personnel import Organ, Post, Scheme, Seats, Sex, Standing, check
from daihoi.solver import RuleKind, State, answer, question_of
from daihoi.solver.check import measured
from tests.core.packs import T2B
from tests.core.personnel.people import BOTH, listed, schemes, under


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
