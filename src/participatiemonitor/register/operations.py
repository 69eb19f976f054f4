"""Everything that changes the register. Each operation is one transaction and writes one audit event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import count

from django.db import transaction
from django.utils.text import slugify

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Phase, Process, RoleAssessment, RoleChoice, Track
from participatiemonitor.register.queries import advice_of, current_choice, latest_assessment
from participatiemonitor.register.role_advice import AnswersUnusable, advise
from participatiemonitor.register.role_aids import role_aid
from participatiemonitor.register.role_models import Rung, role_model
from participatiemonitor.register.states import ProcessState, may_become

CODE_LENGTH = 50


class TitleMissing(DomainError):
    """A card without a title."""


class PeriodReversed(DomainError):
    """A period that ends before it starts."""


class TrackIsFixed(DomainError):
    """Who has the initiative cannot change afterwards: promised roles and questions depend on it."""


class PhaseNameTaken(DomainError):
    """Two phases of one process with the same name, or a phase without a name."""


class RungUnknown(DomainError):
    """A rung that is not part of the role model of this track."""


class ReasonMissing(DomainError):
    """A promised role was changed without saying why."""


class AnswersNotPossible(DomainError):
    """Answers that the role aid does not know."""


class ChoiceUnexplained(DomainError):
    """Another role than the role aid advised, without saying why."""


class StepNotAllowed(DomainError):
    """A process cannot go from its state to the wanted one."""


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """The descriptive card of a process or initiative. Only track and title are needed to begin."""

    track: str
    title: str
    central_task: str = ""
    place: str = ""
    scale: str = ""
    is_standing_body: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    competent_body: str = ""
    what_is_fixed: str = ""
    what_is_open: str = ""
    theme: str = ""
    groups_to_reach: str = ""
    participants: int | None = None
    feedback_promised_on: date | None = None
    decided_on: date | None = None
    leader: User | None = None

    @classmethod
    def of(cls, process: Process) -> "ProcessCard":
        """The card as it stands now."""
        return cls(**{field.name: getattr(process, field.name) for field in fields(cls)})


@transaction.atomic
def open_process(*, municipality: Municipality, card: ProcessCard, rung: str = "", by: User, now: datetime) -> Process:
    """Register a process or initiative with one first phase, and the role promised for it when that is known.

    Without a leader on the card, `by` leads it.
    """
    _check(card)
    # One at a time per municipality: two processes with one title at the same moment get two codes.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    process = Process(municipality=municipality, leader=card.leader or by, created_at=now)
    process.code = _free_code(card, now.year)
    _write(process, card)
    process.save(force_insert=True)
    name = f"Hele {process.kind_label}"
    phase = Phase.objects.create(municipality=municipality, process=process, position=1, name=name)
    record("process_opened", process, by=by, now=now, detail={"track": process.track})
    if rung:
        choose_role(phase=phase, rung=rung, by=by, now=now)
    return process


@transaction.atomic
def change_card(*, process: Process, card: ProcessCard, by: User, now: datetime) -> Process:
    """Change the descriptive card. The audit event names the fields that changed, not their contents."""
    _check(card)
    if card.track != process.track:
        raise TrackIsFixed("Wie het initiatief heeft, ligt vast. Maak een nieuw traject of initiatief aan.")
    changed = sorted(_write(process, card))
    if changed:
        process.save(update_fields=changed)
        record("card_changed", process, by=by, now=now, detail={"fields": changed})
    return process


@transaction.atomic
def add_phase(
    *, process: Process, name: str, starts_on: date | None = None, ends_on: date | None = None, by: User, now: datetime
) -> Phase:
    """Add a phase after the last one. It has no promised role yet."""
    name = _phase_name(process, name)
    _check_period(starts_on, ends_on)
    # Two people adding a phase at once must not get the same position.
    Process.objects.select_for_update().get(pk=process.pk)
    last = process.phases.order_by("-position").first()
    phase = Phase.objects.create(
        municipality_id=process.municipality_id,
        process=process,
        position=last.position + 1 if last else 1,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record("phase_added", process, by=by, now=now, detail={"phase": name})
    return phase


@transaction.atomic
def change_phase(
    *, phase: Phase, name: str, starts_on: date | None = None, ends_on: date | None = None, by: User, now: datetime
) -> Phase:
    """Give a phase another name or period."""
    old = phase.name
    phase.name = _phase_name(phase.process, name, besides=phase)
    _check_period(starts_on, ends_on)
    phase.starts_on, phase.ends_on = starts_on, ends_on
    phase.save(update_fields=["name", "starts_on", "ends_on"])
    record("phase_changed", phase.process, by=by, now=now, detail={"phase": phase.name, "was": old})
    return phase


@transaction.atomic
def choose_role(*, phase: Phase, rung: str, reason: str = "", by: User, now: datetime) -> RoleChoice:
    """Promise a role for a phase, with the promise as it reads today. Earlier choices stay as history.

    A change needs a reason. Choosing the role that already holds changes nothing.
    """
    chosen = _rung(phase.process.track, rung)
    earlier = current_choice(phase)
    if earlier is not None and earlier.rung == chosen.code:
        return earlier
    if earlier is not None and not reason.strip():
        raise ReasonMissing("Leg uit waarom de rol verandert. Deelnemers en de raad willen dat weten.")
    model = role_model(phase.process.track)
    choice = RoleChoice.objects.create(
        municipality_id=phase.municipality_id,
        phase=phase,
        model=model.key,
        model_version=model.version,
        rung=chosen.code,
        promise=chosen.promise,
        reason=reason.strip(),
        chosen_at=now,
        chosen_by=by,
    )
    detail = {"phase": phase.name, "rung": chosen.code, "was": earlier.rung if earlier else ""}
    record("role_changed" if earlier else "role_chosen", phase.process, by=by, now=now, detail=detail)
    return choice


@transaction.atomic
def assess_role(*, process: Process, answers: Mapping[str, int], by: User, now: datetime) -> RoleAssessment:
    """Keep the answers to the newest role aid with its advice. The same answers as last time change nothing."""
    aid = role_aid(process.track)
    try:
        found = advise(aid, answers)
    except AnswersUnusable as refusal:
        raise AnswersNotPossible(str(refusal)) from refusal
    # Sent twice at the same moment is still one assessment.
    Process.objects.select_for_update().get(pk=process.pk)
    earlier = latest_assessment(process)
    if earlier is not None and (earlier.answers, earlier.aid_version) == (dict(answers), aid.version):
        return earlier
    assessment = RoleAssessment.objects.create(
        municipality_id=process.municipality_id,
        process=process,
        aid=aid.key,
        aid_version=aid.version,
        answers=dict(answers),
        advice=found.advice,
        runner_up=found.runner_up,
        assessed_at=now,
        assessed_by=by,
    )
    record("role_assessed", process, by=by, now=now, detail={"advice": found.advice, "answered": len(answers)})
    return assessment


@transaction.atomic
def settle_assessment(
    *, assessment: RoleAssessment, rung: str, reason: str = "", by: User, now: datetime
) -> RoleAssessment:
    """Say which role follows from an assessment. Another role than advised needs a reason.

    Two roles with nearly the same points are both the advice.
    """
    chosen = _rung(assessment.process.track, rung)
    differs = chosen.code not in advice_of(assessment).fits
    if differs and not reason.strip():
        raise ChoiceUnexplained("Leg uit waarom u een andere rol kiest dan het advies. De raad wil dat weten.")
    assessment.chosen_rung, assessment.reason = chosen.code, reason.strip() if differs else ""
    assessment.save(update_fields=["chosen_rung", "reason"])
    detail = {"rung": chosen.code, "advice": assessment.advice, "differs": differs}
    record("role_advice_settled", assessment.process, by=by, now=now, detail=detail)
    return assessment


@transaction.atomic
def change_state(*, process: Process, state: ProcessState, by: User, now: datetime) -> Process:
    """Bring a process to its next state, or to an earlier one where the table allows it."""
    process.refresh_from_db(fields=["state"])
    current = ProcessState(process.state)
    if current == state:
        return process
    if not may_become(current, state):
        raise StepNotAllowed(f"Dit kan niet: nu staat er ‘{current.label}’. Kies een van de genoemde stappen.")
    process.state = state
    process.save(update_fields=["state"])
    record("state_changed", process, by=by, now=now, detail={"from": current.value, "to": state.value})
    return process


def _check(card: ProcessCard) -> None:
    if not card.title.strip():
        raise TitleMissing("Geef een titel. Gebruik de naam die mensen kennen.")
    _check_period(card.starts_on, card.ends_on)


def _check_period(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise PeriodReversed("De einddatum ligt voor de begindatum. Verander een van de twee.")


def _write(process: Process, card: ProcessCard) -> set[str]:
    """Put the card on the process and return the names of the fields that changed."""
    changed = set()
    for name in (field.name for field in fields(card) if field.name != "leader"):
        value = getattr(card, name)
        value = value.strip() if isinstance(value, str) else value
        if getattr(process, name) != value:
            setattr(process, name, value)
            changed.add(name)
    if card.leader is not None and process.leader_id != card.leader.pk:
        process.leader = card.leader
        changed.add("leader")
    return changed


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


def _rung(track: str, code: str) -> Rung:
    for rung in role_model(track).choosable:
        if rung.code == code:
            return rung
    scale = "de overheidsparticipatietrap" if track == Track.SOCIETY else "de participatieladder"
    raise RungUnknown(f"Deze rol staat niet op {scale}. Kies een rol uit de lijst.")


def _free_code(card: ProcessCard, this_year: int) -> str:
    """The first code from year and title that this municipality does not use yet."""
    year = card.starts_on.year if card.starts_on else this_year
    stem = f"{year}-{slugify(card.title)}"[:CODE_LENGTH].strip("-")
    for code in _numbered(stem):
        if not Process.objects.filter(code=code).exists():
            return code
    raise AssertionError("the numbers do not end")


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
