"""Sign-in: accounts are made by an administrator, nobody registers alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's behaviour, without open registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
