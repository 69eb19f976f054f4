"""A running product with the fictional municipality, and a browser."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
SHOTS = ROOT / "artefacts" / "screenshots"
BROWSER = os.environ.get("PM_BROWSER", "") or "/usr/bin/chromium"
PASSWORD = "welkom-in-lingedam"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@dataclass(frozen=True)
class Site:
    """Where the product runs, and the links that the terminal printed."""

    url: str
    open_link: str
    invitation: str


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo in its own process and folder, as `bin/demo` starts it."""
    if not Path(BROWSER).exists():
        pytest.skip("there is no Chromium: browser journeys were not run")
    port = _free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PM_")}
    settings = {"PM_DEMO": "1", "PM_DATA": str(tmp_path_factory.mktemp("demo")), "PYTHONUNBUFFERED": "1"}
    demo = subprocess.Popen(
        [sys.executable, "-m", "participatiemonitor", "demo", "--port", str(port)],
        env=clean | settings, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    said = ""
    assert demo.stdout
    while "Stoppen: Ctrl-C" not in said:
        line = demo.stdout.readline()
        assert line, f"the demo stopped by itself: {said}"
        said += line
    found = re.findall(r"(http://\S+/[uv]/\S+)", said)
    yield Site(f"http://127.0.0.1:{port}", found[0], found[1])
    demo.terminate()
    demo.wait(timeout=20)
    demo.stdout.close()


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:
    """One Chromium per file: it must be gone before another file starts its own."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of 360 px without JavaScript."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="nl-NL")
    yield context
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A desktop browser."""
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL", accept_downloads=True)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def sign_in(context: BrowserContext, site: Site, name: str) -> Page:
    """Sign in as one of the demo's people, by the first part of the address."""
    page = context.new_page()
    page.goto(f"{site.url}/account/login/")
    page.get_by_label("E-mailadres").fill(f"{name}@lingedam.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/bureau/")
    return page


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the whole page under artefacts/screenshots."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
