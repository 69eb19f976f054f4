"""Covariances when answers are missing, and correlations that borrow strength from comparable processes."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peilstok.checks import Floats, array_with_gaps, row_weights
from peilstok.errors import (
    AllMissing,
    ConstantColumn,
    InvalidCovariance,
    InvalidShape,
    NoConvergence,
    NotFinite,
    TooFewRows,
)
from peilstok.moments import Moments

FEWEST_PROCESSES = 10  # below this the spread between processes cannot be told from chance
CEILING_INFLATION = 1.25  # variance of atanh r with skewed answer scales, relative to 1/(n − 3)


class MeanCovariance(NamedTuple):
    """Means (p,) and covariance matrix (p, p)."""

    mean: Floats
    covariance: Floats


class PatternMoments(NamedTuple):
    """Per pattern of missing answers: weight (P,), which columns are answered (P, p), sums and cross products."""

    weight: Floats
    answered: Floats
    sums: Floats
    products: Floats


@dataclass(frozen=True, slots=True)
class Patterns:
    """Rows sorted by pattern of missing answers, so that weighted moments are one pass."""

    filled: Floats
    answered: Floats
    starts: NDArray[np.intp]
    order: NDArray[np.intp]

    def moments(self, weights: Floats) -> PatternMoments:
        """Moments per pattern with these row weights."""
        weight = weights[self.order]
        weighted = self.filled * weight[:, np.newaxis]
        sums = np.add.reduceat(weighted, self.starts, axis=0)
        columns = self.filled.shape[1]
        products = np.empty((self.starts.size, columns, columns))
        stops = np.append(self.starts[1:], self.filled.shape[0])
        for pattern, (start, stop) in enumerate(zip(self.starts, stops, strict=True)):
            products[pattern] = weighted[start:stop].T @ self.filled[start:stop]
        totals = np.add.reduceat(weight, self.starts)
        used = totals > 0
        return PatternMoments(totals[used], self.answered[used], sums[used], products[used])


def missing_patterns(rows: Floats) -> Patterns:
    """Group rows (n, p), NaN for missing, by which columns were answered."""
    answered = ~np.isnan(rows)
    packed = np.packbits(answered, axis=1)
    order = np.lexsort(packed.T).astype(np.intp)
    packed = packed[order]
    is_new = np.ones(rows.shape[0], dtype=bool)
    is_new[1:] = (packed[1:] != packed[:-1]).any(axis=1)
    starts = np.flatnonzero(is_new)
    filled = np.where(answered, rows, 0.0)[order]
    return Patterns(filled, answered[order][starts].astype(np.float64), starts, order)


def em_from_patterns(
    moments: PatternMoments, *, start: MeanCovariance | None = None, tolerance: float = 1e-7, rounds: int = 5000
) -> MeanCovariance:
    """EM from moments per pattern; columns should have mean near 0 and variance near 1."""
    weight, answered, sums, products = moments
    total = float(weight.sum())
    columns = answered.shape[1]
    if start is None:
        seen = weight @ answered
        mean = sums.sum(axis=0) / seen
        start = MeanCovariance(mean, np.diag(np.einsum("pii->i", products) / seen - mean**2))
    mean, covariance = start
    missing = 1.0 - answered
    both = answered[:, :, np.newaxis] * answered[:, np.newaxis, :]
    diagonal = np.arange(columns)
    for _ in range(rounds):
        padded = both * covariance
        padded[:, diagonal, diagonal] += missing + 1e-12
        weights = np.linalg.inv(padded) * both
        slopes = covariance @ weights
        centred = sums - (weight[:, np.newaxis] * answered) * mean
        expected = np.einsum("pij,pj->pi", slopes, centred)
        new_mean = mean + expected.sum(axis=0) / total
        spread = products - sums[:, :, np.newaxis] * (answered * mean)[:, np.newaxis, :]
        spread -= (answered * mean)[:, :, np.newaxis] * centred[:, np.newaxis, :]
        filled = np.einsum("pij,pjk,plk->il", slopes, spread, slopes, optimize=True)
        left = total * covariance - np.einsum("p,pij->ij", weight, slopes @ covariance)
        shift = new_mean - mean
        new = (filled + left) / total - np.outer(shift, shift)
        new = (new + new.T) / 2
        change = max(float(np.abs(new - covariance).max()), float(np.abs(shift).max()))
        mean, covariance = new_mean, new
        if change < tolerance:
            return MeanCovariance(mean, covariance)
    raise NoConvergence(f"the covariance did not settle in {rounds} rounds: too few people answered pairs of items")


def em_covariance(rows: ArrayLike, weights: ArrayLike | None = None) -> MeanCovariance:
    """Means and covariance matrix when answers are missing: maximum likelihood under a normal model.

    Formula: EM. Given mean and covariance, each missing answer counts with its expectation and conditional variance
    given the answers of that person; then both are recomputed, until the largest change (in standard deviations) is
    below 1e-7. Divisor n. `rows` (n, p), NaN for missing; rows without any answer carry nothing. `weights` (n,) count
    a row more than once or less (pseudo-likelihood).
    Assumes that whether an answer is missing depends only on answers that were given; not for *n.v.t.* answers.
    Errors: InvalidShape, NotFinite for infinity, AllMissing, ConstantColumn, TooFewRows, NoConvergence.
    Reference: Little and Rubin (2019), 11.2. Checked against lavaan's FIML.
    """
    table = array_with_gaps(rows, "rows")
    if table.ndim != 2 or table.shape[1] == 0:
        raise InvalidShape("rows must have shape (n, p)")
    observed = ~np.isnan(table)
    for column in np.flatnonzero(~observed.any(axis=0)):
        raise AllMissing(f"column {column} has no answers")
    answered = observed.any(axis=1)
    weight = row_weights(weights, table.shape[0])[answered]
    table = table[answered]
    if table.shape[0] <= table.shape[1]:
        raise TooFewRows(f"{table.shape[0]} rows are too few for {table.shape[1]} columns")
    mean, sd = np.nanmean(table, axis=0), np.nanstd(table, axis=0)
    for column in np.flatnonzero(sd <= 1e-9 * (1 + np.abs(mean))):
        raise ConstantColumn(f"column {column} has no variation")
    patterns = missing_patterns((table - mean) / sd)
    result = em_from_patterns(patterns.moments(weight))
    return MeanCovariance(mean + sd * result.mean, result.covariance * np.outer(sd, sd))


def pairwise_moments(rows_int8: ArrayLike) -> Moments:
    """Counts, sums and products of integer answer codes for every pair of columns; codes below 1 are missing.

    Formula: N_jk = people who answered both, S_jk = Σ x_j over them, Q_jk = Σ x_j², C_jk = Σ x_j x_k; exact integers.
    `rows_int8` (n, p) with codes 1…K answered, 0 skipped, −1 *weet niet*, −2 *n.v.t.*. Errors as `Moments.from_rows`.
    """
    return Moments.from_rows(rows_int8)


class ShrunkenCorrelations(NamedTuple):
    """Correlation matrices after shrinking, and how much comes from the process itself."""

    correlations: Floats  # (J, q, q)
    own_share: Floats  # (J,) for the pairs of a driver and the outcome
    own_share_drivers: Floats  # (J,) for the pairs of two drivers


def shrink_correlations(corrs: ArrayLike, ns: ArrayLike, outcome: int = -1) -> ShrunkenCorrelations:
    """Pull the correlations of small processes towards the mean of comparable processes.

    Formula: z = atanh r, v = 1.25/(n−3), z̄ the mean over processes, τ² = max(0, mean((z−z̄)² − v)) over processes
    and pairs, separately for pairs with and without the outcome; z̃ = (1−λ)z + λz̄ with λ = v/(v+τ²); back with tanh,
    eigenvalues cut at 1e-4, unit diagonal. `corrs` (J, q, q), `ns` (J,) answers per process.
    Assumes that the processes are comparable: one role, one questionnaire.
    Errors: TooFewRows for J < 10 or any n < 5; InvalidShape; NotFinite; InvalidCovariance.
    Reference: partial pooling as in Gelman et al. (2013), 5.4.
    """
    matrices, sizes = np.asarray(corrs, dtype=np.float64), np.asarray(ns, dtype=np.float64)
    if matrices.ndim != 3 or matrices.shape[1] != matrices.shape[2] or sizes.shape != matrices.shape[:1]:
        raise InvalidShape("corrs must have shape (J, q, q) and ns (J,)")
    if not (np.isfinite(matrices).all() and np.isfinite(sizes).all()):
        raise NotFinite("correlations and ns must be finite")
    if matrices.shape[0] < FEWEST_PROCESSES or (sizes < 5).any():
        raise TooFewRows(f"at least {FEWEST_PROCESSES} processes of at least 5 answers are needed")
    if (np.abs(matrices) > 1 + 1e-9).any() or not np.allclose(matrices, np.swapaxes(matrices, 1, 2), atol=1e-8):
        raise InvalidCovariance("correlations must be symmetric and lie between −1 and 1")
    columns = matrices.shape[1]
    first, second = np.triu_indices(columns, k=1)
    with_outcome = (first == outcome % columns) | (second == outcome % columns)
    variance = CEILING_INFLATION / (sizes - 3)
    z = np.arctanh(np.clip(matrices[:, first, second], -0.9999, 0.9999))
    own_outcome = _shrink(z, with_outcome, variance)
    own_drivers = _shrink(z, ~with_outcome, variance) if (~with_outcome).any() else np.ones(sizes.size)
    shrunken = np.ones_like(matrices)
    shrunken[:, first, second] = shrunken[:, second, first] = np.tanh(z)
    return ShrunkenCorrelations(_proper_correlations(shrunken), own_outcome, own_drivers)


def _shrink(z: Floats, pairs: NDArray[np.bool_], variance: Floats) -> Floats:
    """Shrink these columns of z in place; returns the own share per process."""
    mean = z[:, pairs].mean(axis=0)
    between = max(0.0, float(((z[:, pairs] - mean) ** 2 - variance[:, np.newaxis]).mean()))
    own: Floats = between / (variance + between)
    z[:, pairs] = own[:, np.newaxis] * z[:, pairs] + (1 - own[:, np.newaxis]) * mean
    return own


def _proper_correlations(matrices: Floats) -> Floats:
    values, vectors = np.linalg.eigh(matrices)
    lifted = (vectors * np.maximum(values, 1e-4)[:, np.newaxis, :]) @ np.swapaxes(vectors, 1, 2)
    scale = np.sqrt(np.einsum("jii->ji", lifted))
    proper: Floats = lifted / (scale[:, :, np.newaxis] * scale[:, np.newaxis, :])
    return proper
