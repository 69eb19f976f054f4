"""What the pages that bring in a register show."""

from dataclasses import dataclass

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import FileNotUsable, thousands
from participatiemonitor.foundation.files.waiting import Shelf, WaitingFile
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.importing.mapping import RegisterMapping
from participatiemonitor.register.importing.mapping_file import named_mappings, read_mapping
from participatiemonitor.register.importing.rehearsal import RegisterFile, rehearse_register, table_of
from participatiemonitor.register.importing.report import Outcome, RegisterReport
from participatiemonitor.web.components.items import Term, Tone
from participatiemonitor.web.desk.words import counted

TONES: dict[Outcome, Tone] = {
    Outcome.NEW: "ok",
    Outcome.STOOD: "quiet",
    Outcome.DIFFERS: "warning",
    Outcome.REFUSED: "error",
    Outcome.EXAMPLE: "quiet",
}


@dataclass(frozen=True, slots=True)
class WaitingNotes:
    """What was chosen about a list: a mapping of the house by its name, or a mapping of one's own as text."""

    file_name: str
    way: str
    mapping_text: str = ""
    source: str = ""
    sheet: str = ""


type WaitingRegister = WaitingFile[WaitingNotes]
SHELF = Shelf("register", WaitingNotes)


def register_file(waiting: WaitingRegister) -> RegisterFile:
    """The list that waits. Raises SealBroken when it cannot be opened any more."""
    return RegisterFile(waiting.notes.file_name, waiting.content())


def mapping_of(notes: WaitingNotes) -> RegisterMapping:
    """The mapping that was chosen."""
    return read_mapping(notes.mapping_text) if notes.mapping_text else named_mappings()[notes.way]


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a waiting list: what would come in, or what is in the way."""

    waiting: WaitingRegister
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    problems: tuple[str, ...] = ()
    report: RegisterReport | None = None

    @property
    def terms(self) -> list[Term]:
        """What was found in the file, in words."""
        if self.report is None:
            return []
        numbers = [Term(label, thousands(number)) for label, number in self.report.summary]
        return [
            Term("Bestand", ", ".join(self.report.file)),
            Term("Indeling", self.report.mapping),
            Term("Naam van de lijst", self.report.source),
            *numbers,
        ]

    @property
    def rows(self) -> list[tuple[int, str, str, Tone, str]]:
        """The first rows: number, title, what happens to it with its tone, and the remark."""
        shown = self.report.shown_rows if self.report else ()
        return [(row.row, row.title, row.outcome.value, TONES[row.outcome], row.remark) for row in shown]

    @property
    def may_store(self) -> bool:
        """Whether there is anything to bring in."""
        return self.report is not None and self.report.made > 0

    @property
    def store_label(self) -> str:
        """What the button does."""
        made = self.report.made if self.report else 0
        return f"Zet {'1 rij' if made == 1 else f'{thousands(made)} rijen'} in het register"

    @property
    def nothing_new(self) -> str:
        """Why there is no button."""
        if self.report is None:
            return "Er is nu niets om in te lezen."
        if self.report.refused:
            return "Er is geen rij die in het register kan. Verbeter het bestand en kies het opnieuw."
        return "Alles staat al in het register. Er is niets nieuws."


def look_at(waiting: WaitingRegister, municipality: Municipality) -> Look:
    """Read the waiting list through its mapping, and store nothing."""
    notes, file = waiting.notes, register_file(waiting)
    try:
        mapping = mapping_of(notes)
        table = table_of(file, mapping, notes.sheet)
    except MappingNotUsable as refusal:
        return Look(waiting, problems=refusal.problems)
    except FileNotUsable as refusal:
        return Look(waiting, problems=(str(refusal),))
    try:
        rehearsal = rehearse_register(
            municipality=municipality, file=file, mapping=mapping, source=notes.source, table=table
        )
    except MappingNotUsable as refusal:
        return Look(waiting, table.sheets, table.sheet, refusal.problems)
    except DomainError as refusal:
        return Look(waiting, table.sheets, table.sheet, (str(refusal),))
    return Look(waiting, table.sheets, rehearsal.sheet, report=rehearsal.report)


def terms_of(event: Event) -> list[Term]:
    """What an import brought, from the event that tells of it."""
    detail = event.detail
    words = (
        ("Nieuw in het register", "made"),
        ("Stond er al", "stood"),
        ("Verschilt van het register, bleef zoals het was", "differs"),
        ("Geweigerd", "refused"),
    )
    numbers = [Term(label, thousands(int(detail.get(key, 0)))) for label, key in words]
    return [Term("Naam van de lijst", detail.get("source", "")), *numbers]


def said(made: int) -> str:
    """What happened, in one sentence."""
    return f"{counted(made, 'rij staat', 'rijen staan')} nu in het register."
