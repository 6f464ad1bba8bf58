"""Figures: indicators evaluated over a subtree on a day, with the records behind each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache, cached_property

import numpy as np
from django.db.models import Q

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.indicators import CATALOGUE, OF_PERSONNEL, Aggregate, Indicator, Records
from daihoi.core.indicators.catalogue import CONGRESSES, DAYS
from daihoi.core.indicators.columns import KINDS, LEVELS, UNITS, day_of
from daihoi.core.indicators.expressions import columns_of
from daihoi.core.indicators.records import DERIVED, DRAWN, PERSONNEL
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level
from daihoi.core.rules.types import When
from daihoi.core.scope import Aim
from daihoi.queries.indicators._pairs import readings, uptakes
from daihoi.queries.indicators._reach import Reach
from daihoi.queries.indicators._reading import Columns
from daihoi.queries.indicators._tables import Rows, rows_in, tables_of
from daihoi.queries.indicators.facts import Facts, Flags, Ints, Snapshot, facts_of

_PAIRS: dict[Records, Callable[["Place"], Rows]] = {Records.UPTAKES: uptakes, Records.READINGS: readings}


# What is stored of pairs.
_PARTS = {Records.UPTAKES: (Records.UPTAKES, Records.OWN_PAPERS)}


@cache
def _needs(name: str) -> frozenset[Records]:
    """The tables that an indicator is counted from; none for what is known of organisations and congresses."""
    one = CATALOGUE[name]
    read = {column for each in (one.counted, one.out_of, one.measure, one.whole) if each for column in columns_of(each)}
    drawn = {DRAWN[column][0] for column in read if column in DRAWN}
    drawn |= {DERIVED[column].records for column in read if column in DERIVED}
    covered = {Records.COVERAGES} if "covered" in read else set()
    own = set() if one.records is Records.ORGANISATIONS else {*_PARTS.get(one.records, (one.records,))}
    return frozenset(drawn | covered | own)


class Which(StrEnum):
    """Which records behind a figure: those counted, all it is counted from, or the rest."""

    COUNTED = "counted"
    OUT_OF = "out_of"
    REST = "rest"


@dataclass(frozen=True)
class Figure:
    """One evaluated indicator. `value`: whole number, exact mean, or None (a mean of nothing)."""

    name: str
    value: int | Fraction | None
    out_of: int | None = None

    @property
    def share(self) -> Fraction | None:
        """value / out_of, exact; None where there is nothing to be counted from."""
        if not self.out_of or not isinstance(self.value, int):
            return None
        return Fraction(self.value, self.out_of)


@dataclass(frozen=True)
class Place:
    """A subtree on a day, as an actor may see it: what every figure is asked of.

    `personnel`: the actor may read personnel records here; without it figures of them are NotHere. `level`: congresses
    of this level alone. `among`: records of such organisations alone, whatever the figure counts.
    """

    organisation: int
    path: str
    term: str
    as_of: date
    level: Level | None
    snapshot: Snapshot
    span: slice
    personnel: bool = False
    among: When | None = None

    @cached_property
    def columns(self) -> Columns:
        return Columns(self.snapshot, self.span, personnel=self.personnel)

    def shows(self, name: str) -> bool:
        """May the actor see the named indicator here?"""
        return self.personnel or name not in OF_PERSONNEL

    def within(self, versions: str) -> Q:
        """The filter "an organisation of the place, as the tree stands on its day"; `versions`: the lookup of its
        versions ("organisation__versions")."""
        low, high = paths.span(self.path)
        return Q(
            **{
                f"{versions}__path__gte": low,
                f"{versions}__path__lt": high,
                f"{versions}__valid_from__lte": self.as_of,
                f"{versions}__valid_to__gt": self.as_of,
            }
        )

    @cached_property
    def reaches(self) -> dict[Aim | None, Reach]:
        """To whom things apply here, so far as it was asked (queries.indicators._reach)."""
        return {}

    @cached_property
    def _tables(self) -> dict[Records, Rows]:
        return {}

    def rows(self, kind: Records) -> Rows:
        """The records of a kind in the place, read once however many figures count them; NotHere for those of personnel
        without the right."""
        if kind in PERSONNEL and not self.personnel:
            raise NotHere
        if kind not in self._tables:
            pairs = _PAIRS.get(kind)
            self._tables[kind] = pairs(self) if pairs else rows_in(kind, self.snapshot, self.span, self.columns)
        return self._tables[kind]

    def prepare(self, names: Iterable[str]) -> None:
        """Read at once whatever the named indicators count, where it is not kept in memory."""
        kinds = {kind for name in names if self.shows(name) for kind in _needs(name)}
        if kinds:
            tables_of(kinds, self.term, self.snapshot.facts.seq)

    @cached_property
    def _seen(self) -> dict[str, "_Evaluated"]:
        return {}

    def evaluated(self, name: str) -> "_Evaluated":
        """The named indicator over the place, evaluated once however often a page asks for it."""
        if name not in self._seen:
            self._seen[name] = _evaluated(CATALOGUE[name], self)
        return self._seen[name]


def place(*, actor: Actor, organisation: int, term: str, as_of: date, today: date, level: Level | None = None) -> Place:
    """The subtree of an organisation on a day; NotHere where the actor may not look or nothing was there."""
    snapshot = facts_of(term).at(as_of)
    spot = snapshot.spot(organisation)
    if spot < 0:
        raise NotHere
    path = snapshot.path[spot].decode()
    if not allows(actor, Permission.VIEW, path, today):
        raise NotHere
    personnel = allows(actor, Permission.PERSONNEL_VIEW, path, today)
    return Place(organisation, path, term, as_of, level, snapshot, snapshot.span(path), personnel)


def figures(at: Place, names: Iterable[str]) -> dict[str, Figure]:
    """The named indicators for a subtree; KeyError for a name that is not in the catalogue, NotHere for one that is not
    for the actor (`Place.shows`)."""
    names = list(names)
    at.prepare(names)
    return {name: at.evaluated(name).figure(slice(None)) for name in names}


def by_subordinate(at: Place, names: Sequence[str]) -> dict[int, dict[str, Figure]]:
    """The named indicators for each organisation directly below, by its id, in path order."""
    at.prepare(names)
    evaluated = [(name, at.evaluated(name)) for name in names]
    return {pk: {name: each.figure(rows) for name, each in evaluated} for pk, rows in subordinates(at)}


def per_level(at: Place, name: str) -> dict[Level, int]:
    """How many records a figure counts at each level, whatever level the place looks at."""
    counted = _Evaluated(CATALOGUE[name], at.columns, _among(at.columns, at.among)).counted  # of organisations alone
    counts = np.bincount(at.columns["level"][counted], minlength=len(LEVELS))
    return {level: int(count) for level, count in zip(LEVELS, counts, strict=True)}


def subordinates(at: Place) -> list[tuple[int, slice]]:
    """(id, slice within the place) of each organisation directly below."""
    path = at.snapshot.path[at.span]
    first = np.flatnonzero(np.strings.str_len(path) == len(at.path) + paths.WIDTH)
    last = np.append(first[1:], len(path))[: len(first)]
    organisations = at.snapshot.organisations(at.span)[first]
    return [(int(pk), slice(int(begin), int(end))) for pk, begin, end in zip(organisations, first, last, strict=True)]


def records(at: Place, name: str, which: Which = Which.COUNTED) -> Ints:
    """The ids of the organisations behind a figure, in path order: exactly those that it counts, or, of other records,
    the ids of the records."""
    rows, kind = chosen_rows(at, name, which), CATALOGUE[name].records
    return at.snapshot.organisations(at.span)[rows] if kind is Records.ORGANISATIONS else at.rows(kind)["id"][rows]


def chosen_rows(at: Place, name: str, which: Which) -> Ints:
    """The rows of a place (of its organisations, or of its records of the indicator's kind) behind an indicator."""
    evaluated = at.evaluated(name)
    flags = {
        Which.COUNTED: evaluated.counted,
        Which.OUT_OF: evaluated.out_of,
        Which.REST: evaluated.out_of & ~evaluated.counted,
    }[which]
    return np.flatnonzero(flags)


def roll_up(facts: Facts, as_of: date, names: Sequence[str]) -> tuple[Ints, Ints]:
    """(organisation ids, n x len(names) totals) of every organisation and all below it, in one pass.

    Only sums, and none of papers or lessons at organisations, which depend on where one looks from; none of personnel,
    which nobody's right is asked for here.
    Sorted by path, the total below an organisation is a difference of two running sums.
    """
    snapshot = facts.at(as_of)
    whole = slice(0, len(snapshot.rows))
    columns = Columns(snapshot, whole)
    running = np.zeros((len(names), len(snapshot.rows) + 1), dtype=np.int64)
    for index, name in enumerate(names):
        indicator = CATALOGUE[name]
        if indicator.aggregate is not Aggregate.SUM or indicator.records in _PAIRS or name in OF_PERSONNEL:
            raise ValueError(f"{name} is no sum")
        if indicator.records is Records.ORGANISATIONS:
            measured = _Evaluated(indicator, columns, None).measured
        else:
            rows = rows_in(indicator.records, snapshot, whole, columns)
            measured = np.zeros(len(snapshot.rows), dtype=np.int64)
            np.add.at(measured, rows.row, _Evaluated(indicator, rows, None).measured.astype(np.int64))
        np.cumsum(measured, out=running[index, 1:])
    totals = running[:, snapshot.ends] - running[:, :-1]
    return snapshot.organisations(slice(None)), totals.T


@dataclass(frozen=True)
class Week:
    """Congresses planned for and held in the week that begins on a Monday."""

    monday: date
    planned: int
    held: int


def timeline(at: Place) -> list[Week]:
    """Planned and held congresses week by week, from the first to the last week with either."""
    columns = at.columns
    opened = columns["congress"] > 0
    if (kept := _of_level(columns, at.level)) is not None:
        opened = opened & kept
    held_on = columns["held.done"][opened]
    planned = _mondays(columns["planned_on"][opened])
    held = _mondays(held_on[held_on <= at.snapshot.as_of])
    both = np.concatenate([planned, held])
    if not len(both):
        return []
    weeks = np.arange(max(both.min(), both.max() - 399 * 7), both.max() + 7, 7)  # one wrong year draws no century
    return [
        Week(monday, int((planned == week).sum()), int((held == week).sum()))
        for week in weeks
        if (monday := day_of(int(week))) is not None
    ]


def _mondays(days: Ints) -> Ints:
    known = days[days > 0]
    return known - (known + 4) % 7  # day 0, 31/12/1999, was a Friday


def _of_level(columns: Columns | Rows, level: Level | None) -> Flags | None:
    """Which records stand at a level; None: all are meant."""
    return None if level is None else columns["level"] == LEVELS.index(level)


def _among(columns: Columns | Rows, when: When | None) -> Flags | None:
    """Which records belong to organisations that are meant by kind, unit and contents; None: all are."""
    if when is None:
        return None
    kept: Flags = np.ones(len(columns["kind"]), dtype=bool)
    if when.kinds is not None:
        kept &= np.array([kind in when.kinds for kind in KINDS])[columns["kind"]]
    if when.units is not None:
        kept &= np.array([unit in when.units for unit in UNITS])[columns["unit"]]
    if when.contents is not None:
        kept &= np.isin(columns["contents"], sorted(when.contents))
    return kept


class _Evaluated:
    """An indicator over the rows of a place: which are counted, out of which, and with what.

    `columns` are those of the organisations of the place, or of records in it; `kept`: which of these are looked at at
    all, None: every one.
    """

    def __init__(self, indicator: Indicator, columns: Columns | Rows, kept: Flags | None) -> None:
        self.indicator, self._columns = indicator, columns
        self.counted: Flags = indicator.counted(columns)
        if kept is not None:
            self.counted = self.counted & kept
        self.out_of: Flags = self.counted
        if indicator.out_of is not None:
            self.out_of = indicator.out_of(columns)
            if kept is not None:
                self.out_of = self.out_of & kept
        measure, whole = indicator.measure, indicator.whole
        # Flags are counted as flags: a national tree has 295,000 of them for each figure.
        self.measured: Ints | Flags = self.counted * measure(columns) if measure else self.counted
        # A share is of like with like: members of members, organisations of organisations.
        self._whole: Ints | Flags = self.out_of * whole(columns) if whole else self.out_of

    def figure(self, organisations: slice) -> Figure:
        """The figure of a slice of the place's organisations."""
        rows = self._columns.cut(organisations) if isinstance(self._columns, Rows) else organisations
        name, measured = self.indicator.name, self.measured[rows]
        match self.indicator.aggregate:
            case Aggregate.SUM:
                return Figure(name, _total(measured), _total(self._whole[rows]) if self.indicator.out_of else None)
            case Aggregate.LARGEST:
                return Figure(name, int(measured.max(initial=0)))
            case Aggregate.MEAN:
                count = int(self.counted[rows].sum())
                return Figure(name, Fraction(int(measured.sum()), count * self.indicator.per) if count else None)


def _evaluated(indicator: Indicator, at: Place) -> _Evaluated:
    if indicator.records is not Records.ORGANISATIONS:
        rows = at.rows(indicator.records)
        return _Evaluated(indicator, rows, _among(rows, at.among))
    kept = _among(at.columns, at.among)
    if indicator.level is None and indicator.unit in {CONGRESSES, DAYS}:
        of_level = _of_level(at.columns, at.level)
        kept = of_level if kept is None else kept if of_level is None else kept & of_level
    return _Evaluated(indicator, at.columns, kept)


def _total(values: Ints | Flags) -> int:
    return int(np.count_nonzero(values)) if values.dtype == np.bool_ else int(values.sum())
