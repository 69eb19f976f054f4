"""What every export keeps: the same numbers as the table, its source, and never a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import figures

from participatiemonitor.exports import csv_table
from peilstok.estimates import Unit
from peilstok.figures import FigureTable

COLUMNS = [("score", "Score"), ("importance", "Belang")]
TABLE = figures.table(
    COLUMNS,
    figures.row(
        "Goed gesprek", figures.number(Unit.SCORE, 7.2, 180, 6.9, 7.5), figures.number(Unit.IMPORTANCE, 31, 180, 22, 40)
    ),
    figures.row("Verschil", figures.number(Unit.DIFFERENCE, -0.9, 62, -1.4, -0.4), figures.bound(">")),
    figures.row("Telling", figures.share(33, 18), figures.count(62, 90)),
    figures.row("Te weinig", figures.hidden(6), figures.hidden(6)),
)
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\ufeff=1",
    "\u200b=1",
    "=cmd|' /C calc'!A0",
    '";=1+1',
]


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def number(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None


def test_every_figure_comes_back_as_it_is_on_the_page() -> None:
    lines = iter(read(csv_table.write(TABLE)))
    for row in TABLE.rows:
        for column, figure in zip(TABLE.columns, row.cells, strict=True):
            line = next(lines)
            assert (line["tabel"], line["onderdeel"], line["kolom"]) == (TABLE.title, row.label, column.label)
            assert (line["tekst"], line["grens"]) == (figure.text, figure.bound)
            said = [number(line[name]) for name in ("waarde", "ondergrens", "bovengrens", "antwoorden", "aantal")]
            assert said == [figure.value, figure.low, figure.high, figure.n, figure.count]
            assert figure.reason in line["toelichting"]
    assert next(lines, None) is None


def test_the_source_stands_on_every_line_of_every_table() -> None:
    lines = read(csv_table.write([TABLE, TABLE], source="Lingedam, gegevens 3, methode 2026.1"))
    assert len(lines) == 16
    assert {line["bron"] for line in lines} == {"Lingedam, gegevens 3, methode 2026.1"}


def test_a_spreadsheet_recognises_the_letters() -> None:
    assert csv_table.write(TABLE).startswith(b"\xef\xbb\xbftabel;")


def test_an_empty_table_has_only_its_heading() -> None:
    assert read(csv_table.write(figures.table(COLUMNS))) == []


def hostile(text: str) -> FigureTable:
    return figures.table([("x", text)], figures.row(text, figures.count(4)), title=text)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    line = read(csv_table.write(hostile(text), source=text))[0]
    for name in ("tabel", "onderdeel", "kolom", "bron"):
        assert line[name] in (f"'{text}", text)
        assert line[name][0] in "'\""


@given(st.text(max_size=40))
def test_any_text_comes_back_whole_and_harmless(text: str) -> None:
    line = read(csv_table.write(hostile(text)))[0]
    assert line["onderdeel"].removeprefix("'") == text.removeprefix("'")
    assert not line["onderdeel"].lstrip().startswith(("=", "+", "-", "@"))


def test_a_negative_number_of_ours_stays_a_number() -> None:
    assert read(csv_table.write(TABLE))[2]["waarde"] == "-0,9"
