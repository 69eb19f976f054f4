"""Bringing in answers from files: everything in one transaction, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from participatiemonitor.fieldwork.importing.rehearsal import FILE_IMPORTED, AnswerFile, Rehearsal, rehearse
from participatiemonitor.fieldwork.models import FrozenDataset, Round
from participatiemonitor.fieldwork.operations import close_round, prepare_round, start_round, store_imported
from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.people.models import User
from participatiemonitor.questions.definition import Definition
from participatiemonitor.questions.models import QuestionnaireVersion
from participatiemonitor.questions.operations import publish_version
from participatiemonitor.questions.validation import checked
from participatiemonitor.register.models import Process
from participatiemonitor.register.queries import promised_rung


class NothingToImport(DomainError):
    """No row has answers."""


class RowsRefused(DomainError):
    """Some rows cannot be read, and nobody said that they may be left out."""


class AlreadyImported(DomainError):
    """The same file was imported before."""


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the person who imports decides."""

    sheet: str = ""
    population: int | None = None
    # Close the round at once: a file is usually all there is.
    is_closed: bool = True
    # Import a file again that came in before.
    is_again: bool = False
    # Import the good rows although others are refused.
    leaves_out_refused: bool = False


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What came in."""

    round: Round
    rehearsal: Rehearsal
    dataset: FrozenDataset | None


@transaction.atomic
def import_answers(
    *,
    process: Process,
    files: Sequence[AnswerFile],
    mapping_text: str,
    choices: ImportChoices,
    by: User | str,
    now: datetime,
) -> ImportDone:
    """Bring in the answers of one or more files as one round.

    Publishes the questionnaire when it is new, prepares a round, stores the forms in random order, closes the round
    (which freezes the dataset and cuts open answers loose), and writes an event per file with its checksum.
    Raises `FileNotUsable`, `MappingNotUsable`, `NothingToImport`, `RowsRefused` and `AlreadyImported`; nothing is
    stored then.
    """
    # One import at a time per process: of two with the same file the second sees the first.
    Process.objects.select_for_update().get(pk=process.pk)
    rehearsal = rehearse(process=process, files=files, mapping_text=mapping_text, sheet=choices.sheet)
    _check(rehearsal, choices)
    version = rehearsal.version or _own_version(rehearsal.definition, process, by, now)
    round_ = _round(process, version, rehearsal, choices, by, now)
    forms = (form for plan in rehearsal.plans for form in plan.forms)
    store_imported(round_=round_, forms=forms, by=by, now=now)
    for file, report in zip(files, rehearsal.reports, strict=True):
        detail = {"checksum": file.checksum(), "rows": report.read, "taken": report.taken, "refused": report.refused}
        record(FILE_IMPORTED, round_, by=by, now=now, detail=detail)
    if choices.is_closed:
        dataset = close_round(round_=round_, by=by, now=now)
    else:
        dataset, round_ = None, start_round(round_=round_, by=by, now=now)
    return ImportDone(round_, rehearsal, dataset)


def _check(rehearsal: Rehearsal, choices: ImportChoices) -> None:
    if not rehearsal.taken:
        raise NothingToImport("Er is geen enkele rij met antwoorden om in te lezen. Er is niets bewaard.")
    if rehearsal.repeats and not choices.is_again:
        raise AlreadyImported(f"{' '.join(rehearsal.repeats)} Er is niets bewaard.")
    if rehearsal.refused and not choices.leaves_out_refused:
        rows = "1 rij is" if rehearsal.refused == 1 else f"{rehearsal.refused} rijen zijn"
        raise RowsRefused(
            f"{rows} geweigerd. Er is niets bewaard. Pas de indeling aan, of kies dat die rijen wegblijven."
        )


def _own_version(definition: Definition, process: Process, by: User | str, now: datetime) -> QuestionnaireVersion:
    """The version with exactly this content; else a new one after the last."""
    published = QuestionnaireVersion.objects.filter(municipality=process.municipality, code=definition.code)
    number = 1
    for version in published.order_by("-number"):
        same = checked(replace(definition, number=version.number))
        if same.checksum() == version.checksum:
            return version
        number = max(number, version.number + 1)
    return publish_version(
        definition=replace(definition, number=number), municipality=process.municipality, by=by, now=now
    )


def _round(
    process: Process,
    version: QuestionnaireVersion,
    rehearsal: Rehearsal,
    choices: ImportChoices,
    by: User | str,
    now: datetime,
) -> Round:
    opens_on, closes_on = _period(rehearsal, timezone.localdate(now))
    rung = promised_rung(process, on=closes_on)
    facts = rehearsal.mapping.round_facts
    return prepare_round(
        process=process,
        version=version,
        moment=facts.moment,
        is_short=False,
        opens_on=opens_on,
        closes_on=closes_on,
        population=choices.population or facts.population,
        promise=rung.promise if rung else "",
        promised_rung=rung.code if rung else "",
        by=by,
        now=now,
    )


def _period(rehearsal: Rehearsal, today: date) -> tuple[date, date]:
    """When was asked: as the mapping says; a day that it leaves out is the other one, else today."""
    facts = rehearsal.mapping.round_facts
    opens_on = facts.opens_on or facts.closes_on or today
    return opens_on, facts.closes_on or max(opens_on, facts.opens_on or today)
