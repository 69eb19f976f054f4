"""What needs attention on the desk's first page. Pure: facts in, lines out, most urgent first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from participatiemonitor.analysis.gate import shows_questions
from participatiemonitor.fieldwork.overview import Measured

# A promise of feedback is named from this long before its day.
FEEDBACK_SOON = timedelta(days=14)


class Reason(IntEnum):
    """Why something is on the list, most urgent first."""

    ROUND_OVERDUE = 1
    FEEDBACK_SOON = 2
    SELF_EVALUATION_MISSING = 3
    ROLE_MISSING = 4
    RESULTS_READY = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one process."""

    code: str
    title: str
    is_initiative: bool
    is_closed: bool
    # Whether who looks is the one who leads it: own answers and first results are for the leader.
    is_own: bool
    # Whether the leader gave the own answers, or recorded not to.
    is_evaluated: bool
    phases_without_role: int
    feedback_promised_on: date | None
    measured: Measured


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that needs attention, about one process. `number` is the round it is about, if any."""

    reason: Reason
    facts: Facts
    number: int | None = None


def matters(everything: Iterable[Facts], *, today: date) -> list[Matter]:
    """All that needs attention, most urgent first."""
    found = [matter for facts in everything for matter in _of(facts, today)]
    return sorted(found, key=lambda matter: (matter.reason, matter.facts.title.lower()))


def _of(facts: Facts, today: date) -> Iterator[Matter]:
    rounds = facts.measured.rounds
    for round_ in rounds:
        if round_.is_open and round_.closes_on < today:
            yield Matter(Reason.ROUND_OVERDUE, facts, round_.number)
    promised = facts.feedback_promised_on
    if promised and not facts.is_closed and today <= promised <= today + FEEDBACK_SOON:
        yield Matter(Reason.FEEDBACK_SOON, facts)
    if facts.is_closed:
        return
    if facts.phases_without_role:
        yield Matter(Reason.ROLE_MISSING, facts)
    if not rounds or not facts.is_own:
        return
    if not facts.is_evaluated:
        yield Matter(Reason.SELF_EVALUATION_MISSING, facts)
    elif shows_questions(rounds[-1].answers):
        yield Matter(Reason.RESULTS_READY, facts, rounds[-1].number)
