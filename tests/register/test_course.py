"""The steps of a process: what stands in the way of them, and who takes them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from tests.factories.register import a_process

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Process, StateChange
from participatiemonitor.register.operations import (
    DecisionMissing,
    RoleDecision,
    SecondPersonNeeded,
    StepUnexplained,
    change_rules,
    change_state,
    record_decision,
)
from participatiemonitor.register.queries import current_choice, state_changes, why_not_approve
from participatiemonitor.register.states import ProcessState as S

WHOLE = {
    "what_is_fixed": "Het budget.", "what_is_open": "De bomen.", "means": "Twee mensen, een half jaar.",
    "feedback_promised_on": date(2026, 12, 5), "feedback_by": "De wethouder", "feedback_form": "Een avond",
}  # fmt: skip


@pytest.fixture
def clara(lingedam: Municipality) -> User:
    """Another policy adviser in Lingedam."""
    user = User.objects.create_user("clara@lingedam.example", "geheim-voor-proef", name="Clara")
    Membership.objects.create(user=user, municipality=lingedam, role=StaffRole.POLICY_ADVISER)
    return user


@pytest.fixture
def go(now: datetime) -> Callable[..., Process]:
    """Take steps after each other, an hour between them."""
    hours = iter(range(1, 50))

    def walk(process: Process, *states: S, by: User, reason: str = "") -> Process:
        for state in states:
            moment = now + timedelta(hours=next(hours))
            change_state(process=process, state=state, reason=reason, by=by, now=moment)
        return process

    return walk


@pytest.fixture
def undecided(in_lingedam: Municipality, anna: User, now: datetime) -> Process:
    """A process that promises more than raadplegen, without a decision."""
    return a_process(in_lingedam, anna, now, rung="BP3", decision=None, **WHOLE)


@pytest.fixture
def whole(in_lingedam: Municipality, anna: User, now: datetime) -> Process:
    """A process with everything that a start needs."""
    return a_process(in_lingedam, anna, now, rung="BP3", **WHOLE)


@pytest.mark.parametrize("before", [S.DRAFT, S.PREPARED, S.APPROVED, S.EVALUATING])
def test_nothing_runs_before_the_promise_is_decided_on(
    before: S, undecided: Process, anna: User, now: datetime, go: Callable[..., Process]
) -> None:
    Process.objects.update(state=before)
    with pytest.raises(DecisionMissing, match="Voor de rol adviseren is een besluit nodig"):
        go(undecided, S.RUNNING, by=anna, reason="Wij willen verder.")
    assert Process.objects.get().state == before
    choice = current_choice(undecided.phases.get())
    assert choice is not None
    record_decision(choice=choice, decision=RoleDecision("COUNCIL", date(2026, 3, 1), "Besluit"), by=anna, now=now)
    assert go(undecided, S.RUNNING, by=anna).state == S.RUNNING


def test_nothing_is_approved_before_the_promise_is_decided_on(
    undecided: Process, anna: User, go: Callable[..., Process]
) -> None:
    go(undecided, S.PREPARED, by=anna)
    with pytest.raises(DecisionMissing):
        go(undecided, S.APPROVED, by=anna)


@pytest.mark.parametrize("state", [S.STOPPED, S.PREPARED])
def test_other_steps_do_not_wait_for_a_decision(
    state: S, undecided: Process, anna: User, go: Callable[..., Process]
) -> None:
    assert go(undecided, state, by=anna, reason="Zo is het.").state == state


def test_a_start_with_open_points_is_explained_and_the_points_are_kept(
    in_lingedam: Municipality, anna: User, go: Callable[..., Process]
) -> None:
    process = a_process(in_lingedam, anna, datetime(2026, 3, 2, 9).astimezone(), rung="BP2", **WHOLE | {"means": ""})
    with pytest.raises(StepUnexplained, match="Leg uit waarom u toch begint"):
        go(process, S.RUNNING, by=anna, reason="  ")
    go(process, S.RUNNING, by=anna, reason="De brief is al weg.")
    kept = StateChange.objects.get()
    assert kept.reason.startswith("De brief is al weg.\nBij het begin stond nog open: Er staat nog niet welke mensen")
    assert Event.objects.get(verb="state_changed").detail == {"from": "DRAFT", "to": "RUNNING", "open": ["G7"]}


@pytest.mark.parametrize("before", [S.DRAFT, S.PREPARED, S.APPROVED])
def test_a_start_with_everything_settled_needs_no_reason(
    before: S, whole: Process, anna: User, go: Callable[..., Process]
) -> None:
    Process.objects.update(state=before)
    assert go(whole, S.RUNNING, by=anna).state == S.RUNNING
    assert StateChange.objects.get().reason == ""


def test_what_ran_before_goes_on_without_looking_again(
    in_lingedam: Municipality, anna: User, now: datetime, go: Callable[..., Process]
) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP2")
    Process.objects.update(state=S.EVALUATING)
    assert go(process, S.RUNNING, by=anna).state == S.RUNNING


@pytest.mark.parametrize(
    ("before", "after"), [(S.DRAFT, S.STOPPED), (S.RUNNING, S.STOPPED), (S.STOPPED, S.DRAFT), (S.CLOSED, S.EVALUATING)]
)
def test_stopping_and_taking_up_again_are_explained(
    before: S, after: S, whole: Process, anna: User, go: Callable[..., Process]
) -> None:
    Process.objects.update(state=before)
    with pytest.raises(StepUnexplained):
        go(whole, after, by=anna)
    go(whole, after, by=anna, reason="De raad wil het zo.")
    assert [(change.before, change.after, change.reason) for change in state_changes(whole)] == [
        (before, after, "De raad wil het zo.")
    ]


def test_what_stopped_goes_on_where_it_stopped(whole: Process, anna: User, go: Callable[..., Process]) -> None:
    go(whole, S.RUNNING, S.STOPPED, S.RUNNING, by=anna, reason="Zo is besloten.")
    assert whole.state == S.RUNNING


def second_person(municipality: Municipality, by: User, now: datetime) -> None:
    change_rules(municipality=municipality, needs_second_person=True, challenge_term_weeks=None, by=by, now=now)


def test_without_the_rule_who_prepared_it_may_approve(whole: Process, bram: User, go: Callable[..., Process]) -> None:
    assert go(whole, S.PREPARED, S.APPROVED, by=bram).state == S.APPROVED


def test_second_person_is_another_one(
    whole: Process, anna: User, clara: User, now: datetime, go: Callable[..., Process]
) -> None:
    second_person(whole.municipality, anna, now)
    go(whole, S.PREPARED, by=anna)
    with pytest.raises(SecondPersonNeeded, match="U hebt dit zelf klaargezet"):
        go(whole, S.APPROVED, by=anna)
    assert go(whole, S.APPROVED, by=clara).state == S.APPROVED


def test_second_person_may_approve_at_all(
    whole: Process, anna: User, bram: User, now: datetime, go: Callable[..., Process]
) -> None:
    second_person(whole.municipality, anna, now)
    go(whole, S.PREPARED, by=anna)
    with pytest.raises(SecondPersonNeeded, match="Een beheerder of beleidsadviseur stelt dit vast"):
        go(whole, S.APPROVED, by=bram)


def test_the_latest_who_prepared_counts(
    whole: Process, anna: User, clara: User, now: datetime, go: Callable[..., Process]
) -> None:
    second_person(whole.municipality, anna, now)
    go(whole, S.PREPARED, S.DRAFT, by=anna)
    go(whole, S.PREPARED, by=clara)
    assert why_not_approve(whole, clara)
    assert go(whole, S.APPROVED, by=anna).state == S.APPROVED


def test_taking_up_again_is_no_preparing(
    whole: Process, anna: User, clara: User, now: datetime, go: Callable[..., Process]
) -> None:
    second_person(whole.municipality, anna, now)
    go(whole, S.PREPARED, by=anna)
    go(whole, S.STOPPED, S.PREPARED, by=clara, reason="Even gewacht.")
    assert why_not_approve(whole, anna)
    assert not why_not_approve(whole, clara)


def test_somebody_of_another_municipality_approves_nothing(
    whole: Process, anna: User, chantal: User, now: datetime, go: Callable[..., Process]
) -> None:
    second_person(whole.municipality, anna, now)
    go(whole, S.PREPARED, by=anna)
    assert why_not_approve(whole, chantal)


def test_somebody_who_left_approves_nothing(
    whole: Process, anna: User, clara: User, now: datetime, go: Callable[..., Process]
) -> None:
    second_person(whole.municipality, anna, now)
    go(whole, S.PREPARED, by=anna)
    Membership.objects.filter(user=clara).update(is_active=False)
    assert why_not_approve(whole, clara)
