"""The briefings of an organisation; planning one, changing and dropping it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import briefings as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.briefings import BriefingState
from daihoi.queries import briefings as queries
from daihoi.queries.briefings import BriefingView
from daihoi.queries.difficulties import Placed
from daihoi.queries.rules import terms
from daihoi.web.asked import asked
from daihoi.web.briefings.forms import DropForm, MeetingForm
from daihoi.web.difficulties.frame import crumbs, tabs
from daihoi.web.one_form import choose, get_or_post, looked_at, one_form
from daihoi.web.organisations.frame import may, present
from daihoi.web.paging import SIZE, page_number, page_of
from daihoi.web.templatetags.show import day

EDIT = Permission.BRIEFINGS_EDIT


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    choice = asked(request)
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Briefings"))
    who = {"actor": request.actor, "organisation": at.id, "term": choice.term, "today": request.today}
    start = (page_number(request) - 1) * SIZE
    total, lines = queries.briefings(**who, start=start, stop=start + SIZE)
    page = page_of(request, total)
    if page.start != start:
        total, lines = queries.briefings(**who, start=page.start, stop=page.stop)
    context = {
        "at": at,
        "choice": choice,
        "terms": terms(),
        "lines": lines,
        "page": page,
        "tabs": tabs("briefings", at),
        "may": may(request, EDIT, at.path),
    }
    return render(request, "briefings/index.html", context)


def way(pk: int, at: Placed, on: date, *, last: bool = False) -> list[tuple[str, str]]:
    """Down to a briefing of an organisation on a day; `last`: the page is its own."""
    return crumbs(
        (at.id, at.name),
        (gettext("Briefings"), f"{reverse('briefings')}?at={at.id}"),
        (gettext("Briefing of {day}").format(day=day(on)), "" if last else reverse("briefing", args=[pk])),
    )


def way_to(view: BriefingView, *, last: bool = False) -> list[tuple[str, str]]:
    return way(view.id, view.organisation, view.held_on or view.planned_on, last=last)


def editable(request: HttpRequest, pk: int) -> BriefingView:
    """A briefing that the person may work on; NotHere for others, and for one that was dropped."""
    view = queries.briefing(actor=request.actor, pk=pk, today=request.today)
    if not view.may_edit or view.state is BriefingState.DROPPED:
        raise NotHere
    return view


def _meeting(data: dict[str, object]) -> actions.Meeting:
    return actions.Meeting(**{name: data[name] for name in ("planned_on", "place", "chair", "scribe")})


@get_or_post
def new(request: HttpRequest, organisation: int) -> HttpResponse:
    """When and where; then its agenda is made from what is open."""
    card = present(request, organisation, EDIT)
    term = asked(request).term
    listed = f"{reverse('briefings')}?at={card.id}"
    return one_form(
        request,
        MeetingForm(request.POST or None, initial={"planned_on": request.today}),
        lambda data: actions.plan_briefing(
            actor=request.actor, organisation=card.id, term=term, meeting=_meeting(data)
        ),
        title=gettext("Plan a briefing"),
        submit=gettext("On to the agenda"),
        goal=lambda pk: reverse("briefing_agenda", args=[pk]),
        cancel=listed,
        crumbs=crumbs((card.id, card.name), (gettext("Briefings"), listed)),
        done=gettext("It is planned. Choose what is on its agenda."),
    )


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    view = editable(request, pk)
    if view.state is BriefingState.HELD:
        raise NotHere
    here = reverse("briefing", args=[pk])
    initial = {name: getattr(view, name) for name in ("planned_on", "place", "chair", "scribe", "seen")}
    return one_form(
        request,
        MeetingForm(request.POST or None, initial=initial),
        lambda data: actions.change_briefing(
            actor=request.actor,
            organisation=view.organisation.id,
            briefing=pk,
            meeting=_meeting(data),
            seen=data["seen"] or None,
        ),
        title=gettext("Change day or place"),
        submit=gettext("Save"),
        goal=here,
        cancel=here,
        crumbs=way_to(view),
    )


@get_or_post
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    view = editable(request, pk)
    if view.state is BriefingState.HELD:
        raise NotHere
    return one_form(
        request,
        DropForm(request.POST if request.method == "POST" else None, initial={"seen": view.seen}),
        lambda data: actions.drop_briefing(
            actor=request.actor, organisation=view.organisation.id, briefing=pk, seen=data["seen"] or None
        ),
        title=gettext("Drop the briefing"),
        submit=gettext("Drop the briefing"),
        goal=f"{reverse('briefings')}?at={view.organisation.id}",
        cancel=reverse("briefing", args=[pk]),
        crumbs=way_to(view),
        lead=gettext("It is not held. Its agenda stays to be read."),
        danger=True,
    )
