"""Reading the register."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.operations import add_phase, choose_role
from participatiemonitor.register.queries import processes, promised_role, promised_roles, promised_rung


def test_processes_narrow_by_track_and_leader(in_lingedam: Municipality, anna: User, bram: User, now: datetime) -> None:
    plein = a_process(in_lingedam, anna, now, title="Kerkplein", leader=bram)
    tuin = a_process(in_lingedam, anna, now + timedelta(days=1), title="Buurttuin", track="O")
    assert list(processes()) == [tuin, plein]
    assert list(processes("B")) == [plein]
    assert list(processes(leader_id=bram.pk)) == [plein]
    assert list(processes("O", leader_id=bram.pk)) == []


def test_processes_stay_inside_the_municipality(
    lingedam: Municipality, waterrijk: Municipality, anna: User, chantal: User, now: datetime
) -> None:
    with scope(waterrijk.code):
        a_process(waterrijk, chantal, now)
    with scope(lingedam.code):
        assert list(processes()) == []


def test_promise_is_what_was_said_then(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP3")
    choice = process.phases.get().role_choices.get()
    choice.promise = "Zo stond het er toen."
    choice.save()
    rung = promised_rung(process)
    assert rung is not None
    assert (rung.code, rung.name, rung.promise) == ("BP3", "Adviseren", "Zo stond het er toen.")
    assert promised_roles(process)[0].promise == "Zo stond het er toen."


def test_promised_roles_name_phases_without_a_role(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP3")
    add_phase(process=process, name="Uitvoering", by=anna, now=now)
    assert [(role.phase.name, role.rung) for role in promised_roles(process)] == [
        ("Hele traject", "BP3"),
        ("Uitvoering", ""),
    ]


def test_latest_choice_of_a_phase_holds(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP3")
    choose_role(phase=process.phases.get(), rung="BP2", reason="Minder tijd.", by=anna, now=now)
    role = promised_roles(process)[0]
    assert (role.rung, [choice.rung for choice in role.history]) == ("BP2", ["BP3", "BP2"])


@pytest.mark.parametrize(
    ("on", "rung"), [(date(2026, 3, 1), "BP3"), (date(2026, 6, 1), "BP1"), (date(2027, 1, 1), "BP1"), (None, "BP1")]
)
def test_promise_of_today_is_of_the_phase_that_has_begun(
    on: date | None, rung: str, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP3")
    phase = add_phase(process=process, name="Uitvoering", starts_on=date(2026, 6, 1), by=anna, now=now)
    choose_role(phase=phase, rung="BP1", by=anna, now=now)
    add_phase(process=process, name="Beheer", by=anna, now=now)
    role = promised_role(process, on=on)
    assert role is not None
    assert role.rung == rung


def test_promise_before_any_phase_begins_is_the_first(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now)
    assert promised_role(process) is None
    assert promised_rung(process) is None
    phase = add_phase(process=process, name="Later", starts_on=date(2027, 1, 1), by=anna, now=now)
    choose_role(phase=phase, rung="BP1", by=anna, now=now)
    role = promised_role(process, on=date(2026, 3, 1))
    assert role is not None
    assert role.rung == "BP1"


def test_roles_of_many_processes_cost_a_fixed_number_of_queries(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            [promised_roles(process) for process in processes()]
        return len(queries)

    a_process(in_lingedam, anna, now, rung="BP3")
    one = cost()
    for _ in range(4):
        a_process(in_lingedam, anna, now, rung="BP4")
    assert cost() == one
