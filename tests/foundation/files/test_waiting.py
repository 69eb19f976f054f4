"""Files between looking and storing: for one person, unreadable for others, gone after a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from participatiemonitor.foundation.files import waiting
from participatiemonitor.foundation.files.waiting import Owner, Shelf


@dataclass(frozen=True)
class Notes:
    """What was chosen about a file in these tests."""

    file_name: str
    about: str
    population: int | None = None


SHELF = Shelf("answers", Notes)
ANNA, BRAM = Owner("GM9001", 1), Owner("GM9001", 2)
NOTES = Notes("lijst.csv", "kerkplein", population=12)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "imports"


def test_a_waiting_file_comes_back_as_it_was(now: datetime) -> None:
    kept = SHELF.keep(owner=ANNA, content=b"a;b\n1;2\n", notes=NOTES, now=now)
    found = SHELF.find(key=kept.key, owner=ANNA)
    assert found == kept
    assert found is not None
    assert (found.notes.file_name, found.content()) == ("lijst.csv", b"a;b\n1;2\n")


def test_nobody_else_sees_it_and_the_folder_tells_nothing(now: datetime, folder: Path) -> None:
    kept = SHELF.keep(owner=ANNA, content=b"naam;oordeel\nJansen;slecht\n", notes=NOTES, now=now)
    assert SHELF.find(key=kept.key, owner=BRAM) is None
    assert SHELF.find(key=kept.key, owner=Owner("GM9002", 1)) is None
    assert SHELF.find(key=uuid4(), owner=ANNA) is None
    on_disk = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"Jansen" not in on_disk
    assert b"kerkplein" not in on_disk


def test_what_waits_on_one_shelf_is_not_found_on_another(now: datetime) -> None:
    kept = SHELF.keep(owner=ANNA, content=b"x", notes=NOTES, now=now)
    assert Shelf("register", Notes).find(key=kept.key, owner=ANNA) is None


def test_parts_cannot_be_exchanged(now: datetime, folder: Path) -> None:
    first, second = (SHELF.keep(owner=ANNA, content=text, notes=NOTES, now=now) for text in (b"een", b"twee"))
    (folder / str(first.key) / "notes").write_bytes((folder / str(second.key) / "notes").read_bytes())
    assert SHELF.find(key=first.key, owner=ANNA) is None


def test_changes_are_kept_and_dropping_leaves_nothing(now: datetime, folder: Path) -> None:
    kept = waiting.change(SHELF.keep(owner=ANNA, content=b"x", notes=NOTES, now=now), about="anders")
    found = SHELF.find(key=kept.key, owner=ANNA)
    assert found is not None
    assert (found.notes.about, found.notes.population) == ("anders", 12)
    waiting.drop(kept)
    assert list(folder.iterdir()) == []


def test_after_a_day_a_file_is_removed(now: datetime) -> None:
    today = datetime.now(tz=now.tzinfo)
    kept = SHELF.keep(owner=ANNA, content=b"x", notes=NOTES, now=today)
    assert waiting.sweep(now=today + timedelta(hours=23)) == 0
    assert waiting.sweep(now=today + timedelta(hours=25)) == 1
    assert SHELF.find(key=kept.key, owner=ANNA) is None
