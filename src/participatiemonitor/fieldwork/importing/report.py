"""What an import took, skipped and refused: one object for the command, the page and the audit trail."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

SHOWN_REFUSALS = 200
SHOWN_KINDS = 10


@dataclass(frozen=True, slots=True)
class Refusal:
    """One cell (or, without a column, a whole row) that could not be read."""

    row: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """What was found for one question in the rows that were taken; unknown texts over all rows."""

    code: str
    kind: str
    text: str
    n: int
    skipped: int
    not_known: int
    not_applicable: int
    unknown: int
    unknown_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The account of one file: read = taken + empty + left out by a filter + refused."""

    file_name: str
    source: tuple[str, ...]
    read: int
    taken: int
    empty: int
    filtered: int
    refused: int
    refusals: tuple[Refusal, ...]
    questions: tuple[QuestionCount, ...]
    remarks: tuple[str, ...] = ()

    @property
    def shown_refusals(self) -> tuple[Refusal, ...]:
        """The first refusals: enough to see what is wrong."""
        return self.refusals[:SHOWN_REFUSALS]

    @property
    def hidden_refusals(self) -> int:
        """How many refusals are not among those shown."""
        return max(len(self.refusals) - SHOWN_REFUSALS, 0)

    @property
    def refused_kinds(self) -> tuple[tuple[str, int], ...]:
        """The same refusals counted per column and text, the most frequent first: one mistake often fills a column."""
        kinds = Counter(_kind(refusal) for refusal in self.refusals)
        return tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))[:SHOWN_KINDS]

    @property
    def summary(self) -> tuple[tuple[str, int], ...]:
        """The account in words, for a table."""
        return (
            ("Rijen gelezen", self.read),
            ("Rijen met antwoorden, klaar om in te lezen", self.taken),
            ("Rijen zonder antwoorden, overgeslagen", self.empty),
            ("Rijen buiten de selectie van de indeling", self.filtered),
            ("Rijen geweigerd", self.refused),
        )


def as_lines(report: ImportReport) -> Iterator[str]:
    """The report as plain text, at most about 100 characters wide."""
    yield f"{report.file_name} ({', '.join(report.source)})"
    yield from (f"  {label:<45}{number:>7}" for label, number in report.summary)
    yield from (f"  Let op: {remark}" for remark in report.remarks)
    if report.refusals:
        yield ""
        yield "Geweigerd"
        yield from (_refusal_line(refusal) for refusal in report.shown_refusals)
        if report.hidden_refusals:
            yield f"  … en nog {report.hidden_refusals} keer."
    yield ""
    yield "n: antwoorden · leeg: overgeslagen · w.n.: weet niet · n.v.t.: niet van toepassing · onbek.: onbekende tekst"
    yield f"{'Vraag':<14}{'n':>7}{'leeg':>7}{'w.n.':>7}{'n.v.t.':>7}{'onbek.':>7}  tekst"
    for question in report.questions:
        counts = (question.n, question.skipped, question.not_known, question.not_applicable, question.unknown)
        numbers = "".join(f"{count:>7}" for count in counts)
        yield f"{question.code:<14}{numbers}  {_short(question.text, 44)}"
        if question.unknown_texts:
            yield f"{'':<14}  onbekend: " + ", ".join(f"‘{_short(text, 30)}’" for text in question.unknown_texts)


def _kind(refusal: Refusal) -> str:
    return f"{refusal.column}: ‘{_short(refusal.value, 60)}’" if refusal.column else refusal.sentence


def _refusal_line(refusal: Refusal) -> str:
    column = f", {refusal.column}" if refusal.column else ""
    value = f" ‘{_short(refusal.value, 40)}’" if refusal.value else ""
    return f"  Rij {refusal.row}{column}:{value} {refusal.sentence}"


def _short(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
