"""Somebody signed in, whose requests go through the whole server stack: session, person, permission, database."""

from django.contrib.auth.backends import ModelBackend
from django.test import Client

from daihoi.core.access import Actor


def signed_in(actor: Actor) -> Client:
    """A client of the person; their first password need not be changed."""
    assert actor.user_id is not None
    user = ModelBackend().get_user(actor.user_id)
    assert user is not None
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
