"""The main job from door to door: once for a process of the municipality, once for an initiative of society."""

import re
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from .conftest import Site, shoot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STEP = re.compile(r"Stap (\d+) van (\d+)")


def _fill_date(page: Page, group: str, day: tuple[int, int, int]) -> None:
    parts = page.get_by_role("group", name=group)
    for label, value in zip(("Dag", "Maand", "Jaar"), day, strict=True):
        parts.get_by_label(label).fill(str(value))


def _answer_all(page: Page, choice: int) -> None:
    """Choose the same place in every question with options, and write one line in the open ones."""
    for group in page.locator("form fieldset:has(input[type=radio])").all():
        options = group.locator("input[type=radio]")
        options.nth(min(choice, options.count() - 1)).check()
    for group in page.locator("form fieldset:has(input[type=checkbox])").all():
        group.locator("input[type=checkbox]").first.check()
    for box in page.locator("form textarea").all():
        box.fill("Goed dat u het vraagt.")


def _press(page: Page, target: Locator) -> None:
    """Press a button or link that leads to another page, and wait for that page."""
    with page.expect_navigation():
        target.click()


def _respond(context: BrowserContext, link: str, choice: int, shots: str = "") -> None:
    page = context.new_page()
    page.goto(link)
    if shots:
        shoot(page, f"{shots}-start")
    _press(page, page.get_by_role("button", name="Begin"))
    steps = 0
    while page.get_by_role("button", name=re.compile("Volgende|Verstuur")).count():
        said = STEP.search(page.locator("body").inner_text())
        assert said, "every step says where you are"
        steps += 1
        assert int(said[1]) == steps
        _answer_all(page, choice)
        if shots:
            shoot(page, f"{shots}-stap-{steps}")
        _press(page, page.get_by_role("button", name=re.compile("Volgende|Verstuur")))
    assert steps == int(said[2])
    assert "Uw antwoorden zijn verstuurd" in page.locator("main").inner_text()
    if shots:
        shoot(page, f"{shots}-bedankt")
    assert context.cookies() == []
    page.close()


def _open_round(page: Page, moment: str, people: int) -> str:
    _press(page, page.get_by_role("link", name="Meting", exact=True))
    _press(page, page.get_by_role("link", name="Vul uw zelfevaluatie in"))
    _answer_all(page, 1)
    _press(page, page.locator("main form button[type=submit]").last)
    _press(page, page.get_by_role("link", name="Meting", exact=True))
    _press(page, page.get_by_role("link", name="Open een meting").first)
    page.get_by_label(moment).check()
    page.get_by_label("Hoeveel mensen kunnen antwoorden?").fill(str(people))
    _press(page, page.locator("main form button[type=submit]").last)
    link = re.search(r"https?://[^\s\"<]+/v/\w+/", page.content())
    assert link, "the page of the round shows the open link"
    return link[0]


def _close_and_read(page: Page, name: str, tmp_path: Path) -> None:
    page.reload()
    _press(page, page.get_by_role("link", name=re.compile("Sluit")).first)
    shoot(page, f"{name}-sluiten")
    _press(page, page.get_by_role("button", name="Ja, sluit deze meting"))
    _press(page, page.get_by_role("link", name="Bekijk de resultaten"))
    shoot(page, f"{name}-resultaten")
    text = page.locator("main").inner_text()
    assert "12 van" in text
    assert "indicatief" in text.lower()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name=re.compile("rapport", re.IGNORECASE)).first.click()
    file = tmp_path / "rapport.pdf"
    download.value.save_as(file)
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 2
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.MarkInfo.Marked


def test_process_of_the_municipality(site: Site, desk: BrowserContext, phone: BrowserContext, tmp_path: Path) -> None:
    page = sign_in(desk, site, "projectleider")
    page.goto(f"{site.url}/bureau/nieuw/traject/")
    page.get_by_label("Titel").fill("Groen in de Lindestraat")
    page.get_by_label("Waar gaat het over?").fill("Meer bomen en minder tegels.")
    page.get_by_label("Adviseren").check()
    _fill_date(page, "Begin", (1, 9, 2026))
    page.get_by_label("Hoeveel mensen doen mee?").fill("20")
    shoot(page, "traject-nieuw")
    _press(page, page.get_by_role("button", name="Zet dit in het register"))
    assert page.get_by_role("heading", level=1).inner_text().startswith("Groen in de Lindestraat")
    assert "U geeft advies." in page.locator("main").inner_text()

    _press(page, page.get_by_role("link", name=re.compile("gegevens", re.IGNORECASE)).first)
    page.get_by_label("Wat ligt vast?").fill("De straat blijft open voor auto's.")
    page.get_by_label("Wat is open?").fill("Waar de bomen komen.")
    shoot(page, "traject-gegevens")
    _press(page, page.locator("main form button[type=submit]").last)
    assert "Waar de bomen komen." in page.locator("main").inner_text()

    link = _open_round(page, "Na het besluit en de terugkoppeling", 20)
    shoot(page, "traject-meting")
    for person in range(12):
        _respond(phone, link, person % 4, shots="bewoner" if person == 0 else "")
    _close_and_read(page, "traject", tmp_path)


def test_initiative_of_society(site: Site, desk: BrowserContext, phone: BrowserContext, tmp_path: Path) -> None:
    page = sign_in(desk, site, "projectleider")
    page.goto(f"{site.url}/bureau/nieuw/initiatief/")
    page.get_by_label("Titel").fill("Leesclub op wielen")
    page.get_by_label("Faciliteren").check()
    page.get_by_label(re.compile("Hoeveel mensen")).fill("15")
    _press(page, page.get_by_role("button", name="Zet dit in het register"))
    assert "Overheidsparticipatie" in page.locator("main").inner_text()
    link = _open_round(page, "Na het besluit en de terugkoppeling", 15)
    for person in range(12):
        _respond(phone, link, person % 3, shots="initiatiefnemer" if person == 0 else "")
    _close_and_read(page, "initiatief", tmp_path)
    assert "ruimte" in page.locator("main").inner_text().lower()
