"""Promising a role, and what the role aid said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.kinds import choosable_rungs, highest_rung
from participatiemonitor.register.models import (
    CompetentBody,
    Phase,
    Process,
    ProcessKind,
    RoleAssessment,
    RoleChoice,
    Track,
)
from participatiemonitor.register.operations.errors import (
    AnswersNotPossible,
    ChoiceUnexplained,
    DecisionIncomplete,
    ReasonMissing,
    RungUnknown,
)
from participatiemonitor.register.operations.notices import drafts, make_notice
from participatiemonitor.register.queries import advice_of, current_choice, latest_assessment, notice_of
from participatiemonitor.register.role_advice import AnswersUnusable, advise
from participatiemonitor.register.role_aids import role_aid
from participatiemonitor.register.role_models import Rung, role_model
from participatiemonitor.register.states import PROMISE_IS_KNOWN


@dataclass(frozen=True, slots=True)
class RoleDecision:
    """The decision of the competent body on a promise: who, when, and in which document."""

    decided_by: str
    decided_on: date
    document: str


@transaction.atomic
def choose_role(
    *,
    phase: Phase,
    rung: str,
    reason: str = "",
    decision: RoleDecision | None = None,
    by: User,
    now: datetime,
) -> RoleChoice:
    """Promise a role for a phase, with the promise as it reads today. Earlier choices stay as history.

    A change needs a reason; where people know the promise it makes a notice for participants and council (G4).
    A promise above raadplegen may be kept without its decision, but the process waits for it (G2).
    Choosing the role that already holds changes nothing but its decision.
    """
    chosen = _rung(phase.process, rung)
    # Two changes at the same moment follow each other, so that each is told from the promise before it.
    Phase.objects.select_for_update().get(pk=phase.pk)
    earlier = current_choice(phase)
    if earlier is not None and earlier.rung == chosen.code:
        return record_decision(choice=earlier, decision=decision, by=by, now=now) if decision else earlier
    if earlier is not None and not reason.strip():
        raise ReasonMissing("Leg uit waarom de rol verandert. Deelnemers en de raad willen dat weten.")
    model = role_model(phase.process.track)
    choice = RoleChoice(
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
    if decision is not None:
        _decide(choice, decision, localdate(now))
    choice.save(force_insert=True)
    is_told = earlier is not None and phase.process.state in PROMISE_IS_KNOWN and make_notice(choice) is not None
    detail = {"phase": phase.name, "rung": chosen.code, "was": earlier.rung if earlier else "", "told": is_told}
    record("role_changed" if earlier else "role_chosen", phase.process, by=by, now=now, detail=detail)
    return choice


@transaction.atomic
def record_decision(*, choice: RoleChoice, decision: RoleDecision, by: User, now: datetime) -> RoleChoice:
    """Keep who decided on a promise, when and in which document. A mistake is corrected in the same way.

    A note to the council that nobody touched or sent yet names the decision from then on.
    """
    choice = RoleChoice.objects.select_for_update().get(pk=choice.pk)
    notice = notice_of(choice)
    is_untouched = notice is not None and not notice.council_told_on and notice.to_council == drafts(choice)["council"]
    if _decide(choice, decision, localdate(now)):
        choice.save(update_fields=["decided_by", "decided_on", "decision_document"])
        if notice is not None and is_untouched:
            notice.to_council = drafts(choice)["council"]
            notice.save(update_fields=["to_council"])
        detail = {"phase": choice.phase.name, "rung": choice.rung, "by": choice.decided_by}
        record("decision_recorded", choice.phase.process, by=by, now=now, detail=detail)
    return choice


def _decide(choice: RoleChoice, decision: RoleDecision, today: date) -> bool:
    """Put a decision on a choice, after looking whether it is whole. Returns whether anything changed."""
    document = decision.document.strip()
    if decision.decided_by not in CompetentBody.values or not document:
        raise DecisionIncomplete("Vul in wie besloot, op welke dag, en in welk stuk dat staat.")
    if decision.decided_on > today:
        raise DecisionIncomplete("De dag van het besluit is nog niet geweest. Vul het besluit in als het er is.")
    before = (choice.decided_by, choice.decided_on, choice.decision_document)
    wanted = (decision.decided_by, decision.decided_on, document)
    choice.decided_by, choice.decided_on, choice.decision_document = wanted
    return before != wanted


@transaction.atomic
def assess_role(*, process: Process, answers: Mapping[str, int], by: User, now: datetime) -> RoleAssessment:
    """Keep the answers to the newest role aid with its advice. The same answers as last time change nothing."""
    aid = role_aid(process.track)
    try:
        found = advise(aid, answers, top=highest_rung(process.track, process.kind))
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
    chosen = _rung(assessment.process, rung)
    differs = chosen.code not in advice_of(assessment).fits
    if differs and not reason.strip():
        raise ChoiceUnexplained("Leg uit waarom u een andere rol kiest dan het advies. De raad wil dat weten.")
    assessment.chosen_rung, assessment.reason = chosen.code, reason.strip() if differs else ""
    assessment.save(update_fields=["chosen_rung", "reason"])
    detail = {"rung": chosen.code, "advice": assessment.advice, "differs": differs}
    record("role_advice_settled", assessment.process, by=by, now=now, detail=detail)
    return assessment


def _rung(process: Process, code: str) -> Rung:
    for rung in choosable_rungs(process):
        if rung.code == code:
            return rung
    if process.kind == ProcessKind.THIRD_PARTY:
        raise RungUnknown(
            "De aanvrager organiseert hier de participatie. De gemeente kan alleen reguleren of regisseren."
        )
    scale = "de overheidsparticipatietrap" if process.track == Track.SOCIETY else "de participatieladder"
    raise RungUnknown(f"Deze rol staat niet op {scale}. Kies een rol uit de lijst.")
