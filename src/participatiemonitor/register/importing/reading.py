"""From the text in a cell to the value that the register keeps."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from participatiemonitor.foundation.files.table import fold
from participatiemonitor.register.importing.fields import Sort
from participatiemonitor.register.importing.mapping import MappedField

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
YEARS = range(1900, 2101)
MOST_PEOPLE = 10_000_000
# What Excel writes in a cell that it could not compute.
EXCEL_ERRORS = frozenset({"#N/A", "#N/B", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"})
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: \d{1,2}:\d{2}.*)?", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2}) ([a-z]{3,9})\.? (\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}(?:\.0)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,12}(?:[.,]0{1,2})?", re.ASCII)
# Control signs and halves of signs: PostgreSQL refuses some, and nobody can see them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WEB = URLValidator(schemes=("http", "https"))

type Value = str | int | date


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says: a value, nothing, or why it cannot be used."""

    value: Value | None = None
    problem: str = ""


EMPTY = CellReading()


def clean(text: str) -> str:
    """The text as the register keeps it: lines stay, marks that cannot be seen go."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read_cell(text: str, mapped: MappedField) -> CellReading:
    """What this text says about this field. Whether a role fits is judged with the rest of the row."""
    if not text:
        return EMPTY
    if text.upper() in EXCEL_ERRORS:
        return CellReading(problem="In deze cel staat een fout van Excel. Verbeter de formule of typ de tekst.")
    return READERS[mapped.field.sort](text, mapped)


def _text(text: str, mapped: MappedField) -> CellReading:
    """A free text, in other words where the mapping says so, and not longer than the register keeps."""
    found, longest = mapped.words.get(fold(text), text) if mapped.words else text, mapped.field.longest
    if longest and len(found) > longest:
        return CellReading(problem=f"Maak dit korter: hoogstens {longest} tekens.")
    return CellReading(found)


def _word(text: str, mapped: MappedField) -> CellReading:
    """One of the words of this field, or a word that the mapping gives a meaning."""
    code = mapped.words.get(fold(text))
    if code is None:
        words = ", ".join(f"‘{word}’" for word in mapped.field.choices)
        return CellReading(problem=f"Dit kennen wij niet bij ‘{mapped.field.label}’. Kies uit: {words}.")
    return CellReading(code)


def _number(text: str, mapped: MappedField) -> CellReading:
    """A number of people: 1200, 1.200, or 50.0 as programs write it."""
    typed = re.sub(r"\s", "", text)
    if not _WHOLE.fullmatch(typed):
        return CellReading(problem="Vul een heel getal in, bijvoorbeeld 120.")
    number = int(re.sub(r"[.,]0{1,2}$", "", typed).replace(".", ""))
    if not 1 <= number <= MOST_PEOPLE:
        return CellReading(problem="Vul een getal tussen 1 en 10 miljoen in, of laat de cel leeg.")
    return CellReading(number)


def _day(text: str, mapped: MappedField) -> CellReading:
    """A date, written with numbers or with the name of the month."""
    if mapped.dates == "year" and _YEAR.fullmatch(text):
        return _date(int(text[:4]), 1, 1)
    typed = fold(text)
    if found := _ISO.fullmatch(typed.upper()):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(typed):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        return _date(year, first, second) if mapped.dates == "month-first" else _date(year, second, first)
    if found := _WRITTEN.fullmatch(typed):
        month = next((at for at, name in enumerate(MONTHS, start=1) if name.startswith(found[2])), 0)
        return _date(int(found[3]), month, int(found[1]))
    return CellReading(problem="Dit is geen datum die wij kennen. Schrijf de datum als 31-12-2026.")


def _date(year: int, month: int, day: int) -> CellReading:
    try:
        found = date(year, month, day)
    except ValueError:
        return CellReading(problem="Deze datum bestaat niet. Schrijf de datum als 31-12-2026.")
    if found.year not in YEARS:
        return CellReading(problem=f"Het jaar {year} kan niet kloppen. Schrijf de datum als 31-12-2026.")
    return CellReading(found)


def _person(text: str, mapped: MappedField) -> CellReading:
    """An e-mail address; whether it is somebody of the municipality is asked later."""
    try:
        validate_email(text)
    except ValidationError:
        return CellReading(problem="Dit is geen e-mailadres. Vul het adres in waarmee deze persoon inlogt.")
    return CellReading(text.lower())


def _address(text: str, mapped: MappedField) -> CellReading:
    """The address of a page."""
    address = f"https://{text}" if text.lower().startswith("www.") else text
    try:
        _WEB(address)
    except ValidationError:
        return CellReading(problem="Dit is geen webadres. Een webadres begint met https://.")
    return _text(address, mapped)


READERS: Mapping[Sort, Callable[[str, MappedField], CellReading]] = {
    Sort.TEXT: _text,
    Sort.WORD: _word,
    Sort.ROLE: _word,
    Sort.DAY: _day,
    Sort.NUMBER: _number,
    Sort.PERSON: _person,
    Sort.ADDRESS: _address,
}
