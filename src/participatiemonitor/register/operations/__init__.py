"""Everything that changes the register. Each operation is one transaction and writes one audit event."""

from participatiemonitor.register.operations.cards import ProcessCard, change_card, open_process
from participatiemonitor.register.operations.course import change_state
from participatiemonitor.register.operations.errors import (
    AnswersNotPossible,
    ChoiceUnexplained,
    KindDoesNotFit,
    PeriodReversed,
    PhaseNameTaken,
    ReasonMissing,
    RungUnknown,
    StepNotAllowed,
    StepUnexplained,
    TitleMissing,
    TrackIsFixed,
)
from participatiemonitor.register.operations.phases import add_phase, change_phase
from participatiemonitor.register.operations.roles import assess_role, choose_role, settle_assessment

__all__ = [
    "AnswersNotPossible",
    "ChoiceUnexplained",
    "KindDoesNotFit",
    "PeriodReversed",
    "PhaseNameTaken",
    "ProcessCard",
    "ReasonMissing",
    "RungUnknown",
    "StepNotAllowed",
    "StepUnexplained",
    "TitleMissing",
    "TrackIsFixed",
    "add_phase",
    "assess_role",
    "change_card",
    "change_phase",
    "change_state",
    "choose_role",
    "open_process",
    "settle_assessment",
]
