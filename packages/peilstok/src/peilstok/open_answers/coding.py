"""Which themes an open answer is about: likeness to the seed phrases, and "nog indelen" when unsure.

A help for the person who codes, not a replacement: the surest half is proposed, a person does the rest.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from peilstok.checks import Floats
from peilstok.errors import InvalidSetting, InvalidShape
from peilstok.open_answers.code_frame import CodeFrame

type Encoder = Callable[[list[str]], ArrayLike]

GRAMS = (3, 4, 5)
CHARACTER_WEIGHT = 0.7
FIXED_MARGIN = 0.05  # between best and second theme, when there are too few answers to rank them by sureness
FEW_PARTS = 20
PART_BREAK = re.compile(r"(?<=[.!?;])\s+|\n+|,?\s+(?:maar|en ook|daarnaast)\s+", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class CodedAnswer:
    """The themes proposed for one answer, most certain first; empty means "nog indelen".

    `best` and `margin` belong to the part of the answer that was surest, also when it was not sure enough.
    """

    themes: tuple[str, ...]
    best: str
    margin: float

    @property
    def is_unsure(self) -> bool:
        """True when a person has to decide."""
        return not self.themes


def code_answers(
    answers: Sequence[str],
    frame: CodeFrame,
    *,
    track: str | None = None,
    examples: Mapping[str, Sequence[str]] | None = None,
    encoder: Encoder | None = None,
    surest: float = 0.5,
) -> list[CodedAnswer]:
    """Propose themes for open answers.

    Method: an answer is cut into sentences; each gets per theme the mean of its two best likenesses to seed phrases
    (character n-grams of 3 to 5, TF-IDF, cosine). With an `encoder` (texts to vectors) the same is done with its
    vectors, both scores are standardised, and 0.7 times the best character likeness is added. A sentence is assigned
    when its margin between best and second theme is in the surest part (0.5); the themes of an answer are those of its
    sentences. `examples` are hand-coded answers per theme that join the seeds. Without the encoder about two of three
    sentences land well; the surest half clearly more.
    Errors: InvalidSetting for `surest` outside 0…1; InvalidShape for vectors that do not fit.
    """
    if not 0 < surest <= 1:
        raise InvalidSetting("surest lies between 0 and 1")
    owners, parts = _parts(answers)
    if not parts:
        return [CodedAnswer((), "", 0.0) for _ in answers]
    seeds = [[*theme.seeds(track), *(examples or {}).get(theme.key, ())] for theme in frame.themes]
    scores = _scores(parts, seeds, encoder)
    order = np.argsort(-scores, axis=1, kind="stable")
    rows = np.arange(len(parts))
    runner_up = scores[rows, order[:, 1]] if scores.shape[1] > 1 else np.zeros(len(parts))
    margins = scores[rows, order[:, 0]] - runner_up
    least = FIXED_MARGIN if len(parts) < FEW_PARTS else max(1e-9, float(np.quantile(margins, 1 - surest)))
    keys = [theme.key for theme in frame.themes]
    coded = []
    for number in range(len(answers)):
        mine = sorted((place for place in rows if owners[place] == number), key=lambda place: -margins[place])
        if not mine:
            coded.append(CodedAnswer((), "", 0.0))
            continue
        sure = [keys[int(order[place, 0])] for place in mine if margins[place] >= least]
        best = mine[0]
        coded.append(CodedAnswer(tuple(dict.fromkeys(sure)), keys[int(order[best, 0])], float(margins[best])))
    return coded


def theme_counts(coded: Sequence[CodedAnswer], frame: CodeFrame, *, minimum: int = 10) -> dict[str, int]:
    """Answers per theme, only themes with at least `minimum`, in the order of the frame."""
    counts = Counter(theme for answer in coded for theme in answer.themes)
    return {theme.key: counts[theme.key] for theme in frame.themes if counts[theme.key] >= minimum}


def _parts(answers: Sequence[str]) -> tuple[list[int], list[str]]:
    owners, parts = [], []
    for number, answer in enumerate(answers):
        for part in PART_BREAK.split(answer):
            if len(LETTERS.findall(part)) >= 2:
                owners.append(number)
                parts.append(part)
    return owners, parts


def _scores(parts: list[str], seeds: list[list[str]], encoder: Encoder | None) -> Floats:
    flat = [seed for group in seeds for seed in group]
    ends = np.cumsum([len(group) for group in seeds])
    likeness = np.split(character_likeness(parts, flat), ends[:-1], axis=1)
    characters = np.column_stack([_best_two(group) for group in likeness])
    if encoder is None:
        return characters
    vectors = np.asarray(encoder([*parts, *flat]), dtype=np.float64)
    if vectors.ndim != 2 or vectors.shape[0] != len(parts) + len(flat):
        raise InvalidShape("the encoder must give one vector per text")
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    meaning = np.split(vectors[: len(parts)] @ vectors[len(parts) :].T, ends[:-1], axis=1)
    best = np.column_stack([group.max(axis=1) for group in likeness])
    combined: Floats = _standardised(np.column_stack([_best_two(group) for group in meaning]))
    return combined + CHARACTER_WEIGHT * _standardised(best)


def _best_two(likeness: Floats) -> Floats:
    mean: Floats = np.sort(likeness, axis=1)[:, -2:].mean(axis=1)
    return mean


def _standardised(scores: Floats) -> Floats:
    standard: Floats = (scores - scores.mean()) / max(float(scores.std()), 1e-12)
    return standard


def character_likeness(texts: Sequence[str], seeds: Sequence[str]) -> Floats:
    """Cosine likeness (n, s) of TF-IDF vectors of the character n-grams within words."""
    grams = [_grams(text) for text in [*texts, *seeds]]
    documents = Counter(gram for counts in grams for gram in counts)
    place = {gram: number for number, gram in enumerate(sorted(documents))}
    rarity = {gram: np.log((1 + len(grams)) / (1 + count)) + 1 for gram, count in documents.items()}
    by_gram: dict[int, list[tuple[int, float]]] = {}
    for number, counts in enumerate(grams[len(texts) :]):
        for gram, weight in _unit(counts, rarity).items():
            by_gram.setdefault(place[gram], []).append((number, weight))
    likeness = np.zeros((len(texts), len(seeds)))
    for row, counts in enumerate(grams[: len(texts)]):
        for gram, weight in _unit(counts, rarity).items():
            for number, other in by_gram.get(place[gram], ()):
                likeness[row, number] += weight * other
    return likeness


def _grams(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in LETTERS.findall(text.casefold()):
        padded = f" {word} "
        for size in GRAMS:
            counts.update(padded[start : start + size] for start in range(len(padded) - size + 1))
    return counts


def _unit(counts: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {gram: (1 + np.log(count)) * rarity[gram] for gram, count in counts.items()}
    length = np.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
    return {gram: float(weight / length) for gram, weight in weights.items()}
