"""No combination of figures on one page, or on two pages after each other, gives away what a few people answered.

Most is on trial by exchanging answers: when somebody else could have given an answer and the page were the same to the
letter, then the page does not say who gave it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from participatiemonitor.analysis import gate, ledger, measures
from participatiemonitor.analysis.blocks import blocks
from participatiemonitor.analysis.case import Case, Evidence, OwnAnswer, Response
from participatiemonitor.analysis.outline import Outline, outline_of
from participatiemonitor.analysis.queries import shown_counts
from participatiemonitor.questions.columns import column_for
from participatiemonitor.questions.library import load_library
from peilstok.estimates import Unit
from peilstok.figures import Figure
from peilstok.frame import Column, Dataset
from peilstok.scoring import score_rows

# Two factors of two questions (one with two scales), one of five, one of one; both roles; two grades.
KEYS = ("K04", "K05", "K16", "K17", "K08", "K09", "K11", "K12", "K13", "K18", "K26", "K27", "K28", "K29")
TWO = ("K04", "K05")
EXAMPLES = settings(deadline=None, max_examples=60)
FEWER_EXAMPLES = settings(deadline=None, max_examples=20)
PARTICIPANTS = next(one for one in load_library() if one.code == "deelnemers-burgerparticipatie")
LEADER = next(one for one in load_library() if one.code == "projectleider")
ITEMS = {item.code: item for item in PARTICIPANTS.all_items}
OUTLINE = outline_of(PARTICIPANTS, KEYS)
RUNGS = {f"BP{place}": f"trede {place}" for place in range(1, 6)}


def column(key: str, values: Sequence[int]) -> Column:
    """A question of the questionnaire for participants, with places in its scale as answers; 0 is skipped."""
    spec = column_for(ITEMS[key])
    scores = tuple(np.nan if score is None else score for score in spec.scores or ())
    places = np.array(values, dtype=np.int8)
    return Column(key, spec.label, spec.codes, spec.labels, places, scores, spec.favourable)


def drawn(n: int, seed: int, *, skipped: float, liking: float = 1.0) -> Dataset:
    """People who answer the questions more or less alike, and now and then skip one."""
    rng = np.random.default_rng(seed)
    moods = rng.normal(size=n)
    columns = []
    for key in KEYS:
        most = len(column_for(ITEMS[key]).codes)
        opinions = most * (0.35 + 0.18 * liking * (0.7 * moods + 0.7 * rng.normal(size=n)))
        places = np.clip(np.round(opinions), 1, most)
        columns.append(column(key, np.where(rng.random(n) < skipped, 0, places).astype(int).tolist()))
    return Dataset("proef", n, tuple(columns))


def all_but(data: Dataset, key: str, person: int) -> Dataset:
    """The same answers of everybody who answered this question, save that one person skipped it."""
    values = data.column(key).values.copy()
    values[person] = 0
    return with_values(data, key, values)


def with_values(data: Dataset, key: str, values: np.ndarray) -> Dataset:
    columns = tuple(replace(one, values=values) if one.key == key else one for one in data.columns)
    return replace(data, columns=columns)


def exchanged(data: Dataset, key: str, one: int, other: int) -> Dataset:
    """Two people gave each other's answer to one question."""
    values = data.column(key).values.copy()
    values[[one, other]] = values[[other, one]]
    return with_values(data, key, values)


def shuffled(data: Dataset, rng: np.random.Generator, parts: Sequence[slice] = (slice(None),)) -> Dataset:
    """Every question answered by the same people in the same way, but not by the same person in the same way."""
    for key in KEYS:
        values = data.column(key).values.copy()
        for part in parts:
            some = values[part]
            some[some > 0] = rng.permutation(some[some > 0])
            values[part] = some
        data = with_values(data, key, values)
    return data


def case(evidence: Evidence, *, is_final: bool = True) -> Case:
    """A page with everything on it that can be made of these answers."""
    mirrored = [item for item in LEADER.all_items if item.mirrors in KEYS and item.mirrors != "K28"]
    return Case(
        outline=OUTLINE,
        evidence=evidence,
        response=Response((), evidence.latest.n, None),
        audience="PARTICIPANTS",
        track="B",
        is_final=is_final,
        promised_rung="BP3",
        rungs=RUNGS,
        own_answers=tuple(OwnAnswer(item, item.mirrors, column_for(item).codes[0]) for item in mirrored),
    )


type Page = Mapping[tuple[str, str, str], Figure | str]


def page_of(made: Case, *, without: Sequence[str] = ()) -> Page:
    """All sentences and figures of a page, by where they stand."""
    found: dict[tuple[str, str, str], Figure | str] = {}
    for block in blocks(made):
        found |= {(block.key, "lead", str(place)): sentence for place, sentence in enumerate(block.lead)}
        found |= {(block.key, "tile", tile.label): tile.figure for tile in block.tiles}
        for table in (*(chart.table for chart in block.charts), *block.tables):
            for row in table.rows:
                found[table.key, row.key, "note"] = row.note
                for named, figure in zip(table.columns, row.cells, strict=True):
                    found[table.key, row.key, named.key] = figure
    return {place: said for place, said in found.items() if place[2] not in without}


def page(data: Dataset) -> Page:
    return page_of(case(Evidence(data)))


def score_of_people(data: Dataset) -> str:
    """What the page said before: the mean of the scores of people who answered at least half of the factor."""
    factor = next(one for one in OUTLINE.factors if one.items == TWO)
    scored = measures.with_factors(data, [factor])
    return gate.figure(measures.mean(scored, measures.ledger_key(factor), Unit.SCORE)).text


def possible(data: Dataset, key: str, person: int, seen: Callable[[Dataset], object]) -> set[int]:
    """Which answers this person can have given, for somebody who sees this and how often each answer was given."""
    answers, known = data.column(key).values.tolist(), seen(data)
    return {
        answer
        for answer in given_by_anybody(data, key)
        if any(
            seen(exchanged(data, key, person, other)) == known for other in range(data.n) if answers[other] == answer
        )
    }


def given_by_anybody(data: Dataset, key: str) -> set[int]:
    return set(data.column(key).values.tolist()) - {0}


# --- what a factor and a gap are made of


@EXAMPLES
@given(n=st.integers(10, 12), seed=st.integers(0, 10**6))
def test_a_score_made_of_people_gives_away_who_skipped_a_question(n: int, seed: int) -> None:
    data = all_but(drawn(n, seed, skipped=0), "K05", 0)
    assert possible(data, "K04", 0, score_of_people) == {int(data.column("K04").values[0])}


def test_a_score_made_of_people_narrows_down_who_skipped_a_question_also_from_thirty_answers() -> None:
    found = []
    for seed in range(40):
        data = all_but(drawn(31, seed, skipped=0), "K05", 0)
        found.append(len(possible(data, "K04", 0, score_of_people)) - len(given_by_anybody(data, "K04")))
    assert sum(found) / len(found) < -1


@FEWER_EXAMPLES
@given(
    n=st.integers(10, 40),
    seed=st.integers(0, 10**6),
    skipped=st.sampled_from(["K04", "K05", "K16", "K09", "K26", "K27"]),
    left=st.sampled_from(KEYS),
)
def test_who_skipped_a_question_can_have_given_every_answer_to_another(
    n: int, seed: int, skipped: str, left: str
) -> None:
    assume(left != skipped)
    data = all_but(drawn(n, seed, skipped=0.02), skipped, 0)
    assume(data.column(left).values[0] > 0)

    def seen(some: Dataset) -> Page:
        return page_of(case(Evidence(some)), without=["r"])

    assert possible(data, left, 0, seen) == given_by_anybody(data, left)


@EXAMPLES
@given(
    n=st.integers(10, 29),
    seed=st.integers(0, 10**6),
    skipped=st.sampled_from([0.0, 0.05, 0.3]),
    liking=st.sampled_from([0.2, 1.0, 2.0]),
)
def test_under_thirty_a_page_never_says_which_answers_belong_to_one_person(
    n: int, seed: int, skipped: float, liking: float
) -> None:
    data = drawn(n, seed, skipped=skipped, liking=liking)
    assert page(shuffled(data, np.random.default_rng(seed))) == page(data)


@FEWER_EXAMPLES
@given(n=st.integers(30, 60), seed=st.integers(0, 10**6), skipped=st.sampled_from([0.0, 0.05, 0.3]))
def test_from_thirty_only_correlations_say_which_answers_go_together(n: int, seed: int, skipped: float) -> None:
    data = drawn(n, seed, skipped=skipped)
    others = shuffled(data, np.random.default_rng(seed))
    assert page_of(case(Evidence(others)), without=["r"]) == page_of(case(Evidence(data)), without=["r"])


@pytest.mark.parametrize(
    ("alike", "n", "is_shown"),
    [("K04", 12, False), ("K05", 29, False), ("", 12, True), ("K04", 30, True)],
)
def test_a_factor_does_not_give_back_a_question_that_everybody_answered_alike(
    alike: str, n: int, is_shown: bool
) -> None:
    data = drawn(n, 1, skipped=0)
    if alike:
        data = with_values(data, alike, np.full(n, 2, dtype=np.int8))
    found = page(data)["factors", "F4", "score"]
    assert isinstance(found, Figure)
    assert found.is_shown is is_shown
    if not is_shown:
        assert "lijken te veel op elkaar" in found.reason


@pytest.mark.parametrize(("answered", "is_shown"), [(9, False), (10, True)])
def test_a_factor_does_not_give_back_a_question_that_few_answered(answered: int, is_shown: bool) -> None:
    data = drawn(40, 1, skipped=0)
    values = np.where(np.arange(40) < answered, data.column("K05").values, 0).astype(np.int8)
    found = page(with_values(data, "K05", values))["factors", "F4", "score"]
    assert isinstance(found, Figure)
    assert found.is_shown is is_shown
    assert is_shown or "Nodig zijn er 10" in found.reason


@pytest.mark.parametrize("alike", ["K26", "K27"])
def test_the_gap_does_not_give_back_a_role_that_everybody_chose(alike: str) -> None:
    data = drawn(14, 1, skipped=0)
    assert shown(data, "against_promise", "gap", "outcome")
    data = with_values(data, alike, np.full(14, 2, dtype=np.int8))
    assert not shown(data, "against_promise", "gap", "outcome")


def shown(data: Dataset, *place: str) -> bool:
    """Whether the figure at this place is shown."""
    table, row, key = place
    found = page(data)[table, row, key]
    assert isinstance(found, Figure)
    return found.is_shown


# --- correlations


def grades_that_fit(data: Dataset, person: int, seen: str) -> set[int]:
    """Which grades this one person can have given who answered K04 in another way, for who knows the other grades."""
    fit = set()
    for grade in range(1, 11):
        values = data.column("K28").values.copy()
        values[person] = grade
        other = with_values(data, "K28", values)
        if gate.figure(measures.correlation_with(other, "K04", "K28")).text == seen:
            fit.add(grade)
    return fit


def with_one_apart(n: int, seed: int, apart: int = 1) -> Dataset:
    """Everybody but the first few agrees with K04."""
    values = np.where(np.arange(n) < apart, 5, 2).astype(np.int8)
    return with_values(drawn(n, seed, skipped=0), "K04", values)


@pytest.mark.parametrize("n", [31, 60, 120])
def test_a_correlation_gives_away_the_grade_of_the_one_who_disagrees(n: int) -> None:
    data = with_one_apart(n, 3)
    seen = gate.figure(measures.correlation_with(data, "K04", "K28")).text
    assert grades_that_fit(data, 0, seen) == {int(data.column("K28").values[0])}
    assert not shown(data, "questions", "K04", "r")


@pytest.mark.parametrize(("apart", "is_shown"), [(9, False), (10, True), (30, True), (31, False)])
def test_a_correlation_needs_ten_people_on_either_side(apart: int, is_shown: bool) -> None:
    assert shown(with_one_apart(40, 5, apart), "questions", "K04", "r") is is_shown


@FEWER_EXAMPLES
@given(n=st.integers(30, 60), seed=st.integers(0, 10**6), liking=st.sampled_from([0.3, 1.0]))
def test_behind_every_correlation_ten_people_differ_from_most_on_both_questions(
    n: int, seed: int, liking: float
) -> None:
    data = drawn(n, seed, skipped=0.05, liking=liking)
    for key in (key for key in KEYS if key != "K28"):
        if shown(data, "questions", key, "r"):
            both = score_rows(data, (key, "K28"))
            both = both[~np.isnan(both).any(axis=1)]
            for side in both.T.tolist():
                assert len(side) - max(Counter(side).values()) >= 10


@pytest.mark.parametrize(("skipping", "n", "is_shown"), [(0, 40, True), (1, 40, False), (9, 60, False), (10, 60, True)])
def test_an_outcome_with_all_its_answers_on_the_page_bears_no_few_people_who_skipped_it(
    skipping: int, n: int, is_shown: bool
) -> None:
    values = np.where(np.arange(n) < skipping, 0, np.arange(n) % 5 + 1).astype(np.int8)
    data = with_values(drawn(n, 1, skipped=0, liking=2), "K18", values)
    for outcome, expected in (("K18", is_shown), ("K28", True)):
        made = replace(case(Evidence(data)), outline=replace(OUTLINE, outcome=outcome))
        found = page_of(made)["questions", "K05", "r"]
        assert isinstance(found, Figure)
        assert found.is_shown is expected


# --- an interim view and the final figures after it


def held(before: Dataset, after: Dataset, outline: Outline = OUTLINE) -> frozenset[str]:
    """What stays as it was, by the ledger."""
    verdict = ledger.compare(shown_counts(before, outline), shown_counts(after, outline), step=gate.RELEASE_STEP)
    return ledger.with_composites(verdict, measures.composites(outline)).held


def two_pages(before: Dataset, after: Dataset, without: Sequence[str] = ()) -> tuple[Page, Page]:
    """The interim view and the final page after it."""
    interim = case(Evidence(before), is_final=False)
    final = case(Evidence(after, before, held(before, after)))
    return page_of(interim, without=without), page_of(final, without=without)


@EXAMPLES
@given(
    n=st.integers(10, 34),
    more=st.integers(1, 24),
    seed=st.integers(0, 10**6),
    skipped=st.sampled_from([0.0, 0.04, 0.3]),
)
def test_two_pages_after_each_other_never_say_which_answers_belong_to_one_person(
    n: int, more: int, seed: int, skipped: float
) -> None:
    after = drawn(n + more, seed, skipped=skipped)
    others = shuffled(after, np.random.default_rng(seed), parts=(slice(0, n), slice(n, None)))
    assert two_pages(first(others, n), others, ["r"]) == two_pages(first(after, n), after, ["r"])


def first(data: Dataset, n: int) -> Dataset:
    """The answers of the first people."""
    return replace(data, n=n, columns=tuple(replace(one, values=one.values[:n]) for one in data.columns))


def test_correlations_wait_until_the_round_is_closed() -> None:
    after = drawn(80, 1, skipped=0)
    interim, final = two_pages(first(after, 40), after)
    for key in ("K04", "K18"):
        early, late = interim["questions", key, "r"], final["questions", key, "r"]
        assert isinstance(early, Figure)
        assert isinstance(late, Figure)
        assert not early.is_shown
        assert "gesloten" in early.reason
        assert late.is_shown


@pytest.mark.parametrize("held_still", ["K04", "K28"])
def test_what_stays_as_it_was_has_no_correlation(held_still: str) -> None:
    after = drawn(80, 1, skipped=0)
    values = np.where(np.arange(80) < 45, after.column(held_still).values, 0).astype(np.int8)
    after = with_values(after, held_still, values)
    assert held_still in held(first(after, 40), after)
    _, final = two_pages(first(after, 40), after)
    found = final["questions", "K04", "r"]
    assert isinstance(found, Figure)
    assert not found.is_shown
    assert "tussenstand" in found.reason


def test_a_factor_stays_as_it_was_with_any_of_its_questions() -> None:
    after = drawn(40, 1, skipped=0)
    after = with_values(after, "K05", np.where(np.arange(40) < 25, after.column("K05").values, 0).astype(np.int8))
    before = first(after, 20)
    assert held(before, after) == {"K05", "factor:F4"}
    interim, final = two_pages(before, after)
    assert final["factors", "F4", "score"] == interim["factors", "F4", "score"]
    assert final["questions", "K04", "mean"] != interim["questions", "K04", "mean"]
    assert "tussenstand" in str(final["factors", "F4", "note"])
