"""Lists checked by plain arithmetic, apart from the solver: what it found is returned only when this agrees."""

from collections.abc import Iterable, Mapping

from daihoi.core.messages import Severity
from daihoi.core.personnel.demands import Demand, Feature, Has, Linear, linear
from daihoi.core.personnel.kinds import Organ, Post
from daihoi.core.rules import Compare
from daihoi.solver.answer import Measure
from daihoi.solver.question import Asked, Candidate, Lists, Question


class WrongAnswer(RuntimeError):
    """The solver returned lists that break a rule: a fault of this program, never of the lists asked about."""


def measured(question: Question, lists: Lists) -> tuple[Measure, ...]:
    """Every demand on the lists, in the order asked."""
    posts = posts_of(question, lists)
    return tuple(_measure(each, lists, posts) for each in question.asked)


def total_short(measures: Iterable[Measure]) -> int:
    """People lacking over the targets; what is only asked decides nothing."""
    return sum(one.short for one in measures if one.demand.grounds.severity is Severity.WARNING)


def total_unsure(question: Question, lists: Lists) -> int:
    """How many people too many hard rules may have, if all those count of whom it is not known."""
    posts = posts_of(question, lists)
    wide = (one.widest for one in question.asked if one.demand.blocks and one.widest is not None)
    return sum(_over(each, lists, posts) for each in wide)


def changes(question: Question, lists: Lists) -> int | None:
    """Entries that differ from the draft: on a list or not, surplus or not, meant for a post or not."""
    if question.draft is None:
        return None
    return len(entries(question.draft) ^ entries(lists))


def entries(lists: Lists) -> frozenset[tuple[str, str, str]]:
    """Each place of somebody: for a body, as its surplus, for a post."""
    on_lists = {("listed", organ.value, key) for side in (lists.meant, lists.surplus) for organ in side
                for key in side[organ]}  # fmt: skip
    beyond = {("surplus", organ.value, key) for organ, keys in lists.surplus.items() for key in keys}
    return frozenset(
        on_lists | beyond | {("post", post.value, key) for post, keys in lists.holders.items() for key in keys}
    )


def verify(question: Question, lists: Lists) -> None:
    """Raises WrongAnswer unless the lists keep the sizes, the offices, the decisions and every hard demand."""
    wrong = [one.key for one in question.given if not one.kept]
    wrong += [*_bodies(question, lists), *_people(question, lists), *_offices(question, lists)]
    wrong += [
        f"{one.demand.key}: {one.short} short" for one in measured(question, lists) if one.demand.blocks and one.short
    ]
    if wrong:
        raise WrongAnswer("; ".join(wrong))


def _bodies(question: Question, lists: Lists) -> Iterable[str]:
    for body in question.bodies:
        meant, beyond = lists.meant[body.organ], lists.surplus[body.organ]
        listed = {*meant, *beyond}
        if len(meant) != body.seats or not body.surplus[0] <= len(beyond) <= body.surplus[1]:
            yield f"{body.organ}: {len(meant)} and {len(beyond)} people"
        if len(listed) != len(meant) + len(beyond):
            yield f"{body.organ}: somebody twice"
        if body.within is not None and not listed <= {*lists.meant[body.within]}:
            yield f"{body.organ}: somebody not meant for {body.within}"
        if body.apart is not None and listed & {*lists.meant[body.apart], *lists.surplus[body.apart]}:
            yield f"{body.organ}: somebody on the list for {body.apart}"


def _people(question: Question, lists: Lists) -> Iterable[str]:
    able = {one.key: one for one in question.pool}
    for side in (lists.meant, lists.surplus):
        for organ, keys in side.items():
            yield from (f"{organ}: a person who may not stand" for key in keys if organ not in able[key].organs)
    for post, keys in lists.holders.items():
        yield from (f"{post}: a person who may not" for key in keys if post not in able[key].posts)
    for one in question.pool:
        yield from (f"{organ}: a decision is not kept" for organ in one.fixed if one.key not in lists.meant[organ])
        yield from (f"{post}: a decision is not kept" for post in one.fixed_posts if one.key not in lists.holders[post])


def _offices(question: Question, lists: Lists) -> Iterable[str]:
    posts = posts_of(question, lists)
    for office in question.offices:
        holders = lists.holders[office.post]
        if not office.least <= len(holders) <= office.most or not {*holders} <= {*lists.meant[office.organ]}:
            yield f"{office.post}: {len(holders)} holders"
        if office.along and not all(posts[key] & office.along for key in holders):
            yield f"{office.post}: without the post that goes with it"
    for together in question.exclusive:
        for one in question.pool:
            held = posts[one.key] & together
            if len(held) > 1 and held - facts(question, one):
                yield f"{sorted(held)}: held by one"


def facts(question: Question, one: Candidate) -> frozenset[Post]:
    """Posts that go with a person, since nobody is put into them here."""
    return one.posts - {office.post for office in question.offices}


def posts_of(question: Question, lists: Lists) -> dict[str, frozenset[Post]]:
    """Every post of each person, with these lists."""
    return {
        one.key: facts(question, one) | {post for post, keys in lists.holders.items() if one.key in keys}
        for one in question.pool
    }


def places(has: Has, organ: Organ, lists: Lists) -> tuple[str, ...]:
    """Those on a body's list from among whom is counted: who is meant, unless the surplus is asked for."""
    meant, beyond = tuple(lists.meant[organ]), tuple(lists.surplus[organ])
    if Feature.SURPLUS in has.features:
        return () if Feature.MEANT in has.features else beyond
    return meant + beyond if Feature.LISTED in has.features and Feature.MEANT not in has.features else meant


def _counts(has: Has, organ: Organ, counted: Mapping[str, bool], lists: Lists,
            posts: Mapping[str, frozenset[Post]]) -> set[str]:  # fmt: skip
    return {
        key
        for key in places(has, organ, lists)
        if counted[key] and has.posts <= posts[key] and (not has.any_post or has.any_post & posts[key])
    }


def _measure(each: Asked, lists: Lists, posts: Mapping[str, frozenset[Post]]) -> Measure:
    count, base, weighed = _weighed(each, lists, posts)
    return Measure(each.demand, count, base, lacking(weighed, sum(weighed.weights.values()), step(each.demand)))


def _over(each: Asked, lists: Lists, posts: Mapping[str, frozenset[Post]]) -> int:
    """How many people too many count."""
    _, _, weighed = _weighed(each, lists, posts)
    by = step(each.demand)
    return over(sum(weighed.weights.values()), bounds(weighed.compare, weighed.bound, by)[1], by)


def _weighed(each: Asked, lists: Lists, posts: Mapping[str, frozenset[Post]]) -> tuple[int, int | None, Linear]:
    """How many count, of how many, and the demand over them."""
    demand = each.demand
    who = {
        key
        for key in _counts(demand.who, demand.organ, each.counted, lists, posts)
        if not each.spared(key) & (posts[key] | _organs(lists, key))
    }
    of = set() if demand.of is None else _counts(demand.of, demand.organ, each.out_of, lists, posts)
    people = who | of
    weighed = linear(demand, {key: key in who for key in people}, {key: key in of for key in people})
    return len(who), None if demand.of is None else len(of), weighed


def _organs(lists: Lists, key: str) -> frozenset[Organ]:
    return frozenset(organ for side in (lists.meant, lists.surplus) for organ, keys in side.items() if key in keys)


def step(demand: Demand) -> int:
    """By how much the sum of weights moves when one person who counts takes the place of one who does not."""
    return 1 if demand.of is None else demand.value.denominator


def bounds(compare: Compare, bound: int, by: int) -> tuple[int | None, int | None]:
    """Between which whole sums the demand is kept. "Equal" to a share means the whole number of people below it."""
    return {
        Compare.AT_LEAST: (bound, None),
        Compare.AT_MOST: (None, bound),
        Compare.MORE_THAN: (bound + 1, None),
        Compare.LESS_THAN: (None, bound - 1),
        Compare.EQUAL: (bound - by + 1, bound),
    }[compare]


def lacking(weighed: Linear, total: int, by: int) -> int:
    """How many people must be exchanged until the demand is kept; 0: it is."""
    least, most = bounds(weighed.compare, weighed.bound, by)
    under = 0 if least is None else -((total - least) // by)
    return max(0, under, over(total, most, by))


def over(total: int, most: int | None, by: int) -> int:
    """How many people must go until a sum is no larger than the most."""
    return 0 if most is None else max(0, -((most - total) // by))
