"""Text files with a separator: CSV in the encodings and separators that Dutch and foreign programs write."""

import codecs
import csv
import io
from collections.abc import Iterator

from participatiemonitor.foundation.files.table import FileNotUsable, Head, Row, Table, check_size

SEPARATORS = {";": "puntkomma", ",": "komma", "\t": "tab"}
# Longest mark first: the mark of UTF-16 is the beginning of the mark of UTF-32.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
ROWS_TO_JUDGE = 50


def read_delimited(content: bytes) -> Table:
    """The table in a text file; raises `FileNotUsable`."""
    text, encoding = decode(content)
    text, announced = _without_announcement(text)
    if not text.strip():
        raise FileNotUsable("Het bestand is leeg.")
    separator = announced or separator_of(text)
    records = list(_records(text, separator))
    heads = _heads(records[0][1])
    rows = tuple(Row(number, _cells(record, len(heads))) for number, record in records[1:])
    return Table(heads, rows, ("CSV-bestand", f"tekens: {encoding}", f"scheidingsteken: {SEPARATORS[separator]}"))


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: a mark decides, then strict UTF-8, then Windows-1252."""
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return _strict(content, codec, name), name
    if b"\0" in content:
        codec = "utf-16-le" if content[1::2].count(0) >= content[::2].count(0) else "utf-16-be"
        text = _strict(content, codec, "UTF-16")
        if "\0" in text:
            raise _not_text()
        return text, "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _strict(content, "cp1252", "Windows-1252"), "Windows-1252"


def _strict(content: bytes, codec: str, name: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _not_text() -> FileNotUsable:
    return FileNotUsable(
        "Wij kunnen de tekens in dit bestand niet lezen. Bewaar het in Excel als ‘CSV UTF-8’ en probeer het opnieuw."
    )


def _without_announcement(text: str) -> tuple[str, str]:
    """Excel may name the separator on a first line of its own."""
    first, _, rest = text.partition("\n")
    first = first.rstrip("\r")
    if len(first) == 5 and first.startswith("sep=") and first[4] in SEPARATORS:
        return rest, first[4]
    return text, ""


def separator_of(text: str) -> str:
    """The separator with which most rows are as wide as the head; a comma when there is one column."""
    best, best_score = ",", (0.0, 1)
    for separator in SEPARATORS:
        widths = _widths(text, separator)
        if not widths or widths[0] < 2:
            continue
        score = (sum(width == widths[0] for width in widths) / len(widths), widths[0])
        if score > best_score:
            best, best_score = separator, score
    return best


def _widths(text: str, separator: str) -> list[int]:
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            if record:
                widths.append(len(record))
            if len(widths) == ROWS_TO_JUDGE:
                break
    except csv.Error:
        return []
    return widths


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, width = 0, 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileNotUsable(
                f"In rij {number} van het bestand kloppen de aanhalingstekens niet, of een cel is veel te lang. "
                "Bewaar het bestand opnieuw als CSV."
            ) from error
        if record or width:
            width = width or len(record)
            check_size(number, width)
            yield number, record


def _heads(record: list[str]) -> tuple[Head, ...]:
    return tuple(Head(name) for name in record)


def _cells(record: list[str], width: int) -> tuple[str, ...]:
    """The cells of one row. An empty line is a row without cells filled; empty cells beyond the head mean nothing."""
    if not record:
        return ("",) * width
    while len(record) > width and not record[-1]:
        record.pop()
    return tuple(record)
