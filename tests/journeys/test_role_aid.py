"""From the plan to a chosen role with the role aid: keyboard only, without script, on phone and desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import DESKTOP, PHONE, Site, shoot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROCESS = "2027-woonvisie-wonen-voor-jong-en-oud"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 150


def _tab_to(page: Page, wanted: str) -> None:
    """Tab until the focus stands on the control with this text, or on the field with this name."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate("[document.activeElement.name || '', document.activeElement.innerText || '']")
        if wanted in (focused[0], focused[1].strip()):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def _answer(page: Page, question: str, number: int) -> None:
    """Move through the answers with the arrows until this one is chosen."""
    _tab_to(page, question)
    wanted = f"input[name={question}][value='{number}']"
    for _ in range(8):
        if page.locator(wanted).is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not reach answer {number} of {question}")


def _press(page: Page, name: str) -> None:
    _tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_role_with_the_keyboard_and_without_script(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    page = sign_in(context, site, "projectleider")
    page.goto(f"{site.url}/bureau/dossier/{PROCESS}/")
    _press(page, "Gebruik de rolwijzer")
    for question, number in (("B01", 4), ("B02", 3), ("B04", 4), ("B05", 4), ("B09", 3)):
        _answer(page, question, number)
    _press(page, "Bekijk het advies")
    assert page.url.endswith("/rolwijzer/uitkomst/")
    advice = page.get_by_role("region", name="Ons advies")
    assert advice.get_by_role("heading", name="Coproduceren").is_visible()
    page.locator("textarea[name=reason]").focus()
    _press(page, "Kies deze rol")
    assert page.url.endswith("/rol/?rol=BP4")
    assert page.locator("input[value=BP4]").is_checked()
    context.close()


def test_what_if_without_script(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    page = sign_in(context, site, "projectleider")
    page.goto(f"{site.url}/bureau/dossier/{PROCESS}/rolwijzer/uitkomst/?B01=4&B05=4")
    page.get_by_label("Hoeveel tijd is er tot het besluit?").select_option(label="Minder dan 6 weken")
    page.get_by_role("button", name="Bereken opnieuw").click()
    assert page.get_by_text("Verder dan raadplegen kan nu niet.").is_visible()
    context.close()


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_kept_result_and_refusal_are_accessible(site: Site, browser: Browser, width: dict[str, int]) -> None:
    context = browser.new_context(viewport=width, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    page = sign_in(context, site, "projectleider")
    page.goto(f"{site.url}/bureau/dossier/{PROCESS}/rolwijzer/")
    page.check("input[name=B05][value='4']")
    page.get_by_role("button", name="Bekijk het advies").click()
    _look(page, width["width"], "rolwijzer-uitkomst-bewaard")
    page.check("input[name=rung][value=BP1]")
    page.fill("textarea[name=reason]", "")
    page.get_by_role("button", name="Kies deze rol").click()
    assert page.get_by_role("link", name="Leg uit waarom u een andere rol kiest").is_visible()
    _look(page, width["width"], "rolwijzer-uitkomst-geweigerd")
    context.close()


def _look(page: Page, width: int, name: str) -> None:
    shoot(page, f"{width}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in result.response["violations"]] == []
