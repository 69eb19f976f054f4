"""The parts of a process."""

from datetime import date, datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.models import Phase, Process
from participatiemonitor.register.operations.errors import PeriodReversed, PhaseNameTaken


@transaction.atomic
def add_phase(
    *,
    process: Process,
    name: str,
    stage: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User,
    now: datetime,
) -> Phase:
    """Add a phase after the last one. It has no promised role yet."""
    name = _phase_name(process, name)
    check_period(starts_on, ends_on)
    # Two people adding a phase at once must not get the same position.
    Process.objects.select_for_update().get(pk=process.pk)
    last = process.phases.order_by("-position").first()
    phase = Phase.objects.create(
        municipality_id=process.municipality_id,
        process=process,
        position=last.position + 1 if last else 1,
        name=name,
        stage=stage,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record("phase_added", process, by=by, now=now, detail={"phase": name})
    return phase


@transaction.atomic
def change_phase(
    *,
    phase: Phase,
    name: str,
    stage: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User,
    now: datetime,
) -> Phase:
    """Give a phase another name or period."""
    old = phase.name
    phase.name = _phase_name(phase.process, name, besides=phase)
    check_period(starts_on, ends_on)
    phase.stage, phase.starts_on, phase.ends_on = stage, starts_on, ends_on
    phase.save(update_fields=["name", "stage", "starts_on", "ends_on"])
    record("phase_changed", phase.process, by=by, now=now, detail={"phase": phase.name, "was": old})
    return phase


def _phase_name(process: Process, name: str, besides: Phase | None = None) -> str:
    name = name.strip()
    if not name:
        raise PhaseNameTaken("Geef de fase een naam, bijvoorbeeld ‘Ontwerp’.")
    others = process.phases.filter(name__iexact=name)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise PhaseNameTaken(f"Er is al een fase die ‘{name}’ heet. Kies een andere naam.")
    return name


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if starts_on and ends_on and ends_on < starts_on:
        raise PeriodReversed("De einddatum ligt voor de begindatum. Verander een van de twee.")
