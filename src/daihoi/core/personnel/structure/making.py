"""From the pack to the demands on a scheme's lists: every rule that a check, a what-if and the solver go by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from weakref import WeakKeyDictionary

from daihoi.core.messages import N_, Message
from daihoi.core.personnel.ages import age_grounds
from daihoi.core.personnel.demands import Demand, Feature, Has
from daihoi.core.personnel.kinds import DEPUTIES, POST_NAMES, Organ, Post, Standing
from daihoi.core.personnel.setting import Setting
from daihoi.core.personnel.structure.own import AS_MANY_AS_PLACES, INSIDE, ONE_HOLDER
from daihoi.core.personnel.structure.scheme import Scheme, Seats
from daihoi.core.personnel.structure.surplus import has_surplus, surplus_bounds
from daihoi.core.rules import Compare, Force, Grounds, Rule
from daihoi.core.rules.reader import refuse

EVERYBODY = Has()  # all who are meant
LISTED = Has(frozenset({Feature.LISTED}))
_DEPUTIES = Has(any_post=DEPUTIES)
_NAMES = N_("names on the list")
MEANT = N_("people meant to be elected")


def _has(*features: Feature) -> Has:
    return Has(frozenset(features))


@dataclass(frozen=True)
class _Counted:
    """What a key of the pack counts, and how that is called."""

    organ: Organ
    who: Has
    name: str


_WOMEN, _YOUNG = N_("women"), N_("people under 40")
_BAND = N_("people from 40 to 50")
COUNTED: Mapping[str, _Counted] = {
    "committee.women_min": _Counted(Organ.COMMITTEE, _has(Feature.WOMAN), _WOMEN),
    "standing.women_min": _Counted(Organ.STANDING, _has(Feature.WOMAN), _WOMEN),
    "committee.under_40_min": _Counted(Organ.COMMITTEE, _has(Feature.UNDER_40), _YOUNG),
    "standing.under_40_min": _Counted(Organ.STANDING, _has(Feature.UNDER_40), _YOUNG),
    "committee.under_42_min": _Counted(Organ.COMMITTEE, _has(Feature.UNDER_42), N_("people under 42")),
    "committee.from_40_to_50_min": _Counted(Organ.COMMITTEE, _has(Feature.FROM_40_TO_50), _BAND),
    "committee.from_40_to_50_max": _Counted(Organ.COMMITTEE, _has(Feature.FROM_40_TO_50), _BAND),
    "standing.from_40_to_50_min": _Counted(Organ.STANDING, _has(Feature.FROM_40_TO_50), _BAND),
    "standing.from_40_to_50_max": _Counted(Organ.STANDING, _has(Feature.FROM_40_TO_50), _BAND),
    "committee.minority_min": _Counted(Organ.COMMITTEE, _has(Feature.MINORITY), N_("people of ethnic minorities")),
    "committee.renewed_min": _Counted(
        Organ.COMMITTEE, _has(Feature.FIRST_TIME), N_("people standing for the first time")
    ),
    "committee.science_technology": _Counted(
        Organ.COMMITTEE, _has(Feature.SCIENCE), N_("people qualified in science or technology")
    ),
    "committee.degree_min": _Counted(Organ.COMMITTEE, _has(Feature.DEGREE), N_("people with a degree")),
    "committee.theory_min": _Counted(
        Organ.COMMITTEE, _has(Feature.THEORY), N_("people with intermediate political theory or higher")
    ),
    "secretary.not_local": _Counted(
        Organ.COMMITTEE,
        Has(frozenset({Feature.NOT_LOCAL}), frozenset({Post.SECRETARY})),
        N_("secretaries who come from elsewhere"),
    ),
    "deputies.size": _Counted(Organ.COMMITTEE, _DEPUTIES, N_("deputy secretaries")),
    "deputies.size_min": _Counted(Organ.COMMITTEE, _DEPUTIES, N_("deputy secretaries")),
    "deputies.size_max": _Counted(Organ.COMMITTEE, _DEPUTIES, N_("deputy secretaries")),
    "deputies.standing": _Counted(
        Organ.COMMITTEE, Has(posts=frozenset({Post.STANDING_DEPUTY})), POST_NAMES[Post.STANDING_DEPUTY]
    ),
    "deputies.people_chair": _Counted(
        Organ.COMMITTEE,
        Has(posts=frozenset({Post.PEOPLE_CHAIR}), any_post=DEPUTIES),
        N_("deputy secretaries who chair the People's Committee"),
    ),
    "inspection.deputies_min": _Counted(
        Organ.INSPECTION, Has(posts=frozenset({Post.INSPECTION_DEPUTY})), POST_NAMES[Post.INSPECTION_DEPUTY]
    ),
    "inspection.deputies_max": _Counted(
        Organ.INSPECTION, Has(posts=frozenset({Post.INSPECTION_DEPUTY})), POST_NAMES[Post.INSPECTION_DEPUTY]
    ),
}
# Sizes: of the number that the scheme gives; of those meant where it gives none.
SIZES = tuple(
    (f"{organ.value}.{which}", organ)
    for organ in (Organ.COMMITTEE, Organ.STANDING, Organ.INSPECTION)
    for which in ("size_min", "size_max")
)
SIZES_OF_BEFORE = tuple((f"{organ.value}.size_of_before", organ) for organ in (Organ.COMMITTEE, Organ.STANDING))
# Rules without a figure: shown as questions, with what the list has where that can be counted.
WITHOUT_FIGURE: Mapping[str, tuple[Organ, Has | None, str]] = {
    "committee.size": (Organ.COMMITTEE, None, N_("size of the committee")),
    "deputies.number": (Organ.COMMITTEE, _DEPUTIES, N_("deputy secretaries")),
    "committee.minority": (Organ.COMMITTEE, _has(Feature.MINORITY), N_("people of ethnic minorities")),
    "committee.age_bands": (Organ.COMMITTEE, _has(Feature.UNDER_40), _YOUNG),
    "age.commune": (Organ.COMMITTEE, None, N_("age")),
}
# Goals of a locality that one scheme adds to: what one list has for them.
TARGETS: Mapping[str, tuple[frozenset[Feature], frozenset[Post], str]] = {
    "secretary_is_chair": (
        frozenset(),
        frozenset({Post.SECRETARY, Post.PEOPLE_CHAIR}),
        N_("secretaries who chair the People's Committee"),
    ),
    "secretary_not_local": (
        frozenset({Feature.NOT_LOCAL}),
        frozenset({Post.SECRETARY}),
        N_("secretaries who come from elsewhere"),
    ),
    "cell_secretary_is_village_head": (
        frozenset(),
        frozenset({Post.SECRETARY, Post.VILLAGE_HEAD}),
        N_("secretaries who are head of the village"),
    ),
}


def demands(scheme: Scheme) -> tuple[Demand, ...]:
    """Every demand on the scheme's lists, in the order in which they are shown.

    Raises `PackError` where the pack names posts or a retirement table that nobody knows.
    """
    organs = used_organs(scheme)
    found = list(_numbers(scheme, organs))
    found += [one for one in standing_demands(scheme.setting) if one.organ in organs]
    found += _front(scheme, organs)
    return tuple(found)


def used_organs(scheme: Scheme) -> frozenset[Organ]:
    """The bodies that the scheme fills: those with a number, or with anybody on the list."""
    return frozenset(scheme.seats).union(*(one.organs for one in scheme.listed))


# What depends on the numbers of the scheme


def _numbers(scheme: Scheme, organs: Iterable[Organ]) -> Iterator[Demand]:
    setting = scheme.setting
    for organ in sorted(organs, key=list(Organ).index):
        seats = scheme.seats.get(organ)
        if seats is None:
            yield from _sizes(setting, organ)
            continue
        yield from _list_length(scheme, organ, seats)


def _list_length(scheme: Scheme, organ: Organ, seats: Seats) -> Iterator[Demand]:
    setting, number = scheme.setting, seats.to_elect
    name = Message(_NAMES)
    plain = not has_surplus(setting, organ)
    if plain:
        yield Demand(f"{organ}.listed", organ, LISTED, Compare.AT_LEAST, number, None, name, AS_MANY_AS_PLACES)
    for bound in surplus_bounds(setting, organ, number):
        yield Demand(
            f"{organ}.{bound.key}", organ, LISTED, bound.compare, bound.names, None, name, bound.rule.grounds,
            note=bound.note,
        )  # fmt: skip
    # A longer list without marks is asked about by the check: who is the surplus is not known then.
    marked = any(organ in one.organs & one.surplus for one in scheme.listed)
    short = sum(organ in one.organs - one.surplus for one in scheme.listed) < number
    if marked or (short and not plain):
        name = Message(MEANT)
        yield Demand(f"{organ}.meant", organ, EVERYBODY, Compare.EQUAL, number, None, name, AS_MANY_AS_PLACES)


def unmarked(scheme: Scheme) -> Mapping[Organ, int]:
    """Bodies with more names than places, where nobody is marked as the surplus: how many places each has."""
    listed = scheme.listed
    return {
        organ: seats.to_elect
        for organ, seats in scheme.seats.items()
        if sum(organ in one.organs for one in listed) > seats.to_elect
        and not any(organ in one.organs & one.surplus for one in listed)
    }


def _sizes(setting: Setting, organ: Organ) -> Iterator[Demand]:
    for key, of in SIZES:
        rule = setting.rule(key) if of is organ else None
        if rule is not None:
            yield _demand(setting, rule, organ, EVERYBODY, MEANT)


def size_limit(rule: Rule, before: int) -> int:
    """The largest whole number inside a share of the number approved before (P-001)."""
    return floor(Fraction(rule.number) * before)


# What holds for every scheme of the setting

_made: "WeakKeyDictionary[Setting, tuple[Demand, ...]]" = WeakKeyDictionary()


def standing_demands(setting: Setting) -> tuple[Demand, ...]:
    """The demands that do not depend on a scheme's numbers and list, made once for each setting."""
    if setting not in _made:
        _made[setting] = tuple(_standing_demands(setting))
    return _made[setting]


def _standing_demands(setting: Setting) -> Iterator[Demand]:
    for key, counted in COUNTED.items():
        rule = setting.rule(key)
        if rule is not None:
            yield _demand(setting, rule, counted.organ, counted.who, counted.name)
    yield from _ages(setting)
    yield from _nested(setting)
    yield from _posts(setting)
    yield from _targets(setting)


def _demand(setting: Setting, rule: Rule, organ: Organ, who: Has, name: str) -> Demand:
    share = rule.unit == "share"
    value = Fraction(rule.number) if share else int(rule.number)
    of = EVERYBODY if share else None
    beside = other_end(setting, rule)
    return Demand(rule.key, organ, who, rule.compare, value, of, Message(name), rule.grounds, beside)


_ENDS = {"_min": ("_max", Compare.AT_LEAST, Compare.AT_MOST), "_max": ("_min", Compare.AT_MOST, Compare.AT_LEAST)}


def other_end(setting: Setting, rule: Rule) -> Fraction | None:
    """The share at the other end of a range ("40 to 50 %"); None where the rule is none of a pair."""
    for ending, (other, compare, opposite) in _ENDS.items():
        if rule.key.endswith(ending):
            found = setting.rule(rule.key.removesuffix(ending) + other)
            pair = found is not None and (rule.unit, rule.compare) == ("share", compare)
            if found is not None and pair and (found.unit, found.compare) == ("share", opposite):
                return Fraction(found.number)
    return None


def _ages(setting: Setting) -> Iterator[Demand]:
    """Nobody who is too old for the way in which they stand, the surplus included (P-041–P-054)."""
    for standing, feature, name in (
        (Standing.FIRST_TIME, Feature.FIRST_TIME, N_("people too old to stand for the first time")),
        (Standing.RESTANDING, Feature.RESTANDING, N_("people too old to stand again")),
    ):
        grounds = age_grounds(setting, standing)
        if grounds is not None:
            who = _has(Feature.LISTED, feature, Feature.TOO_OLD)
            key = f"age.{standing}"
            yield Demand(key, Organ.COMMITTEE, who, Compare.AT_MOST, 0, None, Message(name), grounds)


def _nested(setting: Setting) -> Iterator[Demand]:
    """A body of a body: its members, its posts (E-010, P-018)."""
    inside = setting.grounds("election.self_nomination") or INSIDE
    outside = _has(Feature.LISTED, Feature.NOT_IN_COMMITTEE)
    name = Message(N_("people who are not on the committee's list"))
    yield Demand("standing.in_committee", Organ.STANDING, outside, Compare.AT_MOST, 0, None, name, inside)
    secretary = Has(posts=frozenset({Post.SECRETARY}))
    name = Message(POST_NAMES[Post.SECRETARY])
    yield Demand("committee.secretary", Organ.COMMITTEE, secretary, Compare.EQUAL, 1, None, name, ONE_HOLDER)
    yield Demand("standing.secretary", Organ.STANDING, secretary, Compare.EQUAL, 1, None, name, ONE_HOLDER)
    chair = Has(posts=frozenset({Post.INSPECTION_CHAIR}))
    name = Message(POST_NAMES[Post.INSPECTION_CHAIR])
    yield Demand("inspection.chair", Organ.INSPECTION, chair, Compare.EQUAL, 1, None, name, ONE_HOLDER)
    rule = setting.rule("inspection.chair_is")
    if rule is not None:
        who = Has(frozenset({Feature.LISTED, Feature.NOT_LEADING}), frozenset({Post.INSPECTION_CHAIR}))
        name = Message(N_("chairs who are neither deputy secretary nor member of the standing committee"))
        yield Demand("inspection.chair_is", Organ.INSPECTION, who, Compare.AT_MOST, 0, None, name, rule.grounds)


def posts_of(rule: Rule) -> tuple[Post, ...]:
    """The posts that a rule's text names. Raises `PackError` for an unknown one."""
    words = str(rule.value).split()
    unknown = [word for word in words if word not in set(Post)]
    if unknown:
        text = N_('The rule "{key}" names the post "{post}", which is not known. Known are: {names}.')
        raise refuse(text, key=rule.key, post=unknown[0], names=", ".join(Post))
    return tuple(Post(word) for word in words)


def _posts(setting: Setting) -> Iterator[Demand]:
    """Who must be in the standing committee (P-012)."""
    for key, compare in (("standing.posts_one", Compare.EQUAL), ("standing.posts_some", Compare.AT_LEAST)):
        rule = setting.rule(key)
        for post in posts_of(rule) if rule is not None else ():
            assert rule is not None
            who = Has(any_post=DEPUTIES) if post in DEPUTIES else Has(posts=frozenset({post}))
            name = Message(POST_NAMES[post])
            yield Demand(f"{key}:{post}", Organ.STANDING, who, compare, 1, None, name, rule.grounds)
    rule = setting.rule("standing.council_chair_is")
    if rule is not None:
        who = Has(posts=frozenset({Post.COUNCIL_CHAIR}), any_post=frozenset(posts_of(rule)))
        name = Message(N_("chairs of the People's Council who are secretary or deputy secretary"))
        yield Demand(rule.key, Organ.STANDING, who, Compare.AT_LEAST, 1, None, name, rule.grounds)


def _front(scheme: Scheme, organs: frozenset[Organ]) -> Iterator[Demand]:
    """With three or more deputy secretaries one of them chairs the Front (P-012)."""
    rule = scheme.setting.rule("standing.front_chair_is_deputy_from")
    if rule is None or Organ.STANDING not in organs:
        return
    deputies = sum(1 for one in scheme.listed if one.posts & DEPUTIES and Organ.COMMITTEE not in one.surplus)
    if rule.compare.holds(deputies, rule.number):
        who = Has(posts=frozenset({Post.FRONT_CHAIR}), any_post=DEPUTIES)
        name = Message(N_("deputy secretaries who chair the Front"))
        yield Demand(rule.key, Organ.STANDING, who, Compare.AT_LEAST, 1, None, name, rule.grounds)


def _targets(setting: Setting) -> Iterator[Demand]:
    """A locality's goals over many organisations, as far as one list adds to them; they warn, whatever their force."""
    for target in setting.pack.targets:
        known = TARGETS.get(target.indicator)
        if known is None or not target.when.matches(setting.query):
            continue
        features, posts, name = known
        grounds = Grounds(
            target.grounds.id, target.grounds.cite, target.grounds.article, target.grounds.certainty, Force.TARGET,
            target.sentence,
        )  # fmt: skip
        who = Has(features, posts)
        yield Demand(f"target.{target.id}", Organ.COMMITTEE, who, Compare.AT_LEAST, 1, None, Message(name), grounds)
