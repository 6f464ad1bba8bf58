"""Small schemes at random, and how near any list of their people comes, by the check of every one of these lists."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from random import Random

from hypothesis import strategies as st

from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import EXCLUSIVE, Line, Listed, Organ, Post, Scheme, Seats, check, of_posts
from daihoi.core.rules import Compare
from tests.core.packs import T1, T2A, T2B
from tests.core.personnel.people import COMMITTEE, somebody, under

C = Organ.COMMITTEE
POSTS = (Post.SECRETARY, Post.DEPUTY, Post.STANDING_DEPUTY, Post.PEOPLE_CHAIR)
MANY = {Post.DEPUTY}
SETTINGS = (
    under(T1),
    under(T1, Kind.PROVINCE, Unit.PROVINCE),
    under(T2A, Kind.PROVINCE),
    under(T2B, unit=Unit.COMMUNE),
    under(T2B, unit=Unit.COMMUNE, case="merged_3"),
    under(T2B, Kind.PROVINCE, Unit.PROVINCE),
    under(T2B, Kind.PROVINCE, Unit.PROVINCE, "merged_2"),
)


def small_schemes() -> st.SearchStrategy[Scheme]:
    return st.integers(0, 2**32).map(lambda seed: _scheme(Random(seed)))


def _scheme(dice: Random) -> Scheme:
    told = dice.random() < 0.8
    people = []
    for at in range(dice.randint(2, 4)):
        one = somebody(str(at), dice)
        posts = frozenset(dice.sample(POSTS, dice.randint(0, 2))) if told else frozenset[Post]()
        people.append(replace(one, organs=COMMITTEE, surplus=frozenset(), posts=posts))
    seats = dice.choice((1, 1, 2, 2, 3))
    before = dice.choice([None, seats, seats, max(1, seats - 1)])
    listed, pool = (people, []) if dice.random() < 0.5 else (people[:1], people[1:])
    return Scheme(dice.choice(SETTINGS), {C: Seats(seats, before=before)}, tuple(listed), tuple(pool))


def _ways(one: Listed) -> list[Listed | None]:
    """Off the list, in its surplus, or meant, with some of the posts that the person may have."""
    found: list[Listed | None] = [None, replace(one, surplus=COMMITTEE, posts=frozenset())]
    for size in range(len(one.posts) + 1):
        for some in combinations(sorted(one.posts), size):
            if all(len(together & {*some}) <= 1 for together in EXCLUSIVE):
                found.append(replace(one, posts=frozenset(some)))
    return found


def lists(scheme: Scheme) -> Iterator[tuple[Listed, ...]]:
    """Every list with as many people meant as there are seats, and one holder of each post that has one."""
    for chosen in product(*(_ways(one) for one in (*scheme.listed, *scheme.pool))):
        people = tuple(one for one in chosen if one is not None)
        held = [post for one in people for post in one.posts if post not in MANY]
        if sum(not one.surplus for one in people) == scheme.seats[C].to_elect and len(held) == len(set(held)):
            yield people


def best_of(scheme: Scheme) -> tuple[int, int] | None:
    """People of whom a hard rule does not know, and people lacking to the goals: the fewest of any list that breaks no
    hard rule. None: every list breaks one."""
    told = any(one.posts for one in (*scheme.listed, *scheme.pool))
    ways = (_far(check(replace(scheme, listed=people, pool=())).lines, told) for people in lists(scheme))
    return min((way for way in ways if way is not None), default=None)


def _far(lines: tuple[Line, ...], told: bool) -> tuple[int, int] | None:
    unsure = short = 0
    for line in lines:
        hard = line.grounds.severity is Severity.ERROR
        if line.demand is None:
            if hard and line.met is False:
                return None
            continue
        if of_posts(line.demand) and not told:
            continue
        under, over = _missed(line, line.count or 0)
        if hard and (under or over):
            return None
        if hard:
            unsure += _missed(line, (line.count or 0) + line.unknown)[1]
        elif line.grounds.severity is Severity.WARNING:
            short += under + over
    return unsure, short


def _missed(line: Line, count: int) -> tuple[int, int]:
    """How many people are lacking, and how many are too many."""
    assert line.needed is not None
    low = line.compare in {Compare.AT_LEAST, Compare.MORE_THAN, Compare.EQUAL}
    high = line.compare in {Compare.AT_MOST, Compare.LESS_THAN, Compare.EQUAL}
    return max(0, line.needed - count) if low else 0, max(0, count - line.needed) if high else 0
