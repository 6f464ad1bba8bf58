"""A scheme as a question: its list is the draft, list and pool together are the pool, its demands are asked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from daihoi.core.messages import N_, Message, Severity
from daihoi.core.personnel import (
    DEPUTIES,
    EXCLUSIVE,
    ORGAN_NAMES,
    Demand,
    Has,
    Line,
    Listed,
    Organ,
    Post,
    Scheme,
    demands,
    has,
    of_posts,
    size_lines,
)
from daihoi.core.personnel.demands import Feature
from daihoi.core.personnel.posts import put_down_twice
from daihoi.core.rules import Compare
from daihoi.solver.question import WHERE, Asked, Body, Candidate, Given, Lists, Office, Question

_WITHIN = {Organ.STANDING: Organ.COMMITTEE}
_APART = {Organ.ALTERNATES: Organ.DELEGATION}
_INSPECTION = frozenset({Post.INSPECTION_CHAIR, Post.INSPECTION_DEPUTY})
_MANY = frozenset({Post.DEPUTY, Post.INSPECTION_DEPUTY, Post.COUNCIL_DEPUTY, Post.PEOPLE_DEPUTY})
# Posts that people have anyway; all others that a demand names are posts that somebody is meant for.
_FACTS = frozenset({Post.AREA_SECRETARY, Post.VILLAGE_HEAD})
_LISTED = Has(frozenset({Feature.LISTED}))


def question_of(scheme: Scheme, *, fixed: Collection[str] = (), out: Collection[str] = ()) -> Question:
    """Which lists the scheme could have. `fixed`: keys of people who keep their bodies and posts; `out`: who stands for
    nothing.

    Somebody of the pool may stand for the bodies and posts that the pool names them for (no body: any). Somebody on the
    list may keep theirs, or be of the standing committee as a member of the committee. A fact that is not known counts
    for nothing, and as few people as can be are listed by whom, were it known, a hard rule may be broken. Where nobody
    is meant for any post, nothing is asked of posts: nothing is known then, as in the check. A body without a number
    keeps that of the list. Raises `PackError` as `demands` does.
    """
    everybody = (*scheme.listed, *scheme.pool)
    posts_told = any(one.posts for one in everybody)
    wanted = tuple(one for one in demands(scheme) if posts_told or not of_posts(one))
    bodies = tuple(_bodies(scheme, wanted))
    organs = frozenset(body.organ for body in bodies)
    offices = tuple(_offices(wanted, organs, everybody))
    people = {one.person.key: one for one in everybody} | {one.person.key: one for one in scheme.listed}
    people = {key: one for key, one in people.items() if key not in out}
    named = {one.person.key: one for one in scheme.pool}
    meant_for = frozenset(office.post for office in offices)
    pool = tuple(
        _candidate(one, named.get(key), one in scheme.listed, organs, offices, key in fixed)
        for key, one in people.items()
    )
    asking = tuple(_asked(scheme, demand, people.values(), meant_for) for demand in wanted)
    draft = _draft(scheme, organs, offices) if scheme.listed else None
    given = tuple(_given(line) for line in size_lines(scheme) if _decides(line))
    return Question(pool, bodies, asking, offices, EXCLUSIVE, draft, given)


def _decides(line: Line) -> bool:
    return line.met is not None and line.grounds.severity is Severity.ERROR


def _given(line: Line) -> Given:
    """A size that the scheme's own number keeps or breaks."""
    text = N_("{body}: the number of seats itself breaks the rule: {seats}, where at most {needed} are allowed")
    if line.compare in {Compare.AT_LEAST, Compare.MORE_THAN}:
        text = N_("{body}: the number of seats itself breaks the rule: {seats}, where at least {needed} are asked for")
    elif line.compare is Compare.EQUAL:
        text = N_("{body}: the number of seats itself breaks the rule: {seats}, where it must be {needed}")
    params = {"body": Message(ORGAN_NAMES[line.organ]), "seats": line.count, "needed": line.needed}
    return Given(line.key, line.met is True, Message(text, params), line.grounds)


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


def _offices(wanted: Iterable[Demand], organs: frozenset[Organ], people: Sequence[Listed]) -> Iterable[Office]:
    """A post for each that a demand asks for; how many must hold it the demands say.

    Where one of several that nobody holds together is asked for, the others are choices too: somebody who may be
    secretary or deputy secretary is not taken for a deputy secretary already.
    """
    posts = frozenset[Post]().union(*(one.who.posts | one.who.any_post for one in wanted)) - _FACTS
    meant = frozenset[Post]().union(*(one.posts for one in people))
    posts |= meant.intersection(frozenset[Post]().union(*(one for one in EXCLUSIVE if one & posts)))
    for post in Post:
        if post not in posts:
            continue
        places = (Organ.INSPECTION,) if post in _INSPECTION else ()
        organ = next((one for one in (*places, Organ.STANDING, Organ.COMMITTEE) if one in organs), None)
        if organ is not None:
            yield Office(post, organ, 0, len(people) if post in _MANY else 1)


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
    undecided = frozenset[Post]().union(*put_down_twice(one))  # which of them is what is sought
    return Candidate(
        one.person.key,
        may,
        posts,
        keeps & organs,
        frozenset(post for post in one.posts - undecided if of.get(post) in keeps),
    )


def _asked(scheme: Scheme, demand: Demand, people: Iterable[Listed], meant_for: frozenset[Post]) -> Asked:
    """The demand, with those of whom it is not known where that could break it: where it hard limits a number."""
    deputies = frozenset[Organ | Post](DEPUTIES & meant_for)
    sure, may, out_of = {}, {}, {}
    but: dict[str, frozenset[Organ | Post]] = {}  # who does not count for sure once a deputy
    never: dict[str, frozenset[Organ | Post]] = {}  # who cannot count once a deputy
    for one in people:
        key = one.person.key
        plain = _has(scheme, demand, demand.who, one, one.posts - (DEPUTIES & meant_for))
        sure[key], may[key] = plain is True, plain is not False
        if demand.of is not None:
            out_of[key] = _has(scheme, demand, demand.of, one, one.posts - (DEPUTIES & meant_for)) is True
        if not deputies or plain is False:
            continue
        # The one fact that hangs on a post: who is too old, but young enough for a deputy secretary (P-054).
        as_deputy = _has(scheme, demand, demand.who, one, one.posts | DEPUTIES)
        if plain and not as_deputy:
            but[key] = deputies
        if as_deputy is False:
            never[key] = deputies
    limits = demand.blocks and demand.compare not in {Compare.AT_LEAST, Compare.MORE_THAN}
    widest = Asked(demand, may, out_of, never) if limits and (sure, but) != (may, never) else None
    return Asked(demand, sure, out_of, but, widest)


def _has(scheme: Scheme, demand: Demand, who: Has, one: Listed, posts: frozenset[Post]) -> bool | None:
    """Has the person, wherever listed, the features asked for? None: not known."""
    there = replace(one, organs=frozenset({demand.organ}), posts=posts, surplus=frozenset())
    return has(there, scheme.setting, demand.organ, Has(who.features - WHERE))


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
