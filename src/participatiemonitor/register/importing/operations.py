"""Bringing in a register from a file: everything in one transaction, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.importing.mapping import RegisterMapping
from participatiemonitor.register.importing.rehearsal import RegisterFile, RegisterRehearsal, rehearse_register
from participatiemonitor.register.importing.report import Outcome, RegisterReport
from participatiemonitor.register.importing.rows import PlannedRow
from participatiemonitor.register.models import (
    Challenge,
    NoParticipation,
    NoParticipationGround,
    Phase,
    Process,
    RoleChoice,
    StateChange,
)
from participatiemonitor.register.operations.cards import first_phase, possible_codes
from participatiemonitor.register.operations.indexing import own_texts
from participatiemonitor.register.operations.kinds import ROWS, Row
from participatiemonitor.register.queries import rules
from participatiemonitor.register.role_models import role_model
from participatiemonitor.register.search import search_words
from participatiemonitor.register.states import ProcessState

REGISTER_IMPORTED = "register_imported"
BATCH = 500
# The history of a process tells that a reason was taken over, and not typed that day.
TAKEN_OVER = "Overgenomen bij het inlezen: {reason}"


class NothingNew(DomainError):
    """No row would come into the register."""


class RowsRefused(DomainError):
    """Some rows cannot be used, and nobody said that they may be left out."""


@dataclass(frozen=True, slots=True)
class RegisterChoices:
    """What the person who imports decides. An empty source is the one that the mapping names."""

    source: str = ""
    sheet: str = ""
    # Import the good rows although others are refused.
    leaves_out_refused: bool = False


@dataclass(frozen=True, slots=True)
class RegisterDone:
    """What came in, and the event that tells so."""

    report: RegisterReport
    event: Event


@transaction.atomic
def import_register(
    *,
    municipality: Municipality,
    file: RegisterFile,
    mapping: RegisterMapping,
    choices: RegisterChoices,
    leader: User,
    by: User | str,
    now: datetime,
) -> RegisterDone:
    """Put the new rows of a list in the register, each with its phase, what its kind needs and its promised role.

    What stands there already stays as it is. `leader` leads the rows that name nobody.
    Raises `FileNotUsable`, `MappingNotUsable`, `NothingNew` and `RowsRefused`; nothing is stored then.
    """
    # One at a time per municipality: of two imports of the same list the second finds everything there.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    rehearsal = rehearse_register(
        municipality=municipality, file=file, mapping=mapping, source=choices.source, sheet=choices.sheet
    )
    report = rehearsal.report
    if report.refused and not choices.leaves_out_refused:
        rows = "1 rij is" if report.refused == 1 else f"{report.refused} rijen zijn"
        raise RowsRefused(f"{rows} geweigerd. Er is niets bewaard. Verbeter het bestand, of laat die rijen weg.")
    if not rehearsal.new:
        raise NothingNew("Er is niets nieuws om in te lezen. Er is niets bewaard.")
    _Bringing(municipality, rehearsal, leader, now).bring()
    detail = {
        "checksum": file.checksum(),
        "source": rehearsal.source,
        "rows": len(report.rows),
        "made": report.made,
        "stood": report.number(Outcome.STOOD),
        "differs": report.number(Outcome.DIFFERS),
        "refused": report.refused,
    }
    return RegisterDone(report, record(REGISTER_IMPORTED, municipality, by=by, now=now, detail=detail))


class _Bringing:
    """The new rows on their way into the tables, many at a time."""

    def __init__(self, municipality: Municipality, rehearsal: RegisterRehearsal, leader: User, now: datetime) -> None:
        self.municipality, self.rows, self.now = municipality, rehearsal.new, now
        self.source, self.leaders, self.leader = rehearsal.source, rehearsal.leaders, leader

    def bring(self) -> None:
        """Make everything: processes first, then what hangs on them."""
        codes = _Codes(self.now.year)
        processes = [self._process(row, codes) for row in self.rows]
        of_kinds = self._rows_of_kinds(processes)
        for process in processes:
            process.search_words = search_words(own_texts(process))
        Process.objects.bulk_create(processes, batch_size=BATCH)
        for table, rows in of_kinds.items():
            table._default_manager.bulk_create(rows, batch_size=BATCH)
        phases = Phase.objects.bulk_create([self._phase(process) for process in processes], batch_size=BATCH)
        choices = [self._choice(row, phase) for row, phase in zip(self.rows, phases, strict=True) if row.rung]
        RoleChoice.objects.bulk_create(choices, batch_size=BATCH)
        StateChange.objects.bulk_create(list(self._stops(processes)), batch_size=BATCH)

    def _process(self, row: PlannedRow, codes: "_Codes") -> Process:
        starts_on = row.values.get("starts_on")
        return Process(
            municipality=self.municipality,
            code=codes.take(row.title, starts_on if isinstance(starts_on, date) else None),
            leader_id=self.leaders.get(row.leader, self.leader.pk),
            created_at=self.now,
            source=self.source,
            source_id=row.key,
            **row.values,
        )

    def _phase(self, process: Process) -> Phase:
        return Phase(municipality=self.municipality, process=process, position=1, name=first_phase(process, self.now))

    def _choice(self, row: PlannedRow, phase: Phase) -> RoleChoice:
        model = role_model(phase.process.track)
        return RoleChoice(
            municipality=self.municipality,
            phase=phase,
            model=model.key,
            model_version=model.version,
            rung=row.rung,
            promise=model.rung(row.rung).promise,
            chosen_at=self.now,
            chosen_by=self.leader,
        )

    def _rows_of_kinds(self, processes: Sequence[Process]) -> dict[type[Row], list[Any]]:
        """What each kind needs, by its table."""
        term = rules().challenge_term_weeks
        found: dict[type[Row], list[Any]] = {}
        for row, process in zip(self.rows, processes, strict=True):
            table = ROWS.get(process.kind)
            if table is None:
                continue
            facts: dict[str, object] = {}
            if table is Challenge:
                facts["term_weeks"] = term
            if table is NoParticipation and row.reason:
                facts = {"reason": row.reason, "ground": NoParticipationGround.OTHER}
            found.setdefault(table, []).append(table(process=process, municipality=self.municipality, **facts))
        return found

    def _stops(self, processes: Sequence[Process]) -> Iterator[StateChange]:
        """Why something stopped belongs to the step to that state."""
        for row, process in zip(self.rows, processes, strict=True):
            if process.state == ProcessState.STOPPED and row.reason:
                yield StateChange(
                    municipality=self.municipality,
                    process=process,
                    before=ProcessState.DRAFT,
                    after=ProcessState.STOPPED,
                    reason=TAKEN_OVER.format(reason=row.reason),
                    changed_at=self.now,
                    changed_by=self.leader,
                )


class _Codes:
    """Codes that nobody has yet, also not another new row."""

    def __init__(self, this_year: int) -> None:
        self.taken = set(Process.objects.values_list("code", flat=True))
        self.this_year = this_year
        # Rows with one title go on counting where the last one stopped.
        self.possible: dict[str, Iterator[str]] = {}

    def take(self, title: str, starts_on: date | None) -> str:
        """The first free code of this title."""
        stem = next(possible_codes(title, starts_on, self.this_year))
        possible = self.possible.setdefault(stem, possible_codes(title, starts_on, self.this_year))
        code = next(code for code in possible if code not in self.taken)
        self.taken.add(code)
        return code
