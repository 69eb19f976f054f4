"""Keeping what the role aid said, and which role followed from it."""

from datetime import datetime, timedelta

import pytest
from tests.factories.register import a_process

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process, RoleAssessment
from participatiemonitor.register.operations import (
    AnswersNotPossible,
    ChoiceUnexplained,
    RungUnknown,
    assess_role,
    settle_assessment,
)
from participatiemonitor.register.queries import advice_of, latest_assessment

TOGETHER = {"B01": 5, "B05": 4, "B06": 3}


@pytest.fixture
def plein(in_lingedam: Municipality, anna: User, now: datetime) -> Process:
    return a_process(in_lingedam, anna, now)


def test_assessment_keeps_answers_advice_and_version(plein: Process, anna: User, now: datetime) -> None:
    found = assess_role(process=plein, answers=TOGETHER, by=anna, now=now)
    assert (found.advice, found.runner_up, found.answers) == ("BP4", "BP5", TOGETHER)
    assert (found.aid, found.aid_version, found.chosen_rung) == ("rolwijzer-burgerparticipatie", 1, "")
    assert latest_assessment(plein) == found
    assert advice_of(found).advice == "BP4"
    event = Event.objects.get(verb="role_assessed")
    assert (event.actor, event.detail) == ("Anna", {"advice": "BP4", "answered": 3})


def test_latest_holds_and_earlier_ones_stay(plein: Process, anna: User, now: datetime) -> None:
    assess_role(process=plein, answers=TOGETHER, by=anna, now=now)
    assess_role(process=plein, answers={"B13": 2}, by=anna, now=now + timedelta(days=1))
    found = latest_assessment(plein)
    assert found is not None
    assert found.advice == "BP1"
    assert RoleAssessment.objects.count() == 2


def test_same_answers_again_change_nothing(plein: Process, anna: User, now: datetime) -> None:
    first = assess_role(process=plein, answers=TOGETHER, by=anna, now=now)
    again = assess_role(process=plein, answers=dict(reversed(TOGETHER.items())), by=anna, now=now)
    assert again == first
    assert Event.objects.filter(verb="role_assessed").count() == 1


def test_nothing_answered_yet_is_kept_without_advice(plein: Process, anna: User, now: datetime) -> None:
    assert assess_role(process=plein, answers={}, by=anna, now=now).advice == ""


@pytest.mark.parametrize("answers", [{"B01": 7}, {"O01": 1}])
def test_answer_that_does_not_exist_is_refused(
    plein: Process, anna: User, now: datetime, answers: dict[str, int]
) -> None:
    with pytest.raises(AnswersNotPossible):
        assess_role(process=plein, answers=answers, by=anna, now=now)
    assert latest_assessment(plein) is None


def test_advised_role_needs_no_reason(plein: Process, anna: User, now: datetime) -> None:
    found = assess_role(process=plein, answers=TOGETHER, by=anna, now=now)
    settle_assessment(assessment=found, rung="BP4", reason="hoeft niet", by=anna, now=now)
    kept = RoleAssessment.objects.get()
    assert (kept.chosen_rung, kept.reason) == ("BP4", "")


def test_other_role_needs_a_reason_that_is_kept(plein: Process, anna: User, now: datetime) -> None:
    found = assess_role(process=plein, answers=TOGETHER, by=anna, now=now)
    with pytest.raises(ChoiceUnexplained):
        settle_assessment(assessment=found, rung="BP2", reason=" ", by=anna, now=now)
    settle_assessment(assessment=found, rung="BP2", reason=" De raad wil dit. ", by=anna, now=now)
    kept = RoleAssessment.objects.get()
    assert (kept.chosen_rung, kept.reason) == ("BP2", "De raad wil dit.")
    assert Event.objects.get(verb="role_advice_settled").detail == {"rung": "BP2", "advice": "BP4", "differs": True}


def test_equal_role_needs_no_reason(plein: Process, anna: User, now: datetime) -> None:
    found = assess_role(process=plein, answers={"B06": 1}, by=anna, now=now)
    assert (found.advice, found.runner_up) == ("BP1", "BP2")
    settle_assessment(assessment=found, rung="BP2", by=anna, now=now)
    assert RoleAssessment.objects.get().chosen_rung == "BP2"


def test_role_of_the_other_kind_is_refused(plein: Process, anna: User, now: datetime) -> None:
    found = assess_role(process=plein, answers=TOGETHER, by=anna, now=now)
    with pytest.raises(RungUnknown):
        settle_assessment(assessment=found, rung="OP4", reason="x", by=anna, now=now)


def test_other_municipality_sees_nothing(plein: Process, anna: User, waterrijk: Municipality, now: datetime) -> None:
    assess_role(process=plein, answers=TOGETHER, by=anna, now=now)
    with scope(waterrijk.code):
        assert latest_assessment(plein) is None
