"""Peers and peilstok in one process: run by the Python of a throw-away environment; prints JSON."""

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from timing import milliseconds

import peilstok

warnings.filterwarnings("ignore")
PEERS = ("pingouin", "ipfn", "svy", "PyMARE", "numpy", "scipy")
type Row = tuple[str, str, float, Callable[[], object], Callable[[], object], int]


def survey(n: int, p: int) -> np.ndarray:
    """n people, p correlated items and an outcome in the last column, on a scale of 1 to 5."""
    rng = np.random.default_rng(7)
    items = rng.normal(size=(n, 1)) + rng.normal(size=(n, p))
    outcome = items @ np.linspace(0.6, 0.1, p) + rng.normal(size=n)
    return np.clip(np.round(3.5 + 0.8 * np.column_stack([items, outcome / 2])), 1, 5)


def drivers_rows() -> Iterator[Row]:
    """LMG from rows, and bootstrap replicates (the peer offers none: its single call times 1,000)."""
    import pingouin

    def peer(rows: np.ndarray) -> Callable[[], object]:
        return lambda: pingouin.linear_regression(rows[:, :-1], rows[:, -1], relimp=True, as_dataframe=False)

    def ours(rows: np.ndarray) -> Callable[[], object]:
        return lambda: peilstok.lmg(np.cov(rows.T))

    ten, fifteen, small = survey(1000, 10), survey(1000, 15), survey(150, 10)
    yield "LMG p = 10, n = 1.000, from rows", "pingouin", 150, peer(ten), ours(ten), 1
    yield "LMG p = 15, n = 1.000, from rows", "pingouin", 800, peer(fifteen), ours(fifteen), 1
    yield (
        "1.000 bootstrap replicates p = 10, n = 150", "pingouin × 1.000", 300, peer(small),
        lambda: peilstok.lmg_bootstrap(small, 1000, 1), 1000,
    )  # fmt: skip


def uneven_response(rng: np.random.Generator, n: int, sizes: tuple[int, ...]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Respondents from a population of 400,000 with related categories and response that differs threefold."""
    latent = rng.normal(size=(400_000, 1)) * 0.7 + rng.normal(size=(400_000, len(sizes)))
    people = np.column_stack([
        np.digitize(latent[:, place], np.quantile(latent[:, place], np.arange(1, size) / size))
        for place, size in enumerate(sizes)
    ])  # fmt: skip
    response = 3.0 ** (people / (np.array(sizes) - 1) - 0.5).mean(axis=1)
    chosen = rng.choice(people.shape[0], n, replace=False, p=response / response.sum())
    return people[chosen], [np.bincount(people[:, place], minlength=size) * 1.0 for place, size in enumerate(sizes)]


def raking_rows() -> Iterator[Row]:
    """Raking on four margins from respondents to weights."""
    import pandas as pd
    import polars as pl
    import svy
    from ipfn import ipfn

    for n, targets in ((1000, (90, 7)), (100_000, (1000, 200))):
        rng = np.random.default_rng(3)
        sizes = {"a": 2, "b": 4, "c": 5, "d": 6}
        codes, margins = uneven_response(rng, n, tuple(sizes.values()))
        frame = pd.DataFrame(codes, columns=list(sizes)).assign(total=1.0)
        series = [
            pd.Series(margin, index=pd.Index(range(margin.size), name=name))
            for name, margin in zip(sizes, margins, strict=True)
        ]
        polars = pl.DataFrame({name: codes[:, place] for place, name in enumerate(sizes)} | {"w": np.ones(n)})
        sample = svy.Sample(polars, svy.Design(wgt="w"))
        controls = {
            name: {level: float(total) for level, total in enumerate(margin)}
            for name, margin in zip(sizes, margins, strict=True)
        }

        def by_ipfn(frame: pd.DataFrame = frame, series: list[pd.Series] = series) -> object:
            names = [[one.index.name] for one in series]
            return ipfn.ipfn(frame.copy(), series, names, convergence_rate=1e-10, weight_col="total").iteration()

        def by_svy(sample: svy.Sample = sample, controls: dict = controls) -> object:
            return sample.weighting.rake(controls=controls, tol=1e-10, max_iter=500)

        def ours(codes: np.ndarray = codes, margins: list[np.ndarray] = margins) -> object:
            return peilstok.rake(codes, margins)

        label = "raking 4 margins, n = " + f"{n:,}".replace(",", ".")
        yield label, "ipfn", targets[0], by_ipfn, ours, 1
        yield label, "svy", targets[1], by_svy, ours, 1


def pooling_rows() -> Iterator[Row]:
    """REML over 342 units, and the full Bayes pooling that the peer has not."""
    from pymare import Dataset
    from pymare.estimators import VarianceBasedLikelihoodEstimator

    rng = np.random.default_rng(5)
    y, v = rng.normal(4, 0.3, 342), rng.uniform(0.01, 0.04, 342)

    def peer() -> object:
        return VarianceBasedLikelihoodEstimator(method="reml").fit_dataset(
            Dataset(y[:, np.newaxis], v[:, np.newaxis], np.ones((342, 1)), add_intercept=False)
        )

    yield "REML, 342 units", "PyMARE", 30, peer, lambda: peilstok.reml(y, v), 1
    yield "full Bayes, 342 units (peer: its REML)", "PyMARE", 0, peer, lambda: peilstok.pool(y, v, prior_scale=0.5), 1


def main() -> None:
    """Measure everything that installs; what fails is named with its error."""
    rows = []
    for source in (drivers_rows, raking_rows, pooling_rows):
        try:
            for label, peer, target, theirs, ours, times in source():
                theirs_ms = times * milliseconds(theirs, repeats=3)
                ours_ms = milliseconds(ours, repeats=200, budget=2.0)
                rows.append({"work": label, "peer": peer, "target": target, "theirs": theirs_ms, "ours": ours_ms})
        except Exception as problem:  # noqa: BLE001 - one peer that breaks must not hide the others
            rows.append({"work": source.__name__, "peer": "", "error": f"{type(problem).__name__}: {problem}"})
    print(json.dumps({"rows": rows, "versions": {name: version(name) for name in PEERS}}))


if __name__ == "__main__":
    main()
