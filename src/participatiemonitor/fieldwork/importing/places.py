"""Finding the columns that a mapping names in a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from participatiemonitor.fieldwork.importing.mapping import AnswerMapping, MappedQuestion, Place
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import Table, letters, tidy


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """For each question its column (several for a choice per column, none for a constant), and the filters'."""

    questions: Mapping[str, tuple[int, ...]]
    filters: tuple[int, ...]


def find_places(mapping: AnswerMapping, table: Table) -> FoundPlaces:
    """All columns of the mapping in this table; raises `MappingNotUsable` naming every one that is not there."""
    problems: list[str] = []
    positions = table.positions()

    def find(place: Place, where: str) -> int:
        found, problem = _find(place, table, positions)
        if problem:
            problems.append(f"{where}: {problem}")
        return found

    questions = {
        question.code: tuple(find(place, f"vraag ‘{question.code}’") for place in places_of(question))
        for question in mapping.questions
    }
    filters = tuple(find(one.place, f"filter {number}") for number, one in enumerate(mapping.filters, start=1))
    if problems:
        raise MappingNotUsable(tuple(problems))
    return FoundPlaces(questions, filters)


def places_of(question: MappedQuestion) -> tuple[Place, ...]:
    """The columns that a question reads."""
    if question.choices:
        return tuple(choice.place for choice in question.choices)
    return () if question.place is None else (question.place,)


def _find(place: Place, table: Table, positions: Mapping[str, tuple[int, ...]]) -> tuple[int, str]:
    if place.position is not None:
        return _find_position(place.position, place.name, table)
    here = positions.get(tidy(place.name), ())
    if len(here) == 1:
        return here[0], ""
    if here:
        columns = " en ".join(f"{letters(at)} (nummer {at + 1})" for at in here)
        return -1, (
            f"de kolom ‘{place.name}’ komt {len(here)} keer voor, in {columns}. "
            "Geef de kolommen in het bestand verschillende namen, of noem in de indeling ook ‘position’."
        )
    near = get_close_matches(tidy(place.name), positions, n=1)
    hint = f" Wel: ‘{near[0]}’." if near else ""
    return -1, f"de kolom ‘{place.name}’ staat niet in het bestand.{hint}"


def _find_position(position: int, name: str, table: Table) -> tuple[int, str]:
    if position > len(table.heads):
        return -1, f"kolom {position} bestaat niet. Het bestand heeft {len(table.heads)} kolommen."
    there = table.heads[position - 1].name
    if name and tidy(name) != tidy(there):
        return -1, f"in kolom {position} staat ‘{there}’ en niet ‘{name}’."
    return position - 1, ""
