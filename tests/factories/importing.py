"""Files with answers and mappings for tests."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from participatiemonitor.fieldwork.importing.rehearsal import AnswerFile
from participatiemonitor.foundation.files.table import Head, Row, Table

MAPPINGS = Path(__file__).parent.parent / "mappings"
KERKPLEIN = """
[questionnaire]
code = "kerkplein-2025"
title = "Kerkplein, lijst van 2025"

[missing]
skipped = [""]
not_known = ["weet niet"]
not_applicable = ["n.v.t."]

[[questions]]
code = "eens"
type = "statement"
text = "Er is goed naar mij geluisterd."
column = "Geluisterd"
outcome = true

[[questions]]
code = "cijfer"
type = "grade"
text = "Welk cijfer geeft u?"
column = "Cijfer"

[[questions]]
code = "vervoer"
type = "multiple"
text = "Hoe kwam u?"
column = "Vervoer"
separator = ";"
answers = [{ code = "fiets", label = "Fiets" }, { code = "auto", label = "Auto" }]

[[questions]]
code = "tip"
type = "open"
text = "Hebt u een tip?"
column = "Tip"
"""
HEADS = ("Geluisterd", "Cijfer", "Vervoer", "Tip")
GOOD_ROWS = (
    ("Helemaal mee eens", "8", "Fiets;Auto", "Meer bankjes."),
    ("mee eens ", "7", "Fiets", ""),
    ("weet niet", "n.v.t.", "", ""),
    ("", "", "", ""),
)


def csv_bytes(rows: Sequence[Sequence[str]], encoding: str = "utf-8", **dialect: Any) -> bytes:
    """Rows as a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, **({"delimiter": ";"} | dialect)).writerows(rows)
    return out.getvalue().encode(encoding)


def kerkplein(*rows: Sequence[str], name: str = "kerkplein.csv") -> AnswerFile:
    """A file that fits the mapping `KERKPLEIN`."""
    return AnswerFile(name, csv_bytes([HEADS, *(rows or GOOD_ROWS)]))


def table(heads: Sequence[str], *rows: Sequence[str]) -> Table:
    """A table as a reader makes it."""
    numbered = tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=2))
    return Table(tuple(Head(name) for name in heads), numbered)


def xlsx_bytes(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """An Excel workbook with these sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
