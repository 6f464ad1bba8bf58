"""Feasibility measured: 75 seats from a pool of 200 with all rules; what is possible, and what is proven not to be.

The floor is one bare call: does the solver find any lists at all that keep the hard rules.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from daihoi.cli._bench.timing import timed
from daihoi.core.messages import N_, Message
from daihoi.core.personnel.demands import Demand, Feature, Has
from daihoi.core.personnel.kinds import DEPUTIES, Organ, Post
from daihoi.core.rules import Certainty, Compare, Force, Grounds
from daihoi.solver import Answer, Asked, Body, Candidate, Lists, Office, Question, State, answer, asked

if TYPE_CHECKING:
    from daihoi.cli._bench.run import Bench

PEOPLE, SEATS = 200, 75
DEEP = 7  # this pool breaks no one rule or two, but four together
AT_LEAST, AT_MOST = Compare.AT_LEAST, Compare.AT_MOST
COMMITTEE, STANDING, INSPECTION = Organ.COMMITTEE, Organ.STANDING, Organ.INSPECTION

# How many of 200 have each, about as the published results have it.
_COMMON = {
    Feature.WOMAN: 40,
    Feature.MINORITY: 24,
    Feature.FIRST_TIME: 110,
    Feature.SCIENCE: 18,
    Feature.DEGREE: 192,
    Feature.THEORY: 186,
    Feature.NOT_LOCAL: 30,
    Feature.TOO_OLD: 14,
}
_OFFICES = (
    Office(Post.SECRETARY, STANDING),
    Office(Post.STANDING_DEPUTY, STANDING),
    Office(Post.DEPUTY, STANDING, 2, 2),
    Office(Post.COUNCIL_CHAIR, STANDING, along=DEPUTIES | {Post.SECRETARY}),
    Office(Post.PEOPLE_CHAIR, STANDING, along=DEPUTIES),
    Office(Post.COUNCIL_DEPUTY, STANDING),
    Office(Post.PEOPLE_DEPUTY, STANDING, 1, 3),
    Office(Post.INSPECTION_CHAIR, STANDING),
    Office(Post.ORGANISATION_HEAD, STANDING),
    Office(Post.PROPAGANDA_HEAD, STANDING),
    Office(Post.INTERNAL_AFFAIRS_HEAD, STANDING),
    Office(Post.FRONT_CHAIR, STANDING),
    Office(Post.MILITARY_COMMANDER, STANDING),
    Office(Post.POLICE_HEAD, STANDING),
)
_EXCLUSIVE = (
    frozenset({Post.SECRETARY, *DEPUTIES}),
    frozenset({Post.COUNCIL_CHAIR, Post.PEOPLE_CHAIR}),
    frozenset(one.post for one in _OFFICES) - {Post.SECRETARY, *DEPUTIES, Post.FRONT_CHAIR},
)


def measure(bench: "Bench") -> None:
    """Both answers are proven before their time is told."""
    _any_lists(question())  # loads the solver
    told = (
        (N_("75 seats from a pool of 200: the best lists, proven"), question(), State.POSSIBLE, 0),
        (
            N_("75 seats from a pool of 200: impossible, with the smallest conflict"),
            question(DEEP),
            State.IMPOSSIBLE,
            4,
        ),
    )
    for what, asking, state, conflict in told:
        found, seconds = timed(lambda asking=asking: answer(asking), 3)
        assert (found.state, len(found.conflict), found.proven or found.smallest) == (state, conflict, True)
        bare, floor = timed(lambda asking=asking: _any_lists(asking), 3)
        assert bare.state is state
        bench.add(what, seconds, rival=floor, aim=5.0)


def _any_lists(asking: Question) -> Answer:
    """The bare call: no targets, no draft, no order among lists, no conflict."""
    from daihoi.solver._search import bare  # noqa: PLC0415 slow import

    return bare(asking)


def demand(key: str, organ: Organ, who: Has, compare: Compare, value: int | Fraction, *, share: bool = False,
           hard: bool = False) -> Demand:  # fmt: skip
    """A rule as a pack would give it: hard, or a target; a share is one of those meant to be elected."""
    grounds = Grounds(key, (), "mẫu", Certainty.QUOTED, Force.HARD if hard else Force.TARGET)
    return Demand(key, organ, who, compare, value, Has() if share else None, Message(key), grounds)


def _of(*features: Feature) -> Has:
    return Has(frozenset(features))


def _demands() -> list[Demand]:
    made = []
    for organ, name in ((COMMITTEE, "committee"), (STANDING, "standing")):
        shares: tuple[tuple[str, Feature, Compare, Fraction, bool], ...] = (
            ("women", Feature.WOMAN, AT_LEAST, Fraction(15, 100), False),
            ("young", Feature.UNDER_42, AT_LEAST, Fraction(1, 10), False),
            ("middle", Feature.FROM_40_TO_50, AT_LEAST, Fraction(4, 10), False),
            ("middle_most", Feature.FROM_40_TO_50, AT_MOST, Fraction(5, 10), False),
            ("old", Feature.OVER_50, AT_MOST, Fraction(5, 10), False),
            ("minority", Feature.MINORITY, AT_LEAST, Fraction(1, 8), False),
            ("new", Feature.FIRST_TIME, AT_LEAST, Fraction(1, 3), False),
            ("science", Feature.SCIENCE, AT_LEAST, Fraction(5, 100), False),
            ("degree", Feature.DEGREE, AT_LEAST, Fraction(98, 100), True),
            ("theory", Feature.THEORY, AT_LEAST, Fraction(1), True),
        )
        made += [
            demand(f"{name}.{key}", organ, _of(feature), compare, value, share=True, hard=hard)
            for key, feature, compare, value, hard in shares
        ]
        listed = _of(Feature.LISTED, Feature.TOO_OLD)
        made.append(demand(f"{name}.age", organ, listed, AT_MOST, 0, hard=True))
    made += [
        demand("standing.woman", STANDING, _of(Feature.WOMAN), AT_LEAST, 1, hard=True),
        demand("standing.areas", STANDING, Has(posts=frozenset({Post.AREA_SECRETARY})), AT_LEAST, 2, hard=True),
        demand("secretary.not_local", STANDING,
               Has(frozenset({Feature.NOT_LOCAL}), frozenset({Post.SECRETARY})), AT_LEAST, 1),
        demand("inspection.women", INSPECTION, _of(Feature.WOMAN), AT_LEAST, Fraction(15, 100), share=True),
        demand("inspection.age", INSPECTION, _of(Feature.LISTED, Feature.TOO_OLD), AT_MOST, 0, hard=True),
    ]  # fmt: skip
    return made


def question(seed: int = 1, people: int = PEOPLE, seats: int = SEATS) -> Question:
    """A province: a pool with features at random, three bodies, fourteen posts, 27 demands, and a draft of its first
    people in order."""
    numbers = random.Random(seed)
    keys = [f"{number:03}" for number in range(1, people + 1)]
    features: dict[str, set[Feature]] = {key: set() for key in keys}
    for feature, of_200 in _COMMON.items():
        for key in numbers.sample(keys, of_200 * people // 200):
            features[key].add(feature)
    posts: dict[str, set[Post]] = {key: set() for key in keys}
    for office in _OFFICES:
        alone = [key for key in keys[: people // 2] if posts[key] & office.along or not office.along]
        for key in numbers.sample(alone, 4):
            posts[key].add(office.post)
    for key in keys:
        age = min(60, max(33, round(numbers.gauss(47, 6))))
        features[key] |= {Feature.UNDER_42} if age < 42 else set()
        features[key] |= {Feature.FROM_40_TO_50} if 40 <= age <= 50 else {Feature.OVER_50} if age > 50 else set()
        posts[key] |= {Post.AREA_SECRETARY} if numbers.random() < 0.1 else set()
    pool = tuple(
        Candidate(key, frozenset({COMMITTEE, STANDING} | ({INSPECTION} if numbers.random() < 0.2 else set())),
                  frozenset(posts[key]))
        for key in keys
    )  # fmt: skip
    most = (seats * 10 // 100 + 1, seats * 15 // 100)
    bodies = (
        Body(COMMITTEE, seats, surplus=most),
        Body(STANDING, 17, surplus=(2, 2), within=COMMITTEE),
        Body(INSPECTION, 11, surplus=(1, 2)),
    )
    draft = Lists({COMMITTEE: tuple(keys[:seats]), STANDING: tuple(keys[:17])})
    known: Mapping[str, frozenset[Feature]] = {key: frozenset(found) for key, found in features.items()}
    return Question(pool, bodies, tuple(asked(one, known) for one in _demands()), _OFFICES, _EXCLUSIVE, draft)


def hardened(asked_about: Question, *keys: str) -> Question:
    """The same with some targets, or all where none is named, made hard."""

    def hard(each: Asked) -> Asked:
        if keys and each.demand.key not in keys:
            return each
        return replace(each, demand=replace(each.demand, grounds=replace(each.demand.grounds, force=Force.HARD)))

    return replace(asked_about, asked=tuple(map(hard, asked_about.asked)))
