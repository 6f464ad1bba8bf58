"""What the actions on difficulties share: finding the row, its steps, its clock."""

from datetime import date

from daihoi.core.access import Actor, NotHere
from daihoi.core.difficulties import Arranged, DifficultyState, Step, arranged_for, due_on
from daihoi.core.likeness import grams
from daihoi.core.messages import N_, refuse
from daihoi.core.subjects import Subject
from daihoi.core.text import nfc, one_line
from daihoi.data.models import Answerer, Difficulty, DifficultyStep, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock
from daihoi.queries.rules import holidays

LONGEST = 20_000  # characters of a text


def is_there(organisation: int) -> bool:
    """Does the organisation still exist?"""
    return Version.objects.filter(organisation_id=organisation, valid_to=FAR).exists()


def lying_at(organisation: int, difficulty: int, seen: int | None) -> Difficulty:
    """A difficulty that lies at the organisation; NotHere where there is none."""
    row = Difficulty.objects.filter(pk=difficulty, at_id=organisation).first()
    if row is None:
        raise NotHere
    refuse_if_changed(row, seen)
    return row


def raised_by(organisation: int, difficulty: int, seen: int | None) -> Difficulty:
    """A difficulty of the organisation; NotHere where there is none."""
    row = Difficulty.objects.filter(pk=difficulty, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    refuse_if_changed(row, seen)
    return row


def refuse_if_changed(row: Difficulty, seen: int | None) -> None:
    """Refuse where something happened to it after the person looked; `seen`: the last step then, None: not asked."""
    last = DifficultyStep.objects.filter(difficulty=row).order_by("-pk").values_list("pk", flat=True).first()
    if seen is not None and seen != (last or 0):
        text = N_("Somebody else did something with this difficulty meanwhile. Look at it again, then decide.")
        raise refuse("changed_meanwhile", text)


def refuse_unless(row: Difficulty, *states: DifficultyState) -> None:
    if row.state not in states:
        raise refuse("other_state", N_("This cannot be done as the difficulty stands now. Look at it again."))


def step(row: Difficulty, which: Step, at: int, actor: Actor, text: str = "") -> None:
    """Write down what happened."""
    DifficultyStep.objects.create(
        difficulty=row,
        step=which,
        at_id=at,
        text=text,
        made_on=clock.today(),
        made_at=clock.now(),
        by_name=actor.name,
    )


def lay(row: Difficulty, at: int, today: date) -> None:
    """Let it lie at an organisation from today, by the time that this organisation set itself; not yet saved."""
    row.at_id, row.lies_since = at, today
    row.due_on = clock_of(at, row.subject, today)


def clock_of(organisation: int, subject: str, since: date) -> date | None:
    """The last day for an answer by the organisation's own arrangement; None where it set none."""
    rows = Answerer.objects.filter(organisation_id=organisation).values_list("subject", "name", "working_days")
    return due_on(since, arranged_for(subject, [Arranged(*row) for row in rows]), holidays())


def joined_to(row: Difficulty) -> list[Difficulty]:
    """Those that wait to be answered together with it, in order."""
    return list(Difficulty.objects.filter(joined_to=row).order_by("pk"))


def subject_of(subject: str) -> Subject:
    """The subject; refuses one that is not on the list."""
    if subject not in {each.value for each in Subject}:
        raise refuse("unknown_subject", N_("Choose a subject of the list."))
    return Subject(subject)


def line(text: str, code: str, sentence: str, most: int = 300) -> str:
    """A text of one line as it is stored; refused with the sentence where nothing stands there."""
    text = one_line(nfc(text))
    if not text:
        raise refuse(code, sentence)
    if len(text) > most:
        raise refuse("too_long", N_("Write it in at most {most} characters."), most=most)
    return text


def maybe(text: str, most: int = 300) -> str:
    """A text of one line that may be empty, as it is stored."""
    text = one_line(nfc(text))
    return line(text, "", "", most) if text else ""


def lines(text: str, code: str = "", sentence: str = "") -> str:
    """A text of several lines as it is stored; refused with the sentence, where one is given, if it is empty."""
    text = nfc(text.replace("\r\n", "\n")).strip()
    if not text and code:
        raise refuse(code, sentence)
    if len(text) > LONGEST:
        raise refuse("too_long", N_("Write it in at most {most} characters."), most=LONGEST)
    return text


def grams_of(title: str, text: str) -> bytes:
    """What a row is found by while others type."""
    return grams(title, text)
