"""Checks a questionnaire before it may be used, and fills in the answers of fixed scales."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from participatiemonitor.questions.definition import MOMENTS, VARIANTS, Definition, Item
from participatiemonitor.questions.routing import rule_problems
from participatiemonitor.questions.types import BY_KEY

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
_OPTION_CODE = re.compile(r"[A-Za-z0-9_+-]{1,20}")
# Control characters, and the private characters that mark places in a compiled question.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")
TRACKS = ("", "B", "O")
AUDIENCES = ("PARTICIPANTS", "INITIATORS", "LEADER")


class DefinitionError(ValueError):
    """A questionnaire cannot be used. `problems` holds one sentence each, naming the question."""

    def __init__(self, where: str, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(f"{where}: {'; '.join(problems)}")


def checked(definition: Definition, where: str = "") -> Definition:
    """The definition with the answers of its fixed scales written out. Raises `DefinitionError` naming every problem.

    Written out, because a published questionnaire must stay as it was when a scale gets other words later.
    """
    topics = (replace(topic, items=tuple(_complete(item) for item in topic.items)) for topic in definition.topics)
    complete = replace(definition, topics=tuple(topics))
    problems = list(_problems(complete))
    if problems:
        raise DefinitionError(where or definition.code, problems)
    return complete


def _complete(item: Item) -> Item:
    question_type = BY_KEY.get(item.type)
    if item.options or question_type is None:
        return item
    return replace(item, options=question_type.fixed_options())


def _problems(definition: Definition) -> Iterator[str]:
    if definition.audience not in AUDIENCES:
        yield f"‘audience’ is ‘{definition.audience}’; kies uit {', '.join(AUDIENCES)}"
    if definition.track not in TRACKS:
        yield f"‘track’ is ‘{definition.track}’; kies B, O of leeg"
    if definition.number < 1:
        yield "‘number’ is lager dan 1"
    items = definition.all_items
    if not items:
        yield "er staan geen vragen in"
    for topic in definition.topics:
        if not topic.items:
            yield f"onderwerp {topic.key} heeft geen vragen"
    keys = Counter(topic.key for topic in definition.topics)
    yield from (f"onderwerp {key} staat er meer dan één keer" for key, count in keys.items() if count > 1)
    # Names of fields on a page are compared without regard to case by some readers of exports.
    codes = Counter(item.code.lower() for item in items)
    yield from (f"vraag {code} staat er meer dan één keer" for code, count in codes.items() if count > 1)
    for item in items:
        yield from (f"vraag {item.code} {problem}" for problem in item_problems(item))
    yield from (f"vraag {code} {problem}" for code, problem in rule_problems(definition))


def item_problems(item: Item) -> Iterator[str]:
    """What is wrong with one item on its own."""
    question_type = BY_KEY.get(item.type)
    if not _CODE.fullmatch(item.code):
        yield "heeft een code die niet kan; gebruik een letter en daarna letters of cijfers"
    if question_type is None:
        yield f"heeft type ‘{item.type}’; kies uit {', '.join(BY_KEY)}"
        return
    yield from _text_problems(item)
    unknown = {*item.moments, *item.short_moments} - set(MOMENTS)
    if unknown or not item.moments:
        yield "heeft momenten die niet bestaan; kies M1, M2 of allebei"
    if not set(item.short_moments) <= set(item.moments):
        yield "staat in de korte lijst op een moment waarop de vraag niet gesteld wordt"
    if item.track not in TRACKS:
        yield f"heeft track ‘{item.track}’; kies B, O of leeg"
    yield from _option_problems(item)
    yield from question_type.problems(item)


def _text_problems(item: Item) -> Iterator[str]:
    if not item.text.strip():
        yield "heeft geen tekst"
    if any(_UNPRINTABLE.search(text) for text in _texts(item)):
        yield "heeft een tekst met een teken dat niet te zien is"
    for variant, text in item.wordings.items():
        if variant not in VARIANTS:
            yield f"heeft een tekst voor ‘{variant}’; kies uit {', '.join(VARIANTS)}"
        if not text.strip():
            yield f"heeft een lege tekst voor ‘{variant}’"


def _texts(item: Item) -> Iterator[str]:
    yield from (item.text, item.hint, item.unit, *item.wordings.values())
    yield from (option.label for option in item.options)


def _option_problems(item: Item) -> Iterator[str]:
    codes = Counter(option.code for option in item.options)
    yield from (f"heeft antwoord ‘{code}’ meer dan één keer" for code, count in codes.items() if count > 1)
    for option in item.options:
        if not _OPTION_CODE.fullmatch(option.code):
            yield f"heeft een antwoordcode die niet kan: ‘{option.code}’"
        if not option.label.strip():
            yield f"heeft antwoord ‘{option.code}’ zonder tekst"
