"""A file as a table of texts: what every reader makes and every plan reads."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from participatiemonitor.foundation.errors import DomainError

# Larger than any list of a municipality; a table beyond this would not fit in memory beside other work.
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_CELLS = 3_000_000


class FileNotUsable(DomainError):
    """The file cannot be read as a table."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column. Label, value labels and missing values are known only for SPSS files."""

    name: str
    label: str = ""
    value_labels: Mapping[str, str] = field(default_factory=dict)
    user_missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet shows it: the head is row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns and rows of one file. `source` tells in Dutch how it was read.

    Of a workbook: the names of its sheets, the sheet that was read, and the row in which the head stands.
    """

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    source: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    head_row: int = 1

    def positions(self) -> Mapping[str, tuple[int, ...]]:
        """For each tidied column name the places (from 0) where it stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, head in enumerate(self.heads):
            found[tidy(head.name)].append(place)
        return {name: tuple(places) for name, places in found.items()}

    def doubles(self) -> tuple[str, ...]:
        """Names that more than one column has."""
        return tuple(name for name, places in self.positions().items() if name and len(places) > 1)


def tidy(text: str) -> str:
    """A text as it is compared: one way of writing accents, no space around it, single spaces inside."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=20_000)  # the same few texts stand in a file thousands of times
def fold(text: str) -> str:
    """As `tidy`, and capitals do not count either: what people typed is compared this way."""
    return tidy(text).casefold()


def letters(place: int) -> str:
    """The name that a spreadsheet gives to column `place` (from 0): A, B … Z, AA."""
    name, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def check_size(rows: int, columns: int) -> None:
    """Raise `FileNotUsable` for a table that is too large."""
    if columns > MAX_COLUMNS:
        raise FileNotUsable(
            f"Het bestand heeft meer dan {thousands(MAX_COLUMNS)} kolommen. Bewaar alleen de kolommen die u nodig hebt."
        )
    if rows > MAX_ROWS:
        raise FileNotUsable(f"Het bestand heeft meer dan {thousands(MAX_ROWS)} rijen. Lees het in delen in.")
    if rows * columns > MAX_CELLS:
        raise FileNotUsable(
            f"Het bestand heeft meer dan {thousands(MAX_CELLS)} cellen. Haal kolommen weg die u niet nodig hebt, "
            "of lees het in delen in."
        )


def thousands(number: int) -> str:
    """A number as Dutch people write it: 10.860."""
    return f"{number:,}".replace(",", ".")
