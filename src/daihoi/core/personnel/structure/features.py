"""Which features somebody on a list has, and which are not known: two sets of bits, counted by masks.

A demand counts a person when every bit of its mask is set; the person may count when those not set are unknown.
"""

from datetime import date
from functools import lru_cache

from daihoi.core.personnel.ages import AgeState, age_in_months, age_of
from daihoi.core.personnel.demands import Feature, Has
from daihoi.core.personnel.kinds import DEPUTIES, Degree, Organ, Post, Sex, Standing, Theory
from daihoi.core.personnel.people import Listed, Person
from daihoi.core.personnel.setting import Setting

_OF_ONE_LIST = frozenset({Feature.LISTED, Feature.MEANT, Feature.SURPLUS})
_BITS: dict[object, int] = {
    one: 1 << place for place, one in enumerate((*(f for f in Feature if f not in _OF_ONE_LIST), *Post, *Organ))
}
# Whoever is in the surplus of one body may be meant for another.
_MEANT = {organ: 1 << len(_BITS) + place for place, organ in enumerate(Organ)}
_BEYOND = {organ: bit << len(Organ) for organ, bit in _MEANT.items()}

Marks = tuple[int, int]  # features that the person has; features of which it is not known

_F = {feature: _BITS[feature] for feature in Feature if feature in _BITS}
_AGES = (
    (Feature.UNDER_40, 0, 479),
    (Feature.UNDER_42, 0, 503),
    (Feature.FROM_40_TO_50, 480, 600),
    (Feature.OVER_50, 601, 100_000),
)
_DEGREES = frozenset({Degree.BACHELOR, Degree.MASTER, Degree.DOCTOR})
_THEORIES = frozenset({Theory.INTERMEDIATE, Theory.ADVANCED})


@lru_cache(maxsize=1024)
def mask(organ: Organ, who: Has) -> tuple[int, int]:
    """The bits that all must be set, and those of which one must be (0: no such condition)."""
    every = _BITS[organ]
    for one in (*(who.features - _OF_ONE_LIST), *who.posts):
        every |= _BITS[one]
    if Feature.SURPLUS in who.features:
        every |= _BEYOND[organ]
    if Feature.MEANT in who.features or not who.features & {Feature.LISTED, Feature.SURPLUS}:
        every |= _MEANT[organ]
    some = 0
    for post in who.any_post:
        some |= _BITS[post]
    return every, some


def marks_of(listed: Listed, setting: Setting) -> Marks:
    """The bits of one person on a list."""
    person = listed.person
    yes = unknown = 0
    for organ in listed.organs:
        yes |= _BITS[organ] | (_BEYOND if organ in listed.surplus else _MEANT)[organ]
    for post in listed.posts:
        yes |= _BITS[post]
    if Organ.COMMITTEE not in listed.organs:
        yes |= _F[Feature.NOT_IN_COMMITTEE]
    if Organ.STANDING not in listed.organs and not listed.posts & DEPUTIES:
        yes |= _F[Feature.NOT_LEADING]
    facts = (
        (Feature.WOMAN, None if person.sex is None else person.sex is Sex.WOMAN),
        (Feature.MINORITY, person.minority),
        (Feature.SCIENCE, person.science),
        (Feature.DEGREE, None if person.degree is None else person.degree in _DEGREES),
        (Feature.THEORY, None if person.theory is None else person.theory in _THEORIES),
        (Feature.NOT_LOCAL, None if person.local is None else not person.local),
        (Feature.FIRST_TIME, None if listed.standing is None else listed.standing is Standing.FIRST_TIME),
        (Feature.RESTANDING, None if listed.standing is None else listed.standing is Standing.RESTANDING),
    )
    for feature, fact in facts:
        if fact:
            yes |= _F[feature]
        elif fact is None:
            unknown |= _F[feature]
    aged, open_ages = _ages(listed, setting)
    return yes | aged, unknown | open_ages


def _ages(listed: Listed, setting: Setting) -> Marks:
    person, deputy = listed.person, listed.posts & DEPUTIES
    how = (listed.standing, deputy, bool(listed.special), listed.councils)
    return _age_marks(setting, person.sex, person.born, person.born_year, *how)


@lru_cache(maxsize=16_384)  # thousands of people share their birth months
def _age_marks(
    setting: Setting,
    sex: Sex | None,
    born: date | None,
    born_year: int | None,
    standing: Standing | None,
    deputy: frozenset[Post],
    special: bool,
    councils: bool,
) -> Marks:
    """The bits that follow from age and the way of standing alone."""
    yes = unknown = 0
    person = Person("", "", sex, born, born_year=born_year)
    between, reference = person.born_between, setting.reference
    if between is None or reference is None:
        unknown |= sum(_F[feature] for feature, _, _ in _AGES)
    else:
        oldest, youngest = (age_in_months(day, reference) for day in between)
        for feature, least, most in _AGES:
            if least <= youngest and oldest <= most:
                yes |= _F[feature]
            elif youngest <= most and least <= oldest:
                unknown |= _F[feature]
    listed = Listed(person, frozenset(), standing, deputy, special="special" if special else "", councils=councils)
    state = age_of(listed, setting).state
    if state is AgeState.TOO_OLD:
        yes |= _F[Feature.TOO_OLD]
    elif state is AgeState.UNKNOWN:
        unknown |= _F[Feature.TOO_OLD]
    return yes, unknown


def counts(marks: Marks, wanted: tuple[int, int]) -> bool | None:
    """Does a demand's mask count the person? None: not known."""
    yes, unknown = marks
    every, some = wanted
    if yes & every == every and (not some or yes & some):
        return True
    may = yes | unknown
    return None if may & every == every and (not some or may & some) else False


def has(listed: Listed, setting: Setting, organ: Organ, who: Has) -> bool | None:
    """Is a person of a list counted by `who` on the list of a body? None: a fact is not known."""
    return counts(marks_of(listed, setting), mask(organ, who))
