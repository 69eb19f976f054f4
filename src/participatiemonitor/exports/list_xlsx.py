"""A list as an Excel workbook: days are days, numbers are numbers and texts stay texts."""

import io
from collections.abc import Sequence
from typing import Any

from participatiemonitor.exports.listing import Cell, Listing

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTENSION = "xlsx"
NARROWEST, WIDEST = 10, 60
# The program guesses nothing: a text that looks like a formula, an address or a number is a text.
_AS_IT_IS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "dd-mm-yyyy",
}  # fmt: skip


def write(listing: Listing) -> bytes:
    """The list as a workbook with a second sheet that says where it comes from."""
    import xlsxwriter  # noqa: PLC0415 only this file needs it

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _AS_IT_IS) as book:
        sheet = book.add_worksheet(listing.title)
        heading = book.add_format({"bold": True, "bottom": 2})
        for column, name in enumerate(listing.columns):
            sheet.write_string(0, column, name, heading)
            sheet.set_column(column, column, _width(name, [row[column] for row in listing.rows]))
        for number, row in enumerate(listing.rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value)
        sheet.freeze_panes(1, 0)
        if listing.rows:
            sheet.autofilter(0, 0, len(listing.rows), len(listing.columns) - 1)
        about = book.add_worksheet("Bron")
        about.set_column(0, 0, WIDEST)
        about.write_string(0, 0, listing.source)
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, value: Cell) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        sheet.write_datetime(row, column, value)


def _width(name: str, values: Sequence[Cell]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(max(len(name) + 4, longest + 2, NARROWEST), WIDEST)
