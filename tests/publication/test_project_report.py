"""The report of at most two pages: readable for everybody, and traceable."""

import builtins
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest
from tests.factories.analysis import closed_with, simulated
from tests.factories.fieldwork import a_process, a_round

from participatiemonitor.analysis.operations import release_results
from participatiemonitor.analysis.queries import results
from participatiemonitor.fieldwork.models import Round
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.publication.reports.project import ProjectReport, render_pdf

MADE_ON = date(2026, 3, 6)


@pytest.fixture
def reported(in_lingedam: Municipality, bram: User, now: datetime) -> Any:
    """Makes the report of a closed round with this many answers."""

    def make(n: int, *, track: str = "B", seed: int = 1, **plan: Any) -> ProjectReport:
        process = a_process(bram, now, municipality=in_lingedam, track=track, title="Herinrichting Kerkplein")
        rung = "BP3" if track == "B" else "OP4"
        round_: Round = a_round(process, bram, now, population=None, promised_rung=rung, **plan)
        closed_with(round_, simulated(round_, n, seed=seed), bram, now)
        release_results(round_=round_, by=bram, now=now)
        found = results(round_)
        assert found is not None
        return ProjectReport.of(process, found, made_on=MADE_ON)

    return make


def elements(node: Any) -> Iterator[tuple[str, str]]:
    """The structure of a tagged PDF: role and alternative text."""
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from elements(node.K)
    elif isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)


@pytest.mark.parametrize(
    ("n", "track", "plan", "pages"),
    [
        (6, "B", {}, 1),
        (14, "B", {}, 2),
        (62, "B", {"is_short": True}, 2),
        (170, "B", {}, 2),
        (35, "O", {}, 2),
        (40, "B", {"moment": "M1"}, 2),
    ],
)
def test_it_has_two_pages_unless_there_is_nothing_for_the_second(
    reported: Any, n: int, track: str, plan: dict[str, Any], pages: int
) -> None:
    made = render_pdf(reported(n, track=track, **plan))
    assert made.is_pdf
    reader = pypdf.PdfReader(BytesIO(made.content))
    assert len(reader.pages) == pages
    assert "Over deze cijfers" in reader.pages[-1].extract_text()


def test_it_is_tagged_for_everybody(reported: Any) -> None:
    with pikepdf.open(BytesIO(render_pdf(reported(170)).content)) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as about:
            assert about["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert about["dc:title"] == "Rapport Herinrichting Kerkplein"
        found = list(elements(pdf.Root.StructTreeRoot))
    roles = [role for role, _ in found]
    assert roles.count("/H1") == 1
    assert {"/Document", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L"} <= set(roles)
    pictures = [alt for role, alt in found if role == "/Figure"]
    assert len(pictures) >= 5
    assert all(pictures)
    assert any(alt.startswith("Wat telt het zwaarst?. Het zwaarst telt ‘Goed gesprek’") for alt in pictures)


def test_the_shipped_font_is_in_it(reported: Any) -> None:
    with pikepdf.open(BytesIO(render_pdf(reported(14)).content)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert fonts
    assert all("Noto-Sans" in font or "NotoSans" in font for font in fonts)


def test_the_foot_of_every_page_says_which_data_and_method(reported: Any) -> None:
    report = reported(14)
    source = report.results.source
    for page in pypdf.PdfReader(BytesIO(render_pdf(report).content)).pages:
        text = " ".join(page.extract_text().split())
        foot = f"Gegevens versie {source.data_version} · methode {source.method_version}"
        assert f"{foot} · controlegetal {source.checksum[:12]} · gemaakt op 6 maart 2026" in text


def test_few_answers_are_called_indicative(reported: Any) -> None:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(render_pdf(reported(14)).content)).pages)
    assert "Alle cijfers in dit rapport zijn indicatief" in " ".join(text.split())


def test_without_pango_there_is_a_page_that_says_so(reported: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    made = render_pdf(reported(14))
    assert not made.is_pdf
    assert made.content_type.startswith("text/html")
    page = made.content.decode()
    assert "Pango ontbreekt" in page
    assert "Cijfer voor de aanpak" in page


def test_a_full_first_page_gives_up_air_before_anything_else(reported: Any) -> None:
    # Twenty-two initiators: long categories of the role, eight tiles with counts and nine factors.
    report = reported(22, track="O")
    long_names = replace(report, title="Samen zorgen voor elkaar in " + "Oeverdorp en omgeving " * 4)
    made = render_pdf(long_names)
    reader = pypdf.PdfReader(BytesIO(made.content))
    assert len(reader.pages) == 2
    assert "Alle vragen" in reader.pages[1].extract_text()
