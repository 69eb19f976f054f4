"""Text files: whatever program wrote them, the same table comes back."""

import csv
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.factories.importing import csv_bytes

from participatiemonitor.foundation.files.delimited import decode, read_delimited
from participatiemonitor.foundation.files.table import FileNotUsable

WESTERN = "abcXYZ 019éëïüÉß€’“”…–;,\t\"'\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 5))
    heads = draw(st.lists(st.text("abcdeë", min_size=1, max_size=6), min_size=width, max_size=width))
    cells = st.text(WESTERN, max_size=12)
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6))
    return [heads, *rows]


@given(tables(), st.sampled_from(ENCODINGS), st.sampled_from((",", ";", "\t")), st.sampled_from(("\r\n", "\n", "\r")))
def test_any_table_is_read_back_whatever_encoding_and_separator(
    rows: list[list[str]], encoding: str, separator: str, ending: str
) -> None:
    content = csv_bytes(rows, encoding, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL)
    if encoding == "cp1252":
        assume(_is_not_also_utf8(content))
    assume(not rows[0][0].startswith("sep="))
    read = read_delimited(content)
    assert [head.name for head in read.heads] == rows[0]
    assert [list(row.cells) for row in read.rows] == rows[1:]
    assert [row.number for row in read.rows] == list(range(2, len(rows) + 1))


def _is_not_also_utf8(content: bytes) -> bool:
    """Some texts in Windows-1252 are also UTF-8 with another meaning; no reader can tell."""
    try:
        return content.decode("utf-8") == content.decode("cp1252")
    except UnicodeDecodeError:
        return True


@given(st.lists(st.lists(st.text("abë 12", min_size=1, max_size=5), min_size=3, max_size=3), min_size=2, max_size=5))
def test_unquoted_cells_are_read_back_with_every_separator(rows: list[list[str]]) -> None:
    for separator in (",", ";", "\t"):
        read = read_delimited(csv_bytes(rows, delimiter=separator))
        assert [list(row.cells) for row in read.rows] == rows[1:]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_encoding_is_told_as_it_is(encoding: str, name: str) -> None:
    assert decode("vraag;één\nja;nee\n".encode(encoding)) == ("vraag;één\nja;nee\n", name)


def test_separator_that_excel_announces_is_believed() -> None:
    read = read_delimited(b"sep=;\r\na,b;c\r\n1,5;x\r\n")
    assert [head.name for head in read.heads] == ["a,b", "c"]
    assert read.rows[0].cells == ("1,5", "x")


def test_decimal_commas_do_not_look_like_separators() -> None:
    read = read_delimited(b"cijfer;score\n7,5;1,2\n8,0;3\n")
    assert read.rows[0].cells == ("7,5", "1,2")
    assert "scheidingsteken: puntkomma" in read.source


def test_empty_line_is_a_row_without_answers_and_keeps_the_numbering() -> None:
    read = read_delimited(b"a;b\n1;2\n\n3;4\n")
    assert [(row.number, row.cells) for row in read.rows] == [(2, ("1", "2")), (3, ("", "")), (4, ("3", "4"))]


def test_too_many_and_too_few_cells_stay_visible() -> None:
    read = read_delimited(b"a;b\n1;2;3\n1\n1;2;;\n")
    assert [row.cells for row in read.rows] == [("1", "2", "3"), ("1",), ("1", "2")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "leeg"),
        (b" \r\n \n", "leeg"),
        (b'a;b\n"1;2\n3;4\n', "aanhalingstekens"),
        (b'a;b\n"1"x;2\n', "aanhalingstekens"),
        (b"a\xff\xfe\x81;b\n", "tekens in dit bestand niet lezen"),
        (b"\x00\x01\x02\x00\x00", "tekens in dit bestand niet lezen"),
    ],
)
def test_files_that_are_no_table_are_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FileNotUsable, match=sentence):
        read_delimited(content)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_sentence(content: bytes) -> None:
    with suppress(FileNotUsable):
        assert read_delimited(content).heads


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(FileNotUsable, match=r"2\.000 kolommen"):
        read_delimited(b";".join([b"a"] * 2_001) + b"\n")
