"""Publishing answers to all below, withdrawing them, and who answers for what."""

from collections.abc import Collection

from daihoi.actions._gate import Done, action
from daihoi.actions.difficulties._rows import grams_of, line, lines, maybe, refuse_unless, step, subject_of
from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.difficulties import DifficultyState, Step
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.scope import joined
from daihoi.core.text import fold
from daihoi.data.models import Answerer, Difficulty, PublishedAnswer, User
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.access import actor_of

ANSWER = Permission.DIFFICULTIES_ANSWER
QUESTION_MOST = 500
DAYS_MOST = 250  # working days: about a year


@action("difficulties.published", ANSWER)
def publish(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    subject: str,
    question: str,
    answer: str,
    article: str = "",
    levels: Collection[Level] = (),
    units: Collection[Unit] = (),
    difficulty: int | None = None,
) -> Done[int]:
    """Publish a question with its answer and article to the organisations below (of these levels and units); returns
    its id.

    `difficulty`: the answered one that it comes from, raised at or below the organisation. The question is worded so
    that whoever raised it is not named.
    """
    question = line(question, "no_question", N_("Word the question."), QUESTION_MOST)
    answer = lines(answer, "no_answer", N_("Write the answer."))
    article = maybe(article)
    row = _answered(organisation, term, difficulty) if difficulty is not None else None
    if row is not None and row.organisation_id != organisation:
        name = last_version(row.organisation_id).name
        if fold(name) in fold(f"{question} {answer}"):
            text = N_("“{name}” is named. Word it so that nobody can tell who raised the difficulty.")
            raise refuse("somebody_named", text, name=name)
    made = PublishedAnswer.objects.create(
        organisation_id=organisation,
        term=term,
        subject=subject_of(subject),
        question=question,
        answer=answer,
        article=article,
        difficulty=row,
        levels=joined(levels),
        units=joined(units),
        published_on=clock.today(),
        made_at=clock.now(),
        made_by_name=actor.name,
        grams=grams_of(question, answer),
    )
    if row is not None:
        step(row, Step.PUBLISHED, organisation, actor)
    detail = {
        "term": term,
        "subject": made.subject,
        "article": article,
        "levels": made.levels,
        "units": made.units,
        "answers": [made.pk],
        "difficulties": [row.pk] if row else [],
        "for": [row.organisation_id] if row else [],
    }
    return Done(made.pk, question, detail)


def _answered(organisation: int, term: str, difficulty: int) -> Difficulty:
    row = Difficulty.objects.filter(pk=difficulty, term=term).first()
    if row is None or not paths.covers(last_version(organisation).path, last_version(row.organisation_id).path):
        raise NotHere
    refuse_unless(row, DifficultyState.ANSWERED)
    if PublishedAnswer.objects.filter(difficulty=row, withdrawn_on=None).exists():
        raise refuse("published_already", N_("The answer to this difficulty is published already."))
    return row


@action("difficulties.withdrawn", ANSWER)
def withdraw(*, actor: Actor, organisation: int, answer: int, reason: str) -> Done[None]:
    """Withdraw a published answer, with a reason; it stays to be read where it was published."""
    row = PublishedAnswer.objects.filter(pk=answer, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    if row.withdrawn_on is not None:
        raise refuse("withdrawn_already", N_("This answer was withdrawn before."))
    row.withdrawn_note = line(reason, "no_reason", N_("Say why it is withdrawn, and what holds instead."))
    row.withdrawn_on = clock.today()
    row.save(update_fields=["withdrawn_on", "withdrawn_note"])
    return Done(None, row.question, {"term": row.term, "reason": row.withdrawn_note, "answers": [row.pk]})


@action("difficulties.answerer_set", ANSWER)
def set_answerer(
    *,
    actor: Actor,
    organisation: int,
    subject: str,
    name: str,
    working_days: int | None = None,
    decision: str = "",
    username: str = "",
) -> Done[None]:
    """Say who answers for a subject at an organisation ("": whatever is not named), within how many working days; an
    empty name takes the line away. What lies there already keeps its day.

    `username`: the account of whoever does it, which must be able to answer there.
    """
    if subject:
        subject_of(subject)
    if not name.strip():
        if not Answerer.objects.filter(organisation_id=organisation, subject=subject).delete()[0]:
            raise refuse("no_name", N_("Say who answers."))
        return Done(None, subject, {"subject": subject, "name": ""})
    name = line(name, "no_name", N_("Say who answers."), 200)
    if working_days is not None and not 0 < working_days <= DAYS_MOST:
        raise refuse("days_unlikely", N_("Give between 1 and {most} working days."), most=DAYS_MOST)
    Answerer.objects.update_or_create(
        organisation_id=organisation,
        subject=subject,
        defaults={
            "name": name,
            "working_days": working_days,
            "decision": maybe(decision, 200),
            "user_id": _account(organisation, username),
        },
    )
    return Done(None, name, {"subject": subject, "name": name, "working_days": working_days, "decision": decision})


def _account(organisation: int, username: str) -> int | None:
    if not username.strip():
        return None
    found = User.objects.filter(username=username.strip(), is_active=True).first()
    path = last_version(organisation).path
    if found is None or not allows(actor_of(user_id=found.pk, name=found.full_name), ANSWER, path, clock.today()):
        text = N_("“{username}” is no account that may answer difficulties here.")
        raise refuse("no_answerer", text, username=username.strip())
    return found.pk
