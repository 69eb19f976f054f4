"""A file that waits between looking and storing: sealed in the data folder, for one person, for one day.

It holds answers of people, so it is never readable for another: it is locked with the secret key and bound to the
municipality and the person who brought it.
"""

import json
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from participatiemonitor.fieldwork.importing.rehearsal import AnswerFile
from participatiemonitor.fieldwork.sealing import SealBroken, seal, unseal

KEPT_FOR = timedelta(days=1)
_PURPOSE = "import"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who may see a waiting file."""

    municipality_id: str
    user_id: int


@dataclass(frozen=True, slots=True)
class WaitingNotes:
    """What was chosen so far."""

    file_name: str
    process_code: str
    mapping_text: str
    # The mapping as we proposed it, to know whether somebody changed it; empty for a mapping that was brought along.
    proposal: str = ""
    sheet: str = ""
    population: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingImport:
    """A file on its way in, with everything that was chosen about it."""

    key: UUID
    owner: Owner
    notes: WaitingNotes

    def file(self) -> AnswerFile:
        """The file itself. Raises SealBroken when it cannot be opened any more."""
        return AnswerFile(self.notes.file_name, _open(self.key, self.owner, "answers"))


def keep(*, owner: Owner, content: bytes, notes: WaitingNotes, now: datetime) -> WaitingImport:
    """Keep a file for a day, and remove what others left longer ago."""
    sweep(now=now)
    waiting = WaitingImport(uuid4(), owner, notes)
    folder = _folder(waiting.key)
    folder.mkdir(parents=True, mode=0o700)
    _write(waiting, "answers", content)
    _write(waiting, "notes", json.dumps(asdict(notes)).encode())
    return waiting


def find(*, key: UUID, owner: Owner) -> WaitingImport | None:
    """The waiting file with this key, when it belongs to this person."""
    try:
        notes = json.loads(_open(key, owner, "notes"))
    except (OSError, SealBroken):
        return None
    return WaitingImport(key, owner, WaitingNotes(**notes))


def change(waiting: WaitingImport, **changes: object) -> WaitingImport:
    """Keep other choices with the file."""
    changed = replace(waiting, notes=replace(waiting.notes, **changes))  # type: ignore[arg-type]  # fields of the notes
    _write(changed, "notes", json.dumps(asdict(changed.notes)).encode())
    return changed


def drop(waiting: WaitingImport) -> None:
    """Remove the file and everything about it."""
    shutil.rmtree(_folder(waiting.key), ignore_errors=True)


def sweep(*, now: datetime) -> int:
    """Remove files that waited longer than a day; returns how many."""
    oldest = (now - KEPT_FOR).timestamp()
    removed = 0
    for folder in _root().iterdir() if _root().is_dir() else ():
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _root() -> Path:
    return Path(settings.DATA) / "imports"


def _folder(key: UUID) -> Path:
    return _root() / str(key)


def _bound_to(key: UUID, owner: Owner, part: str) -> str:
    return f"{owner.municipality_id} {owner.user_id} {key} {part}"


def _write(waiting: WaitingImport, part: str, content: bytes) -> None:
    sealed = seal(content, purpose=_PURPOSE, bound_to=_bound_to(waiting.key, waiting.owner, part))
    target = _folder(waiting.key) / part
    unfinished = target.with_suffix(".new")
    unfinished.write_bytes(sealed)
    unfinished.replace(target)


def _open(key: UUID, owner: Owner, part: str) -> bytes:
    sealed = (_folder(key) / part).read_bytes()
    return unseal(sealed, purpose=_PURPOSE, bound_to=_bound_to(key, owner, part))
