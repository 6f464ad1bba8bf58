"""What holds for every page: a strict content policy, sign-in first, and one answer for unknown and forbidden."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from daihoi.core.access import NotHere
from daihoi.queries.access import actor_of

View = Callable[[HttpRequest], HttpResponse]

# Nothing inline, nothing from outside: a page can load only what this server ships.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
OPEN_PREFIXES = ("/accounts/login/", "/accounts/2fa/", "/accounts/language/", "/static/")


def security_headers(get_response: View) -> View:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def signed_in_only(get_response: View) -> View:
    """Fail closed: a page without a signed-in person is only what OPEN_PREFIXES lists."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            if not request.path.startswith(OPEN_PREFIXES):
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            return get_response(request)
        user = request.user
        request.actor = SimpleLazyObject(lambda: actor_of(user_id=user.pk, name=user.full_name))  # type: ignore[attr-defined]
        request.today = timezone.localdate()  # type: ignore[attr-defined]
        return get_response(request)

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
