"""What the check page of an import shows."""

from dataclasses import dataclass

from participatiemonitor.fieldwork.importing.propose import propose_mapping
from participatiemonitor.fieldwork.importing.rehearsal import Rehearsal, rehearse
from participatiemonitor.fieldwork.importing.report import ImportReport
from participatiemonitor.fieldwork.importing.waiting import WaitingAnswers, answer_file
from participatiemonitor.foundation.files.readers import read_table
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import FileNotUsable
from participatiemonitor.foundation.files.waiting import change
from participatiemonitor.register.models import Process
from participatiemonitor.web.components.items import Term
from participatiemonitor.web.desk.words import counted


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a waiting file: what would come in, or what is in the way."""

    waiting: WaitingAnswers
    process: Process
    sheets: tuple[str, ...]
    problems: tuple[str, ...] = ()
    rehearsal: Rehearsal | None = None

    @property
    def report(self) -> ImportReport | None:
        """The account of the file."""
        return self.rehearsal.reports[0] if self.rehearsal else None

    @property
    def terms(self) -> list[Term]:
        """What was found in the file, in words."""
        report = self.report
        if report is None:
            return []
        return [Term("Bestand", ", ".join(report.source)), *(Term(label, number) for label, number in report.summary)]

    @property
    def is_proposal(self) -> bool:
        """Whether the mapping is still as we proposed it."""
        return bool(self.waiting.notes.proposal) and self.waiting.notes.mapping_text == self.waiting.notes.proposal

    @property
    def may_store(self) -> bool:
        """Whether there is anything to bring in."""
        return self.rehearsal is not None and self.rehearsal.taken > 0

    @property
    def store_label(self) -> str:
        """What the button does."""
        taken = self.rehearsal.taken if self.rehearsal else 0
        return f"Lees {counted(taken, 'ingevulde lijst', 'ingevulde lijsten')} in"


def look_at(waiting: WaitingAnswers, process: Process) -> Look:
    """Read the waiting file through its mapping, and store nothing."""
    notes, file = waiting.notes, answer_file(waiting)
    sheets = read_table(file.content, file.name).sheets
    try:
        rehearsal = rehearse(process=process, files=[file], mapping_text=notes.mapping_text, sheet=notes.sheet)
    except MappingNotUsable as refusal:
        return Look(waiting, process, sheets, refusal.problems)
    except FileNotUsable as refusal:
        return Look(waiting, process, sheets, (str(refusal),))
    return Look(waiting, process, sheets, rehearsal=rehearsal)


def adjusted(waiting: WaitingAnswers, *, mapping_text: str, sheet: str = "") -> WaitingAnswers:
    """Keep the changed mapping; another sheet under an untouched proposal gives a new proposal."""
    text, proposal = mapping_text.replace("\r\n", "\n"), waiting.notes.proposal
    if proposal and text.strip() == proposal.strip() and sheet != waiting.notes.sheet:
        file = answer_file(waiting)
        text = proposal = propose_mapping(read_table(file.content, file.name, sheet=sheet), file.name, sheet)
    return change(waiting, mapping_text=text, proposal=proposal, sheet=sheet)
