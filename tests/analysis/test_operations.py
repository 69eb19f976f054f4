"""Releasing, sharing and skipping."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.factories.analysis import closed_with, mixed_in, simulated
from tests.factories.fieldwork import a_process, a_round

from participatiemonitor import analysis
from participatiemonitor.analysis.models import DriverRun, Release, With
from participatiemonitor.analysis.operations import (
    GrewTooLittle,
    NothingToShow,
    NotShownYet,
    RoundIsClosed,
    RoundStillOpen,
    release_interim,
    release_results,
    share_results,
    skip_self_evaluation,
)
from participatiemonitor.analysis.queries import results, results_were_shown, standing
from participatiemonitor.analysis.results import ProcessResults
from participatiemonitor.fieldwork.freeze import freeze
from participatiemonitor.fieldwork.models import Round
from participatiemonitor.fieldwork.operations import close_round
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.questions.definition import Value

# Every example builds a round: looking for a smaller example takes minutes and teaches little.
SLOW_EXAMPLES = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
LATER = timedelta(days=3)
FACTORS = Path(analysis.__file__).parent / "factors.toml"


@pytest.fixture
def round_(in_lingedam: Municipality, bram: User, now: datetime) -> Round:
    """An open round of a process that Bram leads."""
    process = a_process(bram, now, municipality=in_lingedam)
    return a_round(process, bram, now, population=60, promised_rung="BP4")


def form(grade: str = "7", **more: Value) -> Mapping[str, Value]:
    """One filled-in form."""
    return {"K28": grade, **more}


def grown(round_: Round, forms: list[Mapping[str, Value]], now: datetime) -> None:
    """More mixed answers, frozen as the clock does."""
    mixed_in(round_, forms, now)
    freeze(round_=round_, is_final=False, now=now)


def closed(round_: Round, bram: User, now: datetime) -> Round:
    """The round, closed."""
    close_round(round_=round_, by=bram, now=now)
    round_.refresh_from_db()
    return round_


def test_looking_for_the_first_time_makes_one_release_with_an_event(round_: Round, bram: User, now: datetime) -> None:
    closed_with(round_, simulated(round_, 14), bram, now)
    first = release_results(round_=round_, by=bram, now=now)
    assert release_results(round_=round_, by=bram, now=now + LATER) == first
    assert Release.objects.filter(round=round_).count() == 1
    assert Event.objects.filter(verb="results_released").count() == 1
    assert results_were_shown(round_.process)
    assert standing(round_).was_released


def test_an_open_round_has_no_final_results(round_: Round, bram: User, now: datetime) -> None:
    with pytest.raises(RoundStillOpen):
        release_results(round_=round_, by=bram, now=now)


def test_a_round_without_answers_has_nothing_to_release(round_: Round, bram: User, now: datetime) -> None:
    closed(round_, bram, now)
    with pytest.raises(NothingToShow):
        release_results(round_=round_, by=bram, now=now)


def test_an_interim_view_needs_ten_mixed_answers(round_: Round, bram: User, now: datetime) -> None:
    with pytest.raises(NothingToShow):
        release_interim(round_=round_, by=bram, now=now)
    grown(round_, [form() for _ in range(10)], now)
    assert release_interim(round_=round_, by=bram, now=now).number == 1
    closed(round_, bram, now)
    with pytest.raises(RoundIsClosed):
        release_interim(round_=round_, by=bram, now=now)


def test_a_next_interim_view_waits_until_every_question_grew_enough(round_: Round, bram: User, now: datetime) -> None:
    grown(round_, [form(K09="4") for _ in range(12)], now)
    release_interim(round_=round_, by=bram, now=now)
    with pytest.raises(GrewTooLittle):
        release_interim(round_=round_, by=bram, now=now)
    grown(round_, [form() for _ in range(6)] + [form(K09="2") for _ in range(9)], now)
    with pytest.raises(GrewTooLittle):
        release_interim(round_=round_, by=bram, now=now)
    grown(round_, [form(K09="2")], now)
    assert release_interim(round_=round_, by=bram, now=now).held == []


def test_at_close_a_question_that_grew_too_little_stays_as_it_was(round_: Round, bram: User, now: datetime) -> None:
    grown(round_, [form("8", K09="4") for _ in range(6)] + [form("6", K09="2") for _ in range(6)], now)
    release_interim(round_=round_, by=bram, now=now)
    mixed_in(round_, [form("1") for _ in range(7)] + [form("1", K09="1") for _ in range(4)], now)
    release = release_results(round_=closed(round_, bram, now), by=bram, now=now)
    assert "K09" in release.held
    assert "K28" not in release.held
    found = results(round_)
    assert found is not None
    table = found.table("questions")
    assert table.cell("K09", "n").text == "12"
    assert table.cell("K09", "share").text == "6 van de 12"
    assert table.cell("K28", "n").text == "23"
    row = next(row for row in table.rows if row.key == "K09")
    assert "tussenstand" in row.note
    assert release.item_counts["K09"] == 12


@pytest.mark.parametrize("last", [{}, {"K09": "W"}])
def test_at_close_nobody_sees_whether_the_last_person_did_not_know_or_skipped(
    round_: Round, bram: User, now: datetime, last: Mapping[str, Value]
) -> None:
    grown(round_, [form(K09="4") for _ in range(9)] + [form(K09="2"), form(K09="W"), form()], now)
    release_interim(round_=round_, by=bram, now=now)
    first = results(round_)
    mixed_in(round_, [{"K28": "7", **last}], now)
    release_results(round_=closed(round_, bram, now), by=bram, now=now)
    then = results(round_)
    assert first is not None
    assert then is not None
    for column in ("n", "not_known", "skipped"):
        assert then.table("questions").cell("K09", column) == first.table("questions").cell("K09", column)
    assert then.table("statements-1").cell("K09", "not_known") == first.table("statements-1").cell("K09", "not_known")


def test_a_factor_does_not_give_away_the_few_who_answered_one_of_its_questions(
    round_: Round, bram: User, now: datetime
) -> None:
    # Twice the factor of the last page, minus its other question, would be the three people who came in.
    grown(round_, [form(K04="4", K05="2" if place else "5") for place in range(12)], now)
    grown(round_, [form(K04="2", K05="4")], now)
    release_interim(round_=round_, by=bram, now=now)
    interim = results(round_)
    mixed_in(round_, [form(K04="1") for _ in range(3)] + [form(K05="4") for _ in range(10)], now)
    release = release_results(round_=closed(round_, bram, now), by=bram, now=now)
    found = results(round_)
    assert interim is not None
    assert found is not None
    assert "K04" in release.held
    assert found.table("factors").cell("F4", "n").text == "13"
    assert found.table("factors").cell("F4", "score") == interim.table("factors").cell("F4", "score")
    assert found.table("questions").cell("K05", "n").text == "23"


def made_of_one_page(first: ProcessResults, last: ProcessResults) -> None:
    """Every factor on the last page is made of its questions as they all stand on this page, or on the first."""
    items = {entry["code"]: entry["items"] for entry in tomllib.loads(FACTORS.read_text(encoding="utf-8"))["factor"]}
    for row in last.table("factors").rows:
        fewest = [
            min(page.table("questions").cell(item, "n").n or 0 for item in items[row.key] if item.startswith("K"))
            for page in (first, last)
        ]
        is_held = row.cells == next(one.cells for one in first.table("factors").rows if one.key == row.key)
        assert row.cells[1].n == fewest[0 if is_held else 1]


@settings(SLOW_EXAMPLES, max_examples=12)
@given(
    before=st.integers(10, 16),
    more=st.integers(0, 14),
    skipping=st.integers(0, 14),
    seed=st.integers(0, 99),
)
def test_no_figure_of_a_question_ever_moves_by_one_to_nine_people(
    round_: Round, bram: User, now: datetime, before: int, more: int, skipping: int, seed: int
) -> None:
    with transaction.atomic():
        round_ = Round.objects.select_related("process", "version").get(pk=round_.pk)
        forms = simulated(round_, before + more, seed=seed, skip=0.15)
        for place in range(min(skipping, more)):
            forms[before + place].pop("K09", None)
            forms[before + place].pop("K28", None)
        grown(round_, list(forms[:before]), now)
        release_interim(round_=round_, by=bram, now=now)
        first = results(round_)
        mixed_in(round_, forms[before:], now)
        close_round(round_=round_, by=bram, now=now)
        fresh = Round.objects.select_related("process", "version").get(pk=round_.pk)
        release_results(round_=fresh, by=bram, now=now)
        last = results(fresh)
        assert first is not None
        assert last is not None
        was, became = first.table("questions"), last.table("questions")
        for row in was.rows:
            n, then = was.cell(row.key, "n").n, became.cell(row.key, "n").n
            assert n is not None
            assert then is not None
            if n >= 10:
                assert then == n or then - n >= 10
        made_of_one_page(first, last)
        transaction.set_rollback(True)


def test_importance_is_computed_once_and_kept_with_its_seed(round_: Round, bram: User, now: datetime) -> None:
    closed_with(round_, simulated(round_, 170), bram, now)
    release_results(round_=round_, by=bram, now=now)
    run = DriverRun.objects.get()
    assert run.result["n"] >= 150
    assert isinstance(run.result["seed"], int)
    found = results(round_)
    assert found is not None
    assert found.table("drivers").rows[0].key == "F6"


def test_sharing_needs_results_that_somebody_looked_at(round_: Round, bram: User, now: datetime) -> None:
    closed_with(round_, simulated(round_, 14), bram, now)
    with pytest.raises(NotShownYet):
        share_results(round_=round_, with_whom=With.COUNCIL, by=bram, now=now)
    release_results(round_=round_, by=bram, now=now)
    share_results(round_=round_, with_whom=With.COUNCIL, by=bram, now=now)
    share_results(round_=round_, with_whom=With.COUNCIL, by=bram, now=now)
    assert standing(round_).shared_with_council
    assert not standing(round_).shared_with_organisation
    assert Event.objects.filter(verb="results_shared").count() == 1


def test_skipping_the_self_evaluation_is_recorded_once(round_: Round, bram: User, now: datetime) -> None:
    skip_self_evaluation(process=round_.process, by=bram, now=now)
    skip_self_evaluation(process=round_.process, by=bram, now=now)
    assert standing(round_).self_evaluated
    assert Event.objects.filter(verb="self_evaluation_skipped").count() == 1
