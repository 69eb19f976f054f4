"""Comparing processes: metafor, Rubin's schools, adaptive quadrature, R survey; properties and refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_tables import ATTITUDE, BCG, SWISS
from scipy import integrate

import peilstok
from peilstok.errors import (
    InvalidCounts,
    InvalidSetting,
    InvalidShape,
    InvalidWeights,
    NotFinite,
    SingularCovariance,
    TooFewRows,
)

SCHOOLS = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])  # Rubin (1981), Journal of Educational Statistics 6: 377-401
SCHOOLS_V = np.array([15.0, 10, 16, 11, 9, 11, 10, 18]) ** 2

# R survey::api, apiclus1: sizes and sums of api00 of 15 clusters.
SIZES = np.array([13, 34, 4, 13, 16, 2, 1, 4, 12, 21, 9, 11, 37, 2, 4])
SUMS = np.array([9372, 22508, 2077, 8593, 11369, 1116, 551, 1888, 9111, 13761, 6386, 7359, 20394, 905, 2493])


@pytest.fixture
def bcg():
    cases, others, control_cases, control_others, latitude = BCG.T
    treated, control = cases + others, control_cases + control_others
    y = np.log(cases / treated) - np.log(control_cases / control)
    v = 1 / cases - 1 / treated + 1 / control_cases - 1 / control
    return y, v, np.column_stack([np.ones(13), latitude])


@pytest.mark.parametrize("method", [peilstok.dersimonian_laird, peilstok.reml, peilstok.paule_mandel])
def test_schools_agree_with_metafor(method):
    # R 4.2.2, metafor 3.8-1.
    found = method(SCHOOLS, SCHOOLS_V)
    assert (found.tau2, found.mu, found.se) == pytest.approx((0, 7.685616725, 4.0719191584), abs=1e-5)


def test_bcg_agrees_with_metafor(bcg):
    # R 4.2.2, metafor 3.8-1, dat.bcg, log risk ratio.
    y, v, x = bcg
    dl = peilstok.dersimonian_laird(y, v)
    assert (dl.tau2, dl.mu, dl.se) == pytest.approx((0.30876026286, -0.71411722207, 0.17874208954), abs=1e-5)
    found = peilstok.reml(y, v)
    assert (found.tau2, found.mu, found.se) == pytest.approx((0.31324332598, -0.71453234837, 0.17978153178), abs=1e-5)
    assert found.shrunken[:3] == pytest.approx([-0.80023357, -1.25170603, -0.98690313], abs=1e-5)
    assert peilstok.paule_mandel(y, v).tau2 == pytest.approx(0.3180937, abs=1e-4)
    by_latitude = peilstok.reml(y, v, x)
    assert by_latitude.coefficients == pytest.approx([0.25146429437, -0.029101660928], abs=1e-5)
    assert by_latitude.standard_errors == pytest.approx([0.2491037, 0.0071956], abs=1e-4)
    assert by_latitude.tau2 == pytest.approx(0.0763547, abs=1e-4)


def test_paule_mandel_slow_twin_agrees(bcg):
    twin = pytest.importorskip("statsmodels.stats.meta_analysis").combine_effects
    y, v, _ = bcg
    assert peilstok.paule_mandel(y, v).tau2 == pytest.approx(
        twin(y, v, method_re="iterated", atol=1e-12).tau2, abs=1e-6
    )
    assert peilstok.dersimonian_laird(y, v).tau2 == pytest.approx(twin(y, v, method_re="dl").tau2, abs=1e-10)


def test_pool_flat_prior_schools_agree():
    # Full Bayes with a flat prior on tau (Gelman et al. 2013, 5.5), adaptive quadrature in R 4.2.2. The median of
    # tau by quadrature to infinity is 5.2385; 5.236 belongs to an integral that stops at tau = 50.
    found = peilstok.pool(SCHOOLS, SCHOOLS_V, prior_scale=math.inf)
    assert found.mean == pytest.approx([11.400, 7.895, 6.131, 7.645, 5.126, 6.139, 10.667, 8.457], abs=1e-3)
    assert found.sd == pytest.approx([8.341, 6.275, 7.765, 6.546, 6.357, 6.710, 6.786, 7.888], abs=1e-3)
    assert (found.coefficients[0], found.coefficient_sd[0]) == pytest.approx((7.932, 5.178), abs=1e-3)
    assert found.tau_quantile(0.5) == pytest.approx(5.2385, abs=1e-3)
    assert found.quantiles([0.05, 0.95])[0] == pytest.approx([0.033, 27.065], abs=1e-3)


def test_pool_half_normal_schools_agree():
    found = peilstok.pool(SCHOOLS, SCHOOLS_V, prior_scale=10)
    assert found.mean == pytest.approx([10.180, 7.854, 6.692, 7.675, 5.801, 6.603, 9.868, 8.206], abs=1e-3)
    assert found.coefficients[0] == pytest.approx(7.860, abs=1e-3)
    above = [0.6085, 0.4974, 0.4396, 0.4869, 0.3733, 0.4264, 0.6124, 0.5134]
    assert found.probability_above(found.coefficients[0]) == pytest.approx(above, abs=1e-3)


def test_pool_slow_twin_quadrature_agrees():
    y, v, scale = np.array([3.4, 3.9, 4.4, 4.1]), np.array([0.03, 0.02, 0.05, 0.01]), 0.5

    def parts(tau):
        w = 1 / (v + tau**2)
        mu = (w @ y) / w.sum()
        density = math.exp(-0.5 * (tau / scale) ** 2 - 0.5 * math.log(w.sum()) + 0.5 * np.log(w).sum())
        density *= math.exp(-0.5 * (w * (y - mu) ** 2).sum())
        return density, v * w * mu + (1 - v * w) * y

    total = integrate.quad(lambda tau: parts(tau)[0], 0, 6, epsabs=1e-13)[0]
    expected = [
        integrate.quad(lambda tau, j=j: parts(tau)[0] * parts(tau)[1][j], 0, 6, epsabs=1e-13)[0] / total
        for j in range(4)
    ]
    # The grid ends at four prior scales, where 6e-5 of the half-normal prior is left.
    assert peilstok.pool(y, v, prior_scale=scale).mean == pytest.approx(expected, abs=1e-4)


def test_pool_with_predictors_follows_them():
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(60), np.arange(60) % 2])
    y = 4 - 0.8 * x[:, 1] + rng.normal(0, 0.15, 60)
    found = peilstok.pool(y, np.full(60, 0.02), x, prior_scale=0.5)
    assert found.coefficients == pytest.approx([4, -0.8], abs=0.1)
    assert found.quantiles([0.5])[:, 0] == pytest.approx(found.mean, abs=0.02)


@given(st.integers(0, 2**32 - 1), st.integers(3, 12))
def test_pool_mean_lies_between_own_value_and_benchmark(seed, k):
    rng = np.random.default_rng(seed)
    y, v = rng.normal(4, 0.4, k), rng.uniform(0.01, 0.2, k)
    found = peilstok.pool(y, v, prior_scale=0.5)
    low, high = np.minimum(y, found.fitted_means), np.maximum(y, found.fitted_means)
    assert ((low - 1e-9 <= found.unit_means) & (found.unit_means <= high + 1e-9)).all()
    limits = found.quantiles([0.025, 0.975])
    assert (limits[:, 0] < found.mean).all()
    assert (found.mean < limits[:, 1]).all()


def test_rank_intervals_schools_say_nothing_and_distant_units_everything():
    assert peilstok.rank_intervals(SCHOOLS, SCHOOLS_V).tolist() == [[1, 8]] * 8
    assert peilstok.rank_intervals([1.0, 9.0, 5.0], [0.01] * 3).tolist() == [[3, 3], [1, 1], [2, 2]]


def test_squeeze_variances_formula_and_agreement_of_all():
    found = peilstok.squeeze_variances([0.0, 1.0], [11, 21])
    pooled = 20 / 30
    assert found == pytest.approx([(8 * pooled) / 18 / 11, (20 + 8 * pooled) / 28 / 21])


def test_cluster_mean_apiclus1_agrees_with_survey():
    # R survey 4.1, svymean on apiclus1.
    found = peilstok.cluster_mean(SUMS, SIZES)
    assert found.estimate == pytest.approx(644.1693989071, abs=1e-9)
    half = found.high - found.estimate
    assert half / 2.1447866879 == pytest.approx(23.7790107209, abs=1e-7)  # qt(.975, 14)


def test_jackknife_apiclus1_agrees_with_survey():
    # R survey 4.1, as.svrepdesign(type = "JK1"): about the replicate mean, and with mse = TRUE.
    def mean(kept):
        return (kept @ SUMS) / (kept @ SIZES)

    for about, expected in (("replicates", 26.5941613577), ("full", 26.5997137221)):
        _, error = peilstok.delete_group_jackknife(mean, np.arange(15), about=about)
        assert float(error) == pytest.approx(expected, abs=1e-8)


def shares_of(rows):
    def statistic(kept):
        shares = peilstok.lmg(np.cov(rows.T, aweights=kept, ddof=0), outcome=0)
        return shares / shares.sum()

    return statistic


def test_jackknife_drivers_agree_with_survey():
    # R 4.2.2, survey 4.1 withReplicates, groups (row - 1) mod 10 and mod 6.
    swiss_groups = np.arange(47) % 10
    mean, error = peilstok.delete_group_jackknife(lambda kept: np.average(SWISS[:, 0], weights=kept), swiss_groups)
    assert (float(mean), float(error)) == pytest.approx((70.1425531915, 1.2159851791), abs=1e-9)
    expected = [0.021657270431, 0.071417559992, 0.09908385973, 0.08482242155, 0.064872858949]
    assert peilstok.delete_group_jackknife(shares_of(SWISS), swiss_groups)[1] == pytest.approx(expected, abs=1e-9)
    expected = [0.17131243148, 0.058581351572, 0.10178867395, 0.042419807295, 0.072304514795, 0.030604173235]
    attitude = peilstok.delete_group_jackknife(shares_of(ATTITUDE), np.arange(30) % 6)
    assert attitude[1] == pytest.approx(expected, abs=1e-9)


BH_1995 = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
BH_1995 += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]


def test_benjamini_hochberg_their_own_example_agrees():
    # Benjamini and Hochberg (1995), section 4.2; R 4.2.2 p.adjust.
    expected = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714286, 0.06385714286, 0.0645, 0.0765, 0.486]
    expected += [0.58118181818, 0.714875, 0.75323076923, 0.81321428571, 1]
    found = peilstok.benjamini_hochberg(BH_1995)
    assert found == pytest.approx(expected, abs=1e-9)
    assert (found <= 0.05).sum() == 4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_adjusted_p_values_slow_twin_agrees(p):
    twin = pytest.importorskip("statsmodels.stats.multitest").multipletests
    assert peilstok.holm(p) == pytest.approx(twin(p, method="holm")[1], abs=1e-12)
    assert peilstok.benjamini_hochberg(p) == pytest.approx(twin(p, method="fdr_bh")[1], abs=1e-12)


def test_bad_input_is_refused_by_name():
    ones = np.ones(5)
    refusals = [
        (InvalidShape, lambda: peilstok.pool([1.0, 2.0], [1.0], prior_scale=1)),
        (InvalidWeights, lambda: peilstok.pool([1.0, 2.0], [1.0, 0.0], prior_scale=1)),
        (TooFewRows, lambda: peilstok.pool([1.0], [1.0], prior_scale=1)),
        (TooFewRows, lambda: peilstok.pool(ones[:3], ones[:3], prior_scale=math.inf)),
        (InvalidSetting, lambda: peilstok.pool(ones, ones, prior_scale=0)),
        (NotFinite, lambda: peilstok.pool([1.0, math.nan], [1.0, 1.0], prior_scale=1)),
        (SingularCovariance, lambda: peilstok.pool(ones, ones, np.ones((5, 2)), prior_scale=1)),
        (InvalidShape, lambda: peilstok.pool(ones, ones, np.ones((4, 1)), prior_scale=1)),
        (InvalidSetting, lambda: peilstok.pool(ones, ones, prior_scale=1).quantiles([1.5])),
        (InvalidCounts, lambda: peilstok.squeeze_variances([0.0, 0.0], [5, 5])),
        (InvalidCounts, lambda: peilstok.squeeze_variances([1.0], [1])),
        (TooFewRows, lambda: peilstok.cluster_mean([4.0], [1.0])),
        (InvalidCounts, lambda: peilstok.cluster_mean([4.0, 1.0], [1.0, 0.0])),
        (TooFewRows, lambda: peilstok.delete_group_jackknife(np.sum, np.zeros(4))),
        (NotFinite, lambda: peilstok.delete_group_jackknife(lambda _: math.inf, [0, 1])),
        (InvalidSetting, lambda: peilstok.delete_group_jackknife(np.sum, [0, 1], about="nothing")),
        (InvalidSetting, lambda: peilstok.holm([1.2])),
    ]
    for error, call in refusals:
        with pytest.raises(error):
            call()


@given(st.integers(0, 2**32 - 1), st.integers(2, 30))
def test_reml_two_ways_agree(seed, k):
    rng = np.random.default_rng(seed)
    y, v = rng.normal(4, rng.uniform(0, 0.6), k), rng.uniform(0.01, 0.2, k)
    scored, bracketed = peilstok.reml(y, v), peilstok.reml(y, v, np.ones((k, 1)))
    assert scored.tau2 == pytest.approx(bracketed.tau2, abs=1e-8)
    assert scored.shrunken == pytest.approx(bracketed.shrunken, abs=1e-7)
    assert scored.se == pytest.approx(bracketed.se, rel=1e-6)
