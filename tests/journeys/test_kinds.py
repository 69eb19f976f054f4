"""A dossier of every kind from the empty form to its startnotitie: keyboard only, without script, phone and desktop."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from .conftest import DESKTOP, PHONE, Site, shoot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 200
FOCUSED = "[document.activeElement.name || '', (document.activeElement.innerText || '').trim()]"


@dataclass
class Walk:
    """Somebody at the keyboard. Every page that is passed gets a picture and is looked at by axe in a second window."""

    page: Page
    looker: Page
    name: str
    width: int
    seen: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def tab_to(self, *wanted: str) -> str:
        """Tab until the focus stands on a control with one of these names or texts; returns which."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            for text in self.page.evaluate(FOCUSED):
                if text in wanted:
                    return str(text)
        raise AssertionError(f"{self.page.url}: the keyboard does not reach {' or '.join(wanted)}")

    def type(self, name: str, text: str) -> None:
        """Type into a field."""
        self.tab_to(name)
        self.page.keyboard.type(text)

    def day(self, name: str, day: int, month: int, year: int) -> None:
        """Type a date in its three fields."""
        for part, number in (("day", day), ("month", month), ("year", year)):
            self.type(f"{name}_{part}", str(number))

    def choose(self, name: str, value: str) -> None:
        """Move through the options with the arrows until this one is chosen."""
        self.tab_to(name)
        wanted = self.page.locator(f"input[name={name}][value='{value}']")
        self.page.keyboard.press("Space")
        for _ in range(12):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.page.url}: the arrows do not reach {name}={value}")

    def select(self, name: str, text: str) -> None:
        """Choose from a list by typing the beginning of what is wanted."""
        self.tab_to(name)
        self.page.keyboard.type(text)

    def press(self, *names: str) -> str:
        """Press a button or follow a link, and look at the page that comes."""
        pressed = self.tab_to(*names)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()
        return pressed

    def download(self, name: str) -> bytes:
        """The file behind a link."""
        self.tab_to(name)
        with self.page.expect_download() as waiting:
            self.page.keyboard.press("Enter")
        return waiting.value.path().read_bytes()

    def look(self) -> None:
        """Picture, width and axe of this page."""
        url = self.page.url
        self.seen.append(url)
        shoot(self.page, f"{self.width}/soort-{self.name}-{len(self.seen):02}")
        if self.page.locator("h1").count() != 1:
            self.faults.append(f"{url}: {self.page.locator('h1').count()} main headings")
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.faults.append(f"{url}: {wide} px too wide")
        self.looker.goto(url)
        found = Axe().run(self.looker, options={"runOnly": {"type": "tag", "values": TAGS}})
        self.faults += [
            f"{url}: {f['id']} {[n['target'] for n in f['nodes']][:3]}" for f in found.response["violations"]
        ]


def begin(walk: Walk, site: Site, *button: str) -> None:
    """From the first page to the form of a kind."""
    walk.page.goto(f"{site.url}/bureau/nieuw/")
    walk.look()
    walk.press(*button)


def role_with_the_aid(walk: Walk, answers: dict[str, str], rung: str) -> None:
    """The role aid, and the promise that follows from it."""
    walk.press("Gebruik de rolwijzer")
    for question, number in answers.items():
        walk.choose(question, number)
    walk.press("Bekijk het advies")
    advice = walk.page.get_by_role("region", name="Ons advies")
    assert advice.is_visible() or walk.page.get_by_role("region", name="Twee rollen passen even goed").is_visible()
    if not walk.page.locator(f"input[name=rung][value={rung}]").is_checked():
        walk.choose("rung", rung)
        walk.type("reason", "Zo past het bij wat wij eerder afspraken.")
    walk.press("Kies deze rol")
    assert walk.page.locator(f"input[value={rung}]").is_checked()
    walk.press("Beloof deze rol")


def startnotitie(walk: Walk) -> None:
    """From the dossier to the startnotitie, as a page and as both files."""
    title = walk.page.locator("h1").inner_text()
    walk.press("Startnotitie", "Besluit: geen participatie")
    assert walk.page.get_by_role("article", name=title).is_visible()
    assert walk.download("Download als pdf").startswith(b"%PDF-")
    with ZipFile(BytesIO(walk.download("Download voor Word"))) as word:
        text = word.read("word/document.xml").decode()
    assert title in text


def process(walk: Walk, site: Site) -> None:
    """A process of the municipality."""
    begin(walk, site, "Maak een traject")
    walk.type("title", "Speelplek Wilgenplein")
    walk.type("central_task", "Kinderen en ouders kiezen wat er op het plein komt.")
    walk.choose("rung", "later")
    walk.type("participants", "60")
    walk.press("Zet dit in het register")
    role_with_the_aid(walk, {"B01": "4", "B02": "3", "B04": "2", "B05": "2", "B09": "2"}, "BP2")


def initiative(walk: Walk, site: Site) -> None:
    """An initiative of society, kept halfway and taken up again."""
    begin(walk, site, "Maak een initiatief")
    walk.type("central_task", "Buren willen samen een werkplaats beginnen.")
    walk.press("Bewaar en ga later verder")
    walk.press("Geef een titel")
    walk.type("title", "Werkplaats in de oude school")
    walk.press("Sla de gegevens op")
    assert walk.page.get_by_role("heading", level=1, name="Werkplaats in de oude school").is_visible()
    role_with_the_aid(walk, {"O01": "2", "O02": "2", "O05": "2", "O07": "2"}, "OP4")


def standing_body(walk: Walk, site: Site) -> None:
    """A standing body of the municipality, with next year begun."""
    begin(walk, site, "De gemeente")
    walk.type("title", "Jongerenraad Lingedam")
    walk.select("body_type", "Adviesraad")
    walk.press("Zet dit in het register")
    role_with_the_aid(walk, {"B01": "3", "B05": "3", "B15": "2", "B03": "2"}, "BP3")
    walk.press("Begin een nieuw jaar")
    walk.press("Begin dit jaar")
    assert walk.page.get_by_text("Adviesraad", exact=True).is_visible()
    assert walk.page.get_by_text("U geeft advies.").count() >= 2


def third_party(walk: Walk, site: Site) -> None:
    """A plan of a third party under the Omgevingswet."""
    begin(walk, site, "Voeg een plan toe")
    walk.type("title", "Zonnedak bij het station")
    walk.type("applicant", "Zon op Maat")
    walk.choose("is_required", "YES")
    walk.press("Zet dit in het register")
    role_with_the_aid(walk, {"O01": "1", "O03": "2", "O07": "1"}, "OP1")
    walk.press("Pas de aanvraag aan")
    walk.type("applicant_approach", "Een avond voor de buurt en een brief aan elk huis.")
    walk.press("Sla dit op")


def challenge(walk: Walk, site: Site) -> None:
    """A request under the uitdaagrecht, from receipt to agreements."""
    begin(walk, site, "Voeg een verzoek toe")
    walk.type("title", "Zwembad De Plons zelf beheren")
    walk.type("applicant", "Vrienden van De Plons")
    walk.type("central_task", "Het beheer van het zwembad.")
    walk.day("received_on", 2, 11, 2026)
    walk.press("Zet dit in het register")
    role_with_the_aid(walk, {"O01": "3", "O05": "2", "O10": "3", "O12": "2"}, "OP2")
    walk.press("Leg het besluit vast")
    walk.choose("decision", "PARTLY")
    walk.day("decided_on", 20, 11, 2026)
    walk.type("reason", "Het onderhoud van de techniek blijft bij de gemeente.")
    walk.press("Leg het besluit vast")
    walk.press("Leg de afspraken vast")
    walk.type("agreements", "Twee jaar, met elk jaar een gesprek.")
    walk.press("Sla dit op")
    assert walk.page.get_by_text("Deels toegewezen op 20 november 2026").is_visible()


def no_participation(walk: Walk, site: Site) -> None:
    """A decision without participation, with its reason, laid down."""
    begin(walk, site, "Leg uit waarom")
    walk.type("title", "Tarieven afval 2027")
    walk.choose("ground", "BUDGET")
    walk.type("reason", "De tarieven volgen uit de begroting van de raad.")
    walk.press("Zet dit in het register")
    assert walk.page.get_by_role("link", name="Gebruik de rolwijzer").count() == 0
    walk.press("Pas de uitleg aan")
    walk.type("how_explained", "Een bericht in de krant en bij de aanslag.")
    walk.press("Sla dit op")


KINDS: dict[str, Callable[[Walk, Site], None]] = {
    "traject": process,
    "initiatief": initiative,
    "vast-verband": standing_body,
    "plan-van-een-derde": third_party,
    "uitdaagrecht": challenge,
    "geen-participatie": no_participation,
}


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", KINDS)
def test_from_empty_form_to_startnotitie(site: Site, browser: Browser, name: str, width: dict[str, int]) -> None:
    walked = _context(browser, width, script=False)
    looking = _context(browser, width, script=True)
    page, looker = sign_in(walked, site, "projectleider"), sign_in(looking, site, "projectleider")
    walk = Walk(page, looker, name, width["width"])
    KINDS[name](walk, site)
    startnotitie(walk)
    walked.close()
    looking.close()
    assert not walk.faults, "\n".join(walk.faults)


def _context(browser: Browser, width: dict[str, int], *, script: bool) -> BrowserContext:
    context = browser.new_context(viewport=width, java_script_enabled=script, locale="nl-NL", accept_downloads=True)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    return context
