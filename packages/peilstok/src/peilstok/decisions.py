"""The decision table: from how many answers which method, as arguments with their defaults. No policy of a product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers of answers (unless said otherwise) from which a method may be used.

    The defaults are those of the methods pages: minimum group 10; correlations from 30; weights from 40 with 5 per
    category; drivers in full from 150, indicative from 60, borrowing strength from comparable processes from 25.
    """

    minimum: int = 10
    correlation: int = 30
    weights: int = 40
    weight_category: int = 5
    drivers: int = 150
    drivers_indicative: int = 60
    drivers_shrunk: int = 25
    comparable_processes: int = 10
    jackknife: int = 10_000
    omega: int = 100
    numbers: int = 30  # a mean of open numbers, which have no closed scale
    benchmark_processes: int = 5
    most_unknown: float = 0.30  # share of "weet niet" and "n.v.t." above which an item is no driver
    least_explained: float = 0.05  # R² below which shares of it say nothing
    probability: float = 0.975  # before a process is called higher or lower
    relevant_share: float = 0.025  # of the range of the scale: 0.1 point from 1 to 5


DEFAULTS = Thresholds()
