"""Small questions at random, and their answers by looking at every pair of lists: the arithmetic is done anew here."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product
from math import ceil, floor

from hypothesis import strategies as st

from daihoi.core.messages import Message, Severity
from daihoi.core.personnel.demands import Demand, Feature, Has
from daihoi.core.personnel.kinds import Organ, Post
from daihoi.core.rules import Certainty, Compare, Force, Grounds
from daihoi.solver import Body, Candidate, Lists, Office, Question, asked

COMMITTEE, STANDING = Organ.COMMITTEE, Organ.STANDING
SECRETARY, CHAIR, HEAD = Post.SECRETARY, Post.PEOPLE_CHAIR, Post.VILLAGE_HEAD  # the last is a fact about a person
FEATURES = (Feature.WOMAN, Feature.MINORITY, Feature.DEGREE)
WHERE = (None, Feature.LISTED, Feature.SURPLUS)


def demand(key: str, organ: Organ, who: Has, compare: Compare, value: int | Fraction, of: Has | None = None,
           force: Force = Force.HARD, certainty: Certainty = Certainty.QUOTED) -> Demand:  # fmt: skip
    return Demand(key, organ, who, compare, value, of, Message(key), Grounds(key, (), "mẫu", certainty, force))


@st.composite
def whos(draw: st.DrawFn) -> Has:
    features = set(draw(st.sets(st.sampled_from(FEATURES), max_size=1)))
    features |= {draw(st.sampled_from(WHERE))} - {None}
    features |= {Feature.NOT_LEADING} if draw(st.integers(0, 5)) == 0 else set()
    posts = draw(st.sampled_from((frozenset(), frozenset(), frozenset(), frozenset({SECRETARY}), frozenset({HEAD}))))
    some = draw(st.sampled_from((frozenset(), frozenset(), frozenset(), frozenset({CHAIR, HEAD}))))
    return Has(frozenset(features), posts, some)


@st.composite
def demands(draw: st.DrawFn, at: int) -> Demand:
    share = draw(st.booleans())
    value: int | Fraction = draw(st.integers(0, 3))
    if share:
        value = Fraction(draw(st.integers(0, 4)), draw(st.integers(4, 5)))
    return demand(
        f"d{at}",
        draw(st.sampled_from((COMMITTEE, STANDING))),
        draw(whos()),
        draw(st.sampled_from(Compare)),
        value,
        draw(st.sampled_from((Has(), Has(frozenset({Feature.LISTED})), Has(frozenset({Feature.WOMAN})))))
        if share
        else None,
        draw(st.sampled_from((Force.HARD, Force.HARD, Force.TARGET))),
        draw(st.sampled_from((Certainty.QUOTED, Certainty.QUOTED, Certainty.QUOTED, Certainty.UNVERIFIED))),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    keys = [f"{number}" for number in range(draw(st.integers(1, 5)))]
    people = [
        Candidate(
            key,
            frozenset({COMMITTEE} | ({STANDING} if draw(st.integers(0, 3)) else set())),
            frozenset(draw(st.sets(st.sampled_from((SECRETARY, CHAIR, HEAD))))),
        )
        for key in keys
    ]
    fixed = draw(st.integers(0, 3))
    if fixed == 1 and STANDING in people[0].organs:
        people[0] = Candidate(keys[0], people[0].organs, people[0].posts, fixed=frozenset({STANDING}))
    if fixed == 2 and SECRETARY in people[-1].posts:
        people[-1] = Candidate(keys[-1], people[-1].organs, people[-1].posts, fixed_posts=frozenset({SECRETARY}))
    known = {key: frozenset(draw(st.sets(st.sampled_from(FEATURES)))) for key in keys}
    beyond = draw(st.sampled_from(((0, 0), (0, 1), (1, 1))))
    bodies = (
        Body(COMMITTEE, draw(st.integers(1, 3)), surplus=beyond),
        Body(STANDING, draw(st.integers(0, 2)), within=COMMITTEE),
    )
    offices = (
        Office(SECRETARY, STANDING, least=draw(st.integers(0, 1))),
        Office(CHAIR, COMMITTEE, 0, 2, along=draw(st.sampled_from((frozenset(), frozenset({SECRETARY, HEAD}))))),
    )
    wanted = [asked(draw(demands(at)), known) for at in range(draw(st.integers(0, 4)))]
    draft = Lists({COMMITTEE: tuple(keys[:2])}) if draw(st.booleans()) else None
    exclusive = (frozenset({SECRETARY, CHAIR}),) if draw(st.booleans()) else ()
    return Question(tuple(people), bodies, tuple(wanted), offices, exclusive, draft)


@dataclass(frozen=True)
class Seen:
    """One way to fill the bodies: by person whether they are meant, in the surplus, of the standing committee, and
    their posts."""

    question: Question
    where: tuple[str, ...]  # "", "meant", "surplus"
    standing: tuple[bool, ...]
    held: tuple[frozenset[Post], ...]

    def listed(self, organ: Organ, at: int, side: Feature | None) -> bool:
        if organ is STANDING:
            return self.standing[at] and side is not Feature.SURPLUS
        return (
            self.where[at]
            in {None: ("meant",), Feature.LISTED: ("meant", "surplus"), Feature.SURPLUS: ("surplus",)}[side]
        )

    def count(self, has: Has, organ: Organ, counted: dict[str, bool]) -> int:
        side = Feature.SURPLUS if Feature.SURPLUS in has.features else None
        side = side or (Feature.LISTED if Feature.LISTED in has.features else None)
        return sum(
            self.listed(organ, at, side)
            and counted[one.key]
            and has.posts <= self.posts(at)
            and bool(not has.any_post or has.any_post & self.posts(at))
            and not (Feature.NOT_LEADING in has.features and self.standing[at])
            for at, one in enumerate(self.question.pool)
        )

    def posts(self, at: int) -> frozenset[Post]:
        return self.held[at] | (self.question.pool[at].posts & {HEAD})

    def short(self, demand: Demand) -> int:
        """People that a demand lacks, by its own words."""
        each = next(one for one in self.question.asked if one.demand == demand)
        count = self.count(demand.who, demand.organ, dict(each.counted))
        base = 1 if demand.of is None else self.count(demand.of, demand.organ, dict(each.out_of))
        exact = Fraction(demand.value) * base
        return {
            Compare.AT_LEAST: max(0, ceil(exact) - count),
            Compare.MORE_THAN: max(0, floor(exact) + 1 - count),
            Compare.AT_MOST: max(0, count - floor(exact)),
            Compare.LESS_THAN: max(0, count - (ceil(exact) - 1)),
            Compare.EQUAL: abs(count - floor(exact)),
        }[demand.compare]

    @cached_property
    def broken(self) -> frozenset[str]:
        """Keys of the rules that these lists break."""
        q, found = self.question, set()
        committee, standing = q.bodies
        secretary, chair = q.offices
        if self.where.count("meant") != committee.seats:
            found.add("seats:committee")
        if self.where.count("surplus") < committee.surplus[0]:
            found.add("surplus:committee")
        if sum(self.standing) != standing.seats:
            found.add("seats:standing")
        if sum(SECRETARY in held for held in self.held) < secretary.least:
            found.add("office:secretary")
        if chair.along and any(CHAIR in held and not self.posts(at) & chair.along for at, held in enumerate(self.held)):
            found.add("along:people_chair")
        for at, one in enumerate(q.pool):
            if one.fixed and not self.standing[at]:
                found.add(f"fixed:standing:{one.key}")
            if one.fixed_posts and SECRETARY not in self.held[at]:
                found.add(f"fixed:secretary:{one.key}")
        found |= {f"demand:{one.demand.key}" for one in q.asked if one.demand.blocks and self.short(one.demand)}
        return frozenset(found)

    @property
    def lacking(self) -> int:
        wanted = (one.demand for one in self.question.asked if one.demand.grounds.severity is Severity.WARNING)
        return sum(self.short(one) for one in wanted)

    @property
    def moved(self) -> int:
        if self.question.draft is None:
            return 0
        kept = self.question.draft.meant[COMMITTEE]
        moves = sum((self.where[at] != "") != (one.key in kept) for at, one in enumerate(self.question.pool))
        return moves + self.where.count("surplus") + sum(self.standing) + sum(map(len, self.held))

    @property
    def rank(self) -> tuple[object, ...]:
        """What the answer has the most of: the first of the pool, everywhere they can be."""
        return tuple(
            (self.where[at] == "meant", self.standing[at], SECRETARY in self.held[at], CHAIR in self.held[at],
             self.where[at] == "surplus")
            for at in range(len(self.where))
        )  # fmt: skip


def everything(question: Question) -> Iterator[Seen]:
    """Every way to fill the bodies that the pool and the nature of the bodies leave."""
    ways = [
        [
            (where, standing, frozenset(held))
            for where in ("", "meant", "surplus")
            for standing in ((False, True) if STANDING in one.organs and where == "meant" else (False,))
            for size in range(3)
            for held in combinations(sorted(one.posts & {SECRETARY, CHAIR}), size)
            if (SECRETARY not in held or standing) and (CHAIR not in held or where == "meant")
            if not (question.exclusive and size == 2)
        ]
        for one in question.pool
    ]
    for chosen in product(*ways):
        where, standing, held = zip(*chosen, strict=True)
        seen = Seen(question, where, standing, held)
        if (
            where.count("surplus") <= question.bodies[0].surplus[1]
            and sum(SECRETARY in one for one in held) <= 1
            and sum(CHAIR in one for one in held) <= 2
        ):
            yield seen
