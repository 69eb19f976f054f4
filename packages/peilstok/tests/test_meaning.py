"""The questions a person asks: right method, right refusal, sentences in plain Dutch, public data of others."""

from dataclasses import replace

import numpy as np
import pytest

import peilstok
from peilstok import Column, Dataset, Estimate, NotEnough
from peilstok.errors import InvalidSetting, MarginMismatch, PopulationTooSmall, UnknownCode

CODES = ("1", "2", "3", "4", "5")


def question(key, values, *, favourable=True):
    values = np.asarray(values, dtype=np.int8)
    return Column(key, f"Vraag {key}", CODES, CODES, values, (1.0, 2.0, 3.0, 4.0, 5.0), favourable)


def groups(key, values, codes=("a", "b", "c")):
    return Column(key, f"Groep {key}", codes, codes, np.asarray(values, dtype=np.int8))


def dataset(*columns, population=None, weight=None, key="traject"):
    return Dataset(key, columns[0].values.size, tuple(columns), population, weight)


def simulated(n, seed=1, p=4, key="traject"):
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    items = common + rng.normal(size=(n, p))
    outcome = items @ np.linspace(0.8, 0.1, p) + rng.normal(size=n)
    codes = np.clip(np.round(3.5 + 0.8 * np.column_stack([items, outcome / 1.5])), 1, 5)
    return dataset(*(question(f"k{place}", codes[:, place]) for place in range(p + 1)), key=key)


FACTORS = ["k0", "k1", "k2", "k3"]


def test_describe_uses_beta_and_wilson_with_population():
    data = dataset(question("q", [1, 2] + [3] * 4 + [4] * 12 + [5] * 12), population=45)
    found = peilstok.describe(data, "q")
    assert (found.mean.value, found.mean.low, found.mean.high) == pytest.approx((4.1, 3.8752048421, 4.2840606107))
    assert (found.high_share.low, found.high_share.high) == pytest.approx((0.7046884462, 0.8702153138))
    assert found.high_share.count == 24
    assert found.mean.effective_n == pytest.approx(88)
    assert any("45 deelnemers" in remark for remark in found.mean.remarks)


def test_describe_counts_three_kinds_of_missing_apart():
    found = peilstok.describe(dataset(question("q", [5] * 12 + [0, 0, -1, -2])), "q")
    assert (found.distribution.n, found.distribution.skipped, found.distribution.not_known) == (12, 2, 2)
    assert found.not_applicable == 1
    assert found.mean.homogeneous


def test_describe_few_answers_are_refused_in_a_sentence():
    found = peilstok.describe(dataset(question("q", [4] * 7)), "q").mean
    assert isinstance(found, NotEnough)
    assert found.sentence == (
        "Nog 3 antwoorden nodig voor een gemiddelde van “Vraag q”: er zijn er 7, nodig zijn er 10."
    )


def test_describe_everybody_answered_has_no_interval():
    found = peilstok.describe(dataset(question("q", [4, 5] * 10), population=20), "q").mean
    assert found.low is None
    assert found.high is None
    assert "telling" in found.remarks[-1]


def test_describe_weights_shift_mean_and_show_the_unweighted():
    values, weight = [2] * 40 + [5] * 20, np.array([0.5] * 40 + [2.0] * 20)
    found = peilstok.describe(dataset(question("q", values), weight=weight), "q")
    assert found.mean.value == pytest.approx(4)
    assert found.mean.effective_n == pytest.approx(60 / peilstok.weighting.kish_deff(weight))
    assert found.unweighted.value == pytest.approx(3)
    few = peilstok.describe(dataset(question("q", values[30:]), weight=weight[30:]), "q").mean
    assert few.value == pytest.approx(4)
    assert "Niet gewogen" in few.remarks[0]


def test_describe_without_order_has_counts_only():
    found = peilstok.describe(dataset(groups("g", [1] * 10 + [2] * 5)), "g")
    assert isinstance(found.mean, NotEnough)
    assert isinstance(found.high_share, NotEnough)
    named = peilstok.describe(dataset(groups("g", [1] * 10 + [2] * 5)), "g", high=["a"]).high_share
    assert named.value == pytest.approx(2 / 3)


def test_describe_open_numbers_use_t():
    numbers = np.random.default_rng(1).normal(10, 2, 50)
    column = Column("uren", "Aantal uren", (), (), np.zeros(50, dtype=np.int8), None, True, numbers)
    found = peilstok.describe(Dataset("t", 50, (column,)), "uren").mean
    assert found.high - found.value == pytest.approx(2.0095752371 * numbers.std(ddof=1) / np.sqrt(50))  # qt(.975, 49)


def test_compare_differences_are_mover_against_the_others():
    values = [5] * 15 + [4] * 15 + [2] * 20 + [3] * 10 + [1] * 4
    data = dataset(question("q", values), groups("g", [1] * 30 + [2] * 30 + [3] * 4))
    found = peilstok.compare(data, "q", "g")
    assert [group.label for group in found.groups] == ["a", "b", "overig"]
    assert found.together == ("c",)
    first = found.groups[0]
    assert first.from_others.low > 0
    rest = peilstok.score_interval([4, 20, 10, 0, 0], range(1, 6))
    own = (first.mean.value, first.mean.low, first.mean.high)
    assert (first.from_others.value, first.from_others.low, first.from_others.high) == pytest.approx(
        peilstok.difference(own, rest)
    )
    assert isinstance(found.groups[2].mean, NotEnough)


def test_gap_is_on_the_same_people():
    promised, experienced = [5, 4, 4, 5, 3] * 6, [3, 4, 2, 5, 3] * 6
    data = dataset(question("p", promised), question("e", [*experienced[:-1], 0]))
    found = peilstok.gap(data, "p", "e")
    assert (found.difference.n, found.promised.n, found.experienced.n) == (29, 29, 29)
    expected = peilstok.paired_difference(promised[:-1], experienced[:-1], scale=range(1, 6))
    assert (found.difference.value, found.difference.low, found.difference.high) == pytest.approx(expected)
    assert found.less_than_promised.count == 12
    assert isinstance(peilstok.gap(dataset(question("p", [4] * 9), question("e", [4] * 9)), "p", "e"), NotEnough)


def test_trend_compares_waves_and_breaks_on_a_changed_question():
    waves = [dataset(question("q", [value] * 15 + [3] * 15), key=str(year)) for year, value in ((1, 2), (2, 5))]
    changed = replace(waves[1].columns[0], label="Andere vraag")
    waves += [Dataset("3", 30, (changed,)), Dataset("4", 5, ())]
    steps = peilstok.trend(waves, "q").steps
    assert steps[0].change is None
    assert steps[1].change.value == pytest.approx(1.5)
    assert steps[1].change.low > 0
    assert steps[2].change is None
    assert "veranderd" in steps[2].break_sentence
    assert "niet gesteld" in steps[3].break_sentence


def test_drivers_full_result_adds_up_and_repeats():
    data = simulated(300)
    found = peilstok.drivers(data, "k4", FACTORS, seed=1, replicates=200)
    assert sum(factor.share.value for factor in found.factors) == pytest.approx(1)
    assert found.factors[0].key == "k0"
    assert all(factor.share.low <= factor.share.value <= factor.share.high for factor in found.factors)
    assert sum(factor.top3 for factor in found.factors) == pytest.approx(3)
    assert not found.indicative
    assert found == peilstok.drivers(data, "k4", FACTORS, seed=1, replicates=200)
    steps = []
    peilstok.drivers(
        data, "k4", FACTORS, seed=1, replicates=50, progress=lambda done, total: steps.append((done, total))
    )
    assert steps[-1] == (50, 50)


def test_drivers_reversed_item_keeps_its_share_and_turns_its_sign():
    data = simulated(300)
    turned = replace(data, columns=(question("k0", 6 - data.columns[0].values), *data.columns[1:]))
    plain, other = (peilstok.drivers(one, "k4", FACTORS, seed=1, replicates=50) for one in (data, turned))
    assert other.factors[0].share.value == pytest.approx(plain.factors[0].share.value)
    assert other.factors[0].correlation == pytest.approx(-plain.factors[0].correlation)


@pytest.mark.parametrize(("n", "word"), [(20, "Nog 40"), (40, "vergelijkbare trajecten")])
def test_drivers_few_people_are_refused(n, word):
    found = peilstok.drivers(simulated(n), "k4", FACTORS, seed=1)
    assert isinstance(found, NotEnough)
    assert word in found.sentence


def test_drivers_sixty_to_149_people_are_indicative():
    assert peilstok.drivers(simulated(90), "k4", FACTORS, seed=1, replicates=50).indicative


def test_drivers_small_process_borrows_strength():
    others = [simulated(80, seed=seed, key=f"t{seed}") for seed in range(2, 14)]
    found = peilstok.drivers(simulated(40), "k4", FACTORS, seed=1, comparable=others, replicates=50)
    assert found.indicative
    assert 0 <= found.own_share < 1
    assert "vergelijkbare trajecten" in found.why
    assert sum(factor.share.value for factor in found.factors) == pytest.approx(1)


def test_drivers_leave_out_what_many_cannot_answer_and_what_never_varies():
    data = simulated(200)
    unknown, constant = data.columns[1].values.copy(), np.full(200, 3, dtype=np.int8)
    unknown[:70] = -2
    columns = (data.columns[0], question("k1", unknown), question("k2", constant), *data.columns[3:])
    found = peilstok.drivers(replace(data, columns=columns), "k4", FACTORS, seed=1, replicates=50)
    assert {one.key for one in found.left_out} == {"k1", "k2"}
    assert "70 van de 200" in found.left_out[0].why


def test_drivers_unrelated_or_constant_outcome_is_refused():
    rng = np.random.default_rng(1)
    data = dataset(*(question(f"k{place}", rng.integers(1, 6, 2000)) for place in range(5)))
    assert "nauwelijks" in peilstok.drivers(data, "k4", FACTORS, seed=1, replicates=10).sentence
    constant = replace(data, columns=(*data.columns[:4], question("k4", np.full(2000, 4))))
    assert "hetzelfde eindoordeel" in peilstok.drivers(constant, "k4", FACTORS, seed=1).sentence


@pytest.mark.slow
def test_drivers_many_people_use_the_jackknife():
    found = peilstok.drivers(simulated(12_000), "k4", FACTORS, seed=1)
    assert "jackknife" in found.method
    assert found.factors[0].top3 is None
    assert found.factors[0].share.low < found.factors[0].share.value < found.factors[0].share.high


def test_drivers_more_than_twenty_factors_use_johnson():
    data = simulated(400, p=22)
    found = peilstok.drivers(data, "k22", [f"k{place}" for place in range(22)], seed=1, replicates=20)
    assert "Johnson" in found.method


def test_benchmark_tells_apart_only_what_differs():
    rng = np.random.default_rng(3)
    means = [3.5] * 10 + [4.7]
    units = [
        dataset(question("q", np.clip(np.round(rng.normal(mean, 0.8, 40)), 1, 5)), key=f"t{place}")
        for place, mean in enumerate(means)
    ]
    found = peilstok.benchmark([*units, dataset(question("q", [4] * 3), key="klein")], "q")
    assert found.units[-1].verdict == "hoger"
    assert sum(unit.verdict != "niet te onderscheiden" for unit in found.units) <= 2
    assert found.units[-1].pooled.value < found.units[-1].own_mean
    assert [one.key for one in found.left_out] == ["klein"]
    assert not found.show_places
    assert "vanaf 5 trajecten" in peilstok.benchmark(units[:4], "q").sentence


def test_represent_and_weighted_follow_the_population():
    data = dataset(question("q", [3] * 45 + [5] * 15), groups("g", [1] * 30 + [2] * 20 + [3] * 10))
    found = peilstok.represent(data, "g", {"a": 200, "b": 300, "c": 500})
    assert [group.verdict for group in found.groups] == ["meer", "gelijk", "minder"]
    assert found.may_weight
    raked = peilstok.weighted(data, {"g": {"a": 300, "b": 300, "c": 400}})
    assert raked.weight.sum() == pytest.approx(60)
    assert np.bincount(raked.column("g").values, weights=raked.weight)[1:] == pytest.approx([18, 18, 24])
    assert isinstance(peilstok.weighted(data, {"g": {"a": 10, "b": 10, "c": 980}}), NotEnough)


def test_represent_small_group_may_not_be_weighted():
    data = dataset(groups("g", [1] * 40 + [2] * 3))
    found = peilstok.represent(data, "g", {"a": 0.5, "b": 0.5})
    assert not found.may_weight
    assert isinstance(peilstok.weighted(data, {"g": {"a": 50, "b": 50}}), NotEnough)


def test_reliability_turns_reversed_items():
    data = simulated(200)
    turned = replace(data, columns=(question("k0", 6 - data.columns[0].values, favourable=False), *data.columns[1:]))
    plain, other = (peilstok.reliability(one, FACTORS) for one in (data, turned))
    assert other.alpha.value == pytest.approx(plain.alpha.value)
    assert isinstance(plain.omega, float)
    assert isinstance(peilstok.reliability(simulated(50), FACTORS).omega, NotEnough)


def test_correlation_agrees_with_numpy_and_contains_it(answers):
    found = peilstok.correlation(answers[:, 0], answers[:, 5])
    assert found.estimate == pytest.approx(np.corrcoef(answers[:, 0], answers[:, 5])[0, 1])
    assert found.low < found.estimate < found.high


def test_correlation_slow_twin_agrees(answers):
    # The jackknife written out: everyone left out once.
    one, two = answers[:60, 0], answers[:60, 5]
    z = np.arctanh(np.corrcoef(one, two)[0, 1])
    each = [np.arctanh(np.corrcoef(np.delete(one, i), np.delete(two, i))[0, 1]) for i in range(60)]
    half = 2.0009953781 * np.sqrt(59 / 60 * ((each - np.mean(each)) ** 2).sum())  # qt(.975, 59)
    found = peilstok.correlation(one, two)
    assert (found.low, found.high) == pytest.approx((np.tanh(z - half), np.tanh(z + half)), abs=1e-8)


def test_bad_input_is_refused_by_name():
    data = dataset(question("q", [3] * 30), groups("g", [1] * 30))
    refusals = [
        (KeyError, lambda: peilstok.describe(data, "geen")),
        (KeyError, lambda: peilstok.describe(data, "q", high=["9"])),
        (UnknownCode, lambda: peilstok.describe(dataset(question("q", [9] * 30)), "q")),
        (PopulationTooSmall, lambda: peilstok.describe(replace(data, population=10), "q")),
        (InvalidSetting, lambda: peilstok.drivers(data, "q", ["q"], seed=1)),
        (InvalidSetting, lambda: peilstok.reliability(data, ["q"])),
        (MarginMismatch, lambda: peilstok.represent(data, "g", {"a": 0})),
        (KeyError, lambda: peilstok.represent(data, "g", {"z": 1})),
    ]
    for error, call in refusals:
        with pytest.raises(error):
            call()


def test_every_result_prints_and_is_frozen():
    found = peilstok.describe(dataset(question("q", [3, 4] * 15)), "q").mean
    assert isinstance(found, Estimate)
    assert "Beta" in repr(found)
    with pytest.raises(AttributeError):
        found.value = 5
