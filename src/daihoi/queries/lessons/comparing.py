"""Shortcomings by kind over a place: pilots and the wide round, before and after lessons, by organisation below."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from daihoi.core.access import Actor
from daihoi.core.indicators.columns import KINDS, UNITS
from daihoi.core.lessons import SHORTCOMINGS, Comparison, KindLine, Reviewed, compare, line_of
from daihoi.core.organisations import paths
from daihoi.core.scope import scope_of
from daihoi.data.models import Lesson
from daihoi.queries import organisations
from daihoi.queries.indicators import Place
from daihoi.queries.lessons.kinds import KindName, kinds_named
from daihoi.queries.lessons.reviews import rows_below, shortcomings_below


@dataclass(frozen=True)
class Branch:
    """The congresses reviewed under one organisation below: with one kind of shortcoming, or with any."""

    organisation: int
    name: str
    line: KindLine


@dataclass(frozen=True)
class ComparisonView:
    """`kind`: the kind by which the branches are counted; "" for any. `names`: of every kind that occurs."""

    whole: Comparison
    names: Mapping[str, KindName]
    kind: str
    branches: tuple[Branch, ...]

    @property
    def reviewed(self) -> int:
        return self.whole.any_kind.pilots.of + self.whole.any_kind.wide.of


def comparison(*, actor: Actor, at: Place, kind: str = "") -> ComparisonView:
    """The comparison of a place's level by its day; `kind`: by which its branches are counted."""
    found, everywhere = rows_below(at)
    stand = everywhere.at_level(at.level)
    kinds_of: dict[int, set[str]] = defaultdict(set)
    for review_id, key in shortcomings_below(at):
        kinds_of[review_id].add(key)
    by_branch: dict[int, list[Reviewed]] = defaultdict(list)
    for review_id, organisation, _ in found:
        index = stand.index.get(organisation)
        if index is None:
            continue
        held_on = stand.held_on(index)
        assert held_on is not None  # rows_below gives no others
        one = Reviewed(organisation, stand.is_pilot(index), held_on, frozenset(kinds_of[review_id]))
        by_branch[int(stand.branch[index])].append(one)
    every = [one for reviewed in by_branch.values() for one in reviewed]
    whole = compare(every, first_lessons(at), [one.key for one in SHORTCOMINGS])
    names = kinds_named(actor=actor, keys={line.kind for line in whole.lines})
    chosen = kind if kind in names else ""
    called = organisations.last_names(actor=actor, pks=by_branch)
    branches = [Branch(pk, called.get(pk, ""), line_of(chosen, reviewed)) for pk, reviewed in sorted(by_branch.items())]
    alone = set(by_branch) <= {at.organisation}
    return ComparisonView(whole, names, chosen, () if alone else tuple(branches))


def first_lessons(at: Place) -> dict[str, date]:
    """The day of the first lesson on each kind, published at the place or above it for it or something below it, by
    its day and not withdrawn."""
    columns = at.columns
    kind_here, unit_here = KINDS[int(columns["kind"][0])], UNITS[int(columns["unit"][0])]
    rows = (
        Lesson.objects.filter(organisation_id__in=paths.ids(at.path), term=at.term, published_on__lte=at.as_of)
        .filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=at.as_of))
        .exclude(kind="")
        .values_list("kind", "published_on", "organisation_id", "levels", "units")
    )
    found: dict[str, date] = {}
    for kind, on, organisation, levels, units in rows:
        if organisation == at.organisation or scope_of(levels, units).may_hold_below(kind_here, unit_here):
            found[kind] = min(found.get(kind, on), on)
    return found
