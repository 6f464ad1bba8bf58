"""The scheme of an organisation with its variants; one variant with its list, its pool and its check."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from json import loads
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from daihoi.core.access import NotHere
from daihoi.core.messages import Severity
from daihoi.core.personnel import Age, Check, Listed, Organ, Seats, Setting, age_of, check
from daihoi.core.personnel import Scheme as CoreScheme
from daihoi.core.personnel.kinds import VersionState
from daihoi.core.personnel.places import ListPlace
from daihoi.core.personnel.structure.making import SIZES_OF_BEFORE
from daihoi.core.rules import PackError, Rule
from daihoi.core.text import name_key
from daihoi.data.models import PoolPlace, Scheme, SchemeVersion, Variant, VersionDecision
from daihoi.queries.personnel._people import setting_of
from daihoi.queries.personnel._process import LEAVE, LeaveRow, leaves_of
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.rows import PERSON, PLACE, columns, listed_of, person_of, seats_of

ON_ITS_WAY = frozenset({VersionState.SUBMITTED, VersionState.FORWARDED})
_NUMBERS = ("organ", "seats", "vacant", "vacant_why", "before")
_VARIANT = ("pk", "name", "chosen", "version", "kept_at", "kept_by_name")
_LATEST = ("number", "state", "submitted_on", "due_on")
_SHOWN = ("post", "home", "ethnicity", "specialism")


@dataclass(frozen=True)
class Candidate:
    """Somebody on a list or in the pool, with what the list shows beside what the rules ask. `post`: held now."""

    id: int
    listed: Listed
    post: str
    home: str
    ethnicity: str
    specialism: str

    @property
    def name(self) -> str:
        return self.listed.person.name


@dataclass(frozen=True)
class NumbersRow:
    """Numbers of a body as they were entered."""

    organ: Organ
    seats: int
    vacant: int
    vacant_why: str
    before: int | None


@dataclass(frozen=True)
class VariantRow:
    """A variant with its check; `check` is None where the pinned rules cannot be asked (`SchemeView.unread`)."""

    id: int
    name: str
    chosen: bool
    version: int
    kept_at: datetime
    kept_by: str
    people: tuple[Candidate, ...]
    check: Check | None

    def count(self, severity: Severity) -> int:
        """Lines that are not kept and do so much: block, warn, or ask."""
        lines = self.check.lines if self.check else ()
        return sum(1 for line in lines if line.severity is severity)

    @property
    def blocks(self) -> int:
        return self.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        return self.count(Severity.WARNING)

    @property
    def questions(self) -> int:
        return self.count(Severity.QUESTION)

    @cached_property
    def keys(self) -> frozenset[int]:
        return frozenset(one.id for one in self.people)


@dataclass(frozen=True)
class VersionRow:
    """A version that was submitted. `due_on`: by when it is answered; None: no rule gives a day."""

    number: int
    state: VersionState
    submitted_on: date
    due_on: date | None


@dataclass(frozen=True)
class SchemeView:
    """A scheme. `on_its_way`: the number of the version that is; `latest`: the last one submitted.

    `leaves`: who withdrew or dropped out by decision. `answers`: what people decided on questions of unverified rules,
    by the key of the line. `unread`: why the pinned rules cannot be asked, None where they can.
    """

    id: int
    version: int
    begun_at: datetime
    begun_by: str
    setting: Setting
    numbers: tuple[NumbersRow, ...]
    variants: tuple[VariantRow, ...]
    pool: tuple[Candidate, ...]
    on_its_way: int | None
    answers: Mapping[str, str]
    latest: VersionRow | None = None
    leaves: tuple[LeaveRow, ...] = ()
    unread: PackError | None = None

    @property
    def chosen(self) -> VariantRow | None:
        return next((one for one in self.variants if one.chosen), None)

    def variant(self, pk: int) -> VariantRow:
        """NotHere for one that is not of this scheme."""
        found = next((one for one in self.variants if one.id == pk), None)
        if found is None:
            raise NotHere
        return found

    def others(self, variant: VariantRow) -> tuple[Candidate, ...]:
        """Those of the pool who are not on a variant's list."""
        return tuple(one for one in self.pool if one.id not in variant.keys)

    def locked(self, variant: VariantRow) -> bool:
        """May its list not be changed now?"""
        return variant.chosen and self.on_its_way is not None

    def age(self, one: Candidate) -> Age:
        return age_of(one.listed, self.setting)

    @property
    def seats(self) -> Mapping[Organ, Seats]:
        return {row.organ: seats_of(row.seats, row.vacant, row.before) for row in self.numbers}

    def known(self, variant: VariantRow) -> Mapping[int, Candidate]:
        """Everybody who may be put on a variant's list or is on it, by id."""
        return {one.id: one for one in (*self.pool, *variant.people)}

    def checked(self, variant: VariantRow, places: Iterable[ListPlace]) -> Check:
        """The check of a list that is still being edited. NotHere where it names somebody unknown here."""
        listed = _held(self.known(variant), places)
        scheme = CoreScheme(self.setting, self.seats, listed, tuple(one.listed for one in self.pool))
        return check(scheme)


def _held(known: Mapping[int, Candidate], places: Iterable[ListPlace]) -> tuple[Listed, ...]:
    wanted = {one.person: one for one in places}
    if not known.keys() >= wanted.keys():
        raise NotHere
    return tuple(one.held_by(known[pk].listed.person) for pk, one in wanted.items())


def scheme(
    place: PersonnelPlace, *, only: int | None = None, checks: bool = True, pool: bool = True
) -> SchemeView | None:
    """The scheme that the place leads to, with its variants checked; None where it was not begun. Three queries.

    `only`: one variant of it, the others are left out. `checks`: False leaves the variants unchecked. `pool`: False
    leaves out who could fill what is lacking.
    """
    if place.scheme is None:
        return None
    rows: list[tuple[Any, ...]] = list(
        _with_versions()
        .filter(pk=place.scheme)
        .values_list(
            "pk", "version", "begun_at", "begun_by_name", "on_its_way", "answers",
            *(f"latest_{name}" for name in _LATEST), *columns("leaves", LEAVE), *columns("seats", _NUMBERS),
        )
    )  # fmt: skip
    if not rows:
        return None
    at, of = -len(_NUMBERS) - len(LEAVE), -len(_NUMBERS)
    pk, version, begun_at, begun_by, on_its_way, answers, *latest = rows[0][:at]
    # A row for each body and each who dropped out: few of either.
    numbers = {Organ(row[of]): NumbersRow(Organ(row[of]), *row[of + 1 :]) for row in rows if row[of]}
    gone = {row[at]: row[at:of] for row in rows if row[at] is not None}
    view = SchemeView(
        pk,
        version,
        begun_at,
        begun_by,
        setting_of(place),
        tuple(numbers[organ] for organ in Organ if organ in numbers),
        (),
        _pool(place) if pool else (),
        on_its_way,
        {str(key): str(said) for key, said in loads(answers or "{}").items()},
        _latest(latest),
        leaves_of(gone.values()),
    )
    variants = _variants(pk, only)
    if not checks:
        return replace(view, variants=variants)
    try:
        return replace(view, variants=tuple(replace(one, check=_check(view, one)) for one in variants))
    except PackError as error:
        return replace(view, variants=variants, unread=error)


def _check(view: SchemeView, variant: VariantRow) -> Check:
    listed, pool = (tuple(one.listed for one in people) for people in (variant.people, view.pool))
    return check(CoreScheme(view.setting, view.seats, listed, pool))


def _with_versions() -> QuerySet[Scheme]:
    """Schemes with their latest version beside them, the one on its way, and what people decided last on open
    questions, in the same query."""
    of = SchemeVersion.objects.filter(scheme=OuterRef("pk")).order_by("-number")
    way = of.filter(state__in=[state.value for state in ON_ITS_WAY])
    made = VersionDecision.objects.filter(version__scheme=OuterRef("pk")).exclude(answers="{}")
    return Scheme.objects.annotate(
        on_its_way=Subquery(way.values("number")[:1]),
        answers=Subquery(made.order_by("-version__number", "-made_at", "-pk").values("answers")[:1]),
        **{f"latest_{name}": Subquery(of.values(name)[:1]) for name in _LATEST},
    )


def _latest(row: Sequence[Any]) -> VersionRow | None:
    number, state, submitted_on, due_on = row
    return VersionRow(number, VersionState(state), submitted_on, due_on) if number is not None else None


def _variants(pk: int, only: int | None) -> tuple[VariantRow, ...]:
    """The variants of a scheme, the chosen one first, unchecked, each with its people by name."""
    rows = Variant.objects.filter(scheme=pk, **({"pk": only} if only is not None else {}))
    facts = rows.order_by("-chosen", "pk").values_list(
        *_VARIANT, "people__surplus", *columns("people", PLACE), *columns("people__person", (*PERSON, *_SHOWN))
    )
    people: dict[tuple[Any, ...], list[Candidate]] = {}
    for row in facts:
        variant, surplus, rest = row[: len(_VARIANT)], row[len(_VARIANT)], row[len(_VARIANT) + 1 :]
        on_list = people.setdefault(variant, [])
        if surplus is not None:  # a variant with an empty list has one row without anybody
            on_list.append(_candidate(rest, surplus))
    return tuple(_variant(row, on_list) for row, on_list in people.items())


def _variant(row: tuple[Any, ...], people: Iterable[Candidate]) -> VariantRow:
    pk, name, chosen, version, kept_at, kept_by = row
    return VariantRow(pk, name, chosen, version, kept_at, kept_by, tuple(_by_name(people)), None)


def _candidate(row: Sequence[Any], surplus: str = "") -> Candidate:
    """From the columns of PLACE, PERSON and what is shown beside."""
    placed, known, shown = row[: len(PLACE)], row[len(PLACE) : -len(_SHOWN)], row[-len(_SHOWN) :]
    return Candidate(known[0], listed_of(person_of(known), placed, surplus), *shown)


def _by_name(people: Iterable[Candidate]) -> list[Candidate]:
    return sorted(people, key=lambda one: (name_key(one.name), one.id))


def _pool(place: PersonnelPlace) -> tuple[Candidate, ...]:
    stands = Q(person__same_as=None) | ~Q(person__same_as__organisation=F("person__organisation"))
    rows = PoolPlace.objects.filter(stands, person__organisation=place.organisation, term=place.term).values_list(
        *PLACE, *columns("person", PERSON), *columns("person", _SHOWN)
    )
    return tuple(_by_name(_candidate(row) for row in rows))


def place_on_list(one: Candidate) -> ListPlace:
    """The place that somebody has on a list, or is in the pool for."""
    at = one.listed
    return ListPlace(one.id, at.organs, at.standing, at.posts, at.surplus, at.special, at.councils)


def reference_wanted(place: PersonnelPlace) -> bool:
    """Does no rule give the month from which ages are counted, so that people choose it?"""
    return setting_of(place).reference_rule is None


def numbers_before(place: PersonnelPlace) -> Mapping[Organ, Rule]:
    """The rules that hold a body's number against an earlier one, which `Rule.of` names: that of the term before, of
    2015–2020, or the one appointed at the merger."""
    under = setting_of(place)
    return {organ: rule for key, organ in SIZES_OF_BEFORE if (rule := under.rule(key)) is not None}


def reference_month(place: PersonnelPlace) -> date | None:
    return setting_of(place).reference
