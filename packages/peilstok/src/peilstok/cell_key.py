"""Noise for counts in an open-data export: the cell-key method with a maximum-entropy table.

Not for figures on a page: there the fixed lattice protects better and costs no precision.
"""

import numpy as np
from numpy.typing import ArrayLike

from peilstok.checks import Floats
from peilstok.errors import InvalidCounts, InvalidSetting, InvalidShape, NoConvergence

KEYS = 256


def max_entropy_ptable(largest: int, variance: float) -> Floats:
    """Probabilities of noise by original count, with mean 0 and the given variance, as spread out as possible.

    Formula: for count i the noise d runs over −min(i, D)…D and P(d) ∝ exp(λ₁d + λ₂d²), with λ such that the mean is 0
    and the variance V. `largest` is D. Returns (D + 1, 2·D + 1): row i is the count (the last row stands for all larger
    ones), column d + D the noise; row 0 is certain 0, because an empty cell stays empty.
    Where V is out of reach of a small count (more than i·D) the row has the largest variance that is.
    Errors: InvalidSetting for D < 1 or V outside 0…D². Reference: Giessing (2016), Privacy in Statistical Databases.
    """
    if largest < 1 or not 0 < variance < largest**2:
        raise InvalidSetting("the largest noise is at least 1, and the variance below its square")
    table = np.zeros((largest + 1, 2 * largest + 1))
    table[0, largest] = 1.0
    for count in range(1, largest + 1):
        noise = np.arange(-count, largest + 1, dtype=np.float64)
        table[count, largest - count :] = _tilted(noise, variance)
    return table


def _tilted(noise: Floats, variance: float) -> Floats:
    """Probabilities ∝ exp(λ₁d + λ₂d²) with mean 0 and this variance, by Newton steps on the two moments."""
    least, most = -noise[0], noise[-1]
    if variance >= least * most * (1 - 1e-9):
        edges = np.zeros_like(noise)
        edges[0], edges[-1] = most / (least + most), least / (least + most)
        return edges
    features = np.stack([noise, noise**2])
    target = np.array([0.0, variance])
    slopes = np.zeros(2)

    def dual(at: Floats) -> tuple[float, Floats]:
        exponents = at @ features
        top = exponents.max()
        weights = np.exp(exponents - top)
        return float(np.log(weights.sum()) + top - at @ target), weights / weights.sum()

    value, chances = dual(slopes)
    for _ in range(200):
        gap = features @ chances - target
        if np.abs(gap).max() < 1e-12:
            return chances
        curvature = (features * chances) @ features.T - np.outer(features @ chances, features @ chances)
        step = np.linalg.solve(curvature + 1e-14 * np.eye(2), gap)
        length = 1.0
        while length > 1e-8:
            trial, trial_chances = dual(slopes - length * step)
            if trial <= value + 1e-15:
                break
            length /= 2
        slopes, value, chances = slopes - length * step, trial, trial_chances
    raise NoConvergence("no table with these moments was found")


def cell_key_table(codes: ArrayLike, keys: ArrayLike, shape: tuple[int, ...], ptable: ArrayLike) -> np.ndarray:
    """Count people per cell of a table and add the noise that belongs to exactly those people.

    Method: the cell key is the sum of the people's keys mod 256; noise is the quantile of the row of `ptable` for the
    count at (key + ½)/256. The same people give the same noise, in every table. `codes` (n, m) category numbers,
    `keys` (n,) fixed random integers 0…255 per person, `shape` categories per dimension; returns counts of `shape`.
    Errors: InvalidShape; InvalidCounts for codes outside `shape` or keys outside 0…255.
    Reference: Fraser and Wooton (2005), UNECE work session on statistical data confidentiality.
    """
    cells, person_keys = np.asarray(codes), np.asarray(keys)
    table = np.asarray(ptable, dtype=np.float64)
    if cells.ndim != 2 or cells.shape[1] != len(shape) or person_keys.shape != cells.shape[:1]:
        raise InvalidShape("codes must have shape (n, dimensions of the table) and keys (n,)")
    if table.ndim != 2 or table.shape[0] < 2 or table.shape[1] != 2 * table.shape[0] - 1:
        raise InvalidShape("ptable must be a table of `max_entropy_ptable`")
    if (cells < 0).any() or (cells >= np.array(shape)).any():
        raise InvalidCounts("a category number lies outside the shape of the table")
    if ((person_keys < 0) | (person_keys >= KEYS)).any():
        raise InvalidCounts(f"keys are integers from 0 to {KEYS - 1}")
    size = int(np.prod(shape))
    flat = np.ravel_multi_index(tuple(cells.T), shape)
    counts = np.bincount(flat, minlength=size)
    sums = np.bincount(flat, weights=person_keys, minlength=size).astype(np.int64) % KEYS
    largest = table.shape[0] - 1
    cumulative = np.cumsum(table, axis=1)[np.minimum(counts, largest)]
    noise = (cumulative < ((sums + 0.5) / KEYS)[:, np.newaxis]).sum(axis=1).clip(max=2 * largest) - largest
    perturbed: np.ndarray = (counts + noise).reshape(shape)
    return perturbed
