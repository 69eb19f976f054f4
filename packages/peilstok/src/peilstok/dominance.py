"""What goes together with an outcome, and how much: shares of R² over all subsets of the predictors.

These are descriptions, not causes. All functions take a covariance or correlation matrix, so that missing answers,
weights and sums over processes are settled before (`peilstok.covariance`, `peilstok.moments`).
"""

from functools import lru_cache
from math import factorial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peilstok.checks import Floats, correlation_of, covariance_matrix
from peilstok.errors import InvalidShape, TooManyPredictors

MOST_PREDICTORS = 20  # 2^20 subsets take 38 MB; each further predictor doubles it
MATRIX_UP_TO = 12  # predictors; the matrix of weights then takes 0.4 MB
NEGLIGIBLE = 1e-9  # residual share of variance below which a predictor adds nothing


def lmg(cov: ArrayLike, outcome: int = -1) -> Floats:
    """Shares of R² by averaging over all orders (LMG, the Shapley value of R², general dominance).

    Formula: LMG_j = Σ over S without j of |S|!(p−|S|−1)!/p! · [R²(S ∪ j) − R²(S)]; the shares add up to R².
    `cov` ((p+1), (p+1)) is a covariance or correlation matrix with the outcome in row `outcome`; weights, if any,
    are already in it. Returns (p,), predictors in the order of `cov`. Exact copies of a predictor share equally.
    Assumes linear relations; says nothing about causes.
    Errors: InvalidShape, NotFinite, ConstantColumn, InvalidCovariance, TooManyPredictors (p > 20).
    Cost: Σ ≈ 6·2^p operations and 4.5·2^p numbers.
    Reference: Lindeman, Merenda and Gold (1980); Grömping (2006), JSS 17(1). Checked against relaimpo.
    """
    correlation = _outcome_last(cov, outcome)
    return shapley(explained_variances(correlation[:, :, np.newaxis]))[:, 0]


def _outcome_last(cov: ArrayLike, outcome: int) -> Floats:
    correlation = correlation_of(covariance_matrix(cov))
    size = correlation.shape[0]
    if not -size <= outcome < size:
        raise InvalidShape(f"outcome {outcome} is not a column of a matrix with {size} columns")
    order = [index for index in range(size) if index != outcome % size] + [outcome % size]
    return correlation[np.ix_(order, order)]


def explained_variances(correlations: Floats) -> Floats:
    """R² of every subset of predictors: (p+1, p+1, B) matrices with the outcome last give (2^p, B).

    Bit k of a row number says whether predictor k is in the subset. Predictors are swept out one at a time from all
    subsets together; the matrices shrink as their number doubles. Variances are measured against 1, so the matrices
    must be correlations, or covariances divided by a common scale near it.
    """
    size, _, replicates = correlations.shape
    if size - 1 > MOST_PREDICTORS:
        raise TooManyPredictors(
            f"{size - 1} predictors; at most {MOST_PREDICTORS}: use relative_weights or group the items into scales"
        )
    rest: Floats = np.ascontiguousarray(correlations)
    for _ in range(size - 1):
        rest = _swept(rest)
    left = rest[0, 0].reshape(-1, replicates)
    total = correlations[-1, -1]
    usable = total > NEGLIGIBLE
    scale = np.divide(1.0, total, out=np.zeros_like(total), where=usable)
    explained: Floats = np.multiply(left, -scale, out=left)
    explained += usable
    return explained


def _swept(rest: Floats) -> Floats:
    """Both continuations of each matrix: without its first predictor, and with it (residuals after it)."""
    pivot, column, kept = rest[0, 0], rest[0, 1:], rest[1:, 1:]
    if float(pivot.min()) > NEGLIGIBLE:
        inverse = 1.0 / pivot
    else:
        inverse = np.divide(1.0, pivot, out=np.zeros_like(pivot), where=pivot > NEGLIGIBLE)
    count = pivot.size
    both = np.empty((*kept.shape[:2], 2 * count))
    both[:, :, :count] = kept
    after = both[:, :, count:]
    np.multiply(column[:, np.newaxis], (column * inverse)[np.newaxis], out=after)
    np.subtract(kept, after, out=after)
    return both


@lru_cache(maxsize=4)
def _shapley_weights(p: int) -> tuple[Floats, Floats]:
    sizes = np.bitwise_count(np.arange(2**p, dtype=np.uint32))
    orders = factorial(p)
    with_it = np.array([0.0] + [factorial(s - 1) * factorial(p - s) / orders for s in range(1, p + 1)])
    without = np.array([factorial(s) * factorial(p - s - 1) / orders for s in range(p)] + [0.0])
    return without[sizes], (without + with_it)[sizes]


@lru_cache(maxsize=4)
def _shapley_matrix(p: int) -> Floats:
    """The weight of every subset in every Shapley value (p, 2^p): positive with the predictor, negative without."""
    without, both = _shapley_weights(p)
    member = np.arange(2**p) >> np.arange(p)[:, np.newaxis] & 1
    return np.where(member == 1, both - without, -without)


def shapley(explained: Floats) -> Floats:
    """Shapley values of all predictors: (2^p, B) values of subsets give (p, B).

    Up to twelve predictors one matrix product; above that one fold over the predictors, O(2^p) for all together.
    """
    p = explained.shape[0].bit_length() - 1
    if p <= MATRIX_UP_TO:
        return _shapley_matrix(p) @ explained
    without, both = _shapley_weights(p)
    base = without @ explained
    folded = both[:, np.newaxis] * explained
    shares = np.empty((p, explained.shape[1]))
    for predictor in range(p - 1, -1, -1):
        half = folded.shape[0] // 2
        shares[predictor] = folded[half:].sum(axis=0) - base
        folded = folded[:half] + folded[half:]
    return shares


def relative_weights(cov: ArrayLike, outcome: int = -1) -> Floats:
    """Johnson's relative weights: shares of R² through the nearest orthogonal variables.

    Formula: R_xx = VΛVᵀ, L = VΛ^½Vᵀ, β = L⁻¹ r_xy, ε_j = Σ_k L_jk² β_k²; the shares add up to R². O(p³): the second
    opinion beside `lmg`, and the way out for more than 20 predictors. Shapes and errors as `lmg`.
    Reference: Johnson (2000), Multivariate Behavioral Research 35: 1–19.
    """
    correlation = _outcome_last(cov, outcome)
    values, vectors = np.linalg.eigh(correlation[:-1, :-1])
    present = values > NEGLIGIBLE * values[-1]
    values, vectors = values[present], vectors[:, present]
    root = (vectors * np.sqrt(values)) @ vectors.T
    slopes = (vectors / np.sqrt(values)) @ (vectors.T @ correlation[:-1, -1])
    weights: Floats = root**2 @ slopes**2
    return weights


def conditional_dominance(cov: ArrayLike, outcome: int = -1) -> Floats:
    """Mean gain in R² of each predictor, by the number of predictors already there.

    Formula: entry (j, s) is the mean of R²(S ∪ j) − R²(S) over the sets S of size s without j; the mean over s is
    the LMG share. Shape (p, p): rows are predictors, columns sizes 0…p−1. Errors as `lmg`.
    Reference: Azen and Budescu (2003), Psychological Methods 8: 129–148.
    """
    explained = explained_variances(_outcome_last(cov, outcome)[:, :, np.newaxis])[:, 0]
    p = explained.size.bit_length() - 1
    sizes = np.bitwise_count(np.arange(2**p, dtype=np.uint32)).astype(np.intp)
    gains = np.empty((p, p))
    for predictor in range(p):
        halves = explained.reshape(-1, 2, 2**predictor)
        before = sizes.reshape(-1, 2, 2**predictor)[:, 0].ravel()
        gain = (halves[:, 1] - halves[:, 0]).ravel()
        gains[predictor] = np.bincount(before, weights=gain, minlength=p) / np.bincount(before, minlength=p)
    return gains


def shapley_in_chunks(correlations: Floats) -> Floats:
    """LMG shares of many matrices: (B, p+1, p+1) with the outcome last give (B, p), in bounded memory."""
    count, size, _ = correlations.shape
    if size - 1 > MOST_PREDICTORS:
        raise TooManyPredictors(f"{size - 1} predictors; at most {MOST_PREDICTORS}")
    chunk = max(1, 2**16 >> (size - 1))
    shares = np.empty((count, size - 1))
    for start in range(0, count, chunk):
        part = np.moveaxis(correlations[start : start + chunk], 0, -1)
        shares[start : start + chunk] = shapley(explained_variances(part)).T
    return shares


def top_frequencies(shares: Floats, top: int = 3) -> Floats:
    """Share of the replicates (B, p) in which each predictor is among the `top` largest: (p,)."""
    if shares.ndim != 2:
        raise InvalidShape("replicates must have shape (B, p)")
    places: NDArray[np.intp] = np.argsort(np.argsort(-shares, axis=1, kind="stable"), axis=1, kind="stable")
    frequencies: Floats = (places < top).mean(axis=0)
    return frequencies
