"""Scale quality: values of R psych, slow twins, properties, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_tables import ATTITUDE, BFI_NEUROTICISM

import peilstok
from peilstok.errors import (
    ConstantColumn,
    InvalidSetting,
    InvalidShape,
    NoConvergence,
    NotFinite,
    SingularCovariance,
    TooFewRows,
)

ATTITUDE_COV = np.cov(ATTITUDE.T)


def test_alpha_attitude_agrees_with_psych():
    # R 4.2.2, psych 2.2.9, `attitude`, seven columns.
    found = peilstok.alpha(ATTITUDE_COV, 30)
    assert found == pytest.approx((0.84314276956, 0.7393756856, 0.9157730722), abs=1e-9)
    assert peilstok.alpha(ATTITUDE_COV) == found.estimate
    assert peilstok.alpha(np.corrcoef(ATTITUDE.T)) == pytest.approx(0.83908380303, abs=1e-9)


def test_alpha_and_omega_bfi_agree_with_psych():
    # R 4.2.2, psych 2.2.9, `bfi` N1 to N5, complete n = 2694.
    expected = (0.81330314316, 0.8019199905, 0.8242229228)
    assert peilstok.alpha(BFI_NEUROTICISM, 2694) == pytest.approx(expected, abs=1e-9)
    assert peilstok.omega(BFI_NEUROTICISM) == pytest.approx(0.81284436824, abs=1e-5)


def test_alpha_slow_twin_pingouin_agrees(answers):
    pandas, pingouin = pytest.importorskip("pandas"), pytest.importorskip("pingouin")
    value, interval = pingouin.cronbach_alpha(data=pandas.DataFrame(answers))
    found = peilstok.alpha(np.cov(answers.T), 300)
    assert found.estimate == pytest.approx(value, abs=1e-10)
    assert found[1:] == pytest.approx(tuple(interval), abs=5e-4)  # the peer rounds its interval to three decimals


def test_omega_attitude_agrees():
    # R 4.2.2, psych::fa(fm = "ml") 2.2.9; factanal gives the same loadings.
    assert peilstok.omega(ATTITUDE_COV) == pytest.approx(0.85632683678, abs=1e-5)
    assert peilstok.omega(ATTITUDE_COV * 29 / 30) == pytest.approx(peilstok.omega(ATTITUDE_COV), abs=1e-6)
    assert peilstok.omega(np.corrcoef(ATTITUDE.T)) == pytest.approx(0.8405448169, abs=1e-5)


def test_item_rest_attitude_agrees_with_psych():
    found = peilstok.item_rest(ATTITUDE_COV)
    assert found[:2] == pytest.approx([0.67126205722, 0.74210971022], abs=1e-9)
    rest = ATTITUDE.sum(axis=1, keepdims=True) - ATTITUDE
    expected = [np.corrcoef(ATTITUDE[:, j], rest[:, j])[0, 1] for j in range(7)]
    assert found == pytest.approx(expected, abs=1e-12)


def test_tucker_phi_bfi_by_gender_agrees():
    # R 4.2.2, psych 2.2.9: loadings of N1 to N5 by gender in `bfi`.
    men = [0.7880188482, 0.7831501428, 0.6859746634, 0.5631964074, 0.4561664682]
    women = [0.8340508692, 0.8067778163, 0.7268437478, 0.5578325734, 0.5127180660]
    assert peilstok.tucker_phi(men, women) == pytest.approx(0.99947410138, abs=1e-9)


def test_alpha_if_dropped_equals_alpha_of_the_rest():
    found = peilstok.alpha_if_dropped(ATTITUDE_COV)
    assert found[2] == pytest.approx(peilstok.alpha(np.delete(np.delete(ATTITUDE_COV, 2, 0), 2, 1)), abs=1e-12)


@given(st.lists(st.floats(0.2, 0.9), min_size=3, max_size=6))
def test_omega_exact_factor_model_is_recovered(loadings):
    weights = np.array(loadings)
    covariance = np.outer(weights, weights)
    np.fill_diagonal(covariance, 1.0)
    expected = weights.sum() ** 2 / (weights.sum() ** 2 + (1 - weights**2).sum())
    assert peilstok.omega(covariance) == pytest.approx(expected, abs=1e-4)
    assert peilstok.alpha(covariance) <= expected + 1e-9


@given(share=st.floats(0.05, 0.95), k=st.integers(2, 12), n=st.integers(5, 500))
def test_alpha_equal_items_interval_contains_alpha(share, k, n):
    covariance = np.full((k, k), share) + (1 - share) * np.eye(k)
    estimate, low, high = peilstok.alpha(covariance, n)
    assert estimate == pytest.approx(k * share / (1 + (k - 1) * share))
    assert low < estimate < high <= 1


def test_bad_input_is_refused_by_name():
    copied = np.cov(np.column_stack([ATTITUDE, ATTITUDE[:, 0]]).T)
    opposite = np.array([[1.0, -1.0], [-1.0, 1.0]])
    refusals = [
        (ConstantColumn, lambda: peilstok.alpha(np.zeros((3, 3)))),
        (ConstantColumn, lambda: peilstok.alpha(opposite)),
        (InvalidShape, lambda: peilstok.alpha(np.eye(1))),
        (TooFewRows, lambda: peilstok.alpha(ATTITUDE_COV, 1)),
        (InvalidSetting, lambda: peilstok.feldt(1.2, 30, 5)),
        (NotFinite, lambda: peilstok.item_rest(np.full((3, 3), np.nan))),
        (ConstantColumn, lambda: peilstok.item_rest(np.array([[1, 0, 0], [0, 1, -1], [0, -1, 1]]))),
        (TooFewRows, lambda: peilstok.omega(np.eye(2))),
        (SingularCovariance, lambda: peilstok.omega(copied)),
        (NoConvergence, lambda: peilstok.omega(np.eye(4))),
        (TooFewRows, lambda: peilstok.alpha_if_dropped(np.eye(2))),
        (ConstantColumn, lambda: peilstok.tucker_phi([0, 0], [1, 1])),
        (InvalidShape, lambda: peilstok.tucker_phi([1], [1, 1])),
    ]
    for error, call in refusals:
        with pytest.raises(error):
            call()
