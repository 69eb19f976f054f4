"""Does a 95 % interval contain the truth in 95 % of samples? Means, shares, drivers, processes."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from bench.peilstok.timing import table
from scipy import stats

import peilstok

SCORES = np.arange(1, 6)
SHAPES = {
    "ceiling": (0.02, 0.03, 0.10, 0.40, 0.45),
    "middle": (0.10, 0.20, 0.40, 0.20, 0.10),
    "two camps": (0.35, 0.10, 0.10, 0.10, 0.35),
    "low": (0.30, 0.30, 0.20, 0.15, 0.05),
}
NPS = np.array([-1, -1, -1, 0, 1])


@lru_cache(maxsize=200_000)
def _score(counts: tuple[int, ...], kind: str, population: int | None) -> tuple[float, float]:
    _, low, high = peilstok.score_interval(counts, NPS if kind == "nps" else SCORES, population=population)
    return low, high


@lru_cache(maxsize=10_000)
def _wilson(successes: int, n: int, population: int | None) -> tuple[float, float]:
    return peilstok.wilson(successes, n, population=population)


def _t_mean(counts: np.ndarray) -> tuple[float, float]:
    n = counts.sum()
    mean = counts @ SCORES / n
    half = stats.t.ppf(0.975, n - 1) * np.sqrt(max(counts @ (SCORES - mean) ** 2 / (n - 1), 0) / n)
    return mean - half, mean + half


def _covered(limits: tuple[float, float], truth: float) -> bool:
    return limits[0] - 1e-12 <= truth <= limits[1] + 1e-12


METHODS = ("t mean", "Beta mean", "Beta NPS-like", "Wilson share")
WANTED = (0.93, 0.97)


def one_question(samples: int) -> tuple[str, bool]:
    """Section 4: worst and best coverage over four shapes, for endless and for known populations."""
    rng = np.random.default_rng(20261101)
    cases: list[tuple[int, int | None]] = [(n, None) for n in (5, 10, 20, 30, 60, 150)] + [(30, 45), (15, 20)]
    rows, outside = [("n", *METHODS)], []
    for n, population in cases:
        label = str(n) if population is None else f"{n} of N = {population}"
        draw = _hits_endless if population is None else _hits_known
        hits = np.array([draw(rng, np.array(shape), n, population, samples) for shape in SHAPES.values()])
        rows.append((label, *_ranges(hits)))
        if n >= 10:
            outside += _outside(label, hits, samples)
    note = f"{samples} samples per shape; worst–best over {', '.join(SHAPES)}. Wanted: .93–.97 from n = 10."
    note += f"\nOutside by more than the simulation error: {'; '.join(outside) or 'nothing'}."
    note += "\nWilson's coverage jumps with the share; exactly computed and averaged over shares of 5 to 95 %: "
    note += ", ".join(f"n = {n} {_wilson_average(n):.3f}" for n in (10, 20, 30, 60)) + "."
    return f"{table(rows)}\n{note}", not outside


def _outside(label: str, hits: np.ndarray, samples: int) -> list[str]:
    """Cells outside .93–.97; the t interval is only there for comparison."""
    error = 3 * np.sqrt(0.95 * 0.05 / samples)
    found = []
    for shape, row in zip(SHAPES, hits, strict=True):
        for method, value in list(zip(METHODS, row, strict=True))[1:]:
            if not WANTED[0] - error <= value <= WANTED[1] + error:
                found.append(f"{method}, n = {label}, {shape}: {value:.3f}")
    return found


def _wilson_average(n: int) -> float:
    shares = np.linspace(0.05, 0.95, 181)
    limits = [_wilson(count, n, None) for count in range(n + 1)]
    chances = stats.binom.pmf(np.arange(n + 1)[:, np.newaxis], n, shares)
    inside = [(low <= shares) & (shares <= high) for low, high in limits]
    return float((chances * np.array(inside)).sum(axis=0).mean())


def _ranges(hits: np.ndarray) -> list[str]:
    return [f"{column.min():.3f}–{column.max():.3f}" for column in hits.T]


def _hits_endless(rng: np.random.Generator, shape: np.ndarray, n: int, population: None, samples: int) -> list[float]:
    drawn = rng.multinomial(n, shape, size=samples)
    return _hits(drawn, [shape] * samples, population)


def _hits_known(rng: np.random.Generator, shape: np.ndarray, n: int, population: int, samples: int) -> list[float]:
    people = rng.multinomial(population, shape, size=samples)
    drawn = np.array([rng.multivariate_hypergeometric(one, n) for one in people])
    return _hits(drawn, list(people / population), population)


def _hits(drawn: np.ndarray, truths: list[np.ndarray], population: int | None) -> list[float]:
    checks: tuple[Callable[[np.ndarray, np.ndarray], bool], ...] = (
        lambda counts, truth: _covered(_t_mean(counts), truth @ SCORES),
        lambda counts, truth: _covered(_score(tuple(counts), "mean", population), truth @ SCORES),
        lambda counts, truth: _covered(_score(tuple(counts), "nps", population), truth @ NPS),
        lambda counts, truth: _covered(_wilson(int(counts[3:].sum()), int(counts.sum()), population), truth[3:].sum()),
    )
    counts = [tuple(int(one) for one in row) for row in drawn]
    return [
        float(np.mean([check(np.array(row), truth) for row, truth in zip(counts, truths, strict=True)]))
        for check in checks
    ]


WEIGHTS = np.array([0.6, 0.45, 0.3, 0.2, 0.1, 0.0])


def _people(rng: np.random.Generator, n: int) -> np.ndarray:
    items = rng.normal(size=(n, 1)) * 0.8 + rng.normal(size=(n, 6))
    outcome = items @ WEIGHTS + 1.2 * rng.normal(size=n)
    return np.clip(np.round(3.9 + 0.8 * np.column_stack([items, outcome])), 1, 5)


def _parts(rows: np.ndarray) -> np.ndarray:
    shares = peilstok.lmg(np.cov(rows.T))
    return shares / shares.sum()


def drivers(samples: int, sizes: tuple[int, ...], replicates: int) -> tuple[str, bool]:
    """Section 3.3: six factors with a ceiling; mean and worst factor, and how often the strongest is on top."""
    rng = np.random.default_rng(20261102)
    truth = _parts(_people(rng, 1_000_000))
    rows = [("n", "bootstrap mean / worst", "strongest on top", "RMSE of a share", "document")]
    document = {30: ".91 / .83", 60: ".93 / .88", 150: ".94 / .92", 400: ".94 / .92", 1000: ".94 / .92"}
    good = True
    for n in sizes:
        hits, top, errors = np.zeros(6), 0, []
        for sample in range(samples):
            data = _people(rng, n)
            if np.ptp(data, axis=0).min() == 0:
                continue
            replicated = peilstok.lmg_bootstrap(data, replicates, sample)
            low, high = np.quantile(
                replicated / np.maximum(replicated.sum(axis=1, keepdims=True), 1e-12), [0.025, 0.975], axis=0
            )
            found = _parts(data)
            hits += (low <= truth) & (truth <= high)
            top += int(found.argmax() == truth.argmax())
            errors.append(found - truth)
        coverage = hits / len(errors)
        error = 3 * np.sqrt(0.94 * 0.06 / len(errors))
        good &= n < 150 or bool(coverage.mean() >= 0.90 and coverage.min() >= 0.90 - error)
        rmse = float(np.sqrt(np.mean(np.square(errors))))
        rows.append(
            (str(n), f"{coverage.mean():.3f} / {coverage.min():.3f}", f"{top / len(errors):.2f}", f"{rmse:.3f}",
             document.get(n, ""))
        )  # fmt: skip
    return f"{table(rows)}\n{samples} samples, {replicates} replicates each. Wanted: ≥ .90 from n = 150.", good


def processes(samples: int) -> tuple[str, bool]:
    """Section 6: an average over 30 processes, with and without knowing that they differ."""
    rng = np.random.default_rng(20261103)
    rows = [("ICC", "people as units", "processes as units", "document")]
    document = {0.02: "73 %", 0.05: "54 %", 0.10: "39 %"}
    good = True
    for icc, documented in document.items():
        naive = honest = 0
        for _ in range(samples):
            sizes = np.maximum(10, rng.lognormal(4.0, 0.7, 30)).astype(int)
            effects = rng.normal(0, np.sqrt(icc), 30)
            sums = sizes * effects + rng.normal(0, np.sqrt((1 - icc) * sizes))
            low, high = peilstok.cluster_mean(sums, sizes)[1:]
            honest += int(low <= 0 <= high)
            naive += int(abs(sums.sum() / sizes.sum()) <= 1.96 / np.sqrt(sizes.sum()))
        good &= honest / samples >= 0.90
        rows.append((f"{icc:.2f}", f"{naive / samples:.2f}", f"{honest / samples:.2f}", documented))
    return f"{table(rows)}\n{samples} samples of 30 processes with a median of 55 people.", good


def pooling(samples: int) -> tuple[str, bool]:
    """Section 6: coverage of each process's own value, raw and pooled, with squeezed variances."""
    rng = np.random.default_rng(20261104)
    rows = [("differences", "J", "RMSE raw → pooled", "coverage raw / REML / pooled", "document")]
    cases = {
        (0.0, 8): ".94 / .97 / .98", (0.0, 40): ".94 / .96 / .995", (0.1, 8): ".94 / .81 / .94",
        (0.1, 40): ".94 / .91 / .92", (0.3, 8): ".95 / .91 / .93", (0.3, 40): ".95 / .94 / .945",
    }  # fmt: skip
    good = True
    for (spread, count), document in cases.items():
        hits, errors = np.zeros(3), np.zeros(2)
        runs = max(20, samples * 8 // count)
        for _ in range(runs):
            one_hits, one_errors = _one_league(rng, spread, count)
            hits += one_hits
            errors += one_errors
        coverage, rmse = hits / (runs * count), np.sqrt(errors / (runs * count))
        error = 3 * np.sqrt(0.95 * 0.05 / (runs * count))
        good &= bool(coverage[2] >= 0.91 - error)
        rows.append(
            (f"sd {spread}", str(count), f"{rmse[0]:.3f} → {rmse[1]:.3f}", " / ".join(f"{c:.3f}" for c in coverage),
             document)
        )  # fmt: skip
    return table(rows), good


def _one_league(rng: np.random.Generator, spread: float, count: int) -> tuple[np.ndarray, np.ndarray]:
    truth = 4.0 + rng.normal(0, spread, count)
    sizes = np.maximum(10, rng.lognormal(np.log(40), 0.6, count)).astype(int)
    means = np.array([rng.normal(theta, 1, n).mean() for theta, n in zip(truth, sizes, strict=True)])
    variances = rng.chisquare(sizes - 1) / (sizes - 1)
    v = peilstok.squeeze_variances(variances, sizes)
    found = peilstok.pool(means, v, prior_scale=0.5)
    limits = found.quantiles([0.025, 0.975])
    classic = peilstok.reml(means, v)
    pull = v / (v + classic.tau2)
    half = 1.96 * np.sqrt((1 - pull) * v + pull**2 * classic.se**2)
    covered = [
        np.abs(means - truth) <= 1.96 * np.sqrt(v),
        np.abs(classic.shrunken - truth) <= half,
        (limits[:, 0] <= truth) & (truth <= limits[:, 1]),
    ]
    errors = [((means - truth) ** 2).sum(), ((found.mean - truth) ** 2).sum()]
    return np.array([one.sum() for one in covered], dtype=float), np.array(errors)
