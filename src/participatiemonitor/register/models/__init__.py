"""The tables of the register."""

from participatiemonitor.register.models.desk import CalendarFeed, RegisterRules, SavedView
from participatiemonitor.register.models.frame import CouncilFrame, StakeholderGroup, StateChange
from participatiemonitor.register.models.kinds import (
    BodyType,
    Challenge,
    ChallengeDecision,
    NoParticipation,
    NoParticipationGround,
    Required,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.models.process import (
    TRACKS_OF_KIND,
    WORDS_OF_KIND,
    CompetentBody,
    Phase,
    Process,
    ProcessKind,
    Stage,
    Theme,
    Track,
)
from participatiemonitor.register.models.roles import RoleAssessment, RoleChangeNotice, RoleChoice

__all__ = [
    "TRACKS_OF_KIND",
    "WORDS_OF_KIND",
    "BodyType",
    "CalendarFeed",
    "Challenge",
    "ChallengeDecision",
    "CompetentBody",
    "CouncilFrame",
    "NoParticipation",
    "NoParticipationGround",
    "Phase",
    "Process",
    "ProcessKind",
    "RegisterRules",
    "Required",
    "RoleAssessment",
    "RoleChangeNotice",
    "RoleChoice",
    "SavedView",
    "Stage",
    "StakeholderGroup",
    "StandingBody",
    "StateChange",
    "Theme",
    "ThirdPartyPlan",
    "Track",
]
