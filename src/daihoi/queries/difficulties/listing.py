"""Lists of difficulties: what lies at an organisation, what it raised itself, and what was raised at and below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from daihoi.core.access import Actor, NotHere, Permission, allows, reach
from daihoi.core.difficulties import Arranged, DifficultyState
from daihoi.core.indicators.columns import day_number, day_of
from daihoi.data.models import Difficulty
from daihoi.queries.access import require
from daihoi.queries.difficulties._alike import candidates
from daihoi.queries.difficulties._memory import STATES, SUBJECTS, TERMS, Flags, Ints, Table, kept, tree
from daihoi.queries.difficulties._places import Placed, arranged_at, place_of, places

TEXT_MOST = 500  # rows that a search by words finds at most
TEXT_LEAST = 0.5  # of the weight of the words


class Which(StrEnum):
    """Whose difficulties a list shows."""

    HERE = "here"  # lie at the organisation for an answer
    OURS = "ours"  # raised by the organisation itself
    BELOW = "below"  # raised by it or below it, wherever they lie


@dataclass(frozen=True)
class ListAsked:
    """What a list is narrowed to. `state`: a DifficultyState, "overdue", or "" for all; `lies`: an organisation."""

    which: Which
    state: str = DifficultyState.OPEN.value
    subject: str = ""
    lies: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Line:
    """A difficulty in a list. `waited`: calendar days since it lies where it lies; `late`: after its day."""

    id: int
    organisation: int
    place: str
    subject: str
    title: str
    state: str
    raised_on: date
    at: int
    at_name: str
    lies_since: date
    due_on: date | None
    answered_on: date | None
    waited: int
    late: int


@dataclass(frozen=True)
class Found:
    """The lines asked for, how many there are in all, and counts that do not depend on state and subject asked for."""

    total: int
    lines: tuple[Line, ...]
    states: dict[str, int]  # by state, and "overdue"
    subjects: dict[str, int]  # of those in the state asked for
    lies_at: tuple[tuple[int, str, int], ...]  # (organisation, name, how many) of those in that state
    answerers: tuple[Arranged, ...]  # who answers at the organisation


def difficulties(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    today: date,
    asked: ListAsked,
    start: int = 0,
    stop: int | None = None,
) -> Found:
    """A list for an organisation: those overdue first, then by their day, then the longest waiting.

    NotHere for whoever may not look at the organisation; only difficulties of organisations within the actor's reach.
    """
    top = place_of(organisation)
    require(actor, Permission.VIEW, top.path, today)
    table = kept().difficulties
    day = day_number(today)
    chosen = _scope(actor, top, term, today, asked.which, table)
    if asked.text.strip():
        chosen &= _worded(table, asked.text, chosen)
    states = _by_state(table, chosen, day)
    chosen &= _in_state(table, asked.state, day)
    subjects = _by_name(table, chosen)
    lying = _lying(table, chosen)
    if asked.subject:
        chosen &= table["subject"] == SUBJECTS.number(asked.subject)
    if asked.lies is not None:
        chosen &= table["at"] == asked.lies
    rows = np.flatnonzero(chosen)
    rows = rows[_order(table, rows, asked.state)]
    lines, names = _lines(table, rows[start:stop], [pk for pk, _ in lying], today)
    lies_at = tuple((pk, names[pk].name, count) for pk, count in lying if pk in names)
    return Found(len(rows), lines, states, subjects, lies_at, arranged_at(organisation))


def _scope(actor: Actor, top: Placed, term: str, today: date, which: Which, table: Table) -> Flags:
    whole = tree(term)
    seen = whole.of(whole.within(reach(actor, Permission.VIEW, today)), table["organisation"])
    chosen: Flags = seen & (table["term"] == TERMS.number(term))
    match which:
        case Which.HERE:
            chosen &= table["at"] == top.id
        case Which.OURS:
            chosen &= table["organisation"] == top.id
        case Which.BELOW:
            chosen &= whole.of(whole.within([top.path]), table["organisation"])
    return chosen


def _worded(table: Table, text: str, allowed: Flags) -> Flags:
    """Which rows have at least half of what the words say."""
    rows, shares = candidates(table, text, allowed, TEXT_MOST)
    flags = np.zeros(len(table), dtype=bool)
    flags[rows[shares >= TEXT_LEAST]] = True
    return flags


def _overdue(table: Table, day: int) -> Flags:
    late: Flags = _state(table, DifficultyState.OPEN) & (table["due"] > 0) & (table["due"] < day)
    return late


def _state(table: Table, state: DifficultyState) -> Flags:
    flags: Flags = table["state"] == STATES.number(state.value)
    return flags


def _in_state(table: Table, state: str, day: int) -> Flags:
    if state == "overdue":
        return _overdue(table, day)
    if state in {each.value for each in DifficultyState}:
        return _state(table, DifficultyState(state))
    return np.ones(len(table), dtype=bool)


def _by_state(table: Table, chosen: Flags, day: int) -> dict[str, int]:
    found = {each.value: int((chosen & _state(table, each)).sum()) for each in DifficultyState}
    return {"overdue": int((chosen & _overdue(table, day)).sum()), **found}


def _by_name(table: Table, chosen: Flags) -> dict[str, int]:
    counts = np.bincount(table["subject"][chosen], minlength=1)
    return {SUBJECTS.texts[code]: int(count) for code, count in enumerate(counts) if count}


def _lying(table: Table, chosen: Flags, most: int = 60) -> list[tuple[int, int]]:
    """(organisation, how many) where most of the chosen lie first."""
    at, counts = np.unique(table["at"][chosen], return_counts=True)
    order = np.argsort(-counts, kind="stable")[:most]
    return [(int(at[each]), int(counts[each])) for each in order]


def _order(table: Table, rows: Ints, state: str) -> Ints:
    if state == DifficultyState.ANSWERED:
        return np.lexsort((-rows, -table["answered"][rows]))
    due = table["due"][rows]
    open_ = table["state"][rows] == STATES.number(DifficultyState.OPEN.value)
    never = np.iinfo(np.int64).max
    return np.lexsort((rows, table["since"][rows], np.where(due > 0, due, never), ~open_))


def _lines(table: Table, rows: Ints, more: Sequence[int], today: date) -> tuple[tuple[Line, ...], dict[int, Placed]]:
    """The lines of rows in their order; and the organisations that they and `more` name. Two queries and more for long
    lists."""
    ids = [int(pk) for pk in table["id"][rows]]
    titles: dict[int, str] = {}
    for first in range(0, len(ids), 500):
        found = Difficulty.objects.filter(pk__in=ids[first : first + 500])
        titles |= dict(found.values_list("pk", "title"))
    names = _names({*table["organisation"][rows].tolist(), *table["at"][rows].tolist(), *more})
    lines = []
    for row, pk in zip(rows.tolist(), ids, strict=True):
        due, since = day_of(int(table["due"][row])), day_of(int(table["since"][row]))
        raised = day_of(int(table["raised"][row]))
        assert since is not None and raised is not None  # the columns take no NULL
        state = STATES.texts[table["state"][row]]
        open_ = state == DifficultyState.OPEN
        organisation, at = int(table["organisation"][row]), int(table["at"][row])
        lines.append(
            Line(
                id=pk,
                organisation=organisation,
                place=names[organisation].name,
                subject=SUBJECTS.texts[table["subject"][row]],
                title=titles.get(pk, ""),
                state=state,
                raised_on=raised,
                at=at,
                at_name=names[at].name,
                lies_since=since,
                due_on=due,
                answered_on=day_of(int(table["answered"][row])),
                waited=max((today - since).days, 0) if open_ else 0,
                late=max((today - due).days, 0) if open_ and due else 0,
            )
        )
    return tuple(lines), names


def _names(pks: set[int]) -> dict[int, Placed]:
    found: dict[int, Placed] = {}
    listed = sorted(pks)
    for first in range(0, len(listed), 500):
        found |= places(listed[first : first + 500])
    return found


@dataclass(frozen=True)
class OfOrganisation:
    """What an organisation's own page says of its difficulties: the first few that wait, and how many there are."""

    organisation: int
    open: int
    overdue: int
    answered: int
    lies_here: int  # of others, for an answer
    lines: tuple[Line, ...]
    may_raise: bool


def difficulties_of(*, actor: Actor, organisation: int, term: str, today: date, most: int = 5) -> OfOrganisation:
    """The difficulties of one organisation, and how many lie there; NotHere for whoever may not look at it."""
    top = place_of(organisation)
    asked = ListAsked(Which.OURS)
    found = difficulties(actor=actor, organisation=organisation, term=term, today=today, asked=asked, stop=most)
    table = kept().difficulties
    here = _scope(actor, top, term, today, Which.HERE, table) & _state(table, DifficultyState.OPEN)
    return OfOrganisation(
        organisation,
        found.states["open"],
        found.states["overdue"],
        found.states["answered"],
        int(here.sum()),
        found.lines,
        top.alive and allows(actor, Permission.DIFFICULTIES_RAISE, top.path, today),
    )


def require_difficulty(*, actor: Actor, pk: int, today: date) -> tuple[Difficulty, Placed]:
    """A difficulty with the organisation that raised it; NotHere for an unknown one and whoever may not see it."""
    row = Difficulty.objects.filter(pk=pk).select_related("finding__visit").defer("grams").first()
    if row is None:
        raise NotHere
    place = place_of(row.organisation_id)
    require(actor, Permission.VIEW, place.path, today)
    return row, place
