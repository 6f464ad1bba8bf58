"""The records behind a figure that counts something other than organisations, as lists show them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Model

from daihoi.core.bodies import BODY_NAMES
from daihoi.core.indicators import CATALOGUE, Records
from daihoi.core.indicators.columns import day_number, day_of
from daihoi.core.lessons import BY_KEY
from daihoi.core.messages import N_, Message
from daihoi.core.outreach import CHANNEL_NAMES, THEME_NAMES
from daihoi.core.personnel.kinds import DEPARTURE_NAMES, ORGAN_NAMES, POST_NAMES, STANDING_NAMES
from daihoi.core.spending import BUDGET_LINES
from daihoi.core.supervision import VISIT_NAMES
from daihoi.data import models
from daihoi.queries.indicators.figures import Place, Which, chosen_rows


@dataclass(frozen=True)
class Item:
    """A record: its id, organisation, what it is; the day it is due or planned for, the day it was done; an amount of
    a whole, such as people who came of those expected; None: it has none. `shown_by`: the id of the row on whose page
    it stands, which for most is its own."""

    id: int
    organisation: int
    what: Message
    due_on: date | None
    done_on: date | None
    amount: int | None
    whole: int | None
    shown_by: int


@dataclass(frozen=True)
class _Shown:
    """How records of a kind are shown: row, what it says of itself, and which columns hold its days, its amounts and
    the row on whose page it stands."""

    model: type[Model]
    what: tuple[str, ...]
    say: Callable[..., Message]
    due: str = ""
    done: str = ""
    amount: str = ""
    whole: str = ""
    shown_by: str = "id"


def _text(*texts: str) -> Message:
    """Words that people typed; nothing to be translated."""
    return Message("{text}", {"text": " – ".join(text for text in texts if text)})


def _word(names: Mapping[Any, str]) -> Callable[..., Message]:
    """A word of a closed list, and what people added to it."""

    def say(code: str, text: str = "") -> Message:
        word = Message(names[code]) if code in names else Message("{code}", {"code": code})
        return Message("{word}: {text}", {"word": word, "text": text}) if text else word

    return say


def _person(*tables: Mapping[Any, str]) -> Callable[..., Message]:
    """A person's name with the first of some codes that says something, each of its own closed list."""

    def say(name: str, *codes: str) -> Message:
        words = [Message(table[code]) for code, table in zip(codes, tables, strict=True) if code]
        return Message("{name}: {word}", {"name": name, "word": words[0]}) if words else _text(name)

    return say


_KINDS = {key: kind.name for key, kind in BY_KEY.items()}
SHOWN: dict[Records, _Shown] = {
    Records.PAPERS: _Shown(models.Directive, ("number", "title"), _text, done="issued_on"),
    Records.UPTAKES: _Shown(
        models.Directive, ("number", "title"), _text, "disseminate_by", "disseminated_on", "attended", "expected"
    ),
    Records.TASKS: _Shown(models.Task, ("title",), _text, "due_on", "done_on"),
    Records.BODIES: _Shown(models.Body, ("kind", "name"), _word(BODY_NAMES), done="formed_on"),
    Records.VISITS: _Shown(models.Visit, ("kind", "visitors"), _word(VISIT_NAMES), "planned_on", "held_on"),
    Records.FINDINGS: _Shown(models.VisitFinding, ("text",), _text, done="concluded_on", shown_by="visit_id"),
    Records.DIFFICULTIES: _Shown(models.Difficulty, ("title",), _text, "due_on", "answered_on"),
    Records.ANSWERS: _Shown(models.PublishedAnswer, ("question",), _text, done="published_on"),
    Records.BRIEFINGS: _Shown(models.Briefing, ("chair",), lambda chair: Message(N_("Briefing")), done="held_on"),
    Records.SHORTCOMINGS: _Shown(models.Shortcoming, ("kind", "text"), _word(_KINDS), done="reviewed_on"),
    Records.LESSONS: _Shown(models.Lesson, ("title",), _text, done="published_on"),
    Records.READINGS: _Shown(models.Lesson, ("title",), _text, "published_on", "read_on"),
    Records.TRAININGS: _Shown(models.Training, ("title",), _text, "planned_on", "held_on"),
    Records.ATTENDANCES: _Shown(
        models.TrainingAttendance, ("training__title",), _text, "", "held_on", "attended", "expected", "training_id"
    ),
    Records.OUTREACH: _Shown(
        models.OutreachCount, ("channel", "note"), _word(CHANNEL_NAMES), "", "on_date", "done", "planned"
    ),
    Records.OPINIONS: _Shown(models.Opinion, ("theme",), _word(THEME_NAMES), done="on_date"),
    Records.SPENDING: _Shown(
        models.SpendingLine, ("line",), _word(BUDGET_LINES), "", "settled_on", "settled", "planned"
    ),
    # Given to those with the personnel right alone (Place.rows), and each reading is logged by the page.
    Records.MEMBERS: _Shown(
        models.Membership, ("person__name", "post", "organ"), _person(POST_NAMES, ORGAN_NAMES), done="from_on"
    ),
    Records.LISTED: _Shown(models.VariantPerson, ("person__name", "standing"), _person(STANDING_NAMES)),
    Records.SCHEMES: _Shown(
        models.Scheme, ("term",), lambda term: Message(N_("Personnel scheme")), "due_on", "submitted_on"
    ),
    Records.NOT_STANDING: _Shown(models.NotStanding, ("person__name", "why"), _person(DEPARTURE_NAMES)),
}


def item_list(
    at: Place, name: str, which: Which, *, start: int = 0, stop: int | None = None, since: date | None = None
) -> tuple[int, list[Item]]:
    """(how many in all, those from `start` to before `stop`) behind the named indicator: in the order of the tree, and
    at each organisation by the day that they are due. `since`: only what was done on or after that day."""
    kind = CATALOGUE[name].records
    shown, columns = SHOWN[kind], at.rows(kind)
    rows = chosen_rows(at, name, which)
    if since is not None:
        rows = rows[columns[shown.done][rows] >= day_number(since)] if shown.done else rows[:0]
    if shown.due:
        rows = rows[np.lexsort((columns[shown.due][rows], columns.row[rows]))]
    chosen = rows[start:stop]
    ids, organisations = columns["id"][chosen], at.snapshot.organisations(at.span)[columns.row[chosen]]
    said = _said(shown, ids.tolist())

    def values(column: str) -> Sequence[int | None]:
        found: list[int | None] = columns[column][chosen].tolist() if column else [None] * len(chosen)
        return found

    return len(rows), [
        Item(
            pk, organisation, said.get(pk, Message("?")), day_of(due or 0), day_of(done or 0), amount, whole, page or pk
        )
        for pk, organisation, due, done, amount, whole, page in zip(
            ids.tolist(),
            organisations.tolist(),
            values(shown.due),
            values(shown.done),
            values(shown.amount),
            values(shown.whole),
            values(shown.shown_by),
            strict=True,
        )
    ]


def _said(shown: _Shown, ids: Sequence[int]) -> dict[int, Message]:
    found: dict[int, Message] = {}
    for first in range(0, len(ids), 500):
        rows = shown.model._default_manager.filter(pk__in=ids[first : first + 500])
        found |= {pk: shown.say(*words) for pk, *words in rows.values_list("pk", *shown.what)}
    return found
