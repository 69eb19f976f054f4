"""Estimates from a dataset, against numbers worked out by hand."""

import math
from collections.abc import Sequence
from statistics import correlation as plain_correlation

import numpy as np
import pytest

from participatiemonitor.analysis import measures
from participatiemonitor.analysis.outline import Factor, Outline, Question
from peilstok.estimates import Estimate, NotEnough
from peilstok.frame import Column, Dataset

AGREE = ("5", "4", "3", "2", "1")


def column(key: str, answers: Sequence[int], scores: Sequence[float] = (5, 4, 3, 2, 1), **more: object) -> Column:
    """A statement; answers are places in the scale, 0 skipped, −1 not known."""
    codes = tuple(str(place) for place in range(len(scores)))
    values = np.array(answers, dtype=np.int8)
    return Column(key, key, codes, codes, values, tuple(scores), **more)  # type: ignore[arg-type]


def dataset(*columns: Column, population: int | None = None) -> Dataset:
    """A dataset of these columns."""
    return Dataset("proef", columns[0].values.size, columns, population)


def test_a_distribution_keeps_not_known_and_skipped_apart() -> None:
    counted = measures.distribution(dataset(column("a", [1, 1, 2, 5, 0, 0, 0, -1, -2])), "a")
    assert (counted.counts, counted.not_known, counted.skipped, counted.n) == ((2, 1, 0, 0, 1), 2, 3, 4)


def test_a_question_that_asks_for_a_number_counts_who_gave_one() -> None:
    numbers = np.array([3.5, 12.0, np.nan, np.nan, np.nan])
    asked = Column("a", "a", (), (), np.array([0, 0, 0, 0, -1], dtype=np.int8), numbers=numbers)
    counted = measures.distribution(dataset(asked), "a")
    assert (counted.counts, counted.n, counted.skipped, counted.not_known) == ((), 2, 2, 1)


def test_share_of_agreement_is_four_and_five_among_answers_with_wilson_limits() -> None:
    estimate = measures.share_high(dataset(column("a", [1] * 50 + [2] * 31 + [3] * 82 + [5] * 100 + [-1] * 5)), "a")
    assert (estimate.count, estimate.n) == (81, 263)
    # Newcombe (1998): 81 of 263
    assert estimate.low == pytest.approx(0.25528851988, abs=1e-8)
    assert estimate.high == pytest.approx(0.36620957698, abs=1e-8)


def test_the_known_number_of_participants_narrows_the_interval() -> None:
    estimate = measures.share_high(dataset(column("a", [1] * 24 + [5] * 6), population=45), "a")
    assert estimate.low == pytest.approx(0.7046884462, abs=1e-9)
    assert estimate.high == pytest.approx(0.8702153138, abs=1e-9)


def test_when_everybody_answered_there_is_no_interval() -> None:
    estimate = measures.mean(dataset(column("a", [1, 2, 3]), population=3), "a")
    assert estimate.value == pytest.approx(4.0)
    assert (estimate.low, estimate.high) == (None, None)


def test_more_answers_than_people_means_that_the_number_of_people_is_not_known() -> None:
    assert measures.mean(dataset(column("a", [1, 2, 3]), population=2), "a").population is None


def test_the_mean_has_the_interval_of_the_reference_table() -> None:
    answers = [5] * 1 + [4] * 1 + [3] * 4 + [2] * 12 + [1] * 12
    estimate = measures.mean(dataset(column("a", answers)), "a")
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((4.1, 3.6917665655, 4.3915917810), abs=1e-7)


def test_the_middle_of_the_scale_decides_what_counts_as_high() -> None:
    told = column("told", [1, 2, 3, 4], (3, 2, 1, 0))
    more = column("more", [1, 2, 3, 3], (2, 1, 0, -1))
    grade = column("grade", [1, 2, 3, 4], (5, 6, 10, 1))
    assert [measures.share_high(dataset(one), one.key).count for one in (told, more, grade)] == [2, 2, 2]


def test_a_category_without_score_stays_outside_share_and_mean() -> None:
    favoured = column("a", [1, 2, 3, 3], (4, 1, math.nan))
    assert measures.share_high(dataset(favoured), "a").n == 2
    assert measures.mean(dataset(favoured), "a").value == 2.5


def factor(data: Dataset, *keys: str) -> Estimate:
    """The score of a factor of these questions."""
    return measures.factor_score([measures.score(data, key) for key in keys])


def test_a_factor_is_the_mean_of_the_scores_of_its_questions_from_0_to_10() -> None:
    # (10 + 0)/2, (7.5 + 5)/2 and 5: whoever answered, each question counts once
    data = dataset(column("a", [1, 0, 5]), column("b", [2, 0, 3]), column("c", [0, 3, -1]))
    estimate = factor(data, "a", "b", "c")
    assert (estimate.value, estimate.n) == (pytest.approx(16.25 / 3), 1)


def test_a_factor_that_everybody_answered_wholly_is_the_mean_of_the_scores_of_people() -> None:
    data = dataset(column("a", [1, 2, 5, 4]), column("b", [2, 2, 3, 1]))
    people = measures.with_factors(data, [Factor("F", "F", ("a", "b"))])
    assert factor(data, "a", "b").value == pytest.approx(np.mean(people.column("factor:F").numbers))


def test_the_limits_of_a_factor_are_those_of_questions_that_go_together_entirely() -> None:
    answers = [1] * 4 + [2] * 9 + [3] * 3 + [5] * 2
    together = dataset(column("a", answers), column("b", answers))
    apart = dataset(column("a", answers), column("b", answers[::-1]))
    one, both = measures.score(together, "a"), factor(together, "a", "b")
    assert (both.low, both.high) == (pytest.approx(one.low), pytest.approx(one.high))
    assert factor(apart, "a", "b") == both


def test_a_factor_has_no_limits_when_everybody_answered_everything() -> None:
    everybody = dataset(column("a", [1, 2, 3]), column("b", [2, 2, 3]), population=3)
    estimate = factor(everybody, "a", "b")
    assert (estimate.low, estimate.high, estimate.n, estimate.population) == (None, None, 3, 3)
    but_one = dataset(column("a", [1, 2, 3]), column("b", [2, 2, 0]), population=3)
    assert factor(but_one, "a", "b").low is not None


def test_a_statement_of_bad_news_is_turned_in_a_factor_and_not_in_its_own_mean() -> None:
    data = dataset(column("a", [1, 1, 2], favourable=False))
    assert factor(data, "a").value == pytest.approx(2.5 / 3)
    assert measures.mean(data, "a").value == pytest.approx(14 / 3)


def test_correlation_is_that_of_the_people_who_answered_both() -> None:
    data = dataset(column("a", [1, 2, 3, 4, 5, 2, 0]), column("b", [2, 2, 4, 3, 5, 0, 1]))
    estimate = measures.correlation_with(data, "a", "b")
    assert estimate.value == pytest.approx(plain_correlation([5, 4, 3, 2, 1], [4, 4, 2, 3, 1]))
    assert estimate.n == 5


def test_a_correlation_without_variation_is_no_correlation() -> None:
    found = measures.correlation_with(dataset(column("a", [1] * 5), column("b", [1, 2, 3, 4, 5])), "a", "b")
    assert isinstance(found, NotEnough)
    assert found.n == 5


def test_who_a_correlation_could_single_out_are_those_who_answer_otherwise_than_most() -> None:
    data = dataset(column("a", [1, 1, 1, 1, 2, 3, 5]), column("b", [1, 2, 3, 3, 3, 4, 0]), column("c", [0] * 6 + [1]))
    assert measures.set_apart(data, "a", "b") == 2
    assert measures.answered_one(data, "a", "b") == 1
    assert measures.set_apart(data, "b", "c") == 0


def gap(data: Dataset, experienced: str, expected: str) -> Estimate:
    """Experienced minus expected."""
    return measures.gap(measures.mean(data, experienced), measures.mean(data, expected))


def test_the_gap_is_the_difference_of_the_two_means() -> None:
    scores = (1, 2, 3, 4, 5, math.nan)
    data = dataset(column("was", [3, 2, 4, 6, 1], scores), column("hoped", [4, 4, 4, 4, 0], scores))
    estimate = gap(data, "was", "hoped")
    assert (estimate.value, estimate.n) == (-1.5, 4)
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low < -1.5 < estimate.high < -estimate.low
    turned = gap(data, "hoped", "was")
    assert (turned.value, turned.low, turned.high) == (1.5, -estimate.high, -estimate.low)


def test_the_gap_of_two_means_that_everybody_stands_behind_has_no_limits() -> None:
    everybody = dataset(column("was", [1, 2, 3]), column("hoped", [1, 1, 1]), population=3)
    assert (gap(everybody, "was", "hoped").low, gap(everybody, "was", "hoped").population) == (None, 3)


def test_every_number_of_answers_reaches_the_gate() -> None:
    data = dataset(column("a", [1, 0]), column("b", [2, 0]), column("empty", [0, -1]))
    assert measures.mean(data, "a").n == 1
    assert gap(data, "a", "b").n == 1
    assert factor(data, "a", "b").n == 1
    assert measures.share_high(data, "a").count == 1
    for nobody in (measures.mean(data, "empty"), measures.share_high(data, "empty")):
        assert (nobody.n, nobody.low) == (0, None)
    assert (gap(data, "a", "empty").n, factor(data, "a", "empty").n) == (0, 0)


def test_a_code_that_is_not_on_the_list_was_chosen_by_nobody() -> None:
    assert measures.share_of(dataset(column("a", [1, 2])), "a", ["X"]).count == 0


def test_beside_the_promise_every_answer_counts_once() -> None:
    codes = ("BP1", "BP2", "BP3", "X")
    values = np.array([1, 2, 2, 3, 3, 3, 4], dtype=np.int8)
    data = dataset(Column("a", "a", codes, codes, values, (1, 2, 3, math.nan)))
    laid = measures.against_promise(data, "a", "BP2", ["X"])
    assert laid is not None
    assert [one.count for one in (laid.less, laid.same, laid.more, laid.vague)] == [1, 2, 3, 1]
    assert measures.against_promise(data, "a", "BP9", ["X"]) is None


def test_the_ledger_knows_the_people_behind_every_kind_of_figure() -> None:
    data = dataset(column("a", [1, 2, 0, 4]), column("g", [1, 2, 3, 0]))
    questions = tuple(Question(key, key, "statement", True, True) for key in ("a", "g"))
    outline = Outline(questions, (Factor("F", "F", ("a",)),), (), "g", "g", None, is_own=True)
    assert measures.people_behind(data, outline) == {"a": 3, "g": 3, "drivers": 2, "asides": 4}


def test_questions_that_many_cannot_answer_are_left_out_of_importance() -> None:
    data = dataset(column("a", [-1] * 4 + [1] * 6), column("b", [-1] * 3 + [1] * 7))
    kept = measures.usable_factors(data, [Factor("F", "F", ("a", "b")), Factor("G", "G", ("a",))], 0.30)
    assert kept == (Factor("F", "F", ("b",)),)
