"""What the pages of people share: a page with one form and the first rows of each table."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.queries.personnel import PersonnelPlace
from daihoi.web.one_form import one_form
from daihoi.web.personnel.frame import Mark, opened


def to_edit(
    request: HttpRequest, pk: int, page: str, title: str, ids: Mapping[str, int] | None = None
) -> tuple[PersonnelPlace, dict[str, Any]]:
    """`opened` for a page that changes something; NotHere for whoever may only read."""
    place, context = opened(request, pk, page, last=title, ids=ids, edit=True)
    return place, context


def personnel_form(
    request: HttpRequest,
    context: dict[str, Any],
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    submit: str,
    goal: str | Callable[[object], str],
    cancel: str,
    template: str = "personnel/people_form.html",
    under: tuple[str, str] | None = None,
    **more: object,
) -> HttpResponse:
    """`web.one_form.one_form` inside the frame of personnel.

    `under`: title and address of the page that it belongs to, if that is not the list of people.
    """
    place: PersonnelPlace = context["place"]
    crumbs = context.pop("crumbs")[:-1]
    crumbs.append(under or (gettext("People and pool"), reverse("personnel_people", args=[place.organisation])))
    return one_form(
        request,
        form,
        act,
        title=title,
        submit=submit,
        goal=goal,
        cancel=cancel,
        crumbs=crumbs,
        template=template,
        **context,
        **more,
    )


def first_rows(mark: Mark, place: PersonnelPlace, title: str) -> tuple[str, ...]:
    """The rows above a table that leaves: secrecy, who took it and when, what it is, whose."""
    return (mark.line, f"{title} – {place.name} ({place.term})")
