"""Sign-in: accounts are made by an administrator, nobody registers alone. The pages of allauth stand in `account/`."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's behaviour, without open registration and with sentences of our own."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is gesloten. Vraag de beheerder van uw gemeente om hulp.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord. Probeer het opnieuw.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer het opnieuw.",
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe link aan.",
        "rate_limited": "U probeerde het te vaak. Wacht een paar minuten en probeer het opnieuw.",
        "too_many_login_attempts": "U probeerde het te vaak. Wacht vijf minuten en probeer het opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk_home")
