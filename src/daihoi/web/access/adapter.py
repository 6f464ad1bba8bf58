"""How allauth signs people in here: accounts are made by keepers only, and nothing is sent by mail."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.web.access.keys import keys_at


def display(user: AbstractBaseUser) -> str:
    return user.full_name


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, no mail; one and the same answer for an unknown name, a wrong password and a closed account."""

    WRONG = _("This name and password do not belong together. Check that Vietnamese typing and Caps Lock are off.")
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": WRONG,
        "invalid_login": WRONG,
        "username_password_mismatch": WRONG,
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds; check the clock of the phone."),
        "too_many_login_attempts": _("Too many failed sign-ins. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries in a short time. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: object) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A closed account that comes with a passkey is told the same."""
        messages.error(request, self.WRONG)
        return redirect("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Nothing is sent by mail."""

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Nothing is sent by mail: the audit log tells."""

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, object]]:
        names = {
            "reauthenticate": gettext("Use the password"),
            "mfa_reauthenticate": gettext("Use a code of the authenticator app"),
            "mfa_reauthenticate:webauthn": gettext("Use a security key"),
        }
        methods = super().get_reauthentication_methods(user)
        if context.request is not None and not keys_at(context.request).work:
            methods = [method for method in methods if method["id"] != "mfa_reauthenticate:webauthn"]
        return [method | {"description": names.get(method["id"], method["description"])} for method in methods]


class MFAAdapter(DefaultMFAAdapter):
    """The same sentences for the second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("This second step cannot be removed."),
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a security key first."),
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        return gettext("Security key")
