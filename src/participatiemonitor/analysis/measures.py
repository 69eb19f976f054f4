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
from peilstok.estimating import triple
from peilstok.frame import Column, Dataset
from peilstok.intervals import Interval, difference
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


def score(dataset: Dataset, key: str) -> Estimate:
    """The mean score of one question, from 0 (bad news) to 10 (good news)."""
    alone = Factor(key, "", (key,))
    return mean(with_factors(dataset, [alone]), ledger_key(alone), Unit.SCORE)


def factor_score(questions: Sequence[Estimate]) -> Estimate:
    """The mean of the scores of a factor's questions: of their figures, not of their people (ADR 0009).

    The limits are the means of their limits: wide enough however much the questions go up and down together.
    """
    if len(questions) == 1:
        return questions[0]
    sides = [triple(question) for question in questions]
    value, low, high = (sum(parts) / len(sides) for parts in zip(*sides, strict=True))
    return _made(Unit.SCORE, Interval(value, low, high), questions)


def _made(unit: Unit, found: Interval, parts: Sequence[Estimate]) -> Estimate:
    """An estimate made of others: as many answers as the fewest of them, and no limits when none of them has any."""
    is_complete = all(part.low is None for part in parts)
    return Estimate(
        unit,
        found.estimate,
        min(part.n for part in parts),
        None if is_complete else found.low,
        None if is_complete else found.high,
        population=parts[0].population,
    )


def correlation_with(dataset: Dataset, key: str, outcome: str) -> Estimate | NotEnough:
    """The correlation of a question with the outcome, for the people who answered both."""
    return peilstok.relate(_known(dataset), key, outcome, thresholds=EVERYTHING)


def set_apart(dataset: Dataset, key: str, outcome: str) -> int:
    """How many people a correlation could single out: the fewest who answered otherwise than most did.

    Of the people who answered both, on either question. What most people said is known, so what is left of a
    correlation is about these.
    """
    given = score_rows(dataset, (key, outcome))
    given = np.round(given[~np.isnan(given).any(axis=1)], 9)
    if not given.size:
        return 0
    return min(len(given) - int(np.unique(side, return_counts=True)[1].max()) for side in given.T)


def answered_one(dataset: Dataset, key: str, outcome: str) -> int:
    """How many people have a score on one of the two questions and not on the other."""
    given = ~np.isnan(score_rows(dataset, (key, outcome)))
    return int((given[:, 0] != given[:, 1]).sum())


def gap(experienced: Estimate, expected: Estimate) -> Estimate:
    """Experienced minus expected, in steps of the ladder: of the two means, not of people (ADR 0009).

    The limits are those of two separate groups, which are too wide for people who answered both alike.
    """
    return _made(Unit.DIFFERENCE, difference(triple(experienced), triple(expected)), (experienced, expected))


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
    """The number of people behind every figure of the ledger: each question, and what is made of their people.

    What is made of the figures of questions has no place of its own: see `composites`.
    """
    behind = {column.key: answered(dataset, column.key) for column in dataset.columns if column.codes}
    behind["drivers"] = people_with_outcome(dataset, outline)
    behind[ASIDES] = dataset.n
    return behind


def composites(outline: Outline) -> dict[str, tuple[str, ...]]:
    """The figures that are made of several questions, with those questions."""
    found = {ledger_key(factor): factor.items for factor in outline.factors}
    if outline.influence:
        found["gap"] = (outline.influence.experienced, outline.influence.expected)
    return found


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
