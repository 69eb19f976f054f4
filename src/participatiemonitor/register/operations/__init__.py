"""Everything that changes the register. Each operation is one transaction and writes one audit event."""

from participatiemonitor.register.operations.cards import ProcessCard, change_card, open_process
from participatiemonitor.register.operations.course import change_state
from participatiemonitor.register.operations.errors import (
    AnswersNotPossible,
    ChoiceUnexplained,
    GroupNameTaken,
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
from participatiemonitor.register.operations.groups import (
    GroupFacts,
    add_group,
    change_group,
    move_group,
    remove_group,
)
from participatiemonitor.register.operations.phases import add_phase, change_phase
from participatiemonitor.register.operations.roles import assess_role, choose_role, settle_assessment

__all__ = [
    "AnswersNotPossible",
    "ChoiceUnexplained",
    "GroupFacts",
    "GroupNameTaken",
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
    "add_group",
    "add_phase",
    "assess_role",
    "change_card",
    "change_group",
    "change_phase",
    "change_state",
    "choose_role",
    "move_group",
    "open_process",
    "remove_group",
    "settle_assessment",
]
