"""Where a process stands, and which steps are allowed: the whole life of a process as one table."""

from django.db import models


class ProcessState(models.TextChoices):
    """Where a process stands."""

    DRAFT = "DRAFT", "in voorbereiding"
    PREPARED = "PREPARED", "klaar voor besluit"
    APPROVED = "APPROVED", "vastgesteld"
    RUNNING = "RUNNING", "loopt"
    EVALUATING = "EVALUATING", "wordt geëvalueerd"
    CLOSED = "CLOSED", "afgerond"
    STOPPED = "STOPPED", "gestopt"


# Nothing that ran goes back to preparation; what was closed can be taken up again, and what was stopped goes on where
# it stopped.
ALLOWED: dict[ProcessState, tuple[ProcessState, ...]] = {
    ProcessState.DRAFT: (ProcessState.PREPARED, ProcessState.RUNNING, ProcessState.CLOSED, ProcessState.STOPPED),
    ProcessState.PREPARED: (ProcessState.APPROVED, ProcessState.RUNNING, ProcessState.DRAFT, ProcessState.STOPPED),
    ProcessState.APPROVED: (ProcessState.RUNNING, ProcessState.CLOSED, ProcessState.PREPARED, ProcessState.STOPPED),
    ProcessState.RUNNING: (ProcessState.EVALUATING, ProcessState.CLOSED, ProcessState.STOPPED),
    ProcessState.EVALUATING: (ProcessState.RUNNING, ProcessState.CLOSED, ProcessState.STOPPED),
    ProcessState.CLOSED: (ProcessState.EVALUATING,),
    ProcessState.STOPPED: (),
}
# Where a municipality wants a second person to approve, nothing passes around that person.
PAST_APPROVAL: tuple[tuple[ProcessState, ProcessState], ...] = (
    (ProcessState.DRAFT, ProcessState.RUNNING),
    (ProcessState.DRAFT, ProcessState.CLOSED),
    (ProcessState.PREPARED, ProcessState.RUNNING),
)
# Where nobody takes part, nothing runs; and what people take part in does not close before it ran.
RUNS = (ProcessState.RUNNING, ProcessState.EVALUATING)
WITHOUT_RUNNING: tuple[tuple[ProcessState, ProcessState], ...] = (
    (ProcessState.DRAFT, ProcessState.CLOSED),
    (ProcessState.APPROVED, ProcessState.CLOSED),
)
# In these states people know the promise: a change of role must be told (guard rail G4).
PROMISE_IS_KNOWN = (ProcessState.APPROVED, *RUNS)


def steps(
    current: ProcessState,
    *,
    needs_second_person: bool = False,
    has_participation: bool = True,
    stopped_in: ProcessState | None = None,
) -> tuple[ProcessState, ...]:
    """The states that a process in this state may go to. `stopped_in` is where a stopped process was before."""
    if current == ProcessState.STOPPED:
        return (stopped_in or ProcessState.DRAFT,)
    left_out = set(PAST_APPROVAL) if needs_second_person else set()
    if has_participation:
        left_out |= set(WITHOUT_RUNNING)
    found = [wanted for wanted in ALLOWED[current] if (current, wanted) not in left_out]
    if not has_participation:
        found = [wanted for wanted in found if wanted not in RUNS]
        if current == ProcessState.CLOSED:
            found.append(ProcessState.DRAFT)
    return tuple(found)


def needs_reason(current: ProcessState, wanted: ProcessState) -> bool:
    """Whether this step has to be explained: stopping, and taking up again what was closed or stopped."""
    return ProcessState.STOPPED in (current, wanted) or current == ProcessState.CLOSED
