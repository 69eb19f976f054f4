"""A file with answers between looking and storing."""

from dataclasses import dataclass

from participatiemonitor.fieldwork.importing.rehearsal import AnswerFile
from participatiemonitor.foundation.files.waiting import Shelf, WaitingFile


@dataclass(frozen=True, slots=True)
class WaitingNotes:
    """What was chosen so far."""

    file_name: str
    process_code: str
    mapping_text: str
    # The mapping as we proposed it, to know whether somebody changed it; empty for a mapping that was brought along.
    proposal: str = ""
    sheet: str = ""
    population: int | None = None


type WaitingAnswers = WaitingFile[WaitingNotes]
SHELF = Shelf("answers", WaitingNotes)


def answer_file(waiting: WaitingAnswers) -> AnswerFile:
    """The file that waits. Raises SealBroken when it cannot be opened any more."""
    return AnswerFile(waiting.notes.file_name, waiting.content())
