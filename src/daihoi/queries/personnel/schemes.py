"""The scheme of an organisation with its variants; one variant with its list, its pool and its check."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from json import loads
from typing import Any

from django.db.models import F, Q

from daihoi.core.access import NotHere
from daihoi.core.messages import Severity
from daihoi.core.personnel import Age, Check, Listed, Organ, Seats, Setting, age_of, check
from daihoi.core.personnel import Scheme as CoreScheme
from daihoi.core.personnel.kinds import VersionState
from daihoi.core.personnel.places import ListPlace
from daihoi.core.rules import PackError
from daihoi.core.text import name_key
from daihoi.data.models import PoolPlace, Scheme, SchemeSeats, SchemeVersion, Variant, VariantPerson, VersionDecision
from daihoi.queries.personnel._people import setting_of
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.rows import PERSON, PLACE, columns, listed_of, person_of, seats_of

ON_ITS_WAY = frozenset({VersionState.SUBMITTED, VersionState.FORWARDED})
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
class SchemeView:
    """A scheme. `on_its_way`: the number of the version that is; `answers`: what people decided on questions of
    unverified rules, by the key of the line; `unread`: why the pinned rules cannot be asked, None where they can."""

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


def scheme(place: PersonnelPlace, *, only: int | None = None, checks: bool = True) -> SchemeView | None:
    """The scheme that the place leads to, with its variants checked; None where it was not begun. Six queries.

    `only`: one variant of it, the others are left out. `checks`: False leaves the variants unchecked.
    """
    row = Scheme.objects.filter(pk=place.scheme).first() if place.scheme else None
    if row is None:
        return None
    numbers = _numbers(row.pk)
    pool = _pool(place)
    of = _lists(row.pk, only)
    view = SchemeView(
        row.pk,
        row.version,
        row.begun_at,
        row.begun_by_name,
        setting_of(place),
        numbers,
        (),
        pool,
        *_versions(row.pk),
    )
    variants: list[VariantRow] = []
    unread: PackError | None = None
    rows = Variant.objects.filter(scheme=row.pk, **({"pk": only} if only is not None else {}))
    for one in rows.order_by("-chosen", "pk"):
        people = tuple(of[one.pk])
        found: Check | None = None
        if checks and unread is None:
            listed = tuple(each.listed for each in people)
            try:
                found = check(CoreScheme(view.setting, view.seats, listed, tuple(each.listed for each in pool)))
            except PackError as error:
                unread = error
        variants.append(
            VariantRow(one.pk, one.name, one.chosen, one.version, one.kept_at, one.kept_by_name, people, found)
        )
    return replace(view, variants=tuple(variants), unread=unread)


def _numbers(pk: int) -> tuple[NumbersRow, ...]:
    found = {
        Organ(row.organ): NumbersRow(Organ(row.organ), row.seats, row.vacant, row.vacant_why, row.before)
        for row in SchemeSeats.objects.filter(scheme=pk)
    }
    return tuple(found[organ] for organ in Organ if organ in found)


def _versions(pk: int) -> tuple[int | None, Mapping[str, str]]:
    """The number of the version on its way, and what people decided last on open questions."""
    on_its_way = (
        SchemeVersion.objects.filter(scheme=pk, state__in=[state.value for state in ON_ITS_WAY])
        .values_list("number", flat=True)
        .first()
    )
    answers = (
        VersionDecision.objects.filter(version__scheme=pk)
        .exclude(answers="{}")
        .order_by("-made_at", "-pk")
        .values_list("answers", flat=True)
        .first()
    )
    return on_its_way, {str(key): str(said) for key, said in loads(answers or "{}").items()}


def _candidate(row: Sequence[Any], surplus: bool = False) -> Candidate:
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


def _lists(pk: int, only: int | None) -> Mapping[int, list[Candidate]]:
    """The people of each variant of a scheme, by name."""
    of = {"variant": only} if only is not None else {}
    rows = VariantPerson.objects.filter(variant__scheme=pk, **of).values_list(
        "variant", "surplus", *PLACE, *columns("person", PERSON), *columns("person", _SHOWN)
    )
    found: dict[int, list[Candidate]] = defaultdict(list)
    for variant, surplus, *row in rows:
        found[variant].append(_candidate(row, surplus))
    return defaultdict(list, {pk: _by_name(people) for pk, people in found.items()})


def place_on_list(one: Candidate) -> ListPlace:
    """The place that somebody has on a list, or is in the pool for."""
    at = one.listed
    return ListPlace(one.id, at.organs, at.standing, at.posts, at.surplus, at.special, at.councils)


def reference_wanted(place: PersonnelPlace) -> bool:
    """Does no rule give the month from which ages are counted, so that people choose it?"""
    return setting_of(place).reference_rule is None


def reference_month(place: PersonnelPlace) -> date | None:
    return setting_of(place).reference
