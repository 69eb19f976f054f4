"""Changing the register."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.factories.register import a_process

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Phase, Process, RoleChoice
from participatiemonitor.register.operations import (
    PeriodReversed,
    PhaseNameTaken,
    ProcessCard,
    ReasonMissing,
    RungUnknown,
    StepNotAllowed,
    TitleMissing,
    TrackIsFixed,
    add_phase,
    change_card,
    change_phase,
    change_state,
    choose_role,
    open_process,
)
from participatiemonitor.register.role_models import role_model
from participatiemonitor.register.states import ProcessState, steps


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_open_process_makes_code_phase_and_event(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, title="Herinrichting Kerkplein")
    assert process.code == "2026-herinrichting-kerkplein"
    assert process.leader == anna
    assert [phase.name for phase in process.phases.all()] == ["Hele traject"]
    assert verbs() == ["process_opened"]


def test_open_initiative_names_its_phase_and_takes_the_year_it_begins(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = a_process(in_lingedam, anna, now, title="Buurttuin", track="O", starts_on=date(2024, 5, 1))
    assert process.code == "2024-buurttuin"
    assert process.phases.get().name == "Hele initiatief"


def test_same_title_gets_another_code(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    codes = [a_process(in_lingedam, anna, now, title="Kerkplein").code for _ in range(3)]
    assert codes == ["2026-kerkplein", "2026-kerkplein-2", "2026-kerkplein-3"]


def test_same_title_in_another_municipality_keeps_its_code(
    lingedam: Municipality, waterrijk: Municipality, anna: User, chantal: User, now: datetime
) -> None:
    for municipality, by in ((lingedam, anna), (waterrijk, chantal)):
        with scope(municipality.code):
            assert a_process(municipality, by, now).code == "2026-kerkplein"


@pytest.mark.parametrize("title", ["É€ ☂", "a" * 120, "   Ja!   "])
def test_any_title_gives_a_code_that_fits(title: str, in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, title=title)
    process.full_clean()
    assert process.title == title.strip()


def test_open_process_with_role_promises_it_at_once(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP3", decision=None)
    choice = RoleChoice.objects.get()
    model = role_model("B")
    assert choice.phase.process == process
    assert (choice.rung, choice.model, choice.model_version) == ("BP3", model.key, model.version)
    assert choice.promise == model.rung("BP3").promise
    assert verbs() == ["process_opened", "role_chosen"]


def test_open_process_with_a_role_of_the_other_kind_stores_nothing(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    with pytest.raises(RungUnknown):
        a_process(in_lingedam, anna, now, rung="OP3")
    assert not Process.objects.exists()
    assert verbs() == []


@pytest.mark.parametrize(
    ("card", "refusal"),
    [
        (ProcessCard(track="B", title="  "), TitleMissing),
        (ProcessCard(track="B", title="X", starts_on=date(2026, 2, 2), ends_on=date(2026, 2, 1)), PeriodReversed),
    ],
)
def test_card_that_cannot_be_is_refused(
    card: ProcessCard, refusal: type[Exception], in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    with pytest.raises(refusal):
        open_process(municipality=in_lingedam, card=card, by=anna, now=now)
    assert not Process.objects.exists()


def test_change_card_names_changed_fields_only(
    in_lingedam: Municipality, anna: User, bram: User, now: datetime
) -> None:
    process = a_process(in_lingedam, anna, now, place="Kerkplein")
    card = replace(ProcessCard.of(process), place="Markt", participants=80, leader=bram)
    change_card(process=process, card=card, by=anna, now=now)
    process.refresh_from_db()
    assert (process.place, process.participants, process.leader) == ("Markt", 80, bram)
    assert Event.objects.get(verb="card_changed").detail == {"fields": ["leader", "participants", "place"]}


def test_change_card_without_change_leaves_no_trace(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now)
    change_card(process=process, card=ProcessCard.of(process), by=anna, now=now)
    assert verbs() == ["process_opened"]


def test_change_card_keeps_who_has_the_initiative(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now)
    with pytest.raises(TrackIsFixed):
        change_card(process=process, card=replace(ProcessCard.of(process), track="O"), by=anna, now=now)


def test_phases_follow_each_other_and_have_own_names(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now)
    phase = add_phase(process=process, name=" Ontwerp ", by=anna, now=now)
    assert (phase.position, phase.name) == (2, "Ontwerp")
    for name in ("ontwerp", " "):
        with pytest.raises(PhaseNameTaken):
            add_phase(process=process, name=name, by=anna, now=now)
    with pytest.raises(PhaseNameTaken):
        change_phase(phase=process.phases.get(position=1), name="Ontwerp", by=anna, now=now)
    change_phase(phase=phase, name="Ontwerp", ends_on=date(2026, 9, 1), by=anna, now=now)
    assert Phase.objects.get(position=2).ends_on == date(2026, 9, 1)


def test_phase_cannot_end_before_it_begins(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now)
    with pytest.raises(PeriodReversed):
        add_phase(
            process=process, name="Ontwerp", starts_on=date(2026, 2, 2), ends_on=date(2026, 2, 1), by=anna, now=now
        )


def test_changed_role_needs_a_reason_and_keeps_history(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP3", decision=None)
    phase = process.phases.get()
    later = now + timedelta(days=30)
    with pytest.raises(ReasonMissing):
        choose_role(phase=phase, rung="BP4", reason="  ", by=anna, now=later)
    choose_role(phase=phase, rung="BP4", reason="De raad wil samen optrekken.", by=anna, now=later)
    history = [(choice.rung, choice.reason) for choice in RoleChoice.objects.order_by("chosen_at")]
    assert history == [("BP3", ""), ("BP4", "De raad wil samen optrekken.")]
    assert verbs() == ["process_opened", "role_chosen", "role_changed"]


def test_same_role_again_changes_nothing(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP3", decision=None)
    choose_role(phase=process.phases.get(), rung="BP3", by=anna, now=now)
    assert RoleChoice.objects.count() == 1
    assert verbs() == ["process_opened", "role_chosen"]


@pytest.mark.parametrize("rung", ["BP0", "OP2", "", "BP9"])
def test_role_outside_the_model_is_refused(rung: str, in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now)
    with pytest.raises(RungUnknown):
        choose_role(phase=process.phases.get(), rung=rung, by=anna, now=now)
    assert not RoleChoice.objects.exists()


@pytest.mark.parametrize("current", ProcessState)
@pytest.mark.parametrize("wanted", ProcessState)
def test_states_follow_the_table(
    current: ProcessState, wanted: ProcessState, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = a_process(in_lingedam, anna, now)
    Process.objects.filter(pk=process.pk).update(state=current)
    allowed = steps(current)
    if wanted == current or wanted in allowed:
        assert change_state(process=process, state=wanted, reason="Zo is besloten.", by=anna, now=now).state == wanted
    else:
        with pytest.raises(StepNotAllowed):
            change_state(process=process, state=wanted, reason="Zo is besloten.", by=anna, now=now)
    expected = wanted if wanted in allowed else current
    assert Process.objects.get().state == expected
    assert ("state_changed" in verbs()) == (expected != current)
