"""Estimates from one frozen dataset: what was answered, how sure that is, and what goes together with the outcome.

Pure. Nothing here may be shown: only the gate makes figures of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from participatiemonitor.analysis.outline import Factor, Outline
from peilstok.correlations import correlation
from peilstok.errors import InvalidInput
from peilstok.estimates import Distribution, Estimate, Unit
from peilstok.frame import Column, Dataset, MissingReason
from peilstok.means import paired_difference, score_interval
from peilstok.proportions import wilson

type Floats = NDArray[np.float64]

SCORE_TOP = 10.0  # constructs are shown from 0 to 10
GRADE_SCALE = (1.0, 10.0)


def population_of(dataset: Dataset) -> int | None:
    """The known number of people who could answer; more answers than people means it is not known."""
    if dataset.population is None or dataset.population < dataset.n:
        return None
    return dataset.population


def scale_of(column: Column) -> Floats:
    """The score of each category (K,), NaN for a category without a place on the scale."""
    if column.scores is None:
        return np.full(len(column.codes), np.nan)
    return np.array([np.nan if score is None else score for score in column.scores], dtype=np.float64)


def scores_of(column: Column) -> Floats:
    """The score of each person (n,), NaN for a missing answer or a category without a score."""
    scale = np.concatenate([[np.nan], scale_of(column)])
    scores: Floats = scale[np.maximum(column.values, 0)]
    return scores


def _category_counts(column: Column) -> NDArray[np.int64]:
    answered = column.values[column.values > 0]
    return np.bincount(answered, minlength=len(column.codes) + 1)[1:]


def distribution(dataset: Dataset, key: str) -> Distribution:
    """Answers per category, with how many did not know and how many skipped."""
    column = dataset.column(key)
    not_known = np.isin(column.values, (MissingReason.NOT_KNOWN, MissingReason.NOT_APPLICABLE))
    return Distribution(
        codes=column.codes,
        labels=column.labels,
        counts=tuple(int(count) for count in _category_counts(column)),
        not_known=int(not_known.sum()),
        skipped=int((column.values == MissingReason.SKIPPED).sum()),
        population=population_of(dataset),
    )


def answered(dataset: Dataset, key: str) -> int:
    """How many people gave an answer in the denominator."""
    return int((dataset.column(key).values > 0).sum())


def share_of(dataset: Dataset, key: str, codes: Iterable[str]) -> Estimate:
    """The share of the people who answered that chose one of these categories, with Wilson's interval."""
    column = dataset.column(key)
    wanted = set(codes)
    counts = _category_counts(column)
    count = int(sum(n for code, n in zip(column.codes, counts, strict=True) if code in wanted))
    return _share(count, int(counts.sum()), population_of(dataset), homogeneous=_is_one(counts))


def share_high(dataset: Dataset, key: str) -> Estimate:
    """The share above the middle of the scale: (4+5)/(1…5) for statements, "ja" for yes and no, 6 and up for grades.

    Categories without a score stay outside the denominator.
    """
    column = dataset.column(key)
    scale, counts = scale_of(column), _category_counts(column)
    scored = ~np.isnan(scale)
    middle = (np.nanmin(scale) + np.nanmax(scale)) / 2 if scored.any() else np.nan
    high = scored & (np.nan_to_num(scale, nan=-np.inf) > middle)
    inside = counts[scored]
    return _share(int(counts[high].sum()), int(inside.sum()), population_of(dataset), homogeneous=_is_one(inside))


def _is_one(counts: NDArray[np.int64]) -> bool:
    return bool(counts.size) and int(counts.max()) == int(counts.sum())


def _share(count: int, n: int, population: int | None, *, homogeneous: bool) -> Estimate:
    if n == 0:
        return Estimate(Unit.SHARE, 0.0, 0, population=population, count=0)
    low, high = wilson(count, n, population=population)
    return Estimate(
        Unit.SHARE,
        count / n,
        n,
        *_limits(low, high, n, population),
        population=population,
        count=count,
        homogeneous=homogeneous,
        method="Wilson",
    )


def _limits(low: float, high: float, n: int, population: int | None) -> tuple[float | None, float | None]:
    """No interval when everybody answered: then the group is described completely."""
    return (None, None) if population is not None and n == population else (low, high)


def mean(dataset: Dataset, key: str, unit: Unit = Unit.MEAN) -> Estimate:
    """The mean on the question's own scale, with the Beta interval."""
    column = dataset.column(key)
    scale, counts = scale_of(column), _category_counts(column)
    scored = ~np.isnan(scale)
    return _mean(counts[scored], scale[scored], unit, population_of(dataset))


def _mean(counts: NDArray[np.int64], scale: Floats, unit: Unit, population: int | None) -> Estimate:
    n = int(counts.sum())
    if n == 0 or np.unique(scale).size < 2:
        return Estimate(unit, 0.0, 0, population=population)
    value, low, high = score_interval(counts, scale, population=population)
    limits = _limits(low, high, n, population)
    method = "Beta-interval"
    return Estimate(unit, value, n, *limits, population=population, homogeneous=_is_one(counts), method=method)


def rescaled(dataset: Dataset, key: str) -> Floats:
    """One question from 0 (bad news) to 10 (good news), NaN for a missing answer (n,)."""
    column = dataset.column(key)
    scale = scale_of(column)
    low, high = float(np.nanmin(scale)), float(np.nanmax(scale))
    unit = (scores_of(column) - low) / (high - low)
    turned: Floats = SCORE_TOP * (unit if column.favourable else 1 - unit)
    return turned


def factor_scores(dataset: Dataset, items: Sequence[str]) -> Floats:
    """The mean of a factor's questions from 0 to 10, for who answered at least half of them; else NaN (n,)."""
    parts = np.column_stack([rescaled(dataset, key) for key in items])
    given = (~np.isnan(parts)).sum(axis=1)
    sums = np.nansum(parts, axis=1)
    enough = given * 2 >= len(items)
    scores: Floats = np.where(enough & (given > 0), sums / np.maximum(given, 1), np.nan)
    return scores


def factor_score(dataset: Dataset, items: Sequence[str]) -> Estimate:
    """The mean factor score from 0 to 10, with the Beta interval on the scores that people have."""
    scores = factor_scores(dataset, items)
    known = np.round(scores[~np.isnan(scores)], 9)
    possible = np.unique(np.concatenate([known, [0.0, SCORE_TOP]]))
    counts = np.bincount(np.searchsorted(possible, known), minlength=possible.size)
    return _mean(counts, possible, Unit.SCORE, population_of(dataset))


def correlation_with(dataset: Dataset, key: str, outcome: str) -> Estimate:
    """The correlation of a question with the outcome, for the people who answered both."""
    first, second = scores_of(dataset.column(key)), scores_of(dataset.column(outcome))
    n = int((~(np.isnan(first) | np.isnan(second))).sum())
    try:
        value, low, high = correlation(first, second)
    except InvalidInput:
        return Estimate(Unit.CORRELATION, 0.0, 0)
    return Estimate(Unit.CORRELATION, value, n, low, high, method="jackknife op de z-schaal")


def pair_count(dataset: Dataset, first: str, second: str) -> int:
    """How many people have a score on both questions."""
    one, two = scores_of(dataset.column(first)), scores_of(dataset.column(second))
    return int((~(np.isnan(one) | np.isnan(two))).sum())


def gap(dataset: Dataset, experienced: str, expected: str) -> Estimate:
    """Experienced minus expected for the same people, in steps of the ladder, with the Beta interval."""
    one, two = scores_of(dataset.column(experienced)), scores_of(dataset.column(expected))
    both = ~(np.isnan(one) | np.isnan(two))
    n = int(both.sum())
    population = population_of(dataset)
    if n == 0:
        return Estimate(Unit.DIFFERENCE, 0.0, 0, population=population)
    scale = scale_of(dataset.column(experienced))
    value, low, high = paired_difference(one, two, scale=scale[~np.isnan(scale)], population=population)
    is_one = bool(np.unique((one - two)[both]).size == 1)
    limits = _limits(low, high, n, population)
    return Estimate(
        Unit.DIFFERENCE,
        value,
        n,
        *limits,
        population=population,
        homogeneous=is_one,
        method="Beta-interval op het verschil per persoon",
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
    column = dataset.column(key)
    scale = dict(zip(column.codes, scale_of(column).tolist(), strict=True))
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
    behind: dict[str, int] = {}
    for column in dataset.columns:
        if column.codes:
            behind[column.key] = answered(dataset, column.key)
    for factor in outline.factors:
        behind[f"factor:{factor.key}"] = int((~np.isnan(factor_scores(dataset, factor.items))).sum())
    if outline.outcome:
        for question in outline.questions:
            if question.is_scored and question.code != outline.outcome:
                behind[f"r:{question.code}"] = pair_count(dataset, question.code, outline.outcome)
    influence = outline.influence
    if influence and dataset.has(influence.experienced) and dataset.has(influence.expected):
        behind["gap"] = pair_count(dataset, influence.experienced, influence.expected)
    behind["drivers"] = people_with_outcome(dataset, outline)
    return behind


def people_with_outcome(dataset: Dataset, outline: Outline) -> int:
    """How many people gave the outcome and at least one factor."""
    if not outline.outcome or not outline.factors:
        return 0
    outcome = scores_of(dataset.column(outline.outcome))
    factors = np.column_stack([factor_scores(dataset, factor.items) for factor in outline.factors])
    return int((~np.isnan(outcome) & (~np.isnan(factors)).any(axis=1)).sum())


def usable_factors(dataset: Dataset, factors: Sequence[Factor], most_unknown: float) -> tuple[Factor, ...]:
    """The factors without the questions that too many people could not answer."""
    kept = []
    for factor in factors:
        items = tuple(key for key in factor.items if _share_unknown(dataset, key) <= most_unknown)
        if items:
            kept.append(Factor(factor.key, factor.title, items))
    return tuple(kept)


def _share_unknown(dataset: Dataset, key: str) -> float:
    counted = distribution(dataset, key)
    asked = counted.n + counted.not_known
    return counted.not_known / asked if asked else 1.0
