"""The policy on small numbers, row by row."""

import pytest

from participatiemonitor.analysis import gate
from peilstok.estimates import Distribution, Estimate, NotEnough, Unit
from peilstok.figures import Status


def share(count: int, n: int, **more: object) -> Estimate:
    """A share with a wide interval."""
    return Estimate(Unit.SHARE, count / n if n else 0.0, n, 0.31, 0.78, count=count, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("n", "text", "status"),
    [
        (9, "–", Status.WITHHELD),
        (10, "7 van de 10", Status.INDICATIVE),
        (29, "7 van de 29", Status.INDICATIVE),
        (30, "23\u00a0%", Status.FULL),
        (150, "5\u00a0%", Status.FULL),
    ],
)
def test_a_share_is_withheld_then_a_count_then_a_whole_percentage(n: int, text: str, status: Status) -> None:
    figure = gate.figure(share(7, n))
    assert (figure.text, figure.status) == (text, status)
    if status is Status.WITHHELD:
        assert figure.value is None
        assert figure.low is None
        assert "Nodig zijn er 10" in figure.reason


@pytest.mark.parametrize(
    ("unit", "n", "text"),
    [
        (Unit.GRADE, 10, "7,3"),
        (Unit.GRADE, 200, "7,3"),
        (Unit.SCORE, 200, "7,3"),
        (Unit.MEAN, 149, "7,3"),
        (Unit.MEAN, 150, "7,26"),
        (Unit.DIFFERENCE, 150, "7,26"),
        (Unit.CORRELATION, 29, "–"),
        (Unit.CORRELATION, 30, "7,26"),
    ],
)
def test_decimals_follow_the_unit_and_the_number_of_answers(unit: Unit, n: int, text: str) -> None:
    assert gate.figure(Estimate(unit, 7.263, n)).text == text


def test_an_interval_below_thirty_speaks_of_ten_people_and_not_of_percentages() -> None:
    assert gate.figure(share(14, 18)).interval == "waarschijnlijk 3 tot 8 van elke 10"
    assert gate.figure(share(40, 80)).interval == "waarschijnlijk tussen 31\u00a0% en 78\u00a0%"


def test_when_everybody_answered_there_is_no_interval_but_a_sentence() -> None:
    figure = gate.figure(Estimate(Unit.GRADE, 7.0, 12, population=12))
    assert figure.interval == "iedereen heeft geantwoord"
    assert figure.low is None


@pytest.mark.parametrize(("value", "text"), [(1.0, "meer dan 90\u00a0%"), (0.0, "minder dan 10\u00a0%")])
def test_equal_answers_of_few_people_show_a_bound_only(value: float, text: str) -> None:
    figure = gate.figure(Estimate(Unit.SHARE, value, 29, count=int(29 * value), homogeneous=True))
    assert figure.text == text
    assert figure.count is None


def test_equal_answers_of_few_people_hide_mean_and_distribution() -> None:
    assert not gate.figure(Estimate(Unit.GRADE, 8.0, 29, homogeneous=True)).is_shown
    assert gate.figure(Estimate(Unit.GRADE, 8.0, 30, homogeneous=True)).is_shown
    alike = Distribution(("1", "2"), ("a", "b"), (0, 29))
    assert not any(figure.is_shown for figure in gate.distribution(alike))


def test_a_distribution_is_shown_as_a_whole_or_not_at_all() -> None:
    assert [figure.text for figure in gate.distribution(Distribution(("1", "2"), ("a", "b"), (4, 5)))] == ["–", "–"]
    shown = gate.distribution(Distribution(("1", "2"), ("a", "b"), (4, 6)))
    assert [figure.text for figure in shown] == ["4 van de 10", "6 van de 10"]


@pytest.mark.parametrize(
    ("n", "is_final", "is_shown"), [(4, True, False), (5, True, True), (9, True, True), (9, False, False)]
)
def test_the_overall_grade_of_a_closed_round_is_shown_from_five(n: int, is_final: bool, is_shown: bool) -> None:
    assert gate.overall_grade(Estimate(Unit.GRADE, 7.0, n, 5.0, 8.0), is_final=is_final).is_shown is is_shown
    assert gate.shows_overall_grade(n, is_final=is_final) is is_shown


def test_importance_is_refused_under_150_whatever_was_computed() -> None:
    figure = gate.importance(Estimate(Unit.IMPORTANCE, 0.4, 149, 0.3, 0.5))
    assert not figure.is_shown
    assert "nog 1" in figure.reason
    assert gate.importance(Estimate(Unit.IMPORTANCE, 0.4, 150, 0.3, 0.5)).text == "40\u00a0%"


@pytest.mark.parametrize(
    ("parts", "text", "reason"),
    [
        (((12, False), (11, False)), "7,3", ""),
        (((12, False), (9, False)), "–", "Nodig zijn er 10"),
        (((12, True), (12, False)), "–", "op een van de vragen lijken te veel op elkaar"),
        (((30, True), (12, False)), "7,3", ""),
        (((29, True), (31, False)), "–", "op een van de vragen lijken te veel op elkaar"),
        (((31, True), (30, True)), "7,3", ""),
    ],
)
def test_what_is_made_of_questions_is_shown_with_every_one_of_them(
    parts: tuple[tuple[int, bool], ...], text: str, reason: str
) -> None:
    questions = [Estimate(Unit.SCORE, 7.26, n, homogeneous=is_alike) for n, is_alike in parts]
    made = gate.made_of(Estimate(Unit.SCORE, 7.26, min(n for n, _ in parts)), questions)
    assert made.text == text
    assert reason in made.reason


@pytest.mark.parametrize(
    ("n", "apart", "answered_one", "is_shown"),
    [
        (29, 14, 0, False),
        (30, 10, 0, True),
        (30, 9, 0, False),
        (3000, 9, 0, False),
        (60, 20, 1, False),
        (60, 20, 9, False),
        (60, 20, 10, True),
        (149, 20, 9, False),
        (150, 20, 9, True),
    ],
)
def test_a_correlation_may_not_single_out_a_few_people(n: int, apart: int, answered_one: int, is_shown: bool) -> None:
    figure = gate.correlation(Estimate(Unit.CORRELATION, 0.4, n), apart=apart, answered_one=answered_one)
    assert figure.is_shown is is_shown
    assert is_shown or ("Nodig zijn er 30" if n < 30 else "een paar mensen") in figure.reason


@pytest.mark.parametrize(("n", "says"), [(12, "om te tonen: 12. Nodig zijn er 30"), (30, "een paar mensen")])
def test_a_correlation_that_does_not_exist_does_not_say_why(n: int, says: str) -> None:
    figure = gate.correlation(NotEnough(n, 1, "een samenhang", unit=Unit.CORRELATION), apart=20)
    assert not figure.is_shown
    assert says in figure.reason


@pytest.mark.parametrize(("n", "says"), [(24, "Daarvoor zijn 150"), (25, "vergelijkbare trajecten")])
def test_the_refusal_of_importance_says_what_is_missing(n: int, says: str) -> None:
    refusal = gate.importance_refusal(n)
    assert says in refusal.sentence
    assert isinstance(refusal, NotEnough)
    assert gate.figure(refusal).reason == refusal.sentence


def test_counts_beside_a_question_are_hidden_with_it() -> None:
    assert gate.aside(3, n=10).text == "3"
    assert not gate.aside(3, n=9).is_shown


def test_an_outcome_of_answers_can_never_pass_as_a_fact() -> None:
    assert gate.fact(Unit.SCORE, 7.5).text == "7,5"
    with pytest.raises(ValueError, match="never a fact"):
        gate.fact(Unit.SHARE, 0.5)


@pytest.mark.parametrize(
    ("key", "n", "is_shown"), [("K05", 9, False), ("K05", 10, True), ("drivers", 149, False), ("drivers", 150, True)]
)
def test_the_ledger_counts_only_what_is_shown(key: str, n: int, is_shown: bool) -> None:
    assert gate.shows(key, n) is is_shown
