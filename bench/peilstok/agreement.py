"""Drivers on two waves of a public survey: do different people in another quarter give the same answer?"""

import os
from pathlib import Path

import numpy as np
from bench.peilstok.timing import table

import peilstok
from peilstok.reading import Reading, dataset_of, read_table

WAVES = ("kcmo_2021q1.csv", "kcmo_2022q3.csv")


def shared_data() -> Path | None:
    """The folder with public data of others, when it is there."""
    given = os.environ.get("PARTICIPATIEMONITOR_SHARED_DATA")
    folder = Path(given) if given else Path(__file__).parents[3] / "shared" / "data"
    return folder if folder.is_dir() else None


def two_waves(replicates: int) -> str:
    """Shares, intervals and top-3 frequencies of both waves side by side."""
    folder = shared_data()
    if folder is None:
        return "The shared folder with public data is absent: not measured."
    results = []
    for wave in WAVES:
        file = read_table(folder / "kcmo-resident-survey" / wave)
        factors = file.keys(["q3_01..q3_16"])
        data = dataset_of(file, [*factors, "q2_01"], Reading(not_known=frozenset({"9", "99"})))
        found = peilstok.drivers(data, "q2_01", factors, seed=1, replicates=replicates)
        assert isinstance(found, peilstok.DriverResult)
        results.append({factor.key: factor for factor in found.factors} | {"": found})
    keys = [key for key in results[0] if key and key in results[1]]
    rows = [("factor", *(f"{wave[5:-4]} share, top 3" for wave in WAVES))]
    for key in keys:
        cells = []
        for wave in results:
            share, top3 = wave[key].share, wave[key].top3
            limits = f"{100 * share.low:.0f}–{100 * share.high:.0f}"
            cells.append(f"{100 * share.value:.0f} % ({limits}), {100 * top3:.0f} %")
        rows.append((key, *cells))
    pairs = np.array([[wave[key].share.value for wave in results] for key in keys])
    outside = sum(
        not (one[key].share.low <= other[key].share.value <= one[key].share.high)
        for one, other in (results, results[::-1])
        for key in keys
    )
    sizes = " and ".join(f"n = {wave[''].n}, R² = {wave[''].r_squared:.2f}" for wave in results)
    note = f"{sizes}; correlation of the shares {np.corrcoef(pairs.T)[0, 1]:.2f}; "
    note += f"{outside} of {2 * len(keys)} shares lie outside the other wave's interval."
    return f"{table(rows)}\n{note}"
