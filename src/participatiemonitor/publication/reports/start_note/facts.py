"""What is known of a process at its start: read once, then only handed on."""

from dataclasses import dataclass
from datetime import date

from participatiemonitor.fieldwork.queries import rounds_for
from participatiemonitor.register.guard_rails import OpenPoint, open_points
from participatiemonitor.register.kinds import has_participation, row_of
from participatiemonitor.register.models import (
    Challenge,
    CouncilFrame,
    NoParticipation,
    Process,
    ProcessKind,
    RoleAssessment,
    StakeholderGroup,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.queries import (
    PhaseRole,
    advice_of,
    council_frame_of,
    groups_of,
    latest_assessment,
    promised_roles,
)
from participatiemonitor.register.role_advice import RoleAdvice
from participatiemonitor.register.role_aids import RoleDemands, role_aid
from participatiemonitor.register.role_models import versions

type OwnRow = StandingBody | ThirdPartyPlan | Challenge | NoParticipation


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A measuring that is planned or was done."""

    number: int
    moment: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class StartFacts:
    """Everything that a startnotitie and a startkaart are made from. `own` is what only this kind has."""

    process: Process
    roles: tuple[PhaseRole, ...]
    groups: tuple[StakeholderGroup, ...]
    frame: CouncilFrame | None
    assessment: RoleAssessment | None
    advice: RoleAdvice | None
    own: OwnRow | None
    rounds: tuple[RoundPlan, ...]
    today: date

    @property
    def has_participation(self) -> bool:
        """Whether anybody takes part."""
        return has_participation(self.process)

    @property
    def promised(self) -> tuple[PhaseRole, ...]:
        """The phases for which a role was promised."""
        return tuple(role for role in self.roles if role.rung)

    @property
    def rungs(self) -> tuple[str, ...]:
        """The codes of the promised roles, each once, in the order of the phases."""
        return tuple(dict.fromkeys(role.rung for role in self.promised))

    @property
    def demands(self) -> tuple[RoleDemands, ...]:
        """What the promised roles ask, in the same order."""
        aid = role_aid(self.process.track, self.assessment.aid_version if self.assessment else None)
        return tuple(aid.demands_of(rung) for rung in self.rungs if rung in aid.rungs)

    def name_of(self, rung: str) -> str:
        """How a role is called inside a sentence: as it was promised, else as its model has it."""
        known = {one.code: one.name for model in versions(self.process.track) for one in model.rungs}
        known |= {role.rung: role.name for role in self.promised}
        return known.get(rung, rung).lower()

    @property
    def measured_always(self) -> str:
        """The question that is asked whatever the role is."""
        return role_aid(self.process.track).measured_always

    @property
    def open_points(self) -> tuple[OpenPoint, ...]:
        """What has to be settled before it begins."""
        return open_points(self.process, [role.rung for role in self.promised]) if self.has_participation else ()


def facts_of(process: Process, *, today: date) -> StartFacts:
    """Everything that is known at the start, in a fixed number of queries."""
    assessment = latest_assessment(process) if has_participation(process) else None
    return StartFacts(
        process=process,
        roles=promised_roles(process),
        groups=tuple(groups_of(process)),
        frame=council_frame_of(process),
        assessment=assessment,
        advice=advice_of(assessment) if assessment else None,
        own=_own_row(process),
        rounds=tuple(
            RoundPlan(one.number, one.get_moment_display(), one.opens_on, one.closed_on or one.closes_on)
            for one in reversed(rounds_for(process))
        ),
        today=today,
    )


def _own_row(process: Process) -> OwnRow | None:
    match process.kind:
        case ProcessKind.STANDING_BODY:
            return row_of(process, StandingBody)
        case ProcessKind.THIRD_PARTY:
            return row_of(process, ThirdPartyPlan)
        case ProcessKind.CHALLENGE:
            return row_of(process, Challenge)
        case ProcessKind.NO_PARTICIPATION:
            return row_of(process, NoParticipation)
    return None
