"""Dropping out of the process by withdrawal or decision, and taking that back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.personnel.kinds import Leaving
from daihoi.web.one_form import get_or_post
from daihoi.web.personnel.frame import opened
from daihoi.web.personnel.process import personnel_form, process_of, way
from daihoi.web.personnel.process_forms import LeaveForm, SeenForm
from daihoi.web.templatetags.show import day


@get_or_post
def leave(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Enter that somebody withdrew or dropped out by decision."""
    title = gettext("Drops out of the process")
    place, context = opened(request, pk, "personnel_leave", last=title, ids={"person": person}, edit=True)
    view = process_of(place)
    if person not in view.known or person in view.gone:
        raise NotHere
    back = reverse("personnel_process", args=[pk])
    return personnel_form(
        request,
        context,
        LeaveForm(request.POST or None, initial={"on_date": request.today}),
        lambda data: actions.leave(
            actor=request.actor,
            organisation=pk,
            term=place.term,
            person=person,
            how=Leaving(data["how"]),
            on_date=data["on_date"],
            number=data["number"],
            note=data["note"],
        ),
        crumbs=way(place, None, title)[:-1],
        title=title,
        submit=gettext("Save"),
        goal=back,
        cancel=back,
        lead=gettext("{name} leaves the step that is open and is in none after it.").format(
            name=view.known[person].name
        ),
    )


@get_or_post
def undo(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Take out again what was entered by mistake."""
    title = gettext("Back into the process")
    place, context = opened(request, pk, "personnel_leave_undo", last=title, ids={"person": person}, edit=True)
    view = process_of(place)
    row = next((one for one in view.leaves if one.person == person), None)
    if row is None:
        raise NotHere
    back = reverse("personnel_process", args=[pk])
    return personnel_form(
        request,
        context,
        SeenForm(request.POST or None, initial={"seen": row.id}),
        lambda data: actions.undo_leave(actor=request.actor, organisation=pk, term=place.term, person=person),
        crumbs=way(place, None, title)[:-1],
        title=title,
        submit=gettext("Take it out"),
        goal=back,
        cancel=back,
        danger=True,
        lead=gettext(
            "{name} dropped out on {day}. Take that out only where it was entered by mistake; the person comes back as "
            "far as they had come."
        ).format(name=row.name, day=day(row.on_date)),
    )
