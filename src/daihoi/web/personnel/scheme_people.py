"""Somebody on a list as its pages show them."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from daihoi.core.messages import N_
from daihoi.core.personnel import AgeState, Organ, Post
from daihoi.core.personnel.kinds import DEGREE_NAMES, ORGAN_NAMES, POST_NAMES, SEX_NAMES, STANDING_NAMES, THEORY_NAMES
from daihoi.core.personnel.places import ListPlace
from daihoi.queries.personnel import Candidate, SchemeView
from daihoi.web.words import say

_AGES: dict[AgeState, tuple[str, str]] = {
    AgeState.TOO_OLD: ("late", N_("too old")),
    AgeState.SPECIAL: ("due", N_("special case")),
    AgeState.UNKNOWN: ("note", N_("age to be asked")),
}


@dataclass(frozen=True)
class Row:
    """`facts`: sex, birth month, ethnicity, qualifications, months left, in one line. `age`: look and word of an age
    that the rules do not simply allow. `out`: tried without."""

    id: int | str
    name: str
    post: str
    facts: str
    standing: str
    organs: tuple[str, ...]
    posts: tuple[str, ...]
    surplus: tuple[str, ...]
    special: str
    councils: bool
    age: tuple[str, str] | None
    months: int | None
    out: bool = False

    @property
    def standing_name(self) -> str:
        return say(STANDING_NAMES, self.standing) if self.standing else ""

    @property
    def organ_names(self) -> str:
        return ", ".join(say(ORGAN_NAMES, one) for one in self.organs)

    @property
    def surplus_names(self) -> str:
        return ", ".join(say(ORGAN_NAMES, one) for one in self.surplus)

    @property
    def post_names(self) -> str:
        return ", ".join(say(POST_NAMES, one) for one in self.posts)


BLANK = Row("", "", "", "", "", (), (), (), "", False, None, None)


def row_of(view: SchemeView, one: Candidate) -> Row:
    listed = one.listed
    age = view.age(one) if view.unread is None else None
    shown = _AGES.get(age.state) if age is not None else None
    return Row(
        one.id,
        one.name,
        one.post,
        _facts(one, age.months if age else None),
        listed.standing.value if listed.standing else "",
        tuple(organ.value for organ in Organ if organ in listed.organs),
        tuple(post.value for post in Post if post in listed.posts),
        tuple(organ.value for organ in Organ if organ in listed.surplus),
        listed.special,
        listed.councils,
        (shown[0], gettext(shown[1])) if shown else None,
        age.months if age else None,
    )


def placed(one: Candidate, place: ListPlace) -> Candidate:
    """Somebody with another place than the one that is kept."""
    return replace(one, listed=place.held_by(one.listed.person))


def _facts(one: Candidate, months: int | None) -> str:
    person = one.listed.person
    parts = [
        say(SEX_NAMES, person.sex) if person.sex else "",
        born(person.born, person.born_year),
        one.ethnicity,
        say(DEGREE_NAMES, person.degree) if person.degree else "",
        gettext("theory: {level}").format(level=say(THEORY_NAMES, person.theory).lower()) if person.theory else "",
        gettext("not local") if person.local is False else "",
        gettext("{months} months left").format(months=months) if months is not None else "",
    ]
    return " · ".join(part for part in parts if part)


def born(month: date | None, year: int | None) -> str:
    """ "4/1985", or the year alone where the month is not known."""
    return f"{month.month}/{month.year}" if month else str(year or "")
