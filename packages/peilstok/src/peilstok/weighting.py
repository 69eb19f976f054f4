"""Weights that make who answered look like the population, and what they cost in precision."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peilstok.checks import SMALLEST, Floats, finite_array, row_weights
from peilstok.errors import (
    EmptyCategory,
    InvalidSetting,
    InvalidShape,
    InvalidWeights,
    MarginMismatch,
    NoConvergence,
    UnknownCode,
    WeightsTooUnequal,
)

MOST_ROUNDS = 500
TRIM_AT = 5.0  # times the mean weight
TRIM_ROUNDS = 10
LARGEST_DEFF = 2.0
LARGEST_RATIO = 10.0
FEW_ENTRIES = 2**14  # cells × categories up to which a matrix is faster than counting
FEW_CELLS = 2**12  # so many crossed cells may stay in the table although nobody is in them


@dataclass(frozen=True, slots=True)
class _Cells:
    """Respondents sorted into the cells of the crossed margins: `cell` of each row, category of each cell."""

    cell: NDArray[np.intp]
    categories: NDArray[np.intp]


def kish_deff(weights: ArrayLike) -> float:
    """How much precision unequal weights cost: answers count as n/deff.

    Formula: n·Σw²/(Σw)². 1 for equal weights. Errors: InvalidShape, InvalidWeights for weights ≤ 0 or not finite.
    Reference: Kish (1965), Survey Sampling, 11.7.
    """
    values = np.asarray(weights, dtype=np.float64)
    if values.ndim != 1 or values.size == 0:
        raise InvalidShape("weights must be one column of at least one weight")
    values = row_weights(values, values.size)
    return float(values.size * (values @ values) / values.sum() ** 2)


def rake(
    codes: ArrayLike,
    margins: Sequence[ArrayLike],
    base_weights: ArrayLike | None = None,
    *,
    tolerance: float = 1e-10,
) -> Floats:
    """Weights whose totals per category equal known population totals, on several margins at once.

    Method: iterative proportional fitting on the cells of the crossed margins (rows of one cell always get the same
    factor), until the largest |factor − 1| along a margin is below `tolerance`. `codes` (n, m) category numbers
    0…K−1 per margin, `margins` m arrays of totals (K,), all with the same sum; returns weights (n,) that add up to
    it. Assumes that within a category who answers does not differ from who is silent.
    Errors: InvalidShape; UnknownCode for a code without a total; MarginMismatch for totals with different sums or
    below 0; EmptyCategory for a target nobody answers to; NoConvergence after 500 rounds; InvalidWeights.
    Reference: Deming and Stephan (1940); Deville, Särndal and Sautory (1993). Checked against R survey.
    """
    table, targets = _checked(codes, margins)
    cells = _cells_of(table, [target.size for target in targets])
    count = cells.categories.shape[0]
    if base_weights is None:
        totals = np.bincount(cells.cell, minlength=count).astype(np.float64)
        return _fit(totals, cells.categories, targets, tolerance)[cells.cell]
    base = row_weights(base_weights, table.shape[0])
    totals = np.bincount(cells.cell, weights=base, minlength=count)
    weights: Floats = base * _fit(totals, cells.categories, targets, tolerance)[cells.cell]
    return weights


def post_stratify(codes: ArrayLike, totals: ArrayLike, base_weights: ArrayLike | None = None) -> Floats:
    """Weights whose totals per category of one margin equal the population: raking with one margin, in one step.

    `codes` (n,) category numbers, `totals` (K,). Returns (n,). Errors as `rake`.
    Reference: Holt and Smith (1979), JRSS A 142: 33–46.
    """
    column = np.asarray(codes)
    if column.ndim != 1:
        raise InvalidShape("codes must be one column")
    return rake(column[:, np.newaxis], [totals], base_weights)


def rake_replicates(
    codes: ArrayLike, margins: Sequence[ArrayLike], replicate_weights: ArrayLike, *, tolerance: float = 1e-10
) -> Floats:
    """Rake every replicate again: (n, B) replicate weights, 0 where a row is left out, give (n, B).

    Raking once and resampling afterwards would show too much uncertainty; R's survey package does it this way too.
    Errors as `rake`; EmptyCategory when a replicate leaves a category empty.
    Reference: Rao, Wu and Yue (1992), Survey Methodology 18: 209–217.
    """
    table, targets = _checked(codes, margins)
    replicates = finite_array(replicate_weights, 2, "replicate_weights")
    if replicates.shape[0] != table.shape[0]:
        raise InvalidShape("replicate_weights must have one row per respondent")
    if (replicates < 0).any():
        raise InvalidWeights("replicate weights must not be negative")
    cells = _cells_of(table, [target.size for target in targets])
    count = cells.categories.shape[0]
    raked = np.empty_like(replicates)
    for number in range(replicates.shape[1]):
        base = replicates[:, number]
        totals = np.bincount(cells.cell, weights=base, minlength=count)
        raked[:, number] = base * _fit(totals, cells.categories, targets, tolerance)[cells.cell]
    return raked


def trimmed_rake(
    codes: ArrayLike,
    margins: Sequence[ArrayLike],
    base_weights: ArrayLike | None = None,
    *,
    most_deff: float = LARGEST_DEFF,
    most_ratio: float = LARGEST_RATIO,
) -> Floats:
    """Rake, trim weights above five times the mean and rake again, at most ten times; refuse what stays unequal.

    Shapes as `rake`. Errors as `rake`, and WeightsTooUnequal when deff > 2 or largest/smallest > 10 after trimming.
    Reference: Potter (1990), Proceedings ASA Survey Research Methods: 225–230.
    """
    weights = rake(codes, margins, base_weights)
    for _ in range(TRIM_ROUNDS):
        cap = TRIM_AT * weights.mean()
        if weights.max() <= cap * (1 + 1e-9):
            break
        weights = rake(codes, margins, np.minimum(weights, cap))
    deff, ratio = kish_deff(weights), float(weights.max() / weights.min())
    if deff > most_deff or ratio > most_ratio:
        raise WeightsTooUnequal(
            f"after trimming deff is {deff:.2f} (at most {most_deff:g}) and the largest weight {ratio:.1f} times the "
            f"smallest (at most {most_ratio:g}): these answers cannot stand for this population"
        )
    return weights


def _checked(codes: ArrayLike, margins: Sequence[ArrayLike]) -> tuple[NDArray[np.intp], list[Floats]]:
    table = np.asarray(codes)
    if table.ndim != 2 or table.shape[0] == 0 or table.shape[1] != len(margins) or not len(margins):
        raise InvalidShape("codes must have one row per respondent and one column per margin")
    if not np.issubdtype(table.dtype, np.integer):
        raise UnknownCode("category codes must be integers")
    targets = [finite_array(margin, 1, "a margin") for margin in margins]
    sums = np.array([target.sum() for target in targets])
    if any((target < 0).any() for target in targets) or sums[0] < SMALLEST:
        raise MarginMismatch("population totals must not be negative, and not all 0")
    if np.abs(sums / sums[0] - 1).max() > 1e-6:
        raise MarginMismatch(f"the margins add up to different totals: {', '.join(f'{total:g}' for total in sums)}")
    return table.astype(np.intp, copy=False), [
        target * (sums[0] / total) for target, total in zip(targets, sums, strict=True)
    ]


def _cells_of(table: NDArray[np.intp], sizes: list[int]) -> _Cells:
    """The cell of each respondent: the categories as digits of one number; of many cells only those that occur."""
    shape = tuple(sizes)
    try:
        flat = np.ravel_multi_index(tuple(table.T), shape)
    except ValueError:
        place = next(i for i, size in enumerate(sizes) if table[:, i].min() < 0 or table[:, i].max() >= size)
        column = table[:, place]
        span = f"{column.min()} to {column.max()}"
        raise UnknownCode(f"margin {place} has {sizes[place]} totals, but codes from {span}") from None
    if math.prod(sizes) <= FEW_CELLS:
        return _Cells(flat, np.stack(np.unravel_index(np.arange(math.prod(sizes)), shape), axis=1))
    used, cell = np.unique(flat, return_inverse=True)
    return _Cells(cell, np.stack(np.unravel_index(used, shape), axis=1))


def _fit(totals: Floats, categories: NDArray[np.intp], targets: list[Floats], tolerance: float) -> Floats:
    """Factors per cell: few cells, many rounds."""
    if not 0 < tolerance < 1:
        raise InvalidSetting("tolerance must lie between 0 and 1")
    fitted = totals.astype(np.float64)
    steps = [_stepper(place, categories[:, place], target, totals) for place, target in enumerate(targets)]
    taken = np.ones(sum(target.size for target in targets))
    views = np.split(taken, np.cumsum([target.size for target in targets])[:-1])
    for _ in range(MOST_ROUNDS):
        for step, view in zip(steps, views, strict=True):
            step(fitted, view)
        if max(float(taken.max()) - 1, 1 - float(taken.min())) < tolerance:
            return np.divide(fitted, totals, out=np.zeros_like(fitted), where=totals > 0)
    raise NoConvergence(f"the margins contradict each other for these respondents: no fit in {MOST_ROUNDS} rounds")


def _stepper(place: int, column: NDArray[np.intp], target: Floats, totals: Floats) -> Callable[[Floats, Floats], None]:
    """One step along a margin: multiply the cells in place, and leave the factors in the second array."""
    size = target.size
    empty, unwanted = np.bincount(column, weights=totals, minlength=size) == 0, target == 0
    for category in np.flatnonzero(empty != unwanted):
        if empty[category]:
            raise EmptyCategory(f"margin {place}, category {category}: a target, but nobody to stand for it")
        raise MarginMismatch(f"margin {place}, category {category}: respondents, but a population of 0")
    nobody, has_empty = empty.astype(np.float64), bool(empty.any())
    wanted = target + nobody  # a category without respondents and target keeps factor 1
    if column.size * size <= FEW_ENTRIES:
        member = (column == np.arange(size)[:, np.newaxis]).astype(np.float64)

        def by_matrix(fitted: Floats, factors: Floats) -> None:
            np.dot(member, fitted, out=factors)
            if has_empty:
                factors += nobody
            np.divide(wanted, factors, out=factors)
            fitted *= factors.dot(member)

        return by_matrix

    def by_counting(fitted: Floats, factors: Floats) -> None:
        np.divide(wanted, np.bincount(column, fitted, size) + nobody, out=factors)
        fitted *= factors[column]

    return by_counting
