"""Where personnel work begins: the organisations of the reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission
from daihoi.queries import organisations


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The topmost organisations at which the reader has the right; it names no person."""
    homes = organisations.homes(actor=request.actor, permission=Permission.PERSONNEL_VIEW, today=request.today)
    if not homes:
        raise NotHere
    return render(request, "personnel/index.html", {"homes": homes})
