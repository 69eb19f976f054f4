"""Section 6: an average over processes, and each process beside the others."""

from typing import NamedTuple

import numpy as np
from bench.peilstok.judging import MEANS_AND_SHARES, Judged, Whole, outside, simulation_error
from bench.peilstok.timing import table
from scipy import stats

import peilstok


class Average(NamedTuple):
    """How much people of one process resemble each other, over how many processes, and the document."""

    icc: float
    units: int
    document: str = "–"
    alike: bool = False

    @property
    def label(self) -> str:
        """How the case is called in a verdict."""
        return f"ICC = {self.icc}, J = {self.units}, {'equal' if self.alike else 'unequal'} sizes:"


AVERAGES = (
    Average(0.02, 30, ".73"),
    Average(0.05, 30, ".54"),
    Average(0.10, 30, ".39"),
    Average(0.05, 10),
    Average(0.05, 10, alike=True),
)


def sizes_of(rng: np.random.Generator, count: int) -> Whole:
    """How many people answer in so many processes: a median of 55, at least 10, now and then hundreds."""
    return np.maximum(10, rng.lognormal(4.0, 0.7, count)).astype(int)


def average(samples: int) -> Judged:
    """Coverage of the average over processes, with and without knowing that they differ."""
    rng = np.random.default_rng(20261103)
    rows = [("ICC", "J", "sizes", "people as units", "by formula", "document", "processes as units")]
    against, few, error = [], [], simulation_error(samples)
    for case in AVERAGES:
        naive = honest = expected = 0.0
        for _ in range(samples):
            sizes = np.full(case.units, 55) if case.alike else sizes_of(rng, case.units)
            effects = rng.normal(0, np.sqrt(case.icc), case.units)
            sums = sizes * effects + rng.normal(0, np.sqrt((1 - case.icc) * sizes))
            low, high = peilstok.cluster_mean(sums, sizes)[1:]
            honest += low <= 0 <= high
            naive += abs(sums.sum() / sizes.sum()) <= 1.96 / np.sqrt(sizes.sum())
            deff = 1 + (sizes @ sizes / sizes.sum() - 1) * case.icc
            expected += 2 * stats.norm.cdf(1.96 / np.sqrt(deff)) - 1
        found = (f"{naive / samples:.3f}", f"{expected / samples:.3f}", case.document, f"{honest / samples:.3f}")
        rows.append((f"{case.icc:.2f}", str(case.units), "equal" if case.alike else "unequal", *found))
        missed = outside(case.label, honest / samples, error, MEANS_AND_SHARES)
        if case.units >= 30:
            against += missed
        else:
            few += missed
    note = f"{samples} samples of J processes with a median of 55 people, simulation error ±{error:.3f}. By formula: "
    note += "what 1 + (Σn²/Σn − 1)·ICC leaves of the nominal .95.\n"
    note += "Wanted of processes as units: .93–.97 with 30 processes. The document allows ten and names no coverage "
    note += f"for them: not in the verdict. Outside .93–.97 with ten: {'; '.join(few) or 'nothing'}."
    return Judged(f"{table(rows)}\n\n{note}", against)


class League(NamedTuple):
    """How far processes truly differ (standard deviation in points), how many there are, and the document."""

    spread: float
    units: int
    document: tuple[str, str, str]


LEAGUES = (
    League(0.0, 8, (".174 → .071", ".94 / .97 / .98", "6 → 0.0–1.7 %")),
    League(0.0, 40, (".174 → .033", ".94 / .96 / .995", "6 → 0.0–1.7 %")),
    League(0.1, 8, (".174 → .109", ".94 / .81 / .94", "1.0–1.3 → 0.1–0.4 %")),
    League(0.1, 40, (".174 → .103", ".94 / .91 / .92", "1.0–1.3 → 0.1–0.4 %")),
    League(0.1, 200, (".174 → .100", ".94 / .94 / .94", "1.0–1.3 → 0.1–0.4 %")),
    League(0.3, 8, (".170 → .150", ".95 / .91 / .93", "–")),
    League(0.3, 40, (".170 → .142", ".95 / .94 / .945", "–")),
)
LEAST_POOLED = 0.92  # the lowest in the document's own table
RELEVANT = 0.1  # points
MEAN = 4.0


def pooling(samples: int) -> Judged:
    """Error and coverage of each process's own value, raw and pooled, and how often it is put on the wrong side."""
    rng = np.random.default_rng(20261104)
    heading = ("differences", "J", "RMSE raw → pooled", "document", "coverage raw / REML / pooled", "document")
    rows = [(*heading, "wrong side raw → pooled → from 0.1 point", "document")]
    against = []
    for league in LEAGUES:
        runs = max(20, samples * 8 // league.units)
        found = np.array([_one_league(rng, league.spread, league.units) for _ in range(runs)])
        raw, pooled, *rest = found.mean(axis=0)
        # Processes of one run share what is not known about the spread: the run is the unit of the simulation.
        error = 3 * float(found[:, 4].std(ddof=1)) / np.sqrt(runs)
        label = f"sd {league.spread}, J = {league.units}"
        against += outside(f"{label}, pooled", rest[2], error, (LEAST_POOLED, 1.0))
        against += [f"{label}: pooling does not bring values nearer"] if pooled > raw else []
        errors, coverage, wrong = league.document
        rows.append(
            (f"sd {league.spread}", str(league.units), f"{np.sqrt(raw):.3f} → {np.sqrt(pooled):.3f}", errors,
             f"{' / '.join(f'{value:.3f}' for value in rest[:3])} ±{error:.3f}", coverage,
             f"{' → '.join(f'{100 * value:.1f}' for value in rest[3:])} %", wrong)
        )  # fmt: skip
    note = "Median of 40 people a process, sd 1 within; behind ± the simulation error of pooled. Wrong side: called "
    note += "higher or lower against the truth, without differences every call.\n"
    note += f"Wanted: pooled coverage at least {LEAST_POOLED}, the lowest in the document, and a smaller RMSE than raw."
    return Judged(f"{table(rows)}\n\n{note}", against)


def _one_league(rng: np.random.Generator, spread: float, count: int) -> list[float]:
    """Squared errors raw and pooled, coverage raw, REML and pooled, wrong calls raw, pooled and from 0.1 point."""
    truth = MEAN + rng.normal(0, spread, count)
    sizes = np.maximum(10, rng.lognormal(np.log(40), 0.6, count)).astype(int)
    means = truth + rng.normal(0, 1 / np.sqrt(sizes))
    v = peilstok.squeeze_variances(rng.chisquare(sizes - 1) / (sizes - 1), sizes)
    found = peilstok.pool(means, v, prior_scale=0.5)
    limits = found.quantiles([0.025, 0.975])
    classic = peilstok.reml(means, v)
    pull = v / (v + classic.tau2)
    half = 1.96 * np.sqrt((1 - pull) * v + pull**2 * classic.se**2)
    covered = (
        np.abs(means - truth) <= 1.96 * np.sqrt(v),
        np.abs(classic.shrunken - truth) <= half,
        (limits[:, 0] <= truth) & (truth <= limits[:, 1]),
    )
    expected = found.grid_weights @ found.fitted_means
    above = found.probability_above(expected)
    sure = np.where(above >= 0.975, 1, 0) - np.where(above <= 0.025, 1, 0)
    far = np.where(np.abs(found.mean - expected) >= RELEVANT, sure, 0)
    z = (means - (means / v).sum() / (1 / v).sum()) / np.sqrt(v)
    calls = (np.sign(z) * (np.abs(z) > 1.96), sure, far)
    wrong = [((call != 0) & (call != np.sign(truth - MEAN))).mean() for call in calls]
    errors = [((values - truth) ** 2).mean() for values in (means, found.mean)]
    return [*errors, *(one.mean() for one in covered), *wrong]
