"""Every page: nothing for axe to find, nothing to scroll sideways, one heading; with a picture at 360 and 1280 px."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import DESKTOP, PHONE, Site, shoot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LARGE, SMALL, RUNNING = "2025-herinrichting-kerkplein", "2025-repaircafe-lingedam", "2026-verkeersplan-dorpsstraat"
INITIATIVE, EMPTY = "2024-dorpshuis-oeverdorp", "2027-woonvisie-wonen-voor-jong-en-oud"

PUBLIC = ["/", "/voorbeeld/", "/methode/", "/account/login/", "/account/password/reset/", "/bestaat-niet/", "{open}",
          "{open}?pagina=1", "{open}?pagina=alles", "{invited}", "/u/onbekende-link/", "/v/onbekend/"]  # fmt: skip
TABS = ("", "meting/", "resultaten/")
OF_RUNNING = (
    "kaart/", "plek/", "stand/", "stand/gestopt/", "fasen/nieuw/", "fasen/1/rol/", "fasen/1/besluit/",
    "meting/zelfevaluatie/", "meting/nieuw/", "meting/1/",
    "meting/1/poster/", "meting/1/vragenlijst/", "meting/1/uitnodigen/", "meting/1/intrekken/", "meting/1/sluiten/",
    "resultaten/tussenstand/", "resultaten/zonder-zelfevaluatie/",
    "rolwijzer/", "rolwijzer/uitkomst/?B01=4&B04=3&B05=4&B09=1&B15=2",
    "groepen/", "groepen/?voorstel=huurders", "raadskader/", "raadskader/aanpassen/", "startnotitie/",
)  # fmt: skip
BEGINNINGS = (
    "traject", "initiatief", "vast-verband-gemeente", "vast-verband-inwoners", "plan-van-een-derde", "uitdaagrecht",
    "geen-participatie",
)  # fmt: skip
CHALLENGE, NONE = "2026-groen-in-de-vogelbuurt-zelf-onderhouden", "2026-noodopvang-in-sporthal-de-linge"
THIRD, GROWN = "2026-woningen-op-het-molenterrein", "2025-wandelpad-langs-de-linge"
OF_KINDS = (
    f"{CHALLENGE}/", f"{CHALLENGE}/bij-dit-soort/", f"{CHALLENGE}/besluit/", f"{NONE}/", f"{NONE}/bij-dit-soort/",
    f"{NONE}/kaart/", f"{NONE}/soort/", f"{THIRD}/", f"{THIRD}/bij-dit-soort/", f"{THIRD}/fasen/1/rol/",
    f"{THIRD}/rolwijzer/", f"{GROWN}/", f"{GROWN}-2/", f"{RUNNING}/soort/", f"{RUNNING}/andere-kant/",
)  # fmt: skip
LEADER = [
    "/bureau/", "/bureau/trajecten/", "/bureau/initiatieven/", "/bureau/trajecten/?zoek=bestaatniet", "/bureau/nieuw/",
    "/bureau/overzicht/", "/bureau/bord/",
    "/bureau/nieuw/van-beide/",
    *[f"/bureau/nieuw/{slug}/" for slug in BEGINNINGS],
    *[f"/bureau/dossier/{page}" for page in OF_KINDS],
    *[f"/bureau/dossier/{code}/{tab}" for code in (LARGE, INITIATIVE, SMALL, RUNNING, EMPTY) for tab in TABS],
    *[f"/bureau/dossier/{code}/geschiedenis/" for code in (LARGE, INITIATIVE)],
    f"/bureau/dossier/{EMPTY}/stand/", f"/bureau/dossier/{EMPTY}/stand/loopt/",
    *[f"/bureau/dossier/{RUNNING}/{page}" for page in OF_RUNNING],
    *[f"/bureau/dossier/{LARGE}/{page}" for page in ("groepen/", "raadskader/", "startnotitie/")],
    *[f"/bureau/dossier/{code}/startnotitie/" for code in (INITIATIVE, EMPTY, CHALLENGE, NONE, THIRD)],
    f"/bureau/dossier/{LARGE}/resultaten/delen/raad/", "/bureau/logboek/", "/bureau/dossier/van-iemand-anders/",
    "/account/password/change/", "/account/logout/",
]  # fmt: skip
ZOOMED = [
    "/", "{open}", "{open}?pagina=alles", "/bureau/", f"/bureau/dossier/{LARGE}/resultaten/",
    f"/bureau/dossier/{LARGE}/", f"/bureau/dossier/{RUNNING}/meting/1/", "/bureau/nieuw/traject/",
    "/bureau/overzicht/", "/bureau/bord/",
    *[f"/bureau/dossier/{LARGE}/{page}" for page in ("groepen/", "startnotitie/")],
]  # fmt: skip
BODY, CHANGED = "2024-wijkraad-noord", "2026-zorgzaam-oeverdorp"
ADVISER = [
    "/bureau/", "/bureau/kaart/", "/bureau/agenda/", "/bureau/inlezen/", "/bureau/register-inlezen/",
    "/bureau/trajecten/", f"/bureau/dossier/{LARGE}/resultaten/",
    "/bureau/overzicht/?staat=RUNNING&thema=5&rol=-&van=2025-01-01&volgorde=titel", "/bureau/overzicht/?zoek=kerkplien",
    "/bureau/overzicht/bewaren/?staat=RUNNING", "/bureau/overzicht/bewaard/", "/bureau/bord/?spoor=O",
    *[f"/bureau/dossier/{BODY}/{page}" for page in ("", "bij-dit-soort/", "nieuw-jaar/")],
    *[f"/bureau/dossier/{CHANGED}/{page}" for page in ("", "geschiedenis/", "rolwijziging/1/", "rolwijziging/1/raad/")],
    f"/bureau/dossier/{RUNNING}/rolwijzer/uitkomst/", f"/bureau/dossier/{BODY}/startnotitie/",
]  # fmt: skip
ADMINISTRATOR = ["/bureau/logboek/", "/bureau/afspraken/"]
COUNCIL = [
    "/bureau/", f"/bureau/dossier/{LARGE}/resultaten/", f"/bureau/dossier/{LARGE}/",
    *[f"/bureau/dossier/{LARGE}/{page}" for page in ("groepen/", "raadskader/", "startnotitie/")],
]  # fmt: skip


def _name(address: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "voorpagina"


def _full(site: Site, address: str) -> str:
    filled = address.format(open=site.open_link, invited=site.invitation)
    return filled if filled.startswith("http") else site.url + filled


def _check(page: Page, address: str, width: int, who: str, found: list[str]) -> None:
    answer = page.goto(address)
    assert answer is not None
    short = re.sub(r"https?://[^/]+", "", address)
    if answer.status >= 500:
        found.append(f"{who} {short}: status {answer.status}")
        return
    shoot(page, f"{width}/{who}-{_name(re.sub('/[uv]/[^/?]+', '/link', short))}")
    if page.locator("h1").count() != 1:
        found.append(f"{who} {short}: {page.locator('h1').count()} main headings")
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if too_wide > 0:
        found.append(f"{who} {short} at {width} px: {too_wide} px too wide")
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    where = f"{who} {short} at {width} px"
    found.extend(f"{where}: {f['id']} {[n['target'] for n in f['nodes']][:3]}" for f in result.response["violations"])


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    ("who", "addresses"),
    [("", PUBLIC), ("projectleider", LEADER), ("adviseur", ADVISER), ("beheerder", ADMINISTRATOR), ("raad", COUNCIL)],
    ids=["public", "leader", "adviser", "administrator", "council"],
)
def test_pages_are_accessible(
    site: Site, browser: Browser, who: str, addresses: list[str], width: dict[str, int]
) -> None:
    context = browser.new_context(viewport=width, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    page = sign_in(context, site, who) if who else context.new_page()
    found: list[str] = []
    for address in addresses:
        _check(page, _full(site, address), width["width"], who or "publiek", found)
    context.close()
    assert not found, "\n".join(found)


def test_nothing_is_lost_at_400_percent_zoom(site: Site, browser: Browser) -> None:
    """1280 px at 400 % is 320 CSS px wide and 256 high (WCAG 1.4.10)."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, locale="nl-NL")
    page = sign_in(context, site, "projectleider")
    found = []
    for address in ZOOMED:
        page.goto(_full(site, address))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{address}: {wide} px too wide")
    context.close()
    assert not found


def test_questionnaire_with_the_keyboard_only(site: Site, browser: Browser) -> None:
    """From start to receipt with Tab, space, arrows and Enter; the focus can always be seen."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=True, locale="nl-NL")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site.open_link)
    for _ in range(60):
        if "/bedankt/" in page.url:
            break
        _one_page_by_keyboard(page)
    assert "/bedankt/" in page.url
    context.close()


# The ring may stand on the control or on the label around it.
FOCUSED = """() => {
    const focused = document.activeElement, around = focused.closest('label, .pm-option') || focused;
    const ring = (style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    return {
        tag: focused.tagName, type: focused.type || '', text: focused.innerText || '',
        outline: ring(getComputedStyle(focused)) || ring(getComputedStyle(around)),
    };
}"""


def _one_page_by_keyboard(page: Page) -> None:
    step = page.title()
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] in {"INPUT", "BUTTON", "TEXTAREA", "A", "SUMMARY"}:
            assert focused["outline"], f"the focus on {focused} cannot be seen"
        if focused["type"] == "radio":
            page.keyboard.press("ArrowDown")
        if focused["tag"] == "BUTTON" and re.search("Begin|Volgende|Verstuur", focused["text"]):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert page.title() != step
            return
    raise AssertionError(f"no way forward with the keyboard on {step}")
