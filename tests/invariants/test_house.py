"""The repository itself: figures, glossary, dependencies, order of the rooms, no inline style or script."""

import ast
import dataclasses
import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

import participatiemonitor
import peilstok.estimates
import peilstok.figures
import peilstok.frame
from participatiemonitor.config import settings

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "participatiemonitor"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FIGURES = {"Figure", "FigureTable", "Row"}


def _python_files() -> list[Path]:
    files = [*SOURCE.rglob("*.py"), *(ROOT / "packages" / "peilstok" / "src").rglob("*.py")]
    return [file for file in files if "migrations" not in file.parts]


def test_only_disclosure_makes_figures() -> None:
    makers = set()
    for file in _python_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                imports_row = "peilstok.figures" in file.read_text(encoding="utf-8")
                if name in FIGURES and imports_row:
                    makers.add(file.name)
    assert makers == {"disclosure.py"}


def test_only_the_gate_imports_disclosure_even_inside_functions() -> None:
    importers = set()
    for file in SOURCE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        # peilstok also hands `release` out at the top level, where import-linter cannot follow it.
        if "peilstok.disclosure" in text or re.search(r"from peilstok import .*\b(disclosure|release)\b", text):
            importers.add(str(file.relative_to(SOURCE)))
    assert importers == {"analysis/gate.py"}


def _public_dataclasses() -> set[str]:
    names = set()
    rooms = tuple(f"participatiemonitor.{room}" for room in ("register", "questions", "analysis", "publication"))
    for info in pkgutil.walk_packages(participatiemonitor.__path__, "participatiemonitor."):
        if not info.name.startswith(rooms) or "migrations" in info.name:
            continue
        module = importlib.import_module(info.name)
        names |= {
            name
            for name, value in vars(module).items()
            if isinstance(value, type)
            and dataclasses.is_dataclass(value)
            and not name.startswith("_")
            and getattr(value, "__module__", "") == info.name
        }
    assert len(names) > 30, "the rooms hold many more dataclasses: this looks in the wrong place"
    return names


def test_every_model_stands_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    words = set(re.findall(r"^\| ([A-Za-z, ]+) \|", glossary, flags=re.MULTILINE))
    known = {word.strip() for line in words for word in line.split(",")}
    models = {m.__name__ for m in apps.get_models() if m.__module__.startswith("participatiemonitor")}
    core = set()
    for module in (peilstok.estimates, peilstok.figures, peilstok.frame):
        core |= {n for n, v in vars(module).items() if isinstance(v, type) and v.__module__ == module.__name__}
    missing = (models | (core & {"Dataset", "Estimate", "Figure", "FigureTable", "NotEnough"})) - known
    assert not missing, f"not in GLOSSARY.md: {sorted(missing)}"


def test_every_public_dataclass_of_a_room_stands_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    missing = {name for name in _public_dataclasses() if not re.search(rf"\b{name}\b", glossary)}
    assert not missing, f"not in GLOSSARY.md: {sorted(missing)}"


def test_every_dependency_has_its_reason() -> None:
    wanted = list(PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        wanted += extra
    for group in PROJECT["dependency-groups"].values():
        wanted += group
    reasons = (ROOT / "docs" / "dev" / "dependencies.md").read_text(encoding="utf-8")
    names = {re.split(r"[\[<>=~!; ]", line)[0] for line in wanted}
    missing = {name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", reasons)}
    assert not missing, f"no reason in docs/dev/dependencies.md: {sorted(missing)}"


def test_order_of_rooms_is_the_same_in_readme_contract_and_settings() -> None:
    contract = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["name"].startswith("house"))
    order = [name.strip() for layer in contract["layers"] for name in layer.split("|")]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    sentence = readme.split("from top to bottom:")[1].split(". A room")[0]
    assert re.findall(r"`(\w+)`", sentence) == [*order, "peilstok"]
    installed = [app.split(".")[1] for app in settings.INSTALLED_APPS if app.startswith("participatiemonitor.")]
    rooms = [name for name in reversed(order) if name in installed]
    assert [name for name in dict.fromkeys(installed) if name in rooms] == rooms


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.html")), ids=lambda f: str(f.relative_to(SOURCE)))
def test_template_has_no_inline_script_or_style(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"<style", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+=\"", text)


def test_modules_stay_small() -> None:
    too_long = {
        str(file.relative_to(ROOT)): lines
        for file in _python_files()
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not too_long
