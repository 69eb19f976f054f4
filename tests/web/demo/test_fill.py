"""The demo claims what was put into it: levels, order of importance and gap of the simulation come out again."""

import tomllib
from datetime import UTC, datetime

import pytest

from participatiemonitor.analysis import queries as analysis
from participatiemonitor.analysis.operations import release_results
from participatiemonitor.analysis.results import ProcessResults
from participatiemonitor.fieldwork.queries import response, rounds_for
from participatiemonitor.fieldwork.states import RoundState
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process
from participatiemonitor.web.demo.fill import CONTENT, fill, is_filled
from participatiemonitor.web.demo.simulate import WEIGHTS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLANNED = {data["title"]: data for data in tomllib.loads(CONTENT.read_text(encoding="utf-8"))["processes"]}
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
# A score is a mean of answers rounded to five categories: that alone shifts it by up to this much on 0…10.
ROUNDING = 0.5
# Below this the intervals, which speak of the people in the process, say little about what they were drawn from.
LARGE_ENOUGH = 28


@pytest.fixture
def read() -> dict[str, ProcessResults]:
    """The results of every closed round of the demo."""
    assert not is_filled()
    fill(now=NOW)
    found = {}
    with scope("GM9001"):
        for process in Process.objects.select_related("leader", "municipality"):
            for round_ in rounds_for(process):
                assert response(round_).total <= PLANNED[process.title]["answers"]
                if round_.state == RoundState.CLOSED:
                    release_results(round_=round_, by=process.leader, now=NOW)
                    results = analysis.results(round_)
                    assert results is not None
                    found[process.title] = results
    return found


def test_results_recover_what_was_put_in(read: dict[str, ProcessResults]) -> None:
    assert len(read) == sum("closed_on" in data for data in PLANNED.values())
    for title, results in read.items():
        data = PLANNED[title]
        assert results.n == data["answers"]
        if results.n < 10:
            assert not any(table.key == "factors" for table in results.tables())
        elif results.n >= LARGE_ENOUGH:
            _levels_are_those_of_the_content(results, data)
    _importance_has_the_order_of_the_weights(read)
    _gap_has_the_sign_of_the_shift(read)


def _levels_are_those_of_the_content(results: ProcessResults, data: dict) -> None:  # type: ignore[type-arg]
    missed = 0
    scores = results.table("factors")
    for row in scores.rows:
        figure = scores.cell(row.key, scores.columns[0].key)
        true = (data.get("levels", {}).get(row.key, data["level"]) - 1) * 2.5
        assert figure.low is not None
        assert figure.high is not None
        missed += not figure.low - ROUNDING <= true <= figure.high + ROUNDING
    # One of ten honest intervals may miss: they speak of the people who took part, not of where they were drawn from.
    assert missed <= 1, data["title"]


def _importance_has_the_order_of_the_weights(read: dict[str, ProcessResults]) -> None:
    largest = read["Omgevingsvisie Lingedam 2040"].table("drivers")
    shares = {row.key: row.cells[0].value or 0.0 for row in largest.rows}
    assert sorted(shares, key=lambda key: -shares[key])[:3] == list(WEIGHTS["B"])[:3]


def _gap_has_the_sign_of_the_shift(read: dict[str, ProcessResults]) -> None:
    for title in ("Herinrichting Kerkplein", "Parkeren in het centrum", "Windmolens langs de snelweg"):
        against = read[title].table("against_promise")
        less, more = (against.rows[place].cells[0].value or 0.0 for place in (0, 2))
        assert PLANNED[title]["shift"] < 0
        assert less > more + 10
