"""How the preparation of one organisation stands: a section of every subject, for whoever may look at it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daihoi.queries import (
    bodies,
    difficulties,
    directives,
    lessons,
    organisations,
    outreach,
    spending,
    supervision,
    tasks,
)
from daihoi.web.asked import asked
from daihoi.web.organisations.page import frame


@require_safe
def preparation(request: HttpRequest, pk: int) -> HttpResponse:
    """As of today, whatever day other pages look at: what waits cannot be done on another."""
    choice = asked(request)
    card = organisations.organisation(actor=request.actor, pk=pk, as_of=request.today)
    here = {"actor": request.actor, "organisation": pk, "term": choice.term}
    lines, whole, may_edit = spending.spending_of(**here)
    context = frame(request, card, choice, None) | {
        "papers": directives.papers_of(actor=request.actor, at=card, term=choice.term, today=request.today),
        "own": tasks.tasks_of(**here, as_of=request.today),
        "looked_after": bodies.bodies_of(**here, today=request.today),
        "visits": supervision.visits_of(**here, today=request.today, most=5),
        "difficulties": difficulties.difficulties_of(**here, today=request.today),
        "review": lessons.review_of(**here),
        "outreach": outreach.outreach_of(**here),
        "spent": {"lines": lines, "whole": whole, "may_edit": may_edit},
        "tab": "preparation",
    }
    return render(request, "organisations/preparation.html", context)
