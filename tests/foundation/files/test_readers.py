"""Files of every kind: what they hold comes in as text, and what they are not is said."""

import io
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.importing import csv_bytes, xlsx_bytes

from participatiemonitor.foundation.files.readers import read_table, size_refusal
from participatiemonitor.foundation.files.table import FileNotUsable

NAIVE = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 a spreadsheet knows no time zones
ROWS = [["vraag", "cijfer"], ["ja", 7], ["nee", 8.5]]


def test_excel_cells_become_what_somebody_would_type() -> None:
    cells = [["a", "b", "c", "d", "e", "f"], [1, 1.0, 2.5, True, date(2026, 3, 2), NAIVE]]
    read = read_table(xlsx_bytes({"Blad1": cells}), "lijst.xlsx")
    assert read.rows[0].cells == ("1", "1", "2.5", "WAAR", "2026-03-02", "2026-03-02T09:30:00")


def test_excel_rows_keep_their_numbers_around_empty_rows() -> None:
    content = xlsx_bytes({"Blad1": [[], ["a", "b"], [1, None], [], [None, 2]]})
    read = read_table(content, "lijst.xlsx")
    assert [(row.number, row.cells) for row in read.rows] == [(3, ("1", "")), (4, ("", "")), (5, ("", "2"))]


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.lists(st.text("abé 1;,\"'\n", min_size=1, max_size=8), min_size=2, max_size=2), min_size=2, max_size=4)
)
def test_any_table_of_texts_is_read_back_from_excel(rows: list[list[str]]) -> None:
    read = read_table(xlsx_bytes({"Blad1": rows}), "lijst.xlsx")
    assert [list(row.cells) for row in read.rows] == rows[1:]


def test_a_sheet_is_chosen_by_name_and_else_the_first_is_said() -> None:
    content = xlsx_bytes({"Uitleg": [["tekst"], ["hallo"]], "Antwoorden": ROWS})
    assert read_table(content, "lijst.xlsx", sheet=" Antwoorden").heads[1].name == "cijfer"
    first = read_table(content, "lijst.xlsx")
    assert "gekozen uit 2 werkbladen" in first.source[-1]
    assert first.sheets == ("Uitleg", "Antwoorden")
    assert first.heads[0].name == "tekst"


def test_a_sheet_that_is_not_there_is_refused_with_the_names_of_those_that_are() -> None:
    with pytest.raises(FileNotUsable, match="‘Uitleg’, ‘Antwoorden’"):
        read_table(xlsx_bytes({"Uitleg": ROWS, "Antwoorden": ROWS}), "lijst.xlsx", sheet="Data")


def test_an_empty_sheet_is_passed_over_and_refused_when_it_was_chosen() -> None:
    content = xlsx_bytes({"Leeg": [], "Antwoorden": ROWS})
    assert read_table(content, "lijst.xlsx").heads[1].name == "cijfer"
    with pytest.raises(FileNotUsable, match="Kies een ander werkblad: ‘Leeg’, ‘Antwoorden’"):
        read_table(content, "lijst.xlsx", sheet="Leeg")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "leeg"),
        (b"a;b\n", "a.csv", "alleen kolomnamen"),
        (b"a;b\n1;2\n", "a.xlsx", "is dit een Excel-bestand, maar de inhoud is van een CSV"),
        (b"a;b\n1;2\n", "a.sav", "is dit een SPSS-bestand, maar de inhoud is van een CSV"),
        (xlsx_bytes({"Blad1": ROWS}), "a.csv", "is dit een CSV-bestand, maar de inhoud is van een Excel"),
        (b"a;b\n1;2\n", "a.doc", r"\.csv, \.txt"),
        (b"%PDF-1.7 rest", "a.csv", "Dit is een PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.xlsx", "oud Excel-bestand"),
        (b"<!DOCTYPE html><table>", "a.csv", "webpagina"),
        (b"PK\x03\x04 and then nothing", "a.xlsx", "beschadigd"),
        (b"$FL2 and then nothing", "a.sav", "beschadigd"),
        (b"a;b\n1;2\n", "a.csv", None),
    ],
)
def test_files_that_are_not_what_they_say_are_refused(content: bytes, name: str, sentence: str | None) -> None:
    if sentence is None:
        assert read_table(content, name).rows
        return
    with pytest.raises(FileNotUsable, match=sentence):
        read_table(content, name)


def test_a_sheet_cannot_be_chosen_in_a_csv_file() -> None:
    with pytest.raises(FileNotUsable, match="alleen een Excel-bestand"):
        read_table(csv_bytes([["a"], ["1"]]), "a.csv", sheet="Blad1")


def test_a_file_that_is_too_large_is_refused_in_megabytes() -> None:
    assert "200 MB" in size_refusal(200_000_000, 50_000_000)
    assert "tot en met 50 MB" in size_refusal(200_000_000, 50_000_000)
    assert not size_refusal(50_000_000, 50_000_000)


def _package(parts: dict[str, bytes]) -> bytes:
    """A workbook of one sheet in which some parts are replaced."""
    good = zipfile.ZipFile(io.BytesIO(xlsx_bytes({"Blad1": [["a", "b"], ["x", "y"]]})))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in good.namelist():
            package.writestr(name, parts.pop(name, None) or good.read(name))
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _sheet(rows: str, before: str = "", dimension: str = "A1:B2") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<worksheet {NS}><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


GOOD = f'<row r="1">{_cell("A1", "a")}</row><row r="2">{_cell("A2", "x")}</row>'
FAR = '<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>'
BOMBS = {
    "zeros": {"xl/media/zeros.bin": b"\0" * 30_000_000},
    "large": {f"xl/media/{n}.bin": bytes(range(256)) * 4_000 for n in range(101)},
    "many parts": {f"xl/media/{n}.bin": b"" for n in range(1_001)},
    "row in the far": {SHEET: _sheet(f'{GOOD}<row r="1000000000">{_cell("A1000000000", "x")}</row>')},
    "columns in the far": {SHEET: _sheet(GOOD + "".join(FAR.format(n=n) for n in range(3, 9_000)))},
    "entities": {
        SHEET: _sheet(
            f'<row r="1">{_cell("A1", "&d;")}</row>',
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'
            '<!ENTITY d "&c;&c;&c;&c;">]>',
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_quickly(bomb: str) -> None:
    content = _package(dict(BOMBS[bomb]))
    begin = time.process_time()
    with pytest.raises(FileNotUsable):
        read_table(content, "lijst.xlsx")
    assert time.process_time() - begin < 20


def test_a_size_that_the_sheet_claims_is_not_believed() -> None:
    read = read_table(_package({SHEET: _sheet(GOOD, dimension="A1:XFD1048576")}), "lijst.xlsx")
    assert [row.cells for row in read.rows] == [("x",)]


def test_an_external_entity_is_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("kanarie")
    before = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    for part, content in (
        (SHEET, _sheet(f'<row r="1">{_cell("A1", "&e;")}</row><row r="2">{_cell("A2", "&e;")}</row>', before)),
        ("xl/sharedStrings.xml", f'<?xml version="1.0"?>{before}<sst {NS}><si><t>&e;</t></si></sst>'.encode()),
    ):
        try:
            read = read_table(_package({part: content}), "lijst.xlsx")
        except FileNotUsable:
            continue
        assert "kanarie" not in str(read)


def test_a_directory_that_lies_about_a_size_is_refused() -> None:
    content = bytearray(_package({SHEET: _sheet(GOOD)}))
    at = content.index(SHEET.encode(), content.index(b"PK\x01\x02")) - 46
    content[at + 24 : at + 28] = (5).to_bytes(4, "little")
    with pytest.raises(FileNotUsable, match="beschadigd"):
        read_table(bytes(content), "lijst.xlsx")
