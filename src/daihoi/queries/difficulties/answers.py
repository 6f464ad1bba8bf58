"""Published answers: questions with their answers and articles, from all levels above and from one's own below."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.scope import Scope, parted, scope_of
from daihoi.data.models import Difficulty, PublishedAnswer
from daihoi.queries.difficulties._alike import candidates, ranked
from daihoi.queries.difficulties._memory import SCOPES, STATES, SUBJECTS, TERMS, Flags, Table, kept, tree
from daihoi.queries.difficulties._places import Placed, place_of, places
from daihoi.queries.difficulties.listing import TEXT_LEAST, TEXT_MOST
from daihoi.queries.sharing import Sharing, sharing

_ALIKE_MOST = 50


@dataclass(frozen=True)
class AnswerLine:
    """A published answer in a list."""

    id: int
    organisation: int
    place: str
    subject: str
    question: str
    answer: str
    article: str
    published_on: date
    withdrawn_on: date | None
    above: bool  # comes from above the person's own organisations


@dataclass(frozen=True)
class AnswersAsked:
    """What the list is narrowed to. `whose`: from "above", of their "own", or "" for both."""

    text: str = ""
    subject: str = ""
    whose: str = ""
    withdrawn: bool = False


def answers(
    *,
    actor: Actor,
    term: str,
    today: date,
    asked: AnswersAsked,
    start: int = 0,
    stop: int | None = None,
) -> tuple[int, list[AnswerLine], dict[str, int]]:
    """(how many, the lines, counts by subject) of published answers that the actor may see; the newest first, with
    words to look for the most alike first."""
    seen = sharing(actor=actor, today=today)
    table = kept().answers
    chosen = _visible(seen, table, term) & (table["term"] == TERMS.number(term))
    chosen &= table["state"] == int(asked.withdrawn)
    if asked.whose in {"above", "own"}:
        whole = tree(term)
        own = whole.of(whole.within(path for path, _, _ in seen.tops), table["organisation"])
        chosen &= own if asked.whose == "own" else ~own
    if asked.text.strip():
        found, shares = candidates(table, asked.text, chosen, TEXT_MOST)
        rows = found[shares >= TEXT_LEAST]
    else:
        rows = np.flatnonzero(chosen)
        rows = rows[np.lexsort((-rows, -table["since"][rows]))]
    counts = np.bincount(table["subject"][rows], minlength=1)
    subjects = {SUBJECTS.texts[code]: int(count) for code, count in enumerate(counts) if count}
    if asked.subject:
        rows = rows[table["subject"][rows] == SUBJECTS.number(asked.subject)]
    return len(rows), _lines(seen, [int(pk) for pk in table["id"][rows[start:stop]]]), subjects


def _visible(seen: Sharing, table: Table, term: str) -> Flags:
    """Which answers the actor may see: own ones and those below, and those from above whose scope reaches down."""
    whole = tree(term)
    flags: Flags = whole.of(whole.within(path for path, _, _ in seen.tops), table["organisation"])
    above = np.flatnonzero(np.isin(table["organisation"], list(seen.above)) & ~flags)
    if not len(above):
        return flags
    paths_of = {pk: path for path, _, _ in seen.tops for pk, path in _ways(path)}
    reached: dict[tuple[int, int], bool] = {}
    pairs = np.stack([table["organisation"][above], table["scope"][above]], axis=1)
    for organisation, scope in np.unique(pairs, axis=0).tolist():
        reached[organisation, scope] = seen.reaches(paths_of[organisation], _scope(SCOPES.texts[scope]))
    flags[above] = [reached[organisation, scope] for organisation, scope in pairs.tolist()]
    return flags


def _ways(path: str) -> list[tuple[int, str]]:
    """Every organisation on a path with its own path."""
    return list(zip(paths.ids(path), paths.prefixes(path), strict=True))


def _scope(text: str) -> Scope:
    """The scope that `data.alike.answers` wrote with other marks."""
    levels, _, units = text.partition(";")
    return Scope(parted(levels.replace("+", ","), Level), parted(units.replace("+", ","), Unit))


def _lines(seen: Sharing, ids: list[int]) -> list[AnswerLine]:
    rows: dict[int, PublishedAnswer] = {}
    for first in range(0, len(ids), 500):
        rows |= {row.pk: row for row in PublishedAnswer.objects.filter(pk__in=ids[first : first + 500]).defer("grams")}
    names = places({row.organisation_id for row in rows.values()})
    return [_line(seen, row, names[row.organisation_id]) for pk in ids if (row := rows.get(pk)) is not None]


def _line(seen: Sharing, row: PublishedAnswer, place: Placed) -> AnswerLine:
    return AnswerLine(
        row.pk,
        row.organisation_id,
        place.name,
        row.subject,
        row.question,
        row.answer,
        row.article,
        row.published_on,
        row.withdrawn_on,
        not seen.own(place.path),
    )


@dataclass(frozen=True)
class AnswerView:
    """A published answer as its own page shows it. `difficulty`: the one that it answers, for who may see that."""

    line: AnswerLine
    term: str
    levels: tuple[str, ...]
    units: tuple[str, ...]
    withdrawn_note: str
    made_by: str
    difficulty: int | None
    may_withdraw: bool


def answer(*, actor: Actor, pk: int, today: date) -> AnswerView:
    """A published answer; NotHere for an unknown one and for whoever it does not reach."""
    row = PublishedAnswer.objects.filter(pk=pk).defer("grams").first()
    if row is None:
        raise NotHere
    seen = sharing(actor=actor, today=today)
    place = place_of(row.organisation_id)
    scope = scope_of(row.levels, row.units)
    if not seen.reaches(place.path, scope):
        raise NotHere
    return AnswerView(
        _line(seen, row, place),
        row.term,
        tuple(row.levels.split(",")) if row.levels else (),
        tuple(row.units.split(",")) if row.units else (),
        row.withdrawn_note,
        row.made_by_name if seen.own(place.path) else "",
        _difficulty(actor, row, today),
        row.withdrawn_on is None and allows(actor, Permission.DIFFICULTIES_ANSWER, place.path, today),
    )


def _difficulty(actor: Actor, row: PublishedAnswer, today: date) -> int | None:
    if row.difficulty_id is None:
        return None
    found = Difficulty.objects.filter(pk=row.difficulty_id).values_list("pk", "organisation_id").first()
    if found is None or not allows(actor, Permission.VIEW, place_of(found[1]).path, today):
        return None
    return int(found[0])


@dataclass(frozen=True)
class Alike:
    """Something alike: a published answer, or a difficulty within the actor's reach. `score`: 0 to 100."""

    kind: str  # "answer" or "difficulty"
    id: int
    title: str
    state: str
    place: str
    answer: str
    article: str
    lies_at: int
    score: float


def alike(
    *,
    actor: Actor,
    term: str,
    today: date,
    text: str,
    most: int = 5,
    kinds: Collection[str] = ("answer", "difficulty"),
    but: int | None = None,
    lies_at: int | None = None,
) -> list[Alike]:
    """The most alike of what the actor may see, published answers and difficulties; `but`: one difficulty left out;
    `lies_at`: of difficulties only open ones that lie there. Six queries.

    Only what stands within the actor's reach, and what was published to it, is looked at at all.
    """
    memory = kept()
    seen = sharing(actor=actor, today=today)
    found: list[tuple[Difficulty | PublishedAnswer, str, float]] = []
    if "answer" in kinds:
        table = memory.answers
        allowed = _visible(seen, table, term) & (table["term"] == TERMS.number(term)) & (table["state"] == 0)
        shares = _shares(table, text, allowed)
        answered = PublishedAnswer.objects.filter(pk__in=shares).defer("grams")
        found += [(row, f"{row.question} {row.answer[:300]}", shares[row.pk]) for row in answered]
    if "difficulty" in kinds:
        table = memory.difficulties
        shares = _shares(table, text, _offered(seen, table, term, but, lies_at))
        rows = Difficulty.objects.filter(pk__in=shares).defer("grams")
        found += [(row, f"{row.title} {row.text[:600]}", shares[row.pk]) for row in rows]
    order = ranked(text, [(body, share) for _, body, share in found], most)
    names = places(found[place][0].organisation_id for place, _ in order)
    return [_shown(found[place][0], names, score) for place, score in order]


def _offered(seen: Sharing, table: Table, term: str, but: int | None, lies_at: int | None) -> Flags:
    """Which difficulties may be offered at all."""
    whole = tree(term)
    allowed = whole.of(whole.within(path for path, _, _ in seen.tops), table["organisation"])
    allowed &= (table["term"] == TERMS.number(term)) & (table["state"] != STATES.number("taken_back"))
    if but is not None:
        allowed &= table["id"] != but
    if lies_at is not None:
        allowed &= (table["at"] == lies_at) & (table["state"] == STATES.number("open"))
    return allowed


def _shares(table: Table, text: str, allowed: Flags) -> dict[int, float]:
    """What the candidates, by id, share of the text's weight."""
    rows, shares = candidates(table, text, allowed, _ALIKE_MOST)
    return dict(zip([int(pk) for pk in table["id"][rows]], [float(share) for share in shares], strict=True))


def _shown(row: Difficulty | PublishedAnswer, names: dict[int, Placed], score: float) -> Alike:
    place = names[row.organisation_id].name
    if isinstance(row, PublishedAnswer):
        return Alike("answer", row.pk, row.question, "published", place, row.answer, row.article, 0, round(score, 1))
    state, at = row.state, row.at_id
    return Alike("difficulty", row.pk, row.title, state, place, row.answer, row.article, at, round(score, 1))
