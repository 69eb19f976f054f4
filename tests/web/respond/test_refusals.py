"""Links that do not work, rounds that are not open, forms that were tampered with."""

import base64
from datetime import UTC, date, datetime

import pytest
import time_machine
from tests.web.respond.browsing import Respondent

from participatiemonitor.fieldwork.models import Ballot
from participatiemonitor.fieldwork.operations import close_round, revoke_invitation


@pytest.mark.parametrize("address", ["/v/bestaatniet/", "/u/bestaatniet/", "/v/x/bedankt/", "/u/x/bedankt/"])
def test_unknown_link(address, db) -> None:
    page = Respondent(address).open()
    assert page.response.status_code == 404
    assert "Deze link werkt niet" in page.text
    assert "nieuwe link" in page.text


@pytest.mark.parametrize("address", ["/v/a%00b/", "/v/%00/bedankt/", "/u/%00/"])
def test_a_link_with_a_sign_that_no_link_has_is_unknown(address, db, django_assert_num_queries) -> None:
    # PostgreSQL refuses NUL in a text: such a link must not get that far.
    with django_assert_num_queries(0 if address.startswith("/v/") else 1):
        response = Respondent(address).client.get(address)
    assert response.status_code == 404


def test_unknown_link_refuses_a_post(db) -> None:
    assert Respondent("/v/bestaatniet/").client.post("/v/bestaatniet/", {}).status_code == 404


def test_used_link(invitee) -> None:
    piet = invitee().open("?pagina=alles").press("verstuur", K09="3")
    assert piet.open().response.status_code == 410
    assert "al een vragenlijst ingestuurd" in piet.text


def test_revoked_link(invitee, meting, bram, now) -> None:
    piet = invitee().open("?pagina=alles")
    revoke_invitation(round_=meting, address="piet@x.example", by=bram, now=now)
    assert "ingetrokken" in piet.press("verstuur", K09="3").text
    assert "ingetrokken" in piet.open().text
    assert not Ballot.objects.exists()


def test_expired_link(invitee) -> None:
    piet = invitee(expires_on=date(2026, 3, 1))
    assert piet.open().response.status_code == 410
    assert "verlopen" in piet.text


def test_round_that_opens_later(resident) -> None:
    with time_machine.travel(datetime(2026, 2, 20, 12, tzinfo=UTC)):
        assert "nog niet open" in resident.open().text
        assert "1 maart 2026" in resident.text


def test_closed_round(resident, meting, bram, now) -> None:
    resident.open("?pagina=alles")
    close_round(round_=meting, by=bram, now=now)
    assert "gesloten" in resident.press("verstuur", K09="3").text
    assert resident.open().response.status_code == 410


def test_round_whose_last_day_went_by_is_closed_before_the_clock_comes_round(resident, invitee) -> None:
    piet = invitee()
    resident.open("?pagina=alles")
    with time_machine.travel(datetime(2026, 4, 1, 12, tzinfo=UTC)):
        assert "gesloten" in piet.open().text
        assert resident.press("verstuur", K09="3").response.status_code == 410
    assert not Ballot.objects.exists()


def _changed(text: str) -> str:
    raw = bytearray(base64.urlsafe_b64decode(text))
    raw[-1] ^= 1
    return base64.urlsafe_b64encode(raw).decode()


@pytest.mark.parametrize("spoil", [_changed, lambda _: "", lambda _: "geen base64!", lambda text: text[:20]])
def test_a_changed_state_is_refused(resident, spoil) -> None:
    resident.open("?pagina=alles")
    resident.page.fields["staat"] = [spoil(resident.page.fields["staat"][0])]
    resident.press("verstuur", K09="3")
    assert resident.response.status_code == 400
    assert "niet lezen" in resident.text
    assert not Ballot.objects.exists()


def test_a_state_of_another_link_is_refused(resident, invitee) -> None:
    piet, klaas = invitee("piet@x.example"), invitee("klaas@x.example")
    piet.open("?pagina=alles")
    klaas.open("?pagina=alles").page.fields["staat"] = piet.page.fields["staat"]
    assert klaas.press("verstuur", K09="3").response.status_code == 400


def test_the_state_cannot_be_read(resident) -> None:
    resident.open("?pagina=1").press("verder", P1="organisation")
    assert b"organisation" not in base64.urlsafe_b64decode(resident.page.fields["staat"][0])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elders.example"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Origin": "http://a]b"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({}, 303),
    ],
)
def test_forms_of_other_sites_are_refused(resident, headers, status) -> None:
    resident.open("?pagina=alles").headers = headers
    assert resident.press("verstuur", K09="3").response.status_code == status


def test_a_form_that_is_far_too_big(resident) -> None:
    resident.open("?pagina=alles").press("verstuur", K30="x" * 3_000_000)
    assert resident.response.status_code == 400
    assert "niet lezen" in resident.text
