"""The process step by step: opening, entering, closing, opening again; and dropping out by withdrawal or decision.

A step is entered when the one before it is closed. What came out of it is fixed per person when it is closed. Events
hold ids and counts, never a name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from daihoi.actions._gate import Done, action
from daihoi.actions.personnel._process import (
    detail_of,
    fill,
    going_on,
    lock,
    noted,
    refuse_on_its_way,
    refuse_other_open,
    rise,
    row_of,
    take_in,
    view_of,
)
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, Finding, Message, Refused, Severity, refuse
from daihoi.core.personnel.facts import lines_of_words, words
from daihoi.core.personnel.kinds import Group, Leaving
from daihoi.core.personnel.process import Base, Outcome, Step, why_not
from daihoi.data.models import ProcessLeave, ProcessStep, StepVote
from daihoi.queries import clock
from daihoi.queries.personnel._process import ProcessView, StepLine

MOST = 1_000_000  # people at a meeting


@dataclass(frozen=True)
class StepFacts:
    """Day, place and figures of a meeting; None and "": not known yet."""

    held_on: date | None = None
    place: str = ""
    chair: str = ""
    clerk: str = ""
    summoned: int | None = None
    came: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    note: str = ""


@action("personnel.step_opened", Permission.PERSONNEL_EDIT)
def open_step(
    *, actor: Actor, organisation: int, term: str, group: Group, key: str, facts: StepFacts | None = None
) -> Done[int]:
    """Open the step that is due, with everybody who is voted on in it; its id.

    Raises Refused where another step comes first, where one is still open, and where the list does not fit.
    """
    lock(organisation, term)
    view = view_of(actor, organisation, term)
    if view.open is not None:
        text = N_("“{step}” is still open. Close it first.")
        raise refuse("step_open", text, step=Message(view.open.step.name))
    step = _due(view, group, key)
    wrong = [one for one in view.findings if one.severity is Severity.ERROR]
    if wrong:
        raise Refused(*wrong)
    last = ProcessStep.objects.filter(scheme=view.scheme).aggregate(last=Max("position"))["last"]
    row = ProcessStep(
        scheme_id=view.scheme, group=group.value, key=key, run=step.run, position=(last or 0) + 1, opened_at=clock.now()
    )
    _put(row, facts or StepFacts())
    row.save()
    people = fill(row, view.rosters[step.position])
    return Done(row.pk, "", detail_of(row) | {"people": people})


@action("personnel.step_kept", Permission.PERSONNEL_EDIT)
def keep_step(
    *,
    actor: Actor,
    organisation: int,
    step: int,
    seen: int,
    facts: StepFacts,
    votes: Mapping[tuple[int, str], int | None] | None = None,
) -> Done[int]:
    """Enter day, place, figures and votes of an open step; `votes`: by person and office, those left out stay.

    `seen`: the version that the form showed; returns the next. Raises Refused with every figure that cannot be, the
    row of the table named; nothing is kept then.
    """
    row = _open_row(organisation, step, seen)
    take_in(going_on(actor, row), row)
    _put(row, facts)
    known = {(vote.person_id, vote.office): vote for vote in row.votes.all()}
    given = votes or {}
    if given.keys() - known.keys():
        text = N_("Somebody in the table is not voted on in this step any more. Look at it anew.")
        raise refuse("not_in_step", text)
    changed = [known[key] for key, number in given.items() if known[key].votes != number]
    for vote in changed:
        vote.votes = given[vote.person_id, vote.office]
        _refuse_too_much(vote.votes)
    StepVote.objects.bulk_update(changed, ["votes"])
    row.version += 1
    row.save()
    found = _outcome(actor, row)
    wrong = [one for one in found.findings if one.severity is Severity.ERROR and one.code != "no_quorum"]
    if wrong:
        raise Refused(*wrong)
    return Done(row.version, "", detail_of(row) | {"changed": len(changed)})


@action("personnel.step_kept", Permission.PERSONNEL_EDIT)
def decide_base(*, actor: Actor, organisation: int, step: int, seen: int, base: Base, by: str) -> Done[int]:
    """Note from whom the share is counted where no text gives it, and who decided so; returns the next version."""
    row = _open_row(organisation, step, seen)
    going_on(actor, row)
    who = words(by, 200)
    if not who:
        raise refuse("base_without_who", N_("Say who decided, and on what paper."))
    found = _outcome(actor, row)
    if not any(one.code in {"base_open", "base_decided"} for one in found.findings):
        raise refuse("base_given", N_("The rules themselves say from whom the share is counted; nothing is decided."))
    row.base, row.base_by = base.value, who
    row.version += 1
    row.save()
    return Done(row.version, "", detail_of(row) | {"base": base.value})


@action("personnel.step_closed", Permission.PERSONNEL_EDIT)
def close_step(*, actor: Actor, organisation: int, step: int, seen: int) -> Done[None]:
    """Close a step; for each person and office what came out is fixed.

    Raises Refused with all that is missing, does not fit, or is left to decide.
    """
    row = _open_row(organisation, step, seen)
    view = going_on(actor, row)
    line = view.line(row.pk)
    found = _entered(line)
    stops = [one for one in found.findings if one.severity in {Severity.ERROR, Severity.QUESTION}]
    stops += _day_faults(view, line)
    if stops or not found.can_close:
        raise Refused(*(stops or [_unfinished()]))
    take_in(view, row)
    passed = {(one.person, one.office): one.passed for one in found.results}
    votes = list(row.votes.all())
    for vote in votes:
        # A step without votes lets everybody go on.
        vote.passed = passed[str(vote.person_id), vote.office] if line.step.takes_votes else True
    StepVote.objects.bulk_update(votes, ["passed"])
    row.closed_at, row.closed_by_name = clock.now(), actor.name
    row.version += 1
    row.save()
    detail = detail_of(row) | {"passed": sum(bool(vote.passed) for vote in votes), "of": len(votes)}
    return Done(None, "", detail)


@action("personnel.step_reopened", Permission.PERSONNEL_EDIT)
def reopen_step(*, actor: Actor, organisation: int, step: int, reason: str) -> Done[None]:
    """Open the last closed step again, with a reason; a step after it in which nothing is entered yet goes. Whoever is
    on the list by now comes into it, where it is the first of the group."""
    row = row_of(organisation, step)
    view = going_on(actor, row)
    why = words(reason, 300)
    if not why:
        raise refuse("reopen_without_reason", N_("Say why the step is opened again."))
    refuse_other_open(view)
    last, after = view.last_closed, view.open
    if last is None or last.entered is None or last.entered.id != row.pk:
        raise refuse("not_last", N_("Only the step that was closed last can be opened again."))
    if after is not None and after.entered is not None:
        if _has_figures(after):
            text = N_("“{step}” has figures already. Take them out first.")
            raise refuse("later_step_entered", text, step=Message(after.step.name))
        ProcessStep.objects.filter(pk=after.entered.id).delete()
    row.votes.update(passed=None)
    row.closed_at, row.closed_by_name = None, ""
    row.reopened = "\n".join(filter(None, (row.reopened, noted(actor, why))))
    row.version += 1
    row.save()
    take_in(view_of(actor, organisation, row.scheme.term), row)
    return Done(None, "", detail_of(row))


@action("personnel.step_set_aside", Permission.PERSONNEL_EDIT)
def set_aside_step(*, actor: Actor, organisation: int, step: int, reason: str) -> Done[None]:
    """Set aside a step that the rules know no more, with a reason: its figures stay to be read, but it is closed and
    what came out of it counts no more."""
    row = row_of(organisation, step)
    view = view_of(actor, organisation, row.scheme.term)
    refuse_on_its_way(view)
    why = words(reason, 200)
    if not why:
        raise refuse("aside_without_reason", N_("Say why the step is set aside."))
    if not view.line(row.pk).other or row.aside:
        raise refuse("step_of_the_rules", N_("Only a step that the rules know no more is set aside, and once."))
    row.votes.update(passed=None)
    row.closed_at, row.closed_by_name = row.closed_at or clock.now(), row.closed_by_name or actor.name
    row.aside = noted(actor, why)
    row.version += 1
    row.save()
    return Done(None, "", detail_of(row))


@action("personnel.left", Permission.PERSONNEL_EDIT)
def leave(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    person: int,
    how: Leaving,
    on_date: date,
    number: str = "",
    note: str = "",
) -> Done[int]:
    """Note that somebody withdrew, or dropped out by a decision (whose number is needed); they leave the open step."""
    lock(organisation, term)
    view = view_of(actor, organisation, term)
    refuse_on_its_way(view)
    if person not in view.known:
        raise NotHere
    if person in view.gone:
        raise refuse("left_already", N_("That the person dropped out is entered already."))
    if on_date > clock.today():
        raise refuse("left_later", N_("The day lies in the future. Correct it."))
    by = words(number, 60)
    if how is Leaving.DECISION and not by:
        raise refuse("left_without_number", N_("Give the number of the decision."))
    row = ProcessLeave.objects.create(
        scheme_id=view.scheme,
        person_id=person,
        how=how.value,
        number=by,
        on_date=on_date,
        note=words(note, 300),
        made_by_name=actor.name,
    )
    out = 0
    if view.open is not None and view.open.entered is not None:
        out, _ = StepVote.objects.filter(step=view.open.entered.id, person=person).delete()
        rise(view.open.entered.id)
    return Done(row.pk, "", {"term": term, "person": person, "out_of_open": out})


@action("personnel.leave_undone", Permission.PERSONNEL_EDIT)
def undo_leave(*, actor: Actor, organisation: int, term: str, person: int) -> Done[None]:
    """Take out again that somebody dropped out; they come back into the open step where they had come so far."""
    lock(organisation, term)
    view = view_of(actor, organisation, term)
    refuse_on_its_way(view)
    gone, _ = ProcessLeave.objects.filter(scheme=view.scheme, person=person).delete()
    if not gone:
        raise NotHere
    back = 0
    if view.open is not None and view.open.entered is not None:
        going = view_of(actor, organisation, term).rosters.get(view.open.step.position, frozenset())
        row = ProcessStep.objects.get(pk=view.open.entered.id)
        back = fill(row, [one for one in going if one[0] == str(person)])
        rise(row.pk)
    return Done(None, "", {"term": term, "person": person, "into_open": back})


# What they share


def _open_row(organisation: int, step: int, seen: int) -> ProcessStep:
    row = row_of(organisation, step)
    if row.closed_at is not None:
        raise refuse("step_closed", N_("The step is closed. Open it again first."))
    if row.version != seen:
        text = N_("Somebody changed the step meanwhile. Look at it anew, then enter what differs.")
        raise refuse("changed_meanwhile", text)
    return row


def _put(row: ProcessStep, facts: StepFacts) -> None:
    for name in ("summoned", "came", "issued", "collected", "valid"):
        figure = getattr(facts, name)
        _refuse_too_much(figure)
        setattr(row, name, figure)
    if facts.summoned is not None and facts.came is not None and facts.came > facts.summoned:
        text = N_("More came ({came}) than were summoned ({summoned}). Correct one of the figures.")
        raise refuse("more_came", text, came=facts.came, summoned=facts.summoned)
    row.held_on = facts.held_on
    row.place, row.chair, row.clerk = words(facts.place, 200), words(facts.chair, 120), words(facts.clerk, 120)
    row.note = lines_of_words(facts.note, 1000)


def _refuse_too_much(figure: int | None) -> None:
    if figure is not None and not 0 <= figure <= MOST:
        raise refuse("figure_range", N_("A figure lies between 0 and {most}."), most=MOST)


def _outcome(actor: Actor, row: ProcessStep) -> Outcome:
    view = view_of(actor, row.scheme.organisation_id, row.scheme.term)
    return _entered(view.line(row.pk))


def _entered(line: StepLine) -> Outcome:
    assert line.entered is not None  # found by its id
    return line.entered.outcome


def _day_faults(view: ProcessView, line: StepLine) -> Iterable[Finding]:
    """A step is closed on or after its day, and its day is not before that of the step before it."""
    held = line.entered.held_on if line.entered else None
    if held is None:
        yield Finding(Severity.ERROR, "day_missing", Message(N_("Enter the day of the meeting.")))
        return
    if held > clock.today():
        yield Finding(Severity.ERROR, "day_ahead", Message(N_("The meeting is still to come on {day}."), {"day": held}))
    before = view.last_closed  # a step is opened when the one before it is closed
    earlier = before.entered.held_on if before is not None and before.entered is not None else None
    if earlier is not None and held < earlier:
        text = N_("The step before was held on {before}, so this one cannot have been held on {day}.")
        yield Finding(Severity.ERROR, "day_order", Message(text, {"before": earlier, "day": held}))


def _unfinished() -> Finding:
    return Finding(Severity.ERROR, "step_unfinished", Message(N_("Not everything is entered for this step yet.")))


def _has_figures(line: StepLine) -> bool:
    entered = line.entered
    if entered is None:
        return False
    meeting = entered.meeting
    figures = (meeting.came, meeting.issued, meeting.collected, meeting.valid)
    return any(one is not None for one in figures) or any(vote.votes is not None for vote in meeting.votes)


def _due(view: ProcessView, group: Group, key: str) -> Step:
    """The step that is asked for, where it may be opened now."""
    refuse_on_its_way(view)
    refuse_other_open(view)
    due = view.due
    if due is not None and (due.group, due.key) == (group, key):
        return due
    order = [line.step for line in view.lines if not line.idle]
    closed = {(line.step.group, line.step.key) for line in view.lines if line.state == "closed"}
    if due is not None:  # in a later run it may have been closed once
        closed.discard((due.group, due.key))
    reason = why_not(order, closed, group, key)
    if reason is not None:
        raise Refused(Finding(Severity.ERROR, "step_not_due", reason))
    raise refuse("nobody", N_("Nobody is on the list for this step. Put people on the chosen list first."))
