"""Pairwise moments of answer codes: small, exact, and added up over processes at no cost per respondent."""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peilstok.checks import Floats, row_weights
from peilstok.errors import ConstantColumn, InvalidInput, InvalidShape, TooFewRows, UnknownCode

EXACT_FLOAT32 = 2**24  # every sum below this is exact in single precision
LARGEST_CODE = 127
MAGIC = b"PSM1"
HEADER = struct.Struct("<4sHc")
KINDS: dict[bytes, np.dtype[Any]] = {b"i": np.dtype("<i4"), b"q": np.dtype("<i8"), b"d": np.dtype("<f8")}

type Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Sums over respondents for every pair of columns (j, k), each of shape (p, p).

    `counts` N_jk: answered both; `sums` S_jk = Σ x_j and `squares` Q_jk = Σ x_j² over them; `products`
    C_jk = Σ x_j x_k. Integers without weights, so that every order of adding gives the same bits.
    """

    counts: Numbers
    sums: Numbers
    squares: Numbers
    products: Numbers

    @property
    def width(self) -> int:
        """Number of columns."""
        return int(self.counts.shape[0])

    @classmethod
    def from_rows(cls, rows: ArrayLike, weights: ArrayLike | None = None) -> "Moments":
        """Moments of integer codes (n, p): 1…127 is an answer, anything below 1 is missing.

        Errors: InvalidShape; UnknownCode for codes that are no integers or above 127; InvalidWeights.
        """
        codes = np.asarray(rows)
        if codes.ndim != 2:
            raise InvalidShape("rows must have shape (n, p)")
        if not np.issubdtype(codes.dtype, np.integer):
            raise UnknownCode("answer codes must be integers")
        largest = int(codes.max(initial=1))
        if largest > LARGEST_CODE:
            raise UnknownCode(f"answer code {largest} is above {LARGEST_CODE}")
        if weights is None:
            return cls(*_integer_sums(codes, largest))
        weight = row_weights(weights, codes.shape[0])
        answered = (codes > 0).astype(np.float64)
        values = codes * answered
        heavy, heavy_values = answered * weight[:, np.newaxis], values * weight[:, np.newaxis]
        width, upper = codes.shape[1], np.triu_indices(codes.shape[1])
        counts, products = heavy.T @ answered, heavy_values.T @ values
        return cls(
            _symmetric(counts[upper], width),
            heavy_values.T @ answered,
            (values**2).T @ heavy,
            _symmetric(products[upper], width),
        )

    def __add__(self, other: "Moments") -> "Moments":
        if self.width != other.width:
            raise InvalidShape(f"moments of {self.width} and of {other.width} columns do not add up")
        return Moments(
            self.counts + other.counts,
            self.sums + other.sums,
            self.squares + other.squares,
            self.products + other.products,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Moments):
            return NotImplemented
        return all(np.array_equal(mine, theirs) for mine, theirs in zip(self._parts(), other._parts(), strict=True))

    __hash__ = None  # type: ignore[assignment] # holds arrays

    def _parts(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        return self.counts, self.sums, self.squares, self.products

    def select(self, columns: ArrayLike) -> "Moments":
        """The moments of some of the columns, in the given order."""
        index = np.ix_(np.asarray(columns, dtype=np.intp), np.asarray(columns, dtype=np.intp))
        return Moments(*(part[index] for part in self._parts()))

    def means(self) -> Floats:
        """Mean of each column over its own answers (p,). Error: TooFewRows for a column without answers."""
        self._check_counts(np.diagonal(self.counts))
        means: Floats = np.diagonal(self.sums) / np.diagonal(self.counts)
        return means

    def covariance(self) -> Floats:
        """Pairwise covariances (p, p), divisor N_jk: C_jk/N_jk − (S_jk/N_jk)(S_kj/N_jk).

        With missing answers the matrix need not be positive definite; `correlation` is.
        Errors: TooFewRows for a pair nobody answered.
        """
        self._check_counts(self.counts)
        means = self.sums / self.counts
        covariance: Floats = self.products / self.counts - means * means.T
        return covariance

    def correlation(self) -> Floats:
        """Correlations (p, p) over the people who answered both, negative eigenvalues cut off, unit diagonal.

        Errors: TooFewRows for a pair nobody answered; ConstantColumn for a column without variation in a pair.
        """
        covariance = self.covariance()
        variances = self.squares / self.counts - (self.sums / self.counts) ** 2
        if (variances <= 1e-12).any():
            raise ConstantColumn(f"column {int(np.argwhere(variances <= 1e-12)[0, 0])} has no variation")
        correlation = covariance / np.sqrt(variances * variances.T)
        values, vectors = np.linalg.eigh(correlation)
        if values[0] < 0:
            correlation = (vectors * np.maximum(values, 1e-4)) @ vectors.T
            scale = np.sqrt(np.diagonal(correlation))
            correlation = correlation / np.outer(scale, scale)
        result: Floats = correlation
        return result

    @staticmethod
    def _check_counts(counts: Numbers) -> None:
        if counts.size == 0 or (counts <= 0).any():
            raise TooFewRows("there are columns, or pairs of columns, that nobody answered")

    def to_bytes(self) -> bytes:
        """A compact, versioned form: 2p² + p(p+1) numbers, little-endian, 4 bytes each while they fit."""
        upper = np.triu_indices(self.width)
        flat = np.concatenate([self.counts[upper], self.products[upper], self.sums.ravel(), self.squares.ravel()])
        kind = b"d" if flat.dtype.kind == "f" else b"q"
        if kind == b"q" and int(flat.max(initial=0)) < 2**31:
            kind = b"i"
        return HEADER.pack(MAGIC, self.width, kind) + flat.astype(KINDS[kind]).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Moments":
        """The moments that `to_bytes` wrote. Error: InvalidInput for anything else."""
        if len(data) < HEADER.size:
            raise InvalidInput("these bytes are no moments")
        magic, p, kind = HEADER.unpack_from(data)
        half = p * (p + 1) // 2
        expected = 2 * half + 2 * p * p
        if magic != MAGIC or kind not in KINDS or len(data) != HEADER.size + expected * KINDS[kind].itemsize:
            raise InvalidInput("these bytes are no moments")
        flat = np.frombuffer(data, dtype=KINDS[kind], offset=HEADER.size)
        flat = flat.astype(np.float64 if kind == b"d" else np.int64)
        squares = flat[2 * half + p * p :].reshape(p, p)
        sums = flat[2 * half : 2 * half + p * p].reshape(p, p)
        return cls(_symmetric(flat[:half], p), sums, squares, _symmetric(flat[half : 2 * half], p))


def _symmetric(upper: Numbers, p: int) -> Numbers:
    matrix = np.empty((p, p), dtype=upper.dtype)
    rows, columns = np.triu_indices(p)
    matrix[rows, columns] = matrix[columns, rows] = upper
    return matrix


def _integer_sums(codes: NDArray[np.integer], largest: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Counts, sums, squares and products by matrix products in single precision, exact per block."""
    n, p = codes.shape
    block = min(2**15, max(1, (EXACT_FLOAT32 - 1) // largest**2))
    total = np.zeros((3 * p, 2 * p), dtype=np.int64)
    left = np.empty((min(block, n), 3 * p), dtype=np.float32)
    for start in range(0, n, block):
        part = codes[start : start + block]
        filled = left[: part.shape[0]]
        np.greater(part, 0, out=filled[:, :p], casting="unsafe")
        np.maximum(part, 0, out=filled[:, p : 2 * p], casting="unsafe")
        np.square(filled[:, p : 2 * p], out=filled[:, 2 * p :])
        total += (filled.T @ filled[:, : 2 * p]).astype(np.int64)
    counts, sums = total[:p, :p], total[p : 2 * p, :p]
    return counts.copy(), sums.copy(), total[2 * p :, :p].copy(), total[p : 2 * p, p:].copy()
