"""Whatever comes in: a finite number or a refusal by name. Warnings are errors in this suite."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peilstok
from peilstok.errors import InvalidInput

SPOILERS = (
    "nothing",
    "constant",
    "copy",
    "nan",
    "infinite",
    "all missing",
    "few",
    "huge",
    "tiny",
    "one answer differs",
)


def spoiled(seed, how, columns=4):
    rng = np.random.default_rng(seed)
    rows = rng.integers(1, 6, size=(3 if how == "few" else 40, columns)).astype(float)
    change = {
        "constant": lambda: rows.__setitem__((slice(None), 0), 3.0),
        "copy": lambda: rows.__setitem__((slice(None), 0), rows[:, 1]),
        "nan": lambda: rows.__setitem__(rng.random(rows.shape) < 0.3, np.nan),
        "infinite": lambda: rows.__setitem__((0, 0), np.inf),
        "all missing": lambda: rows.__setitem__((slice(None), 0), np.nan),
        "huge": lambda: rows.__imul__(1e150),
        "tiny": lambda: rows.__imul__(1e-150),
        "one answer differs": lambda: rows.__setitem__((slice(1, None), 0), 4.0),
    }
    change.get(how, lambda: None)()
    return rows


def finite_or_refused(call):
    try:
        found = call()
    except InvalidInput:
        return
    parts = found if isinstance(found, tuple) else (found,)
    assert all(np.isfinite(np.asarray(part, dtype=float)).all() for part in parts)


@given(seed=st.integers(0, 2**32 - 1), how=st.sampled_from(SPOILERS))
def test_rows_give_finite_numbers_or_a_refusal(seed, how):
    rows = spoiled(seed, how)
    finite_or_refused(lambda: peilstok.em_covariance(rows))
    finite_or_refused(lambda: peilstok.lmg_bootstrap(rows, 8, 1))
    finite_or_refused(lambda: peilstok.correlation(rows[:, 0], rows[:, 1]))
    finite_or_refused(lambda: peilstok.paired_difference(rows[:, 0], rows[:, 1]))


@given(seed=st.integers(0, 2**32 - 1), how=st.sampled_from(("nothing", "constant", "copy", "one answer differs")))
def test_covariances_give_finite_numbers_or_a_refusal(seed, how):
    covariance = np.cov(spoiled(seed, how).T)
    names = ("lmg", "relative_weights", "conditional_dominance", "alpha", "omega", "item_rest", "alpha_if_dropped")
    for name in names:
        finite_or_refused(lambda name=name: getattr(peilstok, name)(covariance))


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=0, max_size=6))
def test_numbers_give_finite_numbers_or_a_refusal(values):
    ones = [1.0] * len(values)
    finite_or_refused(lambda: peilstok.score_interval(values, range(len(values))))
    finite_or_refused(lambda: peilstok.kish_deff(values))
    finite_or_refused(lambda: peilstok.holm(values))
    finite_or_refused(lambda: peilstok.benjamini_hochberg(values))
    finite_or_refused(lambda: peilstok.squeeze_variances(values, [5] * len(values)))
    finite_or_refused(lambda: peilstok.cluster_mean(values, ones))
    finite_or_refused(lambda: peilstok.reml(values, ones).shrunken)
    finite_or_refused(lambda: peilstok.pool(values, ones, prior_scale=1).mean)
    finite_or_refused(lambda: peilstok.tucker_phi(values, ones))
    finite_or_refused(lambda: peilstok.rake([[0], [1]], [values]))


@pytest.mark.parametrize("n", [0, 1, 5])
def test_empty_arrays_are_refused(n):
    empty = np.zeros((n, 0))
    for name in ("em_covariance", "lmg", "alpha"):
        with pytest.raises(InvalidInput):
            getattr(peilstok, name)(empty)
