"""What the congress made of the scheme: the approved list beside the released results.

Source: rulebook 5 (columns of the reports after congresses), cases 1, 4, 5 and 20; E-030, E-112, E-114. Elections come
after personnel in the order of subjects, so the comparison stands here. Shares are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from daihoi.core.elections.kinds import Post
from daihoi.core.elections.scheme import HELD, ORGANS, stands_for
from daihoi.core.messages import N_
from daihoi.core.personnel.ages import age_in_months
from daihoi.core.personnel.kinds import Degree, Organ, Sex, Standing, Theory
from daihoi.core.personnel.kinds import Post as Held
from daihoi.core.personnel.people import Listed, Person
from daihoi.core.personnel.setting import Setting

_YOUNG = 40 * 12  # months
_DEGREES = list(Degree)


class Fate(StrEnum):
    """What became of somebody in an election."""

    AS_PLANNED = "as_planned"  # on the approved list or the one prepared from it, and elected
    NOT_ELECTED = "not_elected"  # on the same, stood, was not elected
    NOT_ON_BALLOT = "not_on_ballot"  # on the approved list, did not stand in the end
    FROM_FLOOR = "from_floor"  # put forward at the congress, and elected
    FLOOR_LOST = "floor_lost"


FATE_NAMES: dict[Fate, str] = {
    Fate.AS_PLANNED: N_("Elected as planned"),
    Fate.NOT_ELECTED: N_("Planned, not elected"),
    Fate.NOT_ON_BALLOT: N_("Planned, not on the ballot"),
    Fate.FROM_FLOOR: N_("Elected from the floor"),
    Fate.FLOOR_LOST: N_("From the floor, not elected"),
}


@dataclass(frozen=True)
class Stood:
    """Somebody on the ballot. `person`: key of the record that the name is linked to, "": none. `votes` None: not
    known. `alternate`: elected as alternate delegate. `prepared`: on the convening committee's own list (E-034), not
    put forward at the congress."""

    nominee: int
    name: str
    person: str
    votes: int | None
    elected: bool
    alternate: bool = False
    prepared: bool = False


@dataclass(frozen=True)
class Result:
    """A released election. `base`: from which more than half is counted; `direct`: by the congress itself."""

    election: int
    post: Post
    seats: int
    base: int
    direct: bool
    people: tuple[Stood, ...]


@dataclass(frozen=True)
class Line:
    """One person in one election."""

    name: str
    person: str
    fate: Fate
    votes: int | None
    standing: Standing | None
    surplus: bool
    alternate: bool


@dataclass(frozen=True)
class Office:
    """What an election made of the list. `seats`: decided by the congress; `planned`: how many the scheme meant to be
    elected, None: it names nobody for it."""

    result: Result
    planned: int | None
    lines: tuple[Line, ...]

    def of(self, *fates: Fate) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.fate in fates)

    @property
    def elected(self) -> tuple[Line, ...]:
        return tuple(line for line in self.of(Fate.AS_PLANNED, Fate.FROM_FLOOR) if not line.alternate)

    @property
    def short(self) -> int:
        """Places that stayed vacant, of the number that the congress decided (case 5)."""
        return max(self.result.seats - len(self.elected), 0)

    @property
    def surplus(self) -> Fraction:
        """By how much the list was longer than the seats, of the seats."""
        return Fraction(len(self.result.people) - self.result.seats, self.result.seats)

    @property
    def not_reelected(self) -> tuple[Line, ...]:
        """Those who stood again and were not elected."""
        return tuple(line for line in self.of(Fate.NOT_ELECTED) if line.standing is Standing.RESTANDING)


@dataclass(frozen=True)
class Designate:
    """Somebody whom the scheme meant for a post, and the bodies or the post that were missed."""

    name: str
    person: str
    post: Held
    missed: tuple[Post, ...]


@dataclass(frozen=True)
class Columns:
    """The columns of the report on a body. `unknown`: of whom sex, birth month or ethnicity is not known, so that they
    may be missing in the figures after it. `mean_age`: in years, of those whose birth month is known."""

    elected: int
    reelected: int
    first_time: int
    women: int
    under_40: int
    minority: int
    master: int
    doctor: int
    theory: int
    mean_age: Fraction | None
    unknown: int


@dataclass(frozen=True)
class Afterwards:
    """All elections of the congress, and who was meant for a post and missed something on the way to it."""

    offices: tuple[Office, ...]
    designates: tuple[Designate, ...]

    def office(self, post: Post) -> Office | None:
        return next((one for one in self.offices if one.result.post is post), None)


def compare(listed: Iterable[Listed], results: Sequence[Result]) -> Afterwards:
    """The approved list beside released results; people are the same where a name on a ballot is linked to them."""
    planned = list(listed)
    offices = tuple(_office(planned, result) for result in sorted(results, key=lambda one: list(Post).index(one.post)))
    return Afterwards(offices, tuple(_designates(planned, offices)))


def _office(listed: Sequence[Listed], result: Result) -> Office:
    meant = {one.person.key: one for one in listed if stands_for(one, result.post)}
    if result.post is Post.DELEGATES:  # the alternates may stand on the same list (E-101)
        on_ballot = {stood.person for stood in result.people}
        meant |= {
            one.person.key: one for one in listed if Organ.ALTERNATES in one.organs and one.person.key in on_ballot
        }
    lines = []
    for stood in result.people:
        one = meant.pop(stood.person, None) if stood.person else None
        won = stood.elected or stood.alternate
        if one is not None or stood.prepared:
            fate = Fate.AS_PLANNED if won else Fate.NOT_ELECTED
        else:
            fate = Fate.FROM_FLOOR if won else Fate.FLOOR_LOST
        lines.append(
            Line(
                stood.name,
                stood.person,
                fate,
                stood.votes,
                one.standing if one else None,
                one is not None and _beyond(one, result.post),
                stood.alternate,
            )
        )
    for one in meant.values():
        beyond = _beyond(one, result.post)
        lines.append(Line(one.person.name, one.person.key, Fate.NOT_ON_BALLOT, None, one.standing, beyond, False))
    wanted = [one for one in listed if stands_for(one, result.post) and not _beyond(one, result.post)]
    return Office(result, len(wanted) or None, tuple(lines))


def _beyond(one: Listed, post: Post) -> bool:
    """On the list for what is filled, beyond those meant to be elected."""
    return ORGANS.get(post) in one.surplus


# What whoever is meant for a post has to be elected to, as far as it was voted on (E-112).
_ON_THE_WAY: Mapping[Held, tuple[Post, ...]] = {
    Held.SECRETARY: (Post.COMMITTEE, Post.STANDING_COMMITTEE, Post.SECRETARY, Post.DELEGATES),
    Held.STANDING_DEPUTY: (Post.COMMITTEE, Post.STANDING_COMMITTEE, Post.DEPUTY_SECRETARIES, Post.DELEGATES),
    Held.DEPUTY: (Post.COMMITTEE, Post.STANDING_COMMITTEE, Post.DEPUTY_SECRETARIES, Post.DELEGATES),
    Held.INSPECTION_CHAIR: (Post.COMMITTEE, Post.INSPECTION_COMMITTEE, Post.INSPECTION_CHAIR),
}


def _designates(listed: Sequence[Listed], offices: Sequence[Office]) -> Iterable[Designate]:
    by_post = {office.result.post: {line.person for line in office.elected} for office in offices}
    for one in listed:
        for held in Held:
            if held not in one.posts or held not in _ON_THE_WAY:
                continue
            missed = [
                post
                for post in _ON_THE_WAY[held]
                if post in by_post and one.person.key not in by_post[post]
                # A body that the scheme itself does not mean the person for is not missed.
                if post in HELD or stands_for(one, post)
            ]
            if missed:
                yield Designate(one.person.name, one.person.key, held, tuple(missed))


def columns(office: Office, people: Mapping[str, Person], setting: Setting) -> Columns:
    """The columns of the report on an elected body. `people`: what is known of those elected, by key."""
    lines = office.elected
    known = [people[line.person] for line in lines if line.person in people]
    ages = [
        age_in_months(person.born, setting.reference)
        for person in known
        if person.born is not None and setting.reference is not None
    ]

    def at_least(degree: Degree) -> int:
        return sum(one.degree is not None and _DEGREES.index(one.degree) >= _DEGREES.index(degree) for one in known)

    return Columns(
        elected=len(lines),
        reelected=sum(line.standing is Standing.RESTANDING for line in lines),
        first_time=sum(line.standing is Standing.FIRST_TIME for line in lines),
        women=sum(one.sex is Sex.WOMAN for one in known),
        under_40=sum(age < _YOUNG for age in ages),
        minority=sum(one.minority is True for one in known),
        master=at_least(Degree.MASTER),
        doctor=at_least(Degree.DOCTOR),
        theory=sum(one.theory is Theory.ADVANCED for one in known),
        mean_age=Fraction(sum(ages), len(ages) * 12) if ages else None,
        unknown=len(lines)
        - sum(one.sex is not None and one.born is not None and one.minority is not None for one in known),
    )
