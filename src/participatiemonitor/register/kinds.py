"""What each kind of process has, and how far the term of a request is. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from participatiemonitor.register.models import (
    Challenge,
    ChallengeDecision,
    NoParticipation,
    Process,
    ProcessKind,
    StandingBody,
    ThirdPartyPlan,
    Track,
)
from participatiemonitor.register.role_models import Rung, role_model

# The applicant does the participation for a plan of a third party; the municipality makes rules, connects and judges.
RUNGS_OF_THIRD_PARTY = frozenset({"OP1", "OP2"})
# A decision that somebody did not ask for has to be explained.
UNWELCOME = frozenset({ChallengeDecision.PARTLY, ChallengeDecision.REFUSED})


def has_participation(process: Process) -> bool:
    """Whether people take part at all: without it there are no roles, phases or rounds."""
    return process.kind != ProcessKind.NO_PARTICIPATION


def may_grow(process: Process) -> bool:
    """Whether the other side of this process can get a dossier of its own: once, and only where people take part."""
    return has_participation(process) and process.grown_from_id is None and not hasattr(process, "grown_into")


def choosable_rungs(process: Process) -> tuple[Rung, ...]:
    """The roles that can be promised for this process."""
    return rungs_of(process.track, process.kind)


def rungs_of(track: str, kind: str = "") -> tuple[Rung, ...]:
    """The roles that can be promised on this track for this kind; without a kind those of the whole track."""
    if kind == ProcessKind.NO_PARTICIPATION:
        return ()
    rungs = role_model(track).choosable
    if kind != ProcessKind.THIRD_PARTY:
        return rungs
    return tuple(rung for rung in rungs if rung.code in RUNGS_OF_THIRD_PARTY)


def highest_rung(track: str, kind: str) -> str:
    """The ceiling that the kind sets to the role aid, or nothing when every role of the track is possible."""
    return "OP2" if kind == ProcessKind.THIRD_PARTY and track == Track.SOCIETY else ""


def row_of[R: (StandingBody, ThirdPartyPlan, Challenge, NoParticipation)](process: Process, table: type[R]) -> R:
    """What only this kind has; an empty row, not kept, where nothing was filled in."""
    found = table._default_manager.filter(process=process).first()
    return found or table(process=process, municipality_id=process.municipality_id)


@dataclass(frozen=True, slots=True)
class TermCount:
    """How far the term of a request is. A decision stops the count; a negative number of days is too late."""

    due_on: date
    days_left: int
    is_decided: bool

    @property
    def is_over(self) -> bool:
        """Whether the last day of the term passed without a decision."""
        return not self.is_decided and self.days_left < 0


def term_count(challenge: Challenge, today: date) -> TermCount | None:
    """The days left in the term; nothing without a day of receipt or a term."""
    due_on = challenge.due_on
    if due_on is None:
        return None
    is_decided = bool(challenge.decision)
    until = challenge.decided_on or today if is_decided else today
    return TermCount(due_on, (due_on - until).days, is_decided)


def running_year(today: date, round_month: int) -> int:
    """The year of a standing body that a day falls in: the calendar year in which it began."""
    return today.year if today.month >= round_month else today.year - 1


def period_of_year(year: int, round_month: int) -> tuple[date, date]:
    """The first and the last day of a year of a standing body."""
    return date(year, round_month, 1), date(year + 1, round_month, 1) - timedelta(days=1)


def name_of_year(year: int) -> str:
    """What the phase of a year is called."""
    return f"Jaar {year}"
