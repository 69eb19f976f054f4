"""What is known at a start, without a database: the papers about it are pure."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.publication.reports.start_note import StartFacts
from participatiemonitor.register.models import (
    TRACKS_OF_KIND,
    Challenge,
    CouncilFrame,
    NoParticipation,
    Phase,
    Process,
    ProcessKind,
    RoleAssessment,
    RoleChoice,
    StakeholderGroup,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.queries import PhaseRole
from participatiemonitor.register.role_advice import advise
from participatiemonitor.register.role_aids import role_aid
from participatiemonitor.register.role_models import role_model

TODAY = date(2026, 3, 2)
LINGEDAM = Municipality(code="GM9001", name="Lingedam")
BRAM = User(name="Bram de Wit")
FILLED = {
    "central_task": "Het Kerkplein opnieuw inrichten.",
    "goal": "Een plein waar bewoners graag zijn.",
    "place": "Kerkplein",
    "scale": "plein en zes straten",
    "starts_on": date(2026, 4, 1),
    "ends_on": date(2026, 11, 30),
    "competent_body": "COUNCIL",
    "what_is_fixed": "De markt blijft.",
    "what_is_open": "Het groen en de bankjes.",
    "methods": "Twee ontwerpavonden en een wandeling.",
    "means": "Een projectleider en 60.000 euro.",
    "feedback_promised_on": date(2026, 12, 15),
    "feedback_by": "wethouder De Boer",
    "feedback_form": "een brief en een avond",
}
ROWS: dict[str, Any] = {
    "STANDING": StandingBody,
    "THIRD": ThirdPartyPlan,
    "CHALLENGE": Challenge,
    "NONE": NoParticipation,
}


def a_start(kind: str = "PROCESS", *, rungs: tuple[str, ...] = ("BP4",), own: Any = None, **card: Any) -> StartFacts:
    """The facts of a filled-in card of this kind, with a phase per promised rung; nothing else around it."""
    track = TRACKS_OF_KIND[ProcessKind(kind)][0].value
    about = {"kind": kind, "track": track, "title": "Kerkplein", "code": "kerkplein", "state": "DRAFT"} | FILLED | card
    process = Process(municipality=LINGEDAM, leader=BRAM, **about)
    row = ROWS[kind](process=process, **(own or {})) if kind in ROWS else None
    roles = tuple(a_role(process, place, rung) for place, rung in enumerate(rungs, start=1))
    return StartFacts(process, roles, (), None, None, None, row, (), TODAY)


def an_empty_start(kind: str = "PROCESS", **card: Any) -> StartFacts:
    """The facts of a card with a title and nothing else, and one phase without a role."""
    empty = {name: None if isinstance(value, date) else "" for name, value in FILLED.items()}
    return a_start(kind, rungs=("",) if kind != "NONE" else (), **(empty | card))


def a_role(process: Process, place: int, code: str, **choice: Any) -> PhaseRole:
    """A phase with this promised rung, not decided on; without a rung it has no role yet."""
    phase = Phase(process=process, position=place, name=f"Fase {place}")
    if not code:
        return PhaseRole(phase, "", "", "", None)
    rung = role_model(process.track).rung(code)
    chosen = RoleChoice(phase=phase, rung=code, promise=rung.promise, chosen_at=datetime(2026, 3, 1, tzinfo=UTC))
    for name, value in choice.items():
        setattr(chosen, name, value)
    return PhaseRole(phase, code, rung.name, rung.promise, chosen.chosen_at, (chosen,), rung.needs_decision)


def with_groups(facts: StartFacts, *groups: dict[str, Any]) -> StartFacts:
    """The same with these groups to reach."""
    return replace(facts, groups=tuple(StakeholderGroup(**group) for group in groups))


def with_frame(facts: StartFacts, **points: Any) -> StartFacts:
    """The same with a raadskader."""
    return replace(facts, frame=CouncilFrame(**points))


def with_advice(facts: StartFacts, answers: dict[str, int], **kept: Any) -> StartFacts:
    """The same with what the role aid says to these answers."""
    aid = role_aid(facts.process.track)
    assessment = RoleAssessment(process=facts.process, aid=aid.key, aid_version=aid.version, answers=answers, **kept)
    return replace(facts, assessment=assessment, advice=advise(aid, answers))
