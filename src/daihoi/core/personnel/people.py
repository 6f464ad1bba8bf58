"""A person as the rules see one, and a place on a list. Nothing here is stored; rows and files are read into these."""

import re
from dataclasses import dataclass
from datetime import date

from daihoi.core.personnel.kinds import Degree, Organ, Post, Sex, Standing, Theory
from daihoi.core.text import fold

_MAJORITY = frozenset({"kinh", "viet", "kinh viet", "0", "khong", "no", "k", "o"})


@dataclass(frozen=True)
class Person:
    """What is known of a person; None and "" are: not known.

    `born`: first day of the birth month; `born_year` alone where the month is not known. `minority`: of an ethnic
    minority. `local`: comes from the place that the organisation leads. `science`: qualified in science or technology
    (P-036).
    """

    key: str
    name: str
    sex: Sex | None = None
    born: date | None = None
    minority: bool | None = None
    degree: Degree | None = None
    theory: Theory | None = None
    science: bool | None = None
    local: bool | None = None
    born_year: int | None = None

    @property
    def born_between(self) -> tuple[date, date] | None:
        """The earliest and the latest month in which the person may be born; equal where the month is known."""
        if self.born is not None:
            return self.born, self.born
        if self.born_year is not None:
            return date(self.born_year, 1, 1), date(self.born_year, 12, 1)
        return None


@dataclass(frozen=True)
class Listed:
    """A person on a list: for which bodies and posts.

    `surplus`: those of the bodies on whose lists the person stands beyond those meant to be elected; counted in such a
    list, not in its shares of the structure. `special`: the decision by which an age rule does not hold for the person,
    "": none. `councils`: also meant for leadership of the People's Council or Committee (P-045).
    """

    person: Person
    organs: frozenset[Organ]
    standing: Standing | None = None
    posts: frozenset[Post] = frozenset()
    surplus: frozenset[Organ] = frozenset()
    special: str = ""
    councils: bool = False


_BRACKETS = re.compile(r"\([^)]*\)")
_UNKNOWN = frozenset({"", "khong ro", "chua ro"})


def minority(ethnicity: str) -> bool | None:
    """Of an ethnic minority, by the name of the ethnicity as it is written in dossiers ("Dân tộc Kinh", "kinh (Việt)");
    None where it is not told. 0 and "không" say no."""
    words = fold(_BRACKETS.sub(" ", ethnicity)).removeprefix("nguoi ").removeprefix("dan toc ").removeprefix("nguoi ")
    return None if words in _UNKNOWN else words not in _MAJORITY
