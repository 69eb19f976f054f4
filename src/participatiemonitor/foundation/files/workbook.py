"""Excel workbooks (.xlsx). The directory of the package is judged before anything is unpacked."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from participatiemonitor.foundation.files.table import (
    MAX_CELLS,
    FileNotUsable,
    Head,
    Row,
    Table,
    check_size,
    tidy,
)

MAX_UNPACKED = 100_000_000
MAX_PARTS = 1_000
# Tables with much repetition pack well; a part is suspect only when it is both large and packed beyond this.
MAX_RATIO = 100
LARGE_PART = 1_000_000
# A row may claim a cell in the last possible column: also empty cells are counted.
MAX_SEEN = 10 * MAX_CELLS

_TOO_LARGE = (
    "Dit Excel-bestand wordt bij het uitpakken te groot. Bewaar alleen het werkblad dat u wilt inlezen, als CSV."
)
_BROKEN = (
    "Dit Excel-bestand is beschadigd of geen echt Excel-bestand. Open het in Excel en bewaar het opnieuw als .xlsx."
)


def read_workbook(content: bytes, sheet: str = "") -> Table:
    """The table on one sheet, the first when none is named; raises `FileNotUsable`."""
    _check_package(content)
    import openpyxl  # noqa: PLC0415 slow import

    with broken(), warnings.catch_warnings():
        # openpyxl warns about styles and extensions that say nothing about the cells.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return _table(book, sheet)
        finally:
            book.close()


@contextmanager
def broken() -> Iterator[None]:
    """Whatever a broken package makes a reader stumble over, the answer is the same."""
    try:
        yield
    except FileNotUsable:
        raise
    except Exception as error:
        raise FileNotUsable(_BROKEN) from error


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileNotUsable(_BROKEN) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise FileNotUsable(_TOO_LARGE)
    for part in parts:
        if part.file_size > LARGE_PART and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise FileNotUsable(_TOO_LARGE)
        if part.flag_bits & 1:
            raise FileNotUsable(
                "Dit Excel-bestand heeft een wachtwoord. Haal het wachtwoord eraf en probeer het opnieuw."
            )
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise FileNotUsable(
            "Dit bestand is geen Excel-bestand. Open het in uw programma en bewaar het als .xlsx of CSV."
        )


def _table(book: Any, wanted: str) -> Table:
    sheets = {tidy(page.title): page for page in book.worksheets}
    if not sheets:
        raise FileNotUsable("In dit Excel-bestand staat geen werkblad met cellen.")
    if wanted and tidy(wanted) not in sheets:
        raise FileNotUsable(f"Er is geen werkblad ‘{wanted}’. In dit bestand staan: {_names(sheets)}.")
    for name in [tidy(wanted)] if wanted else sheets:
        page = sheets[name]
        # The size that the file claims is not believed: rows are counted while they are read.
        page.reset_dimensions()
        records = list(_records(page))
        if records:
            return _from_records(records, name, sheets, is_chosen=bool(wanted))
    if wanted and len(sheets) > 1:
        raise FileNotUsable(f"Het werkblad ‘{wanted}’ is leeg. Kies een ander werkblad: {_names(sheets)}.")
    raise FileNotUsable("Het Excel-bestand is leeg.")


def _from_records(records: list[tuple[int, list[str]]], name: str, sheets: dict[str, Any], *, is_chosen: bool) -> Table:
    width = _width(records[0][1])
    rows = tuple(Row(number, _fit(record, width)) for number, record in records[1:])
    source = ["Excel-bestand", f"werkblad: {name}"]
    if len(sheets) > 1 and not is_chosen:
        source.append(f"gekozen uit {len(sheets)} werkbladen: {_names(sheets)}")
    heads = tuple(Head(text) for text in records[0][1][:width])
    return Table(heads, rows, tuple(source), tuple(sheets), name, records[0][0])


def _names(sheets: dict[str, Any]) -> str:
    return ", ".join(f"‘{name}’" for name in sheets)


def _records(page: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers from the first filled row on; empty rows in between keep their place."""
    width, seen = 0, 0
    for number, values in enumerate(page.iter_rows(values_only=True), start=1):
        seen += len(values)
        if seen > MAX_SEEN:
            raise FileNotUsable(_TOO_LARGE)
        record = [as_text(value) for value in values]
        if not width and not any(record):
            check_size(number, 1)
            continue
        width = width or _width(record)
        check_size(number, width)
        yield number, record


def _width(record: list[str]) -> int:
    return max((place for place, text in enumerate(record, start=1) if text), default=0)


def _fit(record: list[str], width: int) -> tuple[str, ...]:
    """A sheet leaves empty cells out at the end of a row; filled cells beyond the head stay, to be refused."""
    filled = max(_width(record), width)
    return tuple(record[:filled]) + ("",) * (width - len(record))


def as_text(value: object) -> str:
    """A cell's value as somebody would type it; whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "WAAR" if value else "ONWAAR"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)
