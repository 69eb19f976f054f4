"""What stands on a paper, before anybody decides how it looks. Pure.

One paper feeds the page, the PDF and the Word file, so that the three cannot differ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.formats import date_format

Tone = Literal["", "missing", "warning", "quiet"]

EMPTY = "nog niet ingevuld"
# Signs that XML refuses, and signs that turn the text around them: neither belongs in a paper.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def day_text(day: date) -> str:
    """A date written out: 5 december 2026."""
    return date_format(day, "j F Y")


def clean(text: str) -> str:
    """A text as every kind of file takes it: one sign for the end of a line, none that break a file."""
    return _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text. Of what is missing `place` names where somebody fills it in, and `gap` what it is."""

    text: str
    tone: Tone = ""
    place: str = ""
    gap: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


def missing(place: str, gap: str, text: str = EMPTY) -> Said:
    """What nobody filled in yet."""
    return Said(text, "missing", place, gap)


def said(text: str, place: str, gap: str) -> Said:
    """A text that somebody typed, or the words that it is still empty."""
    return Said(text) if clean(text) else missing(place, gap)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, with a label in front when it answers something."""

    said: Said
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered when the order counts; `label` stands above it."""

    items: tuple[Said, ...]
    label: str = ""
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head, named by its section. The first cell of every row names the row.

    `widths` are shares of the whole.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    widths: tuple[int, ...]

    @property
    def named_rows(self) -> list[list[tuple[str, Said]]]:
        """Every cell with the head of its column, for readers who see one cell at a time."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


type Part = Paragraph | Bullets | Grid


@dataclass(frozen=True, slots=True)
class PaperSection:
    """One part of a paper under a heading. A wide one takes the whole width, others stand in two columns."""

    key: str
    title: str
    parts: tuple[Part, ...]
    is_wide: bool = False
    is_warning: bool = False

    @property
    def names(self) -> list[tuple[str, Said]]:
        """Every piece of text with the label it has on the paper."""
        found: list[tuple[str, Said]] = []
        for part in self.parts:
            if isinstance(part, Paragraph):
                found.append((part.label or self.title, part.said))
            elif isinstance(part, Bullets):
                found += [(part.label or self.title, item) for item in part.items]
            else:
                found += [(head, cell) for row in part.rows for head, cell in zip(part.head, row, strict=True)]
        return found


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not filled in yet, with the place where that is done."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: what it is, what it is about, and its sections in their order."""

    kind: str
    about_kind: str
    title: str
    about: str
    track: str
    municipality: str
    made_on: date
    lines: tuple[str, ...]
    sections: tuple[PaperSection, ...]

    def __post_init__(self) -> None:
        for name in ("title", "about", "municipality"):
            object.__setattr__(self, name, clean(getattr(self, name)))
        object.__setattr__(self, "lines", tuple(clean(line) for line in self.lines))

    @property
    def foot(self) -> str:
        """What stands at the foot of every page."""
        return f"{self.kind} {self.about} · gemeente {self.municipality} · gemaakt op {day_text(self.made_on)}"

    @property
    def top(self) -> tuple[PaperSection, ...]:
        """What stands over the whole width, before the columns."""
        return tuple(section for section in self.sections if section.is_wide)

    @property
    def columns(self) -> tuple[PaperSection, ...]:
        """What stands in two columns."""
        return tuple(section for section in self.sections if not section.is_wide)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is not filled in yet, each thing once."""
        found = [
            Gap(one.gap, one.place) for section in self.sections for _, one in section.names if one.tone == "missing"
        ]
        return tuple(dict.fromkeys(found))

    @property
    def length(self) -> int:
        """About how much stands on it, to choose a size of type: signs, and more for everything that takes a line."""
        return sum(len(text) for text in self.texts()) + 55 * sum(1 for _ in self.texts())

    def texts(self) -> Iterator[str]:
        """Every text in the order in which it stands: what all three forms must hold."""
        yield from (self.about_kind, self.title, *(line for line in self.lines if line))
        for section in (*self.top, *self.columns):
            yield section.title
            for part in section.parts:
                yield from _texts(part)


def _texts(part: Part) -> Iterator[str]:
    match part:
        case Paragraph():
            yield from (text for text in (part.label, part.said.text) if text)
        case Bullets():
            yield from (text for text in (part.label, *(item.text for item in part.items)) if text)
        case Grid():
            yield from (*part.head, *(cell.text for row in part.rows for cell in row))
