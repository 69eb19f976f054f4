"""Signing in, signing out and the password, on pages of our own."""

import re
from html import unescape
from pathlib import Path

import allauth
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from participatiemonitor.foundation.people.models import User
from participatiemonitor.web import accounts

PASSWORD = "geheim-voor-proef"
OWN = Path(accounts.__file__).parent


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    response = client.post(reverse("account_login"), {"login": email, "password": password}, follow=True)
    return unescape(response.content.decode())


def test_right_password_leads_to_the_desk(bram: User) -> None:
    client = Client()
    assert "<h1>Start</h1>" in sign_in(client, bram.email)
    assert client.get(reverse("desk_home")).status_code == 200


def test_after_signing_in_the_asked_page_opens(bram: User) -> None:
    client = Client()
    asked = client.get(reverse("desk_processes"))
    response = client.post(asked["Location"], {"login": bram.email, "password": PASSWORD})
    assert response["Location"] == reverse("desk_processes")


@pytest.mark.parametrize(("who", "password"), [("bram@lingedam.example", "fout"), ("niemand@x.example", PASSWORD)])
def test_wrong_password_and_unknown_address_read_the_same(who: str, password: str, bram: User) -> None:
    html = sign_in(Client(), who, password)
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in html
    assert "<title>Fout: Inloggen" in html
    assert f'value="{who}"' in html


def test_closed_account_says_so(bram: User) -> None:
    bram.is_active = False
    bram.save()
    client = Client()
    assert "<h1>Start</h1>" not in sign_in(client, bram.email)
    assert client.get(reverse("desk_home")).status_code == 302


def test_signing_out_asks_first(bram: User) -> None:
    client = Client()
    client.force_login(bram)
    assert "Wilt u uitloggen?" in client.get(reverse("account_logout")).content.decode()
    assert client.get(reverse("desk_home")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("desk_home")).status_code == 302


def test_password_is_changed_with_the_old_one(bram: User) -> None:
    client = Client()
    client.force_login(bram)
    address = reverse("account_change_password")
    new = {"password1": "vier paarden in de wei", "password2": "vier paarden in de wei"}
    refused = unescape(client.post(address, {"oldpassword": "fout", **new}).content.decode())
    assert "Dit is niet uw huidige wachtwoord." in refused
    done = client.post(address, {"oldpassword": PASSWORD, **new}, follow=True)
    assert "Uw wachtwoord is gewijzigd." in done.content.decode()
    assert "<h1>Start</h1>" in sign_in(Client(), bram.email, "vier paarden in de wei")


def test_forgotten_password_goes_by_mail(bram: User) -> None:
    client = Client()
    done = client.post(reverse("account_reset_password"), {"email": bram.email}, follow=True)
    assert "Kijk in uw e-mail" in done.content.decode()
    (message,) = mail.outbox
    assert "U kunt een nieuw wachtwoord kiezen." in message.body
    link = re.search(r"http://testserver(/\S+)", message.body)
    assert link is not None
    form = client.get(link[1], follow=True)
    new = {"password1": "vier paarden in de wei", "password2": "vier paarden in de wei"}
    finished = client.post(form.redirect_chain[-1][0], new, follow=True)
    assert "Uw wachtwoord is gewijzigd" in finished.content.decode()
    again = client.get(link[1], follow=True)
    assert "Deze link werkt niet meer" in again.content.decode()


def test_unknown_address_gets_the_same_page_and_a_plain_mail(db: None) -> None:
    done = Client().post(reverse("account_reset_password"), {"email": "wie@x.example"}, follow=True)
    assert "Kijk in uw e-mail" in done.content.decode()
    (message,) = mail.outbox
    assert "Bij ons is geen account met dit adres." in message.body
    assert "http" not in message.body


def test_nobody_registers_alone(db: None) -> None:
    client = Client()
    address = reverse("account_signup")
    assert "De beheerder van uw gemeente maakt een account" in client.get(address).content.decode()
    client.post(address, {"email": "nieuw@x.example", "password1": "vier paarden in de wei"})
    assert not User.objects.exists()


REACHABLE = [
    path.name
    for path in sorted((Path(allauth.__file__).parent / "templates" / "account").glob("*.html"))
    if not path.name.startswith("base_")
    # Pages of what is switched off: telephone numbers, codes, passkeys, open registration, changing one's address.
    and not re.search(r"phone|_code|passkey|^signup\.html$|email_change", path.name)
]


@pytest.mark.parametrize("name", REACHABLE)
def test_page_of_allauth_has_a_page_of_our_own(name: str) -> None:
    own = OWN / "account" / name
    assert own.is_file()
    assert own.read_text().startswith('{% extends "web/public/base.html" %}')
