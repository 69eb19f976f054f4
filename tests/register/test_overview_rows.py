"""The rows of the overview, on the database of the moment."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register import overview_rows as module
from participatiemonitor.register.models import Phase, Process
from participatiemonitor.register.operations import GroupFacts, add_group, add_phase, choose_role
from participatiemonitor.register.overview_rows import overview_rows, role_and_stage
from participatiemonitor.register.queries import processes, promised_role
from participatiemonitor.register.search import terms

TODAY = date(2026, 3, 2)
LATER, EARLIER = TODAY + timedelta(days=1), TODAY - timedelta(days=30)
PREPARATION, EXECUTION, EVALUATION = "PREPARATION", "EXECUTION", "EVALUATION"


def titles(query: str) -> list[str]:
    return [row.title for row in overview_rows(today=TODAY, search=terms(query))]


def test_rows_come_newest_first_with_what_the_card_says(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    a_process(in_lingedam, anna, now, title="Eerst", rung="BP3", theme="2", area="Noord", starts_on=TODAY)
    a_process(in_lingedam, anna, now + timedelta(hours=1), title="Later", track="O")
    later, first = overview_rows(today=TODAY)
    assert (later.title, later.kind, later.track, later.rung, later.leader_id) == (
        "Later", "INITIATIVE", "O", "", anna.pk,
    )  # fmt: skip
    assert (first.title, first.rung, first.theme, first.area, first.starts_on) == ("Eerst", "BP3", "2", "Noord", TODAY)


def test_rows_stay_inside_the_municipality_and_with_the_leader(
    in_lingedam: Municipality, waterrijk: Municipality, anna: User, bram: User, chantal: User, now: datetime
) -> None:
    a_process(in_lingedam, anna, now, title="Van Bram", leader=bram, rung="BP2")
    a_process(in_lingedam, anna, now, title="Van Anna")
    with scope(waterrijk.code):
        a_process(waterrijk, chantal, now, title="Van Chantal")
    assert {row.title for row in overview_rows(today=TODAY)} == {"Van Anna", "Van Bram"}
    assert [(row.title, row.rung) for row in overview_rows(today=TODAY, leader_id=bram.pk)] == [("Van Bram", "BP2")]
    assert overview_rows(today=TODAY, leader_id=chantal.pk) == []


def test_search_finds_in_the_database_what_the_words_find(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    path = a_process(in_lingedam, anna, now, title="Fietspad Dijkweg", central_task="Veilig naar de basisschool")
    a_process(in_lingedam, anna, now, title="Élan in de wijk", goal="100 % groen")
    add_group(process=path, facts=GroupFacts("Fietsers_bond"), by=anna, now=now)
    for query in ("fietspaden", "FIETS", "school", "scholen", "veilig dijkwegen", "fietsers bond"):
        assert titles(query) == ["Fietspad Dijkweg"], query
    for query in ("elan", "wijken", "100", "groene"):
        assert titles(query) == ["Élan in de wijk"], query
    assert titles("fietspad groen") == titles("zwembad") == []
    assert len(titles("%")) == len(titles("_")) == 2


@pytest.mark.parametrize("few", [0, 500])
def test_role_is_the_one_that_is_shown_everywhere(
    few: int, in_lingedam: Municipality, anna: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FEW", few)
    plain = a_process(in_lingedam, anna, now, title="Eén fase", rung="BP3")
    choose_role(phase=plain.phases.get(), rung="BP2", reason="Minder tijd", by=anna, now=now + timedelta(days=1))
    future = a_process(in_lingedam, anna, now, title="Begint nog", rung="BP1", starts_on=LATER)
    Phase.objects.filter(process=future).update(starts_on=LATER)
    many = a_process(in_lingedam, anna, now, title="Vier fasen", rung="BP1")
    for name, day, rung in (("Twee", EARLIER, "BP4"), ("Drie", TODAY, ""), ("Vier", LATER, "BP5")):
        phase = add_phase(process=many, name=name, starts_on=day, by=anna, now=now)
        if rung:
            choose_role(phase=phase, rung=rung, by=anna, now=now)
    a_process(in_lingedam, anna, now, title="Zonder rol")
    roles = {process.title: promised_role(process, on=TODAY) for process in processes()}
    assert {row.title: row.rung for row in overview_rows(today=TODAY)} == {
        title: role.rung if role else "" for title, role in roles.items()
    }
    assert roles["Vier fasen"] is not None
    assert roles["Vier fasen"].rung == "BP4"


@pytest.mark.parametrize(
    ("phases", "stage"),
    [
        ([], ""),
        ([(None, PREPARATION)], PREPARATION),
        ([(None, "")], ""),
        ([(None, PREPARATION), (None, EXECUTION), (None, EVALUATION)], PREPARATION),
        ([(EARLIER, PREPARATION), (TODAY, EXECUTION), (LATER, EVALUATION)], EXECUTION),
        ([(EARLIER, PREPARATION), (None, EXECUTION)], PREPARATION),
        ([(LATER, PREPARATION), (LATER, EXECUTION)], PREPARATION),
        ([(LATER, PREPARATION), (None, EXECUTION)], EXECUTION),
        ([(EARLIER, PREPARATION), (TODAY, "")], ""),
    ],
)
def test_stage_is_the_one_of_the_phase_of_now(phases: list[tuple[date | None, str]], stage: str) -> None:
    given_phases = [(1, number, day, at) for number, (day, at) in enumerate(phases)]
    assert role_and_stage(given_phases, {}, TODAY) == ("", stage)


DAYS = st.sampled_from([None, EARLIER, TODAY, LATER])


@given(st.lists(st.tuples(DAYS, st.sampled_from(["", "BP1", "BP4"])), max_size=5))
def test_role_is_of_a_phase_with_a_role_when_there_is_one(phases: list[tuple[date | None, str]]) -> None:
    rungs = {number: rung for number, (_, rung) in enumerate(phases) if rung}
    role, _ = role_and_stage([(1, number, day, "") for number, (day, _) in enumerate(phases)], rungs, TODAY)
    assert bool(role) == bool(rungs)
    begun = [rung for day, rung in phases if rung and (day is None or day <= TODAY)]
    if begun:
        assert role == begun[-1]


@pytest.mark.parametrize("number", [3, 60])
def test_three_queries_whatever_the_number(number: int, in_lingedam: Municipality, anna: User, now: datetime) -> None:
    for n in range(number):
        a_process(in_lingedam, anna, now, title=f"Plan {n}")
    assert Process.objects.count() == number
    with CaptureQueriesContext(connection) as seen:
        assert len(overview_rows(today=TODAY)) == number
    assert len(seen) == 3
