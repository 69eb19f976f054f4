"""What is wanted of a simulated coverage, and how far chance alone can carry it from there."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from peilstok.checks import Floats

MEANS_AND_SHARES = (0.93, 0.97)
DRIVERS = (0.90, 1.0)

type Whole = NDArray[np.int_]
NOMINAL = 0.95


class Judged(NamedTuple):
    """Printed tables with their notes, and by name everything in them that is not as wanted."""

    text: str
    against: list[str]

    def __str__(self) -> str:
        """The text with its verdict under it."""
        verdict = f"NOT as wanted: {'; '.join(self.against)}." if self.against else "As wanted."
        return f"{self.text}\n\n{verdict}"


def simulation_error(samples: int, coverage: float = NOMINAL) -> float:
    """Three standard errors of a coverage counted in so many samples."""
    return 3 * float(np.sqrt(max(coverage * (1 - coverage), 0) / samples))


def outside(label: str, value: float, error: float, wanted: tuple[float, float]) -> list[str]:
    """The label with its value when it lies outside what is wanted by more than the simulation error."""
    inside = wanted[0] - error <= value <= wanted[1] + error
    return [] if inside else [f"{label} {value:.4f}"]


def covers(limits: Floats, truth: Floats) -> NDArray[np.bool_]:
    """Whether limits (S, 2) contain the truth, with room for rounding."""
    return (limits[:, 0] - 1e-12 <= truth) & (truth <= limits[:, 1] + 1e-12)


def limits_of(drawn: Whole, interval: Callable[[Whole], tuple[float, float]]) -> Floats:
    """Limits (S, 2) for samples (S, K) of counts; samples with the same counts are worked out once."""
    different, place = np.unique(drawn, axis=0, return_inverse=True)
    return np.array([interval(counts) for counts in different])[place]


def span(values: Iterable[float]) -> str:
    """Worst to best."""
    low, *_, high = sorted(values)
    return f"{low:.3f}–{high:.3f}"
