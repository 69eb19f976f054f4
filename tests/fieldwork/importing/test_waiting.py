"""Files between looking and storing: for one person, unreadable for others, gone after a day."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from participatiemonitor.fieldwork.importing import waiting
from participatiemonitor.fieldwork.importing.waiting import Owner, WaitingNotes

ANNA, BRAM = Owner("GM9001", 1), Owner("GM9001", 2)
NOTES = WaitingNotes("lijst.csv", "kerkplein", "[missing]", population=12)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "imports"


def test_a_waiting_file_comes_back_as_it_was(now: datetime) -> None:
    kept = waiting.keep(owner=ANNA, content=b"a;b\n1;2\n", notes=NOTES, now=now)
    found = waiting.find(key=kept.key, owner=ANNA)
    assert found == kept
    assert found is not None
    assert (found.file().name, found.file().content) == ("lijst.csv", b"a;b\n1;2\n")


def test_nobody_else_sees_it_and_the_folder_tells_nothing(now: datetime, folder: Path) -> None:
    kept = waiting.keep(owner=ANNA, content=b"naam;oordeel\nJansen;slecht\n", notes=NOTES, now=now)
    assert waiting.find(key=kept.key, owner=BRAM) is None
    assert waiting.find(key=kept.key, owner=Owner("GM9002", 1)) is None
    assert waiting.find(key=uuid4(), owner=ANNA) is None
    on_disk = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"Jansen" not in on_disk
    assert b"kerkplein" not in on_disk


def test_parts_cannot_be_exchanged(now: datetime, folder: Path) -> None:
    first, second = (waiting.keep(owner=ANNA, content=text, notes=NOTES, now=now) for text in (b"een", b"twee"))
    (folder / str(first.key) / "notes").write_bytes((folder / str(second.key) / "notes").read_bytes())
    assert waiting.find(key=first.key, owner=ANNA) is None


def test_changes_are_kept_and_dropping_leaves_nothing(now: datetime, folder: Path) -> None:
    kept = waiting.change(waiting.keep(owner=ANNA, content=b"x", notes=NOTES, now=now), mapping_text="anders")
    found = waiting.find(key=kept.key, owner=ANNA)
    assert found is not None
    assert (found.notes.mapping_text, found.notes.population) == ("anders", 12)
    waiting.drop(kept)
    assert list(folder.iterdir()) == []


def test_after_a_day_a_file_is_removed(now: datetime) -> None:
    today = datetime.now(tz=now.tzinfo)
    kept = waiting.keep(owner=ANNA, content=b"x", notes=NOTES, now=today)
    assert waiting.sweep(now=today + timedelta(hours=23)) == 0
    assert waiting.sweep(now=today + timedelta(hours=25)) == 1
    assert waiting.find(key=kept.key, owner=ANNA) is None
