"""Shares, means and differences: published values, slow twins, properties, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peilstok
from peilstok.errors import (
    ConstantColumn,
    InvalidCounts,
    InvalidSetting,
    InvalidShape,
    NotFinite,
    PopulationTooSmall,
    TooFewRows,
    UnknownCode,
)

SCORES = [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # R 4.2.2 prop.test(correct = FALSE); Newcombe (1998), the classic cases.
        (81, 263, 0.25528851988, 0.36620957698),
        (15, 148, 0.062386399531, 0.16048724172),
        (0, 20, 0.0, 0.16112515805),
        (1, 29, 0.0061132142928, 0.17175521879),
    ],
)
def test_wilson_published_cases_agree(successes, n, low, high):
    assert peilstok.wilson(successes, n) == pytest.approx((low, high), abs=1e-8)


def test_wilson_known_population_agrees():
    # Wilson on n* = 30·44/15 = 88, R 4.2.2 prop.test(.8 * 88, 88, correct = FALSE).
    assert peilstok.wilson(24, 30, population=45) == pytest.approx((0.7046884462, 0.8702153138), abs=1e-8)


@pytest.mark.parametrize("confidence", [0.8, 0.9, 0.95, 0.99])
def test_wilson_slow_twin_agrees(confidence):
    twin = pytest.importorskip("statsmodels.stats.proportion").proportion_confint
    for successes in range(13):
        expected = twin(successes, 12, alpha=1 - confidence, method="wilson")
        assert peilstok.wilson(successes, 12, confidence=confidence) == pytest.approx(expected, abs=1e-12)


def test_worst_case_bounds_example_agrees():
    # 24 of 30 satisfied, 45 people: 53 % to 87 % whatever the silent ones think.
    assert peilstok.worst_case_bounds(24, 30, 45) == pytest.approx((24 / 45, 39 / 45))


@pytest.mark.parametrize(
    ("counts", "scores", "population", "expected"),
    [
        # By the definition in statistics.md section 4, computed in R 4.2.2 with qbeta.
        ([1, 1, 4, 12, 12], SCORES, None, (4.1, 3.6917665655, 4.3915917810)),
        ([1, 1, 4, 12, 12], SCORES, 45, (4.1, 3.8752048421, 4.2840606107)),
        ([0, 0, 0, 0, 12], SCORES, None, (5.0, 4.3566918332, 5.0)),
        ([1, 1, 4, 12, 12], [-1, -1, -1, 0, 1], None, (0.2, -0.0725354746, 0.4459298600)),
    ],
)
def test_score_interval_reference_agrees(counts, scores, population, expected):
    assert peilstok.score_interval(counts, scores, population=population) == pytest.approx(expected, abs=1e-7)


def test_score_interval_repeated_scores_equals_collapsed():
    repeated = peilstok.score_interval([1, 1, 4, 12, 12], [-1, -1, -1, 0, 1])
    assert peilstok.score_interval([6, 12, 12], [-1, 0, 1]) == pytest.approx(repeated, abs=1e-12)


def test_score_interval_obvious_twin_agrees():
    # The same definition by moments of a Dirichlet distribution, drawn instead of computed.
    counts = np.array([2, 3, 5, 6, 4])
    draws = np.random.default_rng(1).dirichlet(counts + 1 / 5, size=400_000) @ np.array(SCORES)
    _, low, high = peilstok.score_interval(counts, SCORES)
    assert (low, high) == pytest.approx(tuple(np.quantile(draws, [0.025, 0.975])), abs=0.02)


def test_finite_population_standard_error_agrees():
    # R survey 4.1: apisrs, n = 200, N = 6194, sd 132.9752793: SE 9.2497220393, without N 9.4027721709.
    n_star = peilstok.effective_n(200, population=6194)
    assert 132.9752793 / math.sqrt(200) == pytest.approx(9.4027721709, abs=1e-7)
    variance = 132.9752793**2 / 200 * (1 - 200 / 6194)
    assert math.sqrt(variance) == pytest.approx(9.2497220393, abs=1e-7)
    assert 132.9752793 / math.sqrt(n_star) == pytest.approx(9.2497220393, rel=1e-3)


def test_difference_newcombe_example_agrees():
    # Newcombe (1998), Statistics in Medicine 17: 873-890, table II (a): 56/70 - 48/80, method 10: .0524 to .3339.
    sides = [(x / n, *peilstok.wilson(x, n)) for x, n in ((56, 70), (48, 80))]
    assert peilstok.difference(*sides) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_difference_slow_twin_agrees():
    twin = pytest.importorskip("statsmodels.stats.proportion").confint_proportions_2indep
    expected = twin(9, 10, 3, 10, method="newcomb", compare="diff")
    sides = [(x / 10, *peilstok.wilson(x, 10)) for x in (9, 3)]
    assert peilstok.difference(*sides)[1:] == pytest.approx(expected, abs=1e-12)


def test_paired_difference_equals_interval_on_differences():
    first, second = np.array([5, 4, 4, 3, np.nan, 5]), np.array([3, 4, 2, 3, 1, np.nan])
    expected = peilstok.score_interval([0, 0, 0, 0, 2, 0, 2, 0, 0], range(-4, 5))
    assert peilstok.paired_difference(first, second, scale=SCORES) == pytest.approx(expected, abs=1e-12)


def test_paired_difference_everyone_equal_has_width():
    found = peilstok.paired_difference([4] * 12, [4] * 12, scale=SCORES)
    assert found.low < 0 == found.estimate < found.high


@given(
    counts=st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda c: sum(c) > 0),
    extra=st.integers(1, 200),
)
def test_score_interval_any_counts_contains_estimate_and_has_width(counts, extra):
    for population in (None, sum(counts) + extra):
        estimate, low, high = peilstok.score_interval(counts, SCORES, population=population)
        assert 1 <= low <= estimate <= high <= 5
        assert high > low


@given(counts=st.lists(st.integers(0, 40), min_size=4, max_size=4).filter(lambda c: sum(c) > 0))
def test_score_interval_shifted_and_turned_scale_follows(counts):
    estimate, low, high = peilstok.score_interval(counts, [1, 2, 3, 4])
    shifted = peilstok.score_interval(counts, [13, 16, 19, 22])
    turned = peilstok.score_interval(counts, [4, 3, 2, 1])
    assert shifted == pytest.approx(tuple(10 + 3 * x for x in (estimate, low, high)), abs=1e-8)
    assert turned == pytest.approx((5 - estimate, 5 - high, 5 - low), abs=1e-8)


@given(n=st.integers(1, 500), data=st.data())
def test_wilson_any_count_contains_share_and_narrows_with_population(n, data):
    successes, extra = data.draw(st.integers(0, n)), data.draw(st.integers(1, 1000))
    low, high = peilstok.wilson(successes, n)
    low_n, high_n = peilstok.wilson(successes, n, population=n + extra)
    assert 0 <= low <= successes / n <= high <= 1
    assert 0 < high_n - low_n <= high - low + 1e-12


def test_whole_population_answered_gives_no_width():
    assert peilstok.wilson(20, 45, population=45) == (20 / 45, 20 / 45)
    assert peilstok.score_interval([5, 5], [1, 2], population=10) == (1.5, 1.5, 1.5)


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (InvalidCounts, lambda: peilstok.wilson(3, 0)),
        (InvalidCounts, lambda: peilstok.wilson(11, 10)),
        (InvalidCounts, lambda: peilstok.wilson(math.nan, 10)),
        (PopulationTooSmall, lambda: peilstok.wilson(3, 10, population=9)),
        (InvalidSetting, lambda: peilstok.wilson(3, 10, deff=0.5)),
        (InvalidSetting, lambda: peilstok.wilson(3, 10, confidence=95)),
        (InvalidCounts, lambda: peilstok.score_interval([-1, 3], [1, 2])),
        (InvalidCounts, lambda: peilstok.score_interval([0, 0], [1, 2])),
        (ConstantColumn, lambda: peilstok.score_interval([3, 4], [1, 1])),
        (NotFinite, lambda: peilstok.score_interval([3, math.inf], [1, 2])),
        (InvalidShape, lambda: peilstok.score_interval([3], [1, 2])),
        (TooFewRows, lambda: peilstok.paired_difference([math.nan], [1.0])),
        (UnknownCode, lambda: peilstok.paired_difference([9.0], [1.0], scale=SCORES)),
        (NotFinite, lambda: peilstok.paired_difference([math.inf], [1.0])),
        (ConstantColumn, lambda: peilstok.paired_difference([1.0], [1.0])),
        (InvalidSetting, lambda: peilstok.difference((0.5, 0.6, 0.7), (0.5, 0.4, 0.6))),
        (InvalidCounts, lambda: peilstok.worst_case_bounds(5, 4, 9)),
        (PopulationTooSmall, lambda: peilstok.worst_case_bounds(2, 4, 3)),
    ],
)
def test_bad_input_is_refused_by_name(error, call):
    with pytest.raises(error):
        call()
