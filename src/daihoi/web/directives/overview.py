"""The papers in force at an organisation, and how far each has come at and below it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission
from daihoi.core.directives import PAPER_NAMES
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.queries import directives as queries
from daihoi.queries import organisations
from daihoi.queries.access import require_anywhere
from daihoi.queries.directives import Overview
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import Asked, asked
from daihoi.web.directives import sheets
from daihoi.web.directives.frame import address, place_of
from daihoi.web.downloads import XLSX, download
from daihoi.web.one_form import choose, looked_at
from daihoi.web.paging import page_of

SIZE = 60


def _found(request: HttpRequest, at: OrganisationCard, choice: Asked) -> list[Overview] | None:
    """The papers as they are filtered; None where the organisation was not there on the day."""
    place = place_of(request, at, choice)
    if place is None:
        return None
    subject, paper = request.GET.get("subject", ""), request.GET.get("paper", "")
    only = bool(request.GET.get("only"))
    return [
        one
        for one in queries.overview(place, actor=request.actor, today=request.today)
        if (not subject or one.row.subject == subject)
        and (not paper or one.row.paper == paper)
        and (not only or one.covered.lacking)
    ]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    require_anywhere(request.actor, Permission.VIEW, request.today)
    at, choice = looked_at(request), asked(request)
    if at is None:
        return choose(request, gettext("Cascade of the papers"))
    found = _found(request, at, choice)
    page = page_of(request, len(found or ()), SIZE)
    way = organisations.trail(actor=request.actor, path=at.path, as_of=request.today)
    context = {
        "at": at,
        "choice": choice,
        "terms": terms(),
        "not_there": found is None,
        "lines": (found or [])[page.start : page.stop],
        "page": page,
        "papers": words.choices(PAPER_NAMES),
        "subjects": words.choices(SUBJECT_NAMES),
        "paper": request.GET.get("paper", ""),
        "subject": request.GET.get("subject", ""),
        "only": bool(request.GET.get("only")),
        "query": request.GET.urlencode(),
        "crumbs": [
            (gettext("Directives"), address("directives", at=at.id)),
            *((card.name, f"?at={card.id}" if card.id != at.id else "") for card in way),
        ],
    }
    return render(request, "directives/overview.html", context)


@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    """The table as it is filtered, as a sheet."""
    at, choice = looked_at(request), asked(request)
    if at is None:
        return choose(request, gettext("Cascade of the papers"))
    found = _found(request, at, choice)
    if found is None:
        raise NotHere
    return download(sheets.overview(at, choice, found), XLSX, gettext("Cascade of the papers"), "xlsx")
