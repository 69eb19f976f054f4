"""Bootstrap replicates of driver shares, from moments: no row is ever copied."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from peilstok.checks import Floats, array_with_gaps, row_weights
from peilstok.covariance import em_from_patterns, missing_patterns
from peilstok.dominance import NEGLIGIBLE, shapley_in_chunks
from peilstok.errors import AllMissing, ConstantColumn, InvalidSetting, InvalidShape, TooFewRows

PAIRWISE_BELOW = 0.05  # share of missing answers below which pairwise moments are as good as EM
EM_TOLERANCE = 1e-3  # in standard deviations: far below the spread between replicates
BLOCK = 2**22  # numbers of the resampling matrix in memory at once


def lmg_bootstrap(rows: ArrayLike, replicates: int, seed: int, weights: ArrayLike | None = None) -> Floats:
    """LMG shares in bootstrap samples of the rows; percentiles of the columns are the intervals.

    Method: a sample of n rows with replacement is a row of multinomial counts W; its moments are W·P/n with
    P = [x_j, x_j·x_k] of the centred rows; then `lmg` on every covariance matrix. `rows` (n, p+1) has the outcome in
    the last column; NaN is a missing answer: below 5 % missing the moments are pairwise, from there each replicate
    is an EM covariance started at that of all rows. Weights stay with their row. Returns (replicates, p).
    In a replicate in which the outcome happens to be constant all shares are 0.
    Assumes independent rows (for processes as units use `delete_group_jackknife`).
    Errors: InvalidShape, TooFewRows for n ≤ p+1, ConstantColumn, AllMissing, TooManyPredictors,
    InvalidWeights, InvalidSetting for replicates < 1.
    Reference: Efron and Tibshirani (1993), chapter 13; percentile limits cover .92–.94 from n = 150 on.
    """
    blocks = bootstrap_covariances(rows, replicates, seed, weights)
    return np.concatenate([shapley_in_chunks(block) for block in blocks])


def bootstrap_covariances(
    rows: ArrayLike, replicates: int, seed: int, weights: ArrayLike | None = None
) -> Iterator[Floats]:
    """Covariance matrices of bootstrap samples in blocks (b, p+1, p+1), each column divided by its own spread.

    Method, shapes and errors as `lmg_bootstrap`; a block is ready as soon as it is asked for, so that long work can
    show how far it is.
    """
    table, weight = _checked(rows, replicates, weights)
    observed = ~np.isnan(table)
    mean, sd = _scales(table, observed, weight)
    standard = (table - mean) / sd
    share_missing = 1 - observed.mean()
    drawn = _resampled_weights(weight, replicates, np.random.default_rng(seed))
    if share_missing == 0:
        return (_complete_moments(standard, counts) for counts in drawn)
    if share_missing < PAIRWISE_BELOW:
        return (_pairwise_moments(standard, observed, counts) for counts in drawn)
    return _em_moments(standard, drawn)


def _checked(rows: ArrayLike, replicates: int, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    table = array_with_gaps(rows, "rows")
    if table.ndim != 2 or table.shape[1] < 2:
        raise InvalidShape("rows must have shape (n, p+1) with at least one predictor")
    if replicates < 1:
        raise InvalidSetting(f"replicates must be 1 or more, not {replicates}")
    weight = row_weights(weights, table.shape[0])
    answered = ~np.isnan(table).all(axis=1)
    table, weight = table[answered], weight[answered]
    n, columns = table.shape
    if n <= columns:
        raise TooFewRows(f"{n} rows are too few for {columns - 1} predictors")
    return table, weight


def _scales(table: Floats, observed: np.ndarray, weight: Floats) -> tuple[Floats, Floats]:
    for column in np.flatnonzero(~observed.any(axis=0)):
        raise AllMissing(f"column {column} has no answers")
    filled = np.where(observed, table, 0.0)
    totals = weight @ observed
    mean: Floats = (weight @ filled) / totals
    centred = np.where(observed, table - mean, 0.0)
    variance = (weight @ centred**2) / totals
    for column in np.flatnonzero(variance <= 1e-18 * (1 + mean**2)):
        raise ConstantColumn(f"column {column} has no variation")
    sd: Floats = np.sqrt(variance)
    return mean, sd


def _resampled_weights(weight: Floats, replicates: int, rng: np.random.Generator) -> Iterator[Floats]:
    n = weight.size
    block = max(1, BLOCK // n)
    for start in range(0, replicates, block):
        size = min(block, replicates - start)
        drawn = rng.integers(0, n, size=(size, n))
        drawn += (np.arange(size) * n)[:, np.newaxis]
        yield np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n) * weight


def _complete_moments(standard: Floats, counts: Floats) -> Floats:
    columns = standard.shape[1]
    upper = np.triu_indices(columns)
    products = np.concatenate([standard, standard[:, upper[0]] * standard[:, upper[1]]], axis=1)
    moments = counts @ products / counts.sum(axis=1, keepdims=True)
    means = moments[:, :columns]
    covariances = np.empty((counts.shape[0], columns, columns))
    covariances[:, upper[0], upper[1]] = moments[:, columns:] - means[:, upper[0]] * means[:, upper[1]]
    covariances[:, upper[1], upper[0]] = covariances[:, upper[0], upper[1]]
    return covariances


def _pairwise_moments(standard: Floats, observed: np.ndarray, counts: Floats) -> Floats:
    columns = standard.shape[1]
    filled, present = np.where(observed, standard, 0.0), observed.astype(np.float64)
    shape = (counts.shape[0], columns, columns)

    def summed(left: Floats, right: Floats) -> Floats:
        result: Floats = (counts @ (left[:, :, np.newaxis] * right[:, np.newaxis, :]).reshape(-1, columns**2)).reshape(
            shape
        )
        return result

    pairs = np.maximum(summed(present, present), 1e-300)
    first = summed(filled, present) / pairs
    second = summed(present, filled) / pairs
    covariances = summed(filled, filled) / pairs - first * second
    return _nearest_covariances(covariances)


def _nearest_covariances(covariances: Floats) -> Floats:
    """Pairwise covariances need not belong to any data: cut negative eigenvalues off."""
    values, vectors = np.linalg.eigh(covariances)
    if (values[:, 0] >= NEGLIGIBLE).all():
        return covariances
    clipped: Floats = (vectors * np.maximum(values, 1e-4)[:, np.newaxis, :]) @ np.swapaxes(vectors, 1, 2)
    return clipped


def _em_moments(standard: Floats, drawn: Iterator[Floats]) -> Iterator[Floats]:
    patterns = missing_patterns(standard)
    start = em_from_patterns(patterns.moments(np.ones(standard.shape[0])), tolerance=1e-5)
    for counts in drawn:
        for weights in counts:
            found = em_from_patterns(patterns.moments(weights), start=start, tolerance=EM_TOLERANCE)
            yield found.covariance[np.newaxis]
