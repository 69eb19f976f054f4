"""Where a process stands, and which steps are allowed."""

from django.db import models


class ProcessState(models.TextChoices):
    """Where a process stands."""

    DRAFT = "DRAFT", "in voorbereiding"
    RUNNING = "RUNNING", "loopt"
    EVALUATING = "EVALUATING", "wordt geëvalueerd"
    CLOSED = "CLOSED", "afgerond"


# A process that was closed too early may be opened again; nothing goes back to preparation.
ALLOWED: dict[ProcessState, tuple[ProcessState, ...]] = {
    ProcessState.DRAFT: (ProcessState.RUNNING,),
    ProcessState.RUNNING: (ProcessState.EVALUATING, ProcessState.CLOSED),
    ProcessState.EVALUATING: (ProcessState.RUNNING, ProcessState.CLOSED),
    ProcessState.CLOSED: (ProcessState.EVALUATING,),
}


def may_become(current: ProcessState, wanted: ProcessState) -> bool:
    """Whether a process in this state may go to that state."""
    return wanted in ALLOWED[current]
