"""What papers still ask of people: new ones, those to be disseminated, documents of one's own that are due."""

from dataclasses import dataclass
from datetime import date

from daihoi.core.access import Actor, Permission, allows, reach
from daihoi.core.directives import Lack
from daihoi.core.organisations import paths
from daihoi.core.waiting import Waiting
from daihoi.data.models import Directive
from daihoi.queries.access import require
from daihoi.queries.directives._rows import PaperRow, read
from daihoi.queries.directives._states import Spot, State, spot_of, spots, states
from daihoi.queries.organisations import OrganisationCard

WHAT = {
    Lack.NOT_TAKEN_IN: "directives.new",
    Lack.NOT_DISSEMINATED: "directives.disseminate",
    Lack.NO_OWN_PAPER: "directives.own_paper",
}


@dataclass(frozen=True)
class Todo:
    """A paper that lacks something at one organisation."""

    at: Spot
    row: PaperRow
    state: State


def todo(*, actor: Actor, term: str, today: date) -> list[Todo]:
    """What is lacking at each of the topmost organisations for which the actor answers: the first due first, then
    the oldest; six queries at most."""
    homes = spots([paths.ids(path)[-1] for path in reach(actor, Permission.DIRECTIVES_ANSWER, today)])
    return _lacking(homes, term, today)


def todo_at(*, actor: Actor, at: OrganisationCard, term: str, today: date) -> list[Todo]:
    """What is lacking at one organisation; NotHere where the actor may not look at it."""
    require(actor, Permission.VIEW, at.path, today)
    return _lacking([spot_of(at)], term, today)


def _lacking(homes: list[Spot], term: str, today: date) -> list[Todo]:
    above = {pk for home in homes for pk in paths.ids(home.path)}
    rows = read(Directive.objects.filter(term=term, organisation__in=above, withdrawn_on=None)) if homes else []
    known = {row.id: row for row in rows if row.in_force(today)}
    at = {home.id: home for home in homes}
    found = [
        Todo(at[organisation], known[pk], state)
        for (organisation, pk), state in states(homes, known.values(), today).items()
        if state.lacks
    ]
    return sorted(found, key=lambda one: (one.state.due_on or date.max, one.row.issued_on, one.row.id, one.at.path))


def waiting(*, actor: Actor, term: str, today: date, most: int = 50) -> list[Waiting]:
    """One line for each thing that a paper still asks of the actor's organisations."""
    lines = [line for one in todo(actor=actor, term=term, today=today) for line in _lines(one)]
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.since or date.min, line.id))[:most]


def _lines(one: Todo) -> list[Waiting]:
    row, since = one.row, one.row.revised_on or one.row.issued_on
    return [
        Waiting(WHAT[lack], row.id, one.at.id, f"{row.number}: {row.title}", since, by)
        for lack, by in _told(one.state).items()
    ]


def _told(state: State) -> dict[Lack, date | None]:
    """What is lacking, with its day. A paper that was not taken in asks for that first, and else only for what has a
    day: nobody is told of it twice without need."""
    by = {Lack.NOT_DISSEMINATED: state.asked.disseminate_by, Lack.NO_OWN_PAPER: state.asked.own_paper_by}
    fresh = Lack.NOT_TAKEN_IN in state.lacks
    return {lack: by.get(lack) for lack in state.lacks if lack is Lack.NOT_TAKEN_IN or by.get(lack) or not fresh}


@dataclass(frozen=True)
class OfOrganisation:
    """The papers of one organisation in short, for its page."""

    fresh: tuple[Todo, ...]
    to_disseminate: tuple[Todo, ...]
    own_papers_due: tuple[Todo, ...]
    issued: tuple[PaperRow, ...]  # its own, the latest first
    may_answer: bool


def papers_of(*, actor: Actor, at: OrganisationCard, term: str, today: date, most: int = 5) -> OfOrganisation:
    """What papers ask of an organisation and what it issued itself, at most so many of each; NotHere where the actor
    may not look at it. Eight queries."""
    found = todo_at(actor=actor, at=at, term=term, today=today)

    def with_lack(lack: Lack) -> tuple[Todo, ...]:
        return tuple(one for one in found if lack in _told(one.state))

    own = Directive.objects.filter(organisation=at.id, term=term, from_above=False, withdrawn_on=None)
    return OfOrganisation(
        fresh=with_lack(Lack.NOT_TAKEN_IN),
        to_disseminate=with_lack(Lack.NOT_DISSEMINATED),
        own_papers_due=with_lack(Lack.NO_OWN_PAPER),
        issued=tuple(read(own.order_by("-issued_on", "-pk"))[:most]),
        may_answer=allows(actor, Permission.DIRECTIVES_ANSWER, at.path, today),
    )
