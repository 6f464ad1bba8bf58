"""Variants of a scheme: one with its list and lines, making, naming, choosing and dropping them, and side by side."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import personnel as actions
from daihoi.queries.personnel import VariantRow
from daihoi.web.asked import seen_version, whole_number
from daihoi.web.one_form import act_or_say, get_or_post
from daihoi.web.personnel.frame import opened, place_of
from daihoi.web.personnel.scheme import begun, form_page, list_of, way
from daihoi.web.personnel.scheme_forms import NameForm, VariantForm
from daihoi.web.personnel.scheme_lines import Shown, grouped, shown
from daihoi.web.personnel.scheme_people import row_of

MOST_SIDE_BY_SIDE = 4


@require_safe
def variant(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """One variant: its list, and beside it every line of the check."""
    place, context = opened(request, pk, "personnel_variant", last=gettext("Variant"), ids={"variant": variant})
    view = begun(place, only=variant)
    found = view.variant(variant)
    context |= list_of(view, found) | {"crumbs": [*way(place), (found.name, "")], "last": found.name}
    return render(request, "personnel/variant.html", context)


@get_or_post
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new variant, empty or as a copy."""
    place, context = opened(request, pk, "personnel_variant_new", last=gettext("New variant"), edit=True)
    view = begun(place, checks=False, pool=False)
    form = VariantForm(
        request.POST or None,
        variants=[(one.id, one.name) for one in view.variants],
        initial={
            "name": gettext("Variant {number}").format(number=len(view.variants) + 1),
            "copy_of": whole_number(request.GET.get("of", "")),
        },
    )

    def act(data: dict[str, Any]) -> int:
        return actions.make_variant(actor=request.actor, organisation=pk, term=place.term, **data)

    return form_page(
        request,
        place,
        context,
        form,
        act,
        submit=gettext("Make it"),
        goal=lambda made: reverse("personnel_variant", args=[pk, made]),
        cancel=reverse("personnel_scheme", args=[pk]),
    )


@get_or_post
def rename(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """Another name for a variant."""
    place, context = opened(
        request, pk, "personnel_variant_rename", last=gettext("Rename the variant"), ids={"variant": variant}, edit=True
    )
    found = begun(place, only=variant, checks=False, pool=False).variant(variant)
    form = NameForm(request.POST or None, initial={"name": found.name})
    here = reverse("personnel_variant", args=[pk, variant])

    def act(data: dict[str, Any]) -> None:
        actions.rename_variant(actor=request.actor, organisation=pk, term=place.term, variant=variant, **data)

    return form_page(request, place, context, form, act, submit=gettext("Save"), goal=here, cancel=here)


@get_or_post
def drop(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """Drop a variant that is not wanted any more."""
    place, context = opened(
        request, pk, "personnel_variant_drop", last=gettext("Drop the variant"), ids={"variant": variant}, edit=True
    )
    found = begun(place, only=variant, checks=False, pool=False).variant(variant)

    def act(data: dict[str, Any]) -> None:
        actions.drop_variant(
            actor=request.actor, organisation=pk, term=place.term, variant=variant, version=_seen(request, found)
        )

    return form_page(
        request,
        place,
        context,
        forms.Form(request.POST or None),
        act,
        submit=gettext("Drop the variant"),
        goal=reverse("personnel_scheme", args=[pk]),
        cancel=reverse("personnel_variant", args=[pk, variant]),
        danger=True,
        version=_seen(request, found),
        said=gettext("“{name}” and its list are gone then. The people stay in the pool.").format(name=found.name),
    )


def _seen(request: HttpRequest, found: VariantRow) -> int:
    """The version that the form was made from."""
    return seen_version(request, found.version)


@require_POST
def choose(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """Let a variant be the one that goes through the process."""
    place = place_of(request, pk)
    version = seen_version(request, 0)
    findings = act_or_say(
        request,
        lambda: actions.choose_variant(
            actor=request.actor, organisation=pk, term=place.term, variant=variant, version=version
        ),
        done=gettext("This variant now goes through the process."),
    )
    here = reverse("personnel_variant", args=[pk, variant])
    if not findings:
        return redirect(here)
    place, context = opened(request, pk, "personnel_variant", last=gettext("Variant"))
    view = begun(place, only=variant)
    found = view.variant(variant)
    context |= list_of(view, found) | {"findings": findings, "crumbs": [*way(place), (found.name, "")]}
    return render(request, "personnel/variant.html", context, status=400)


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Variants side by side: whom each has, and every line of each."""
    place, context = opened(request, pk, "personnel_compare", last=gettext("Variants side by side"))
    view = begun(place)
    wanted = {whole_number(text) for text in request.GET.getlist("v")}
    chosen = [one for one in view.variants if one.id in wanted] or list(view.variants)
    side = chosen[:MOST_SIDE_BY_SIDE]
    context |= {
        "view": view,
        "side": side,
        "people": _side_by_side(view, side),
        "lines": _lines(view, side),
        "crumbs": [*way(place), (gettext("Variants side by side"), "")],
    }
    return render(request, "personnel/compare.html", context)


def _side_by_side(view: Any, side: list[VariantRow]) -> list[dict[str, object]]:
    """Everybody on one of the lists, with the place in each; those who differ first."""
    rows: dict[int, dict[str, Any]] = {}
    for index, one in enumerate(side):
        for each in one.people:
            row = row_of(view, each)
            at = rows.setdefault(each.id, {"name": row.name, "facts": row.facts, "cells": [None] * len(side)})
            at["cells"][index] = row
    for row in rows.values():
        said = {(cell.organs, cell.posts, cell.surplus, cell.standing) if cell else None for cell in row["cells"]}
        row["differs"] = len(said) > 1
    return sorted(rows.values(), key=lambda row: not row["differs"])


def _lines(view: Any, side: list[VariantRow]) -> list[dict[str, object]]:
    """Each line with its figure in every variant, the gravest first."""
    of = [{line.key: line for line in (shown(one.check, answers=view.answers) if one.check else ())} for one in side]
    every: dict[str, Shown] = {}
    for lines in of:
        every = {**lines, **every}
    keys = [line.key for group in grouped(every.values()) for line in group.lines]
    worst = {severity.key: place for place, severity in enumerate(grouped(()))}

    def rank(key: str) -> int:
        return min(worst[lines[key].group] for lines in of if key in lines)

    rows = []
    for key in sorted(keys, key=rank):
        cells = [lines.get(key) for lines in of]
        differs = len({(cell.figure, cell.group) if cell else None for cell in cells}) > 1
        rows.append({"line": every[key], "cells": cells, "differs": differs})
    return rows
