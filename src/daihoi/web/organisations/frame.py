"""What the pages of one organisation share: who may do what here, the way down to it, and one change at a time."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core import access
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Finding, Refused, Severity
from daihoi.core.organisations import paths
from daihoi.core.rules import PackError
from daihoi.queries import indicators, organisations
from daihoi.queries.indicators.lines import Line, line
from daihoi.queries.organisations import OrganisationCard


def may(request: HttpRequest, permission: Permission, path: str) -> bool:
    """May the person do this at the organisation with this path today?"""
    return access.allows(request.actor, permission, path, request.today)


def present(request: HttpRequest, pk: int, permission: Permission, *, at_parent: bool = False) -> OrganisationCard:
    """The organisation as it is today, where the person has the permission there (or above it); else NotHere."""
    card = organisations.organisation(actor=request.actor, pk=pk, as_of=request.today)
    if not may(request, permission, paths.decided_at(card.path) if at_parent else card.path):
        raise NotHere
    return card


def crumbs(request: HttpRequest, card: OrganisationCard, as_of: date, *, last: str = "") -> list[tuple[str, str]]:
    """From the tree down to the organisation; `last`: what the page is, where it is not the organisation's own."""
    found = [(gettext("Organisations"), reverse("organisations"))]
    way = organisations.trail(actor=request.actor, path=card.path, as_of=as_of)
    found += [(each.name, reverse("organisation", args=[each.id])) for each in way if each.id != card.id]
    return [
        *found,
        (card.name, reverse("organisation", args=[card.id]) if last else ""),
        *([(last, "")] if last else []),
    ]


def line_of(request: HttpRequest, pk: int, term: str, as_of: date) -> Line | None:
    """The figures of an organisation and all below it; None where it was not there on the day."""
    try:
        return line(
            indicators.place(
                actor=request.actor, organisation=pk, term=term, as_of=as_of, today=request.today, level=None
            )
        )
    except NotHere:
        return None


def as_finding(error: PackError) -> Finding:
    """A rule file that cannot be used, as forms show it."""
    return Finding(Severity.ERROR, "pack", error.message)


def signature(request: HttpRequest) -> str:
    """What was filled in, as a short text: a preview holds only for what it was made from."""
    given = sorted((key, request.POST.getlist(key)) for key in request.POST)
    kept = [pair for pair in given if pair[0] not in {"csrfmiddlewaretoken", "confirmed"}]
    return hashlib.sha256(repr(kept).encode()).hexdigest()[:32]


def one_change(
    request: HttpRequest,
    card: OrganisationCard,
    form: forms.Form,
    act: Callable[[dict[str, Any]], int | None],
    *,
    title: str,
    submit: str,
    template: str = "organisations/change.html",
    preview: Callable[[dict[str, Any]], Sequence[str]] | None = None,
    **context: object,
) -> HttpResponse:
    """Parse, show what will happen where `preview` is given, act once, go to the organisation that `act` names.

    Refusals are shown beside what was typed.
    """
    findings: tuple[Finding, ...] = ()
    shown: Sequence[str] = ()
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        if preview and request.POST.get("confirmed") != signature(request):
            shown = preview(data)
        if not shown and not form.errors:
            try:
                goal = act(data)
            except Refused as refused:
                findings = refused.findings
            except PackError as error:
                findings = (as_finding(error),)
            else:
                if not form.errors:
                    messages.success(request, gettext("Saved."))
                    return redirect("organisation", goal or card.id)
    back = reverse("organisation", args=[card.id])
    shared = {
        "card": card,
        "form": form,
        "findings": findings,
        "title": title,
        "submit": gettext("Confirm") if shown else submit,
        "cancel": back,
        "preview": shown,
        "confirmed": signature(request) if shown else "",
        "crumbs": crumbs(request, card, request.today, last=title),
    }
    return render(request, template, shared | context)
