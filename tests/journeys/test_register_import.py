"""A list comes into the register: choose, look, done; on a phone without script and on a desktop."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.factories.register_importing import PLEIN, TUIN, a_list

from .conftest import DESKTOP, PHONE, Site, shoot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WRONG = ("3", "Zonder goede datum", "samenleving", "zorg", "gisteren", "loopt", "")


def _look(page: Page, name: str, width: int) -> None:
    shoot(page, f"{width}/register-inlezen-{name}")
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize(("size", "has_script"), [(PHONE, False), (DESKTOP, True)], ids=["phone", "desktop"])
def test_a_list_comes_in(site: Site, browser: Browser, tmp_path: Path, size: dict[str, int], has_script: bool) -> None:
    width = size["width"]
    marked = [(f"{width}-{row[0]}", f"{row[1]} {width}", *row[2:]) for row in (PLEIN, TUIN, WRONG)]
    register = tmp_path / "lijst.csv"
    register.write_bytes(a_list(*marked).content)
    context = browser.new_context(viewport=size, java_script_enabled=has_script, locale="nl-NL")  # type: ignore[arg-type]
    page = sign_in(context, site, "adviseur")
    page.goto(f"{site.url}/bureau/register-inlezen/")
    _look(page, "kiezen", width)
    page.locator("input[name=register]").set_input_files(register)
    page.get_by_role("button", name="Bekijk de lijst").click()
    page.wait_for_url("**/register-inlezen/*-*/")
    if has_script:
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    _look(page, "controleren", width)
    page.get_by_label("Zet de rest in het register, zonder de geweigerde rij").check()
    page.get_by_role("button", name="Zet 2 rijen in het register").click()
    page.wait_for_url("**/klaar/*/")
    _look(page, "klaar", width)
    page.get_by_role("link", name="Bekijk ze in het overzicht").click()
    assert page.get_by_text(f"Herinrichting Marktplein {width}").first.is_visible()
    context.close()


def test_nothing_for_axe_to_find(site: Site, browser: Browser, tmp_path: Path) -> None:
    register = tmp_path / "lijst.csv"
    register.write_bytes(a_list(("axe", *PLEIN[1:]), WRONG).content)
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL")  # type: ignore[arg-type]
    page = sign_in(context, site, "adviseur")
    found: list[str] = []

    def judge() -> None:
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        found.extend(f"{page.url}: {fault['id']}" for fault in result.response["violations"])

    page.goto(f"{site.url}/bureau/register-inlezen/")
    judge()
    page.locator("input[name=register]").set_input_files(register)
    page.get_by_role("button", name="Bekijk de lijst").click()
    page.wait_for_url("**/register-inlezen/*-*/")
    judge()
    page.get_by_label("Zet de rest in het register, zonder de geweigerde rij").check()
    page.get_by_role("button", name="Zet 1 rij in het register").click()
    page.wait_for_url("**/klaar/*/")
    judge()
    context.close()
    assert not found, "\n".join(found)
