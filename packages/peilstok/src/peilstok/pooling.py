"""Comparing processes: estimates that borrow strength, by full Bayes in one integral over the spread."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peilstok.checks import SMALLEST, Floats, finite_array
from peilstok.errors import InvalidSetting, InvalidShape, InvalidWeights, SingularCovariance, TooFewRows
from peilstok.intervals import normal_quantile

GRID = 200
FINE_GRID = 2000  # a flat prior has a long tail


@dataclass(frozen=True, slots=True)
class Meta:
    """The observations of a comparison, checked: values, variances, second-level predictors."""

    y: Floats
    v: Floats
    x: Floats
    is_mean: bool  # only an intercept: the closed forms need no matrices


def checked_meta(y: ArrayLike, v: ArrayLike, x: ArrayLike | None) -> Meta:
    """Values (k,), positive variances (k,), predictors (k, q) with an intercept unless given."""
    values, variances = finite_array(y, 1, "y"), finite_array(v, 1, "v")
    if values.shape != variances.shape:
        raise InvalidShape("y and v must have the same length")
    if (variances < SMALLEST).any():
        raise InvalidWeights("every variance must be positive: see squeeze_variances")
    predictors = np.ones((values.size, 1)) if x is None else finite_array(x, 2, "x")
    if predictors.shape[0] != values.size:
        raise InvalidShape("x must have one row per value")
    if values.size <= predictors.shape[1]:
        raise TooFewRows(f"{values.size} values are too few for {predictors.shape[1]} coefficients")
    if x is not None and np.linalg.matrix_rank(predictors) < predictors.shape[1]:
        raise SingularCovariance("a column of x is a combination of the others")
    return Meta(values, variances, predictors, x is None)


@dataclass(frozen=True, eq=False)
class PooledEstimates:
    """The posterior of k units: mixtures of normals over the grid of τ.

    `tau` and `grid_weights` (T,); given τ: `unit_means` and `unit_variances` (T, k), and `fitted_means` and
    `fitted_variances` (T, k) of x_jᵀβ. `coefficients` (q,) and their `coefficient_sd` are those of x; without x the
    only one is the mean over units.
    """

    tau: Floats
    grid_weights: Floats
    unit_means: Floats
    unit_variances: Floats
    fitted_means: Floats
    fitted_variances: Floats
    coefficients: Floats
    coefficient_sd: Floats

    @cached_property
    def mean(self) -> Floats:
        """Posterior mean per unit (k,)."""
        means: Floats = self.grid_weights @ self.unit_means
        return means

    @cached_property
    def sd(self) -> Floats:
        """Posterior standard deviation per unit (k,)."""
        second = self.grid_weights @ (self.unit_variances + self.unit_means**2)
        spread: Floats = np.sqrt(second - self.mean**2)
        return spread

    def tau_quantile(self, q: float) -> float:
        """Quantile of the spread between units."""
        count = self.tau.size
        edges = np.arange(count + 1) / count
        reached = np.concatenate([[0.0], np.cumsum(self.grid_weights)])
        upper = float(self.tau[-1]) / ((count - 0.5) / count) ** 2
        return upper * float(np.interp(q, reached, edges)) ** 2

    def quantiles(self, q: ArrayLike) -> Floats:
        """Posterior quantiles per unit: probabilities (m,) give (k, m); root finding by bisection on the mixture."""
        wanted = np.atleast_1d(np.asarray(q, dtype=np.float64))
        if wanted.ndim != 1 or not ((wanted > 0) & (wanted < 1)).all():
            raise InvalidSetting("quantiles lie between 0 and 1")
        sds = np.sqrt(self.unit_variances)
        low = np.repeat((self.unit_means - 9 * sds).min(axis=0)[:, np.newaxis], wanted.size, axis=1)
        high = np.repeat((self.unit_means + 9 * sds).max(axis=0)[:, np.newaxis], wanted.size, axis=1)
        for _ in range(60):
            middle = (low + high) / 2
            below = 1 - self._above(middle)
            low, high = np.where(below < wanted, middle, low), np.where(below < wanted, high, middle)
            if float((high - low).max()) < 1e-10 * (1 + float(np.abs(high).max())):
                break
        found: Floats = (low + high) / 2
        return found

    def probability_above(self, value: ArrayLike) -> Floats:
        """P(θ_j > value) per unit (k,); `value` is one number or one per unit (k,)."""
        bounds = np.broadcast_to(np.asarray(value, dtype=np.float64), self.mean.shape)
        return self._above(bounds[:, np.newaxis])[:, 0]

    def _above(self, values: Floats) -> Floats:
        from scipy.special import ndtr  # noqa: PLC0415 - SciPy stays out of the import of the package

        sds = np.sqrt(self.unit_variances)
        above = np.empty(values.shape)
        for column in range(values.shape[1]):
            above[:, column] = self.grid_weights @ ndtr((self.unit_means - values[:, column]) / sds)
        return above


def pool(y: ArrayLike, v: ArrayLike, x: ArrayLike | None = None, *, prior_scale: float) -> PooledEstimates:
    """Estimates of k units that borrow strength from each other, with the uncertainty about the spread in them.

    Model: y_j ~ N(θ_j, v_j), θ_j ~ N(x_jᵀβ, τ²), flat prior on β, half-normal(prior_scale) on τ (0.5 on a scale of
    1 to 5, 0.12 of the range otherwise; infinity for a flat prior on τ).
    Method: a grid of 200 values of τ, τ = τ_max·u² at midpoints u; given τ, w_j = 1/(v_j+τ²), V = (XᵀWX)⁻¹,
    β̂ = VXᵀWy and log p(τ|y) = log prior + ½log|V| + ½Σlog w_j − ½Σw_j(y_j−x_jᵀβ̂)²; with B_j = v_j·w_j,
    E θ_j = B_j·x_jᵀβ̂ + (1−B_j)·y_j and Var θ_j = (1−B_j)·v_j + B_j²·x_jᵀVx_j; mixed over the grid.
    `y`, `v` (k,), `x` (k, q) with an intercept column when given. Assumes known variances: see `squeeze_variances`.
    Errors: InvalidShape, NotFinite, InvalidWeights for v ≤ 0, TooFewRows for k ≤ q, SingularCovariance,
    InvalidSetting for prior_scale ≤ 0.
    Reference: Gelman et al. (2013), Bayesian Data Analysis, 5.4; Gelman (2006). Checked against adaptive quadrature.
    """
    meta = checked_meta(y, v, x)
    if not prior_scale > 0:
        raise InvalidSetting("prior_scale must be positive")
    if math.isinf(prior_scale) and meta.y.size < meta.x.shape[1] + 3:
        raise TooFewRows("a flat prior on the spread needs at least three units more than coefficients")
    upper = _largest_tau(meta, prior_scale)
    count = FINE_GRID if math.isinf(prior_scale) else GRID
    middles = (np.arange(count) + 0.5) / count
    tau = upper * middles**2
    weights = 1 / (meta.v + tau[:, np.newaxis] ** 2)
    log_density, beta, spread = _given_tau(meta, weights)
    if not math.isinf(prior_scale):
        log_density -= 0.5 * (tau / prior_scale) ** 2
    density = np.exp(log_density - log_density.max()) * middles
    density /= density.sum()
    fitted = beta @ meta.x.T
    fitted_variance = np.einsum("kq,tqr,kr->tk", meta.x, spread, meta.x, optimize=True)
    pull = meta.v * weights
    mean_beta = density @ beta
    second = density @ (np.einsum("tqq->tq", spread) + beta**2)
    return PooledEstimates(
        tau=tau,
        grid_weights=density,
        unit_means=pull * fitted + (1 - pull) * meta.y,
        unit_variances=(1 - pull) * meta.v + pull**2 * fitted_variance,
        fitted_means=fitted,
        fitted_variances=fitted_variance,
        coefficients=mean_beta,
        coefficient_sd=np.sqrt(np.maximum(second - mean_beta**2, 0)),
    )


def _largest_tau(meta: Meta, prior_scale: float) -> float:
    """Where the posterior of τ has died out: four prior scales, or far beyond the spread of the values."""
    spread = float(np.std(meta.y)) + float(np.sqrt(meta.v.mean()))
    return 60 * spread if math.isinf(prior_scale) else min(4 * prior_scale, 60 * spread)


def _given_tau(meta: Meta, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """log p(τ|y) without the prior (T,), β̂ (T, q) and its covariance (T, q, q)."""
    x, y = meta.x, meta.y
    if x.shape[1] == 1:
        information = (weights @ x**2)[:, :, np.newaxis]
        spread = 1 / information
        beta = (weights @ (x[:, 0] * y))[:, np.newaxis] * spread[:, :, 0]
        log_det = -np.log(information[:, 0, 0])
    else:
        information = np.einsum("tk,kq,kr->tqr", weights, x, x, optimize=True)
        spread = np.linalg.inv(information)
        beta = np.einsum("tqr,tr->tq", spread, weights @ (x * y[:, np.newaxis]))
        log_det = -np.linalg.slogdet(information)[1]
    residual = y - beta @ x.T
    log_density = 0.5 * (log_det + np.log(weights).sum(axis=1) - (weights * residual**2).sum(axis=1))
    return log_density, beta, spread


def rank_intervals(y: ArrayLike, v: ArrayLike, *, confidence: float = 0.95) -> NDArray[np.int64]:
    """The places each unit can have, highest value first: (k, 2) integers, best and worst place.

    Formula: z_ji = (y_j−y_i)/√(v_j+v_i), c the normal quantile at 1 − α/(2(k−1));
    [1 + #{i: z_ji < −c}, k − #{i: z_ji > c}]. Errors as `pool`.
    Reference: Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91: 476–518.
    """
    meta = checked_meta(y, v, None)
    count = meta.y.size
    critical = normal_quantile(1 - (1 - confidence) / (count - 1))
    gaps = np.subtract.outer(meta.y, meta.y) / np.sqrt(np.add.outer(meta.v, meta.v))
    best = 1 + (gaps < -critical).sum(axis=1)
    worst = count - (gaps > critical).sum(axis=1)
    return np.stack([best, worst], axis=1).astype(np.int64)
