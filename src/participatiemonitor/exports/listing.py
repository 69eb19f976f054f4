"""A list as files take it: rows under named columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

type Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under named columns, with a title and where they come from."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    source: str
