"""Promising a role, and what the role aid said about it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.kinds import choosable_rungs
from participatiemonitor.register.models import Phase, Process, ProcessKind, RoleAssessment, RoleChoice, Track
from participatiemonitor.register.operations.errors import (
    AnswersNotPossible,
    ChoiceUnexplained,
    ReasonMissing,
    RungUnknown,
)
from participatiemonitor.register.queries import advice_of, current_choice, latest_assessment
from participatiemonitor.register.role_advice import AnswersUnusable, advise
from participatiemonitor.register.role_aids import role_aid
from participatiemonitor.register.role_models import Rung, role_model


@transaction.atomic
def choose_role(*, phase: Phase, rung: str, reason: str = "", by: User, now: datetime) -> RoleChoice:
    """Promise a role for a phase, with the promise as it reads today. Earlier choices stay as history.

    A change needs a reason. Choosing the role that already holds changes nothing.
    """
    chosen = _rung(phase.process, rung)
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
