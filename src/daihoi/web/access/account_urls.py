"""Sign-in and own account: only the pages of allauth that are used here, under /accounts/."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from daihoi.web.access.me import me

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", me, name="me"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
]
