"""The own account: name, roles, second steps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from daihoi.queries.access import own_account


def me(request: HttpRequest) -> HttpResponse:
    return render(request, "access/me.html", {"account": own_account(request.actor, request.today)})
