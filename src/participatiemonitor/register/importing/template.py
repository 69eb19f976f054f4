"""The template to fill in: an Excel workbook with explanation and choices, or a CSV file with the same columns."""

import csv
import io
from typing import Any

from participatiemonitor.register.importing.fields import FIELDS, RegisterField, Sort

SHEET, EXPLANATION, CHOICES = "Register", "Uitleg", "Keuzes"
# Rows in which Excel offers the choices.
FILLABLE = 2_000
WIDE, NARROW = 40, 22
_WIDE = {"title", "central_task", "what_is_fixed", "what_is_open", "goal", "methods", "reason"}


def template_csv() -> bytes:
    """Heads and an example row, for any program."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.label for field in FIELDS])
    writer.writerow([field.example for field in FIELDS])
    return text.getvalue().encode("utf-8-sig")


def template_workbook() -> bytes:
    """A sheet to fill in with an example row, a sheet that explains the columns, and a sheet with the choices."""
    import openpyxl  # noqa: PLC0415 slow import

    book = openpyxl.Workbook()
    _register(book.active)
    _explanation(book.create_sheet(EXPLANATION))
    _choices(book.create_sheet(CHOICES), book[SHEET])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _register(page: Any) -> None:
    page.title = SHEET
    page.append([field.label for field in FIELDS])
    page.append([field.example for field in FIELDS])
    _head(page)
    page.freeze_panes = "B2"
    for place, field in enumerate(FIELDS, start=1):
        column = page.cell(1, place).column_letter
        page.column_dimensions[column].width = WIDE if field.key in _WIDE else NARROW
        if field.sort is Sort.DAY:
            # As text: a date stays as it was typed, whatever the language of the program.
            page.column_dimensions[column].number_format = "@"


def _explanation(page: Any) -> None:
    page.append(["kolom", "soort", "uitleg", "voorbeeld"])
    for field in FIELDS:
        page.append([field.label, _sort(field), field.meaning, field.example])
    _head(page)
    for column, width in zip("ABCD", (26, 16, 90, 36), strict=True):
        page.column_dimensions[column].width = width
    _wrap(page)


def _sort(field: RegisterField) -> str:
    return "keuze" if field.choices else field.sort.value


def _choices(page: Any, register: Any) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 slow import

    chosen = [field for field in FIELDS if field.choices]
    page.append([field.label for field in chosen])
    for place, field in enumerate(chosen, start=1):
        for at, word in enumerate(field.choices, start=2):
            page.cell(at, place, word)
        letter = page.cell(1, place).column_letter
        page.column_dimensions[letter].width = 34
        offer = DataValidation(
            type="list", formula1=f"{CHOICES}!${letter}$2:${letter}${len(field.choices) + 1}", allow_blank=True,
            # Other words may be typed: the monitor knows more of them than the list shows.
            showErrorMessage=False,
        )  # fmt: skip
        column = register.cell(1, FIELDS.index(field) + 1).column_letter
        offer.add(f"{column}2:{column}{FILLABLE}")
        register.add_data_validation(offer)
    _head(page)


def _head(page: Any) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 slow import

    for cell in page[1]:
        cell.font = Font(bold=True)


def _wrap(page: Any) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 slow import

    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
