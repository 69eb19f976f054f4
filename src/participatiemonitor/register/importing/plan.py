"""A mapping laid over a table: every row as the register would keep it, or why not. Stores and looks up nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from participatiemonitor.foundation.files.oddities import Oddities
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import FileNotUsable, Row, Table, fold, letters, thousands
from participatiemonitor.register.importing.columns import FoundColumns, find_columns
from participatiemonitor.register.importing.fields import BY_KEY
from participatiemonitor.register.importing.mapping import RegisterMapping
from participatiemonitor.register.importing.report import ColumnUse, RefusedCell, UnreadCount, WordCount, counted
from participatiemonitor.register.importing.rows import PlannedRow, read_row

# A municipality has hundreds of processes; a platform has thousands of proposals.
MAX_ROWS = 20_000
SHOWN_MERGED = 5


@dataclass(frozen=True, slots=True)
class RegisterPlan:
    """What a file says, before it is laid beside the register."""

    rows: tuple[PlannedRow, ...]
    refusals: tuple[RefusedCell, ...]
    # Titles of refused rows by their number.
    refused: dict[int, str]
    examples: tuple[PlannedRow, ...]
    empty: int
    columns: tuple[ColumnUse, ...]
    not_found: tuple[str, ...]
    words: tuple[WordCount, ...]
    unread: tuple[UnreadCount, ...]
    remarks: tuple[str, ...]


def plan_register(table: Table, mapping: RegisterMapping, oddities: Oddities) -> RegisterPlan:
    """Read every row through the mapping. Raises `FileNotUsable` and `MappingNotUsable`."""
    if len(table.rows) > MAX_ROWS:
        raise FileNotUsable(
            f"Het bestand heeft {thousands(len(table.rows))} rijen. "
            f"Wij lezen lijsten tot en met {thousands(MAX_ROWS)} rijen. Verdeel de lijst over meer bestanden."
        )
    found = find_columns(mapping, table)
    _check_merged(table, oddities)
    tally = _Tally(table, mapping, found, oddities)
    for row in table.rows:
        tally.take(row)
    return tally.plan()


def _check_merged(table: Table, oddities: Oddities) -> None:
    filled = (row.number for row in table.rows if any(row.cells))
    merged = oddities.merged_between(table.head_row, max(filled, default=table.head_row))
    if merged:
        more = " en andere" if len(merged) > SHOWN_MERGED else ""
        raise MappingNotUsable(
            (
                f"Op het werkblad zijn cellen samengevoegd: {', '.join(merged[:SHOWN_MERGED])}{more}. "
                "Wij weten dan niet bij welke rij de tekst hoort. Maak ze los, vul elke cel en bewaar het opnieuw.",
            )
        )


class _Tally:
    """Counts while the rows go by."""

    def __init__(self, table: Table, mapping: RegisterMapping, found: FoundColumns, oddities: Oddities) -> None:
        self.table, self.mapping, self.found, self.oddities = table, mapping, found, oddities
        self.rows: list[PlannedRow] = []
        self.examples: list[PlannedRow] = []
        self.refusals: list[RefusedCell] = []
        self.refused: dict[int, str] = {}
        self.empty = 0
        self.keys: dict[str, int] = {}
        self.understood: Counter[tuple[str, str, str]] = Counter()
        self.unread: dict[str, Counter[str]] = {}

    def take(self, row: Row) -> None:
        """Put one row where it belongs: planned, example, refused, or empty."""
        if not any(text.strip() for text in row.cells):
            self.empty += 1
            return
        width = len(self.table.heads)
        if len(row.cells) != width:
            sentence = f"Deze rij heeft {len(row.cells)} cellen, de rij met kolomnamen heeft er {width}."
            self._refuse(row.number, "", [RefusedCell(row.number, "", "", sentence)])
            return
        planned, wrong = read_row(row, self.found.fields, self.table, self._has_no_outcome)
        if self.mapping.example and fold(planned.key) == fold(self.mapping.example):
            self.examples.append(planned)
        elif wrong or (wrong := self._double(planned)):
            self._refuse(row.number, planned.title, wrong)
        else:
            self._accept(planned)

    def _accept(self, planned: PlannedRow) -> None:
        self.keys[planned.key] = planned.number
        self.rows.append(planned)
        for key, (text, code) in planned.understood.items():
            self.understood[(key, text, code)] += 1
        for key, text in planned.unread.items():
            self.unread.setdefault(key, Counter())[text] += 1

    def _refuse(self, number: int, title: str, wrong: list[RefusedCell]) -> None:
        self.refused[number] = title
        self.refusals += wrong

    def _double(self, planned: PlannedRow) -> list[RefusedCell]:
        """Two rows with one mark: which of them is meant, only the owner of the list knows."""
        earlier = self.keys.get(planned.key)
        if earlier is None:
            return []
        if planned.has_own_key:
            sentence = f"Dit kenmerk staat ook in rij {earlier}. Geef elke rij een eigen kenmerk."
            return [RefusedCell(planned.number, BY_KEY["source_id"].label, planned.key, sentence)]
        sentence = f"Deze titel met deze begindatum staat ook in rij {earlier}. Geef beide rijen een kenmerk."
        return [RefusedCell(planned.number, BY_KEY["title"].label, planned.title, sentence)]

    def _has_no_outcome(self, number: int, place: int) -> bool:
        return f"{letters(place)}{number}" in self.oddities.without_outcome

    def plan(self) -> RegisterPlan:
        """Everything that was found."""
        return RegisterPlan(
            rows=tuple(self.rows), refusals=tuple(self.refusals), refused=self.refused,
            examples=tuple(self.examples), empty=self.empty, columns=tuple(self._columns()),
            not_found=self.found.not_found, words=tuple(self._words()), unread=tuple(self._unread()),
            remarks=tuple(self._remarks()),
        )  # fmt: skip

    def _columns(self) -> Iterator[ColumnUse]:
        filled = Counter(
            place for row in self.table.rows for place, text in enumerate(row.cells) if text and not text.isspace()
        )
        for place, head in enumerate(self.table.heads):
            fills = self.found.used_for(place)
            if head.name.strip() or filled[place]:
                name = head.name.strip() or "zonder naam"
                yield ColumnUse(letters(place), name, fills, filled[place])

    def _words(self) -> Iterator[WordCount]:
        order = [found.mapped.field.key for found in self.found.fields]
        for (key, text, code), rows in sorted(
            self.understood.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0][1])
        ):
            yield WordCount(BY_KEY[key].label, text, BY_KEY[key].words.get(code, code), rows)

    def _unread(self) -> Iterator[UnreadCount]:
        for key, texts in self.unread.items():
            yield UnreadCount(BY_KEY[key].label, texts.total(), tuple(texts.most_common()))

    def _remarks(self) -> Iterator[str]:
        doubles = self.table.doubles()
        if doubles:
            yield f"Meer dan één kolom heet {', '.join(f'‘{name}’' for name in doubles)}. Wij gebruiken die niet."
        shortened = sum(row.is_shortened for row in self.rows)
        if shortened:
            yield (
                f"Titel ingekort: {counted(shortened)}. Een titel heeft hoogstens 120 tekens. "
                "De hele titel staat in de centrale opgave."
            )
        for found in self.found.fields:
            if found.mapped.dates == "year" and found.places:
                yield (
                    f"Bij ‘{found.mapped.field.label}’ is alleen het jaar bekend. Wij vulden 1 januari van dat jaar in."
                )
        without_key = sum(not row.has_own_key for row in self.rows)
        if without_key:
            yield (
                f"Zonder kenmerk: {counted(without_key)}. Wij herkennen ze een volgende keer aan titel en begin. "
                "Verandert een van de twee, dan komt de rij er nog een keer bij."
            )
        if self.oddities.formulas:
            cells = "1 cel staat" if self.oddities.formulas == 1 else f"{self.oddities.formulas} cellen staan"
            yield f"In {cells} een formule. Wij lazen de uitkomst."
