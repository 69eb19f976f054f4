"""The raadskader at the desk."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import CouncilFrame, Process
from participatiemonitor.register.operations import FrameFacts, set_council_frame

type Desk = Callable[[User], Client]


def page(process: Process, name: str = "desk_council_frame") -> str:
    return reverse(name, args=[process.code])


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def test_plan_leads_to_the_frame_and_an_empty_one_to_its_form(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    assert f'href="{page(plein)}"' in text_of(client, reverse("desk_process", args=[plein.code]))
    html = text_of(client, page(plein))
    assert "Hier komt het kader van de raad" in html
    assert f'href="{page(plein, "desk_council_frame_edit")}"' in html


def test_form_asks_seven_questions_with_a_hint_and_an_example(desk: Desk, bram: User, plein: Process) -> None:
    html = text_of(desk(bram), page(plein, "desk_council_frame_edit"))
    assert html.count("<textarea") == 7
    assert html.count("Bijvoorbeeld: ‘") == 7
    assert "Wat beslist de raad, en wat beslist het college?" in html
    assert "Het plein wordt groener." in html


def test_initiative_gets_examples_of_its_own(desk: Desk, anna: User, tuin: Process) -> None:
    html = text_of(desk(anna), page(tuin, "desk_council_frame_edit"))
    assert "Bewoners beheren het dorpshuis." in html
    assert "Het plein wordt groener." not in html


def test_one_point_is_enough_to_keep(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    data = {"subject": "Meer groen.\r\nDe markt blijft.", "settled_on_day": "3", "settled_on_month": "2",
            "settled_on_year": "2026", "document": "R26-12"}  # fmt: skip
    assert client.post(page(plein, "desk_council_frame_edit"), data)["Location"] == page(plein)
    with scope(plein.municipality_id):
        frame = CouncilFrame.objects.get()
        assert (frame.subject, frame.settled_on, frame.document) == (
            "Meer groen.\nDe markt blijft.", date(2026, 2, 3), "R26-12",
        )  # fmt: skip
    html = text_of(client, page(plein))
    assert "De raad stelde dit vast op 3 februari 2026 (R26-12)." in html
    assert "De markt blijft." in html
    assert html.count("nog niet ingevuld") == 6


def test_frame_that_is_not_settled_says_so(desk: Desk, bram: User, plein: Process) -> None:
    with scope(plein.municipality_id):
        set_council_frame(process=plein, facts=FrameFacts("Groen"), by=bram, now=plein.created_at)
    assert "De raad heeft dit nog niet vastgesteld." in text_of(desk(bram), page(plein))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"settled_on_day": "31", "settled_on_month": "2", "settled_on_year": "2026"}, "Deze datum bestaat niet."),
        ({"document": "x" * 301}, "Maak dit korter: hoogstens 300 tekens."),
    ],
)
def test_mistake_keeps_what_was_typed(
    data: dict[str, str], message: str, desk: Desk, bram: User, plein: Process
) -> None:
    response = desk(bram).post(page(plein, "desk_council_frame_edit"), {"goals": "Dit blijft staan."} | data)
    html = unescape(response.content.decode())
    assert message in html
    assert "Dit blijft staan." in html
    with scope(plein.municipality_id):
        assert not CouncilFrame.objects.exists()


def test_reader_reads_it_and_cannot_change_it(desk: Desk, reader: User, plein: Process) -> None:
    client = desk(reader)
    html = text_of(client, page(plein))
    assert "Er is nog geen kader van de raad" in html
    assert page(plein, "desk_council_frame_edit") not in html
    assert client.post(page(plein, "desk_council_frame_edit"), {"subject": "x"}).status_code == 403


def test_frame_of_another_municipality_is_not_found(desk: Desk, chantal: User, plein: Process) -> None:
    for name in ("desk_council_frame", "desk_council_frame_edit"):
        assert desk(chantal).get(page(plein, name)).status_code == 404


def test_hostile_text_stays_text(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(page(plein, "desk_council_frame_edit"), {"subject": "<script>alert(1)</script> & 🌳"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 🌳" in client.get(page(plein)).content.decode()


def test_audit_trail_says_it_in_words(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(page(plein, "desk_council_frame_edit"), {"subject": "Groen"})
    assert "paste het raadskader aan: onderwerp en grenzen" in text_of(
        client, reverse("desk_history", args=[plein.code])
    )
