"""Reading questionnaire versions."""

from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.questions.definition import Definition
from participatiemonitor.questions.models import Audience, QuestionnaireVersion

_definitions: dict[str, Definition] = {}


class NoQuestionnaire(DomainError):
    """There is no library questionnaire for this audience and track."""


def definition_of(version: QuestionnaireVersion) -> Definition:
    """The definition of a version, made once per checksum.

    On a busy page load the version with `.defer("definition")`: the column is then read only the first time.
    """
    known = _definitions.get(version.checksum)
    if known is None:
        known = _definitions[version.checksum] = Definition.from_json(version.definition)
    return known


def latest(audience: Audience, track: str) -> QuestionnaireVersion:
    """The newest library version for this audience and track. Raises `NoQuestionnaire`."""
    library = QuestionnaireVersion.across.filter(municipality=None, audience=audience).order_by("-number", "code")
    for version in library:
        if definition_of(version).track in {track, ""}:
            return version
    label = Audience(audience).label
    raise NoQuestionnaire(f"Er is nog geen vragenlijst voor deze groep: {label}. Vraag de beheerder om hulp.")
