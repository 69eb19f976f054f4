"""Chromium visits every respondent page, as a script: a browser in the test's own process would get in the way of the
database connections there. Prints what it found, as JSON.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"phone": (360, 740), "desk": (1280, 900), "zoomed": (320, 640)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
TOO_SMALL = """() => {
  const small = (selector, least) => [...document.querySelectorAll(selector)].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.height < least || box.width < least);
  }).map(e => e.outerHTML.slice(0, 120));
  return [...small(".pm-option, button, textarea", 44), ...small("main a, summary", 24)];
}"""
FOCUS = """() => {
  const active = document.activeElement, around = active.closest(".pm-option") || active;
  const box = around.getBoundingClientRect(), style = getComputedStyle(around);
  return {
    tag: active.tagName, type: active.type || "", value: active.value || "", name: active.name || "",
    checked: Boolean(active.checked),
    visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""
CHOOSE_ALL = """() => new Set([...document.querySelectorAll("input[type=radio]")].map(e => e.name))
  .forEach(name => document.querySelectorAll(`input[name="${name}"]`)[1].click())"""


class Visitor:
    """A browser window of one size that keeps what it finds."""

    def __init__(self, browser: Browser, site: str, links: dict[str, str], size: str, shots: Path) -> None:
        self.site, self.links, self.size, self.shots = site, links, size, shots
        width, height = SIZES[size]
        self.context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        self.page = self.context.new_page()
        self.found: list[str] = []
        self.axe = Axe()

    def look(self, name: str) -> None:
        """Everything that can be checked on the page as it stands."""
        self.shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.shots / f"vragenlijst-{name}-{self.size}.png", full_page=True)
        where = f"{name}, {self.size}"
        if self.page.evaluate(TOO_WIDE):
            self.found.append(f"{where}: scrolls sideways")
        self.found += [f"{where}: too small: {html}" for html in self.page.evaluate(TOO_SMALL)]
        result = self.axe.run(self.page, options={"runOnly": TAGS}).response["violations"]
        self.found += [f"{where}: {rule['id']}: {node['html'][:200]}" for rule in result for node in rule["nodes"]]

    def go(self, link: str, query: str = "") -> Page:
        """Open a link."""
        self.page.goto(self.site + self.links[link] + query)
        return self.page

    def every_page(self) -> None:
        """All pages in all states."""
        for link in (
            "open",
            "invited",
            "initiative",
            "used",
            "revoked",
            "expired",
            "early",
            "closed",
            "unknown",
            "thanks",
        ):
            self.go(link)
            self.look(link)
        page = self.go("open", "?pagina=alles")
        self.look("alles")
        page.evaluate("document.querySelector('input[name=K09]').value = 'bestaat niet'")
        page.locator("input[name=K09]").first.check()
        page.locator("button[value=verstuur]").click()
        self.look("alles-fout")
        for track in ("open", "initiative"):
            self.go(track).get_by_role("button", name="Begin").click()
            for number in range(1, 20):
                self.look(f"{track}-stap-{number}")
                page.evaluate(CHOOSE_ALL)
                if page.locator("button[value=verstuur]").count():
                    break
                page.locator("button[value=verder]").click()
            self.look(f"{track}-ingevuld")


def _steps_by_keyboard(page: Page) -> Iterator[dict[str, Any]]:
    """Press Tab until the page is left, answering what comes into focus; gives every focus on the way."""
    for _ in range(400):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        yield focus
        if focus["type"] == "radio" and not focus["checked"]:
            page.keyboard.press("Space")
        elif focus["tag"] == "TEXTAREA":
            page.keyboard.type("Goed.")
        elif focus["type"] == "submit" and focus["value"] != "terug":
            page.keyboard.press("Enter")
            return
    raise AssertionError("the button was never reached")


def by_keyboard(browser: Browser, site: str, path: str) -> dict[str, Any]:
    """From the invitation to the thank-you page with the keyboard alone."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site + path)
    seen: list[dict[str, Any]] = []
    while not page.url.endswith("bedankt/"):
        title = page.title()
        seen += _steps_by_keyboard(page)
        page.wait_for_function("title => document.title !== title", arg=title)
    hidden = [focus for focus in seen if not focus["visible"]]
    answered = {focus["name"] for focus in seen if focus["type"] == "radio"}
    return {"title": page.title(), "hidden": hidden, "answered": len(answered), "cookies": context.cookies()}


def on_error(browser: Browser, site: str, path: str) -> dict[str, Any]:
    """Where the focus is after a mistake, and where the link in the summary leads."""
    page = browser.new_page()
    page.goto(f"{site}{path}?pagina=alles")
    page.evaluate("document.querySelector('input[name=K09]').value = 'bestaat niet'")
    page.locator("input[name=K09]").first.check()
    page.locator("button[value=verstuur]").click()
    page.wait_for_function("document.activeElement.id === 'fouten'", timeout=5000)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash !== ''", timeout=5000)
    return {"target": page.url.rpartition("#")[2], "then": page.evaluate("document.activeElement.name")}


def without_script(browser: Browser, site: str, path: str) -> dict[str, Any]:
    """The whole way on a phone without JavaScript, with everything that went over the line."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    went: list[tuple[str, int]] = []
    page.on("response", lambda response: went.append((response.url, len(response.body()))))
    page.goto(f"{site}{path}?pagina=1", wait_until="networkidle")
    first = list(went)
    for _ in range(20):
        page.locator("input[type=radio]").first.check()
        last = page.locator("button[value=verstuur]")
        if last.count():
            last.click()
            break
        page.locator("button[value=verder]").click()
    strangers = [url for url, _ in went if not url.startswith(site)]
    return {
        "title": page.title(), "cookies": context.cookies(), "strangers": strangers, "requests": len(first),
        "bytes": sum(size for _, size in first),
    }  # fmt: skip


def main(site: str, links: dict[str, str], shots: Path) -> None:
    """Visit and print."""
    executable = os.environ.get("PM_BROWSER") or "/usr/bin/chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        told: dict[str, Any] = {"pages": {}}
        for size in SIZES:
            visitor = Visitor(browser, site, links, size, shots)
            visitor.every_page()
            told["pages"][size] = visitor.found
        told["keyboard"] = by_keyboard(browser, site, links["keyboard"])
        told["error"] = on_error(browser, site, links["open"])
        told["without_script"] = without_script(browser, site, links["open"])
        browser.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]), Path(sys.argv[3]))
