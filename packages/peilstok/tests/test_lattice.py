"""What may be shown together: the definitions, planted leaks, simulated processes, the cell-key table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peilstok
from peilstok.errors import InvalidCounts, InvalidSetting, InvalidShape
from peilstok.lattice import LinearExposure, NestedPair


def test_merge_atoms_ordered_example():
    # statistics.md section 13: smallest 3, neighbours 22 and 15 -> 18; then 4 with 7 -> 11.
    assert peilstok.merge_atoms([4, 7, 22, 3, 15]) == ((0, 1), (2,), (3, 4))


def test_merge_atoms_unordered_joins_the_smallest_other():
    assert peilstok.merge_atoms([4, 30, 7, 20], ordered=False) == ((0, 2), (1,), (3,))
    assert peilstok.merge_atoms([3, 30, 4, 20], ordered=False) == ((0, 2, 3), (1,))


def test_merge_atoms_few_people_leave_one_part():
    assert peilstok.merge_atoms([3, 4, 1]) == ((0, 1, 2),)
    assert peilstok.merge_atoms([0, 0, 12]) == ((0, 1, 2),)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.booleans())
def test_merge_atoms_parts_are_large_or_alone(counts, ordered):
    parts = peilstok.merge_atoms(counts, ordered=ordered)
    assert sorted(category for part in parts for category in part) == list(range(len(counts)))
    assert len(parts) == 1 or all(sum(counts[category] for category in part) >= 10 for part in parts)
    if ordered:
        assert all(part == tuple(range(part[0], part[-1] + 1)) for part in parts)


def test_audit_finds_the_planted_pair_and_exposure():
    # statistics.md section 13: all 25, first 12, last 13, first 22.
    person = np.arange(25)
    found = peilstok.audit([person >= 0, person < 12, person >= 12, person < 22])
    assert found.pairs == (NestedPair(outer=0, inner=3, people=3),)
    assert found.exposures == (LinearExposure(memberships=(0, 2), people=3),)
    assert not found.is_clean


def test_audit_finds_an_exposure_that_no_pair_shows():
    # A + B − (A ∪ B) is the three people in both.
    person = np.arange(60)
    one, two = person < 25, (person >= 22) & (person < 50)
    found = peilstok.audit([person >= 0, one, two, one | two])
    assert found.pairs == ()
    assert [exposure.people for exposure in found.exposures] == [3]


def test_audit_finds_small_groups_and_nothing_in_clean_ones():
    person = np.arange(40)
    assert peilstok.audit([person >= 0, person < 4]).small == (1,)
    assert peilstok.audit([person >= 0, person < 20, person >= 20]).is_clean
    assert peilstok.audit(np.zeros((2, 0), dtype=bool)).is_clean


def simulated_process(seed):
    rng = np.random.default_rng(seed)
    n = int(np.exp(rng.uniform(np.log(12), np.log(1000))))
    sizes = {"age": 4, "gender": 3, "area": int(rng.integers(2, 7)), "tie": 2}
    return {name: rng.choice(size, n, p=rng.dirichlet(np.full(size, 1.5))) for name, size in sizes.items()}


def shown_groups(people, lattice):
    n = people["age"].size
    masks = {name: [np.isin(people[name], part) for part in parts] for name, parts in lattice.atoms.items()}
    groups = [np.ones(n, dtype=bool)] + [mask for parts in masks.values() for mask in parts]
    for one, two in lattice.crossings:
        groups += [first & second for first in masks[one] for second in masks[two]]
    for parts in masks.values():  # filters: unions of two atoms, and everything but one
        groups += [parts[i] | parts[j] for i in range(len(parts)) for j in range(i)]
        groups += [~mask for mask in parts]
    return np.array(groups)


def check_lattices(seeds):
    crossed = 0
    for seed in seeds:
        people = simulated_process(seed)
        lattice = peilstok.released_lattice(people, unordered=("area", "gender"))
        crossed += len(lattice.crossings)
        assert peilstok.audit(shown_groups(people, lattice)).is_clean, seed
    return crossed


def test_released_lattice_sixty_processes_leak_nothing():
    assert check_lattices(range(60)) > 0


@pytest.mark.slow
def test_released_lattice_five_hundred_processes_leak_nothing():
    assert check_lattices(range(500)) > 0


def test_released_lattice_people_without_category_are_protected():
    values = np.array([0] * 30 + [1] * 30 + [-1] * 4)
    lattice = peilstok.released_lattice({"age": values})
    assert lattice.atoms["age"] == ((0, -1), (1,))
    many = np.array([0] * 30 + [1] * 30 + [-1] * 14)
    assert peilstok.released_lattice({"age": many}).atoms["age"] == ((0,), (1,), (-1,))


def test_hide_small_hides_what_subtraction_would_show():
    assert peilstok.hide_small([4, 30, 12]) == (True, False, True)
    assert peilstok.hide_small([4, 7, 30]) == (True, True, False)
    assert peilstok.hide_small([40, 30, 12]) == (False, False, False)
    assert peilstok.hide_small([4, 30, 12, 50, 0], least_hidden=3) == (True, True, True, False, False)


def test_may_follow_growth_is_none_or_enough():
    assert peilstok.may_follow({"all": 20}, {"all": 30, "wijk": 10})
    assert peilstok.may_follow({"all": 20}, {"all": 20})
    assert not peilstok.may_follow({"all": 20}, {"all": 24})
    assert not peilstok.may_follow({"all": 20}, {"all": 19})


def test_may_benchmark_needs_spread():
    five = ["a", "b", "c", "a", "b"]
    assert peilstok.may_benchmark([20, 20, 20, 20, 20], five)
    assert not peilstok.may_benchmark([20, 20, 20, 20, 90], five)
    assert not peilstok.may_benchmark([20] * 5, ["a", "b"] * 2 + ["a"])
    assert not peilstok.may_benchmark([20] * 4, five[:4])


def test_ptable_agrees_with_the_dual_equations():
    # Two dual equations solved with uniroot in R 4.2.2; D = 2, V = 1.
    table = peilstok.max_entropy_ptable(2, 1)
    assert table[2] == pytest.approx([0.063827, 0.244691, 0.382963, 0.244691, 0.063827], abs=1e-5)
    assert table[1, 1:] == pytest.approx([0.398065, 0.305806, 0.194194, 0.101935], abs=1e-5)


@given(largest=st.integers(1, 6), share=st.floats(0.05, 0.6))
def test_ptable_any_row_has_mean_zero_and_its_variance(largest, share):
    variance = share * largest**2
    noise = np.arange(-largest, largest + 1)
    for count, row in enumerate(peilstok.max_entropy_ptable(largest, variance)):
        assert row.sum() == pytest.approx(1)
        assert row @ noise == pytest.approx(0, abs=1e-8)
        assert row @ noise**2 == pytest.approx(min(variance, count * largest), abs=1e-6)
        assert (row[: largest - count] == 0).all()


def test_cell_key_same_people_same_noise():
    rng = np.random.default_rng(1)
    codes, keys = rng.integers(0, 3, size=(500, 2)), rng.integers(0, 256, size=500)
    ptable = peilstok.max_entropy_ptable(3, 2)
    table = peilstok.cell_key_table(codes, keys, (3, 3), ptable)
    turned = rng.permutation(500)
    assert np.array_equal(peilstok.cell_key_table(codes[turned], keys[turned], (3, 3), ptable), table)
    true = np.zeros((3, 3), dtype=int)
    np.add.at(true, tuple(codes.T), 1)
    assert np.abs(table - true).max() <= 3


def test_cell_key_empty_cells_stay_empty_and_noise_has_its_variance():
    ptable = peilstok.max_entropy_ptable(2, 1)
    assert (
        peilstok.cell_key_table(np.zeros((0, 1), dtype=int), np.zeros(0, dtype=int), (4,), ptable).tolist() == [0] * 4
    )
    rng = np.random.default_rng(2)
    codes, keys = np.repeat(np.arange(5000), 4)[:, np.newaxis], rng.integers(0, 256, size=20_000)
    noise = peilstok.cell_key_table(codes, keys, (5000,), ptable) - 4
    assert (noise.mean(), noise.var()) == pytest.approx((0, 1), abs=0.06)


def test_bad_input_is_refused_by_name():
    ptable = peilstok.max_entropy_ptable(2, 1)
    refusals = [
        (InvalidCounts, lambda: peilstok.merge_atoms([])),
        (InvalidCounts, lambda: peilstok.merge_atoms([3, -1])),
        (InvalidSetting, lambda: peilstok.merge_atoms([3], minimum=0)),
        (InvalidShape, lambda: peilstok.audit([True, False])),
        (InvalidSetting, lambda: peilstok.audit([[True]], minimum=0)),
        (InvalidShape, lambda: peilstok.released_lattice({"a": [1, 2], "b": [1]})),
        (InvalidCounts, lambda: peilstok.hide_small([-1])),
        (InvalidShape, lambda: peilstok.may_benchmark([1], ["a", "b"])),
        (InvalidSetting, lambda: peilstok.max_entropy_ptable(2, 5)),
        (InvalidShape, lambda: peilstok.cell_key_table([0, 1], [1, 2], (2,), ptable)),
        (InvalidShape, lambda: peilstok.cell_key_table([[0]], [1], (2,), [[1.0]])),
        (InvalidCounts, lambda: peilstok.cell_key_table([[4]], [1], (2,), ptable)),
        (InvalidCounts, lambda: peilstok.cell_key_table([[0]], [256], (2,), ptable)),
    ]
    for error, call in refusals:
        with pytest.raises(error):
            call()
