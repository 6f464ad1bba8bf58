"""Sign-in and own account: only the pages of allauth that are used here, under /accounts/."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from daihoi.web.access.me import me


def logged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What a person changes of their account, and its event in the log, are written together or not at all."""

    @wraps(view)
    def run(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return run


urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", me, name="me"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/change/", logged(account.password_change), name="account_change_password"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("2fa/totp/activate/", logged(totp.activate_totp)),
    path("2fa/totp/deactivate/", logged(totp.deactivate_totp)),
    path("2fa/recovery-codes/generate/", logged(codes.generate_recovery_codes)),
    path("2fa/webauthn/add/", logged(keys.add_webauthn)),
    path("2fa/webauthn/keys/<int:pk>/remove/", logged(keys.remove_webauthn)),
    path("2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
]
