"""Shares of R²: published values, all subsets by least squares, properties, refusals."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_tables import ATTITUDE, SWISS

import peilstok
from peilstok import dominance
from peilstok.dominance import shapley_in_chunks
from peilstok.errors import (
    AllMissing,
    ConstantColumn,
    InvalidCovariance,
    InvalidSetting,
    InvalidShape,
    NotFinite,
    TooFewRows,
    TooManyPredictors,
)

SWISS_LMG = [0.057091220768, 0.171173028900, 0.260134678624, 0.105570150374, 0.112765922927]


def weighted_covariance(rows, weights):
    return np.cov(rows.T, aweights=weights, ddof=0)


def explained(covariance, subset):
    """R² by solving the normal equations: the slow, obvious way."""
    subset = list(subset)
    if not subset:
        return 0.0
    slopes, *_ = np.linalg.lstsq(covariance[np.ix_(subset, subset)], covariance[subset, -1])
    return float(slopes @ covariance[subset, -1] / covariance[-1, -1])


def lmg_by_orders(covariance):
    p = covariance.shape[0] - 1
    shares = np.zeros(p)
    for order in itertools.permutations(range(p)):
        for place, predictor in enumerate(order):
            shares[predictor] += explained(covariance, order[: place + 1]) - explained(covariance, order[:place])
    return shares / math.factorial(p)


def test_lmg_swiss_agrees_with_relaimpo():
    # relaimpo's printed output for `swiss`; R 4.2.2, all subsets by lm.
    shares = peilstok.lmg(np.cov(SWISS.T), outcome=0)
    assert shares == pytest.approx(SWISS_LMG, abs=1e-9)
    assert shares.sum() == pytest.approx(0.706735001593, abs=1e-9)


def test_lmg_weighted_swiss_agrees():
    # R 4.2.2, all subsets by lm with weights 1 + ((row - 1) mod 3).
    shares = peilstok.lmg(weighted_covariance(SWISS, 1 + np.arange(47) % 3), outcome=0)
    expected = [0.061020217076, 0.184166933410, 0.260268398150, 0.101992805200, 0.116256759720]
    assert shares == pytest.approx(expected, abs=1e-9)


def test_lmg_attitude_agrees():
    # R 4.2.2, all subsets by lm; also pingouin 0.7.0.
    expected = [0.37081619432, 0.050903792972, 0.15576599017, 0.1203450794, 0.0065887225459, 0.028182213122]
    assert peilstok.lmg(np.cov(ATTITUDE.T), outcome=0) == pytest.approx(expected, abs=1e-9)


def test_relative_weights_agree():
    # R 4.2.2, eigen() by the definition of Johnson (2000).
    swiss = [0.048416895812, 0.154708249810, 0.271964104650, 0.114680029950, 0.116965721380]
    attitude = [0.36276019966, 0.056002278779, 0.16361091075, 0.12178039969, 0.0082554664964, 0.020192737159]
    assert peilstok.relative_weights(np.cov(SWISS.T), outcome=0) == pytest.approx(swiss, abs=1e-9)
    assert peilstok.relative_weights(np.cov(ATTITUDE.T), outcome=0) == pytest.approx(attitude, abs=1e-9)


def test_conditional_dominance_swiss_agrees():
    # R 4.2.2, all subsets by lm: Agriculture, sizes 0 to 4.
    gains = peilstok.conditional_dominance(np.cov(SWISS.T), outcome=0)
    expected = [0.12466490991, 0.050272326243, 0.032445473641, 0.035203786925, 0.042869607125]
    assert gains[0] == pytest.approx(expected, abs=1e-9)
    assert gains.mean(axis=1) == pytest.approx(SWISS_LMG, abs=1e-9)


@pytest.mark.slow
def test_lmg_slow_twin_pingouin_agrees(answers):
    pingouin = pytest.importorskip("pingouin")
    found = pingouin.linear_regression(answers[:, :-1], answers[:, -1], relimp=True, as_dataframe=False)
    assert peilstok.lmg(np.cov(answers.T)) == pytest.approx(np.asarray(found["relimp"])[-5:], abs=1e-10)


def test_lmg_by_orders_agrees(answers):
    covariance = np.cov(answers.T)
    assert peilstok.lmg(covariance) == pytest.approx(lmg_by_orders(covariance), abs=1e-12)


@given(seed=st.integers(0, 2**32 - 1), p=st.integers(1, 7))
def test_lmg_any_rows_adds_up_to_explained_variance(seed, p):
    rows = np.random.default_rng(seed).normal(size=(3 * p + 10, p + 1))
    covariance = np.cov(rows.T)
    total = explained(covariance, range(p))
    assert peilstok.lmg(covariance).sum() == pytest.approx(total, abs=1e-10)
    assert peilstok.relative_weights(covariance).sum() == pytest.approx(total, abs=1e-10)
    assert (peilstok.conditional_dominance(covariance) >= -1e-10).all()


@given(seed=st.integers(0, 2**32 - 1), turn=st.permutations(range(5)))
def test_lmg_other_order_and_scale_give_same_shares(seed, turn):
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(60, 6)) @ rng.normal(size=(6, 6))
    shares = peilstok.lmg(np.cov(rows.T))
    turned = rows[rng.permutation(60)][:, [*turn, 5]] * rng.uniform(0.01, 100, size=6) + 7
    assert peilstok.lmg(np.cov(turned.T)) == pytest.approx(shares[list(turn)], abs=1e-9)


@given(seed=st.integers(0, 2**32 - 1))
def test_lmg_exact_copy_shares_equally(seed):
    rows = np.random.default_rng(seed).normal(size=(50, 4))
    copied = np.column_stack([rows[:, :3], rows[:, 0], rows[:, 3]])
    shares = peilstok.lmg(np.cov(copied.T))
    assert shares[0] == pytest.approx(shares[3], abs=1e-8)
    assert shares.sum() == pytest.approx(peilstok.lmg(np.cov(rows.T)).sum(), abs=1e-8)
    johnson = peilstok.relative_weights(np.cov(copied.T))
    assert johnson[0] == pytest.approx(johnson[3], abs=1e-8)
    assert johnson.sum() == pytest.approx(shares.sum(), abs=1e-8)


def test_uncorrelated_predictors_lmg_equals_johnson_equals_squares():
    covariance = np.eye(4)
    covariance[-1, :3] = covariance[:3, -1] = [0.5, 0.4, 0.1]
    assert peilstok.lmg(covariance) == pytest.approx([0.25, 0.16, 0.01], abs=1e-12)
    assert peilstok.relative_weights(covariance) == pytest.approx([0.25, 0.16, 0.01], abs=1e-12)


@pytest.mark.parametrize("p", [1, 2, 5, 12])
def test_shapley_fold_and_matrix_give_the_same(p, monkeypatch):
    explained = np.random.default_rng(p).random((2**p, 3))
    by_matrix = dominance.shapley(explained)
    monkeypatch.setattr(dominance, "MATRIX_UP_TO", 0)
    assert dominance.shapley(explained) == pytest.approx(by_matrix, abs=1e-12)


def test_many_matrices_at_once_equal_one_by_one(answers):
    matrices = np.stack([np.corrcoef(answers[start : start + 60].T) for start in range(0, 300, 60)])
    expected = [peilstok.lmg(matrix) for matrix in matrices]
    assert shapley_in_chunks(matrices) == pytest.approx(np.array(expected), abs=1e-12)


@pytest.mark.slow
def test_lmg_twenty_predictors_adds_up():
    rows = np.random.default_rng(3).normal(size=(400, 21))
    covariance = np.cov(rows.T)
    assert peilstok.lmg(covariance).sum() == pytest.approx(explained(covariance, range(20)), abs=1e-9)


def test_bootstrap_one_replicate_equals_resampled_rows(answers):
    rows = answers[:80]
    drawn = np.random.default_rng(5).integers(0, 80, size=(4, 80))
    expected = [peilstok.lmg(np.cov(rows[index].T)) for index in drawn]
    assert peilstok.lmg_bootstrap(rows, 4, 5) == pytest.approx(np.array(expected), abs=1e-10)


def test_bootstrap_weights_stay_with_their_row(answers):
    rows, weights = answers[:80], np.random.default_rng(2).uniform(0.5, 2, size=80)
    drawn = np.random.default_rng(5).integers(0, 80, size=(3, 80))
    expected = [peilstok.lmg(weighted_covariance(rows[index], weights[index])) for index in drawn]
    assert peilstok.lmg_bootstrap(rows, 3, 5, weights) == pytest.approx(np.array(expected), abs=1e-10)
    assert np.array_equal(peilstok.lmg_bootstrap(rows, 3, 5, np.ones(80)), peilstok.lmg_bootstrap(rows, 3, 5))


@pytest.mark.parametrize("share", [0.02, 0.15])
def test_bootstrap_missing_answers_stays_near_complete(answers, share):
    rows = answers.copy()
    rows[np.random.default_rng(4).random(rows.shape) < share] = np.nan
    found, complete = peilstok.lmg_bootstrap(rows, 60, 1), peilstok.lmg_bootstrap(answers, 60, 1)
    assert np.isfinite(found).all()
    assert found.mean(axis=0) == pytest.approx(complete.mean(axis=0), abs=0.05)


def test_bootstrap_seed_decides(answers):
    assert np.array_equal(peilstok.lmg_bootstrap(answers, 5, 1), peilstok.lmg_bootstrap(answers, 5, 1))
    assert not np.array_equal(peilstok.lmg_bootstrap(answers, 5, 1), peilstok.lmg_bootstrap(answers, 5, 2))


def test_bootstrap_rare_answer_never_gives_nan():
    rows = np.random.default_rng(1).integers(1, 6, size=(40, 4)).astype(float)
    rows[:, 0] = 3
    rows[0, 0] = 4
    assert np.isfinite(peilstok.lmg_bootstrap(rows, 200, 1)).all()


def test_top_frequencies_count_replicates():
    shares = np.array([[0.3, 0.2, 0.1, 0.0], [0.3, 0.0, 0.1, 0.2]])
    assert peilstok.top_frequencies(shares, 2) == pytest.approx([1, 0.5, 0, 0.5])


def test_bad_covariance_is_refused_by_name():
    good = np.cov(ATTITUDE.T)
    constant, missing, crooked, impossible = good.copy(), good.copy(), good.copy(), np.corrcoef(ATTITUDE.T)
    constant[2] = constant[:, 2] = 0
    missing[0, 1] = np.nan
    crooked[0, 1] += 5
    impossible[0, 1] = impossible[1, 0] = 3
    refused = {InvalidShape: good[:3], ConstantColumn: constant, NotFinite: missing}
    for error, matrix in refused.items():
        with pytest.raises(error):
            peilstok.lmg(matrix)
    for matrix in (crooked, impossible):
        with pytest.raises(InvalidCovariance):
            peilstok.lmg(matrix)
    with pytest.raises(InvalidShape):
        peilstok.lmg(good, outcome=7)
    with pytest.raises(TooManyPredictors):
        peilstok.lmg(np.eye(22))


def test_bad_rows_are_refused_by_name(answers):
    constant, empty, endless = answers.copy(), answers.copy(), answers.copy()
    constant[:, 1] = 3
    empty[:, 1] = np.nan
    endless[0, 0] = np.inf
    for error, rows in {ConstantColumn: constant, AllMissing: empty, NotFinite: endless}.items():
        with pytest.raises(error):
            peilstok.lmg_bootstrap(rows, 10, 1)
    with pytest.raises(TooFewRows):
        peilstok.lmg_bootstrap(answers[:6], 10, 1)
    with pytest.raises(InvalidSetting):
        peilstok.lmg_bootstrap(answers, 0, 1)
    with pytest.raises(InvalidShape):
        peilstok.lmg_bootstrap(answers[:, 0], 10, 1)
