"""One effective sample size for weights and finite population, and the interval of a difference."""

import math
from statistics import NormalDist
from typing import NamedTuple

from peilstok.checks import tail
from peilstok.errors import InvalidCounts, InvalidSetting, PopulationTooSmall


class Interval(NamedTuple):
    """A plain estimate with the limits around it."""

    estimate: float
    low: float
    high: float


def effective_n(n: float, *, population: int | None = None, deff: float = 1.0) -> float:
    """The number of independent answers from an endless population that would say as much as these `n`.

    Formula: n* = (n/deff) · (N−1)/(N−n) with a known population N, else n/deff; infinite when n = N, because then
    the group is described completely. Use N only for descriptive statements about these people in this wave.
    Errors: InvalidCounts for n ≤ 0, PopulationTooSmall for N < n, InvalidSetting for deff < 1 or not finite.
    Reference: Kish (1965), Survey Sampling, 2.2 and 8.2.
    """
    if not math.isfinite(n) or n <= 0:
        raise InvalidCounts(f"n must be a positive number, not {n}")
    if not math.isfinite(deff) or deff < 1 - 1e-9:
        raise InvalidSetting(f"deff must be 1 or more, not {deff}")
    if population is None:
        return n / deff
    if population < n - 1e-9:
        raise PopulationTooSmall(f"a population of {population} cannot give {n:g} answers")
    if population - n < 1e-9:
        return math.inf
    return n / deff * (population - 1) / (population - n)


def normal_quantile(confidence: float) -> float:
    """The z with P(|Z| ≤ z) = confidence."""
    return NormalDist().inv_cdf(1 - tail(confidence))


def difference(first: tuple[float, float, float], second: tuple[float, float, float]) -> Interval:
    """Interval of first − second for two independent groups or waves (MOVER).

    Formula: with (p, l, u) of each side, d = p₁ − p₂, low = d − √((p₁−l₁)² + (u₂−p₂)²),
    high = d + √((u₁−p₁)² + (p₂−l₂)²). Any interval can go in: Wilson for shares, the score interval for means.
    Assumes different people on both sides; for the same people use `paired_difference`.
    Errors: InvalidSetting when an estimate lies outside its own limits or is not finite.
    Reference: Newcombe (1998), Statistics in Medicine 17: 873–890, method 10; Zou and Donner (2008).
    """
    for side in (first, second):
        if not all(math.isfinite(part) for part in side) or not side[1] <= side[0] <= side[2]:
            raise InvalidSetting(f"{tuple(side)} is not an estimate within its limits")
    (p1, low1, high1), (p2, low2, high2) = first, second
    d = p1 - p2
    return Interval(d, d - math.hypot(p1 - low1, high2 - p2), d + math.hypot(high1 - p1, p2 - low2))
