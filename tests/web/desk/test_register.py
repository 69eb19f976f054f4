"""Processes and initiatives at the desk."""

from collections.abc import Callable
from datetime import date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process
from participatiemonitor.register.queries import promised_roles

type Desk = Callable[[User], Client]

NEW = {
    "title": "Herinrichting Kerkplein",
    "central_task": "Meer groen op het plein.",
    "rung": "BP3",
    "starts_on_day": "01",
    "starts_on_month": "09",
    "starts_on_year": "2026",
    "participants": "120",
}


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def test_leader_makes_a_process_with_a_promise(desk: Desk, bram: User, lingedam: Municipality) -> None:
    response = desk(bram).post(reverse("desk_process_new_municipality"), NEW)
    with scope(lingedam.code):
        process = Process.objects.get()
        assert response["Location"] == reverse("desk_process", args=[process.code])
        assert (process.title, process.track, process.leader) == ("Herinrichting Kerkplein", "B", bram)
        assert (process.starts_on, process.ends_on, process.participants) == (date(2026, 9, 1), None, 120)
        assert [role.rung for role in promised_roles(process)] == ["BP3"]


def test_initiative_gets_roles_of_its_own_kind(desk: Desk, anna: User, lingedam: Municipality) -> None:
    client = desk(anna)
    address = reverse("desk_process_new_society")
    html = text_of(client, address)
    assert 'value="OP4"' in html
    assert 'value="BP' not in html
    client.post(address, {"title": "Buurttuin", "rung": "OP4", "leader": anna.pk})
    with scope(lingedam.code):
        process = Process.objects.get()
        assert (process.track, promised_roles(process)[0].rung) == ("O", "OP4")


def test_role_may_be_chosen_later(desk: Desk, bram: User, lingedam: Municipality) -> None:
    desk(bram).post(reverse("desk_process_new_municipality"), NEW | {"rung": "later"})
    with scope(lingedam.code):
        assert promised_roles(Process.objects.get())[0].rung == ""


def test_adviser_makes_a_process_for_a_leader_of_the_municipality(
    desk: Desk, anna: User, bram: User, chantal: User, lingedam: Municipality
) -> None:
    client = desk(anna)
    refused = client.post(reverse("desk_process_new_municipality"), NEW | {"leader": chantal.pk})
    assert refused.status_code == 200
    client.post(reverse("desk_process_new_municipality"), NEW | {"leader": bram.pk})
    with scope(lingedam.code):
        assert Process.objects.get().leader == bram


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": " "}, "Geef een titel."),
        ({"title": "x" * 121}, "Maak de titel korter"),
        ({"rung": ""}, "Kies een rol"),
        ({"rung": "OP3"}, "Kies één van de genoemde mogelijkheden."),
        ({"starts_on_day": "31", "starts_on_month": "02"}, "Deze datum bestaat niet."),
        ({"starts_on_year": "26"}, "Deze datum bestaat niet."),
        ({"starts_on_month": ""}, "Deze datum bestaat niet."),
        ({"ends_on_day": "1", "ends_on_month": "8", "ends_on_year": "2026"}, "De einddatum ligt voor de begindatum."),
        ({"participants": "veel"}, "Vul een heel getal in"),
        ({"participants": "0"}, "Vul een getal van 1 of hoger in."),
        ({"participants": "99999999999"}, "Dit getal is te groot."),
    ],
)
def test_what_does_not_fit_is_named_and_everything_typed_stays(
    change: dict[str, str], message: str, desk: Desk, bram: User, lingedam: Municipality
) -> None:
    sent = NEW | change
    html = unescape(desk(bram).post(reverse("desk_process_new_municipality"), sent).content.decode())
    assert message in html
    assert "<title>Fout: " in html
    for name in ("title", "participants", "starts_on_day", "starts_on_month", "starts_on_year"):
        assert f'name="{name}" value="{sent[name]}"' in html, name
    assert sent["central_task"] in html
    with scope(lingedam.code):
        assert not Process.objects.exists()


def test_change_of_kind_halfway_takes_along_what_was_typed(desk: Desk, bram: User, lingedam: Municipality) -> None:
    html = unescape(desk(bram).post(reverse("desk_process_new_society"), NEW | {"wissel": "1"}).content.decode())
    for typed in ("Herinrichting Kerkplein", "Meer groen op het plein.", 'value="120"', 'value="2026"'):
        assert typed in html
    assert "Fout" not in html
    with scope(lingedam.code):
        assert not Process.objects.exists()


def test_code_of_a_page_is_never_executed(desk: Desk, bram: User, lingedam: Municipality) -> None:
    client = desk(bram)
    response = client.post(reverse("desk_process_new_municipality"), NEW | {"title": "<script>alert(1)</script>"})
    for address in (response["Location"], reverse("desk_processes"), reverse("desk_home")):
        assert "<script>alert" not in client.get(address).content.decode()


def test_search_leaves_out_a_sign_that_the_database_refuses(desk: Desk, anna: User, plein: Process) -> None:
    assert "Kerkplein" in text_of(desk(anna), reverse("desk_processes") + "?zoek=%00kerk%00plein")


def test_empty_list_says_what_will_stand_there(desk: Desk, anna: User, reader: User) -> None:
    assert reverse("desk_process_new_society") in text_of(desk(anna), reverse("desk_initiatives"))
    read_only = text_of(desk(reader), reverse("desk_initiatives"))
    assert "Er is nog niets om te bekijken" in read_only


@pytest.mark.parametrize("name", ["desk_processes", "desk_home"])
def test_lists_cost_a_fixed_number_of_queries(
    name: str, desk: Desk, anna: User, plein: Process, today: datetime
) -> None:
    client = desk(anna)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    cost()
    one = cost()
    with scope(plein.municipality_id):
        for number in range(4):
            a_process(plein.municipality, anna, today, title=f"Plein {number}", rung="BP4")
    assert cost() == one


def test_card_is_changed_and_shown(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    sent = {
        "title": "Kerkplein",
        "theme": "8",
        "competent_body": "COUNCIL",
        "what_is_fixed": "Het budget.",
        "what_is_open": "De bomen.",
        "feedback_promised_on_day": "5",
        "feedback_promised_on_month": "12",
        "feedback_promised_on_year": "2026",
    }
    response = client.post(reverse("desk_card", args=[plein.code]), sent, follow=True)
    html = unescape(response.content.decode())
    assert "De gegevens zijn opgeslagen." in html
    for shown in ("Wonen en ruimte", "De raad", "Het budget.", "De bomen."):
        assert shown in html
    assert "5 december 2026" in html
    with scope(plein.municipality_id):
        assert Process.objects.get().leader == bram


def test_card_form_begins_with_what_is_known(desk: Desk, bram: User, plein: Process) -> None:
    html = text_of(desk(bram), reverse("desk_card", args=[plein.code]))
    assert ('value="Kerkplein"' in html, 'value="40"' in html) == (True, True)


def test_broken_card_keeps_what_was_typed(desk: Desk, bram: User, plein: Process) -> None:
    sent = {"title": "", "what_is_open": "De bomen.", "theme": "99"}
    html = unescape(desk(bram).post(reverse("desk_card", args=[plein.code]), sent).content.decode())
    assert ("De bomen." in html, "Geef een titel." in html) == (True, True)
    with scope(plein.municipality_id):
        assert Process.objects.get().title == "Kerkplein"


def test_new_phase_leads_to_its_role(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    response = client.post(reverse("desk_phase_new", args=[plein.code]), {"name": "Uitvoering"})
    assert response["Location"] == reverse("desk_role", args=[plein.code, 2])
    client.post(response["Location"], {"rung": "BP1"})
    with scope(plein.municipality_id):
        assert [role.rung for role in promised_roles(plein)] == ["BP3", "BP1"]


def test_phase_with_a_taken_name_is_refused_above_the_form(desk: Desk, bram: User, plein: Process) -> None:
    html = unescape(
        desk(bram).post(reverse("desk_phase_new", args=[plein.code]), {"name": "hele traject"}).content.decode()
    )
    assert "Er is al een fase die ‘hele traject’ heet." in html
    assert 'value="hele traject"' in html


def test_phase_gets_another_name(desk: Desk, bram: User, plein: Process) -> None:
    response = desk(bram).post(reverse("desk_phase", args=[plein.code, 1]), {"name": "Ontwerp"}, follow=True)
    assert "Ontwerp" in response.content.decode()


def test_change_of_role_asks_a_reason(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    address = reverse("desk_role", args=[plein.code, 1])
    html = unescape(client.post(address, {"rung": "BP4", "reason": ""}).content.decode())
    assert "Leg uit waarom de rol verandert." in html
    client.post(address, {"rung": "BP4", "reason": "De raad wil samen optrekken."})
    plan = text_of(client, reverse("desk_process", args=[plein.code]))
    assert ("De raad wil samen optrekken." in plan, "Eerdere rollen" in plan) == (True, True)


def test_same_role_again_needs_no_reason(desk: Desk, bram: User, plein: Process) -> None:
    response = desk(bram).post(reverse("desk_role", args=[plein.code, 1]), {"rung": "BP3", "reason": ""})
    assert response.status_code == 302


def test_history_tells_in_sentences(desk: Desk, bram: User, plein: Process) -> None:
    html = text_of(desk(bram), reverse("desk_history", args=[plein.code]))
    assert "beloofde de rol adviseren voor ‘Hele traject’" in html
    assert "maakte dit traject aan" in html
