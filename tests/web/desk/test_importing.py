"""The import pages: look first, then store; nothing gets lost and nothing is stored by looking."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories.fieldwork import a_process
from tests.factories.importing import GOOD_ROWS, HEADS, KERKPLEIN, csv_bytes, kerkplein, xlsx_bytes

from participatiemonitor.fieldwork.models import Answer, Round
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process, ProcessKind

MANY = tuple(GOOD_ROWS[n % 2] for n in range(12))
URL = reverse("desk_import")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "imports"


@pytest.fixture
def plein(lingedam: Municipality, anna: User, now: datetime) -> Process:
    with scope(lingedam.code):
        return a_process(anna, now, municipality=lingedam)


@pytest.fixture
def desk(client: Client, anna: User) -> Client:
    client.force_login(anna)
    return client


@pytest.fixture
def counts(lingedam: Municipality) -> Iterator[Any]:
    """How many rounds, answers and events there are."""
    with scope(lingedam.code):
        yield lambda: (Round.objects.count(), Answer.objects.count(), Event.objects.count())


def sent(desk: Client, process: Process, content: bytes, name: str = "lijst.csv", **more: Any) -> Any:
    data = {"process": process.code, "answers": SimpleUploadedFile(name, content), "way": "propose"} | more
    return desk.post(URL, data)


def sent_with_mapping(desk: Client, process: Process, content: bytes, mapping: str = KERKPLEIN) -> Any:
    return sent(desk, process, content, way="given", mapping=SimpleUploadedFile("m.toml", mapping.encode()))


def test_looking_stores_nothing_and_storing_makes_a_closed_round(
    desk: Client, plein: Process, counts: Any, folder: Path
) -> None:
    before = counts()
    look = sent_with_mapping(desk, plein, kerkplein(*MANY).content).url
    page = desk.get(look).content.decode()
    assert "Lees 12 ingevulde lijsten in" in page
    assert "Er is nog niets ingelezen" in page
    assert counts() == before
    answer = desk.post(f"{look}opslaan/", {"population": "40"})
    assert answer.url == reverse("desk_round", args=[plein.code, 1])
    rounds, answers, _ = counts()
    assert (rounds, answers) == (1, 12)
    assert Round.objects.get().population == 40
    assert list(folder.iterdir()) == []
    assert desk.get(look).status_code == 404


def test_a_proposal_is_shown_as_text_and_can_be_changed(desk: Client, plein: Process) -> None:
    look = sent(desk, plein, kerkplein(*MANY).content).url
    page = desk.get(look).content.decode()
    assert "Dit is ons voorstel" in page
    assert "[[questions]]" in page
    wrong = KERKPLEIN.replace('"Tip"', '"Tips"').replace("\n", "\r\n")
    assert desk.post(look, {"mapping_text": wrong}).url == look
    page = desk.get(look).content.decode()
    assert "staat niet in het bestand. Wel: ‘Tip’." in page
    assert "column = &quot;Tips&quot;" in page
    assert "Lees 12" not in page
    desk.post(look, {"mapping_text": KERKPLEIN})
    page = desk.get(look).content.decode()
    assert "Lees 12 ingevulde lijsten in" in page
    assert "Dit is ons voorstel" not in page
    assert desk.get(f"{look}indeling.toml").content.decode() == KERKPLEIN


def test_an_empty_mapping_keeps_the_page_and_names_the_mistake(desk: Client, plein: Process) -> None:
    look = sent(desk, plein, kerkplein(*MANY).content).url
    page = desk.post(look, {"mapping_text": ""}).content.decode()
    assert "De indeling is leeg." in page


def test_another_sheet_gives_another_proposal(desk: Client, plein: Process) -> None:
    content = xlsx_bytes({"Uitleg": [["Let op"], ["a"]], "Antwoorden": [HEADS, *MANY]})
    look = sent(desk, plein, content, "lijst.xlsx").url
    page = desk.get(look).content.decode()
    assert "Geluisterd" not in page
    proposal = desk.get(f"{look}indeling.toml").content.decode()
    desk.post(look, {"mapping_text": proposal, "sheet": "Antwoorden"})
    page = desk.get(look).content.decode()
    assert "column = &quot;Geluisterd&quot;" in page
    assert "Lees 12 ingevulde lijsten in" in page


def test_refused_rows_ask_a_tick(desk: Client, plein: Process, counts: Any) -> None:
    file = kerkplein(*MANY, ("Misschien", "8", "", ""))
    look = sent_with_mapping(desk, plein, file.content).url
    page = desk.get(look).content.decode()
    assert "Rij 14" in page
    assert "‘Misschien’" in page
    page = desk.post(f"{look}opslaan/", {"population": "33"}).content.decode()
    assert "Zet een vinkje als de geweigerde rijen weg mogen blijven." in page
    assert 'value="33"' in page
    assert counts()[0] == 0
    assert desk.post(f"{look}opslaan/", {"without_refused": "on"}).status_code == 302
    assert counts()[:2] == (1, 12)


def test_a_file_that_came_in_before_asks_a_tick(desk: Client, plein: Process, counts: Any) -> None:
    file = kerkplein(*MANY)
    desk.post(f"{sent_with_mapping(desk, plein, file.content).url}opslaan/")
    look = sent_with_mapping(desk, plein, file.content).url
    assert "al ingelezen: meting 1 van Kerkplein" in desk.get(look).content.decode()
    assert "toch nog een keer" in desk.post(f"{look}opslaan/").content.decode()
    assert counts()[0] == 1
    desk.post(f"{look}opslaan/", {"again": "on"})
    assert counts()[0] == 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leeg.csv", b"", "Het bestand is leeg."),
        ("kop.csv", csv_bytes([HEADS]), "alleen kolomnamen"),
        ("lijst.xlsx", b"a;b\n1;2\n", "maar de inhoud is van een CSV-bestand"),
        ("lijst.csv", b"%PDF-1.4 x", "Dit is een PDF"),
        ("lijst.docx", b"PK\x03\x04", "Wij lezen bestanden die eindigen op"),
    ],
)
def test_wrong_files_are_refused_on_the_page_with_the_other_choices_kept(
    desk: Client, plein: Process, folder: Path, name: str, content: bytes, sentence: str
) -> None:
    page = sent(desk, plein, content, name).content.decode()
    assert sentence in page
    assert f'value="{plein.code}" selected' in page
    assert not folder.exists()


def test_a_file_that_is_too_large_is_refused_in_megabytes(desk: Client, plein: Process, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 1_000_000
    page = sent(desk, plein, b"a;b\n" * 800_000).content.decode()
    assert "Het bestand is 3,2 MB. Wij lezen bestanden tot en met 1 MB." in page


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [(None, "Kies het bestand met de indeling"), (b"\xff\xfe\x00", "geen tekst in UTF-8")],
)
def test_a_mapping_of_ones_own_must_be_a_text(
    desk: Client, plein: Process, mapping: bytes | None, sentence: str
) -> None:
    more = {"mapping": SimpleUploadedFile("m.toml", mapping)} if mapping else {}
    assert sentence in sent(desk, plein, kerkplein(*MANY).content, way="given", **more).content.decode()


def test_stopping_throws_the_file_away(desk: Client, plein: Process, folder: Path, counts: Any) -> None:
    look = sent_with_mapping(desk, plein, kerkplein(*MANY).content).url
    assert desk.get(f"{look}stoppen/").status_code == 405
    assert desk.post(f"{look}stoppen/").url == URL
    assert list(folder.iterdir()) == []
    assert counts()[0] == 0


def test_others_cannot_open_a_waiting_file(
    desk: Client, plein: Process, client: Client, bram: User, chantal: User
) -> None:
    look = sent_with_mapping(desk, plein, kerkplein(*MANY).content).url
    client.force_login(bram)
    assert client.get(look).status_code == 403
    client.force_login(chantal)
    assert client.get(look).status_code == 404
    assert client.post(f"{look}opslaan/").status_code == 404


def test_without_a_process_the_page_says_what_to_do(desk: Client) -> None:
    assert "Maak eerst een traject of initiatief" in desk.get(URL).content.decode()


def test_a_decision_without_participation_gets_no_answers(
    desk: Client, lingedam: Municipality, anna: User, plein: Process, now: datetime
) -> None:
    with scope(lingedam.code):
        decision = a_process(anna, now, municipality=lingedam, title="Noodopvang")
        Process.objects.filter(pk=decision.pk).update(kind=ProcessKind.NO_PARTICIPATION)
    html = desk.get(reverse("desk_import")).content.decode()
    assert (plein.title in html, "Noodopvang" in html) == (True, False)


def test_texts_from_the_file_are_shown_as_text(desk: Client, plein: Process) -> None:
    rows = [["<script>alert(1)</script>", "Cijfer"], *([f"<b>{n}</b>", "8"] for n in range(12))]
    page = desk.get(sent(desk, plein, csv_bytes(rows)).url).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
