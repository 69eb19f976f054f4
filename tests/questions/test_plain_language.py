"""The texts of questionnaires and role models are plain Dutch, level B1."""

import re
from collections.abc import Iterator

import pytest

from participatiemonitor.questions.definition import Item
from participatiemonitor.questions.library import load_library
from participatiemonitor.questions.types import TYPES, type_of
from participatiemonitor.register.role_models import load_role_models

NEGATIONS = {"niet", "geen", "nooit", "niemand", "niets", "nergens", "zonder", "noch", "evenmin", "tenzij", "minder"}
# Words that people who read at B1 do not use, or that belong to the town hall.
HARD = {
    "participant", "traject", "stakeholder", "stakeholders", "draagvlak", "kader", "kaders", "proces", "participatie",
    "faciliteren", "coproductie", "implementatie", "evaluatie", "betreffende", "middels", "omtrent", "derhalve",
    "teneinde", "inzake", "tevens", "conform", "reeds", "alsmede", "dienen", "dient", "je", "jij", "jullie", "men",
}  # fmt: skip
# Known to whoever gets this question: the name by which the invitation calls it, and the leader's own trade.
EXPLAINED = {"K24": {"traject"}, "L25": {"participatie"}, "L26": {"participatie"}}
MAX_WORDS = 25


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text.strip()) if sentence]


def _words(sentence: str) -> list[str]:
    return re.findall(r"[\w-]+", sentence.lower())


def _item_texts(item: Item) -> Iterator[str]:
    yield item.text
    yield from item.wordings.values()
    if hint := type_of(item.type).hint(item):
        yield hint


def _texts() -> Iterator[tuple[str, str]]:
    for definition in load_library():
        for topic in definition.topics:
            yield from ((f"{definition.code} {topic.key}", text) for text in (topic.title, topic.intro) if text)
            for item in topic.items:
                yield from ((item.code, text) for text in _item_texts(item))
    for model in load_role_models():
        for rung in model.rungs:
            yield from ((rung.code, text) for text in (rung.promise, rung.meaning, rung.earlier_input))


ALL = list(_texts())


def test_no_sentence_is_longer_than_25_words_and_the_average_is_far_below() -> None:
    lengths = {(where, sentence): len(_words(sentence)) for where, text in ALL for sentence in _sentences(text)}
    assert {key: length for key, length in lengths.items() if length > MAX_WORDS} == {}
    assert sum(lengths.values()) / len(lengths) < 12


def test_no_sentence_has_two_negations() -> None:
    double = [
        (where, sentence)
        for where, text in ALL
        for sentence in _sentences(text)
        if len([word for word in _words(sentence) if word in NEGATIONS]) > 1
    ]
    assert double == []


def test_no_hard_words_and_always_u() -> None:
    found = [
        (where, word) for where, text in ALL for word in _words(text) if word in HARD - EXPLAINED.get(where, set())
    ]
    assert found == []


def test_question_asks_one_thing_and_ends_as_a_sentence() -> None:
    items = [item for definition in load_library() for item in definition.all_items]
    for item in items:
        for text in (item.text, *item.wordings.values()):
            assert text[-1] in ".?"
            assert text.count("?") <= 1
            assert text.endswith("?") == (item.type != "statement")


def test_a_wording_differs_from_the_general_one() -> None:
    for definition in load_library():
        for item in definition.all_items:
            assert item.text not in item.wordings.values()


def test_labels_start_with_a_capital_or_number_and_stay_short() -> None:
    labels = {option.label for each in load_library() for item in each.all_items for option in item.options}
    assert [label for label in labels if not (label[0].isupper() or label[0].isdigit())] == []
    assert [label for label in labels if len(_words(label)) > 12] == []


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.key)
def test_errors_speak_to_u_in_short_sentences(kind) -> None:
    assert all(len(_words(sentence)) <= 12 for sentence in _sentences(kind.required_error))
