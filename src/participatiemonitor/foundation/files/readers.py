"""From the bytes of a file to a table. What the bytes are decides; a name that says otherwise is refused."""

from pathlib import PurePath

from participatiemonitor.foundation.files.delimited import read_delimited
from participatiemonitor.foundation.files.spss import read_spss
from participatiemonitor.foundation.files.table import FileNotUsable, Table
from participatiemonitor.foundation.files.workbook import read_workbook

CSV, EXCEL, SPSS = "CSV", "Excel", "SPSS"
ENDINGS = {".csv": CSV, ".txt": CSV, ".tsv": CSV, ".xlsx": EXCEL, ".xlsm": EXCEL, ".sav": SPSS, ".zsav": SPSS}
# An ending that is read, but that nobody needs to be told of.
UNTOLD = (".xlsm",)
# What people send instead, and what they can do about it.
OTHERS = (
    (b"\xd0\xcf\x11\xe0", "een oud Excel-bestand (.xls) of een bestand met een wachtwoord", ".xlsx"),
    (b"%PDF", "een PDF", "CSV of .xlsx"),
    (b"{\\rtf", "een tekstdocument", "CSV of .xlsx"),
    (b"<!doctype html", "een webpagina", "CSV of .xlsx"),
    (b"<html", "een webpagina", "CSV of .xlsx"),
    (b"<?xml", "een XML-bestand", "CSV of .xlsx"),
    (b"\x89png", "een afbeelding", "CSV of .xlsx"),
    (b"\xff\xd8\xff", "een afbeelding", "CSV of .xlsx"),
    (b"gif8", "een afbeelding", "CSV of .xlsx"),
    (b"\x1f\x8b", "een ingepakt bestand", "CSV of .xlsx"),
    (b"7z\xbc\xaf", "een ingepakt bestand", "CSV of .xlsx"),
)


def read_table(content: bytes, name: str, *, sheet: str = "", kinds: tuple[str, ...] = (CSV, EXCEL, SPSS)) -> Table:
    """The table in this file, of one of these kinds. Raises `FileNotUsable` with a sentence for its owner."""
    if not content:
        raise FileNotUsable("Het bestand is leeg.")
    kind = _kind(content)
    claimed = ENDINGS.get(PurePath(name).suffix.lower())
    if claimed not in kinds:
        raise FileNotUsable(f"Wij lezen bestanden die eindigen op {_endings(kinds)}.")
    if claimed != kind:
        raise FileNotUsable(f"Volgens de naam is dit een {claimed}-bestand, maar de inhoud is van een {kind}-bestand.")
    if sheet and kind != EXCEL:
        raise FileNotUsable("U koos een werkblad, maar alleen een Excel-bestand heeft werkbladen.")
    table = {CSV: read_delimited, EXCEL: lambda data: read_workbook(data, sheet), SPSS: read_spss}[kind](content)
    if not table.rows:
        raise FileNotUsable("In het bestand staan alleen kolomnamen. Er staan geen rijen onder.")
    return table


def _endings(kinds: tuple[str, ...]) -> str:
    told = [ending for ending, kind in ENDINGS.items() if kind in kinds and ending not in UNTOLD]
    return f"{', '.join(told[:-1])} of {told[-1]}"


def _kind(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return EXCEL
    if content.startswith((b"$FL2", b"$FL3")):
        return SPSS
    start = content[:64].lstrip().lower()
    for mark, what, better in OTHERS:
        if start.startswith(mark.lower()):
            raise FileNotUsable(f"Dit is {what}. Dat kunnen wij niet inlezen. Bewaar het bestand als {better}.")
    return CSV


def size_refusal(size: int, largest: int) -> str:
    """The sentence for a file that is too large, or nothing."""
    if size <= largest:
        return ""
    return (
        f"Het bestand is {_megabytes(size)} MB. Wij lezen bestanden tot en met {_megabytes(largest)} MB. "
        "Haal kolommen weg die u niet nodig hebt, of lees het in delen in."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0").replace(".", ",")
