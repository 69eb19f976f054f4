"""Scores made of several questions: how they are made, and that every question can be asked of them."""

import math
from dataclasses import replace

import numpy as np
import pytest

import peilstok
from peilstok import Column, Dataset, Estimate, NotEnough, Unit
from peilstok.errors import InvalidSetting, InvalidShape

CODES = ("1", "2", "3", "4", "5")


def question(key, values, scores=(1.0, 2.0, 3.0, 4.0, 5.0), *, favourable=True):
    return Column(key, f"Vraag {key}", CODES[: len(scores)], CODES[: len(scores)], np.asarray(values, dtype=np.int8),
                  scores, favourable)  # fmt: skip


def dataset(*columns, population=None, weight=None):
    return Dataset("traject", columns[0].values.size, tuple(columns), population, weight)


def extended(data, *columns):
    return replace(data, columns=(*data.columns, *columns))


def test_score_is_the_mean_from_0_to_10_of_who_answered_half():
    data = dataset(question("a", [5, 0, 1]), question("b", [4, 0, 3]), question("c", [0, 3, -1]))
    made = peilstok.scale_score(data, "s", ["a", "b", "c"])
    assert made.numbers[[0, 2]].tolist() == [8.75, 2.5]
    assert math.isnan(made.numbers[1])
    assert peilstok.scale_score(data, "s", ["a", "b", "c"], least_answered=0.3).numbers[1] == 5.0


def test_reversed_item_counts_the_other_way_round():
    data = dataset(question("a", [5, 5, 4], favourable=False))
    assert peilstok.scale_score(data, "s", ["a"]).numbers.tolist() == [0.0, 0.0, 2.5]


def test_score_without_order_or_items_is_refused():
    data = dataset(Column("g", "g", CODES, CODES, np.ones(3, dtype=np.int8)))
    for items in ([], ["g"]):
        with pytest.raises(InvalidSetting):
            peilstok.scale_score(data, "s", items)
    with pytest.raises(InvalidShape):
        peilstok.describe(extended(data, replace(data.columns[0], key="s", numbers=np.ones(2))), "s")


def test_mean_of_a_score_has_the_beta_interval_on_its_distinct_values():
    rng = np.random.default_rng(2)
    data = dataset(*(question(key, rng.integers(1, 6, 40)) for key in "ab"), population=60)
    data = extended(data, peilstok.scale_score(data, "s", ["a", "b"]))
    found = peilstok.describe(data, "s", unit=Unit.SCORE).mean
    numbers = data.column("s").numbers
    values = np.unique([0.0, *numbers, 10.0])  # the ends of the scale belong to it, whether somebody is there or not
    counts = [(numbers == value).sum() for value in values]
    assert found.unit is Unit.SCORE
    assert (found.value, found.low, found.high) == pytest.approx(peilstok.score_interval(counts, values, population=60))
    assert isinstance(peilstok.describe(dataset(data.columns[2], population=60), "s").high_share, NotEnough)


def test_score_that_everybody_has_is_homogeneous_and_few_are_refused():
    for n, kind in ((12, Estimate), (9, NotEnough)):
        data = dataset(question("a", [4] * n))
        found = peilstok.describe(extended(data, peilstok.scale_score(data, "s", ["a"])), "s").mean
        assert isinstance(found, kind)
    data = dataset(question("a", [4] * 12))
    assert peilstok.describe(extended(data, peilstok.scale_score(data, "s", ["a"])), "s").mean.homogeneous


def test_weighted_mean_of_a_score_is_that_of_its_only_question():
    weight = np.array([0.5] * 40 + [2.0] * 20)
    data = dataset(question("a", [2] * 40 + [5] * 20), weight=weight)
    data = extended(data, peilstok.scale_score(data, "s", ["a"]))
    score, plain = (peilstok.describe(data, key).mean for key in ("s", "a"))
    assert score.value == pytest.approx((plain.value - 1) / 4 * 10)
    assert score.effective_n == pytest.approx(plain.effective_n)


def correlated(n=300):
    rng = np.random.default_rng(4)
    common = rng.normal(size=n)
    columns = [question(key, np.clip(np.round(3 + common + rng.normal(size=n)), 1, 5)) for key in "abcd"]
    return dataset(*columns)


def test_drivers_take_a_score_of_one_question_as_the_question_itself():
    data = correlated()
    data = extended(data, peilstok.scale_score(data, "s", ["a"], label="Score"))
    asked, scored = (
        peilstok.drivers(data, "d", factors, seed=1, replicates=50) for factors in (["a", "b", "c"], ["s", "b", "c"])
    )
    assert sorted(one.share.value for one in scored.factors) == pytest.approx(
        sorted(one.share.value for one in asked.factors)
    )
    assert "Score" in {one.label for one in scored.factors}


def test_drivers_use_partial_answers_and_count_who_gave_the_outcome():
    data = correlated()
    outcome = data.column("d").values.copy()
    outcome[:50] = 0
    found = peilstok.drivers(
        dataset(*data.columns[:3], question("d", outcome)), "d", ["a", "b", "c"], seed=1, replicates=20
    )
    rows = np.column_stack([column.values for column in data.columns]).astype(float)
    rows[:50, 3] = np.nan
    shares = peilstok.lmg(peilstok.em_covariance(rows).covariance)
    assert found.n == 250
    assert found.r_squared == pytest.approx(shares.sum(), abs=1e-6)


def test_drivers_count_not_knowing_among_who_did_not_skip():
    data = correlated()
    values = data.column("a").values.copy()
    values[:100], values[100:170] = 0, -1  # 70 of 200, though 70 of 300 people
    found = peilstok.drivers(
        dataset(question("a", values), *data.columns[1:]), "d", ["a", "b", "c"], seed=1, replicates=20
    )
    assert [one.why for one in found.left_out] == ["70 van de 200 mensen antwoordden “weet niet” of “n.v.t.”."]


def test_relate_is_the_correlation_of_who_answered_both():
    data = correlated(60)
    found = peilstok.relate(data, "a", "b")
    expected = peilstok.correlation(data.column("a").values, data.column("b").values)
    assert (found.value, found.low, found.high, found.n) == pytest.approx((*expected, 60))
    few = peilstok.relate(correlated(29), "a", "b")
    assert (few.n, few.needed) == (29, 30)
    constant = peilstok.relate(dataset(question("a", [3] * 40), question("b", [1, 5] * 20)), "a", "b")
    assert (constant.n, "hetzelfde antwoord" in constant.sentence) == (40, True)


def test_default_share_of_high_answers_leaves_out_who_has_no_score_and_named_codes_do_not():
    data = dataset(question("a", [1] * 10 + [2] * 5 + [3] * 5, (4.0, 1.0, math.nan)))
    assert peilstok.describe(data, "a").high_share.value == pytest.approx(10 / 15)
    assert peilstok.describe(data, "a", high=["1"]).high_share.value == pytest.approx(10 / 20)


def test_thresholds_of_the_asker_decide_what_is_refused():
    data = dataset(question("a", [4, 5]), question("b", [5, 5]))
    everything = peilstok.Thresholds(minimum=1)
    assert peilstok.describe(data, "a", thresholds=everything).mean.n == 2
    assert peilstok.gap(data, "a", "b", thresholds=everything).difference.n == 2
