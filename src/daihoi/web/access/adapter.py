"""How allauth signs people in here: accounts are made by keepers only, and nothing is sent by mail."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; messages of allauth stay on the page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
