"""Sample people and settings for the tests; nobody is real."""

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import (
    Degree,
    Listed,
    Organ,
    Person,
    Post,
    Scheme,
    Seats,
    Setting,
    Sex,
    Standing,
    Theory,
    setting,
)
from tests.core.packs import T1, T2A, T2B, packs, retirement

T = TypeVar("T")
COMMITTEE = frozenset({Organ.COMMITTEE})
BOTH = frozenset({Organ.COMMITTEE, Organ.STANDING})


def under(
    pack: str, kind: Kind = Kind.UPPER, unit: Unit = Unit.OTHER, case: str | None = None, chosen: date | None = None
) -> Setting:
    return setting(packs()[pack], retirement(), kind, unit, case, chosen)


def person(key: object, **facts: object) -> Person:
    known: dict[str, object] = {"sex": Sex.MAN, "born": date(1980, 1, 1), "minority": False, "science": False}
    known |= {"local": True, "degree": Degree.BACHELOR, "theory": Theory.ADVANCED}
    return Person(str(key), f"Nguyễn Văn Mẫu {key}", **(known | facts))  # type: ignore[arg-type]


def listed(
    key: object,
    *posts: Post,
    organs: frozenset[Organ] = COMMITTEE,
    standing: Standing | None = Standing.RESTANDING,
    surplus: frozenset[Organ] = frozenset(),
    special: str = "",
    councils: bool = False,
    **facts: object,
) -> Listed:
    return Listed(person(key, **facts), organs, standing, frozenset(posts), surplus, special, councils)


def months(first: date, last: date) -> st.SearchStrategy[date]:
    return st.dates(first, last).map(lambda day: day.replace(day=1))


def anybody(key: str) -> st.SearchStrategy[Listed]:
    """Somebody about whom anything may be known or not."""
    return st.integers(0, 2**32).map(lambda seed: somebody(key, Random(seed)))


def somebody(key: str, dice: Random) -> Listed:
    """Somebody thrown with dice: quicker than a strategy for each fact, and lists are long."""

    def maybe(values: Iterable[T]) -> T | None:
        return dice.choice([None, *values])

    born = date(dice.randint(1958, 1995), dice.randint(1, 12), 1)
    organs = frozenset(dice.sample(list(Organ), dice.randint(1, 3)))
    return Listed(
        Person(
            key,
            f"Mẫu {key}",
            maybe(Sex),
            maybe([born, born, born]),
            maybe([True, False]),
            maybe(Degree),
            maybe(Theory),
            maybe([True, False]),
            maybe([True, False]),
            maybe([born.year]),
        ),
        organs,
        maybe(Standing),
        frozenset(dice.sample(list(Post), dice.randint(0, 3))),
        surplus=frozenset(one for one in organs if dice.random() < 0.2),
        special=dice.choice(["", "", "Kết luận mẫu"]),
        councils=dice.random() < 0.3,
    )


def lists(first: int, most: int) -> st.SearchStrategy[tuple[Listed, ...]]:
    """Up to so many people, with keys from `first` on."""

    def thrown(count: int, seed: int) -> tuple[Listed, ...]:
        dice = Random(seed)
        return tuple(somebody(str(number), dice) for number in range(first, first + count))

    return st.builds(thrown, st.integers(0, most), st.integers(0, 2**32))


SETTINGS = st.builds(
    under,
    st.sampled_from([T1, T2A, T2B]),
    st.sampled_from(list(Kind)),
    st.sampled_from([Unit.OTHER, Unit.PROVINCE, Unit.COMMUNE, Unit.WARD]),
    st.sampled_from([None, "merged_2", "merged_3", "new", "hanoi", "central_government_bloc"]),
    st.sampled_from([None, date(2025, 5, 1)]),
)
SEATS = st.dictionaries(
    st.sampled_from(Organ),
    st.integers(1, 40).flatmap(
        lambda seats: st.builds(
            Seats, st.just(seats), st.integers(0, seats - 1), st.one_of(st.none(), st.integers(1, 40))
        )
    ),
)


def schemes(most: int = 9) -> st.SearchStrategy[Scheme]:
    return st.builds(Scheme, SETTINGS, SEATS, lists(1, most), lists(101, 5))
