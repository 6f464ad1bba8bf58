"""The bodies of an organisation and those that look after it; one body, and its changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import bodies as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.bodies import BODY_NAMES, COVERING, SEAT_NAMES, read_members
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import bodies as queries
from daihoi.queries import indicators, organisations
from daihoi.queries.bodies import BodyLine, BodyView
from daihoi.queries.indicators import Place
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import asked, seen_version
from daihoi.web.bodies.forms import BodyForm, EndForm, MembersForm, NewBodyForm, initial_of
from daihoi.web.bodies.frame import crumbs, may, tabs
from daihoi.web.downloads import XLSX, download
from daihoi.web.one_form import choose, get_or_post, looked_at, one_form
from daihoi.web.templatetags.show import day

EDIT = Permission.BODIES_EDIT


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The bodies that look after an organisation, those that it formed, and how those below it are looked after."""
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Bodies"))
    choice = asked(request)
    shared = {"actor": request.actor, "organisation": at.id, "term": choice.term, "today": request.today}
    own, above = queries.here(**shared)
    place = place_of(request, at, choice.term)
    levels = queries.coverage(place, choice.level).levels if place is not None and choice.level else ()
    context = {
        "at": at,
        "choice": choice,
        "terms": terms(),
        "tabs": tabs(at, "bodies"),
        "working": [line for line in own if line.working],
        "over": [line for line in own if not line.working],
        "above": above,
        "levels": levels,
        "may": may(request, EDIT, at.path),
    }
    return render(request, "bodies/index.html", context)


def place_of(request: HttpRequest, at: OrganisationCard, term: str) -> Place | None:
    """The subtree today; None for an organisation that is not there today."""
    try:
        return indicators.place(
            actor=request.actor, organisation=at.id, term=term, as_of=request.today, today=request.today
        )
    except NotHere:
        return None


@require_safe
def sheet(request: HttpRequest, at: int) -> HttpResponse:
    """The bodies of an organisation with their members, one row a member."""
    card = organisations.organisation(actor=request.actor, pk=at, as_of=request.today)
    term = asked(request).term
    lines = queries.bodies(actor=request.actor, organisation=at, term=term, today=request.today)
    columns = (
        Column(gettext("Body"), 36),
        Column(gettext("Kind of body"), 22),
        Column(gettext("Decision"), 24),
        Column(gettext("Formed on"), 13, "date"),
        Column(gettext("Ended on"), 13, "date"),
        Column(gettext("Organisations"), 13, "int"),
        Column(gettext("Name"), 28),
        Column(gettext("Office"), 34),
        Column(gettext("Seat"), 20),
    )
    title = gettext("Bodies")
    heading = (card.name, title, gettext("Term {term}, as of {day}").format(term=term, day=day(request.today)))
    data = write_xlsx([Sheet(title, columns, [row for line in lines for row in _rows(line)], heading)])
    return download(data, XLSX, f"{title} {card.name}", "xlsx")


def _rows(line: BodyLine) -> list[tuple[Any, ...]]:
    kind = words.say(BODY_NAMES, line.kind)
    facts = (line.name, kind, line.decision, line.formed_on, line.ended_on, line.covered)
    people = [(each.name, each.office, words.say(SEAT_NAMES, each.seat)) for each in line.members]
    return [(*facts, *person) for person in people or [("", "", "")]]


@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """One body: its people, its task, the organisations that it looks after."""
    view = queries.body(actor=request.actor, pk=pk, today=request.today)
    line = view.line
    context = {
        "view": view,
        "line": line,
        "covers": line.kind in COVERING,
        "crumbs": crumbs(line.place, line.organisation, (line.name, "")) if view.own else [(line.name, "")],
    }
    return render(request, "bodies/body.html", context)


def editable(request: HttpRequest, pk: int) -> BodyView:
    """The body for somebody who may change it; NotHere for everybody else."""
    view = queries.body(actor=request.actor, pk=pk, today=request.today)
    if not view.may_edit:
        raise NotHere
    return view


def way(view: BodyView) -> list[tuple[str, str]]:
    return crumbs(view.line.place, view.line.organisation, (view.line.name, reverse("body", args=[view.line.id])))


@get_or_post
def new(request: HttpRequest, organisation: int) -> HttpResponse:
    """Form a body, with its members."""
    card = organisations.organisation(actor=request.actor, pk=organisation, as_of=request.today)
    if not may(request, EDIT, card.path):
        raise NotHere
    term = asked(request).term
    form = NewBodyForm(
        request.POST or None,
        initial={"kind": request.GET.get("kind", ""), "formed_on": request.today},
        above=_above(request, organisation, term),
    )

    def act(data: dict[str, Any]) -> int:
        return actions.form_body(
            actor=request.actor,
            organisation=organisation,
            term=term,
            facts=form.facts(),
            members=read_members(data["members"]),
        )

    return one_form(
        request,
        form,
        act,
        title=gettext("Form a body"),
        submit=gettext("Form it"),
        goal=lambda pk: reverse("body", args=[pk]),
        cancel=f"{reverse('bodies')}?at={organisation}",
        crumbs=crumbs(card.name, organisation),
        lead=gettext("{place}, term {term}").format(place=card.name, term=term),
    )


def _above(request: HttpRequest, organisation: int, term: str, but: int | None = None) -> list[tuple[int, str]]:
    lines = queries.bodies(actor=request.actor, organisation=organisation, term=term, today=request.today)
    return [(line.id, line.name) for line in lines if line.ended_on is None and line.id != but]


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of a body."""
    view = editable(request, pk)
    organisation = view.line.organisation
    above = _above(request, organisation, view.term, pk)
    form = BodyForm(request.POST or None, initial=initial_of(view), above=above)
    return _changed(
        request,
        view,
        form,
        lambda data: actions.change_body(
            actor=request.actor, organisation=organisation, body=pk, version=_seen(request, view), facts=form.facts()
        ),
        title=gettext("Change the body"),
    )


@get_or_post
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """All members of a body on one form, and a list to paste."""
    view = editable(request, pk)
    form = MembersForm(request.POST or None, members=view.line.members)

    def act(data: dict[str, Any]) -> None:
        actions.set_members(
            actor=request.actor,
            organisation=view.line.organisation,
            body=pk,
            version=_seen(request, view),
            members=[*form.members(), *read_members(data["paste"])],
        )

    return _changed(request, view, form, act, title=gettext("Members of the body"), template="bodies/members.html")


@get_or_post
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The body no longer works."""
    view = editable(request, pk)
    form = EndForm(request.POST or None, initial={"ended_on": request.today})

    def act(data: dict[str, Any]) -> None:
        actions.end_body(actor=request.actor, organisation=view.line.organisation, body=pk, **data)

    lead = gettext("From that day on it no longer works. What it did stays.")
    return _changed(request, view, form, act, title=gettext("End the body"), lead=lead, danger=True)


def _seen(request: HttpRequest, view: BodyView) -> int:
    """The version that the form was made from."""
    return seen_version(request, view.version)


def _changed(
    request: HttpRequest,
    view: BodyView,
    form: Any,
    act: Any,
    *,
    title: str,
    template: str = "bodies/form.html",
    **more: object,
) -> HttpResponse:
    here = reverse("body", args=[view.line.id])
    return one_form(
        request,
        form,
        act,
        title=title,
        submit=title if more.get("danger") else gettext("Save"),
        goal=here,
        cancel=here,
        crumbs=way(view),
        template=template,
        version=_seen(request, view) if request.method == "POST" else view.version,
        **({"lead": view.line.name} | more),
    )
