"""Which success factors go together most with the outcome: LMG shares with bootstrap intervals. Pure.

The page says "hangt samen met": these are descriptions, not causes.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from participatiemonitor.analysis.measures import Floats, factor_scores, people_with_outcome, scores_of, usable_factors
from participatiemonitor.analysis.outline import MOST_FACTORS, Outline
from peilstok.covariance import em_covariance
from peilstok.dominance import lmg, top_frequencies
from peilstok.errors import InvalidInput
from peilstok.estimates import Estimate, Unit
from peilstok.frame import Dataset
from peilstok.resampling import lmg_bootstrap

MOST_UNKNOWN = 0.30  # a question that more people cannot answer is left out
REPLICATES = 1000
REPLICATES_WITH_GAPS = 200  # each replicate is then an iteration of its own
FEW_GAPS = 0.05
TAIL = 2.5
LEAST_EXPLAINED = 0.05  # shares of less than this are shares of next to nothing


@dataclass(frozen=True, slots=True)
class Driver:
    """The share of one factor in what all factors explain together, and how often it is among the top three."""

    key: str
    share: float
    low: float
    high: float
    top3: float


@dataclass(frozen=True, slots=True)
class Drivers:
    """The outcome of one computation, with the seed it can be repeated with. `refusal` is empty when it worked."""

    n: int
    seed: int
    replicates: int
    explained: float
    drivers: tuple[Driver, ...]
    left_out: tuple[str, ...]
    refusal: str = ""

    def estimate(self, key: str) -> Estimate | None:
        """The importance of one factor, or None when it was left out."""
        for driver in self.drivers:
            if driver.key == key:
                return Estimate(Unit.IMPORTANCE, driver.share, self.n, driver.low, driver.high, method="LMG, bootstrap")
        return None

    def frequency(self, share: float) -> Estimate:
        """A share that belongs to this computation, such as how often a factor is among the top three."""
        return Estimate(Unit.IMPORTANCE, share, self.n)

    def to_json(self) -> dict[str, Any]:
        """Plain data, to keep."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Drivers":
        """What `to_json` wrote."""
        drivers = tuple(Driver(**one) for one in data["drivers"])
        return cls(**{**data, "drivers": drivers, "left_out": tuple(data["left_out"])})


def compute(dataset: Dataset, outline: Outline, *, seed: int) -> Drivers:
    """The importance of every factor for the outcome of this questionnaire."""
    n = people_with_outcome(dataset, outline)
    factors = usable_factors(dataset, outline.factors, MOST_UNKNOWN)
    kept = {factor.key for factor in factors}
    left_out = tuple(factor.key for factor in outline.factors if factor.key not in kept)

    def refused(sentence: str) -> Drivers:
        return Drivers(n, seed, 0, 0.0, (), left_out, sentence)

    if len(factors) < 2:
        return refused("Er zijn te weinig factoren gemeten om te zeggen wat het zwaarst telt.")
    if len(factors) > MOST_FACTORS:
        return refused(f"Er zijn {len(factors)} factoren. Meer dan {MOST_FACTORS} zijn niet uit elkaar te houden.")
    outcome = scores_of(dataset.column(outline.outcome))
    rows = np.column_stack([*(factor_scores(dataset, factor.items) for factor in factors), outcome])
    rows = rows[~np.isnan(rows).all(axis=1)]
    try:
        shares, replicates = _shares(rows, seed)
    except InvalidInput:
        return refused("De antwoorden verschillen te weinig om te zeggen wat het zwaarst telt.")
    explained = float(shares.sum())
    if explained < LEAST_EXPLAINED:
        return refused("De factoren hangen bij dit traject nauwelijks samen met het eindoordeel.")
    totals = np.maximum(replicates.sum(axis=1, keepdims=True), 1e-12)
    low, high = np.percentile(replicates / totals, [TAIL, 100 - TAIL], axis=0)
    top = top_frequencies(replicates)
    drivers = tuple(
        Driver(factor.key, *(float(column[place]) for column in (shares / explained, low, high, top)))
        for place, factor in enumerate(factors)
    )
    return Drivers(n, seed, int(replicates.shape[0]), explained, drivers, left_out)


def _shares(rows: Floats, seed: int) -> tuple[Floats, Floats]:
    has_gaps = bool(np.isnan(rows).mean() >= FEW_GAPS)
    shares = lmg(em_covariance(rows).covariance)
    return shares, lmg_bootstrap(rows, REPLICATES_WITH_GAPS if has_gaps else REPLICATES, seed)
