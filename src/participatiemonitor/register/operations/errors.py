"""Why the register refuses a change; the sentence is in plain Dutch."""

from participatiemonitor.foundation.errors import DomainError


class TitleMissing(DomainError):
    """A card without a title."""


class PeriodReversed(DomainError):
    """A period that ends before it starts."""


class TrackIsFixed(DomainError):
    """Who has the initiative cannot change afterwards: promised roles and questions depend on it."""


class KindDoesNotFit(DomainError):
    """A kind of process that does not belong to this track."""


class PhaseNameTaken(DomainError):
    """Two phases of one process with the same name, or a phase without a name."""


class GroupNameTaken(DomainError):
    """Two groups to reach with the same name in one process, or a group without a name."""


class RungUnknown(DomainError):
    """A rung that is not part of the role model of this track."""


class ReasonMissing(DomainError):
    """A promised role was changed without saying why."""


class AnswersNotPossible(DomainError):
    """Answers that the role aid does not know."""


class ChoiceUnexplained(DomainError):
    """Another role than the role aid advised, without saying why."""


class StepNotAllowed(DomainError):
    """A process cannot go from its state to the wanted one."""


class StepUnexplained(DomainError):
    """Stopping or reopening a process without saying why."""


class ExtensionUnexplained(DomainError):
    """A longer term for a request, without saying why."""


class DecisionIncomplete(DomainError):
    """A decision without its day, document or reason, or a day that cannot be."""


class DecisionMissing(DomainError):
    """A promise that the competent body has to decide on before the process goes on (guard rail G2)."""


class SecondPersonNeeded(DomainError):
    """An approval by who prepared it, or by somebody who may not approve, where a second person must."""


class NoticeSent(DomainError):
    """A change of a text that was sent already."""


class NoticeIncomplete(DomainError):
    """A message without text, or sent on a day that has yet to come."""


class NoParticipationUnexplained(DomainError):
    """The choice to involve nobody, without its reason (guard rail G6)."""


class YearNotPossible(DomainError):
    """A year of a standing body that is there already or cannot be."""


class TwinExists(DomainError):
    """A second dossier for the other side."""


class PlaceOutsideCountry(DomainError):
    """A place that does not lie in the Netherlands."""


class ViewNotPossible(DomainError):
    """Filters that cannot be kept under this name."""
