"""A file that waits between looking and storing: sealed in the data folder, for one person, for one day.

It may hold what people answered, so it is never readable for another: it is locked with the secret key and bound to
the municipality and the person who brought it.
"""

import json
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.conf import settings

from participatiemonitor.foundation.sealing import SealBroken, seal, unseal

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
else:
    DataclassInstance = object

KEPT_FOR = timedelta(days=1)
_PURPOSE = "import"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who may see a waiting file."""

    municipality_id: str
    user_id: int


@dataclass(frozen=True, slots=True)
class WaitingFile[Notes: DataclassInstance]:
    """A file on its way in, with everything that was chosen about it."""

    key: UUID
    owner: Owner
    notes: Notes
    shelf: str

    def content(self) -> bytes:
        """The file itself. Raises SealBroken when it cannot be opened any more."""
        return _open(self.shelf, self.key, self.owner, "content")


@dataclass(frozen=True, slots=True)
class Shelf[Notes: DataclassInstance]:
    """The waiting files of one sort: what waits on one shelf is never found on another."""

    name: str
    notes: type[Notes]

    def keep(self, *, owner: Owner, content: bytes, notes: Notes, now: datetime) -> WaitingFile[Notes]:
        """Keep a file for a day, and remove what others left longer ago."""
        sweep(now=now)
        waiting = WaitingFile(uuid4(), owner, notes, self.name)
        _folder(waiting.key).mkdir(parents=True, mode=0o700)
        _write(waiting, "content", content)
        _write(waiting, "notes", json.dumps(asdict(notes)).encode())
        return waiting

    def find(self, *, key: UUID, owner: Owner) -> WaitingFile[Notes] | None:
        """The waiting file with this key, when it belongs to this person."""
        try:
            notes = json.loads(_open(self.name, key, owner, "notes"))
        except (OSError, SealBroken):
            return None
        return WaitingFile(key, owner, self.notes(**notes), self.name)


def change[Notes: DataclassInstance](waiting: WaitingFile[Notes], **changes: Any) -> WaitingFile[Notes]:
    """Keep other choices with the file."""
    changed = replace(waiting, notes=replace(waiting.notes, **changes))
    _write(changed, "notes", json.dumps(asdict(changed.notes)).encode())
    return changed


def drop(waiting: WaitingFile[Any]) -> None:
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


def _bound_to(shelf: str, key: UUID, owner: Owner, part: str) -> str:
    return f"{shelf} {owner.municipality_id} {owner.user_id} {key} {part}"


def _write(waiting: WaitingFile[Any], part: str, content: bytes) -> None:
    bound_to = _bound_to(waiting.shelf, waiting.key, waiting.owner, part)
    target = _folder(waiting.key) / part
    unfinished = target.with_suffix(".new")
    unfinished.write_bytes(seal(content, purpose=_PURPOSE, bound_to=bound_to))
    unfinished.replace(target)


def _open(shelf: str, key: UUID, owner: Owner, part: str) -> bytes:
    sealed = (_folder(key) / part).read_bytes()
    return unseal(sealed, purpose=_PURPOSE, bound_to=_bound_to(shelf, key, owner, part))
