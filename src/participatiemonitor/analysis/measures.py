"""Estimates from one frozen dataset: what was answered, how sure that is, and what goes together with the outcome.

Pure. The statistics are peilstok's; here stands which questions, which people and which words belong to the product.
Nothing here may be shown: only the gate makes figures of it, so every number of answers is let through to it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

import peilstok
from participatiemonitor.analysis.ledger import ASIDES
from participatiemonitor.analysis.outline import Factor, Outline
from peilstok.estimates import Distribution, Estimate, NotEnough, Unit
from peilstok.frame import Column, Dataset
from peilstok.scoring import scale_scores, score_rows, unknown_share

EVERYTHING = peilstok.Thresholds(minimum=1, correlation=1)  # the gate decides what is shown


def _known(dataset: Dataset) -> Dataset:
    """The same answers; more answers than people means that the number of people is not known."""
    if dataset.population is None or dataset.population >= dataset.n:
        return dataset
    return replace(dataset, population=None)


def _estimate(outcome: Estimate | NotEnough, unit: Unit) -> Estimate:
    """A refusal of the statistics is an estimate on nobody: the gate has the words for it."""
    return outcome if isinstance(outcome, Estimate) else Estimate(unit, 0.0, 0)


def distribution(dataset: Dataset, key: str) -> Distribution:
    """Answers per category, with how many did not know and how many skipped."""
    return peilstok.describe(_known(dataset), key, thresholds=EVERYTHING).distribution


def answered(dataset: Dataset, key: str) -> int:
    """How many people gave an answer in the denominator."""
    return distribution(dataset, key).n


def share_of(dataset: Dataset, key: str, codes: Iterable[str]) -> Estimate:
    """The share of the people who answered that chose one of these categories; unknown codes were chosen by nobody."""
    present = [code for code in codes if code in dataset.column(key).codes]
    return _estimate(
        peilstok.describe(_known(dataset), key, high=present, thresholds=EVERYTHING).high_share, Unit.SHARE
    )


def share_high(dataset: Dataset, key: str) -> Estimate:
    """The share above the middle of the scale: (4+5)/(1…5) for statements, "ja" for yes and no, 6 and up for grades."""
    return _estimate(peilstok.describe(_known(dataset), key, thresholds=EVERYTHING).high_share, Unit.SHARE)


def mean(dataset: Dataset, key: str, unit: Unit = Unit.MEAN) -> Estimate:
    """The mean on the question's own scale."""
    return _estimate(peilstok.describe(_known(dataset), key, unit=unit, thresholds=EVERYTHING).mean, unit)


def with_factors(dataset: Dataset, factors: Iterable[Factor]) -> Dataset:
    """The same answers and a score from 0 to 10 per factor, under the key the ledger keeps it by."""
    known = _known(dataset)
    scores = tuple(peilstok.scale_score(known, ledger_key(factor), factor.items) for factor in factors)
    return replace(known, columns=(*known.columns, *scores))


def ledger_key(factor: Factor) -> str:
    """How the ledger and the columns of scores name a factor."""
    return f"factor:{factor.key}"


def factor_score(dataset: Dataset, items: Sequence[str]) -> Estimate:
    """The mean score from 0 to 10 of a factor's questions, of who answered at least half of them."""
    factor = Factor("score", "", tuple(items))
    return mean(with_factors(dataset, [factor]), ledger_key(factor), Unit.SCORE)


def correlation_with(dataset: Dataset, key: str, outcome: str) -> Estimate:
    """The correlation of a question with the outcome, for the people who answered both."""
    return _estimate(peilstok.relate(_known(dataset), key, outcome, thresholds=EVERYTHING), Unit.CORRELATION)


def gap(dataset: Dataset, experienced: str, expected: str) -> Estimate:
    """Experienced minus expected for the same people, in steps of the ladder."""
    found = peilstok.gap(_known(dataset), expected, experienced, thresholds=EVERYTHING)
    if isinstance(found, NotEnough):
        return Estimate(Unit.DIFFERENCE, 0.0, 0)
    return _turned(found.difference)


def _turned(lost: Estimate) -> Estimate:
    """Experienced minus expected, from expected minus experienced."""
    low, high = lost.low, lost.high
    return replace(
        lost, value=0.0 - lost.value, low=None if high is None else 0.0 - high, high=None if low is None else 0.0 - low
    )


@dataclass(frozen=True, slots=True)
class AgainstPromise:
    """How many people experienced less, as much or more than was promised, and how many could not tell."""

    less: Estimate
    same: Estimate
    more: Estimate
    vague: Estimate


def against_promise(dataset: Dataset, key: str, promised: str, unclear: Sequence[str]) -> AgainstPromise | None:
    """Experienced influence laid beside the promised rung; None when the rung is not on the scale of the question."""
    scale = scale_of(dataset.column(key))
    if promised not in scale or promised in unclear:
        return None
    mark = scale[promised]
    return AgainstPromise(
        less=share_of(dataset, key, [code for code, score in scale.items() if score < mark]),
        same=share_of(dataset, key, [promised]),
        more=share_of(dataset, key, [code for code, score in scale.items() if score > mark]),
        vague=share_of(dataset, key, unclear),
    )


def people_behind(dataset: Dataset, outline: Outline) -> dict[str, int]:
    """The number of people behind every figure that this dataset can give: what the ledger keeps."""
    behind = {column.key: answered(dataset, column.key) for column in dataset.columns if column.codes}
    scored = with_factors(dataset, outline.factors)
    for factor in outline.factors:
        behind[ledger_key(factor)] = _people(scored, ledger_key(factor))
    if outline.outcome:
        for question in outline.questions:
            if question.is_scored and question.code != outline.outcome:
                behind[f"r:{question.code}"] = _people(dataset, question.code, outline.outcome)
    influence = outline.influence
    if influence and dataset.has(influence.experienced) and dataset.has(influence.expected):
        behind["gap"] = _people(dataset, influence.experienced, influence.expected)
    behind["drivers"] = people_with_outcome(dataset, outline)
    behind[ASIDES] = dataset.n
    return behind


def composites(outline: Outline) -> dict[str, tuple[str, ...]]:
    """The figures of the ledger that are made of several questions, with those questions."""
    found = {ledger_key(factor): factor.items for factor in outline.factors}
    if outline.influence:
        found["gap"] = (outline.influence.experienced, outline.influence.expected)
    return found


def _people(dataset: Dataset, *keys: str) -> int:
    """How many people have a score on each of these."""
    return int((~np.isnan(score_rows(dataset, keys))).all(axis=1).sum())


def people_with_outcome(dataset: Dataset, outline: Outline) -> int:
    """How many people gave the outcome and at least one factor."""
    if not outline.outcome or not outline.factors:
        return 0
    keys = [outline.outcome, *(ledger_key(factor) for factor in outline.factors)]
    given = ~np.isnan(score_rows(with_factors(dataset, outline.factors), keys))
    return int((given[:, 0] & given[:, 1:].any(axis=1)).sum())


def usable_factors(dataset: Dataset, factors: Sequence[Factor], most_unknown: float) -> tuple[Factor, ...]:
    """The factors without the questions that too many people could not answer."""
    kept = []
    for factor in factors:
        items = tuple(key for key in factor.items if unknown_share(dataset.column(key)) <= most_unknown)
        if items:
            kept.append(Factor(factor.key, factor.title, items))
    return tuple(kept)


def scale_of(column: Column) -> dict[str, float]:
    """The score of each category that has a place on the scale."""
    scores = zip(column.codes, scale_scores(column).tolist(), strict=True)
    return {code: score for code, score in scores if not math.isnan(score)}
