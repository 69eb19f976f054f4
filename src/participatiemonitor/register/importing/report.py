"""What an import of a register makes, finds again and refuses: one object for the command, the page and the file."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from participatiemonitor.exports.csv_table import neutral
from participatiemonitor.foundation.files.table import thousands

SHOWN_ROWS = 200
SHOWN_TEXTS = 12


class Outcome(StrEnum):
    """What happens to a row."""

    NEW = "nieuw"
    STOOD = "stond er al"
    DIFFERS = "verschilt"
    REFUSED = "geweigerd"
    EXAMPLE = "voorbeeld"


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """One cell (or, without a column, a whole row) that could not be used, with what to do about it."""

    row: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What happens to one row; `remark` says more."""

    row: int
    title: str
    outcome: Outcome
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the file, the fields that it fills, and in how many rows there is something in it."""

    letters: str
    name: str
    fills: tuple[str, ...]
    filled: int

    @property
    def times(self) -> str:
        """How often it is filled, in words."""
        return times(self.filled)


@dataclass(frozen=True, slots=True)
class WordCount:
    """A text in the file, what it was understood as, and in how many rows."""

    field: str
    text: str
    meaning: str
    rows: int

    @property
    def times(self) -> str:
        """How often it stands there, in words."""
        return times(self.rows)


@dataclass(frozen=True, slots=True)
class UnreadCount:
    """Texts of one field that were not understood; the field stays empty in these rows."""

    field: str
    rows: int
    texts: tuple[tuple[str, int], ...]

    @property
    def sentence(self) -> str:
        """The count in words."""
        return f"{self.field} niet herkend: {counted(self.rows)}"

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The texts that occur most, with how often."""
        return tuple((text, times(rows)) for text, rows in self.texts[:SHOWN_TEXTS])

    @property
    def hidden(self) -> int:
        """How many other texts there are."""
        return max(len(self.texts) - SHOWN_TEXTS, 0)


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """The account of one file: read = made + stood + differs + refused + example; empty rows are not read."""

    file_name: str
    file: tuple[str, ...]
    mapping: str
    source: str
    empty: int
    rows: tuple[RowOutcome, ...]
    refusals: tuple[RefusedCell, ...]
    columns: tuple[ColumnUse, ...]
    not_found: tuple[str, ...]
    words: tuple[WordCount, ...]
    unread: tuple[UnreadCount, ...]
    remarks: tuple[str, ...] = ()

    def number(self, outcome: Outcome) -> int:
        """How many rows end like this."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def made(self) -> int:
        """Rows that come into the register."""
        return self.number(Outcome.NEW)

    @property
    def refused(self) -> int:
        """Rows that cannot be used."""
        return self.number(Outcome.REFUSED)

    @property
    def summary(self) -> tuple[tuple[str, int], ...]:
        """The account in words."""
        lines = [
            ("Rijen gelezen", len(self.rows)),
            ("Nieuw in het register", self.made),
            ("Stond er al", self.number(Outcome.STOOD)),
            ("Verschilt van het register, blijft zoals het is", self.number(Outcome.DIFFERS)),
            ("Geweigerd", self.refused),
        ]
        more = (("Voorbeeld uit het sjabloon, overgeslagen", self.number(Outcome.EXAMPLE)), ("Lege rijen", self.empty))
        return (*lines, *((label, number) for label, number in more if number))

    @property
    def used(self) -> tuple[ColumnUse, ...]:
        """Columns that fill something."""
        return tuple(column for column in self.columns if column.fills)

    @property
    def unused(self) -> tuple[ColumnUse, ...]:
        """Columns that nothing is done with."""
        return tuple(column for column in self.columns if not column.fills)

    @property
    def shown_rows(self) -> tuple[RowOutcome, ...]:
        """The first rows: what is refused or differs before what is new."""
        order = {outcome: at for at, outcome in enumerate((Outcome.REFUSED, Outcome.DIFFERS, Outcome.NEW))}
        return tuple(sorted(self.rows, key=lambda row: order.get(row.outcome, len(order))))[:SHOWN_ROWS]

    @property
    def hidden_rows(self) -> int:
        """How many rows are not among those shown."""
        return max(len(self.rows) - SHOWN_ROWS, 0)

    @property
    def shown_refusals(self) -> tuple[RefusedCell, ...]:
        """The first refusals: enough to see what is wrong."""
        return self.refusals[:SHOWN_ROWS]

    @property
    def hidden_refusals(self) -> int:
        """How many refusals are not among those shown."""
        return max(len(self.refusals) - SHOWN_ROWS, 0)

    @property
    def refused_sorts(self) -> tuple[tuple[str, str, int], ...]:
        """The same refusals counted per column and sentence: one mistake often fills a column."""
        sorts = Counter((refusal.column, refusal.sentence) for refusal in self.refusals)
        return tuple((column, sentence, number) for (column, sentence), number in sorts.most_common(SHOWN_TEXTS))


def as_lines(report: RegisterReport) -> Iterator[str]:
    """The report as plain text."""
    yield f"{report.file_name} ({', '.join(report.file)}), indeling ‘{report.mapping}’, lijst ‘{report.source}’"
    yield from (f"  {label:<50}{number:>7}" for label, number in report.summary)
    yield from (f"  Let op: {remark}" for remark in report.remarks)
    yield from ("", "Kolommen")
    yield from (f"  {use.letters:<3} {use.name} → {', '.join(use.fills)} ({use.times} gevuld)" for use in report.used)
    yield from (f"  {use.letters:<3} {use.name}: niet gebruikt ({use.times} gevuld)" for use in report.unused)
    yield from (f"  {sentence}." for sentence in report.not_found)
    if report.words:
        yield from ("", "Wat wij begrepen")
        yield from (f"  {one.field}: ‘{one.text}’ → {one.meaning} ({one.times})" for one in report.words)
    if report.unread:
        yield from ("", "Niet herkend, blijft leeg")
        for unread in report.unread:
            yield f"  {unread.sentence}"
            yield from (f"    ‘{text}’ ({often})" for text, often in unread.shown)
            if unread.hidden:
                yield f"    … en nog {unread.hidden} andere teksten."
    if report.refusals:
        yield from ("", "Geweigerd")
        yield from (_refusal_line(refusal) for refusal in report.shown_refusals)
        if report.hidden_refusals:
            yield f"  … en nog {report.hidden_refusals} keer."
    yield from ("", "Rij voor rij")
    yield from (_row_line(row) for row in report.shown_rows)
    if report.hidden_rows:
        yield f"  … en nog {counted(report.hidden_rows)}."


def as_data(report: RegisterReport) -> dict[str, object]:
    """The whole report for a program."""
    counts = {outcome.name.lower(): report.number(outcome) for outcome in Outcome}
    return {"counts": {"read": len(report.rows), "empty": report.empty} | counts} | asdict(report)


def as_csv(report: RegisterReport) -> bytes:
    """Every row with its outcome, for a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("rij", "titel", "uitkomst", "kolom", "tekst", "uitleg"))
    refusals: dict[int, list[RefusedCell]] = {}
    for refusal in report.refusals:
        refusals.setdefault(refusal.row, []).append(refusal)
    for row in report.rows:
        for refusal in refusals.get(row.row, [RefusedCell(row.row, "", "", row.remark)]):
            cells = (row.title, row.outcome.value, refusal.column, refusal.value, refusal.sentence)
            writer.writerow((row.row, *map(neutral, cells)))
    return text.getvalue().encode("utf-8-sig")


def counted(rows: int) -> str:
    """A number of rows in words."""
    return "1 rij" if rows == 1 else f"{thousands(rows)} rijen"


def times(number: int) -> str:
    """A number of times in words."""
    return f"{thousands(number)} keer"


def _refusal_line(refusal: RefusedCell) -> str:
    column = f", {refusal.column}" if refusal.column else ""
    value = f" ‘{refusal.value}’" if refusal.value else ""
    return f"  Rij {refusal.row}{column}:{value} {refusal.sentence}"


def _row_line(row: RowOutcome) -> str:
    remark = f". {row.remark}" if row.remark else ""
    return f"  Rij {row.row}: {row.title or 'zonder titel'}: {row.outcome.value}{remark}"
