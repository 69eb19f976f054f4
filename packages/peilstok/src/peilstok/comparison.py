"""Many comparisons at once: adjusted p values."""

import numpy as np
from numpy.typing import ArrayLike

from peilstok.checks import Floats, finite_array
from peilstok.errors import InvalidSetting


def _checked(p: ArrayLike) -> Floats:
    values = finite_array(p, 1, "p")
    if ((values < 0) | (values > 1)).any():
        raise InvalidSetting("p values lie between 0 and 1")
    return values


def holm(p: ArrayLike) -> Floats:
    """Adjusted p values (k,) that keep the chance of any false claim below the level: for single claims that matter.

    Formula: with p sorted, max over i ≤ j of min(1, (k − i + 1)·p_(i)). Holds under any dependence.
    Errors: InvalidShape, NotFinite, InvalidSetting outside 0…1. Reference: Holm (1979), Scand. J. Stat. 6: 65–70.
    """
    values = _checked(p)
    order = np.argsort(values, kind="stable")
    factors = values.size - np.arange(values.size)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(factors * values[order]))
    return adjusted


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Adjusted p values (k,) that keep the expected share of false claims below the level: for long lists.

    Formula: with p sorted, min over i ≥ j of min(1, k/i·p_(i)). Assumes independent or positively dependent tests.
    Errors as `holm`. Reference: Benjamini and Hochberg (1995), JRSS B 57: 289–300.
    """
    values = _checked(p)
    order = np.argsort(values, kind="stable")[::-1]
    factors = values.size / np.arange(values.size, 0, -1)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(factors * values[order]))
    return adjusted
