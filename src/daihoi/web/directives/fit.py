"""Congresses whose plan no longer fits the rules that come with a paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.messages import Finding
from daihoi.core.rules import RulePack
from daihoi.queries import directives as queries
from daihoi.queries import organisations
from daihoi.queries.directives import Fit, PaperView
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import Asked, asked
from daihoi.web.directives import sheets
from daihoi.web.directives.frame import address, at_of, crumbs, place_of
from daihoi.web.directives.words import LOOKS, SEVERITIES
from daihoi.web.downloads import XLSX, download
from daihoi.web.paging import page_of


def _asked(request: HttpRequest, pk: int) -> tuple[PaperView, OrganisationCard, Asked, RulePack | None]:
    view = queries.paper(actor=request.actor, pk=pk, today=request.today)
    if not view.row.brings_rules:
        raise NotHere
    rules = queries.rules_with(actor=request.actor, view=view)
    return view, at_of(request, view), asked(request), rules


def _fit(request: HttpRequest, at: OrganisationCard, choice: Asked, rules: RulePack | None) -> Fit | None:
    """None where the rules can no longer be read, or the organisation was not there on the day."""
    place = place_of(request, at, choice)
    return queries.fit(place, rules) if place is not None and rules is not None else None


@require_safe
def fit(request: HttpRequest, pk: int) -> HttpResponse:
    view, at, choice, rules = _asked(request, pk)
    found = _fit(request, at, choice, rules)
    page = page_of(request, len(found.misfits) if found else 0)
    shown = found.misfits[page.start : page.stop] if found else ()
    wanted = [misfit.organisation for misfit in shown]
    cards = organisations.cards(actor=request.actor, pks=wanted, as_of=choice.as_of)
    parts = (
        organisations.children(actor=request.actor, pk=at.id, as_of=choice.as_of) if found and found.too_many else []
    )
    context = {
        "view": view,
        "row": view.row,
        "at": at,
        "choice": choice,
        "rules": rules,
        "fit": found,
        "page": page,
        "counts": [_named(finding, count) for finding, count in found.counts] if found else [],
        "lines": [
            (cards[misfit.organisation], misfit, [_named(finding, 0) for finding in misfit.findings])
            for misfit in shown
            if misfit.organisation in cards
        ],
        "parts": parts,
        "may_repin": allows(request.actor, Permission.PLAN_EDIT, at.path, request.today),
        "crumbs": crumbs(
            at,
            (view.row.number, address("directive", pk, at=at.id)),
            (gettext("What no longer fits"), ""),
        ),
    }
    return render(request, "directives/fit.html", context)


def _named(finding: Finding, count: int) -> dict[str, object]:
    return {
        "finding": finding,
        "count": count,
        "word": gettext(SEVERITIES[finding.severity]),
        "look": LOOKS[finding.severity],
    }


@require_safe
def xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Every finding on a line of a sheet."""
    view, at, choice, rules = _asked(request, pk)
    found = _fit(request, at, choice, rules)
    if found is None:
        raise NotHere
    wanted = [misfit.organisation for misfit in found.misfits]
    cards = organisations.cards(actor=request.actor, pks=wanted, as_of=choice.as_of)
    names = [(cards[pk].code, cards[pk].name) if pk in cards else ("", "") for pk in wanted]
    title = gettext("What no longer fits under {number}").format(number=view.row.number)
    return download(sheets.misfits(at, view.row, found, names), XLSX, title, "xlsx")
