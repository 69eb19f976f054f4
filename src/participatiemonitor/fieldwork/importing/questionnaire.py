"""From a mapping to the questionnaire it describes, and from one of our questionnaires to a complete mapping."""

from dataclasses import replace

from participatiemonitor.fieldwork.importing.mapping import (
    AnswerMapping,
    MappedAnswer,
    MappedQuestion,
    MappedTopic,
    NewQuestionnaire,
)
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.questions.definition import UNKNOWN, Definition, Item, Option, Topic

# Types in which "weet ik niet" is no answer of its own: there it counts as skipped.
WITHOUT_UNKNOWN = ("open", "number", "multiple")
ONLY_TOPIC = MappedTopic("vragen", "Vragen")


def definition_from(mapping: AnswerMapping, questionnaire: NewQuestionnaire) -> Definition:
    """The questionnaire that this mapping describes, as its version 1."""
    topics = questionnaire.topics or (ONLY_TOPIC,)
    return Definition(
        code=questionnaire.code, number=1, title=questionnaire.title, audience=questionnaire.audience,
        track=questionnaire.track,
        outcome=next((question.code for question in mapping.questions if question.is_outcome), ""),
        topics=tuple(
            Topic(topic.key, topic.title, _items(mapping, topic.key if questionnaire.topics else ""), topic.intro)
            for topic in topics
        ),
    )  # fmt: skip


def _items(mapping: AnswerMapping, topic: str) -> tuple[Item, ...]:
    return tuple(_item(question) for question in mapping.questions if not topic or question.topic == topic)


def _item(question: MappedQuestion) -> Item:
    options = tuple(Option(one.code, one.label, one.score) for one in question.categories)
    is_choice = question.type not in WITHOUT_UNKNOWN
    if question.missing.not_known and is_choice and UNKNOWN not in {option.code for option in options}:
        options += (Option(UNKNOWN, "weet ik niet"),)
    return Item(
        code=question.code, type=question.type, text=question.text, construct=question.construct,
        options=options, hint=question.hint, favourable=not question.is_reversed,
    )  # fmt: skip


def completed(mapping: AnswerMapping, definition: Definition) -> AnswerMapping:
    """A mapping onto one of our questionnaires, with type, text and answers of each item filled in."""
    problems: list[str] = []
    questions: list[MappedQuestion] = []
    known = {item.code: item for item in definition.items()}
    for question in mapping.questions:
        item = known.get(question.code)
        if item is None:
            problems.append(f"vraag ‘{question.code}’ staat niet in de vragenlijst ‘{definition.title}’.")
            continue
        strange = {one.code for one in question.categories} - {one.code for one in item.options}
        if strange and item.options:
            problems.append(
                f"vraag ‘{question.code}’: de vragenlijst heeft geen antwoord {', '.join(sorted(strange))}."
            )
        questions.append(_completed(question, item))
    if problems:
        raise MappingNotUsable(tuple(problems))
    return replace(mapping, questions=tuple(questions))


def _completed(question: MappedQuestion, item: Item) -> MappedQuestion:
    """Answers that the mapping does not name are read by their label or code."""
    named = {answer.code: answer for answer in question.answers}
    answers = tuple(
        named.get(option.code) or MappedAnswer(option.code, option.label, option.score, (option.label, option.code))
        for option in item.options
    )
    return replace(
        question, type=item.type, text=question.text or item.text, answers=() if question.choices else answers
    )
