"""Sign-ins and own accounts in the audit log. A write that fails is raised: what cannot be logged does not happen."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.dispatch import receiver
from django.http import HttpRequest

from daihoi.actions import access as actions
from daihoi.core.access import Actor


def _actor(user: AbstractBaseUser) -> Actor:
    return Actor(user.pk, user.full_name)


@receiver(account.user_logged_in)
def signed_in(sender: object, request: HttpRequest, user: AbstractBaseUser, **kwargs: object) -> None:
    actions.note_signed_in(actor=_actor(user), username=user.username)


@receiver(auth.user_login_failed)
def failed(sender: object, credentials: dict[str, object], **kwargs: object) -> None:
    """Only the name that was tried; never the password, which people also type into the field of the name."""
    actions.note_failed(tried=str(credentials.get("username") or credentials.get("login") or ""), method="password")


@receiver(mfa.authentication_failed)
def second_step_failed(sender: object, user: AbstractBaseUser, **kwargs: object) -> None:
    actions.note_failed(tried=user.username, method="second step")


@receiver(auth.user_logged_out)
def signed_out(sender: object, user: AbstractBaseUser | None, **kwargs: object) -> None:
    if user is not None:
        actions.note_signed_out(actor=_actor(user), username=user.username)


@receiver(account.password_changed)
def password_changed(sender: object, user: AbstractBaseUser, **kwargs: object) -> None:
    actions.own_password_changed(actor=_actor(user), username=user.username)


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_removed)
@receiver(mfa.authenticator_reset)
def second_factor(sender: object, signal: object, user: AbstractBaseUser, authenticator: object, **kw: object) -> None:
    changes = {mfa.authenticator_added: "added", mfa.authenticator_removed: "removed", mfa.authenticator_reset: "reset"}
    actions.note_second_factor(
        actor=_actor(user), username=user.username, kind=str(authenticator.type), change=changes[signal]
    )
