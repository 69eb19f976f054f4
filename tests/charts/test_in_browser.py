"""Chromium agrees with the width table: no text leaves its drawing and none covers another."""

import shutil
from pathlib import Path

import pytest
from tests.contracts.test_charts import CASES

import participatiemonitor
from participatiemonitor.charts.palette import stylesheet

FONT = Path(participatiemonitor.__file__).parent / "web" / "static" / "fonts" / "noto-sans-latin.woff2"
MEASURE = """() => [...document.querySelectorAll("svg")].flatMap(svg => {
  const frame = svg.viewBox.baseVal, found = [], texts = [...svg.querySelectorAll("text")].map(e => [e, e.getBBox()]);
  const name = svg.querySelector("title").id;
  for (const mark of svg.querySelectorAll("text, rect, circle, line, polygon")) {
    const box = mark.getBBox();
    if (box.x < frame.x - 0.1 || box.y < -0.5 || box.x + box.width > frame.x + frame.width + 0.1
        || box.y + box.height > frame.height + 0.5) found.push(`${name}: outside: ${mark.outerHTML}`);
  }
  texts.forEach(([one, a], place) => texts.slice(place + 1).forEach(([other, b]) => {
    const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    if (across > 0.5 && down > 5) found.push(`${name}: ${one.textContent} covers ${other.textContent}`);
  }));
  return found;
})"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_what_chromium_draws_stays_in_the_picture(width: int, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium on this machine: drawings were not measured in a browser")
    drawings = "".join(
        f"<div>{chart.svg_narrow if width < 700 else chart.svg}</div>"
        for place, (_, make, table) in enumerate(CASES)
        if (chart := make(table, prefix=f"p{place}"))
    )
    font = f'@font-face {{ font-family: "Noto Sans"; font-weight: 100 900; src: url({FONT.as_uri()}) }}'
    page_file = tmp_path / "page.html"
    page_file.write_text(f'<!doctype html><meta charset="utf-8"><style>{font}{stylesheet()}</style>{drawings}')
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]
        )
        page = chromium.new_page(viewport={"width": width, "height": 800})
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")
        found = page.evaluate(MEASURE)
        chromium.close()
    assert found == []
