"""What papers of personnel work have in common. Words come in Vietnamese where Vietnamese is on."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext

from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind
from daihoi.core.organisations.naming import committee_name
from daihoi.core.personnel import (
    ORGAN_NAMES,
    POST_NAMES,
    Check,
    Listed,
    Organ,
    Post,
    Setting,
    Standing,
    months_left,
)
from daihoi.core.personnel import papers as p
from daihoi.core.personnel.content import Shown
from daihoi.core.personnel.kinds import DEGREE_NAMES, SEX_NAMES, THEORY_NAMES, Secrecy
from daihoi.core.rules import Certainty
from daihoi.data.models import Version
from daihoi.queries.personnel.place import PersonnelPlace

SECRECY = {Secrecy.NONE: "", Secrecy.SECRET: "Mật", Secrecy.TOP_SECRET: "Tối mật"}
CELLS = frozenset({Kind.CELL, Kind.GRASSROOTS_CELL})
_PARTS = (("Tái cử", Standing.RESTANDING), ("Lần đầu tham gia", Standing.FIRST_TIME), ("Chưa xác định", None))


def name_above(place: PersonnelPlace) -> str:
    """The last known name of the organisation above; "" for a root."""
    ids = paths.ids(place.path)[-2:-1]
    names = Version.objects.filter(organisation_id__in=ids).order_by("-valid_from").values_list("name", flat=True)
    return names.first() or ""


def committee_of(place: PersonnelPlace) -> str:
    return f"Chi ủy {place.name}" if place.kind in CELLS else committee_name(place.name)


def term_of(place: PersonnelPlace) -> str:
    return place.term.replace("-", " - ")


def basis_of(check: Check) -> tuple[str, ...]:
    """The articles behind the lines of a check, as far as a text was found, each once."""
    sure = {Certainty.QUOTED, Certainty.PRESS}
    grounds = (line.grounds for line in check.lines)
    return tuple(dict.fromkeys(gettext(one.article) for one in grounds if one.certainty in sure))


def parts_of(people: Iterable[tuple[Listed, p.Short]]) -> tuple[p.Part, ...]:
    """People under how they stand, each part in the order that is given."""
    told = list(people)
    found = []
    for title, standing in _PARTS:
        of = tuple(short for listed, short in told if listed.standing is standing)
        if of:
            found.append(p.Part(title, of))
    return tuple(found)


def short_of(one: Listed, shown: Shown, under: Setting | None, *, joined: str, schooling: str = "") -> p.Short:
    """Somebody in a short list. `under`: the rules by which months left are counted, None: they are left out."""
    person = one.person
    learnt = gettext(DEGREE_NAMES[person.degree]) if person.degree else ""
    proposed = [*_bodies(one.organs), *(gettext(POST_NAMES[post]) for post in Post if post in one.posts)]
    notes = [f"số dư: {', '.join(_bodies(one.surplus))}"] if one.surplus else []
    notes += [one.special] if one.special else []
    return p.Short(
        name=person.name,
        born=f"{person.born.month}/{person.born.year}" if person.born else str(person.born_year or ""),
        sex=gettext(SEX_NAMES[person.sex]) if person.sex else "",
        ethnicity=shown.ethnicity,
        home=shown.home,
        joined=joined,
        schooling=schooling,
        specialism=", ".join(filter(None, (learnt, shown.specialism))),
        theory=gettext(THEORY_NAMES[person.theory]) if person.theory else "",
        post=shown.post,
        proposed="; ".join(proposed),
        months=months_left(under, person) if under is not None else None,
        note="; ".join(notes),
    )


def _bodies(organs: Collection[Organ]) -> list[str]:
    return [gettext(ORGAN_NAMES[organ]) for organ in Organ if organ in organs]


def size_line(
    organ: Organ, before: int | None, seats: int, vacant: int, why: str, listed: Iterable[Listed]
) -> p.SizeLine:
    of = [one for one in listed if organ in one.organs]
    ways = [one.standing for one in of if organ not in one.surplus]
    return p.SizeLine(
        gettext(ORGAN_NAMES[organ]), before, seats, vacant, why, ways.count(Standing.RESTANDING),
        ways.count(Standing.FIRST_TIME), len(of) - len(ways),
    )  # fmt: skip
