"""What may be shown: figures and tables of figures. Made only by `peilstok.disclosure`."""

from dataclasses import dataclass
from enum import StrEnum

from peilstok.estimates import Unit


class Status(StrEnum):
    """How far a figure may be trusted and shown."""

    FULL = "full"
    INDICATIVE = "indicative"  # shown, marked "indicatief"
    WITHHELD = "withheld"  # too few answers; `reason` says why


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that passed the gate.

    `text` is what a reader sees and is the truth for every channel (page, chart, table, PDF, CSV).
    `value`, `low`, `high` are the same numbers for drawing and computing, already rounded: percentages 0..100 for
    SHARE and IMPORTANCE, otherwise on the unit's own scale; None when withheld.
    `count` is only filled when a count is shown ("14 van de 18"). `bound` is ">" or "<" for "meer dan 90 %".
    """

    unit: Unit
    status: Status
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    population: int | None = None
    count: int | None = None
    bound: str = ""
    interval: str = ""
    reason: str = ""

    @property
    def is_shown(self) -> bool:
        """False when the gate withheld this figure."""
        return self.status is not Status.WITHHELD


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a figure table: a stable key and a Dutch heading."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a stable key, a Dutch label and one figure per column. `note` is a sentence about this row."""

    key: str
    label: str
    cells: tuple[Figure, ...]
    emphasis: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table that passed the gate: the only input of charts, exports and reports."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remark: str = ""

    def column(self, key: str) -> tuple[Figure, ...]:
        """The figures of one column, in row order. Raises KeyError for an unknown column."""
        for index, column in enumerate(self.columns):
            if column.key == key:
                return tuple(row.cells[index] for row in self.rows)
        raise KeyError(key)

    def cell(self, row_key: str, column_key: str) -> Figure:
        """One figure. Raises KeyError for an unknown row or column."""
        figures = self.column(column_key)
        for row, figure in zip(self.rows, figures, strict=True):
            if row.key == row_key:
                return figure
        raise KeyError(row_key)
