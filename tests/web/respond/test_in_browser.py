"""Every respondent page in Chromium: axe, small and zoomed screens, keyboard alone, no script."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.web.server import served
from tests.fieldwork.databases import ROOT, sqlite_world

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BROWSER = os.environ.get("PM_BROWSER") or shutil.which("chromium") or ""


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    pytest.importorskip("playwright", reason="browser tests were not run: Playwright is not installed")
    if not Path(BROWSER).exists():
        pytest.skip("there is no Chromium: respondent pages were not visited")
    with sqlite_world(tmp_path_factory.mktemp("respond")) as world:
        links = world.run("tests.web.respond.open_site")
        with served("participatiemonitor.config.wsgi:application", world.environment) as (port, _):
            shots = ROOT / "artefacts" / "screenshots"
            site = f"http://127.0.0.1:{port}"
            yield world.run("tests.web.respond.visit", site, json.dumps(links), str(shots))


@pytest.mark.parametrize("size", ["phone", "desk", "zoomed"])
def test_every_page_fits_and_axe_finds_nothing(visited: dict[str, Any], size: str) -> None:
    assert visited["pages"][size] == []


def test_the_keyboard_alone_is_enough_and_focus_is_always_seen(visited: dict[str, Any]) -> None:
    journey = visited["keyboard"]
    assert journey["title"].startswith("Bedankt")
    assert journey["hidden"] == []
    assert journey["answered"] > 20


def test_after_a_mistake_the_focus_is_on_the_summary_and_its_link_leads_there(
    visited: dict[str, Any],
) -> None:
    assert visited["error"] == {"target": "K09", "then": "K09"}


def test_it_works_without_script_and_cookie_and_asks_nothing_elsewhere(visited: dict[str, Any]) -> None:
    journey = visited["without_script"]
    assert journey["title"].startswith("Bedankt")
    assert journey["cookies"] == visited["keyboard"]["cookies"] == []
    assert journey["strangers"] == []


def test_the_first_page_of_questions_is_small(visited: dict[str, Any]) -> None:
    journey = visited["without_script"]
    assert journey["requests"] <= 8
    assert journey["bytes"] <= 100_000
