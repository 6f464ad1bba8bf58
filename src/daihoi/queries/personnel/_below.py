"""All schemes at and below a path, checked at once, for reads that have asked for the right already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import FilteredRelation, Q

from daihoi.core.messages import Severity
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Check, Line, Listed, Organ, Scheme, Seats, Setting, check, setting
from daihoi.core.rules import PackError, RulePack
from daihoi.data.models import Congress, Variant
from daihoi.data.models import Scheme as SchemeRow
from daihoi.data.models.organisations import FAR
from daihoi.queries.personnel._appraised import rules_named
from daihoi.queries.personnel.rows import PERSON, PLACE, columns, listed_of, person_of, seats_of
from daihoi.queries.rules import pack_in_force, retirement


@dataclass(frozen=True)
class SchemeCheck:
    """The chosen list of a scheme with its check. `variant` None: none is chosen; `check` None: the rules that the
    congress is pinned to cannot be asked."""

    organisation: int
    name: str
    code: str
    path: str
    kind: Kind
    scheme: int
    variant: int | None
    people: int
    check: Check | None

    def lines(self, severity: Severity) -> tuple[Line, ...]:
        return tuple(line for line in self.check.lines if line.severity is severity) if self.check else ()


@dataclass(frozen=True)
class Begun:
    """A scheme with its numbers, and where it stands."""

    scheme: int
    organisation: int
    name: str
    code: str
    path: str
    kind: str
    unit: str
    reference_on: date | None
    secrecy: str
    congress: tuple[str, str, str, str] | None  # rules by their hash, kind, unit and case as it is pinned to them
    planned_on: date | None
    seats: dict[Organ, Seats] = field(default_factory=dict)


def begun_below(top: str, term: str) -> list[Begun]:
    """Every scheme of the term at and below a path; one query. Nobody's right is asked here."""
    at = "organisation__versions__"
    held = FilteredRelation("organisation__congresses", condition=Q(organisation__congresses__term=term))
    rows = (
        SchemeRow.objects.filter(_standing(top), term=term)
        .annotate(congress=held)
        .order_by(f"{at}path")
        .values_list(
            "pk", "organisation", f"{at}name", "organisation__code", f"{at}path", f"{at}kind", f"{at}unit",
            "reference_on", "secrecy", *columns("congress", ("ruleset__sha256", "kind", "unit", "case", "planned_on")),
            *columns("seats", ("organ", "seats", "vacant", "before")),
        )
    )  # fmt: skip
    found: dict[int, Begun] = {}
    for *place, rules, kind, unit, case, planned_on, organ, seats, vacant, before in rows:
        pinned = (rules, kind, unit, case) if rules is not None else None
        one = found.setdefault(place[0], Begun(*[*place, pinned, planned_on]))
        if organ is not None:
            one.seats[Organ(organ)] = seats_of(seats, vacant, before)
    return list(found.values())


def checked(schemes: Collection[Begun], top: str, term: str, today: date, *, drafts: bool = False) -> list[SchemeCheck]:
    """The chosen list of each of these schemes below a path with its check; a query, and another one for rules that are
    not as shipped. Nobody's right is asked here.

    `drafts`: no version of any of them was submitted; only such lists are read.
    """
    rules = rules_named({one.congress[0] for one in schemes if one.congress})
    chosen = _chosen(
        SchemeRow.objects.filter(_standing(top), term=term, **({"versions": None} if drafts else {})).values("pk")
    )
    found = []
    for one in schemes:
        sha256, kind, unit, case = one.congress or ("", one.kind, one.unit, "")
        pack = rules[sha256] if sha256 else pack_in_force(term, today)
        under = setting(pack, retirement(), Kind(kind), Unit(unit), case or None, one.reference_on)
        variant, listed = chosen.get(one.scheme, (None, []))
        seen = _check(under, tuple(one.seats.items()), tuple(listed)) if variant is not None else None
        found.append(
            SchemeCheck(
                one.organisation, one.name, one.code, one.path, Kind(one.kind), one.scheme, variant, len(listed), seen
            )
        )
    return found


@lru_cache(maxsize=1024)  # the drafts of a province
def _check(under: Setting, seats: tuple[tuple[Organ, Seats], ...], listed: tuple[tuple[Any, ...], ...]) -> Check | None:
    """The check of a list as its rows have it, kept in memory as long as none of them changes; None where the rules
    cannot be asked."""
    try:
        return check(Scheme(under, dict(seats), tuple(_listed(row) for row in listed)))
    except PackError:
        return None


def forget() -> None:
    """Drop what is in memory."""
    _check.cache_clear()


def _listed(row: tuple[Any, ...]) -> Listed:
    surplus, placed, known = row[0], row[1 : 1 + len(PLACE)], row[1 + len(PLACE) :]
    return listed_of(person_of(known), placed, surplus)


def _standing(top: str) -> Q:
    low, high = paths.span(top)
    at = "organisation__versions__"
    return Q(**{f"{at}path__gte": low, f"{at}path__lt": high, f"{at}valid_to": FAR})


def rules_of_congresses(organisations: Collection[int], term: str) -> Mapping[int, tuple[RulePack, str, str, str]]:
    """Pinned rules, kind, unit and case by organisation; a second query for packs that are not as shipped."""
    rows = Congress.objects.filter(organisation__in=organisations, term=term).values_list(
        "organisation", "ruleset__sha256", "kind", "unit", "case"
    )
    found = list(rows)
    packs = rules_named({sha256 for _, sha256, *_ in found})
    return {at: (packs[sha256], kind, unit, case) for at, sha256, kind, unit, case in found}


def _chosen(schemes: Any) -> Mapping[int, tuple[int, list[tuple[Any, ...]]]]:
    """The chosen variant of each scheme with the rows of its list."""
    rows = Variant.objects.filter(scheme__in=schemes, chosen=True).values_list(
        "scheme", "pk", "people__surplus", *columns("people", PLACE), *columns("people__person", PERSON)
    )
    found: dict[int, tuple[int, list[tuple[Any, ...]]]] = {}
    for scheme, variant, *row in rows.iterator(chunk_size=5000):
        _, listed = found.setdefault(scheme, (variant, []))
        if row[0] is not None:  # an empty list has one row without anybody
            listed.append(tuple(row))
    return found
