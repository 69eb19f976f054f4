"""The startnotitie and the startkaart at the desk."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import (
    GroupFacts,
    NoParticipationFacts,
    ProcessCard,
    add_group,
    change_no_participation,
    open_process,
)

type Desk = Callable[[User], Client]

PAGES = ("desk_start_note", "desk_start_note_pdf", "desk_start_note_docx", "desk_start_card_pdf")


def page(process: Process, name: str = "desk_start_note") -> str:
    return reverse(name, args=[process.code])


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def test_plan_leads_to_the_note_with_its_files(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    assert f'href="{page(plein)}"' in text_of(client, reverse("desk_process", args=[plein.code]))
    html = text_of(client, page(plein))
    for name in PAGES[1:]:
        assert f'href="{page(plein, name)}"' in html
    assert "Startnotitie: Kerkplein" in html
    assert "‘U geeft advies. Als wij uw advies niet volgen, leggen wij uit waarom.’" in html


def test_what_is_missing_has_a_link_to_where_it_is_filled_in(desk: Desk, bram: User, plein: Process) -> None:
    html = text_of(desk(bram), page(plein)).split("<article")[0]
    for name in ("desk_card", "desk_groups", "desk_role_aid", "desk_council_frame_edit"):
        assert f'href="{reverse(name, args=[plein.code])}"' in html, name
    told = re.search(r"Vul de gegevens aan</a>: (.+?)</li>", html)
    assert told is not None
    assert {"het doel", "de werkvormen"} <= set(re.split(", | en ", told[1]))


def test_what_is_filled_in_is_not_asked_again(desk: Desk, bram: User, plein: Process) -> None:
    with scope(plein.municipality_id):
        add_group(process=plein, facts=GroupFacts("jongeren"), by=bram, now=plein.created_at)
    html = text_of(desk(bram), page(plein))
    assert "Schrijf op wie u wilt bereiken" not in html
    assert "Jongeren" in html


@pytest.mark.parametrize(
    ("name", "media_type", "file"),
    [
        ("desk_start_note_pdf", "application/pdf", "startnotitie-{}.pdf"),
        ("desk_start_note_docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "startnotitie-{}.docx"),
        ("desk_start_card_pdf", "application/pdf", "startkaart-{}.pdf"),
    ],
)  # fmt: skip
def test_files_come_with_a_name(name: str, media_type: str, file: str, desk: Desk, bram: User, plein: Process) -> None:
    response = desk(bram).get(page(plein, name))
    assert response.status_code == 200
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="{file.format(plein.code)}"'
    assert response.content[:4] in (b"%PDF", b"PK\x03\x04")


def test_no_participation_is_a_decision(desk: Desk, bram: User, lingedam: Municipality, today: datetime) -> None:
    with scope(lingedam.code):
        card = ProcessCard(track="B", title="Noodopvang", kind="NONE")
        process = open_process(municipality=lingedam, card=card, by=bram, now=today)
        facts = NoParticipationFacts(ground="URGENT", reason="De dijk lekte.")
        change_no_participation(process=process, facts=facts, by=bram, now=today)
    client = desk(bram)
    html = text_of(client, page(process))
    assert "<h1>Besluit: geen participatie</h1>" in html
    assert "De dijk lekte." in html
    assert "Raadskader" not in text_of(client, reverse("desk_process", args=[process.code]))


def test_reader_reads_the_note_without_links_to_what_is_refused(desk: Desk, reader: User, plein: Process) -> None:
    client = desk(reader)
    html = text_of(client, page(plein))
    assert "Startnotitie: Kerkplein" in html
    assert "Wat ontbreekt nog?" not in html
    assert client.get(page(plein, "desk_start_note_docx")).status_code == 200


def test_another_municipality_and_another_leader_see_nothing(
    desk: Desk, chantal: User, bram: User, plein: Process, tuin: Process
) -> None:
    for client, process in ((desk(chantal), plein), (desk(bram), tuin)):
        assert {client.get(page(process, name)).status_code for name in PAGES} == {404}


def test_note_is_only_read(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    assert {client.post(page(plein, name)).status_code for name in PAGES} == {405}


def test_hostile_title_stays_text_also_in_the_name_of_the_file(
    desk: Desk, bram: User, lingedam: Municipality, today: datetime
) -> None:
    with scope(lingedam.code):
        card = ProcessCard(track="B", title='"><script>alert(1)</script> & 🌳')
        process = open_process(municipality=lingedam, card=card, by=bram, now=today)
    client = desk(bram)
    assert "<script>alert(1)" not in client.get(page(process)).content.decode()
    assert client.get(page(process, "desk_start_note_docx"))["Content-Disposition"].count('"') == 2
