"""Pages for what went wrong. 500 touches neither database nor session: they may be what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone


def server_error(request: HttpRequest) -> HttpResponse:
    time = timezone.localtime().strftime("%d/%m/%Y %H:%M:%S")
    return HttpResponse(render_to_string("500.html", {"time": time}), status=500)
