"""The classical estimates of the spread between units. Checks only: they cover too little with few units."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from peilstok.checks import Floats
from peilstok.errors import NoConvergence
from peilstok.pooling import Meta, checked_meta

SCORING_STEPS = 30


@dataclass(frozen=True, eq=False)
class MetaAnalysis:
    """Spread between units and what follows from it: `mu` and `se` are the first coefficient."""

    tau2: float
    coefficients: Floats
    standard_errors: Floats
    shrunken: Floats

    @property
    def mu(self) -> float:
        """The first coefficient: the mean over units when x is absent."""
        return float(self.coefficients[0])

    @property
    def se(self) -> float:
        """Standard error of `mu`."""
        return float(self.standard_errors[0])


def _at(meta: Meta, tau2: float) -> MetaAnalysis:
    weights = 1 / (meta.v + tau2)
    if meta.is_mean:
        total = float(weights.sum())
        mean = float(weights @ meta.y) / total
        pooled = meta.y + meta.v * weights * (mean - meta.y)
        return MetaAnalysis(tau2, np.array([mean]), np.array([total**-0.5]), pooled)
    spread = np.linalg.inv((meta.x * weights[:, np.newaxis]).T @ meta.x)
    beta = spread @ (meta.x.T @ (weights * meta.y))
    fitted = meta.x @ beta
    pull = meta.v * weights
    return MetaAnalysis(tau2, beta, np.sqrt(np.diagonal(spread)), pull * fitted + (1 - pull) * meta.y)


def _residuals(meta: Meta, tau2: float) -> tuple[Floats, float]:
    """Py and tr P for P = W − WX(XᵀWX)⁻¹XᵀW, without making P."""
    weights = 1 / (meta.v + tau2)
    if meta.is_mean:
        total = float(weights.sum())
        return weights * (meta.y - float(weights @ meta.y) / total), total - float(weights @ weights) / total
    weighted = meta.x * weights[:, np.newaxis]
    spread = np.linalg.inv(weighted.T @ meta.x)
    projected: Floats = weights * (meta.y - meta.x @ (spread @ (weighted.T @ meta.y)))
    return projected, float(weights.sum() - (spread * (weighted.T @ weighted)).sum())


def _root(score: Callable[[float], float], meta: Meta) -> float:
    """The τ² where a falling function crosses 0, or 0 when it starts below."""
    from scipy.optimize import brentq  # noqa: PLC0415 - SciPy stays out of the import of the package

    if score(0.0) <= 0:
        return 0.0
    upper = float(meta.y.var())
    for _ in range(60):
        if score(upper) < 0:
            return float(brentq(score, 0.0, upper, xtol=1e-14, rtol=1e-10))
        upper *= 4
    raise NoConvergence("no spread between units fits these values")


def _scored_mean(meta: Meta) -> float | None:
    """Fisher scoring for the mean over units, a few steps where bracketing takes a dozen; None when it wanders."""
    tau2 = 0.0
    for _ in range(SCORING_STEPS):
        weights = 1 / (meta.v + tau2)
        squares = weights * weights
        total, square, cube = float(weights.sum()), float(squares.sum()), float(squares @ weights)
        residual = weights * (meta.y - float(weights @ meta.y) / total)
        score = float(residual @ residual) - total + square / total
        if tau2 == 0 and score <= 0:
            return 0.0
        step = score / (square - 2 * cube / total + (square / total) ** 2)
        tau2 = max(tau2 + step, tau2 / 10)
        if abs(step) <= 1e-11 * tau2:
            return tau2
    return None


def reml(y: ArrayLike, v: ArrayLike, x: ArrayLike | None = None) -> MetaAnalysis:
    """Spread by restricted maximum likelihood: the root of ½[yᵀPPy − tr P]. Errors as `pool`.

    Reference: Viechtbauer (2005), Journal of Educational and Behavioral Statistics 30: 261–293. Checked: metafor.
    """
    meta = checked_meta(y, v, x)
    if meta.is_mean:
        scored = _scored_mean(meta)
        if scored is not None:
            return _at(meta, scored)

    def score(tau2: float) -> float:
        projected, trace = _residuals(meta, tau2)
        return float(np.dot(projected, projected)) - trace

    return _at(meta, _root(score, meta))


def paule_mandel(y: ArrayLike, v: ArrayLike, x: ArrayLike | None = None) -> MetaAnalysis:
    """Spread at which the weighted residuals have their expected size: Q(τ²) = k − q. Errors as `pool`.

    Reference: Paule and Mandel (1982), J. Research NBS 87: 377–385. Checked: metafor.
    """
    meta = checked_meta(y, v, x)
    freedom = meta.y.size - meta.x.shape[1]

    def excess(tau2: float) -> float:
        projected, _ = _residuals(meta, tau2)
        return float(projected @ meta.y) - float(freedom)

    return _at(meta, _root(excess, meta))


def dersimonian_laird(y: ArrayLike, v: ArrayLike, x: ArrayLike | None = None) -> MetaAnalysis:
    """Spread in closed form: max(0, (Q − (k − q))/tr P) at τ² = 0. Errors as `pool`.

    Reference: DerSimonian and Laird (1986), Controlled Clinical Trials 7: 177–188. Checked: metafor.
    """
    meta = checked_meta(y, v, x)
    projected, trace = _residuals(meta, 0.0)
    excess = float(meta.y @ projected) - (meta.y.size - meta.x.shape[1])
    return _at(meta, max(0.0, excess / trace))
