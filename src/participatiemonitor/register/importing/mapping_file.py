"""From the text of a mapping file (TOML) to a `RegisterMapping`, or all its mistakes as sentences."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from participatiemonitor.foundation.files.sections import MappingNotUsable, Section, read_toml
from participatiemonitor.foundation.files.table import fold
from participatiemonitor.register.importing.fields import BY_KEY, FIELDS, RegisterField, Sort
from participatiemonitor.register.importing.mapping import MappedField, RegisterMapping

FOLDER = Path(__file__).parent / "mappings"
TEMPLATE = "sjabloon"
UNKNOWN = ("refuse", "leave")
DATES = ("day-first", "month-first", "year")
SOURCE_LENGTH = 60
COLUMN_IN_TEXT = re.compile(r"\{([^{}]*)\}")


@cache
def named_mappings() -> Mapping[str, RegisterMapping]:
    """The mappings that come with the product, by their name: the template first."""
    names = sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda name: (name != TEMPLATE, name))
    return {name: read_mapping((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in names}


def read_mapping(text: str) -> RegisterMapping:
    """The mapping in this text; raises `MappingNotUsable` with every mistake found."""
    root = read_toml(text)
    unknown = root.choice("unknown", UNKNOWN, default="refuse")
    part = root.table("fields")
    mapping = RegisterMapping(
        name=root.text("name", needed=True),
        source=root.text("source", needed=True),
        sheet=root.text("sheet"),
        example=root.text("example"),
        fields=tuple(_fields(part, unknown)),
    )
    if len(mapping.source) > SOURCE_LENGTH:
        root.problems.append(f"‘source’ mag hooguit {SOURCE_LENGTH} tekens hebben.")
    root.finish()
    root.problems += _missing(mapping)
    if root.problems:
        raise MappingNotUsable(tuple(root.problems))
    return mapping


def _fields(part: Section, unknown: str) -> Iterator[MappedField]:
    known = [field.key for field in FIELDS]
    for key in part.names():
        section = Section(part.raw(key), f"[fields.{key}]", part.problems)
        if key in BY_KEY:
            yield _field(section, BY_KEY[key], unknown)
        else:
            section.wrong(f"dit veld kennen wij niet. Kies uit {', '.join(known)}")


def _field(part: Section, field: RegisterField, unknown: str) -> MappedField:
    mapped = MappedField(
        field=field,
        columns=part.texts("column"),
        otherwise=part.texts("otherwise"),
        text=part.text("text"),
        constant=part.text("constant"),
        words=_words(part.table("words"), field),
        unknown=part.choice("unknown", UNKNOWN, default=unknown),
        dates=part.choice("dates", DATES, default="day-first"),
        is_needed=part.flag("needed") or field.key == "title",
    )
    if sum(bool(way) for way in (mapped.columns, mapped.text, mapped.constant)) != 1:
        part.wrong("noem één van de drie: ‘column’, ‘text’ of ‘constant’")
    if mapped.text and not COLUMN_IN_TEXT.search(mapped.text):
        part.wrong("in ‘text’ staat geen kolom. Zet de naam van een kolom tussen accolades, of gebruik ‘constant’")
    if mapped.otherwise and not mapped.columns:
        part.wrong("‘otherwise’ hoort bij ‘column’")
    if mapped.constant and field.words and fold(mapped.constant) not in mapped.words:
        part.wrong(f"‘{mapped.constant}’ kennen wij niet bij ‘{field.label}’")
    part.finish()
    return mapped


def _words(part: Section, field: RegisterField) -> Mapping[str, str]:
    """Every text that has a meaning for this field: our own words and codes, and those of the mapping."""
    if field.sort is Sort.TEXT:
        return {fold(text): part.text(text) for text in part.names()}
    if field.sort not in (Sort.WORD, Sort.ROLE):
        if part.names():
            part.wrong(f"‘{field.label}’ heeft geen vaste woorden")
        return {}
    own = {fold(text): code for code, word in field.words.items() for text in (word, code)}
    found = dict(own)
    for text in part.names():
        meant = part.text(text)
        if fold(meant) in own:
            found[fold(text)] = own[fold(meant)]
        else:
            part.wrong(f"‘{meant}’ kennen wij niet. Kies uit {', '.join(field.choices)}")
    return found


def _missing(mapping: RegisterMapping) -> Iterator[str]:
    keys = {mapped.field.key for mapped in mapping.fields}
    if "title" not in keys:
        yield "[fields.title] ontbreekt: zonder titel komt er niets in het register."
    if not keys & {"kind", "track"}:
        yield "[fields.kind] of [fields.track] ontbreekt: noem de soort, of wie het initiatief heeft."
