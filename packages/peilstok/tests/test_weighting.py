"""Weights and planning: R survey's values, slow twins, properties, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_tables import APISRS

import peilstok
from peilstok.errors import (
    EmptyCategory,
    InvalidSetting,
    InvalidShape,
    InvalidWeights,
    MarginMismatch,
    NoConvergence,
    PopulationTooSmall,
    UnknownCode,
    WeightsTooUnequal,
)

SCHOOL_TOTALS, WIDE_TOTALS = [4421, 755, 1018], [1072, 5122]


@pytest.fixture
def schools():
    codes = [("EHM".index(kind), int(wide == "Yes")) for (kind, wide), scores in APISRS.items() for _ in scores]
    return np.array(codes), np.concatenate(list(APISRS.values()))


def test_rake_apisrs_agrees_with_survey(schools):
    # R survey 4.1, rake() with epsilon 1e-10 on apisrs, base weight 30.97.
    codes, scores = schools
    weights = peilstok.rake(codes, [SCHOOL_TOTALS, WIDE_TOTALS], np.full(200, 30.97))
    expected = {
        (0, 0): 28.9107683, (1, 0): 29.0031027, (2, 0): 29.0331267,
        (0, 1): 31.3963659, (1, 1): 31.4966388, (2, 1): 31.5292441,
    }  # fmt: skip
    for cell, weight in expected.items():
        assert weights[(codes == cell).all(axis=1)] == pytest.approx(weight, abs=1e-6)
    assert np.average(scores, weights=weights) == pytest.approx(657.7915463322, abs=1e-6)


def random_margins(seed, n=400, sizes=(2, 4, 5)):
    rng = np.random.default_rng(seed)
    codes = np.column_stack([rng.integers(0, size, n) for size in sizes])
    return codes, [rng.dirichlet(np.full(size, 30.0)) * 10_000 for size in sizes]


@pytest.mark.filterwarnings("ignore")  # the peer warns about its own use of pandas
def test_rake_slow_twin_ipfn_agrees():
    pandas, ipfn = pytest.importorskip("pandas"), pytest.importorskip("ipfn.ipfn")
    codes, margins = random_margins(1)
    table = pandas.DataFrame(codes, columns=list("abc"))
    cells = table.groupby(list("abc")).size().rename("total").astype(float).reset_index()
    targets = [
        pandas.Series(margin, index=pandas.Index(range(margin.size), name=name))
        for name, margin in zip("abc", margins, strict=True)
    ]
    fitted = ipfn.ipfn(cells, targets, [["a"], ["b"], ["c"]], convergence_rate=1e-12, weight_col="total").iteration()
    mine = table.assign(w=peilstok.rake(codes, margins)).groupby(list("abc"))["w"].sum().reset_index()
    merged = fitted.merge(mine, on=list("abc"))
    assert merged["w"].to_numpy() == pytest.approx(merged["total"].to_numpy(), rel=1e-7)


@given(st.integers(0, 2**32 - 1))
def test_rake_any_margins_are_met_and_stay_met(seed):
    codes, margins = random_margins(seed)
    weights = peilstok.rake(codes, margins)
    for place, margin in enumerate(margins):
        totals = np.bincount(codes[:, place], weights=weights, minlength=margin.size)
        assert totals == pytest.approx(margin, rel=1e-8)
    assert peilstok.rake(codes, margins, weights) == pytest.approx(weights, rel=1e-8)
    turned = np.random.default_rng(seed).permutation(codes.shape[0])
    assert peilstok.rake(codes[turned], margins) == pytest.approx(weights[turned], rel=1e-9)


def test_post_stratify_is_total_over_count():
    weights = peilstok.post_stratify([0, 0, 1, 1, 1], [40, 60])
    assert weights == pytest.approx([20, 20, 20, 20, 20])
    assert peilstok.post_stratify([0, 1, 1], [10, 40], [1, 1, 3]) == pytest.approx([10, 10, 30])


def test_replicates_are_raked_again():
    codes, margins = random_margins(2)
    replicates = np.random.default_rng(1).integers(1, 3, size=(400, 3)).astype(float)
    raked = peilstok.rake_replicates(codes, margins, replicates)
    for number in range(3):
        assert raked[:, number] == pytest.approx(peilstok.rake(codes, margins, replicates[:, number]), rel=1e-9)


def test_replicates_without_a_row_keep_it_out():
    codes, margins = random_margins(2)
    replicates = np.ones((400, 1))
    replicates[:40] = 0
    raked = peilstok.rake_replicates(codes, margins, replicates)
    assert (raked[:40] == 0).all()
    assert raked.sum() == pytest.approx(10_000)


def test_kish_deff_formula():
    assert peilstok.kish_deff([2, 2, 2]) == pytest.approx(1)
    assert peilstok.kish_deff([1, 3]) == pytest.approx(2 * 10 / 16)


def test_trimmed_rake_leaves_mild_weights_and_refuses_wild_ones():
    codes, margins = random_margins(3)
    assert np.array_equal(peilstok.trimmed_rake(codes, margins), peilstok.rake(codes, margins))
    skewed = np.array([0] * 95 + [1] * 5)
    with pytest.raises(WeightsTooUnequal):
        peilstok.trimmed_rake(skewed[:, np.newaxis], [[50, 50]])


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (MarginMismatch, lambda: peilstok.rake([[0, 0], [1, 1]], [[10, 10], [10, 11]])),
        (MarginMismatch, lambda: peilstok.rake([[0], [1]], [[10, -1]])),
        (MarginMismatch, lambda: peilstok.rake([[0], [1]], [[10, 0]])),
        (EmptyCategory, lambda: peilstok.rake([[0], [0]], [[10, 10]])),
        (UnknownCode, lambda: peilstok.rake([[0], [2]], [[10, 10]])),
        (UnknownCode, lambda: peilstok.rake([[0.0], [1.0]], [[10, 10]])),
        (InvalidShape, lambda: peilstok.rake([[0], [1]], [[1, 1], [1, 1]])),
        (InvalidShape, lambda: peilstok.post_stratify([[0], [1]], [1, 1])),
        (NoConvergence, lambda: peilstok.rake([[0, 0], [1, 1]], [[30, 70], [70, 30]])),
        (InvalidWeights, lambda: peilstok.rake([[0], [1]], [[1, 1]], [0.0, 1.0])),
        (InvalidWeights, lambda: peilstok.kish_deff([1, -1])),
        (InvalidSetting, lambda: peilstok.rake([[0], [1]], [[1, 1]], tolerance=0)),
        (InvalidShape, lambda: peilstok.kish_deff([])),
        (InvalidWeights, lambda: peilstok.rake_replicates([[0], [1]], [[1, 1]], [[-1.0], [1.0]])),
        (InvalidShape, lambda: peilstok.rake_replicates([[0], [1]], [[1, 1]], [[1.0]])),
        (PopulationTooSmall, lambda: peilstok.margin_of_error(10, population=9)),
        (PopulationTooSmall, lambda: peilstok.sample_size(0.1, population=0)),
        (InvalidSetting, lambda: peilstok.margin_of_error(0)),
        (InvalidSetting, lambda: peilstok.sample_size(5)),
        (InvalidSetting, lambda: peilstok.group_size_for_shares(0.5, 0.5)),
        (InvalidSetting, lambda: peilstok.group_size_for_shares(0.5, 1.5)),
        (InvalidSetting, lambda: peilstok.group_size_for_means(0.5, 0)),
    ],
)
def test_bad_input_is_refused_by_name(error, call):
    with pytest.raises(error):
        call()


def test_sample_size_table_of_section_11():
    populations = [20, 45, 100, 300, 1000, 5000, None]
    assert [peilstok.sample_size(0.05, population=n) for n in populations] == [20, 41, 80, 169, 278, 357, 385]
    assert [peilstok.sample_size(0.1, population=n) for n in populations] == [17, 31, 50, 73, 88, 95, 97]
    assert peilstok.sample_size(0.1, population=1000, response=0.4) == 220


def test_margin_and_group_sizes_of_section_11():
    assert peilstok.margin_of_error(30, population=45) == pytest.approx(0.104, abs=5e-4)
    assert peilstok.margin_of_error(30) == pytest.approx(0.179, abs=5e-4)
    assert peilstok.margin_of_error(45, population=45) == 0
    assert [peilstok.group_size_for_shares(0.6, other) for other in (0.7, 0.75, 0.8)] == [354, 150, 79]
    assert [peilstok.group_size_for_means(distance, 0.9) for distance in (0.3, 0.5)] == [142, 51]
