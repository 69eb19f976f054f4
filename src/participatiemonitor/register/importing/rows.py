"""One row of a list as the register would keep it, or the reasons why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from participatiemonitor.foundation.files.table import Row, Table, fold, letters
from participatiemonitor.register.importing.columns import FoundField
from participatiemonitor.register.importing.fields import ROLE_WORDS, TITLE_LENGTH
from participatiemonitor.register.importing.mapping_file import COLUMN_IN_TEXT
from participatiemonitor.register.importing.reading import EMPTY, CellReading, Value, clean, read_cell
from participatiemonitor.register.importing.report import RefusedCell
from participatiemonitor.register.kinds import rungs_of
from participatiemonitor.register.models import TRACKS_OF_KIND, ProcessKind, Track
from participatiemonitor.register.operations.cards import KIND_OF_TRACK
from participatiemonitor.register.states import RUNS, ProcessState

SETTLED = (ProcessState.APPROVED, ProcessState.CLOSED)


@dataclass(slots=True)
class PlannedRow:
    """What one row says: values on the process by their name, and what goes elsewhere.

    `key` is the mark of the row in its list, or one made of title and begin.
    """

    number: int
    values: dict[str, Value]
    rung: str = ""
    reason: str = ""
    leader: str = ""
    key: str = ""
    has_own_key: bool = False
    is_shortened: bool = False
    # Texts that were left out: per field the text.
    unread: dict[str, str] = field(default_factory=dict)
    # Texts that were understood as one of our words: per field the text and the code.
    understood: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title, shortened when it was too long."""
        return str(self.values.get("title", ""))


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    place: int | None
    reading: CellReading


type IsComputed = Callable[[int, int], bool]


def read_row(
    row: Row, fields: tuple[FoundField, ...], table: Table, has_no_outcome: IsComputed
) -> tuple[PlannedRow, list[RefusedCell]]:
    """The row with everything that is wrong about it. `has_no_outcome` knows formulas that were never computed."""
    planned = PlannedRow(row.number, {})
    places: dict[str, int | None] = {}
    wrong: list[tuple[int | None, RefusedCell]] = []

    def refuse(place: int | None, text: str, sentence: str) -> None:
        column = "" if place is None else f"{letters(place)} ‘{_short(table.heads[place].name, 40)}’"
        value = text if place is None else row.cells[place]
        wrong.append((place, RefusedCell(row.number, column, _short(value, 80), sentence)))

    for found in fields:
        mapped, key = found.mapped, found.mapped.field.key
        cell = _cell(row, found, has_no_outcome)
        places[key] = cell.place
        if cell.reading.problem and mapped.unknown == "leave" and not mapped.is_needed:
            planned.unread[key] = cell.text
        elif cell.reading.problem:
            refuse(cell.place, cell.text, cell.reading.problem)
        elif cell.reading.value is not None:
            planned.values[key] = cell.reading.value
            if mapped.words and not mapped.constant:
                planned.understood[key] = (cell.text, str(cell.reading.value))
    for key, sentence in _complete(planned, is_whole=not wrong):
        refuse(places.get(key), str(planned.values.get(key, "")), sentence)
    wrong.sort(key=lambda one: -1 if one[0] is None else one[0])
    return planned, [refusal for _, refusal in wrong]


def _cell(row: Row, found: FoundField, has_no_outcome: IsComputed) -> _Cell:
    """The first column with something in it that can be used; else the first with anything in it."""
    mapped = found.mapped
    if mapped.constant:
        return _Cell(mapped.constant, None, read_cell(mapped.constant, mapped))
    if found.parts is not None:
        text = _sentence(mapped.text, found.parts, row)
        return _Cell(text, None, read_cell(text, mapped))
    best = _Cell("", found.places[0] if found.places else None, EMPTY)
    for place in found.places:
        text = clean(row.cells[place])
        if not text and has_no_outcome(row.number, place):
            problem = "De formule in deze cel heeft nog geen uitkomst. Open het bestand in Excel en bewaar het opnieuw."
            return _Cell("", place, CellReading(problem=problem))
        reading = read_cell(text, mapped)
        if reading.value is not None:
            return _Cell(text, place, reading)
        if reading.problem and not best.reading.problem:
            best = _Cell(text, place, reading)
    return best


def _sentence(pattern: str, parts: Mapping[str, int], row: Row) -> str:
    """A sentence of columns; nothing when one of them is empty everywhere."""
    texts = {name: clean(row.cells[place]) for name, place in parts.items()}
    if not any(texts.values()):
        return ""
    filled = COLUMN_IN_TEXT.sub(lambda found: texts[found[1]], pattern)
    return filled.replace("()", "").strip(" ,;:-–")


def _complete(planned: PlannedRow, *, is_whole: bool) -> list[tuple[str, str]]:
    """Fill in what follows from the rest; the field and the sentence for everything that does not fit.

    Of a row that is not whole only the title is judged: the rest would be about what is missing.
    """
    values = planned.values
    planned.rung, planned.reason = str(values.pop("rung", "")), str(values.pop("reason", ""))
    planned.leader, planned.key = str(values.pop("leader", "")), str(values.pop("source_id", ""))
    problems = [] if values.get("title") else [("title", "Geef een titel. Gebruik de naam die mensen kennen.")]
    if not is_whole:
        return problems
    problems += _kind_problems(values)
    if not problems:
        problems = [*_period_problems(values), *_role_problems(planned), *_state_problems(planned)]
    if not problems:
        _shorten(planned)
    return problems


def _kind_problems(values: dict[str, Value]) -> list[tuple[str, str]]:
    kind, track = values.get("kind"), values.get("track")
    if kind is None and track is None:
        return [("track", "Vul in wie het initiatief heeft: de gemeente of de samenleving.")]
    if kind is None:
        values["kind"] = KIND_OF_TRACK[Track(str(track))].value
        return []
    tracks = TRACKS_OF_KIND[ProcessKind(str(kind))]
    if track is None and len(tracks) > 1:
        return [("track", "Vul bij een vast verband in wie het initiatief heeft: de gemeente of de samenleving.")]
    if track is None:
        values["track"] = tracks[0].value
    elif Track(str(track)) not in tracks:
        return [("kind", "Deze soort past niet bij wie het initiatief heeft. Verander een van de twee.")]
    return []


def _period_problems(values: Mapping[str, Value]) -> list[tuple[str, str]]:
    starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
    if isinstance(starts_on, date) and isinstance(ends_on, date) and ends_on < starts_on:
        return [("ends_on", "De einddatum ligt voor de begindatum. Verander een van de twee.")]
    return []


def _role_problems(planned: PlannedRow) -> list[tuple[str, str]]:
    if not planned.rung:
        return []
    track, kind = str(planned.values["track"]), str(planned.values["kind"])
    possible = [rung.code for rung in rungs_of(track, kind)]
    if planned.rung in possible:
        return []
    if not possible:
        return [("rung", "Bij ‘geen participatie’ hoort geen rol. Maak de cel leeg.")]
    names = ", ".join(f"‘{ROLE_WORDS[code]}’" for code in possible)
    return [("rung", f"Deze rol past niet bij deze soort. Kies uit: {names}.")]


def _state_problems(planned: PlannedRow) -> list[tuple[str, str]]:
    kind = planned.values["kind"]
    state = ProcessState(str(planned.values.setdefault("state", ProcessState.DRAFT.value)))
    if kind == ProcessKind.NO_PARTICIPATION and state in RUNS:
        return [("state", "Bij ‘geen participatie’ loopt er niets. Kies een andere stand, of een andere soort.")]
    if kind == ProcessKind.NO_PARTICIPATION and state in SETTLED and not planned.reason:
        return [
            ("state", "Vul in de kolom ‘reden’ in waarom mensen niet meedoen. Zonder reden is het niet vastgesteld.")
        ]
    if kind == ProcessKind.CHALLENGE and state == ProcessState.CLOSED:
        return [
            (
                "state",
                "Een verzoek is pas afgerond met een besluit. Kies een andere stand en leg het besluit daarna vast.",
            )
        ]
    return []


def _shorten(planned: PlannedRow) -> None:
    """The mark of the row, and a title that fits: the whole title then stands first in the central task."""
    whole = " ".join(planned.title.split())
    planned.has_own_key = bool(planned.key)
    planned.key = planned.key or _made_key(whole, planned.values.get("starts_on"))
    planned.values["title"] = whole
    if len(whole) > TITLE_LENGTH:
        planned.is_shortened = True
        planned.values["title"] = _at_a_word(whole, TITLE_LENGTH)
        task = str(planned.values.get("central_task", ""))
        planned.values["central_task"] = f"{whole}\n\n{task}".strip()


def _made_key(title: str, starts_on: Value | None) -> str:
    """The same row has the same mark next time, as long as title and begin stay the same."""
    begin = starts_on.isoformat() if isinstance(starts_on, date) else ""
    return f"titel-{sha256(f'{fold(title)}|{begin}'.encode()).hexdigest()[:20]}"


def _at_a_word(text: str, longest: int) -> str:
    """The text up to the last whole word that fits, with … behind it."""
    cut = text[: longest - 1]
    at_word = cut.rpartition(" ")[0] if text[longest - 1] != " " else cut
    # A single very long word is cut anywhere.
    return f"{(at_word if len(at_word) > longest // 2 else cut).rstrip(' ,;:.-')}…"


def _short(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
