"""What became of papers at single organisations, from the rows; core.directives says what is lacking and late."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from daihoi.core.directives import (
    Asked,
    Conference,
    Dissemination,
    Lack,
    Link,
    Reached,
    applies,
    lacks,
    late,
)
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data.models import DirectiveLink, Uptake, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries.directives._rows import PaperRow
from daihoi.queries.organisations import OrganisationCard


@dataclass(frozen=True)
class Spot:
    """An organisation to whom papers may apply."""

    id: int
    path: str
    kind: Kind
    unit: Unit
    name: str = ""


@dataclass(frozen=True)
class OwnPaper:
    """A paper that an organisation issued on the ground of another."""

    id: int
    number: str
    issued_on: date


@dataclass(frozen=True)
class State:
    """What became of one paper at one organisation. `lacks`: of what it asks there; `late`: after its day."""

    asked: Asked
    reached: Reached
    form: str = ""
    attended: int | None = None
    expected: int | None = None
    note: str = ""
    taken_in_by: str = ""
    own_paper: OwnPaper | None = None  # also where none is asked
    lacks: tuple[Lack, ...] = ()
    late: tuple[Lack, ...] = ()

    @property
    def fresh(self) -> bool:
        """Its present revision was not taken in."""
        return Lack.NOT_TAKEN_IN in self.lacks

    @property
    def conference(self) -> Conference | None:
        """How it was made known; None: not yet."""
        on = self.reached.disseminated_on
        if on is None:
            return None
        return Conference(on, Dissemination(self.form), self.attended, self.expected, self.note)

    @property
    def overdue(self) -> bool:
        """It lacks something whose day is over."""
        return any(lack in self.late for lack in self.lacks)

    @property
    def due_on(self) -> date | None:
        """The first day of what is lacking; None: none was set."""
        by = {Lack.NOT_DISSEMINATED: self.asked.disseminate_by, Lack.NO_OWN_PAPER: self.asked.own_paper_by}
        return min((day for lack in self.lacks if (day := by.get(lack))), default=None)


def states(spots: Sequence[Spot], papers: Iterable[PaperRow], day: date) -> dict[tuple[int, int], State]:
    """(organisation, paper) → what became of it there, for those to whom each applies; two queries."""
    asked = [
        (spot, paper) for paper in papers for spot in spots if applies(paper.standing, spot.path, spot.kind, spot.unit)
    ]
    pks, directives = {spot.id for spot, _ in asked}, {paper.id for _, paper in asked}
    done = {
        (row.organisation_id, row.directive_id): row
        for row in Uptake.objects.filter(organisation__in=pks, directive__in=directives)
    }
    own = own_papers(pks, directives, day)
    return {
        (spot.id, paper.id): _state(paper, spot, done.get((spot.id, paper.id)), own.get((spot.id, paper.id)), day)
        for spot, paper in asked
    }


def own_papers(
    organisations: Collection[int], directives: Collection[int], day: date
) -> dict[tuple[int, int], OwnPaper]:
    """(organisation, paper) → the first paper that it issued on its ground and that is in force; one query."""
    links = DirectiveLink.objects.filter(
        Q(directive__withdrawn_on=None) | Q(directive__withdrawn_on__gt=day),
        link=Link.BASED_ON.value,
        other__in=directives,
        directive__organisation__in=organisations,
        directive__from_above=False,
        directive__issued_on__lte=day,
    ).order_by("-directive__issued_on", "-directive_id")
    found = links.values_list("directive__organisation", "other_id", "directive_id", "directive__number").annotate(
        day=F("directive__issued_on")
    )
    return {(organisation, other): OwnPaper(pk, number, on) for organisation, other, pk, number, on in found}


def _state(paper: PaperRow, spot: Spot, row: Uptake | None, own: OwnPaper | None, day: date) -> State:
    asked = paper.asking.asked_of(spot.kind.level, day)
    reached = Reached(own_paper_on=own.issued_on if own else None)
    if row is not None:
        reached = Reached(row.revision, row.taken_in_on, row.disseminated_on, reached.own_paper_on)
    return State(
        asked=asked,
        reached=reached,
        form=row.form if row else "",
        attended=row.attended if row else None,
        expected=row.expected if row else None,
        note=row.note if row else "",
        taken_in_by=row.taken_in_by_name if row else "",
        own_paper=own,
        lacks=lacks(asked, reached, day),
        late=late(asked, reached, day),
    )


def spot_of(card: OrganisationCard) -> Spot:
    """An organisation's card as papers see it."""
    return Spot(card.id, card.path, card.kind, card.unit, card.name)


def spots(organisations: Collection[int]) -> list[Spot]:
    """Organisations as they are today, in path order; those that are no more are left out. One query."""
    rows = Version.objects.filter(organisation__in=organisations, valid_to=FAR).order_by("path")
    return [
        Spot(pk, path, Kind(kind), Unit(unit), name)
        for pk, path, kind, unit, name in rows.values_list("organisation_id", "path", "kind", "unit", "name")
    ]
