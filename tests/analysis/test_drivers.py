"""The importance of success factors."""

from dataclasses import replace

import numpy as np
import pytest

from participatiemonitor.analysis.drivers import Drivers, compute
from participatiemonitor.analysis.outline import Factor, Outline, Question
from peilstok.covariance import em_covariance
from peilstok.dominance import lmg
from peilstok.frame import Column, Dataset

WEIGHTS = (0.9, 0.5, 0.2)


def survey(n: int = 600, *, skipped: float = 0.0, unknown: float = 0.0, seed: int = 3) -> tuple[Dataset, Outline]:
    """Three factors of one statement each with known weights, and an outcome."""
    rng = np.random.default_rng(seed)
    opinions = rng.normal(size=(n, 3)) + 0.4 * rng.normal(size=(n, 1))
    outcome = opinions @ np.array(WEIGHTS) + 0.7 * rng.normal(size=n)
    scale = tuple(float(score) for score in (5, 4, 3, 2, 1))
    columns = []
    for key, values in zip(("a", "b", "c", "grade"), (*opinions.T, outcome), strict=True):
        places = np.clip(np.round(3 - values), 1, 5).astype(np.int8)
        places[rng.random(n) < skipped] = 0
        if key == "c":
            places[rng.random(n) < unknown] = -1
        columns.append(Column(key, key, AGREE, AGREE, places, scale))
    questions = tuple(Question(key, key, "statement", True, True) for key in ("a", "b", "c", "grade"))
    factors = tuple(Factor(key, key.upper(), (key,)) for key in "abc")
    return Dataset("x", n, tuple(columns)), Outline(questions, factors, (), "grade", "cijfer", None, is_own=True)


AGREE = ("5", "4", "3", "2", "1")


@pytest.mark.parametrize("skipped", [0.0, 0.02, 0.15])
def test_the_order_that_was_put_in_comes_out(skipped: float) -> None:
    found = compute(*survey(skipped=skipped), seed=1)
    shares = [driver.share for driver in found.drivers]
    assert [driver.key for driver in found.drivers] == ["a", "b", "c"]
    assert shares[0] > shares[1] > shares[2]
    assert sum(shares) == pytest.approx(1)
    assert all(driver.low <= driver.share <= driver.high for driver in found.drivers)
    assert all(driver.top3 == 1 for driver in found.drivers)


def test_explained_variance_is_that_of_a_regression() -> None:
    data, outline = survey()
    scores = [data.column(key).values.astype(float) for key in ("a", "b", "c", "grade")]
    predictors = np.column_stack([np.ones(data.n), *scores[:3]])
    fitted = predictors @ np.linalg.lstsq(predictors, scores[3], rcond=None)[0]
    assert compute(data, outline, seed=1).explained == pytest.approx(
        np.corrcoef(fitted, scores[3])[0, 1] ** 2, abs=1e-5
    )


def test_the_same_seed_gives_the_same_and_the_result_can_be_kept() -> None:
    data, outline = survey(n=200)
    first = compute(data, outline, seed=5)
    assert compute(data, outline, seed=5) == first
    assert Drivers.from_json(first.to_json()) == first


def test_a_factor_that_many_could_not_answer_is_left_out_and_named() -> None:
    found = compute(*survey(unknown=0.4), seed=1)
    assert found.left_out == ("c",)
    assert [driver.key for driver in found.drivers] == ["a", "b"]


def test_no_variation_is_refused_in_a_sentence() -> None:
    data, outline = survey(n=200)
    same = Column("grade", "grade", AGREE, AGREE, np.ones(200, dtype=np.int8), (5.0, 4.0, 3.0, 2.0, 1.0))
    flat = Dataset("x", 200, (*data.columns[:3], same))
    assert "verschillen te weinig" in compute(flat, outline, seed=1).refusal


def test_factors_that_explain_next_to_nothing_are_refused() -> None:
    data, outline = survey(n=300)
    noise = np.random.default_rng(0).integers(1, 6, 300).astype(np.int8)
    column = Column("grade", "grade", AGREE, AGREE, noise, (5.0, 4.0, 3.0, 2.0, 1.0))
    assert "nauwelijks" in compute(Dataset("x", 300, (*data.columns[:3], column)), outline, seed=1).refusal


def test_a_factor_that_everybody_answered_alike_is_left_out_and_named_apart() -> None:
    data, outline = survey(n=200)
    same = Column("c", "c", AGREE, AGREE, np.ones(200, dtype=np.int8), (5.0, 4.0, 3.0, 2.0, 1.0))
    found = compute(Dataset("x", 200, (*data.columns[:2], same, data.columns[3])), outline, seed=1)
    assert ([driver.key for driver in found.drivers], found.left_out, found.unvaried) == (["a", "b"], (), ("c",))


@pytest.mark.parametrize(("apart", "takes_part"), [(9, False), (10, True), (190, True), (191, False)])
def test_a_factor_in_which_a_few_people_stand_apart_is_left_out(apart: int, takes_part: bool) -> None:
    # The share of such a factor would be about the outcome that these few gave.
    data, outline = survey(n=200)
    few = np.where(np.arange(200) < apart, 5, 1).astype(np.int8)
    column = Column("c", "c", AGREE, AGREE, few, (5.0, 4.0, 3.0, 2.0, 1.0))
    found = compute(Dataset("x", 200, (*data.columns[:2], column, data.columns[3])), outline, seed=1)
    assert ("c" not in found.unvaried) is takes_part


def test_what_was_kept_before_factors_were_named_apart_can_be_read() -> None:
    found = compute(*survey(n=200), seed=1)
    kept = found.to_json()
    del kept["unvaried"]
    assert Drivers.from_json(kept) == found


def test_a_factor_of_several_questions_takes_part_with_its_score() -> None:
    data, outline = survey()
    together = (Factor("F", "F", ("a", "b")), Factor("c", "C", ("c",)))
    found = compute(data, replace(outline, factors=together), seed=1)
    scores = np.column_stack([data.column(key).values.astype(float) for key in ("a", "b", "c", "grade")])
    rows = np.column_stack([scores[:, :2].mean(axis=1), scores[:, 2:]])
    shares = lmg(np.cov(rows, rowvar=False))
    assert [driver.share for driver in found.drivers] == pytest.approx(shares / shares.sum(), abs=1e-6)


def test_people_without_the_outcome_help_to_see_how_factors_go_together_but_are_not_counted() -> None:
    data, outline = survey()
    grade = data.column("grade")
    silent = replace(grade, values=np.where(np.arange(600) < 60, 0, grade.values).astype(np.int8))
    found = compute(Dataset("x", 600, (*data.columns[:3], silent)), outline, seed=1)
    rows = np.column_stack([6.0 - data.column(key).values for key in "abc"] + [6.0 - silent.values])
    rows[:60, 3] = np.nan
    shares = lmg(em_covariance(rows).covariance)
    assert found.n == 540
    assert [driver.share for driver in found.drivers] == pytest.approx(shares / shares.sum(), abs=1e-6)
