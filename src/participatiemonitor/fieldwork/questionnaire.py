"""The questionnaire of a round, kept in memory: published versions never change."""

from collections.abc import Mapping
from functools import lru_cache

from participatiemonitor.questions.definition import Definition, Value
from participatiemonitor.questions.models import QuestionnaireVersion
from participatiemonitor.questions.queries import definition_of
from participatiemonitor.questions.routing import visible


@lru_cache(maxsize=128)
def definition_by(version_id: int, checksum: str) -> Definition:
    """The definition of a version; the checksum makes the key safe."""
    return definition_of(QuestionnaireVersion.across.get(pk=version_id, checksum=checksum))


@lru_cache(maxsize=128)
def codes_of(definition: Definition) -> tuple[str, ...]:
    """Codes of all questions, in the order in which answers are stored."""
    return tuple(item.code for item in definition.all_items)


@lru_cache(maxsize=128)
def open_codes_of(definition: Definition) -> frozenset[str]:
    """Codes of the questions with an open text."""
    return frozenset(item.code for item in definition.all_items if item.type == "open")


def only_asked(
    definition: Definition, answers: Mapping[str, Value], *, moment: str, short: bool, track: str
) -> dict[str, Value]:
    """The answers without those to questions that this person was not asked in the end."""
    asked = {item.code for item in visible(definition, answers, moment, short, track=track)}
    return {code: value for code, value in answers.items() if code in asked}
