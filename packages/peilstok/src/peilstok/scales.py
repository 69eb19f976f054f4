"""Do items form one scale? Alpha with its interval, omega, item–rest correlations, likeness of loadings."""

import math
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import ArrayLike

from peilstok.checks import Floats, covariance_matrix, finite_array, tail
from peilstok.errors import ConstantColumn, InvalidSetting, InvalidShape, NoConvergence, SingularCovariance, TooFewRows
from peilstok.intervals import Interval

LEAST_UNIQUENESS = 0.005  # share of an item's variance; keeps an improper solution away


class OneFactor(NamedTuple):
    """Loadings and unique variances of a one-factor model, (k,) each."""

    loadings: Floats
    uniquenesses: Floats


@overload
def alpha(cov: ArrayLike, n: None = None, *, confidence: float = 0.95) -> float: ...
@overload
def alpha(cov: ArrayLike, n: int, *, confidence: float = 0.95) -> Interval: ...


def alpha(cov: ArrayLike, n: int | None = None, *, confidence: float = 0.95) -> float | Interval:
    """Cronbach's alpha of k items in the same direction; with `n` also Feldt's interval.

    Formula: α = k/(k−1) · (1 − tr C/ΣC). On a correlation matrix this is the standardised alpha.
    Assumes items that measure one thing about equally well (else alpha is too low: see `omega`).
    Errors: InvalidShape, ConstantColumn, InvalidCovariance; those of `feldt` when n is given.
    Reference: Cronbach (1951), Psychometrika 16: 297–334.
    """
    matrix = covariance_matrix(cov)
    value = _alpha(matrix)
    if n is None:
        return value
    low, high = feldt(value, n, matrix.shape[0], confidence=confidence)
    return Interval(value, low, high)


def _alpha(matrix: Floats) -> float:
    k, total = matrix.shape[0], float(matrix.sum())
    if total <= 1e-12 * float(np.trace(matrix)):
        raise ConstantColumn("the sum of the items has no variation: are reversed items turned round?")
    return float(k / (k - 1) * (1 - float(np.trace(matrix)) / total))


def feldt(alpha_value: float, n: int, k: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Interval for alpha of k items and n respondents.

    Formula: 1 − (1−α)·F⁻¹(1−γ/2; n−1, (n−1)(k−1)) and 1 − (1−α)·F⁻¹(γ/2; …), γ = 1 − confidence.
    Assumes normal answers; errs little on answer scales. Errors: TooFewRows for n < 2 or k < 2; InvalidSetting.
    Reference: Feldt, Woodruff and Salih (1987), Applied Psychological Measurement 11: 93–103.
    """
    from scipy.special import fdtri  # noqa: PLC0415 - SciPy stays out of the import of the package

    if n < 2 or k < 2:
        raise TooFewRows("alpha needs at least two respondents and two items")
    if not math.isfinite(alpha_value) or alpha_value > 1:
        raise InvalidSetting(f"alpha cannot be {alpha_value}")
    one_tail = tail(confidence)
    freedom = (n - 1, (n - 1) * (k - 1))
    low, high = (1 - (1 - alpha_value) * float(fdtri(*freedom, p)) for p in (1 - one_tail, one_tail))
    return low, high


def one_factor(cov: ArrayLike) -> OneFactor:
    """One-factor model by maximum likelihood.

    Formula: over log ψ minimise Σ_{i≥2}(e_i − log e_i − 1), e the eigenvalues of Ψ^−½CΨ^−½ in falling order; then
    λ = √(e₁−1)·Ψ^½v₁, signs such that the loadings add up to a positive number. Each ψ is at least 0.005 of the
    variance of its item. Errors: as `alpha`; TooFewRows for fewer than three items; SingularCovariance;
    NoConvergence when the items share nothing.
    Reference: Jöreskog (1967), Psychometrika 32: 443–482. Checked against R psych and factanal.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - SciPy stays out of the import of the package

    matrix = covariance_matrix(cov)
    if matrix.shape[0] < 3:
        raise TooFewRows("one factor needs at least three items")
    scale = np.sqrt(np.diagonal(matrix))
    correlation = matrix / np.outer(scale, scale)
    if np.linalg.eigvalsh(correlation)[0] < 1e-9:
        raise SingularCovariance("an item is an exact combination of other items")

    def misfit(log_unique: Floats) -> tuple[float, Floats]:
        values, vectors = _scaled_eigen(correlation, log_unique)
        values, vectors = values[:-1], vectors[:, :-1]
        return float((values - np.log(values) - 1).sum()), -(vectors**2 @ (values - 1))

    start = np.log(np.maximum(1 / np.diagonal(np.linalg.inv(correlation)), LEAST_UNIQUENESS))
    bounds = [(math.log(LEAST_UNIQUENESS), 0.0)] * start.size
    found = minimize(misfit, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-10})
    values, vectors = _scaled_eigen(correlation, found.x)
    if values[-1] <= 1 + 1e-9:
        raise NoConvergence("the items have nothing in common")
    unique = np.exp(found.x)
    loadings = math.sqrt(values[-1] - 1) * np.sqrt(unique) * vectors[:, -1]
    loadings = loadings * (np.sign(loadings @ scale) or 1.0)
    return OneFactor(loadings * scale, unique * scale**2)


def _scaled_eigen(correlation: Floats, log_unique: Floats) -> tuple[Floats, Floats]:
    root = np.exp(-log_unique / 2)
    values, vectors = np.linalg.eigh(correlation * np.outer(root, root))
    return values, vectors


def omega(cov: ArrayLike) -> float:
    """McDonald's omega of one factor: the share of the variance of the sum that the common factor explains.

    Formula: ω = (Σλ)²/((Σλ)² + Σψ) with λ and ψ from `one_factor`. Errors as `one_factor`.
    Reference: McDonald (1999), Test Theory. Checked against R psych.
    """
    loadings, uniquenesses = one_factor(cov)
    common = float(loadings.sum()) ** 2
    return common / (common + float(uniquenesses.sum()))


def item_rest(cov: ArrayLike) -> Floats:
    """Correlation of each item with the sum of the other items (k,).

    Formula: (Σ_k C_jk − C_jj)/√(C_jj·(ΣC − 2Σ_k C_jk + C_jj)). Errors as `alpha`; ConstantColumn when the rest of an
    item has no variation.
    """
    matrix = covariance_matrix(cov)
    own, rows = np.diagonal(matrix), matrix.sum(axis=1)
    rest = matrix.sum() - 2 * rows + own
    if (rest <= 1e-12 * np.trace(matrix)).any():
        raise ConstantColumn("the sum of the other items has no variation")
    correlations: Floats = (rows - own) / np.sqrt(own * rest)
    return correlations


def alpha_if_dropped(cov: ArrayLike) -> Floats:
    """Alpha of the other items when one is left out (k,). Errors as `alpha`; TooFewRows for two items."""
    matrix = covariance_matrix(cov)
    k = matrix.shape[0]
    if k < 3:
        raise TooFewRows("leaving an item out needs at least three items")
    kept = [np.delete(np.arange(k), item) for item in range(k)]
    return np.array([_alpha(matrix[np.ix_(index, index)]) for index in kept])


def tucker_phi(loadings1: ArrayLike, loadings2: ArrayLike) -> float:
    """Likeness of two sets of loadings of the same items: .95 and up the same, below .85 do not compare.

    Formula: φ = Σλ₁λ₂/√(Σλ₁²·Σλ₂²). Errors: InvalidShape, NotFinite, ConstantColumn for loadings that are all 0.
    Reference: Lorenzo-Seva and Ten Berge (2006), Methodology 2: 57–64.
    """
    one, two = finite_array(loadings1, 1, "loadings1"), finite_array(loadings2, 1, "loadings2")
    if one.shape != two.shape or one.size == 0:
        raise InvalidShape("both sets need the same items")
    length = math.sqrt(float(one @ one) * float(two @ two))
    if length == 0:
        raise ConstantColumn("loadings that are all 0 have no direction")
    return float(one @ two) / length
