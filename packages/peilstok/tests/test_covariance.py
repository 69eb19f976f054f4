"""Missing answers and borrowed strength: lavaan's values, definitions written out, refusals."""

import numpy as np
import pytest
from reference_tables import AIRQUALITY

import peilstok
from peilstok.errors import (
    AllMissing,
    ConstantColumn,
    InvalidCovariance,
    InvalidInput,
    InvalidShape,
    InvalidWeights,
    NotFinite,
    TooFewRows,
    UnknownCode,
)


def test_em_airquality_agrees_with_lavaan():
    # R 4.2.2, lavaan 0.6-14, missing = "fiml", on `airquality`.
    mean, covariance = peilstok.em_covariance(AIRQUALITY)
    assert mean == pytest.approx([41.8711730036, 184.8468062552, 9.9575163399, 77.8823529412], rel=1e-5)
    row = [1044.0186427557, 942.5298382225, -64.6359278119, 209.5635025479]
    assert covariance[0] == pytest.approx(row, rel=1e-5)


def test_em_complete_rows_equals_covariance(answers):
    mean, covariance = peilstok.em_covariance(answers)
    assert mean == pytest.approx(answers.mean(axis=0), abs=1e-9)
    assert covariance == pytest.approx(np.cov(answers.T, ddof=0), abs=1e-9)


def test_em_order_of_rows_and_empty_rows_change_nothing():
    rng = np.random.default_rng(1)
    turned = np.vstack([AIRQUALITY[rng.permutation(153)], np.full((3, 4), np.nan)])
    for one, two in zip(peilstok.em_covariance(turned), peilstok.em_covariance(AIRQUALITY), strict=True):
        assert one == pytest.approx(two, rel=1e-9)


def test_em_is_the_maximum_of_the_likelihood():
    # Slow twin: the likelihood of the answers that were given, row by row, falls in every direction.
    def likelihood(mean, covariance):
        total = 0.0
        for row in AIRQUALITY:
            seen = ~np.isnan(row)
            part, gap = covariance[np.ix_(seen, seen)], row[seen] - mean[seen]
            total -= 0.5 * (np.linalg.slogdet(part)[1] + gap @ np.linalg.solve(part, gap))
        return total

    mean, covariance = peilstok.em_covariance(AIRQUALITY)
    best = likelihood(mean, covariance)
    for column in range(4):
        for sign in (-1, 1):
            factor = np.ones(4)
            factor[column] += sign * 0.01
            assert likelihood(mean * factor, covariance) < best
            assert likelihood(mean, covariance * np.outer(factor, factor)) < best


def test_moments_are_sums_over_pairs():
    codes = np.array([[1, 2, 0], [3, -1, 5], [4, 4, 4], [-2, 1, 1]], dtype=np.int8)
    moments = peilstok.pairwise_moments(codes)
    for j in range(3):
        for k in range(3):
            both = (codes[:, j] > 0) & (codes[:, k] > 0)
            one, two = codes[both, j].astype(int), codes[both, k].astype(int)
            expected = (both.sum(), one.sum(), (one**2).sum(), (one * two).sum())
            assert (moments.counts[j, k], moments.sums[j, k], moments.squares[j, k], moments.products[j, k]) == expected


@pytest.mark.parametrize("largest", [5, 10, 100, 127])
def test_moments_large_blocks_are_exact(largest):
    codes = np.full((70_000, 2), largest, dtype=np.int8)
    moments = peilstok.Moments.from_rows(codes)
    assert moments.squares.tolist() == [[70_000 * largest**2] * 2] * 2


def test_moments_add_up_survive_bytes_and_give_covariance(answers):
    codes = answers.astype(np.int8)
    whole, parts = peilstok.Moments.from_rows(codes), [peilstok.Moments.from_rows(codes[i::3]) for i in range(3)]
    assert parts[0] + parts[1] + parts[2] == whole
    assert peilstok.Moments.from_bytes(whole.to_bytes()) == whole
    assert whole.covariance() == pytest.approx(np.cov(answers.T, ddof=0), abs=1e-12)
    assert whole.correlation() == pytest.approx(np.corrcoef(answers.T), abs=1e-12)
    assert whole.means() == pytest.approx(answers.mean(axis=0), abs=1e-12)
    assert whole.select([5, 0]).covariance()[0, 1] == whole.covariance()[5, 0]
    assert len(whole.to_bytes()) == 7 + 4 * (2 * 36 + 6 * 7)


def test_moments_weights_of_one_change_nothing_and_weights_follow(answers):
    codes = answers.astype(np.int8)
    codes[::7, 2] = 0
    weights = np.random.default_rng(1).uniform(0.5, 2, size=300)
    plain, ones = peilstok.Moments.from_rows(codes), peilstok.Moments.from_rows(codes, np.ones(300))
    assert ones.products == pytest.approx(plain.products)
    weighted = peilstok.Moments.from_rows(codes, weights)
    seen = codes[:, 2] > 0
    assert weighted.means()[2] == pytest.approx(np.average(codes[seen, 2], weights=weights[seen]))
    assert peilstok.Moments.from_bytes(weighted.to_bytes()) == weighted


def test_moments_missing_answers_give_proper_correlations():
    codes = np.random.default_rng(6).integers(-2, 6, size=(25, 8)).astype(np.int8)
    assert np.linalg.eigvalsh(peilstok.Moments.from_rows(codes).correlation())[0] > 0


def test_shrink_no_differences_pulls_everything_together():
    rng = np.random.default_rng(1)
    rows = [rng.normal(size=(40, 3)) @ np.array([[1, 0.4, 0.5], [0, 1, 0.3], [0, 0, 1]]) for _ in range(30)]
    corrs = np.stack([np.corrcoef(part.T) for part in rows])
    shrunken = peilstok.shrink_correlations(corrs, np.full(30, 40))
    assert shrunken.own_share.max() < 0.5
    assert shrunken.correlations.std(axis=0).max() < 0.7 * corrs.std(axis=0).max()
    assert np.diagonal(shrunken.correlations, axis1=1, axis2=2) == pytest.approx(np.ones((30, 3)))


def test_shrink_formula_for_one_pair():
    corr = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.6, 0.6, 0.7, 0.8])
    corrs = np.ones((10, 2, 2))
    corrs[:, 0, 1] = corrs[:, 1, 0] = corr
    ns = np.arange(20, 120, 10)
    z, v = np.arctanh(corr), 1.25 / (ns - 3)
    between = max(0, ((z - z.mean()) ** 2 - v).mean())
    own = between / (v + between)
    found = peilstok.shrink_correlations(corrs, ns)
    assert found.own_share == pytest.approx(own)
    assert found.correlations[:, 0, 1] == pytest.approx(np.tanh(own * z + (1 - own) * z.mean()))


def test_bad_input_is_refused_by_name(answers):
    with_gaps = answers.copy()
    with_gaps[:, 0] = np.nan
    constant = answers.copy()
    constant[:, 0] = 4
    refusals = [
        (AllMissing, lambda: peilstok.em_covariance(with_gaps)),
        (ConstantColumn, lambda: peilstok.em_covariance(constant)),
        (TooFewRows, lambda: peilstok.em_covariance(answers[:6])),
        (NotFinite, lambda: peilstok.em_covariance(np.full((9, 2), np.inf))),
        (InvalidShape, lambda: peilstok.em_covariance([1.0, 2.0])),
        (UnknownCode, lambda: peilstok.Moments.from_rows([[1.5, 2.0]])),
        (UnknownCode, lambda: peilstok.Moments.from_rows([[128, 2]])),
        (InvalidShape, lambda: peilstok.Moments.from_rows([1, 2])),
        (InvalidWeights, lambda: peilstok.Moments.from_rows([[1, 2]], [0.0])),
        (TooFewRows, lambda: peilstok.Moments.from_rows([[1, 0], [0, 2]]).covariance()),
        (TooFewRows, lambda: peilstok.Moments.from_rows([[1, 0]]).means()),
        (ConstantColumn, lambda: peilstok.Moments.from_rows([[1, 1], [1, 2]]).correlation()),
        (InvalidShape, lambda: peilstok.Moments.from_rows([[1]]) + peilstok.Moments.from_rows([[1, 2]])),
        (InvalidInput, lambda: peilstok.Moments.from_bytes(b"PSM1 and then nonsense")),
        (TooFewRows, lambda: peilstok.shrink_correlations(np.ones((9, 2, 2)), np.full(9, 40))),
        (TooFewRows, lambda: peilstok.shrink_correlations(np.ones((10, 2, 2)), np.full(10, 3))),
        (InvalidShape, lambda: peilstok.shrink_correlations(np.ones((10, 2, 3)), np.full(10, 30))),
        (NotFinite, lambda: peilstok.shrink_correlations(np.full((10, 2, 2), np.nan), np.full(10, 30))),
        (InvalidCovariance, lambda: peilstok.shrink_correlations(np.full((10, 2, 2), 2.0), np.full(10, 30))),
    ]
    for error, call in refusals:
        with pytest.raises(error):
            call()
