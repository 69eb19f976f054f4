"""The steps of a process from one state to another."""

from datetime import datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.guard_rails import OpenPoint, begun_anyway, open_points
from participatiemonitor.register.models import Process, StateChange
from participatiemonitor.register.operations.errors import (
    DecisionMissing,
    SecondPersonNeeded,
    StepNotAllowed,
    StepUnexplained,
)
from participatiemonitor.register.operations.kinds import check_step
from participatiemonitor.register.queries import next_states, promised_roles, undecided, why_not_approve
from participatiemonitor.register.states import ProcessState, needs_reason

# From here people begin to take part: what is not settled yet is looked at once.
BEFORE_THE_START = (ProcessState.DRAFT, ProcessState.PREPARED, ProcessState.APPROVED)
BINDING = (ProcessState.APPROVED, ProcessState.RUNNING)


@transaction.atomic
def change_state(*, process: Process, state: ProcessState, reason: str = "", by: User, now: datetime) -> Process:
    """Bring a process to another state, where the table allows it.

    Stopping, reopening and starting with open points need a reason. A promise that waits for its decision is not
    approved and does not run; where the municipality wants it, a second person approves.
    """
    Process.objects.select_for_update().get(pk=process.pk)
    process.refresh_from_db(fields=["state"])
    current = ProcessState(process.state)
    if current == state:
        return process
    if state not in next_states(process):
        raise StepNotAllowed(f"Dit kan niet: nu staat er ‘{current.label}’. Kies een van de genoemde stappen.")
    reason = reason.strip()
    if needs_reason(current, state) and not reason:
        raise StepUnexplained("Leg uit waarom. Wie later kijkt, wil dat weten.")
    check_step(process, state)
    _check_decisions(process, state)
    if current == ProcessState.PREPARED and state == ProcessState.APPROVED:
        _check_approval(process, by)
    points = points_before(process, state)
    if points and not reason:
        raise StepUnexplained("Nog niet alles is rond. Leg uit waarom u toch begint, of vul eerst aan wat ontbreekt.")
    process.state = state
    process.save(update_fields=["state"])
    StateChange.objects.create(
        municipality_id=process.municipality_id,
        process=process,
        before=current,
        after=state,
        reason=begun_anyway(reason, points),
        changed_at=now,
        changed_by=by,
    )
    detail: dict[str, object] = {"from": current.value, "to": state.value}
    if points:
        detail["open"] = [point.code for point in points]
    record("state_changed", process, by=by, now=now, detail=detail)
    return process


def points_before(process: Process, state: ProcessState) -> tuple[OpenPoint, ...]:
    """What is not settled before this step; only a start asks."""
    if state != ProcessState.RUNNING or process.state not in BEFORE_THE_START:
        return ()
    return open_points(process, [role.rung for role in promised_roles(process) if role.rung])


def _check_decisions(process: Process, state: ProcessState) -> None:
    missing = undecided(process) if state in BINDING else ()
    if missing:
        raise DecisionMissing(
            f"Voor de rol {missing[0].name.lower()} is een besluit nodig. Leg eerst vast wie besloot, wanneer en waar "
            "dat staat."
        )


def _check_approval(process: Process, by: User) -> None:
    refusal = why_not_approve(process, by)
    if refusal:
        raise SecondPersonNeeded(refusal)
