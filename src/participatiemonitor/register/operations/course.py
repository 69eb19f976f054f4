"""The steps of a process from one state to another."""

from datetime import datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.models import Process, StateChange
from participatiemonitor.register.operations.errors import StepNotAllowed, StepUnexplained
from participatiemonitor.register.operations.kinds import check_step
from participatiemonitor.register.queries import next_states
from participatiemonitor.register.states import ProcessState, needs_reason


@transaction.atomic
def change_state(*, process: Process, state: ProcessState, reason: str = "", by: User, now: datetime) -> Process:
    """Bring a process to another state, where the table allows it. Stopping and reopening need a reason."""
    Process.objects.select_for_update().get(pk=process.pk)
    process.refresh_from_db(fields=["state"])
    current = ProcessState(process.state)
    if current == state:
        return process
    if state not in next_states(process):
        raise StepNotAllowed(f"Dit kan niet: nu staat er ‘{current.label}’. Kies een van de genoemde stappen.")
    if needs_reason(current, state) and not reason.strip():
        raise StepUnexplained("Leg uit waarom. Wie later kijkt, wil dat weten.")
    check_step(process, state)
    process.state = state
    process.save(update_fields=["state"])
    StateChange.objects.create(
        municipality_id=process.municipality_id,
        process=process,
        before=current,
        after=state,
        reason=reason.strip(),
        changed_at=now,
        changed_by=by,
    )
    record("state_changed", process, by=by, now=now, detail={"from": current.value, "to": state.value})
    return process
