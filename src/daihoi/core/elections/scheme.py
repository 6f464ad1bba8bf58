"""The approved personnel scheme as the list that is put forward in an election: who of it stands for what."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from daihoi.core.elections.kinds import Post
from daihoi.core.personnel.content import Content
from daihoi.core.personnel.kinds import Organ
from daihoi.core.personnel.kinds import Post as Held
from daihoi.core.personnel.people import Listed
from daihoi.core.text import name_key

# What an election fills, as a scheme names it: bodies, or posts of which one is enough.
ORGANS: Mapping[Post, Organ] = {
    Post.COMMITTEE: Organ.COMMITTEE,
    Post.STANDING_COMMITTEE: Organ.STANDING,
    Post.INSPECTION_COMMITTEE: Organ.INSPECTION,
    Post.DELEGATES: Organ.DELEGATION,
    Post.ALTERNATES: Organ.ALTERNATES,
}
HELD: Mapping[Post, tuple[Held, ...]] = {
    Post.SECRETARY: (Held.SECRETARY,),
    Post.DEPUTY_SECRETARIES: (Held.STANDING_DEPUTY, Held.DEPUTY),
    Post.INSPECTION_CHAIR: (Held.INSPECTION_CHAIR,),
}


@dataclass(frozen=True)
class FromScheme:
    """Somebody of the approved list, with what the list of an election needs to know. `person`: id of the record.

    `note`: what tells namesakes apart on the ballot.
    """

    person: int
    name: str
    born_year: int | None
    born_month: int | None
    post: str
    party_since: date | None
    note: str = ""


def people_for(content: Content, post: Post, *, alternates: bool = False) -> tuple[FromScheme, ...]:
    """Who of a locked list stands for what an election fills, by name.

    `alternates`: the delegates' list holds the alternates too (E-101).
    """
    found = [one for one in content.listed if stands_for(one, post, alternates=alternates)]
    ordered = sorted(found, key=lambda one: (name_key(one.person.name), one.person.key))
    return _told_apart(_from(content, one) for one in ordered)


def stands_for(one: Listed, post: Post, *, alternates: bool = False) -> bool:
    """Does a scheme mean somebody for what an election fills? `alternates`: as in `people_for`."""
    if post in HELD:
        return any(held in one.posts for held in HELD[post])
    if ORGANS[post] in one.organs:
        return True
    return post is Post.DELEGATES and alternates and Organ.ALTERNATES in one.organs


def _from(content: Content, one: Listed) -> FromScheme:
    person, beside = one.person, content.shown_of(one.person.key)
    year = person.born.year if person.born else person.born_year
    month = person.born.month if person.born else None
    return FromScheme(int(person.key), person.name, year, month, beside.post, beside.joined)


def _told_apart(people: Iterable[FromScheme]) -> tuple[FromScheme, ...]:
    """Namesakes get what the ballot tells them apart by: the year of birth, the month, and at last their post."""
    listed = list(people)
    for note in (_year, _month, lambda one: one.post[:200]):
        times = Counter((one.name, one.note) for one in listed)
        listed = [
            FromScheme(
                one.person, one.name, one.born_year, one.born_month, one.post, one.party_since, note(one) or one.note
            )
            if times[one.name, one.note] > 1
            else one
            for one in listed
        ]
    return tuple(listed)


def _year(one: FromScheme) -> str:
    return f"sinh năm {one.born_year}" if one.born_year else ""


def _month(one: FromScheme) -> str:
    return f"sinh tháng {one.born_month}/{one.born_year}" if one.born_year and one.born_month else ""


@dataclass(frozen=True)
class Before:
    """Somebody of a list that was put forward already. `person`: of the scheme that they were taken from, None: typed
    in."""

    id: int
    name: str
    note: str
    person: int | None
    born_year: int | None


@dataclass(frozen=True)
class ListChange:
    """What taking the approved list does to the prepared names that are there: `stays` by the id of the nominee."""

    stays: Mapping[int, FromScheme]
    comes: tuple[FromScheme, ...]
    goes: tuple[Before, ...]


def list_change(before: Iterable[Before], people: Iterable[FromScheme]) -> ListChange:
    """The same person is known by their record, where the name was typed in by name and year of birth."""
    left = list(before)
    stays: dict[int, FromScheme] = {}
    comes: list[FromScheme] = []
    for one in people:
        same = next((old for old in left if old.person == one.person), None) or next(
            (old for old in left if old.person is None and _same(old, one)), None
        )
        if same is None:
            comes.append(one)
        else:
            stays[same.id] = one
            left.remove(same)
    return ListChange(stays, tuple(comes), tuple(left))


def _same(old: Before, one: FromScheme) -> bool:
    return old.name == one.name and (old.born_year is None or old.born_year == one.born_year)
