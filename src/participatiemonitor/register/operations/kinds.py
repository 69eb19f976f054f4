"""What only one kind of process needs: standing bodies, plans of third parties, the uitdaagrecht, no participation."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.kinds import UNWELCOME, name_of_year, period_of_year
from participatiemonitor.register.models import (
    BodyType,
    Challenge,
    ChallengeDecision,
    NoParticipation,
    Phase,
    Process,
    ProcessKind,
    Required,
    RoleChoice,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.operations.errors import (
    DecisionIncomplete,
    ExtensionUnexplained,
    KindDoesNotFit,
    NoParticipationUnexplained,
    YearNotPossible,
)
from participatiemonitor.register.operations.indexing import renew_search_words
from participatiemonitor.register.operations.phases import add_phase
from participatiemonitor.register.operations.roles import RoleDecision, choose_role
from participatiemonitor.register.queries import current_choice, rules
from participatiemonitor.register.states import RUNS, ProcessState

type Row = StandingBody | ThirdPartyPlan | Challenge | NoParticipation

ROWS: dict[str, type[Row]] = {
    ProcessKind.STANDING_BODY: StandingBody,
    ProcessKind.THIRD_PARTY: ThirdPartyPlan,
    ProcessKind.CHALLENGE: Challenge,
    ProcessKind.NO_PARTICIPATION: NoParticipation,
}
# What was laid down keeps its reason.
SETTLED = (ProcessState.APPROVED, ProcessState.CLOSED)


@dataclass(frozen=True, slots=True)
class StandingBodyFacts:
    """What sort of standing body this is, and the month in which its year begins."""

    body_type: str = BodyType.OTHER
    round_month: int = 1


@dataclass(frozen=True, slots=True)
class ThirdPartyPlanFacts:
    """Who applies, how the applicant does the participation, and what the municipality finds of it."""

    applicant: str = ""
    application_number: str = ""
    is_required: str = Required.UNKNOWN
    applicant_approach: str = ""
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class ChallengeFacts:
    """A request under the uitdaagrecht: who asks what, the term, and what came of it."""

    requester: str = ""
    task: str = ""
    received_on: date | None = None
    term_weeks: int | None = None
    extra_weeks: int = 0
    extension_reason: str = ""
    agreements: str = ""
    evaluation: str = ""


@dataclass(frozen=True, slots=True)
class NoParticipationFacts:
    """Why nobody takes part, who decided that and when, and how it is explained."""

    ground: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    how_explained: str = ""


def make_row_of_kind(process: Process) -> None:
    """The table of the kind gets its row; rows of an earlier kind stay, so that nothing entered is lost."""
    table = ROWS.get(process.kind)
    if table is None:
        return
    defaults: dict[str, object] = {"municipality_id": process.municipality_id}
    if table is Challenge:
        defaults["term_weeks"] = rules().challenge_term_weeks
    table._default_manager.get_or_create(process=process, defaults=defaults)


def check_kind(process: Process, kind: str) -> None:
    """Refuse to call something 'no participation' while people take part in it."""
    if kind == ProcessKind.NO_PARTICIPATION and process.state in RUNS:
        raise KindDoesNotFit("Mensen doen hier al mee. ‘Geen participatie’ past dan niet. Stop eerst het meedoen.")


def check_step(process: Process, state: ProcessState) -> None:
    """Refuse a state that needs something of this kind first: a reason, or a decision."""
    if process.kind == ProcessKind.NO_PARTICIPATION and state in SETTLED:
        none = _row(process, NoParticipation)
        if not (none.ground and none.reason):
            raise NoParticipationUnexplained(
                "Leg eerst uit waarom mensen niet kunnen meepraten. Zonder reden kan dit niet worden vastgesteld."
            )
    is_finished_challenge = process.kind == ProcessKind.CHALLENGE and state == ProcessState.CLOSED
    if is_finished_challenge and not _row(process, Challenge).decision:
        raise DecisionIncomplete("Er is nog geen besluit over dit verzoek. Leg eerst het besluit vast.")


@transaction.atomic
def change_standing_body(*, process: Process, facts: StandingBodyFacts, by: User, now: datetime) -> StandingBody:
    """Say what sort of standing body this is, and in which month its year begins."""
    if not 1 <= facts.round_month <= 12:
        raise YearNotPossible("Kies de maand waarin het jaar begint.")
    row = _row(process, StandingBody)
    _change(row, "standing_body_changed", _values(facts), by=by, now=now)
    return row


@transaction.atomic
def start_year(*, process: Process, year: int, by: User, now: datetime) -> Phase:
    """Begin a year of a standing body: a phase with the role that was promised last, promised afresh."""
    # Two people beginning the same year at once make one.
    Process.objects.select_for_update().get(pk=process.pk)
    body = _row(process, StandingBody)
    name = name_of_year(year)
    if process.phases.filter(name__iexact=name).exists():
        raise YearNotPossible(f"Het jaar {year} is er al. Kies een ander jaar.")
    choices = [current_choice(phase) for phase in process.phases.order_by("-position")]
    starts_on, ends_on = period_of_year(year, body.round_month)
    phase = add_phase(process=process, name=name, starts_on=starts_on, ends_on=ends_on, by=by, now=now)
    last = next((choice for choice in choices if choice), None)
    if last:
        choose_role(phase=phase, rung=last.rung, decision=_decision_on(last), by=by, now=now)
    return phase


def _decision_on(choice: RoleChoice) -> RoleDecision | None:
    """The decision that was taken on a promise stays with it when it is promised for another year."""
    if choice.decided_on is None:
        return None
    return RoleDecision(choice.decided_by, choice.decided_on, choice.decision_document)


@transaction.atomic
def change_third_party_plan(*, process: Process, facts: ThirdPartyPlanFacts, by: User, now: datetime) -> ThirdPartyPlan:
    """Say who applies, how the applicant does the participation, and what the municipality finds of it."""
    row = _row(process, ThirdPartyPlan)
    _change(row, "third_party_plan_changed", _values(facts), by=by, now=now)
    return row


@transaction.atomic
def change_challenge(*, process: Process, facts: ChallengeFacts, by: User, now: datetime) -> Challenge:
    """Change a request under the uitdaagrecht. A longer term needs a reason."""
    row = _row(process, Challenge)
    if facts.extra_weeks and not facts.extension_reason.strip():
        raise ExtensionUnexplained("Leg uit waarom u meer tijd nodig hebt. De aanvrager wil dat weten.")
    _check_order(facts.received_on, row.decided_on)
    _change(row, "challenge_changed", _values(facts), by=by, now=now)
    return row


@transaction.atomic
def decide_challenge(
    *, process: Process, decision: str, decided_on: date | None, reason: str = "", by: User, now: datetime
) -> Challenge:
    """Lay down the decision on a request, with its day. A refusal, also a partial one, needs a reason.

    Without a decision an earlier one is taken back.
    """
    row = _row(process, Challenge)
    if not decision:
        decided_on = None
        if process.state == ProcessState.CLOSED:
            raise DecisionIncomplete("Dit verzoek is afgerond. Het besluit kan daarom niet leeg zijn.")
    elif decided_on is None:
        raise DecisionIncomplete("Vul in op welke dag het besluit is genomen.")
    elif ChallengeDecision(decision) in UNWELCOME and not reason.strip():
        raise DecisionIncomplete("Leg uit waarom het verzoek niet of niet helemaal is toegewezen.")
    _check_order(row.received_on, decided_on)
    values = {"decision": decision, "decided_on": decided_on, "reason": reason}
    _change(row, "challenge_decided", values, by=by, now=now, detail={"decision": decision})
    return row


@transaction.atomic
def change_no_participation(
    *, process: Process, facts: NoParticipationFacts, by: User, now: datetime
) -> NoParticipation:
    """Say why nobody takes part, who decided that, and how it is explained."""
    row = _row(process, NoParticipation)
    if process.state in SETTLED and not (facts.ground and facts.reason.strip()):
        raise NoParticipationUnexplained("Dit is al vastgesteld. De reden kan daarom niet leeg zijn.")
    _change(row, "no_participation_changed", _values(facts), by=by, now=now)
    return row


def _row[R: Row](process: Process, table: type[R]) -> R:
    if ROWS.get(process.kind) is not table:
        raise KindDoesNotFit("Dit hoort bij een ander soort. Kies eerst het soort dat past.")
    make_row_of_kind(process)
    row = table._default_manager.get(process=process)
    assert isinstance(row, table)
    return row


def _values(facts: Any) -> dict[str, object]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


def _change(
    row: Row,
    verb: str,
    values: Mapping[str, object],
    *,
    detail: Mapping[str, object] | None = None,
    by: User,
    now: datetime,
) -> None:
    """Write what differs. The audit event names the fields that changed, not their contents."""
    stripped = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    changed = sorted(name for name, value in stripped.items() if getattr(row, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(row, name, stripped[name])
    row.save(update_fields=changed)
    renew_search_words(row.process)
    record(verb, row.process, by=by, now=now, detail={"fields": changed, **(detail or {})})


def _check_order(received_on: date | None, decided_on: date | None) -> None:
    if received_on and decided_on and decided_on < received_on:
        raise DecisionIncomplete("De dag van het besluit ligt voor de dag waarop het verzoek binnenkwam.")
