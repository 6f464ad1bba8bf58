"""Records that may be of one person: within an organisation, and in others that the reader may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, SmallIntegerField, Subquery
from django.db.models.functions import Coalesce

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.personnel.alike import Known, may_be_one
from daihoi.data.models import NotSame, Person, Version
from daihoi.queries.access import below

_MANY = 500  # names in one question to the database


@dataclass(frozen=True)
class Elsewhere:
    """A record as duplicates are looked for among: what tells people apart, where it is kept, whose it is decided to
    be, and what people decide by."""

    known: Known
    organisation: int
    place: str  # the name of the organisation
    name: str
    sex: str
    post: str
    official_on: date | None
    same_as: int | None
    same_organisation: int | None

    @property
    def fell_away(self) -> bool:
        """Is it decided to be of the same person as another record of its organisation, which stands for both?"""
        return self.same_as is not None and self.same_organisation == self.organisation


def visible_people(actor: Actor, today: date) -> QuerySet[Person]:
    """People of every organisation that the actor may see, ended ones too; with `path` and `place_name`."""
    last = Version.objects.filter(organisation=OuterRef("organisation")).order_by("-valid_from")
    rows = Person.objects.annotate(path=Subquery(last.values("path")[:1]), place_name=Subquery(last.values("name")[:1]))
    return rows.filter(below("path", actor, Permission.PERSONNEL_VIEW, today))


def visible_person(*, actor: Actor, pk: int, today: date) -> Person:
    """One of them; NotHere for every other."""
    found = visible_people(actor, today).filter(pk=pk).select_related("same_as").first()
    if found is None:
        raise NotHere
    return found


def named_like(actor: Actor, today: date, names: Collection[str]) -> list[Elsewhere]:
    """All records that the actor may see with one of these (folded) names, without those that fell away. One query for
    each 500 names."""
    wanted = sorted(set(names))
    rows = visible_people(actor, today)
    found = [
        one
        for start in range(0, len(wanted), _MANY)
        for one in seen(rows.filter(folded__in=wanted[start : start + _MANY]))
    ]
    return [one for one in found if not one.fell_away]


def seen(rows: QuerySet[Person]) -> list[Elsewhere]:
    """Rows of `visible_people` as they are shown side by side. One query."""
    values: Any = rows.order_by("pk").values_list(  # type: ignore[misc]  # annotated by visible_people
        "pk", "folded", "born_year", "born_month", "organisation_id", "place_name", "name", "sex", "post",
        "official_on", "same_as_id", "same_as__organisation_id",
    )  # fmt: skip
    return [Elsewhere(Known(*row[:4]), *row[4:]) for row in values]


def apart(pks: Collection[int]) -> set[tuple[int, int]]:
    """The pairs with one of these that were decided to be two people. One query."""
    rows = NotSame.objects.filter(Q(first__in=pks) | Q(second__in=pks))
    return set(rows.values_list("first_id", "second_id"))


def undecided_before(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Of some rows those that may be of one person with the record that a query around this one is about (`OuterRef`),
    which was entered later, where nobody has decided. As core.personnel.alike.may_be_one and `undecided` have it."""
    whole = SmallIntegerField()
    rows = rows.annotate(
        year=Coalesce(OuterRef("born_year"), 0, output_field=whole),
        month=Coalesce(OuterRef("born_month"), 0, output_field=whole),
        twin=Coalesce(OuterRef("same_as"), 0, output_field=BigIntegerField()),
    )
    month = Q(month=0) | Q(born_month=None) | Q(born_month=F("month"))
    born = Q(year=0) | Q(born_year=None) | Q(born_year=F("year")) & month
    decided = Exists(NotSame.objects.filter(first=OuterRef("pk"), second=OuterRef(OuterRef("pk"))))
    joined = Q(pk=F("twin")) | Q(same_as__isnull=False) & (Q(same_as=OuterRef("pk")) | Q(same_as=F("twin")))
    return rows.filter(born, ~decided, ~joined, folded=OuterRef("folded"), pk__lt=OuterRef("pk"))


def undecided(own: Collection[Elsewhere], others: Collection[Elsewhere], decided: set[tuple[int, int]]) -> list[
    tuple[Elsewhere, Elsewhere]
]:  # fmt: skip
    """Pairs of one of `own` and one of the others (own ones among them) on which nobody has decided yet."""
    by_name: dict[str, list[Elsewhere]] = {}
    for each in others:
        by_name.setdefault(each.known.folded, []).append(each)
    inside = {one.known.id for one in own}
    found = []
    for one in own:
        for other in by_name.get(one.known.folded, ()):
            first, second = sorted((one.known.id, other.known.id))
            if first == second or (other.known.id in inside and one.known.id == second):
                continue  # itself, or a pair within that comes the other way round
            joined = one.same_as == other.known.id or other.same_as == one.known.id
            joined = joined or (one.same_as is not None and one.same_as == other.same_as)
            if not joined and (first, second) not in decided and may_be_one(one.known, other.known):
                found.append((one, other))
    return found
