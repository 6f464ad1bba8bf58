"""The first page: the first entry of the navigation that the person may see, or their own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from daihoi.web import nav


def home(request: HttpRequest) -> HttpResponse:
    shown = nav.entries(request)
    return redirect(shown[0].href if shown else "me")
