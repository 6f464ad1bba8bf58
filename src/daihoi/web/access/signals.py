"""Sign-ins and own accounts in the audit log. A write that fails is raised: what cannot be logged does not happen."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models.signals import post_save
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


@receiver(post_save, sender=Authenticator)
def second_factor_added(sender: object, instance: Authenticator, created: bool, **kwargs: object) -> None:
    """Told by the row, inside its transaction: allauth's own signal comes after the commit, too late to refuse."""
    if created:
        _second_factor(instance, "added")


@receiver(mfa.authenticator_removed)
def second_factor_removed(sender: object, authenticator: Authenticator, **kwargs: object) -> None:
    _second_factor(authenticator, "removed")


def _second_factor(authenticator: Authenticator, change: str) -> None:
    user = authenticator.user
    actions.note_second_factor(actor=_actor(user), username=user.username, kind=str(authenticator.type), change=change)
