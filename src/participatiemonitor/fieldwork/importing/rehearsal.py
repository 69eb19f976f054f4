"""An import without storing anything: what would come in, and what stands in its way."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from participatiemonitor.fieldwork.importing.mapping import AnswerMapping
from participatiemonitor.fieldwork.importing.mapping_file import read_mapping
from participatiemonitor.fieldwork.importing.plan import ImportPlan, plan_import
from participatiemonitor.fieldwork.importing.questionnaire import completed, definition_from
from participatiemonitor.fieldwork.importing.report import ImportReport
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.files.readers import read_table
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.questions.definition import Definition
from participatiemonitor.questions.models import QuestionnaireVersion
from participatiemonitor.questions.queries import definition_of
from participatiemonitor.questions.validation import DefinitionError, checked
from participatiemonitor.register.models import Process

FILE_IMPORTED = "file_imported"


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file with answers as it was received."""

    name: str
    content: bytes

    def checksum(self) -> str:
        """SHA-256 of the content: by this a file is recognised, whatever its name."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an import would do. `version` is set for one of our questionnaires, else the import makes one."""

    mapping: AnswerMapping
    definition: Definition
    version: QuestionnaireVersion | None
    plans: tuple[ImportPlan, ...]
    # A sentence for each file that came in before.
    repeats: tuple[str, ...]

    @property
    def reports(self) -> tuple[ImportReport, ...]:
        """The account of each file."""
        return tuple(plan.report for plan in self.plans)

    @property
    def taken(self) -> int:
        """Rows with answers, over all files."""
        return sum(report.taken for report in self.reports)

    @property
    def refused(self) -> int:
        """Rows that could not be read, over all files."""
        return sum(report.refused for report in self.reports)


def rehearse(*, process: Process, files: Sequence[AnswerFile], mapping_text: str, sheet: str = "") -> Rehearsal:
    """Read everything and store nothing. Raises `FileNotUsable` and `MappingNotUsable`."""
    mapping = read_mapping(mapping_text)
    definition, version = _questionnaire(mapping, process)
    if version is not None:
        mapping = completed(mapping, definition)
    plans = tuple(
        plan_import(read_table(file.content, file.name, sheet=sheet or mapping.sheet), mapping, file.name)
        for file in files
    )
    return Rehearsal(mapping, definition, version, plans, tuple(_repeats(files)))


def _questionnaire(mapping: AnswerMapping, process: Process) -> tuple[Definition, QuestionnaireVersion | None]:
    version = None
    if mapping.questionnaire is None:
        version = _library_version(mapping.library)
        definition = definition_of(version)
    else:
        try:
            definition = checked(definition_from(mapping, mapping.questionnaire))
        except DefinitionError as error:
            raise MappingNotUsable(tuple(f"{problem}." for problem in error.problems)) from error
    if definition.track not in ("", process.track):
        kind = f"{process.kind_label} ({process.get_track_display()})"
        raise MappingNotUsable((f"De vragenlijst ‘{definition.title}’ past niet bij dit {kind}.",))
    return definition, version


def _library_version(code: str) -> QuestionnaireVersion:
    library = QuestionnaireVersion.objects.filter(municipality=None).exclude(audience="LEADER")
    version = library.filter(code=code).order_by("-number").first()
    if version is None:
        codes = ", ".join(sorted(set(library.values_list("code", flat=True))))
        raise MappingNotUsable((f"Wij hebben geen vragenlijst ‘{code}’. Wel: {codes or 'nog geen enkele'}.",))
    return version


def _repeats(files: Sequence[AnswerFile]) -> list[str]:
    sentences = []
    seen: set[str] = set()
    for file in files:
        checksum = file.checksum()
        before = Event.objects.filter(verb=FILE_IMPORTED, detail__checksum=checksum).order_by("-at").first()
        if before is not None:
            day = date_format(timezone.localdate(before.at), "j F Y")
            sentences.append(f"‘{file.name}’ is op {day} al ingelezen: {before.label}.")
        elif checksum in seen:
            sentences.append(f"‘{file.name}’ staat er twee keer bij.")
        seen.add(checksum)
    return sentences
