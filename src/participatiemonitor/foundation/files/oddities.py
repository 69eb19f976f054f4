"""What a table of texts cannot tell about a sheet: merged cells, and formulas that were never computed."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Any

from participatiemonitor.foundation.files.table import tidy
from participatiemonitor.foundation.files.workbook import broken

_RANGE = re.compile(r"[A-Z]+(\d+)(?::[A-Z]+(\d+))?")


@dataclass(frozen=True, slots=True)
class Oddities:
    """Cells by their name in the sheet, such as C4 or A3:A5."""

    merged: tuple[str, ...] = ()
    formulas: int = 0
    without_outcome: frozenset[str] = frozenset()

    def merged_between(self, first: int, last: int) -> tuple[str, ...]:
        """The merged cells that touch these rows."""
        return tuple(name for name in self.merged if (rows := _rows(name)) and rows[0] <= last and rows[1] >= first)


def oddities_of(content: bytes, sheet: str) -> Oddities:
    """The odd cells of one sheet of a workbook that could be read; raises `FileNotUsable`."""
    with broken(), zipfile.ZipFile(io.BytesIO(content)) as package, package.open(_part(package, sheet)) as part:
        merged: list[str] = []
        without_outcome: list[str] = []
        formulas = 0
        for name, element in _elements(part):
            if name == "mergeCell":
                merged.append(element.get("ref", ""))
            elif any(_local(child.tag) == "f" for child in element):
                formulas += 1
                if not _has_outcome(element):
                    without_outcome.append(element.get("r", ""))
        return Oddities(tuple(merged), formulas, frozenset(without_outcome))


def _elements(part: Any) -> Iterator[tuple[str, Any]]:
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415 slow import; the parser that refuses bombs

    for _, element in iterparse(part):
        name = _local(element.tag)
        if name in ("c", "mergeCell"):
            yield name, element
        if name in ("row", "mergeCell"):
            element.clear()


def _has_outcome(cell: Any) -> bool:
    """An outcome may be an empty text; then the cell says that it is a text."""
    return cell.get("t") == "str" or any(_local(child.tag) == "v" and child.text for child in cell)


def _part(package: zipfile.ZipFile, sheet: str) -> str:
    """The part of the package that holds this sheet."""
    from openpyxl.xml.functions import fromstring  # noqa: PLC0415 slow import; the parser that refuses bombs

    targets = {
        element.get("Id"): element.get("Target", "")
        for element in fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    for element in fromstring(package.read("xl/workbook.xml")).iter():
        if _local(element.tag) == "sheet" and tidy(element.get("name", "")) == sheet:
            link = next(value for name, value in element.items() if _local(name) == "id")
            target = targets[link]
            return target.removeprefix("/") if target.startswith("/") else normpath(join("xl", target))
    raise KeyError(sheet)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _rows(name: str) -> tuple[int, int] | None:
    found = _RANGE.fullmatch(name)
    return (int(found[1]), int(found[2] or found[1])) if found else None
