"""What needs attention on the desk's first page. Pure: facts in, lines out, most urgent first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from participatiemonitor.analysis.gate import shows_questions
from participatiemonitor.fieldwork.overview import Measured, RoundFacts

# A promise of feedback and the term of a request are named from this long before their day.
SOON = timedelta(days=14)
# Too little response is named while something can still be done about it.
CLOSING = timedelta(days=7)
ENOUGH_OF_KNOWN = 0.5


class Reason(IntEnum):
    """Why something is on the list, most urgent first."""

    ROUND_OVERDUE = 1
    TERM_ENDS = 2
    FEEDBACK_LATE = 3
    CHANGE_UNTOLD = 4
    DECISION_MISSING = 5
    FEW_ANSWERS = 6
    FEEDBACK_SOON = 7
    EVALUATION_DUE = 8
    SELF_EVALUATION_MISSING = 9
    ROLE_MISSING = 10
    RESULTS_READY = 11


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
    is_stopped: bool = False
    # People took part and do not any more: its period is over, it stopped, or somebody said so.
    has_ended: bool = False
    # The position of the first part whose promise waits for a decision (G2).
    undecided_part: int | None = None
    # The first change of a role that somebody still has to hear of (G4).
    untold_notice: int | None = None
    # The last day of the term of a request without a decision.
    term_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that needs attention, about one process. `number` is the round, part or notice it is about, if any."""

    reason: Reason
    facts: Facts
    number: int | None = None


def matters(everything: Iterable[Facts], *, today: date) -> list[Matter]:
    """All that needs attention, most urgent first."""
    found = [matter for facts in everything for matter in _of(facts, today)]
    return sorted(found, key=lambda matter: (matter.reason, matter.facts.title.lower()))


def _of(facts: Facts, today: date) -> Iterator[Matter]:
    yield from _of_rounds(facts, today)
    if facts.is_closed:
        return
    promised = facts.feedback_promised_on
    if promised and promised < today:
        yield Matter(Reason.FEEDBACK_LATE, facts)
    if facts.untold_notice is not None:
        yield Matter(Reason.CHANGE_UNTOLD, facts, facts.untold_notice)
    if facts.has_ended and not facts.measured.rounds:
        yield Matter(Reason.EVALUATION_DUE, facts)
    if not facts.is_stopped:
        yield from _of_what_goes_on(facts, today)
    yield from _of_the_leader(facts)


def _of_rounds(facts: Facts, today: date) -> Iterator[Matter]:
    for round_ in facts.measured.rounds:
        if round_.is_open and round_.closes_on < today:
            yield Matter(Reason.ROUND_OVERDUE, facts, round_.number)
        elif round_.is_open and round_.closes_on <= today + CLOSING and _is_little(round_):
            yield Matter(Reason.FEW_ANSWERS, facts, round_.number)


def _is_little(round_: RoundFacts) -> bool:
    """Too few to show anything, where more could come; or fewer than half of the people who are known."""
    known = round_.population
    if known and round_.answers < ENOUGH_OF_KNOWN * known:
        return True
    return not shows_questions(round_.answers) and (known is None or shows_questions(known))


def _of_what_goes_on(facts: Facts, today: date) -> Iterator[Matter]:
    if facts.term_ends_on and facts.term_ends_on <= today + SOON:
        yield Matter(Reason.TERM_ENDS, facts)
    if facts.undecided_part is not None:
        yield Matter(Reason.DECISION_MISSING, facts, facts.undecided_part)
    promised = facts.feedback_promised_on
    if promised and today <= promised <= today + SOON:
        yield Matter(Reason.FEEDBACK_SOON, facts)
    if facts.phases_without_role:
        yield Matter(Reason.ROLE_MISSING, facts)


def _of_the_leader(facts: Facts) -> Iterator[Matter]:
    rounds = facts.measured.rounds
    if not rounds or not facts.is_own:
        return
    if not facts.is_evaluated:
        yield Matter(Reason.SELF_EVALUATION_MISSING, facts)
    elif shows_questions(rounds[-1].answers):
        yield Matter(Reason.RESULTS_READY, facts, rounds[-1].number)
