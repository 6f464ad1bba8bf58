"""What holds for every page: a strict content policy, sign-in first, and one answer for unknown and forbidden."""

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.views.defaults import bad_request
from django_htmx.http import HttpResponseClientRefresh

from daihoi.core.access import NotHere
from daihoi.queries import clock
from daihoi.queries.access import actor_of

_SHOWING = frozenset({200, 400, 409})
View = Callable[[HttpRequest], HttpResponse]

# Nothing inline, nothing from outside: a page can load only what this server ships.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
OPEN_PREFIXES = ("/accounts/login/", "/accounts/logout/", "/accounts/2fa/", "/accounts/language/", "/static/")
# What an account with a first password may open before it has one of its own.
FIRST_PASSWORD_PREFIXES = ("/accounts/password/change/", "/accounts/logout/", "/accounts/language/", "/static/")


def security_headers(get_response: View) -> View:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def language(get_response: View) -> View:
    """Vietnamese, unless the person chose otherwise: the browser's own language is not asked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _ in settings.LANGUAGES}
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
        response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    return middleware


def session_ends(get_response: View) -> View:
    """Sign out after the longest time of a session, and after a time without work."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        now = int(time())
        began = request.session.setdefault("began", now)
        seen = request.session.setdefault("seen", now)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE:
            logout(request)
            messages.info(request, gettext("You were signed out because the session had ended. Please sign in again."))
            return _to_sign_in(request, request.get_full_path() if request.method == "GET" else "/")
        if now - seen >= 60:  # one write a minute at most
            request.session["seen"] = now
        return get_response(request)

    return middleware


def _to_sign_in(request: HttpRequest, back_to: str) -> HttpResponse:
    """To the page of sign-in. A part of a page is not replaced by it: the browser loads the page that it shows anew."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRefresh()
    return redirect_to_login(back_to, settings.LOGIN_URL)


def own_password_first(get_response: View) -> View:
    """Someone with a first password chooses their own before anything else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password and not request.path.startswith(FIRST_PASSWORD_PREFIXES):
            return redirect("account_change_password")
        return get_response(request)

    return middleware


def no_nul(get_response: View) -> View:
    """Refuse an address with a NUL in it: no person types one, and PostgreSQL takes none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
            return bad_request(request, SuspiciousOperation("NUL in the address"))
        return get_response(request)

    return middleware


def signed_in_only(get_response: View) -> View:
    """Fail closed: a page without a signed-in person is only what OPEN_PREFIXES lists."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            if not request.path.startswith(OPEN_PREFIXES):
                return _to_sign_in(request, request.get_full_path())
            return get_response(request)
        user = request.user
        request.actor = SimpleLazyObject(lambda: actor_of(user_id=user.pk, name=user.full_name))  # type: ignore[attr-defined]
        request.today = clock.today()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def reading_is_logged(get_response: View) -> View:
    """What may only be read under a log (`request.reading`: what writes it) is not sent before it is written. A way on
    to another page, and a page that is not there, show nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        note = getattr(request, "reading", None)
        if note is not None and response.status_code in _SHOWING:
            try:
                note()
            except NotHere as error:
                raise Http404 from error
        return response

    return middleware


def not_here_is_404(get_response: View) -> View:
    return _NotHere(get_response)


class _NotHere:
    """Turns core's NotHere into a 404; Django calls process_exception on objects only."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, NotHere):
            raise Http404 from exception
