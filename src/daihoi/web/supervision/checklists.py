"""Checklists: those that may be used at an organisation, making and changing them, taking over ready ones."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import supervision as actions
from daihoi.actions.supervision import ChecklistFacts
from daihoi.core.access import NotHere, Permission
from daihoi.core.subjects import Subject
from daihoi.core.supervision import TEMPLATES, Template
from daihoi.queries import organisations
from daihoi.queries import supervision as queries
from daihoi.queries.rules import terms
from daihoi.queries.supervision import ChecklistView
from daihoi.web.asked import asked, seen_version, whole_number
from daihoi.web.bodies.frame import tabs
from daihoi.web.one_form import act_or_say, choose, get_or_post, looked_at, one_form
from daihoi.web.supervision.forms import ChecklistForm, initial_of, points_of

_OF_TEMPLATE = {template.key: template for template in TEMPLATES}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The checklists that may be used at an organisation, and the ready ones that it can take over."""
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Checklists"))
    choice = asked(request)
    found = queries.checklists(
        actor=request.actor, organisation=at.id, term=choice.term, today=request.today, retired=True
    )
    may = queries.may_keep(request.actor, at.path, request.today)
    taken = {line.name for line in found if line.own}
    context = {
        "at": at,
        "choice": choice,
        "terms": terms(),
        "tabs": tabs(at, "checklists"),
        "own": [line for line in found if line.own and line.retired_on is None],
        "above": [line for line in found if not line.own and line.retired_on is None],
        "retired": [line for line in found if line.own and line.retired_on is not None],
        "ready": [(one, _in_vietnamese(one).name in taken) for one in TEMPLATES] if may else [],
        "may": may,
    }
    return render(request, "supervision/checklists.html", context)


@require_safe
def checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """One checklist with its points."""
    view = queries.checklist(actor=request.actor, pk=pk, today=request.today)
    homes = organisations.homes(actor=request.actor, permission=Permission.BODIES_EDIT, today=request.today)
    context = {
        "view": view,
        "line": view.line,
        "crumbs": [(gettext("Checklists"), reverse("checklists")), (view.line.name, "")],
        "copy_to": [one for one in homes if queries.may_keep(request.actor, one.path, request.today)],
    }
    return render(request, "supervision/checklist.html", context)


@get_or_post
def new(request: HttpRequest, organisation: int) -> HttpResponse:
    """Make a checklist; `?copy=`: with the points of another one."""
    card = organisations.organisation(actor=request.actor, pk=organisation, as_of=request.today)
    if not queries.may_keep(request.actor, card.path, request.today):
        raise NotHere
    term = asked(request).term
    copied = whole_number(request.GET.get("copy", ""))
    source = queries.checklist(actor=request.actor, pk=copied, today=request.today) if copied is not None else None
    form = ChecklistForm(
        request.POST or None,
        initial=initial_of(source) if source else None,
        points=points_of(source) if source else (),
    )

    def act(data: dict[str, Any]) -> int:
        return actions.keep_checklist(actor=request.actor, organisation=organisation, term=term, facts=_facts(form))

    back = f"{reverse('checklists')}?at={organisation}"
    return one_form(
        request,
        form,
        act,
        title=gettext("Make a checklist"),
        submit=gettext("Make it"),
        goal=lambda pk: reverse("checklist", args=[pk]),
        cancel=back,
        crumbs=[(gettext("Checklists"), reverse("checklists")), (card.name, back)],
        lead=gettext("For {place} and everything below it.").format(place=card.name),
        template="supervision/checklist_form.html",
    )


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a checklist; visits that were planned with it keep the points that it had."""
    view = _editable(request, pk)
    form = ChecklistForm(request.POST or None, initial=initial_of(view), points=points_of(view))
    version = seen_version(request, view.version)

    def act(data: dict[str, Any]) -> None:
        actions.keep_checklist(
            actor=request.actor,
            organisation=view.line.organisation,
            term=view.term,
            facts=_facts(form),
            checklist=pk,
            version=version,
        )

    here = reverse("checklist", args=[pk])
    return one_form(
        request,
        form,
        act,
        title=gettext("Change the checklist"),
        submit=gettext("Save"),
        goal=here,
        cancel=here,
        crumbs=[(gettext("Checklists"), reverse("checklists")), (view.line.name, here)],
        lead=gettext("Visits that are planned already keep the points that they have."),
        template="supervision/checklist_form.html",
        version=version,
    )


def _editable(request: HttpRequest, pk: int) -> ChecklistView:
    view = queries.checklist(actor=request.actor, pk=pk, today=request.today)
    if not view.may_edit:
        raise NotHere
    return view


def _facts(form: ChecklistForm) -> ChecklistFacts:
    data = form.cleaned_data
    return ChecklistFacts(data["name"], Subject(data["subject"]), form.points(), data["cite"])


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a checklist out of use, or into use again."""
    view = _editable(request, pk)
    _say(
        request,
        lambda: actions.retire_checklist(
            actor=request.actor,
            organisation=view.line.organisation,
            checklist=pk,
            retired=view.line.retired_on is None,
        ),
    )
    return redirect("checklist", pk)


@require_POST
def take(request: HttpRequest, organisation: int, key: str) -> HttpResponse:
    """Take a ready checklist over. It is written in Vietnamese, whoever takes it: those below read it, too."""
    template = _OF_TEMPLATE.get(key)
    if template is None:
        raise NotHere
    made: list[int] = []
    _say(
        request,
        lambda: made.append(
            actions.keep_checklist(
                actor=request.actor,
                organisation=organisation,
                term=asked(request).term,
                facts=_in_vietnamese(template),
            )
        ),
    )
    return redirect("checklist", made[0]) if made else redirect(f"{reverse('checklists')}?at={organisation}")


def _in_vietnamese(template: Template) -> ChecklistFacts:
    with override("vi"):
        points = [(gettext(text) + (f" ({rule})" if rule else ""), None) for text, rule in template.points]
        return ChecklistFacts(gettext(template.name), template.subject, points)


def _say(request: HttpRequest, act: Any) -> None:
    for finding in act_or_say(request, act):
        messages.error(request, finding.message.render(gettext))
