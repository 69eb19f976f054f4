"""How many answers are needed, and how precise a number of answers is."""

import math

from peilstok.errors import InvalidSetting, PopulationTooSmall
from peilstok.intervals import normal_quantile


def sample_size(
    margin: float, *, population: int | None = None, share: float = 0.5, response: float = 1.0, confidence: float = 0.95
) -> int:
    """How many people to invite so that a share is known within ± `margin`.

    Formula: n₀ = z²p(1−p)/e², n = ⌈n₀/(1 + (n₀−1)/N)⌉, invite ⌈n/response⌉, never more than N.
    Assumes that who answers does not differ from who is silent.
    Errors: InvalidSetting for a margin, share or response outside 0…1; PopulationTooSmall for N < 1.
    Reference: Cochran (1977), Sampling Techniques, 4.4.
    """
    for name, value in (("margin", margin), ("share", share), ("response", response)):
        if not 0 < value <= 1:
            raise InvalidSetting(f"{name} must lie between 0 and 1, not {value}")
    needed = normal_quantile(confidence) ** 2 * share * (1 - share) / margin**2
    if population is not None:
        if population < 1:
            raise PopulationTooSmall("a population has at least one person")
        needed = needed / (1 + (needed - 1) / population)
    answers = max(1, math.ceil(needed - 1e-9))
    invited = math.ceil(answers / response - 1e-9)
    return invited if population is None else min(population, invited)


def margin_of_error(n: int, *, population: int | None = None, share: float = 0.5, confidence: float = 0.95) -> float:
    """The ± around a share of n answers, for planning (results use `wilson`).

    Formula: e = z·√(p(1−p)/n)·√((N−n)/(N−1)). Errors: InvalidSetting for n < 1 or share outside 0…1;
    PopulationTooSmall for N < n. Reference: Cochran (1977), Sampling Techniques, 3.2.
    """
    if n < 1 or not 0 <= share <= 1:
        raise InvalidSetting("a margin needs at least one answer and a share between 0 and 1")
    margin = normal_quantile(confidence) * math.sqrt(share * (1 - share) / n)
    if population is None:
        return margin
    if population < n:
        raise PopulationTooSmall(f"a population of {population} cannot give {n} answers")
    return 0.0 if population == n else margin * math.sqrt((population - n) / (population - 1))


def group_size_for_shares(first: float, second: float, *, power: float = 0.8, confidence: float = 0.95) -> int:
    """People per group to tell two shares apart.

    Formula: n = Σp(1−p)·(z_α/2 + z_β)²/d². Errors: InvalidSetting for equal shares or values outside 0…1.
    Reference: Fleiss, Levin and Paik (2003), chapter 4.
    """
    if not (0 <= first <= 1 and 0 <= second <= 1):
        raise InvalidSetting("shares lie between 0 and 1")
    return _group_size(first * (1 - first) + second * (1 - second), first - second, power, confidence)


def group_size_for_means(distance: float, sd: float, *, power: float = 0.8, confidence: float = 0.95) -> int:
    """People per group to tell two means apart that lie `distance` from each other, with standard deviation `sd`.

    Formula: n = 2·sd²·(z_α/2 + z_β)²/d². Errors: InvalidSetting. Reference: as `group_size_for_shares`.
    """
    if not sd > 0:
        raise InvalidSetting("a standard deviation is positive")
    return _group_size(2 * sd**2, distance, power, confidence)


def _group_size(variance: float, distance: float, power: float, confidence: float) -> int:
    if distance == 0 or not 0.5 <= power < 1:
        raise InvalidSetting("a difference of 0 cannot be planned for, and power lies between 0.5 and 1")
    quantiles = (
        normal_quantile(confidence) + normal_quantile(2 * power - 1) if power > 0.5 else normal_quantile(confidence)
    )
    return math.ceil(variance * quantiles**2 / distance**2 - 1e-9)
