"""Lists found as a list of the scheme: it keeps the rules by the check of the scheme itself."""

from datetime import date
from random import Random

import pytest

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import (
    Degree,
    Listed,
    Organ,
    Person,
    Post,
    Scheme,
    Seats,
    Sex,
    Standing,
    Theory,
    check,
    setting,
)
from daihoi.queries.rules import packs, retirement
from daihoi.solver import State, answer, question_of
from daihoi.solver.listing import listed_of

COMMITTEE, STANDING = Organ.COMMITTEE, Organ.STANDING
PACK = next(pack for pack in packs() if pack.id == "2020-2025/2019-05-30")
UNDER = setting(PACK, retirement(), Kind.UPPER, Unit.DISTRICT)


def somebody(chance: Random, key: int, organs: frozenset[Organ], *posts: Post) -> Listed:
    person = Person(
        str(key),
        f"Người {key}",
        chance.choice([Sex.MAN, Sex.MAN, Sex.WOMAN]),
        date(chance.randint(1966, 1990), chance.randint(1, 12), 1),
        chance.random() < 0.3,
        Degree.BACHELOR,
        Theory.ADVANCED,
        False,
        chance.random() < 0.5,
    )
    return Listed(person, organs, chance.choice(list(Standing)), frozenset(posts))


def scheme_of(seed: int, people: int = 30, on_list: int = 10) -> Scheme:
    chance = Random(seed)
    both = frozenset({COMMITTEE, STANDING})
    pool = [somebody(chance, 0, both, Post.SECRETARY), somebody(chance, 1, both, Post.DEPUTY)]
    pool += [somebody(chance, key, both if key < 12 else frozenset({COMMITTEE})) for key in range(2, people)]
    return Scheme(UNDER, {COMMITTEE: Seats(15), STANDING: Seats(5)}, tuple(pool[:on_list]), tuple(pool))


@pytest.mark.parametrize("seed", range(6))
def test_the_list_found_keeps_every_hard_rule(seed: int) -> None:
    scheme = scheme_of(seed)
    found = answer(question_of(scheme))
    assert found.state is State.POSSIBLE
    assert found.lists is not None
    listed = listed_of(scheme, found.lists)
    after = check(Scheme(UNDER, scheme.seats, listed, scheme.pool))
    assert [line.key for line in after.lines if line.blocks] == []
    for organ, seats in ((COMMITTEE, 15), (STANDING, 5)):
        assert sum(organ in one.organs - one.surplus for one in listed) == seats


def test_a_draft_that_keeps_everything_is_the_answer() -> None:
    scheme = scheme_of(1)
    first = answer(question_of(scheme))
    assert first.lists is not None
    again = Scheme(UNDER, scheme.seats, listed_of(scheme, first.lists), scheme.pool)
    second = answer(question_of(again))
    assert second.lists is not None
    assert second.short == first.short
    assert {one.person.key for one in listed_of(again, second.lists)} == {one.person.key for one in again.listed}


def test_whoever_is_beyond_the_standing_committee_is_meant_for_the_committee() -> None:
    scheme = scheme_of(3)
    found = answer(question_of(scheme))
    assert found.lists is not None
    listed = listed_of(scheme, found.lists)
    (beyond,) = [one for one in listed if STANDING in one.surplus]
    assert (beyond.organs, beyond.surplus) == ({COMMITTEE, STANDING}, {STANDING})

    draft = question_of(Scheme(UNDER, scheme.seats, listed, scheme.pool)).draft
    assert draft is not None
    assert draft.surplus[STANDING] == (beyond.person.key,)
    assert beyond.person.key in draft.meant[COMMITTEE]


def test_too_few_people_are_a_conflict() -> None:
    scheme = scheme_of(2, people=13)
    found = answer(question_of(scheme))
    assert (found.state, found.smallest) == (State.IMPOSSIBLE, True)
    assert found.conflict
