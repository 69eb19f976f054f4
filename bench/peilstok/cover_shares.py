"""Section 4: the share of top answers. A count can only jump, so coverage is worked out exactly as well."""

from collections.abc import Callable

import numpy as np
from bench.peilstok.cover_questions import CASES, SCORES, SHAPES, Case, draw, t_limits
from bench.peilstok.judging import MEANS_AND_SHARES, Judged, covers, limits_of, outside, simulation_error, span
from bench.peilstok.timing import table
from scipy import special, stats

import peilstok
from peilstok.checks import Floats

Z = float(stats.norm.ppf(0.975))
TOP = {name: round(sum(shape[3:]), 2) for name, shape in SHAPES.items()}
DOCUMENT = (
    (".34–.88", ".57–.94", ".81–.93", ".92–.97", ".94–.96", ".94–.95", ".906–.952", ".88–.96", "–"),
    ("–", ".959–.983", ".930–.957", ".962–.968", ".947–.964", ".944–.954", ".951–.962", ".954–.983", "–"),
)
SMALL = (10, 20, 30, 60)
RANGE = np.linspace(0.05, 0.95, 1801)  # shares over which is averaged


def _wilson(n: int, population: int | None = None) -> Floats:
    return np.array([peilstok.wilson(count, n, population=population) for count in range(n + 1)])


def _clopper_pearson(n: int) -> Floats:
    counts = np.arange(n + 1.0)
    low = special.betaincinv(np.maximum(counts, 1), n - counts + 1, 0.025) * (counts > 0)
    high = np.where(counts < n, special.betaincinv(counts + 1, np.maximum(n - counts, 1), 0.975), 1.0)
    return np.stack([low, high], axis=1)


def _jeffreys(n: int) -> Floats:
    counts = np.arange(n + 1.0)
    low = special.betaincinv(counts + 0.5, n - counts + 0.5, 0.025) * (counts > 0)
    high = np.where(counts < n, special.betaincinv(counts + 0.5, n - counts + 0.5, 0.975), 1.0)
    return np.stack([low, high], axis=1)


def _agresti_coull(n: int) -> Floats:
    share = (np.arange(n + 1.0) + Z**2 / 2) / (n + Z**2)
    half = Z * np.sqrt(share * (1 - share) / (n + Z**2))
    return np.stack([share - half, share + half], axis=1)


METHODS: dict[str, Callable[[int], Floats]] = {
    "Wilson": _wilson,
    "Clopper–Pearson": _clopper_pearson,
    "Jeffreys": _jeffreys,
    "Agresti–Coull": _agresti_coull,
}


def exact(limits: Floats, shares: Floats) -> Floats:
    """Coverage at each share: the chances of all counts 0…n whose limits (n+1, 2) contain the share."""
    counts = np.arange(limits.shape[0])[:, np.newaxis]
    inside = (limits[:, :1] - 1e-12 <= shares) & (shares <= limits[:, 1:] + 1e-12)
    covered: Floats = (stats.binom.pmf(counts, limits.shape[0] - 1, shares) * inside).sum(axis=0)
    return covered


def exact_of_known(limits: Floats, population: int) -> Floats:
    """The same for a known population with 0…N people who gave a top answer: (N+1,)."""
    n, people = limits.shape[0] - 1, np.arange(population + 1)
    truth = people / population
    inside = (limits[:, :1] - 1e-12 <= truth) & (truth <= limits[:, 1:] + 1e-12)
    chances = stats.hypergeom.pmf(np.arange(n + 1)[:, np.newaxis], population, people, n)
    covered: Floats = (chances * inside).sum(axis=0)
    return covered


def _exact_case(case: Case) -> tuple[list[float], float]:
    """Exact coverage at the share of each shape, and averaged over shares of 5 to 95 %."""
    limits, shares = _wilson(case.n, case.used), np.array(list(TOP.values()))
    if case.population is None:
        return list(exact(limits, shares)), float(exact(limits, RANGE).mean())
    known, people = exact_of_known(limits, case.population), np.arange(case.population + 1)
    at = [float(stats.binom.pmf(people, case.population, share) @ known) for share in shares]
    usual = (people >= 0.05 * case.population) & (people <= 0.95 * case.population)
    return at, float(known[usual].mean())


def shares(samples: int) -> Judged:
    """Simulated beside exact coverage of Wilson, and beside the other intervals a count can have."""
    rng = np.random.default_rng(20261105)
    ranges = [("n", "t", "document", "Wilson", "document")]
    cells = [("n", *(f"{name} ({share:.2f})" for name, share in TOP.items()), "average over 5–95 %")]
    against, jumps = [], []
    for place, case in enumerate(CASES):
        by_t, by_wilson = np.array([_hits(rng, shape, case, samples) for shape in SHAPES.values()]).T
        expected, average = _exact_case(case)
        ranges.append((case.label, span(by_t), DOCUMENT[0][place], span(by_wilson), DOCUMENT[1][place]))
        pairs = list(zip(TOP, by_wilson, expected, strict=True))
        cells.append((case.label, *(f"{seen:.3f} / {true:.3f}" for _, seen, true in pairs), f"{average:.3f}"))
        for name, seen, true in pairs:
            if abs(seen - true) > 4 / 3 * simulation_error(samples, true):
                against.append(f"n = {case.label}, {name}: simulated {seen:.4f}, exact {true:.4f}")
            if case.judged:
                jumps += outside(f"n = {case.label}, {name}:", true, 0, MEANS_AND_SHARES)
        if case.judged:
            against += outside(f"n = {case.label}, average over shares", average, 0, MEANS_AND_SHARES)
    note = f"{samples} samples per shape, simulation error ±{simulation_error(samples):.3f}. The first table is the "
    note += "worst–best over the shapes, the second Wilson simulated / exactly computed at the share of each shape.\n"
    note += "Wanted from n = 10, N not forgotten: the average over shares of 5 to 95 % in .93–.97, and every simulated "
    note += "coverage equal to the exact one within four standard errors.\n"
    note += f"Single shares outside .93–.97 all the same (exact): {'; '.join(jumps) or 'none'}."
    comparison, why = _comparison()
    return Judged(f"{table(ranges)}\n\n{table(cells)}\n\n{note}\n\n{comparison}\n\n{why}", against)


def _hits(rng: np.random.Generator, shape: tuple[float, ...], case: Case, samples: int) -> tuple[float, float]:
    drawn, truths = draw(rng, shape, case, samples)
    truth, top = truths @ SCORES["share"], drawn[:, 3:].sum(axis=1, keepdims=True)
    by_t = covers(t_limits(drawn, SCORES["share"], case.used), truth)
    found = limits_of(top, lambda count: peilstok.wilson(int(count[0]), case.n, population=case.used))
    return float(by_t.mean()), float(covers(found, truth).mean())


def _comparison() -> tuple[str, str]:
    """Exact coverage of the four intervals at the same shares, and how many shares each keeps inside."""
    low, high = MEANS_AND_SHARES
    heading = ("n", "interval", *(f"{share:.2f}" for share in TOP.values()))
    rows = [(*heading, "average", "lowest–highest", "shares inside .93–.97")]
    faultless = []
    for n in SMALL:
        for name, method in METHODS.items():
            limits = method(n)
            everywhere = exact(limits, RANGE)
            inside = float(((low <= everywhere) & (everywhere <= high)).mean())
            at = (f"{value:.3f}" for value in exact(limits, np.array(list(TOP.values()))))
            rows.append((str(n), name, *at, f"{everywhere.mean():.3f}", span(everywhere), f"{100 * inside:.0f} %"))
            faultless += [f"{name} at n = {n}"] if inside == 1 else []
    stays = f"Only {', '.join(faultless)} keeps" if faultless else "None of these intervals keeps"
    why = f"{stays} all shares of 5 to 95 % inside .93–.97: with n answers there are n + 1 possible intervals, and "
    why += "the coverage jumps where the share crosses one of their ends. So the average over shares is judged, as in "
    why += "Brown, Cai and DasGupta (2001), Statistical Science 16: 101–133."
    return table(rows), why
