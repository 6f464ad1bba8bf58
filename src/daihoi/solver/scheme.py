"""A scheme as the solver is asked about it, and lists found as places on a scheme's list.

```
found = answer(question_of(scheme))
places = listed_of(scheme, found.lists)
```
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from daihoi.core.personnel import Demand, Has, Listed, Organ, Post, Scheme, demands, has
from daihoi.core.personnel.kinds import DEPUTIES
from daihoi.core.personnel.structure.surplus import surplus_bounds
from daihoi.core.rules import Compare
from daihoi.solver.question import WHERE, Asked, Body, Candidate, Lists, Office, Question

# How long a list is, the solver is told as the size of the body.
_LENGTHS = ("listed", "meant", "surplus_min", "surplus_max")
_WITHIN = {Organ.STANDING: Organ.COMMITTEE}
_APART = {Organ.ALTERNATES: Organ.DELEGATION}
_ONE_HOLDER = frozenset({Post.SECRETARY, Post.STANDING_DEPUTY, Post.COUNCIL_CHAIR, Post.PEOPLE_CHAIR})
_EXCLUSIVE = (frozenset({Post.SECRETARY, *DEPUTIES}), frozenset({Post.COUNCIL_CHAIR, Post.PEOPLE_CHAIR}))
_OF_INSPECTION = frozenset({Post.INSPECTION_CHAIR, Post.INSPECTION_DEPUTY})
_NOBODY_IN = 400  # the longest surplus where no rule limits it


def question_of(scheme: Scheme) -> Question:
    """Can lists for the bodies with a number be made of the pool and of those on the list now, who are the draft?

    Bodies without a number are not asked about. Raises `PackError` as `demands` does.
    """
    people = _people(scheme)
    bodies = tuple(_body(scheme, organ) for organ in Organ if organ in scheme.seats)
    organs = frozenset(body.organ for body in bodies)
    posts = frozenset(post for one in people for post in one.posts)
    asked = [
        _asked(scheme, one, people)
        for one in demands(scheme)
        if one.organ in organs and one.key not in {f"{one.organ}.{length}" for length in _LENGTHS}
    ]
    return Question(
        tuple(Candidate(one.person.key, one.organs & organs, one.posts) for one in people),
        bodies,
        tuple(asked),
        tuple(_office(post, organs, asked, len(people)) for post in Post if post in posts) if organs else (),
        _EXCLUSIVE,
        _draft(scheme, organs, posts),
    )


def listed_of(scheme: Scheme, lists: Lists) -> tuple[Listed, ...]:
    """The lists as one list of the scheme, in the order of the people. Whoever is meant for one body and surplus of
    another counts as meant: a place says it once for all its bodies. Bodies that were not asked about stay."""
    asked, found = frozenset(lists.meant), []
    now = {one.person.key: one for one in scheme.listed}
    for one in _people(scheme):
        key = one.person.key
        meant = frozenset(organ for organ, keys in lists.meant.items() if key in keys)
        beyond = frozenset(organ for organ, keys in lists.surplus.items() if key in keys)
        rest = now[key].organs - asked if key in now else frozenset()
        posts = frozenset(post for post, keys in lists.holders.items() if key in keys)
        if meant or beyond or rest:
            surplus = not meant and bool(beyond)
            found.append(replace(one, organs=meant | beyond | rest, posts=posts, surplus=surplus))
    return tuple(found)


def _people(scheme: Scheme) -> tuple[Listed, ...]:
    """The draft's people first, as they are preferred; everybody for all that list or pool names them for."""
    pool = {one.person.key: one for one in scheme.pool}
    every = frozenset(scheme.seats)
    found = []
    for one in scheme.listed:
        other = pool.pop(one.person.key, None)
        organs = (other.organs or every) if other is not None else frozenset()
        posts = other.posts if other is not None else frozenset()
        found.append(replace(one, organs=one.organs | organs, posts=one.posts | posts))
    return (*found, *(replace(one, organs=one.organs or every) for one in pool.values()))


def _body(scheme: Scheme, organ: Organ) -> Body:
    to_elect = scheme.seats[organ].to_elect
    bounds = [one for one in surplus_bounds(scheme.setting, organ, to_elect) if one.rule.grounds.severity == "error"]
    least = max((one.names - to_elect for one in bounds if one.compare is Compare.AT_LEAST), default=0)
    most = min((one.names - to_elect for one in bounds if one.compare is Compare.AT_MOST), default=None)
    if most is None:
        most = _NOBODY_IN if list(surplus_bounds(scheme.setting, organ, to_elect)) else 0
    within, apart = _WITHIN.get(organ), _APART.get(organ)
    return Body(
        organ,
        to_elect,
        (least, max(least, most)),
        within if within in scheme.seats else None,
        apart if apart in scheme.seats else None,
    )


def _office(post: Post, organs: frozenset[Organ], asked: Iterable[Asked], people: int) -> Office:
    """A post that people of the pool may be meant for; how many hold it, the demands say."""
    if post in _OF_INSPECTION and Organ.INSPECTION in organs:
        organ = Organ.INSPECTION
    else:
        wanted = [one.demand.organ for one in asked if post in one.demand.who.posts | one.demand.who.any_post]
        standing = Organ.STANDING in wanted and Organ.STANDING in organs
        fallback = Organ.COMMITTEE if Organ.COMMITTEE in organs else next(o for o in Organ if o in organs)
        organ = Organ.STANDING if standing else fallback
    return Office(post, organ, 0, 1 if post in _ONE_HOLDER else people)


def _asked(scheme: Scheme, demand: Demand, people: Iterable[Listed]) -> Asked:
    counted, out_of, unless = {}, {}, {}
    for one in people:
        key = one.person.key
        counted[key] = _counts(scheme, demand.organ, demand.who, one, frozenset())
        if counted[key] and not _counts(scheme, demand.organ, demand.who, one, DEPUTIES):
            unless[key] = DEPUTIES  # the lower age of deputy secretaries
        if demand.of is not None:
            out_of[key] = _counts(scheme, demand.organ, demand.of, one, frozenset())
    return Asked(demand, counted, out_of, unless)


def _counts(scheme: Scheme, organ: Organ, who: Has, one: Listed, posts: frozenset[Post]) -> bool:
    """Has the person the features, where on the lists and posts apart? What is unknown is left out."""
    as_meant = replace(one, organs=one.organs | {organ}, posts=posts, surplus=False)
    return has(as_meant, scheme.setting, organ, Has(frozenset(who.features) - WHERE)) is True


def _draft(scheme: Scheme, organs: frozenset[Organ], posts: frozenset[Post]) -> Lists:
    def keys(one: Organ, surplus: bool) -> tuple[str, ...]:
        return tuple(each.person.key for each in scheme.listed if one in each.organs and each.surplus is surplus)

    meant: Mapping[Organ, tuple[str, ...]] = {organ: keys(organ, False) for organ in Organ if organ in organs}
    beyond: Mapping[Organ, tuple[str, ...]] = {organ: keys(organ, True) for organ in Organ if organ in organs}
    holders = {
        post: tuple(each.person.key for each in scheme.listed if post in each.posts) for post in Post if post in posts
    }
    return Lists(meant, beyond, holders)
