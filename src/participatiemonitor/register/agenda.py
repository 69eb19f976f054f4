"""Which days of a process belong in an agenda. Pure: rows in, days out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from participatiemonitor.register.models import Challenge, Phase, Process


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day on which something happens. `key` tells it apart from the other days of this process."""

    day: date
    what: str
    code: str
    title: str
    is_initiative: bool
    key: str


def days_of(process: Process, phases: Iterable[Phase], challenge: Challenge | None) -> Iterator[AgendaDay]:
    """Begin and end of a process and its phases, the decision, the promised feedback and the term of a request."""
    for day, what, key in _named(process, phases, challenge):
        if day is not None:
            yield agenda_day(process, day, what, key)


def agenda_day(process: Process, day: date, what: str, key: str) -> AgendaDay:
    """A day of this process."""
    return AgendaDay(day, what, process.code, process.title, process.is_initiative, key)


def _named(
    process: Process, phases: Iterable[Phase], challenge: Challenge | None
) -> Iterator[tuple[date | None, str, str]]:
    yield process.starts_on, "begint", "start"
    for phase in phases:
        yield phase.starts_on, f"fase ‘{phase.name}’ begint", f"phase-{phase.position}-start"
        yield phase.ends_on, f"fase ‘{phase.name}’ eindigt", f"phase-{phase.position}-end"
    yield process.decided_on, "besluit", "decision"
    if challenge is not None and not challenge.decision:
        yield challenge.due_on, "laatste dag voor het besluit op het verzoek", "challenge-term"
    yield process.feedback_promised_on, "terugkoppeling beloofd", "feedback"
    yield process.ends_on, "eindigt", "end"
