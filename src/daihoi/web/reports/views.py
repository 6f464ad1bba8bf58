"""The weekly reports of an organisation: the list, when they are made, and making one now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import reports as actions
from daihoi.core.access import NotHere
from daihoi.queries import reports as queries
from daihoi.queries.rules import terms
from daihoi.web.asked import asked
from daihoi.web.one_form import choose, get_or_post, looked_at, one_form
from daihoi.web.paging import page_number, page_of
from daihoi.web.reports.forms import WEEKDAYS, MakeForm, ScheduleForm


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The reports of one organisation, the latest first."""
    card = looked_at(request)
    if card is None:
        return choose(request, gettext("Weekly reports"))
    choice = asked(request)
    start = (page_number(request) - 1) * 50
    total, view = queries.reports(
        actor=request.actor, organisation=card.id, term=choice.term, start=start, stop=start + 50
    )
    context = {
        "view": view,
        "page": page_of(request, total),
        "choice": choice,
        "terms": terms(),
        "weekday": dict(WEEKDAYS)[str(view.schedule.weekday)] if view.schedule else "",
    }
    return render(request, "reports/index.html", context)


def _crumbs(view: queries.ReportsView) -> list[tuple[str, str]]:
    return [(gettext("Weekly reports"), f"{reverse('reports')}?at={view.organisation}"), (view.name, "")]


def _may_edit(request: HttpRequest, organisation: int, term: str) -> queries.ReportsView:
    _, view = queries.reports(actor=request.actor, organisation=organisation, term=term, start=0, stop=0)
    if not view.may_edit:
        raise NotHere
    return view


@get_or_post
def schedule(request: HttpRequest, organisation: int) -> HttpResponse:
    """On which weekday and at which hour the report makes itself."""
    term = asked(request).term
    view = _may_edit(request, organisation, term)
    set_now = view.schedule or queries.Schedule(4, 15, active=True)
    initial = {"weekday": set_now.weekday, "hour": set_now.hour, "active": set_now.active}

    def act(data: dict[str, Any]) -> None:
        actions.set_schedule(actor=request.actor, organisation=organisation, term=term, **data)

    goal = f"{reverse('reports')}?at={organisation}"
    return one_form(
        request,
        ScheduleForm(request.POST or None, initial=initial),
        act,
        title=gettext("When the report is made"),
        submit=gettext("Save"),
        goal=goal,
        cancel=goal,
        crumbs=_crumbs(view)[:1],
        lead=view.name,
    )


@get_or_post
def make(request: HttpRequest, organisation: int) -> HttpResponse:
    """Make a report now; an unsigned one of the same week is made anew."""
    term = asked(request).term
    view = _may_edit(request, organisation, term)

    def act(data: dict[str, Any]) -> int:
        return actions.make_report(actor=request.actor, organisation=organisation, term=term, week_to=data["week_to"])

    return one_form(
        request,
        MakeForm(request.POST or None, initial={"week_to": request.today}),
        act,
        title=gettext("Make a weekly report"),
        submit=gettext("Make the report"),
        goal=lambda pk: reverse("report", args=[pk]),
        cancel=f"{reverse('reports')}?at={organisation}",
        crumbs=_crumbs(view)[:1],
        lead=view.name,
        done=gettext("The report is made. Add words where they are needed, then sign it off."),
    )
