"""What every file of a list keeps: columns, order, values and source; and never a formula."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.contracts.test_exports import FORMULAS

from participatiemonitor.exports import LISTS, list_csv, list_xlsx
from participatiemonitor.exports.listing import Cell, Listing

LISTING = Listing(
    title="Overzicht",
    columns=("Titel", "Begin", "Deelnemers"),
    rows=(("Kerkplein", date(2026, 9, 1), 120), ('Crème & ‘brûlée’; een "plan"', None, -3), ("Één\nregel", None, None)),
    source="Gemeente Lingedam, 2 maart 2026",
)


def read_csv(content: bytes) -> tuple[list[str], list[list[Any]]]:
    heading, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return heading, lines


def read_xlsx(content: bytes) -> tuple[list[str], list[list[Any]]]:
    sheet = load_workbook(io.BytesIO(content))["Overzicht"]
    heading, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [str(name) for name in heading], lines


def text_of_csv(value: Cell) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def value_in_xlsx(value: Cell) -> object:
    return datetime.combine(value, time()) if isinstance(value, date) else value


def test_csv_keeps_columns_order_and_values_and_names_its_source() -> None:
    heading, lines = read_csv(list_csv.write(LISTING))
    assert heading == [*LISTING.columns, "Bron"]
    assert lines == [[*map(text_of_csv, row), LISTING.source] for row in LISTING.rows]


def test_workbook_keeps_columns_order_and_types_and_names_its_source() -> None:
    content = list_xlsx.write(LISTING)
    heading, lines = read_xlsx(content)
    assert heading == list(LISTING.columns)
    assert lines == [[value_in_xlsx(value) for value in row] for row in LISTING.rows]
    about = load_workbook(io.BytesIO(content))["Bron"]
    assert about["A1"].value == LISTING.source


def test_workbook_can_be_filtered_and_keeps_its_heading_in_view() -> None:
    sheet = load_workbook(io.BytesIO(list_xlsx.write(LISTING)))["Overzicht"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")
    assert sheet["B2"].number_format == "dd-mm-yyyy"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    listing = Listing("Overzicht", (text,), ((text,),), text)
    heading, (line,) = read_csv(list_csv.write(listing))
    for value in (*heading[:1], *line):
        assert value in (f"'{text}", text)
        assert value[0] in "'\""
    book = load_workbook(io.BytesIO(list_xlsx.write(listing)))
    for cell in (book["Overzicht"]["A1"], book["Overzicht"]["A2"], book["Bron"]["A1"]):
        assert (cell.data_type, cell.hyperlink) == ("s", None)


@pytest.mark.parametrize("text", ["http://elders.example/", "mailto:x@y.example", "00123", "1e5", "internal:A1"])
def test_a_text_that_looks_like_something_else_stays_text(text: str) -> None:
    cell = load_workbook(io.BytesIO(list_xlsx.write(Listing("Overzicht", ("x",), ((text,),), ""))))["Overzicht"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize(("module", "read"), [(list_csv, read_csv), (list_xlsx, read_xlsx)], ids=["csv", "xlsx"])
def test_an_empty_list_has_only_its_heading(
    module: ModuleType, read: Callable[[bytes], tuple[list[str], list[list[Any]]]]
) -> None:
    heading, lines = read(module.write(Listing("Overzicht", ("Titel",), (), "bron")))
    assert heading[0] == "Titel"
    assert lines == []


@pytest.mark.parametrize("module", LISTS, ids=lambda module: module.EXTENSION)
def test_every_format_says_what_it_is(module: ModuleType) -> None:
    assert module.EXTENSION in {"csv", "xlsx"}
    assert "/" in module.MEDIA_TYPE


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=5))
def test_any_texts_give_files_that_can_be_read(texts: list[str]) -> None:
    listing = Listing("Overzicht", ("x",), tuple((text,) for text in texts), "bron")
    _, lines = read_csv(list_csv.write(listing))
    assert [line[0].removeprefix("'") for line in lines] == [text.removeprefix("'") for text in texts]
    assert len(read_xlsx(list_xlsx.write(listing))[1]) == len(texts)
