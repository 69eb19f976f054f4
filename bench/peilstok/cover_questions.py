"""Section 4: the mean and the NPS-like mean of one question, from endless and from known populations."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from bench.peilstok.judging import (
    MEANS_AND_SHARES,
    Judged,
    Whole,
    covers,
    limits_of,
    outside,
    simulation_error,
    span,
)
from bench.peilstok.timing import table
from scipy import stats

import peilstok
from peilstok.checks import Floats

SHAPES = {
    "ceiling": (0.02, 0.03, 0.10, 0.40, 0.45),
    "middle": (0.10, 0.20, 0.40, 0.20, 0.10),
    "two camps": (0.35, 0.10, 0.10, 0.10, 0.35),
    "low": (0.30, 0.30, 0.20, 0.15, 0.05),
}
SCORES = {"mean": np.arange(1.0, 6.0), "NPS-like": np.array([-1.0, -1, -1, 0, 1]), "share": np.array([0.0, 0, 0, 1, 1])}


class Case(NamedTuple):
    """A sample size, with or without a known population, and whether the interval is told about it."""

    n: int
    population: int | None = None
    told: bool = True

    @property
    def label(self) -> str:
        """How the case is called in a table."""
        if self.population is None:
            return str(self.n)
        return f"{self.n} of N = {self.population}" + ("" if self.told else ", N forgotten")

    @property
    def used(self) -> int | None:
        """The population as the interval knows it."""
        return self.population if self.told else None

    @property
    def judged(self) -> bool:
        """Results exist from ten answers; who forgets N is here to show the price."""
        return self.n >= 10 and self.told


CASES = (*map(Case, (5, 10, 20, 30, 60, 150)), Case(30, 45), Case(15, 20), Case(30, 45, told=False))
COUNTED = Case(10)
DOCUMENT = {
    "mean": (
        (".81–.95", ".88–.95", ".90–.95", ".93–.95", ".93–.95", ".94–.95", ".933–.953", ".915–.952", ".984–.999"),
        (".945–.956", ".919–.963", ".938–.966", ".943–.958", ".946–.954", ".949–.951", ".943–.947", ".934–.952", "–"),
    ),
    "NPS-like": (
        (".83–.95", ".88–.95", ".93–.95", ".94–.95", ".94–.95", ".95", ".948–.955", ".937–.958", "–"),
        (".930–.968", ".936–.969", ".939–.951", ".943–.949", ".947–.950", ".946–.951", ".945–.947", ".943–.955", "–"),
    ),
}


def draw(rng: np.random.Generator, shape: Sequence[float], case: Case, samples: int) -> tuple[Whole, Floats]:
    """Counts (S, 5) of samples, and the shares (S, 5) they should tell: of everyone, or of these N people."""
    if case.population is None:
        return rng.multinomial(case.n, shape, size=samples), np.tile(shape, (samples, 1))
    people = rng.multinomial(case.population, shape, size=samples)
    drawn = np.array([rng.multivariate_hypergeometric(one, case.n) for one in people])
    return drawn, people / case.population


def t_limits(drawn: Whole, scores: Floats, population: int | None) -> Floats:
    """The interval of the textbooks, (S, 2): mean ± t·s/√n, times √(1 − n/N)."""
    n = int(drawn[0].sum())
    mean = drawn @ scores / n
    variance = np.maximum(drawn @ scores**2 / n - mean**2, 0) * n / (n - 1)
    left = 1.0 if population is None else 1 - n / population
    half = stats.t.ppf(0.975, n - 1) * np.sqrt(variance / n * left)
    return np.stack([mean - half, mean + half], axis=1)


def _beta_limits(drawn: Whole, scores: Floats, population: int | None) -> Floats:
    return limits_of(drawn, lambda counts: peilstok.score_interval(counts, scores, population=population)[1:])


def means(samples: int) -> Judged:
    """Worst and best coverage over the shapes, of the t interval and of the Beta interval."""
    rng = np.random.default_rng(20261101)
    rows = {kind: [("n", "t", "document", "Beta", "document")] for kind in DOCUMENT}
    against, notes, error = [], [], simulation_error(samples)
    for place, case in enumerate(CASES):
        drawn = {name: draw(rng, shape, case, samples) for name, shape in SHAPES.items()}
        for kind, (t_document, beta_document) in DOCUMENT.items():
            hits = {name: _hits(*sample, SCORES[kind], case.used) for name, sample in drawn.items()}
            by_t, by_beta = zip(*hits.values(), strict=True)
            rows[kind].append((case.label, span(by_t), t_document[place], span(by_beta), beta_document[place]))
            if case.judged:
                for name, (_, value) in hits.items():
                    against += outside(f"Beta {kind}, n = {case.label}, {name}:", value, error, MEANS_AND_SHARES)
            if case == COUNTED:
                exact = _exactly(case.n, kind)
                against += _unequal(kind, dict(zip(hits, by_beta, strict=True)), exact, samples)
                counted = ", ".join(f"{name} {value:.4f}" for name, value in exact.items())
                notes.append(
                    f"Beta {kind}, n = {case.n}, counted over all possible samples instead of drawn: {counted}."
                )
    tables = "\n\n".join(f"{kind[0].upper()}{kind[1:]}:\n\n{table(made)}" for kind, made in rows.items())
    notes = [
        f"{samples} samples per shape, simulation error ±{error:.3f}; worst–best over {', '.join(SHAPES)}.",
        *notes,
        "Wanted of Beta, N not forgotten: .93–.97 from n = 10 in every shape, and drawn as counted within four "
        "standard errors.",
    ]
    return Judged("\n".join([tables, "", *notes]), against)


def _unequal(kind: str, drawn: dict[str, float], exact: dict[str, float], samples: int) -> list[str]:
    """Shapes whose simulated coverage is not the exact one."""
    return [
        f"{kind}, {name}: simulated {drawn[name]:.4f}, exact {value:.4f}"
        for name, value in exact.items()
        if abs(drawn[name] - value) > 4 / 3 * simulation_error(samples, value)
    ]


def _exactly(n: int, kind: str) -> dict[str, float]:
    """Coverage of the Beta interval per shape, from the chance of every possible sample of n answers."""
    bars = np.array(list(combinations(range(n + 4), 4)))
    samples = np.diff(bars, axis=1, prepend=-1, append=n + 4) - 1
    limits = _beta_limits(samples, SCORES[kind], None)
    return {
        name: float(stats.multinomial.pmf(samples, n, shape) @ covers(limits, np.array(shape) @ SCORES[kind]))
        for name, shape in SHAPES.items()
    }


def _hits(drawn: Whole, truths: Floats, scores: Floats, population: int | None) -> tuple[float, float]:
    truth = truths @ scores
    by_t = covers(t_limits(drawn, scores, population), truth)
    by_beta = covers(_beta_limits(drawn, scores, population), truth)
    return float(by_t.mean()), float(by_beta.mean())
