"""The page of one organisation: its congress of the term step by step, its facts, and its history."""

from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from daihoi.core import access
from daihoi.core.access import Permission
from daihoi.core.messages import Finding
from daihoi.core.organisations import paths
from daihoi.core.plan import MILESTONES, State
from daihoi.core.rules.types import Grounds
from daihoi.queries import elections, organisations, plan
from daihoi.queries.elections import ElectionLine
from daihoi.queries.indicators.lines import Line
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.plan import CongressView, StepView
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import Asked, asked
from daihoi.web.organisations.frame import crumbs, line_of, may
from daihoi.web.plan.forms import PILOT_KINDS, BackForm, MarkForm
from daihoi.web.plan.questions import Questions, questions_of

_MEANING = {each.key: (each.label, each.meaning) for each in MILESTONES}


@dataclass(frozen=True)
class Failed:
    """A step's form that was refused: shown again with what was typed and why not."""

    key: str
    form: forms.Form
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class StepLine:
    """A milestone as the page shows it."""

    key: str
    label: str
    meaning: str
    view: StepView
    done_on: date | None
    note: str
    grounds: Grounds | None
    mark: forms.Form | None = None
    back: forms.Form | None = None
    failed: str = ""  # "mark" or "back": which form is open again
    findings: tuple[Finding, ...] = field(default=())


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, pk)


def show(request: HttpRequest, pk: int, failed: Failed | None = None) -> HttpResponse:
    """The page, after a refused form with what it said."""
    choice = asked(request)
    card = organisations.organisation(actor=request.actor, pk=pk, as_of=choice.as_of)
    line = line_of(request, pk, choice.term, choice.as_of)
    congress = plan.congress(actor=request.actor, organisation=pk, term=choice.term, as_of=choice.as_of)
    counted = organisations.last_members(actor=request.actor, pk=pk, as_of=choice.as_of)
    today = choice.as_of == request.today and card.valid_to > request.today
    context = frame(request, card, choice, line) | {
        "congress": congress,
        "counted": counted,
        "today": today,
        "steps": [_step(each, choice.as_of, today, congress, failed) for each in congress.steps] if congress else [],
        "done": sum(each.state in {State.DONE, State.DONE_LATE} for each in congress.steps) if congress else 0,
        "asked_steps": sum(each.step.applies for each in congress.steps) if congress else 0,
        "questions": _questions(request, card, congress, line, counted) if today and congress else None,
        "may_report": today and may(request, Permission.MEMBERS_REPORT, card.path),
        "elections": _elections(request, card, choice) if congress else None,
        "may_open": today and congress is not None and may(request, Permission.ELECTIONS_PREPARE, card.path),
    }
    return render(request, "organisations/organisation.html", context, status=400 if failed else 200)


def _elections(request: HttpRequest, card: OrganisationCard, choice: Asked) -> list[ElectionLine] | None:
    """The elections of the congress, for whoever may see their lists; None for others."""
    if not may(request, Permission.ELECTIONS_VIEW, card.path):
        return None
    return elections.elections_of(actor=request.actor, organisation=card.id, term=choice.term)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    choice = asked(request)
    chapters = organisations.history(actor=request.actor, pk=pk)
    alive = [each.card for each in chapters if each.card.valid_from <= choice.as_of < each.card.valid_to]
    card = alive[0] if alive else chapters[-1].card
    before, after = organisations.successions(actor=request.actor, pk=pk)
    undoable = may(request, Permission.ORGANISATIONS_EDIT, card.path)
    context = frame(request, card, choice, None) | {
        "chapters": [*reversed(chapters)],
        "before": before,
        "after": after,
        "changes": organisations.changes(actor=request.actor, organisation=pk),
        "undoable": undoable,
        "tab": "history",
    }
    return render(request, "organisations/history.html", context)


def frame(request: HttpRequest, card: OrganisationCard, choice: Asked, line: Line | None) -> dict[str, object]:
    """What every tab shows: name, kind, way down, tabs, and what the person may do."""
    edit = may(request, Permission.ORGANISATIONS_EDIT, paths.decided_at(card.path))
    alive = card.valid_to > request.today
    named = (
        ("organisation", gettext("Congress")),
        ("organisation_preparation", gettext("Preparation")),
        ("organisation_history", gettext("History")),
    )
    links = [(reverse(name, args=[card.id]), label) for name, label in named]
    here = next((href for href, _ in links[1:] if request.path == href), links[0][0])
    tabs = [{"label": label, "href": href, "current": href == here, "count": None} for href, label in links]
    return {
        "card": card,
        "line": line,
        "choice": choice,
        "terms": terms(),
        "tabs": tabs,
        "crumbs": crumbs(request, card, choice.as_of),
        "ended": card.valid_to if card.valid_to <= choice.as_of else None,
        "not_yet": card.valid_from if card.valid_from > choice.as_of else None,
        "may_change": edit and alive,
        "may_found": may(request, Permission.ORGANISATIONS_EDIT, card.path) and alive,
        "may_members": may(request, Permission.MEMBERS_REPORT, card.path) and alive,
        "may_plan": may(request, Permission.PLAN_EDIT, card.path) and alive,
        "may_pilot": card.kind in PILOT_KINDS and may(request, Permission.PILOTS, card.path) and alive,
    }


def _questions(
    request: HttpRequest,
    card: OrganisationCard,
    congress: CongressView,
    line: Line | None,
    counted: tuple[date, int, int] | None,
) -> Questions | None:
    """The six questions, open on the page of those who work at this very organisation and nothing below it."""
    at_home = card.path in access.reach(request.actor, Permission.MEMBERS_REPORT, request.today)
    if not at_home or line is None or line.below:
        return None
    return questions_of(congress, counted=counted, below=line.below)


def _step(each: StepView, as_of: date, today: bool, congress: CongressView, failed: Failed | None) -> StepLine:
    step, key = each.step, each.step.key
    label, meaning = _MEANING[key]
    done = each.state in {State.DONE, State.DONE_LATE}
    back = mark = None
    if today and each.may_mark and step.applies:
        mark = _mark_form(key, step.done_on, as_of, each.evidence, congress)
        back = BackForm(auto_id=f"{key}_back_%s") if step.done_on else None
    which, findings = "", ()
    if failed and failed.key == key:
        which, findings = ("back" if isinstance(failed.form, BackForm) else "mark"), failed.findings
        mark, back = (mark, failed.form) if which == "back" else (failed.form, back)
    return StepLine(
        key=key,
        label=label,
        meaning=meaning,
        view=each,
        done_on=(congress.opened_on if key == "held" else step.done_on) if done else None,
        note=_note(each, as_of),
        grounds=step.rule.grounds if step.rule else None,
        mark=mark,
        back=back,
        failed=which,
        findings=findings,
    )


def _mark_form(key: str, done_on: date | None, today: date, evidence: str, congress: CongressView) -> MarkForm:
    held = key == "held"
    length = congress.held_half_days or congress.planned_half_days
    initial = {
        "done_on": (congress.opened_on if held else done_on) or today,
        "evidence": evidence,
        "half_days": length or "",
    }
    return MarkForm(auto_id=f"{key}_%s", initial=initial, held=held)


def _note(each: StepView, as_of: date) -> str:
    """How late, or how long still."""
    match each.state:
        case State.LATE:
            return ngettext("%(days)s day late", "%(days)s days late", each.days_late) % {"days": each.days_late}
        case State.DONE_LATE:
            text = ngettext("done %(days)s day late", "done %(days)s days late", each.days_late)
            return text % {"days": each.days_late}
        case State.DUE_SOON if each.step.last:
            left = (each.step.last - as_of).days
            return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
        case _:
            return words.say(words.STEP_STATES, each.state)
