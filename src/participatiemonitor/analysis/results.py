"""The results of one round as frozen values, in the fixed order of the page, the report and the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from participatiemonitor.analysis.case import QuoteGroup
from participatiemonitor.charts import Chart
from peilstok.figures import Figure, FigureTable


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure that stands out, with its name and what belongs with it."""

    label: str
    figure: Figure

    @property
    def below(self) -> str:
        """What stands under the number: how sure it is, or why it is not there."""
        mark = "indicatief" if self.figure.status == "indicative" else ""
        return ", ".join(part for part in (self.figure.interval or self.figure.reason, mark) if part)


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the results: sentences first, then figures. `note` is small print."""

    key: str
    title: str
    lead: tuple[str, ...] = ()
    tiles: tuple[Tile, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[FigureTable, ...] = ()
    quotes: tuple[QuoteGroup, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Which measuring, data and method the figures rest on: the foot of every channel."""

    round_number: int
    moment: str
    opens_on: date
    last_day: date
    data_version: int
    frozen_on: date
    checksum: str
    method_version: str
    is_final: bool

    @property
    def short_checksum(self) -> str:
        """The first twelve signs of the checksum."""
        return self.checksum[:12]


@dataclass(frozen=True, slots=True)
class ProcessResults:
    """All figures of one round that may be shown, block by block."""

    blocks: tuple[Block, ...]
    source: Source
    n: int
    track: str

    def block(self, key: str) -> Block | None:
        """One block, or None when there is nothing to show in it."""
        return next((block for block in self.blocks if block.key == key), None)

    def tables(self) -> Iterator[FigureTable]:
        """Every table of figures, in order: also those behind the charts."""
        for block in self.blocks:
            yield from (chart.table for chart in block.charts)
            yield from block.tables

    def table(self, key: str) -> FigureTable:
        """The table with this key. Raises KeyError."""
        for table in self.tables():
            if table.key == key:
                return table
        raise KeyError(key)
