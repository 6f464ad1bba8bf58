"""What an organisation does with the difficulties that lie there: answers them, passes them up, joins them."""

from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.difficulties._rows import (
    is_there,
    joined_to,
    lay,
    lines,
    lying_at,
    maybe,
    refuse_unless,
    step,
)
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.difficulties import DifficultyState, Step
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.data.models import Difficulty
from daihoi.data.tree import last_version
from daihoi.queries import clock

ANSWER = Permission.DIFFICULTIES_ANSWER
OPEN, JOINED, ANSWERED = DifficultyState.OPEN, DifficultyState.JOINED, DifficultyState.ANSWERED


@action("difficulties.passed_up", ANSWER)
def pass_up(*, actor: Actor, organisation: int, difficulty: int, reason: str, seen: int | None = None) -> Done[int]:
    """Pass a difficulty to the next level above, with a reason and by that level's clock; returns where it lies now.

    What is joined to it goes along.
    """
    row = lying_at(organisation, difficulty, seen)
    refuse_unless(row, OPEN)
    reason = lines(reason, "no_reason", N_("Say why it is passed up, and what was tried."))
    above = next((pk for pk in reversed(paths.ids(last_version(organisation).path)[:-1]) if is_there(pk)), None)
    if above is None:
        raise refuse("at_the_top", N_("Nobody stands above this organisation here: it is answered here."))
    today = clock.today()
    moved = [row, *joined_to(row)]
    for each in moved:
        lay(each, above, today)
        each.save(update_fields=["at", "lies_since", "due_on"])
        # The reason is about the one that was passed up: those joined to it are told only that it went on.
        step(each, Step.PASSED_UP, organisation, actor, reason if each is row else "")
    detail = {"term": row.term, "reason": reason, "to": above, "due_on": row.due_on, **_ids(moved, above)}
    return Done(above, row.title, detail)


@action("difficulties.answered", ANSWER)
def answer(
    *, actor: Actor, organisation: int, difficulty: int, text: str, article: str = "", seen: int | None = None
) -> Done[None]:
    """Answer a difficulty that lies at the organisation, with what the answer rests on. What is joined to it is
    answered with it."""
    row = lying_at(organisation, difficulty, seen)
    refuse_unless(row, OPEN)
    answered = give_answer(row, organisation, text, article, actor, clock.today())
    detail = {"term": row.term, "article": row.article, **_ids(answered, organisation)}
    return Done(None, row.title, detail)


def give_answer(
    row: Difficulty, organisation: int, text: str, article: str, actor: Actor, today: date
) -> list[Difficulty]:
    """The inner half of answering, for a briefing too: write the answer to an open difficulty and to all that is joined
    to it; returns those that were answered."""
    text = lines(text, "no_answer", N_("Write the answer."))
    article = maybe(article)
    answered = [row, *joined_to(row)]
    for each in reversed(answered):  # those that point to it first
        each.state, each.joined_to = ANSWERED, None
        each.answer, each.article = text, article
        each.answered_on, each.answered_at_id, each.answered_by_name = today, organisation, actor.name
        each.save()
        step(each, Step.ANSWERED, organisation, actor)
    return answered


@action("difficulties.joined", ANSWER)
def join(*, actor: Actor, organisation: int, difficulty: int, to: int, seen: int | None = None) -> Done[None]:
    """Join a difficulty to another one that lies at the same organisation: they are answered together."""
    row = lying_at(organisation, difficulty, seen)
    main = lying_at(organisation, to, None)
    if row.pk == main.pk:
        raise refuse("joined_to_itself", N_("A difficulty cannot be joined to itself."))
    refuse_unless(row, OPEN)
    refuse_unless(main, OPEN)
    if row.term != main.term:
        raise NotHere
    moved = [row, *joined_to(row)]
    for each in moved:
        each.state, each.joined_to = JOINED, main
        each.save(update_fields=["state", "joined_to"])
        step(each, Step.JOINED, organisation, actor)
    detail = {"term": row.term, "joined_to": main.pk, **_ids([*moved, main], organisation)}
    return Done(None, row.title, detail)


@action("difficulties.joined", ANSWER)
def part(*, actor: Actor, organisation: int, difficulty: int, seen: int | None = None) -> Done[None]:
    """Part a difficulty again from the one that it was joined to: it waits by itself, by the clock that it had."""
    row = lying_at(organisation, difficulty, seen)
    refuse_unless(row, JOINED)
    main = row.joined_to_id
    row.state, row.joined_to = OPEN, None
    row.save(update_fields=["state", "joined_to"])
    step(row, Step.PARTED, organisation, actor)
    return Done(None, row.title, {"term": row.term, "parted_from": main, **_ids([row], organisation)})


def _ids(rows: list[Difficulty], at: int) -> dict[str, list[int]]:
    """What the log names: which difficulties, and whose."""
    return {
        "difficulties": [each.pk for each in rows],
        "for": sorted({at, *(each.organisation_id for each in rows)}),
    }
