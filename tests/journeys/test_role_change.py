"""A role that changes during a process: message, note and history, with the keyboard only and without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import DESKTOP, PHONE, Site, shoot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Led by the adviser, and in no other journey: what happens here stays.
PROCESS = "2025-windmolens-langs-de-snelweg"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 150
FOCUSED = "[document.activeElement.name || '', (document.activeElement.innerText || '').trim()]"
REASON = "De provincie beslist nu zelf over de plek. Er is minder te kiezen."


def _tab_to(page: Page, wanted: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted in (" ".join(text.split()) for text in page.evaluate(FOCUSED)):
            return
    raise AssertionError(f"{page.url}: the keyboard does not reach {wanted}")


def _press(page: Page, name: str) -> None:
    _tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _type(page: Page, name: str, text: str) -> None:
    _tab_to(page, name)
    page.keyboard.type(text)


def _type_day(page: Page, name: str, day: str) -> None:
    for part, number in zip(("day", "month", "year"), day.split("-"), strict=True):
        _type(page, f"{name}_{part}", number)


def _look(page: Page, browser: Browser, name: str) -> None:
    """A picture, nothing too wide, and axe in a second window: this one has no script."""
    shoot(page, name)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    kept = page.context.storage_state()
    context = browser.new_context(viewport=page.viewport_size, locale="nl-NL", storage_state=kept)
    looker = context.new_page()
    looker.goto(page.url)
    found = Axe().run(looker, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    context.close()
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []


def test_changed_role_makes_message_and_note_and_stands_in_the_history(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    page = sign_in(context, site, "adviseur")
    page.goto(f"{site.url}/bureau/dossier/{PROCESS}/")
    _press(page, "Verander de rol van Hele traject")
    _tab_to(page, "rung")
    for _ in range(6):
        if page.locator("input[value=BP2]").is_checked():
            break
        page.keyboard.press("ArrowUp")
    _type(page, "reason", REASON)
    _press(page, "Beloof deze rol")

    assert "/rolwijziging/" in page.url
    _look(page, browser, "360/rolwijziging-nieuw")
    message = page.get_by_role("region", name="Bericht aan deelnemers").locator("textarea").input_value()
    note = page.get_by_role("region", name="Bericht aan de raad").locator("textarea").input_value()
    for text in (message, note):
        for part in ("Windmolens langs de snelweg", "U geeft advies.", "Wij vragen wat u vindt.", REASON):
            assert part in text, part
    assert message.startswith("Onderwerp: wij veranderen onze belofte")
    assert note.startswith("Aan: de gemeenteraad van Lingedam")

    # The feedback that was promised is past: somebody has to say when people hear more.
    assert "[vul een datum in]" in message
    _tab_to(page, "deelnemers-text")
    page.keyboard.press("Control+A")
    page.keyboard.type(message.replace("[vul een datum in]", "1 maart 2027"))
    _type_day(page, "deelnemers-told_on", "1-10-2026")
    _press(page, "Leg vast: dit is verstuurd")
    letter = page.get_by_role("region", name="Bericht aan deelnemers")
    assert letter.get_by_text("Uiterlijk op 1 maart 2027").is_visible()
    assert letter.locator("textarea").count() == 0
    _look(page, browser, "360/rolwijziging-verstuurd")

    page.goto(f"{site.url}/bureau/dossier/{PROCESS}/geschiedenis/")
    changed = page.get_by_role("region", name="Veranderde beloften")
    assert changed.get_by_role("link", name="eerst adviseren, nu raadplegen").is_visible()
    assert changed.get_by_text("Deelnemers: verstuurd op 1 oktober 2026").is_visible()
    assert changed.get_by_text("Raad: nog niet verstuurd").is_visible()
    assert page.get_by_text("veranderde de rol voor ‘Hele traject’ van adviseren naar raadplegen").is_visible()
    _look(page, browser, "360/rolwijziging-geschiedenis")

    # What participants were asked about stays; the page says what became of it.
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto(f"{site.url}/bureau/dossier/{PROCESS}/resultaten/")
    promise = page.locator("#blok-influence ~ p").first.inner_text()
    assert promise.startswith("De gemeente beloofde: Adviseren.")
    assert "van adviseren naar raadplegen." in promise
    shoot(page, "1280/rolwijziging-resultaten")
    context.close()
