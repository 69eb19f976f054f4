"""A policy adviser finds a dossier in the overview, keeps the filters, and looks at the board: phone and desktop."""

import csv
import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .conftest import DESKTOP, PHONE, Site, shoot, sign_in
from .test_every_page import TAGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def healthy(page: Page, name: str) -> None:
    """Nothing for axe to find, nothing to scroll sideways; with a picture."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    shoot(page, f"{width}/overzicht-{name}")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found.response["violations"]] == []


def number(page: Page) -> int:
    return int(re.sub(r"\D", "", page.get_by_role("status").locator("strong").inner_text()))


def facet(page: Page, title: str) -> Locator:
    """The filter with this title, opened; on a phone all filters fold open first."""
    fold = page.locator(".pm-filters > summary")
    if fold.is_visible() and not page.locator(".pm-filters[open]").count():
        fold.click()
    found = page.locator(".pm-facet", has=page.locator("summary", has_text=title)).first
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_adviser_finds_narrows_keeps_and_throws_away(
    site: Site, browser: Browser, width: dict[str, int], script: bool
) -> None:
    # axe itself is script: without it only the way through is walked.
    context = browser.new_context(viewport=width, locale="nl-NL", java_script_enabled=script)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    page = sign_in(context, site, "adviseur")
    page.goto(f"{site.url}/bureau/overzicht/")
    everything = number(page)
    assert everything > 15
    if script:
        healthy(page, "alles")
    page.get_by_label("Zoek op een woord").fill("pleinen")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("link", name="Herinrichting Kerkplein")).to_be_visible()
    page.get_by_role("link", name="Wis alles").click()
    assert number(page) == everything
    _narrow(page, script)
    found = number(page)
    name = f"Loopt {width['width']} {script}"
    page.get_by_role("link", name="Bewaar dit overzicht").click()
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Voor iedereen van de gemeente").check()
    if script:
        healthy(page, "bewaren")
    page.get_by_role("button", name="Bewaar").click()
    kept = page.get_by_role("navigation", name="Bewaarde overzichten")
    expect(kept.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")
    assert number(page) == found
    if script:
        healthy(page, "bewaard")
    page.get_by_role("link", name="Beheer de bewaarde overzichten").click()
    if script:
        healthy(page, "beheer")
    page.get_by_role("link", name=re.compile(f"^Verwijder ?: {name}$")).click()
    if script:
        healthy(page, "verwijderen")
    page.get_by_role("button", name="Verwijder dit overzicht").click()
    expect(page.get_by_text(f"‘{name}’ is verwijderd.")).to_be_visible()
    context.close()


def _narrow(page: Page, script: bool) -> None:
    """Two options of one filter and one of another; each shows the number it promised."""
    state = facet(page, "Stand")
    promised = sum(int(_tick(state, label).locator(".pm-tick__number").inner_text()) for label in ("Loopt", "Afgerond"))
    for label in ("Loopt", "Afgerond"):
        _tick(state, label).locator("input").check()
    if script:
        healthy(page, "filter-open")
    state.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("link", name="Haal weg: Stand: Loopt")).to_be_visible()
    assert number(page) == promised
    theme = facet(page, "Thema")
    promised = int(_tick(theme, "Sport, cultuur en groen").locator(".pm-tick__number").inner_text())
    _tick(theme, "Sport, cultuur en groen").locator("input").check()
    theme.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("link", name="Haal weg: Thema: Sport, cultuur en groen")).to_be_visible()
    assert number(page) == promised > 0
    page.get_by_role("link", name="Haal weg: Stand: Afgerond").click()
    expect(page.get_by_role("link", name="Haal weg: Stand: Afgerond")).to_have_count(0)
    assert 0 < number(page) < promised


def _tick(found: Locator, label: str) -> Locator:
    return found.locator(".pm-tick", has=found.page.get_by_text(label, exact=True))


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_misspelt_word_and_board(site: Site, browser: Browser, width: dict[str, int]) -> None:
    context = browser.new_context(viewport=width, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    page = sign_in(context, site, "adviseur")
    page.goto(f"{site.url}/bureau/overzicht/?zoek=speelplk")
    expect(page.get_by_text("Bedoelt u")).to_be_visible()
    healthy(page, "niets-gevonden")
    page.get_by_role("link", name="speelplek", exact=True).click()
    expect(page.get_by_role("link", name="Speelplek Bloemenbuurt")).to_be_visible()
    page.goto(f"{site.url}/bureau/bord/?spoor=B")
    for title in ("Voorbereiding", "Uitvoering", "Evaluatie", "Nog geen fase"):
        expect(page.get_by_role("heading", level=2, name=title)).to_be_visible()
    healthy(page, "bord")
    page.get_by_role("link", name="Verander de fase van Verkeersplan Dorpsstraat").click()
    expect(page.get_by_label("Naam")).to_be_visible()
    context.close()


def test_files_hold_what_the_list_shows(site: Site, desk: BrowserContext, tmp_path: Path) -> None:
    page = sign_in(desk, site, "adviseur")
    page.goto(f"{site.url}/bureau/overzicht/?staat=RUNNING&volgorde=titel")
    titles = page.locator("tbody th a").all_inner_texts()
    files = {}
    for kind in ("CSV", "XLSX"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Download als {kind}").click()
        files[kind] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[kind])
    lines = list(csv.reader(io.StringIO(files["CSV"].read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert [line[0] for line in lines[1:]] == titles
    sheet = load_workbook(files["XLSX"])["Overzicht"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == titles
