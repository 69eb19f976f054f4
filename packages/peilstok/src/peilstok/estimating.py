"""Estimates for one question, by the decision table: which method, and the sentence that says why."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peilstok.checks import Floats
from peilstok.clusters import t_quantile
from peilstok.decisions import Thresholds
from peilstok.estimates import Estimate, NotEnough, Unit
from peilstok.frame import Column, Dataset
from peilstok.intervals import effective_n
from peilstok.means import score_interval
from peilstok.proportions import wilson
from peilstok.scoring import category_counts, has_scale, scale_scores
from peilstok.weighting import kish_deff

EVERYBODY = "Iedereen heeft geantwoord: dit is geen schatting maar een telling, dus zonder marge."
WITH_POPULATION = "De marge houdt er rekening mee dat er {population} deelnemers zijn."
SILENT = "Aangenomen is dat wie niet antwoordde gemiddeld hetzelfde denkt."
WEIGHTED = "Gewogen: de {n} antwoorden tellen voor de marge als {effective:.0f}."
TOO_FEW_TO_WEIGHT = "Niet gewogen: daarvoor zijn {needed} antwoorden nodig."
BETA = "Beta-interval op het effectieve aantal antwoorden"
WILSON = "Wilson-interval op het effectieve aantal antwoorden"


class Usage:
    """How the answers to one column count: weights scaled to mean 1, their cost, the population, the remarks."""

    __slots__ = ("deff", "n", "population", "remarks", "weights")

    def __init__(
        self, data: Dataset, answered: NDArray[np.bool_], thresholds: Thresholds, *, of_population: bool = True
    ) -> None:
        self.n = int(answered.sum())
        self.weights: Floats | None = None
        self.deff = 1.0
        self.population = data.population if of_population else None
        self.remarks: list[str] = []
        if data.weight is not None and self.n:
            if self.n >= thresholds.weights:
                used = np.where(answered, data.weight, 0.0)
                self.weights = used * self.n / used.sum()
                self.deff = max(1.0, kish_deff(used[answered]))
            else:
                self.remarks.append(TOO_FEW_TO_WEIGHT.format(needed=thresholds.weights))

    def finished(
        self,
        unit: Unit,
        limits: tuple[float, float, float],
        method: str,
        *,
        count: int | None = None,
        homogeneous: bool = False,
    ) -> Estimate:
        """The estimate with its interval (none when everybody answered) and the sentences that explain it."""
        value, low, high = limits
        star = effective_n(self.n, population=self.population, deff=self.deff)
        is_complete = math.isinf(star)
        remarks = list(self.remarks)
        if self.weights is not None:
            remarks.append(WEIGHTED.format(n=self.n, effective=self.n / self.deff))
        if is_complete:
            remarks.append(EVERYBODY)
        elif self.population is not None:
            remarks += [WITH_POPULATION.format(population=self.population), SILENT]
        return Estimate(
            unit=unit,
            value=value,
            n=self.n,
            low=None if is_complete else low,
            high=None if is_complete else high,
            population=self.population,
            effective_n=None if is_complete else star,
            count=count,
            homogeneous=homogeneous,
            method=method,
            remarks=tuple(remarks),
        )


def scored_people(column: Column) -> NDArray[np.bool_]:
    """Who gave an answer that has a score."""
    scored = np.concatenate([[False], ~np.isnan(scale_scores(column))])
    people: NDArray[np.bool_] = scored[np.maximum(column.values, 0)]
    return people


def mean_of(
    data: Dataset,
    column: Column,
    thresholds: Thresholds,
    *,
    unit: Unit = Unit.MEAN,
    of_population: bool = True,
    confidence: float = 0.95,
) -> Estimate | NotEnough:
    """The mean score with the Beta interval; of numbers without a closed scale with a t interval."""
    if column.numbers is not None and column.bounds is not None:
        return _mean_within_bounds(data, column, thresholds, unit, of_population=of_population, confidence=confidence)
    if column.numbers is not None:
        return _mean_of_numbers(data, column, thresholds, unit, of_population=of_population, confidence=confidence)
    what = f"een gemiddelde van “{column.label}”"
    if not has_scale(column):
        return NotEnough(
            0, thresholds.minimum, what, f"“{column.label}” heeft geen volgorde: er is geen gemiddelde.", unit
        )
    answered = scored_people(column)
    usage = Usage(data, answered, thresholds, of_population=of_population)
    if usage.n < thresholds.minimum:
        return NotEnough(usage.n, thresholds.minimum, what, unit=unit)
    scores = scale_scores(column)
    kept = ~np.isnan(scores)
    counts = category_counts(column, usage.weights)[kept]
    found = score_interval(counts, scores[kept], population=usage.population, deff=usage.deff, confidence=confidence)
    return usage.finished(unit, found, BETA, homogeneous=int((category_counts(column)[kept] > 0).sum()) == 1)


def _mean_of_numbers(
    data: Dataset, column: Column, thresholds: Thresholds, unit: Unit, *, of_population: bool, confidence: float
) -> Estimate | NotEnough:
    assert column.numbers is not None
    answered = np.isfinite(column.numbers)
    usage = Usage(data, answered, thresholds, of_population=of_population)
    if usage.n < thresholds.numbers:
        return NotEnough(usage.n, thresholds.numbers, f"een gemiddelde van “{column.label}”", unit=unit)
    values = column.numbers[answered]
    weights = np.ones(usage.n) if usage.weights is None else usage.weights[answered]
    mean = float(np.average(values, weights=weights))
    variance = float(np.average((values - mean) ** 2, weights=weights)) * usage.n / (usage.n - 1)
    star = effective_n(usage.n, population=usage.population, deff=usage.deff)
    half = 0.0 if math.isinf(star) else t_quantile(usage.n - 1, confidence) * math.sqrt(variance / star)
    method = "t-interval: de vraag heeft geen gesloten schaal"
    return usage.finished(unit, (mean, mean - half, mean + half), method, homogeneous=variance == 0)


def _mean_within_bounds(
    data: Dataset, column: Column, thresholds: Thresholds, unit: Unit, *, of_population: bool, confidence: float
) -> Estimate | NotEnough:
    """The Beta interval on the distinct scores that people have, between the ends of the scale."""
    assert column.numbers is not None
    assert column.bounds is not None
    answered = np.isfinite(column.numbers)
    usage = Usage(data, answered, thresholds, of_population=of_population)
    if usage.n < thresholds.minimum:
        return NotEnough(usage.n, thresholds.minimum, f"een gemiddelde van “{column.label}”", unit=unit)
    known = np.round(column.numbers[answered], 9)  # sums of thirds that differ in the last bit are one score
    possible = np.unique(np.concatenate([known, column.bounds]))
    weights = None if usage.weights is None else usage.weights[answered]
    places = np.searchsorted(possible, known)
    counts = np.bincount(places, weights=weights, minlength=possible.size).astype(np.float64)
    found = score_interval(counts, possible, population=usage.population, deff=usage.deff, confidence=confidence)
    return usage.finished(unit, found, BETA, homogeneous=np.unique(known).size == 1)


def share_of(
    data: Dataset,
    column: Column,
    categories: Sequence[bool] | NDArray[np.bool_],
    thresholds: Thresholds,
    *,
    of_population: bool = True,
    of_scored: bool = False,
    confidence: float = 0.95,
) -> Estimate | NotEnough:
    """The share of the people who answered that chose one of these categories, with Wilson's interval.

    `of_scored`: of the people whose answer has a score, so that a category without one stays outside the denominator.
    """
    chosen = np.asarray(categories, dtype=bool)
    counted = scored_people(column) if of_scored else column.values > 0
    usage = Usage(data, counted, thresholds, of_population=of_population)
    if usage.n < thresholds.minimum:
        return NotEnough(usage.n, thresholds.minimum, f"een aandeel van “{column.label}”", unit=Unit.SHARE)
    plain = category_counts(column)
    count = int(plain[chosen].sum())
    share = float(category_counts(column, usage.weights)[chosen].sum() / usage.n) if usage.weights is not None else None
    share = count / usage.n if share is None else min(1.0, max(0.0, share))
    low, high = wilson(share * usage.n, usage.n, population=usage.population, deff=usage.deff, confidence=confidence)
    homogeneous = int((plain[~np.isnan(scale_scores(column))] if of_scored else plain).max()) == usage.n
    return usage.finished(Unit.SHARE, (share, low, high), WILSON, count=count, homogeneous=homogeneous)


def triple(estimate: Estimate) -> tuple[float, float, float]:
    """Value and limits; the value itself twice when there is no interval."""
    low = estimate.value if estimate.low is None else estimate.low
    high = estimate.value if estimate.high is None else estimate.high
    return estimate.value, low, high
