"""An import of a register without storing anything: what would be made, and what stands there already."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from participatiemonitor.foundation.files.oddities import Oddities, oddities_of
from participatiemonitor.foundation.files.readers import CSV, EXCEL, read_table
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import Table, fold
from participatiemonitor.foundation.people.models import Membership, StaffRole
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.importing.fields import BY_KEY
from participatiemonitor.register.importing.mapping import RegisterMapping
from participatiemonitor.register.importing.mapping_file import SOURCE_LENGTH
from participatiemonitor.register.importing.plan import RegisterPlan, plan_register
from participatiemonitor.register.importing.report import (
    Outcome,
    RefusedCell,
    RegisterReport,
    RowOutcome,
    counted,
)
from participatiemonitor.register.importing.rows import PlannedRow
from participatiemonitor.register.models import Process, ProcessKind, RoleChoice
from participatiemonitor.register.queries import rules
from participatiemonitor.register.role_models import role_model
from participatiemonitor.register.states import ProcessState

KINDS = (CSV, EXCEL)
PAST_DECISION = (ProcessState.APPROVED, ProcessState.RUNNING, ProcessState.EVALUATING, ProcessState.CLOSED)


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A list of processes and initiatives as it was received."""

    name: str
    content: bytes

    def checksum(self) -> str:
        """SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()

    def table(self, sheet: str = "") -> Table:
        """The list as a table of texts; raises `FileNotUsable`."""
        return read_table(self.content, self.name, sheet=sheet, kinds=KINDS)


@dataclass(frozen=True, slots=True)
class RegisterRehearsal:
    """What an import would do: the rows that are new, and the account of the whole file."""

    source: str
    sheet: str
    new: tuple[PlannedRow, ...]
    # Leaders that the file names: the number of the user by e-mail address.
    leaders: Mapping[str, int]
    report: RegisterReport


def rehearse_register(
    *,
    municipality: Municipality,
    file: RegisterFile,
    mapping: RegisterMapping,
    source: str = "",
    sheet: str = "",
    table: Table | None = None,
) -> RegisterRehearsal:
    """Read everything and store nothing. `source` gives the list another name than its mapping does.

    Who read the file already hands over its table.
    Raises `FileNotUsable` and `MappingNotUsable`.
    """
    if len(source) > SOURCE_LENGTH:
        raise MappingNotUsable((f"De naam van de lijst mag hooguit {SOURCE_LENGTH} tekens hebben.",))
    table = table or table_of(file, mapping, sheet)
    oddities = oddities_of(file.content, table.sheet) if table.sheet else Oddities()
    plan = plan_register(table, mapping, oddities)
    beside = _Beside(municipality, plan, source or mapping.source)
    refusals = tuple(sorted((*plan.refusals, *beside.refusals), key=lambda cell: cell.row))
    report = RegisterReport(
        file_name=file.name, file=table.source, mapping=mapping.name, source=beside.source, empty=plan.empty,
        rows=tuple(sorted(_with_reasons(beside.outcomes, refusals), key=lambda row: row.row)), refusals=refusals,
        columns=plan.columns, not_found=plan.not_found, words=plan.words, unread=plan.unread,
        remarks=(*plan.remarks, *beside.remarks()),
    )  # fmt: skip
    return RegisterRehearsal(beside.source, table.sheet, tuple(beside.new), beside.leaders, report)


def _with_reasons(outcomes: Iterable[RowOutcome], refusals: Iterable[RefusedCell]) -> Iterator[RowOutcome]:
    """A refused row says in its remark what is wrong with it."""
    reasons: dict[int, list[str]] = {}
    for refusal in refusals:
        where = f"{refusal.column}: " if refusal.column else ""
        reasons.setdefault(refusal.row, []).append(f"{where}{refusal.sentence}")
    for row in outcomes:
        yield replace(row, remark=" ".join(reasons[row.row])) if row.outcome is Outcome.REFUSED else row


def table_of(file: RegisterFile, mapping: RegisterMapping, sheet: str = "") -> Table:
    """The chosen sheet; else the one that the mapping names, when it is there; else the first that is filled.

    Raises `FileNotUsable`.
    """
    table = file.table(sheet)
    is_elsewhere = not sheet and table.sheet != mapping.sheet and mapping.sheet in table.sheets
    return file.table(mapping.sheet) if is_elsewhere else table


class _Beside:
    """The plan laid beside the register and the people of the municipality."""

    def __init__(self, municipality: Municipality, plan: RegisterPlan, source: str) -> None:
        self.plan, self.source = plan, source
        self.leaders = _leaders(municipality)
        self.standing = {process.source_id: process for process in Process.objects.filter(source=source)}
        self.rungs = _first_rungs(source) if self.standing else {}
        self.titles = _other_titles(source)
        self.new: list[PlannedRow] = []
        self.refusals: list[RefusedCell] = []
        self.outcomes: list[RowOutcome] = [
            *(RowOutcome(number, title, Outcome.REFUSED) for number, title in plan.refused.items()),
            *(RowOutcome(row.number, row.title, Outcome.EXAMPLE) for row in plan.examples),
        ]
        self.alike = 0
        for row in plan.rows:
            self.outcomes.append(self._outcome(row))

    def _outcome(self, row: PlannedRow) -> RowOutcome:
        if row.leader and row.leader not in self.leaders:
            sentence = (
                "Niemand die hier trajecten kan leiden, logt in met dit adres. Verbeter het adres of maak de cel leeg."
            )
            self.refusals.append(RefusedCell(row.number, BY_KEY["leader"].label, row.leader, sentence))
            return RowOutcome(row.number, row.title, Outcome.REFUSED)
        process = self.standing.get(row.key)
        if process is None:
            self.new.append(row)
            return RowOutcome(row.number, row.title, Outcome.NEW, self._remark(row))
        different = ", ".join(BY_KEY[key].label for key in self._differences(row, process))
        if different:
            return RowOutcome(row.number, row.title, Outcome.DIFFERS, f"Anders in het register: {different}")
        return RowOutcome(row.number, row.title, Outcome.STOOD)

    def _remark(self, row: PlannedRow) -> str:
        if fold(row.title) not in self.titles:
            return ""
        self.alike += 1
        return "Deze titel staat al in het register, maar niet uit deze lijst"

    def _differences(self, row: PlannedRow, process: Process) -> Iterator[str]:
        """Fields of which the file says something else than the register. An empty cell says nothing."""
        yield from (key for key, value in row.values.items() if getattr(process, key) != value)
        if row.rung and self.rungs.get(process.pk) != row.rung:
            yield "rung"
        if row.leader and self.leaders[row.leader] != process.leader_id:
            yield "leader"

    def remarks(self) -> Iterator[str]:
        """What stands out about the new rows."""
        if self.alike:
            yield (
                f"Titel staat al in het register, maar niet uit deze lijst: {counted(self.alike)}. "
                "Kijk of ze dubbel zijn."
            )
        stopped = [row for row in self.new if row.values["state"] == ProcessState.STOPPED and not row.reason]
        if stopped:
            yield f"Gestopt zonder reden: {counted(len(stopped))}. Vul de reden later aan."
        past = sum(row.values["state"] in PAST_DECISION for row in self.new)
        if past and rules().needs_second_person:
            yield (
                f"Al vastgesteld of verder: {counted(past)}. Bij u stelt een tweede persoon vast. "
                "Bij deze rijen gebeurt dat niet meer."
            )
        waiting = sum(_needs_decision(row) for row in self.new)
        if waiting:
            yield (
                f"Rol waarover iemand moet besluiten: {counted(waiting)}. Leg later vast wie besloot, wanneer, en in "
                "welk stuk dat staat."
            )
        none = [row for row in self.new if row.values["kind"] == ProcessKind.NO_PARTICIPATION and not row.reason]
        if none:
            yield f"Geen participatie zonder reden: {counted(len(none))}. Vul de reden later aan."


def _needs_decision(row: PlannedRow) -> bool:
    return bool(row.rung) and role_model(str(row.values["track"])).rung(row.rung).needs_decision


def _leaders(municipality: Municipality) -> dict[str, int]:
    """Who may lead a process here: the people who may change one."""
    roles = [role for role in StaffRole if may(role, Permission.PROCESS_EDIT)]
    found = Membership.objects.filter(municipality=municipality, is_active=True, user__is_active=True, role__in=roles)
    return {email.lower(): pk for email, pk in found.values_list("user__email", "user_id")}


def _first_rungs(source: str) -> dict[int, str]:
    """The role that holds for the first phase, by process."""
    choices = RoleChoice.objects.filter(phase__position=1, phase__process__source=source).order_by("chosen_at", "pk")
    return dict(choices.values_list("phase__process_id", "rung"))


def _other_titles(source: str) -> frozenset[str]:
    """The titles of everything that did not come from this list."""
    return frozenset(fold(title) for title in Process.objects.exclude(source=source).values_list("title", flat=True))
