"""SPSS files (.sav and .zsav), with labels and the missing values that the makers of the file named."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from participatiemonitor.foundation.files.table import FileNotUsable, Head, Row, Table, check_size
from participatiemonitor.foundation.files.workbook import as_text


def read_spss(content: bytes) -> Table:
    """The table in an SPSS file; raises `FileNotUsable`."""
    import pyreadstat  # noqa: PLC0415 slow import

    try:
        _, about = pyreadstat.read_sav(io.BytesIO(content), metadataonly=True)
        check_size(about.number_rows or 0, about.number_columns or 0)
        columns, about = pyreadstat.read_sav(io.BytesIO(content), output_format="dict", user_missing=True)
    except FileNotUsable:
        raise
    # The reader raises errors of its own and, for odd dates and texts, others.
    except Exception as error:
        raise FileNotUsable(
            "Dit SPSS-bestand is beschadigd of geen echt SPSS-bestand. Bewaar het in SPSS opnieuw."
        ) from error
    names = list(columns)
    texts = [[as_text(value) for value in columns[name]] for name in names]
    heads = tuple(_head(name, about, cells) for name, cells in zip(names, texts, strict=True))
    rows = tuple(Row(number, cells) for number, cells in enumerate(zip(*texts, strict=True), start=2))
    return Table(heads, rows, ("SPSS-bestand", f"tekens: {about.file_encoding or 'onbekend'}"))


def _head(name: str, about: Any, cells: Sequence[str]) -> Head:
    labels: Mapping[object, object] = about.variable_value_labels.get(name, {})
    ranges: list[Mapping[str, Any]] = about.missing_ranges.get(name, [])
    codes = {*cells, *map(as_text, labels), *(as_text(span["lo"]) for span in ranges if span["lo"] == span["hi"])}
    return Head(
        name=name,
        label=str(about.column_names_to_labels.get(name) or ""),
        value_labels={as_text(code): str(label) for code, label in labels.items()},
        user_missing=frozenset(code for code in codes if code and _is_missing(code, ranges)),
    )


def _is_missing(code: str, ranges: list[Mapping[str, Any]]) -> bool:
    for span in ranges:
        low, high = span["lo"], span["hi"]
        if isinstance(low, str) or isinstance(high, str):
            if code in (low, high):
                return True
        elif _number(code) is not None and low <= (_number(code) or 0) <= high:
            return True
    return False


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
