"""Figure tables as CSV: one line per figure, so that tables of any shape fit in one file.

UTF-8 with a byte order mark, semicolons and decimal commas: a spreadsheet set to Dutch opens it without asking. For a
program: `sep=";"`, `decimal=","`, `encoding="utf-8-sig"`.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator

from peilstok.estimates import Unit
from peilstok.figures import Column, Figure, FigureTable, Row, Status

HEADING = (
    "tabel", "onderdeel", "kolom", "tekst", "grens", "waarde", "ondergrens", "bovengrens", "antwoorden", "populatie",
    "aantal", "eenheid", "status", "toelichting", "bron",
)  # fmt: skip
_UNITS = {
    Unit.COUNT: "aantal", Unit.SHARE: "procent", Unit.GRADE: "cijfer", Unit.SCORE: "score", Unit.MEAN: "gemiddelde",
    Unit.DIFFERENCE: "verschil", Unit.CORRELATION: "samenhang", Unit.IMPORTANCE: "belang in procent",
}  # fmt: skip
_STATUSES = {Status.FULL: "volledig", Status.INDICATIVE: "indicatief", Status.WITHHELD: "niet getoond"}
_STARTERS = frozenset("=+-@\t\r\n")


def write(tables: FigureTable | Iterable[FigureTable], *, source: str = "") -> bytes:
    """One or more tables as a CSV file. `source` (data and method version) stands on every line."""
    chosen = [tables] if isinstance(tables, FigureTable) else tables
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADING)
    for table in chosen:
        writer.writerows(_lines(table, source))
    return text.getvalue().encode("utf-8-sig")


def _lines(table: FigureTable, source: str) -> Iterator[list[str]]:
    for row in table.rows:
        for column, figure in zip(table.columns, row.cells, strict=True):
            yield _line(table, row, column, figure, source)


def _line(table: FigureTable, row: Row, column: Column, figure: Figure, source: str) -> list[str]:
    notes = [note for note in (row.note, figure.interval, figure.reason, table.remark) if note]
    return [
        neutral(table.title), neutral(row.label), neutral(column.label), neutral(figure.text), neutral(figure.bound),
        _number(figure.value), _number(figure.low), _number(figure.high), _number(figure.n), _number(figure.population),
        _number(figure.count), _UNITS[figure.unit], _STATUSES[figure.status], neutral(" ".join(notes)), neutral(source),
    ]  # fmt: skip


def neutral(text: str) -> str:
    """The same text, but never a formula: what a spreadsheet would compute gets an apostrophe in front.

    Only texts pass here; our own numbers may begin with a minus. Full-width signs and signs behind spaces or invisible
    marks count too, because programs differ in what they skip.
    """
    for letter in text:
        if unicodedata.normalize("NFKC", letter) in _STARTERS:
            return f"'{text}"
        if not letter.isspace() and unicodedata.category(letter) != "Cf":
            return text
    return text


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}".replace(".", ",")
