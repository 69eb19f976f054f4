"""Section 3.4: do the factors of a small process come out better when its correlations borrow from comparable ones?"""

import numpy as np
from bench.peilstok.cover_drivers import SLOPES, parts, people
from bench.peilstok.judging import Judged
from bench.peilstok.timing import table

import peilstok
from peilstok.checks import Floats

PROCESSES = 150
DIFFERENCES = {"moderate": 0.15, "large": 0.4}  # standard deviation between processes of slopes and halo
SIZES = (25, 40, 80, 150)
KNOWN_FROM = 20_000  # people per process from whom its own shares are known
NEVER_WORSE_BY = 0.003
DOCUMENT = {
    "moderate": (".115 → .062", ".096 → .061", ".073 → .052", ".052 → .049"),
    "large": ("–", "–", "–", "–"),
}
STRONGEST = {"moderate": (".46 → .57", ".63 → .63", "–", "–"), "large": ("–", ".69 → .57", "–", "–")}


def shrinking(worlds: int) -> Judged:
    """Error of a share and strongest factor on top, from a process's own correlations and after shrinking."""
    rng = np.random.default_rng(20261107)
    heading = ("differences", "n", "RMSE of a share", "document", "strongest on top", "document", "own share")
    rows, against, spreads, chances = [heading], [], {}, []
    for name, spread in DIFFERENCES.items():
        seen = [_one_world(rng, spread) for _ in range(worlds)]
        spreads[name] = np.mean([truth.std(axis=0).mean() for truth, _ in seen])
        for place, n in enumerate(SIZES):
            squares = np.array([((one[n][0] - truth) ** 2).mean(axis=(1, 2)) for truth, one in seen])
            errors = np.sqrt(squares.mean(axis=0))
            chances.append(3 * (np.sqrt(squares).std(axis=0, ddof=1) / np.sqrt(worlds)).max())
            top = np.mean([(one[n][0].argmax(2) == truth.argmax(1)).mean(axis=1) for truth, one in seen], axis=0)
            own = np.mean([one[n][1] for _, one in seen])
            rows.append(
                (name, str(n), _arrow(errors), DOCUMENT[name][place], _arrow(top), STRONGEST[name][place], f"{own:.2f}")
            )
            if errors[1] > errors[0] + (NEVER_WORSE_BY if name == "large" else 0):
                against.append(f"RMSE, {name}, n = {n}: {_arrow(errors)}")
    note = f"{worlds} times {PROCESSES} processes, simulation error of an RMSE at most ±{max(chances):.3f}; own "
    note += "correlations → shrunken. Between processes a share differs by "
    note += f"{' and '.join(f'{value:.3f} ({name})' for name, value in spreads.items())} (standard deviation).\n"
    note += "Wanted: never worse with moderate differences, with large ones by at most .003."
    return Judged(f"{table(rows)}\n\n{note}", against)


def _arrow(pair: Floats) -> str:
    return f"{pair[0]:.3f} → {pair[1]:.3f}"


def _one_world(rng: np.random.Generator, spread: float) -> tuple[Floats, dict[int, tuple[Floats, float]]]:
    """True shares (J, 6), and per sample size the shares raw and shrunken (2, J, 6) with the mean own share."""
    slopes = SLOPES + rng.normal(0, spread, (PROCESSES, SLOPES.size))
    halos = 0.8 + rng.normal(0, spread, PROCESSES)
    kinds = list(zip(slopes, halos, strict=True))
    truth = np.array([parts(np.cov(people(rng, KNOWN_FROM, *kind).T)) for kind in kinds])
    found = {}
    for n in SIZES:
        raw = np.array([np.corrcoef(_varied(rng, n, kind).T) for kind in kinds])
        shrunken = peilstok.shrink_correlations(raw, np.full(PROCESSES, n))
        shares = np.array([[parts(one) for one in matrices] for matrices in (raw, shrunken.correlations)])
        found[n] = shares, float(shrunken.own_share.mean())
    return truth, found


def _varied(rng: np.random.Generator, n: int, kind: tuple[Floats, float]) -> Floats:
    """Answers of a process in which no factor has one answer only."""
    while True:
        data = people(rng, n, *kind)
        if np.ptp(data, axis=0).min() > 0:
            return data
