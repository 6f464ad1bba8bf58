"""The scheme of an organisation: its numbers and its variants, the chosen one with its list and lines first."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.personnel import ORGAN_NAMES
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import PersonnelPlace, SchemeView, VariantRow
from daihoi.queries.personnel.schemes import numbers_before, reference_month, reference_wanted
from daihoi.web.asked import seen_version
from daihoi.web.one_form import get_or_post, one_form
from daihoi.web.personnel.frame import crumbs, opened
from daihoi.web.personnel.scheme_forms import SchemeForm, initial_of
from daihoi.web.personnel.scheme_lines import grouped, shown
from daihoi.web.personnel.scheme_people import row_of
from daihoi.web.words import pack_text, say


@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers and variants; below them the chosen list beside its lines."""
    place, context = opened(request, pk, "personnel_scheme", last=gettext("Scheme"))
    view = queries.scheme(place)
    numbers = [(say(ORGAN_NAMES, row.organ), row) for row in view.numbers] if view else []
    context |= {"view": view, "numbers": numbers, "reference": reference_month(place)}
    if view is not None and view.chosen is not None:
        context |= list_of(view, view.chosen)
    return render(request, "personnel/scheme.html", context)


def list_of(view: SchemeView, variant: VariantRow) -> dict[str, object]:
    """A variant's list and lines for its pages."""
    lines = shown(variant.check, answers=view.answers, people=view.known(variant)) if variant.check else ()
    return {
        "view": view,
        "variant": variant,
        "rows": [row_of(view, one) for one in variant.people],
        "groups": grouped(lines),
        "locked": view.locked(variant),
    }


def begun(place: PersonnelPlace, *, only: int | None = None, checks: bool = True, pool: bool = True) -> SchemeView:
    """The scheme; NotHere where it was not begun."""
    view = queries.scheme(place, only=only, checks=checks, pool=pool)
    if view is None:
        raise NotHere
    return view


def way(place: PersonnelPlace) -> list[tuple[str, str]]:
    """From the list of personnel work to the scheme."""
    return [*crumbs(place, " ")[:-1], (gettext("Scheme"), reverse("personnel_scheme", args=[place.organisation]))]


def form_page(
    request: HttpRequest,
    place: PersonnelPlace,
    context: dict[str, object],
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    goal: str | Callable[[object], str],
    cancel: str,
    submit: str,
    template: str = "personnel/scheme_form.html",
    **more: object,
) -> HttpResponse:
    """A page with one form under the frame of personnel work; its heading is `last` of the frame."""
    rest = {name: value for name, value in context.items() if name != "crumbs"}
    return one_form(
        request,
        form,
        act,
        title=str(context["last"]),
        submit=submit,
        goal=goal,
        cancel=cancel,
        crumbs=way(place),
        template=template,
        **rest,
        **more,
    )


@get_or_post
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the scheme, or set its numbers, secrecy and month of reference."""
    place, context = opened(request, pk, "personnel_scheme_numbers", last=gettext("Numbers of the scheme"), edit=True)
    view = queries.scheme(place, checks=False, pool=False)
    form = SchemeForm(
        request.POST or None,
        initial=initial_of(view, place.secrecy, place.reference_on),
        wants_month=reference_wanted(place),
        before={organ: f"{pack_text(rule.of)} ({rule.id})" for organ, rule in numbers_before(place).items()},
    )
    shared = {"actor": request.actor, "organisation": pk, "term": place.term}
    version = seen_version(request, view.version if view else 0)

    def act(data: dict[str, Any]) -> None:
        if view is None:
            actions.begin_scheme(**shared, facts=form.facts(), variant=gettext("Variant 1"))
        else:
            actions.set_scheme(**shared, version=version, facts=form.facts())

    home = reverse("personnel_scheme", args=[pk])
    return form_page(
        request,
        place,
        context,
        form,
        act,
        goal=home,
        cancel=home,
        submit=gettext("Save") if view else gettext("Begin the scheme"),
        template="personnel/scheme_numbers.html",
        version=version,
        on_its_way=view.on_its_way if view else None,
    )
