"""A list as CSV: one line per row, with its source in the last column.

UTF-8 with a byte order mark and semicolons, so that a spreadsheet set to Dutch opens it without asking; days as
2026-09-01, which every program reads the same way.
"""

import csv
import io

from participatiemonitor.exports.csv_table import neutral
from participatiemonitor.exports.listing import Cell, Listing

MEDIA_TYPE = "text/csv; charset=utf-8"
EXTENSION = "csv"


def write(listing: Listing) -> bytes:
    """The list as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*map(neutral, listing.columns), "Bron"])
    source = neutral(listing.source)
    writer.writerows([*map(_text, row), source] for row in listing.rows)
    return text.getvalue().encode("utf-8-sig")


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return neutral(value) if isinstance(value, str) else str(value)
