"""The process: its overview, one step, entering it, closing it and opening it again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import N_, Finding, Severity
from daihoi.core.personnel.process import Base
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import PersonnelPlace, ProcessView
from daihoi.queries.personnel._process import Entered, StepLine
from daihoi.web.one_form import act_or_say, get_or_post, one_form
from daihoi.web.personnel.frame import opened
from daihoi.web.personnel.process_forms import AsideForm, BaseForm, MeetingForm, ReopenForm, SeenForm, VotesForm

STOPS = (Severity.ERROR, Severity.QUESTION)
# Papers of a step: name, label, and the Vietnamese name for files.
STEP_PAPERS: dict[str, tuple[str, str]] = {
    "ballot": (N_("Ballot for opinion"), "Phiếu giới thiệu"),
    "minutes": (N_("Minutes of the count"), "Biên bản"),
    "result": (N_("List of results"), "Danh sách kết quả"),
}


def step_files(takes_votes: bool) -> list[tuple[str, str]]:
    """Names and labels of the papers of a step."""
    return [(name, gettext(label)) for name, (label, _) in STEP_PAPERS.items() if takes_votes or name == "minutes"]


def way(place: PersonnelPlace, line: StepLine | None = None, last: str = "") -> list[tuple[str, str]]:
    """Crumbs from personnel down to a page of the process."""
    at = place.organisation
    found = [
        (gettext("Personnel"), reverse("personnel")),
        (place.name, reverse("personnel_place", args=[at])),
        (gettext("Process"), reverse("personnel_process", args=[at])),
    ]
    if line is not None and line.entered is not None:
        found.append((gettext(line.step.name), reverse("personnel_step", args=[at, line.entered.id])))
    return [*found, (last, "")] if last else [*found[:-1], (found[-1][0], "")]


def process_of(place: PersonnelPlace) -> ProcessView:
    """NotHere where no scheme was begun."""
    view = queries.process(place)
    if view is None:
        raise NotHere
    return view


def step_of(place: PersonnelPlace, step: int) -> tuple[ProcessView, StepLine, Entered]:
    """NotHere for a step that is not of this process."""
    view = process_of(place)
    line = view.line(step)
    assert line.entered is not None  # found by its id
    return view, line, line.entered


def personnel_form(
    request: HttpRequest,
    context: dict[str, Any],
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    crumbs: list[tuple[str, str]],
    template: str = "personnel/process_form.html",
    **more: Any,
) -> HttpResponse:
    """`one_form` inside the frame of personnel."""
    context = {name: value for name, value in context.items() if name != "crumbs"}
    return one_form(request, form, act, crumbs=crumbs, template=template, **context, **more)


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """All steps by group, those who passed and did not, and what has to be reported upward."""
    title = gettext("Process")
    place, context = opened(request, pk, "personnel_process", last=title)
    view = queries.process(place)
    told = [one for found in (view.differences if view else {}).values() for one in found]
    listed = {one.id for one in view.listed} if view else set()
    context |= {
        "view": view,
        "told": told,
        "unsaid": [one for one in view.off_list if one.id not in listed] if view else [],
        "may_edit": place.may_edit and not (view and view.fixed),
    }
    return render(request, "personnel/process.html", context)


@require_safe
def step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """One step: its figures, the votes of each, what came out."""
    place, context = opened(request, pk, "personnel_step", ids={"step": step})
    view, line, entered = step_of(place, step)
    last = view.last_closed
    going = place.may_edit and view.fixed is None
    context |= {
        "view": view,
        "line": line,
        "entered": entered,
        "last": gettext(line.step.name),
        "crumbs": way(place, None, gettext(line.step.name)),
        "rows": _rows(entered),
        "rules": view.rules(line.step),
        "papers": step_files(line.step.takes_votes),
        "stops": [one for one in entered.outcome.findings if one.severity in STOPS and not entered.closed_at],
        "notes": [one for one in entered.outcome.findings if one.severity not in STOPS],
        "asks_base": any(one.code in {"base_open", "base_decided"} for one in entered.outcome.findings),
        "may_edit": going and not line.other and not entered.closed_at,
        "may_reopen": going and last is not None and last.step == line.step,
        "may_set_aside": going and line.other and not entered.aside,
    }
    return render(request, "personnel/process_step.html", context)


def _rows(entered: Entered) -> list[tuple[object, list[tuple[str, object]]]]:
    """Each person with their result for every column, None where they are not put up for it."""
    results = entered.results
    by_vote = {(int(vote.person), vote.office): vote for vote in entered.meeting.votes}
    return [
        (
            one,
            [(office, results.get((one.id, office)) or by_vote.get((one.id, office))) for office in entered.offices],
        )
        for one in entered.people
    ]


@get_or_post
def open_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the step that is due: when, where, how many are summoned, and whom it votes on."""
    title = gettext("Open a step")
    place, context = opened(request, pk, "personnel_step_open", last=title, edit=True)
    view = process_of(place)
    back = reverse("personnel_process", args=[pk])
    if view.due is None:
        return redirect(back)
    due = view.due
    form = MeetingForm(request.POST or None, step=due)
    for name in ("came", "issued", "collected", "valid", "note"):
        form.fields.pop(name, None)
    return personnel_form(
        request,
        context,
        form,
        lambda data: actions.open_step(
            actor=request.actor, organisation=pk, term=place.term, group=due.group, key=due.key, facts=form.facts()
        ),
        crumbs=[*way(place)[:-1], (gettext("Process"), back)],
        template="personnel/process_open.html",
        title=title,
        submit=gettext("Open the step"),
        goal=lambda made: reverse("personnel_step", args=[pk, made]),
        cancel=back,
        done=gettext("The step is open."),
        due=due,
        view=view,
        people=view.people_of(view.rosters[due.position]),
    )


@get_or_post
def votes(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Figures and votes of an open step in one table."""
    title = gettext("Enter figures and votes")
    place, context = opened(request, pk, "personnel_step_votes", last=title, ids={"step": step}, edit=True)
    _, line, entered = step_of(place, step)
    here = reverse("personnel_step", args=[pk, step])
    if entered.closed_at is not None or line.other:
        return redirect(here)
    form = VotesForm(request.POST or None, step=line.step, entered=entered)
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        findings = act_or_say(
            request,
            lambda: actions.keep_step(
                actor=request.actor,
                organisation=pk,
                step=step,
                seen=form.cleaned_data["seen"] or 0,
                facts=form.facts(),
                votes=form.votes(),
            ),
        )
        if not findings:
            return redirect(here)
        findings = _to_rows(form, findings)
    context |= {
        "line": line,
        "entered": entered,
        "form": form,
        "sums": form.sums,
        "findings": findings,
        "here": here,
        "crumbs": way(place, line, title),
    }
    status = 400 if findings or form.errors else 200
    return render(request, "personnel/process_votes.html", context, status=status)


def _to_rows(form: VotesForm, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings on a vote stand at its field; the others above the form. None of them is lost."""
    above = []
    for one in findings:
        name = form.field_of(one.place.row or 0)
        if name:
            form.add_error(name, one.message.render(gettext))
        else:
            above.append(one)
    return tuple(above)


@get_or_post
def base(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """From whom the share is counted, where no text gives it: what people decided, and who."""
    title = gettext("From whom the share is counted")
    place, context = opened(request, pk, "personnel_step_base", last=title, ids={"step": step}, edit=True)
    view, line, entered = step_of(place, step)
    here = reverse("personnel_step", args=[pk, step])
    decided = entered.meeting.decided
    initial = {"seen": entered.seen, "base": decided.base if decided else "", "by": decided.by if decided else ""}
    return personnel_form(
        request,
        context,
        BaseForm(request.POST or None, initial=initial),
        lambda data: actions.decide_base(
            actor=request.actor,
            organisation=pk,
            step=step,
            seen=data["seen"],
            base=Base(data["base"]),
            by=data["by"],
        ),
        crumbs=way(place, line, title)[:-1],
        title=title,
        submit=gettext("Save the decision"),
        goal=here,
        cancel=here,
        lead=gettext("No text was found that gives it, so people decide; the minutes name who did."),
        grounds=view.base_grounds(line.step),
    )


@get_or_post
def close(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """What the figures give, looked at once more before it is fixed."""
    title = gettext("Close the step")
    place, context = opened(request, pk, "personnel_step_close", last=title, ids={"step": step}, edit=True)
    _, line, entered = step_of(place, step)
    here = reverse("personnel_step", args=[pk, step])
    if entered.closed_at is not None or line.other:
        return redirect(here)
    return personnel_form(
        request,
        context,
        SeenForm(request.POST or None, initial={"seen": entered.seen}),
        lambda data: actions.close_step(actor=request.actor, organisation=pk, step=step, seen=data["seen"]),
        crumbs=way(place, line, title)[:-1],
        template="personnel/process_close.html",
        title=title,
        submit=title,
        goal=reverse("personnel_process", args=[pk]),
        cancel=here,
        done=gettext("The step is closed."),
        line=line,
        entered=entered,
        stops=[one for one in entered.outcome.findings if one.severity in STOPS],
    )


@get_or_post
def reopen(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    title = gettext("Open the step again")
    place, context = opened(request, pk, "personnel_step_reopen", last=title, ids={"step": step}, edit=True)
    _, line, _ = step_of(place, step)
    here = reverse("personnel_step", args=[pk, step])
    return personnel_form(
        request,
        context,
        ReopenForm(request.POST or None),
        lambda data: actions.reopen_step(actor=request.actor, organisation=pk, step=step, reason=data["reason"]),
        crumbs=way(place, line, title)[:-1],
        title=title,
        submit=title,
        goal=here,
        cancel=here,
        danger=True,
        lead=gettext("What came out of it is taken back until it is closed again. The reason stays with the step."),
    )


@get_or_post
def set_aside(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Set aside a step that the rules know no more, with a reason."""
    title = gettext("Set the step aside")
    place, context = opened(request, pk, "personnel_step_aside", last=title, ids={"step": step}, edit=True)
    _, line, entered = step_of(place, step)
    here = reverse("personnel_step", args=[pk, step])
    if not line.other or entered.aside:
        return redirect(here)
    return personnel_form(
        request,
        context,
        AsideForm(request.POST or None),
        lambda data: actions.set_aside_step(actor=request.actor, organisation=pk, step=step, reason=data["reason"]),
        crumbs=way(place, line, title)[:-1],
        title=title,
        submit=title,
        goal=reverse("personnel_process", args=[pk]),
        cancel=here,
        danger=True,
        lead=gettext(
            "The rules of this organisation know the step no more. Its figures stay to be read, but what came out of "
            "it counts no more; the reason stays with it."
        ),
    )
