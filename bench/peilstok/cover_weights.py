"""Section 4, with weights: two margins raked to a population that answered unevenly."""

import numpy as np
from bench.peilstok.cover_questions import SCORES
from bench.peilstok.judging import MEANS_AND_SHARES, Judged, Whole, outside, simulation_error
from bench.peilstok.timing import table
from scipy import stats

import peilstok
from peilstok.checks import Floats

AGES, PLACES = np.array([0.3, 0.4, 0.3]), np.array([0.5, 0.5])
DIFFERENCES = {"small": 0.25, "large": 0.75}  # between the extreme categories of each margin, in points
FEWEST = 5  # answers in a category, below which nothing is weighted
SIZES = (40, 100, 400)
DOCUMENT = {"small": ".85–.94", "large": ".24–.88"}
METHODS = ("Beta unweighted", "Beta weighted", "Wilson unweighted", "Wilson weighted")


def _cells() -> tuple[Floats, Floats]:
    """Share of the population (6,), and how likely an answer is (6,): threefold from one extreme to the other."""
    age, place = np.divmod(np.arange(6), 2)
    return np.outer(AGES, PLACES).ravel(), 3.0 ** ((age / 2 + place) / 2 - 0.5)


def _answers(difference: float) -> Floats:
    """Chances of the scores 1 to 5 in each cell (6, 5): who answers more readily is more satisfied."""
    age, place = np.divmod(np.arange(6), 2)
    centre = 3.8 + difference * (age / 2 + place - 1)
    edges = stats.norm.cdf((np.arange(1.5, 5) - centre[:, np.newaxis]) / 0.95)
    return np.diff(edges, axis=1, prepend=0, append=1)


def weighted(samples: int) -> Judged:
    """Coverage for the population, of plain answers and of raked answers on n*."""
    rng = np.random.default_rng(20261106)
    heading = ("differences", "n", "bias unweighted", METHODS[0], "document", METHODS[1], "document", *METHODS[2:])
    rows: list[tuple[str, ...]] = [(*heading, "mean deff", "refused")]
    against, errors = [], []
    for name, difference in DIFFERENCES.items():
        people, response = _cells()
        answers = _answers(difference)
        answering = people * response / (people @ response)
        truth = np.array([people @ answers @ SCORES["mean"], people @ answers @ SCORES["share"]])
        bias = answering @ answers @ SCORES["mean"] - truth[0]
        for n in SIZES:
            drawn = rng.choice(6, size=(samples, n), p=answering)
            found = [_one_sample(rng, cells, answers, truth) for cells in drawn if _enough(cells)]
            used = np.array([one for one in found if one is not None])
            *coverage, deff = used.mean(axis=0)
            errors.append(simulation_error(len(used)))
            for method, value in zip(METHODS, coverage, strict=True):
                if method.endswith(" weighted"):
                    against += outside(f"{method}, {name}, n = {n}:", value, errors[-1], MEANS_AND_SHARES)
            plain, raked, *of_shares = (f"{value:.3f}" for value in coverage)
            rows.append(
                (name, str(n), f"{bias:.3f}", plain, DOCUMENT[name], raked, ".944–.959", *of_shares,
                 f"{deff:.2f}", str(samples - len(used)))
            )  # fmt: skip
    note = f"{samples} samples each, simulation error ±{max(errors):.3f}; two margins of three and two categories, "
    note += f"response 1 to 3, differences of {' and '.join(map(str, DIFFERENCES.values()))} points between the "
    note += f"extremes of a margin. Refused: fewer than {FEWEST} answers in a category, or no fit.\n"
    note += "Wanted of the weighted intervals: .93–.97. The unweighted ones miss by bias, not by width."
    return Judged(f"{table(rows)}\n\n{note}", against)


def _enough(cells: Whole) -> bool:
    """Whether every category of both margins has the answers that weighting asks for."""
    ages, places = np.bincount(cells // 2, minlength=3), np.bincount(cells % 2, minlength=2)
    return bool(min(ages.min(), places.min()) >= FEWEST)


def _one_sample(rng: np.random.Generator, cells: Whole, answers: Floats, truth: Floats) -> list[float] | None:
    """Which of the intervals contain the truth, and deff; None when no weights fit."""
    n = cells.size
    scores = (rng.random(n)[:, np.newaxis] > answers.cumsum(axis=1)[cells]).sum(axis=1)
    try:
        weights = peilstok.rake(np.stack([cells // 2, cells % 2], axis=1), [AGES * n, PLACES * n])
    except peilstok.InvalidInput:
        return None
    deff = peilstok.kish_deff(weights)
    limits = []
    for weight, cost in ((np.ones(n), 1.0), (weights, deff)):
        counts = np.bincount(scores, weights=weight, minlength=5)
        limits.append(peilstok.score_interval(counts, SCORES["mean"], deff=cost)[1:])
        limits.append(peilstok.wilson(min(counts[3:].sum(), n), n, deff=cost))
    (plain, share, raked, raked_share), (mean, top) = limits, truth
    pairs = ((plain, mean), (raked, mean), (share, top), (raked_share, top))
    return [*(float(low <= true <= high) for (low, high), true in pairs), deff]
