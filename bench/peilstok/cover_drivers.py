"""Section 3.3: intervals of the shares of six success factors, whose answers pile up at the top of the scale."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from bench.peilstok.judging import DRIVERS, Judged, Whole, outside, simulation_error
from bench.peilstok.timing import table
from scipy import stats

import peilstok
from peilstok.checks import Floats

SLOPES = np.array([0.6, 0.45, 0.3, 0.2, 0.1, 0.0])


class Size(NamedTuple):
    """A sample size, its number of jackknife groups, and the document: bootstrap, jackknife, strongest, RMSE."""

    n: int
    groups: int
    document: tuple[str, str, str, str]

    @property
    def resampled(self) -> bool:
        """From ten thousand answers the jackknife takes the place of the bootstrap."""
        return self.n < 10_000


SIZES = (
    Size(30, 10, (".91 / .83", ".90 / .86", ".46", ".107")),
    Size(60, 10, (".93 / .88", ".91 / .88", ".57", ".082")),
    Size(150, 32, (".94 / .92", ".92 / .89", ".72", ".056")),
    Size(400, 32, (".94 / .92", ".92 / .91", ".80", ".035")),
    Size(1000, 32, (".94 / .92", ".93 / .92", ".96", ".021")),
    Size(10_000, 50, ("–", "–", "–", "–")),
)


def answered(items: Floats, outcome: Floats) -> Floats:
    """Scores of 1 to 5 with a ceiling (n, 7), the outcome last."""
    return np.clip(np.round(3.9 + 0.8 * np.column_stack([items, outcome])), 1, 5)


def people(rng: np.random.Generator, n: int, slopes: Floats = SLOPES, halo: float = 0.8) -> Floats:
    """n people who rate six factors with one halo over all of them."""
    items = rng.normal(size=(n, 1)) * halo + rng.normal(size=(n, 6))
    return answered(items, items @ slopes + 1.2 * rng.normal(size=n))


def parts(matrix: Floats) -> Floats:
    """What each factor takes of R², from a covariance or correlation matrix."""
    shares = peilstok.lmg(matrix)
    return shares / shares.sum()


def statistic_of(units: list[peilstok.Moments]) -> Callable[[Floats], Floats]:
    """The shares from summed moments of groups of people or of processes, with a weight for each."""
    stacks = [np.stack([getattr(unit, name) for unit in units]) for name in ("counts", "sums", "squares", "products")]
    return lambda weights: parts(peilstok.Moments(*(np.tensordot(weights, one, 1) for one in stacks)).covariance())


def jackknife_limits(units: list[peilstok.Moments], groups: Whole) -> Floats:
    """θ ± t·SE by leaving out one group of units at a time, (p, 2)."""
    value, error = peilstok.delete_group_jackknife(statistic_of(units), groups)
    half = stats.t.ppf(0.975, np.unique(groups).size - 1) * error
    return np.stack([value - half, value + half], axis=1)


def dealt(codes: Floats, groups: int) -> list[peilstok.Moments]:
    """Moments of the rows dealt out over so many groups."""
    return [peilstok.Moments.from_rows(codes[start::groups]) for start in range(groups)]


def _bootstrap_limits(data: Floats, replicates: int, seed: int) -> Floats:
    replicated = peilstok.lmg_bootstrap(data, replicates, seed)
    shares = replicated / np.maximum(replicated.sum(axis=1, keepdims=True), 1e-12)
    return np.quantile(shares, [0.025, 0.975], axis=0).T


def drivers(samples: int, replicates: int) -> Judged:
    """Mean and worst factor of the bootstrap and of the group jackknife, and how often the strongest is on top."""
    rng = np.random.default_rng(20261102)
    truth = parts(np.cov(people(rng, 1_000_000).T))
    heading = ("n", "bootstrap mean / worst", "document", "group jackknife", "document", "strongest on top")
    rows: list[tuple[str, ...]] = [(*heading, "document", "RMSE of a share", "document")]
    against, left_out = [], 0
    for size in SIZES:
        found = [_one_sample(rng, size, truth, (replicates, seed)) for seed in range(samples)]
        used = [one for one in found if one is not None]
        left_out += samples - len(used)
        hits = np.mean([one[0] for one in used], axis=0)
        errors = np.array([one[1] for one in used]) - truth
        top = np.mean([one[1].argmax() == truth.argmax() for one in used])
        judged = 0 if size.resampled else 1
        if size.n >= 150:
            error = simulation_error(len(used), DRIVERS[0])
            against += outside(f"n = {size.n}, mean", hits[judged].mean(), error, DRIVERS)
            against += outside(f"n = {size.n}, worst factor", hits[judged].min(), error, DRIVERS)
        bootstrap, jackknife = (f"{method.mean():.3f} / {method.min():.3f}" for method in hits)
        shown = (bootstrap if size.resampled else "–", f"{jackknife} (G = {size.groups})", f"{top:.2f}")
        measured = (*shown, f"{np.sqrt((errors**2).mean()):.3f}")
        pairs = zip(measured, size.document, strict=True)
        rows.append((str(size.n), *(cell for pair in pairs for cell in pair)))
    note = f"{samples} samples, {replicates} replicates each, simulation error of one factor "
    note += f"±{simulation_error(samples, 0.94):.3f}; left out, as a factor had one answer only: {left_out} samples.\n"
    note += "Wanted from n = 150: ≥ .90 for every factor, of the bootstrap and from n = 10,000 of the jackknife that "
    note += "takes its place."
    return Judged(f"{table(rows)}\n\n{note}", against)


def _one_sample(
    rng: np.random.Generator, size: Size, truth: Floats, resampling: tuple[int, int]
) -> tuple[Floats, Floats] | None:
    """Which intervals contain the truth (2, 6) and the shares (6,); None when everybody gives one answer."""
    data = people(rng, size.n)
    try:
        by_groups = jackknife_limits(dealt(data.astype(np.int8), size.groups), np.arange(size.groups))
        by_bootstrap = _bootstrap_limits(data, *resampling) if size.resampled else by_groups
    except peilstok.InvalidInput:
        return None
    hits = [(limits[:, 0] <= truth) & (truth <= limits[:, 1]) for limits in (by_bootstrap, by_groups)]
    return np.array(hits), parts(np.cov(data.T))
