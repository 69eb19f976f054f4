"""Correlations and their interval."""

import math
from statistics import correlation as plain

import numpy as np
import pytest

from peilstok.correlations import correlation
from peilstok.errors import ConstantColumn, InvalidShape, TooFewRows


def test_it_is_pearson_over_complete_pairs() -> None:
    first = [1.0, 2, 3, 4, math.nan, 5, 2]
    second = [2.0, 1, 4, 3, 5, 5, math.nan]
    assert correlation(first, second).estimate == pytest.approx(plain([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]))


def test_the_jackknife_is_that_of_leaving_out_each_person() -> None:
    rng = np.random.default_rng(4)
    one = rng.normal(size=40)
    two = 0.5 * one + rng.normal(size=40)
    left_out = [math.atanh(plain(np.delete(one, i).tolist(), np.delete(two, i).tolist())) for i in range(40)]
    error = math.sqrt(39 / 40 * sum((z - np.mean(left_out)) ** 2 for z in left_out))
    z = math.atanh(plain(one.tolist(), two.tolist()))
    found = correlation(one, two)
    assert math.atanh(found.low) == pytest.approx(z - 2.0226909200 * error)  # t, 39 degrees of freedom
    assert math.atanh(found.high) == pytest.approx(z + 2.0226909200 * error)


def test_a_perfect_correlation_stays_within_one() -> None:
    found = correlation([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])
    assert found.low <= found.estimate <= found.high <= 1


def test_one_person_who_alone_differs_does_not_break_it() -> None:
    found = correlation([1, 1, 1, 1, 5], [1, 2, 3, 4, 5])
    assert -1 <= found.low <= found.estimate <= found.high <= 1


@pytest.mark.slow
def test_with_a_ceiling_it_covers_where_fishers_interval_does_not() -> None:
    rng = np.random.default_rng(11)
    draws = np.clip(np.round(4.2 + rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=200_000)), 1, 5)
    truth = np.corrcoef(draws.T)[0, 1]
    hits = 0
    for start in range(0, 60_000, 60):
        sample = draws[start : start + 60]
        found = correlation(sample[:, 0], sample[:, 1])
        hits += found.low <= truth <= found.high
    assert 0.92 <= hits / 1000 <= 0.975


def test_refusals_have_names() -> None:
    with pytest.raises(InvalidShape):
        correlation([1, 2], [1, 2, 3])
    with pytest.raises(TooFewRows):
        correlation([1, 2, 3], [3, 2, 1])
    with pytest.raises(ConstantColumn):
        correlation([2, 2, 2, 2], [1, 2, 3, 4])
