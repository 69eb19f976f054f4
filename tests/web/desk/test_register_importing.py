"""The pages that bring in a register: look first, then store; nothing gets lost and nothing is stored by looking."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories.importing import csv_bytes, xlsx_bytes
from tests.factories.register_importing import HEADS, PLEIN, TUIN, a_list

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process
from participatiemonitor.register.states import ProcessState

URL = reverse("desk_register_import")
MAPPING = 'name = "Eigen"\nsource = "buurt"\n[fields.title]\ncolumn = "wat"\n[fields.track]\nconstant = "samenleving"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "imports"


@pytest.fixture
def page(client: Client, anna: User) -> Client:
    client.force_login(anna)
    return client


@pytest.fixture
def counts(lingedam: Municipality) -> Iterator[Any]:
    """How many processes and events there are."""
    with scope(lingedam.code):
        yield lambda: (Process.objects.count(), Event.objects.count())


def sent(page: Client, content: bytes, name: str = "register.csv", **more: Any) -> Any:
    return page.post(URL, {"register": SimpleUploadedFile(name, content), "way": "sjabloon", "source": ""} | more)


def test_looking_stores_nothing_and_storing_tells_what_came_in(
    page: Client, anna: User, counts: Any, folder: Path
) -> None:
    look = sent(page, a_list().content).url
    shown = page.get(look).content.decode()
    assert "Er staat nog niets van in het register." in shown
    assert "Zet 2 rijen in het register" in shown
    assert "Buurttuin Oost" in shown
    assert counts() == (0, 0)
    answer = page.post(f"{look}opslaan/")
    assert counts() == (2, 1)
    done = page.get(answer.url).content.decode()
    assert "2 rijen staan nu in het register." in done
    assert "Zoek in het overzicht op de naam van de lijst: <strong>registerlijst</strong>" in done
    assert set(Process.objects.values_list("leader", flat=True)) == {anna.pk}
    assert list(folder.iterdir()) == []
    assert page.get(look).status_code == 404


def test_the_overview_finds_what_came_in_by_the_name_of_the_list(page: Client) -> None:
    look = sent(page, a_list().content, source="wijkbureau 2026").url
    done = page.get(page.post(f"{look}opslaan/").url).content.decode()
    address = f"{reverse('desk_overview')}?zoek=wijkbureau+2026"
    assert address in done
    assert "Herinrichting Marktplein" in page.get(address).content.decode()


def test_a_second_time_nothing_is_new(page: Client, counts: Any) -> None:
    for _ in range(2):
        look = sent(page, a_list().content).url
        page.post(f"{look}opslaan/")
    assert counts() == (2, 1)
    shown = page.get(look).content.decode()
    assert "Alles staat al in het register. Er is niets nieuws." in shown
    assert "in het register</button>" not in shown


def test_what_differs_is_shown_first_and_left_alone(page: Client, counts: Any) -> None:
    page.post(f"{sent(page, a_list().content).url}opslaan/")
    Process.objects.filter(title="Buurttuin Oost").update(state=ProcessState.RUNNING)
    shown = page.get(sent(page, a_list().content).url).content.decode()
    assert "Anders in het register: stand" in shown
    assert shown.index("verschilt</span>") < shown.index("stond er al</span>")


def test_refused_rows_ask_a_tick(page: Client, counts: Any) -> None:
    look = sent(page, a_list(PLEIN, ("2", "", *TUIN[2:])).content).url
    shown = page.get(look).content.decode()
    assert "Geef een titel. Gebruik de naam die mensen kennen. (1 keer)" in shown
    assert "Rij&nbsp;3" in shown
    shown = page.post(f"{look}opslaan/").content.decode()
    assert "Zet een vinkje als de geweigerde rijen weg mogen blijven." in shown
    assert counts() == (0, 0)
    assert page.post(f"{look}opslaan/", {"without_refused": "on"}).status_code == 302
    assert counts() == (1, 1)


def test_the_report_can_be_downloaded(page: Client) -> None:
    look = sent(page, a_list().content).url
    answer = page.get(f"{look}verslag.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="verslag.csv"'
    assert "2;Herinrichting Marktplein;nieuw;" in answer.content.decode("utf-8-sig")


def test_another_sheet_can_be_chosen(page: Client) -> None:
    content = xlsx_bytes({"Uitleg": [["Let op"], ["a"]], "2026": [HEADS, PLEIN]})
    look = sent(page, content, "lijst.xlsx").url
    shown = page.get(look).content.decode()
    assert "Wij vinden geen kolom ‘titel’" in shown
    assert page.get(f"{look}verslag.csv").status_code == 404
    assert page.post(f"{look}opslaan/").url == look
    page.post(look, {"sheet": "2026"})
    shown = page.get(look).content.decode()
    assert "Zet 1 rij in het register" in shown
    assert '<option value="2026" selected>' in shown
    page.post(look, {"sheet": "bestaat niet"})
    assert "Zet 1 rij in het register" in page.get(look).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leeg.csv", b"", "Het bestand is leeg."),
        ("kop.csv", csv_bytes([HEADS]), "alleen kolomnamen"),
        ("lijst.xlsx", b"a;b\n1;2\n", "maar de inhoud is van een CSV-bestand"),
        ("lijst.csv", b"%PDF-1.4 x", "Dit is een PDF"),
        ("lijst.docx", b"PK\x03\x04", "Wij lezen bestanden die eindigen op .csv, .txt, .tsv of .xlsx."),
    ],
)
def test_wrong_files_are_refused_on_the_page_with_the_other_choices_kept(
    page: Client, folder: Path, name: str, content: bytes, sentence: str
) -> None:
    shown = sent(page, content, name, source="wijkbureau", way="decidim").content.decode()
    assert sentence in shown
    assert 'value="wijkbureau"' in shown
    assert 'value="decidim" ' in shown
    assert not folder.exists()


def test_a_file_that_is_too_large_is_refused_in_megabytes(page: Client, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 1_000_000
    shown = sent(page, b"a;b\n" * 800_000).content.decode()
    assert "Het bestand is 3,2 MB. Wij lezen bestanden tot en met 1 MB." in shown


def test_a_list_of_too_many_rows_says_so(page: Client, counts: Any) -> None:
    look = sent(page, b"titel;soort\n" + b"Plein;traject\n" * 100_000).url
    assert "Wij lezen lijsten tot en met 20.000 rijen" in page.get(look).content.decode()
    assert counts() == (0, 0)


def test_a_mapping_of_ones_own(page: Client, counts: Any) -> None:
    content = csv_bytes([["wat"], ["Buurttuin"]])
    mapping = SimpleUploadedFile("eigen.toml", MAPPING.encode())
    look = sent(page, content, way="eigen", mapping=mapping).url
    page.post(f"{look}opslaan/")
    assert Process.objects.get().source == "buurt"


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        (None, "Kies het bestand met de indeling."),
        (b"\xff\xfe\x00", "geen tekst in UTF-8"),
        (MAPPING.replace("[fields.title]", "[fields.titel]").encode(), "dit veld kennen wij niet"),
        (b"x" * 2_000_000, "te groot voor een indeling"),
    ],
)
def test_a_mapping_of_ones_own_must_be_in_order(page: Client, mapping: bytes | None, sentence: str) -> None:
    more = {"mapping": SimpleUploadedFile("m.toml", mapping)} if mapping else {}
    assert sentence in sent(page, a_list().content, way="eigen", **more).content.decode()


def test_stopping_throws_the_file_away(page: Client, folder: Path, counts: Any) -> None:
    look = sent(page, a_list().content).url
    assert page.get(f"{look}stoppen/").status_code == 405
    assert page.post(f"{look}stoppen/").url == URL
    assert list(folder.iterdir()) == []
    assert counts() == (0, 0)


def test_others_cannot_open_a_waiting_file_or_what_came_in(
    page: Client, client: Client, bram: User, chantal: User
) -> None:
    look = sent(page, a_list().content).url
    stored = sent(page, a_list(TUIN).content).url
    done = page.post(f"{stored}opslaan/").url
    client.force_login(chantal)
    for address in (look, f"{look}verslag.csv", done):
        assert client.get(address).status_code == 404
    assert client.post(f"{look}opslaan/").status_code == 404
    client.force_login(bram)
    for address in (URL, look, done, reverse("desk_register_import_csv")):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("role", [StaffRole.COUNCIL_READER, StaffRole.ANALYST, StaffRole.PROJECT_LEADER])
def test_only_advisers_and_administrators_bring_in_a_register(page: Client, anna: User, role: StaffRole) -> None:
    Membership.objects.filter(user=anna).update(role=role)
    assert page.get(URL).status_code == 403
    assert sent(page, a_list().content).status_code == 403


def test_the_templates_can_be_downloaded(page: Client) -> None:
    book = page.get(reverse("desk_register_import_workbook"))
    assert openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames == ["Register", "Uitleg", "Keuzes"]
    text = page.get(reverse("desk_register_import_csv")).content.decode("utf-8-sig")
    assert text.startswith("titel;soort;wie heeft het initiatief;")


def test_texts_from_the_file_are_shown_as_text(page: Client) -> None:
    rows = [["titel", "soort", "<script>alert(1)</script>"], ["<b>Plein</b>", "<i>x</i>", "y"]]
    shown = page.get(sent(page, csv_bytes(rows)).url).content.decode()
    assert "<script>alert" not in shown
    assert "<b>Plein" not in shown
    assert "&lt;i&gt;x" in shown


def test_the_log_tells_of_the_import(page: Client, anna: User) -> None:
    page.post(f"{sent(page, a_list().content).url}opslaan/")
    Membership.objects.filter(user=anna).update(role=StaffRole.ADMINISTRATOR)
    assert "las een lijst in: 2 nieuwe rijen in het register" in page.get(reverse("desk_audit")).content.decode()
