"""What is asked: a pool of people, the bodies and posts to fill, and the demands on the lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from daihoi.core.messages import Message
from daihoi.core.personnel.demands import Demand, Feature, Has
from daihoi.core.personnel.kinds import DEPUTIES, Organ, Post
from daihoi.core.rules import Grounds

# What is said by the lists, not by the person: where on a list, and what else somebody is not on the lists for.
_ELSEWHERE: dict[Feature, frozenset[Organ | Post]] = {
    Feature.NOT_IN_COMMITTEE: frozenset({Organ.COMMITTEE}),
    Feature.NOT_LEADING: frozenset({Organ.STANDING, *DEPUTIES}),
}
WHERE = frozenset({Feature.LISTED, Feature.MEANT, Feature.SURPLUS, *_ELSEWHERE})


@dataclass(frozen=True)
class Candidate:
    """Somebody of the pool.

    `organs`: for whose lists the person may be put up. `posts`: those the person may be meant for; a post without an
    `Office` in the question is a fact about the person and goes with them. `fixed`, `fixed_posts`: decided already.
    """

    key: str
    organs: frozenset[Organ]
    posts: frozenset[Post] = frozenset()
    fixed: frozenset[Organ] = frozenset()
    fixed_posts: frozenset[Post] = frozenset()


@dataclass(frozen=True)
class Body:
    """A body to fill: exactly `seats` people meant to be elected, and between `surplus` people more on its list.

    `within`: whoever is on this list is meant for that body as well. `apart`: nobody is on both lists.
    """

    organ: Organ
    seats: int
    surplus: tuple[int, int] = (0, 0)
    within: Organ | None = None
    apart: Organ | None = None


@dataclass(frozen=True)
class Office:
    """A post with `least` to `most` holders, each meant for `organ`. `along`: each holds one of these posts as well."""

    post: Post
    organ: Organ
    least: int = 1
    most: int = 1
    along: frozenset[Post] = frozenset()


@dataclass(frozen=True)
class Asked:
    """A demand, and by person whether they have the features of its `who` and `of`, posts and `WHERE` apart.

    `unless`: by person, posts and bodies with any of which `who` does not count them: too old, but not as a deputy.
    `widest`: the same demand, counting also those of whom it is not known; None: there are none of these, or they could
    not break it.
    """

    demand: Demand
    counted: Mapping[str, bool]
    out_of: Mapping[str, bool] = field(default_factory=dict)
    unless: Mapping[str, frozenset[Organ | Post]] = field(default_factory=dict)
    widest: "Asked | None" = None

    def spared(self, key: str) -> frozenset[Organ | Post]:
        """All that keeps the demand from counting the person."""
        found = self.unless.get(key, frozenset())
        return found.union(*(_ELSEWHERE[one] for one in self.demand.who.features if one in _ELSEWHERE))


@dataclass(frozen=True)
class Given:
    """A hard rule that the question itself keeps or not, whatever the lists: how many seats a body has. `message`: what
    it says where it is not kept."""

    key: str
    kept: bool
    message: Message
    grounds: Grounds


@dataclass(frozen=True)
class Lists:
    """Who is meant for each body, who is its surplus, and who is meant for each post; keys of people."""

    meant: Mapping[Organ, tuple[str, ...]] = field(default_factory=dict)
    surplus: Mapping[Organ, tuple[str, ...]] = field(default_factory=dict)
    holders: Mapping[Post, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """Can lists from this pool keep every hard demand, and how near do they come to the targets?

    `pool`: in the order in which people are preferred where nothing else decides. `exclusive`: sets of posts of which
    nobody holds two. `draft`: the lists as they stand, to stay near to. Raises ValueError where the parts do not fit.
    """

    pool: tuple[Candidate, ...]
    bodies: tuple[Body, ...]
    asked: tuple[Asked, ...]
    offices: tuple[Office, ...] = ()
    exclusive: tuple[frozenset[Post], ...] = ()
    draft: Lists | None = None
    given: tuple[Given, ...] = ()

    def __post_init__(self) -> None:
        organs = {body.organ for body in self.bodies}
        posts = {office.post for office in self.offices}
        keys = {one.key for one in self.pool}
        _need(len(keys) == len(self.pool), "a person stands in the pool twice")
        _need(len(organs) == len(self.bodies) and len(posts) == len(self.offices), "a body or post is named twice")
        _need(len({one.demand.key for one in self.asked}) == len(self.asked), "two demands have one key")
        for body in self.bodies:
            _need({body.within, body.apart} <= organs | {None}, f"{body.organ}: beside a body that is not asked about")
            _need(0 <= body.surplus[0] <= body.surplus[1] and body.seats >= 0, f"{body.organ}: sizes")
        for office in self.offices:
            _need(office.organ in organs, f"{office.post}: of a body that is not asked about")
            _need(0 <= office.least <= office.most, f"{office.post}: holders")
        for one in self.pool:
            _need(one.fixed <= one.organs & organs, f"{one.key}: fixed where they may not stand")
            _need(one.fixed_posts <= one.posts & posts, f"{one.key}: fixed for a post they may not take")
        for each in self.asked:
            _need(each.demand.organ in organs, f"{each.demand.key}: on a body that is not asked about")
            _need(keys <= each.counted.keys(), f"{each.demand.key}: does not say whether it counts somebody")
            _need(each.widest is None or keys <= each.widest.counted.keys(), f"{each.demand.key}: not known of whom?")
            _need(each.demand.of is None or keys <= each.out_of.keys(), f"{each.demand.key}: out of whom?")


def _need(fits: bool, why: str) -> None:
    if not fits:
        raise ValueError(why)


def asked(demand: Demand, features: Mapping[str, frozenset[Feature]]) -> Asked:
    """The demand, counted by what is known of each person wherever they are listed; what is unknown is left out."""

    def of(has: Has | None) -> dict[str, bool]:
        return {} if has is None else {key: has.features - WHERE <= known for key, known in features.items()}

    return Asked(demand, of(demand.who), of(demand.of))
