"""Every address asks a permission or is public with a reason."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from participatiemonitor.foundation.people.models import StaffRole
from participatiemonitor.foundation.people.roles import EXPLAINED, GRANTED, Permission
from participatiemonitor.web.access import DeskPage, PublicPage

# Views of allauth: their own decorators ask for a signed-in user where one is needed.
PUBLIC_VIEWS = {
    "account_login": "sign-in",
    "account_logout": "sign-out asks a confirmation by POST",
    "account_signup": "closed: accounts are made by an administrator",
    "account_reauthenticate": "asks the password again of somebody signed in",
    "account_email": "own address, asks sign-in",
    "account_change_password": "asks sign-in",
    "account_set_password": "asks sign-in",
    "account_inactive": "says that an account is closed",
    "account_email_verification_sent": "says that a mail was sent",
    "account_confirm_email": "opened from a mail",
    "account_confirm_login_code": "sign-in by a code from a mail",
    "account_reset_password": "asks only an address and never says whether it exists",
    "account_reset_password_done": "says that a mail was sent",
    "account_reset_password_from_key": "opened from a mail",
    "account_reset_password_from_key_done": "says that the password was changed",
}


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


ALL = list(_patterns(get_resolver()))


@pytest.mark.parametrize(("address", "entry"), ALL, ids=[address or "/" for address, _ in ALL])
def test_address_has_a_permission_or_is_public(address: str, entry: URLPattern) -> None:
    door = getattr(entry.callback, "door", None)
    if door is None:
        assert entry.name in PUBLIC_VIEWS, f"/{address} has no decorator of web.access"
        assert not (entry.callback.__module__ or "").startswith("participatiemonitor")
    else:
        assert isinstance(door, DeskPage | PublicPage)
        if isinstance(door, PublicPage):
            assert door.reason


def test_public_list_has_no_leftovers() -> None:
    assert set(PUBLIC_VIEWS) <= {entry.name for _, entry in ALL}


def test_desk_addresses_are_never_public() -> None:
    for address, entry in ALL:
        if address.startswith("bureau/"):
            assert isinstance(getattr(entry.callback, "door", None), DeskPage), address


def test_every_permission_is_granted_to_somebody_and_every_role_explained() -> None:
    granted = set().union(*GRANTED.values())
    assert granted == set(Permission)
    assert set(GRANTED) == set(EXPLAINED) == set(StaffRole)
