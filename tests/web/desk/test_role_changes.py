"""Promising and changing a role at the desk: the decision, the two messages, and what stands in the history."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from tests.factories.register import a_process

from participatiemonitor.exports.letter import paragraphs, write
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process, RoleChangeNotice, RoleChoice
from participatiemonitor.register.operations import add_phase, change_state, choose_role
from participatiemonitor.register.queries import promised_roles
from participatiemonitor.register.states import ProcessState

type Desk = Callable[[User], Client]

DECISION = {
    "decided_by": "COUNCIL",
    "decided_on_day": "20",
    "decided_on_month": "2",
    "decided_on_year": "2026",
    "document": "Raadsbesluit 2026-12",
}
DAY = ("deelnemers-told_on_day", "deelnemers-told_on_month", "deelnemers-told_on_year")


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


@pytest.fixture
def running(plein: Process, bram: User, today: datetime) -> Process:
    """The process of Bram while people take part."""
    with scope(plein.municipality_id):
        Process.objects.update(feedback_promised_on=(today + timedelta(days=90)).date())
        plein.refresh_from_db()
        change_state(process=plein, state=ProcessState.RUNNING, reason="De brief is weg.", by=bram, now=today)
    return plein


@pytest.fixture
def change(running: Process, bram: User, today: datetime) -> RoleChangeNotice:
    """The role of Bram's process became smaller while people took part."""
    with scope(running.municipality_id):
        phase = running.phases.get()
        choice = choose_role(phase=phase, rung="BP2", reason="Het geld is op.", by=bram, now=today)
        return RoleChangeNotice.objects.get(choice=choice)


def address_of(notice: RoleChangeNotice, process: Process, *more: str) -> str:
    name = {0: "desk_role_notice", 1: "desk_role_letter", 2: "desk_role_letter_file"}[len(more)]
    return reverse(name, args=[process.code, notice.pk, *more])


def test_choice_without_decision_is_kept_and_shown(
    desk: Desk, bram: User, lingedam: Municipality, anna: User, today: datetime
) -> None:
    with scope(lingedam.code):
        process = a_process(lingedam, anna, today, title="Kerkplein", leader=bram)
    client = desk(bram)
    response = client.post(reverse("desk_role", args=[process.code, 1]), {"rung": "BP4"}, follow=True)
    html = unescape(response.content.decode())
    assert "Voor deze belofte is nog een besluit nodig." in html
    assert html.count("Besluit nog nodig") == 2
    assert reverse("desk_role_decision", args=[process.code, 1]) in html


def test_decision_may_come_along_with_the_role(desk: Desk, bram: User, tuin: Process, plein: Process) -> None:
    client = desk(bram)
    reason = {"rung": "BP4", "reason": "De raad wil samen optrekken."}
    client.post(reverse("desk_role", args=[plein.code, 1]), reason | DECISION)
    with scope(plein.municipality_id):
        latest = RoleChoice.objects.filter(phase__process=plein).latest("chosen_at")
        assert (latest.rung, latest.decided_on, latest.decision_document) == (
            "BP4", date(2026, 2, 20), "Raadsbesluit 2026-12",
        )  # fmt: skip


def test_trap_asks_for_no_decision(desk: Desk, anna: User, tuin: Process) -> None:
    html = text_of(desk(anna), reverse("desk_role", args=[tuin.code, 1]))
    assert "Er is al een besluit" not in html
    assert desk(anna).get(reverse("desk_role_decision", args=[tuin.code, 1])).status_code == 404


@pytest.mark.parametrize("name", ["decided_by", "document"])
def test_half_a_decision_is_named_at_its_field_and_stands_open(
    name: str, desk: Desk, bram: User, plein: Process
) -> None:
    sent = {"rung": "BP4", "reason": "Zo is het."} | DECISION | {name: ""}
    html = unescape(desk(bram).post(reverse("desk_role", args=[plein.code, 1]), sent).content.decode())
    assert {"decided_by": "Kies wie dit besloot.", "document": "Vul in welk stuk het is."}[name] in html
    assert '<details class="pm-extra" open>' in html
    with scope(plein.municipality_id):
        assert RoleChoice.objects.filter(phase__process=plein).count() == 1


def test_decision_is_recorded_and_corrected(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    address = reverse("desk_role_decision", args=[plein.code, 1])
    html = unescape(client.post(address, DECISION, follow=True).content.decode())
    assert "De raad besloot dit op 20 februari 2026. Raadsbesluit 2026-12" in html
    client.post(address, DECISION | {"document": "https://lingedam.example/besluit-13"})
    plan = text_of(client, reverse("desk_process", args=[plein.code]))
    assert 'href="https://lingedam.example/besluit-13"' in plan
    assert "legde het besluit over de rol adviseren voor ‘Hele traject’ vast" in text_of(
        client, reverse("desk_history", args=[plein.code])
    )


def test_empty_decision_and_one_of_tomorrow_are_refused(
    desk: Desk, bram: User, plein: Process, today: datetime
) -> None:
    client, address = desk(bram), reverse("desk_role_decision", args=[plein.code, 1])
    empty = unescape(client.post(address, {"document": ""}).content.decode())
    assert empty.count("Vul in op welke dag dit is besloten.") == 2
    later = DECISION | {"decided_on_year": str(today.year + 1)}
    assert "nog niet geweest" in unescape(client.post(address, later).content.decode())


def test_document_is_never_executed(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    hostile = DECISION | {"document": "<script>alert(1)</script> javascript:alert(1)"}
    client.post(reverse("desk_role_decision", args=[plein.code, 1]), hostile)
    html = client.get(reverse("desk_process", args=[plein.code])).content.decode()
    assert "<script>alert" not in html
    assert 'href="javascript' not in html


def test_change_before_anybody_knows_it_goes_back_to_the_plan(desk: Desk, bram: User, plein: Process) -> None:
    response = desk(bram).post(reverse("desk_role", args=[plein.code, 1]), {"rung": "BP2", "reason": "Minder tijd."})
    assert response["Location"] == reverse("desk_process", args=[plein.code])
    with scope(plein.municipality_id):
        assert not RoleChangeNotice.objects.exists()


def test_change_while_people_know_the_promise_leads_to_both_messages(desk: Desk, bram: User, running: Process) -> None:
    client, address = desk(bram), reverse("desk_role", args=[running.code, 1])
    assert "twee berichten voor u klaar" in text_of(client, address)
    response = client.post(address, {"rung": "BP2", "reason": "Het geld is op."})
    with scope(running.municipality_id):
        notice = RoleChangeNotice.objects.get()
    assert response["Location"] == address_of(notice, running)
    html = text_of(client, response["Location"])
    assert "Eerst: <strong>adviseren</strong>. Nu: <strong>raadplegen</strong>" in html
    assert ("Beste deelnemer," in html, "Aan: de gemeenteraad" in html) == (True, True)
    plan = text_of(client, reverse("desk_process", args=[running.code]))
    assert "Vertel dat nog aan deelnemers en aan de raad." in plan
    history = text_of(client, reverse("desk_history", args=[running.code]))
    assert "Andere rol voor ‘Hele traject’: eerst adviseren, nu raadplegen" in history
    assert history.count("nog niet verstuurd") == 2


def test_text_is_changed_and_sent(
    desk: Desk, bram: User, running: Process, change: RoleChangeNotice, today: datetime
) -> None:
    client, address = desk(bram), address_of(change, running)
    words = "Beste mensen,\r\nhet is anders."
    client.post(address, {"voor": "deelnemers", "actie": "bewaar", "deelnemers-text": words})
    assert "Beste mensen,\nhet is anders." in text_of(client, address)
    sent = {"voor": "deelnemers", "actie": "verstuurd", "deelnemers-text": "Beste mensen,\r\nhet is nu anders."}
    day = today.date()
    sent |= dict(zip(DAY, (str(day.day), str(day.month), str(day.year)), strict=True))
    response = client.post(address, sent)
    assert response["Location"] == f"{address}#deelnemers"
    with scope(running.municipality_id):
        kept = RoleChangeNotice.objects.get()
        assert (kept.to_participants, kept.participants_told_on) == ("Beste mensen,\nhet is nu anders.", day)
    html = text_of(client, address)
    assert ('name="deelnemers-text"' in html, 'name="raad-text"' in html) == (False, True)
    history = text_of(client, reverse("desk_history", args=[running.code]))
    assert ("Deelnemers: verstuurd op" in history, "Raad: nog niet verstuurd" in history) == (True, True)
    assert "vertelde deelnemers dat de rol voor ‘Hele traject’ anders is" in history
    client.post(address, sent | {"deelnemers-text": "Stiekem anders."})
    with scope(running.municipality_id):
        assert RoleChangeNotice.objects.get().to_participants == "Beste mensen,\nhet is nu anders."


@pytest.mark.parametrize(
    ("change_of", "message"),
    [
        ({"deelnemers-told_on_day": ""}, "Deze datum bestaat niet."),
        (dict.fromkeys(DAY, ""), "Vul de dag in waarop het bericht is verstuurd."),
        ({"deelnemers-told_on_year": "2199"}, "Deze dag is nog niet geweest."),
        ({"deelnemers-text": " "}, "Het bericht is leeg."),
    ],
)
def test_what_cannot_be_sent_is_named_and_the_words_stay(
    change_of: dict[str, str], message: str, desk: Desk, bram: User, running: Process, change: RoleChangeNotice
) -> None:
    sent = {"voor": "deelnemers", "actie": "verstuurd", "deelnemers-text": "Nieuwe woorden."}
    sent |= dict(zip(DAY, ("1", "3", "2026"), strict=True)) | change_of
    html = unescape(desk(bram).post(address_of(change, running), sent).content.decode())
    assert message in html
    assert "<title>Fout: " in html
    assert sent["deelnemers-text"] in html
    with scope(running.municipality_id):
        assert RoleChangeNotice.objects.get().participants_told_on is None


def test_text_can_be_made_anew(desk: Desk, bram: User, running: Process, change: RoleChangeNotice) -> None:
    client, address = desk(bram), address_of(change, running)
    client.post(address, {"voor": "raad", "actie": "bewaar", "raad-text": "Beste raad."})
    client.post(address, {"voor": "raad", "actie": "opnieuw", "raad-text": "Beste raad."})
    assert "Aan: de gemeenteraad van Lingedam" in text_of(client, address)


@pytest.mark.parametrize(
    ("who", "begin"), [("deelnemers", "Onderwerp: wij veranderen"), ("raad", "Aan: de gemeenteraad")]
)
def test_text_goes_along_on_paper_and_as_a_file(
    who: str, begin: str, desk: Desk, bram: User, running: Process, change: RoleChangeNotice
) -> None:
    client = desk(bram)
    assert begin in text_of(client, address_of(change, running, who))
    plain = client.get(address_of(change, running, who, "tekst"))
    assert plain.content.decode().startswith(begin)
    assert plain["Content-Disposition"] == f'attachment; filename="andere-rol-{who}-{running.code}.txt"'
    word = client.get(address_of(change, running, who, "word"))
    written = [paragraph.text for paragraph in Document(io.BytesIO(word.content)).paragraphs]
    assert "\n\n".join(written) == plain.content.decode()


def test_headings_of_a_letter_stand_out() -> None:
    text = "Beste mensen,\n\nWaarom dit verandert\nHet geld is op.\n\nAan: de raad\nVan: Bram\n\nGroet,\nBram"
    assert paragraphs(text) == [
        ("", "Beste mensen,"),
        ("Waarom dit verandert", "Het geld is op."),
        ("", "Aan: de raad\nVan: Bram"),
        ("", "Groet,\nBram"),
    ]
    document = Document(io.BytesIO(write(text, title="Bericht")))
    assert [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold] == [
        "Waarom dit verandert\n"
    ]


def test_word_file_leaves_out_signs_that_it_cannot_hold(
    desk: Desk, bram: User, running: Process, change: RoleChangeNotice
) -> None:
    client = desk(bram)
    client.post(address_of(change, running), {"voor": "raad", "actie": "bewaar", "raad-text": "Beste\x0b raad\x1b."})
    word = client.get(address_of(change, running, "raad", "word"))
    assert Document(io.BytesIO(word.content)).paragraphs[0].text == "Beste raad."


def test_unknown_letters_are_not_found(
    desk: Desk, bram: User, running: Process, change: RoleChangeNotice, today: datetime, anna: User
) -> None:
    client = desk(bram)
    with scope(running.municipality_id):
        other = a_process(running.municipality, anna, today, title="Ander plein", leader=bram, rung="BP3")
    for address in (
        reverse("desk_role_notice", args=[running.code, change.pk + 1]),
        reverse("desk_role_notice", args=[other.code, change.pk]),
        address_of(change, running, "burgemeester"),
        address_of(change, running, "raad", "pdf"),
    ):
        assert client.get(address).status_code == 404, address


def test_nobody_else_opens_or_sends_the_messages(
    desk: Desk, reader: User, chantal: User, running: Process, change: RoleChangeNotice
) -> None:
    pages = [address_of(change, running, *more) for more in ((), ("raad",), ("raad", "word"))]
    pages.append(reverse("desk_role_decision", args=[running.code, 1]))
    assert {desk(reader).get(page).status_code for page in pages} == {403}
    assert {desk(chantal).get(page).status_code for page in pages} == {404}
    assert desk(chantal).post(pages[0], {"voor": "raad"}).status_code == 404
    history = text_of(desk(reader), reverse("desk_history", args=[running.code]))
    assert "eerst adviseren, nu raadplegen" in history
    assert pages[0] not in history


def test_overtaken_message_says_so(
    desk: Desk, bram: User, running: Process, change: RoleChangeNotice, today: datetime
) -> None:
    with scope(running.municipality_id):
        later = today + timedelta(minutes=5)
        choose_role(phase=running.phases.get(), rung="BP1", reason="Nog minder geld.", by=bram, now=later)
        assert [role.is_untold for role in promised_roles(running)] == [True]
    client = desk(bram)
    assert "De rol is daarna nog eens veranderd" in text_of(client, address_of(change, running))
    history = text_of(client, reverse("desk_history", args=[running.code]))
    assert (history.count("vervallen"), history.count("nog niet verstuurd")) == (2, 2)


def test_part_without_a_role_shows_no_decision(desk: Desk, bram: User, plein: Process, today: datetime) -> None:
    with scope(plein.municipality_id):
        add_phase(process=plein, name="Uitvoering", by=bram, now=today)
    html = text_of(desk(bram), reverse("desk_process", args=[plein.code]))
    assert reverse("desk_role_decision", args=[plein.code, 2]) not in html
    assert desk(bram).get(reverse("desk_role_decision", args=[plein.code, 2])).status_code == 404
