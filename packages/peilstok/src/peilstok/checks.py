"""Checks at the door of the array level: arrays of the right shape, finite, with variation."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peilstok.errors import (
    ConstantColumn,
    InvalidCovariance,
    InvalidSetting,
    InvalidShape,
    InvalidWeights,
    NotFinite,
)

type Floats = NDArray[np.float64]

# Beyond these, products of squares leave the range of floating-point numbers.
LARGEST, SMALLEST = 1e60, 1e-60


def finite_array(values: ArrayLike, dimensions: int, name: str) -> Floats:
    """`values` as floats with the given number of dimensions, without NaN or infinity."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != dimensions:
        raise InvalidShape(f"{name} must have {dimensions} dimension(s), not {array.ndim}")
    _check_range(array, name)
    return array


def array_with_gaps(values: ArrayLike, name: str) -> Floats:
    """`values` as floats, in which NaN is a missing answer and nothing is infinite."""
    array = np.asarray(values, dtype=np.float64)
    _check_range(array[~np.isnan(array)], name)
    return array


def _check_range(array: Floats, name: str) -> None:
    if array.size and not float(np.abs(array).max()) <= LARGEST:
        raise NotFinite(f"{name} contains NaN, infinity or a number above {LARGEST:g}")


def covariance_matrix(cov: ArrayLike, *, least: int = 2) -> Floats:
    """A symmetric covariance or correlation matrix of at least `least` columns, none constant."""
    matrix = finite_array(cov, 2, "cov")
    size = matrix.shape[0]
    if matrix.shape != (size, size) or size < least:
        raise InvalidShape(f"cov must be square with at least {least} rows, not {matrix.shape}")
    diagonal = np.diagonal(matrix)
    if float(diagonal.min()) < SMALLEST:
        raise ConstantColumn(f"column {int(diagonal.argmin())} has no variation")
    scale = np.sqrt(diagonal)
    correlation = matrix / np.outer(scale, scale)
    if float(np.abs(correlation - correlation.T).max()) > 1e-8:
        raise InvalidCovariance("cov is not symmetric")
    try:
        np.linalg.cholesky(correlation)  # a fast yes; a no still may be a copy of a column
    except np.linalg.LinAlgError:
        if np.linalg.eigvalsh(correlation)[0] < -1e-6:
            raise InvalidCovariance("cov has a negative eigenvalue: it is no covariance matrix") from None
    return matrix


def correlation_of(cov: Floats) -> Floats:
    """The correlation matrix of a checked covariance matrix."""
    scale = np.sqrt(np.diagonal(cov))
    correlation: Floats = cov / np.outer(scale, scale)
    np.fill_diagonal(correlation, 1.0)
    return correlation


def row_weights(weights: ArrayLike | None, n: int) -> Floats:
    """Weights of `n` rows, ones when none are given; every weight must be positive and finite."""
    if weights is None:
        return np.ones(n)
    array = np.asarray(weights, dtype=np.float64)
    if array.shape != (n,):
        raise InvalidShape(f"weights must have shape ({n},), not {array.shape}")
    if array.size and not (float(array.min()) >= SMALLEST and float(array.max()) <= LARGEST):
        raise InvalidWeights("every weight must be a positive, finite number")
    return array


def tail(confidence: float) -> float:
    """The probability in one tail, (1 - confidence) / 2."""
    if not 0 < confidence < 1:
        raise InvalidSetting(f"confidence must lie between 0 and 1, not {confidence}")
    return (1 - confidence) / 2
