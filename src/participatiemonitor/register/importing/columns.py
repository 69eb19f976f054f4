"""Finding the columns of a mapping in a table, and what each column is used for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import Table, fold, letters
from participatiemonitor.register.importing.mapping import MappedField, RegisterMapping
from participatiemonitor.register.importing.mapping_file import COLUMN_IN_TEXT

SHOWN_NAMES = 12


@dataclass(frozen=True, slots=True)
class FoundField:
    """A mapped field with the places (from 0) of its columns: first the column itself, then those to fall back on."""

    mapped: MappedField
    places: tuple[int, ...] = ()
    # For a sentence made of columns: each column by its name.
    parts: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """The fields that this table can fill, and sentences about those it cannot."""

    fields: tuple[FoundField, ...]
    not_found: tuple[str, ...]

    def used_for(self, place: int) -> tuple[str, ...]:
        """The labels of the fields that read this column."""
        return tuple(
            found.mapped.field.label
            for found in self.fields
            if place in found.places or place in (found.parts or {}).values()
        )


def find_columns(mapping: RegisterMapping, table: Table) -> FoundColumns:
    """The columns of the mapping in this table; raises `MappingNotUsable` when one that is needed is not there."""
    search = _Search(table)
    fields = tuple(found for mapped in mapping.fields if (found := search.field(mapped)))
    if search.problems:
        raise MappingNotUsable(tuple(search.problems))
    return FoundColumns(fields, tuple(search.not_found))


class _Search:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.positions: defaultdict[str, list[int]] = defaultdict(list)
        for place, head in enumerate(table.heads):
            self.positions[_plain(head.name)].append(place)
        self.problems: list[str] = []
        self.not_found: list[str] = []

    def field(self, mapped: MappedField) -> FoundField | None:
        if mapped.constant:
            return FoundField(mapped)
        if mapped.text:
            names = tuple(COLUMN_IN_TEXT.findall(mapped.text))
            places = {name: place for name in names if (place := self._place((name,))) is not None}
            if len(places) < len(set(names)):
                self._lacks(mapped, tuple(name for name in names if name not in places), all_of_them=True)
                return None
            return FoundField(mapped, parts=places)
        first = self._place(mapped.columns)
        if first is None:
            self._lacks(mapped, mapped.columns)
        others = (self._place((name,)) for name in mapped.otherwise)
        found = tuple(place for place in (first, *others) if place is not None)
        return FoundField(mapped, found) if found else None

    def _place(self, names: tuple[str, ...]) -> int | None:
        """The column with the first of these names that is there; a name that two columns have is a problem."""
        for name in names:
            here = self.positions.get(_plain(name), [])
            if len(here) > 1:
                where = " en ".join(letters(place) for place in here)
                sentence = f"De kolom ‘{name}’ komt {len(here)} keer voor, in {where}. Geef ze verschillende namen."
                if sentence not in self.problems:
                    self.problems.append(sentence)
            if here:
                return here[0]
        return None

    def _lacks(self, mapped: MappedField, names: tuple[str, ...], *, all_of_them: bool = False) -> None:
        wanted = (" en " if all_of_them else " of ").join(f"‘{name}’" for name in names[:3])
        if mapped.is_needed:
            heads = "; ".join(head.name for head in self.table.heads[:SHOWN_NAMES] if head.name)
            self.problems.append(
                f"Wij vinden geen kolom {wanted} voor ‘{mapped.field.label}’. "
                f"In de eerste rij staan: {heads or 'geen namen'}.{self._other_sheets()}"
            )
        else:
            self.not_found.append(f"{mapped.field.label}: er is geen kolom {wanted}")

    def _other_sheets(self) -> str:
        others = [name for name in self.table.sheets if name != self.table.sheet]
        if not others:
            return ""
        return (
            f" Wij keken op het werkblad ‘{self.table.sheet}’. Er is ook: {', '.join(f'‘{name}’' for name in others)}."
        )


def unused_columns(found: FoundColumns, table: Table) -> Iterator[int]:
    """The places of columns with a name that no field reads."""
    return (place for place, head in enumerate(table.heads) if head.name.strip() and not found.used_for(place))


def _plain(name: str) -> str:
    """Capitals do not count, nor the star and the colon that people put behind a name."""
    return fold(name).rstrip(" *:")
