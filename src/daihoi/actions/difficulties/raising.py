"""What an organisation does with its own difficulties: raises them, takes them back, opens them again."""

from daihoi.actions._gate import Done, action
from daihoi.actions.difficulties._rows import (
    grams_of,
    is_there,
    joined_to,
    lay,
    line,
    lines,
    raised_by,
    refuse_unless,
    step,
    subject_of,
)
from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.difficulties import DifficultyState, Step
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.data.models import Difficulty
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries import difficulties as queries
from daihoi.queries.access import require

OPEN, JOINED = DifficultyState.OPEN, DifficultyState.JOINED


@action("difficulties.raised", Permission.DIFFICULTIES_RAISE)
def raise_difficulty(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    subject: str,
    title: str,
    text: str = "",
    finding: int | None = None,
    join_to: int | None = None,
) -> Done[int]:
    """Raise a difficulty of an organisation; returns its id. It lies at the level above, by that level's own clock.

    Where nobody stands above in this installation it lies at the organisation itself, until its answer is entered.
    `finding`: what a visit found there or below it. `join_to`: an open one that the actor sees and that lies at the
    same organisation: both are answered together.
    """
    version = last_version(organisation)
    if version.valid_to != FAR:
        raise refuse("ended", N_("“{name}” ended; raise it for the organisation that took over."), name=version.name)
    today = clock.today()
    title = line(title, "no_title", N_("Say in one line what the difficulty is."))
    text = lines(text)
    row = Difficulty(
        organisation_id=organisation,
        term=term,
        subject=subject_of(subject),
        title=title,
        text=text,
        finding_id=_finding(actor, version.path, finding),
        raised_on=today,
        raised_at=clock.now(),
        raised_by_id=actor.user_id,
        raised_by_name=actor.name,
        state=OPEN,
        grams=grams_of(title, text),
    )
    lay(row, _above(version.path), today)
    if join_to is not None:
        main = _joinable(actor, join_to, row)
        row.state, row.joined_to = JOINED, main
        row.lies_since, row.due_on = main.lies_since, main.due_on
    row.save()
    step(row, Step.RAISED, organisation, actor)
    if row.joined_to_id is not None:
        step(row, Step.JOINED, organisation, actor)
    detail = {
        "term": term,
        "subject": row.subject,
        "at": row.at_id,
        "due_on": row.due_on,
        "joined_to": row.joined_to_id,
        "finding": row.finding_id,
        "difficulties": [row.pk],
        "for": [row.at_id],
    }
    return Done(row.pk, title, detail)


def _above(path: str) -> int:
    """The nearest living organisation above; the organisation itself where there is none."""
    *above, own = paths.ids(path)
    return next((pk for pk in reversed(above) if is_there(pk)), own)


def _finding(actor: Actor, path: str, finding: int | None) -> int | None:
    """The finding of a visit at or below the organisation that the actor may know; NotHere for any other."""
    if finding is None:
        return None
    found = queries.finding(actor=actor, pk=finding, today=clock.today())
    if not paths.covers(path, last_version(found.organisation).path):
        raise refuse("finding_elsewhere", N_("The finding is of a visit to another organisation."))
    return found.id


def _joinable(actor: Actor, pk: int, row: Difficulty) -> Difficulty:
    main = Difficulty.objects.filter(pk=pk, term=row.term).first()
    if main is None:
        raise NotHere
    require(actor, Permission.VIEW, last_version(main.organisation_id).path, clock.today())
    if main.state != OPEN or main.at_id != row.at_id:
        text = N_("“{title}” does not wait at the same organisation. Raise yours by itself.")
        raise refuse("not_joinable", text, title=main.title)
    return main


@action("difficulties.taken_back", Permission.DIFFICULTIES_RAISE)
def take_back(*, actor: Actor, organisation: int, difficulty: int, reason: str, seen: int | None = None) -> Done[None]:
    """Take a difficulty back that is not answered yet, with a reason. What was joined to it waits on by itself."""
    row = raised_by(organisation, difficulty, seen)
    refuse_unless(row, OPEN, JOINED)
    reason = line(reason, "no_reason", N_("Say why it is taken back."))
    left = _leave(row, actor)
    row.state, row.joined_to = DifficultyState.TAKEN_BACK, None
    row.save(update_fields=["state", "joined_to"])
    step(row, Step.TAKEN_BACK, organisation, actor, reason)
    detail = {
        "term": row.term,
        "reason": reason,
        "difficulties": [row.pk, *(each.pk for each in left)],
        "for": sorted({row.at_id, *(each.organisation_id for each in left)}),
    }
    return Done(None, row.title, detail)


def _leave(row: Difficulty, actor: Actor) -> list[Difficulty]:
    """Let those that were joined to it go on: the first waits by itself, the others are joined to that one."""
    left = joined_to(row)
    for each in left[:1]:
        each.state, each.joined_to = OPEN, None
        each.save(update_fields=["state", "joined_to"])
        step(each, Step.PARTED, each.at_id, actor)
    for each in left[1:]:
        each.joined_to = left[0]
        each.save(update_fields=["joined_to"])
    return left


@action("difficulties.reopened", Permission.VIEW)
def reopen(*, actor: Actor, organisation: int, difficulty: int, reason: str, seen: int | None = None) -> Done[None]:
    """Open an answered difficulty again, with a reason, and with a new clock where it was answered.

    For whoever may raise difficulties of the organisation, and for those who answered it.
    """
    row = raised_by(organisation, difficulty, seen)
    today = clock.today()
    own = allows(actor, Permission.DIFFICULTIES_RAISE, last_version(organisation).path, today)
    if not own:
        if row.answered_at_id is None:
            raise NotHere
        require(actor, Permission.DIFFICULTIES_ANSWER, last_version(row.answered_at_id).path, today)
    refuse_unless(row, DifficultyState.ANSWERED)
    reason = lines(reason, "no_reason", N_("Say what the answer leaves open."))
    row.state = OPEN
    row.answer = row.article = row.answered_by_name = ""
    row.answered_on = row.answered_at = None
    lay(row, row.at_id, today)
    row.save()
    step(row, Step.REOPENED, organisation if own else row.at_id, actor, reason)
    detail = {"term": row.term, "reason": reason, "due_on": row.due_on, "difficulties": [row.pk], "for": [row.at_id]}
    return Done(None, row.title, detail)
