"""Average scores: one interval for every mean of a scale with known score values, also for two items at once."""

import math

import numpy as np
from numpy.typing import ArrayLike

from peilstok.checks import Floats, array_with_gaps, finite_array, row_weights, tail
from peilstok.errors import ConstantColumn, InvalidCounts, InvalidShape, TooFewRows, UnknownCode
from peilstok.intervals import Interval, effective_n

MANY = 1e12  # more answers than this leave no width that a number can hold


def score_interval(
    counts: ArrayLike,
    scores: ArrayLike,
    *,
    population: int | None = None,
    deff: float = 1.0,
    confidence: float = 0.95,
) -> Interval:
    """Mean score with its Beta interval.

    Formula: equal scores are taken together to L distinct values u₁ < … < u_L with shares π_l. With n* from
    `effective_n`: q_l = n*π_l + 1/L, A = n* + 1, m = Σq_l u_l / A, s² = (Σq_l u_l²/A − m²)/(A + 1); on [u₁, u_L] a
    Beta distribution with that mean and variance gives the limits, widened to contain the plain mean.
    `counts` (K,) are answers per category, all categories of the scale, also empty ones; with weights they are sums
    of weights scaled to mean 1, with `deff` from `kish_deff`. `scores` (K,) may repeat: −1, −1, −1, 0, 1 is NPS-like.
    Assumes answers on a closed scale. Never of width 0 unless n equals the population.
    Errors: InvalidShape, NotFinite, InvalidCounts, ConstantColumn for one distinct score, PopulationTooSmall.
    Reference: a Dirichlet(1/L) posterior (Perks 1947) matched by a Beta distribution; see the methods pages.
    """
    weight, score = finite_array(counts, 1, "counts"), finite_array(scores, 1, "scores")
    if weight.shape != score.shape:
        raise InvalidShape(f"{weight.size} counts for {score.size} scores")
    if (weight < 0).any():
        raise InvalidCounts("counts must not be negative")
    values, place = np.unique(score, return_inverse=True)
    if values.size < 2:
        raise ConstantColumn("the scale has only one distinct score")
    n = float(weight.sum())
    n_star = effective_n(n, population=population, deff=deff)
    shares = np.bincount(place, weights=weight, minlength=values.size) / n
    plain = float(shares @ values)
    if math.isinf(n_star):
        return Interval(plain, plain, plain)
    low, high = _beta_limits(values, shares, n_star, tail(confidence))
    return Interval(plain, min(plain, low), max(plain, high))


def _beta_limits(values: Floats, shares: Floats, n_star: float, one_tail: float) -> tuple[float, float]:
    from scipy.special import betaincinv  # noqa: PLC0415 - SciPy stays out of the import of the package

    unit = (values - values[0]) / (values[-1] - values[0])
    answers = min(n_star, MANY)
    posterior = answers * shares + 1 / values.size
    total = answers + 1
    mean = float(posterior @ unit) / total
    variance = float(posterior @ (unit - mean) ** 2) / total / (total + 1)
    concentration = mean * (1 - mean) / variance - 1
    a, b = mean * concentration, (1 - mean) * concentration
    limits = values[0] + (values[-1] - values[0]) * betaincinv(a, b, [one_tail, 1 - one_tail])
    return float(limits[0]), float(limits[1])


def paired_difference(
    first: ArrayLike,
    second: ArrayLike,
    *,
    scale: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    population: int | None = None,
    confidence: float = 0.95,
) -> Interval:
    """Mean of first − second for the same people, with the Beta interval on the individual differences.

    `first` and `second` (n,) hold scores, NaN for a missing answer; only people who answered both count.
    `scale` lists the possible scores of both items (default: all values that occur); the possible differences are
    the distinct values the interval works on. Weights enter through the weighted shares and Kish's deff.
    Errors: InvalidShape; TooFewRows without one complete pair; UnknownCode for a score outside `scale`;
    ConstantColumn when `scale` has one value; InvalidWeights; PopulationTooSmall.
    Reference: as `score_interval`.
    """
    one, two = array_with_gaps(first, "first"), array_with_gaps(second, "second")
    if one.ndim != 1 or one.shape != two.shape:
        raise InvalidShape(f"two columns of equal length are needed, not {one.shape} and {two.shape}")
    weight = row_weights(weights, one.size)
    complete = ~(np.isnan(one) | np.isnan(two))
    if not complete.any():
        raise TooFewRows("nobody answered both")
    one, two, weight = one[complete], two[complete], weight[complete]
    observed = np.unique(np.concatenate([one, two]))
    values = observed if scale is None else np.unique(finite_array(scale, 1, "scale"))
    if not np.isin(observed, values).all():
        raise UnknownCode("a score lies outside the scale")
    possible = np.unique(np.round(np.subtract.outer(values, values), 12))
    place = np.searchsorted(possible, np.round(one - two, 12))
    scaled = weight * weight.size / weight.sum()
    counts = np.bincount(place, weights=scaled, minlength=possible.size)
    deff = float(np.mean(scaled**2))
    return score_interval(counts, possible, population=population, deff=max(deff, 1.0), confidence=confidence)
