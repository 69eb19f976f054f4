"""One process among others: estimates that borrow strength, and only as much order as the answers carry."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from peilstok.checks import Floats, finite_array
from peilstok.clusters import squeeze_variances
from peilstok.decisions import DEFAULTS, Thresholds
from peilstok.errors import InvalidSetting, InvalidShape
from peilstok.estimates import Estimate, NotEnough, Unit
from peilstok.frame import Dataset
from peilstok.pooling import PooledEstimates, pool, rank_intervals
from peilstok.results import BenchmarkResult, BenchmarkUnit, LeftOut
from peilstok.scoring import checked, has_scale, person_scores

POOLED = "Bayesiaanse samenvoeging met half-normale voorkennis over de spreiding"
PRIOR_SHARE = 0.125  # of the range of the scale: 0.5 from 1 to 5
WHY = (
    "Elk traject telt als één eenheid. Trajecten met weinig antwoorden worden naar het gemiddelde getrokken; "
    "“hoger” of “lager” staat er alleen als dat vrijwel zeker is en het verschil ertoe doet."
)


def benchmark(
    units: Sequence[Dataset],
    key: str,
    *,
    x: ArrayLike | None = None,
    prior_scale: float | None = None,
    thresholds: Thresholds = DEFAULTS,
    confidence: float = 0.95,
) -> BenchmarkResult | NotEnough:
    """How does each process compare with the others on one question?

    Means and squeezed variances per process, full Bayes over the spread between processes (`pool`), each process
    compared with the mean that the model expects for it. "hoger" or "lager" only when P ≥ 0.975 and the pooled
    difference is at least 0.1 point on a scale of 1 to 5; places only as intervals, and `show_places` is false when
    more than half of the processes could take more than half of the places. No finite population: a process is one
    draw of what could have been. `x` (units, q) are second-level predictors with an intercept column, such as role and
    theme; `prior_scale` of the spread is 0.5 on a scale of 1 to 5. Which processes may be shown together is for
    `may_benchmark` and the gate. Errors as `describe`; InvalidShape when units have different scales.
    """
    usable, left_out = _usable(units, key, thresholds)
    if len(usable) < thresholds.benchmark_processes:
        sentence = (
            f"Vergelijken kan vanaf {thresholds.benchmark_processes} trajecten met ten minste {thresholds.minimum} "
            f"antwoorden: er zijn er {len(usable)}."
        )
        return NotEnough(len(usable), thresholds.benchmark_processes, "een benchmark", sentence, Unit.MEAN)
    scores = [person_scores(unit.column(key)) for unit in usable]
    scores = [values[~np.isnan(values)] for values in scores]
    y, ns = np.array([values.mean() for values in scores]), np.array([values.size for values in scores])
    variances = np.array([values.var(ddof=1) for values in scores])
    if not (variances > 0).any():
        sentence = "In elk traject gaf iedereen hetzelfde antwoord: er is niets te vergelijken."
        return NotEnough(int(ns.sum()), int(ns.sum()), "een benchmark", sentence, Unit.MEAN)
    v = squeeze_variances(variances, ns)
    scale_range = _scale_range(usable, key)
    predictors = _predictors(x, units, usable)
    pooled = pool(y, v, predictors, prior_scale=prior_scale or PRIOR_SHARE * scale_range)
    places = rank_intervals(y, v, confidence=confidence)
    wide = (places[:, 1] - places[:, 0] + 1) > len(usable) / 2
    return BenchmarkResult(
        question=key,
        benchmark=_benchmark_estimate(pooled, int(ns.sum()), confidence),
        spread=pooled.tau_quantile(0.5),
        units=_verdicts(usable, (y, ns), pooled, places.tolist(), thresholds, scale_range, confidence),
        show_places=bool(wide.mean() <= 0.5),
        left_out=left_out,
        method=POOLED,
        why=WHY,
    )


def _usable(units: Sequence[Dataset], key: str, thresholds: Thresholds) -> tuple[list[Dataset], tuple[LeftOut, ...]]:
    usable, left_out = [], []
    for unit in units:
        if not unit.has(key):
            left_out.append(LeftOut(unit.key, unit.key, "De vraag is hier niet gesteld."))
            continue
        column = checked(unit, [key]).column(key)
        n = int((~np.isnan(person_scores(column))).sum()) if has_scale(column) else 0
        if n < thresholds.minimum:
            left_out.append(LeftOut(unit.key, unit.key, f"Te weinig antwoorden: {n} van de {thresholds.minimum}."))
        else:
            usable.append(unit)
    return usable, tuple(left_out)


def _scale_range(units: Sequence[Dataset], key: str) -> float:
    scales = {units[0].column(key).scores} | {unit.column(key).scores for unit in units}
    if len(scales) > 1:
        raise InvalidShape("the processes asked this question with different scales")
    scores = [score for score in units[0].column(key).scores or () if score is not None]
    return float(max(scores) - min(scores))


def _predictors(x: ArrayLike | None, units: Sequence[Dataset], usable: Sequence[Dataset]) -> Floats | None:
    if x is None:
        return None
    table = finite_array(x, 2, "x")
    if table.shape[0] != len(units):
        raise InvalidShape("x must have one row per process")
    kept = {id(unit) for unit in usable}
    chosen: Floats = table[[id(unit) in kept for unit in units]]
    if chosen.shape[1] >= len(usable):
        raise InvalidSetting("more second-level predictors than processes")
    return chosen


def _benchmark_estimate(pooled: PooledEstimates, n: int, confidence: float) -> Estimate:
    """The mean over processes: the expected value averaged over the units, with its posterior interval."""
    from scipy.special import ndtri  # noqa: PLC0415 - SciPy stays out of the import of the package

    means = pooled.fitted_means.mean(axis=1)
    value = float(pooled.grid_weights @ means)
    variance = pooled.grid_weights @ (pooled.fitted_variances.mean(axis=1) + (means - value) ** 2)
    half = float(ndtri((1 + confidence) / 2)) * float(np.sqrt(variance))
    return Estimate(Unit.MEAN, value, n, value - half, value + half, method=POOLED)


def _verdicts(
    units: Sequence[Dataset],
    observed: tuple[Floats, Floats],
    pooled: PooledEstimates,
    places: list[list[int]],
    thresholds: Thresholds,
    scale_range: float,
    confidence: float,
) -> tuple[BenchmarkUnit, ...]:
    one_tail = (1 - confidence) / 2
    limits = pooled.quantiles([one_tail, 1 - one_tail])
    expected = pooled.grid_weights @ pooled.fitted_means
    above = pooled.probability_above(expected)
    least = thresholds.relevant_share * scale_range
    made = []
    for place, unit in enumerate(units):
        distance, probability = float(pooled.mean[place] - expected[place]), float(above[place])
        verdict = "niet te onderscheiden"
        if probability >= thresholds.probability and distance >= least:
            verdict = "hoger"
        elif 1 - probability >= thresholds.probability and -distance >= least:
            verdict = "lager"
        n = int(observed[1][place])
        estimate = Estimate(
            Unit.MEAN, float(pooled.mean[place]), n, float(limits[place, 0]), float(limits[place, 1]), method=POOLED
        )
        best, worst = places[place]
        made.append(
            BenchmarkUnit(unit.key, n, float(observed[0][place]), estimate, probability, verdict, (best, worst))
        )
    return tuple(made)
