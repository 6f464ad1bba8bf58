"""All schemes at and below an organisation, checked at once: what the queue of the board shows exceptions of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from daihoi.core.access import Actor, Permission
from daihoi.core.messages import Severity
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Check, Line, Listed, Organ, Scheme, Seats, check, setting
from daihoi.core.rules import PackError, RulePack
from daihoi.data.models import Congress, Ruleset, SchemeSeats, Variant, VariantPerson, Version
from daihoi.data.models import Scheme as SchemeRow
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries.access import require
from daihoi.queries.personnel.rows import PERSON, PLACE, columns, listed_of, numbers_of, person_of
from daihoi.queries.rules import pack_in_force, retirement, rules_of


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


def checks_below(*, actor: Actor, organisation: int, term: str, today: date) -> list[SchemeCheck]:
    """Every scheme of the term at and below an organisation, in the order of the tree; nine queries.

    The pool is not asked: who would fill what is lacking stands on the page of a scheme.
    """
    top = last_version(organisation).path
    require(actor, Permission.PERSONNEL_VIEW, top, today)
    low, high = paths.span(top)
    at_or_below = Q(organisation__versions__path__gte=low, organisation__versions__path__lt=high)
    standing = at_or_below & Q(organisation__versions__valid_to=FAR)
    schemes = SchemeRow.objects.filter(standing, term=term)
    places = {
        pk: rest
        for pk, *rest in Version.objects.filter(
            path__gte=low, path__lt=high, valid_to=FAR, organisation__schemes__term=term
        ).values_list("organisation", "name", "organisation__code", "path", "kind", "unit")
    }
    rules = rules_of_congresses(standing, term)
    numbers = _numbers(schemes.order_by().values("pk"))
    variants, lists = _chosen(schemes.order_by().values("pk"))
    found = []
    for pk, at, reference in schemes.values_list("pk", "organisation", "reference_on"):
        name, code, path, kind, unit = places[at]
        pack, kind, unit, case = rules.get(at) or (pack_in_force(term, today), kind, unit, "")
        under = setting(pack, retirement(), Kind(kind), Unit(unit), case or None, reference)
        listed = lists.get(pk, ())
        try:
            checked = check(Scheme(under, numbers.get(pk, {}), tuple(listed))) if pk in variants else None
        except PackError:
            checked = None
        found.append(SchemeCheck(at, name, code, path, Kind(kind), pk, variants.get(pk), len(listed), checked))
    return sorted(found, key=lambda one: one.path)


def rules_of_congresses(standing: Q, term: str) -> Mapping[int, tuple[RulePack, str, str, str]]:
    """Pinned rules, kind, unit and case by organisation."""
    rows = list(
        Congress.objects.filter(standing, term=term, organisation__schemes__term=term).values_list(
            "organisation", "ruleset", "kind", "unit", "case"
        )
    )
    packs = {one.pk: rules_of(one) for one in Ruleset.objects.filter(pk__in={row[1] for row in rows})}
    return {at: (packs[ruleset], kind, unit, case) for at, ruleset, kind, unit, case in rows}


def _numbers(schemes: Any) -> Mapping[int, Mapping[Organ, Seats]]:
    rows: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for pk, *numbers in SchemeSeats.objects.filter(scheme__in=schemes).values_list(
        "scheme", "organ", "seats", "vacant", "before"
    ):
        rows[pk].append(tuple(numbers))
    return {pk: numbers_of(found) for pk, found in rows.items()}


def _chosen(schemes: Any) -> tuple[Mapping[int, int], Mapping[int, Sequence[Listed]]]:
    """The chosen variant of each scheme, and its list."""
    variants = dict(Variant.objects.filter(scheme__in=schemes, chosen=True).values_list("scheme", "pk"))
    of = {variant: scheme for scheme, variant in variants.items()}
    rows = VariantPerson.objects.filter(variant__scheme__in=schemes, variant__chosen=True).values_list(
        "variant", "surplus", *PLACE, *columns("person", PERSON)
    )
    lists: dict[int, list[Listed]] = defaultdict(list)
    for variant, surplus, *row in rows.iterator(chunk_size=5000):
        placed, known = row[: len(PLACE)], row[len(PLACE) :]
        lists[of[variant]].append(listed_of(person_of(known), placed, surplus))
    return variants, lists
