"""From the text in a cell to the stored value of an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from participatiemonitor.fieldwork.importing.mapping import MappedQuestion
from participatiemonitor.foundation.files.table import Head, fold
from participatiemonitor.questions.definition import NOT_APPLICABLE, UNKNOWN, Value
from participatiemonitor.questions.types.number import normalised
from peilstok.frame import MissingReason


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a value, a reason why there is none, or a text that the mapping does not know."""

    value: Value | None = None
    missing: MissingReason | None = None
    # The place of the column and the text that was not understood.
    unknown: tuple[int, str] | None = None


SKIPPED = Reading(missing=MissingReason.SKIPPED)
NOT_KNOWN = Reading(UNKNOWN, MissingReason.NOT_KNOWN)
NOT_APPLICABLE_READING = Reading(NOT_APPLICABLE, MissingReason.NOT_APPLICABLE)

type Cells = tuple[str, ...]
type Reader = Callable[[Cells], Reading]


def reader_for(question: MappedQuestion, places: tuple[int, ...], heads: tuple[Head, ...]) -> Reader:
    """A function from the cells of a row to what they say about this question."""
    if not places:
        fixed = _constant(question)
        return lambda _cells: fixed
    if question.choices:
        return _choices(question, places, heads)
    place, head, missing = places[0], heads[places[0]], _missing_readings(question)
    if question.type == "open":
        return lambda cells: _open(cells[place], missing)
    if question.type == "number":
        return lambda cells: _without_value(_named(cells[place], head, missing)) or _number(place, cells[place])
    known = missing | _answer_readings(question)
    if question.separator:
        return lambda cells: _several(place, cells[place], question.separator, known)
    return lambda cells: _named(cells[place], head, known) or Reading(unknown=(place, cells[place]))


def _missing_readings(question: MappedQuestion) -> dict[str, Reading]:
    found = {fold(text): SKIPPED for text in question.missing.skipped}
    found |= {fold(text): NOT_KNOWN for text in question.missing.not_known}
    return found | {fold(text): NOT_APPLICABLE_READING for text in question.missing.not_applicable}


def _answer_readings(question: MappedQuestion) -> dict[str, Reading]:
    return {
        fold(text): NOT_KNOWN if answer.code == UNKNOWN else Reading(answer.code)
        for answer in question.answers
        for text in (answer.reads or (answer.label, answer.code))
    }


def _named(text: str, head: Head, known: Mapping[str, Reading]) -> Reading | None:
    """A text that the mapping names, by itself or by its label in the file; nothing and SPSS-missing are skipped."""
    found = known.get(fold(text))
    if found is None and text in head.value_labels:
        found = known.get(fold(head.value_labels[text]))
    if found is None and (not text.strip() or text in head.user_missing):
        return SKIPPED
    return found


def _number(place: int, text: str) -> Reading:
    typed = normalised(text)
    return Reading(unknown=(place, text)) if typed is None else Reading(typed)


def _without_value(reading: Reading | None) -> Reading | None:
    """Types without an answer "weet ik niet": whatever the reason, it counts as skipped."""
    return reading and SKIPPED


def _open(text: str, missing: Mapping[str, Reading]) -> Reading:
    """A written answer. Whoever writes that he does not know has written nothing to read."""
    return SKIPPED if not text.strip() or fold(text) in missing else Reading(text.strip())


def _constant(question: MappedQuestion) -> Reading:
    if question.type in ("open", "number"):
        return Reading(normalised(question.constant) or question.constant)
    return _answer_readings(question)[fold(question.constant)]


def _several(place: int, text: str, separator: str, known: Mapping[str, Reading]) -> Reading:
    """Several choices in one cell, such as ‘Fiets;Auto’."""
    whole = known.get(fold(text))
    if whole is not None and whole.missing is not None:
        return SKIPPED
    codes: list[str] = []
    for part in text.split(separator):
        if not part.strip():
            continue
        found = known.get(fold(part))
        if found is None or not isinstance(found.value, str):
            return Reading(unknown=(place, part.strip()))
        codes.append(found.value)
    return Reading(codes) if codes else SKIPPED


def _choices(question: MappedQuestion, places: tuple[int, ...], heads: tuple[Head, ...]) -> Reader:
    """A column per choice. All cells empty is skipped; an explicit "no" somewhere means that it was answered."""
    missing = _missing_readings(question)
    columns = [
        (
            place,
            heads[place],
            choice.code,
            {fold(text) for text in choice.chosen},
            {fold(text) for text in choice.not_chosen},
        )
        for place, choice in zip(places, question.choices, strict=True)
    ]

    def read(cells: Cells) -> Reading:
        chosen: list[str] = []
        is_answered = False
        for place, head, code, yes, no in columns:
            text = cells[place]
            said = {fold(text), fold(head.value_labels.get(text, text))}
            if said & yes:
                chosen.append(code)
            elif said & no:
                is_answered = True
            elif not _named(text, head, missing):
                return Reading(unknown=(place, text))
        return Reading(chosen) if chosen or is_answered else SKIPPED

    return read
