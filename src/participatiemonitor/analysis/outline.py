"""What analysis needs to know of a questionnaire: which questions, which factors, which outcome. Pure.

For the shared questionnaires the factors are data (`factors.toml`); for imported ones they follow from constructs,
else from topics, else every question stands alone.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from participatiemonitor.questions.definition import Definition, Item

MOST_FACTORS = 15  # more cannot be told apart, and every further one doubles the work
SCALES = frozenset({"statement", "grade", "more", "told", "yes_no", "single"})
CATEGORIES = frozenset({"single", "multiple", "yes_no"})


@dataclass(frozen=True, slots=True)
class Question:
    """One closed question as analysis sees it."""

    code: str
    text: str
    type: str
    favourable: bool
    is_scored: bool


@dataclass(frozen=True, slots=True)
class Factor:
    """A success factor: one score from one or more questions."""

    key: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A grade or a share that stands among the results."""

    item: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Influence:
    """The questions about promised and experienced influence, and the words for the difference."""

    experienced: str
    expected: str
    unclear: tuple[str, ...]
    less: str
    same: str
    more: str
    vague: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A questionnaire as analysis sees it."""

    questions: tuple[Question, ...]
    factors: tuple[Factor, ...]
    results: tuple[Result, ...]
    outcome: str
    outcome_text: str
    influence: Influence | None
    is_own: bool  # one of the shared questionnaires

    def question(self, code: str) -> Question:
        """The question with this code. Raises KeyError."""
        for question in self.questions:
            if question.code == code:
                return question
        raise KeyError(code)

    @property
    def statements(self) -> tuple[Question, ...]:
        """The questions with an agree scale, in the order of the questionnaire."""
        return tuple(question for question in self.questions if question.type == "statement")


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "factors.toml").read_text(encoding="utf-8"))


def outline_of(definition: Definition, present: Iterable[str]) -> Outline:
    """The outline of a questionnaire, for the questions that were asked (`present` holds their column keys)."""
    asked = frozenset(key.partition(":")[0] for key in present)
    items = [item for topic in definition.topics for item in topic.items if item.code in asked]
    audience = next((entry for entry in _data()["questionnaire"] if entry["audience"] == definition.audience), None)
    codes = {item.code for item in items}
    is_own = audience is not None and audience["outcome"] in {item.code for item in definition.items()}
    outcome = str(audience["outcome"]) if audience is not None and is_own else definition.outcome
    outcome = outcome if outcome in codes else ""
    texts = {item.code: item.text for item in items}
    return Outline(
        questions=tuple(_question(item) for item in items),
        factors=_own_factors(codes) if is_own else _foreign_factors(definition, items, outcome),
        results=_own_results(codes) if is_own else _foreign_results(items, outcome),
        outcome=outcome,
        outcome_text=texts.get(outcome, ""),
        influence=_influence(definition.track, codes) if is_own else None,
        is_own=is_own,
    )


def _question(item: Item) -> Question:
    scored = item.type in SCALES and (item.type == "grade" or _has_scores(item))
    return Question(item.code, item.text, item.type, item.favourable, scored)


def _has_scores(item: Item) -> bool:
    return len({option.score for option in item.options} - {None}) >= 2 or not item.options


def _own_factors(codes: set[str]) -> tuple[Factor, ...]:
    made = (
        Factor(entry["code"], entry["title"], tuple(code for code in entry["items"] if code in codes))
        for entry in _data()["factor"]
    )
    return tuple(factor for factor in made if factor.items)


def _own_results(codes: set[str]) -> tuple[Result, ...]:
    return tuple(
        Result(entry["item"], entry["title"], entry["kind"]) for entry in _data()["result"] if entry["item"] in codes
    )


def _foreign_results(items: list[Item], outcome: str) -> tuple[Result, ...]:
    return tuple(
        Result(item.code, item.text, "grade" if item.type == "grade" else "share")
        for item in items
        if item.code == outcome
    )


def _foreign_factors(definition: Definition, items: list[Item], outcome: str) -> tuple[Factor, ...]:
    scored = [item for item in items if item.code != outcome and item.type == "statement" and _has_scores(item)]
    by_construct: dict[str, list[str]] = {}
    for item in scored:
        by_construct.setdefault(item.construct or item.code, []).append(item.code)
    if len(by_construct) <= MOST_FACTORS:
        titles = {item.code: item.text for item in scored}
        return tuple(Factor(key, titles.get(key, key), tuple(codes)) for key, codes in by_construct.items())
    kept = {item.code for item in scored}
    topics = ((topic, tuple(i.code for i in topic.items if i.code in kept)) for topic in definition.topics)
    return tuple(Factor(topic.key, topic.title, codes) for topic, codes in topics if codes)


def _influence(track: str, codes: set[str]) -> Influence | None:
    for entry in _data()["influence"]:
        if entry["track"] == track and {entry["experienced"], entry["expected"]} & codes:
            return Influence(
                experienced=entry["experienced"],
                expected=entry["expected"],
                unclear=tuple(entry["unclear"]),
                less=entry["less"],
                same=entry["same"],
                more=entry["more"],
                vague=entry["vague"],
            )
    return None
