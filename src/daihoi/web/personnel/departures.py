"""Those who do not stand again, and offices of Party and state that work as one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import ARRANGEMENT_NAMES, DEPARTURE_NAMES, MERGED_NAMES, MergedOffices
from daihoi.office.tables import Column, Sheet
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import DepartureRow
from daihoi.web import words
from daihoi.web.downloads import XLSX
from daihoi.web.one_form import get_or_post
from daihoi.web.personnel.frame import handed, marked, opened, place_of, taken
from daihoi.web.personnel.members_forms import DepartureForm, OfficesForm, PartForm
from daihoi.web.personnel.people_frame import first_rows, personnel_form, to_edit
from daihoi.web.templatetags.people_words import born
from daihoi.web.templatetags.show import day

TITLE, OFFICES = N_("Not standing again"), N_("Offices that work as one")


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who do not stand again, what is open first."""
    place, context = opened(request, pk, "personnel_departures", last=gettext(TITLE))
    rows = queries.departures(actor=request.actor, place=place, today=request.today)
    context |= {"rows": rows, "open": sum(row.open for row in rows)}
    return render(request, "personnel/departures.html", context)


@require_safe
def listing_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    place = place_of(request, pk)
    rows = queries.departures(actor=request.actor, place=place, today=request.today)
    mark = taken(request, place, "personnel_departures_xlsx", "xlsx")
    title = gettext(TITLE)
    columns = [
        Column(gettext("No."), 6, "int"),
        Column(gettext("Full name"), 28),
        Column(gettext("Born"), 10),
        Column(gettext("Present post and unit"), 32),
        Column(gettext("Months left"), 10, "int"),
        Column(gettext("Why not again"), 24),
        Column(gettext("Further work or leaving"), 18),
        Column(gettext("What is foreseen"), 32),
        Column(gettext("Policy due to the person"), 18),
        Column(gettext("Decision"), 24),
        Column(gettext("In effect from"), 13, "date"),
    ]
    lines = [_values(number, row) for number, row in enumerate(rows, 1)]
    sheet = Sheet(title, columns, lines, first_rows(mark, place, title))
    return handed(marked(mark, [sheet]), XLSX, f"{title} - {place.name}", "xlsx")


def _values(number: int, row: DepartureRow) -> tuple[Any, ...]:
    return (
        number,
        row.name,
        born(row.born_year, row.born_month),
        row.post,
        row.months,
        words.say(DEPARTURE_NAMES, row.why),
        words.say(ARRANGEMENT_NAMES, row.arrangement),
        row.arranged,
        words.say(ARRANGEMENT_NAMES, row.policy),
        row.decision,
        row.from_on,
    )


@get_or_post
def new(request: HttpRequest, pk: int) -> HttpResponse:
    title = gettext("Somebody does not stand again")
    place, context = to_edit(request, pk, "personnel_departure_new", title)
    people = queries.people_of(actor=request.actor, place=place, today=request.today)
    form = DepartureForm(request.POST or None, people=people)

    def act(data: dict[str, Any]) -> object:
        return actions.keep_departure(
            actor=request.actor, organisation=pk, term=place.term, person=data["person"], facts=form.facts(), seen=0
        )

    return _form(request, context, form, act, "personnel_departures", TITLE, title=title, submit=gettext("Enter"))


@get_or_post
def edit(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Change what becomes of somebody, or that the person does stand again (`out`)."""
    title = gettext("What becomes of somebody")
    place, context = to_edit(request, pk, "personnel_departure", title, {"person": person})
    rows = queries.departures(actor=request.actor, place=place, today=request.today)
    row = next((one for one in rows if one.person == person), None)
    if row is None:
        raise NotHere
    form = DepartureForm(request.POST or None, row=row)

    def act(data: dict[str, Any]) -> object:
        facts = None if "out" in request.POST else form.facts()
        return actions.keep_departure(
            actor=request.actor, organisation=pk, term=place.term, person=person, facts=facts, seen=data["seen"]
        )

    return _form(
        request, context, form, act, "personnel_departures", TITLE, title=title, submit=gettext("Save"), what=row.name,
        other=gettext("Does stand again"),
    )  # fmt: skip


@require_safe
def offices(request: HttpRequest, pk: int) -> HttpResponse:
    """Offices of Party and state that work, or worked, as one."""
    place, context = opened(request, pk, "personnel_offices", last=gettext(OFFICES))
    rows = queries.offices(actor=request.actor, place=place, today=request.today)
    return render(request, "personnel/offices.html", context | {"rows": rows})


@get_or_post
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    title = gettext("Offices begin to work as one")
    _, context = to_edit(request, pk, "personnel_offices_new", title)
    form = OfficesForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        offices = MergedOffices(data["offices"])
        return actions.merge_offices(
            actor=request.actor, organisation=pk, offices=offices, from_on=data["from_on"], decision=data["decision"]
        )

    return _form(request, context, form, act, "personnel_offices", OFFICES, title=title, submit=gettext("Enter"))


@get_or_post
def part(request: HttpRequest, pk: int, merged: int) -> HttpResponse:
    title = gettext("Offices work as one no more")
    place, context = to_edit(request, pk, "personnel_offices_end", title, {"offices": merged})
    rows = queries.offices(actor=request.actor, place=place, today=request.today)
    row = next((one for one in rows if one.id == merged and one.to_on is None), None)
    if row is None:
        raise NotHere
    form = PartForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        return actions.part_offices(actor=request.actor, organisation=pk, merged=merged, to_on=data["to_on"])

    what = words.say(MERGED_NAMES, row.offices)
    return _form(
        request, context, form, act, "personnel_offices", OFFICES, title=title, submit=gettext("Save"), what=what
    )


@get_or_post
def remove(request: HttpRequest, pk: int, merged: int) -> HttpResponse:
    """Ask, then take out merged offices that were entered by mistake."""
    title = gettext("Take merged offices out")
    place, context = to_edit(request, pk, "personnel_offices_remove", title, {"offices": merged})
    rows = queries.offices(actor=request.actor, place=place, today=request.today)
    row = next((one for one in rows if one.id == merged), None)
    if row is None:
        raise NotHere
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act(data: dict[str, Any]) -> object:
        return actions.remove_merged(actor=request.actor, organisation=pk, merged=merged)

    what = f"{words.say(MERGED_NAMES, row.offices)} – {day(row.from_on)}"
    text = gettext("Only for what was entered by mistake, or with a wrong day; enter them anew then.")
    return _form(
        request, context, form, act, "personnel_offices", OFFICES, title=title, submit=title, what=what, text=text,
        danger=True,
    )  # fmt: skip


def _form(
    request: HttpRequest, context: dict[str, Any], form: forms.Form, act: Any, page: str, page_title: str, **more: Any
) -> HttpResponse:
    here = (gettext(page_title), reverse(page, args=[context["place"].organisation]))
    return personnel_form(request, context, form, act, goal=here[1], cancel=here[1], under=here, **more)
