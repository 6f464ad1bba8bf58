"""A scheme as a question: its list is the draft, list and pool together are the pool, its demands are asked."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from daihoi.core.personnel import DEPUTIES, Demand, Has, Listed, Organ, Post, Scheme, demands, has
from daihoi.core.personnel.demands import Feature
from daihoi.core.rules import Compare
from daihoi.solver.question import WHERE, Asked, Body, Candidate, Lists, Office, Question

_WITHIN = {Organ.STANDING: Organ.COMMITTEE}
_APART = {Organ.ALTERNATES: Organ.DELEGATION}
_INSPECTION = frozenset({Post.INSPECTION_CHAIR, Post.INSPECTION_DEPUTY})
_MANY = frozenset({Post.DEPUTY, Post.INSPECTION_DEPUTY, Post.COUNCIL_DEPUTY, Post.PEOPLE_DEPUTY})
# Posts that people have anyway; all others that a demand names are posts that somebody is meant for.
_FACTS = frozenset({Post.AREA_SECRETARY, Post.VILLAGE_HEAD})
_EXCLUSIVE = (frozenset({Post.SECRETARY, *DEPUTIES}), frozenset({Post.COUNCIL_CHAIR, Post.PEOPLE_CHAIR}))
_LISTED = Has(frozenset({Feature.LISTED}))


def question_of(scheme: Scheme, *, fixed: Collection[str] = (), out: Collection[str] = ()) -> Question:
    """Which lists the scheme could have. `fixed`: keys of people who keep their bodies and posts; `out`: who stands for
    nothing.

    Somebody of the pool may stand for the bodies and posts that the pool names them for (no body: any). Somebody on the
    list may keep theirs, or be of the standing committee as a member of the committee. A fact that is not known counts
    for nothing. A body without a number keeps that of the list. Raises `PackError` as `demands` does.
    """
    wanted = demands(scheme)
    bodies = tuple(_bodies(scheme, wanted))
    organs = frozenset(body.organ for body in bodies)
    offices = tuple(_offices(wanted, organs, len(scheme.listed) + len(scheme.pool)))
    people = {one.person.key: one for one in (*scheme.listed, *scheme.pool)} | {
        one.person.key: one for one in scheme.listed
    }
    people = {key: one for key, one in people.items() if key not in out}
    named = {one.person.key: one for one in scheme.pool}
    meant_for = frozenset(office.post for office in offices)
    pool = tuple(
        _candidate(one, named.get(key), one in scheme.listed, organs, offices, key in fixed)
        for key, one in people.items()
    )
    asking = tuple(_asked(scheme, demand, people.values(), meant_for) for demand in wanted)
    draft = _draft(scheme, organs, offices) if scheme.listed else None
    return Question(pool, bodies, asking, offices, _EXCLUSIVE, draft)


def _bodies(scheme: Scheme, wanted: Iterable[Demand]) -> Iterable[Body]:
    used = frozenset(scheme.seats).union(*(one.organs for one in scheme.listed))
    for organ in Organ:
        if organ not in used:
            continue
        seats = scheme.seats.get(organ)
        number = seats.to_elect if seats else sum(organ in one.organs - one.surplus for one in scheme.listed)
        names = [one for one in wanted if one.organ is organ and one.who == _LISTED and one.of is None]
        # The demands hold the length of the list; this only says how far it can go at all.
        most = max((int(one.value) for one in names if one.compare is not Compare.LESS_THAN), default=number)
        within, apart = _WITHIN.get(organ), _APART.get(organ)
        yield Body(
            organ,
            number,
            (0, max(0, most - number)),
            within if within in used else None,
            apart if apart in used else None,
        )


def _offices(wanted: Iterable[Demand], organs: frozenset[Organ], people: int) -> Iterable[Office]:
    """A post for each that a demand asks for; how many must hold it the demands say."""
    posts = frozenset[Post]().union(*(one.who.posts | one.who.any_post for one in wanted)) - _FACTS
    for post in Post:
        if post not in posts:
            continue
        places = (Organ.INSPECTION,) if post in _INSPECTION else ()
        organ = next((one for one in (*places, Organ.STANDING, Organ.COMMITTEE) if one in organs), None)
        if organ is not None:
            yield Office(post, organ, 0, people if post in _MANY else 1)


def _candidate(one: Listed, named: Listed | None, on_list: bool, organs: frozenset[Organ], offices: tuple[Office, ...],
               fixed: bool) -> Candidate:  # fmt: skip
    may, posts = frozenset[Organ](), one.posts
    if named is not None:
        may, posts = named.organs or organs, posts | named.posts
    if on_list:
        may |= one.organs | ({Organ.STANDING} if Organ.COMMITTEE in one.organs else set())
    may &= organs
    of = {office.post: office.organ for office in offices}
    keeps = one.organs - one.surplus if fixed and on_list else frozenset[Organ]()
    return Candidate(
        one.person.key,
        may,
        posts,
        keeps & organs,
        frozenset(post for post in one.posts if of.get(post) in keeps),
    )


def _asked(scheme: Scheme, demand: Demand, people: Iterable[Listed], meant_for: frozenset[Post]) -> Asked:
    counted, out_of, unless = {}, {}, {}
    for one in people:
        key = one.person.key
        counted[key] = _has(scheme, demand, demand.who, one, one.posts - (DEPUTIES & meant_for))
        if demand.of is not None:
            out_of[key] = _has(scheme, demand, demand.of, one, one.posts - (DEPUTIES & meant_for))
        # The one fact that hangs on a post: who is too old, but young enough for a deputy secretary (P-054).
        if counted[key] and DEPUTIES & meant_for and not _has(scheme, demand, demand.who, one, one.posts | DEPUTIES):
            unless[key] = frozenset[Organ | Post](DEPUTIES & meant_for)
    return Asked(demand, counted, out_of, unless)


def _has(scheme: Scheme, demand: Demand, who: Has, one: Listed, posts: frozenset[Post]) -> bool:
    """Does the person, wherever listed, have the features asked for?"""
    there = replace(one, organs=frozenset({demand.organ}), posts=posts, surplus=frozenset())
    return has(there, scheme.setting, demand.organ, Has(who.features - WHERE)) is True


def _draft(scheme: Scheme, organs: frozenset[Organ], offices: tuple[Office, ...]) -> Lists:
    def on(organ: Organ, surplus: bool) -> tuple[str, ...]:
        return tuple(
            one.person.key for one in scheme.listed if organ in one.organs and (organ in one.surplus) is surplus
        )

    return Lists(
        {organ: on(organ, False) for organ in sorted(organs)},
        {organ: on(organ, True) for organ in sorted(organs)},
        {of.post: tuple(one.person.key for one in scheme.listed if of.post in one.posts) for of in offices},
    )
