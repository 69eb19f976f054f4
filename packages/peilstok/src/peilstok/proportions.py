"""Shares: the Wilson interval on the effective sample size, and what the silent ones could change."""

import math

from peilstok.errors import InvalidCounts, PopulationTooSmall
from peilstok.intervals import effective_n, normal_quantile


def wilson(
    successes: float, n: float, *, population: int | None = None, deff: float = 1.0, confidence: float = 0.95
) -> tuple[float, float]:
    """Interval for a share: Wilson's score interval on n*.

    Formula: with p = successes/n, n* from `effective_n` and z the normal quantile,
    (p + z²/2n* ± z·√(p(1−p)/n* + z²/4n*²)) / (1 + z²/n*).
    With weights, `successes` is the weighted share times n and `deff` comes from `kish_deff`.
    When n equals the population both limits are the share itself: the group is described completely.
    Errors: InvalidCounts for n ≤ 0 or successes outside 0…n; PopulationTooSmall; InvalidSetting.
    Reference: Wilson (1927); Newcombe (1998). Checked against R `prop.test(correct=FALSE)`.
    """
    n_star = effective_n(n, population=population, deff=deff)
    if not 0 <= successes <= n:
        raise InvalidCounts(f"{successes:g} successes out of {n:g} is impossible")
    share = successes / n
    z = normal_quantile(confidence)
    if math.isinf(n_star):
        return share, share
    shrink = 1 + z * z / n_star
    centre = (share + z * z / (2 * n_star)) / shrink
    half = z * math.sqrt(share * (1 - share) / n_star + z * z / (4 * n_star * n_star)) / shrink
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))


def worst_case_bounds(successes: float, n: float, population: int) -> tuple[float, float]:
    """The share in the whole population if all who were silent said no, and if all said yes.

    Formula: (x/N, (x + N − n)/N). Holds whatever the reason of the silence: no assumption at all.
    Errors: InvalidCounts for n < 0 or successes outside 0…n; PopulationTooSmall for N < n or N = 0.
    Reference: Manski (1989), Journal of Human Resources 24: 343–360.
    """
    if not 0 <= successes <= n:
        raise InvalidCounts(f"{successes:g} successes out of {n:g} is impossible")
    if population < n or population <= 0:
        raise PopulationTooSmall(f"a population of {population} cannot give {n:g} answers")
    return successes / population, (successes + population - n) / population
