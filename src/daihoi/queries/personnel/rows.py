"""Rows of lists as core sees them, from plain columns: a board reads nine thousand of them at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from daihoi.core.personnel import (
    Degree,
    Listed,
    Organ,
    Person,
    Seats,
    Sex,
    Standing,
    Theory,
    minority,
)
from daihoi.core.personnel.places import organs_of, posts_of

PERSON = (
    "pk", "name", "sex", "born_year", "born_month", "ethnicity", "degree", "theory", "science", "local",
)  # fmt: skip
PLACE = ("standing", "organs", "posts", "special", "councils")


def columns(prefix: str, names: Iterable[str]) -> list[str]:
    """The columns of a row that another one points to."""
    return [f"{prefix}__{name}" for name in names]


def born_of(year: int | None, month: int | None) -> date | None:
    """The first day of the birth month; None where the month is not known."""
    return date(year, month, 1) if year is not None and month is not None else None


def person_of(row: Sequence[Any]) -> Person:
    """A person from the columns of PERSON; the key is the id."""
    pk, name, sex, year, month, ethnicity, degree, theory, science, local = row
    return Person(
        str(pk),
        name,
        Sex(sex) if sex else None,
        born_of(year, month),
        minority(ethnicity),
        Degree(degree) if degree else None,
        Theory(theory) if theory else None,
        science,
        local,
        year,
    )


def listed_of(person: Person, row: Sequence[Any], surplus: str = "") -> Listed:
    """A place from the columns of PLACE."""
    standing, organs, posts, special, councils = row
    way = Standing(standing) if standing else None
    return Listed(person, organs_of(organs), way, posts_of(posts), organs_of(surplus), special, councils)


@lru_cache(maxsize=4096)
def seats_of(seats: int, vacant: int, before: int | None) -> Seats:
    return Seats(seats, vacant, before)


def numbers_of(rows: Iterable[Sequence[Any]]) -> Mapping[Organ, Seats]:
    """Numbers by body from rows of organ, seats, vacant, before."""
    return {Organ(organ): seats_of(*numbers) for organ, *numbers in rows}
