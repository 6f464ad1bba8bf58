"""Who is in which body on a day, who came later and left; those who do not stand again; merged offices.

The place was given by `personnel_place`, which asked for the right; here it is asked once more, for the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.personnel.ages import months_left
from daihoi.core.personnel.kinds import (
    Arrangement,
    Departure,
    Entry,
    Exit,
    MergedOffices,
    Organ,
    Post,
    Standing,
)
from daihoi.core.text import name_key
from daihoi.data.models import Membership, MergedOffice, NotStanding, SchemeSeats
from daihoi.queries.access import require
from daihoi.queries.personnel._people import core_person, has_table, own_people, parted, setting_of
from daihoi.queries.personnel.place import PersonnelPlace

_POSTS = tuple(Post)


@dataclass(frozen=True)
class MemberRow:
    """A membership with the person; `to_on`: the first day on which the person is in the body no more."""

    id: int
    person: int
    name: str
    organ: Organ
    post: Post | None
    post_on: date | None
    beside: tuple[Post, ...]
    standing: Standing | None
    entry: Entry
    from_on: date
    votes: int | None
    base: int | None
    decision: str
    village_on: date | None
    to_on: date | None
    exit: Exit | None
    exit_note: str
    version: int
    born_year: int | None
    born_month: int | None
    sex: str
    ethnicity: str
    degree: str
    theory: str
    local: bool | None

    def lasts(self, on: date) -> bool:
        return self.from_on <= on and (self.to_on is None or on < self.to_on)


@dataclass(frozen=True)
class BodyView:
    """A body on the day. `seats`: the number that the scheme decided, None: not known."""

    organ: Organ
    rows: tuple[MemberRow, ...]
    seats: int | None
    later: int  # of its members came after the congress
    left: int  # by the day

    @property
    def vacant(self) -> int | None:
        return None if self.seats is None else max(self.seats - len(self.rows), 0)


@dataclass(frozen=True)
class MembersView:
    """The bodies of an organisation on a day, and who had left them by then, the last first."""

    bodies: tuple[BodyView, ...]
    left: tuple[MemberRow, ...]

    @property
    def count(self) -> int:
        return sum(len(body.rows) for body in self.bodies)


def members(*, actor: Actor, place: PersonnelPlace, today: date, on: date) -> MembersView:
    """Who is in which body on a day. Two queries."""
    rows = _rows(actor, place, today)
    seats = _seats(place)
    come = [row for row in rows if row.from_on <= on]
    gone = sorted((row for row in come if row.to_on and row.to_on <= on), key=lambda row: row.to_on or on, reverse=True)
    bodies = []
    for organ in Organ:
        now = tuple(row for row in come if row.organ is organ and row.lasts(on))
        left = sum(row.organ is organ for row in gone)
        if now or left or organ in seats:
            later = sum(row.entry is Entry.ADDED for row in now)
            bodies.append(BodyView(organ, now, seats.get(organ), later, left))
    return MembersView(tuple(bodies), tuple(gone))


def member(*, actor: Actor, place: PersonnelPlace, today: date, pk: int) -> MemberRow:
    """One membership; NotHere for one of another place or term. One query."""
    found = _rows(actor, place, today, pk)
    if not found:
        raise NotHere
    return found[0]


def _rows(actor: Actor, place: PersonnelPlace, today: date, pk: int | None = None) -> list[MemberRow]:
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    rows = Membership.objects.filter(organisation_id=place.organisation, term=place.term).select_related("person")
    if pk is not None:
        rows = rows.filter(pk=pk)
    return sorted(map(_row, rows), key=lambda row: (_rank(row.post), name_key(row.name), row.from_on, row.id))


def _rank(post: Post | None) -> int:
    return _POSTS.index(post) if post else len(_POSTS)


def _row(row: Membership) -> MemberRow:
    who = row.person
    return MemberRow(
        row.pk,
        who.pk,
        who.name,
        Organ(row.organ),
        Post(row.post) if row.post else None,
        row.post_on,
        parted(row.beside, Post),
        Standing(row.standing) if row.standing else None,
        Entry(row.entry),
        row.from_on,
        row.votes,
        row.base,
        row.decision,
        row.village_elected_on,
        row.to_on,
        Exit(row.exit) if row.exit else None,
        row.exit_note,
        row.version,
        who.born_year,
        who.born_month,
        who.sex,
        who.ethnicity,
        who.degree,
        who.theory,
        who.local,
    )


def _seats(place: PersonnelPlace) -> Mapping[Organ, int]:
    if place.scheme is None:
        return {}
    rows = SchemeSeats.objects.filter(scheme=place.scheme).values_list("organ", "seats")
    return {Organ(organ): seats for organ, seats in rows}


@dataclass(frozen=True)
class KeptPerson:
    """Somebody who may be entered in a body. `standing`: as the pool of the term has it."""

    id: int
    name: str
    born_year: int | None
    post: str
    standing: str

    @property
    def said(self) -> str:
        """The name, with what tells namesakes apart."""
        more = ", ".join(str(part) for part in (self.born_year, self.post) if part)
        return f"{self.name} ({more})" if more else self.name


def people_of(*, actor: Actor, place: PersonnelPlace, today: date) -> list[KeptPerson]:
    """Everybody whom the organisation keeps, by name. One query."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    rows = own_people(place.organisation, place.term)
    found = [KeptPerson(row.pk, row.name, row.born_year, row.post, vars(row)["place_standing"] or "") for row in rows]
    return sorted(found, key=lambda one: (name_key(one.name), one.id))


@dataclass(frozen=True)
class DepartureRow:
    """Somebody who does not stand again. `months`: left until retirement at the rules' month; None: not known."""

    person: int
    name: str
    post: str
    born_year: int | None
    born_month: int | None
    months: int | None
    why: Departure
    arrangement: Arrangement
    arranged: str
    policy: Arrangement
    decision: str
    from_on: date | None
    version: int

    @property
    def open(self) -> bool:
        """Is something still to be decided for the person?"""
        return {self.arrangement, self.policy} & {Arrangement.OPEN, Arrangement.PROPOSED} != set()


def departures(*, actor: Actor, place: PersonnelPlace, today: date) -> list[DepartureRow]:
    """Those who do not stand again for the term, what is open first. One query."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    under = setting_of(place)
    known = has_table(under)
    rows = NotStanding.objects.filter(person__organisation_id=place.organisation, term=place.term)
    found = [
        DepartureRow(
            row.person_id,
            row.person.name,
            row.person.post,
            row.person.born_year,
            row.person.born_month,
            months_left(under, core_person(row.person)) if known else None,
            Departure(row.why),
            Arrangement(row.arrangement),
            row.arranged,
            Arrangement(row.policy),
            row.decision,
            row.from_on,
            row.version,
        )
        for row in rows.select_related("person")
    ]
    return sorted(found, key=lambda row: (not row.open, name_key(row.name), row.person))


@dataclass(frozen=True)
class OfficesRow:
    id: int
    offices: MergedOffices
    from_on: date
    to_on: date | None
    decision: str


def offices(*, actor: Actor, place: PersonnelPlace, today: date) -> Sequence[OfficesRow]:
    """Offices of Party and state that work, or worked, as one. One query."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    rows = MergedOffice.objects.filter(organisation_id=place.organisation).order_by("-from_on", "pk")
    return [OfficesRow(row.pk, MergedOffices(row.offices), row.from_on, row.to_on, row.decision) for row in rows]
