"""Merged cells and formulas, which a table of texts cannot show."""

import io
import re
import zipfile

import openpyxl
import pytest
from tests.factories.importing import xlsx_bytes

from participatiemonitor.foundation.files.oddities import Oddities, oddities_of
from participatiemonitor.foundation.files.table import FileNotUsable

SHEET = "xl/worksheets/sheet1.xml"


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
    return out.getvalue()


def with_formula(content: bytes, cell: str, outcome: str) -> bytes:
    """The workbook with a computed formula in one cell, as Excel stores it."""
    page = zipfile.ZipFile(io.BytesIO(content)).read(SHEET).decode()
    made = f'<c r="{cell}" t="str"><f>"{outcome}"</f><v>{outcome}</v></c>'
    changed = re.sub(rf'<c r="{cell}"[^>]*>.*?</c>', made.replace("\\", r"\\"), page, count=1)
    assert changed != page
    return with_part(content, SHEET, changed.encode())


def merged(*ranges: str) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Lijst"
    for row in range(1, 8):
        page.append([f"a{row}", f"b{row}", f"c{row}"])
    for one in ranges:
        page.merge_cells(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_merged_cells_are_named_with_the_rows_they_touch() -> None:
    odd = oddities_of(merged("A1:C1", "B3:B5"), "Lijst")
    assert odd.merged == ("A1:C1", "B3:B5")
    assert odd.merged_between(2, 3) == ("B3:B5",)
    assert odd.merged_between(6, 7) == ()


def test_formulas_with_and_without_an_outcome() -> None:
    plain = xlsx_bytes({"Blad1": [["a", "b", "c"], ["=1+1", "x", "y"]]})
    assert oddities_of(plain, "Blad1") == Oddities((), 1, frozenset({"A2"}))
    assert oddities_of(with_formula(plain, "B2", ""), "Blad1").without_outcome == {"A2"}
    assert oddities_of(with_formula(plain, "B2", "ja"), "Blad1").formulas == 2


def test_the_right_sheet_is_looked_at() -> None:
    content = xlsx_bytes({"Een": [["a"], ["=1"]], "Twee & drie": [["a"], ["x"]]})
    assert oddities_of(content, "Twee & drie") == Oddities()
    assert oddities_of(content, "Een").formulas == 1


@pytest.mark.parametrize("part", [b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'])
def test_broken_and_hostile_sheets_are_refused(part: bytes) -> None:
    content = with_part(xlsx_bytes({"Blad1": [["a"], ["x"]]}), SHEET, part)
    with pytest.raises(FileNotUsable, match="beschadigd"):
        oddities_of(content, "Blad1")
