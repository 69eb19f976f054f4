"""A mapping laid over a table: the forms to store, and an account of every row. Pure; stores nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from participatiemonitor.fieldwork.importing.cells import Reading, reader_for
from participatiemonitor.fieldwork.importing.mapping import AnswerMapping, MappedQuestion
from participatiemonitor.fieldwork.importing.places import FoundPlaces, find_places
from participatiemonitor.fieldwork.importing.report import ImportReport, QuestionCount, Refusal
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import Row, Table, fold, letters
from participatiemonitor.questions.definition import Value
from participatiemonitor.questions.types import type_of
from peilstok.frame import MissingReason

type Form = Mapping[str, Value]
# Different unknown texts named per question in the report.
SHOWN_TEXTS = 5


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be stored, and the account of it."""

    forms: tuple[Form, ...]
    report: ImportReport


def plan_import(table: Table, mapping: AnswerMapping, file_name: str) -> ImportPlan:
    """Read every row through the mapping. Raises `MappingNotUsable` when mapping and file do not fit at all."""
    places = find_places(mapping, table)
    _check_constants(mapping)
    readers = {
        question.code: reader_for(question, places.questions[question.code], table.heads)
        for question in mapping.questions
    }
    tally = _Tally(table, mapping, places)
    for row in table.rows:
        tally.take(row, {code: reader(row.cells) for code, reader in readers.items()} if tally.fits(row) else {})
    return ImportPlan(tuple(tally.forms), tally.report(file_name))


def _check_constants(mapping: AnswerMapping) -> None:
    """A constant of a closed question must be one of its answers."""
    problems = tuple(
        f"vraag ‘{question.code}’: ‘{question.constant}’ is geen antwoord bij deze vraag."
        for question in mapping.questions
        if question.constant and question.answers and not _is_answer(question)
    )
    if problems:
        raise MappingNotUsable(problems)


def _is_answer(question: MappedQuestion) -> bool:
    texts = (text for answer in question.answers for text in (answer.reads or (answer.label, answer.code)))
    return fold(question.constant) in map(fold, texts)


class _Tally:
    """Counts while the rows go by."""

    def __init__(self, table: Table, mapping: AnswerMapping, places: FoundPlaces) -> None:
        self.table, self.mapping = table, mapping
        self.filters = [
            (place, frozenset(fold(text) for text in one.only))
            for place, one in zip(places.filters, mapping.filters, strict=True)
        ]
        self.asked = {code for code, columns in places.questions.items() if columns}
        self.forms: list[Form] = []
        self.refusals: list[Refusal] = []
        self.rows: Counter[str] = Counter()
        self.reasons: dict[str, Counter[MissingReason | None]] = {one.code: Counter() for one in mapping.questions}
        self.unknown: dict[str, Counter[str]] = {one.code: Counter() for one in mapping.questions}

    def fits(self, row: Row) -> bool:
        """Whether the row has as many cells as the head and passes the filters; says why not."""
        width = len(self.table.heads)
        if len(row.cells) != width:
            self.rows["refused"] += 1
            sentence = f"Deze rij heeft {len(row.cells)} cellen, de rij met kolomnamen heeft er {width}."
            self.refusals.append(Refusal(row.number, "", "", sentence))
            return False
        if all(self._cell(row, place) & only for place, only in self.filters):
            return True
        self.rows["filtered"] += 1
        return False

    def _cell(self, row: Row, place: int) -> set[str]:
        text = row.cells[place]
        return {fold(text), fold(self.table.heads[place].value_labels.get(text, text))}

    def take(self, row: Row, readings: Mapping[str, Reading]) -> None:
        """Put one row where it belongs: taken, empty or refused."""
        if not readings:
            return
        refused = list(self._refusals(row, readings))
        if refused and self.mapping.unknown == "refuse":
            self.rows["refused"] += 1
            self.refusals += refused
            return
        if all(readings[code].missing is MissingReason.SKIPPED for code in self.asked if not readings[code].unknown):
            self.rows["empty"] += 1
            return
        self.rows["taken"] += 1
        for code, reading in readings.items():
            self.reasons[code][MissingReason.SKIPPED if reading.unknown else reading.missing] += 1
        self.forms.append({code: reading.value for code, reading in readings.items() if reading.value is not None})

    def _refusals(self, row: Row, readings: Mapping[str, Reading]) -> Iterator[Refusal]:
        for code, reading in readings.items():
            if reading.unknown is None:
                continue
            place, text = reading.unknown
            self.unknown[code][text] += 1
            column = f"{letters(place)} ‘{_short(self.table.heads[place].name)}’"
            yield Refusal(row.number, column, text, f"Dit is geen antwoord bij vraag {code}.")

    def report(self, file_name: str) -> ImportReport:
        """The account of all rows."""
        return ImportReport(
            file_name=file_name, source=self.table.source, read=len(self.table.rows), taken=self.rows["taken"],
            empty=self.rows["empty"], filtered=self.rows["filtered"], refused=self.rows["refused"],
            refusals=tuple(self.refusals), remarks=tuple(self._remarks()),
            questions=tuple(self._count(question) for question in self.mapping.questions),
        )  # fmt: skip

    def _count(self, question: MappedQuestion) -> QuestionCount:
        reasons, unknown = self.reasons[question.code], self.unknown[question.code]
        kind = type_of(question.type).label + (", uitkomst" if question.is_outcome else "")
        return QuestionCount(
            question.code, kind, question.text, reasons[None], reasons[MissingReason.SKIPPED],
            reasons[MissingReason.NOT_KNOWN], reasons[MissingReason.NOT_APPLICABLE], unknown.total(),
            tuple(text for text, _ in unknown.most_common(SHOWN_TEXTS)),
        )  # fmt: skip

    def _remarks(self) -> Iterator[str]:
        doubles = self.table.doubles()
        if doubles:
            yield f"Meer dan één kolom heet {', '.join(f'‘{name}’' for name in doubles)}."
        if not self.rows["taken"]:
            yield "Er is geen enkele rij met antwoorden om in te lezen."


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
