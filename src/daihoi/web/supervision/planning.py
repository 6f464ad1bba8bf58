"""Planning a visit, changing and dropping it, saying that it was held, and concluding it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import supervision as actions
from daihoi.core.access import Permission
from daihoi.queries import access
from daihoi.queries import supervision as queries
from daihoi.queries.access import PlaceChoice, place_named, require_anywhere
from daihoi.queries.supervision import VisitView
from daihoi.web.asked import asked, seen_version
from daihoi.web.one_form import get_or_post, one_form
from daihoi.web.supervision.forms import ConcludeForm, DropForm, HoldForm, VisitForm, WhereForm
from daihoi.web.supervision.frame import crumbs, found, title_of

SUPERVISE = Permission.SUPERVISE


@require_safe
def options(request: HttpRequest) -> HttpResponse:
    """Options for the field that names the organisation visited, while one types."""
    require_anywhere(request.actor, SUPERVISE, request.today)
    text = request.GET.get("place", "")[:250]
    choices = access.place_choices(actor=request.actor, permission=SUPERVISE, today=request.today, text=text)
    return render(request, "access/options.html", {"choices": choices})


@get_or_post
def where(request: HttpRequest) -> HttpResponse:
    """First where the visit goes."""
    require_anywhere(request.actor, SUPERVISE, request.today)
    form = WhereForm(request.POST or None)
    goal: list[int] = []
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["place"]
        named = place_named(actor=request.actor, permission=SUPERVISE, today=request.today, text=text)
        if isinstance(named, PlaceChoice):
            goal.append(named.id)
        elif named:
            choices = "; ".join(str(each) for each in named[:5])
            form.add_error("place", gettext("It may be one of these: {choices}").format(choices=choices))
        else:
            form.add_error("place", gettext("No such organisation. Type its code or name."))
    if goal:
        return redirect("visit_new", goal[0])
    return one_form(
        request,
        form,
        lambda data: None,
        title=gettext("Plan a visit"),
        submit=gettext("Go on"),
        goal=reverse("supervision"),
        cancel=reverse("supervision"),
        crumbs=[(gettext("Supervision"), reverse("supervision"))],
    )


@get_or_post
def new(request: HttpRequest, organisation: int) -> HttpResponse:
    """Plan a visit to an organisation."""
    term = asked(request).term
    plan = queries.planning(actor=request.actor, organisation=organisation, term=term, today=request.today)
    initial = {
        "planned_on": request.today,
        "by": str(plan.by[0][0]) if plan.by else "",
        "body": request.GET.get("body"),
    }
    form = VisitForm(request.POST or None, initial=initial, plan=plan)

    def act(data: dict[str, Any]) -> int:
        return actions.plan_visit(
            actor=request.actor, organisation=organisation, term=term, facts=form.facts(), checklists=form.added()
        )

    back = f"{reverse('supervision')}?at={organisation}"
    return one_form(
        request,
        form,
        act,
        title=gettext("Plan a visit"),
        submit=gettext("Plan it"),
        goal=lambda pk: reverse("visit", args=[pk]),
        cancel=back,
        crumbs=[(gettext("Supervision"), reverse("supervision")), (plan.name, back)],
        lead=plan.name,
    )


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is planned of a visit, and its checklists."""
    view = found(request, pk, lead=True)
    line = view.line
    plan = queries.planning(actor=request.actor, organisation=line.organisation, term=view.term, today=request.today)
    initial = {
        "kind": line.kind.value,
        "planned_on": line.planned_on,
        "by": str(line.by),
        "body": str(line.body or ""),
        "visitors": line.visitors,
        "agenda": view.agenda,
    }
    form = VisitForm(
        request.POST or None,
        initial=initial,
        plan=plan,
        groups=[name for name, _ in view.groups],
        by=(line.by, line.by_name),
        body=(line.body, line.body_name),
    )

    def act(data: dict[str, Any]) -> None:
        actions.change_visit(
            **_of(request, view),
            version=seen_version(request, view.version),
            facts=form.facts(),
            add=form.added(),
            remove=form.removed(),
        )

    return _page(request, view, form, act, gettext("Change the visit"), template="supervision/form.html")


@get_or_post
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a visit, with the reason."""
    view = found(request, pk, lead=True)

    def act(data: dict[str, Any]) -> None:
        actions.drop_visit(**_of(request, view), reason=data["reason"])

    return _page(request, view, DropForm(request.POST or None), act, gettext("Drop the visit"), danger=True)


@get_or_post
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on which day a visit was held."""
    view = found(request, pk, lead=True)
    form = HoldForm(request.POST or None, initial={"held_on": view.line.held_on or request.today})

    def act(data: dict[str, Any]) -> None:
        actions.hold_visit(**_of(request, view), held_on=data["held_on"])

    return _page(request, view, form, act, gettext("The visit was held"))


@get_or_post
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was concluded and the tasks that come of it; then the organisation visited sees it all."""
    view = found(request, pk, lead=True)
    if view.line.held_on is None:
        return redirect("visit_hold", pk)
    form = ConcludeForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        actions.conclude_visit(**_of(request, view), conclusion=data["conclusion"], tasks=form.tasks())

    return _page(
        request,
        view,
        form,
        act,
        gettext("Conclude the visit"),
        template="supervision/conclude.html",
        shortcomings=[one for one in view.findings if one.weight == "shortcoming" and not one.struck_reason],
        unanswered=sum(point.current is None for point in view.points),
    )


def _of(request: HttpRequest, view: VisitView) -> dict[str, Any]:
    return {"actor": request.actor, "organisation": view.line.organisation, "visit": view.line.id}


def _page(
    request: HttpRequest,
    view: VisitView,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    title: str,
    *,
    template: str = "supervision/form.html",
    **more: object,
) -> HttpResponse:
    here = reverse("visit", args=[view.line.id])
    return one_form(
        request,
        form,
        act,
        title=title,
        submit=title if more.get("danger") or template.endswith("conclude.html") else gettext("Save"),
        goal=here,
        cancel=here,
        crumbs=crumbs(view, (title, ""))[:-1],
        template=template,
        version=seen_version(request, view.version),
        view=view,
        lead=title_of(view),
        **more,
    )
