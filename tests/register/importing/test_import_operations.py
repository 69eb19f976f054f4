"""Bringing in a list: everything or nothing, by the rules of the house, and never twice."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError
from tests.factories.importing import csv_bytes
from tests.factories.register import a_process
from tests.factories.register_importing import HEADS, PLEIN, TUIN, a_list, brought, one_row, rehearsed

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.importing.operations import NothingNew, RowsRefused
from participatiemonitor.register.importing.rehearsal import RegisterFile
from participatiemonitor.register.importing.report import Outcome
from participatiemonitor.register.models import (
    Challenge,
    NoParticipation,
    Phase,
    Process,
    ProcessKind,
    RegisterRules,
    RoleChoice,
    StandingBody,
    StateChange,
    ThirdPartyPlan,
)
from participatiemonitor.register.operations import ProcessCard, change_card, choose_role
from participatiemonitor.register.operations.indexing import renew_search_words
from participatiemonitor.register.queries import promised_role
from participatiemonitor.register.states import ProcessState


def stored() -> tuple[int, int, int, int, int]:
    return tuple(table.objects.count() for table in (Process, Phase, RoleChoice, StateChange, Event))  # type: ignore[return-value]


def test_rows_become_processes_with_a_phase_and_a_promised_role(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    brought(in_lingedam, a_list(), anna, now)
    plein, tuin = Process.objects.order_by("pk")
    assert (plein.code, plein.title, plein.kind, plein.track) == (
        "2026-herinrichting-marktplein", "Herinrichting Marktplein", "PROCESS", "B",
    )  # fmt: skip
    assert (plein.theme, plein.starts_on, plein.state) == ("8", date(2026, 3, 1), ProcessState.RUNNING)
    assert (plein.source, plein.source_id, plein.leader, plein.created_at) == ("registerlijst", "1", anna, now)
    assert [phase.name for phase in plein.phases.all()] == ["Hele traject"]
    role = promised_role(plein)
    assert role is not None
    assert (role.rung, role.promise) == ("BP3", "U geeft advies. Als wij uw advies niet volgen, leggen wij uit waarom.")
    assert (tuin.kind, tuin.track, tuin.state) == ("INITIATIVE", "O", ProcessState.DRAFT)
    assert tuin.phases.get().name == "Hele initiatief"
    assert promised_role(tuin).rung == "OP4"  # type: ignore[union-attr]


def test_one_event_tells_what_came_in(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    file = a_list(PLEIN, TUIN, ("3", "", "", "", "", "", ""))
    brought(in_lingedam, file, anna, now, leaves_out_refused=True)
    event = Event.objects.get()
    assert (event.verb, event.actor, event.object_type) == ("register_imported", "Anna", "Municipality")
    assert event.detail == {
        "checksum": file.checksum(), "source": "registerlijst", "rows": 3, "made": 2, "stood": 0, "differs": 0,
        "refused": 1,
    }  # fmt: skip


def test_every_kind_gets_its_own_row(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    RegisterRules.objects.create(municipality=in_lingedam, challenge_term_weeks=8)
    kinds = [kind.label for kind in ProcessKind]
    rows = [(f"Titel {kind}", kind, "gemeente" if kind == "vast verband" else "", "") for kind in kinds]
    rows.append(("Belasting", "geen participatie", "", "Het gaat om tarieven."))
    brought(in_lingedam, a_list(*rows, heads=("titel", "soort", "wie heeft het initiatief", "reden")), anna, now)
    made = {process.kind for process in Process.objects.all()}
    assert made == set(ProcessKind)
    assert StandingBody.objects.get().process.phases.get().name == "Jaar 2026"
    assert ThirdPartyPlan.objects.get().process.track == "O"
    assert Challenge.objects.get().term_weeks == 8
    assert [(one.reason, one.ground) for one in NoParticipation.objects.order_by("pk")] == [
        ("", ""), ("Het gaat om tarieven.", "OTHER"),
    ]  # fmt: skip


def test_a_reason_for_stopping_stands_in_the_history(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    brought(in_lingedam, one_row(stand="gestopt", reden="Geen geld."), anna, now)
    change = StateChange.objects.get()
    assert (change.before, change.after, change.changed_by) == ("DRAFT", "STOPPED", anna)
    assert change.reason == "Overgenomen bij het inlezen: Geen geld."
    report = rehearsed(in_lingedam, one_row(titel="Anders", stand="gestopt")).report
    assert "Gestopt zonder reden: 1 rij. Vul de reden later aan." in report.remarks


@pytest.mark.parametrize("name", ["register.csv", "register.xlsx"])
def test_a_second_import_changes_nothing(in_lingedam: Municipality, anna: User, now: datetime, name: str) -> None:
    file = a_list(PLEIN, TUIN, ("", "Zonder kenmerk", *PLEIN[2:]), name=name)
    brought(in_lingedam, file, anna, now)
    before = stored(), list(Process.objects.order_by("pk").values())
    report = rehearsed(in_lingedam, file).report
    assert (report.number(Outcome.STOOD), report.made, report.number(Outcome.DIFFERS)) == (3, 0, 0)
    with pytest.raises(NothingNew, match="niets nieuws"):
        brought(in_lingedam, file, anna, now)
    assert (stored(), list(Process.objects.order_by("pk").values())) == before


def test_only_what_is_new_comes_in_a_second_time(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    brought(in_lingedam, a_list(PLEIN), anna, now)
    report = brought(in_lingedam, a_list(PLEIN, TUIN), anna, now).report
    assert [row.outcome for row in report.rows] == [Outcome.STOOD, Outcome.NEW]
    assert Process.objects.count() == 2


def test_what_differs_is_told_and_left_alone(in_lingedam: Municipality, anna: User, bram: User, now: datetime) -> None:
    brought(in_lingedam, a_list((*PLEIN, "", ""), heads=(*HEADS, "doel", "projectleider")), anna, now)
    process = Process.objects.get()
    choose_role(phase=process.phases.get(), rung="BP4", reason="anders besloten", by=anna, now=now)
    card = ProcessCard.of(process)
    change_card(process=process, card=_with(card, title="Nieuw Marktplein", goal="Groen"), by=anna, now=now)
    file = a_list((*PLEIN, "", bram.email), heads=(*HEADS, "doel", "projectleider"))
    report = rehearsed(in_lingedam, file).report
    assert report.rows[0].outcome == Outcome.DIFFERS
    assert report.rows[0].remark == "Anders in het register: titel, rol, projectleider (e-mail)"
    with pytest.raises(NothingNew):
        brought(in_lingedam, file, anna, now)
    assert Process.objects.get().title == "Nieuw Marktplein"


def _with(card: ProcessCard, **changes: Any) -> ProcessCard:
    from dataclasses import replace

    return replace(card, **changes)


def test_two_lists_with_the_same_marks_have_names_of_their_own(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    brought(in_lingedam, a_list(PLEIN), anna, now)
    report = brought(in_lingedam, a_list(PLEIN), anna, now, source="wijkbureau").report
    assert report.made == 1
    assert "Titel staat al in het register, maar niet uit deze lijst: 1 rij. Kijk of ze dubbel zijn." in report.remarks
    assert Process.objects.filter(source="wijkbureau").get().code == "2026-herinrichting-marktplein-2"


def test_what_was_typed_by_hand_is_said_to_look_alike(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    a_process(in_lingedam, anna, now, title="buurttuin  oost")
    report = rehearsed(in_lingedam, a_list(TUIN)).report
    assert report.rows[0].remark == "Deze titel staat al in het register, maar niet uit deze lijst"


def test_many_rows_with_one_title_get_codes_of_their_own(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    a_process(in_lingedam, anna, now, title="Plein", starts_on=date(2026, 1, 1))
    rows = [(str(number), "Plein", "traject", "2026-01-01") for number in range(300)]
    brought(in_lingedam, a_list(*rows, heads=("kenmerk", "titel", "soort", "begin")), anna, now)
    codes = set(Process.objects.values_list("code", flat=True))
    assert codes == {"2026-plein", *(f"2026-plein-{number}" for number in range(2, 302))}


def test_refused_rows_stop_everything_unless_they_may_stay_out(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    file = a_list(PLEIN, ("2", "", *TUIN[2:]))
    with pytest.raises(RowsRefused, match=r"1 rij is geweigerd\. Er is niets bewaard"):
        brought(in_lingedam, file, anna, now)
    assert stored() == (0, 0, 0, 0, 0)
    brought(in_lingedam, file, anna, now, leaves_out_refused=True)
    assert Process.objects.count() == 1


def test_nothing_is_half_imported(
    in_lingedam: Municipality, anna: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("participatiemonitor.register.importing.operations.record", broken)
    with pytest.raises(DatabaseError):
        brought(in_lingedam, a_list(), anna, now)
    assert stored() == (0, 0, 0, 0, 0)


def test_another_municipality_is_not_looked_at(
    in_lingedam: Municipality, waterrijk: Municipality, anna: User, chantal: User, now: datetime
) -> None:
    brought(in_lingedam, a_list(), anna, now)
    with scope(waterrijk.code):
        assert brought(waterrijk, a_list(), chantal, now).report.made == 2
        assert Process.objects.count() == 2
    assert Process.objects.count() == 2


def test_going_around_a_second_person_is_said(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    RegisterRules.objects.create(municipality=in_lingedam, needs_second_person=True)
    assert any("Al vastgesteld of verder: 1 rij." in one for one in rehearsed(in_lingedam, a_list()).report.remarks)


def test_signs_that_a_database_refuses_are_left_out(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    rows = [("titel", "soort", "doel"), ("Plein\x07tje", "traject van de gemeente", "een\x00\ntwee")]
    content = csv_bytes(rows).replace(b"\x00", "\u0085".encode())
    brought(in_lingedam, RegisterFile("a.csv", content), anna, now)
    process = Process.objects.get()
    assert (process.title, process.goal) == ("Pleintje", "een\ntwee")


def test_what_came_in_is_found_by_the_same_words_as_what_was_typed(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    heads = ("titel", "soort", "wie heeft het initiatief", "doel", "reden")
    rows = [("Fietspaden in Oost", "traject", "", "Veilig naar school", ""),
            ("Wijkraad Zuid", "vast verband", "gemeente", "", ""),
            ("Belasting", "geen participatie", "", "", "Het gaat om tarieven.")]  # fmt: skip
    brought(in_lingedam, a_list(*rows, heads=heads), anna, now)
    for process in Process.objects.all():
        kept = process.search_words
        assert kept
        renew_search_words(process)
        assert process.search_words == kept
    assert "tarief." in Process.objects.get(title="Belasting").search_words


def test_a_promise_that_waits_for_its_decision_is_said(in_lingedam: Municipality) -> None:
    remarks = rehearsed(in_lingedam, a_list((*PLEIN[:6], "coproduceren"), TUIN)).report.remarks
    assert any(one.startswith("Rol waarover iemand moet besluiten: 1 rij.") for one in remarks)
