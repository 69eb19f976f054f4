"""From a file to a dataset: CSV in any usual form, or SPSS; codes, scales and missing answers as the asker says."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from peilstok.errors import InvalidInput, InvalidShape, UnknownCode
from peilstok.frame import Column, Dataset, MissingReason

EMPTY = frozenset({"", "na", "nan", "null", "none", "."})
INTEGER = re.compile(r"[+-]?\d+(?:[.,]0+)?\Z")
MOST_CODES = 21  # more different integers than this are a number, not a scale


class UnreadableFile(InvalidInput):
    """A file that is no table: absent, empty, or with rows of different lengths."""


class UnknownColumn(InvalidInput):
    """A column name that fits no column, or more than one."""


@dataclass(frozen=True, slots=True)
class Table:
    """Text cells per column, with the labels that the file itself gives."""

    columns: dict[str, list[str]]
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """Number of rows."""
        return len(next(iter(self.columns.values()), []))

    def key(self, wanted: str) -> str:
        """The column meant by a name, by the unique beginning of one, or by its number ("#12")."""
        names = list(self.columns)
        if wanted in self.columns:
            return wanted
        if wanted.startswith("#") and wanted[1:].isdigit() and 1 <= int(wanted[1:]) <= len(names):
            return names[int(wanted[1:]) - 1]
        fitting = [name for name in names if name.startswith(wanted)]
        if len(fitting) == 1:
            return fitting[0]
        known = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
        raise UnknownColumn(f"“{wanted}” past op {len(fitting)} kolommen; kolommen zijn: {known}")

    def keys(self, wanted: Iterable[str]) -> list[str]:
        """The columns meant by names; "a..b" is the range of columns from a to b."""
        names, found = list(self.columns), []
        for name in wanted:
            if ".." in name and name not in self.columns:
                first, last = (names.index(self.key(end)) for end in name.split("..", 1))
                found += names[first : last + 1]
            else:
                found.append(self.key(name))
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells become codes. `scale` are the answers from low to high; empty means: the integers that occur."""

    not_known: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()
    scale: tuple[str, ...] = ()
    reversed: frozenset[str] = frozenset()


def read_table(path: Path) -> Table:
    """Read a CSV file (UTF-8 or Windows-1252; comma, semicolon or tab) or an SPSS file (.sav, needs pyreadstat)."""
    if not path.is_file():
        raise UnreadableFile(f"{path}: dit bestand bestaat niet")
    if path.suffix.lower() in {".sav", ".zsav"}:
        return _read_spss(path)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("windows-1252", errors="replace")
    lines = text.splitlines()
    if not lines:
        raise UnreadableFile(f"{path}: dit bestand is leeg")
    delimiter = max(",;\t", key=lines[0].count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    header = [name.strip() for name in rows[0]]
    if len(set(header)) < len(header):
        header = [f"{name} ({place + 1})" if header.count(name) > 1 else name for place, name in enumerate(header)]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise UnreadableFile(f"{path}: regel {number} heeft {len(row)} cellen in plaats van {len(header)}")
    return Table({name: [row[place].strip() for row in rows[1:]] for place, name in enumerate(header)})


def _read_spss(path: Path) -> Table:
    try:
        import pyreadstat  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise UnreadableFile(f"{path}: voor .sav is het pakket pyreadstat nodig") from None
    frame, meta = pyreadstat.read_sav(str(path), output_format="dict")
    columns = {str(name): [_cell(value) for value in values] for name, values in frame.items()}
    labels = {name: label for name, label in meta.column_names_to_labels.items() if label}
    return Table(columns, labels)


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def dataset_of(
    table: Table,
    scales: Sequence[str],
    reading: Reading,
    *,
    groups: Sequence[str] = (),
    weight: str | None = None,
    population: int | None = None,
    key: str = "bestand",
) -> Dataset:
    """A dataset of scale columns and grouping columns. Errors: UnknownCode for a cell outside the scale."""
    if table.n == 0:
        raise UnreadableFile("er staan geen antwoorden in dit bestand")
    scale = reading.scale or _integer_scale(table, scales, reading)
    columns = [_scale_column(table, name, scale, reading) for name in scales]
    columns += [_group_column(table, name, reading) for name in groups if name not in scales]
    weights = None if weight is None else _numbers(table, weight)
    return Dataset(key, table.n, tuple(columns), population, weights)


def _plain(cell: str) -> str:
    text = " ".join(cell.casefold().split())
    return text.split(".")[0].split(",")[0] if INTEGER.fullmatch(text) else text


def _reason(cell: str, reading: Reading) -> MissingReason | None:
    if cell in EMPTY:
        return MissingReason.SKIPPED
    if cell in reading.not_known:
        return MissingReason.NOT_KNOWN
    return MissingReason.NOT_APPLICABLE if cell in reading.not_applicable else None


def _integer_scale(table: Table, names: Sequence[str], reading: Reading) -> tuple[str, ...]:
    """The integers from the lowest to the highest that occur in any of these columns."""
    found: set[int] = set()
    for name in names:
        for row, cell in enumerate(map(_plain, table.columns[name]), start=2):
            if _reason(cell, reading) is None:
                if not INTEGER.fullmatch(cell):
                    raise UnknownCode(
                        f"kolom {name}, regel {row}: “{cell}” is geen geheel getal; noem de antwoorden met --scale"
                    )
                found.add(int(cell))
    if found and max(found) - min(found) >= MOST_CODES:
        span = f"{min(found)} tot {max(found)}"
        raise UnknownCode(
            f"de antwoorden lopen van {span}: noem ontbrekende waarden met --missing of de schaal met --scale"
        )
    return tuple(str(code) for code in range(min(found), max(found) + 1)) if found else ("1", "2")


def _scale_column(table: Table, name: str, scale: tuple[str, ...], reading: Reading) -> Column:
    place = {_plain(code): number for number, code in enumerate(scale, start=1)}
    values = np.zeros(table.n, dtype=np.int8)
    for row, cell in enumerate(map(_plain, table.columns[name])):
        reason = _reason(cell, reading)
        if reason is not None:
            values[row] = reason
        elif cell in place:
            values[row] = place[cell]
        else:
            raise UnknownCode(f"kolom {name}, regel {row + 2}: “{cell}” staat niet op de schaal ({', '.join(scale)})")
    numeric = all(INTEGER.fullmatch(code) for code in scale)
    scores = tuple(float(code) if numeric else float(number) for number, code in enumerate(scale, start=1))
    label = table.labels.get(name, name)
    return Column(name, label, scale, scale, values, scores, name not in reading.reversed)


def _group_column(table: Table, name: str, reading: Reading) -> Column:
    cells = [(_plain(cell), cell) for cell in table.columns[name]]
    codes = sorted({cell for plain, cell in cells if _reason(plain, reading) is None}, key=_natural)
    if len(codes) > np.iinfo(np.int8).max:
        raise InvalidShape(f"kolom {name} heeft {len(codes)} verschillende waarden: te veel voor groepen")
    place = {code: number for number, code in enumerate(codes, start=1)}
    values = np.array([place.get(cell, 0) if _reason(plain, reading) is None else 0 for plain, cell in cells])
    return Column(name, table.labels.get(name, name), tuple(codes), tuple(codes), values.astype(np.int8))


def _natural(text: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", text) if part]


def _numbers(table: Table, name: str) -> np.ndarray:
    try:
        return np.array([float(cell.replace(",", ".")) for cell in table.columns[name]])
    except ValueError:
        raise UnknownCode(f"kolom {name} bevat cellen die geen getal zijn") from None
