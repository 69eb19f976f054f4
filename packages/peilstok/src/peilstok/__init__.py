"""Statistics for small participation surveys: honest intervals, success factors, disclosure control.

Everything public can be imported from here. Modules are loaded at first use, so that the import is fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

_PUBLIC = {
    "covariance": (
        "MeanCovariance",
        "ShrunkenCorrelations",
        "em_covariance",
        "pairwise_moments",
        "shrink_correlations",
    ),
    "dominance": ("conditional_dominance", "lmg", "relative_weights", "top_frequencies"),
    "errors": ("InvalidInput",),
    "estimates": ("Distribution", "Estimate", "NotEnough", "Unit"),
    "intervals": ("Interval", "difference", "effective_n"),
    "means": ("paired_difference", "score_interval"),
    "moments": ("Moments",),
    "proportions": ("wilson", "worst_case_bounds"),
    "resampling": ("lmg_bootstrap",),
    "scales": ("alpha", "alpha_if_dropped", "feldt", "item_rest", "omega", "one_factor", "tucker_phi"),
}
_HOME = {name: module for module, names in _PUBLIC.items() for name in names}

if TYPE_CHECKING:
    from peilstok.covariance import (
        MeanCovariance,
        ShrunkenCorrelations,
        em_covariance,
        pairwise_moments,
        shrink_correlations,
    )
    from peilstok.dominance import conditional_dominance, lmg, relative_weights, top_frequencies
    from peilstok.errors import InvalidInput
    from peilstok.estimates import Distribution, Estimate, NotEnough, Unit
    from peilstok.intervals import Interval, difference, effective_n
    from peilstok.means import paired_difference, score_interval
    from peilstok.moments import Moments
    from peilstok.proportions import wilson, worst_case_bounds
    from peilstok.resampling import lmg_bootstrap
    from peilstok.scales import alpha, alpha_if_dropped, feldt, item_rest, omega, one_factor, tucker_phi
else:

    def __getattr__(name: str) -> Any:
        """Load the module a public name lives in, at first use."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(_HOME)


__all__ = [
    "Distribution",
    "Estimate",
    "Interval",
    "InvalidInput",
    "MeanCovariance",
    "Moments",
    "NotEnough",
    "ShrunkenCorrelations",
    "Unit",
    "alpha",
    "alpha_if_dropped",
    "conditional_dominance",
    "difference",
    "effective_n",
    "em_covariance",
    "feldt",
    "item_rest",
    "lmg",
    "lmg_bootstrap",
    "omega",
    "one_factor",
    "paired_difference",
    "pairwise_moments",
    "relative_weights",
    "score_interval",
    "shrink_correlations",
    "top_frequencies",
    "tucker_phi",
    "wilson",
    "worst_case_bounds",
]
