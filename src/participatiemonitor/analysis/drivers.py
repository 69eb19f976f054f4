"""Which success factors go together most with the outcome: asked of peilstok, kept with the seed. Pure.

The page says "hangt samen met": these are descriptions, not causes.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any

import peilstok
from participatiemonitor.analysis import gate
from participatiemonitor.analysis.measures import (
    EVERYTHING,
    ledger_key,
    people_with_outcome,
    set_apart,
    usable_factors,
    with_factors,
)
from participatiemonitor.analysis.outline import MOST_FACTORS, Outline
from peilstok.estimates import Estimate, NotEnough, Unit
from peilstok.frame import Dataset
from peilstok.results import Factor as Importance

TOO_ALIKE = "De antwoorden verschillen te weinig om te zeggen wat het zwaarst telt."
LEAST_EXPLAINED = 0.05  # shares of less than this are shares of next to nothing
# The gate decides from how many answers this is shown, and a refusal has the words of the product.
ANY = replace(EVERYTHING, drivers=1, drivers_indicative=1, drivers_shrunk=1, least_explained=1e-9)


@dataclass(frozen=True, slots=True)
class Driver:
    """The share of one factor in what all factors explain together, and how often it is among the top three.

    `top3` is None for very many answers: then the interval is not from the bootstrap.
    """

    key: str
    share: float
    low: float
    high: float
    top3: float | None


@dataclass(frozen=True, slots=True)
class Drivers:
    """The outcome of one computation, with the seed it can be repeated with. `refusal` is empty when it worked.

    `left_out` are the factors that too many could not answer, `unvaried` those without different answers.
    """

    n: int
    seed: int
    replicates: int
    explained: float
    drivers: tuple[Driver, ...]
    left_out: tuple[str, ...]
    refusal: str = ""
    unvaried: tuple[str, ...] = ()

    def estimate(self, key: str) -> Estimate | None:
        """The importance of one factor, or None when it was left out."""
        for driver in self.drivers:
            if driver.key == key:
                return Estimate(Unit.IMPORTANCE, driver.share, self.n, driver.low, driver.high, method="LMG")
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
        unvaried = tuple(data.get("unvaried", ()))  # not kept by the first version
        return cls(**{**data, "drivers": drivers, "left_out": tuple(data["left_out"]), "unvaried": unvaried})


def compute(dataset: Dataset, outline: Outline, *, seed: int) -> Drivers:
    """The importance of every factor for the outcome of this questionnaire."""
    n = people_with_outcome(dataset, outline)
    factors = usable_factors(dataset, outline.factors, ANY.most_unknown)
    kept = {factor.key for factor in factors}
    left_out = tuple(factor.key for factor in outline.factors if factor.key not in kept)

    def refused(sentence: str) -> Drivers:
        return Drivers(n, seed, 0, 0.0, (), left_out, sentence)

    if len(factors) < 2:
        return refused("Er zijn te weinig factoren gemeten om te zeggen wat het zwaarst telt.")
    if len(factors) > MOST_FACTORS:
        return refused(f"Er zijn {len(factors)} factoren. Meer dan {MOST_FACTORS} zijn niet uit elkaar te houden.")
    scored = with_factors(dataset, factors)
    least = gate.POLICY.minimum  # the share of a factor in which a few people stand apart is about these few
    keys = [ledger_key(factor) for factor in factors]
    varied = [key for key in keys if set_apart(scored, key, outline.outcome) >= least]
    if len(varied) < 2:
        return refused(TOO_ALIKE)
    found = peilstok.drivers(scored, outline.outcome, varied, seed=seed, thresholds=ANY)
    if isinstance(found, NotEnough) or len(found.factors) < 2:
        return refused(TOO_ALIKE)
    if found.r_squared < LEAST_EXPLAINED:
        return refused("De factoren hangen bij dit traject nauwelijks samen met het eindoordeel.")
    by_key = {factor.key: factor for factor in found.factors}
    drivers = tuple(
        _driver(factor.key, by_key[ledger_key(factor)]) for factor in factors if ledger_key(factor) in by_key
    )
    unvaried = tuple(factor.key for factor in factors if ledger_key(factor) not in by_key)
    return Drivers(found.n, seed, found.replicates, found.r_squared, drivers, left_out, unvaried=unvaried)


def _driver(key: str, factor: Importance) -> Driver:
    share = factor.share
    assert share.low is not None
    assert share.high is not None
    return Driver(key, share.value, share.low, share.high, factor.top3)
